//! `quantile`.

use std::cmp::Ordering;

/// The quantile of probability `share` of some numbers without NaN, which it reorders: between
/// neighbours it interpolates. None of no numbers.
///
/// Source: `quantileSorted` of d3-array.
pub(super) fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = (last as f64 * share).clamp(0.0, last as f64);
    let below = place as usize;
    let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    let high = above.iter().copied().min_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    Some(high.map_or(low, |high| low + (high - low) * (place - below as f64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles() {
        let check = |values: &[f64], share, expected| {
            assert_eq!(quantile(&mut values.to_vec(), share), expected, "{values:?} {share}");
        };
        check(&[], 0.5, None);
        check(&[7.0], 0.25, Some(7.0));
        check(&[4.0, 1.0, 3.0, 2.0], 0.5, Some(2.5));
        check(&[4.0, 1.0, 3.0, 2.0], 0.25, Some(1.75));
        check(&[4.0, 1.0, 3.0, 2.0], 0.0, Some(1.0));
        check(&[4.0, 1.0, 3.0, 2.0], 1.0, Some(4.0));
    }
}
