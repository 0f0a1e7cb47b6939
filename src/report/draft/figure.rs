//! Quantities → figures: place, phrase, subject, years, repeats.

use super::section::{self, Found};
use super::subject;
use crate::report::check::place::is_strange;
use crate::report::check::source::{Said, Text};
use crate::report::check::year::{self, Sections};
use crate::report::model::{Figure, Part, Period, PeriodBasis, Report, Words, empty};
use crate::report::read::{Kind, Quantity};
use std::collections::HashMap;
use std::rc::Rc;

/// The characters a phrase may have.
const PHRASE: u32 = 16;

/// A figure for each quantity of a text.
pub fn all(text: &Text, sections: &[Found]) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let (mut line, mut count) = (0, 0);
    let blank = Figure::default();
    for quantity in text.found.iter().filter(|quantity| quantity.kind.is_figure()) {
        count = if quantity.line == line { count + 1 } else { 1 };
        line = quantity.line;
        let mut figure = one(text, quantity, out.last(), &blank);
        figure.id = format!("f{line}-{count}").into();
        if let Some(section) = section::of(sections, line) {
            let last = out.last().map(|it| &it.section).filter(|it| ***it == *section.id);
            figure.section = last.map_or_else(|| section.id.as_str().into(), Rc::clone);
            if section.line == line {
                figure.part = Part::Heading;
            }
        }
        out.push(figure);
    }
    out
}

fn zh(words: &str) -> Words {
    Words { zh: words.into(), en: empty() }
}

/// The words of the figure before when they are these.
fn same(before: Option<&Words>, words: &str) -> Words {
    before.filter(|before| *before.zh == *words).map_or_else(|| zh(words), Clone::clone)
}

/// `blank` lends its empty texts.
fn one(text: &Text, quantity: &Quantity, before: Option<&Figure>, blank: &Figure) -> Figure {
    let letters = text.line(quantity.line);
    let digits = quantity.number_end - quantity.start;
    let numeral: String =
        letters.iter().skip(quantity.column as usize).take(digits as usize).collect();
    let line = before.filter(|figure| figure.line == quantity.line);
    let (column, phrase) = phrase(letters, quantity);
    let rank = quantity.kind == Kind::Rank;
    let unit = if rank { phrase.as_str() } else { &quantity.unit };
    let base = if rank { phrase.as_str() } else { &quantity.base_unit };
    Figure {
        line: quantity.line,
        column,
        number_column: quantity.column,
        numeral: numeral.into(),
        subject: zh(&subject::guess(text, quantity, line)),
        value: quantity.value.to_float(),
        unit: same(before.map(|it| &it.unit), unit),
        scale: quantity.scale as f64,
        base_unit: same(before.map(|it| &it.base_unit), base),
        qualifier: quantity.qualifier,
        kind: quantity.kind.name().into(),
        chartable: !matches!(quantity.kind, Kind::Rank | Kind::Threshold),
        phrase: phrase.into(),
        ..blank.clone()
    }
}

/// The words around a quantity, at most sixteen: its unit and the qualifier
/// after it, and as much of its clause before it as fits.
fn phrase(letters: &[char], quantity: &Quantity) -> (u32, String) {
    let width = u32::try_from(letters.len()).unwrap_or(u32::MAX);
    let mut end = (quantity.column + (quantity.end - quantity.start)).min(width);
    let rest: String = letters.iter().skip(end as usize).take(2).collect();
    if ["以上", "以下", "以内", "左右", "上下"].contains(&rest.as_str()) {
        end += 2;
    }
    let stop = |letter: char| {
        matches!(
            letter,
            ',' | '。'
                | ';'
                | '、'
                | '('
                | ')'
                | ':'
                | '\u{ff0c}'
                | '\u{ff1b}'
                | '\u{ff1a}'
                | '“'
                | '”'
        )
    };
    let least = end.saturating_sub(PHRASE.max(end - quantity.column));
    let mut start = quantity.column;
    while start > least {
        let letter = letters.get(start as usize - 1).copied().unwrap_or(',');
        if stop(letter) || is_strange(letter) {
            break;
        }
        start -= 1;
    }
    // A phrase does not begin inside a number.
    let digit = |at: u32| letters.get(at as usize).is_some_and(char::is_ascii_digit);
    while start < quantity.column && start > 0 && digit(start) && digit(start - 1) {
        start += 1;
    }
    let words: String =
        letters.iter().skip(start as usize).take((end - start).min(24) as usize).collect();
    (start, words)
}

/// Links figures that say the same again: a heading to its body, a later place to the first.
pub fn link_repeats(figures: &mut [Figure]) {
    let tail = |figure: &Figure| -> String {
        let letters: Vec<char> = figure.subject.zh.chars().collect();
        letters.iter().skip(letters.len().saturating_sub(4)).collect()
    };
    let number = |it: &Figure| format!("{}|{}", it.base_value(), it.base_unit.zh);
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut bodies: HashMap<String, Vec<usize>> = HashMap::new();
    let plain = |it: &Figure| !matches!(&*it.kind, "rank" | "threshold");
    for (i, figure) in
        figures.iter().enumerate().filter(|(_, it)| plain(it) && it.part != Part::Heading)
    {
        let named = tail(figure);
        if !named.is_empty() {
            first.entry(format!("{}|{named}", number(figure))).or_insert(i);
        }
        bodies.entry(format!("{}|{}", number(figure), figure.section)).or_default().push(i);
    }
    let links: Vec<Option<usize>> = figures
        .iter()
        .enumerate()
        .map(|(i, figure)| {
            if !plain(figure) {
                return None;
            }
            if figure.part == Part::Heading {
                let list = bodies.get(&format!("{}|{}", number(figure), figure.section))?;
                return list.get(list.partition_point(|j| *j < i)).copied();
            }
            let other = *first.get(&format!("{}|{}", number(figure), tail(figure)))?;
            let apart = figures.get(other).is_some_and(|it| it.line != figure.line);
            (other < i && apart).then_some(other)
        })
        .collect();
    for (i, other) in links.into_iter().enumerate() {
        let id: Option<Rc<str>> =
            other.and_then(|other| figures.get(other)).map(|it| it.id.clone());
        if let (Some(id), Some(figure)) = (id, figures.get_mut(i)) {
            figure.repeat_of = id;
            figure.chartable = false;
        }
    }
}

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
        text.years.get(n).filter(|years| figure.line.abs_diff(years.line) <= 2 && !years.aside)
    };
    let mut candidates: Vec<Period> = Vec::new();
    for years in [before.checked_sub(1), Some(before)].into_iter().flatten().filter_map(near) {
        match years.said {
            Said::Span(from, to) => candidates.push(Period { from, to }),
            Said::Many(n) => {
                candidates
                    .extend(spans.iter().copied().filter(|span| span.to - span.from + 1 == n));
            }
        }
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
