//! `filter`.

use super::scope::RowScope;
use super::{Context, place};
use crate::data::Table;
use crate::error::Result;
use crate::expr::predicate::Predicate;
use crate::spec::transform::Filter;

/// Keeps the rows that a predicate holds for, in their order.
///
/// # Errors
///
/// `ExprError` or `SpecError` at `filter` or below.
///
/// Source: Vega-Lite docs, "Filter"; Vega, `Filter.js`.
pub(super) fn apply(context: &Context, step: &Filter, table: Table) -> Result<Table> {
    let predicate = Predicate::parse(&place(&step.at, "filter"), &step.filter)?;
    let scope = RowScope::new(&table, context);
    let mut kept = Vec::new();
    for row in 0..table.rows() {
        scope.go(row);
        if predicate.test(&scope) {
            kept.push(row as u32);
        }
    }
    Ok(if kept.len() == table.rows() { table } else { table.take(&kept) })
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
    }
}
