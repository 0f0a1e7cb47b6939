//! Power and square root scales.

use super::curve::Curve;

/// The curve of an exponent.
pub(super) fn curve(exponent: f64) -> Curve {
    if exponent == 1.0 { Curve::Straight } else { Curve::Pow(exponent) }
}
