//! The outlines of symbols.
//!
//! Source: the shapes of vega-scenegraph; their area is `size` for a square and
//! a circle is inscribed in it.

use crate::base::geometry::{Path, Point, Segment};
use crate::base::svg_path;
use crate::scene::item::{Symbol, SymbolShape};
use std::borrow::Cow;

const HALF_ROOT_3: f64 = 0.866_025_403_784_438_6;
const TAN_30: f64 = 0.577_350_269_189_625_7;

/// The radius of a circle, and half the side of a square, of this size.
#[must_use]
pub fn radius(size: f64) -> f64 {
    size.max(0.0).sqrt() / 2.0
}

/// The outline where the symbol stands, turned by its angle.
#[must_use]
pub fn outline(symbol: &Symbol) -> Path {
    let scale = radius(symbol.size);
    svg_path::placed(&unit(&symbol.shape), scale, symbol.angle_deg, Point::new(symbol.x, symbol.y))
}

/// Whether the outline is a line rather than an area.
#[must_use]
pub fn is_open(shape: &SymbolShape) -> bool {
    matches!(shape, SymbolShape::Stroke)
}

/// The outline of a symbol of radius 1 around the origin.
fn unit(shape: &SymbolShape) -> Cow<'_, [Segment]> {
    let h = HALF_ROOT_3;
    // How far a triangle's middle stands above that of its box.
    let o = h - TAN_30;
    let corners: &[[f64; 2]] = match shape {
        SymbolShape::Circle => return svg_path::circle(Point::default(), 1.0).into(),
        SymbolShape::Custom(_, path) => return path.as_slice().into(),
        SymbolShape::Square => &[[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]],
        SymbolShape::Cross => &[
            [-1.0, -0.4],
            [-1.0, 0.4],
            [-0.4, 0.4],
            [-0.4, 1.0],
            [0.4, 1.0],
            [0.4, 0.4],
            [1.0, 0.4],
            [1.0, -0.4],
            [0.4, -0.4],
            [0.4, -1.0],
            [-0.4, -1.0],
            [-0.4, -0.4],
        ],
        SymbolShape::Diamond => &[[-1.0, 0.0], [0.0, -1.0], [1.0, 0.0], [0.0, 1.0]],
        SymbolShape::Triangle => &[[0.0, -h - o], [-1.0, h - o], [1.0, h - o]],
        SymbolShape::Wedge => &[[0.0, -h - o], [-0.25, h - o], [0.25, h - o]],
        SymbolShape::TriangleUp => &[[0.0, -h], [-1.0, h], [1.0, h]],
        SymbolShape::TriangleDown => &[[0.0, h], [-1.0, -h], [1.0, -h]],
        SymbolShape::TriangleRight => &[[h, 0.0], [-h, -1.0], [-h, 1.0]],
        SymbolShape::TriangleLeft => &[[-h, 0.0], [h, -1.0], [h, 1.0]],
        SymbolShape::Arrow => &[
            [-1.0 / 7.0, 1.0],
            [1.0 / 7.0, 1.0],
            [1.0 / 7.0, -0.125],
            [0.4, -0.125],
            [0.0, -1.0],
            [-0.4, -0.125],
            [-1.0 / 7.0, -0.125],
        ],
        SymbolShape::Stroke => &[[-1.0, 0.0], [1.0, 0.0]],
    };
    let mut out = Path::with_capacity(corners.len() + 1);
    for (i, corner) in corners.iter().enumerate() {
        let corner = Point::new(corner[0], corner[1]);
        out.push(if i == 0 { Segment::Move(corner) } else { Segment::Line(corner) });
    }
    if !is_open(shape) {
        out.push(Segment::Close);
    }
    out.into()
}
