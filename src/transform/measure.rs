//! The operations of aggregates: one column, reduced group by group.

use super::group::{self, Groups};
use super::order;
use super::quantile::quantile;
use crate::base::value::{Value, number_of};
use crate::data::table::{NULL, is_null};
use crate::data::{Column, Table};
use crate::spec::transform::Op;
use std::cmp::Ordering;
use std::rc::Rc;

/// A column as numbers: `values`, where null, the empty text and NaN are NaN; and the rows whose
/// value is none of these and yet no number, such as the text `a`.
pub(super) struct Numbers {
    pub values: Rc<[f64]>,
    pub spoiled: Vec<u32>,
}

impl Numbers {
    /// The numbers of a column. Nothing is copied when it has numbers or times.
    pub fn of(column: &Column) -> Self {
        match column {
            Column::Number(values) | Column::Time(values) => {
                Self { values: values.clone(), spoiled: Vec::new() }
            }
            Column::Text { codes, words } => {
                let mut known = Vec::with_capacity(words.len());
                for word in words.iter() {
                    known.push(if word.is_empty() { NULL } else { number_of(word) });
                }
                let mut values = Vec::with_capacity(codes.len());
                for code in codes.iter() {
                    values.push(known.get(*code as usize).copied().unwrap_or(NULL));
                }
                Self::new(values)
            }
            Column::Mixed(values) => {
                let mut numbers = Vec::with_capacity(values.len());
                for value in values.iter() {
                    numbers.push(match value {
                        Value::Null => NULL,
                        Value::Text(text) if text.is_empty() => NULL,
                        // A number that is NaN is left out; a text or object that has none is not.
                        Value::Number(number) if number.is_nan() => NULL,
                        Value::Bool(_)
                        | Value::Number(_)
                        | Value::Text(_)
                        | Value::Time(_)
                        | Value::List(_)
                        | Value::Object(_) => value.to_number(),
                    });
                }
                Self::new(numbers)
            }
        }
    }

    fn new(values: Vec<f64>) -> Self {
        let mut spoiled = Vec::new();
        for (row, value) in values.iter().enumerate() {
            if value.is_nan() && !is_null(*value) {
                spoiled.push(row as u32);
            }
        }
        Self { values: values.into(), spoiled }
    }
}

/// Reduces each group of a column to one value: the column has one row for each group.
///
/// `column` is none only for `count`. Of a group without values, counts are 0 and numbers NaN (Vega's undefined, which
/// makes what is computed with it NaN, as null would not); all else is null.
/// `min` and `max` keep the type of the column. `argmin` and `argmax` give the row of `table` as an
/// object, `values` the list of rows. Source: Vega, `AggregateOps.js`.
pub fn reduce(
    op: Op,
    column: Option<&Column>,
    groups: &Groups,
    table: &Table,
    seed: u32,
) -> Column {
    let Some(column) = column.filter(|_| op != Op::Count) else {
        return counted(groups, &|_| true);
    };
    match op {
        Op::Count | Op::Valid | Op::Missing => count(op, column, groups),
        Op::Distinct => distinct(column, groups),
        Op::Min => extreme(column, groups, Ordering::Less, table, false),
        Op::Max => extreme(column, groups, Ordering::Greater, table, false),
        Op::Argmin => extreme(column, groups, Ordering::Less, table, true),
        Op::Argmax => extreme(column, groups, Ordering::Greater, table, true),
        Op::Values => {
            let mut lists = Vec::with_capacity(groups.len());
            for group in 0..groups.len() {
                let mut rows = Vec::new();
                for row in groups.rows(group) {
                    rows.push(table.row(*row as usize));
                }
                lists.push(Value::List(rows.into()));
            }
            Column::Mixed(lists.into())
        }
        Op::Median => quantiles(column, groups, 0.5, None),
        Op::Q1 => quantiles(column, groups, 0.25, None),
        Op::Q3 => quantiles(column, groups, 0.75, None),
        Op::Ci0 => quantiles(column, groups, 0.025, Some(seed)),
        Op::Ci1 => quantiles(column, groups, 0.975, Some(seed)),
        Op::Sum
        | Op::Product
        | Op::Mean
        | Op::Average
        | Op::Variance
        | Op::Variancep
        | Op::Stdev
        | Op::Stdevp
        | Op::Stderr
        | Op::Exponential(_)
        | Op::Exponentialb(_) => {
            let numbers = Numbers::of(column);
            let mut result = sums(op, &numbers.values, groups);
            for row in numbers.spoiled {
                result[groups.of[row as usize] as usize] = f64::NAN;
            }
            Column::Number(result.into())
        }
    }
}

/// Sums and means, and what follows from them. Each adds one value after the other, in the order
/// of the rows, as Vega does, so that the last bits agree.
fn sums(op: Op, values: &[f64], groups: &Groups) -> Vec<f64> {
    let n = groups.len();
    let start = if op == Op::Product { 1.0 } else { 0.0 };
    // How many there are, the result, and the sum of squared distances from the mean.
    let mut states = vec![[0.0, start, 0.0]; n];
    // How much stays of what was added before; a plain sum keeps all of it.
    let share = if let Op::Exponential(share) | Op::Exponentialb(share) = op {
        Some(share)
    } else {
        (op == Op::Sum).then_some(1.0)
    };
    for (value, group) in values.iter().zip(&groups.of) {
        if value.is_nan() {
            continue;
        }
        let [count, result, square] = &mut states[*group as usize];
        *count += 1.0;
        if let Some(share) = share {
            *result = share * *result + value;
        } else if op == Op::Product {
            *result *= value;
        } else {
            let far = value - *result;
            *result += far / *count;
            *square += far * (value - *result);
        }
    }
    let finished = |[count, result, square]: &[f64; 3]| {
        finish(op, *count, *result, square.max(0.0)).unwrap_or(f64::NAN)
    };
    states.iter().map(finished).collect()
}

/// The result of an operation on `n` values, when there is one: of their sum, mean or product
/// `result` and the sum of squared distances from the mean.
pub(super) fn finish(op: Op, n: f64, result: f64, squares: f64) -> Option<f64> {
    if n < 1.0 {
        return None;
    }
    let sample = |variance: f64| (n > 1.0).then_some(variance);
    match op {
        Op::Variance => sample(squares / (n - 1.0)),
        Op::Stdev => sample((squares / (n - 1.0)).sqrt()),
        Op::Stderr => sample((squares / (n * (n - 1.0))).sqrt()),
        Op::Variancep => Some(squares / n),
        Op::Stdevp => Some((squares / n).sqrt()),
        Op::Exponential(share) => {
            Some(result * (1.0 - share) / (1.0 - crate::base::number::pow(share, n)))
        }
        Op::Exponentialb(share) => Some(result * (1.0 - share)),
        Op::Sum | Op::Product | Op::Mean | Op::Average => Some(result),
        Op::Count | Op::Valid | Op::Missing | Op::Distinct | Op::Values => None,
        Op::Median | Op::Q1 | Op::Q3 | Op::Ci0 | Op::Ci1 => None,
        Op::Min | Op::Max | Op::Argmin | Op::Argmax => None,
    }
}

/// Whether a row is missing, and whether it is valid.
pub(super) fn kinds(column: &Column) -> Box<dyn Fn(usize) -> (bool, bool) + '_> {
    match column {
        Column::Number(values) | Column::Time(values) => {
            Box::new(|row| (is_null(values[row]), !values[row].is_nan()))
        }
        Column::Text { codes, words } => Box::new(|row| {
            let missing = words.get(codes[row] as usize).is_none_or(|word| word.is_empty());
            (missing, !missing)
        }),
        Column::Mixed(values) => Box::new(|row| match &values[row] {
            Value::Null => (true, false),
            Value::Text(text) => (text.is_empty(), !text.is_empty()),
            Value::Number(number) | Value::Time(number) => (false, !number.is_nan()),
            Value::Bool(_) | Value::List(_) | Value::Object(_) => (false, true),
        }),
    }
}

fn count(op: Op, column: &Column, groups: &Groups) -> Column {
    let kind = kinds(column);
    counted(groups, &|row| {
        let (missing, valid) = kind(row);
        if op == Op::Missing { missing } else { valid }
    })
}

/// The number of rows of each group that count.
fn counted(groups: &Groups, counts: &dyn Fn(usize) -> bool) -> Column {
    let mut out = vec![0.0; groups.len()];
    for (row, group) in groups.of.iter().enumerate() {
        if counts(row) {
            out[*group as usize] += 1.0;
        }
    }
    Column::Number(out.into())
}

fn distinct(column: &Column, groups: &Groups) -> Column {
    let (codes, n) = group::codes(column);
    let pairs = Groups::pairs(&groups.of, (&codes, n), n * groups.len() as u64);
    let mut counts = vec![0.0; groups.len()];
    for row in pairs.first {
        counts[groups.of[row as usize] as usize] += 1.0;
    }
    Column::Number(counts.into())
}

/// The first row with the least or greatest value of each group, as that value or as the whole row.
fn extreme(
    column: &Column,
    groups: &Groups,
    wanted: Ordering,
    table: &Table,
    whole: bool,
) -> Column {
    let mut best = vec![u32::MAX; groups.len()];
    let kind = kinds(column);
    let mut pick = |compare: &dyn Fn(usize, usize) -> Ordering| {
        for (row, group) in groups.of.iter().enumerate() {
            let best = &mut best[*group as usize];
            if kind(row).1 && (*best == u32::MAX || compare(row, *best as usize) == wanted) {
                *best = row as u32;
            }
        }
    };
    match column {
        Column::Number(values) | Column::Time(values) => {
            let less =
                |a: usize, b: usize| values[a].partial_cmp(&values[b]).unwrap_or(Ordering::Equal);
            pick(&less);
        }
        Column::Text { .. } => {
            let order = order::Order::of(column);
            pick(&|a, b| order.compare(a as u32, b as u32));
        }
        Column::Mixed(values) => pick(&|a, b| order::values(&values[a], &values[b])),
    }
    if let (Some(values), false) = (column.numbers(), whole) {
        let value = |row: &u32| values.get(*row as usize).copied().unwrap_or(f64::NAN);
        let values = best.iter().map(value).collect();
        let timed = matches!(column, Column::Time(_));
        return if timed { Column::Time(values) } else { Column::Number(values) };
    }
    let mut values = Vec::with_capacity(best.len());
    for row in best {
        values.push(match row {
            _ if !whole => column.value(row as usize),
            u32::MAX => Value::Object(Rc::new([])),
            row => table.row(row as usize),
        });
    }
    if whole { Column::Mixed(values.into()) } else { Column::from_values(values) }
}

/// The numbers of the rows of a group.
pub(super) fn numbers_of(values: &[f64], rows: &[u32]) -> Vec<f64> {
    let mut numbers = Vec::with_capacity(rows.len());
    for row in rows {
        let value = values[*row as usize];
        if !value.is_nan() {
            numbers.push(value);
        }
    }
    numbers
}

/// A quantile of the numbers of each group, or with a seed one end of the interval that the mean of 1000
/// samples with replacement lies in.
///
/// Source: `bootstrapCI` of vega-statistics; the random numbers are those of the seed.
fn quantiles(column: &Column, groups: &Groups, share: f64, seed: Option<u32>) -> Column {
    let numbers = Numbers::of(column).values;
    let mut out = Vec::with_capacity(groups.len());
    for group in 0..groups.len() {
        let mut numbers = numbers_of(&numbers, groups.rows(group));
        let found = match seed {
            Some(seed) => interval(&numbers, seed, share),
            None => quantile(&mut numbers, share),
        };
        out.push(found.unwrap_or(f64::NAN));
    }
    Column::Number(out.into())
}

/// The bound `share` of the bootstrapped means of some numbers.
pub(super) fn interval(values: &[f64], seed: u32, share: f64) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let mut random = super::sample::Random::new(seed);
    let mut means = Vec::with_capacity(1000);
    for _ in 0..1000 {
        let mut sum = 0.0;
        for _ in values {
            sum += values[random.below(values.len())];
        }
        means.push(sum / values.len() as f64);
    }
    quantile(&mut means, share)
}
