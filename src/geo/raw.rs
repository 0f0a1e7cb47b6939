//! The formulas of the projections: radians → the plane, y upward.

use super::sphere::{acos, asin};
use super::{EPSILON, Pair};
use crate::base::number::{cos, ln, pow, sin, tan};
use std::f64::consts::{FRAC_PI_2, PI, SQRT_2};

/// A formula, with what it takes from its parallels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Raw {
    /// The plane as it is: y downward, no sphere.
    Identity,
    /// Mercator's.
    Mercator,
    /// Mercator's, turned by a right angle.
    TransverseMercator,
    /// Longitude and latitude as they are.
    Equirectangular,
    /// From far away.
    Orthographic,
    /// From the centre of the sphere.
    Gnomonic,
    /// From the other end of the sphere.
    Stereographic,
    /// Lambert's azimuthal one.
    AzimuthalEqualArea,
    /// Distances from the middle are right.
    AzimuthalEquidistant,
    /// A cylinder cut at a parallel; its cosine.
    CylindricalEqualArea(f64),
    /// Albers' cone: n, c, r0.
    ConicEqualArea(f64, f64, f64),
    /// Lambert's cone: n, f.
    ConicConformal(f64, f64),
    /// A cone with right distances along meridians: n, g.
    ConicEquidistant(f64, f64),
    /// Šavrič, Patterson and Jenny, 2018.
    EqualEarth,
    /// Patterson and Šavrič, 2011.
    NaturalEarth1,
    /// Mollweide's, 1805.
    Mollweide,
}

impl Raw {
    /// Albers' formula for two parallels in radians.
    #[must_use]
    pub fn conic_equal_area(parallels: Pair) -> Self {
        let low = sin(parallels[0]);
        let n = (low + sin(parallels[1])) / 2.0;
        if n.abs() < EPSILON {
            return Self::CylindricalEqualArea(cos(parallels[0]));
        }
        let c = 1.0 + low * (2.0 * n - low);
        Self::ConicEqualArea(n, c, c.sqrt() / n)
    }

    /// Lambert's formula for two parallels in radians.
    #[must_use]
    pub fn conic_conformal(parallels: Pair) -> Self {
        let [a, b] = parallels;
        let n = if a == b { sin(a) } else { ln(cos(a) / cos(b)) / ln(half_tan(b) / half_tan(a)) };
        if n == 0.0 || n.is_nan() {
            return Self::Mercator;
        }
        Self::ConicConformal(n, cos(a) * pow(half_tan(a), n) / n)
    }

    /// The equidistant cone for two parallels in radians.
    #[must_use]
    pub fn conic_equidistant(parallels: Pair) -> Self {
        let [a, b] = parallels;
        let n = if a == b { sin(a) } else { (cos(a) - cos(b)) / (b - a) };
        if n.abs() < EPSILON {
            return Self::Equirectangular;
        }
        Self::ConicEquidistant(n, cos(a) / n + a)
    }

    /// The point of the plane for a longitude and a latitude in radians.
    ///
    /// Source: J. P. Snyder, Map Projections: A Working Manual, 1987; the papers named at the formulas.
    #[must_use]
    pub fn apply(self, point: Pair) -> Pair {
        let [x, y] = point;
        match self {
            Self::Identity | Self::Equirectangular => point,
            Self::Mercator => [x, ln(half_tan(y))],
            Self::TransverseMercator => [ln(half_tan(y)), -x],
            Self::Orthographic => [cos(y) * sin(x), sin(y)],
            Self::Gnomonic => azimuthal(point, |c| 1.0 / c),
            Self::Stereographic => azimuthal(point, |c| 1.0 / (1.0 + c)),
            Self::AzimuthalEqualArea => azimuthal(point, |c| (2.0 / (1.0 + c)).sqrt()),
            Self::AzimuthalEquidistant => azimuthal(point, |c| {
                let angle = acos(c);
                if angle == 0.0 { 0.0 } else { angle / sin(angle) }
            }),
            Self::CylindricalEqualArea(flat) => [x * flat, sin(y) / flat],
            Self::ConicEqualArea(n, c, r0) => {
                let r = (c - 2.0 * n * sin(y)).sqrt() / n;
                [r * sin(n * x), r0 - r * cos(n * x)]
            }
            Self::ConicConformal(n, f) => {
                let least = FRAC_PI_2 - EPSILON;
                let y = if f > 0.0 { y.max(-least) } else { y.min(least) };
                let r = f / pow(half_tan(y), n);
                [r * sin(n * x), f - r * cos(n * x)]
            }
            Self::ConicEquidistant(n, g) => {
                let r = g - y;
                [r * sin(n * x), g - r * cos(n * x)]
            }
            Self::EqualEarth => equal_earth(x, y),
            Self::NaturalEarth1 => {
                let (y2, y4) = (y * y, y * y * (y * y));
                let wide = -0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4);
                let high = -0.044475 + 0.028874 * y2 - 0.005916 * y4;
                [
                    x * (0.8707 - 0.131979 * y2 + y4 * wide),
                    y * (1.007226 + y2 * (0.015085 + y4 * high)),
                ]
            }
            Self::Mollweide => mollweide(x, y),
        }
    }
}

/// The tangent of half the angle from the south pole.
fn half_tan(latitude: f64) -> f64 {
    tan((FRAC_PI_2 + latitude) / 2.0)
}

/// A projection around the middle, by the factor of the cosine of the distance.
fn azimuthal([x, y]: Pair, factor: fn(f64) -> f64) -> Pair {
    let (cos_y, sin_y) = (cos(y), sin(y));
    let k = factor(cos(x) * cos_y);
    if k == f64::INFINITY { [2.0, 0.0] } else { [k * cos_y * sin(x), k * sin_y] }
}

fn equal_earth(x: f64, y: f64) -> Pair {
    const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
    let m = 3_f64.sqrt() / 2.0;
    let l = asin(m * sin(y));
    let l2 = l * l;
    let l6 = l2 * l2 * l2;
    [
        x * cos(l) / (m * (A[0] + 3.0 * A[1] * l2 + l6 * (7.0 * A[2] + 9.0 * A[3] * l2))),
        l * (A[0] + A[1] * l2 + l6 * (A[2] + A[3] * l2)),
    ]
}

fn mollweide(x: f64, y: f64) -> Pair {
    let goal = PI * sin(y);
    let mut twice = y;
    for _ in 0..30 {
        let step = (twice + sin(twice) - goal) / (1.0 + cos(twice));
        twice -= step;
        if step.abs() <= EPSILON || step.is_nan() {
            break;
        }
    }
    [SQRT_2 / FRAC_PI_2 * x * cos(twice / 2.0), SQRT_2 * sin(twice / 2.0)]
}
