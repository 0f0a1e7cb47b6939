//! Specs that cannot be drawn as they stand: what is said, and of which place.

#![expect(clippy::expect_used, reason = "a test ends where it cannot go on")]

use shushuo::base::json::Json;
use shushuo::chart::{Chart, Options};
use shushuo::data::Sources;
use shushuo::error::{DataError, Diagnostic, Kind, Lang, Level, SpecError, Word};

/// What a spec gives: its notes, or its error.
fn run(text: &str) -> Result<Vec<Diagnostic>, Diagnostic> {
    let json = Json::parse(text)?;
    let options = Options::default();
    let mut chart = Chart::new(&json, &Sources::new(), &options)?;
    chart.scene(&options)?;
    Ok(chart.notes.list().to_vec())
}

fn error(text: &str, pointer: &str, kind: &Kind) {
    let why = run(text).expect_err(text);
    assert_eq!((&*why.at.pointer, &why.kind), (pointer, kind), "{text}");
    assert_eq!(why.level, Level::Error);
    assert_ne!(why.text(Lang::Zh), why.text(Lang::En), "{text}");
}

fn unknown(word: Word, found: &str, nearest: &str) -> Kind {
    let nearest = (!nearest.is_empty()).then(|| nearest.into());
    SpecError::Unknown { word, found: found.into(), nearest }.into()
}

/// A spec of bars, with one part replaced.
fn bars(part: &str, by: &str) -> String {
    let spec = r#"{"data": {"values": [{"a": "A", "b": 3}]}, "transform": [], "mark": "bar",
        "encoding": {"x": {"field": "a", "type": "nominal"},
        "y": {"field": "b", "type": "quantitative"}}}"#;
    assert!(spec.contains(part), "{part}");
    spec.replacen(part, by, 1)
}

#[test]
fn a_spec_without_a_mistake_has_no_notes() {
    assert_eq!(run(&bars("bar", "bar")), Ok(Vec::new()));
}

#[test]
fn words_that_are_none() {
    let check = |part: &str, by: &str, pointer: &str, word: Word, found: &str, nearest: &str| {
        error(&bars(part, by), pointer, &unknown(word, found, nearest));
    };
    let (x, y, b) = (r#""x":"#, "/encoding/y", r#""b", "type""#);
    check(r#""bar""#, r#""bars""#, "/mark", Word::Mark, "bars", "bar");
    check(r#""bar""#, r#""treemap""#, "/mark", Word::Mark, "treemap", "");
    let mark = r#"{"type": "lien", "size": 2}"#;
    check(r#""bar""#, mark, "/mark/type", Word::Mark, "lien", "line");
    check(x, r#""xOfset":"#, "/encoding/xOfset", Word::Channel, "xOfset", "xOffset");
    check(x, r#""colour":"#, "/encoding/colour", Word::Channel, "colour", "color");
    check("nominal", "nominale", "/encoding/x/type", Word::Type, "nominale", "nominal");
    let scale = |text: &str| format!(r#""b", "scale": {{{text}}}, "type""#);
    let at = format!("{y}/scale/type");
    check(b, &scale(r#""type": "liner""#), &at, Word::Scale, "liner", "linear");
    let mean = r#""b", "aggregate": "meen", "type""#;
    check(b, mean, &format!("{y}/aggregate"), Word::Operation, "meen", "mean");
    let step = |text: &str| format!(r#""transform": [{{{text}}}]"#);
    let list = r#""transform": []"#;
    let fold = step(r#""fodl": ["a"]"#);
    check(list, &fold, "/transform/0", Word::Transform, "fodl", "fold");
    let sum = step(r#""aggregate": [{"op": "summ", "field": "b", "as": "s"}]"#);
    check(list, &sum, "/transform/0/aggregate/0/op", Word::Operation, "summ", "sum");
    let rank = step(r#""window": [{"op": "rnk", "as": "r"}]"#);
    check(list, &rank, "/transform/0/window/0/op", Word::Operation, "rnk", "rank");
}

#[test]
fn fields_that_no_column_has() {
    let check = |part: &str, by: &str, pointer: &str, found: &str, nearest: Option<&str>| {
        let nearest = nearest.map(Into::into);
        let kind = DataError::UnknownField { found: found.into(), nearest }.into();
        error(&bars(part, by), pointer, &kind);
    };
    let rows = r#"[{"kind": "A", "b": 3}]"#;
    let spec =
        bars(r#"[{"a": "A", "b": 3}]"#, rows).replace(r#""field": "a""#, r#""field": "kidn""#);
    let kind = DataError::UnknownField { found: "kidn".into(), nearest: Some("kind".into()) };
    error(&spec, "/encoding/x/field", &kind.into());
    let mean = r#""field": "bb", "aggregate": "mean""#;
    check(r#""field": "b""#, mean, "/encoding/y/field", "bb", Some("b"));
    check(r#""field": "b""#, r#""field": "zzzzz""#, "/encoding/y/field", "zzzzz", None);
    let fold = r#""transform": [{"fold": ["zzzzz"]}]"#;
    check(r#""transform": []"#, fold, "/transform/0/fold/0", "zzzzz", None);
}

#[test]
fn data_of_no_rows_draw_an_empty_plot() {
    let check = |data: &str| {
        let spec = bars(r#"{"values": [{"a": "A", "b": 3}]}"#, data);
        assert_eq!(run(&spec), Ok(Vec::new()), "{spec}");
    };
    check(r#"{"values": []}"#);
    let later = bars(r#"{"values": [{"a": "A", "b": 3}]}"#, r#"{"name": "later"}"#);
    error(&later, "/data", &DataError::NotLoaded { source: "later".into() }.into());
    // Without data there is one row without fields.
    let point = r#"{"data": null, "mark": "point", "encoding": {"x": {"datum": 3}}}"#;
    assert_eq!(run(point), Ok(Vec::new()));
    // A field that no column has is a mistake only while there are rows.
    let spec = bars(r#"[{"a": "A", "b": 3}]"#, "[]").replace(r#""field": "b""#, r#""field": "z""#);
    assert_eq!(run(&spec), Ok(Vec::new()));
}

#[test]
fn what_is_missing_or_of_another_type() {
    let missing = |name| SpecError::Missing { name }.into();
    error("{}", "", &missing("mark"));
    error(r#"{"repeat": ["a"]}"#, "", &missing("spec"));
    error(r#"{"mark": {"size": 3}}"#, "/mark", &missing("type"));
    error(&bars(r#"{"values": [{"a": "A", "b": 3}]}"#, "{}"), "/data", &missing("url"));
    let wrong = |found: &str, expected| SpecError::WrongType { found: found.into(), expected };
    let json = Json::parse(&bars(r#""bar""#, "3")).map(|json| json.get("mark").cloned());
    let found = json.ok().flatten().unwrap_or_default().describe();
    error(&bars(r#""bar""#, "3"), "/mark", &wrong(&found, "an object").into());
    let layers = r#"{"layer": {"mark": "bar"}}"#;
    let found = Json::Object(Vec::new()).describe();
    let why = run(layers).expect_err("no list");
    assert_eq!(&*why.at.pointer, "/layer");
    assert!(matches!(why.kind, Kind::Spec(SpecError::WrongType { .. })), "{found}");
}

#[test]
fn what_no_picture_can_hold() {
    let wide = bars(r#""mark""#, r#""width": 1000000000, "mark""#);
    let why = run(&wide).expect_err("too wide");
    assert!(matches!(why.kind, Kind::Spec(SpecError::TooLarge { .. })), "{why}");
    let mut deep = r#"{"mark": "bar"}"#.to_owned();
    for _ in 0..40 {
        deep = format!(r#"{{"layer": [{deep}]}}"#);
    }
    let why = run(&deep).expect_err("too deep");
    assert_eq!(why.kind, SpecError::TooDeep.into());
    // Text nested deeper than JSON readers go is an error too, and no overflow.
    let text = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(run(&text), Err(why) if matches!(why.kind, Kind::Spec(_))));
}

#[test]
fn logarithms_of_zero_are_said() {
    let log = r#""field": "b", "scale": {"type": "log", "domain": [0, 10]}"#;
    let said = match run(&bars(r#""field": "b""#, log)) {
        Ok(notes) => notes,
        Err(why) => vec![why],
    };
    let found = said.iter().any(|note| note.kind == SpecError::LogZero.into());
    assert!(found, "{said:?}");
}
