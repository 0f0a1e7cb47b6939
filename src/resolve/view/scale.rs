//! A scale before its domain and range are known.

use super::{FieldKind, FlowId, MarkKind, Sort};
use crate::base::value::Value;
use crate::error::Place;
use crate::spec::{Bag, Channel};
use std::rc::Rc;

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
    /// Bins: the columns of their lower and of their upper ends.
    Bins(Rc<str>, Rc<str>),
    /// The spans of a time unit around the times of a column.
    Span {
        /// The column.
        column: Rc<str>,
        /// The time unit.
        unit: Rc<str>,
        /// How many of its shortest part make one step.
        step: f64,
        /// Where in its span a time's mark stands: ½ and spans begin at their times, 0 and they are around them.
        position: f64,
    },
}
