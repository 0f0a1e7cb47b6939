//! `bin`.

use super::input::Input;
use super::measure::Numbers;
use super::{Context, extent, put_numbers};
use crate::base::number::{ln, pow};
use crate::base::value::Value;
use crate::data::Table;
use crate::data::table::{NULL, is_null};
use crate::spec::transform::{Bin, BinExtent, BinParams};

/// How near a value may come to the next bin's start and still be put there.
const EPSILON: f64 = 1e-14;

/// The bins that were decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bins {
    /// Where the first begins.
    pub start: f64,
    /// Where the last ends.
    pub stop: f64,
    /// How wide each is.
    pub step: f64,
}

/// Puts numbers into intervals of equal width.
///
/// The table gets two columns of numbers: the lower bound (which the interval includes) and the upper
/// one (which it does not, but for the last). Null and empty texts give null; what lies outside of the
/// bins ±∞. The parameter `<lower bound's column>_bins` becomes an object of `start`, `stop`, `step`.
///
/// # Errors
///
/// `DataError::UnknownField` at `field`.
///
/// Source: Vega-Lite docs, "Bin"; Vega, `Bin.js` and `vega-statistics/src/bin.js`.
pub(super) fn apply(context: &Context, step: &Bin, input: &Input, mut table: Table) -> Table {
    let [column] = input.columns else { return table };
    let values = Numbers::of(column).values;
    let (ends, span) = match &step.bin.extent {
        BinExtent::Range(range) => (Some(*range), None),
        BinExtent::Data => (extent::range(&values), None),
        BinExtent::Param { param, part } => {
            let span = (context.extent)(param, part.as_deref()).map(|[low, high]| high - low);
            (extent::range(&values), span)
        }
    };
    let [start, end] = &step.name;
    let mut lower = vec![NULL; values.len()];
    let mut upper = lower.clone();
    if let Some(ends) = ends {
        let bins = bins(&step.bin, ends, span);
        for (i, value) in values.iter().enumerate() {
            lower[i] = bins.lower(*value);
            upper[i] = bins.upper(lower[i]);
        }
        let member = |name: &str, value| (name.into(), Value::Number(value));
        let decided =
            [member("start", bins.start), member("stop", bins.stop), member("step", bins.step)];
        context.give(&format!("{start}_bins"), Value::Object(decided.into()));
    }
    put_numbers(&mut table, start, lower);
    put_numbers(&mut table, end, upper);
    table
}

/// The bins of a range; `span` is the width that decides the step, when another than the range's.
#[must_use]
pub fn bins(params: &BinParams, extent: [f64; 2], span: Option<f64>) -> Bins {
    let given = |value: Option<f64>| value.filter(|value| *value != 0.0 && !value.is_nan());
    let maxbins = given(params.maxbins).unwrap_or(20.0);
    let base = given(params.base).unwrap_or(10.0);
    let log = ln(base);
    let [mut low, mut high] = extent;
    let span = given(span).or(given(Some(high - low))).or(given(Some(low.abs()))).unwrap_or(1.0);
    let step = match (given(params.step), &params.steps) {
        (Some(step), _) => step,
        (None, Some(steps)) => {
            let least = span / maxbins;
            let above = steps.iter().position(|step| *step >= least).unwrap_or(steps.len());
            steps.get(above.saturating_sub(1)).copied().unwrap_or(span)
        }
        (None, None) => nice_step(params, span, maxbins, base),
    };
    let v = ln(step);
    let precision = if v >= 0.0 { 0.0 } else { (-v / log).trunc() + 1.0 };
    let eps = pow(base, -precision - 1.0);
    if params.nice.unwrap_or(true) {
        let v = (low / step + eps).floor() * step;
        low = if low < v { v - step } else { v };
        high = (high / step).ceil() * step;
    }
    let stop = if high == low { low + step } else { high };
    let mut bins = Bins { start: low, stop: low + ((stop - low) / step).ceil() * step, step };
    if let Some(anchor) = params.anchor {
        let shift = anchor - (bins.start + step * ((anchor - bins.start) / step).floor());
        bins.start += shift;
        bins.stop += shift;
    }
    bins
}

/// The step that gives at most `maxbins`: a power of the base, divided as allowed.
fn nice_step(params: &BinParams, span: f64, maxbins: f64, base: f64) -> f64 {
    let log = ln(base);
    let level = (ln(maxbins) / log).ceil();
    let least = params.minstep.unwrap_or(0.0);
    // JavaScript rounds halves up.
    let power = (ln(span) / log + 0.5).floor() - level;
    let mut step = least.max(pow(base, power));
    while step > 0.0 && base > 1.0 && (span / step).ceil() > maxbins {
        step *= base;
    }
    for part in params.divide.as_deref().unwrap_or(&[5.0, 2.0]) {
        let smaller = step / part;
        if smaller >= least && span / smaller <= maxbins {
            step = smaller;
        }
    }
    step
}

impl Bins {
    /// The lower bound of the bin of a value.
    #[must_use]
    pub fn lower(&self, value: f64) -> f64 {
        let Self { start, stop, step } = *self;
        if is_null(value) {
            NULL
        } else if value < start {
            f64::NEG_INFINITY
        } else if value > stop {
            f64::INFINITY
        } else {
            let value = if value.is_nan() { value } else { value.min(stop - step).max(start) };
            start + step * (EPSILON + (value - start) / step).floor()
        }
    }

    /// The upper bound of the bin with this lower bound.
    #[must_use]
    pub fn upper(&self, lower: f64) -> f64 {
        // Vega's own detour, so that it meets the next lower bound to the last bit.
        if is_null(lower) {
            NULL
        } else {
            self.start + self.step * (1.0 + (lower - self.start) / self.step)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{check, run_in};
    use super::*;

    #[test]
    fn rows() {
        check(
            r#"{"bin":true,"field":"x","as":"b"}"#,
            r#"[{"x":0},{"x":3.2},{"x":100},{"x":null}]"#,
            r#"[{"x":0,"b":0,"b_end":10},{"x":3.2,"b":0,"b_end":10},{"x":100,"b":90,"b_end":100},{"x":null,"b":null,"b_end":null}]"#,
        );
        check(
            r#"{"bin":true,"field":"x","as":"b"}"#,
            r#"[{"x":null}]"#,
            r#"[{"x":null,"b":null,"b_end":null}]"#,
        );
        check(r#"{"bin":true,"field":"y","as":"b"}"#, "[1]", "error at /transform/0/field");
    }

    #[test]
    fn decided_bins() {
        let check = |params: BinParams, extent, expected: [f64; 3]| {
            let Bins { start, stop, step } = bins(&params, extent, None);
            assert_eq!([start, stop, step], expected, "{params:?} {extent:?}");
        };
        let most = BinParams::maxbins;
        check(most(10.0), [0.0, 100.0], [0.0, 100.0, 10.0]);
        check(most(10.0), [1.1, 9.9], [1.0, 10.0, 1.0]);
        check(most(10.0), [0.0, 0.3], [0.0, 0.35000000000000003, 0.05]);
        check(most(20.0), [-5.0, 12.0], [-5.0, 12.0, 1.0]);
        check(most(10.0), [7.0, 7.0], [7.0, 8.0, 1.0]);
        check(BinParams { step: Some(4.0), ..most(10.0) }, [1.0, 9.0], [0.0, 12.0, 4.0]);
    }

    #[test]
    fn the_chart_learns_the_bins_and_a_selection_the_step() {
        let mut context = Context::empty();
        context.extent = &|param, part| (param == "p" && part.is_none()).then_some([4.0, 5.0]);
        let rows = r#"[{"x":0},{"x":10}]"#;
        run_in(&context, r#"{"bin":{"extent":{"param":"p"}},"field":"x","as":"b"}"#, rows).unwrap();
        let step = context.given("b_bins").map(|bins| bins.member("step"));
        assert_eq!(step, Some(Value::Number(0.1)));
    }
}
