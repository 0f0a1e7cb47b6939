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
fn what_two_figures_make_a_third_one() {
    let check = |text: &str, expected: &[&str]| {
        let report = written(text);
        let found: Vec<String> = report
            .checks
            .iter()
            .filter(|check| &*check.kind != "part_whole")
            .map(|check| format!("{}: {} = {}", check.kind, check.lhs, check.rhs))
            .collect();
        assert_eq!(found, expected, "{text}");
    };
    check("总产量25.8万吨，其中水稻16.1万吨、玉米9.7万吨。", &["parts: f1-2 + f1-3 = f1-1"]);
    check("总产量25.8万吨，其中水稻10.1万吨、玉米9.7万吨。", &[]);
    check(
        "覆盖率由2018年的31.2%提高到2023年的36.5%，提高5.3个百分点。",
        &["points: f1-2 - f1-1 = f1-3"],
    );
    check("企业由42家增加到168家，是2018年的4倍。", &["ratio: f1-2 / f1-1 = f1-3"]);
    check(
        "支出96.2亿元，其中教育支出18.6亿元，占支出的19.3%。",
        &["share: f1-2 / f1-1 * 100 = f1-3"],
    );
    check(
        "2018年企业210家，2023年增长到356家，五年净增146家。",
        &["difference: f1-2 - f1-1 = f1-3"],
    );
    check(
        "Sales in 2024 rose 9% to £4,860 million (2023: £4,459 million).",
        &["growth: ( f1-2 / f1-3 - 1 ) * 100 = f1-1"],
    );
}

#[test]
fn headings_stand_right_above_their_text() {
    let report = written(
        "青川县公报\n\n一、农业\n2023年全县粮食总产量25.8万吨，比上年增长3.2%，其中水稻产量16.1万吨，玉米产量9.7万吨。\n二、财政\n2023年全县一般公共预算收入28.45亿元，增长7.3%，一般公共预算支出96.2亿元，下降1.1%。\n",
    );
    let headings: Vec<&str> = report.sections.iter().map(|it| &*it.heading).collect();
    assert_eq!(headings, ["一、农业", "二、财政", "", ""]);
    // Lines that a page broke are no headings.
    let report = written("全县粮食总产量25.8万吨\n比上年增长3.2%其中水稻\n产量16.1万吨。\n");
    assert_eq!(report.sections.len(), 2);
}

#[test]
fn subjects_and_years_of_an_english_text() {
    let report = written(
        "Cash flow from operations was £702 million in 2024, £655 million in 2023 and £590 million in 2022. We employ 31,000 people. The operating margin improved by 40 basis points to 12.6%.\n",
    );
    let found: Vec<(&str, Option<i32>)> = report
        .figures
        .iter()
        .map(|it| (&*it.subject.en, it.period.map(|period| period.to)))
        .collect();
    let flow = "Cash flow from operations";
    let margin = "operating margin";
    assert_eq!(
        found,
        [
            (flow, Some(2024)),
            (flow, Some(2023)),
            (flow, Some(2022)),
            ("people", Some(2024)),
            ("operating margin, change", Some(2024)),
            (margin, Some(2024)),
        ]
    );
}

#[test]
fn each_of_several_changes_has_its_own_subject() {
    let report =
        written("2023年生猪存栏38.5万头，生猪出栏61.2万头，分别下降1.8%和3.4%，目前猪场12家。");
    let found: Vec<&str> = report.figures.iter().map(|it| &*it.subject.zh).collect();
    assert_eq!(found, ["生猪存栏", "生猪出栏", "生猪存栏下降", "生猪出栏下降", "猪场"]);
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
