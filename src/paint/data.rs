//! The path data of an SVG, as short as it can be said.

use crate::base::geometry::{Point, Segment};
use plotters_backend::BackendCoord;
use std::fmt::Write as _;

/// Writes path data relative to the point before, in whole numbers, commands that repeat left out.
pub struct PathText {
    out: String,
    at: (i64, i64),
    start: (i64, i64),
    verb: char,
}

impl PathText {
    /// No data yet.
    pub fn new() -> Self {
        Self { out: String::new(), at: (0, 0), start: (0, 0), verb: 'z' }
    }

    /// The data so far.
    pub fn text(&self) -> &str {
        &self.out
    }

    /// The data of a path.
    pub fn of(path: &[Segment]) -> String {
        let mut text = Self::new();
        for segment in path {
            text.add(*segment);
        }
        text.out
    }

    /// The data of straight lines through points.
    pub fn of_points(points: &[BackendCoord], closed: bool) -> String {
        let point = |p: &BackendCoord| Point::new(f64::from(p.0), f64::from(p.1));
        let mut path: Vec<Segment> = points.iter().map(|p| Segment::Line(point(p))).collect();
        if let (Some(slot), Some(first)) = (path.first_mut(), points.first()) {
            *slot = Segment::Move(point(first));
        }
        path.extend(closed.then_some(Segment::Close));
        Self::of(&path)
    }

    fn numbers(&mut self, verb: char, numbers: &[i64]) {
        // After a move its own verb would mean lines; repeated lines and curves need no verb.
        let repeats = self.verb == verb && verb != 'm' && verb != 'z';
        if !repeats {
            self.out.push(if self.out.is_empty() { verb.to_ascii_uppercase() } else { verb });
        }
        for (i, number) in numbers.iter().enumerate() {
            if *number >= 0 && (i > 0 || repeats) {
                self.out.push(' ');
            }
            let _ = write!(self.out, "{number}");
        }
        self.verb = verb;
    }

    /// Adds a segment.
    pub fn add(&mut self, segment: Segment) {
        let (x0, y0) = self.at;
        let whole = |p: Point| (p.x.round() as i64, p.y.round() as i64);
        match segment {
            Segment::Move(p) => {
                let (x, y) = whole(p);
                self.numbers('m', &[x - x0, y - y0]);
                self.at = (x, y);
                self.start = self.at;
            }
            Segment::Line(p) => {
                let (x, y) = whole(p);
                if y == y0 {
                    self.numbers('h', &[x - x0]);
                } else if x == x0 {
                    self.numbers('v', &[y - y0]);
                } else {
                    self.numbers('l', &[x - x0, y - y0]);
                }
                self.at = (x, y);
            }
            Segment::Cubic(a, b, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (whole(a), whole(b), whole(p));
                self.numbers('c', &[ax - x0, ay - y0, bx - x0, by - y0, x - x0, y - y0]);
                self.at = (x, y);
            }
            Segment::Close => {
                self.numbers('z', &[]);
                self.at = self.start;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_data() {
        let check = |path: &str, expected: &str| {
            let path = crate::base::svg_path::parse(path).unwrap();
            assert_eq!(PathText::of(&path), expected);
        };
        check("M10,20L30,20L30,10.4Z", "M10 20h20v-10z");
        check("M-1,-2L0,0L3,-4", "M-1-2l1 2 3-4");
        check("M5,5L5,5M8,9L8,9", "M5 5h0m3 4h0");
        check("M0,0C1,2,3,4,5,6C7,8,9,10,11,12", "M0 0c1 2 3 4 5 6 2 2 4 4 6 6");
        check("M0,0L4,4ZM1,1L2,3Z", "M0 0l4 4zm1 1l1 2z");
        assert_eq!(PathText::of_points(&[(1, 1), (2, 2), (3, 1)], true), "M1 1l1 1 1-1z");
        assert_eq!(PathText::of(&[]), "");
    }
}
