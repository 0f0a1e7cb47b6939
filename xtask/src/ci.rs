//! Everything that has to hold, what fails fastest first.

use crate::step::{self, Done, cargo, run, step};
use crate::{pkg, size, test, www};

/// Runs it all, whatever fails, so that one run tells everything.
pub fn all() -> Done {
    let lint = ["--", "--deny", "warnings"];
    let clippy = ["clippy", "--quiet", "--workspace", "--all-targets"];
    let wasm = [
        "clippy",
        "--quiet",
        "--workspace",
        "--exclude=xtask",
        "--lib",
        "--target=wasm32-unknown-unknown",
    ];
    step::all([
        step("fmt", || run(cargo(&["fmt", "--all", "--check"]))),
        size::check(),
        step("clippy", || run(cargo(&[&clippy[..], &lint].concat()))),
        step("clippy for wasm32", || run(cargo(&[&wasm[..], &lint].concat()))),
        step("doc", || {
            let mut doc = cargo(&["doc", "--quiet", "--no-deps", "--workspace"]);
            doc.env("RUSTDOCFLAGS", "--deny warnings");
            run(doc)
        }),
        test::all(),
        pkg::check(),
        www::check(),
    ])
}
