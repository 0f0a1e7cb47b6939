//! `quantile`.

use super::group::Groups;
use super::input::Input;
use super::measure::numbers_of;
use super::put_numbers;
use crate::data::Table;
use crate::spec::transform::Quantile;
use std::rc::Rc;

/// Gives the quantiles of a field for some probabilities.
///
/// The result has the columns `groupby…`, the probability and the quantile, and one row for each
/// probability in each group. Null, empty texts and what is no number are left out; of no values the quantile
/// is NaN.
///
/// # Errors
///
/// `DataError::UnknownField` at `quantile` or `groupby/<j>`.
///
/// Source: Vega-Lite docs, "Quantile"; Vega, `Quantile.js`.
pub(super) fn apply(step: &Quantile, input: &Input, table: &Table) -> Table {
    let groups = input.groups(table);
    let numbers = input.numbers(0);
    let mut shares = Vec::new();
    match &step.probs {
        Some(list) => shares.extend_from_slice(list),
        None => {
            let width = step.step.filter(|step| *step > 1e-6).unwrap_or(0.01);
            let count = ((1.0 - 1e-14 - width / 2.0) / width).ceil().max(0.0) as usize;
            for i in 0..count {
                shares.push(width / 2.0 + i as f64 * width);
            }
        }
    }
    let mut points = Points::default();
    for group in 0..groups.len() {
        let mut values = numbers_of(&numbers, groups.rows(group));
        for share in &shares {
            points.push(group, [*share, quantile(&mut values, *share).unwrap_or(f64::NAN)]);
        }
    }
    points.table(input, &step.groupby, &groups, &step.name)
}

/// The quantile of probability `share` of some numbers without NaN, which it reorders: between
/// neighbours it interpolates (R-7). None of no numbers.
///
/// Source: `quantileSorted` of d3-array.
pub(super) fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = (last as f64 * share).clamp(0.0, last as f64);
    let below = place as usize;
    let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    let mut high = above.first().copied().unwrap_or(low);
    for value in above {
        if *value < high {
            high = *value;
        }
    }
    Some(low + (high - low) * (place - below as f64))
}

/// Points that are made for groups.
#[derive(Default)]
pub(super) struct Points {
    list: Vec<(u32, [f64; 2])>,
}

impl Points {
    /// Adds one.
    pub fn push(&mut self, group: usize, point: [f64; 2]) {
        self.list.push((group as u32, point));
    }

    /// Their table: the columns `groupby…`, then those of the two numbers.
    pub fn table(
        &self,
        input: &Input,
        groupby: &[Rc<str>],
        groups: &Groups,
        names: &[Rc<str>; 2],
    ) -> Table {
        let mut rows = Vec::with_capacity(self.list.len());
        for (group, _) in &self.list {
            rows.push(groups.first[*group as usize]);
        }
        let mut out = Table::with_rows(rows.len());
        input.put_keys(&mut out, groupby, &rows);
        for (i, name) in names.iter().enumerate() {
            let mut numbers = Vec::with_capacity(rows.len());
            for (_, point) in &self.list {
                numbers.push(point[i]);
            }
            put_numbers(&mut out, name, numbers);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::*;

    #[test]
    fn quantiles() {
        let check = |values: &[f64], share, expected| {
            assert_eq!(quantile(&mut values.to_vec(), share), expected, "{values:?} {share}");
        };
        check(&[], 0.5, None);
        check(&[7.0], 0.25, Some(7.0));
        check(&[4.0, 1.0, 3.0, 2.0], 0.5, Some(2.5));
        check(&[4.0, 1.0, 3.0, 2.0], 0.25, Some(1.75));
        check(&[4.0, 1.0, 3.0, 2.0], 0.0, Some(1.0));
        check(&[4.0, 1.0, 3.0, 2.0], 1.0, Some(4.0));
    }

    #[test]
    fn rows() {
        check(
            r#"{"quantile":"x","groupby":["g"],"probs":[0.25,0.5]}"#,
            r#"[{"g":1,"x":1},{"g":2,"x":null},{"g":1,"x":3}]"#,
            r#"[{"g":1,"prob":0.25,"value":1.5},{"g":1,"prob":0.5,"value":2},{"g":2,"prob":0.25,"value":null},{"g":2,"prob":0.5,"value":null}]"#,
        );
        check(
            r#"{"quantile":"x","step":0.5,"as":["p","q"]}"#,
            r#"[{"x":1},{"x":3}]"#,
            r#"[{"p":0.25,"q":1.5},{"p":0.75,"q":2.5}]"#,
        );
        check(r#"{"quantile":"y"}"#, r#"[{"x":1}]"#, "error at /transform/0/quantile");
    }
}
