//! `shushuo scene`: a spec to its canonical scene.

use super::{CLEAN, COULD_NOT_RUN, FINDINGS, open, text};
use crate::error::Lang;
use crate::scene::print::print;
use std::io::Write;
use std::path::PathBuf;

/// What `scene` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The spec, a Vega-Lite JSON file; data URLs are read from its folder.
    pub spec: PathBuf,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(args: &Args, lang: Lang, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    match open::scene(&args.spec, lang, err) {
        Ok(scene) => match writeln!(out, "{}", print(&scene).write()) {
            Ok(()) => CLEAN,
            Err(_) => COULD_NOT_RUN,
        },
        Err(why) => {
            let _ = writeln!(err, "{}", text::line(&why, lang));
            FINDINGS
        }
    }
}
