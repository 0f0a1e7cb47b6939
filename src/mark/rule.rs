//! Rules: straight lines.

use super::Draw;
use super::position::{Usual, finite};
use crate::resolve::Channel;
use crate::scene::Rule;

/// A rule for each row: across the plot where one direction has no channel,
/// from end to end where it has two.
///
/// Source: Vega-Lite, "Rule".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Rule> {
    let vertical = draw.unit.mark.vertical;
    if let Some((x, y)) = super::projection::spans(draw) {
        return rules(draw, x.0, x.1, y.0, y.1);
    }
    let both = !draw.unit.mark.oriented;
    let (x, x2) = if both || !vertical {
        (
            draw.points(Channel::X, Usual::ZeroOrMax),
            draw.second_points(Channel::X, Usual::ZeroOrMin),
        )
    } else {
        let x = draw.points(Channel::X, Usual::Middle);
        (x.clone(), x)
    };
    let (y, y2) = if both || vertical {
        (
            draw.points(Channel::Y, Usual::ZeroOrMax),
            draw.second_points(Channel::Y, Usual::ZeroOrMin),
        )
    } else {
        let y = draw.points(Channel::Y, Usual::Middle);
        (y.clone(), y)
    };
    rules(draw, x, x2, y, y2)
}

fn rules(draw: &Draw<'_>, x: Vec<f64>, x2: Vec<f64>, y: Vec<f64>, y2: Vec<f64>) -> Vec<Rule> {
    let mut paints = draw.paints();
    paints.sized(draw);
    let certainty = draw.certainty();
    let mut rules = Vec::with_capacity(draw.rows.len());
    for (i, row) in draw.rows.iter().enumerate() {
        if !finite(&[x[i], x2[i], y[i], y2[i]]) {
            continue;
        }
        let paint = paints.get(i);
        let source = draw.source(*row, certainty.as_ref());
        rules.push(Rule { x: x[i], y: y[i], x2: x2[i], y2: y2[i], paint, source });
    }
    rules
}
