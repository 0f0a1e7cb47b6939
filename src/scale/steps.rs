//! Continuous domains cut in parts, each with one value: what quantile, quantize, threshold and bin-ordinal scales share.
//!
//! Source: d3-scale 4, `quantile.js`, `quantize.js`, `threshold.js`; vega-scale, `scaleBinOrdinal.js`.

use super::output::Palette;
use crate::resolve::ScaleKind;
use std::rc::Rc;

/// A scale that gives the same value for each part of its domain.
#[derive(Clone, Debug)]
pub struct Steps {
    /// Its kind.
    pub kind: ScaleKind,
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
    /// The place in the palette of the part that a number lies in. Below the first bin there is
    /// none; a palette that is shorter than the bins are many starts again.
    #[must_use]
    pub fn part(&self, x: f64) -> Option<usize> {
        if x.is_nan() {
            return None;
        }
        let part = self.cuts.partition_point(|cut| *cut <= x);
        if self.kind != ScaleKind::BinOrdinal {
            return Some(part);
        }
        part.checked_sub(1)?.checked_rem(self.palette.len())
    }

    /// The lower end of each part, from minus infinity.
    #[must_use]
    pub fn starts(&self) -> Vec<f64> {
        std::iter::once(f64::NEG_INFINITY).chain(self.cuts.iter().copied()).collect()
    }
}
