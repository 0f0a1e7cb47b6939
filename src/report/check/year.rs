//! The years of a figure are those its clause says, or, unstated, those its section says.

use super::source::{Said, Text, Years};
use super::{Rule, Spot, Work, spot};
use crate::error::{Claim, Lang};
use crate::report::model::{Figure, Period, PeriodBasis, Report};
use crate::report::words;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Lines that a paragraph which says no year looks back over.
const LOOK_BACK: u32 = 15;

pub fn check(work: &mut Work) {
    let Some(text) = work.text else { return };
    let report = work.report;
    let writing = year_of_writing(report, text);
    let sections = Sections::of(report);
    for (i, figure) in report.figures.iter().enumerate() {
        let Some(period) = figure.period else { continue };
        if !text.stands(&figure.phrase, figure.line, figure.column) {
            continue;
        }
        let expected = match figure.period_basis {
            PeriodBasis::Stated => stated(text, figure, period),
            PeriodBasis::Section | PeriodBasis::None => section(&sections, text, figure, period),
            PeriodBasis::Writing => match writing {
                Some(year) if period.from == year && period.to == year => None,
                Some(year) => Some(words::period(Period { from: year, to: year }, Lang::En)),
                None => None,
            },
        };
        let found = words::period(period, Lang::En);
        match expected {
            None => work.proof.counts.years += 1,
            Some(expected) => {
                let claim = Claim::Years { found: found.into(), expected: expected.into() };
                work.find(
                    Rule::Year,
                    &figure.id,
                    format!("/figures/{i}/period"),
                    spot(figure),
                    claim,
                );
            }
        }
        if let Some(base) = figure.base_year
            && !follows(text, figure, period, base)
        {
            let claim = Claim::Years {
                found: base.to_string().into(),
                expected: (period.from - 1).to_string().into(),
            };
            work.find(
                Rule::Year,
                &figure.id,
                format!("/figures/{i}/base_year"),
                spot(figure),
                claim,
            );
        }
    }
}

fn place(figure: &Figure) -> (u32, u32) {
    (figure.line, figure.number_column)
}

/// Years in one line, in order.
fn on_line(text: &Text, line: u32) -> &[Years] {
    let from = text.years.partition_point(|years| years.line < line);
    let to = text.years.partition_point(|years| years.line <= line);
    text.years.get(from..to).unwrap_or_default()
}

/// Whether years said are these.
fn are(years: &Years, period: Period) -> bool {
    match years.said {
        Said::Span(from, to) => (from, to) == (period.from, period.to),
        Said::Many(_) => false,
    }
}

/// Whether 五年来 may mean these years: there are as many, and they are a span the text names.
fn many(text: &Text, years: &Years, period: Period) -> bool {
    match years.said {
        Said::Span(_, _) => false,
        Said::Many(n) => {
            n == period.to - period.from + 1 && text.spans.contains(&(period.from, period.to))
        }
    }
}

/// Whether the clause or the section of a figure says these years.
pub fn is_said(
    sections: &Sections,
    text: &Text,
    figure: &Figure,
    period: Period,
    stated: bool,
) -> bool {
    let why = if stated {
        self::stated(text, figure, period)
    } else {
        section(sections, text, figure, period)
    };
    why.is_none()
}

/// Why a stated period is not said: the years that are; `None` when it is.
fn stated(text: &Text, figure: &Figure, period: Period) -> Option<String> {
    let here = on_line(text, figure.line);
    let (start, end) = clause(text, figure);
    let from = here.partition_point(|years| years.column < start);
    let to = here.partition_point(|years| years.column < end);
    let inside = here.get(from..to).unwrap_or_default();
    let mut spoken: Vec<&Years> = inside.iter().filter(|years| !years.aside).collect();
    spoken.retain(|years| matches!(years.said, Said::Span(_, _)) || period.from != period.to);
    if spoken.is_empty() {
        // The last years said before hold on.
        let before = text.years.partition_point(|years| (years.line, years.column) < place(figure));
        let recent = text.years.get(..before).unwrap_or_default();
        let near = |years: &&Years| figure.line - years.line <= LOOK_BACK;
        spoken = recent
            .iter()
            .rev()
            .take_while(near)
            .filter(|years| !years.aside)
            .filter(|years| matches!(years.said, Said::Span(_, _)) || period.from != period.to)
            .take(1)
            .collect();
    }
    if spoken.iter().any(|years| are(years, period) || many(text, years, period)) {
        return None;
    }
    // A span of years may have been opened earlier in the paragraph.
    if period.from != period.to {
        let mut lines: Vec<u32> = vec![figure.line];
        if !here.iter().any(spans) {
            lines.extend(figure.line.saturating_sub(LOOK_BACK)..figure.line);
        }
        let said = lines.iter().flat_map(|line| on_line(text, *line));
        if said.into_iter().any(|years| are(years, period) || many(text, years, period)) {
            return None;
        }
    }
    Some(spoken.first().map_or(String::new(), |years| in_words(years)))
}

fn spans(years: &Years) -> bool {
    match years.said {
        Said::Span(from, to) => from != to,
        Said::Many(_) => true,
    }
}

fn in_words(years: &Years) -> String {
    match years.said {
        Said::Span(from, to) => words::period(Period { from, to }, Lang::En),
        Said::Many(n) => format!("{n} years"),
    }
}

/// The columns of the clause a figure stands in.
pub fn clause(text: &Text, figure: &Figure) -> (u32, u32) {
    let line = text.line(figure.line);
    let at = (figure.number_column as usize).min(line.len());
    let ends = |letter: &char| {
        matches!(
            letter,
            ',' | '。' | ';' | '!' | '?' | '\u{ff0c}' | '\u{ff1b}' | '\u{ff01}' | '\u{ff1f}' | '.'
        )
    };
    let ends = |i: usize| {
        line.get(i).is_some_and(|letter| {
            let digit = |i: usize| line.get(i).is_some_and(char::is_ascii_digit);
            let inner = i > 0 && digit(i - 1) && digit(i + 1);
            ends(letter) && !(matches!(letter, '.' | ',') && inner)
        })
    };
    let start = (0..at).rev().find(|i| ends(*i)).map_or(0, |i| i + 1);
    let end = (at..line.len()).find(|i| ends(*i)).unwrap_or(line.len());
    (u32::try_from(start).unwrap_or(0), u32::try_from(end).unwrap_or(u32::MAX))
}

/// The lines of each section, from its first figure to its last.
pub struct Sections(HashMap<Rc<str>, (u32, u32)>);

impl Sections {
    /// The sections of a report.
    pub fn of(report: &Report) -> Self {
        let mut lines: HashMap<Rc<str>, (u32, u32)> = HashMap::new();
        for figure in &report.figures {
            let span = lines.entry(figure.section.clone()).or_insert((figure.line, figure.line));
            *span = (span.0.min(figure.line), span.1.max(figure.line));
        }
        Self(lines)
    }
}

/// Why a period taken from the section is not its section's; `None` when it is.
fn section(sections: &Sections, text: &Text, figure: &Figure, period: Period) -> Option<String> {
    let named = sections.0.get(&figure.section).filter(|_| !figure.section.is_empty());
    let (first, last) = named.copied().unwrap_or((figure.line, figure.line));
    let from = text.years.partition_point(|years| years.line < first);
    let to = text.years.partition_point(|years| years.line <= last);
    let said = text.years.get(from..to).unwrap_or_default();
    let pool = if said.is_empty() { &text.years } else { said };
    if pool.iter().any(|years| are(years, period) || many(text, years, period)) {
        return None;
    }
    Some(pool.first().map_or(String::new(), in_words))
}

/// The year that most undated figures are read as.
pub fn year_of_writing(report: &Report, text: &Text) -> Option<i32> {
    let mut votes: BTreeMap<i32, usize> = BTreeMap::new();
    for figure in &report.figures {
        if let (PeriodBasis::Writing, Some(period)) = (figure.period_basis, figure.period) {
            *votes.entry(period.to).or_default() += 2;
        }
    }
    let latest =
        text.years.iter().filter(|years| !years.aside).filter_map(|years| match years.said {
            Said::Span(_, to) => Some(to),
            Said::Many(_) => None,
        });
    // The latest year the text names counts for one figure and a half.
    if let Some(latest) = latest.filter(|year| *year < 2200).max() {
        *votes.entry(latest).or_default() += 3;
    }
    votes.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// Whether a base year is the one before the period, or one the paragraph names as an end.
fn follows(text: &Text, figure: &Figure, period: Period, base: i32) -> bool {
    if base == period.from - 1 {
        return true;
    }
    let named = |years: &Years| match years.said {
        Said::Span(from, to) => to == base && (from != to || period.from == period.to),
        Said::Many(_) => false,
    };
    base < period.from && on_line(text, figure.line).iter().any(named)
}

/// The last single year said before a place, for rows that stand in the text with a year.
pub fn before(text: &Text, at: Spot) -> Option<(i32, i32)> {
    let before =
        text.years.partition_point(|years| (years.line, years.column) < (at.line, at.column));
    text.years.get(..before)?.iter().rev().find_map(|years| match years.said {
        Said::Span(from, to) => Some((from, to)),
        Said::Many(_) => None,
    })
}
