//! Areas.

use super::Draw;
use super::position::Usual;
use crate::resolve::Channel;
use crate::scene::{Area, AreaPoint};

/// An area for each group of rows; it breaks where a row cannot be placed.
///
/// Source: Vega-Lite, "Area".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Area> {
    let vertical = draw.unit.mark.vertical;
    let (x, x2, y, y2);
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
    let certainty = draw.certainty();
    let defined = draw.defined();
    let mut areas = Vec::new();
    for path in draw.paths(if vertical { &x } else { &y }) {
        let Some(first) = path.first().copied() else { continue };
        let point = |i: &usize| {
            let point = AreaPoint { x: x[*i], y: y[*i], x2: x2[*i], y2: y2[*i] };
            let good =
                [point.x, point.y, point.x2, point.y2].iter().all(|number| number.is_finite());
            let whole = defined.as_ref().is_none_or(|defined| defined[*i]);
            if good && whole {
                point
            } else {
                AreaPoint { x: f64::NAN, y: f64::NAN, x2: f64::NAN, y2: f64::NAN }
            }
        };
        areas.push(Area {
            points: path.iter().map(point).collect(),
            rows: path.iter().map(|i| draw.rows[*i]).collect(),
            horizontal: !vertical,
            curve,
            tension,
            paint: paints.get(first),
            source: draw.source(draw.rows[first], certainty.as_ref()),
        });
    }
    areas
}
