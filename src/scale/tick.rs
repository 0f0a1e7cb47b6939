//! Ticks of scales, and their texts.
//!
//! Source: vega-scale, `ticks.js`; d3-scale 4.

use super::{Scale, linear, log, time};
use crate::base::format::NumberFormat;
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
        let wanted = self.tick_count(count, min_step);
        if let Some(bins) = self.bins() {
            return self.valid_ticks(&self.values_of(bins), wanted);
        }
        let Some(extent) = self.domain_extent() else { return self.domain_values() };
        let list = match self.kind() {
            ScaleKind::Linear
            | ScaleKind::Pow
            | ScaleKind::Sqrt
            | ScaleKind::Symlog
            | ScaleKind::Identity
            | ScaleKind::Quantize => linear::ticks(extent, wanted),
            ScaleKind::Log => log::ticks(extent, self.log_base().unwrap_or(10.0), wanted),
            kind @ (ScaleKind::Time | ScaleKind::Utc) => {
                let interval = interval.and_then(|(unit, step)| time::interval(unit, step));
                time::ticks(extent, wanted, interval, kind == ScaleKind::Utc)
            }
            ScaleKind::Band
            | ScaleKind::Point
            | ScaleKind::Ordinal
            | ScaleKind::Quantile
            | ScaleKind::Threshold
            | ScaleKind::BinOrdinal => self.cuts().to_vec(),
        };
        self.values_of(&list)
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
        if bins.is_none() && self.log_base().is_none() && !self.is_time() && low < high {
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
        let mut ticks = values.to_vec();
        if low <= high {
            ticks.retain(|value| (low..=high).contains(&self.place(value)));
            sort::by(&mut ticks, |a, b| {
                let (a, b) = (self.place(a), self.place(b));
                if from > to { b.total_cmp(&a) } else { a.total_cmp(&b) }
            });
        }
        if let ([first, .., last], true) = (&ticks[..], count > 0.0) {
            let ends = vec![first.clone(), last.clone()];
            while ticks.len() as f64 > count && ticks.len() >= 3 {
                let mut odd = false;
                ticks.retain(|_| {
                    odd = !odd;
                    odd
                });
            }
            if ticks.len() < 3 {
                ticks = ends;
            }
        }
        ticks
    }

    /// The texts of ticks. `count` is the number that was asked for ([`Scale::tick_count`] when there is a least step), `format` a
    /// pattern of numbers or times. On logarithmic scales the texts of some are empty, but of an infinite count
    /// none: that is for values that the author chose.
    ///
    /// Source: vega-scale, `tickFormat`.
    #[must_use]
    pub fn tick_texts(
        &self,
        values: &[Value],
        count: Option<f64>,
        format: Option<&str>,
        locale: &Locale,
    ) -> Vec<String> {
        let all = count == Some(f64::INFINITY);
        let count = self.tick_count(count, None);
        let mut texts = Vec::new();
        if self.is_time() {
            for value in values {
                texts.push(time::text(locale, format, value.to_number()));
            }
            return texts;
        }
        let span = match self.kind() {
            ScaleKind::Linear
            | ScaleKind::Pow
            | ScaleKind::Sqrt
            | ScaleKind::Symlog
            | ScaleKind::Identity
            | ScaleKind::BinOrdinal => {
                self.domain_extent().map(|(first, last)| (first, last, count))
            }
            // Parts are told apart by the shortest of them.
            ScaleKind::Quantile => Some((0.0, shortest(self.cuts()), 30.0)),
            ScaleKind::Quantize => Some((0.0, shortest(self.domain().1), 30.0)),
            ScaleKind::Log
            | ScaleKind::Time
            | ScaleKind::Utc
            | ScaleKind::Band
            | ScaleKind::Point
            | ScaleKind::Ordinal
            | ScaleKind::Threshold => None,
        };
        let number = match span {
            Some((first, last, count)) => NumberFormat::ticks(first, last, count, format),
            None if self.kind() == ScaleKind::Log => NumberFormat::float(format),
            None => format.and_then(NumberFormat::parse),
        };
        let base = self.log_base().filter(|_| self.bins().is_none() && !all);
        let ticks = if base.is_some() { self.ticks(Some(count), None, None).len() } else { 0 };
        for value in values {
            let x = value.to_number();
            texts.push(match &number {
                None => value.to_text().to_string(),
                Some(_) if base.is_some_and(|base| !log::is_labelled(x, base, count, ticks)) => {
                    String::new()
                }
                Some(number) => number.format(locale, x),
            });
        }
        texts
    }
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
    use crate::scale::curve::Curve;
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
        Scale::Continuous(scale)
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
        let texts = |count| scale.tick_texts(&values, count, None, &Locale::en());
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
                            let texts = scale.tick_texts(&values, count, None, &Locale::en());
                            assert_eq!(texts.len(), values.len());
                        }
                    }
                }
            }
        }
    }
}
