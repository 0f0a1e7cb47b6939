//! All tests: cargo's, then those in a browser.

use crate::step::{self, Done, Failure, answers, cargo, command, root, run, step};
use crate::{npm, wasm};

/// Runs all tests, whatever fails. Without Chromium the rest runs, and the exit code is 2.
pub fn all() -> Done {
    let cargo_test = ["test", "--quiet", "--workspace", "--no-fail-fast"];
    let cargo_test = step("cargo test", || run(cargo(&cargo_test)));
    step::all([cargo_test, same_scenes(), browser()])
}

/// Scenes natively and in WebAssembly are the same bytes.
fn same_scenes() -> Done {
    step("the program", || run(cargo(&["build", "--quiet", "--release", "--package", "shushuo"])))?;
    let folder = step("the engine for Node", wasm::for_node)?;
    step("scenes natively and in wasm", || {
        let mut node = command("node", &["benches/same.mjs", "target/release/shushuo"]);
        node.arg(folder);
        run(node)
    })
}

/// The path of the browser that the tests use: `CHROMIUM`, or the first of the usual names that is installed.
pub fn chromium() -> Done<String> {
    let given = std::env::var("CHROMIUM").ok();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["chromium", "chromium-browser", "google-chrome"].into_iter();
    let usual = usual.flat_map(|name| std::env::split_paths(&path).map(move |dir| dir.join(name)));
    let found = match given {
        Some(given) => Some(given).filter(|program| answers(program)),
        None => usual.map(|path| path.display().to_string()).find(|program| answers(program)),
    };
    found.ok_or_else(|| {
        Failure::could_not_run(
            "Chromium is missing, so nothing ran in a browser:\n  \
             apt-get install -y chromium fonts-noto-cjk\n\
             or set CHROMIUM to the path of its program",
        )
    })
}

/// The tests of www/test, in Chromium.
fn browser() -> Done {
    let mut files: Vec<String> = std::fs::read_dir(root().join("www/test"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("www/test/{name}"))
        .collect();
    files.sort();
    let chromium = chromium()?;
    step("npm ci in www/test", || npm::install("www/test"))?;
    step("the program", || run(cargo(&["build", "--quiet", "--release", "--package", "shushuo"])))?;
    step("node --test www/test", || {
        let mut node = command("node", &["--test", "--test-concurrency=1", "--test-reporter=spec"]);
        node.args(files).env("CHROMIUM", chromium);
        run(node)
    })
}
