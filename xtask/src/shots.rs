//! Screenshots of the page, as the README shows them.

use crate::npm;
use crate::step::{Done, cargo, command, run, step};
use crate::test::chromium;

/// Takes them, into www/shots.
pub fn take() -> Done {
    step("shots", || {
        let chromium = chromium()?;
        npm::install("www/test")?;
        run(cargo(&["build", "--quiet", "--release", "--package", "shushuo"]))?;
        let mut node = command("node", &["www/test/shots.mjs"]);
        node.env("CHROMIUM", chromium);
        run(node)
    })
}
