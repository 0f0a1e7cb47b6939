//! `shushuo serve`: the page on this computer, for this computer only.

use super::COULD_NOT_RUN;
use crate::error::Lang;
use std::io::Write;
use std::path::PathBuf;

/// What `serve` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port; when it is taken, the next free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Opens the page in the browser.
    #[arg(long)]
    pub open: bool,
    /// The folder to serve.
    #[arg(long, value_name = "DIR", default_value = "www")]
    pub dir: PathBuf,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(_args: &Args, _lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let _ = writeln!(err, "error: serve is not built yet");
    COULD_NOT_RUN
}
