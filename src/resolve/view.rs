//! The view: the spec with every name bound and every default decided.

use super::config::Config;
use super::param::Params;
use crate::base::color::Color;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::Place;
use crate::expr::Expr;
use crate::expr::predicate::Predicate;
use crate::scene::Side;
use crate::spec::transform::Transform;
use crate::spec::{Bag, Channel};
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
    /// An order number for each row's value of a field, by a list: field, values, and the column made.
    Rank(Rc<str>, Vec<Value>, Rc<str>),
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
    Facet(Facet, Box<Node>),
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
    /// Its projection.
    pub projection: Option<Bag>,
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

/// A title.
#[derive(Clone, Debug)]
pub struct TitleSpec {
    /// Its lines.
    pub lines: Vec<Rc<str>>,
    /// The lines of the subtitle.
    pub subtitle: Vec<Rc<str>>,
    /// Its look, defaults included.
    pub look: Bag,
}

/// One mark and its encoding.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Where it stands in the spec.
    pub at: Place,
    /// Its name.
    pub name: Rc<str>,
    /// Its mark.
    pub mark: MarkSpec,
    /// Its channels, in the order of [`Channel`].
    pub channels: Vec<ChannelDef>,
    /// How it is stacked.
    pub stack: Option<Stack>,
    /// The table it draws.
    pub flow: FlowId,
    /// The same before the implicit aggregation.
    pub raw: FlowId,
    /// Selections that stand in this unit, for brushes.
    pub selections: Vec<Rc<str>>,
}

/// The marks that are drawn: composites have been rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Vega-Lite's and say it all")]
pub enum MarkKind {
    Arc,
    Area,
    Bar,
    Circle,
    Geoshape,
    Image,
    Line,
    Point,
    Rect,
    Rule,
    Square,
    Text,
    Tick,
    Trail,
}

impl MarkKind {
    /// The mark of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "arc" => Self::Arc,
            "area" => Self::Area,
            "bar" => Self::Bar,
            "circle" => Self::Circle,
            "geoshape" => Self::Geoshape,
            "image" => Self::Image,
            "line" => Self::Line,
            "point" => Self::Point,
            "rect" => Self::Rect,
            "rule" => Self::Rule,
            "square" => Self::Square,
            "text" => Self::Text,
            "tick" => Self::Tick,
            "trail" => Self::Trail,
            _ => return None,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Arc => "arc",
            Self::Area => "area",
            Self::Bar => "bar",
            Self::Circle => "circle",
            Self::Geoshape => "geoshape",
            Self::Image => "image",
            Self::Line => "line",
            Self::Point => "point",
            Self::Rect => "rect",
            Self::Rule => "rule",
            Self::Square => "square",
            Self::Text => "text",
            Self::Tick => "tick",
            Self::Trail => "trail",
        }
    }

    /// Whether its rows are joined to one item a group: line, area, trail.
    #[must_use]
    pub fn is_path(self) -> bool {
        matches!(self, Self::Line | Self::Area | Self::Trail)
    }
}

/// A mark with its properties decided.
#[derive(Clone, Debug)]
pub struct MarkSpec {
    /// Which.
    pub kind: MarkKind,
    /// Whether it runs along y (a vertical bar) or along x.
    pub vertical: bool,
    /// Whether its colour fills it.
    pub filled: bool,
    /// Its properties: the author's, then those of its styles and of the configuration.
    pub props: Bag,
    /// Only the author's own properties.
    pub own: Bag,
    /// What happens to rows whose values the scales cannot place.
    pub invalid: Invalid,
}

/// What happens to rows whose values a continuous scale cannot place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// The rows are dropped before scales are made.
    Filter,
    /// Lines break; the rows do not count for domains.
    BreakPathsFilterDomains,
    /// Lines break, other marks are dropped; other fields of the rows count for domains.
    BreakPathsShowDomains,
    /// They are drawn at the scale's zero or least value.
    Show,
}

/// What kind of values a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Vega-Lite's and say it all")]
pub enum FieldKind {
    Quantitative,
    Temporal,
    Ordinal,
    Nominal,
    Geojson,
}

/// A channel with its names bound.
#[derive(Clone, Debug)]
pub struct ChannelDef {
    /// Where it stands.
    pub at: Place,
    /// Which.
    pub channel: Channel,
    /// What it reads.
    pub bound: Bound,
    /// The kind of its values; none for plain values.
    pub kind: Option<FieldKind>,
    /// Its scale.
    pub scale: Option<ScaleId>,
    /// The author's field, before aggregation and binning.
    pub field: Rc<str>,
    /// The aggregate operation; empty is none.
    pub aggregate: Rc<str>,
    /// Its bins.
    pub bin: Binning,
    /// Its time unit; empty is none.
    pub time_unit: Rc<str>,
    /// The order of its discrete values.
    pub sort: Sort,
    /// Where in its band it stands, 0–1; none is the mark's own rule.
    pub band_position: Option<f64>,
    /// Cases that come before it.
    pub cases: Vec<(Predicate, Bound)>,
    /// Its definition as written.
    pub def: Bag,
    /// Its title, from the field when the author gives none.
    pub title: Rc<str>,
}

/// How a channel's field is binned.
#[derive(Clone, Debug, PartialEq)]
pub enum Binning {
    /// It is not.
    None,
    /// It is; the column of the upper ends.
    Bins(Rc<str>),
    /// The data are binned already.
    Binned,
}

/// What a channel reads.
#[derive(Clone, Debug)]
pub enum Bound {
    /// A column of the unit's table.
    Column(Rc<str>),
    /// A value in the units of the data.
    Datum(Value),
    /// An expression whose value is in the units of the data.
    DatumExpr(Expr),
    /// A value as it is drawn: pixels, a colour.
    Value(Value),
    /// An expression whose value is drawn as it is.
    Expr(Expr),
    /// Nothing: only its cases count.
    Nothing,
}

/// An order of discrete values.
#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    /// By value, or in the data's order when there is none to sort by.
    Ascending,
    /// By value, downward.
    Descending,
    /// In the order of the data.
    None,
    /// These first, the rest by value.
    List(Vec<Value>),
    /// By an aggregate of a field (empty for `count`), downward or not, from the raw or the final table.
    By {
        /// The column.
        field: Rc<str>,
        /// The operation.
        op: Rc<str>,
        /// Downward.
        descending: bool,
        /// Whether the column is one of the table before aggregation.
        raw: bool,
    },
}

/// How a unit is stacked.
#[derive(Clone, Debug)]
pub struct Stack {
    /// The channel that is stacked: x, y, theta or radius.
    pub channel: Channel,
    /// The column of the lower ends.
    pub start: Rc<str>,
    /// The column of the upper ends.
    pub end: Rc<str>,
    /// The columns that part the stack.
    pub by: Vec<Rc<str>>,
    /// `zero`, `center` or `normalize`.
    pub offset: Rc<str>,
}

/// The kinds of scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Vega-Lite's and say it all")]
pub enum ScaleKind {
    Linear,
    Log,
    Pow,
    Sqrt,
    Symlog,
    Identity,
    Time,
    Utc,
    Band,
    Point,
    Ordinal,
    Quantile,
    Quantize,
    Threshold,
    BinOrdinal,
}

/// A scale before its domain and range are known.
#[derive(Clone, Debug)]
pub struct ScaleSpec {
    /// Where it stands.
    pub at: Place,
    /// The channel it serves.
    pub channel: Channel,
    /// Its kind.
    pub kind: ScaleKind,
    /// Whether the author chose the kind.
    pub kind_given: bool,
    /// The author's properties.
    pub own: Bag,
    /// Where its domain comes from.
    pub parts: Vec<DomainPart>,
    /// Whether zero belongs to its domain.
    pub zero: bool,
    /// Whether its domain is made round.
    pub nice: bool,
    /// What its range is for: the mark of the first unit.
    pub mark: MarkKind,
    /// Whether that mark is filled.
    pub filled: bool,
    /// The kind of field of the first unit.
    pub field: Option<FieldKind>,
    /// Whether its fields are binned.
    pub binned: bool,
    /// Whether the range was found by another scale's step (offsets).
    pub vertical: bool,
}

/// Where a part of a domain comes from.
#[derive(Clone, Debug)]
pub struct DomainPart {
    /// The table.
    pub flow: FlowId,
    /// What of it.
    pub source: PartSource,
    /// The order of discrete values.
    pub sort: Sort,
    /// The table before aggregation, for sorting.
    pub raw: FlowId,
    /// The unit, for facet cells and messages.
    pub at: Place,
}

/// What of a table a domain takes.
#[derive(Clone, Debug)]
pub enum PartSource {
    /// The values of a column.
    Column(Rc<str>),
    /// A value.
    Datum(Value),
    /// Bins: the columns of their ends, and the author's field.
    Bins(Rc<str>, Rc<str>),
}

/// An axis, its look decided.
#[derive(Clone, Debug)]
pub struct AxisSpec {
    /// Where it stands.
    pub at: Place,
    /// Its scale.
    pub scale: ScaleId,
    /// x or y.
    pub channel: Channel,
    /// The side.
    pub orient: Side,
    /// All of its properties, defaults included.
    pub look: Bag,
    /// Its title; empty is none.
    pub title: Rc<str>,
    /// Whether grid lines are drawn.
    pub grid: bool,
    /// Whether anything but grid lines is drawn.
    pub main: bool,
    /// The channel definition it was made for: formats, bins, time units.
    pub def: ChannelDef,
    /// The scale of the other direction, for the length of grid lines.
    pub across: Option<ScaleId>,
}

/// A legend, its look decided.
#[derive(Clone, Debug)]
pub struct LegendSpec {
    /// Where it stands.
    pub at: Place,
    /// The scale of each channel it shows.
    pub scales: Vec<(Channel, ScaleId)>,
    /// All of its properties, defaults included.
    pub look: Bag,
    /// Its title; empty is none.
    pub title: Rc<str>,
    /// The channel definition it was made for.
    pub def: ChannelDef,
    /// The units its symbols look like.
    pub units: Vec<UnitId>,
}
