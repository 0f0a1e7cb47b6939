//! Curves fitted to points by least squares.
//!
//! Source: vega-statistics, `regression/*.js`, for what is computed and in which order.

use crate::base::number::{exp, ln, pow};
use crate::spec::transform::RegressionMethod;

/// A fitted curve.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Curve {
    /// a + b·x.
    Linear([f64; 2]),
    /// a + b·ln x.
    Log([f64; 2]),
    /// exp(a + b·(x − mean of x)): those two and the mean.
    Exp([f64; 3]),
    /// a·x^b.
    Pow([f64; 2]),
    /// A polynomial of x − `x0`, plus `y0`.
    Poly {
        /// The coefficients, from the constant up.
        coef: Vec<f64>,
        /// The mean of x.
        x0: f64,
        /// The mean of y.
        y0: f64,
    },
}

/// Fits a curve to points without NaN.
pub(super) fn fit(method: RegressionMethod, order: usize, points: &[[f64; 2]]) -> Curve {
    match (method, order) {
        (RegressionMethod::Linear, _) | (RegressionMethod::Poly, 1) => {
            Curve::Linear(line(points, &|x| x, &|y| y))
        }
        (RegressionMethod::Log, _) => Curve::Log(line(points, &ln, &|y| y)),
        (RegressionMethod::Pow, _) => {
            let [a, b] = line(points, &ln, &ln);
            Curve::Pow([exp(a), b])
        }
        (RegressionMethod::Exp, _) => exponential(points),
        (RegressionMethod::Quad, _) | (RegressionMethod::Poly, 2) => quadratic(points),
        (RegressionMethod::Poly, order) => polynomial(points, order),
    }
}

impl Curve {
    /// Its value.
    pub fn at(&self, x: f64) -> f64 {
        match self {
            Self::Linear([a, b]) => a + b * x,
            Self::Log([a, b]) => a + b * ln(x),
            Self::Exp([a, b, x0]) => exp(a + b * (x - x0)),
            Self::Pow([a, b]) => a * pow(x, *b),
            Self::Poly { coef, x0, y0 } => {
                let x = x - x0;
                coef.iter().rev().fold(0.0, |sum, c| sum * x + c) + y0
            }
        }
    }

    /// Its coefficients as the docs of Vega-Lite have them, from the constant up.
    pub fn coefficients(&self) -> Vec<f64> {
        match self {
            Self::Linear(coef) | Self::Log(coef) | Self::Pow(coef) => coef.to_vec(),
            Self::Exp([a, b, x0]) => vec![exp(a - b * x0), *b],
            Self::Poly { coef, x0, y0 } => {
                // The polynomial of x − x0, multiplied out.
                let mut out = vec![0.0; coef.len().max(1)];
                for (i, c) in coef.iter().enumerate() {
                    let mut binomial = 1.0;
                    out[i] += c;
                    for j in 1..=i {
                        binomial *= (i + 1 - j) as f64 / j as f64;
                        out[i - j] += c * pow(-x0, j as f64) * binomial;
                    }
                }
                out[0] += y0;
                out
            }
        }
    }
}

/// The places of some rows that have both x and y.
pub(super) fn pairs(x: &[f64], y: &[f64], rows: &[u32]) -> Vec<[f64; 2]> {
    let mut pairs = Vec::with_capacity(rows.len());
    for row in rows {
        let (x, y) = (x[*row as usize], y[*row as usize]);
        if !x.is_nan() && !y.is_nan() {
            pairs.push([x, y]);
        }
    }
    pairs
}

/// The share of the variance of y that the curve explains.
pub(super) fn r_squared(curve: &Curve, points: &[[f64; 2]]) -> f64 {
    let mean = mean(points, &|_, y| y);
    let (mut rest, mut all) = (0.0, 0.0);
    for [x, y] in points {
        let (off, far) = (y - curve.at(*x), y - mean);
        rest += off * off;
        all += far * far;
    }
    1.0 - rest / all
}

/// The mean of a function of the points.
// Never inlined: it has many callers, of which none is in a hurry.
#[inline(never)]
fn mean(points: &[[f64; 2]], of: &dyn Fn(f64, f64) -> f64) -> f64 {
    let (mut n, mut mean) = (0.0, 0.0);
    for [x, y] in points {
        n += 1.0;
        mean += (of(*x, *y) - mean) / n;
    }
    mean
}

/// The line through means: of x, y, x·y and x².
pub(super) fn ols(x: f64, y: f64, xy: f64, x2: f64) -> [f64; 2] {
    let delta = x2 - x * x;
    let slope = if delta.abs() < 1e-24 { 0.0 } else { (xy - x * y) / delta };
    [y - slope * x, slope]
}

fn line(points: &[[f64; 2]], fx: &dyn Fn(f64) -> f64, fy: &dyn Fn(f64) -> f64) -> [f64; 2] {
    let x = mean(points, &|x, _| fx(x));
    let y = mean(points, &|_, y| fy(y));
    let xy = mean(points, &|x, y| fx(x) * fy(y));
    let x2 = mean(points, &|x, _| fx(x) * fx(x));
    ols(x, y, xy, x2)
}

/// The points about their mean, and that mean.
fn centered(points: &[[f64; 2]]) -> (Vec<[f64; 2]>, f64, f64) {
    let x0 = mean(points, &|x, _| x);
    let y0 = mean(points, &|_, y| y);
    let mut points = points.to_vec();
    for [x, y] in &mut points {
        *x -= x0;
        *y -= y0;
    }
    (points, x0, y0)
}

fn exponential(points: &[[f64; 2]]) -> Curve {
    let x0 = mean(points, &|x, _| x);
    let y0 = mean(points, &|_, y| y);
    // Each point has the weight of its y, so that large values are not drowned by the logarithm.
    let yl = mean(points, &|_, y| y * ln(y));
    let xy = mean(points, &|x, y| (x - x0) * y);
    let xyl = mean(points, &|x, y| (x - x0) * y * ln(y));
    let x2y = mean(points, &|x, y| (x - x0) * ((x - x0) * y));
    let [a, b] = ols(xy / y0, yl / y0, xyl / y0, x2y / y0);
    Curve::Exp([a, b, x0])
}

fn quadratic(points: &[[f64; 2]]) -> Curve {
    let (points, x0, y0) = centered(points);
    let x2 = mean(&points, &|x, _| x * x);
    let x3 = mean(&points, &|x, _| x * x * x);
    let x4 = mean(&points, &|x, _| x * x * x * x);
    let xy = mean(&points, &|x, y| x * y);
    let x2y = mean(&points, &|x, y| x * x * y);
    let rest = x4 - x2 * x2;
    let d = x2 * rest - x3 * x3;
    let a = (x2y * x2 - xy * x3) / d;
    let b = (xy * rest - x2y * x3) / d;
    Curve::Poly { coef: vec![-a * x2, b, a], x0, y0 }
}

fn polynomial(points: &[[f64; 2]], order: usize) -> Curve {
    let (points, x0, y0) = centered(points);
    if order == 0 {
        return Curve::Poly { coef: vec![0.0], x0, y0 };
    }
    let k = order + 1;
    let mut rows = Vec::with_capacity(k);
    for i in 0..k {
        let mut row = Vec::with_capacity(k + 1);
        for j in 0..=k {
            let power = if j < k { i + j } else { i } as f64;
            let mut sum = 0.0;
            for [x, y] in &points {
                let term = pow(*x, power);
                sum += if j < k { term } else { term * y };
            }
            row.push(sum);
        }
        rows.push(row);
    }
    Curve::Poly { coef: solve(&mut rows), x0, y0 }
}

/// Solves linear equations, each a row of coefficients and its right side, by elimination with pivots.
fn solve(rows: &mut [Vec<f64>]) -> Vec<f64> {
    let n = rows.len();
    for i in 0..n {
        let size = |row: &usize| rows[*row][i].abs();
        let best = (i..n).max_by(|a, b| size(a).total_cmp(&size(b))).unwrap_or(i);
        rows.swap(i, best);
        let (done, rest) = rows.split_at_mut(i + 1);
        for row in rest {
            let share = row[i] / done[i][i];
            for (value, above) in row.iter_mut().zip(&done[i]).skip(i) {
                *value -= share * above;
            }
        }
    }
    let mut out = vec![0.0; n];
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| rows[i][j] * out[j]).sum();
        out[i] = (rows[i][n] - known) / rows[i][i];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_curve_that_made_the_points() {
        let check = |method, order, curve: &dyn Fn(f64) -> f64, expected: &[f64]| {
            let points: Vec<[f64; 2]> =
                (1..8).map(|x| [f64::from(x), curve(f64::from(x))]).collect();
            let fitted = fit(method, order, &points);
            let found = fitted.coefficients();
            assert_eq!(found.len(), expected.len(), "{method:?}");
            for (found, expected) in found.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-9, "{method:?} {found} {expected}");
            }
            assert!((r_squared(&fitted, &points) - 1.0).abs() < 1e-12);
            assert!((fitted.at(9.0) - curve(9.0)).abs() < 1e-8 * curve(9.0).abs());
        };
        use RegressionMethod::{Exp, Linear, Log, Poly, Pow, Quad};
        check(Linear, 3, &|x| 2.0 + 3.0 * x, &[2.0, 3.0]);
        check(Log, 3, &|x| 2.0 + 3.0 * ln(x), &[2.0, 3.0]);
        check(Exp, 3, &|x| 2.0 * exp(0.5 * x), &[2.0, 0.5]);
        check(Pow, 3, &|x| 2.0 * pow(x, 1.5), &[2.0, 1.5]);
        check(Quad, 3, &|x| 1.0 + 2.0 * x - x * x, &[1.0, 2.0, -1.0]);
        check(Poly, 3, &|x| 1.0 - x + x * x * x, &[1.0, -1.0, 0.0, 1.0]);
        check(Poly, 2, &|x| x * x, &[0.0, 0.0, 1.0]);
        check(Poly, 1, &|x| x, &[0.0, 1.0]);
    }
}
