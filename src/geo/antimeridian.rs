//! Lines cut at the meridian opposite the middle.

use super::clip::Pieces;
use super::{EPSILON, Pair};
use crate::base::number::{atan, cos, sin};
use std::f64::consts::{FRAC_PI_2, PI};

/// The parts of a line on the sphere between its crossings of the antimeridian.
#[must_use]
pub fn line(points: &[Pair]) -> Pieces {
    let mut out = Pieces::default();
    out.start();
    let mut before: Option<(Pair, f64)> = None;
    for point in points {
        let mut to = *point;
        let side = if to[0] > 0.0 { PI } else { -PI };
        if let Some((mut from, from_side)) = before {
            let delta = (to[0] - from[0]).abs();
            if (delta - PI).abs() < EPSILON {
                // Over a pole.
                let pole = if (from[1] + to[1]) / 2.0 > 0.0 { FRAC_PI_2 } else { -FRAC_PI_2 };
                out.push([from[0], pole]);
                cross(&mut out, from_side, side, pole);
                out.push([to[0], pole]);
            } else if from_side != side && delta >= PI {
                for (end, side) in [(&mut from, from_side), (&mut to, side)] {
                    if (end[0] - side).abs() < EPSILON {
                        end[0] -= side * EPSILON;
                    }
                }
                let at = crossing(from, to);
                cross(&mut out, from_side, side, at);
            }
        }
        out.push(to);
        before = Some((to, side));
    }
    out.joined = out.cut;
    out
}

/// Ends a part at one side of the antimeridian and starts the next at the other.
fn cross(out: &mut Pieces, from: f64, to: f64, latitude: f64) {
    out.push([from, latitude]);
    out.start();
    out.push([to, latitude]);
    out.cut = true;
}

/// The latitude at which a great circle crosses the antimeridian.
fn crossing(a: Pair, b: Pair) -> f64 {
    let turn = sin(a[0] - b[0]);
    if turn.abs() > EPSILON {
        let (cos_a, cos_b) = (cos(a[1]), cos(b[1]));
        atan(
            (sin(a[1]) * cos_b * sin(b[0]) - sin(b[1]) * cos_a * sin(a[0]))
                / (cos_a * cos_b * turn),
        )
    } else {
        (a[1] + b[1]) / 2.0
    }
}

/// Goes along the antimeridian, from one side over a pole to the other where it must.
pub fn follow(ends: Option<(Pair, Pair)>, forward: bool, out: &mut Vec<Pair>) {
    let direction = if forward { 1.0 } else { -1.0 };
    match ends {
        None => {
            let phi = direction * FRAC_PI_2;
            out.extend([[-PI, phi], [0.0, phi], [PI, phi], [PI, 0.0]]);
            out.extend([[PI, -phi], [0.0, -phi], [-PI, -phi], [-PI, 0.0], [-PI, phi]]);
        }
        Some((from, to)) if (from[0] - to[0]).abs() > EPSILON => {
            let lambda = if from[0] < to[0] { PI } else { -PI };
            let phi = direction * lambda / 2.0;
            out.extend([[-lambda, phi], [0.0, phi], [lambda, phi]]);
        }
        Some((_, to)) => out.push(to),
    }
}
