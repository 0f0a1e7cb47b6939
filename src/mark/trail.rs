//! Trails: lines of varying width.

use super::Draw;
use super::encode::LookKind;
use super::position::Usual;
use crate::resolve::Channel;
use crate::scene::Trail;

/// A trail for each group of rows.
///
/// Source: Vega-Lite, "Trail"; 2 pixels wide where no size is given.
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Trail> {
    let (x, y) = super::projection::points(draw).unwrap_or_else(|| {
        (draw.points(Channel::X, Usual::Middle), draw.points(Channel::Y, Usual::Middle))
    });
    let sizes = draw.look(Channel::Size, "size", LookKind::Number);
    let mut paints = draw.paints();
    let certainty = draw.certainty();
    let defined = draw.defined();
    let mut trails = Vec::new();
    for path in draw.paths(&x) {
        let Some(first) = path.first().copied() else { continue };
        let point = |i: &usize| {
            let width = sizes.number(*i).unwrap_or(2.0);
            let whole = defined.as_ref().is_none_or(|defined| defined[*i]);
            if whole && x[*i].is_finite() && y[*i].is_finite() {
                [x[*i], y[*i], width]
            } else {
                [f64::NAN; 3]
            }
        };
        trails.push(Trail {
            points: path.iter().map(point).collect(),
            rows: path.iter().map(|i| draw.rows[*i]).collect(),
            paint: paints.get(first),
            source: draw.source(draw.rows[first], certainty.as_ref()),
        });
    }
    trails
}
