//! `stack`.

use super::input::Input;
use super::put_numbers;
use crate::data::table::is_null;
use crate::data::{Column, Table};
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
pub(super) fn apply(step: &Stack, input: &Input, mut table: Table) -> Table {
    let [values] = input.columns else { return table };
    let groups = input.groups(&table);
    let order = input.order(&step.sort);
    let values = heights(values);
    let mut sums = vec![0.0; groups.len()];
    for (value, group) in values.iter().zip(&groups.of) {
        sums[*group as usize] += value.abs();
    }
    let mut greatest = 0.0;
    for sum in &sums {
        if *sum > greatest {
            greatest = *sum;
        }
    }
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
    put_numbers(&mut table, start, from);
    put_numbers(&mut table, end, to);
    table
}

/// The numbers to stack; null is 0.
fn heights(column: &Column) -> Vec<f64> {
    let mut heights = Vec::with_capacity(column.len());
    for row in 0..column.len() {
        let value = column.number(row);
        heights.push(if is_null(value) { 0.0 } else { value });
    }
    heights
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
