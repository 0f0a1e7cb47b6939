//! Tips and targets, from a spec to what a reader is told.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use shushuo::base::font::BuiltIn;
use shushuo::base::json::Json;
use shushuo::chart::{Chart, Options};
use shushuo::data::Sources;
use shushuo::interact::point::{target_of, targets};
use shushuo::interact::tip::{figure, href, lines};

fn check(spec: &str, always: bool, expected: &str) {
    let json = Json::parse(spec).unwrap();
    let chart = Chart::new(&json, &Sources::new(), &Options::default()).unwrap();
    let lines = lines(&chart.view, &chart.tables, 0, 0, always);
    let found: Vec<String> = lines.iter().map(|(title, text)| format!("{title}={text}")).collect();
    assert_eq!(found.join("|"), expected, "{spec}");
}

fn spec(mark: &str, more: &str) -> String {
    format!(
        r#"{{"data": {{"values": [{{"a": "A", "b": 12345.5, "t": "2020-01-05", "f": "gdp"}}]}},
            "mark": {mark}, "encoding": {{"x": {{"field": "a"}},
            "y": {{"field": "b", "type": "quantitative", "title": "B"}}{more}}}}}"#
    )
}

#[test]
fn lines_of_a_mark() {
    check(&spec(r#""bar""#, ""), false, "");
    check(&spec(r#""bar""#, ""), true, "a=A|B=12345.5");
    check(&spec(r#"{"type": "bar", "tooltip": true}"#, ""), false, "a=A|B=12345.5");
    check(&spec(r#"{"type": "bar", "tooltip": null}"#, ""), true, "");
    let data = r#"{"type": "bar", "tooltip": {"content": "data"}}"#;
    check(&spec(data, ""), false, "a=A|b=12345.5|t=2020-01-05|f=gdp|b_start=0|b_end=12345.5");
    // Without a title the field's name stands there.
    check(&spec(r#""bar""#, "").replace(r#""B""#, "null"), true, "a=A|b=12345.5");
    // A title is said once.
    check(&spec(r#""bar""#, r#", "color": {"field": "a"}"#), true, "a=A|B=12345.5");
}

#[test]
fn lines_of_the_channel() {
    let one = r#", "tooltip": {"field": "b", "format": ",.1f"}"#;
    check(&spec(r#""bar""#, one), false, "b=12,345.5");
    let two =
        r#", "tooltip": [{"field": "t", "type": "temporal", "title": "day"}, {"field": "a"}]"#;
    check(&spec(r#""bar""#, two), false, "day=Jan 05, 2020|a=A");
    check(&spec(r#""bar""#, r#", "tooltip": {"value": "x"}"#), false, "=x");
    let zh = r#", "tooltip": {"field": "b", "type": "quantitative", "formatType": "zh"}"#;
    check(&spec(r#""bar""#, zh), false, "b=12,345.5");
}

#[test]
fn figures_have_ids() {
    let json = Json::parse(&spec(r#""bar""#, r#", "figure": {"field": "f"}"#)).unwrap();
    let chart = Chart::new(&json, &Sources::new(), &Options::default()).unwrap();
    let check = |unit: usize, row: u32, expected: &str| {
        assert_eq!(&*figure(&chart.view, &chart.tables, unit, row), expected, "{unit} {row}");
    };
    check(0, 0, "gdp");
    check(0, 1, "");
    check(0, u32::MAX, "");
    check(1, 0, "");
}

#[test]
fn one_target_a_figure_or_row() {
    let check = |spec: &str, expected: &[u32]| {
        let json = Json::parse(spec).unwrap();
        let mut chart = Chart::new(&json, &Sources::new(), &Options::default()).unwrap();
        let scene = chart.scene(&Options::default()).unwrap();
        let all = targets(&BuiltIn, &scene, &chart.view, &chart.tables);
        let rows: Vec<u32> = all.iter().map(|hit| hit.row).collect();
        assert_eq!(rows, expected, "{spec}");
        for (i, hit) in all.iter().enumerate() {
            assert_eq!(target_of(&all, &chart.view, &chart.tables, hit), Some(i));
        }
    };
    let data = r#""data": {"values": [
        {"a": "C", "b": 3, "f": "x"}, {"a": "A", "b": 1, "f": "y"}, {"a": "B", "b": 2, "f": "y"}
    ]}"#;
    let encoding = r#""x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}"#;
    check(&format!(r#"{{{data}, "mark": "bar", "encoding": {{{encoding}}}}}"#), &[1, 2, 0]);
    let figure = r#""figure": {"field": "f"}"#;
    check(&format!(r#"{{{data}, "mark": "bar", "encoding": {{{encoding}, {figure}}}}}"#), &[1, 0]);
    // A bar and its label are one target.
    let layers =
        r#""layer": [{"mark": "bar"}, {"mark": "text", "encoding": {"text": {"field": "b"}}}]"#;
    check(&format!(r#"{{{data}, "encoding": {{{encoding}}}, {layers}}}"#), &[1, 2, 0]);
}

#[test]
fn marks_lead_somewhere() {
    let check = |mark: &str, more: &str, expected: &str| {
        let json = Json::parse(&spec(mark, more)).unwrap();
        let chart = Chart::new(&json, &Sources::new(), &Options::default()).unwrap();
        assert_eq!(&*href(&chart.view, &chart.tables, 0, 0), expected, "{mark}{more}");
    };
    check(r#""bar""#, "", "");
    check(r#"{"type": "bar", "href": "one.html"}"#, "", "one.html");
    check(r#"{"type": "bar", "href": "one.html"}"#, r#", "href": {"field": "f"}"#, "gdp");
}
