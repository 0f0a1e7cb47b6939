//! `quantile`.

use super::column;
use super::group::Groups;
use super::measure::{Numbers, numbers_of};
use crate::base::path;
use crate::data::{Column, Table};
use crate::error::{Place, Result};
use crate::spec::transform::Quantile;
use std::cmp::Ordering;
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
pub(super) fn apply(step: &Quantile, table: &Table) -> Result<Table> {
    let field = column(table, &step.at, "quantile", &step.quantile)?;
    let groups = Groups::by(table, &step.at, &step.groupby)?;
    let numbers = Numbers::of(&field);
    let shares = match &step.probs {
        Some(list) => list.clone(),
        None => {
            let width = step.step.filter(|step| *step > 1e-6).unwrap_or(0.01);
            let count = ((1.0 - 1e-14 - width / 2.0) / width).ceil().max(0.0) as usize;
            (0..count).map(|i| width / 2.0 + i as f64 * width).collect()
        }
    };
    let mut points = Vec::with_capacity(groups.len() * shares.len());
    for group in 0..groups.len() {
        let mut values = numbers_of(&numbers.values, groups.rows(group));
        for share in &shares {
            let value = quantile(&mut values, *share).unwrap_or(f64::NAN);
            points.push((group as u32, [*share, value]));
        }
    }
    generated(table, &step.at, &step.groupby, &groups, &points, &step.name)
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
    let high = above.iter().copied().min_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    Some(high.map_or(low, |high| low + (high - low) * (place - below as f64)))
}

/// A table of points that were made for groups: the columns `groupby…`, then those of the two numbers.
pub(super) fn generated(
    table: &Table,
    at: &Place,
    groupby: &[Rc<str>],
    groups: &Groups,
    points: &[(u32, [f64; 2])],
    names: &[Rc<str>; 2],
) -> Result<Table> {
    let mut out = Table::with_rows(points.len());
    let firsts: Vec<u32> = points.iter().map(|(group, _)| groups.first[*group as usize]).collect();
    for (j, field) in groupby.iter().enumerate() {
        let key = column(table, at, &format!("groupby/{j}"), field)?;
        out.set(&path::flat(field), key.take(&firsts))?;
    }
    for (i, name) in names.iter().enumerate() {
        out.set(name, Column::Number(points.iter().map(|(_, point)| point[i]).collect()))?;
    }
    Ok(out)
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
