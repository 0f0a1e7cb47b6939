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
    let sums: Vec<f64> = (0..groups.len())
        .map(|group| groups.rows(group).iter().map(|row| values[*row as usize].abs()).sum())
        .collect();
    let greatest = sums.iter().fold(0.0, |a: f64, b| if *b > a { *b } else { a });
    let mut from = vec![0.0; values.len()];
    let mut to = vec![0.0; values.len()];
    let mut rows = Vec::new();
    for (group, sum) in sums.iter().enumerate() {
        rows.clear();
        rows.extend_from_slice(groups.rows(group));
        order.sort(&mut rows);
        let (mut up, mut down) = match step.offset {
            StackOffset::Zero | StackOffset::Normalize => (0.0, 0.0),
            StackOffset::Center => ((greatest - sum) / 2.0, 0.0),
        };
        let mut last = 0.0;
        for row in &rows {
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
