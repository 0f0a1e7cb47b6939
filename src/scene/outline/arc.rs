//! The outline of a part of a ring, with padding and rounded corners.
//!
//! Source: d3-shape's documentation, "Arcs", and its geometry.

use crate::base::geometry::{Path, Point, Segment};
use crate::base::number::{asin, atan2, cos, hypot, sin};
use crate::base::svg_path;
use crate::scene::item::Arc;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

const EPSILON: f64 = 1e-12;

/// The outline around the arc's own center.
#[must_use]
pub fn outline(arc: &Arc) -> Path {
    let mut out = Path::new();
    let (inner, outer) = (
        arc.inner_radius.min(arc.outer_radius).max(0.0),
        arc.outer_radius.max(arc.inner_radius).max(0.0),
    );
    let (start, end) = (arc.start_angle - FRAC_PI_2, arc.end_angle - FRAC_PI_2);
    let angle = (end - start).abs();
    if outer <= EPSILON {
        out.push(Segment::Move(Point::default()));
    } else if angle > TAU - EPSILON {
        out.push(Segment::Move(polar(outer, start)));
        turn(&mut out, Point::default(), outer, start, end, end < start);
        if inner > EPSILON {
            out.push(Segment::Move(polar(inner, end)));
            turn(&mut out, Point::default(), inner, end, start, end > start);
        }
    } else {
        sector(&mut out, arc, inner, outer, start, end);
    }
    out.push(Segment::Close);
    let center = Point::new(arc.x, arc.y);
    svg_path::placed(&out, 1.0, 0.0, center)
}

fn polar(radius: f64, angle: f64) -> Point {
    Point::new(radius * cos(angle), radius * sin(angle))
}

/// Adds an arc as a canvas does: a line to its beginning, then around.
fn turn(out: &mut Path, center: Point, radius: f64, from: f64, to: f64, counter: bool) {
    let begin = polar(radius, from);
    let begin = Point::new(center.x + begin.x, center.y + begin.y);
    let far = match out.last() {
        Some(Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p)) => {
            (p.x - begin.x).abs() > 1e-6 || (p.y - begin.y).abs() > 1e-6
        }
        Some(Segment::Close) | None => true,
    };
    if far {
        out.push(Segment::Line(begin));
    }
    let mut sweep = if counter { from - to } else { to - from };
    if sweep < 0.0 {
        sweep = sweep % TAU + TAU;
    }
    if radius > 0.0 && sweep > EPSILON {
        svg_path::arc(
            out,
            center,
            radius,
            from,
            if counter { -sweep } else { sweep }.clamp(-TAU, TAU),
        );
    }
}

/// The ends of a ring's edge after padding: the angle left, and its two ends.
fn padded(radius: f64, start: f64, end: f64, pad: f64) -> (f64, f64, f64) {
    let angle = (end - start).abs();
    let each = asin((pad / radius).clamp(-1.0, 1.0));
    if pad <= 0.0 || radius <= EPSILON {
        (angle, start, end)
    } else if angle - 2.0 * each > EPSILON {
        let each_way = if end > start { each } else { -each };
        (angle - 2.0 * each, start + each_way, end - each_way)
    } else {
        (0.0, (start + end) / 2.0, (start + end) / 2.0)
    }
}

fn sector(out: &mut Path, arc: &Arc, inner: f64, outer: f64, start: f64, end: f64) {
    let clockwise = end > start;
    let half_pad = arc.pad_angle / 2.0;
    let pad = if half_pad > EPSILON { hypot(inner, outer) * sin(half_pad) } else { 0.0 };
    let (inner_angle, inner_start, inner_end) = if inner > EPSILON || pad <= 0.0 {
        padded(inner, start, end, pad)
    } else {
        (0.0, (start + end) / 2.0, (start + end) / 2.0)
    };
    let (outer_angle, outer_start, outer_end) = padded(outer, start, end, pad);
    let radius = arc.corner_radius.max(0.0).min((outer - inner) / 2.0);
    let (o0, o1) = (polar(outer, outer_start), polar(outer, outer_end));
    let (i0, i1) = (polar(inner, inner_start), polar(inner, inner_end));
    let (mut inner_radius, mut outer_radius) = (radius, radius);
    if radius > EPSILON && (end - start).abs() < PI {
        // Of a narrow arc the corners may be no larger than fits between its sides.
        (inner_radius, outer_radius) = fitting(radius, inner, outer, [o0, i0, o1, i1]);
    }
    if outer_angle <= EPSILON {
        out.push(Segment::Move(o0));
    } else if outer_radius > EPSILON {
        let a = corner(i0, o0, outer, outer_radius, clockwise);
        let b = corner(o1, i1, outer, outer_radius, clockwise);
        out.push(Segment::Move(a.on_side()));
        corners(out, &a, &b, outer, outer_radius, outer_radius < radius, [clockwise; 2]);
    } else {
        out.push(Segment::Move(o0));
        turn(out, Point::default(), outer, outer_start, outer_end, !clockwise);
    }
    if inner <= EPSILON || inner_angle <= EPSILON {
        out.push(Segment::Line(i1));
    } else if inner_radius > EPSILON {
        let a = corner(i1, o1, inner, -inner_radius, clockwise);
        let b = corner(o0, i0, inner, -inner_radius, clockwise);
        out.push(Segment::Line(a.on_side()));
        let turns = [clockwise, !clockwise];
        corners(out, &a, &b, inner, inner_radius, inner_radius < radius, turns);
    } else {
        turn(out, Point::default(), inner, inner_end, inner_start, clockwise);
    }
}

/// The corner radii, inner and outer, that fit between the two sides.
fn fitting(radius: f64, inner: f64, outer: f64, ends: [Point; 4]) -> (f64, f64) {
    let [o0, i0, o1, i1] = ends;
    let (a, b) = (Point::new(i0.x - o0.x, i0.y - o0.y), Point::new(i1.x - o1.x, i1.y - o1.y));
    let cross = b.y * a.x - b.x * a.y;
    if cross * cross < EPSILON {
        return (0.0, 0.0);
    }
    let t = (b.x * (o0.y - o1.y) - b.y * (o0.x - o1.x)) / cross;
    let meet = Point::new(o0.x + t * a.x, o0.y + t * a.y);
    let from = Point::new(o0.x - meet.x, o0.y - meet.y);
    let to = Point::new(o1.x - meet.x, o1.y - meet.y);
    let narrow = 1.0 / sin(svg_path::angle_between(from, to) / 2.0);
    let far = hypot(meet.x, meet.y);
    (radius.min((inner - far) / (narrow - 1.0)), radius.min((outer - far) / (narrow + 1.0)))
}

/// A rounded corner: the center of its circle and the directions of its two ends.
struct Corner {
    center: Point,
    side: Point,
    ring: Point,
}

impl Corner {
    fn on_side(&self) -> Point {
        Point::new(self.center.x + self.side.x, self.center.y + self.side.y)
    }

    fn side_angle(&self) -> f64 {
        atan2(self.side.y, self.side.x)
    }

    fn ring_angle(&self) -> f64 {
        atan2(self.ring.y, self.ring.x)
    }

    /// The angle, from the arc's center, where the corner meets the ring.
    fn met_angle(&self) -> f64 {
        atan2(self.center.y + self.ring.y, self.center.x + self.ring.x)
    }
}

/// The circle of radius `by` that touches the side `from`–`to` and the ring of `radius` from within
/// (from without when `by` is negative).
fn corner(from: Point, to: Point, radius: f64, by: f64, clockwise: bool) -> Corner {
    let (sx, sy) = (from.x - to.x, from.y - to.y);
    let off = if clockwise { by } else { -by } / hypot(sx, sy);
    let (ox, oy) = (off * sy, -off * sx);
    let (a, b) = (Point::new(from.x + ox, from.y + oy), Point::new(to.x + ox, to.y + oy));
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let square = dx * dx + dy * dy;
    let reach = radius - by;
    let area = a.x * b.y - b.x * a.y;
    let sign = if dy < 0.0 { -1.0 } else { 1.0 };
    let root = sign * (reach * reach * square - area * area).max(0.0).sqrt();
    let candidate =
        |root: f64| Point::new((area * dy - dx * root) / square, (-area * dx - dy * root) / square);
    let middle = Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
    let far = |p: Point| {
        let (x, y) = (p.x - middle.x, p.y - middle.y);
        x * x + y * y
    };
    let (one, other) = (candidate(root), candidate(-root));
    let center = if far(one) > far(other) { other } else { one };
    let out = radius / reach - 1.0;
    Corner { center, side: Point::new(-ox, -oy), ring: Point::new(center.x * out, center.y * out) }
}

/// Adds two corners and the ring between them; `merged` when there is no ring left.
fn corners(
    out: &mut Path,
    a: &Corner,
    b: &Corner,
    ring: f64,
    radius: f64,
    merged: bool,
    [corner_clockwise, ring_clockwise]: [bool; 2],
) {
    let counter = !corner_clockwise;
    if merged {
        turn(out, a.center, radius, a.side_angle(), b.side_angle(), counter);
    } else {
        turn(out, a.center, radius, a.side_angle(), a.ring_angle(), counter);
        turn(out, Point::default(), ring, a.met_angle(), b.met_angle(), !ring_clockwise);
        turn(out, b.center, radius, b.ring_angle(), b.side_angle(), counter);
    }
}
