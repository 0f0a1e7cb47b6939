//! A report of our own with its source text: clean as it stands, and nothing changed in it goes unnoticed.

#![expect(clippy::expect_used, reason = "a test ends where it cannot go on")]

#[path = "reports/corrupt.rs"]
mod corrupt;

use corrupt::{Dice, KINDS, corrupt as change, is_caught};
use shushuo::base::json::Json;
use shushuo::error::Notes;
use shushuo::report::check::{Rule, check};
use shushuo::report::draft::draft;
use shushuo::report::read::read;
use shushuo::report::relation::{Index, judge};
use shushuo::report::{Report, Verdict, parse};

const SOURCE: &str = include_str!("reports/qingxi/source.txt");
const REPORT: &str = include_str!("reports/qingxi/report.json");

fn report(text: &str) -> Report {
    parse(&mut Notes::new(), "report.json", text).expect("a report")
}

#[test]
fn our_report_is_clean() {
    let proof = check(&report(REPORT), Some(SOURCE), None);
    assert_eq!(proof.findings, []);
    let counts = proof.counts;
    assert_eq!((counts.figures, counts.read, counts.computed), (61, 61, 5));
    assert_eq!((counts.relations, counts.apart, counts.open), (19, 2, 2));
}

#[test]
fn the_report_on_the_project_proves_itself() {
    let report = report(include_str!("../www/measured/report.json"));
    let text = include_str!("../www/measured/source.txt");
    let proof = check(&report, Some(text), None);
    assert_eq!(proof.findings, []);
    assert_eq!(proof.counts.read, report.figures.len());
    assert!(proof.counts.relations >= 10 && report.source.shipped);
}

#[test]
fn two_hundred_corruptions_are_noticed() {
    let json = Json::parse(REPORT).expect("JSON");
    let mut dice = Dice::new(2020);
    let mut made = [0; KINDS.len()];
    let mut missed = Vec::new();
    while made.iter().sum::<usize>() < 200 {
        for (kind, made) in KINDS.iter().zip(&mut made) {
            let tries = (0..500).find_map(|_| change(&json, kind, &mut dice));
            let corruption = tries.unwrap_or_else(|| panic!("no {kind} can be changed"));
            *made += 1;
            if !is_caught(&corruption, SOURCE) {
                missed.push(corruption.what);
            }
        }
    }
    assert!(made.iter().all(|n| *n == 25), "{made:?}");
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn a_copied_verdict_fails() {
    let report = report(REPORT);
    for (i, it) in report.checks.iter().enumerate() {
        for (name, verdict) in Verdict::NAMES {
            if verdict.computed() == it.expect.computed() {
                continue;
            }
            let mut other = report.clone();
            other.checks[i].expect = verdict;
            let found = check(&other, Some(SOURCE), None).findings;
            let place = format!("/checks/{i}");
            assert!(
                found.iter().any(|f| f.rule == Rule::Relation && *f.pointer == *place),
                "{} {name}",
                it.id
            );
        }
    }
}

#[test]
fn other_inputs_turn_a_verdict() {
    // Each side of an equation ten times as large no longer fits the other.
    let report = report(REPORT);
    let mut turned = 0;
    for it in report.checks.iter().filter(|it| it.expect == Verdict::Reconciles) {
        let mut other = report.clone();
        for figure in &mut other.figures {
            if it.rhs == figure.id {
                figure.value *= 10.0;
                figure.numeral = "".into();
                figure.phrase = "".into();
            }
        }
        let outcome = judge(&Index::new(&other), it);
        if &*it.kind != "part_whole" && report.figure(&it.rhs).is_some() {
            assert_ne!(outcome.verdict, Verdict::Reconciles, "{}", it.id);
            turned += 1;
        }
    }
    assert!(turned >= 10, "{turned}");
}

#[test]
fn hostile_texts_are_drafted_and_checked() {
    let long = 20_000;
    for text in [
        format!("投资{}亿元", "1".repeat(long)),
        "投资22.8亿元，".repeat(long / 10),
        "同一句话3处。\n".repeat(long / 10),
        "绿地\u{202e}12\u{200f}3亩\0，٣亩，𝟑亩。".repeat(200),
        "(".repeat(long),
        "2019年".repeat(long / 5),
    ] {
        let drafted = draft(&text, "a.txt", "");
        let report = report(&drafted);
        let findings = check(&report, Some(&text), None).findings;
        assert_eq!(findings.first(), None, "{}", text.chars().take(20).collect::<String>());
    }
}

#[test]
fn hostile_reports_give_messages() {
    let phrase = "同一句话3处。".repeat(10_000);
    let figure = |phrase: &str| {
        format!(
            r#"{{"title_zh":"数","figures":[{{"id":"a","line":1,"column":3,"phrase":"{phrase}","value":3,"unit":"处"}}]}}"#
        )
    };
    let rules = |text: &str, source: &str| -> Vec<Rule> {
        check(&report(text), Some(source), None).findings.iter().map(|it| it.rule).collect()
    };
    assert_eq!(rules(&figure("同一句话3处"), &phrase), [Rule::Place]);
    assert_eq!(rules(&figure("别的话9处"), &phrase), [Rule::Place]);
    let circle = r#"{"title_zh":"数","derived":[{"id":"x","expr":"y","value":1},{"id":"y","expr":"x","value":1}],
        "checks":[{"id":"k","lhs":"x","relation":"=","rhs":"y"},{"id":"big","lhs":"10 ^ 999","relation":"=","rhs":"1"},
        {"id":"deep","lhs":"DEEP","relation":"=","rhs":"1"}]}"#
        .replace("DEEP", &"( ".repeat(5000));
    let found = rules(&circle, "");
    assert_eq!(found.iter().filter(|rule| **rule == Rule::Computed).count(), 2);
    assert_eq!(found.iter().filter(|rule| **rule == Rule::Relation).count(), 3);
    // Half of a surrogate pair is no character: the phrase that has one stands nowhere.
    let lone = parse(&mut Notes::new(), "r", &figure("\\ud8003处"));
    let noticed = lone.map_or(true, |report| {
        check(&report, Some("有3处"), None).findings.iter().any(|it| it.rule == Rule::Place)
    });
    assert!(noticed);
    let huge = r#"{"title_zh":"数","derived":[{"id":"x","expr":"1e999","value":1}]}"#;
    assert_eq!(rules(huge, ""), [Rule::Computed]);
}

#[test]
fn time_grows_with_the_length_only() {
    let unit = "全区新建学校35所，完成投资22.8亿元，近18000户受益，增长5.7%。";
    let time = |times: usize| {
        let text = unit.repeat(times);
        let started = std::time::Instant::now();
        let count = read(&text).len();
        assert_eq!(count, 4 * times);
        started.elapsed().as_secs_f64()
    };
    time(100);
    // The shortest of three: a busy machine makes any one of them long.
    let best = |times: usize| (0..3).map(|_| time(times)).fold(f64::INFINITY, f64::min);
    let (short, long) = (best(1000), best(4000));
    // Four times the text in at most some twelve times the time: quadratic would be sixteen.
    assert!(long < 12.0 * short.max(0.002), "{short} s, then {long} s");
}
