//! The page beside other engines. The harness stands beside the repository and is copied, not changed.

use crate::conformance::{harness, node};
use crate::step::{Done, cargo, command, root, run as start, step};
use crate::test::chromium;
use std::fs;

/// Runs the benchmark with pkg/ as it stands, and draws what lines of more and more points cost;
/// what follows `bench-peers` goes to run.mjs.
pub fn run(rest: &[&str]) -> Done {
    let folder = step("harness", || harness("bench"))?;
    let chromium = chromium()?;
    let pkg = root().join("pkg").display().to_string();
    let own = ["run.mjs", "--shushuo", &pkg, "--chromium", &chromium];
    step("bench", || node(&folder, &[&own[..], rest].concat()))?;
    // Without lines, or with results elsewhere, the picture stays as it is.
    if rest.iter().any(|option| ["--only", "--out"].contains(option)) {
        return Ok(());
    }
    step("www/shots/cost.svg", || {
        start(cargo(&["build", "--quiet", "--release", "--package", "shushuo"]))?;
        let spec = folder.join("results/cost.vl.json");
        fs::copy(root().join("benches/cost.vl.json"), &spec)?;
        let mut render = command(root().join("target/release/shushuo"), &["render"]);
        render.arg(spec).args(["-o", "www/shots/cost.svg"]);
        start(render)
    })
}
