//! The years of the figures: those the clause says, else those of the section, else the year of writing.

use crate::report::check::source::{Said, Text, Years};
use crate::report::check::year::{self, Sections};
use crate::report::model::{Figure, Part, Period, PeriodBasis, Report};
use crate::report::read::is_han;

/// Words that bring a sentence back to the time of writing.
const NOW: &[&str] = &["目前", "如今", "现有", "现已", "至今", " now ", "currently"];

/// Gives each figure its years: those its clause says, else those of its section, else the year of writing.
pub fn date(report: &mut Report, text: &Text) {
    let spans: Vec<Period> = {
        let mut list: Vec<Period> = Vec::new();
        for years in &text.years {
            if let Said::Span(from, to) = years.said
                && (1900..2100).contains(&from)
                && from <= to
                && !list.contains(&Period { from, to })
            {
                list.push(Period { from, to });
            }
        }
        list
    };
    let sections = Sections::of(report);
    let dated: Vec<(Option<Period>, PeriodBasis)> =
        report.figures.iter().map(|figure| period(&sections, text, figure, &spans)).collect();
    for (figure, (period, basis)) in report.figures.iter_mut().zip(dated) {
        figure.period = period;
        figure.period_basis = basis;
    }
    // Undated figures are read as of the year of writing, when the text tells one.
    let writing = year::year_of_writing(report, text);
    if let Some(year) = writing.filter(|year| (1900..2100).contains(year)) {
        let summed =
            |figure: &Figure| figure.phrase.contains("累计") || figure.phrase.contains("年均");
        for figure in &mut report.figures {
            if !summed(figure)
                && figure.period.is_none()
                && !matches!(&*figure.kind, "rank" | "threshold")
            {
                figure.period = Some(Period { from: year, to: year });
                figure.period_basis = PeriodBasis::Writing;
            }
        }
    }
}

fn period(
    sections: &Sections,
    text: &Text,
    figure: &Figure,
    spans: &[Period],
) -> (Option<Period>, PeriodBasis) {
    let place = (figure.line, figure.number_column);
    let before = text.years.partition_point(|years| (years.line, years.column) < place);
    // The nearest years first: after a single year in the paragraph, that year.
    let near = |n: usize| {
        text.years.get(n).filter(|years| {
            figure.line.abs_diff(years.line) <= 2 && !years.aside && !apart(text, figure, years)
        })
    };
    let mut candidates: Vec<Period> = Vec::new();
    let mut order = [before.checked_sub(1), Some(before)];
    if text.years.get(before).is_some_and(|years| follows(text, figure, years)) {
        order.reverse();
    }
    for years in order.into_iter().flatten().filter_map(near) {
        match years.said {
            Said::Span(from, to) => candidates.push(Period { from, to }),
            Said::Many(n) => {
                candidates
                    .extend(spans.iter().copied().filter(|span| span.to - span.from + 1 == n));
            }
        }
    }
    let last = before.checked_sub(1).and_then(|n| text.years.get(n));
    if last.is_some_and(|years| now(text, figure, years)) {
        candidates.clear();
    }
    for span in candidates {
        if year::is_said(sections, text, figure, span, true) {
            return (Some(span), PeriodBasis::Stated);
        }
    }
    let level =
        matches!(&*figure.kind, "level" | "share" | "count") && figure.part != Part::Heading;
    let plan = spans
        .iter()
        .copied()
        .find(|span| span.from != span.to && year::is_said(sections, text, figure, *span, false));
    match plan {
        Some(span) if !level => (Some(span), PeriodBasis::Section),
        Some(_) | None => (None, PeriodBasis::None),
    }
}

/// So far apart a figure and years may stand for the words between them to matter.
const NEAR: u32 = 120;

/// The characters between a figure and years of its line; nothing when they stand in another or far away.
fn between(text: &Text, figure: &Figure, years: &Years) -> String {
    if figure.line != years.line || figure.number_column.abs_diff(years.column) > NEAR {
        return String::new();
    }
    let (from, to) =
        (figure.number_column.min(years.column), figure.number_column.max(years.column));
    let line = text.line(figure.line);
    line.get(from as usize..(to as usize).min(line.len())).unwrap_or_default().iter().collect()
}

/// Whether years say nothing of a figure: one of the two stands in brackets by
/// itself, (2023: £4,459 million), or an English sentence about another time ended
/// between them.
fn apart(text: &Text, figure: &Figure, years: &Years) -> bool {
    let gap = between(text, figure, years);
    let brackets = |open: char, close: char| {
        let (opened, closed) = (gap.rfind(open), gap.find(close));
        match (opened, closed) {
            (Some(_), None) => figure.number_column < years.column,
            (None, Some(_)) => figure.number_column > years.column,
            (Some(opened), Some(closed)) => closed < opened,
            (None, None) => false,
        }
    };
    let line = text.line(years.line);
    let at = |i: u32| line.get(i as usize).copied().unwrap_or(' ');
    let opened = years.column > 0 && matches!(at(years.column - 1), '(' | '\u{ff08}');
    if opened && years.line != figure.line {
        return true;
    }
    let ended = years.column < figure.number_column && gap.contains(". ") && !gap.contains(is_han);
    // In 2022 sales rose. Costs fell: the year that opens a sentence holds on.
    let opens = line
        .get(..years.column as usize)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(10)
        .take_while(|letter| !matches!(letter, '.' | ';'))
        .count()
        < 10;
    ended && !opens || brackets('(', ')') || brackets('\u{ff08}', '\u{ff09}')
}

/// Whether 目前 stands between a figure and the years before it.
fn now(text: &Text, figure: &Figure, years: &Years) -> bool {
    let gap = between(text, figure, years);
    years.column < figure.number_column && NOW.iter().any(|word| gap.contains(word))
}

/// Whether years stand right after an English figure: £590 million in 2022.
fn follows(text: &Text, figure: &Figure, years: &Years) -> bool {
    let gap = between(text, figure, years);
    let words: Vec<&str> = gap.split(' ').collect();
    figure.number_column < years.column
        && !gap.contains(is_han)
        && words.iter().rev().any(|word| *word == "in")
        && words.len() < 6
        && !gap.contains([',', ';', '.'])
}
