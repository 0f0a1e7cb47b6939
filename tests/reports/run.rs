//! Corrupts a report of your own, one thing at a time, and tells what its check does not notice.
//!
//! `cargo run --example corrupt -- REPORT SOURCE [HOW MANY] [SEED]`; exit 1 when something went unnoticed.

mod corrupt;

use corrupt::{Dice, KINDS, corrupt as change, is_caught, proof};
use shushuo::base::json::Json;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    let (Some(report), Some(source)) = (args.first(), args.get(1)) else {
        let _ = writeln!(out, "corrupt REPORT SOURCE [HOW MANY] [SEED]");
        return ExitCode::from(2);
    };
    let read = |path: &str| std::fs::read_to_string(path);
    let (Ok(report), Ok(source)) = (read(report), read(source)) else {
        let _ = writeln!(out, "cannot read {report} or {source}");
        return ExitCode::from(2);
    };
    let number = |i: usize, or: u64| args.get(i).and_then(|n| n.parse().ok()).unwrap_or(or);
    let (many, seed) = (number(2, 200), number(3, 1));
    let Ok(json) = Json::parse(&report) else { return ExitCode::from(2) };
    let clean = proof(&json, &source).is_some_and(|proof| proof.findings.is_empty());
    let mut dice = Dice::new(seed);
    let (mut made, mut missed, mut turn) = (0, 0, 0);
    while made < many && turn < many * 200 {
        let kind = KINDS.get(turn as usize % KINDS.len()).copied().unwrap_or("digit");
        turn += 1;
        let Some(corruption) = change(&json, kind, &mut dice) else { continue };
        made += 1;
        if !is_caught(&corruption, &source) {
            missed += 1;
            let _ = writeln!(out, "not noticed: {}", corruption.what);
        }
    }
    let _ = writeln!(out, "{made} corruptions, {missed} not noticed; clean before: {clean}");
    ExitCode::from(u8::from(missed > 0 || !clean))
}
