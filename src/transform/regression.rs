//! `regression`.

use super::density::ends;
use super::group::Groups;
use super::measure::Numbers;
use super::quantile::generated;
use super::{column, curve, fit};
use crate::base::value::Value;
use crate::data::Table;
use crate::data::columns::Growing;
use crate::error::{Notes, Result, SpecError};
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
pub(super) fn apply(notes: &mut Notes, step: &Regression, table: &Table) -> Result<Table> {
    let y = column(table, &step.at, "regression", &step.regression)?;
    let x = column(table, &step.at, "on", &step.on)?;
    let groups = Groups::by(table, &step.at, &step.groupby)?;
    let (x, y) = (Numbers::of(&x).values, Numbers::of(&y).values);
    let order = step.order.unwrap_or(3.0).clamp(0.0, 20.0) as usize;
    let freedom = match step.method {
        RegressionMethod::Poly => order,
        RegressionMethod::Quad => 2,
        RegressionMethod::Linear
        | RegressionMethod::Log
        | RegressionMethod::Exp
        | RegressionMethod::Pow => 1,
    };
    let extent = step.extent.filter(|extent| {
        let usable = step.method != RegressionMethod::Log || extent[0] > 0.0;
        if !usable {
            let what = "extent below 0 with log".into();
            notes.warn(&super::place(&step.at, "extent"), SpecError::Unsupported { what });
        }
        usable
    });
    let mut points = Vec::new();
    let [mut keys, mut coefs, mut squares] = [(); 3].map(|()| Growing::default());
    for group in 0..groups.len() {
        let rows = groups.rows(group);
        if rows.len() <= freedom {
            continue;
        }
        let pairs: Vec<[f64; 2]> = rows
            .iter()
            .map(|row| [x[*row as usize], y[*row as usize]])
            .filter(|[x, y]| !x.is_nan() && !y.is_nan())
            .collect();
        let curve = fit::fit(step.method, order, &pairs);
        if step.params {
            let row = rows.first().copied().unwrap_or(0) as usize;
            let key = |field: &std::rc::Rc<str>| {
                table.path(field).map_or(Value::Null, |column| column.value(row))
            };
            keys.value(Value::List(step.groupby.iter().map(key).collect()));
            let coef = curve.coefficients().into_iter().map(Value::Number);
            coefs.value(Value::List(coef.collect()));
            squares.number(fit::r_squared(&curve, &pairs));
            continue;
        }
        let found = ends(rows.iter().map(|row| x[*row as usize]));
        let Some(extent) = extent.or(found) else { continue };
        let list = if step.method == RegressionMethod::Linear {
            extent.map(|x| [x, curve.at(x)]).to_vec()
        } else {
            curve::sample(&|x| curve.at(x), extent, 25.0, 200.0)
        };
        points.extend(list.into_iter().map(|point| (group as u32, point)));
    }
    if !step.params {
        return generated(table, &step.at, &step.groupby, &groups, &points, &step.name);
    }
    let mut out = Table::with_rows(squares.len());
    out.set("keys", keys.finish())?;
    out.set("coef", coefs.finish())?;
    out.set("rSquared", squares.finish())?;
    Ok(out)
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
