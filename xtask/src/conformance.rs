//! Scenes against Vega-Lite's own. The harness stands beside the repository and is copied, not changed.

use crate::npm;
use crate::step::{self, Done, Failure, cargo, command, root, step};
use std::path::{Path, PathBuf};

/// A working copy of ../shared/NAME under target, brought up to date. What was made in it stays.
pub fn harness(name: &str) -> Done<PathBuf> {
    let from = root().join("../shared").join(name);
    if !from.is_dir() {
        return Err(Failure::could_not_run(format!(
            "this needs the harness ../shared/{name} beside the repository"
        )));
    }
    let to = root().join("target").join(name);
    std::fs::create_dir_all(&to)?;
    let mut copy = command("cp", &["-R", "--no-preserve=mode", "-u"]);
    copy.arg(from.join(".")).arg(&to);
    step::run(copy)?;
    npm::install_in(&to)?;
    Ok(to)
}

/// A script of the harness, run by node in its folder.
pub fn node(folder: &Path, args: &[&str]) -> Done {
    let mut node = command("node", args);
    node.current_dir(folder).env("TZ", "UTC");
    step::run(node)
}

/// Prints the totals by tier; what follows `conformance` goes to compare.mjs.
pub fn run_with(folder: &Path, rest: &[&str]) -> Done {
    let program = root().join("target/release/shushuo");
    let engine = format!("{} scene", program.display());
    step("scenes", || node(folder, &["run.mjs", "--engine", &engine, "specs", "out/ours"]))?;
    let compare = ["compare.mjs", "out/ref", "out/ours", "--tiers", "tiers.json"];
    step("compare", || node(folder, &[&compare[..], rest].concat()))
}

/// Builds the program, makes the reference once, and compares.
pub fn run(rest: &[&str]) -> Done {
    let folder = step("harness", || harness("conformance"))?;
    step("the program", || {
        step::run(cargo(&["build", "--quiet", "--release", "--package", "shushuo"]))
    })?;
    if !folder.join("out/ref").is_dir() {
        step("reference", || node(&folder, &["reference.mjs", "specs", "out/ref"]))?;
    }
    run_with(&folder, rest)
}
