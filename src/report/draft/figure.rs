//! Quantities → figures: place, phrase, subject, years, repeats.

use super::section::{self, Found};
use super::{subject, words};
use crate::report::check::place::is_strange;
use crate::report::check::source::Text;
use crate::report::model::{Figure, Part, Words, empty};
use crate::report::read::{Kind, Quantity};
use std::collections::HashMap;
use std::rc::Rc;

/// The characters a phrase may have: in Chinese, and in English.
const PHRASE: [u32; 2] = [16, 40];

/// A figure for each quantity of a text.
pub fn all(text: &Text, sections: &[Found]) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let (mut line, mut count) = (0, 0);
    let blank = Figure::default();
    for quantity in text.found.iter().filter(|quantity| quantity.kind.is_figure()) {
        count = if quantity.line == line { count + 1 } else { 1 };
        line = quantity.line;
        let mut figure = one(text, quantity, &out, &blank);
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
    respectively(&mut out);
    out
}

/// 存栏38.5万头,出栏61.2万头,分别下降1.8%和3.4%: each change has its own subject.
fn respectively(figures: &mut [Figure]) {
    let mut i = 0;
    while let Some(first) = figures.get(i) {
        let said = first.phrase.contains("分别") && matches!(&*first.kind, "growth" | "average");
        let run = figures.get(i..).unwrap_or_default().iter().take(6);
        let same = |it: &&Figure| {
            it.line == first.line && it.unit == first.unit && it.subject == first.subject
        };
        let count = run.take_while(same).count();
        let before = i.checked_sub(count).and_then(|from| figures.get(from..i));
        let whose = before.filter(|list| {
            said && count > 1
                && list.iter().all(|it| it.line == first.line && it.kind != first.kind)
        });
        let change = subject::change(&first.subject.zh).unwrap_or_default();
        let names: Vec<String> =
            whose.into_iter().flatten().map(|it| format!("{}{change}", it.subject.zh)).collect();
        for (figure, name) in figures.iter_mut().skip(i).zip(names) {
            figure.subject = zh(&name);
        }
        i += count.max(1);
    }
}

fn zh(words: &str) -> Words {
    Words { zh: words.into(), en: empty() }
}

/// The words of the figure before when they are these.
fn same(before: Option<&Words>, words: &str) -> Words {
    before.filter(|before| *before.zh == *words).map_or_else(|| zh(words), Clone::clone)
}

/// `blank` lends its empty texts.
fn one(text: &Text, quantity: &Quantity, out: &[Figure], blank: &Figure) -> Figure {
    let before = out.last();
    let letters = text.line(quantity.line);
    let digits = quantity.number_end - quantity.start;
    let numeral: String =
        letters.iter().skip(quantity.column as usize).take(digits as usize).collect();
    let line = before.filter(|figure| figure.line == quantity.line);
    let like =
        out.iter().rev().take(4).find(|figure| {
            figure.line == quantity.line && *figure.base_unit.zh == *quantity.base_unit
        });
    let (column, phrase) = phrase(letters, quantity);
    let rank = quantity.kind == Kind::Rank;
    let unit = if rank { phrase.as_str() } else { &quantity.unit };
    let base = if rank { phrase.as_str() } else { &quantity.base_unit };
    Figure {
        line: quantity.line,
        column,
        number_column: quantity.column,
        numeral: numeral.into(),
        subject: zh(&subject::guess(text, quantity, line, like)),
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
    let english = words::is_english(letters, quantity.column);
    let [chinese, latin] = PHRASE;
    let most = if english { latin } else { chinese };
    let least = end.saturating_sub(most.max(end - quantity.column));
    let mut start = quantity.column;
    while start > least {
        let letter = letters.get(start as usize - 1).copied().unwrap_or(',');
        let sentence = letter == '.' && letters.get(start as usize) == Some(&' ');
        if stop(letter) || is_strange(letter) || sentence {
            break;
        }
        start -= 1;
    }
    // Nor does it begin inside a word, or with a blank.
    let letter = |at: u32| letters.get(at as usize).copied().unwrap_or(' ');
    let inside =
        |at: u32| at > 0 && letter(at).is_alphanumeric() && letter(at - 1).is_alphanumeric();
    while english && start < quantity.column && (inside(start) || letter(start) == ' ') {
        start += 1;
    }
    // A phrase does not begin inside a number or a name: 31.2%, PM2.5.
    let number = |at: u32| letter(at).is_ascii_digit() || matches!(letter(at), '.' | '%');
    let joined = |at: u32| letter(at).is_ascii_alphanumeric() || letter(at) == '.';
    while start < quantity.column && start > 0 && number(start) && joined(start - 1) {
        start += 1;
    }
    let words: String =
        letters.iter().skip(start as usize).take((end - start).min(most + 8) as usize).collect();
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
