//! Units: what they measure, and how they convert.
//!
//! Sources of the factors: 国务院《关于在我国统一实行法定计量单位的命令》 (1984; 1 亩 =
//! 1/15 公顷, 1 斤 = 0.5 千克, 1 里 = 500 米); the SI Brochure, 9th edition (2019),
//! for the rest; for acres, feet, miles and pounds the international yard and
//! pound agreement (1959). A currency converts into itself only.

use super::decimal::{DIGITS, Decimal, NumberError, Round};
use std::collections::HashMap;
use std::sync::OnceLock;

mod english;
mod table;

use english::ENGLISH;
use table::{CHINESE, CLASSIFIERS};

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Things counted; the unit is the classifier or noun.
    Count,
    /// A part of a whole, or a multiple: %, 成, 倍.
    Ratio,
    /// The difference of two percentages: 个百分点.
    Points,
    /// Money of one currency.
    Money,
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Cubic metres.
    Volume,
    /// Kilograms.
    Mass,
    /// Seconds; calendar years and months do not convert.
    Time,
    /// Joules.
    Energy,
    /// Watts.
    Power,
    /// Volts.
    Voltage,
    /// Kelvins of difference; the scales do not convert.
    Temperature,
    /// Bytes.
    Data,
    /// Decibels and other levels without a common base.
    Level,
    /// One unit by another: 元/人.
    Rate,
    /// A number without a unit.
    Number,
}

impl Dimension {
    /// Its word in the output of `shushuo read`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Ratio => "ratio",
            Self::Points => "points",
            Self::Money => "money",
            Self::Length => "length",
            Self::Area => "area",
            Self::Volume => "volume",
            Self::Mass => "mass",
            Self::Time => "time",
            Self::Energy => "energy",
            Self::Power => "power",
            Self::Voltage => "voltage",
            Self::Temperature => "temperature",
            Self::Data => "data",
            Self::Level => "level",
            Self::Rate => "rate",
            Self::Number => "number",
        }
    }
}

/// A unit of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// As it is written.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// The unit it converts to; its own name when it converts to none.
    pub base: &'static str,
    /// How many of the base it is: the dividend of a fraction, as decimal text.
    pub times: &'static str,
    /// The divisor of that fraction: 15 for 亩, which is 10000/15 m².
    pub over: i64,
}

impl Unit {
    /// A number of this unit in its base unit, to [`DIGITS`] digits when it does not end.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`].
    pub fn to_base(&self, value: Decimal, round: Round) -> Result<Decimal, NumberError> {
        let many = value.times(Decimal::parse(self.times)?)?;
        if self.over == 1 {
            Ok(many)
        } else {
            many.divide(Decimal::whole(self.over), DIGITS, round)
        }
    }
}

/// Converts a number from one unit to another of the same base.
///
/// Returns `None` when they have no common base, such as 户 and 亩, or 元 and 美元.
///
/// # Errors
///
/// [`NumberError::TooLarge`].
///
/// # Example
///
/// ```
/// use shushuo::report::{decimal::Decimal, unit::convert};
/// let hectares = convert(Decimal::whole(2400), "亩", "公顷").unwrap().unwrap();
/// assert_eq!(hectares.to_string(), "160");
/// ```
pub fn convert(value: Decimal, from: &str, to: &str) -> Result<Option<Decimal>, NumberError> {
    let (Some(a), Some(b)) = (find(from), find(to)) else { return Ok(None) };
    if a.base != b.base || a.dimension != b.dimension {
        return Ok(None);
    }
    let many = value.times(Decimal::parse(a.times)?)?.times(Decimal::whole(b.over))?;
    let parts = Decimal::parse(b.times)?.times(Decimal::whole(a.over))?;
    many.divide(parts, DIGITS, Round::Nearest).map(Some)
}

/// Units in Chinese, symbols and classifiers by their first character.
fn units() -> &'static HashMap<char, Vec<Unit>> {
    static UNITS: OnceLock<HashMap<char, Vec<Unit>>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let mut map: HashMap<char, Vec<Unit>> = HashMap::new();
        let all = CHINESE.iter().map(unit).chain(CLASSIFIERS.iter().map(|name| count(name)));
        for unit in all {
            if let Some(first) = unit.name.chars().next() {
                map.entry(first).or_default().push(unit);
            }
        }
        map
    })
}

/// The unit of this name: Chinese, Latin symbol, or English in the singular or plural.
#[must_use]
pub fn find(name: &str) -> Option<Unit> {
    let first = name.chars().next()?;
    let here = units().get(&first).into_iter().flatten().find(|unit| unit.name == name);
    here.copied().or_else(|| {
        let english = first.is_ascii().then_some(ENGLISH)?;
        english.iter().find(|row| row.0 == name).map(unit)
    })
}

/// The longest unit that `chars` begin with, and its length in characters; Latin
/// symbols end at a word's end.
#[must_use]
pub fn starts(chars: &[char]) -> Option<(usize, Unit)> {
    let mut best: Option<(usize, Unit)> = None;
    for unit in units().get(chars.first()?)? {
        offer(chars, unit, &mut best);
    }
    best
}

/// The English unit that a word of two is, such as `percentage` `points`; the number of words it takes.
#[must_use]
pub fn english(first: &str, second: &str) -> Option<(usize, Unit)> {
    let two = format!("{first} {second}");
    let find = |name: &str| ENGLISH.iter().find(|row| row.0.eq_ignore_ascii_case(name));
    let latin = first.starts_with(|letter: char| letter.is_ascii());
    let symbol = || CHINESE.iter().find(|row| row.0 == first && latin);
    find(&two)
        .map(|row| (2, unit(row)))
        .or_else(|| find(first).or_else(symbol).map(|row| (1, unit(row))))
}

fn offer(chars: &[char], unit: &Unit, best: &mut Option<(usize, Unit)>) {
    let mut length = 0;
    for letter in unit.name.chars() {
        if chars.get(length) != Some(&letter) {
            return;
        }
        length += 1;
    }
    let latin = unit.name.ends_with(|letter: char| letter.is_ascii_alphabetic());
    if latin && chars.get(length).is_some_and(char::is_ascii_alphanumeric) {
        return;
    }
    if best.is_none_or(|(longest, _)| length > longest) {
        *best = Some((length, *unit));
    }
}

fn unit(row: &table::Row) -> Unit {
    Unit { name: row.0, dimension: row.1, base: row.2, times: row.3, over: row.4 }
}

fn count(name: &'static str) -> Unit {
    Unit { name, dimension: Dimension::Count, base: name, times: "1", over: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_factor_is_a_number_and_every_base_converts_to_itself() {
        for row in CHINESE.iter().chain(ENGLISH) {
            assert!(Decimal::parse(row.3).is_ok_and(|n| n.sign() > 0) && row.4 > 0, "{}", row.0);
            let base = find(row.2).unwrap_or_else(|| panic!("{} has the base {}", row.0, row.2));
            assert_eq!((base.base, base.times, base.over), (row.2, "1", 1), "{}", row.0);
            assert_eq!(base.dimension, row.1, "{}", row.0);
        }
        for (i, row) in CHINESE.iter().enumerate() {
            assert!(!CHINESE[..i].iter().any(|other| other.0 == row.0), "{} twice", row.0);
            assert!(!CLASSIFIERS.contains(&row.0), "{} twice", row.0);
        }
    }

    #[test]
    fn converts() {
        let check = |value: &str, from: &str, to: &str, expected: Option<&str>| {
            let out = convert(Decimal::parse(value).unwrap(), from, to).unwrap();
            assert_eq!(out.map(|n| n.to_string()).as_deref(), expected, "{value} {from} → {to}");
        };
        check("15", "亩", "公顷", Some("1"));
        check("2300", "亩", "公顷", Some("153.333333333333333"));
        check("1", "平方公里", "公顷", Some("100"));
        check("3", "斤", "千克", Some("1.5"));
        check("5", "海里", "公里", Some("9.26"));
        check("6", "成", "%", Some("60"));
        check("1", "acre", "公顷", Some("0.40468564224"));
        check("2", "小时", "分钟", Some("120"));
        check("2", "元", "美元", None);
        check("2", "户", "亩", None);
        check("2", "年", "天", None);
    }

    #[test]
    fn longest_match() {
        let check = |text: &str, expected: Option<&str>| {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(starts(&chars).map(|(_, unit)| unit.name), expected, "{text}");
        };
        check("平方米。", Some("平方米"));
        check("人次", Some("人次"));
        check("个百分点", Some("个百分点"));
        check("个项目", Some("个"));
        check("kW·h", Some("kW·h"));
        check("kWx", None);
        check("km。", Some("km"));
        check("龙", None);
    }
}
