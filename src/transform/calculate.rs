//! `calculate`.

use super::scope::RowScope;
use super::{Context, place};
use crate::data::Table;
use crate::data::columns::Growing;
use crate::error::Result;
use crate::expr;
use crate::spec::transform::Calculate;

/// Adds a column from an expression, or replaces the one of that name.
///
/// The column is as narrow as its values: numbers, times, texts, or a mixture.
///
/// # Errors
///
/// `ExprError` at `calculate`.
///
/// Source: Vega-Lite docs, "Calculate"; Vega, `Formula.js`.
pub(super) fn apply(context: &Context, step: &Calculate, mut table: Table) -> Result<Table> {
    let expr = expr::parse(&place(&step.at, "calculate"), &step.calculate)?;
    let mut column = Growing::default();
    let scope = RowScope::new(&table, context);
    for row in 0..table.rows() {
        scope.go(row);
        column.value(expr.eval(&scope));
    }
    table.set(&step.name, column.finish())?;
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn columns() {
        let rows = r#"[{"a":1,"o":{"b":"x"}},{"a":3,"o":null}]"#;
        check(
            r#"{"calculate":"datum.a * 2","as":"c"}"#,
            rows,
            r#"[{"a":1,"o":{"b":"x"},"c":2},{"a":3,"o":null,"c":6}]"#,
        );
        check(
            r#"{"calculate":"datum.o ? datum.o.b : null","as":"o"}"#,
            rows,
            r#"[{"a":1,"o":"x"},{"a":3,"o":null}]"#,
        );
        check(
            r#"{"calculate":"datum.a > 1","as":"a"}"#,
            r#"[{"a":1},{"a":2}]"#,
            r#"[{"a":false},{"a":true}]"#,
        );
        check(r#"{"calculate":"datum.","as":"a"}"#, "[]", "error at /transform/0/calculate");
    }
}
