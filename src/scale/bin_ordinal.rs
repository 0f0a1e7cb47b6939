//! Bin-ordinal scales: a value for each bin.

use super::output::Palette;
use super::steps::Steps;
use crate::resolve::ScaleKind;
use std::rc::Rc;

/// The scale of the borders of bins, which are its domain too.
///
/// Source: vega-scale, `scaleBinOrdinal.js`.
pub(super) fn new(bins: Rc<[f64]>, palette: Palette) -> Steps {
    let kind = ScaleKind::BinOrdinal;
    Steps { kind, domain: bins.to_vec(), cuts: bins.to_vec(), palette, bins: Some(bins) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_for_each_bin() {
        let palette = Palette::new(["a", "b"].map(Into::into).to_vec());
        let scale = new([0.0, 10.0, 20.0, 30.0].into(), palette);
        let found = [-1.0, 0.0, 9.0, 10.0, 29.0, f64::NAN].map(|x| scale.part(x));
        assert_eq!(found, [None, Some(0), Some(0), Some(1), Some(0), None]);
        assert_eq!(new([0.0, 1.0].into(), Palette::default()).part(0.5), None);
    }
}
