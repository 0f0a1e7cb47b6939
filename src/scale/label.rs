//! What legends show of a scale: values and their labels, stops of gradients.
//!
//! Source: vega-scale, `labels.js`; vega-functions, `gradient`.

use super::output::Output;
use super::{Scale, log};
use crate::base::color::Color;
use crate::base::value::Value;
use crate::resolve::ScaleKind;

impl Scale {
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
        if let Self::Steps(scale) = self
            && scale.kind != ScaleKind::BinOrdinal
        {
            return numbers(&scale.starts());
        }
        // Scales of a scheme are of another type for Vega.
        let ramp = matches!(
            self,
            Self::Continuous(scale) if matches!(scale.output, Output::Ramp { .. })
        );
        let Some(base) = self.log_base().filter(|_| !ramp) else {
            return self.ticks(count, None, min_step);
        };
        let count = self.tick_count(count, min_step);
        let mut ticks = self.ticks(Some(count), None, None);
        let all = ticks.len();
        ticks.retain(|value| log::is_labelled(value.to_number(), base, count, all));
        ticks
    }

    /// How far along its domain a value stands on a gradient: 0 at the start, 1 at the end.
    /// On gradients of parts those at the ends of threshold scales are as long as the others on average.
    ///
    /// Source: vega-scale, `scaleFraction` and `labelFraction`.
    #[must_use]
    pub fn label_fraction(&self, x: f64) -> f64 {
        let (mut low, mut high) = self.domain_extent().unwrap_or((0.0, 1.0));
        let mut x = x;
        match self {
            Self::Continuous(scale) => {
                [low, high, x] = [low, high, x].map(|x| scale.curve.bend(x));
            }
            Self::Steps(scale) if scale.kind == ScaleKind::Threshold => {
                let inner = scale.domain.len() as f64 - 1.0;
                let more = if inner > 0.0 { (high - low) / inner } else { 0.1 };
                (low, high) = (low - more, high + more);
            }
            Self::Identity(_) | Self::Band(_) | Self::Ordinal(_) | Self::Steps(_) => {}
        }
        let length = high - low;
        if length == 0.0 || !length.is_finite() { 0.5 } else { (x - low) / length }
    }

    /// The colours along a gradient: where each stands, 0–1, at about `count` round values
    /// (15 when there is none) and both ends. Empty when the range has no colours.
    #[must_use]
    pub fn gradient(&self, count: Option<f64>) -> Vec<(f64, Color)> {
        let Some((first, last)) = self.domain_extent() else { return Vec::new() };
        if first == last
            && let Self::Continuous(scale) = self
            && let Output::Ramp { ramp, from, to } = &scale.output
        {
            // One number tells nothing of the colours: all of them are shown.
            let share = |i: i32| f64::from(i) / 20.0;
            return (0..=20).map(|i| (share(i), ramp.at(from + share(i) * (to - from)))).collect();
        }
        let wanted = count.unwrap_or(15.0);
        let mut stops = if first == last {
            Vec::new()
        } else if self.bins().is_some() {
            crate::base::number::ticks(first, last, wanted)
        } else {
            self.ticks(Some(wanted), None, None).iter().map(Value::to_number).collect()
        };
        if stops.first() != Some(&first) {
            stops.insert(0, first);
        }
        if stops.last() != Some(&last) || first == last {
            stops.push(last);
        }
        let mut list = Vec::new();
        for (i, x) in stops.iter().enumerate() {
            let share = if first == last { i as f64 } else { self.label_fraction(*x) };
            list.extend(self.color(&Value::Number(*x)).map(|color| (share, color)));
        }
        list
    }
}
