//! `window`.

use super::group::Groups;
use super::order::Order;
use super::{Context, column, frame};
use crate::base::value::Value;
use crate::data::table::NULL;
use crate::data::{Column, Table};
use crate::error::{Diagnostic, Place, Result, SpecError};
use crate::spec::transform::{Op, Window, WindowMeasure, WindowOp};
use std::cmp::Ordering;

/// Ranks, values of neighbours, and aggregates of the rows around each.
///
/// Rows are grouped by `groupby` and, for the computation alone, sorted by `sort`; the result has the rows
/// and columns of `table` in their order, then the columns of the measures. `frame` is in rows, and unless
/// `ignorePeers` it is widened to all rows equal in `sort` to its first and last. Without `sort` all rows
/// differ. Where a row has no such neighbour: null.
///
/// # Errors
///
/// `DataError::UnknownField` at `groupby/<j>`, `sort/<j>/field` or `window/<j>/field`;
/// `SpecError::Missing` at `window/<j>` when an operation lacks the `field` or `param` that it needs.
///
/// Source: Vega-Lite docs, "Window"; Vega, `Window.js`, `WindowOps.js`.
pub(super) fn apply(context: &Context, step: &Window, mut table: Table) -> Result<Table> {
    let groups = Groups::by(&table, &step.at, &step.groupby)?;
    let order = Order::by(&table, &step.at, &step.sort)?;
    let runs: Vec<Run> =
        (0..groups.len()).map(|group| Run::new(groups.rows(group), &order, step)).collect();
    for (j, measure) in step.window.iter().enumerate() {
        let at = super::place(&step.at, &format!("window/{j}"));
        let field = match &measure.field {
            Some(field) => Some(column(&table, &at, "field", field)?),
            None => None,
        };
        let result = compute(context, &at, measure, field.as_ref(), &runs, &table)?;
        table.set(&measure.name, result)?;
    }
    Ok(table)
}

/// The rows of a group in their order, and the frame of each.
pub(super) struct Run {
    /// The rows.
    pub rows: Vec<u32>,
    /// Whether the row differs from the one before it.
    pub new: Vec<bool>,
    /// The frame of each: the first, and the one after the last.
    pub frames: Vec<(u32, u32)>,
}

impl Run {
    fn new(rows: &[u32], order: &Order, step: &Window) -> Self {
        let mut rows = rows.to_vec();
        order.sort(&mut rows);
        let differs = |i: usize| {
            i == 0 || order.is_empty() || order.compare(rows[i - 1], rows[i]) != Ordering::Equal
        };
        let new: Vec<bool> = (0..rows.len()).map(differs).collect();
        let n = rows.len();
        let end = |offset: Option<f64>, i: usize, open: usize, after: f64| {
            offset.map_or(open, |offset| (i as f64 + offset + after).clamp(0.0, n as f64) as usize)
        };
        let [from, to] = step.frame;
        let peers = !order.is_empty() && !step.ignore_peers;
        let frames = (0..n).map(|i| {
            let (mut first, mut last) = (end(from, i, 0, 0.0), end(to, i, n, 1.0));
            if peers {
                while first > 0 && first < n && !new[first] {
                    first -= 1;
                }
                while last > 0 && last < n && !new[last] {
                    last += 1;
                }
            }
            (first as u32, last.max(first) as u32)
        });
        let frames = frames.collect();
        Self { rows, new, frames }
    }
}

/// The column of one measure.
fn compute(
    context: &Context,
    at: &Place,
    measure: &WindowMeasure,
    field: Option<&Column>,
    runs: &[Run],
    table: &Table,
) -> Result<Column> {
    let need = |name| Diagnostic::error(at, SpecError::Missing { name });
    let param = measure.param.filter(|param| *param > 0.0);
    match measure.op {
        WindowOp::Aggregate(Op::Count) => Ok(frame::counts(runs, table.rows())),
        WindowOp::Aggregate(op) => {
            let field = field.ok_or_else(|| need("field"))?;
            Ok(frame::aggregate(op, field, runs, table, context.seed))
        }
        WindowOp::RowNumber => {
            let counted = |run: &Run| (1..=run.rows.len()).map(|i| i as f64).collect();
            Ok(numbers(table, runs, &counted))
        }
        WindowOp::Rank => Ok(numbers(table, runs, &ranks)),
        WindowOp::DenseRank => {
            let dense = |run: &Run| {
                let count = |rank: &mut f64, new: &bool| {
                    *rank += f64::from(u8::from(*new));
                    Some(*rank)
                };
                run.new.iter().scan(0.0, count).collect()
            };
            Ok(numbers(table, runs, &dense))
        }
        WindowOp::PercentRank => {
            let percent = |run: &Run| {
                let last = run.rows.len() as f64 - 1.0;
                ranks(run).into_iter().map(|rank| (rank - 1.0) / last).collect()
            };
            Ok(numbers(table, runs, &percent))
        }
        WindowOp::CumeDist => Ok(numbers(table, runs, &cumulated)),
        WindowOp::Ntile => {
            let parts = param.ok_or_else(|| need("param"))?;
            let part = |run: &Run| {
                cumulated(run).into_iter().map(|share| (parts * share).ceil()).collect()
            };
            Ok(numbers(table, runs, &part))
        }
        WindowOp::Lag
        | WindowOp::Lead
        | WindowOp::FirstValue
        | WindowOp::LastValue
        | WindowOp::NthValue
        | WindowOp::PrevValue
        | WindowOp::NextValue => {
            let field = field.ok_or_else(|| need("field"))?;
            if measure.op == WindowOp::NthValue && param.is_none() {
                return Err(need("param"));
            }
            Ok(neighbours(measure.op, field, param.unwrap_or(1.0) as usize, runs))
        }
    }
}

/// A column of numbers, computed run by run.
fn numbers(table: &Table, runs: &[Run], each: &dyn Fn(&Run) -> Vec<f64>) -> Column {
    let mut out = vec![NULL; table.rows()];
    for run in runs {
        for (row, number) in run.rows.iter().zip(each(run)) {
            out[*row as usize] = number;
        }
    }
    Column::Number(out.into())
}

/// The number of the first row equal to each.
fn ranks(run: &Run) -> Vec<f64> {
    let mut rank = 1.0;
    let of = |(i, new): (usize, &bool)| {
        if *new {
            rank = i as f64 + 1.0;
        }
        rank
    };
    run.new.iter().enumerate().map(of).collect()
}

/// The share of rows up to the last one equal to each. As in Vega, the first row does not look for its equals.
fn cumulated(run: &Run) -> Vec<f64> {
    let n = run.rows.len();
    let mut last = 0;
    let of = |i| {
        if last < i {
            last = i;
            while last + 1 < n && !run.new[last + 1] {
                last += 1;
            }
        }
        (1.0 + last as f64) / n as f64
    };
    (0..n).map(of).collect()
}

/// The values of other rows of the run.
fn neighbours(op: WindowOp, field: &Column, param: usize, runs: &[Run]) -> Column {
    let mut sources = vec![u32::MAX; field.len()];
    for run in runs {
        let filled = |i: usize| !matches!(field.value(run.rows[i] as usize), Value::Null);
        let mut last = None;
        for (i, row) in run.rows.iter().enumerate() {
            let (from, to) = run.frames[i];
            let (from, to) = (from as usize, to as usize);
            if op == WindowOp::PrevValue && filled(i) {
                last = Some(i);
            }
            if op == WindowOp::NextValue && last.is_none_or(|last| last < i) {
                last = (i..run.rows.len()).find(|i| filled(*i)).or(Some(run.rows.len()));
            }
            let place = match op {
                WindowOp::Lag => i.checked_sub(param),
                WindowOp::Lead => Some(i + param),
                WindowOp::FirstValue => Some(from),
                WindowOp::LastValue => to.checked_sub(1),
                WindowOp::NthValue => Some(from + param - 1).filter(|place| *place < to),
                WindowOp::PrevValue | WindowOp::NextValue => last,
                WindowOp::Aggregate(_)
                | WindowOp::RowNumber
                | WindowOp::Rank
                | WindowOp::DenseRank
                | WindowOp::PercentRank
                | WindowOp::CumeDist
                | WindowOp::Ntile => None,
            };
            let source = place.and_then(|place| run.rows.get(place));
            sources[*row as usize] = source.copied().unwrap_or(u32::MAX);
        }
    }
    field.take(&sources)
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    fn column(rest: &str, expected: &str) {
        let rows = r#"[{"x":3},{"x":1},{"x":3},{"x":7}]"#;
        let step = format!(r#"{{"window":[{{"as":"w",{rest}}}],"sort":[{{"field":"x"}}]}}"#);
        let found = super::super::check::run(&step, rows).unwrap();
        let found: Vec<String> = (0..4)
            .map(|row| {
                found.column("w").map_or("none".into(), |c| c.value(row).to_text().to_string())
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{rest}");
    }

    #[test]
    fn of_sorted_rows() {
        column(r#""op":"row_number""#, "2 1 3 4");
        column(r#""op":"rank""#, "2 1 2 4");
        column(r#""op":"dense_rank""#, "2 1 2 3");
        column(r#""op":"cume_dist""#, "0.75 0.25 0.75 1");
        column(r#""op":"ntile","param":2"#, "2 1 2 2");
        column(r#""op":"lag","field":"x""#, "1 null 3 3");
        column(r#""op":"lead","field":"x","param":2"#, "7 3 null null");
        column(r#""op":"first_value","field":"x""#, "1 1 1 1");
        column(r#""op":"last_value","field":"x""#, "3 1 3 7");
        column(r#""op":"nth_value","field":"x","param":2"#, "3 null 3 3");
        column(r#""op":"sum","field":"x""#, "7 1 7 14");
        column(r#""op":"count""#, "3 1 3 4");
    }

    #[test]
    fn frames_and_groups() {
        check(
            r#"{"window":[{"op":"mean","field":"x","as":"m"}],"frame":[-1,1],"groupby":["g"]}"#,
            r#"[{"g":1,"x":1},{"g":2,"x":9},{"g":1,"x":3},{"g":1,"x":8}]"#,
            r#"[{"g":1,"x":1,"m":2},{"g":2,"x":9,"m":9},{"g":1,"x":3,"m":4},{"g":1,"x":8,"m":5.5}]"#,
        );
        check(
            r#"{"window":[{"op":"rank","as":"r"}],"sort":[{"field":"y"}]}"#,
            r#"[{"x":1}]"#,
            "error at /transform/0/sort/0/field",
        );
        check(
            r#"{"window":[{"op":"sum","as":"r"}]}"#,
            r#"[{"x":1}]"#,
            "error at /transform/0/window/0",
        );
    }
}
