//! The engine as WebAssembly without a page: for Node, which measures it and compares its scenes.
#![cfg(target_arch = "wasm32")]

use shushuo::base::json::Json;
use shushuo::chart::{Chart, Options};
use shushuo::data::Sources;
use shushuo::error::Diagnostic;
use shushuo::scene::print::print;
use wasm_bindgen::prelude::wasm_bindgen;

/// The width of the scene of a spec; less than 0 when there is none.
#[wasm_bindgen]
pub fn width(spec: &str) -> f64 {
    with(spec, |chart| Ok(chart.scene(&Options::default())?.size.width)).unwrap_or(-1.0)
}

/// The scene of a spec as `shushuo scene` prints it, or what is wrong.
#[wasm_bindgen]
pub fn scene(spec: &str) -> String {
    with(spec, |chart| Ok(print(&chart.scene(&Options::default())?).write()))
        .unwrap_or_else(|why| why.to_string())
}

fn with<T>(
    spec: &str,
    then: impl FnOnce(&mut Chart) -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    let mut chart = Chart::new(&Json::parse_spec(spec)?, &Sources::new(), &Options::default())?;
    then(&mut chart)
}
