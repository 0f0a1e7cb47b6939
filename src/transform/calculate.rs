//! `calculate`.

use super::scope::RowScope;
use super::{Context, place};
use crate::base::value::Value;
use crate::base::words::Words;
use crate::data::columns::Growing;
use crate::data::table::NO_WORD;
use crate::data::{Column, Table};
use crate::error::Result;
use crate::expr;
use crate::expr::batch::Batch;
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
    let expr = expr::parse(&place(&step.at, "calculate", 0), &step.calculate)?;
    let batch = expr.batch(&table, context);
    let column = match batch.as_ref().and_then(whole) {
        Some(column) => column,
        None => {
            let mut column = Growing::default();
            let scope = RowScope::new(&table, context);
            for row in 0..table.rows() {
                column.value(match &batch {
                    Some(batch) => batch.value(row),
                    None => {
                        scope.go(row);
                        expr.eval(&scope)
                    }
                });
            }
            column.finish()
        }
    };
    table.put(&step.name, column);
    Ok(table)
}

/// The column of values that were computed together, when it is one of numbers, times or texts.
fn whole(batch: &Batch<'_>) -> Option<Column> {
    match batch {
        Batch::Number(numbers) => Some(Column::Number(numbers.as_ref().into())),
        Batch::Time(times) => Some(Column::Time(times.as_ref().into())),
        Batch::Coded(codes, values) => texts(codes, values),
        Batch::One(_) | Batch::Truth(_) => None,
    }
}

/// Texts by code; their words in order of first appearance.
fn texts(codes: &[u32], values: &[Value]) -> Option<Column> {
    if !values.iter().all(|value| value.is_null() || value.as_text().is_some()) {
        return None;
    }
    let mut words = Words::default();
    // The code of each value, once it has come.
    let mut found = vec![None; values.len()];
    let mut out = Vec::with_capacity(codes.len());
    for code in codes {
        let place = (*code as usize).min(values.len().saturating_sub(1));
        let (Some(slot), Some(value)) = (found.get_mut(place), values.get(place)) else {
            return None;
        };
        out.push(*slot.get_or_insert_with(|| match value.as_text() {
            None => NO_WORD,
            Some(word) => words.number_of(word),
        }));
    }
    let any = !words.is_empty();
    any.then(|| Column::Text { codes: out.into(), words: words.into_list() })
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
        let rows = r#"[{"s":"b","n":1},{"s":null,"n":2},{"s":"a","n":null},{"s":"b","n":0}]"#;
        check(
            r#"{"calculate":"upper(datum.s)","as":"s"}"#,
            rows,
            r#"[{"s":"B","n":1},{"s":"NULL","n":2},{"s":"A","n":null},{"s":"B","n":0}]"#,
        );
        check(
            r#"{"calculate":"datum.n > 0 ? 'x' : datum.s","as":"s"}"#,
            rows,
            r#"[{"s":"x","n":1},{"s":"x","n":2},{"s":"a","n":null},{"s":"b","n":0}]"#,
        );
        check(
            r#"{"calculate":"datum.n > 0 ? 'x' : null","as":"s"}"#,
            rows,
            r#"[{"s":"x","n":1},{"s":"x","n":2},{"s":null,"n":null},{"s":null,"n":0}]"#,
        );
        check(
            r#"{"calculate":"datum.n","as":"s"}"#,
            rows,
            r#"[{"s":1,"n":1},{"s":2,"n":2},{"s":null,"n":null},{"s":0,"n":0}]"#,
        );
        check(r#"{"calculate":"datum.","as":"a"}"#, "[]", "error at /transform/0/calculate");
    }
}
