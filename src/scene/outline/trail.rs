//! The outline of a line of varying width.

use crate::base::geometry::{Path, Point, Segment};
use crate::base::number::{atan2, hypot};
use crate::base::svg_path;
use crate::scene::item::Trail;
use std::f64::consts::{FRAC_PI_2, PI};

/// One closed part for each pair of points: two half circles and their tangents.
/// Source: vega-scenegraph's trails.
#[must_use]
pub fn outline(trail: &Trail) -> Path {
    let mut out = Path::new();
    for pair in trail.points.windows(2) {
        let [[x0, y0, w0], [x1, y1, w1]] = [pair[0], pair[1]];
        if pair.iter().any(|p| p.iter().any(|value| value.is_nan())) {
            continue;
        }
        let (r0, r1) = (w0 / 2.0, w1 / 2.0);
        let length = hypot(x1 - x0, y1 - y0);
        if length == 0.0 {
            out.extend(svg_path::circle(Point::new(x1, y1), r1));
            continue;
        }
        // The unit normal to the left of the way.
        let (nx, ny) = ((y0 - y1) / length, (x1 - x0) / length);
        let normal = atan2(ny, nx);
        out.push(Segment::Move(Point::new(x0 - nx * r0, y0 - ny * r0)));
        out.push(Segment::Line(Point::new(x1 - nx * r1, y1 - ny * r1)));
        svg_path::arc(&mut out, Point::new(x1, y1), r1, normal - PI, PI);
        out.push(Segment::Line(Point::new(x0 + nx * r0, y0 + ny * r0)));
        svg_path::arc(&mut out, Point::new(x0, y0), r0, normal, 2.0 * FRAC_PI_2);
        out.push(Segment::Close);
    }
    out
}
