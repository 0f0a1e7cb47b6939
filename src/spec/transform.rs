//! Transforms as the author wrote them, and as later stages make them for channels.
//!
//! Every struct carries `at`: the place of the transform in the spec, or of the
//! channel it was made for. Where Vega-Lite says `as`, the structs say `name`.

mod channel;
mod name;
mod op;
mod parse;
pub(in crate::spec) mod read;

pub use self::channel::{BinExtent, BinParams, ImputeMethod, KeyVals, TimeUnitParams, UNITS};
pub use self::name::{COUNT, field_name};
pub use self::op::{Op, WindowOp};

use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::Place;
use std::rc::Rc;

/// The name of a field: a column, or a path such as `a.b`.
pub type Field = Rc<str>;

/// One transform.
#[derive(Clone, Debug, PartialEq)]
pub enum Transform {
    /// Groups rows and reduces each group to one row.
    Aggregate(Aggregate),
    /// Puts numbers into intervals of equal width.
    Bin(Bin),
    /// Adds a column from an expression.
    Calculate(Calculate),
    /// Estimates a density with a Gaussian kernel.
    Density(Density),
    /// Gives a parameter the least and the greatest value of a field.
    Extent(Extent),
    /// Keeps the rows that a predicate holds for.
    Filter(Filter),
    /// One row for each element of lists.
    Flatten(Flatten),
    /// One row for each of several columns.
    Fold(Fold),
    /// Numbers the rows from 1: made for selections, never written by authors.
    Identifier(Identifier),
    /// Adds the rows that are missing from groups.
    Impute(Impute),
    /// Aggregates and writes the result beside each row of the group.
    JoinAggregate(JoinAggregate),
    /// Smooths with locally weighted lines.
    Loess(Loess),
    /// Adds columns from the row of another table with the same key.
    Lookup(Lookup),
    /// One column for each distinct value of a field.
    Pivot(Pivot),
    /// Gives the quantiles of a field.
    Quantile(Quantile),
    /// Fits a line or curve.
    Regression(Regression),
    /// Keeps some rows, chosen at random by the seed of the chart.
    Sample(Sample),
    /// Stacks values upon each other.
    Stack(Stack),
    /// Rounds times down to a unit such as the month.
    TimeUnit(TimeUnit),
    /// Ranks, running sums and the like over sorted groups.
    Window(Window),
}

/// One result of an aggregate.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What to compute.
    pub op: Op,
    /// Of which field; `count` needs none.
    pub field: Option<Field>,
    /// The column of the result.
    pub name: Rc<str>,
}

/// `aggregate`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aggregate {
    /// Its place in the spec.
    pub at: Place,
    /// What to compute; empty gives the distinct groups only.
    pub aggregate: Vec<Measure>,
    /// The fields whose combinations make the groups.
    pub groupby: Vec<Field>,
}

/// `joinaggregate`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JoinAggregate {
    /// Its place in the spec.
    pub at: Place,
    /// What to compute.
    pub joinaggregate: Vec<Measure>,
    /// The fields whose combinations make the groups.
    pub groupby: Vec<Field>,
}

/// `bin`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bin {
    /// Its place in the spec.
    pub at: Place,
    /// How to bin.
    pub bin: BinParams,
    /// What to bin.
    pub field: Field,
    /// The columns of the lower and the upper bound.
    pub name: [Rc<str>; 2],
}

/// `calculate`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calculate {
    /// Its place in the spec.
    pub at: Place,
    /// The expression; the row is `datum`.
    pub calculate: Rc<str>,
    /// The column of the result.
    pub name: Rc<str>,
}

/// `density`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Density {
    /// Its place in the spec.
    pub at: Place,
    /// Whose density.
    pub density: Field,
    /// The fields whose combinations make the groups.
    pub groupby: Vec<Field>,
    /// Whether to give the cumulative distribution instead.
    pub cumulative: bool,
    /// Whether the densities of a group sum to its rows instead of to 1.
    pub counts: bool,
    /// The standard deviation of the kernel; none or 0 is Scott's estimate.
    pub bandwidth: Option<f64>,
    /// From, to; default the extent of the data.
    pub extent: Option<[f64; 2]>,
    /// The least number of samples; default 25.
    pub minsteps: Option<f64>,
    /// The greatest number of samples; default 200.
    pub maxsteps: Option<f64>,
    /// The exact number of samples.
    pub steps: Option<f64>,
    /// Whether each group is sampled over its own extent; default over that of all.
    pub independent: bool,
    /// The columns of the sample and of its density; default `value`, `density`.
    pub name: [Rc<str>; 2],
}

/// `extent`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extent {
    /// Its place in the spec.
    pub at: Place,
    /// Whose extent.
    pub extent: Field,
    /// The parameter that becomes the list of the least and the greatest value.
    pub param: Rc<str>,
}

/// `filter`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Its place in the spec.
    pub at: Place,
    /// The predicate, as JSON.
    pub filter: Json,
}

/// `flatten`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flatten {
    /// Its place in the spec.
    pub at: Place,
    /// The fields that hold lists.
    pub flatten: Vec<Field>,
    /// The columns of their elements, one for each; default the fields themselves.
    pub name: Vec<Rc<str>>,
}

/// `fold`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fold {
    /// Its place in the spec.
    pub at: Place,
    /// The fields.
    pub fold: Vec<Field>,
    /// The columns of the field's name and of its value; default `key`, `value`.
    pub name: [Rc<str>; 2],
}

/// The identifier of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identifier {
    /// Its place in the spec.
    pub at: Place,
    /// The column of the number.
    pub name: Rc<str>,
}

/// A window of rows around each: offsets of the first and the last, none is unbounded.
pub type Frame = [Option<f64>; 2];

/// `impute`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Impute {
    /// Its place in the spec.
    pub at: Place,
    /// Whose values are missing.
    pub impute: Field,
    /// The field that tells the rows of a group apart.
    pub key: Field,
    /// The fields whose combinations make the groups.
    pub groupby: Vec<Field>,
    /// More keys.
    pub keyvals: Option<KeyVals>,
    /// What stands in imputed rows.
    pub method: ImputeMethod,
    /// The value of [`ImputeMethod::Value`]; default 0.
    pub value: Option<Value>,
    /// The rows that the other methods look at; default all of the group.
    pub frame: Frame,
}

/// `loess`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loess {
    /// Its place in the spec.
    pub at: Place,
    /// The field to smooth, y.
    pub loess: Field,
    /// The field it depends on, x.
    pub on: Field,
    /// The fields whose combinations make the groups.
    pub groupby: Vec<Field>,
    /// The share of points around each that its line is fitted to, 0–1; default 0.3.
    pub bandwidth: Option<f64>,
    /// The columns of x and y; default the fields themselves.
    pub name: [Rc<str>; 2],
}

/// Where a lookup looks.
#[derive(Clone, Debug, PartialEq)]
pub enum LookupFrom {
    /// In a data source, by the name that `Context` knows it by: its `name`, or its `url`, or its place.
    Data {
        /// The name.
        table: Rc<str>,
        /// The source as written.
        data: Json,
    },
    /// Among the rows of a selection.
    Param(Rc<str>),
}

/// `lookup`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// Its place in the spec.
    pub at: Place,
    /// The key in this table.
    pub lookup: Field,
    /// Where to look.
    pub from: LookupFrom,
    /// The key there.
    pub key: Field,
    /// The fields to take; none takes the row as an object.
    pub fields: Vec<Field>,
    /// The columns they become, one for each, or the one of the object.
    pub name: Vec<Rc<str>>,
    /// What stands where nothing is found; default null.
    pub default: Value,
}

/// `pivot`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pivot {
    /// Its place in the spec.
    pub at: Place,
    /// The field whose values become columns.
    pub pivot: Field,
    /// What stands in them.
    pub value: Field,
    /// The fields whose combinations make the rows.
    pub groupby: Vec<Field>,
    /// At most so many columns; none or 0 is no limit.
    pub limit: Option<f64>,
    /// How values of the same row and column become one; default the sum.
    pub op: Op,
}

/// `quantile`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantile {
    /// Its place in the spec.
    pub at: Place,
    /// Whose quantiles.
    pub quantile: Field,
    /// The fields whose combinations make the groups.
    pub groupby: Vec<Field>,
    /// The probabilities, 0–1.
    pub probs: Option<Vec<f64>>,
    /// The distance of probabilities when none are given; default 0.01.
    pub step: Option<f64>,
    /// The columns of the probability and of the quantile; default `prob`, `value`.
    pub name: [Rc<str>; 2],
}

/// The form of the curve that a regression fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RegressionMethod {
    /// y = a + b·x.
    #[default]
    Linear,
    /// y = a + b·ln x.
    Log,
    /// y = a·exp(b·x).
    Exp,
    /// y = a·x^b.
    Pow,
    /// y = a + b·x + c·x².
    Quad,
    /// A polynomial of degree `order`.
    Poly,
}

/// `regression`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Regression {
    /// Its place in the spec.
    pub at: Place,
    /// The field to predict, y.
    pub regression: Field,
    /// The field it depends on, x.
    pub on: Field,
    /// The fields whose combinations make the groups.
    pub groupby: Vec<Field>,
    /// The form.
    pub method: RegressionMethod,
    /// The degree of [`RegressionMethod::Poly`]; default 3.
    pub order: Option<f64>,
    /// The range of x; default that of the data.
    pub extent: Option<[f64; 2]>,
    /// Whether to give coefficients and R² instead of points.
    pub params: bool,
    /// The columns of x and y; default the fields themselves.
    pub name: [Rc<str>; 2],
}

/// `sample`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// Its place in the spec.
    pub at: Place,
    /// How many rows to keep.
    pub sample: f64,
}

/// One key of an order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SortField {
    /// The field.
    pub field: Field,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// Where stacks begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StackOffset {
    /// At 0; negative values downward.
    #[default]
    Zero,
    /// So that the stacks have the same middle.
    Center,
    /// At 0, and scaled to end at 1.
    Normalize,
}

/// `stack`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// Its place in the spec.
    pub at: Place,
    /// What to stack.
    pub stack: Field,
    /// The fields whose combinations make the stacks.
    pub groupby: Vec<Field>,
    /// Where stacks begin.
    pub offset: StackOffset,
    /// The order within a stack; default that of the rows.
    pub sort: Vec<SortField>,
    /// The columns of the lower and the upper end.
    pub name: [Rc<str>; 2],
}

/// `timeUnit`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeUnit {
    /// Its place in the spec.
    pub at: Place,
    /// How to round.
    pub time_unit: TimeUnitParams,
    /// What to round.
    pub field: Field,
    /// The columns of the start and the end of the step.
    pub name: [Rc<str>; 2],
}

/// One result of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowMeasure {
    /// What to compute.
    pub op: WindowOp,
    /// Of which field, where the operation needs one.
    pub field: Option<Field>,
    /// The number that `ntile`, `lag`, `lead` and `nth_value` take.
    pub param: Option<f64>,
    /// The column of the result.
    pub name: Rc<str>,
}

/// `window`.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Its place in the spec.
    pub at: Place,
    /// What to compute.
    pub window: Vec<WindowMeasure>,
    /// The rows that aggregates look at; default from the first to this one.
    pub frame: Frame,
    /// Whether rows equal in `sort` are told apart by their order alone.
    pub ignore_peers: bool,
    /// The fields whose combinations make the groups.
    pub groupby: Vec<Field>,
    /// The order within a group; default that of the rows.
    pub sort: Vec<SortField>,
}

impl Transform {
    /// Its place in the spec.
    #[must_use]
    pub fn at(&self) -> &Place {
        match self {
            Self::Aggregate(step) => &step.at,
            Self::Bin(step) => &step.at,
            Self::Calculate(step) => &step.at,
            Self::Density(step) => &step.at,
            Self::Extent(step) => &step.at,
            Self::Filter(step) => &step.at,
            Self::Flatten(step) => &step.at,
            Self::Fold(step) => &step.at,
            Self::Identifier(step) => &step.at,
            Self::Impute(step) => &step.at,
            Self::JoinAggregate(step) => &step.at,
            Self::Loess(step) => &step.at,
            Self::Lookup(step) => &step.at,
            Self::Pivot(step) => &step.at,
            Self::Quantile(step) => &step.at,
            Self::Regression(step) => &step.at,
            Self::Sample(step) => &step.at,
            Self::Stack(step) => &step.at,
            Self::TimeUnit(step) => &step.at,
            Self::Window(step) => &step.at,
        }
    }
}
