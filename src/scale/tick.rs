//! Ticks of scales, and their texts.
//!
//! Source: vega-scale, `ticks.js`; d3-scale 4.

use super::curve::Curve;
use super::{Scale, linear, log, time};
use crate::base::format::NumberFormat;
use crate::base::interval::Interval;
use crate::base::locale::Locale;
use crate::base::number::tick_step;
use crate::base::sort;
use crate::base::value::Value;
use crate::resolve::ScaleKind;

/// The ticks wanted when nothing says how many.
const COUNT: f64 = 10.0;
/// More ticks than pixels tell nothing.
const MOST: f64 = 1000.0;

impl Scale {
    /// The values to be marked on an axis: about `count` round ones (10 when
    /// there is none), or the steps of an interval of time such as `("month", 3.0)`;
    /// at least `min_step` apart. Discrete scales mark their whole domain,
    /// binned ones the borders of bins, those with discrete ranges the thresholds.
    ///
    /// Source: vega-scale, `tickCount` and `tickValues`.
    #[must_use]
    pub fn ticks(
        &self,
        count: Option<f64>,
        interval: Option<(&str, f64)>,
        min_step: Option<f64>,
    ) -> Vec<Value> {
        let numbers =
            |list: Vec<f64>| -> Vec<Value> { list.into_iter().map(Value::Number).collect() };
        let wanted = self.tick_count(count, min_step);
        if let Some(bins) = self.bins() {
            let borders: Vec<Value> = numbers(bins.to_vec());
            return self.valid_ticks(&borders, wanted);
        }
        let extent = self.domain_extent().unwrap_or((f64::NAN, f64::NAN));
        match self {
            Self::Linear(_)
            | Self::Pow(_)
            | Self::Symlog(_)
            | Self::Identity(_)
            | Self::Quantize(_) => numbers(linear::ticks(extent, wanted)),
            Self::Log(scale) => numbers(log::ticks(extent, base(scale.curve), wanted)),
            Self::Time(scale) => {
                let interval: Option<Interval> =
                    interval.and_then(|(unit, step)| time::interval(unit, step));
                let list = time::ticks(extent, wanted, interval, scale.kind == ScaleKind::Utc);
                list.into_iter().map(Value::Time).collect()
            }
            Self::Band(_) | Self::Point(_) | Self::Ordinal(_) => self.domain_values(),
            Self::Quantile(scale) | Self::Threshold(scale) | Self::BinOrdinal(scale) => {
                numbers(scale.cuts.clone())
            }
        }
    }

    /// The number of ticks to ask for, when about `count` are wanted (10 when there is none) at least
    /// `min_step` apart; on binned scales it is at least the number of borders. Texts of ticks take this count.
    ///
    /// Source: vega-scale, `tickCount`.
    #[must_use]
    pub fn tick_count(&self, count: Option<f64>, min_step: Option<f64>) -> f64 {
        let bins = self.bins();
        let mut count = count.filter(|count| count.is_finite()).unwrap_or(COUNT).min(MOST);
        if let Some(bins) = bins {
            count = count.max(bins.len() as f64);
        }
        let Some(min_step) = min_step.filter(|step| *step > 0.0) else { return count };
        let (first, last) = self.domain_extent().unwrap_or((f64::NAN, f64::NAN));
        let (low, high) = (first.min(last), first.max(last));
        let most = (high - low) / min_step;
        let most = if most == 0.0 || most.is_nan() { 1.0 } else { most };
        count = count.min(most.floor() + 1.0);
        if bins.is_none() && !matches!(self, Self::Log(_) | Self::Time(_)) && low < high {
            // Fewer ticks have longer steps.
            while count > 1.0 && tick_step(low, high, count) < min_step {
                count -= 1.0;
            }
        }
        count
    }

    /// The given values that lie within the range, in its order; every other one is
    /// left out until they are no more than `count`. Where the range has no numbers all are within.
    ///
    /// Source: vega-scale, `validTicks`.
    #[must_use]
    pub fn valid_ticks(&self, values: &[Value], count: f64) -> Vec<Value> {
        let (from, to) = self.range_extent();
        let (low, high) = (from.min(to).floor(), from.max(to).ceil());
        let place = |value: &Value| (value.clone(), self.place(value));
        let mut placed: Vec<(Value, f64)> = values.iter().map(place).collect();
        if low <= high {
            placed.retain(|(_, place)| low <= *place && *place <= high);
            let order = |a: f64, b: f64| if from > to { b.total_cmp(&a) } else { a.total_cmp(&b) };
            sort::by(&mut placed, |a, b| order(a.1, b.1));
        }
        let mut ticks: Vec<Value> = placed.into_iter().map(|(value, _)| value).collect();
        if let ([first, .., last], true) = (&ticks[..], count > 0.0) {
            let ends = vec![first.clone(), last.clone()];
            while ticks.len() as f64 > count && ticks.len() >= 3 {
                ticks = ticks.into_iter().step_by(2).collect();
            }
            if ticks.len() < 3 {
                ticks = ends;
            }
        }
        ticks
    }

    /// The texts of ticks. `count` is the number that was asked for ([`Scale::tick_count`] when there is a least step), `format` a
    /// pattern of numbers or times, `kind` `number`, `time` or `utc` when it is
    /// not that of the scale. On logarithmic scales the texts of some are empty, but of an infinite count
    /// none: that is for values that the author chose.
    ///
    /// Source: vega-scale, `tickFormat`.
    #[must_use]
    pub fn tick_texts(
        &self,
        values: &[Value],
        count: Option<f64>,
        format: Option<&str>,
        kind: Option<&str>,
        locale: &Locale,
    ) -> Vec<String> {
        let all = count == Some(f64::INFINITY);
        let count = self.tick_count(count, None);
        let times = matches!(self, Self::Time(_)) || matches!(kind, Some("time" | "utc"));
        if times && kind != Some("number") {
            let text = |value: &Value| time::text(locale, format, value.to_number());
            return values.iter().map(text).collect();
        }
        let extent = self.domain_extent();
        let number = match (self, extent) {
            (Self::Log(_), _) => NumberFormat::float(format),
            // Parts are told apart by the shortest of them.
            (Self::Quantile(scale), _) => {
                NumberFormat::ticks(0.0, shortest(&scale.cuts), 30.0, format)
            }
            (Self::Quantize(scale), _) => {
                NumberFormat::ticks(0.0, shortest(&scale.domain), 30.0, format)
            }
            (
                Self::Linear(_)
                | Self::Pow(_)
                | Self::Symlog(_)
                | Self::Identity(_)
                | Self::BinOrdinal(_),
                Some((first, last)),
            ) => NumberFormat::ticks(first, last, count, format),
            _ => format.and_then(NumberFormat::parse),
        };
        let Some(number) = number else {
            return values.iter().map(|value| value.to_text().to_string()).collect();
        };
        let ticks =
            if let Self::Log(_) = self { self.ticks(Some(count), None, None).len() } else { 0 };
        let shown = |value: f64| match self {
            Self::Log(scale) if scale.bins.is_none() && !all => {
                log::is_labelled(value, base(scale.curve), count, ticks)
            }
            Self::Linear(_)
            | Self::Log(_)
            | Self::Pow(_)
            | Self::Symlog(_)
            | Self::Identity(_)
            | Self::Time(_)
            | Self::Band(_)
            | Self::Point(_)
            | Self::Ordinal(_)
            | Self::Quantile(_)
            | Self::Quantize(_)
            | Self::Threshold(_)
            | Self::BinOrdinal(_) => true,
        };
        let text = |value: &Value| {
            let value = value.to_number();
            if shown(value) { number.format(locale, value) } else { String::new() }
        };
        values.iter().map(text).collect()
    }
}

/// The base of a logarithmic scale.
fn base(curve: Curve) -> f64 {
    if let Curve::Log { base, .. } = curve { base } else { 10.0 }
}

/// The shortest step of a list; of one number that number.
///
/// Source: vega-scale, `thresholdFormat`.
fn shortest(list: &[f64]) -> f64 {
    let steps = list.iter().zip(list.iter().skip(1)).map(|(a, b)| b - a);
    let least = steps.fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { list.first().copied().unwrap_or(f64::NAN) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scale::Continuous;
    use std::rc::Rc;

    fn scale(kind: ScaleKind, domain: [f64; 2]) -> Scale {
        let log = kind == ScaleKind::Log;
        let curve = if log {
            Curve::Log { base: 10.0, negative: domain[0] < 0.0 }
        } else {
            Curve::Straight
        };
        let stops = vec![0.0, 100.0];
        let scale = Rc::new(Continuous::to_numbers(kind, curve, domain.to_vec(), stops, false));
        if log {
            Scale::Log(scale)
        } else if kind == ScaleKind::Time {
            Scale::Time(scale)
        } else {
            Scale::Linear(scale)
        }
    }

    fn numbers(values: &[Value]) -> Vec<f64> {
        values.iter().map(Value::to_number).collect()
    }

    // The expected numbers were made by vega-scale 8.1.0.
    #[test]
    fn steps_are_not_too_short() {
        let check = |domain, count, step, expected: &[f64]| {
            let found = scale(ScaleKind::Linear, domain).ticks(Some(count), None, Some(step));
            assert_eq!(numbers(&found), expected, "{domain:?} {count} {step}");
        };
        check([0.0, 3.0], 10.0, 1.0, &[0.0, 1.0, 2.0, 3.0]);
        check([0.0, 0.5], 10.0, 1.0, &[0.0, 0.5]);
        check([0.0, 30.0], 5.0, 1.0, &[0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0]);
        check([0.0, 0.0], 5.0, 1.0, &[0.0]);
    }

    #[test]
    fn values_within_the_range() {
        let scale = scale(ScaleKind::Linear, [0.0, 10.0]);
        let valid = |values: &[f64], count| {
            let values: Vec<Value> = values.iter().map(|value| Value::Number(*value)).collect();
            numbers(&scale.valid_ticks(&values, count))
        };
        assert_eq!(valid(&[5.0, 1.0, -1.0, 11.0, f64::NAN], 9.0), [1.0, 5.0]);
        assert_eq!(valid(&[0.0, 1.0, 2.0, 3.0, 4.0], 3.0), [0.0, 2.0, 4.0]);
        assert_eq!(valid(&[0.0, 1.0, 2.0, 3.0], 2.0), [0.0, 3.0]);
        assert_eq!(valid(&[], 2.0), [0.0; 0]);
    }

    #[test]
    fn texts_of_logarithms() {
        let scale = scale(ScaleKind::Log, [1.0, 100.0]);
        let values = scale.ticks(None, None, None);
        let texts = |count| scale.tick_texts(&values, count, None, None, &Locale::en());
        let shown = |count| {
            let texts: Vec<String> = texts(count);
            texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(Some(10.0)), "1 2 3 4 5 10 20 30 40 50 100");
        assert_eq!(shown(Some(5.0)), "1 2 10 20 100");
        assert_eq!(shown(Some(f64::INFINITY)).split(' ').count(), values.len());
    }

    #[test]
    fn broken_domains_and_counts_end() {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -1e300, 1e300, 5e-324];
        let most = 5000;
        for kind in [ScaleKind::Linear, ScaleKind::Log, ScaleKind::Time] {
            for first in odd {
                for last in odd {
                    let scale = scale(kind, [first, last]);
                    for count in [None, Some(0.0), Some(-3.0), Some(f64::INFINITY), Some(1e300)] {
                        for step in [None, Some(0.0), Some(1e-300)] {
                            let unit = Some(("month", 3.0));
                            assert!(scale.ticks(count, unit, step).len() <= most);
                            let values = scale.ticks(count, None, step);
                            assert!(values.len() <= most);
                            let texts = scale.tick_texts(&values, count, None, None, &Locale::en());
                            assert_eq!(texts.len(), values.len());
                        }
                    }
                }
            }
        }
    }
}
