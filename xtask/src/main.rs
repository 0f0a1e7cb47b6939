//! The project's chores: `cargo xtask pkg | size | test | ci | measured | www | shots | conformance | bench | bench-peers`.

mod step;
mod npm;
mod pack;
mod wasm;
mod pkg;
mod size;
mod split;
mod www;
mod measured;
mod test;
mod shots;
mod conformance;
mod peers;
mod bench;
mod ci;

use std::process::ExitCode;
use step::Failure;

const USAGE: &str = "cargo xtask COMMAND

  pkg            makes pkg/, the npm package
  pkg --check    makes it once more in another folder and compares the bytes
  size           the size of pkg/ as sent, against the budget
  measured       writes the report on the project itself, www/measured, from what its files tell
  measured --all measures anew what takes a clock or the harness, too
  www            makes the pages under www/ with `shushuo build`
  www --check    makes them elsewhere and compares the bytes
  test           all tests: cargo's, then the browser's (exit code 2 when Chromium is missing)
  ci             everything that has to hold
  shots          screenshots of the page, into www/shots
  conformance    scenes against Vega-Lite's, with the harness in ../shared/conformance
  bench          parse → scene natively, in wasm and by Vega: cargo xtask bench [ROWS...]
  bench-peers    the page beside other engines, with the harness in ../shared/bench
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["pkg"] => pkg::write(),
        ["pkg", "--check"] => pkg::check(),
        ["size"] => size::check(),
        ["measured"] => measured::write(false),
        ["measured", "--all"] => measured::write(true),
        ["www"] => www::write(),
        ["www", "--check"] => www::check(),
        ["test"] => test::all(),
        ["ci"] => ci::all(),
        ["shots"] => shots::take(),
        ["conformance", rest @ ..] => conformance::run(rest),
        ["bench", rest @ ..] => bench::run(rest),
        ["bench-peers", rest @ ..] => peers::run(rest),
        _ => Err(Failure::could_not_run(USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.text.trim_end());
            ExitCode::from(failure.code)
        }
    }
}
