//! Labels stand with their own figures: what is said of one is not put on another.
//!
//! Wording differs too much to demand that a label repeats its figure's subject.
//! A finding needs two that fit better the other way round, or a label that
//! has nothing of its figure and nearly everything of another.

use super::source::Text;
use super::{Rule, Work, spot, year};
use crate::base::json::Json;
use crate::error::Claim;
use crate::report::model::{Figure, Report};
use std::collections::HashSet;
use std::rc::Rc;

/// How much better the other way round has to fit.
const MARGIN: f64 = 0.2;
/// The same for subjects, which are freer in their words.
const SUBJECT_MARGIN: f64 = 0.45;
/// Figures so many places apart in the text are compared.
const REACH: usize = 40;

/// A label with the figure it stands with.
struct Pair {
    label: Rc<str>,
    figure: Rc<str>,
    pointer: String,
}

pub fn check(work: &mut Work) {
    let report = work.report;
    for (i, chart) in report.charts.iter().enumerate() {
        for (name, rows) in &chart.tables {
            let at = format!("/charts/{i}/tables/{name}");
            let mut labels = Vec::new();
            for (k, row) in rows.iter().enumerate() {
                labels.extend(pair(row, &format!("{at}/{k}")));
                beside(work, &chart.id, row, &format!("{at}/{k}"));
            }
            rows_fit(work, &chart.id, &labels);
            with_fits(work, &chart.id, rows, &at);
        }
    }
    for (i, series) in report.series.iter().enumerate() {
        for (j, measure) in series.measures.iter().enumerate() {
            let pairs: Vec<Pair> = measure
                .figures
                .iter()
                .enumerate()
                .map(|(k, member)| Pair {
                    label: if member.label.zh.is_empty() {
                        member.x.clone()
                    } else {
                        member.label.zh.clone()
                    },
                    figure: member.figure.clone(),
                    pointer: format!("/series/{i}/measures/{j}/figures/{k}/figure"),
                })
                .collect();
            rows_fit(work, &series.id, &pairs);
        }
    }
    if let Some(text) = work.text {
        subjects(work, text);
    }
}

fn pair(row: &Json, pointer: &str) -> Option<Pair> {
    let label = row.get("label").or_else(|| row.get("said"))?;
    let label = label.text().or_else(|| label.get("zh").and_then(Json::text))?;
    let figure = row.get("figure").and_then(Json::text)?;
    Some(Pair {
        label: label.clone(),
        figure: figure.clone(),
        pointer: format!("{pointer}/figure"),
    })
}

/// What an id counts, and the id itself, as words to compare labels with.
fn words(report: &Report, id: &str) -> String {
    let figure = report.figure(id).map(|figure| &figure.subject);
    let subject = figure.or_else(|| report.derived(id).map(|derived| &derived.subject));
    subject.map_or(String::new(), |subject| format!("{} {} {id}", subject.zh, subject.en))
}

/// Two labels that fit better the other way round, and labels of another figure.
fn rows_fit(work: &mut Work, id: &Rc<str>, pairs: &[Pair]) {
    let report = work.report;
    if pairs.len() > 200 {
        return;
    }
    let subjects: Vec<Grams> =
        pairs.iter().map(|pair| Grams::of(&words(report, &pair.figure))).collect();
    let labels: Vec<Grams> = pairs.iter().map(|pair| Grams::of(&pair.label)).collect();
    let fit = |i: usize, j: usize| match (labels.get(i), subjects.get(j)) {
        (Some(label), Some(subject)) => label.share(subject),
        (None, _) | (_, None) => 0.0,
    };
    for (i, pair) in pairs.iter().enumerate() {
        let swapped = (0..pairs.len()).find(|j| {
            *j != i && fit(i, *j) >= fit(i, i) + MARGIN && fit(*j, i) >= fit(*j, *j) + MARGIN
        });
        let other = swapped.and_then(|j| pairs.get(j)).map(|other| other.figure.clone());
        let other = other.or_else(|| if fit(i, i) < 0.1 { named(report, pair) } else { None });
        if let Some(other) = other {
            let claim = Claim::Set { found: pair.label.clone(), expected: other };
            work.find(Rule::Pair, id, pair.pointer.clone(), None, claim);
        }
    }
}

/// The figure of the same unit that a label names nearly in full.
fn named(report: &Report, pair: &Pair) -> Option<Rc<str>> {
    let label = Grams::of(&pair.label);
    let own = report.figure(&pair.figure)?;
    let alike = report
        .figures
        .iter()
        .filter(|figure| figure.base_unit == own.base_unit && figure.id != own.id);
    let full = |figure: &&Figure| {
        label.count() >= 2 && label.share(&Grams::of(&figure.subject.zh)) >= 0.75
    };
    alike.filter(|figure| figure.repeat_of.is_empty()).find(full).map(|figure| figure.id.clone())
}

/// Figures of one row are of one year, when each is of a single one.
fn beside(work: &mut Work, id: &Rc<str>, row: &Json, pointer: &str) {
    let report = work.report;
    let year = |id: &str| {
        let period = report.figure(id).and_then(|figure| figure.period);
        period.filter(|period| period.from == period.to).map(|period| period.from)
    };
    let own = row.get("figure").and_then(Json::text).and_then(|id| year(id));
    for (key, other) in row.get("with").and_then(Json::members).unwrap_or_default() {
        let other = other.text().and_then(|id| year(id));
        if let (Some(own), Some(other)) = (own, other)
            && own != other
        {
            let claim =
                Claim::Years { found: other.to_string().into(), expected: own.to_string().into() };
            work.find(Rule::Pair, id, format!("{pointer}/with/{key}"), None, claim);
        }
    }
}

/// The figures that rows bring along under one key fit their own row best.
fn with_fits(work: &mut Work, id: &Rc<str>, rows: &[Json], at: &str) {
    let report = work.report;
    let mut keys: Vec<Rc<str>> = Vec::new();
    for row in rows {
        for (key, _) in row.get("with").and_then(Json::members).unwrap_or_default() {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
    }
    for key in keys {
        let pairs: Vec<Pair> = rows
            .iter()
            .enumerate()
            .filter_map(|(k, row)| {
                let own = row.get("figure").and_then(Json::text)?;
                let other = row.get("with")?.get(&key).and_then(Json::text)?;
                Some(Pair {
                    label: words(report, own).into(),
                    figure: other.clone(),
                    pointer: format!("{at}/{k}/with/{key}"),
                })
            })
            .collect();
        rows_fit(work, id, &pairs);
    }
    // Within a row, keys that name their figures: over30 with kp-total-over30.
    for (k, row) in rows.iter().enumerate() {
        let pairs: Vec<Pair> = row
            .get("with")
            .and_then(Json::members)
            .unwrap_or_default()
            .iter()
            .filter_map(|(key, other)| {
                Some(Pair {
                    label: key.clone(),
                    figure: other.text()?.clone(),
                    pointer: format!("{at}/{k}/with/{key}"),
                })
            })
            .collect();
        rows_fit(work, id, &pairs);
    }
}

/// Two subjects that each fit the other's clause and not their own.
fn subjects(work: &mut Work, text: &Text) {
    let report = work.report;
    let contexts: Vec<Grams> =
        report.figures.iter().map(|figure| Grams::of(&context(text, figure))).collect();
    let own: Vec<Grams> =
        report.figures.iter().map(|figure| Grams::of(&figure.subject.zh)).collect();
    let fit = |i: usize, j: usize| match (own.get(i), contexts.get(j)) {
        (Some(subject), Some(context)) => subject.share(context),
        (None, _) | (_, None) => 0.0,
    };
    let mut found: HashSet<usize> = HashSet::new();
    for i in 0..own.len() {
        let here = fit(i, i);
        if here > 1.0 - SUBJECT_MARGIN {
            continue;
        }
        for j in i.saturating_sub(REACH)..(i + REACH).min(own.len()) {
            let better =
                fit(i, j) >= here + SUBJECT_MARGIN && fit(j, i) >= fit(j, j) + SUBJECT_MARGIN;
            if j != i && better && found.insert(i) {
                let Some(figure) = report.figures.get(i) else { continue };
                let expected = report.figures.get(j).map_or("".into(), |other| other.id.clone());
                let claim = Claim::Set { found: figure.subject.zh.clone(), expected };
                work.find(
                    Rule::Pair,
                    &figure.id,
                    format!("/figures/{i}/subject_zh"),
                    spot(figure),
                    claim,
                );
            }
        }
    }
}

/// The words around a figure: its clause and its phrase.
fn context(text: &Text, figure: &Figure) -> String {
    let (start, end) = year::clause(text, figure);
    let line = text.line(figure.line);
    let clause: String = line
        .iter()
        .skip(start as usize)
        .take((end.saturating_sub(start)).min(60) as usize)
        .collect();
    format!("{} {clause}", figure.phrase)
}

/// The neighbouring pairs of letters in a text, and its Latin words and numbers whole: their codes in order.
struct Grams(Vec<u64>);

impl Grams {
    fn of(text: &str) -> Self {
        let mut out = Vec::new();
        // A word's letters are mixed into one code (FNV-1a); the lowest bit tells words from pairs.
        let mut word: Option<u64> = None;
        let mut last: Option<char> = None;
        for letter in text.chars().chain([' ']) {
            if letter.is_ascii_alphanumeric() {
                let code = u64::from(u32::from(letter.to_ascii_lowercase()));
                let hash = word.unwrap_or(0xcbf2_9ce4_8422_2325);
                word = Some((hash ^ code).wrapping_mul(0x0100_0000_01b3));
                last = None;
                continue;
            }
            out.extend(word.take().map(|hash| hash | 1));
            last = match (last, letter.is_alphabetic()) {
                (Some(before), true) => {
                    out.push(
                        (u64::from(u32::from(before)) << 32) | (u64::from(u32::from(letter)) << 1),
                    );
                    Some(letter)
                }
                (None, true) => Some(letter),
                (_, false) => None,
            };
        }
        out.sort_unstable();
        out.dedup();
        Self(out)
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    /// How much of this the other has, from 0 to 1.
    fn share(&self, other: &Self) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        let both = self.0.iter().filter(|code| other.0.binary_search(code).is_ok()).count();
        both as f64 / self.0.len() as f64
    }
}
