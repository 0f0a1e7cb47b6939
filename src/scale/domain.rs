//! The domains of scales, from tables and from the author's lists.
//!
//! Source: Vega-Lite, "Scale Domain"; vega-parser, `scale.js`, for unions and sorting.

pub use super::discrete::discrete;

use super::discrete::union;
use super::source::Source;
use crate::base::json::Json;
use crate::base::sort;
use crate::base::time_unit::TimeUnit;
use crate::base::value::Value;
use crate::data::Table;
use crate::error::{Notes, Result, SpecError};
use crate::resolve::{DomainPart, FlowId, PartSource, ScaleKind, ScaleSpec, View};
use std::rc::Rc;

/// The values a scale is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Domain {
    /// Distinct values, in order.
    Discrete(Vec<Value>),
    /// The ends, or the ends and what is between them; thresholds; for quantiles the sorted sample.
    Continuous(Vec<f64>),
    /// Bins from `start` to `stop`.
    Bins {
        /// Where the first starts.
        start: f64,
        /// Where the last ends.
        stop: f64,
        /// How long each is.
        step: f64,
    },
}

impl Domain {
    /// The values of a discrete domain; the numbers of another.
    #[must_use]
    pub fn values(&self) -> Vec<Value> {
        match self {
            Self::Discrete(values) => values.clone(),
            Self::Continuous(_) | Self::Bins { .. } => {
                self.numbers().into_iter().map(Value::Number).collect()
            }
        }
    }

    /// The numbers of a continuous domain, the ends of bins, or the numbers among the values.
    #[must_use]
    pub fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Discrete(values) => numbers_of(values),
            Self::Continuous(numbers) => numbers.clone(),
            Self::Bins { start, stop, .. } => vec![*start, *stop],
        }
    }
}

/// The numbers among some values.
pub(super) fn numbers_of(values: &[Value]) -> Vec<f64> {
    let mut numbers = Vec::new();
    for value in values {
        numbers.extend(value.as_number());
    }
    numbers
}

/// The rows of a table that a frame shows; all when there is none.
pub type Rows<'a> = &'a dyn Fn(FlowId) -> Option<Rc<[u32]>>;

/// The domain of a scale: the author's, or the union of what its channels bring.
///
/// `tables` has one table for each flow of the view; `rows` gives the rows of a flow that count.
/// Nulls, NaN and infinite values do not count for continuous domains, which are empty when there are no others.
///
/// # Errors
///
/// [`DataError::UnknownField`](crate::error::DataError::UnknownField) at the channel's field.
pub fn of_scale(
    notes: &mut Notes,
    view: &View,
    spec: &ScaleSpec,
    tables: &[Table],
    rows: Rows<'_>,
) -> Result<Domain> {
    let source = Source::new(view, spec);
    let own = spec.own.get("domain").filter(|json| !json.is_null());
    let (mut extra, mut alone) = (Vec::new(), false);
    if let Some(json) = own {
        let listed = |json: &Json| {
            json.list().map(|list| list.iter().map(|json| source.domain_value(json)).collect())
        };
        if let Some(list) = listed(json) {
            (extra, alone) = (list, true);
        } else if let Some(list) = json.get("unionWith").and_then(listed) {
            extra = list;
        } else if let Some(Value::List(list)) =
            source.value("domain").filter(|_| json.get("expr").is_some())
        {
            (extra, alone) = (list.to_vec(), true);
        }
    }
    let parts: &[DomainPart] = if alone { &[] } else { &spec.parts };
    for part in parts {
        check(part, tables)?;
    }
    if matches!(spec.kind, ScaleKind::Band | ScaleKind::Point | ScaleKind::Ordinal) {
        return Ok(Domain::Discrete(union(view, extra, parts, tables, rows)));
    }
    Ok(continuous(notes, view, spec, extra, parts, tables, rows))
}

/// A column that has to be there.
fn check(part: &DomainPart, tables: &[Table]) -> Result<()> {
    let Some(table) = tables.get(part.flow) else { return Ok(()) };
    match &part.source {
        PartSource::Column(name)
        | PartSource::Bins(name, _)
        | PartSource::Span { column: name, .. } => table.field(&part.at, name).map(|_| ()),
        PartSource::Datum(_) => Ok(()),
    }
}

/// The union of continuous parts.
fn continuous(
    notes: &mut Notes,
    view: &View,
    spec: &ScaleSpec,
    extra: Vec<Value>,
    parts: &[DomainPart],
    tables: &[Table],
    rows: Rows<'_>,
) -> Domain {
    let mut listed = Vec::new();
    for value in &extra {
        let number = value.to_number();
        if !number.is_nan() {
            listed.push(number);
        }
    }
    if parts.is_empty() && !listed.is_empty() {
        if spec.kind == ScaleKind::Quantile {
            sort::numbers(&mut listed);
        }
        return Domain::Continuous(listed);
    }
    if spec.kind == ScaleKind::Quantile {
        let mut sample = listed;
        for part in parts {
            each(part, tables, rows, &mut |numbers| {
                sample.extend(numbers.iter().filter(|number| number.is_finite()));
            });
        }
        sort::numbers(&mut sample);
        return Domain::Continuous(sample);
    }
    let mut all = Extent::default();
    let mut binned = Extent::default();
    let mut step = f64::INFINITY;
    all.add_all(&listed);
    for part in parts {
        if let PartSource::Span { unit, step, position, .. } = &part.source {
            let mut own = Extent::default();
            each(part, tables, rows, &mut |numbers| own.add_all(numbers));
            all.add_all(&spanned(unit, *step, *position, [own.low, own.high]));
            continue;
        }
        each(part, tables, rows, &mut |numbers| all.add_all(numbers));
        let PartSource::Bins(start, end) = &part.source else { continue };
        let Some(table) = tables.get(part.flow) else { continue };
        let (Some(starts), Some(ends)) = (table.path(start), table.path(end)) else { continue };
        let mut width = f64::INFINITY;
        // The bins that were decided may be more than those that have rows.
        let decided = view.params.value(&format!("{start}_bins")).unwrap_or_default();
        let decided = ["start", "stop", "step"].map(|name| decided.member(name).to_number());
        each_row(rows(part.flow).as_deref(), starts.len(), &mut |row| {
            let (start, end) = (starts.number(row), ends.number(row));
            if end > start {
                width = width.min(end - start);
            }
            all.add_all(&[start, end]);
            binned.add_all(&[start, end]);
        });
        if decided[0] <= binned.low && decided[1] >= binned.high && decided[2] > 0.0 {
            width = decided[2];
            all.add_all(&decided[..2]);
            binned.add_all(&decided[..2]);
        }
        step = if step.is_finite() { step } else { width };
    }
    if all.low > all.high {
        return Domain::Continuous(Vec::new());
    }
    if step.is_finite() && binned == all {
        return Domain::Bins { start: all.low, stop: all.high, step };
    }
    if spec.kind == ScaleKind::Log && all.low <= 0.0 && all.least < f64::INFINITY {
        notes.warn(&spec.at, SpecError::LogZero);
        all.low = all.least;
    }
    Domain::Continuous(vec![all.low, all.high])
}

/// Calls with the numbers that a part brings; those of a whole column are not copied.
fn each(part: &DomainPart, tables: &[Table], rows: Rows<'_>, call: &mut dyn FnMut(&[f64])) {
    let name = match &part.source {
        PartSource::Datum(value) => {
            return call(&[if value.is_null() { f64::NAN } else { value.to_number() }]);
        }
        PartSource::Column(name)
        | PartSource::Bins(name, _)
        | PartSource::Span { column: name, .. } => name,
    };
    let Some(column) = tables.get(part.flow).and_then(|table| table.path(name)) else { return };
    let rows = rows(part.flow);
    if let (None, Some(numbers)) = (&rows, column.numbers()) {
        return call(numbers);
    }
    let mut numbers = Vec::with_capacity(rows.as_ref().map_or(column.len(), |rows| rows.len()));
    each_row(rows.as_deref(), column.len(), &mut |row| numbers.push(column.number(row)));
    call(&numbers);
}

/// The start of the first and the end of the last span of a time unit.
///
/// Source: Vega-Lite, `offsetedRectFormulas`.
fn spanned(unit: &str, step: f64, position: f64, [first, last]: [f64; 2]) -> [f64; 2] {
    let Some(unit) = TimeUnit::parse(unit) else { return [first, last] };
    let unit = unit.every(step);
    let between = |start: f64, end: f64| {
        let part = position + 0.5;
        if part == 1.0 { end } else { (1.0 - part) * start + part * end }
    };
    [between(unit.offset(first, -1.0), first), between(last, unit.offset(last, 1.0))]
}

fn each_row(rows: Option<&[u32]>, count: usize, call: &mut dyn FnMut(usize)) {
    match rows {
        Some(rows) => rows.iter().for_each(|row| call(*row as usize)),
        None => (0..count).for_each(call),
    }
}

/// The least and greatest of some numbers, and the least that is above zero.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Extent {
    low: f64,
    high: f64,
    least: f64,
}

impl Default for Extent {
    fn default() -> Self {
        Self { low: f64::INFINITY, high: f64::NEG_INFINITY, least: f64::INFINITY }
    }
}

impl Extent {
    /// What is not finite does not count.
    fn add_all(&mut self, numbers: &[f64]) {
        for number in numbers.iter().copied().filter(|number| number.is_finite()) {
            self.low = self.low.min(number);
            self.high = self.high.max(number);
            if number > 0.0 {
                self.least = self.least.min(number);
            }
        }
    }
}
