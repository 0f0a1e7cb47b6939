//! `shushuo schema`: the JSON schemas of specs and of reports, for editors to complete from.
//!
//! Names of properties come from the tables that the engine warns by; where it reads by hand, a
//! test holds the schema against what it asks for.

pub mod shape;
pub mod spec;
pub mod step;
pub mod figure;
pub mod report;

use super::{CLEAN, finish};
use crate::error::Lang;
use std::io::Write;

/// What `schema` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Prints the schema of reports rather than of specs.
    #[arg(long)]
    pub report: bool,
}

/// Prints the schema, its descriptions in a language; the exit code is 0 or 2 as [`super`] has it.
pub fn run(args: &Args, lang: Lang, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let schema = if args.report { report::schema(lang) } else { spec::schema(lang) };
    finish(writeln!(out, "{}", schema.write()).map(|()| CLEAN), err)
}
