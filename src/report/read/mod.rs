//! The reader of figures: every quantity in Chinese and English prose, read exactly.
//!
//! [`read`] finds what a sentence counts or measures, and tells it apart from
//! dates, ordinals, names and idioms, which [`read_all`] gives too. The time
//! it takes grows with the length of the text only.

mod text;
mod sum;
mod either;
mod numeral;
mod phrase;
mod date;
mod qualifier;
mod kind;
mod compound;
mod pair;
mod chinese;
mod han;
mod one;
mod english;
mod word;

use super::decimal::Decimal;
use super::model::Qualifier;
use super::unit::Dimension;
use text::Text;
pub use text::is_han;

/// What a number in a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// How many there are.
    Count,
    /// A part of a whole, in % or as a fraction.
    Share,
    /// A claim to a place in an order: 首家, first of its kind.
    Rank,
    /// So much a year, a head, a day.
    Average,
    /// What happened over a period: paid, built, held.
    Flow,
    /// What is there at a time.
    Level,
    /// A change against an earlier time.
    Growth,
    /// A bound that says which things are meant: projects of 10亿元以上.
    Threshold,
    /// A year, month, day, time or span of the calendar.
    Date,
    /// A place in an order: 第七个, 3rd.
    Ordinal,
    /// Part of a name: 502小区, G20.
    Name,
    /// A manner of speaking: 一批, 一站式.
    Idiom,
}

impl Kind {
    /// Its word in the output of `shushuo read` and in a report file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Share => "share",
            Self::Rank => "rank",
            Self::Average => "average",
            Self::Flow => "flow",
            Self::Level => "level",
            Self::Growth => "growth",
            Self::Threshold => "threshold",
            Self::Date => "date",
            Self::Ordinal => "ordinal",
            Self::Name => "name",
            Self::Idiom => "idiom",
        }
    }

    /// Whether it says how much, and is not a date, an ordinal, a name or an idiom.
    #[must_use]
    pub fn is_figure(self) -> bool {
        match self {
            Self::Date | Self::Ordinal | Self::Name | Self::Idiom => false,
            Self::Count
            | Self::Share
            | Self::Rank
            | Self::Average
            | Self::Flow
            | Self::Level
            | Self::Growth
            | Self::Threshold => true,
        }
    }
}

/// A number that a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The numeral with its unit, as printed: `22.8亿元`, `百分之八十二`.
    pub text: String,
    /// Its first character, in code points of the whole text from 0.
    pub start: u32,
    /// The character after its last one.
    pub end: u32,
    /// The character after the numeral itself, without 万, 余 or the unit.
    pub number_end: u32,
    /// The line, from 1; lines end at LF only.
    pub line: u32,
    /// The column of the first character, in code points from 0.
    pub column: u32,
    /// The number, in `unit`.
    pub value: Decimal,
    /// How many base units one unit is: 100000000 for 亿元.
    pub scale: i64,
    /// The unit as printed, 万 and 亿 included; empty is none.
    pub unit: String,
    /// The unit without 万 or 亿; empty is none.
    pub base_unit: String,
    /// What the unit measures.
    pub dimension: Dimension,
    /// `value` × `scale`.
    pub base_value: Decimal,
    /// How the number is meant.
    pub qualifier: Qualifier,
    /// What the number is.
    pub kind: Kind,
    /// The number of the range it is an end of, from 0.
    pub range: Option<u32>,
}

/// The quantities of a text, in order.
///
/// # Example
///
/// ```
/// use shushuo::report::read::read;
/// let found = read("2018年投资近22.8亿元。");
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].text.as_str(), found[0].column), ("22.8亿元", 8));
/// assert_eq!(found[0].base_value.to_string(), "2280000000");
/// ```
#[must_use]
pub fn read(text: &str) -> Vec<Quantity> {
    let mut found = read_all(text);
    found.retain(|quantity| quantity.kind.is_figure());
    found
}

/// The quantities of a text with its dates, ordinals, names and idioms, in order.
#[must_use]
pub fn read_all(source: &str) -> Vec<Quantity> {
    let text = Text::new(source);
    let mut found = Vec::new();
    for (from, to, chinese) in text.segments() {
        if chinese {
            chinese::scan(&text.chars, from, to, &mut found);
        } else {
            english::scan(&text.chars, from, to, &mut found);
        }
    }
    finish(source, &text, &found)
}

/// The number that a numeral alone states: `18,000`, `两千三百`, `百分之八十二`.
#[must_use]
pub fn number(numeral: &str) -> Option<Decimal> {
    let text = Text::new(numeral);
    let found = numeral::arabic(&text.chars, 0).or_else(|| numeral::han(&text.chars, 0))?;
    if found.end < text.chars.len() || found.form == numeral::Form::Odd {
        return None;
    }
    found.value.times(Decimal::whole(10_i64.checked_pow(found.exponent)?)).ok()
}

/// A number as the scanners find it; places are indexes into [`Text::chars`].
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub start: usize,
    pub number_end: usize,
    pub end: usize,
    pub value: Decimal,
    /// The scale is ten to this power.
    pub exponent: u32,
    /// 万, 亿, million … as printed, before the unit.
    pub scale_word: String,
    pub unit: String,
    pub dimension: Dimension,
    pub qualifier: Qualifier,
    pub kind: Kind,
    /// This number and the next one are the ends of a range.
    pub range: bool,
}

impl Found {
    /// Something that is no quantity.
    pub fn other(start: usize, end: usize, kind: Kind) -> Self {
        Self {
            start,
            number_end: end,
            end,
            value: Decimal::ZERO,
            exponent: 0,
            scale_word: String::new(),
            unit: String::new(),
            dimension: Dimension::Number,
            qualifier: Qualifier::Exact,
            kind,
            range: false,
        }
    }
}

/// Places in the text as printed, and the printed words.
fn finish(source: &str, text: &Text, found: &[Found]) -> Vec<Quantity> {
    let mut out: Vec<Quantity> = Vec::with_capacity(found.len());
    let mut walk = source.char_indices();
    let (mut here, mut byte) = (0_u32, 0_usize);
    let mut advance = |to: u32| {
        while here < to {
            byte = walk.next().map_or(source.len(), |(at, letter)| at + letter.len_utf8());
            here += 1;
        }
        byte
    };
    let (mut ranges, mut open) = (0, false);
    for number in found {
        let (start, end) = (text.place(number.start), text.place_end(number.end));
        let scale = 10_i64.checked_pow(number.exponent).unwrap_or(i64::MAX);
        let Ok(base_value) = number.value.times(Decimal::whole(scale)) else { continue };
        let (line, column) = text.line_and_column(start);
        let (from, to) = (advance(start), advance(end));
        let range = (number.range || open).then_some(ranges);
        ranges += u32::from(open && !number.range);
        open = number.range;
        let blank = if number.scale_word.ends_with(|c: char| c.is_ascii_alphabetic())
            && !number.unit.is_empty()
        {
            " "
        } else {
            ""
        };
        out.push(Quantity {
            text: source.get(from..to).unwrap_or_default().to_owned(),
            start,
            end,
            number_end: text.place_end(number.number_end),
            line,
            column,
            value: number.value,
            scale,
            unit: format!("{}{blank}{}", number.scale_word, number.unit),
            base_unit: number.unit.clone(),
            dimension: number.dimension,
            base_value,
            qualifier: number.qualifier,
            kind: number.kind,
            range,
        });
    }
    out
}

#[cfg(test)]
mod tests;
