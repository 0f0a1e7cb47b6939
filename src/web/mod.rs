//! What JavaScript sees: wasm only.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the engine, such as `0.1.0`.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
