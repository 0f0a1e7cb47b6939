//! Points, circles and squares: symbols.

use super::Draw;
use super::encode::{Look, LookKind};
use crate::resolve::{Channel, FieldKind, MarkKind};
use crate::scene::{End, Source, Symbol, SymbolShape};

/// A symbol for each row; rows that cannot be placed have none.
///
/// Source: Vega-Lite, "Point", "Circle", "Square".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Symbol> {
    let (x, y) = draw.places();
    let sizes = draw.look(Channel::Size, "size", LookKind::Number);
    let angles = draw.look(Channel::Angle, "angle", LookKind::Number);
    let fixed = match draw.unit.mark.kind {
        MarkKind::Circle => Some(SymbolShape::Circle),
        MarkKind::Square => Some(SymbolShape::Square),
        MarkKind::Arc
        | MarkKind::Area
        | MarkKind::Bar
        | MarkKind::Geoshape
        | MarkKind::Image
        | MarkKind::Line
        | MarkKind::Point
        | MarkKind::Rect
        | MarkKind::Rule
        | MarkKind::Text
        | MarkKind::Tick
        | MarkKind::Trail => None,
    };
    let shapes = if fixed.is_none() {
        draw.look(Channel::Shape, "shape", LookKind::Word)
    } else {
        Look::default()
    };
    let mut paints = draw.paints();
    paints.usual_width(2.0);
    let certainty = draw.certainty();
    let measure = |channel: Channel| {
        draw.def(channel).is_some_and(|def| def.kind == Some(FieldKind::Quantitative))
    };
    // A value along x alone grows to the right.
    let end = match (measure(Channel::X), measure(Channel::Y)) {
        (true, false) => End::Right,
        _ => End::None,
    };
    let mut symbols = Vec::with_capacity(draw.rows.len());
    for (i, row) in draw.rows.iter().enumerate() {
        if !(x[i].is_finite() && y[i].is_finite()) {
            continue;
        }
        let shape = fixed.clone().unwrap_or_else(|| {
            shapes.word(i).map_or(SymbolShape::Circle, |word| self::shape(word))
        });
        symbols.push(Symbol {
            x: x[i],
            y: y[i],
            size: sizes.number(i).unwrap_or(30.0),
            shape,
            angle_deg: angles.number(i).unwrap_or(0.0),
            paint: paints.get(i),
            source: Source { end, ..draw.source(*row, certainty.as_ref()) },
        });
    }
    symbols
}

/// The shape of a name, or of an SVG path; a circle when it is neither.
#[must_use]
pub fn shape(word: &str) -> SymbolShape {
    match word {
        "circle" => SymbolShape::Circle,
        "square" => SymbolShape::Square,
        "cross" => SymbolShape::Cross,
        "diamond" => SymbolShape::Diamond,
        "triangle" => SymbolShape::Triangle,
        "triangle-up" => SymbolShape::TriangleUp,
        "triangle-down" => SymbolShape::TriangleDown,
        "triangle-right" => SymbolShape::TriangleRight,
        "triangle-left" => SymbolShape::TriangleLeft,
        "arrow" => SymbolShape::Arrow,
        "wedge" => SymbolShape::Wedge,
        "stroke" => SymbolShape::Stroke,
        word => match crate::base::svg_path::parse(word) {
            Some(path) => SymbolShape::Custom(word.into(), path.into()),
            None => SymbolShape::Circle,
        },
    }
}
