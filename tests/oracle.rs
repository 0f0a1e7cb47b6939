//! The numbers of real Vega, recorded with the version that made them: `tests/oracle/`.
//!
//! A recording has `rows`, the `transform` of a Vega-Lite spec, and `result`: the rows that Vega has
//! after it. Null stands for everything that JSON lacks: undefined, NaN and infinite numbers.

#![expect(clippy::unwrap_used, reason = "a recording that cannot be read fails the test")]

use shushuo::base::json::Json;
use shushuo::base::value::Value;
use shushuo::data::{Table, json};
use shushuo::error::{Diagnostic, Notes, Place};
use shushuo::spec::transform::Transform;
use shushuo::transform::{Context, apply};
use std::fs;
use std::path::Path;

#[test]
fn transforms() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/transform");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files {
        let recorded = Json::parse(&fs::read_to_string(&file).unwrap()).unwrap();
        for case in recorded.get("cases").and_then(Json::list).unwrap() {
            count += 1;
            let steps = case.get("transform").unwrap();
            let expected = case.get("result").and_then(Json::list).unwrap();
            let said = match run(case.get("rows").unwrap(), steps) {
                Ok(table) => differs(&table, expected),
                Err(why) => Some(why.to_string()),
            };
            if let Some(said) = said {
                let name = file.file_name().unwrap().to_string_lossy();
                wrong.push(format!("{name}: {}\n    {said}", steps.write()));
            }
        }
    }
    assert!(count > 20);
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

fn run(rows: &Json, steps: &Json) -> Result<Table, Diagnostic> {
    let notes = &mut Notes::new();
    let context = Context::empty();
    let mut table = json::table(&Place::root(), rows, None)?;
    let at = Place::root().child("transform");
    for (i, json) in steps.list().unwrap().iter().enumerate() {
        let step = Transform::parse(notes, &at.child(i), json)?;
        table = apply(notes, &context, &step, table)?;
    }
    Ok(table)
}

/// What differs, if anything does.
fn differs(table: &Table, expected: &[Json]) -> Option<String> {
    let found = || json::write(table).write();
    if table.rows() != expected.len() {
        return Some(format!("{} rows, not {}: {}", table.rows(), expected.len(), found()));
    }
    for (i, row) in expected.iter().enumerate() {
        let members = row.members().unwrap();
        let null = Value::Null;
        for (name, value) in members {
            let cell = table.column(name).map_or(null.clone(), |column| column.value(i));
            if !same(&cell, value) {
                return Some(format!("row {i}, {name}: {}", found()));
            }
        }
        if let Some(name) = table.names().find(|name| row.get(name).is_none()) {
            return Some(format!("column {name}: {}", found()));
        }
    }
    None
}

/// Equal, numbers to twelve digits.
fn same(found: &Value, expected: &Json) -> bool {
    match (found, expected) {
        (Value::Number(a) | Value::Time(a), Json::Number(b)) => {
            (a - b).abs() <= 1e-12 * b.abs().max(1e-3)
        }
        (Value::Number(a), Json::Null) => !a.is_finite(),
        (Value::List(a), Json::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Json::Object(b)) => {
            a.len() == b.len()
                && b.iter().all(|(name, b)| a.iter().any(|(key, a)| key == name && same(a, b)))
        }
        _ => Json::from_value(found) == *expected,
    }
}
