//! Lines.

use super::Draw;
use super::position::Usual;
use crate::resolve::Channel;
use crate::resolve::MarkSpec;
use crate::scene::{Curve, Line};

/// A line for each group of rows; it breaks where a row cannot be placed.
///
/// Source: Vega-Lite, "Line".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Line> {
    let (x, y) = super::projection::points(draw).unwrap_or_else(|| {
        (draw.points(Channel::X, Usual::Middle), draw.points(Channel::Y, Usual::Middle))
    });
    let mut paints = draw.paints();
    paints.usual_width(2.0);
    paints.sized(draw);
    let (curve, tension) = curve(draw);
    let certainty = draw.certainty();
    let defined = draw.defined();
    let point = |i: &usize| {
        let whole = defined.as_ref().is_none_or(|defined| defined[*i]);
        if whole && x[*i].is_finite() && y[*i].is_finite() { [x[*i], y[*i]] } else { [f64::NAN; 2] }
    };
    let mut lines = Vec::new();
    for path in draw.paths(if draw.unit.mark.vertical { &x } else { &y }) {
        let Some(first) = path.first().copied() else { continue };
        let row = draw.rows.get(first).copied().unwrap_or(u32::MAX);
        lines.push(Line {
            points: path.iter().map(point).collect(),
            rows: path.iter().map(|i| draw.rows[*i]).collect(),
            curve,
            tension,
            paint: paints.get(first),
            source: draw.source(row, certainty.as_ref()),
        });
    }
    lines
}

/// The curve that the mark asks for, and its tension.
#[must_use]
pub fn curve(draw: &Draw<'_>) -> (Curve, f64) {
    let props = &draw.unit.mark.props;
    let scope = draw.scope(u32::MAX);
    let word = props.text(&scope, "interpolate");
    let curve = word.as_deref().and_then(named).unwrap_or_default();
    let usual = if curve == Curve::Bundle { 0.85 } else { 0.0 };
    let _: &MarkSpec = &draw.unit.mark;
    (curve, props.number(&scope, "tension").unwrap_or(usual))
}

fn named(word: &str) -> Option<Curve> {
    Some(match word {
        "linear" => Curve::Linear,
        "linear-closed" => Curve::LinearClosed,
        "step" => Curve::Step,
        "step-before" => Curve::StepBefore,
        "step-after" => Curve::StepAfter,
        "basis" => Curve::Basis,
        "basis-open" => Curve::BasisOpen,
        "basis-closed" => Curve::BasisClosed,
        "cardinal" => Curve::Cardinal,
        "cardinal-open" => Curve::CardinalOpen,
        "cardinal-closed" => Curve::CardinalClosed,
        "catmull-rom" => Curve::CatmullRom,
        "catmull-rom-open" => Curve::CatmullRomOpen,
        "catmull-rom-closed" => Curve::CatmullRomClosed,
        "bundle" => Curve::Bundle,
        "monotone" => Curve::Monotone,
        "natural" => Curve::Natural,
        _ => return None,
    })
}
