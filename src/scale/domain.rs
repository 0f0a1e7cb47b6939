//! The domains of scales, from tables and from the author's lists.
//!
//! Source: Vega-Lite, "Scale Domain"; vega-parser, `scale.js`, for unions and sorting.

use super::source::Source;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::data::table::NO_WORD;
use crate::data::{Column, Table};
use crate::error::{Notes, Result, SpecError};
use crate::resolve::{DomainPart, FlowId, PartSource, ScaleKind, ScaleSpec, Sort, View};
use crate::spec::transform::Op;
use crate::transform::group::Groups;
use crate::transform::order::{self, Order};
use crate::transform::reduce;
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
            Self::Discrete(values) => values.iter().filter_map(Value::as_number).collect(),
            Self::Continuous(numbers) => numbers.clone(),
            Self::Bins { start, stop, .. } => vec![*start, *stop],
        }
    }
}

/// The rows of a table that a frame shows; all when there is none.
pub type Rows<'a> = &'a dyn Fn(FlowId) -> Option<Rc<[u32]>>;

/// The distinct values of a column, in Vega's order for the given sort. `table` has any number of
/// rows, of which `rows` count; `raw` is the table before aggregation, for sorting by a field.
///
/// - [`Sort::Ascending`] and [`Sort::Descending`]: by value; null first, numbers by size, texts by UTF-16 unit.
/// - [`Sort::None`]: in order of appearance.
/// - [`Sort::List`]: first those of the list, then the rest in order of appearance.
/// - [`Sort::By`]: by an aggregate over the rows that have the value; equal ones in order of appearance.
///
/// A column that the table has not gives no values; a field to sort by that is none leaves the order of appearance.
#[must_use]
pub fn discrete(
    table: &Table,
    rows: Option<&[u32]>,
    column: &str,
    sort: &Sort,
    raw: (&Table, Option<&[u32]>),
) -> Vec<Value> {
    let pick = |(table, rows): (&Table, Option<&[u32]>), name: &str| {
        let column = table.path(name)?;
        Some(rows.map_or_else(|| column.clone(), |rows| column.take(rows)))
    };
    // Vega sorts by the raw rows, so their values are the domain.
    let by_raw = matches!(sort, Sort::List(_) | Sort::By { raw: true, .. });
    let place = if by_raw && raw.0.path(column).is_some() { raw } else { (table, rows) };
    let Some(keys) = pick(place, column) else { return Vec::new() };
    match sort {
        Sort::None => firsts(&keys).into_iter().map(|row| keys.value(row as usize)).collect(),
        Sort::Ascending | Sort::Descending => {
            let mut rows = firsts(&keys);
            Order::of(&keys).sort(&mut rows);
            if *sort == Sort::Descending {
                rows.reverse();
            }
            rows.into_iter().map(|row| keys.value(row as usize)).collect()
        }
        Sort::List(list) => {
            let mut values: Vec<Value> =
                firsts(&keys).into_iter().map(|row| keys.value(row as usize)).collect();
            let rank = |value: &Value| {
                list.iter().position(|known| same(known, value)).unwrap_or(list.len())
            };
            values.sort_by_cached_key(rank);
            values
        }
        Sort::By { field, op, descending, .. } => {
            let groups = Groups::of_columns(keys.len(), std::slice::from_ref(&keys));
            let mut order: Vec<u32> = (0..groups.len() as u32).collect();
            let input = if field.is_empty() { None } else { pick(place, field) };
            if input.is_some() || field.is_empty() {
                let op = if input.is_none() { Op::Count } else { Op::parse(op).unwrap_or(Op::Min) };
                let measured = reduce(op, input.as_ref(), &groups, &Table::default(), 1);
                let key = Order::of(&measured);
                order.sort_by(
                    |a, b| if *descending { key.compare(*b, *a) } else { key.compare(*a, *b) },
                );
            }
            let first = |group: &u32| groups.first.get(*group as usize).copied().unwrap_or(0);
            order.iter().map(|group| keys.value(first(group) as usize)).collect()
        }
    }
}

/// Whether a value of a sort list is the one of the data.
fn same(known: &Value, value: &Value) -> bool {
    match (known.as_number(), value.as_number()) {
        (Some(known), Some(value)) => known == value,
        _ => known == value,
    }
}

/// The first row of each distinct value, in order of appearance.
fn firsts(column: &Column) -> Vec<u32> {
    let Column::Text { codes, words } = column else {
        return Groups::of_columns(column.len(), std::slice::from_ref(column)).first;
    };
    // Texts are told apart by their codes, and most often there are few.
    let mut seen = vec![false; words.len() + 1];
    let mut rows = Vec::new();
    let mut left = seen.len();
    for (row, code) in codes.iter().enumerate() {
        let code = if *code == NO_WORD { words.len() } else { *code as usize };
        let Some(seen) = seen.get_mut(code).filter(|seen| !**seen) else { continue };
        *seen = true;
        rows.push(row as u32);
        left -= 1;
        if left == 0 {
            break;
        }
    }
    rows
}

/// The domain of a scale: the author's, or the union of what its channels bring.
///
/// `tables` has one table for each flow of the view; `rows` gives the rows of a flow that count.
/// Nulls, NaN and infinite values do not count for continuous domains. Without any values a
/// continuous domain is 0–1.
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
        return Ok(Domain::Discrete(union(extra, parts, tables, rows)));
    }
    Ok(continuous(notes, spec, extra, parts, tables, rows))
}

/// A column that has to be there.
fn check(part: &DomainPart, tables: &[Table]) -> Result<()> {
    let Some(table) = tables.get(part.flow) else { return Ok(()) };
    match &part.source {
        PartSource::Column(name) | PartSource::Bins(name, _) => {
            table.field(&part.at, name).map(|_| ())
        }
        PartSource::Datum(_) => Ok(()),
    }
}

/// The values of discrete parts in their common order.
///
/// Several parts are sorted by value, or by one aggregate that works over several tables; with no
/// order their values follow each other.
fn union(extra: Vec<Value>, parts: &[DomainPart], tables: &[Table], rows: Rows<'_>) -> Vec<Value> {
    let empty = Table::default();
    let of_part = |part: &DomainPart, sort: &Sort| match &part.source {
        PartSource::Datum(value) => vec![value.clone()],
        PartSource::Column(name) | PartSource::Bins(name, _) => {
            let table = tables.get(part.flow).unwrap_or(&empty);
            let raw = tables.get(part.raw).unwrap_or(&empty);
            let (rows_here, rows_raw) = (rows(part.flow), rows(part.raw));
            discrete(table, rows_here.as_deref(), name, sort, (raw, rows_raw.as_deref()))
        }
    };
    let mut values = extra;
    let given = values.len();
    let mut distinct: Vec<&DomainPart> = Vec::new();
    for part in parts {
        if !distinct.iter().any(|known| alike(known, part)) {
            distinct.push(part);
        }
    }
    let columns = parts.iter().filter(|part| !matches!(part.source, PartSource::Datum(_)));
    let mut sorts: Vec<&Sort> = Vec::new();
    for part in columns.filter(|part| part.sort != Sort::None) {
        if !sorts.contains(&&part.sort) {
            sorts.push(&part.sort);
        }
    }
    if let ([part], true) = (&distinct[..], given == 0) {
        // One table: the one sort that says more than "by value" decides.
        let telling = |sort: &&&Sort| !matches!(sort, Sort::By { op, .. } if &**op == "min");
        let sort = match &sorts[..] {
            [] => &part.sort,
            [one] => one,
            many => match many.iter().filter(telling).collect::<Vec<_>>()[..] {
                [one] if many.iter().all(|sort| matches!(sort, Sort::By { .. })) => one,
                _ => &Sort::Ascending,
            },
        };
        return of_part(part, sort);
    }
    for part in &distinct {
        let sort = match &part.sort {
            Sort::List(_) | Sort::By { .. } => &part.sort,
            Sort::Ascending | Sort::Descending | Sort::None => &Sort::None,
        };
        values.extend(of_part(part, sort));
    }
    let mut values = super::index::Index::new(values).values;
    let ranked = |sort: &Sort| matches!(sort, Sort::List(_) | Sort::By { .. });
    match &sorts[..] {
        [] => {}
        [Sort::Descending] => values.sort_by(|a, b| order::values(b, a)),
        // Parts come in this order already; what only a later one has stands after it.
        [Sort::List(list)] => {
            values.sort_by_key(|value| {
                list.iter().position(|known| same(known, value)).unwrap_or(list.len())
            });
        }
        [sort] if ranked(sort) && distinct.iter().all(|part| part.raw == distinct[0].raw) => {}
        _ => values.sort_by(order::values),
    }
    values
}

/// Whether two parts bring the same values.
fn alike(a: &DomainPart, b: &DomainPart) -> bool {
    let flows =
        a.flow == b.flow || (matches!(a.sort, Sort::By { .. } | Sort::List(_)) && a.raw == b.raw);
    match (&a.source, &b.source) {
        (PartSource::Datum(a), PartSource::Datum(b)) => a == b,
        (PartSource::Column(a), PartSource::Column(b)) => a == b && flows,
        (PartSource::Bins(a, _), PartSource::Bins(b, _)) => a == b && flows,
        (PartSource::Datum(_) | PartSource::Column(_) | PartSource::Bins(..), _) => false,
    }
}

/// The union of continuous parts.
fn continuous(
    notes: &mut Notes,
    spec: &ScaleSpec,
    extra: Vec<Value>,
    parts: &[DomainPart],
    tables: &[Table],
    rows: Rows<'_>,
) -> Domain {
    let listed: Vec<f64> =
        extra.iter().map(Value::to_number).filter(|number| !number.is_nan()).collect();
    if parts.is_empty() && !listed.is_empty() {
        let mut listed = listed;
        if spec.kind == ScaleKind::Quantile {
            listed.sort_by(f64::total_cmp);
        }
        return Domain::Continuous(listed);
    }
    if spec.kind == ScaleKind::Quantile {
        let mut sample = listed;
        for part in parts {
            each(part, tables, rows, &mut |number| sample.push(number));
        }
        sample.sort_by(f64::total_cmp);
        return Domain::Continuous(sample);
    }
    let mut all = Extent::default();
    let mut binned = Extent::default();
    let mut step = f64::INFINITY;
    listed.iter().for_each(|number| all.add(*number));
    for part in parts {
        each(part, tables, rows, &mut |number| all.add(number));
        let PartSource::Bins(start, end) = &part.source else { continue };
        let ends =
            tables.get(part.flow).and_then(|table| Some((table.path(start)?, table.path(end)?)));
        let Some((starts, ends)) = ends else { continue };
        each_row(rows(part.flow).as_deref(), starts.len(), &mut |row| {
            let (start, end) = (starts.number(row), ends.number(row));
            if end > start {
                step = step.min(end - start);
            }
            for number in [start, end] {
                all.add(number);
                binned.add(number);
            }
        });
    }
    if all.low > all.high {
        return Domain::Continuous(vec![0.0, 1.0]);
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

/// Calls for each number that a part brings.
fn each(part: &DomainPart, tables: &[Table], rows: Rows<'_>, call: &mut dyn FnMut(f64)) {
    let name = match &part.source {
        PartSource::Datum(value) => {
            return call(if value.is_null() { f64::NAN } else { value.to_number() });
        }
        PartSource::Column(name) | PartSource::Bins(name, _) => name,
    };
    let Some(column) = tables.get(part.flow).and_then(|table| table.path(name)) else { return };
    let rows = rows(part.flow);
    if let (None, Some(numbers)) = (&rows, column.numbers()) {
        return numbers.iter().for_each(|number| call(*number));
    }
    each_row(rows.as_deref(), column.len(), &mut |row| call(column.number(row)));
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
    fn add(&mut self, number: f64) {
        if number.is_finite() {
            self.low = self.low.min(number);
            self.high = self.high.max(number);
            if number > 0.0 {
                self.least = self.least.min(number);
            }
        }
    }
}
