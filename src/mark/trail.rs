//! Trails: lines of varying width.

use super::Draw;
use super::encode::LookKind;
use super::group::PathRows;
use crate::resolve::Channel;
use crate::scene::Trail;

/// A trail for each group of rows.
///
/// Source: Vega-Lite, "Trail"; 2 pixels wide where no size is given.
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Trail> {
    let (mut x, mut y) = draw.places();
    let sizes = draw.look(Channel::Size, "size", LookKind::Number);
    let mut paints = draw.paints();
    let paths = draw.paths(&x, &mut paints);
    draw.interrupt(&mut [&mut x, &mut y]);
    let mut trails = Vec::with_capacity(paths.len());
    for path in paths {
        let mut points = Vec::with_capacity(path.places.len());
        for i in &path.places {
            let i = *i as usize;
            let width = sizes.number(i).unwrap_or(2.0);
            points.push([x[i], y[i], if x[i].is_nan() { x[i] } else { width }]);
        }
        let PathRows { rows, paint, source, .. } = path;
        trails.push(Trail { points, rows, paint, source });
    }
    trails
}
