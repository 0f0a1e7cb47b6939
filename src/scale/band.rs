//! Band scales: a part of the range for each value of the domain.

use super::index::Index;
use crate::base::number::round;
use crate::base::value::Value;
use crate::resolve::ScaleKind;

/// How much of the range the bands take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between two bands, as a part of the step, 0–1.
    pub inner: f64,
    /// Before the first and after the last, as a part of the step.
    pub outer: f64,
    /// Where the bands stand when they do not fill the range: 0 is its start, 1 its end.
    pub align: f64,
    /// Whether bands start at and are whole pixels.
    pub round: bool,
}

impl Default for Spacing {
    fn default() -> Self {
        Self { inner: 0.0, outer: 0.0, align: 0.5, round: false }
    }
}

/// A scale from values to bands, or to points, which are bands without width.
#[derive(Clone, Debug)]
pub struct Band {
    /// Whether it is a band or a point scale.
    pub kind: ScaleKind,
    /// The domain.
    pub domain: Index,
    /// The range: first and last pixel.
    pub range: (f64, f64),
    /// The width of a band.
    pub bandwidth: f64,
    /// From the start of a band to that of the next.
    pub step: f64,
    start: f64,
}

impl Band {
    /// The scale of values and a range.
    ///
    /// Source: vega-scale, `scaleBand.js`.
    #[must_use]
    pub fn new(domain: Vec<Value>, range: (f64, f64), spacing: Spacing) -> Self {
        let domain = Index::new(domain);
        let count = domain.len() as f64;
        let [inner, outer, align] =
            [spacing.inner, spacing.outer, spacing.align].map(|part| part.clamp(0.0, 1.0));
        let (low, high) = if range.1 < range.0 { (range.1, range.0) } else { range };
        let room = band_space(count, inner, outer);
        let mut step = (high - low) / if room == 0.0 { 1.0 } else { room };
        if spacing.round {
            step = step.floor();
        }
        let mut start = low + (high - low - step * (count - inner)) * align;
        let mut bandwidth = step * (1.0 - inner);
        if spacing.round {
            (start, bandwidth) = (round(start), round(bandwidth));
        }
        Self { kind: ScaleKind::Band, domain, range, bandwidth, step, start }
    }

    /// The start of the band at a place: the end with the lesser pixel.
    #[must_use]
    pub fn at(&self, place: usize) -> f64 {
        let falling = self.range.1 < self.range.0;
        let place = if falling { (self.domain.len() - 1).saturating_sub(place) } else { place };
        self.start + self.step * place as f64
    }

    /// The start of a value's band; NaN when the domain has it not.
    #[must_use]
    pub fn place(&self, value: &Value) -> f64 {
        self.domain.of(value).map_or(f64::NAN, |place| self.at(place))
    }

    /// The value whose band or the gap after it holds a pixel.
    ///
    /// Source: vega-scale, `scaleBand.js`, `invert`.
    #[must_use]
    pub fn invert(&self, pixel: f64) -> Option<&Value> {
        let (low, high) =
            if self.range.1 < self.range.0 { (self.range.1, self.range.0) } else { self.range };
        let last = self.domain.len().checked_sub(1)?;
        if pixel.is_nan() || pixel < self.start.min(high) || pixel < low || pixel > high {
            return None;
        }
        let from_start = ((pixel - self.start) / self.step).floor();
        let i = if from_start.is_finite() { (from_start.max(0.0) as usize).min(last) } else { 0 };
        // In the gap after a band there is no value.
        if pixel - (self.start + self.step * i as f64) > self.bandwidth + 1e-10 {
            return None;
        }
        self.domain.values.get(if self.range.1 < self.range.0 { last - i } else { i })
    }
}

/// The steps that so many bands take, with what is before and after them.
///
/// Source: vega-scale, `bandSpace.js`.
#[must_use]
pub fn band_space(count: f64, inner: f64, outer: f64) -> f64 {
    let space = count - inner + outer * 2.0;
    match count > 0.0 {
        true if space > 0.0 => space,
        true => 1.0,
        false => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(range: (f64, f64), spacing: Spacing) -> Band {
        Band::new(["a", "b", "c"].map(Into::into).to_vec(), range, spacing)
    }

    // The expected numbers were made by vega-scale 8.1.0.
    #[test]
    fn bands() {
        let spacing = Spacing { inner: 0.2, outer: 0.1, ..Spacing::default() };
        let scale = band((0.0, 120.0), spacing);
        assert_eq!((scale.step, scale.bandwidth), (40.0, 32.0));
        assert_eq!(["a", "c", "d"].map(|text| scale.place(&text.into()))[..2], [4.0, 84.0]);
        assert!(scale.place(&"d".into()).is_nan());
        let falling = band((120.0, 0.0), spacing);
        assert_eq!(["a", "c"].map(|text| falling.place(&text.into())), [84.0, 4.0]);
        let whole = band((0.0, 100.0), Spacing { round: true, ..spacing });
        assert_eq!((whole.step, whole.bandwidth, whole.at(0)), (33.0, 26.0, 4.0));
        let start = band((0.0, 100.0), Spacing { round: true, align: 0.0, ..spacing });
        assert_eq!(start.at(0), 0.0);
        let none = Band::new(Vec::new(), (0.0, 100.0), spacing);
        assert_eq!((none.step, none.at(0)), (100.0, 60.0));
        assert_eq!(none.invert(50.0), None);
    }

    #[test]
    fn the_value_of_a_pixel() {
        let spacing = Spacing { inner: 0.2, outer: 0.1, ..Spacing::default() };
        for (range, found) in [
            ((0.0, 120.0), [None, Some("a"), None, Some("b"), Some("c"), None, None]),
            ((120.0, 0.0), [None, Some("c"), None, Some("b"), Some("a"), None, None]),
        ] {
            let scale = band(range, spacing);
            let texts = [2.0, 4.0, 38.0, 60.0, 100.0, 121.0, f64::NAN]
                .map(|pixel| scale.invert(pixel).and_then(Value::as_text).map(|text| &**text));
            assert_eq!(texts, found, "{range:?}");
        }
    }

    #[test]
    fn room_for_bands() {
        assert_eq!(band_space(5.0, 0.1, 0.05), 5.0);
        assert_eq!(band_space(3.0, 1.0, 0.5), 3.0);
        assert_eq!(band_space(1.0, 1.0, 0.0), 1.0);
        assert_eq!(band_space(0.0, 0.1, 0.05), 0.0);
    }
}
