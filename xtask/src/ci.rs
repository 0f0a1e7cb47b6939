//! Everything that has to hold, in the order in which it fails fastest.

use crate::step::{Done, cargo, run, step};
use crate::{pkg, size, test, www};

/// Runs it all.
pub fn all() -> Done {
    let lint = ["--", "--deny", "warnings"];
    let clippy = ["clippy", "--quiet", "--workspace", "--all-targets"];
    let wasm = ["clippy", "--quiet", "--lib", "--target", "wasm32-unknown-unknown"];
    step("fmt", || run(cargo(&["fmt", "--all", "--check"])))?;
    step("clippy", || run(cargo(&[&clippy[..], &lint].concat())))?;
    step("clippy for wasm32", || run(cargo(&[&wasm[..], &lint].concat())))?;
    step("doc", || {
        let mut doc = cargo(&["doc", "--quiet", "--no-deps", "--workspace"]);
        doc.env("RUSTDOCFLAGS", "--deny warnings");
        run(doc)
    })?;
    size::check()?;
    test::all()?;
    pkg::check()?;
    www::check()
}
