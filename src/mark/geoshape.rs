//! Outlines of maps, and places by longitude and latitude.

use super::Draw;
use crate::error::{Diagnostic, Notes, Result, SpecError};
use crate::resolve::Channel;
use crate::scene::Geo;

/// A projection fitted to a plot.
#[derive(Clone, Debug)]
pub struct Projection;

/// An outline for each row with a geometry.
///
/// # Errors
///
/// Maps are not drawn yet: [`SpecError::Unsupported`].
pub fn items(_notes: &mut Notes, draw: &Draw<'_>) -> Result<Vec<Geo>> {
    Err(Diagnostic::error(
        &draw.unit.at.child("mark"),
        SpecError::Unsupported { what: "geoshape".into() },
    ))
}

/// The places of longitude and latitude, when the unit has them.
#[must_use]
pub fn points(draw: &Draw<'_>) -> Option<(Vec<f64>, Vec<f64>)> {
    draw.def(Channel::Longitude)?;
    draw.projection?;
    None
}

/// Both ends of rules by longitude and latitude.
#[must_use]
pub fn spans(draw: &Draw<'_>) -> Option<(super::span::Span, super::span::Span)> {
    draw.def(Channel::Longitude2)?;
    None
}
