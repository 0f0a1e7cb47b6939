//! `shushuo draft`: a source text to a first report.

use super::read::load;
use super::{CLEAN, COULD_NOT_RUN};
use crate::error::Lang;
use crate::report::draft::draft;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::PathBuf;

/// What `draft` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The text, UTF-8; `-` is standard input.
    pub source: PathBuf,
    /// The report to write; without, it goes to standard output.
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// Write over a report that is there.
    #[arg(long)]
    pub force: bool,
}

/// Runs the command: 0 when the draft is written, 2 when it could not be.
pub fn run(args: &Args, lang: Lang, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let source = match load(&args.source) {
        Ok(source) => source,
        Err(why) => {
            let name = args.source.display();
            let _ = match lang {
                Lang::Zh => writeln!(err, "error: 读不了 {name}:{why}"),
                Lang::En => writeln!(err, "error: cannot read {name}: {why}"),
            };
            return COULD_NOT_RUN;
        }
    };
    let name = args.source.file_name().map_or("", |name| name.to_str().unwrap_or("")).to_owned();
    let hash: String =
        Sha256::digest(source.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let report = draft(&source, &name, &hash);
    let Some(path) = &args.output else {
        return super::finish(out.write_all(report.as_bytes()).map(|()| CLEAN), err);
    };
    if path.exists() && !args.force {
        let name = path.display();
        let _ = match lang {
            Lang::Zh => writeln!(err, "error: {name} 已存在;用 --force 覆盖"),
            Lang::En => {
                writeln!(err, "error: {name} is there already; hint: --force writes over it")
            }
        };
        return COULD_NOT_RUN;
    }
    super::finish(std::fs::write(path, report).map(|()| CLEAN), err)
}
