//! A unit: its mark, its channels, how it is stacked.

use super::{FlowId, ScaleId};
use crate::base::value::Value;
use crate::error::Place;
use crate::expr::Expr;
use crate::expr::predicate::Predicate;
use crate::spec::{Bag, Channel};
use std::rc::Rc;

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
    /// The marks by name.
    const NAMES: [(&str, Self); 14] = [
        ("arc", Self::Arc),
        ("area", Self::Area),
        ("bar", Self::Bar),
        ("circle", Self::Circle),
        ("geoshape", Self::Geoshape),
        ("image", Self::Image),
        ("line", Self::Line),
        ("point", Self::Point),
        ("rect", Self::Rect),
        ("rule", Self::Rule),
        ("square", Self::Square),
        ("text", Self::Text),
        ("tick", Self::Tick),
        ("trail", Self::Trail),
    ];

    /// The mark of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
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
    /// Whether it has a direction at all: not where nothing tells one.
    pub oriented: bool,
    /// Whether its colour fills it.
    pub filled: bool,
    /// Its properties: the author's, then those of its styles and of the configuration.
    pub props: Bag,
    /// Only the author's own properties, and the opacity that dots usually have.
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

impl Bound {
    /// The column it reads, when it reads one.
    #[must_use]
    pub fn column(&self) -> Option<&Rc<str>> {
        if let Self::Column(name) = self { Some(name) } else { None }
    }
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
