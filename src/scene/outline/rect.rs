//! The outline of a rectangle with rounded corners.

use crate::base::geometry::{Path, Point, Segment};
use crate::scene::item::Rect;

/// How far the control points of a quarter circle stand from the corner, as a part of the radius.
/// Source: vega-scenegraph's rectangles, after S. Mortensen, "Approximate a circle with cubic Bézier curves".
const CORNER: f64 = 0.448_084_975_506;

/// The outline, clockwise from the upper left; radii are at most half of the shorter side.
#[must_use]
pub fn outline(rect: &Rect) -> Path {
    let (x0, y0) = (rect.x, rect.y);
    let (x1, y1) = (x0 + rect.width, y0 + rect.height);
    let most = (rect.width.min(rect.height) / 2.0).max(0.0);
    let [tl, tr, br, bl] = rect.radii.map(|radius| radius.max(0.0).min(most));
    let mut out = Path::with_capacity(10);
    out.push(Segment::Move(Point::new(x0 + tl, y0)));
    let corners = [
        (Point::new(x1, y0), tr, (-1.0, 0.0), (0.0, 1.0)),
        (Point::new(x1, y1), br, (0.0, -1.0), (-1.0, 0.0)),
        (Point::new(x0, y1), bl, (1.0, 0.0), (0.0, -1.0)),
        (Point::new(x0, y0), tl, (0.0, 1.0), (1.0, 0.0)),
    ];
    for (i, (corner, radius, from, to)) in corners.into_iter().enumerate() {
        let along =
            |(dx, dy): (f64, f64), far: f64| Point::new(corner.x + dx * far, corner.y + dy * far);
        if radius > 0.0 {
            out.push(Segment::Line(along(from, radius)));
            let (a, b) = (along(from, radius * CORNER), along(to, radius * CORNER));
            out.push(Segment::Cubic(a, b, along(to, radius)));
        } else if i < 3 {
            out.push(Segment::Line(corner));
        }
    }
    out.push(Segment::Close);
    out
}
