//! The order of discrete domains.
//!
//! Source: Vega-Lite, `domainSort` and `mergeDomains`; vega-parser, `scale.js`.

use super::domain::Rows;
use super::index::Index;
use crate::base::sort;
use crate::base::value::Value;
use crate::data::table::NO_WORD;
use crate::data::{Column, Table};
use crate::resolve::{DomainPart, FlowId, FlowSource, PartSource, Sort, View};
use crate::spec::transform::Op;
use crate::transform::group::Groups;
use crate::transform::order::{self, Order};
use crate::transform::reduce;

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
    let ranked = matches!(sort, Sort::List(_) | Sort::By { raw: true, .. });
    let place = if ranked && raw.0.path(column).is_some() { raw } else { (table, rows) };
    let Some(keys) = pick(place, column) else { return Vec::new() };
    if let Sort::By { field, op, descending, .. } = sort {
        return match measured(place, column, field, op) {
            Some((values, ranks)) => by_rank(values, &ranks, *descending),
            None => Vec::new(),
        };
    }
    ordered(values_at(&keys, &firsts(&keys)), sort)
}

/// The values of some rows of a column.
fn values_at(column: &Column, rows: &[u32]) -> Vec<Value> {
    rows.iter().map(|row| column.value(*row as usize)).collect()
}

/// Values in the order of a sort: by a list, or by themselves.
fn ordered(values: Vec<Value>, sort: &Sort) -> Vec<Value> {
    let ranks = match sort {
        Sort::None => return values,
        Sort::List(list) => {
            let rank = |value: &Value| list.iter().position(|known| same(known, value));
            let rank = |value: &Value| rank(value).unwrap_or(list.len()) as f64;
            Column::Number(values.iter().map(rank).collect())
        }
        Sort::Ascending | Sort::Descending | Sort::By { .. } => Column::from_values(values.clone()),
    };
    by_rank(values, &ranks, *sort == Sort::Descending)
}

/// Whether a scale's sort reads the raw rows; their values are the domain then.
fn by_raw(sort: &Sort) -> bool {
    matches!(sort, Sort::Descending | Sort::List(_) | Sort::By { raw: true, .. })
}

/// A column of a table, only the rows that count.
fn pick((table, rows): (&Table, Option<&[u32]>), name: &str) -> Option<Column> {
    let column = table.path(name)?;
    Some(rows.map_or_else(|| column.clone(), |rows| column.take(rows)))
}

/// The distinct values of a column in order of appearance, and for each the aggregate of a field over
/// its rows; an unknown field gives nulls.
fn measured(
    place: (&Table, Option<&[u32]>),
    column: &str,
    field: &str,
    op: &str,
) -> Option<(Vec<Value>, Column)> {
    let keys = pick(place, column)?;
    let groups = Groups::of_columns(keys.len(), std::slice::from_ref(&keys));
    let values = values_at(&keys, &groups.first);
    let input = if field.is_empty() { None } else { pick(place, field) };
    let measured = match (&input, field.is_empty()) {
        (None, false) => Column::Mixed(vec![Value::Null; groups.len()].into()),
        (None, true) => reduce(Op::Count, None, &groups, &Table::default(), 1),
        (Some(input), _) => {
            reduce(Op::parse(op).unwrap_or(Op::Min), Some(input), &groups, &Table::default(), 1)
        }
    };
    Some((values, measured))
}

/// The values in the order of their ranks; equal ones stay as they are.
fn by_rank(values: Vec<Value>, ranks: &Column, descending: bool) -> Vec<Value> {
    let key = Order::of(ranks);
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    sort::places(&mut order, &|a, b| {
        if descending { key.compare(b, a) } else { key.compare(a, b) }
    });
    order.iter().filter_map(|i| values.get(*i as usize).cloned()).collect()
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

/// The values of discrete parts in their common order.
pub(super) fn union(
    view: &View,
    extra: Vec<Value>,
    parts: &[DomainPart],
    tables: &[Table],
    rows: Rows<'_>,
) -> Vec<Value> {
    let empty = Table::default();
    let table = |flow: FlowId| tables.get(flow).unwrap_or(&empty);
    let of_part = |part: &DomainPart, sort: &Sort| match &part.source {
        PartSource::Datum(value) => vec![value.clone()],
        PartSource::Column(name)
        | PartSource::Bins(name, _)
        | PartSource::Span { column: name, .. } => {
            // Without an order of its own a part still brings the values that its sort reads.
            let main = if by_raw(&part.sort) { part.raw } else { part.flow };
            let (here, raw) = (rows(main), rows(part.raw));
            discrete(table(main), here.as_deref(), name, sort, (table(part.raw), raw.as_deref()))
        }
    };
    let mut distinct: Vec<&DomainPart> = Vec::new();
    for part in parts {
        if !distinct.iter().any(|known| alike(view, tables, known, part)) {
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
    if let ([part], true) = (&distinct[..], extra.is_empty()) {
        return of_part(part, one_sort(&sorts).unwrap_or(&part.sort));
    }
    // Of aggregates only these work over several tables; by others values are sorted themselves.
    if let [Sort::By { field, op, descending, .. }] = &sorts[..]
        && matches!(&**op, "min" | "max" | "count")
    {
        return ranked(extra, &distinct, tables, rows, (field, op, *descending));
    }
    let mut values = extra;
    for part in &distinct {
        values.extend(of_part(part, &Sort::None));
    }
    let values = Index::new(values).values;
    match sorts[..] {
        [] => values,
        [sort] => ordered(values, sort),
        _ => ordered(values, &Sort::Ascending),
    }
}

/// The values of several tables, sorted by one aggregate over all of them.
fn ranked(
    extra: Vec<Value>,
    parts: &[&DomainPart],
    tables: &[Table],
    rows: Rows<'_>,
    (field, op, descending): (&str, &str, bool),
) -> Vec<Value> {
    let mut all: Vec<(Value, Value)> =
        extra.into_iter().map(|value| (value, Value::Null)).collect();
    for part in parts {
        let name = match &part.source {
            PartSource::Datum(value) => {
                all.push((value.clone(), Value::Null));
                continue;
            }
            PartSource::Column(name)
            | PartSource::Bins(name, _)
            | PartSource::Span { column: name, .. } => name,
        };
        let flow = if by_raw(&part.sort) { part.raw } else { part.flow };
        let Some(table) = tables.get(flow) else { continue };
        let here = rows(flow);
        let Some((values, ranks)) = measured((table, here.as_deref()), name, field, op) else {
            continue;
        };
        all.extend(values.into_iter().enumerate().map(|(i, value)| (value, ranks.value(i))));
    }
    let index = Index::new(all.iter().map(|(value, _)| value.clone()).collect());
    let mut ranks = vec![Value::Null; index.len()];
    for (value, rank) in all {
        let Some(known) = index.of(&value).and_then(|place| ranks.get_mut(place)) else { continue };
        *known = match (op, known.is_null()) {
            (_, true) => rank,
            ("count", _) => Value::Number(known.to_number() + rank.to_number()),
            ("min", _) if order::values(&rank, known).is_lt() && !rank.is_null() => rank,
            ("max", _) if order::values(&rank, known).is_gt() => rank,
            _ => continue,
        };
    }
    by_rank(index.values, &Column::from_values(ranks), descending)
}

/// Of several sorts of one table the one that says more than "by value", or the least of them.
fn one_sort<'a>(sorts: &[&'a Sort]) -> Option<&'a Sort> {
    if let [] | [_] = sorts {
        return sorts.first().copied();
    }
    let aggregates = sorts.iter().all(|sort| matches!(sort, Sort::By { .. } | Sort::List(_)));
    let telling = |sort: &&&Sort| {
        !matches!(sort, Sort::By { op, .. } if &**op == "min") && !matches!(sort, Sort::List(_))
    };
    match sorts.iter().filter(telling).collect::<Vec<_>>()[..] {
        [one] if aggregates => Some(one),
        _ => Some(&Sort::Ascending),
    }
}

/// Whether two parts bring the same values.
fn alike(view: &View, tables: &[Table], a: &DomainPart, b: &DomainPart) -> bool {
    let rows = |flow: FlowId| tables.get(flow).map(Table::rows);
    let raw = origin(view, a.raw) == origin(view, b.raw) && rows(a.raw) == rows(b.raw);
    let flows = a.flow == b.flow || (by_raw(&a.sort) && by_raw(&b.sort) && raw);
    match (&a.source, &b.source) {
        (PartSource::Datum(a), PartSource::Datum(b)) => a == b,
        (PartSource::Column(a), PartSource::Column(b)) => a == b && flows,
        (PartSource::Bins(a, _), PartSource::Bins(b, _)) => a == b && flows,
        (PartSource::Span { column: a, .. }, PartSource::Span { column: b, .. }) => a == b && flows,
        (
            PartSource::Datum(_)
            | PartSource::Column(_)
            | PartSource::Bins(..)
            | PartSource::Span { .. },
            _,
        ) => false,
    }
}

/// The flow that a flow starts from in the end.
fn origin(view: &View, mut flow: FlowId) -> FlowId {
    while let Some(FlowSource::Flow(parent)) = view.flows.get(flow).map(|flow| &flow.from) {
        // Parents come before children.
        if *parent >= flow {
            break;
        }
        flow = *parent;
    }
    flow
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::NULL;

    fn table() -> Table {
        let mut table = Table::default();
        let texts = [Some("b"), Some("a"), None, Some("c"), Some("a"), Some("ä")];
        let texts = Column::from_texts(texts.map(|text| text.map(Into::into)));
        assert!(table.set("text", texts).is_ok());
        let numbers = [10.0, 9.0, NULL, 9.0, f64::NAN, 2.0];
        assert!(table.set("number", Column::Number(numbers.into())).is_ok());
        let sizes = [1.0, 5.0, 3.0, 2.0, 4.0, 5.0];
        assert!(table.set("size", Column::Number(sizes.into())).is_ok());
        table
    }

    fn check(column: &str, rows: Option<&[u32]>, sort: Sort, expected: &str) {
        let table = table();
        let found = discrete(&table, rows, column, &sort, (&table, rows));
        let found: Vec<_> = found.iter().map(|value| value.to_text().to_string()).collect();
        assert_eq!(found.join(" "), expected, "{column} {sort:?}");
    }

    #[test]
    fn orders() {
        check("text", None, Sort::Ascending, "null a b c ä");
        check("text", None, Sort::Descending, "ä c b a null");
        check("text", None, Sort::None, "b a null c ä");
        check("text", Some(&[5, 4, 1]), Sort::None, "ä a");
        check("number", None, Sort::Ascending, "null NaN 2 9 10");
        check("number", None, Sort::None, "10 9 null NaN 2");
        check("none", None, Sort::None, "");
        check("text", None, Sort::List(vec!["c".into(), Value::Null]), "c null b a ä");
        check("number", None, Sort::List(vec![Value::Time(9.0)]), "9 10 null NaN 2");
    }

    #[test]
    fn orders_by_a_field() {
        let by = |field: &str, op: &str, descending| Sort::By {
            field: field.into(),
            op: op.into(),
            descending,
            raw: true,
        };
        check("text", None, by("size", "min", false), "b c null a ä");
        check("text", None, by("size", "sum", true), "a ä null c b");
        check("text", None, by("", "count", true), "a b null c ä");
        check("text", None, by("unknown", "min", false), "b a null c ä");
        check("text", Some(&[0, 3]), by("size", "max", true), "c b");
    }
}
