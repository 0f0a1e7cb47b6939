//! Lines cut at a circle around the middle: the horizon.

use super::clip::Pieces;
use super::sphere::{acos, cross, dot, place, plus, unit, vector};
use super::{EPSILON, Pair, same};
use crate::base::number::{cos, sin};
use std::f64::consts::{PI, TAU};

/// A circle around longitude 0 and latitude 0.
#[derive(Clone, Copy, Debug)]
pub struct Circle {
    radius: f64,
    cos: f64,
}

impl Circle {
    /// The circle of an angular radius in degrees.
    #[must_use]
    pub fn new(radius_deg: f64) -> Self {
        let radius = radius_deg.to_radians();
        Self { radius, cos: cos(radius) }
    }

    /// Whether less than a hemisphere is inside.
    fn small(&self) -> bool {
        self.cos > 0.0
    }

    /// Whether a point is inside.
    #[must_use]
    pub fn shows(&self, point: Pair) -> bool {
        cos(point[0]) * cos(point[1]) > self.cos
    }

    /// The point of the circle that the order along it starts from.
    #[must_use]
    pub fn first(&self) -> Pair {
        if self.small() { [0.0, -self.radius] } else { [-PI, self.radius - PI] }
    }

    /// The parts of a line that are inside.
    #[must_use]
    pub fn line(&self, points: &[Pair]) -> Pieces {
        let mut out = Pieces::default();
        let flat = self.cos.abs() <= EPSILON;
        let (mut first_shown, mut before): (bool, Option<(Pair, bool, u8)>) = (false, None);
        for point in points {
            let shown = self.shows(*point);
            let code = self.code(*point, shown);
            match before {
                None => {
                    first_shown = shown;
                    if shown {
                        out.start();
                        out.push(*point);
                    }
                }
                Some((from, from_shown, _)) if shown != from_shown => {
                    out.cut = true;
                    let at = if shown {
                        out.start();
                        self.crossing(*point, from)
                    } else {
                        self.crossing(from, *point)
                    };
                    out.push(at);
                    if !shown {
                        out.apart();
                    } else if !same(at, *point) {
                        out.push(*point);
                    }
                }
                Some((from, _, from_code)) => {
                    if !flat && self.small() != shown && code & from_code == 0 {
                        self.pass(*point, from, &mut out);
                    }
                    if shown && !same(from, *point) {
                        out.push(*point);
                    }
                }
            }
            before = Some((*point, shown, code));
        }
        out.joined = first_shown && before.is_some_and(|(_, shown, _)| shown);
        out
    }

    /// Cuts where a segment with both ends on the same side crosses the circle twice.
    fn pass(&self, point: Pair, from: Pair, out: &mut Pieces) {
        let Some([a, b]) = self.crossings(point, from) else { return };
        out.cut = true;
        if self.small() {
            out.start();
            out.push(a);
            out.push(b);
        } else {
            out.push(b);
            out.start();
            out.apart();
            out.push(a);
        }
    }

    /// Where a point lies around the box of the smaller side: bits for left, right, below, above.
    fn code(&self, point: Pair, shown: bool) -> u8 {
        let small = self.small();
        if small == shown {
            return 0;
        }
        let lambda = match (small, point[0] < 0.0) {
            (true, _) => point[0],
            (false, true) => point[0] + PI,
            (false, false) => point[0] - PI,
        };
        let r = if small { self.radius } else { PI - self.radius };
        let bit = |is: bool, bit: u8| if is { bit } else { 0 };
        bit(lambda < -r, 1) | bit(lambda > r, 2) | bit(point[1] < -r, 4) | bit(point[1] > r, 8)
    }

    /// The crossings of the great circle through two points; `None` when it misses.
    fn meet(&self, a: Pair, b: Pair) -> Option<[Pair; 2]> {
        let n = cross(vector(a), vector(b));
        let (square, along) = (dot(n, n), n[0]);
        let determinant = square - along * along;
        if determinant == 0.0 {
            return None;
        }
        let foot =
            plus([self.cos * square / determinant, 0.0, 0.0], -self.cos * along / determinant, n);
        let way = cross([1.0, 0.0, 0.0], n);
        let (w, uu) = (dot(foot, way), dot(way, way));
        let under = w * w - uu * (dot(foot, foot) - 1.0);
        if under < 0.0 {
            return None;
        }
        let t = under.sqrt();
        Some([-t, t].map(|t| place(plus(foot, (-w + t) / uu, way))))
    }

    /// Where the way from a visible point to one that is not crosses the circle.
    fn crossing(&self, a: Pair, b: Pair) -> Pair {
        self.meet(a, b).map_or(a, |[first, _]| first)
    }

    /// Both crossings, when they are between the points.
    fn crossings(&self, a: Pair, b: Pair) -> Option<[Pair; 2]> {
        let both = self.meet(a, b)?;
        let q = both[0];
        let (low, high) = if b[0] < a[0] { (b[0], a[0]) } else { (a[0], b[0]) };
        let (mut phi0, mut phi1) = (a[1], b[1]);
        let delta = high - low;
        let polar = (delta - PI).abs() < EPSILON;
        if !polar && phi1 < phi0 {
            (phi0, phi1) = (phi1, phi0);
        }
        let between = if polar {
            let near = if (q[0] - low).abs() < EPSILON { phi0 } else { phi1 };
            (phi0 + phi1 > 0.0) ^ (q[1] < near)
        } else if delta < EPSILON {
            phi0 <= q[1] && q[1] <= phi1
        } else {
            (delta > PI) ^ (low <= q[0] && q[0] <= high)
        };
        between.then_some(both)
    }

    /// Goes along the circle in steps of two degrees.
    pub fn follow(&self, ends: Option<(Pair, Pair)>, forward: bool, out: &mut Vec<Pair>) {
        let direction = if forward { 1.0 } else { -1.0 };
        let step = direction * 2_f64.to_radians();
        let (mut from, to) = match ends {
            None => (self.radius + direction * TAU, self.radius - step / 2.0),
            Some((a, b)) => {
                let (a, b) = (self.angle(a), self.angle(b));
                let before = if forward { a < b } else { a > b };
                (if before { a + direction * TAU } else { a }, b)
            }
        };
        let radius = sin(self.radius);
        while if forward { from > to } else { from < to } {
            out.push(place([self.cos, -radius * cos(from), -radius * sin(from)]));
            from -= step;
        }
    }

    /// The angle of a point of the circle, seen from the middle.
    fn angle(&self, point: Pair) -> f64 {
        let [x, y, z] = vector(point);
        let [_, y, z] = unit([x - self.cos, y, z]);
        let angle = acos(-y);
        ((if -z < 0.0 { -angle } else { angle }) + TAU - EPSILON) % TAU
    }
}
