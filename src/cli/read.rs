//! `shushuo read`: the numbers of a text, with their places.

use super::COULD_NOT_RUN;
use crate::error::Lang;
use std::io::Write;
use std::path::PathBuf;

/// What `read` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The text, UTF-8.
    pub source: PathBuf,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(_args: &Args, _lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let _ = writeln!(err, "error: read is not built yet");
    COULD_NOT_RUN
}
