//! Drafts of small texts check clean and say what they should.

use super::*;
use crate::error::Notes;
use crate::report::check::check;
use crate::report::model::Verdict;
use crate::report::parse;

/// The draft as it is read again from its file; it checks clean against its text.
fn written(text: &str) -> Report {
    let mut notes = Notes::new();
    let report = parse(&mut notes, "draft", &draft(text, "a.txt", "")).unwrap();
    assert!(notes.list().is_empty(), "{:?}", notes.list());
    assert_eq!(check(&report, Some(text), None).findings, [], "{text}");
    report
}

#[test]
fn subjects() {
    let check = |text: &str, expected: &[&str]| {
        let report = written(text);
        let found: Vec<&str> = report.figures.iter().map(|figure| &*figure.subject.zh).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("全区绿地率达到31.5%。", &["全区绿地率"]);
    check("建成16个车站，投资近22.8亿元。", &["建成", "投资"]);
    check("16个部门参加。", &["部门参加"]);
    check(
        "第二产业增加值增长12.6%，年平均增长3.0%。",
        &["第二产业增加值增长", "第二产业增加值年平均增长"],
    );
    check("养殖场从2016年的9家增加到2020年的21家。", &["养殖场", "养殖场"]);
    check("其中，新植树8.6万株，户均增收600元至900元。", &["新植树", "户均增收", "户均增收"]);
}

#[test]
fn years() {
    let check = |text: &str, expected: &[Option<(i32, i32)>]| {
        let report = written(text);
        let found: Vec<_> = report
            .figures
            .iter()
            .map(|it| it.period.map(|period| (period.from, period.to)))
            .collect();
        assert_eq!(found, expected, "{text}");
    };
    check("2018年建成3座，完成投资5亿元。", &[Some((2018, 2018)), Some((2018, 2018))]);
    check("“十三五”期间新植树8.6万株。", &[Some((2016, 2020))]);
    check("2016年—2019年，增长24%。", &[Some((2016, 2019))]);
    check("覆盖率比2016年提高5.7个百分点。", &[None]);
    check("建成3座。", &[None]);
}

#[test]
fn series_repeats_and_relations() {
    let report = written(
        "近18000户搬进新居\n\n全区近18000户搬进新居。2018年建成3座，2019年建成4座，2020年建成5座，累计建成12座。\n",
    );
    assert_eq!(report.title.zh.as_ref(), "近18000户搬进新居");
    assert_eq!(&*report.figures[0].repeat_of, &*report.figures[1].id);
    let years: Vec<&str> = report.series[0].measures[0].figures.iter().map(|it| &*it.x).collect();
    assert_eq!(years, ["2018", "2019", "2020"]);
    assert_eq!(report.charts.len(), 1);
    let verdicts: Vec<_> =
        report.checks.iter().map(|check| (&*check.kind, check.verdict)).collect();
    assert_eq!(verdicts, [("sum", Verdict::Reconciles), ("repeat", Verdict::Reconciles)]);
    let wrong = written("2018年建成3座，2019年建成4座，2020年建成5座，累计建成13座。");
    assert_eq!(wrong.checks[0].verdict, Verdict::DoesNotReconcile);
}

#[test]
fn any_text_gives_a_report() {
    for text in [
        "",
        "\n\n",
        "没有数字。",
        "1",
        "“",
        "# Title\n\nIn 2020, 63 projects cost 1.5 billion yuan.\n",
        "投资22.\n8亿元",
        "\u{feff}5个",
        "a\0b 3个",
    ] {
        written(text);
    }
}

#[test]
fn an_english_text_gives_an_english_page() {
    let text = "The port\n\nIn 2019 the port handled 2.6 million tons, up 5.4 per cent; 35 ships called.\n";
    let report = written(text);
    assert!(report.source.english && report.lang == Some(Lang::En));
    assert_eq!((&*report.title.en, &*report.title.zh), ("The port", ""));
    assert!(report.sections.iter().any(|it| &*it.title.en == "All figures"));
    let chinese = written("港口吞吐量260万吨，GDP增长5.4%。");
    assert!(!chinese.source.english && chinese.lang.is_none());
}
