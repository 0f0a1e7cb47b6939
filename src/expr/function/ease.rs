//! Curves of movement, from 0 to 1 over a time from 0 to 1.
//!
//! Source: d3-ease 3, at its default parameters. Each curve is given as it begins; the ends
//! and middles are mirrored from it.

use super::{Call, Function};
use crate::base::number::{cos, pow, sin};
use std::f64::consts::{FRAC_PI_2, TAU};

/// Which half of a movement is bent.
#[derive(Clone, Copy, Debug)]
pub(in crate::expr) enum Way {
    In,
    Out,
    InOut,
}

const fn ease(name: &'static str, curve: fn(f64) -> f64, way: Way) -> Function {
    Function { name, call: Call::Ease(curve, way) }
}

pub(super) const LIST: &[Function] = &[
    ease("easeLinear", |t| t, Way::In),
    ease("easeQuad", quad, Way::InOut),
    ease("easeQuadIn", quad, Way::In),
    ease("easeQuadOut", quad, Way::Out),
    ease("easeQuadInOut", quad, Way::InOut),
    ease("easeCubic", cubic, Way::InOut),
    ease("easeCubicIn", cubic, Way::In),
    ease("easeCubicOut", cubic, Way::Out),
    ease("easeCubicInOut", cubic, Way::InOut),
    // The exponent of `poly` is 3 by default.
    ease("easePoly", cubic, Way::InOut),
    ease("easePolyIn", cubic, Way::In),
    ease("easePolyOut", cubic, Way::Out),
    ease("easePolyInOut", cubic, Way::InOut),
    ease("easeSin", sine, Way::InOut),
    ease("easeSinIn", sine, Way::In),
    ease("easeSinOut", sine, Way::Out),
    ease("easeSinInOut", sine, Way::InOut),
    ease("easeExp", exponential, Way::InOut),
    ease("easeExpIn", exponential, Way::In),
    ease("easeExpOut", exponential, Way::Out),
    ease("easeExpInOut", exponential, Way::InOut),
    ease("easeCircle", circle, Way::InOut),
    ease("easeCircleIn", circle, Way::In),
    ease("easeCircleOut", circle, Way::Out),
    ease("easeCircleInOut", circle, Way::InOut),
    ease("easeBounce", bounce, Way::Out),
    ease("easeBounceIn", bounce, Way::In),
    ease("easeBounceOut", bounce, Way::Out),
    ease("easeBounceInOut", bounce, Way::InOut),
    ease("easeBack", back, Way::InOut),
    ease("easeBackIn", back, Way::In),
    ease("easeBackOut", back, Way::Out),
    ease("easeBackInOut", back, Way::InOut),
    ease("easeElastic", elastic, Way::Out),
    ease("easeElasticIn", elastic, Way::In),
    ease("easeElasticOut", elastic, Way::Out),
    ease("easeElasticInOut", elastic, Way::InOut),
];

/// The place at a time.
pub(in crate::expr) fn at(curve: fn(f64) -> f64, way: Way, t: f64) -> f64 {
    match way {
        Way::In => curve(t),
        Way::Out => 1.0 - curve(1.0 - t),
        Way::InOut if t <= 0.5 => curve(2.0 * t) / 2.0,
        Way::InOut => 1.0 - curve(2.0 - 2.0 * t) / 2.0,
    }
}

fn quad(t: f64) -> f64 {
    t * t
}

fn cubic(t: f64) -> f64 {
    t * t * t
}

fn sine(t: f64) -> f64 {
    if t == 1.0 { 1.0 } else { 1.0 - cos(t * FRAC_PI_2) }
}

/// 2⁻¹⁰ˣ, moved and scaled so that it is 1 at 0 and 0 at 1.
fn fall(x: f64) -> f64 {
    (pow(2.0, -10.0 * x) - 0.000_976_562_5) * 1.000_977_517_106_549_4
}

fn exponential(t: f64) -> f64 {
    fall(1.0 - t)
}

fn circle(t: f64) -> f64 {
    1.0 - (1.0 - t * t).sqrt()
}

/// Four bounces, seen from their end.
fn bounce(t: f64) -> f64 {
    let t = 1.0 - t;
    // The middle of each bounce and its height, in elevenths.
    let (middle, height) = if t < 4.0 / 11.0 {
        (0.0, 0.0)
    } else if t < 8.0 / 11.0 {
        (6.0 / 11.0, 3.0 / 4.0)
    } else if t < 10.0 / 11.0 {
        (9.0 / 11.0, 15.0 / 16.0)
    } else {
        (21.0 / 22.0, 63.0 / 64.0)
    };
    let way = t - middle;
    1.0 - (121.0 / 16.0 * way * way + height)
}

fn back(t: f64) -> f64 {
    let overshoot = 1.701_58;
    t * t * (overshoot * (t - 1.0) + t)
}

fn elastic(t: f64) -> f64 {
    let period = 0.3 / TAU;
    let start = FRAC_PI_2 * period;
    fall(1.0 - t) * sin((start - (t - 1.0)) / period)
}
