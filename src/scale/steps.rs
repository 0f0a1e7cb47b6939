//! Continuous domains cut in parts, each with one value: what quantile, quantize, threshold and bin-ordinal scales share.
//!
//! Source: d3-scale 4, `quantile.js`, `quantize.js`, `threshold.js`; vega-scale, `scaleBinOrdinal.js`.

use super::output::Palette;
use crate::base::number::ticks;
use std::rc::Rc;

/// A scale that gives the same value for each part of its domain.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    /// The domain: two numbers, thresholds, a sorted sample, or the borders of bins.
    pub domain: Vec<f64>,
    /// Where one part ends and the next starts, rising.
    pub cuts: Vec<f64>,
    /// The value of each part, from the lowest.
    pub palette: Palette,
    /// The borders of bins, when the data are binned.
    pub bins: Option<Rc<[f64]>>,
}

impl Steps {
    /// The part that a number lies in.
    #[must_use]
    pub fn part(&self, x: f64) -> Option<usize> {
        (!x.is_nan()).then(|| self.cuts.partition_point(|cut| *cut <= x))
    }

    /// The lower end of each part, from minus infinity.
    #[must_use]
    pub fn starts(&self) -> Vec<f64> {
        std::iter::once(f64::NEG_INFINITY).chain(self.cuts.iter().copied()).collect()
    }

    /// About `count` round values between the ends of the domain.
    #[must_use]
    pub fn ticks(&self, count: f64) -> Vec<f64> {
        match (self.domain.first(), self.domain.last()) {
            (Some(first), Some(last)) => ticks(*first, *last, count),
            _ => Vec::new(),
        }
    }
}
