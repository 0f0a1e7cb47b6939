//! The invariants of ARCHITECTURE.md that a look at the text of the files can check.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file may be longer when it is a table of data.
const TABLES: [&str; 2] = ["src/base/color.rs", "src/scale/scheme.rs"];
const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 80;

/// A source file: its path from the root of the repository, its text, and its
/// text with comments and literals blanked, line by line as long as before.
struct Source {
    path: String,
    text: String,
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), code: blank(text) }
    }

    /// `spec` for src/spec/mark.rs, `chart` for src/chart.rs; nothing outside src.
    fn module(&self) -> Option<&str> {
        let rest = self.path.strip_prefix("src/")?;
        match rest.split_once('/') {
            Some((folder, _)) => Some(folder),
            None => rest.strip_suffix(".rs").filter(|name| !["lib", "main"].contains(name)),
        }
    }

    /// How many modules stand between this file's module and the crate, itself included.
    fn depth(&self) -> usize {
        let inner = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        inner.split('/').filter(|part| *part != "mod").count()
    }

    /// Where the tests at the end of the file start.
    fn tests(&self) -> usize {
        self.code.find("mod tests").unwrap_or(self.code.len())
    }

    fn line_of(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the repository that are made by people or tracked for them, as paths from its root.
fn files() -> Vec<String> {
    fn walk(folder: &Path, into: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if [".git", "target", "node_modules", "out"].contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                walk(&path, into);
            } else {
                into.push(path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let mut list = Vec::new();
    walk(&root(), &mut list);
    list.sort();
    assert!(list.iter().any(|path| path == "src/lib.rs"), "the walk finds nothing");
    list
}

fn rust_sources() -> Vec<Source> {
    let rust = files().into_iter().filter(|path| path.ends_with(".rs"));
    rust.map(|path| Source::new(&path, &fs::read_to_string(root().join(&path)).unwrap())).collect()
}

/// Rust with comments, texts and characters replaced by spaces; line breaks stay.
fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut i = 0;
    while i < bytes.len() {
        let end = literal_end(bytes, i);
        if end > i {
            for byte in &mut out[i..end] {
                if *byte != b'\n' {
                    *byte = b' ';
                }
            }
            i = end;
        } else {
            i += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

/// Where the comment or literal that starts at `i` ends; `i` itself when none starts there.
fn literal_end(bytes: &[u8], i: usize) -> usize {
    let find = |from: usize, word: &[u8]| {
        let at = bytes[from..].windows(word.len()).position(|part| part == word);
        at.map_or(bytes.len(), |at| from + at + word.len())
    };
    let in_word = i > 0 && (bytes[i - 1].is_ascii_alphanumeric() || bytes[i - 1] == b'_');
    match &bytes[i..] {
        [b'/', b'/', ..] => find(i, b"\n"),
        [b'/', b'*', ..] => find(i + 2, b"*/"),
        [b'"', ..] => quoted_end(bytes, i + 1, b'"'),
        [b'r', b'"' | b'#', rest @ ..] if !in_word => {
            let hashes = bytes[i + 1..].iter().take_while(|byte| **byte == b'#').count();
            if bytes.get(i + 1 + hashes) != Some(&b'"') || rest.is_empty() {
                return i; // a raw name such as r#type
            }
            let close = format!("\"{}", "#".repeat(hashes));
            find(i + 2 + hashes, close.as_bytes())
        }
        [b'\'', b'\\', ..] => quoted_end(bytes, i + 1, b'\''),
        [b'\'', first, rest @ ..] => {
            // A character of any width, or a lifetime, which has no closing quote.
            let width = match first {
                0..=0x7f => 1,
                0x80..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xff => 4,
            };
            if rest.get(width - 1) == Some(&b'\'') { i + width + 2 } else { i }
        }
        _ => i,
    }
}

fn quoted_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut i = from;
    while i < bytes.len() && bytes[i] != quote {
        i += if bytes[i] == b'\\' { 2 } else { 1 };
    }
    (i + 1).min(bytes.len())
}

/// The names that follow `crate::` or stand in the braces after it, with their places.
fn crate_names(code: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        if let Some(inner) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut fresh = true;
            for (i, letter) in inner.char_indices() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => fresh = true,
                    _ if fresh && !letter.is_whitespace() => {
                        names.push((at, word(&inner[i..])));
                        fresh = false;
                    }
                    _ => {}
                }
            }
        } else {
            names.push((at, word(rest)));
        }
    }
    names
}

/// The name at the start of a text.
fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The module order as ARCHITECTURE.md lists it: its names, and those that share the last place.
fn order() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let part = text.split_once("## Who may import whom").expect("the heading").1;
    let list = part.split("```").nth(1).expect("the list").trim_start_matches("text").trim();
    let list = list.replace(" | ", "|");
    list.split_whitespace().map(|place| place.split('|').map(str::to_owned).collect()).collect()
}

/// What a source imports that it may not, as messages.
fn upward(source: &Source, order: &[Vec<String>]) -> Vec<String> {
    let place = |name: &str| order.iter().position(|names| names.iter().any(|one| one == name));
    let Some(own) = source.module() else { return Vec::new() };
    let Some(own_place) = place(own) else {
        return vec![format!("{}: {own} is not in the list of ARCHITECTURE.md", source.path)];
    };
    let mut wrong = Vec::new();
    for (at, name) in crate_names(&source.code) {
        let allowed = name == own || place(&name).is_some_and(|place| place < own_place);
        if !allowed {
            let line = source.line_of(at);
            wrong.push(format!("{}:{line}: {own} may not import {name}", source.path));
        }
    }
    // `super` that climbs to the crate would get round the list.
    let tests = source.tests();
    for (at, _) in source.code.match_indices("super::") {
        let chain = source.code[at..].split("::").take_while(|part| *part == "super").count();
        if chain >= source.depth() + usize::from(at > tests) {
            let line = source.line_of(at);
            wrong.push(format!("{}:{line}: super reaches the crate; write crate::", source.path));
        }
    }
    wrong
}

/// Whether `name` stands in the code as a whole name.
fn names(code: &str, name: &str) -> bool {
    let part_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(name).any(|(at, _)| {
        !code[..at].ends_with(part_of_name) && !code[at + name.len()..].starts_with(part_of_name)
    })
}

/// The functions of a source: name, first line, number of lines. Of a test, the
/// lines of its lists do not count: they are the table of cases.
fn functions(source: &Source) -> Vec<(String, usize, usize)> {
    let mut list = Vec::new();
    for (at, _) in source.code.match_indices("fn ") {
        let before = source.code[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = &source.code[at..];
        let Some(body) = rest.find(['{', ';']).filter(|i| rest[*i..].starts_with('{')) else {
            continue;
        };
        let test = source.path.contains("tests/") || at > source.tests();
        let mut lines = rest[..body].matches('\n').count() + 1;
        let (mut depth, mut lists) = (0, 0);
        for letter in rest[body..].chars() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                '[' => lists += 1,
                ']' => lists -= 1,
                '\n' if !test || lists == 0 => lines += 1,
                _ => {}
            }
            if depth == 0 {
                list.push((word(rest[3..].trim_start()), source.line_of(at), lines));
                break;
            }
        }
    }
    list
}

fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn modules_import_only_from_those_before_them() {
    let order = order();
    assert!(order.len() > 10, "the list of ARCHITECTURE.md is not read: {order:?}");
    none(rust_sources().iter().flat_map(|source| upward(source, &order)).collect());
}

#[test]
fn lib_declares_the_modules_in_order() {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: Vec<String> = blank(&text)
        .match_indices("pub mod ")
        .map(|(at, it)| word(&text[at + it.len()..]))
        .collect();
    assert_eq!(declared, order().concat());
}

#[test]
fn upward_imports_are_found() {
    let check = |path: &str, code: &str, expected: usize| {
        assert_eq!(upward(&Source::new(path, code), &order()).len(), expected, "{path}: {code}");
    };
    check("src/mark/bar.rs", "use crate::scene::Item;", 0);
    check("src/mark/bar.rs", "use crate::mark::Item; use super::line;", 0);
    check("src/mark/bar.rs", "use crate::layout::axis;", 1);
    check("src/mark/bar.rs", "use crate::{scene::Item, chart, base::{color::Color, value}};", 1);
    check("src/mark/bar.rs", "fn f() { crate::paint::svg() }", 1);
    check("src/mark/bar.rs", "// crate::paint\nconst A: &str = \"crate::paint\";", 0);
    check("src/mark/bar.rs", "use super::super::paint;", 1);
    check("src/mark/bar.rs", "mod tests { use super::super::line; }", 0);
    check("src/mark/mod.rs", "use super::paint;", 1);
    check("src/web/handle.rs", "use crate::cli::serve;", 1);
    check("src/unknown/mod.rs", "", 1);
    check("tests/scenes.rs", "use crate::anything;", 0);
}

#[test]
fn only_the_named_folders_name_these_packages() {
    let canvas = "src/paint/canvas/";
    let rules: [(&[&str], &[&str]); 4] = [
        (&["plotters", "plotters_backend", "plotters_canvas", "plotters_svg"], &["src/paint/"]),
        (&["wasm_bindgen", "web_sys", "js_sys"], &["src/web/", canvas, "benches/"]),
        (&["serde", "serde_wasm_bindgen"], &["src/web/"]),
        (&["resvg"], &["src/paint/"]),
    ];
    let mut wrong = Vec::new();
    for source in rust_sources() {
        for (packages, allowed) in rules {
            let may = allowed.iter().any(|folder| source.path.starts_with(folder));
            let here = source.path.starts_with("xtask/");
            let code = &source.code[..source.tests()];
            for package in packages.iter().filter(|name| names(code, name)) {
                if !may && !here {
                    wrong.push(format!("{} names {package}", source.path));
                }
            }
        }
    }
    none(wrong);
}

#[test]
fn only_the_edges_touch_the_outside() {
    let outside = ["std::fs", "std::net", "std::env", "std::process", "std::time", "std::thread"];
    let mut wrong = Vec::new();
    for source in rust_sources() {
        let edge = ["src/cli/", "src/web/", "src/main.rs", "tests/", "benches/", "xtask/"];
        if edge.iter().any(|folder| source.path.starts_with(folder)) {
            continue;
        }
        let code = source.code.replace("std::{", "std::");
        for path in outside.iter().filter(|path| names(&code, path)) {
            wrong.push(format!("{} uses {path}", source.path));
        }
    }
    none(wrong);
}

#[test]
fn later_stages_see_no_spec_and_paint_sees_only_the_scene() {
    let mut wrong = Vec::new();
    for source in rust_sources() {
        let Some(module) = source.module().map(str::to_owned) else { continue };
        for (at, name) in crate_names(&source.code) {
            let allowed = match module.as_str() {
                "mark" | "layout" | "interact" => name != "spec",
                "paint" => ["error", "base", "scene", "paint"].contains(&name.as_str()),
                _ => true,
            };
            if !allowed {
                wrong.push(format!("{}:{}: sees {name}", source.path, source.line_of(at)));
            }
        }
    }
    none(wrong);
}

#[test]
fn files_and_functions_are_short() {
    let mut wrong = Vec::new();
    for path in files() {
        let script = [".js", ".mjs"].iter().any(|end| path.ends_with(end));
        if !(path.ends_with(".rs") || script && !path.starts_with("pkg/")) {
            continue;
        }
        let text = fs::read_to_string(root().join(&path)).unwrap();
        let lines = text.lines().count();
        if lines > FILE_LINES && !TABLES.contains(&path.as_str()) {
            wrong.push(format!("{path}: {lines} lines, at most {FILE_LINES}"));
        }
    }
    for source in rust_sources() {
        for (name, line, lines) in functions(&source) {
            if lines > FUNCTION_LINES {
                let path = &source.path;
                wrong.push(format!(
                    "{path}:{line}: {name} has {lines} lines, at most {FUNCTION_LINES}"
                ));
            }
        }
    }
    none(wrong);
}

#[test]
fn functions_are_measured() {
    let source = Source::new(
        "src/a.rs",
        "trait T { fn none(&self); }\nfn one() { '{'; \"}\" }\nfn three<'a>(a: &'a str) {\n  // }\n}\n\
         fn four() {\n  [\n  ]\n}\nmod tests {\n  fn three() {\n    [\n    ]\n  }\n}\n",
    );
    let found = functions(&source);
    let found: Vec<_> =
        found.iter().map(|(name, line, count)| (name.as_str(), *line, *count)).collect();
    assert_eq!(found, [("one", 2, 1), ("three", 3, 3), ("four", 6, 4), ("three", 11, 3)]);
}

#[test]
fn every_file_is_a_module_and_has_a_name_that_says_something() {
    let sources = rust_sources();
    let mut wrong = Vec::new();
    for source in &sources {
        let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
        let stem = file.trim_end_matches(".rs");
        for part in source.path.trim_end_matches(".rs").split('/') {
            let empty = ["util", "utils", "helper", "helpers", "common", "misc"];
            if empty.contains(&part) {
                wrong.push(format!("{}: {part} says nothing", source.path));
            }
        }
        if !source.path.starts_with("src/")
            || ["src/lib.rs", "src/main.rs"].contains(&&*source.path)
        {
            continue;
        }
        let (parent_folder, name) = match stem {
            "mod" => folder.rsplit_once('/').unwrap_or(("", folder)),
            _ => (folder, stem),
        };
        let parents = ["mod.rs", "lib.rs"].map(|file| format!("{parent_folder}/{file}"));
        let sibling = format!("{parent_folder}.rs");
        let declared = sources.iter().any(|other| {
            (parents.contains(&other.path) || other.path == sibling)
                && other.code.contains(&format!("mod {name};"))
        });
        if !declared {
            wrong.push(format!("{} is no module of {parent_folder}", source.path));
        }
        if !source.text.starts_with("//! ") {
            wrong.push(format!("{} does not say what it is for (//!)", source.path));
        }
    }
    none(wrong);
}

#[test]
fn no_file_knows_a_machine_or_a_registry() {
    // Written in halves, so that this file does not hold them.
    let machine = [("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"), ("/tm", "p/"), ("/Use", "rs/")];
    let registry = [("registry.np", "mjs.org"), ("index.crat", "es.io"), ("\"resol", "ved\":")];
    let mut wrong = Vec::new();
    for path in files() {
        let bytes = fs::read(root().join(&path)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for (one, two) in machine.iter().chain(&registry) {
            let needle = format!("{one}{two}");
            if text.contains(&needle) {
                wrong.push(format!("{path} holds {needle}"));
            }
        }
    }
    none(wrong);
}
