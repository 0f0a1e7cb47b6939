//! Lines.

use super::Draw;
use super::group::PathRows;
use crate::scene::{Curve, Line};

/// A line for each group of rows; it breaks where a row cannot be placed.
///
/// Source: Vega-Lite, "Line".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Line> {
    let (mut x, mut y) = draw.places();
    let mut paints = draw.paints();
    paints.usual_width(2.0);
    paints.sized(draw);
    let (curve, tension) = curve(draw);
    let paths = draw.paths(if draw.unit.mark.vertical { &x } else { &y }, &mut paints);
    draw.interrupt(&mut [&mut x, &mut y]);
    let mut lines = Vec::with_capacity(paths.len());
    for path in paths {
        let mut points = Vec::with_capacity(path.places.len());
        for i in &path.places {
            points.push([x[*i as usize], y[*i as usize]]);
        }
        let PathRows { rows, paint, source, .. } = path;
        lines.push(Line { points, rows, curve, tension, paint, source });
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
    (curve, props.number(&scope, "tension").unwrap_or(usual))
}

fn named(word: &str) -> Option<Curve> {
    CURVES.iter().find(|(name, _)| *name == word).map(|(_, curve)| *curve)
}

const CURVES: [(&str, Curve); 17] = [
    ("linear", Curve::Linear),
    ("linear-closed", Curve::LinearClosed),
    ("step", Curve::Step),
    ("step-before", Curve::StepBefore),
    ("step-after", Curve::StepAfter),
    ("basis", Curve::Basis),
    ("basis-open", Curve::BasisOpen),
    ("basis-closed", Curve::BasisClosed),
    ("cardinal", Curve::Cardinal),
    ("cardinal-open", Curve::CardinalOpen),
    ("cardinal-closed", Curve::CardinalClosed),
    ("catmull-rom", Curve::CatmullRom),
    ("catmull-rom-open", Curve::CatmullRomOpen),
    ("catmull-rom-closed", Curve::CatmullRomClosed),
    ("bundle", Curve::Bundle),
    ("monotone", Curve::Monotone),
    ("natural", Curve::Natural),
];
