//! Legends.

use super::Layout;
use crate::resolve::LegendSpec;
use crate::scene::Legend;

/// A legend with its items, its corner at 0, 0; [`super::arrange`] moves it to its place.
#[must_use]
pub fn build(layout: &Layout<'_>, spec: &LegendSpec, frame: usize) -> Option<Legend> {
    let _ = (layout, spec, frame);
    None
}
