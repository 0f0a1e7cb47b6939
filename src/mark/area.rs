//! Areas.

use super::Draw;
use super::group::PathRows;
use super::position::Usual;
use crate::resolve::Channel;
use crate::scene::{Area, AreaPoint};

/// An area for each group of rows; it breaks where a row cannot be placed.
///
/// Source: Vega-Lite, "Area".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Area> {
    let vertical = draw.unit.mark.vertical;
    let (mut x, mut y, mut x2, mut y2);
    if vertical {
        x = draw.points(Channel::X, Usual::Middle);
        y = draw.points(Channel::Y, Usual::ZeroOrMin);
        x2 = x.clone();
        y2 = draw.second_points(Channel::Y, Usual::ZeroOrMin);
    } else {
        x = draw.points(Channel::X, Usual::ZeroOrMin);
        y = draw.points(Channel::Y, Usual::Middle);
        x2 = draw.second_points(Channel::X, Usual::ZeroOrMin);
        y2 = y.clone();
    }
    let mut paints = draw.paints();
    let (curve, tension) = super::line::curve(draw);
    let paths = draw.paths(if vertical { &x } else { &y }, &mut paints);
    draw.interrupt(&mut [&mut x, &mut y, &mut x2, &mut y2]);
    let mut areas = Vec::with_capacity(paths.len());
    for path in paths {
        let mut points = Vec::with_capacity(path.places.len());
        for i in &path.places {
            let i = *i as usize;
            points.push(AreaPoint { x: x[i], y: y[i], x2: x2[i], y2: y2[i] });
        }
        let PathRows { rows, paint, source, .. } = path;
        let horizontal = !vertical;
        areas.push(Area { points, rows, horizontal, curve, tension, paint, source });
    }
    areas
}
