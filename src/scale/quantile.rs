//! Quantile scales: as many rows for each value of the range.

use super::output::Palette;
use super::steps::Steps;
use crate::resolve::ScaleKind;

/// The scale of a sorted sample without NaN.
///
/// Source: d3-scale 4, `quantile.js`.
pub(super) fn new(sample: Vec<f64>, palette: Palette) -> Steps {
    let parts = palette.len().max(1);
    let cuts = (1..parts).map(|i| quantile(&sample, i as f64 / parts as f64)).collect();
    Steps { kind: ScaleKind::Quantile, domain: sample, cuts, palette, bins: None }
}

/// Between neighbours it interpolates; of no numbers it is NaN.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = last as f64 * share;
    let below = place as usize;
    let at = |i: usize| sorted.get(i.min(last)).copied().unwrap_or(f64::NAN);
    at(below) + (at(below + 1) - at(below)) * (place - below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters() {
        let palette = Palette::new([1.0, 2.0, 3.0, 4.0].map(Into::into).to_vec());
        let sample = vec![3.0, 6.0, 7.0, 8.0, 8.0, 10.0, 13.0, 15.0, 16.0, 20.0];
        let scale = new(sample, palette);
        assert_eq!(scale.cuts, [7.25, 9.0, 14.5]);
        let parts = [3.0, 7.25, 8.9, 14.5, 99.0].map(|x| scale.part(x));
        assert_eq!(parts, [Some(0), Some(1), Some(1), Some(3), Some(3)]);
        assert_eq!(scale.part(f64::NAN), None);
        assert!(new(Vec::new(), Palette::new(vec![1.0.into(), 2.0.into()])).cuts[0].is_nan());
    }
}
