//! From the text of a spec to its scene: natively, in WebAssembly, and by Vega.

use crate::step::{self, Done, cargo, command, root, step};
use crate::{npm, wasm};

/// Builds both and measures; what follows `bench` are numbers of rows instead of 1e3, 1e5 and 1e6.
pub fn run(rest: &[&str]) -> Done {
    step("npm ci in benches", || npm::install("benches"))?;
    step("the program", || {
        step::run(cargo(&[
            "build",
            "--quiet",
            "--release",
            "--package",
            "shushuo",
            "--example",
            "native",
        ]))
    })?;
    let folder = step("the engine for Node", wasm::for_node)?;
    step("bench", || {
        let mut node = command("node", &["benches/run.mjs"]);
        node.arg(root().join("target/release/examples/native")).arg(folder).args(rest);
        step::run(node)
    })
}
