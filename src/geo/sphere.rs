//! The unit sphere: vectors, rotations, and whether a point is in a polygon.

use super::{EPSILON, Pair};
use crate::base::number::{self, atan2, cos, sin};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI, TAU};

/// A vector.
pub type Vector = [f64; 3];

/// The arc sine; numbers beyond ±1 are taken for ±1.
#[must_use]
pub fn asin(x: f64) -> f64 {
    number::asin(x.clamp(-1.0, 1.0))
}

/// The arc cosine; numbers beyond ±1 are taken for ±1.
#[must_use]
pub fn acos(x: f64) -> f64 {
    number::acos(x.clamp(-1.0, 1.0))
}

/// The vector of a longitude and a latitude in radians.
#[must_use]
pub fn vector(point: Pair) -> Vector {
    let flat = cos(point[1]);
    [flat * cos(point[0]), flat * sin(point[0]), sin(point[1])]
}

/// The longitude and the latitude of a vector of length 1.
#[must_use]
pub fn place(vector: Vector) -> Pair {
    [atan2(vector[1], vector[0]), asin(vector[2])]
}

/// The inner product.
#[must_use]
pub fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// The cross product.
#[must_use]
pub fn cross(a: Vector, b: Vector) -> Vector {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// `a` + `k` times `b`.
#[must_use]
pub fn plus(a: Vector, k: f64, b: Vector) -> Vector {
    [a[0] + k * b[0], a[1] + k * b[1], a[2] + k * b[2]]
}

/// The vector of length 1 in the same direction.
#[must_use]
pub fn unit(a: Vector) -> Vector {
    let length = dot(a, a).sqrt();
    a.map(|part| part / length)
}

/// A rotation by three angles: around the axis of the poles, then up, then around the line of sight.
#[derive(Clone, Copy, Debug)]
pub struct Rotation {
    lambda: f64,
    /// Cosine and sine of the second angle, then of the third.
    tilt: Option<[f64; 4]>,
}

impl Rotation {
    /// The rotation by angles in degrees.
    #[must_use]
    pub fn new(angles_deg: [f64; 3]) -> Self {
        let [lambda, phi, gamma] = angles_deg.map(|angle| (angle % 360.0).to_radians());
        let tilted = phi != 0.0 || gamma != 0.0;
        let tilt = tilted.then(|| [cos(phi), sin(phi), cos(gamma), sin(gamma)]);
        Self { lambda: lambda % TAU, tilt }
    }

    /// The point (in radians) after the rotation.
    #[must_use]
    pub fn apply(&self, point: Pair) -> Pair {
        let mut lambda = point[0] + self.lambda;
        if lambda.abs() > PI {
            lambda -= number::round(lambda / TAU) * TAU;
        }
        let Some([cos_phi, sin_phi, cos_gamma, sin_gamma]) = self.tilt else {
            return [lambda, point[1]];
        };
        let [x, y, z] = vector([lambda, point[1]]);
        let k = z * cos_phi + x * sin_phi;
        [
            atan2(y * cos_gamma - k * sin_gamma, x * cos_phi - z * sin_phi),
            asin(k * cos_gamma + y * sin_gamma),
        ]
    }
}

/// The longitude between −π and π.
fn wrapped(lambda: f64) -> f64 {
    if lambda.abs() <= PI { lambda } else { lambda.signum() * ((lambda.abs() + PI) % TAU - PI) }
}

/// Whether a point is inside the polygon of rings (in radians, without their first point again at their end).
///
/// The south pole is inside when the rings wind around it clockwise, or, when they do not wind around it, when
/// their area is negative; a point is where the south pole is when the rings cross its way there an even number
/// of times.
#[must_use]
pub fn contains(rings: &[Vec<Pair>], point: Pair) -> bool {
    let lambda = wrapped(point[0]);
    let mut phi = point[1];
    if sin(phi).abs() == 1.0 {
        phi = (FRAC_PI_2 + EPSILON).copysign(phi);
    }
    let normal = [sin(lambda), -cos(lambda), 0.0];
    let (mut angle, mut area, mut lost, mut odd) = (0.0, 0.0_f64, 0.0, false);
    for ring in rings {
        let Some(last) = ring.last() else { continue };
        let half = |point: &Pair| {
            let half = point[1] / 2.0 + FRAC_PI_4;
            (wrapped(point[0]), sin(half), cos(half))
        };
        let mut from = *last;
        let (mut lambda0, mut sin0, mut cos0) = half(last);
        for to in ring {
            let (lambda1, sin1, cos1) = half(to);
            let delta = lambda1 - lambda0;
            let sign = if delta >= 0.0 { 1.0 } else { -1.0 };
            let turn = sign * delta;
            let around = turn > PI;
            let k = sin0 * sin1;
            let part = atan2(k * sign * sin(turn), cos0 * cos1 + k * cos(turn));
            // The sum keeps what rounding takes away.
            let sum = area + part;
            lost += if area.abs() >= part.abs() { area - sum + part } else { part - sum + area };
            area = sum;
            angle += if around { delta + sign * TAU } else { delta };
            if around ^ (lambda0 >= lambda) ^ (lambda1 >= lambda) {
                let arc = unit(cross(vector(from), vector(*to)));
                let crossing = unit(cross(normal, arc));
                let above = around ^ (delta >= 0.0);
                let at = asin(crossing[2]) * if above { -1.0 } else { 1.0 };
                if phi > at || (phi == at && (arc[0] != 0.0 || arc[1] != 0.0)) {
                    odd = !odd;
                }
            }
            (from, lambda0, sin0, cos0) = (*to, lambda1, sin1, cos1);
        }
    }
    let pole = angle < -EPSILON || (angle < EPSILON && area + lost < -1e-12);
    pole ^ odd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insides() {
        let check = |ring: &[[f64; 2]], point: [f64; 2], inside: bool| {
            let radians = |point: &Pair| point.map(f64::to_radians);
            let rings = [ring.iter().map(radians).collect()];
            assert_eq!(contains(&rings, radians(&point)), inside, "{ring:?} {point:?}");
        };
        let square = [[0.0, 0.0], [0.0, 10.0], [10.0, 10.0], [10.0, 0.0]];
        check(&square, [5.0, 5.0], true);
        check(&square, [15.0, 5.0], false);
        check(&square, [0.0, -90.0], false);
        let mut outside = square;
        outside.reverse();
        check(&outside, [5.0, 5.0], false);
        check(&outside, [0.0, -90.0], true);
        let south = [[0.0, -60.0], [120.0, -60.0], [-120.0, -60.0]];
        check(&south, [0.0, -90.0], true);
        check(&[south[2], south[1], south[0]], [0.0, -90.0], false);
        check(&[], [0.0, 0.0], false);
    }

    #[test]
    fn rotations() {
        let check = |angles: [f64; 3], point: [f64; 2], expected: [f64; 2]| {
            let turned = Rotation::new(angles).apply(point.map(f64::to_radians));
            let turned = turned.map(|angle| number::round(angle.to_degrees() * 1e6) / 1e6);
            assert_eq!(turned, expected, "{angles:?} {point:?}");
        };
        check([0.0; 3], [190.0, 5.0], [-170.0, 5.0]);
        check([90.0, 0.0, 0.0], [150.0, 5.0], [-120.0, 5.0]);
        check([0.0, -45.0, 0.0], [0.0, 45.0], [0.0, 0.0]);
        check([0.0, -45.0, 0.0], [0.0, 90.0], [0.0, 45.0]);
        check([-45.0, 45.0, 30.0], [10.0, 20.0], [-70.620_632, 24.288_116]);
    }
}
