//! Point scales: a pixel for each value of the domain.

use super::band::{Band, Spacing};
use crate::base::value::Value;
use crate::resolve::ScaleKind;

/// The scale of values and a range: bands without width, whose padding is that outside.
///
/// Source: vega-scale, `scaleBand.js`.
pub(super) fn new(domain: Vec<Value>, range: (f64, f64), spacing: Spacing) -> Band {
    let mut band = Band::new(domain, range, Spacing { inner: 1.0, ..spacing });
    band.kind = ScaleKind::Point;
    band
}
