//! Checks with their working.

use super::say;
use super::text::{escape, plain, working};
use crate::error::Lang;
use crate::report::model::{Check, Operands, Relation, Report, Verdict};
use std::rc::Rc;

/// Some checks, in place.
pub fn list(out: &mut String, report: &Report, ids: &[Rc<str>], lang: Lang) {
    if ids.is_empty() {
        return;
    }
    out.push_str("<ul class=\"checks\">\n");
    for check in ids.iter().filter_map(|id| report.check(id)) {
        write(out, report, check, lang, false);
    }
    out.push_str("</ul>\n");
}

/// All checks: those to see, then the rest folded away.
pub fn all(out: &mut String, report: &Report, lang: Lang) {
    let (seen, rest): (Vec<&Check>, Vec<&Check>) = report.checks.iter().partition(|it| it.show);
    out.push_str("<ul class=\"checks\">\n");
    for check in seen {
        write(out, report, check, lang, true);
    }
    out.push_str("</ul>\n");
    if rest.is_empty() {
        return;
    }
    let count = rest.len();
    let summary = match lang {
        Lang::Zh => format!("其余{count}条：重复印的、部分不超过整体的、点名个数的"),
        Lang::En => format!("The other {count}: repeats, parts within wholes, names counted"),
    };
    out.push_str(&format!("<details><summary>{summary}</summary>\n<ul class=\"checks\">\n"));
    for check in rest {
        write(out, report, check, lang, true);
    }
    out.push_str("</ul>\n</details>\n");
}

/// The sign of a verdict and its words. A check that its author expects to come out odd has that sign.
fn sign(check: &Check, lang: Lang) -> (&'static str, &'static str) {
    let shown = if check.expect == Verdict::Odd { Verdict::Odd } else { check.verdict };
    match shown {
        Verdict::Reconciles => ("✓", say(lang, "对得上", "fits")),
        Verdict::DoesNotReconcile => {
            ("✗", say(lang, "不能都这样读", "cannot both be read that way"))
        }
        Verdict::CannotBeTested => ("?", say(lang, "没法验", "cannot be tested")),
        Verdict::NotComparable => ("≠", say(lang, "不可比", "not comparable")),
        Verdict::Odd => ("!", say(lang, "有点怪", "odd")),
        Verdict::RulesOutReading => ("–", say(lang, "排除一种读法", "rules a reading out")),
        Verdict::Coincidence => ("=", say(lang, "只是数字相同", "equal numbers only")),
    }
}

fn write(out: &mut String, report: &Report, it: &Check, lang: Lang, own_place: bool) {
    let (mark, said) = sign(it, lang);
    let name = it.verdict.name();
    let id = if own_place { format!(" id=\"{}\"", escape(&it.id)) } else { String::new() };
    out.push_str(&format!(
        "<li{id} class=\"check {name}\"><span class=\"sign\" aria-hidden=\"true\">{mark}</span>\
         <div><p><b>{said}</b> {}",
        escape(it.comment.get(lang)),
    ));
    if !it.settle.is_empty() {
        out.push_str(&format!(" <span class=\"settle\">{}</span>", escape(it.settle.get(lang))));
    }
    out.push_str("</p>\n");
    out.push_str(&format!("<p class=\"working\">{}</p></div></li>\n", sides(report, it, lang)));
}

/// The working: left side = its number, relation, right side.
fn sides(report: &Report, it: &Check, lang: Lang) -> String {
    let base = it.operands == Operands::Base;
    let side = |expr: &str, number: Option<f64>| {
        let shown = working(report, expr, base);
        let alone = !expr.contains(' ');
        match number {
            Some(number) if !alone => format!("{shown} = {}", plain(number)),
            _ => shown,
        }
    };
    // A counter such as 个 has no English, and stands for none.
    let unit = match lang {
        Lang::Zh => &it.unit.zh,
        Lang::En => &it.unit.en,
    };
    let unit = if unit.is_empty() { String::new() } else { format!(" {}", escape(unit)) };
    let left = side(&it.lhs, it.actual);
    let agrees = it.expect.computed() == Verdict::Reconciles;
    let relation = match (it.relation, agrees) {
        (Relation::None, _) => return format!("{left}{unit}"),
        (Relation::Equal, true) => "≈",
        (Relation::Equal, false) => "≠",
        (Relation::AtMost, true) => "≤",
        (Relation::AtMost, false) => "＞",
        (Relation::AtLeast, true) => "≥",
        (Relation::AtLeast, false) => "＜",
    };
    let exact = it.actual.is_some() && it.actual == it.expected;
    let relation = if exact && it.relation == Relation::Equal { "=" } else { relation };
    format!("{left} <b>{relation}</b> {}{unit}", side(&it.rhs, it.expected))
}
