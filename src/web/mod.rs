//! What JavaScript sees: wasm only.
//!
//! One [`handle::Drawing`] is one chart. The package's scripts, beside these
//! files, call it; they keep what JavaScript gave, so that a chart can be made
//! anew in another instance when this one traps.

pub mod convert;
mod far;
pub mod measure;
pub mod access;
pub mod event;
pub mod image;
pub mod zoom;
pub mod handle;

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the engine, such as `0.1.0`.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
