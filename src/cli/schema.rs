//! `shushuo schema`: the JSON schemas.

use super::COULD_NOT_RUN;
use crate::error::Lang;
use std::io::Write;

/// What `schema` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the schema is of: spec or report.
    #[arg(default_value = "spec")]
    pub of: String,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(_args: &Args, _lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let _ = writeln!(err, "error: schema is not built yet");
    COULD_NOT_RUN
}
