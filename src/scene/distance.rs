//! How far a point is from an item, in pixels.

use super::item::{Arc, Area, Line, Rect, Trail};
use super::outline;
use crate::base::geometry::{Bounds, Point, Segment};
use crate::base::number::{atan2, hypot};
use crate::base::svg_path;
use std::f64::consts::{FRAC_PI_2, TAU};

/// The distance of a point from a box; 0 inside.
pub fn to_box(bounds: &Bounds, point: Point) -> f64 {
    let dx = (bounds.x0 - point.x).max(point.x - bounds.x1).max(0.0);
    let dy = (bounds.y0 - point.y).max(point.y - bounds.y1).max(0.0);
    hypot(dx, dy)
}

/// The distance of a point from a rectangle, whose rounded corners are no part of it; 0 inside.
pub fn to_rect(rect: &Rect, point: Point) -> f64 {
    let bounds = Bounds::new(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
    if rect.radii.iter().all(|radius| *radius <= 0.0) {
        return to_box(&bounds, point);
    }
    to_path(&outline::rect::outline(rect), point)
}

/// The distance of a point from a path; 0 inside.
pub fn to_path(path: &[Segment], point: Point) -> f64 {
    if svg_path::contains(path, point) { 0.0 } else { svg_path::distance(path, point) }
}

/// The distance of a point from a part of a ring; 0 inside.
pub fn to_arc(arc: &Arc, point: Point) -> f64 {
    let (x, y) = (point.x - arc.x, point.y - arc.y);
    let radius = hypot(x, y);
    let angle = (atan2(y, x) + FRAC_PI_2 - arc.start_angle).rem_euclid(TAU);
    if angle <= arc.end_angle - arc.start_angle {
        return (arc.inner_radius - radius).max(radius - arc.outer_radius).max(0.0);
    }
    svg_path::distance(&outline::arc::outline(arc), point)
}

/// The point of a run that is nearest along `axis`, the nearest across it of those that stand there.
fn along(points: &[[f64; 2]], axis: usize, point: Point) -> Option<usize> {
    let at = if axis == 0 { [point.x, point.y] } else { [point.y, point.x] };
    let mut best: Option<(f64, f64, usize)> = None;
    for (index, p) in points.iter().enumerate() {
        let (main, other) = ((p[axis] - at[0]).abs(), (p[1 - axis] - at[1]).abs());
        let is_nearer = best.is_none_or(|(m, o, _)| main < m || (main == m && other < o));
        if !main.is_nan() && !other.is_nan() && is_nearer {
            best = Some((main, other, index));
        }
    }
    best.map(|(_, _, index)| index)
}

/// Whether a run of points goes one way along an axis.
fn is_ordered(points: &[[f64; 2]], axis: usize) -> bool {
    let steps = || points.windows(2).map(|pair| pair[1][axis] - pair[0][axis]);
    steps().all(|step| step >= 0.0 || step.is_nan())
        || steps().all(|step| step <= 0.0 || step.is_nan())
}

/// The distance of a point from a line's stroke near by, and the line's point that is meant.
pub fn to_line(line: &Line, point: Point, radius: f64) -> Option<(f64, usize)> {
    let points = &line.points;
    let half = line.paint.stroke_width / 2.0;
    if !is_ordered(points, 0) {
        let far = (svg_path::distance(&outline::line(line), point) - half).max(0.0);
        let index = if is_ordered(points, 1) {
            along(points, 1, point)?
        } else {
            // A line that turns back: the nearest point in the plane.
            let far = |p: &[f64; 2]| hypot(p[0] - point.x, p[1] - point.y);
            let all = points.iter().enumerate().filter(|(_, p)| !far(p).is_nan());
            all.min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b)))?.0
        };
        return Some((far, index));
    }
    let index = along(points, 0, point)?;
    // Only the part near the point counts, with two neighbours for the curve on either side.
    let reach = radius + half;
    let near = |p: &[f64; 2]| (p[0] - point.x).abs() <= reach;
    let first = points.iter().position(near).unwrap_or(index).min(index).saturating_sub(2);
    let last = points.iter().rposition(near).unwrap_or(index).max(index) + 3;
    let part = points.get(first..last.min(points.len())).unwrap_or(points).to_vec();
    let path = outline::line(&Line { points: part, ..line.clone() });
    Some(((svg_path::distance(&path, point) - half).max(0.0), index))
}

/// The distance of a point from an area, and the area's point that is meant.
pub fn to_area(area: &Area, point: Point) -> Option<(f64, usize)> {
    let edge: Vec<[f64; 2]> = area.points.iter().map(|p| [p.x, p.y]).collect();
    let index = along(&edge, usize::from(area.horizontal), point)?;
    Some((to_path(&outline::area(area), point), index))
}

/// The distance of a point from a trail, and the trail's point that is meant.
pub fn to_trail(trail: &Trail, point: Point) -> Option<(f64, usize)> {
    let run: Vec<[f64; 2]> = trail.points.iter().map(|p| [p[0], p[1]]).collect();
    let index = along(&run, usize::from(!is_ordered(&run, 0)), point)?;
    Some((to_path(&outline::trail::outline(trail), point), index))
}
