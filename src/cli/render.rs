//! `shushuo render`: a spec to a picture.

use super::COULD_NOT_RUN;
use crate::error::Lang;
use std::io::Write;
use std::path::PathBuf;

/// What `render` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The spec, a Vega-Lite JSON file; data URLs are read from its folder.
    pub spec: PathBuf,
    /// The file to write; its ending, .svg or .png, is the format.
    #[arg(short, long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(_args: &Args, _lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let _ = writeln!(err, "error: render is not built yet");
    COULD_NOT_RUN
}
