//! `density`.

use super::input::Input;
use super::quantile::{Points, quantile};
use super::{curve, extent};
use crate::base::number::{exp, pow};
use crate::data::Table;
use crate::data::table::is_null;
use crate::spec::transform::Density;

/// √(2π).
const ROOT: f64 = 2.506_628_274_631_000_2;

/// Estimates how dense the values of a field lie, with a Gaussian kernel.
///
/// The result has the columns `groupby…`, the value, and its density (or the share of values up to it). With
/// one extent for all groups, it has `steps` (or `maxsteps`) + 1 rows a group; else `minsteps` + 1 or more.
/// As in Vega, a null counts as 0.
///
/// # Errors
///
/// `DataError::UnknownField` at `density` or `groupby/<j>`.
///
/// Source: Vega-Lite docs, "Density"; Vega, `KDE.js`; Scott (1992), "Multivariate Density Estimation", for the
/// bandwidth.
pub(super) fn apply(step: &Density, input: &Input, table: &Table) -> Table {
    let groups = input.groups(table);
    let numbers = input.numbers(0);
    let given = |value: Option<f64>| value.filter(|value| *value > 0.0);
    let most = given(step.steps).or(given(step.maxsteps)).unwrap_or(200.0);
    let least = given(step.steps).or(given(step.minsteps)).unwrap_or(25.0);
    let shared = step.extent.or_else(|| extent::range(&numbers));
    let mut points = Points::default();
    for group in 0..groups.len() {
        let mut values = Vec::new();
        let mut support = Vec::new();
        for row in groups.rows(group) {
            let value = numbers[*row as usize];
            values.push(value);
            support.push(if is_null(value) { 0.0 } else { value });
        }
        let bandwidth = given(step.bandwidth).unwrap_or_else(|| bandwidth(&values));
        let n = support.len() as f64;
        let scale = if step.counts { n } else { 1.0 };
        let density = |x: f64| {
            let mut sum = 0.0;
            for value in &support {
                let z = (x - value) / bandwidth;
                sum += if step.cumulative { cumulated(z) } else { exp(-0.5 * z * z) / ROOT };
            }
            if step.cumulative { sum / n } else { sum / bandwidth / n }
        };
        let (extent, least) = if step.independent {
            (step.extent.or_else(|| extent::range(&values)), least)
        } else {
            (shared, most)
        };
        let Some(extent) = extent else { continue };
        for [x, y] in curve::sample(&density, extent, least, most) {
            points.push(group, [x, y * scale]);
        }
    }
    points.table(input, &step.groupby, &groups, &step.name)
}

/// Scott's estimate of the bandwidth; the numbers may have NaN among them.
fn bandwidth(values: &[f64]) -> f64 {
    let mut valid = Vec::with_capacity(values.len());
    let (mut n, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for value in values {
        if value.is_nan() {
            continue;
        }
        valid.push(*value);
        n += 1.0;
        let far = value - mean;
        mean += far / n;
        squares += far * (value - mean);
    }
    let deviation = if n > 1.0 { (squares / (n - 1.0)).sqrt() } else { f64::NAN };
    let mut quartile = |share| quantile(&mut valid, share).unwrap_or(f64::NAN);
    let (low, high) = (quartile(0.25), quartile(0.75));
    let spread = (high - low) / 1.34;
    let narrower =
        if spread.is_nan() || deviation.is_nan() { f64::NAN } else { deviation.min(spread) };
    let usable = |value: &f64| !value.is_nan() && *value != 0.0;
    let width = [narrower, deviation, low.abs()].into_iter().find(usable).unwrap_or(1.0);
    1.06 * width * pow(values.len() as f64, -0.2)
}

/// The share of a standard normal distribution up to `z`, to about fifteen digits.
///
/// Source: West (2009), "Better Approximations to Cumulative Normal Functions", after Hart (1968).
fn cumulated(z: f64) -> f64 {
    const ABOVE: [f64; 7] = [
        3.526_249_659_989_11e-2,
        0.700_383_064_443_688,
        6.373_962_203_531_65,
        33.912_866_078_383,
        112.079_291_497_871,
        221.213_596_169_931,
        220.206_867_912_376,
    ];
    const BELOW: [f64; 8] = [
        8.838_834_764_831_84e-2,
        1.755_667_163_182_64,
        16.064_177_579_207,
        86.780_732_202_946_1,
        296.564_248_779_674,
        637.333_633_378_831,
        793.826_512_519_948,
        440.413_735_824_752,
    ];
    let far = z.abs();
    let tail = if far > 37.0 {
        0.0
    } else {
        let height = exp(-far * far / 2.0);
        if far < 7.071_067_811_865_47 {
            let polynomial = |list: &[f64]| list.iter().fold(0.0, |sum, next| sum * far + next);
            height * polynomial(&ABOVE) / polynomial(&BELOW)
        } else {
            let fraction = (1..=4).rev().fold(far + 0.65, |sum, i| far + f64::from(i) / sum);
            height / fraction / 2.506_628_274_631
        }
    };
    if z > 0.0 { 1.0 - tail } else { tail }
}

#[cfg(test)]
mod tests {
    use super::super::check::{check, run};
    use super::*;
    use crate::data::Column;

    #[test]
    fn normal() {
        for (z, expected) in [
            (0.0, 0.5),
            (1.96, 0.975_002_104_851_779_7),
            (-1.96, 0.024_997_895_148_220_3),
            (8.0, 1.0),
            (-40.0, 0.0),
        ] {
            let found = cumulated(z);
            assert!((found - expected).abs() < 1e-14, "{z}: {found}");
        }
    }

    #[test]
    fn one_value_has_the_kernel() {
        let step = r#"{"density":"x","bandwidth":1,"extent":[0,2],"steps":2}"#;
        let table = run(step, r#"[{"x":1}]"#).unwrap();
        let found = table.column("density").and_then(Column::numbers).cloned().unwrap();
        let expected = [0.24197072451914337, 0.3989422804014327, 0.24197072451914337];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-15, "{found}");
        }
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn groups_have_their_rows() {
        let step = r#"{"density":"x","groupby":["g"],"steps":4,"counts":true}"#;
        let rows = r#"[{"g":1,"x":1},{"g":2,"x":5},{"g":1,"x":3}]"#;
        let table = run(step, rows).unwrap();
        assert_eq!(table.rows(), 10);
        let values = table.column("value").and_then(Column::numbers).cloned().unwrap();
        assert_eq!(values[..5], [1.0, 2.0, 3.0, 4.0, 5.0]);
        check(r#"{"density":"y"}"#, rows, "error at /transform/0/density");
        check(r#"{"density":"y"}"#, "[]", "[]");
    }
}
