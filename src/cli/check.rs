//! `shushuo check`: the figures of a report against its source text.

use super::COULD_NOT_RUN;
use crate::error::Lang;
use std::io::Write;
use std::path::PathBuf;

/// What `check` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The report, a JSON file, or a folder with report.json in it.
    pub report: PathBuf,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(_args: &Args, _lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let _ = writeln!(err, "error: check is not built yet");
    COULD_NOT_RUN
}
