//! Aggregates over the frames of a window.

use super::group::Groups;
use super::measure::{self, Numbers};
use super::window::Run;
use crate::data::table::NULL;
use crate::data::{Column, Table};
use crate::spec::transform::Op;

/// The number of rows of each frame.
pub(super) fn counts(runs: &[Run], rows: usize) -> Column {
    let mut out = vec![0.0; rows];
    for run in runs {
        for (row, (from, to)) in run.rows.iter().zip(&run.frames) {
            out[*row as usize] = f64::from(to - from);
        }
    }
    Column::Number(out.into())
}

/// An aggregate of the frame of each row.
///
/// Sums and means are carried from frame to frame: what leaves is taken away, what enters is added, as Vega
/// does. Other operations are computed anew for each frame that differs from the one before.
pub(super) fn aggregate(op: Op, field: &Column, runs: &[Run], table: &Table, seed: u32) -> Column {
    let slides = matches!(
        op,
        Op::Sum
            | Op::Mean
            | Op::Average
            | Op::Variance
            | Op::Variancep
            | Op::Stdev
            | Op::Stdevp
            | Op::Stderr
    );
    let numbers = Numbers::of(field);
    if slides && numbers.spoiled.is_empty() {
        return sliding(op, &numbers.values, runs);
    }
    if matches!(op, Op::Min | Op::Max)
        && let Column::Number(values) = field
    {
        return growing(op, values, runs);
    }
    let mut places = vec![u32::MAX; field.len()];
    let mut results: Option<Column> = None;
    let mut count = 0;
    for run in runs {
        let mut last = None;
        for (row, frame) in run.rows.iter().zip(&run.frames) {
            if last != Some(*frame) {
                last = Some(*frame);
                let rows = &run.rows[frame.0 as usize..frame.1 as usize];
                let part = table.take(rows);
                let one = Groups::whole(rows.len());
                let result = measure::reduce(op, Some(&field.take(rows)), &one, &part, seed);
                results = Some(match results {
                    Some(before) => before.then(&result),
                    None => result,
                });
                count += 1;
            }
            places[*row as usize] = count - 1;
        }
    }
    results.unwrap_or_else(|| Column::Mixed([].into())).take(&places)
}

/// The state that is carried from frame to frame.
#[derive(Default)]
struct State {
    n: f64,
    sum: f64,
    mean: f64,
    squares: f64,
}

impl State {
    fn add(&mut self, value: f64) {
        if !value.is_nan() {
            self.n += 1.0;
            self.sum += value;
            let far = value - self.mean;
            self.mean += far / self.n;
            self.squares += far * (value - self.mean);
        }
    }

    fn take_away(&mut self, value: f64) {
        if !value.is_nan() {
            self.n -= 1.0;
            self.sum -= value;
            let far = value - self.mean;
            self.mean -= if self.n > 0.0 { far / self.n } else { self.mean };
            self.squares -= far * (value - self.mean);
        }
    }

    fn result(&self, op: Op) -> f64 {
        let result = if op == Op::Sum { self.sum } else { self.mean };
        measure::finish(op, self.n, result, self.squares.max(0.0)).unwrap_or(f64::NAN)
    }
}

fn sliding(op: Op, values: &[f64], runs: &[Run]) -> Column {
    let mut out = vec![NULL; values.len()];
    for run in runs {
        let value = |i: u32| values[run.rows[i as usize] as usize];
        let mut state = State::default();
        let mut has = (0, 0);
        for (row, frame) in run.rows.iter().zip(&run.frames) {
            if frame.0 >= has.1 {
                state = State::default();
                has = (frame.0, frame.0);
            }
            (has.0..frame.0).for_each(|i| state.take_away(value(i)));
            (has.1..frame.1).for_each(|i| state.add(value(i)));
            has = *frame;
            out[*row as usize] = state.result(op);
        }
    }
    Column::Number(out.into())
}

/// The least or greatest number; while frames only grow, each row is looked at once.
fn growing(op: Op, values: &[f64], runs: &[Run]) -> Column {
    let mut out = vec![NULL; values.len()];
    for run in runs {
        let mut best = f64::NAN;
        let mut has = (0, 0);
        for (row, frame) in run.rows.iter().zip(&run.frames) {
            if frame.0 != has.0 {
                best = f64::NAN;
                has = (frame.0, frame.0);
            }
            for i in has.1..frame.1 {
                let value = values[run.rows[i as usize] as usize];
                let better = if op == Op::Min { value < best } else { value > best };
                if better || (best.is_nan() && !value.is_nan()) {
                    best = value;
                }
            }
            has = *frame;
            out[*row as usize] = best;
        }
    }
    Column::Number(out.into())
}

#[cfg(test)]
mod tests {
    use super::super::check::run;

    #[test]
    fn frames() {
        let check = |op: &str, frame: &str, expected: &str| {
            let step =
                format!(r#"{{"window":[{{"op":"{op}","field":"x","as":"w"}}],"frame":{frame}}}"#);
            let rows = r#"[{"x":4},{"x":null},{"x":1},{"x":6},{"x":2}]"#;
            let table = run(&step, rows).unwrap();
            let found: Vec<String> = (0..5)
                .map(|row| {
                    table.column("w").map_or("".into(), |w| w.value(row).to_text().to_string())
                })
                .collect();
            assert_eq!(found.join(" "), expected, "{op} {frame}");
        };
        check("sum", "[null,0]", "4 4 5 11 13");
        check("sum", "[-1,0]", "4 4 1 7 8");
        check("sum", "[1,2]", "1 7 8 2 NaN");
        check("mean", "[-1,1]", "4 2.5 3.5 3 4");
        check("stdevp", "[0,1]", "0 0 2.5 2 0");
        check("min", "[null,0]", "4 4 1 1 1");
        check("max", "[0,1]", "4 1 6 6 2");
        check("median", "[null,null]", "3 3 3 3 3");
        check("valid", "[-1,0]", "1 1 1 2 2");
        check("missing", "[-1,0]", "0 1 1 0 0");
        check("distinct", "[null,0]", "1 2 3 4 5");
        check("product", "[null,0]", "4 4 4 24 48");
    }
}
