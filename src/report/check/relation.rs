//! Relations come out as their author expects.

use super::computed::{is, short, words};
use super::{Rule, Work, is_apart};
use crate::error::Claim;
use crate::report::decimal::{End, Interval};
use crate::report::model::Verdict;
use crate::report::relation::{Outcome, Side, Why, judge};

pub fn check(work: &mut Work) {
    for (i, check) in work.report.checks.iter().enumerate() {
        let out = judge(&work.index, check);
        let pointer = format!("/checks/{i}");
        if out.verdict != check.expect.computed() {
            let claim = Claim::Verdict {
                found: check.expect.name().into(),
                expected: out.verdict.name().into(),
                why: why(&out).into(),
            };
            work.find(Rule::Relation, &check.id, pointer.clone(), None, claim);
        } else if let Why::Fault(fault) = &out.why {
            // A side that is missing is one thing, an expression that fails another.
            let claim = Claim::Expression { why: words(fault).into() };
            work.find(Rule::Relation, &check.id, pointer.clone(), None, claim);
        } else {
            work.proof.counts.relations += 1;
            work.proof.counts.apart += usize::from(is_apart(out.verdict));
            let open = matches!(
                out.verdict,
                Verdict::CannotBeTested | Verdict::NotComparable | Verdict::Odd
            );
            work.proof.counts.open += usize::from(open);
        }
        for (written, side, member) in
            [(check.actual, out.lhs, "actual"), (check.expected, out.rhs, "expected")]
        {
            if let (Some(written), Some(side)) = (written, side)
                && !is(written, side.stated)
            {
                let claim = Claim::Computed {
                    found: crate::base::format::plain(written).into(),
                    expected: short(side.stated).into(),
                };
                work.find(Rule::Relation, &check.id, format!("{pointer}/{member}"), None, claim);
            }
        }
    }
}

/// The working of a verdict in numbers.
fn why(out: &Outcome) -> String {
    let numbers = match (&out.lhs, &out.rhs) {
        (Some(lhs), Some(rhs)) => format!("{} | {}", side(lhs), side(rhs)),
        (Some(lhs), None) => side(lhs),
        (None, _) => String::new(),
    };
    match &out.why {
        Why::Arithmetic | Why::OnlyByQualifier | Why::NoOtherSide => numbers,
        Why::Unlike(a, b) => format!("{a} | {b}"),
        Why::Prices => "current prices | constant prices".to_owned(),
        Why::Bases(a, b) => format!("% of {a} | % of {b}"),
        Why::Fault(fault) => words(fault),
    }
}

fn side(side: &Side) -> String {
    let stated = short(side.stated);
    if side.range.single().is_some() { stated } else { format!("{stated} {}", range(side.range)) }
}

/// An interval as mathematics writes it.
fn range(range: Interval) -> String {
    let number = |end: End, far: &str| end.number().map_or(far.to_owned(), short);
    let open = if matches!(range.lo, End::At(_)) { '[' } else { '(' };
    let close = if matches!(range.hi, End::At(_)) { ']' } else { ')' };
    format!("{open}{}, {}{close}", number(range.lo, "−∞"), number(range.hi, "∞"))
}
