//! Verdicts over a report of our own; a copied verdict fails here.

use super::*;
use crate::error::Notes;
use crate::report::parse;

/// A report of our own: `id numeral unit scale base qualifier kind subject`.
const FIGURES: &[&str] = &[
    "sum 147.3 亿元 1e8 元 exact flow 投资",
    "a 22.8 亿元 1e8 元 exact flow 投资",
    "b 50 亿元 1e8 元 exact flow 投资",
    "c 74.5 亿元 1e8 元 forecast flow 投资",
    "wan 228000 万元 1e4 元 exact flow 投资",
    "n 63 个 1 个 exact count 项目",
    "m 18 个 1 个 exact count 项目",
    "nearly 18000 户 1 户 nearly count 户",
    "short 1.8 万户 1e4 户 exact count 户",
    "atleast 82 % 1 % at_least share 建档率",
    "more 83 % 1 % at_least share 电子建档率",
    "books 80 万册 1e4 册 more_than level 图书",
    "stock 11 万册 1e4 册 nearly level 藏量",
    "mu 2400 亩 1 亩 exact level 面积",
    "ha 160 公顷 1 公顷 exact level 面积",
    "growth 25 % 1 % exact growth 地区生产总值",
    "annual 5.7 % 1 % exact average 地区生产总值年均",
    "years 4 年 1 年 exact count 年数",
    "gdp1 100 亿元 1e8 元 exact level 地区生产总值",
    "gdp2 125 亿元 1e8 元 exact level 地区生产总值",
    "over 2600 件次 1 件次 over flow 办件",
    "about 52 天 1 天 about count 天数",
];

fn report(extra: &str) -> Report {
    let figures: Vec<String> = FIGURES
        .iter()
        .map(|row| {
            let w: Vec<&str> = row.split(' ').collect();
            format!(
                r#"{{"id":"{}","line":1,"column":0,"phrase":"{1}","numeral":"{1}","value":{1},"unit":"{2}","scale":{3},"base_unit":"{4}","qualifier":"{5}","kind":"{6}","subject_zh":"{7}"}}"#,
                w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]
            )
        })
        .collect();
    let text = format!(r#"{{"title_zh":"数","figures":[{}]{extra}}}"#, figures.join(","));
    parse(&mut Notes::new(), "r", &text).unwrap()
}

fn outcome(lhs: &str, relation: Relation, rhs: &str, operands: Operands) -> Outcome {
    let check = Check { lhs: lhs.into(), relation, rhs: rhs.into(), operands, ..Check::default() };
    judge(&Index::new(&report("")), &check)
}

#[test]
fn verdicts() {
    use Relation::{AtLeast, AtMost, Equal, None};
    use Verdict::*;
    let check = |lhs: &str, relation: Relation, rhs: &str, expected: Verdict| {
        let out = outcome(lhs, relation, rhs, Operands::Value);
        assert_eq!(out.verdict, expected, "{lhs} {relation:?} {rhs}: {:?}", out.why);
    };
    check("a + b + c", Equal, "sum", Reconciles);
    check("a + b", Equal, "sum", DoesNotReconcile);
    check("a + wan", Equal, "sum", NotComparable);
    check("a + n", Equal, "sum", NotComparable);
    check("m", AtMost, "n", Reconciles);
    check("n", AtMost, "m", DoesNotReconcile);
    check("n", AtLeast, "m", Reconciles);
    check("m + 45", Equal, "n", Reconciles);
    check("m + 44", Equal, "n", DoesNotReconcile);
    check("n", None, "", CannotBeTested);
    check("more", AtMost, "atleast", Odd);
    check("atleast", AtMost, "more", Reconciles);
    check("atleast", Equal, "99", Odd);
    check("atleast", Equal, "83", Reconciles);
    check("books", AtMost, "stock", DoesNotReconcile);
    check("( ( 1 + growth / 100 ) ^ ( 1 / years ) - 1 ) * 100", Equal, "annual", Reconciles);
    check("( ( 1 + growth / 100 ) ^ ( 1 / 3 ) - 1 ) * 100", Equal, "annual", DoesNotReconcile);
    check("( gdp2 / gdp1 - 1 ) * 100", Equal, "growth", NotComparable);
    check("over / 50", Equal, "about", Reconciles);
    check("n / 0", Equal, "m", CannotBeTested);
    check("n", Equal, "nothing", CannotBeTested);
    check("10 ^ 999", Equal, "n", CannotBeTested);
    check("3 * m", AtMost, "n", Reconciles);
    check("4 * m", AtMost, "n", DoesNotReconcile);
}

#[test]
fn base_units_convert() {
    let check = |lhs: &str, rhs: &str, expected: Verdict| {
        let out = outcome(lhs, Relation::Equal, rhs, Operands::Base);
        assert_eq!(out.verdict, expected, "{lhs} = {rhs}: {:?}", out.why);
    };
    check("short", "nearly", Verdict::Reconciles);
    check("wan", "a", Verdict::Reconciles);
    check("wan * 2", "a", Verdict::DoesNotReconcile);
    check("mu", "ha", Verdict::Reconciles);
    check("mu * 2", "ha", Verdict::DoesNotReconcile);
    check("mu", "a", Verdict::NotComparable);
}

#[test]
fn the_author_may_say_more() {
    let judge = |check: Check| {
        let mut report = report("");
        for figure in &mut report.figures {
            match &*figure.id {
                "atleast" => figure.of = "居民".into(),
                "more" => figure.of = "农村居民".into(),
                "growth" => figure.prices = "current".into(),
                _ => {}
            }
        }
        super::judge(&Index::new(&report), &check)
    };
    let check =
        |lhs: &str, relation: Relation, rhs: &str, tolerance: Option<f64>, expected: Verdict| {
            let out = judge(Check {
                lhs: lhs.into(),
                relation,
                rhs: rhs.into(),
                tolerance,
                ..Check::default()
            });
            assert_eq!(out.verdict, expected, "{lhs} {rhs}: {:?}", out.why);
        };
    check("more", Relation::AtMost, "atleast", None, Verdict::NotComparable);
    check("( gdp2 / gdp1 - 1 ) * 100", Relation::Equal, "growth", None, Verdict::Reconciles);
    check("m", Relation::Equal, "n", Some(50.0), Verdict::Reconciles);
    check("m", Relation::Equal, "n", Some(40.0), Verdict::DoesNotReconcile);
}

#[test]
fn computed_numbers_may_not_run_in_a_circle() {
    let report = report(
        r#","derived":[{"id":"x","expr":"y + 1","value":1,"unit":"个"},{"id":"y","expr":"x","value":1,"unit":"个"},{"id":"z","expr":"n - m","value":45,"unit":"个"}]"#,
    );
    assert_eq!(value(&Index::new(&report), "x", Operands::Value), Err(Fault::Circle("x".into())));
    assert_eq!(
        value(&Index::new(&report), "z + m", Operands::Value).map(|side| side.stated.to_string()),
        Ok("63".to_owned())
    );
}
