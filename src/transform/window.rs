//! `window`.

use super::input::{Fields, Input};
use super::order::Order;
use super::{Context, frame};
use crate::base::value::Value;
use crate::data::table::NULL;
use crate::data::{Column, Table};
use crate::error::{Diagnostic, SpecError};
use crate::spec::transform::{Frame, Op, Window, WindowMeasure, WindowOp};
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
pub(super) fn apply(
    context: &Context,
    step: &Window,
    input: &Input,
    mut table: Table,
) -> Result<Table, Diagnostic> {
    let groups = input.groups(&table);
    let order = input.order(&step.sort);
    let mut runs = Vec::with_capacity(groups.len());
    for group in 0..groups.len() {
        runs.push(Run::new(groups.rows(group), &order, step));
    }
    for (j, measure) in step.window.iter().enumerate() {
        // A measure may read the columns of those before it.
        let mut fields = Fields::default();
        fields.optional("window/#/field", j, measure.field.as_ref());
        let field = fields.find(&table, &step.at)?;
        match compute(context, measure, field.first(), &runs, &table) {
            Ok(column) => table.put(&measure.name, column),
            Err(name) => {
                let at = super::place(&step.at, "window/#", j);
                return Err(Diagnostic::error(&at, SpecError::Missing { name }));
            }
        }
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
        let n = rows.len();
        let mut rows = rows.to_vec();
        order.sort(&mut rows);
        let mut new = Vec::with_capacity(n);
        for i in 0..n {
            let same = i > 0
                && !order.is_empty()
                && order.compare(rows[i - 1], rows[i]) == Ordering::Equal;
            new.push(!same);
        }
        let peers = !order.is_empty() && !step.ignore_peers;
        let mut frames = Vec::with_capacity(n);
        for i in 0..n {
            let (mut first, mut last) = bounds(step.frame, i, n);
            if peers {
                while first > 0 && first < n && !new[first] {
                    first -= 1;
                }
                while last > 0 && last < n && !new[last] {
                    last += 1;
                }
            }
            frames.push((first as u32, last.max(first) as u32));
        }
        Self { rows, new, frames }
    }
}

/// The frame around the `i`th of `n` rows: the first, and the one after the last.
pub(super) fn bounds([from, to]: Frame, i: usize, n: usize) -> (usize, usize) {
    let end = |offset: Option<f64>, open: usize, after: f64| match offset {
        None => open,
        Some(offset) => (i as f64 + offset + after).clamp(0.0, n as f64) as usize,
    };
    (end(from, 0, 0.0), end(to, n, 1.0))
}

/// The column of one measure; the error is the name of the member that it lacks.
fn compute(
    context: &Context,
    measure: &WindowMeasure,
    field: Option<&Column>,
    runs: &[Run],
    table: &Table,
) -> Result<Column, &'static str> {
    let param = measure.param.filter(|param| *param > 0.0);
    match measure.op {
        WindowOp::Aggregate(Op::Count) => Ok(frame::counts(runs, table.rows())),
        WindowOp::Aggregate(op) => {
            Ok(frame::aggregate(op, field.ok_or("field")?, runs, table, context.seed))
        }
        WindowOp::Ntile | WindowOp::NthValue if param.is_none() => Err("param"),
        WindowOp::RowNumber
        | WindowOp::Rank
        | WindowOp::DenseRank
        | WindowOp::PercentRank
        | WindowOp::CumeDist
        | WindowOp::Ntile => {
            let mut out = vec![NULL; table.rows()];
            for run in runs {
                rank(measure.op, param.unwrap_or(1.0), run, &mut out);
            }
            Ok(Column::Number(out.into()))
        }
        WindowOp::Lag
        | WindowOp::Lead
        | WindowOp::FirstValue
        | WindowOp::LastValue
        | WindowOp::NthValue
        | WindowOp::PrevValue
        | WindowOp::NextValue => {
            let field = field.ok_or("field")?;
            Ok(neighbours(measure.op, field, param.unwrap_or(1.0) as usize, runs))
        }
    }
}

/// Writes the ranks of the rows of a run.
fn rank(op: WindowOp, parts: f64, run: &Run, out: &mut [f64]) {
    let n = run.rows.len();
    // The number of the first row equal to this one, that of the group of equals, and the place of
    // the last equal one. As in Vega, the first row does not look for its equals.
    let (mut rank, mut dense, mut last) = (1.0, 0.0, 0);
    for (i, row) in run.rows.iter().enumerate() {
        if run.new[i] {
            rank = i as f64 + 1.0;
            dense += 1.0;
        }
        if last < i {
            last = i;
            while last + 1 < n && !run.new[last + 1] {
                last += 1;
            }
        }
        let share = (1.0 + last as f64) / n as f64;
        out[*row as usize] = match op {
            WindowOp::RowNumber => i as f64 + 1.0,
            WindowOp::Rank => rank,
            WindowOp::DenseRank => dense,
            WindowOp::PercentRank => (rank - 1.0) / (n as f64 - 1.0),
            WindowOp::CumeDist => share,
            WindowOp::Ntile => (parts * share).ceil(),
            WindowOp::Aggregate(_)
            | WindowOp::Lag
            | WindowOp::Lead
            | WindowOp::FirstValue
            | WindowOp::LastValue
            | WindowOp::NthValue
            | WindowOp::PrevValue
            | WindowOp::NextValue => NULL,
        };
    }
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
