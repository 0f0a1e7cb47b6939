//! Whole pipelines: each spec in `tests/specs/` makes the scene recorded under its name in `tests/scenes/`.
//!
//! A case shows one rule and is named after it; one whose spec gives warnings is named `warn-…`.
//! Data stand in the spec, texts are as wide as the built-in table says. `BLESS=1` records anew.

#![expect(clippy::unwrap_used, reason = "a case that cannot be read fails the test")]

use shushuo::base::json::Json;
use shushuo::chart::{Chart, Options};
use shushuo::data::Sources;
use shushuo::error::Diagnostic;
use shushuo::scene::print::print;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn scenes() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut specs = Vec::new();
    collect(&tests.join("specs"), ".vl.json", &mut specs);
    let mut scenes = Vec::new();
    collect(&tests.join("scenes"), ".json", &mut scenes);
    assert!(!specs.is_empty());
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for spec in &specs {
        let name = spec.strip_prefix(tests.join("specs")).unwrap().to_string_lossy();
        let name = name.strip_suffix(".vl.json").unwrap().to_owned();
        let file = tests.join("scenes").join(format!("{name}.json"));
        scenes.retain(|known| *known != file);
        let (found, warned) = recorded(&fs::read_to_string(spec).unwrap());
        let case = spec.file_name().unwrap().to_string_lossy();
        if case.starts_with("warn-") != warned {
            wrong.push(format!("{name}: a case with warnings is named warn-…, others are not"));
        }
        if bless {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if let Some(line) = first_difference(&expected, &found) {
            wrong.push(format!("{name}: {line}"));
        }
    }
    wrong.extend(scenes.iter().map(|file| format!("{}: no spec makes it", file.display())));
    assert!(wrong.is_empty(), "{}\nBLESS=1 records anew", wrong.join("\n"));
}

/// The files of a folder and its folders, by name.
fn collect(folder: &Path, end: &str, files: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, end, files);
        } else if path.to_string_lossy().ends_with(end) {
            files.push(path);
        }
    }
}

/// The scene of a spec and its warnings, as recorded; whether there are warnings.
fn recorded(spec: &str) -> (String, bool) {
    let (scene, notes) = match draw(spec) {
        Ok((scene, notes)) => (scene, notes),
        Err(why) => (Json::Null, vec![why.to_string()]),
    };
    let warned = !notes.is_empty();
    let notes = Json::List(notes.into_iter().map(|note| Json::Text(note.into())).collect());
    let mut out = String::new();
    let both = Json::Object(vec![("notes".into(), notes), ("scene".into(), scene)]);
    pretty(&both, 0, &mut out);
    out.push('\n');
    (out, warned)
}

fn draw(spec: &str) -> Result<(Json, Vec<String>), Diagnostic> {
    let options = Options::default();
    let mut chart = Chart::new(&Json::parse_spec(spec)?, &Sources::new(), &options)?;
    let scene = chart.scene(&options)?;
    let notes = chart.notes.list().iter().map(ToString::to_string).collect();
    Ok((print(&scene), notes))
}

/// JSON with a line for each member or item that is long, so that a changed scene reads well in a diff.
fn pretty(json: &Json, depth: usize, out: &mut String) {
    let whole = json.write();
    if whole.len() + 2 * depth <= 100 {
        out.push_str(&whole);
        return;
    }
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    };
    let (open, close) = if json.members().is_some() { ('{', '}') } else { ('[', ']') };
    let named = json.members().unwrap_or_default();
    let named = named.iter().map(|(name, value)| (Some(name), value));
    let items = json.list().unwrap_or_default().iter().map(|value| (None, value));
    out.push(open);
    for (i, (name, value)) in named.chain(items).enumerate() {
        if i > 0 {
            out.push(',');
        }
        line(out, depth + 1);
        if let Some(name) = name {
            out.push_str(&Json::Text(name.clone()).write());
            out.push_str(": ");
        }
        pretty(value, depth + 1, out);
    }
    line(out, depth);
    out.push(close);
}

/// The first line that differs, as expected and as found.
fn first_difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let pairs = expected.lines().map(Some).chain([None]).zip(found.lines().map(Some).chain([None]));
    let (number, (expected, found)) =
        pairs.enumerate().find(|(_, (expected, found))| expected != found)?;
    Some(format!(
        "line {}: expected {}, found {}",
        number + 1,
        expected.unwrap_or("the end").trim(),
        found.unwrap_or("the end").trim()
    ))
}
