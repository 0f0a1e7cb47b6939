//! `shushuo scene`: a spec to its canonical scene.

use super::COULD_NOT_RUN;
use crate::error::Lang;
use std::io::Write;
use std::path::PathBuf;

/// What `scene` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The spec, a Vega-Lite JSON file; data URLs are read from its folder.
    pub spec: PathBuf,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(_args: &Args, _lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let _ = writeln!(err, "error: scene is not built yet");
    COULD_NOT_RUN
}
