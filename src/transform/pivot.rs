//! `pivot`.

use super::group::Groups;
use super::input::Input;
use super::order::Order;
use super::{Context, measure};
use crate::data::{Column, Table};
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
pub(super) fn apply(context: &Context, step: &Pivot, input: &Input, table: &Table) -> Table {
    let [pivot, value] = input.columns else { return Table::default() };
    let groups = input.groups(table);
    let mut out = Table::with_rows(groups.len());
    input.put_keys(&mut out, &step.groupby, &groups.first);
    let keys = Groups::of_columns(table.rows(), std::slice::from_ref(pivot));
    let n = keys.len() as u64;
    let cells = Groups::pairs(&groups.of, (&keys.of, n), n * groups.len() as u64);
    let mut results = measure::reduce(step.op, Some(value), &cells, table, context.seed);
    let none = results.len() as u32;
    if let Column::Number(_) = &results {
        // What stands where there is no such value.
        let none = if step.op.counts() { 0.0 } else { f64::NAN };
        results = results.then(&Column::Number([none].into()));
    }
    let mut names = keys.first.clone();
    Order::of(pivot).sort(&mut names);
    if let Some(limit) = step.limit.filter(|limit| *limit > 0.0) {
        names.truncate(limit as usize);
    }
    // The cells by their keys.
    let mut of = Vec::with_capacity(cells.len());
    for row in &cells.first {
        of.push(keys.of[*row as usize]);
    }
    let by_key = Groups::numbered(of, keys.first);
    for first in names {
        let mut places = vec![none; groups.len()];
        for cell in by_key.rows(keys.of[first as usize] as usize) {
            let row = cells.first[*cell as usize];
            places[groups.of[row as usize] as usize] = *cell;
        }
        out.put(&pivot.value(first as usize).to_text(), results.take(&places));
    }
    out
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
