//! Relations worth a look: sums of years, parts of wholes, repeats, compound growth.

use crate::report::check::source::Text;
use crate::report::check::year::clause;
use crate::report::decimal::{Decimal, Round};
use crate::report::model::{Check, Figure, Operands, Relation, Report, Verdict, Words};
use crate::report::relation::{Index, judge};
use std::rc::Rc;

/// The checks of a report, each with the verdict that is worked out.
pub fn find(report: &Report, text: &Text) -> Vec<Check> {
    let index = Index::new(report);
    let mut out = sums(report, &index, text);
    out.extend(compound(report));
    out.extend(parts(report, text));
    out.extend(repeats(report));
    for (i, check) in out.iter_mut().enumerate() {
        check.id = format!("check-{}", i + 1).into();
        let outcome = judge(&index, check);
        check.verdict = outcome.verdict;
        check.expect = outcome.verdict;
        let number = |number: Decimal| number.round(4, Round::Nearest).trim().to_float();
        check.actual = outcome.lhs.map(|side| number(side.stated));
        check.expected = outcome.rhs.map(|side| number(side.stated));
    }
    // What does not compare at all is no candidate.
    out.retain(|check| !matches!(check.verdict, Verdict::NotComparable | Verdict::CannotBeTested));
    out
}

fn check(kind: &str, lhs: String, relation: Relation, rhs: &Rc<str>, at: &Figure) -> Check {
    Check {
        kind: kind.into(),
        section: at.section.clone(),
        lhs: lhs.into(),
        relation,
        rhs: rhs.clone(),
        unit: Words { zh: at.unit.zh.clone(), en: "".into() },
        show: true,
        ..Check::default()
    }
}

/// The words of the clause of a figure before its number.
fn words(text: &Text, figure: &Figure) -> String {
    let (start, _) = clause(text, figure);
    let line = text.line(figure.line);
    line.get(start as usize..figure.number_column as usize).unwrap_or_default().iter().collect()
}

/// A series over years against a figure of its section that says 累计, 共 or 合计.
fn sums(report: &Report, index: &Index, text: &Text) -> Vec<Check> {
    let mut out = Vec::new();
    for series in &report.series {
        for measure in &series.measures {
            let members: Vec<&Figure> =
                measure.figures.iter().filter_map(|member| index.figure(&member.figure)).collect();
            let dated = measure.figures.iter().all(|member| !member.x.is_empty());
            let (Some(first), Some(last), true) =
                (members.first(), members.last(), dated && members.len() > 1)
            else {
                continue;
            };
            // The total stands soon after the last of them.
            let after = report
                .figures
                .partition_point(|it| (it.line, it.column) <= (last.line, last.column));
            let total = report.figures.iter().skip(after).take(40).find(|figure| {
                let mut said = words(text, figure);
                if said.chars().count() < 6 {
                    // 三年累计改造20座,完成投资1亿元: the clause before says it.
                    let before = text.line(figure.line).iter().take(figure.number_column as usize);
                    let all: String = before.collect();
                    said = all.chars().rev().take(24).collect::<Vec<_>>().iter().rev().collect();
                }
                let sums = ["累计", "合计", "总计", "共"].iter().any(|word| said.contains(word));
                let after = (figure.line, figure.column) > (last.line, last.column);
                sums && after
                    && figure.section == first.section
                    && figure.base_unit == first.base_unit
                    && figure.line - last.line <= 4
                    && !members.iter().any(|member| member.id == figure.id)
                    && figure.base_value() >= last.base_value()
            });
            // A total is the sum of the first series that may add up to it; others are parts of its parts.
            let Some(total) = total else { continue };
            if out.iter().any(|check: &Check| check.rhs == total.id) {
                continue;
            }
            let ids: Vec<&str> = members.iter().map(|figure| &*figure.id).collect();
            let mut sum = check("sum", ids.join(" + "), Relation::Equal, &total.id, first);
            if members.iter().any(|figure| figure.scale != total.scale) {
                sum.operands = Operands::Base;
            }
            out.push(sum);
        }
    }
    out
}

/// A growth rate over years and the yearly mean right after it.
fn compound(report: &Report) -> Vec<Check> {
    let mut out = Vec::new();
    for pair in report.figures.windows(2) {
        let [total, mean] = pair else { continue };
        let percent = &*total.unit.zh == "%" && &*mean.unit.zh == "%";
        let kinds = &*total.kind == "growth" && &*mean.kind == "average";
        let (Some(years), true) = (total.period, percent && kinds && total.line == mean.line)
        else {
            continue;
        };
        let steps = years.to - years.from + 1;
        if steps > 1 && mean.column - total.column < 24 {
            let lhs = format!("( ( 1 + {} / 100 ) ^ ( 1 / {steps} ) - 1 ) * 100", total.id);
            out.push(check("compound", lhs, Relation::Equal, &mean.id, mean));
        }
    }
    out
}

/// 其中: a part is at most its whole.
fn parts(report: &Report, text: &Text) -> Vec<Check> {
    let mut out = Vec::new();
    for (i, part) in report.figures.iter().enumerate() {
        if !words(text, part).starts_with("其中") && !words(text, part).contains("其中") {
            continue;
        }
        let whole =
            report.figures.get(..i).unwrap_or_default().iter().rev().take(3).find(|whole| {
                whole.line == part.line
                    && whole.base_unit == part.base_unit
                    && whole.base_value() >= part.base_value()
            });
        if let Some(whole) = whole {
            let mut check =
                check("part_whole", part.id.to_string(), Relation::AtMost, &whole.id, part);
            if whole.scale != part.scale {
                check.operands = Operands::Base;
            }
            check.show = false;
            out.push(check);
        }
    }
    out
}

fn repeats(report: &Report) -> Vec<Check> {
    let linked = report.figures.iter().filter(|figure| !figure.repeat_of.is_empty());
    linked
        .map(|figure| {
            let mut check =
                check("repeat", figure.id.to_string(), Relation::Equal, &figure.repeat_of, figure);
            check.operands = Operands::Base;
            check.show = false;
            check
        })
        .collect()
}
