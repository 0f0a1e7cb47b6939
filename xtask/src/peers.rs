//! The page beside other engines. The harness stands beside the repository and is copied, not changed.

use crate::conformance::{harness, node};
use crate::step::{Done, root, step};
use crate::test::chromium;

/// Runs the benchmark with pkg/ as it stands; what follows `bench-peers` goes to run.mjs.
pub fn run(rest: &[&str]) -> Done {
    let folder = step("harness", || harness("bench"))?;
    let chromium = chromium()?;
    let pkg = root().join("pkg").display().to_string();
    let own = ["run.mjs", "--shushuo", &pkg, "--chromium", &chromium];
    step("bench", || node(&folder, &[&own[..], rest].concat()))
}
