//! Checks over a small report of our own; each case breaks one thing.

use super::*;
use crate::error::Notes;
use crate::report::parse;

const TEXT: &str = "标题\n\n“十三五”期间，新植树8.6万株。2018年建成桥3座，2019年建成桥4座，共7座。\n覆盖率82%以上\n";

const REPORT: &str = r#"{
  "title_zh": "数",
  "source": {"file": "a.txt", "sha256": "00"},
  "sections": [{"id": "s", "title_zh": "节", "heading": "标题", "heading_line": 1, "numbers": [{"figure": "trees", "text_zh": "8.6万"}]}],
  "charts": [{"id": "c", "title_zh": "桥", "spec": {"data": {"name": "t"}, "mark": "bar",
     "encoding": {"x": {"field": "value", "type": "quantitative"}, "y": {"field": "label", "type": "nominal"}}},
     "tables": {"t": [{"figure": "b18", "label": "2018年"}, {"figure": "b19", "label": "2019年"}]}}],
  "figures": [
    {"id": "trees", "line": 3, "column": 8, "phrase": "新植树8.6万株", "numeral": "8.6", "value": 8.6, "unit": "万株", "scale": 10000, "base_unit": "株", "period": {"from": 2016, "to": 2020}, "period_basis": "stated", "subject_zh": "新植树"},
    {"id": "b18", "line": 3, "column": 22, "phrase": "建成桥3座", "numeral": "3", "value": 3, "unit": "座", "base_unit": "座", "period": {"year": 2018}, "period_basis": "stated", "subject_zh": "建成桥"},
    {"id": "b19", "line": 3, "column": 33, "phrase": "建成桥4座", "numeral": "4", "value": 4, "unit": "座", "base_unit": "座", "period": {"year": 2019}, "period_basis": "stated", "subject_zh": "建成桥"},
    {"id": "all", "line": 3, "column": 39, "phrase": "共7座", "numeral": "7", "value": 7, "unit": "座", "base_unit": "座", "subject_zh": "建成桥"},
    {"id": "cover", "line": 4, "column": 0, "phrase": "覆盖率82%以上", "numeral": "82", "value": 82, "unit": "%", "base_unit": "%", "qualifier": "at_least", "kind": "share", "subject_zh": "覆盖率"}
  ],
  "dates": [{"id": "d", "line": 3, "column": 17, "phrase": "2018年", "year": 2018}],
  "derived": [{"id": "mean", "expr": "all / 2", "value": 3.5, "unit": "座"}],
  "checks": [{"id": "k", "lhs": "b18 + b19", "relation": "=", "rhs": "all", "verdict": "reconciles", "actual": 7, "expected": 7}]
}"#;

fn findings(report: &str, text: Option<&str>, hash: Option<&str>) -> Vec<(Rule, String)> {
    let report = parse(&mut Notes::new(), "r", report).unwrap();
    let proof = check(&report, text, hash);
    proof.findings.iter().map(|it| (it.rule, it.pointer.to_string())).collect()
}

#[test]
fn a_true_report_is_clean() {
    assert_eq!(findings(REPORT, Some(TEXT), Some("00")), []);
    assert_eq!(findings(REPORT, None, None), []);
    let report = parse(&mut Notes::new(), "r", REPORT).unwrap();
    let counts = check(&report, Some(TEXT), None).counts;
    assert_eq!((counts.figures, counts.read, counts.marks, counts.relations), (5, 5, 2, 1));
}

#[test]
fn each_change_is_found_at_its_place() {
    let check = |from: &str, to: &str, rule: Rule, pointer: &str| {
        assert!(REPORT.contains(from), "{from}");
        let found = findings(&REPORT.replacen(from, to, 1), Some(TEXT), Some("00"));
        assert!(found.contains(&(rule, pointer.to_owned())), "{to}: {found:?}");
    };
    check("\"sha256\": \"00\"", "\"sha256\": \"01\"", Rule::Source, "/source/sha256");
    check("\"column\": 8", "\"column\": 9", Rule::Place, "/figures/0/phrase");
    check("\"line\": 4", "\"line\": 3", Rule::Place, "/figures/4/phrase");
    check("新植树8.6万株", "新植草8.6万株", Rule::Place, "/figures/0/phrase");
    check("\"value\": 8.6", "\"value\": 8.5", Rule::Reading, "/figures/0/value");
    check("\"scale\": 10000", "\"scale\": 1000", Rule::Reading, "/figures/0/scale");
    check("\"unit\": \"万株\"", "\"unit\": \"万棵\"", Rule::Reading, "/figures/0/unit");
    check("\"base_unit\": \"株\"", "\"base_unit\": \"棵\"", Rule::Reading, "/figures/0/base_unit");
    check("at_least", "over", Rule::Reading, "/figures/4/qualifier");
    check("\"to\": 2020", "\"to\": 2019", Rule::Year, "/figures/0/period");
    check("{\"year\": 2019}", "{\"year\": 2018}", Rule::Year, "/figures/2/period");
    check(
        "\"column\": 33, \"phrase\": \"建成桥4座\"",
        "\"column\": 33, \"number_column\": 25, \"phrase\": \"建成桥4座\"",
        Rule::Span,
        "/figures/2",
    );
    check("\"heading_line\": 1", "\"heading_line\": 2", Rule::Heading, "/sections/0/heading_line");
    check("\"year\": 2018}]", "\"year\": 2017}]", Rule::Date, "/dates/0/year");
    check(
        "\"text_zh\": \"8.6万\"",
        "\"text_zh\": \"8.7万\"",
        Rule::Set,
        "/sections/0/numbers/0/text_zh",
    );
    check(
        "\"label\": \"2019年\"",
        "\"label\": \"2017年\"",
        Rule::Set,
        "/charts/0/tables/t/1/label",
    );
    check("{\"figure\": \"b19\"", "{\"figure\": \"cover\"", Rule::Unit, "/charts/0/tables/t/1");
    check(
        "{\"figure\": \"b19\"",
        "{\"value\": 5, \"figure\": \"b19\"",
        Rule::Mark,
        "/charts/0/tables/t/1/value",
    );
    check("{\"figure\": \"b19\"", "{\"value\": 4", Rule::Mark, "/charts/0/tables/t/1/value");
    check("\"value\": 3.5", "\"value\": 3.4", Rule::Computed, "/derived/0/value");
    check("all / 2", "all / 0", Rule::Computed, "/derived/0/expr");
    check("all / 2", "mean + 1", Rule::Computed, "/derived/0/expr");
    check("\"actual\": 7", "\"actual\": 8", Rule::Relation, "/checks/0/actual");
    check(
        "\"verdict\": \"reconciles\"",
        "\"verdict\": \"rules_out_reading\"",
        Rule::Relation,
        "/checks/0",
    );
    check("b18 + b19", "b18 + b18", Rule::Relation, "/checks/0");
    check(
        "\"base_unit\": \"座\", \"subject_zh\": \"建成桥\"}",
        "\"base_unit\": \"座\", \"repeat_of\": \"b18\", \"subject_zh\": \"建成桥\"}",
        Rule::Repeat,
        "/figures/3/repeat_of",
    );
}

#[test]
fn moved_and_gone_are_told_apart() {
    let claim = |text: &str| {
        let report = parse(&mut Notes::new(), "r", REPORT).unwrap();
        let proof = check(&report, Some(text), None);
        proof.findings.iter().find(|it| it.rule == Rule::Place).map(|it| it.claim.clone())
    };
    assert_eq!(
        claim(&TEXT.replace("新植树", "五年新植树")),
        Some(Claim::Moved { line: 3, column: 11 })
    );
    assert_eq!(
        claim(&TEXT.replace("新植树8.6万株", "新植树8.7万株")),
        Some(Claim::Gone { nearest: Some((3, 9, "新植树8.7万株".into())) })
    );
    let strange = REPORT.replacen("新植树8.6万株", "新植树8.6万\u{200f}株", 1);
    assert!(
        findings(&strange, Some(TEXT), None)
            .contains(&(Rule::Place, "/figures/0/phrase".to_owned()))
    );
}
