//! Relations worth a look: sums of years, parts of wholes, repeats, compound growth,
//! and what two figures make a third one.
//!
//! A sum of parts, a difference, a ratio or a share is proposed only where it comes
//! out: that 教育支出 and 农业支出 do not add up to all spending is no news.

use crate::report::check::source::Text;
use crate::report::check::year::clause;
use crate::report::decimal::{Decimal, Round};
use crate::report::model::{
    Check, Figure, Operands, PeriodBasis, Relation, Report, Verdict, Words,
};
use crate::report::relation::{Index, judge};
use std::rc::Rc;

/// The checks of a report, each with the verdict that is worked out.
pub fn find(report: &Report, text: &Text) -> Vec<Check> {
    let index = Index::new(report);
    let mut out = sums(report, &index, text);
    out.extend(compound(report));
    out.extend(parts(report, text));
    out.extend(pairs(report));
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
    // What does not compare at all is no candidate, nor is a guess that does not come out.
    out.retain_mut(|check| {
        let guess = matches!(
            &*check.kind,
            "parts" | "points" | "difference" | "ratio" | "growth" | "share"
        );
        let guess = guess || &*check.kind == "compound" && !check.show;
        if &*check.kind == "compound" {
            check.show = true;
        }
        match check.verdict {
            Verdict::NotComparable | Verdict::CannotBeTested => false,
            Verdict::Reconciles => true,
            Verdict::DoesNotReconcile
            | Verdict::Odd
            | Verdict::RulesOutReading
            | Verdict::Coincidence => !guess,
        }
    });
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
                    let line = text.line(figure.line);
                    let end = (figure.number_column as usize).min(line.len());
                    said =
                        line.get(end.saturating_sub(24)..end).unwrap_or_default().iter().collect();
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
            // Three of five years are no sum of five.
            let years = total.period.map_or(0, |years| years.to - years.from + 1);
            let all = years < 2 || usize::try_from(years) == Ok(members.len());
            let added: f64 = members.iter().map(|it| it.base_value()).sum();
            if !all && (added - total.base_value()).abs() > 1e-9 * added.abs() {
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
        // Guessed years make no false alarm.
        let said = total.period_basis == PeriodBasis::Stated;
        if steps > 1 && mean.column - total.column < 24 {
            let lhs = format!("( ( 1 + {} / 100 ) ^ ( 1 / {steps} ) - 1 ) * 100", total.id);
            let mut check = check("compound", lhs, Relation::Equal, &mean.id, mean);
            check.show = said;
            out.push(check);
        }
    }
    out
}

/// So many characters of a sentence are looked over.
const SENTENCE: usize = 240;

/// The column of 其中 in the sentence of a figure, or of the clause before it.
fn among(text: &Text, figure: &Figure) -> Option<u32> {
    let line = text.line(figure.line);
    let end = (figure.number_column as usize).min(line.len());
    let from = end.saturating_sub(SENTENCE);
    let before = line.get(from..end)?;
    let open = before.iter().rposition(|letter| matches!(letter, '。' | '!' | '?')).unwrap_or(0);
    let word = |i: usize| before.get(i..i + 2) == Some(&['其', '中'][..]);
    let at = from + (open..before.len().saturating_sub(1)).rev().find(|i| word(*i))?;
    u32::try_from(at).ok()
}

/// 其中: a part is at most its whole, and parts may add up to it.
fn parts(report: &Report, text: &Text) -> Vec<Check> {
    let mut out = Vec::new();
    // The whole, the column of its 其中 and the parts so far.
    let mut open: Option<(usize, u32, Vec<usize>)> = None;
    for (i, part) in report.figures.iter().enumerate() {
        let Some(column) = among(text, part).filter(|_| amount(part)) else { continue };
        let fits = |whole: &Figure| {
            whole.line == part.line
                && whole.number_column < column
                && amount(whole)
                && whole.base_unit == part.base_unit
                && whole.base_value() >= part.base_value()
        };
        let near = i.saturating_sub(10);
        let before = report.figures.get(near..i).unwrap_or_default();
        let Some(at) = before.iter().rposition(fits).map(|at| near + at) else { continue };
        let Some(whole) = report.figures.get(at) else { continue };
        let mut check = check("part_whole", part.id.to_string(), Relation::AtMost, &whole.id, part);
        if whole.scale != part.scale {
            check.operands = Operands::Base;
        }
        check.show = false;
        out.push(check);
        match &mut open {
            Some((whole, of, list)) if (*whole, *of) == (at, column) => list.push(i),
            _ => {
                out.extend(open.take().and_then(|open| added(report, &open)));
                open = Some((at, column, vec![i]));
            }
        }
    }
    out.extend(open.and_then(|open| added(report, &open)));
    out
}

/// The sum of parts against their whole.
fn added(report: &Report, (whole, _, parts): &(usize, u32, Vec<usize>)) -> Option<Check> {
    let whole = report.figures.get(*whole)?;
    let parts: Vec<&Figure> = parts.iter().filter_map(|i| report.figures.get(*i)).collect();
    let first = parts.first().filter(|_| parts.len() > 1)?;
    let ids: Vec<&str> = parts.iter().map(|part| &*part.id).collect();
    let mut sum = check("parts", ids.join(" + "), Relation::Equal, &whole.id, first);
    if parts.iter().any(|part| part.scale != whole.scale) {
        sum.operands = Operands::Base;
    }
    Some(sum)
}

/// Whether a figure is an amount or a count, not a change, a rate or a bound.
fn amount(figure: &Figure) -> bool {
    matches!(&*figure.kind, "level" | "flow" | "count")
        && !matches!(&*figure.unit.zh, "%" | "倍" | "")
}

/// What two figures before it make the third: 由31.2%提高到36.5%,提高5.3个百分点;
/// 210家, 356家, 净增146家; 42家, 168家, 4倍; a part, and its share of the whole.
fn pairs(report: &Report) -> Vec<Check> {
    let mut out = Vec::new();
    for group in report.figures.windows(3) {
        let [a, b, c] = group else { continue };
        if a.line != c.line || c.number_column - a.number_column > 80 {
            continue;
        }
        out.extend(grown(a, b, c).or_else(|| grown(b, a, c)));
        let unit = a.base_unit == b.base_unit && !a.base_unit.zh.is_empty();
        let shares = unit && &*a.unit.zh == "%" && &*a.kind == "share" && &*b.kind == "share";
        let amounts = unit && amount(a) && amount(b);
        let found = match &*c.base_unit.zh {
            "个百分点" if shares => Some(("points", format!("{} - {}", b.id, a.id), "")),
            "倍" if amounts && &*c.kind == "level" => {
                Some(("ratio", format!("{} / {}", b.id, a.id), ""))
            }
            "%" if amounts && &*c.kind == "share" => {
                Some(("share", format!("{} / {} * 100", b.id, a.id), "其中"))
            }
            "%" if amounts
                && &*c.kind == "growth"
                && a.period.is_some()
                && a.period != b.period =>
            {
                Some(("growth", format!("( {} / {} - 1 ) * 100", b.id, a.id), ""))
            }
            unit if amounts && &*c.kind == "growth" && unit == &*a.base_unit.zh => {
                Some(("difference", format!("{} - {}", b.id, a.id), ""))
            }
            _ => None,
        };
        let Some((kind, lhs, lead)) = found else { continue };
        if !lead.is_empty() && !b.phrase.contains(lead) {
            continue;
        }
        let mut check = check(kind, lhs, Relation::Equal, &c.id, c);
        if a.scale != b.scale || kind == "difference" && a.scale != c.scale {
            check.operands = Operands::Base;
        }
        out.push(check);
    }
    out
}

/// 2023年30125元,增长6.1%;2022年28393元; rose 9% to £4,860 million (2023: £4,459 million):
/// a rate, the amount that grew and the one a year before it.
fn grown(amount_now: &Figure, rate: &Figure, amount_then: &Figure) -> Option<Check> {
    let money = |it: &Figure| matches!(&*it.kind, "level" | "flow" | "count" | "average");
    let (now, then) = (amount_now.period?, amount_then.period?);
    let fits = &*rate.unit.zh == "%"
        && &*rate.kind == "growth"
        && money(amount_now)
        && money(amount_then)
        && amount_now.base_unit == amount_then.base_unit
        && &*amount_now.unit.zh != "%"
        && now.from == now.to
        && then.from == then.to
        && then.to == now.to - 1
        && amount_now.subject == amount_then.subject;
    if !fits {
        return None;
    }
    let lhs = format!("( {} / {} - 1 ) * 100", amount_now.id, amount_then.id);
    let mut check = check("growth", lhs, Relation::Equal, &rate.id, rate);
    if amount_now.scale != amount_then.scale {
        check.operands = Operands::Base;
    }
    Some(check)
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
