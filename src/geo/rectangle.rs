//! Lines of the plane cut at a box.

use super::clip::Pieces;
use super::{EPSILON, Pair, compare};
use std::cmp::Ordering;

/// Points further out are moved in before they are cut.
const FURTHEST: f64 = 1e9;

/// A box of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Left, upper, right and lower edge.
    pub edges: [f64; 4],
}

impl Rectangle {
    /// Whether a point is inside or on the edge.
    #[must_use]
    pub fn shows(&self, point: Pair) -> bool {
        let [x0, y0, x1, y1] = self.edges;
        x0 <= point[0] && point[0] <= x1 && y0 <= point[1] && point[1] <= y1
    }

    /// The parts of a line that are inside.
    #[must_use]
    pub fn line(&self, points: &[Pair]) -> Pieces {
        let mut out = Pieces::default();
        let (mut first_shown, mut before): (bool, Option<(Pair, bool)>) = (false, None);
        for point in points {
            let shown = self.shows(*point);
            match before {
                None => {
                    first_shown = shown;
                    if shown {
                        out.start();
                        out.push(*point);
                    }
                }
                Some((_, true)) if shown => out.push(*point),
                Some((from, from_shown)) => {
                    let near = |point: Pair| point.map(|x| x.clamp(-FURTHEST, FURTHEST));
                    match self.cut(near(from), near(*point)) {
                        Some((a, b)) => {
                            if !from_shown {
                                out.start();
                                out.push(a);
                            }
                            out.push(b);
                            out.cut = true;
                        }
                        None if shown => {
                            out.start();
                            out.push(*point);
                            out.cut = true;
                        }
                        None => {}
                    }
                }
            }
            before = Some((*point, shown));
        }
        out.joined = first_shown && before.is_some_and(|(_, shown)| shown);
        out
    }

    /// The part of a segment that is inside.
    ///
    /// Source: Y.-D. Liang and B. A. Barsky, A new concept and method for line clipping, 1984.
    fn cut(&self, a: Pair, b: Pair) -> Option<(Pair, Pair)> {
        let way = [b[0] - a[0], b[1] - a[1]];
        let (mut t0, mut t1) = (0.0_f64, 1.0_f64);
        for i in 0..2 {
            // To the lower edge against the way, to the upper along it.
            for (edge, sign) in [(self.edges[i], -1.0), (self.edges[i + 2], 1.0)] {
                let (rest, step) = (sign * (edge - a[i]), sign * way[i]);
                if step == 0.0 && rest < 0.0 {
                    return None;
                }
                let t = rest / step;
                if step > 0.0 {
                    t1 = t1.min(t);
                } else if step < 0.0 {
                    t0 = t0.max(t);
                }
            }
        }
        let at = |t: f64, end: Pair| {
            if t > 0.0 && t < 1.0 { [a[0] + t * way[0], a[1] + t * way[1]] } else { end }
        };
        (t0 <= t1)
            .then(|| (at(t0, if t0 >= 1.0 { b } else { a }), at(t1, if t1 <= 0.0 { a } else { b })))
    }

    /// Goes along the edges, corner by corner.
    pub fn follow(&self, ends: Option<(Pair, Pair)>, forward: bool, out: &mut Vec<Pair>) {
        let [x0, y0, x1, y1] = self.edges;
        let (mut from, mut until) = (0, 0);
        if let Some((a, b)) = ends {
            from = self.corner(a, forward);
            until = self.corner(b, forward);
            if from == until && (self.order(a, b) == Ordering::Less) == forward {
                out.push(b);
                return;
            }
        }
        loop {
            let x = if from == 0 || from == 3 { x0 } else { x1 };
            out.push([x, if from > 1 { y1 } else { y0 }]);
            from = (from + if forward { 1 } else { 3 }) % 4;
            if from == until {
                break;
            }
        }
    }

    /// The corner that comes after a point of the edge: upper left, upper right, lower right, lower left.
    fn corner(&self, point: Pair, forward: bool) -> u8 {
        let [x0, y0, x1, _] = self.edges;
        let near = |a: f64, b: f64| (a - b).abs() < EPSILON;
        let edge = if near(point[0], x0) {
            0
        } else if near(point[0], x1) {
            2
        } else if near(point[1], y0) {
            1
        } else {
            3
        };
        if forward { edge } else { (edge + 3) % 4 }
    }

    /// The order of points along the edges, clockwise from the lower left corner.
    #[must_use]
    pub fn order(&self, a: Pair, b: Pair) -> Ordering {
        let (edge, other) = (self.corner(a, true), self.corner(b, true));
        edge.cmp(&other).then(match edge {
            0 => compare(b[1], a[1]),
            1 => compare(a[0], b[0]),
            2 => compare(a[1], b[1]),
            _ => compare(b[0], a[0]),
        })
    }

    /// Whether the lower left corner is inside the polygon.
    #[must_use]
    pub fn inside(&self, rings: &[Vec<Pair>]) -> bool {
        let [x, _, _, y] = self.edges;
        let mut winding = 0;
        for ring in rings {
            let Some(last) = ring.last() else { continue };
            let mut from = *last;
            for to in ring {
                let side = (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
                if from[1] <= y && to[1] > y && side > 0.0 {
                    winding += 1;
                } else if from[1] > y && to[1] <= y && side < 0.0 {
                    winding -= 1;
                }
                from = *to;
            }
        }
        winding != 0
    }
}
