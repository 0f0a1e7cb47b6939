//! `shushuo build`: a report to its pages.

use super::COULD_NOT_RUN;
use crate::error::Lang;
use std::io::Write;
use std::path::PathBuf;

/// What `build` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The report, a JSON file.
    pub report: PathBuf,
    /// The folder to write to; made when it is not there.
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(_args: &Args, _lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let _ = writeln!(err, "error: build is not built yet");
    COULD_NOT_RUN
}
