//! `fold`.

use super::input::Input;
use super::put_numbers;
use crate::data::{Column, Table};
use crate::spec::transform::Fold;

/// Gives one row for each of several columns.
///
/// Each row becomes as many as there are fields, one after the other, with the name of the field and its
/// value in two more columns. The values are numbers when all the fields are.
///
/// # Errors
///
/// `DataError::UnknownField` at `fold/<j>`.
///
/// Source: Vega-Lite docs, "Fold"; Vega, `Fold.js`.
pub(super) fn apply(step: &Fold, input: &Input, table: &Table) -> Table {
    let count = table.rows() * input.columns.len();
    let mut rows = Vec::with_capacity(count);
    let mut codes = Vec::with_capacity(count);
    let mut numbers = Vec::new();
    let mut values = Vec::new();
    let plain = input.columns.iter().all(|column| matches!(column, Column::Number(_)));
    for row in 0..table.rows() {
        for (code, column) in input.columns.iter().enumerate() {
            rows.push(row as u32);
            codes.push(code as u32);
            if plain {
                numbers.push(column.number(row));
            } else {
                values.push(column.value(row));
            }
        }
    }
    let mut out = table.take(&rows);
    let [key, value] = &step.name;
    out.put(key, Column::Text { codes: codes.into(), words: step.fold.clone().into() });
    if plain {
        put_numbers(&mut out, value, numbers);
    } else {
        out.put(value, Column::from_values(values));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn one_row_for_each_field() {
        check(
            r#"{"fold":["a","b"],"as":["k","v"]}"#,
            r#"[{"a":1,"b":2},{"a":3,"b":null}]"#,
            r#"[{"a":1,"b":2,"k":"a","v":1},{"a":1,"b":2,"k":"b","v":2},{"a":3,"b":null,"k":"a","v":3},{"a":3,"b":null,"k":"b","v":null}]"#,
        );
        check(
            r#"{"fold":["a","b"]}"#,
            r#"[{"a":1,"b":"x"}]"#,
            r#"[{"a":1,"b":"x","key":"a","value":1},{"a":1,"b":"x","key":"b","value":"x"}]"#,
        );
        check(r#"{"fold":["a","c"]}"#, r#"[{"a":1}]"#, "error at /transform/0/fold/1");
    }
}
