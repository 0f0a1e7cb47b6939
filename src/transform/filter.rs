//! `filter`.

use super::scope::RowScope;
use super::{Context, place};
use crate::base::json::Json;
use crate::base::path;
use crate::data::{Column, Table, parse};
use crate::error::Result;
use crate::expr::predicate::Predicate;
use crate::spec::source::Kind;
use crate::spec::transform::Filter;
use std::rc::Rc;

/// Keeps the rows that a predicate holds for, in their order.
///
/// A field that the predicate compares with a time, number or text becomes a column of that type first, as in
/// Vega-Lite.
///
/// # Errors
///
/// `ExprError` or `SpecError` at `filter` or below.
///
/// Source: Vega-Lite docs, "Filter"; Vega, `Filter.js`.
pub(super) fn apply(context: &Context, step: &Filter, mut table: Table) -> Result<Table> {
    let predicate = Predicate::parse(&place(&step.at, "filter", 0), &step.filter)?;
    let mut kinds = Vec::new();
    implied(&step.filter, &mut kinds);
    for (field, kind) in kinds {
        if let Some(column) = table.path(&field).filter(|column| !has(column, &kind)) {
            table.put(&path::flat(&field), parse::column(&column, &kind));
        }
    }
    let mut kept = Vec::new();
    if let Some(truths) = predicate.batch(&table, context) {
        for (row, truth) in truths.into_iter().enumerate() {
            if truth {
                kept.push(row as u32);
            }
        }
    } else {
        let scope = RowScope::new(&table, context);
        for row in 0..table.rows() {
            scope.go(row);
            if predicate.test(&scope) {
                kept.push(row as u32);
            }
        }
    }
    Ok(if kept.len() == table.rows() { table } else { table.take(&kept) })
}

/// The types that a predicate asks of its fields. Source: `getImplicitFromFilterTransform` of Vega-Lite.
fn implied(json: &Json, kinds: &mut Vec<(Rc<str>, Kind)>) {
    for name in ["and", "or"] {
        for json in json.get(name).and_then(Json::list).unwrap_or_default() {
            implied(json, kinds);
        }
    }
    if let Some(json) = json.get("not") {
        implied(json, kinds);
    }
    let Some(field) = json.get("field").and_then(Json::text) else { return };
    let kind = match first(json, &["equal", "lte", "lt", "gt", "gte"])
        .or_else(|| first(json, &["range", "oneOf", "in"])?.list()?.first())
    {
        _ if json.get("timeUnit").is_some() => Kind::Date,
        Some(Json::Number(number)) if *number != 0.0 => Kind::Number,
        Some(Json::Text(text)) if !text.is_empty() => Kind::Text,
        Some(Json::Object(members)) if members.iter().any(|(name, _)| is_part(name)) => Kind::Date,
        _ => return,
    };
    kinds.push((field.clone(), kind));
}

/// The first of some members that there is.
fn first<'a>(json: &'a Json, names: &[&str]) -> Option<&'a Json> {
    for name in names {
        if let Some(member) = json.get(name) {
            return Some(member);
        }
    }
    None
}

/// Whether a member makes an object a date-time.
fn is_part(name: &str) -> bool {
    let parts = ["year", "quarter", "month", "date", "day"];
    let clock = ["hours", "minutes", "seconds", "milliseconds"];
    parts.contains(&name) || clock.contains(&name)
}

/// Whether a column is of the type, or better left alone: a time is a number already.
fn has(column: &Column, kind: &Kind) -> bool {
    match column {
        Column::Number(_) => matches!(kind, Kind::Number),
        Column::Time(_) => true,
        Column::Text { .. } => matches!(kind, Kind::Text),
        Column::Mixed(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn expressions() {
        let rows = r#"[{"a":1},{"a":null},{"a":3}]"#;
        check(r#"{"filter":"datum.a > 1"}"#, rows, r#"[{"a":3}]"#);
        check(r#"{"filter":"datum.a"}"#, rows, r#"[{"a":1},{"a":3}]"#);
        check(r#"{"filter":"true"}"#, rows, rows);
        check(r#"{"filter":"datum.a >"}"#, rows, "error at /transform/0/filter");
    }

    #[test]
    fn predicates() {
        let rows = r#"[{"a":1},{"a":null},{"a":3}]"#;
        check(r#"{"filter":{"field":"a","oneOf":[1,2]}}"#, rows, r#"[{"a":1}]"#);
        check(r#"{"filter":{"field":"a","valid":true}}"#, rows, r#"[{"a":1},{"a":3}]"#);
        check(r#"{"filter":{"not":{"or":[{"field":"a","lt":2},{"param":"p"}]}}}"#, rows, "[]");
        check(r#"{"filter":{"param":"p"}}"#, rows, rows);
        let rows = r#"[{"a":{"b":1}},{"a":{"b":2}},{"a":null}]"#;
        check(r#"{"filter":{"field":"a.b","gt":1}}"#, rows, r#"[{"a":{"b":2}}]"#);
        check(
            r#"{"filter":{"field":"d","gte":{"year":2012}}}"#,
            r#"[{"d":"2012-03-01"},{"d":"2011-03-01"}]"#,
            r#"[{"d":"2012-03-01T00:00:00.000Z"}]"#,
        );
        check(r#"{"filter":{"field":"a","lt":9}}"#, r#"[{"a":"10"},{"a":"8"}]"#, r#"[{"a":8}]"#);
    }
}
