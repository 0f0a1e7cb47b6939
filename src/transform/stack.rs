//! `stack`.

use super::column;
use super::group::Groups;
use super::order::Order;
use crate::data::{Column, Table};
use crate::error::Result;
use crate::spec::transform::{Stack, StackOffset};

/// Stacks values upon each other.
///
/// The table gets two columns of numbers: where each value begins and where it ends in its stack.
/// A null counts as 0; a text that is no number gives NaN. With offset `zero`, negative values have a
/// stack of their own downward; `center` and `normalize` stack absolute values, and `normalize` ends at 1.
///
/// # Errors
///
/// `DataError::UnknownField` at `stack`, `groupby/<j>` or `sort/<j>/field`.
///
/// Source: Vega-Lite docs, "Stack"; Vega, `vega-encode/src/Stack.js`.
pub(super) fn apply(step: &Stack, mut table: Table) -> Result<Table> {
    let values = column(&table, &step.at, "stack", &step.stack)?;
    let groups = Groups::by(&table, &step.at, &step.groupby)?;
    let order = Order::by(&table, &step.at, &step.sort)?;
    let values: Vec<f64> = match &values {
        Column::Number(list) | Column::Time(list) => list.iter().map(|v| of_number(*v)).collect(),
        Column::Text { .. } | Column::Mixed(_) => {
            (0..values.len()).map(|row| values.value(row).to_number()).collect()
        }
    };
    let mut sums = vec![0.0; groups.len()];
    for (value, group) in values.iter().zip(&groups.of) {
        sums[*group as usize] += value.abs();
    }
    let greatest = sums.iter().fold(0.0, |a: f64, b| if *b > a { *b } else { a });
    let mut from = vec![0.0; values.len()];
    let mut to = vec![0.0; values.len()];
    let (rows, starts) = order.within(&groups);
    for (sum, part) in sums.iter().zip(starts.windows(2)) {
        let (mut up, mut down) = match step.offset {
            StackOffset::Zero | StackOffset::Normalize => (0.0, 0.0),
            StackOffset::Center => ((greatest - sum) / 2.0, 0.0),
        };
        let mut last = 0.0;
        for row in &rows[part[0] as usize..part[1] as usize] {
            let row = *row as usize;
            let value = values[row];
            match step.offset {
                StackOffset::Zero => {
                    let end = if value < 0.0 { &mut down } else { &mut up };
                    from[row] = *end;
                    *end += value;
                    to[row] = *end;
                }
                StackOffset::Center => {
                    from[row] = up;
                    up += value.abs();
                    to[row] = up;
                }
                StackOffset::Normalize => {
                    from[row] = last;
                    up += value.abs();
                    // Vega multiplies by the inverse; the last bits are to agree.
                    last = (1.0 / sum) * up;
                    to[row] = last;
                }
            }
        }
    }
    let [start, end] = &step.name;
    table.set(start, Column::Number(from.into()))?;
    table.set(end, Column::Number(to.into()))?;
    Ok(table)
}

/// Null is 0.
fn of_number(value: f64) -> f64 {
    if crate::data::table::is_null(value) { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn offsets() {
        let rows = r#"[{"g":1,"x":1},{"g":2,"x":5},{"g":1,"x":3},{"g":1,"x":-2}]"#;
        check(
            r#"{"stack":"x","groupby":["g"],"as":["a","b"]}"#,
            rows,
            r#"[{"g":1,"x":1,"a":0,"b":1},{"g":2,"x":5,"a":0,"b":5},{"g":1,"x":3,"a":1,"b":4},{"g":1,"x":-2,"a":0,"b":-2}]"#,
        );
        check(
            r#"{"stack":"x","groupby":["g"],"offset":"center","as":["a","b"]}"#,
            rows,
            r#"[{"g":1,"x":1,"a":0,"b":1},{"g":2,"x":5,"a":0.5,"b":5.5},{"g":1,"x":3,"a":1,"b":4},{"g":1,"x":-2,"a":4,"b":6}]"#,
        );
        check(
            r#"{"stack":"x","groupby":[],"offset":"normalize","as":["a","b"],"sort":[{"field":"x"}]}"#,
            r#"[{"x":6},{"x":2}]"#,
            r#"[{"x":6,"a":0.25,"b":1},{"x":2,"a":0,"b":0.25}]"#,
        );
    }

    #[test]
    fn unknown_fields() {
        check(
            r#"{"stack":"x","groupby":[],"sort":[{"field":"y"}]}"#,
            r#"[{"x":1}]"#,
            "error at /transform/0/sort/0/field",
        );
    }
}
