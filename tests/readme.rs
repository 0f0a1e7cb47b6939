//! What the README says is and is not there, against the tables that the engine reads by.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use shushuo::cli::schema::step;
use shushuo::geo::projection;
use shushuo::resolve::scale;
use shushuo::spec::Channel;
use shushuo::spec::known::{MARKS, Names, VIEW};
use std::fs;
use std::path::Path;

/// The kinds of objects in a spec, each once.
fn kinds() -> Vec<&'static Names> {
    let mut kinds: Vec<&'static Names> = vec![&VIEW];
    let mut i = 0;
    while let Some(kind) = kinds.get(i).copied() {
        for (_, inner) in kind.objects {
            if !kinds.iter().any(|known| known.name == inner.name) {
                kinds.push(inner);
            }
        }
        i += 1;
    }
    kinds
}

fn line(kind: &str, words: &[&str]) -> String {
    let mut words = words.to_vec();
    words.sort_unstable();
    format!("| {kind} | {} |", words.join(", "))
}

/// The lines of a table under a heading, without its head.
fn table(heading: &str) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(file).unwrap();
    let (_, under) = text.split_once(&format!("\n{heading}\n")).unwrap();
    let lines = under.lines().skip_while(|line| !line.starts_with('|'));
    lines.take_while(|line| line.starts_with('|')).skip(2).map(str::to_owned).collect()
}

#[test]
fn what_is_there() {
    let channels: Vec<&str> = Channel::NAMES
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !["certainty", "figure"].contains(name))
        .collect();
    let transforms: Vec<&str> =
        step::steps().filter_map(|kind| kind.name.strip_prefix("transform ")).collect();
    let scales: Vec<&str> = scale::KINDS.iter().map(|(name, _)| *name).collect();
    let projections: Vec<&str> = projection::names().collect();
    let expected = [
        line("marks", MARKS),
        line("channels", &channels),
        line("transforms", &transforms),
        line("scales", &scales),
        line("projections", &projections),
    ];
    assert_eq!(table("### What of Vega-Lite is there"), expected);
}

#[test]
fn what_is_not_there() {
    let mut expected = Vec::new();
    for kind in kinds() {
        let words: Vec<&str> = kind.unsupported.split_ascii_whitespace().collect();
        if !words.is_empty() {
            expected.push(line(kind.name, &words));
        }
    }
    assert!(!expected.is_empty());
    assert_eq!(table("### What is not there"), expected);
}
