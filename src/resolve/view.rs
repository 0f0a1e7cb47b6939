//! The view: the spec with every name bound and every default decided.

mod guide;
mod scale;
mod unit;

pub use self::guide::{AxisSpec, LegendSpec, TitleSpec};
pub use self::scale::{DomainPart, PartSource, ScaleKind, ScaleSpec};
pub use self::unit::{
    Binning, Bound, ChannelDef, FieldKind, Invalid, MarkKind, MarkSpec, Sort, Stack, Unit,
};

use super::config::Config;
use super::param::Params;
use crate::base::color::Color;
use crate::base::json::Json;
use crate::error::Place;
use crate::spec::Bag;
use crate::spec::transform::Transform;
use std::rc::Rc;

/// Which flow of data: an index into [`View::flows`]; its table has the same index.
pub type FlowId = usize;
/// Which scale: an index into [`View::scales`].
pub type ScaleId = usize;
/// Which unit: an index into [`View::units`].
pub type UnitId = usize;

/// A whole chart, nothing left to decide but what hangs on data and size.
#[derive(Clone, Debug)]
pub struct View {
    /// How data come to be, parents before children.
    pub flows: Vec<Flow>,
    /// The scales, by id.
    pub scales: Vec<ScaleSpec>,
    /// The units, by id, in drawing order.
    pub units: Vec<Unit>,
    /// The outermost node.
    pub root: Node,
    /// The parameters with their initial values.
    pub params: Params,
    /// The configuration, defaults included.
    pub config: Config,
    /// The colour behind everything.
    pub background: Option<Color>,
    /// Padding: left, top, right, bottom.
    pub padding: [f64; 4],
    /// How the size is kept.
    pub autosize: Autosize,
    /// What the chart is called.
    pub name: Rc<str>,
    /// What the author says of it.
    pub description: Rc<str>,
}

/// How the picture's size is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Autosize {
    /// Whether width and height are those of the picture rather than of the plot.
    pub fit: (bool, bool),
    /// Whether there is room made for guides at all (`none`: there is not).
    pub pad: bool,
    /// Whether the size contains the padding.
    pub contains_padding: bool,
}

/// How a table comes to be.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Where it starts from.
    pub from: FlowSource,
    /// What is done to it, in order.
    pub steps: Vec<Step>,
}

/// Where a flow starts.
#[derive(Clone, Debug)]
pub enum FlowSource {
    /// At the table of another flow.
    Flow(FlowId),
    /// At a source of data, described by its JSON, with the place it stands at.
    Data(Place, Json),
    /// At one row without columns: marks of values alone.
    Single,
}

/// A step of a flow.
#[derive(Clone, Debug)]
pub enum Step {
    /// A transform, with its place.
    Transform(Place, Transform),
    /// The column becomes times.
    Times(Rc<str>),
    /// The column becomes numbers, when it was read from a text format.
    Numbers(Rc<str>),
    /// Bins in words, `0 – 10`: the columns of their ends, and the column made.
    Range(Rc<str>, Rc<str>, Rc<str>),
    /// Rows whose values the scales cannot place are dropped.
    Valid(Vec<Rc<str>>),
}

/// A plot or a container of plots.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands in the spec.
    pub at: Place,
    /// What it is.
    pub kind: NodeKind,
    /// The scales that are its own: one instance for each instance of the node.
    pub scales: Vec<ScaleId>,
    /// Its axes. Those of a facet are drawn once for each row or column of cells.
    pub axes: Vec<AxisSpec>,
    /// Its legends.
    pub legends: Vec<LegendSpec>,
    /// Its title.
    pub title: Option<TitleSpec>,
    /// How its children stand.
    pub grid: GridSpec,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// One plot area.
    Plot(Plot),
    /// Children in a row, a column, or rows of `grid.columns`.
    Concat(Vec<Node>),
    /// A child for each value of a field or two.
    Facet(Box<Facet>, Box<Node>),
}

/// One plot area.
#[derive(Clone, Debug)]
pub struct Plot {
    /// The width.
    pub width: Extent,
    /// The height.
    pub height: Extent,
    /// Its units, in drawing order.
    pub units: Vec<UnitId>,
    /// The look of its background: `fill`, `stroke`, `cornerRadius` …
    pub view: Bag,
    /// Its projections: one, unless layers do not agree.
    pub projections: Vec<ProjectionSpec>,
}

/// A projection as it was written.
#[derive(Clone, Debug)]
pub struct ProjectionSpec {
    /// Its properties: `type`, `rotate` …
    pub bag: Bag,
    /// Whether it is fitted to what its units show.
    pub fit: bool,
    /// The units that it places.
    pub units: Vec<UnitId>,
}

/// How wide or high a plot area is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// That many pixels.
    Fixed(f64),
    /// So many pixels for each step of the discrete scale of the position channel.
    Step(f64),
    /// So many pixels for each step of the offset scale within a step of the position scale.
    OffsetStep(f64),
    /// What the container gives.
    Container,
}

/// A facet.
#[derive(Clone, Debug)]
pub struct Facet {
    /// A row of cells for each value.
    pub row: Option<FacetField>,
    /// A column of cells for each value.
    pub column: Option<FacetField>,
    /// A cell for each value, in rows of `grid.columns`.
    pub wrap: Option<FacetField>,
    /// The table whose values make the cells.
    pub flow: FlowId,
}

/// A field that makes cells.
#[derive(Clone, Debug)]
pub struct FacetField {
    /// Where it stands.
    pub at: Place,
    /// The column.
    pub column: Rc<str>,
    /// The table whose values make the cells.
    pub flow: FlowId,
    /// The order of the cells.
    pub sort: Sort,
    /// Its definition as written, for formats.
    pub def: ChannelDef,
    /// The look of labels and title: `labelAngle`, `titleColor` …
    pub header: Bag,
    /// The title; none is drawn when empty.
    pub title: Rc<str>,
}

/// How the children of a container stand.
#[derive(Clone, Debug)]
pub struct GridSpec {
    /// Cells in a row; 0 is all.
    pub columns: usize,
    /// Between rows and between columns, in pixels.
    pub spacing: (f64, f64),
    /// Alignment of rows and of columns.
    pub align: (GridAlign, GridAlign),
    /// Whether cells stand in the middle of their rows and columns.
    pub center: (bool, bool),
    /// Whether only plot areas count (`flush`), not their guides.
    pub flush: bool,
}

/// How cells of a grid are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridAlign {
    /// Each follows the one before.
    None,
    /// Each row or column as large as its largest cell.
    Each,
    /// All as large as the largest cell.
    All,
}
