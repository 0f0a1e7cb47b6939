//! Two editions of a report, figure by figure.

mod pairs;

use super::decimal::Decimal;
use super::model::{Figure, Report, Verdict};
use super::relation::{Index, judge};
use super::words;
use crate::error::Lang;
use std::rc::Rc;

/// What became of a figure, with its index in the older and in the newer report.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It says something else.
    Changed(usize, usize, Vec<Difference>),
    /// It says the same at another place.
    Moved(usize, usize),
    /// It is no longer there.
    Gone(usize),
    /// It was not there before.
    New(usize),
}

/// One thing that a figure says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `value`, `unit`, `qualifier`, `period`, `subject` or `kind`.
    pub member: &'static str,
    /// In the older report.
    pub before: String,
    /// In the newer one.
    pub after: String,
}

/// A check of both reports that comes out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// Its id.
    pub id: Rc<str>,
    /// The verdict worked out from the older report.
    pub before: Verdict,
    /// From the newer one.
    pub after: Verdict,
}

/// What differs between two editions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// Figures, in the order of the newer report; those gone come last.
    pub figures: Vec<Change>,
    /// Checks.
    pub checks: Vec<Turned>,
    /// How many figures say the same at the same place.
    pub same: usize,
}

/// Compares two editions of a report.
///
/// A figure is the same one when it keeps its id and its subject or phrase,
/// else when subject, unit and years agree, else the phrase, else what is left
/// of the phrase without its number, else the id alone.
#[must_use]
pub fn diff(before: &Report, after: &Report) -> Differences {
    let pairs = pairs::find(&before.figures, &after.figures);
    let mut out = Differences::default();
    let mut olds = vec![None; after.figures.len()];
    let mut kept = vec![false; before.figures.len()];
    for (old, new) in pairs {
        if let (Some(it), Some(kept)) = (olds.get_mut(new), kept.get_mut(old)) {
            (*it, *kept) = (Some(old), true);
        }
    }
    for (new, figure) in after.figures.iter().enumerate() {
        let old = olds.get(new).copied().flatten();
        let Some((old, earlier)) = old.and_then(|old| Some((old, before.figures.get(old)?))) else {
            out.figures.push(Change::New(new));
            continue;
        };
        let differences = differences(earlier, figure);
        if !differences.is_empty() {
            out.figures.push(Change::Changed(old, new, differences));
        } else if (earlier.line, earlier.column) != (figure.line, figure.column) {
            out.figures.push(Change::Moved(old, new));
        } else {
            out.same += 1;
        }
    }
    let gone = kept.iter().enumerate().filter(|(_, kept)| !**kept);
    out.figures.extend(gone.map(|(old, _)| Change::Gone(old)));
    let (was_in, is_in) = (Index::new(before), Index::new(after));
    for check in &after.checks {
        if let Some(earlier) = before.check(&check.id) {
            let (was, is) = (judge(&was_in, earlier).verdict, judge(&is_in, check).verdict);
            if was != is {
                out.checks.push(Turned { id: check.id.clone(), before: was, after: is });
            }
        }
    }
    out
}

fn differences(before: &Figure, after: &Figure) -> Vec<Difference> {
    let number = |number: f64| {
        Decimal::from_float(number).map_or_else(|_| number.to_string(), |number| number.to_string())
    };
    let period =
        |figure: &Figure| figure.period.map_or("–".to_owned(), |it| words::period(it, Lang::En));
    let unit = |figure: &Figure| figure.unit.get(Lang::Zh).to_owned();
    let rows = [
        ("value", number(before.value), number(after.value)),
        ("unit", unit(before), unit(after)),
        ("qualifier", before.qualifier.name().to_owned(), after.qualifier.name().to_owned()),
        ("period", period(before), period(after)),
        (
            "subject",
            before.subject.get(Lang::Zh).to_owned(),
            after.subject.get(Lang::Zh).to_owned(),
        ),
        ("kind", before.kind.to_string(), after.kind.to_string()),
    ];
    let differ = rows.into_iter().filter(|(_, before, after)| before != after);
    differ.map(|(member, before, after)| Difference { member, before, after }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::draft::report;

    fn words(before: &str, after: &str) -> Vec<String> {
        let (a, b) = (report(before, "a", ""), report(after, "b", ""));
        let out = diff(&a, &b);
        let phrase = |report: &Report, i: usize| report.figures[i].phrase.to_string();
        let mut list: Vec<String> = out
            .figures
            .iter()
            .map(|change| match change {
                Change::Changed(_, new, list) => {
                    let list: Vec<String> = list
                        .iter()
                        .map(|it| format!("{} {}→{}", it.member, it.before, it.after))
                        .collect();
                    format!("changed {}: {}", phrase(&b, *new), list.join(", "))
                }
                Change::Moved(_, new) => format!("moved {}", phrase(&b, *new)),
                Change::Gone(old) => format!("gone {}", phrase(&a, *old)),
                Change::New(new) => format!("new {}", phrase(&b, *new)),
            })
            .collect();
        list.extend(
            out.checks.iter().map(|it| format!("{} {:?}→{:?}", it.id, it.before, it.after)),
        );
        list
    }

    #[test]
    fn figure_by_figure() {
        let text = "2019年，改造道路12条，完成投资3.5亿元。绿地率31.5%。";
        assert_eq!(words(text, text), Vec::<String>::new());
        assert_eq!(
            words(text, &text.replace("3.5", "3.6")),
            ["changed 完成投资3.6亿元: value 3.5→3.6"]
        );
        assert_eq!(
            words(text, &text.replace("31.5%", "31.5%以上")),
            ["changed 绿地率31.5%以上: qualifier exact→at_least"]
        );
        assert_eq!(
            words(text, &text.replace("2019年", "2020年")),
            [
                "changed 改造道路12条: period 2019→2020",
                "changed 完成投资3.5亿元: period 2019→2020",
                "changed 绿地率31.5%: period 2019→2020"
            ]
        );
        assert_eq!(
            words(text, &format!("\n{}", text.replace("绿地率31.5%", "公园7处"))),
            ["moved 改造道路12条", "moved 完成投资3.5亿元", "new 公园7处", "gone 绿地率31.5%"]
        );
    }

    #[test]
    fn a_check_that_turns() {
        let text = "2018年建成3座，2019年建成4座，2020年建成5座，累计建成12座。";
        assert_eq!(
            words(text, &text.replace("4座", "6座")),
            ["changed 2019年建成6座: value 4→6", "check-1 Reconciles→DoesNotReconcile"]
        );
    }
}
