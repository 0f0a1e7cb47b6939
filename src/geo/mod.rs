//! Maps: from longitude and latitude to the plane.
//!
//! A shape is turned on the sphere, cut along an edge there (the antimeridian or a circle), projected with
//! as many points between its own as its curves need, and cut at a rectangle of the plane.
//!
//! Source: Mike Bostock, d3-geo, whose rules (the inside of a polygon is to the right of its rings as seen from
//! above, tolerances, order of stages) are followed so that maps come out as Vega draws them.

pub mod sphere;
pub mod raw;
pub mod clip;
pub mod antimeridian;
pub mod circle;
pub mod rectangle;
pub mod resample;
pub mod shape;
pub mod projection;

pub use self::projection::{Projection, Settings};
pub use self::shape::Shape;

/// Two numbers: longitude and latitude, or x and y.
pub type Pair = [f64; 2];

/// Angles and, on the plane, pixels that differ by less are taken to be equal.
pub const EPSILON: f64 = 1e-6;

/// Whether both numbers are as good as equal.
#[must_use]
pub fn same(a: Pair, b: Pair) -> bool {
    (a[0] - b[0]).abs() < EPSILON && (a[1] - b[1]).abs() < EPSILON
}

/// The order of numbers; both zeros are equal.
fn compare(a: f64, b: f64) -> std::cmp::Ordering {
    a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal)
}
