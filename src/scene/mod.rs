//! The drawing as plain data, between layout and paint.
//!
//! A [`Scene`] is a tree of [`Panel`]s: plots and the containers they stand
//! in. All coordinates of a panel's parts are CSS pixels from the upper left
//! corner of its own plot area. What `shushuo scene` prints and what is
//! painted are read from these very items.

pub mod item;
pub mod many;
pub mod pyramid;
pub mod style;
pub mod print;
pub mod outline;
pub mod text;
pub mod bounds;
mod distance;
pub mod hit;
pub mod describe;

pub use self::item::{
    Arc, Area, AreaPoint, Curve, End, Geo, Image, Items, Line, Mark, Rect, Role, Rule, Shape,
    Source, Symbol, SymbolShape, Text, Trail,
};
pub use self::many::Many;
pub use self::style::{Align, Baseline, Cap, Certainty, Gradient, Ink, Join, Paint, TextStyle};

use crate::base::color::Color;
use crate::base::geometry::{Point, Size};
use std::rc::Rc;

/// A whole picture.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The size with padding.
    pub size: Size,
    /// The colour behind everything.
    pub background: Option<Color>,
    /// What the chart is called: its title, for readers and screen readers.
    pub name: Rc<str>,
    /// What the author says of it.
    pub description: Rc<str>,
    /// The outermost panel.
    pub root: Panel,
}

/// A plot area with its marks and guides, or a container of panels.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// Whether it has a plot area of its own.
    pub is_plot: bool,
    /// The upper left corner, in the coordinates of the parent (of the picture, for the outermost).
    pub origin: Point,
    /// The size of the plot area; of a container, that of its children together.
    pub size: Size,
    /// The plot area's background.
    pub frame: Option<Frame>,
    /// Row and column in the container, from 0.
    pub cell: Option<(usize, usize)>,
    /// The title.
    pub title: Option<Title>,
    /// Grid lines, drawn before the marks unless they are `above`.
    pub grids: Vec<Grid>,
    /// Axes. A container has those that a facet shares.
    pub axes: Vec<Axis>,
    /// Legends.
    pub legends: Vec<Legend>,
    /// Row and column labels and titles of a facet.
    pub headers: Vec<Header>,
    /// Marks, in drawing order.
    pub marks: Vec<Mark>,
    /// Children, in order.
    pub panels: Vec<Panel>,
}

/// The background of a plot area or legend.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The shape.
    pub rect: Rect,
}

/// A side of a plot area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Below.
    Bottom,
    /// Left.
    Left,
    /// Above.
    Top,
    /// Right.
    Right,
}

/// A row or a column of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// The row, counted from 0.
    Row(usize),
    /// The column, counted from 0.
    Column(usize),
}

/// An axis: the very items that are painted, half a pixel to the right and below
/// (as is the grid), where Vega's `translate` puts them.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The side it stands on.
    pub orient: Side,
    /// The row or column of cells it is drawn for; only in containers.
    pub lane: Option<Lane>,
    /// Distance from the edge of the plot, outward.
    pub offset: f64,
    /// Whether it is drawn above the marks.
    pub above: bool,
    /// The axis line.
    pub domain: Option<Rule>,
    /// Tick marks.
    pub ticks: Vec<Rule>,
    /// Labels, the hidden ones too.
    pub labels: Vec<Label>,
    /// The style that labels have unless they say otherwise.
    pub label_style: Option<(Rc<TextStyle>, Rc<Paint>)>,
    /// The title.
    pub title: Option<Text>,
}

/// A label of an axis or a colour bar.
#[derive(Clone, Debug)]
pub struct Label {
    /// The text.
    pub text: Text,
    /// Whether it is drawn; not when it would overlap another.
    pub shown: bool,
}

/// Grid lines of one axis.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Whether the lines are vertical, at x positions.
    pub vertical: bool,
    /// Whether they are drawn above the marks.
    pub above: bool,
    /// The lines.
    pub lines: Vec<Rule>,
}

/// A legend.
#[derive(Clone, Debug)]
pub struct Legend {
    /// Where it stands: `right`, `top-left`, `none` …
    pub orient: Rc<str>,
    /// The upper left corner of its frame, in the panel's coordinates; its items count from here.
    pub origin: Point,
    /// The size of its frame.
    pub size: Size,
    /// Its background.
    pub frame: Option<Frame>,
    /// The title.
    pub title: Option<Text>,
    /// Rows and columns of the entries.
    pub grid: (usize, usize),
    /// What it shows.
    pub body: LegendBody,
}

/// What a legend shows.
#[derive(Clone, Debug)]
pub enum LegendBody {
    /// Symbols with labels.
    Symbols(Vec<Entry>),
    /// A continuous colour bar.
    Gradient {
        /// The bar, filled with its gradient.
        bar: Rect,
        /// Whether its low end is at the bottom rather than left.
        vertical: bool,
        /// Offset (0 at the low end, 1 at the high) and colour.
        stops: Vec<(f64, Color)>,
        /// Labels with their fraction of the length.
        labels: Vec<(f64, Label)>,
    },
    /// A stepped colour bar.
    Bands {
        /// One rectangle a band, from the low end.
        bands: Vec<Rect>,
        /// Whether its low end is at the bottom rather than left.
        vertical: bool,
        /// Length and thickness of the bar.
        size: (f64, f64),
        /// From and to, as fractions of the length, of each band.
        spans: Vec<(f64, f64)>,
        /// Labels with their fraction of the length.
        labels: Vec<(f64, Label)>,
    },
}

/// An entry of a legend of symbols.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The symbol.
    pub symbol: Symbol,
    /// The label.
    pub label: Text,
}

/// A title.
#[derive(Clone, Debug)]
pub struct Title {
    /// The side it stands on.
    pub orient: Side,
    /// `start`, `middle` or `end`.
    pub anchor: Anchor,
    /// The text.
    pub text: Text,
    /// The subtitle.
    pub subtitle: Option<Text>,
}

/// Where along its side a title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At the start.
    Start,
    /// In the middle.
    Middle,
    /// At the end.
    End,
}

/// A label or title of a facet's rows or columns.
#[derive(Clone, Debug)]
pub struct Header {
    /// The row or column.
    pub lane: Lane,
    /// Whether it is the name of the faceted field rather than a value.
    pub is_title: bool,
    /// The side it stands on.
    pub orient: Side,
    /// The text.
    pub text: Text,
}
