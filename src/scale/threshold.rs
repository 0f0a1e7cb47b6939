//! Threshold scales: parts between given numbers.

use super::output::Palette;
use super::steps::Steps;
use crate::resolve::ScaleKind;

/// The scale of thresholds, which the range has one value more than.
///
/// Source: d3-scale 4, `threshold.js`.
pub(super) fn new(domain: Vec<f64>, palette: Palette) -> Steps {
    let cuts = domain.iter().copied().take(palette.len().saturating_sub(1)).collect();
    Steps { kind: ScaleKind::Threshold, domain, cuts, palette, bins: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_thresholds() {
        let palette = Palette::new(["a", "b", "c"].map(Into::into).to_vec());
        let scale = new(vec![0.0, 1.0], palette);
        let found = [-1.0, 0.0, 0.5, 1.0, 5.0].map(|x| scale.palette.value(scale.part(x)));
        assert_eq!(found, ["a", "b", "b", "c", "c"].map(Into::into));
        let short = new(vec![0.0, 1.0], Palette::new(vec!["a".into()]));
        assert_eq!(short.part(5.0), Some(0));
    }
}
