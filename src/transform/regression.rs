//! `regression`.

use super::input::Input;
use super::measure::numbers_of;
use super::quantile::Points;
use super::{curve, extent, fit, put_numbers};
use crate::base::value::Value;
use crate::data::{Column, Table};
use crate::error::{Notes, SpecError};
use crate::spec::transform::{Regression, RegressionMethod};

/// Fits a line or curve to the points of each group.
///
/// The result has the columns `groupby…`, x and y: two points of a line, or as many as a curve needs. With
/// `params` it has the columns `keys` (the values of `groupby`), `coef` (the coefficients, from the constant up)
/// and `rSquared`, and one row a group. Points without x or y are left out. A group with no more rows than
/// the curve has coefficients beside the constant is left out.
///
/// # Errors
///
/// `DataError::UnknownField` at `regression`, `on` or `groupby/<j>`.
///
/// Source: Vega-Lite docs, "Regression"; Vega, `vega-regression/src/Regression.js`.
pub(super) fn apply(notes: &mut Notes, step: &Regression, input: &Input, table: &Table) -> Table {
    let groups = input.groups(table);
    let (y, x) = (input.numbers(0), input.numbers(1));
    let order = step.order.unwrap_or(3.0).clamp(0.0, 20.0) as usize;
    let freedom = match step.method {
        RegressionMethod::Poly => order,
        RegressionMethod::Quad => 2,
        RegressionMethod::Linear
        | RegressionMethod::Log
        | RegressionMethod::Exp
        | RegressionMethod::Pow => 1,
    };
    let mut extent = step.extent;
    if step.method == RegressionMethod::Log && extent.is_some_and(|extent| extent[0] <= 0.0) {
        let what = "extent below 0 with log".into();
        notes.warn(&super::place(&step.at, "extent", 0), SpecError::Unsupported { what });
        extent = None;
    }
    let mut points = Points::default();
    let (mut keys, mut coefs, mut squares) = (Vec::new(), Vec::new(), Vec::new());
    for group in 0..groups.len() {
        let rows = groups.rows(group);
        if rows.len() <= freedom {
            continue;
        }
        let pairs = fit::pairs(&x, &y, rows);
        let curve = fit::fit(step.method, order, &pairs);
        if step.params {
            let first = groups.first[group] as usize;
            let (mut key, mut coef) = (Vec::new(), Vec::new());
            for column in input.keys {
                key.push(column.value(first));
            }
            for number in curve.coefficients() {
                coef.push(Value::Number(number));
            }
            keys.push(Value::List(key.into()));
            coefs.push(Value::List(coef.into()));
            squares.push(fit::r_squared(&curve, &pairs));
            continue;
        }
        let Some(extent) = extent.or_else(|| extent::range(&numbers_of(&x, rows))) else {
            continue;
        };
        // Two points are enough for a line.
        let (least, most) =
            if step.method == RegressionMethod::Linear { (1.0, 1.0) } else { (25.0, 200.0) };
        for point in curve::sample(&|x| curve.at(x), extent, least, most) {
            points.push(group, point);
        }
    }
    if !step.params {
        return points.table(input, &step.groupby, &groups, &step.name);
    }
    let mut out = Table::with_rows(squares.len());
    out.put("keys", Column::from_values(keys));
    out.put("coef", Column::from_values(coefs));
    put_numbers(&mut out, "rSquared", squares);
    out
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn lines_and_params() {
        let rows = r#"[{"g":1,"x":1,"y":2},{"g":1,"x":2,"y":4},{"g":2,"x":1,"y":1},{"g":1,"x":3,"y":6},{"g":1,"x":null,"y":7}]"#;
        check(
            r#"{"regression":"y","on":"x","groupby":["g"],"as":["a","b"]}"#,
            rows,
            r#"[{"g":1,"a":1,"b":2},{"g":1,"a":3,"b":6}]"#,
        );
        check(
            r#"{"regression":"y","on":"x","groupby":["g"],"extent":[0,5]}"#,
            rows,
            r#"[{"g":1,"x":0,"y":0},{"g":1,"x":5,"y":10}]"#,
        );
        check(
            r#"{"regression":"y","on":"x","groupby":["g"],"params":true}"#,
            rows,
            r#"[{"keys":[1],"coef":[0,2],"rSquared":1}]"#,
        );
        check(r#"{"regression":"y","on":"z"}"#, rows, "error at /transform/0/on");
    }
}
