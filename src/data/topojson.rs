//! TopoJSON → rows of shapes. Not read yet.

use super::table::Table;
use crate::error::{Diagnostic, Place, Result, SpecError};

/// The shapes of the object `object`, or its borders as one.
///
/// # Errors
///
/// `SpecError::Unsupported` at `at`, always: shapes are not drawn yet.
pub fn read(at: &Place, _text: &str, _object: &str, _mesh: bool) -> Result<Table> {
    Err(Diagnostic::error(at, SpecError::Unsupported { what: "topojson".into() }))
}
