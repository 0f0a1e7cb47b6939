//! What legends show of a scale: values and their labels, stops of gradients.
//!
//! Source: vega-scale, `labels.js`; vega-functions, `gradient`.

use super::curve::Curve;
use super::{Scale, log};
use crate::base::color::Color;
use crate::base::value::Value;

impl Scale {
    /// Whether a legend's symbols stand for parts from one number to another: those of
    /// scales with a discrete range, and of binned ones.
    #[must_use]
    pub fn is_parted(&self) -> bool {
        matches!(self, Self::Quantile(_) | Self::Quantize(_) | Self::Threshold(_))
            || self.bins().is_some()
    }

    /// The values a legend shows, about `count` of them, at least `min_step` apart. Of a scale of
    /// parts they are the starts of the parts, the first of which may be minus infinity.
    ///
    /// Source: vega-scale, `labelValues`.
    #[must_use]
    pub fn label_values(&self, count: Option<f64>, min_step: Option<f64>) -> Vec<Value> {
        let numbers = |list: &[f64]| list.iter().map(|number| Value::Number(*number)).collect();
        if let Some(bins) = self.bins() {
            return numbers(bins.split_last().map_or(&[], |(_, starts)| starts));
        }
        match self {
            Self::Quantile(scale) | Self::Quantize(scale) | Self::Threshold(scale) => {
                numbers(&scale.starts())
            }
            Self::Log(scale) => {
                let count = self.tick_count(count, min_step);
                let ticks = self.ticks(Some(count), None, None);
                let base = if let Curve::Log { base, .. } = scale.curve { base } else { 10.0 };
                let shown =
                    |value: &Value| log::is_labelled(value.to_number(), base, count, ticks.len());
                ticks.iter().filter(|value| shown(value)).cloned().collect()
            }
            Self::Linear(_)
            | Self::Pow(_)
            | Self::Symlog(_)
            | Self::Identity(_)
            | Self::Time(_)
            | Self::Band(_)
            | Self::Point(_)
            | Self::Ordinal(_)
            | Self::BinOrdinal(_) => self.ticks(count, None, min_step),
        }
    }

    /// Where the last part of a scale of parts ends: the last border of bins, or infinity.
    #[must_use]
    pub fn label_end(&self) -> f64 {
        self.bins().and_then(|bins| bins.last().copied()).unwrap_or(f64::INFINITY)
    }

    /// The labels of parts, `0 – 10`, `< 10` or `≥ 10`. `values` are the starts of the parts and the
    /// end of the last, `texts` are theirs; the result has one less.
    ///
    /// Source: vega-scale, `formatRange`.
    #[must_use]
    pub fn part_texts(values: &[Value], texts: &[impl AsRef<str>]) -> Vec<String> {
        let shown = |i: usize| {
            let finite = values.get(i)?.as_number().is_some_and(f64::is_finite);
            texts.get(i).map(AsRef::as_ref).filter(|text| finite && !text.is_empty())
        };
        let label = |i: usize| match (shown(i), shown(i + 1)) {
            (Some(low), Some(high)) => format!("{low} \u{2013} {high}"),
            (None, Some(high)) => format!("< {high}"),
            (low, None) => format!("\u{2265} {}", low.unwrap_or("")),
        };
        (0..values.len().saturating_sub(1)).map(label).collect()
    }

    /// How far along its domain a value stands on a gradient: 0 at the start, 1 at the end.
    /// On gradients of parts those at the ends of threshold scales are as long as the others on average.
    ///
    /// Source: vega-scale, `scaleFraction` and `labelFraction`.
    #[must_use]
    pub fn label_fraction(&self, x: f64) -> f64 {
        let share = |low: f64, high: f64, x: f64| {
            if high == low || !(high - low).is_finite() { 0.5 } else { (x - low) / (high - low) }
        };
        let (mut low, mut high) = self.domain_extent().unwrap_or((0.0, 1.0));
        match self {
            Self::Linear(scale)
            | Self::Log(scale)
            | Self::Pow(scale)
            | Self::Symlog(scale)
            | Self::Time(scale) => {
                let curve = scale.curve;
                share(curve.bend(low), curve.bend(high), curve.bend(x))
            }
            Self::Threshold(scale) => {
                let inner = scale.domain.len() as f64 - 1.0;
                let more = if inner > 0.0 { (high - low) / inner } else { 0.1 };
                (low, high) = (low - more, high + more);
                share(low, high, x)
            }
            Self::Identity(_)
            | Self::Band(_)
            | Self::Point(_)
            | Self::Ordinal(_)
            | Self::Quantile(_)
            | Self::Quantize(_)
            | Self::BinOrdinal(_) => share(low, high, x),
        }
    }

    /// The colours along a gradient: where each stands, 0–1, at about `count` round values
    /// (15 when there is none) and both ends. Empty when the range has no colours.
    #[must_use]
    pub fn gradient(&self, count: Option<f64>) -> Vec<(f64, Color)> {
        let Some((first, last)) = self.domain_extent() else { return Vec::new() };
        if first == last {
            let color = |end: f64| Some((end, self.color(&Value::Number(first))?));
            return [0.0, 1.0].into_iter().filter_map(color).collect();
        }
        let mut stops: Vec<f64> = match self.bins() {
            // The colours of a gradient do not stop at the borders of bins.
            Some(_) => crate::base::number::ticks(first, last, count.unwrap_or(15.0)),
            None => {
                let ticks = self.ticks(Some(count.unwrap_or(15.0)), None, None);
                ticks.iter().map(Value::to_number).collect()
            }
        };
        if stops.first() != Some(&first) {
            stops.insert(0, first);
        }
        if stops.last() != Some(&last) {
            stops.push(last);
        }
        let stop = |x: f64| Some((self.label_fraction(x), self.color(&Value::Number(x))?));
        stops.into_iter().filter_map(stop).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_parts() {
        let check = |values: &[f64], texts: &[&str], expected: &[&str]| {
            let values: Vec<Value> = values.iter().map(|number| Value::Number(*number)).collect();
            assert_eq!(Scale::part_texts(&values, texts), expected);
        };
        let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        check(&[0.0, 10.0, 20.0], &["0", "10", "20"], &["0 – 10", "10 – 20"]);
        check(&[low, 10.0, 20.0, high], &["", "10", "20", ""], &["< 10", "10 – 20", "≥ 20"]);
        check(&[], &[], &[]);
    }
}
