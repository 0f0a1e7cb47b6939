//! The functions that bend continuous domains before they are mapped in a straight line.

use crate::base::decimal;
use crate::base::number::{exp, expm1, ln, log1p, log2, log10, pow};

/// How a domain is bent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Curve {
    /// Not at all.
    Straight,
    /// By logarithms; of negative domains the mirror image.
    Log {
        /// Whose powers are round.
        base: f64,
        /// Whether the domain is negative.
        negative: bool,
    },
    /// By powers, mirrored below zero.
    Pow(f64),
    /// By logarithms, but straight around zero as far as the constant.
    Symlog(f64),
}

impl Curve {
    /// The bent value.
    #[must_use]
    pub fn bend(self, x: f64) -> f64 {
        match self {
            Self::Straight => x,
            Self::Log { negative: false, .. } => ln(x),
            Self::Log { negative: true, .. } => -ln(-x),
            Self::Pow(exponent) => signed_pow(x, exponent),
            Self::Symlog(constant) => sign(x) * log1p((x / constant).abs()),
        }
    }

    /// The value that bends to `y`.
    #[must_use]
    pub fn unbend(self, y: f64) -> f64 {
        match self {
            Self::Straight => y,
            Self::Log { negative: false, .. } => exp(y),
            Self::Log { negative: true, .. } => -exp(-y),
            Self::Pow(0.5) => {
                if y < 0.0 {
                    -y * y
                } else {
                    y * y
                }
            }
            Self::Pow(exponent) => signed_pow(y, 1.0 / exponent),
            Self::Symlog(constant) => sign(y) * expm1(y.abs()) * constant,
        }
    }
}

fn sign(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() { x } else { x.signum() }
}

/// A power of the distance from zero, with the sign.
fn signed_pow(x: f64, exponent: f64) -> f64 {
    let distance = if exponent == 1.0 {
        return x;
    } else if exponent == 0.5 {
        x.abs().sqrt()
    } else {
        pow(x.abs(), exponent)
    };
    if x < 0.0 { -distance } else { distance }
}

/// The exponent of a base that gives `x`.
#[must_use]
pub fn log_of(base: f64, x: f64) -> f64 {
    if base == std::f64::consts::E {
        ln(x)
    } else if base == 10.0 {
        log10(x)
    } else if base == 2.0 {
        log2(x)
    } else {
        ln(x) / ln(base)
    }
}

/// A power of a base.
#[must_use]
pub fn power_of(base: f64, exponent: f64) -> f64 {
    if base == 10.0 && exponent.fract() == 0.0 && exponent.abs() < 400.0 {
        // The nearest number to the decimal, which multiplying would miss.
        decimal::nearest(1, exponent as i32)
    } else if base == std::f64::consts::E {
        exp(exponent)
    } else {
        pow(base, exponent)
    }
}
