//! The native program: one command, one file. Each reads, calls, writes, and returns an exit code.

pub mod serve;
pub mod build;
pub mod scene;
pub mod render;
pub mod check;
pub mod read;
pub mod draft;
pub mod diff;
pub mod schema;
pub mod package;
pub mod text;
pub mod open;

use crate::error::Lang;
use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// The exit code of a command that found nothing wrong.
pub const CLEAN: u8 = 0;
/// The exit code of a command that found something wrong in what it was given.
pub const FINDINGS: u8 = 1;
/// The exit code of a command that could not run: no such file, no such option, no such font.
pub const COULD_NOT_RUN: u8 = 2;

/// Draws Vega-Lite specs, and proves the figures of a report against its source text.
///
/// Without a command it serves the page, as `serve` does.
#[derive(Debug, Parser)]
#[command(name = "shushuo", version)]
struct Program {
    /// The language of messages.
    #[arg(long, global = true, value_enum, default_value_t = Tongue::En)]
    lang: Tongue,
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Args,
}

/// The values of `--lang`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Tongue {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// The commands, each in its own file.
#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the page on this computer.
    Serve(serve::Args),
    /// Writes the page of a report: HTML, with a picture and a table of each chart.
    Build(build::Args),
    /// Prints what would be drawn of a spec, as canonical JSON.
    Scene(scene::Args),
    /// Draws a spec to a file, SVG or PNG.
    Render(render::Args),
    /// Proves the figures of a report against its source text.
    Check(check::Args),
    /// Lists the numbers of a text, with their places.
    Read(read::Args),
    /// Drafts a report from a source text.
    Draft(draft::Args),
    /// Tells what changed between two reports.
    Diff(diff::Args),
    /// Prints the JSON schema of specs or of reports.
    Schema(schema::Args),
}

/// Runs the program; 0 is clean, 1 is findings, 2 is could not run.
#[must_use]
pub fn main() -> ExitCode {
    let program = match Program::try_parse() {
        Ok(program) => program,
        Err(error) => {
            // Help and version are no errors; clap knows where each belongs.
            let code = if error.use_stderr() { COULD_NOT_RUN } else { CLEAN };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let code = run(program, &mut out, &mut err);
    let flushed = out.flush().map(|()| code);
    ExitCode::from(finish(flushed, &mut err))
}

/// Runs the command.
fn run(program: Program, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let lang = match program.lang {
        Tongue::Zh => Lang::Zh,
        Tongue::En => Lang::En,
    };
    match program.command.unwrap_or(Command::Serve(program.serve)) {
        Command::Serve(args) => serve::run(&args, lang, out, err),
        Command::Build(args) => build::run(&args, lang, out, err),
        Command::Scene(args) => scene::run(&args, lang, out, err),
        Command::Render(args) => render::run(&args, lang, out, err),
        Command::Check(args) => check::run(&args, lang, out, err),
        Command::Read(args) => read::run(&args, lang, out, err),
        Command::Draft(args) => draft::run(&args, lang, out, err),
        Command::Diff(args) => diff::run(&args, lang, out, err),
        Command::Schema(args) => schema::run(&args, lang, out, err),
    }
}

/// The exit code of a command whose writing may have failed.
///
/// A reader that went away, such as `head`, is no error: the code is then 0.
/// Any other failure is told and gives [`COULD_NOT_RUN`].
pub fn finish(result: io::Result<u8>, err: &mut dyn Write) -> u8 {
    match result {
        Ok(code) => code,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(error) => {
            let _ = writeln!(err, "error: {error}");
            COULD_NOT_RUN
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn options_are_consistent() {
        Program::command().debug_assert();
    }

    #[test]
    fn a_reader_that_went_away_is_no_error() {
        let check = |kind: io::ErrorKind, code: u8, silent: bool| {
            let mut err = Vec::new();
            assert_eq!(finish(Err(kind.into()), &mut err), code);
            assert_eq!(err.is_empty(), silent);
        };
        check(io::ErrorKind::BrokenPipe, CLEAN, true);
        check(io::ErrorKind::StorageFull, COULD_NOT_RUN, false);
    }

    #[test]
    fn without_a_command_the_page_is_served() {
        let check = |words: &[&str], serves: bool, port: u16| {
            let program = Program::try_parse_from(words).expect("these words are right");
            assert_eq!(matches!(program.command, None | Some(Command::Serve(_))), serves);
            let args = match program.command {
                Some(Command::Serve(args)) => args,
                _ => program.serve,
            };
            assert_eq!(args.port, port);
        };
        check(&["shushuo"], true, 8080);
        check(&["shushuo", "--port", "90"], true, 90);
        check(&["shushuo", "serve", "--port", "91"], true, 91);
        check(&["shushuo", "scene", "a.json"], false, 8080);
    }
}
