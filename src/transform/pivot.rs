//! `pivot`.

use super::group::Groups;
use super::order::Order;
use super::{Context, column, measure};
use crate::base::path;
use crate::data::{Column, Table};
use crate::error::Result;
use crate::spec::transform::Pivot;

/// Gives one column for each distinct value of a field, and one row for each group.
///
/// The columns are `groupby…`, then one for each value, ascending, named as the value is written; `limit`
/// keeps the first of them. Where a group has no such value, counts are 0 and numbers NaN; all else is null.
///
/// # Errors
///
/// `DataError::UnknownField` at `pivot`, `value` or `groupby/<j>`.
///
/// Source: Vega-Lite docs, "Pivot"; Vega, `Pivot.js`.
pub(super) fn apply(context: &Context, step: &Pivot, table: &Table) -> Result<Table> {
    let pivot = column(table, &step.at, "pivot", &step.pivot)?;
    let value = column(table, &step.at, "value", &step.value)?;
    let groups = Groups::by(table, &step.at, &step.groupby)?;
    let mut out = Table::with_rows(groups.len());
    for (j, field) in step.groupby.iter().enumerate() {
        let key = column(table, &step.at, &format!("groupby/{j}"), field)?;
        out.set(&path::flat(field), key.take(&groups.first))?;
    }
    let keys = Groups::of_columns(table.rows(), std::slice::from_ref(&pivot));
    let n = keys.len() as u64;
    let cells = Groups::pairs(&groups.of, (&keys.of, n), n * groups.len() as u64);
    let results = measure::reduce(step.op, Some(&value), &cells, table, context.seed);
    let none = results.len() as u32;
    // What stands where there is no such value.
    let results = match &results {
        Column::Number(_) => {
            results.then(&Column::Number([if step.op.counts() { 0.0 } else { f64::NAN }].into()))
        }
        Column::Time(_) | Column::Text { .. } | Column::Mixed(_) => results,
    };
    let mut names = keys.first.clone();
    Order::of(&pivot).sort(&mut names);
    if let Some(limit) = step.limit.filter(|limit| *limit > 0.0) {
        names.truncate(limit as usize);
    }
    // The cells of each key.
    let mut of_key: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
    for (cell, row) in cells.first.iter().enumerate() {
        of_key[keys.of[*row as usize] as usize].push(cell as u32);
    }
    for first in names {
        let mut places = vec![none; groups.len()];
        for cell in &of_key[keys.of[first as usize] as usize] {
            let row = cells.first[*cell as usize];
            places[groups.of[row as usize] as usize] = *cell;
        }
        let column = results.take(&places);
        out.set(&pivot.value(first as usize).to_text(), column)?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn one_column_for_each_value() {
        let rows = r#"[{"g":1,"k":"b","x":2},{"g":1,"k":"a","x":3},{"g":2,"k":"b","x":4},{"g":1,"k":"b","x":5}]"#;
        check(
            r#"{"pivot":"k","value":"x","groupby":["g"]}"#,
            rows,
            r#"[{"g":1,"a":3,"b":7},{"g":2,"a":null,"b":4}]"#,
        );
        check(
            r#"{"pivot":"k","value":"x","groupby":["g"],"op":"count"}"#,
            rows,
            r#"[{"g":1,"a":1,"b":2},{"g":2,"a":0,"b":1}]"#,
        );
        check(r#"{"pivot":"k","value":"x","limit":1,"op":"max"}"#, rows, r#"[{"a":3}]"#);
        check(r#"{"pivot":"k","value":"y"}"#, rows, "error at /transform/0/value");
    }
}
