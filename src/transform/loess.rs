//! `loess`.

use super::fit;
use super::input::Input;
use super::quantile::{Points, quantile};
use crate::base::sort;
use crate::data::Table;
use crate::spec::transform::Loess;

/// How often points far off the curve lose weight.
const ROUNDS: usize = 2;

/// The weight of points that are far off; not 0, so that a line can always be fitted.
const LEAST: f64 = 1e-12;

/// Smooths a field by lines fitted to the points around each.
///
/// The result has the columns `groupby…`, x and y, and one row for each distinct x of a group, ascending.
/// Points without x or y are left out.
///
/// # Errors
///
/// `DataError::UnknownField` at `loess`, `on` or `groupby/<j>`.
///
/// Source: Vega-Lite docs, "Loess"; Vega, `vega-statistics/src/regression/loess.js`; Cleveland (1979), "Robust
/// locally weighted regression".
pub(super) fn apply(step: &Loess, input: &Input, table: &Table) -> Table {
    let groups = input.groups(table);
    let bandwidth = step.bandwidth.filter(|width| *width > 0.0).unwrap_or(0.3);
    let (y, x) = (input.numbers(0), input.numbers(1));
    let mut points = Points::default();
    for group in 0..groups.len() {
        let mut pairs = fit::pairs(&x, &y, groups.rows(group));
        sort::by(&mut pairs, |a, b| a[0].total_cmp(&b[0]));
        for point in smooth(&pairs, bandwidth) {
            points.push(group, point);
        }
    }
    points.table(input, &step.groupby, &groups, &step.name)
}

/// The smoothed points of sorted ones; of several with the same x the mean.
fn smooth(points: &[[f64; 2]], bandwidth: f64) -> Vec<[f64; 2]> {
    let n = points.len();
    if n == 0 {
        return Vec::new();
    }
    let (mut x0, mut y0) = (0.0, 0.0);
    for (i, [x, y]) in points.iter().enumerate() {
        x0 += (x - x0) / (i as f64 + 1.0);
        y0 += (y - y0) / (i as f64 + 1.0);
    }
    let (mut xs, mut ys) = (Vec::with_capacity(n), Vec::with_capacity(n));
    for [x, y] in points {
        xs.push(x - x0);
        ys.push(y - y0);
    }
    let near = ((bandwidth * n as f64) as usize).max(2).min(n);
    let mut fitted = vec![0.0; n];
    let mut weights = vec![1.0; n];
    for round in 0..=ROUNDS {
        let mut first = 0;
        let mut off = vec![0.0; n];
        for i in 0..n {
            fitted[i] = local(&xs, &ys, &weights, first..first + near, xs[i]);
            off[i] = (ys[i] - fitted[i]).abs();
            // Moves on while the next point is nearer to the following x than the first one is.
            let Some(next) = xs.get(i + 1) else { continue };
            while i + 1 > first && first + near < n && xs[first + near] - next <= next - xs[first] {
                first += 1;
            }
        }
        let median = quantile(&mut off.clone(), 0.5).unwrap_or(0.0);
        if round == ROUNDS || median.abs() < LEAST {
            break;
        }
        for (weight, off) in weights.iter_mut().zip(off) {
            let far = off / (6.0 * median);
            *weight = if far >= 1.0 { LEAST } else { (1.0 - far * far) * (1.0 - far * far) };
        }
    }
    let mut out: Vec<[f64; 2]> = Vec::new();
    let mut count = 0.0;
    for (x, y) in xs.iter().zip(&fitted) {
        match out.last_mut() {
            Some(last) if last[0] == x + x0 => {
                count += 1.0;
                last[1] += (y - last[1]) / count;
            }
            _ => {
                count = 0.0;
                out.push([x + x0, *y]);
            }
        }
    }
    for point in &mut out {
        point[1] += y0;
    }
    out
}

/// The value at `x` of the line through the points of a range, near ones weighing more.
fn local(xs: &[f64], ys: &[f64], weights: &[f64], range: std::ops::Range<usize>, x: f64) -> f64 {
    let (from, to) = (xs[range.start], xs[range.end - 1]);
    let edge = if x - from > to - x { from } else { to };
    let scale = 1.0 / if edge == x { 1.0 } else { (edge - x).abs() };
    let [mut w, mut wx, mut wy, mut wxy, mut wxx] = [0.0; 5];
    for k in range {
        let far = (x - xs[k]).abs() * scale;
        let near = 1.0 - far * far * far;
        let weight = near * near * near * weights[k];
        let weighted = xs[k] * weight;
        w += weight;
        wx += weighted;
        wy += ys[k] * weight;
        wxy += ys[k] * weighted;
        wxx += xs[k] * weighted;
    }
    let [a, b] = fit::ols(wx / w, wy / w, wxy / w, wxx / w);
    a + b * x
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::*;

    #[test]
    fn a_line_stays_a_line() {
        let points: Vec<[f64; 2]> =
            (0..20).map(|x| [f64::from(x), 1.0 + 2.0 * f64::from(x)]).collect();
        for ([x, y], [x1, y1]) in smooth(&points, 0.3).into_iter().zip(points) {
            assert!(x == x1 && (y - y1).abs() < 1e-9, "{x} {y}");
        }
        assert_eq!(smooth(&[], 0.3), [[0.0; 2]; 0]);
        assert_eq!(smooth(&[[1.0, 5.0]], 0.3), [[1.0, 5.0]]);
    }

    #[test]
    fn unknown_fields() {
        check(r#"{"loess":"y","on":"z"}"#, r#"[{"y":1}]"#, "error at /transform/0/on");
        check(r#"{"loess":"y","on":"z"}"#, "[]", "[]");
    }
}
