//! Outlines: reading SVG path texts, and what can be computed of a path.

use crate::base::decimal;
use crate::base::geometry::{Bounds, Path, Point, Segment};
use crate::base::number::{acos, atan2, cos, hypot, sin, tan};
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// Reads an SVG path text: `M L H V C S Q T A Z`, capital (absolute) and small (relative).
///
/// Quadratic curves and elliptic arcs become cubic ones. `None` when the text
/// is not a path. Source: SVG 2, "Path data".
///
/// ```
/// # use shushuo::base::{geometry::{Point, Segment}, svg_path};
/// let path = svg_path::parse("M1,2h3").unwrap();
/// assert_eq!(path[1], Segment::Line(Point::new(4.0, 2.0)));
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<Path> {
    let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
    let mut out = Path::new();
    let mut pen = Pen::default();
    let mut verb = 0;
    loop {
        reader.skip();
        let Some(&next) = reader.bytes.get(reader.at) else { return Some(out) };
        if next.is_ascii_alphabetic() {
            verb = next;
            reader.at += 1;
        } else if verb.eq_ignore_ascii_case(&b'z') {
            return None;
        }
        if out.is_empty() && !verb.eq_ignore_ascii_case(&b'm') {
            return None;
        }
        pen.step(&mut out, verb, &mut reader)?;
        verb = match verb {
            b'M' => b'L',
            b'm' => b'l',
            other => other,
        };
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn skip(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n' | b',') {
            self.at += 1;
        }
    }

    fn digits(&mut self) {
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
    }

    fn number(&mut self) -> Option<f64> {
        self.skip();
        let start = self.at;
        if matches!(self.peek(), b'+' | b'-') {
            self.at += 1;
        }
        self.digits();
        if self.peek() == b'.' {
            self.at += 1;
            self.digits();
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits();
        }
        let number = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        decimal::read(number).filter(|number| number.is_finite())
    }

    /// A flag of an arc is one digit and needs no space after it.
    fn flag(&mut self) -> Option<bool> {
        self.skip();
        let flag = match self.peek() {
            b'0' => false,
            b'1' => true,
            _ => return None,
        };
        self.at += 1;
        Some(flag)
    }
}

#[derive(Default)]
struct Pen {
    at: Point,
    start: Point,
    /// The last control point, and whether it was of a cubic curve.
    control: Option<(Point, bool)>,
}

impl Pen {
    fn point(&self, reader: &mut Reader, relative: bool) -> Option<Point> {
        let (x, y) = (reader.number()?, reader.number()?);
        Some(if relative { Point::new(self.at.x + x, self.at.y + y) } else { Point::new(x, y) })
    }

    fn mirrored(&self, cubic: bool) -> Point {
        match self.control {
            Some((control, was_cubic)) if was_cubic == cubic => {
                Point::new(2.0 * self.at.x - control.x, 2.0 * self.at.y - control.y)
            }
            Some(_) | None => self.at,
        }
    }

    fn step(&mut self, out: &mut Path, verb: u8, reader: &mut Reader) -> Option<()> {
        let relative = verb.is_ascii_lowercase();
        let mut control = None;
        match verb.to_ascii_lowercase() {
            b'm' => {
                self.at = self.point(reader, relative)?;
                self.start = self.at;
                out.push(Segment::Move(self.at));
            }
            b'l' => {
                self.at = self.point(reader, relative)?;
                out.push(Segment::Line(self.at));
            }
            b'h' => {
                self.at.x = reader.number()? + if relative { self.at.x } else { 0.0 };
                out.push(Segment::Line(self.at));
            }
            b'v' => {
                self.at.y = reader.number()? + if relative { self.at.y } else { 0.0 };
                out.push(Segment::Line(self.at));
            }
            kind @ (b'c' | b's') => {
                let first =
                    if kind == b'c' { self.point(reader, relative)? } else { self.mirrored(true) };
                let second = self.point(reader, relative)?;
                self.at = self.point(reader, relative)?;
                control = Some((second, true));
                out.push(Segment::Cubic(first, second, self.at));
            }
            kind @ (b'q' | b't') => {
                let middle =
                    if kind == b'q' { self.point(reader, relative)? } else { self.mirrored(false) };
                let end = self.point(reader, relative)?;
                let toward = |from: Point| {
                    Point::new((from.x + 2.0 * middle.x) / 3.0, (from.y + 2.0 * middle.y) / 3.0)
                };
                out.push(Segment::Cubic(toward(self.at), toward(end), end));
                self.at = end;
                control = Some((middle, false));
            }
            b'a' => {
                let (rx, ry, turn) = (reader.number()?, reader.number()?, reader.number()?);
                let (large, sweep) = (reader.flag()?, reader.flag()?);
                let end = self.point(reader, relative)?;
                ellipse(out, self.at, end, [rx, ry, turn.to_radians()], large, sweep);
                self.at = end;
            }
            b'z' => {
                self.at = self.start;
                out.push(Segment::Close);
            }
            _ => return None,
        }
        self.control = control;
        Some(())
    }
}

/// An elliptic arc between two points. Source: SVG 2, "Elliptical arc implementation notes".
fn ellipse(out: &mut Path, from: Point, to: Point, shape: [f64; 3], large: bool, sweep: bool) {
    let [rx, ry, turn] = shape;
    let (mut rx, mut ry) = (rx.abs(), ry.abs());
    if rx == 0.0 || ry == 0.0 {
        out.push(Segment::Line(to));
        return;
    }
    if from == to {
        return;
    }
    let (cs, sn) = (cos(turn), sin(turn));
    let (dx, dy) = ((from.x - to.x) / 2.0, (from.y - to.y) / 2.0);
    let (x, y) = (cs * dx + sn * dy, cs * dy - sn * dx);
    let excess = (x / rx) * (x / rx) + (y / ry) * (y / ry);
    if excess > 1.0 {
        rx *= excess.sqrt();
        ry *= excess.sqrt();
    }
    let square = (rx * y) * (rx * y) + (ry * x) * (ry * x);
    let far = (((rx * ry) * (rx * ry) - square).max(0.0) / square).sqrt();
    let far = if large == sweep { -far } else { far };
    let (cx, cy) = (far * rx * y / ry, -far * ry * x / rx);
    let start = atan2((y - cy) / ry, (x - cx) / rx);
    let end = atan2((-y - cy) / ry, (-x - cx) / rx);
    let mut sweep_angle = end - start;
    if sweep && sweep_angle < 0.0 {
        sweep_angle += TAU;
    } else if !sweep && sweep_angle > 0.0 {
        sweep_angle -= TAU;
    }
    let (mx, my) = ((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
    let map = |p: Point| {
        let (x, y) = (p.x * rx + cx, p.y * ry + cy);
        Point::new(cs * x - sn * y + mx, sn * x + cs * y + my)
    };
    let before = out.len();
    arc(out, Point::default(), 1.0, start, sweep_angle);
    for segment in out.iter_mut().skip(before) {
        *segment = mapped(*segment, &map);
    }
    if let Some(Segment::Cubic(_, _, end)) = out.last_mut() {
        *end = to;
    }
}

/// Adds the cubic curves of a circular arc around `center` from the angle `start` over `sweep`,
/// radians clockwise from 3 o'clock. The pen has to stand at its beginning.
pub fn arc(out: &mut Path, center: Point, radius: f64, start: f64, sweep: f64) {
    let count = (sweep.abs() / FRAC_PI_2 - 1e-9).ceil().clamp(1.0, 8.0);
    let part = sweep / count;
    let reach = 4.0 / 3.0 * tan(part / 4.0) * radius;
    let on = |angle: f64| {
        let (cs, sn) = (cos(angle), sin(angle));
        (Point::new(center.x + radius * cs, center.y + radius * sn), reach * cs, reach * sn)
    };
    for i in 0..count as u32 {
        let (a, ac, asn) = on(start + part * f64::from(i));
        let (b, bc, bsn) = on(start + part * f64::from(i + 1));
        out.push(Segment::Cubic(
            Point::new(a.x - asn, a.y + ac),
            Point::new(b.x + bsn, b.y - bc),
            b,
        ));
    }
}

/// A whole circle.
#[must_use]
pub fn circle(center: Point, radius: f64) -> Path {
    let mut out = vec![Segment::Move(Point::new(center.x + radius, center.y))];
    arc(&mut out, center, radius, 0.0, TAU);
    out.push(Segment::Close);
    out
}

fn mapped(segment: Segment, map: &dyn Fn(Point) -> Point) -> Segment {
    match segment {
        Segment::Move(p) => Segment::Move(map(p)),
        Segment::Line(p) => Segment::Line(map(p)),
        Segment::Cubic(a, b, p) => Segment::Cubic(map(a), map(b), map(p)),
        Segment::Close => Segment::Close,
    }
}

/// The path scaled, then turned clockwise by degrees, then moved.
#[must_use]
pub fn placed(path: &[Segment], scale: f64, angle_deg: f64, to: Point) -> Path {
    let angle = angle_deg.to_radians();
    let (cs, sn) =
        if angle_deg == 0.0 { (scale, 0.0) } else { (cos(angle) * scale, sin(angle) * scale) };
    let map = |p: Point| Point::new(cs * p.x - sn * p.y + to.x, sn * p.x + cs * p.y + to.y);
    path.iter().map(|segment| mapped(*segment, &map)).collect()
}

/// The upright box around a box turned clockwise by degrees around a point.
#[must_use]
pub fn turned(upright: &Bounds, angle_deg: f64, x: f64, y: f64) -> Bounds {
    let angle = angle_deg.to_radians();
    let (cs, sn) = (cos(angle), sin(angle));
    let mut out = Bounds::EMPTY;
    for (px, py) in [
        (upright.x0, upright.y0),
        (upright.x1, upright.y0),
        (upright.x1, upright.y1),
        (upright.x0, upright.y1),
    ] {
        let (dx, dy) = (px - x, py - y);
        let corner = Point::new(x + cs * dx - sn * dy, y + sn * dx + cs * dy);
        out = out.union(&Bounds { x0: corner.x, y0: corner.y, x1: corner.x, y1: corner.y });
    }
    out
}

/// The smallest upright box around a path, curves measured exactly; empty of no points.
#[must_use]
pub fn bounds(path: &[Segment]) -> Bounds {
    let mut out = Bounds::EMPTY;
    let mut at = Point::default();
    let mut add = |p: Point| out = out.union(&Bounds { x0: p.x, y0: p.y, x1: p.x, y1: p.y });
    for segment in path {
        match *segment {
            Segment::Move(p) | Segment::Line(p) => {
                add(p);
                at = p;
            }
            Segment::Cubic(a, b, p) => {
                add(p);
                for t in turns(at.x, a.x, b.x, p.x).into_iter().chain(turns(at.y, a.y, b.y, p.y)) {
                    if t > 0.0 && t < 1.0 {
                        add(on_cubic(at, a, b, p, t));
                    }
                }
                at = p;
            }
            Segment::Close => {}
        }
    }
    out
}

/// Where a coordinate of a cubic curve turns back; outside 0–1 where it does not.
fn turns(p0: f64, p1: f64, p2: f64, p3: f64) -> [f64; 2] {
    let (a, b, c) = (p3 - p0 + 3.0 * (p1 - p2), p0 + p2 - 2.0 * p1, p0 - p1);
    if a.abs() < 1e-12 {
        return [if b.abs() < 1e-12 { -1.0 } else { 0.5 * c / b }, -1.0];
    }
    let root = (b * b + c * a).max(-1e-300);
    if root < 0.0 {
        return [-1.0, -1.0];
    }
    [(-b + root.sqrt()) / a, (-b - root.sqrt()) / a]
}

/// The point of a cubic curve at `t`, 0–1.
#[must_use]
pub fn on_cubic(from: Point, a: Point, b: Point, to: Point, t: f64) -> Point {
    let s = 1.0 - t;
    let (w0, w1, w2, w3) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
    Point::new(
        w0 * from.x + w1 * a.x + w2 * b.x + w3 * to.x,
        w0 * from.y + w1 * a.y + w2 * b.y + w3 * to.y,
    )
}

/// The straight pieces of a path, curves cut into eight; parts that are closed get their last piece.
#[must_use]
pub fn edges(path: &[Segment]) -> Vec<(Point, Point)> {
    let mut out = Vec::with_capacity(path.len());
    let (mut at, mut start) = (Point::default(), Point::default());
    for segment in path {
        match *segment {
            Segment::Move(p) => {
                start = p;
                at = p;
            }
            Segment::Line(p) => {
                out.push((at, p));
                at = p;
            }
            Segment::Cubic(a, b, p) => {
                let from = at;
                for i in 1..=8 {
                    let next = on_cubic(from, a, b, p, f64::from(i) / 8.0);
                    out.push((at, next));
                    at = next;
                }
            }
            Segment::Close => {
                out.push((at, start));
                at = start;
            }
        }
    }
    out
}

/// Whether a point lies inside a path, by the nonzero rule; parts count as closed.
#[must_use]
pub fn contains(path: &[Segment], point: Point) -> bool {
    let mut closed = Path::with_capacity(path.len() + 1);
    for segment in path {
        if matches!(segment, Segment::Move(_)) && !closed.is_empty() {
            closed.push(Segment::Close);
        }
        closed.push(*segment);
    }
    closed.push(Segment::Close);
    let mut winding = 0;
    for (a, b) in edges(&closed) {
        if (a.y <= point.y) != (b.y <= point.y) {
            let x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x);
            if x > point.x {
                winding += if b.y > a.y { 1 } else { -1 };
            }
        }
    }
    winding != 0
}

/// The distance of a point from the nearest point of a path's lines; infinite from no lines.
#[must_use]
pub fn distance(path: &[Segment], point: Point) -> f64 {
    let mut least = f64::INFINITY;
    for (a, b) in edges(path) {
        least = least.min(from_line(a, b, point));
    }
    least
}

/// The distance of a point from the straight line between two others.
#[must_use]
pub fn from_line(a: Point, b: Point, point: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 {
        (((point.x - a.x) * dx + (point.y - a.y) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    hypot(point.x - a.x - t * dx, point.y - a.y - t * dy)
}

/// The angle between two vectors, 0–π; 0 when one has no length.
#[must_use]
pub fn angle_between(a: Point, b: Point) -> f64 {
    let lengths = hypot(a.x, a.y) * hypot(b.x, b.y);
    if lengths > 0.0 {
        acos(((a.x * b.x + a.y * b.y) / lengths).clamp(-1.0, 1.0)).min(PI)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: [f64; 4]) {
        let b = bounds(&parse(text).unwrap());
        for (found, expected) in [b.x0, b.y0, b.x1, b.y1].into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-3, "{text}: {b:?}");
        }
    }

    #[test]
    fn path_texts() {
        check("M0,0L10,20", [0.0, 0.0, 10.0, 20.0]);
        check("m1 2h3v-4z", [1.0, -2.0, 4.0, 2.0]);
        check("M0 0 10 0 10 10", [0.0, 0.0, 10.0, 10.0]);
        check("M0,0c0-10 10-10 10 0s10 10 10 0", [0.0, -7.5, 20.0, 7.5]);
        check("M0 0q5 10 10 0t10 0", [0.0, -5.0, 20.0, 5.0]);
        check("M-1 0a1 1 0 1 1 2 0a1 1 0 1 1-2 0", [-1.0, -1.0, 1.0, 1.0]);
        check("M0,0A5,5 0 00 10,0", [0.0, 0.0, 10.0, 5.0]);
        check("M0,0A5,5 0 0110,0", [0.0, -5.0, 10.0, 0.0]);
        check("M0,0A10,5 90 0 1 0,20", [0.0, 0.0, 5.0, 20.0]);
        check("M.5.5L1e1-1E0", [0.5, -1.0, 10.0, 0.5]);
    }

    #[test]
    fn not_paths() {
        for text in ["circle", "L1,2", "M1", "M1,2Q3,4", "M0,0Z1,2", "M0,0A5,5 0 2 0 1,1"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(" "), Some(vec![]));
    }

    #[test]
    fn inside_and_near() {
        let ring = parse("M0 0h10v10h-10zM2 2v6h6v-6z").unwrap();
        assert!(contains(&ring, Point::new(1.0, 5.0)));
        assert!(!contains(&ring, Point::new(5.0, 5.0)));
        assert!(!contains(&ring, Point::new(11.0, 5.0)));
        assert!((distance(&ring, Point::new(5.0, 4.0)) - 2.0).abs() < 1e-12);
        assert!((distance(&ring, Point::new(13.0, 14.0)) - 5.0).abs() < 1e-12);
        assert!(distance(&[], Point::default()).is_infinite());
    }
}
