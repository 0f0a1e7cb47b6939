//! The schema that the program prints, against the specs of the other tests.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use shushuo::base::json::Json;
use std::fs;
use std::path::Path;
use std::process::Command;

fn schema(words: &[&str]) -> Json {
    let mut program = Command::new(env!("CARGO_BIN_EXE_shushuo"));
    let out = program.arg("schema").args(words).output().unwrap();
    assert!(out.status.success());
    Json::parse(&String::from_utf8(out.stdout).unwrap()).unwrap()
}

/// Whether JSON is what a schema says, by the keywords that ours has; what it is not is an error.
fn check(root: &Json, schema: &Json, json: &Json, at: &str) -> Result<(), String> {
    let mut wrong = None;
    for (word, rule) in schema.members().unwrap_or_default() {
        let fits = match &**word {
            "$ref" => {
                let name = rule.text().unwrap().strip_prefix("#/$defs/").unwrap();
                check(root, root.get("$defs").unwrap().get(name).unwrap(), json, at)?;
                true
            }
            "anyOf" => {
                let each = rule.list().unwrap().iter();
                let all: Vec<_> = each.map(|one| check(root, one, json, at)).collect();
                if let (false, Some(Err(first))) =
                    (all.iter().any(Result::is_ok), all.iter().max_by_key(|one| length(one)))
                {
                    return Err(first.clone());
                }
                true
            }
            "type" => match rule.list() {
                Some(list) => list.iter().any(|name| is(json, name.text().unwrap())),
                None => is(json, rule.text().unwrap()),
            },
            "minimum" => json.number() >= rule.number(),
            "enum" => rule.list().unwrap().contains(json),
            "required" => {
                rule.list().unwrap().iter().all(|name| json.get(name.text().unwrap()).is_some())
            }
            "items" => {
                for (i, item) in json.list().unwrap_or_default().iter().enumerate() {
                    check(root, rule, item, &format!("{at}/{i}"))?;
                }
                true
            }
            "properties" => {
                for (name, value) in json.members().unwrap_or_default() {
                    if let Some(rule) = rule.get(name) {
                        check(root, rule, value, &format!("{at}/{name}"))?;
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = schema.get("properties").cloned().unwrap_or_default();
                for (name, value) in json.members().unwrap_or_default() {
                    let at = format!("{at}/{name}");
                    if known.get(name).is_some() {
                        continue;
                    }
                    if *rule == Json::Bool(false) {
                        return Err(at);
                    }
                    check(root, rule, value, &at)?;
                }
                true
            }
            "$schema" | "$defs" | "title" | "description" | "deprecated" => true,
            _ => return Err(format!("{word} is no keyword of this test")),
        };
        if !fits {
            wrong = Some(at.to_owned());
        }
    }
    wrong.map_or(Ok(()), Err)
}

/// The longest place is that of the nearest alternative.
fn length(found: &Result<(), String>) -> usize {
    found.as_ref().err().map_or(0, String::len)
}

fn is(json: &Json, name: &str) -> bool {
    match json {
        Json::Null => name == "null",
        Json::Bool(_) => name == "boolean",
        Json::Number(number) => name == "number" || name == "integer" && number.fract() == 0.0,
        Json::Text(_) => name == "string",
        Json::List(_) | Json::Rows(_) => name == "array",
        Json::Object(_) => name == "object",
    }
}

#[test]
fn every_spec_of_the_tests_is_valid() {
    let schema = schema(&[]);
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let json = Json::parse(&fs::read_to_string(&path).unwrap()).unwrap();
            let case = path.file_name().unwrap().to_string_lossy().into_owned();
            if !case.starts_with("warn-") {
                assert_eq!(check(&schema, &schema, &json, ""), Ok(()), "{}", path.display());
            }
            count += 1;
        }
    }
    assert!(count > 150);
}

#[test]
fn what_is_wrong_is_not_valid() {
    let schema = schema(&["--lang", "zh"]);
    let check = |text: &str, place: &str| {
        let found = check(&schema, &schema, &Json::parse(text).unwrap(), "");
        assert_eq!(found, Err(place.to_owned()), "{text}");
    };
    check(r#"{"titel": 1}"#, "/titel");
    check(r#"{"mark": "bars"}"#, "/mark");
    check(r#"{"mark": {"type": "bars"}}"#, "/mark/type");
    check(r#"{"layer": [{"mark": {"type": "bar", "colr": 1}}]}"#, "/layer/0/mark/colr");
    check(r#"{"encoding": {"xx": {}}}"#, "/encoding/xx");
    check(r#"{"encoding": {"x": {"axis": {"gird": 1}}}}"#, "/encoding/x/axis/gird");
    check(r#"{"encoding": {"x": {"type": "number"}}}"#, "/encoding/x/type");
    check(r#"{"transform": [{"fodl": ["a"]}]}"#, "/transform/0/fodl");
    check(r#"{"transform": [{"fold": ["a"], "naming": 1}]}"#, "/transform/0/naming");
    check(r#"{"transform": [{"window": [{"op": "rnak"}]}]}"#, "/transform/0/window/0/op");
    check(r#"{"data": {"ulr": "a"}}"#, "/data/ulr");
}

#[test]
fn reports_are_valid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for lang in ["zh", "en"] {
        let schema = schema(&["--report", "--lang", lang]);
        for name in ["www/xiangfang/report.json", "tests/reports/qingxi/report.json"] {
            let json = Json::parse(&fs::read_to_string(root.join(name)).unwrap()).unwrap();
            assert_eq!(check(&schema, &schema, &json, ""), Ok(()), "{name}");
        }
        let wrong = |text: &str, place: &str| {
            let found = check(&schema, &schema, &Json::parse(text).unwrap(), "");
            assert_eq!(found, Err(place.to_owned()), "{text}");
        };
        wrong(r#"{"titel_zh": 1}"#, "/titel_zh");
        wrong(r#"{"checks": [{"id": "a", "lhs": "a", "verdict": "odf"}]}"#, "/checks/0/verdict");
        wrong(r#"{"figures": [{"id": "a"}]}"#, "/figures/0");
        wrong(r#"{"gaps": [{"id": "a", "lines": [1.5]}]}"#, "/gaps/0/lines/0");
        wrong(
            r#"{"charts": [{"id": "a", "spec": {"mark": "bar", "titel": "a"}}]}"#,
            "/charts/0/spec/titel",
        );
    }
}
