//! What is drawn: one type a shape.

use super::many::Many;
use super::style::{Certainty, Paint, TextStyle};
use crate::base::geometry::{Bounds, Path};
use std::rc::Rc;

/// The items of one mark of one layer, or of a part of it.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Which unit of the view it is drawn for; its tables give the rows.
    pub unit: usize,
    /// What it is for.
    pub role: Role,
    /// Whether it is cut off at the plot area.
    pub clip: bool,
    /// Its items, in drawing order.
    pub items: Items,
}

/// What a mark is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// It shows data.
    #[default]
    Data,
    /// It shows data, but states no figure where others of the chart do, so that nothing points at it.
    Ground,
    /// The rectangle of an interval selection.
    Brush,
}

/// The items of a mark, by shape.
#[derive(Clone, Debug)]
pub enum Items {
    /// Bars, rects, ticks.
    Rects(Vec<Rect>),
    /// Points, circles, squares.
    Symbols(Vec<Symbol>),
    /// Lines.
    Lines(Vec<Line>),
    /// Areas.
    Areas(Vec<Area>),
    /// Lines of varying width.
    Trails(Vec<Trail>),
    /// Arcs.
    Arcs(Vec<Arc>),
    /// Rules.
    Rules(Vec<Rule>),
    /// Texts.
    Texts(Vec<Text>),
    /// Images.
    Images(Vec<Image>),
    /// Outlines of maps.
    Geos(Vec<Geo>),
    /// A line or symbols of very many points.
    Many(Many),
}

/// Where an item comes from: what a tip, a link and a check need.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The row of the unit's table; `u32::MAX` when there is none.
    pub row: u32,
    /// How sure its figure is.
    pub certainty: Certainty,
    /// Which end of it shows the value: of a bar, the one away from its base.
    pub end: End,
    /// A rectangle it is cut off at, such as the rounded end of a stack.
    pub clip: Option<Rc<Rect>>,
}

impl Source {
    /// That of a guide or a brush: no row.
    #[must_use]
    pub fn none() -> Self {
        Self { row: u32::MAX, ..Self::default() }
    }
}

/// The end of an item that shows its value, where a certainty is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// None of them, as for a point; a certainty then shows on the whole item.
    #[default]
    None,
    /// The left.
    Left,
    /// The right.
    Right,
    /// The upper.
    Top,
    /// The lower.
    Bottom,
}

/// A rectangle.
#[derive(Clone, Debug, Default)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width, at least 0.
    pub width: f64,
    /// Height, at least 0.
    pub height: f64,
    /// Radii of the corners: top left, top right, bottom right, bottom left.
    pub radii: [f64; 4],
    /// Fill and stroke.
    pub paint: Rc<Paint>,
    /// Where it comes from.
    pub source: Source,
}

impl Rect {
    /// A rectangle of a guide: of no row.
    #[must_use]
    pub fn guide((x, y): (f64, f64), (width, height): (f64, f64), paint: Paint) -> Self {
        let source = Source::none();
        Self { x, y, width, height, radii: [0.0; 4], paint: Rc::new(paint), source }
    }
}

/// A symbol around a center.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// Center.
    pub x: f64,
    /// Center.
    pub y: f64,
    /// Area in square pixels, as Vega counts it.
    pub size: f64,
    /// The shape.
    pub shape: SymbolShape,
    /// Clockwise, in degrees.
    pub angle_deg: f64,
    /// Fill and stroke.
    pub paint: Rc<Paint>,
    /// Where it comes from.
    pub source: Source,
}

/// The shape of a symbol.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are Vega's and say it all")]
pub enum SymbolShape {
    #[default]
    Circle,
    Square,
    Cross,
    Diamond,
    Triangle,
    TriangleUp,
    TriangleDown,
    TriangleRight,
    TriangleLeft,
    Arrow,
    Wedge,
    Stroke,
    /// An SVG path over −1 … 1, with the text it was read from.
    Custom(Rc<str>, Rc<Path>),
}

/// How a line runs between its points: the names of Vega-Lite's `interpolate`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are d3's and say it all")]
pub enum Curve {
    #[default]
    Linear,
    LinearClosed,
    Step,
    StepBefore,
    StepAfter,
    Basis,
    BasisOpen,
    BasisClosed,
    Cardinal,
    CardinalOpen,
    CardinalClosed,
    CatmullRom,
    CatmullRomOpen,
    CatmullRomClosed,
    Bundle,
    Monotone,
    Natural,
}

/// A line through points.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// x and y; NaN interrupts the line.
    pub points: Vec<[f64; 2]>,
    /// The row of each point.
    pub rows: Rc<[u32]>,
    /// How it runs between them.
    pub curve: Curve,
    /// 0–1, for the curves that have one.
    pub tension: f64,
    /// Stroke (and fill).
    pub paint: Rc<Paint>,
    /// Where it comes from; the row is the first point's.
    pub source: Source,
}

/// A point of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaPoint {
    /// One edge.
    pub x: f64,
    /// One edge.
    pub y: f64,
    /// The other edge.
    pub x2: f64,
    /// The other edge.
    pub y2: f64,
}

/// The area between two edges.
#[derive(Clone, Debug)]
pub struct Area {
    /// The points; a NaN in `x` or `y` interrupts the area.
    pub points: Vec<AreaPoint>,
    /// The row of each point.
    pub rows: Rc<[u32]>,
    /// Whether the edges are left and right rather than above and below.
    pub horizontal: bool,
    /// How the edges run.
    pub curve: Curve,
    /// 0–1, for the curves that have one.
    pub tension: f64,
    /// Fill and stroke.
    pub paint: Rc<Paint>,
    /// Where it comes from; the row is the first point's.
    pub source: Source,
}

/// A line of varying width.
#[derive(Clone, Debug)]
pub struct Trail {
    /// x, y and width; NaN interrupts it.
    pub points: Vec<[f64; 3]>,
    /// The row of each point.
    pub rows: Rc<[u32]>,
    /// Its fill is its colour.
    pub paint: Rc<Paint>,
    /// Where it comes from; the row is the first point's.
    pub source: Source,
}

/// A part of a ring.
#[derive(Clone, Debug)]
pub struct Arc {
    /// Center.
    pub x: f64,
    /// Center.
    pub y: f64,
    /// Radians, clockwise from 12 o'clock.
    pub start_angle: f64,
    /// Radians, at least `start_angle`.
    pub end_angle: f64,
    /// Inner radius.
    pub inner_radius: f64,
    /// Outer radius, at least the inner.
    pub outer_radius: f64,
    /// Radians between neighbours.
    pub pad_angle: f64,
    /// Radius of the corners.
    pub corner_radius: f64,
    /// Fill and stroke.
    pub paint: Rc<Paint>,
    /// Where it comes from.
    pub source: Source,
}

/// A straight line.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// One end.
    pub x: f64,
    /// One end.
    pub y: f64,
    /// The other end.
    pub x2: f64,
    /// The other end.
    pub y2: f64,
    /// Its stroke.
    pub paint: Rc<Paint>,
    /// Where it comes from.
    pub source: Source,
}

impl Rule {
    /// A line of a guide: of no row.
    #[must_use]
    pub fn guide((x, y): (f64, f64), (x2, y2): (f64, f64), paint: Rc<Paint>) -> Self {
        Self { x, y, x2, y2, paint, source: Source::none() }
    }
}

/// A text of one or more lines.
#[derive(Clone, Debug)]
pub struct Text {
    /// The anchor, offsets worked in.
    pub x: f64,
    /// The anchor, offsets worked in.
    pub y: f64,
    /// Its lines; not yet cut to the limit.
    pub lines: Vec<Rc<str>>,
    /// Font, alignment, angle, limit.
    pub style: Rc<TextStyle>,
    /// Its fill is its colour.
    pub paint: Rc<Paint>,
    /// Where it comes from.
    pub source: Source,
}

impl Text {
    /// A text of a guide: of no row.
    #[must_use]
    pub fn guide(
        (x, y): (f64, f64),
        lines: Vec<Rc<str>>,
        style: Rc<TextStyle>,
        paint: Rc<Paint>,
    ) -> Self {
        Self { x, y, lines, style, paint, source: Source::none() }
    }
}

/// An image.
#[derive(Clone, Debug)]
pub struct Image {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Its address, as in the spec or the data.
    pub url: Rc<str>,
    /// Whether the width-to-height ratio is kept.
    pub aspect: bool,
    /// Opacity.
    pub paint: Rc<Paint>,
    /// Where it comes from.
    pub source: Source,
}

/// An outline of a map.
#[derive(Clone, Debug)]
pub struct Geo {
    /// The outline; points of a geometry are circles in it.
    pub path: Rc<Path>,
    /// Fill and stroke.
    pub paint: Rc<Paint>,
    /// Where it comes from.
    pub source: Source,
}

/// The outline and box of an item, for hit-testing and painting.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The outline.
    pub path: Path,
    /// The box around it.
    pub bounds: Bounds,
}
