//! Quantize scales: equally long parts of the domain.

use super::output::Palette;
use super::steps::Steps;
use crate::resolve::ScaleKind;

/// The scale of a domain of two numbers.
///
/// Source: d3-scale 4, `quantize.js`.
pub(super) fn new(domain: Vec<f64>, palette: Palette) -> Steps {
    let first = domain.first().copied().unwrap_or(f64::NAN);
    let last = domain.last().copied().unwrap_or(f64::NAN);
    let cuts = cuts(first, last, palette.len());
    Steps { kind: ScaleKind::Quantize, domain, cuts, palette, bins: None }
}

fn cuts(first: f64, last: f64, parts: usize) -> Vec<f64> {
    let most = parts as f64;
    (1..parts).map(|i| i as f64).map(|i| (i * last - (i - most) * first) / most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds() {
        let palette = || Palette::new([1.0, 2.0, 3.0].map(Into::into).to_vec());
        let scale = new(vec![0.0, 1.0], palette());
        assert_eq!(scale.cuts, [1.0 / 3.0, 2.0 / 3.0]);
        assert_eq!([-1.0, 0.2, 0.5, 2.0].map(|x| scale.part(x)), [0, 0, 1, 2].map(Some));
        assert_eq!(new(vec![10.0, 40.0], palette()).starts(), [f64::NEG_INFINITY, 20.0, 30.0]);
        assert!(new(vec![0.0, 1.0], Palette::default()).cuts.is_empty());
    }
}
