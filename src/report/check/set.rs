//! Numbers set in labels, in running text and large are those of their figures.

use super::{Rule, Work};
use crate::base::json::Json;
use crate::error::{Claim, Lang};
use crate::report::decimal::Decimal;
use crate::report::model::{Number, Report};
use crate::report::prose::{Piece, pieces};
use crate::report::read::{Kind, Quantity, read, read_all};
use crate::report::words;
use std::rc::Rc;

pub fn check(work: &mut Work) {
    let report = work.report;
    numbers(work, &report.headlines, "/headlines");
    for (i, section) in report.sections.iter().enumerate() {
        let at = format!("/sections/{i}");
        numbers(work, &section.numbers, &format!("{at}/numbers"));
        for (j, text) in section.text.iter().enumerate() {
            prose(work, &section.id, &text.zh, &format!("{at}/text/{j}/zh"));
        }
        for (j, panel) in section.boxes.iter().enumerate() {
            let at = format!("{at}/boxes/{j}");
            numbers(work, &panel.numbers, &format!("{at}/numbers"));
            for (k, text) in panel.text.iter().enumerate() {
                prose(work, &panel.id, &text.zh, &format!("{at}/text/{k}/zh"));
            }
        }
    }
    for (i, chart) in report.charts.iter().enumerate() {
        prose(work, &chart.id, &chart.note.zh, &format!("/charts/{i}/note_zh"));
        prose(work, &chart.id, &chart.foot.zh, &format!("/charts/{i}/foot_zh"));
        for (name, rows) in &chart.tables {
            for (k, row) in rows.iter().enumerate() {
                labels(work, &chart.id, row, &format!("/charts/{i}/tables/{name}/{k}"));
            }
        }
    }
}

/// Numbers set large: their text, when the author gives one, says the figure.
fn numbers(work: &mut Work, list: &[Number], pointer: &str) {
    for (i, number) in list.iter().enumerate() {
        let id = &number.figure;
        says(work, id, id, &number.text.zh, &format!("{pointer}/{i}/text_zh"));
        english(work, id, &number.text.en, &format!("{pointer}/{i}/text_en"));
    }
}

/// `{id|words}`: the words say the figure.
fn prose(work: &mut Work, id: &Rc<str>, text: &str, pointer: &str) {
    for piece in pieces(text) {
        if let Piece::Number { id: figure, words: Some(words) } = piece {
            says(work, id, figure, words, pointer);
        }
    }
}

fn says(work: &mut Work, id: &Rc<str>, figure: &str, text: &str, pointer: &str) {
    let found = read(text);
    let (Some(first), Some(target)) = (found.first(), Target::of(work.report, figure)) else {
        return;
    };
    if !found.iter().any(|quantity| target.is(quantity)) {
        let expected = words::of(work.report, figure, Lang::Zh).into();
        let claim = Claim::Set { found: first.text.as_str().into(), expected };
        work.find(Rule::Set, id, pointer.to_owned(), None, claim);
    }
}

/// An English text says the figure, in thousands, millions or billions: k, m, bn.
fn english(work: &mut Work, id: &Rc<str>, text: &str, pointer: &str) {
    let found = read(text);
    let (Some(first), Some(target)) = (found.first(), Target::of(work.report, id)) else { return };
    let said = found.iter().any(|quantity| {
        let scales = [1, 1000, 1_000_000, 1_000_000_000];
        target.is(quantity) || scales.iter().any(|scale| near(quantity.value, *scale, target.base))
    });
    if !said {
        let expected = words::of(work.report, id, Lang::En).into();
        let claim = Claim::Set { found: first.text.as_str().into(), expected };
        work.find(Rule::Set, id, pointer.to_owned(), None, claim);
    }
}

/// Texts of a row: what they number is stated somewhere in the report, and a
/// year in them is that of the row's figure.
fn labels(work: &mut Work, id: &Rc<str>, row: &Json, pointer: &str) {
    let figure = row.get("figure").and_then(Json::text).cloned();
    for (key, value) in row.members().unwrap_or_default() {
        let text = value.text().or_else(|| value.get("zh").and_then(Json::text));
        let Some(text) = text.filter(|_| !matches!(&**key, "figure" | "with")) else { continue };
        let at = format!("{pointer}/{key}");
        for quantity in read_all(text) {
            if quantity.kind == Kind::Date {
                year(work, id, figure.as_ref(), &quantity, &at);
            } else if quantity.kind.is_figure()
                && !quantity.unit.is_empty()
                && !stated(work.report, &quantity)
            {
                let claim = Claim::Unproved { found: quantity.text.as_str().into() };
                work.find(Rule::Set, id, at.clone(), None, claim);
            }
        }
    }
}

fn year(
    work: &mut Work,
    id: &Rc<str>,
    figure: Option<&Rc<str>>,
    quantity: &Quantity,
    pointer: &str,
) {
    let period = figure.and_then(|id| work.report.figure(id)).and_then(|figure| figure.period);
    let digits: String = quantity.text.chars().take_while(char::is_ascii_digit).collect();
    let said: Option<i32> = digits.parse().ok().filter(|_| digits.len() == 4);
    if let (Some(period), Some(said)) = (period, said)
        && period.from == period.to
        && said != period.from
    {
        let claim = Claim::Set {
            found: quantity.text.as_str().into(),
            expected: period.from.to_string().into(),
        };
        work.find(Rule::Set, id, pointer.to_owned(), None, claim);
    }
}

fn stated(report: &Report, quantity: &Quantity) -> bool {
    let ids = report.figures.iter().map(|it| &it.id).chain(report.derived.iter().map(|it| &it.id));
    ids.filter_map(|id| Target::of(report, id)).any(|target| target.is(quantity))
}

/// A number of the report, in base units.
struct Target {
    value: Decimal,
    base: Decimal,
}

impl Target {
    fn of(report: &Report, id: &str) -> Option<Self> {
        if let Some(figure) = report.figure(id) {
            let value = Decimal::from_float(figure.value).ok()?;
            let base = value.times(Decimal::from_float(figure.scale).ok()?).ok()?;
            return Some(Self { value, base });
        }
        let derived = report.derived(id)?;
        let value = Decimal::from_float(derived.value).ok()?;
        let scale = match derived.unit.zh.chars().next() {
            Some('亿') => 100_000_000,
            Some('万') => 10_000,
            _ => 1,
        };
        Some(Self { value, base: value.times(Decimal::whole(scale)).ok()? })
    }

    /// Whether a quantity, rounded as it is set, is this number.
    fn is(&self, quantity: &Quantity) -> bool {
        let exact = |set: Decimal, number: Decimal| set == number || number.scale() > 0;
        let (value, scale) = (quantity.value, quantity.scale);
        (near(value, scale, self.base) && (exact(quantity.base_value, self.base) || scale > 1))
            || (near(value, 1, self.value) && exact(value, self.value))
    }
}

/// Whether a number as set, times a scale, is another one rounded to the digits set.
fn near(set: Decimal, scale: i64, number: Decimal) -> bool {
    let half = set.half_unit().and_then(|half| half.times(Decimal::whole(scale)));
    let apart = set.times(Decimal::whole(scale)).and_then(|set| set.minus(number));
    matches!((half, apart), (Ok(half), Ok(apart)) if apart.abs() <= half)
}
