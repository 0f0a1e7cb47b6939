//! Symmetric logarithmic scales, which have a place for zero.

use super::curve::Curve;

/// The curve of a constant, which is how far from zero it is about straight.
pub(super) fn curve(constant: f64) -> Curve {
    Curve::Symlog(if constant == 0.0 || constant.is_nan() { 1.0 } else { constant })
}
