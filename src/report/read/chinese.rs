//! Quantities in Chinese prose: the walk over the text, and numbers in Arabic digits.

use super::compound::{divided, half_more};
use super::numeral::{self, Form, Numeral};
use super::text::{is_han, is_numeral};
use super::{Found, Kind, date, han, kind, pair, qualifier};
use crate::report::decimal::Decimal;
use crate::report::model::Qualifier;
use crate::report::unit::{self, Dimension, Unit};

/// What the walk knows of where it is.
pub struct Around {
    /// Inside 《…》.
    pub title: bool,
    /// The character after the last opened quote, while it is open.
    pub quote: Option<usize>,
}

/// The character at an index; outside the text a line break.
pub fn at(chars: &[char], i: usize) -> char {
    chars.get(i).copied().unwrap_or('\n')
}

/// The character before an index.
pub fn back(chars: &[char], i: usize, steps: usize) -> char {
    i.checked_sub(steps).map_or('\n', |i| at(chars, i))
}

/// Whether a word stands at an index.
pub fn word(chars: &[char], i: usize, word: &str) -> bool {
    word.chars().zip(i..).all(|(letter, i)| chars.get(i) == Some(&letter))
}

/// Finds what is numbered between two indexes.
pub fn scan(chars: &[char], from: usize, to: usize, found: &mut Vec<Found>) {
    let mut around = Around { title: false, quote: None };
    let mut i = from;
    while i < to {
        let letter = at(chars, i);
        match letter {
            '《' => around.title = true,
            '》' => around.title = false,
            '“' | '「' | '『' => around.quote = Some(i + 1),
            '"' if around.quote.is_none() => around.quote = Some(i + 1),
            '”' | '」' | '』' | '"' => around.quote = None,
            '\n' => around = Around { title: false, quote: None },
            _ => {}
        }
        let before = found.len();
        let next = if letter.is_ascii_digit() {
            arabic(chars, i, &around, found)
        } else if is_numeral(letter) || "第首半翻几数上".contains(letter) {
            han::number(chars, i, &around, found)
        } else if letter.is_ascii_alphabetic() {
            latin(chars, i, found)
        } else {
            i + 1
        };
        pair::join(chars, before, found);
        i = next.max(i + 1);
    }
}

/// Skips a Latin word; digits in it belong to a name: G20, PM2.5.
fn latin(chars: &[char], i: usize, found: &mut Vec<Found>) -> usize {
    let mut end = i;
    let mut digits = false;
    loop {
        let letter = at(chars, end);
        // K15+300 is a place along a road.
        let stake = letter == '+' && at(chars, i) == 'K';
        let point = (matches!(letter, '.' | '-') || stake) && digits_after(chars, end);
        if !letter.is_ascii_alphanumeric() && letter != '_' && !point {
            break;
        }
        digits |= letter.is_ascii_digit();
        end += 1;
    }
    // US$3, HK$3, RMB3, CNY 3 name a currency.
    let name: String = chars.get(i..end).unwrap_or_default().iter().collect();
    for code in ["RMB", "CNY", "USD", "EUR"] {
        if name
            .strip_prefix(code)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            return i + 3;
        }
    }
    if digits {
        found.push(Found::other(i, end, Kind::Name));
    }
    end
}

fn digits_after(chars: &[char], i: usize) -> bool {
    at(chars, i + 1).is_ascii_digit()
}

/// Reads a number in Arabic digits; gives the index to go on from.
fn arabic(chars: &[char], i: usize, around: &Around, found: &mut Vec<Found>) -> usize {
    let previous = back(chars, i, 1);
    if let Some(end) = pair::ratio(chars, i, found) {
        return end;
    }
    if let Some(end) = date::arabic(chars, i) {
        found.push(Found::other(i, end, Kind::Date));
        return end;
    }
    let Some(mut number) = numeral::arabic(chars, i) else { return i + 1 };
    spaced(chars, i, &mut number);
    if number.form == Form::Odd {
        found.push(Found::other(i, number.end, Kind::Name));
        return number.end;
    }
    if let Some(end) = marker(chars, i, &number) {
        found.push(Found::other(i, end, Kind::Ordinal));
        return end;
    }
    let blank =
        usize::from(at(chars, number.end) == ' ' && !at(chars, number.end + 1).is_ascii_digit());
    let unit = half_more(chars, &mut number).or_else(|| unit_after(chars, number.end + blank));
    if previous == '第' || "届号".contains(at(chars, number.end)) && number.exponent == 0 {
        let word = usize::from(is_han(at(chars, number.end)));
        let end = number.end + unit.map_or(word, |(length, _)| length).min(2);
        found.push(Found::other(i - usize::from(previous == '第'), end, Kind::Ordinal));
        return end;
    }
    if previous == '每' && unit.is_some() && is_base(&number) {
        found.push(Found::other(i, number.end, Kind::Idiom));
        return number.end;
    }
    let negative = matches!(previous, '-' | '﹣') && {
        let lead = back(chars, i, 2);
        !lead.is_ascii_alphanumeric()
            && !"%月日元年个".contains(lead)
            && lead != '-'
            && (unit.is_some() || number.form != Form::Plain)
            && found.last().is_none_or(|last| last.end + 1 < i)
    };
    let start = i - usize::from(negative);
    let odd_letter = unit.is_none() && at(chars, number.end).is_ascii_alphabetic()
        || is_foreign_digit(at(chars, number.end))
        || is_foreign_digit(previous);
    if around.title || odd_letter || names(chars, i, &number, unit.map(|(_, unit)| unit), around) {
        let mut end = number.end;
        while at(chars, end).is_ascii_alphanumeric() || is_foreign_digit(at(chars, end)) {
            end += 1;
        }
        found.push(Found::other(start, end.max(i + 1), Kind::Name));
        return end.max(i + 1);
    }
    let below = previous == '下' && back(chars, i, 2) == '零'
        || previous == '负' && !"胜担背抱自肩辜".contains(back(chars, i, 2))
        || word(chars, i.saturating_sub(3), "负增长");
    if negative || below {
        number.value = number.value.negate();
    }
    let unit = unit.map(|(length, unit)| (length + blank, unit));
    push(chars, start, &number, unit, true, found)
}

/// Whether a number after 每 is the base of a rate: 每10万人, 每100元, but not 每3人.
fn is_base(number: &Numeral) -> bool {
    let mut left = number.value.to_whole().filter(|_| number.form == Form::Plain).unwrap_or(0);
    while left >= 10 && left % 10 == 0 {
        left /= 10;
    }
    left == 1 && (number.exponent > 0 || number.value > Decimal::ONE)
}

/// A digit that only looks like one of ours: another script's, or a styled one.
fn is_foreign_digit(letter: char) -> bool {
    letter.is_numeric() && !letter.is_ascii() && !is_han(letter) && !is_fraction(letter)
}

fn is_fraction(letter: char) -> bool {
    matches!(letter, '½' | '¼' | '¾' | '⅓' | '⅔')
}

/// The unit at an index, and its length.
pub fn unit_after(chars: &[char], i: usize) -> Option<(usize, Unit)> {
    let (length, unit) = unit::starts(chars.get(i..).unwrap_or_default())?;
    let then = at(chars, i + length);
    match unit.name {
        // 按6.9折算 is no discount.
        "折" => (!"算合叠扣旧射返价".contains(then)).then_some((length, unit)),
        // 上涨8个点, but 3个点位 and 设3个点.
        "个点" if "位上头名".contains(then) || !kind::moves(&kind::clause_before(chars, i)) => {
            unit::find("个").map(|unit| (1, unit))
        }
        // 2单元, 3单身
        "单" => (!"元位独身价项边个人行体".contains(then)).then_some((length, unit)),
        _ => Some((length, unit)),
    }
}

/// Digits in groups parted by blanks, 12 000, when a unit follows.
fn spaced(chars: &[char], i: usize, number: &mut Numeral) {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let group = |end: usize| {
        at(chars, end) == ' ' && (1..4).all(|step| digit(end + step)) && !digit(end + 4)
    };
    let apart = back(chars, i, 1) == ' ' && !is_han(back(chars, i, 2));
    if number.end - i > 3 || number.end != number.number_end || apart {
        return;
    }
    let mut end = number.end;
    while group(end) && end - i < 24 {
        end += 4;
    }
    let text: String =
        chars.get(i..end).unwrap_or_default().iter().filter(|c| **c != ' ').collect();
    let after = end + usize::from(at(chars, end) == ' ');
    let counted = "万亿余多".contains(at(chars, after)) || unit_after(chars, after).is_some();
    if let (true, true, Ok(value)) = (end > number.end, counted, Decimal::parse(&text)) {
        (number.value, number.end, number.number_end, number.grouped) = (value, end, end, true);
        numeral::scale(chars, number);
    }
}

/// `1、`, `(3)`, `2.` at the start of a line.
fn marker(chars: &[char], i: usize, number: &Numeral) -> Option<usize> {
    let next = at(chars, number.end);
    let after = at(chars, number.end + 1);
    if number.exponent > 0 || number.value.scale() > 0 || number.end - i > 2 {
        return None;
    }
    let previous = back(chars, i, 1);
    if previous == '(' && next == ')' {
        return Some(number.end);
    }
    let first = previous == '\n'
        || (previous == ' ' && matches!(back(chars, i, 2), '\n' | ' '))
        || previous == '\u{3000}';
    (first && (matches!(next, '、' | ')') || (next == '.' && !after.is_ascii_digit())))
        .then_some(number.end)
}

/// Whether a number is part of a name or a code.
fn names(chars: &[char], i: usize, number: &Numeral, unit: Option<Unit>, around: &Around) -> bool {
    let previous = back(chars, i, 1);
    let next = at(chars, number.end);
    if previous.is_ascii_alphabetic()
        && !(previous == 'B' && word(chars, i.saturating_sub(3), "RMB"))
        && !["CNY", "USD", "EUR"].iter().any(|code| i >= 3 && word(chars, i - 3, code))
    {
        return true;
    }
    if matches!(previous, '-' | '/' | '.' | '〔' | '[' | '#' | '@')
        && back(chars, i, 2).is_ascii_alphanumeric()
        && unit.is_none()
    {
        return true;
    }
    if number.form != Form::Plain {
        return false;
    }
    // a term of 3+2年
    if previous == '+' && back(chars, i, 2).is_ascii_digit() {
        return true;
    }
    // 11比8 is a score.
    if previous == '比' && back(chars, i, 2).is_ascii_digit()
        || next == '比' && at(chars, number.end + 1).is_ascii_digit()
    {
        return unit.is_none();
    }
    let whole = number.value.scale() <= 0 && !number.grouped;
    let zero = at(chars, i) == '0' && number.number_end > i + 1 && whole;
    // 1小时02分38秒
    let clock = matches!(unit.map(|unit| unit.name), Some("分" | "秒" | "分钟"))
        && matches!(previous, '时' | '分');
    if zero && !clock {
        return true;
    }
    if let Some(unit) = unit {
        let quoted = around.quote.is_some();
        let one = number.value.to_whole() == Some(1) && number.exponent == 0;
        let graded = matches!(unit.name, "级" | "等" | "代" | "维" | "档")
            && whole
            && !(unit.name == "级" && kind::is_strength(chars, i, number.end + 1));
        let class =
            unit.name == "期" && number.exponent == 0 && !number.over && number.number_end == i + 1;
        // 107国道, and a place along it.
        let road = unit.name == "国" && at(chars, number.end + 1) == '道'
            || word(chars, number.end, "公里处")
                && ["国道", "省道", "高速", "公路"]
                    .iter()
                    .any(|road| word(chars, i.saturating_sub(2), road));
        let leading = previous == '前' && matches!(unit.name, "名" | "位" | "强" | "大") && whole;
        let counts = quoted && unit.dimension == Dimension::Count;
        let after = number.end + unit.name.chars().count();
        // “民营经济31条”: the count that ends a quoted name belongs to it.
        let last = around.quote.is_some_and(|open| open < i && i - open < 12)
            && matches!(at(chars, after), '”' | '"' | '」')
            && is_han(previous);
        return graded || class || road || leading || (counts && (one || last));
    }
    if number.exponent > 0 || number.over || number.grouped || !whole {
        return matches!(next, '·' | '_');
    }
    let figure = "为达到至有约超近共仅是增比";
    let ends = !is_han(next)
        && !matches!(
            next,
            '·' | '_' | '-' | '/' | '+' | '×' | '”' | '"' | '〕' | ']' | '号' | '\u{ff1a}' | ':'
        );
    let said = is_han(previous) && figure.contains(previous)
        || matches!(previous, '≥' | '≤' | '>' | '<' | '≈');
    // 3死5伤, 5胜2平1负
    let toll = "死伤胜平负金银铜".contains(next) && !is_han(at(chars, number.end + 1));
    let suffix = toll || qualifier::after(chars, number.end).is_some();
    !(suffix || (said && ends)) || around.quote.is_some()
}

/// Adds a quantity with its unit and qualifier; gives the index after its unit.
pub fn push(
    chars: &[char],
    start: usize,
    number: &Numeral,
    unit: Option<(usize, Unit)>,
    arabic: bool,
    found: &mut Vec<Found>,
) -> usize {
    let (mut end, mut name, mut dimension) = (number.end, String::new(), Dimension::Number);
    let mut power = number.exponent;
    match number.form {
        Form::Percent(sign) => (name, dimension) = (sign.to_owned(), Dimension::Ratio),
        Form::Fraction => dimension = Dimension::Ratio,
        Form::Plain | Form::Either(_) | Form::Digits | Form::Odd => {}
    }
    if let (Some((length, unit)), Form::Plain | Form::Either(_) | Form::Digits | Form::Odd) =
        (unit, number.form)
    {
        end += length;
        (name, dimension) = (unit.name.to_owned(), unit.dimension);
        (end, name, dimension) = divided(chars, end, name, dimension);
    } else if let Some(code) = currency(chars, start) {
        (name, dimension) = (code.to_owned(), Dimension::Money);
    } else if number.scale_word.starts_with('×') {
        // 12.5×10⁹/L
        (end, name, dimension) = divided(chars, end, name, dimension);
    }
    if let Some(other) = calendar(chars, (start, end), &name, number, arabic) {
        let end = other.end;
        found.push(other);
        return end;
    }
    if name.is_empty() && power > 0 && dimension == Dimension::Number {
        dimension = Dimension::Count;
    }
    if matches!(name.as_str(), "分" | "厘") && interest(chars, start) {
        dimension = Dimension::Ratio;
    }
    if name == "成" {
        // 六成 are 60 %.
        power += 1;
    }
    let mut meant = meaning(chars, start, end, number.over);
    if meant == Qualifier::Exact && dimension == Dimension::Money && capped(chars, start) {
        meant = Qualifier::AtMost;
    }
    if meant == Qualifier::Exact
        && (power >= 4 || dimension == Dimension::Ratio)
        && qualifier::past(chars, start)
    {
        meant = Qualifier::MoreThan;
    }
    let large = number.value >= Decimal::whole(500);
    let what = format!("{}{name}", number.scale_word);
    let kind = kind::chinese(chars, (start, end), (&what, large), dimension, meant);
    let first = Found {
        start,
        number_end: number.number_end,
        end,
        value: number.value,
        exponent: power,
        scale_word: number.scale_word.clone(),
        unit: name,
        dimension,
        qualifier: meant,
        kind,
        range: matches!(number.form, Form::Either(_)),
    };
    if let Form::Either(value) = number.form {
        // 四五千元: the first ends where the second begins.
        let split = number.number_end.saturating_sub(1).max(start + 1);
        let second = Found { value, range: false, start: split, ..first.clone() };
        let first = Found { end: split, number_end: split, ..first };
        found.push(first);
        found.push(second);
    } else {
        found.push(first);
    }
    end
}

/// A length of time that is none: the term of a loan, or a span of the calendar.
fn calendar(
    chars: &[char],
    (start, end): (usize, usize),
    name: &str,
    number: &Numeral,
    arabic: bool,
) -> Option<Found> {
    if matches!(name, "年" | "个月" | "月" | "天") && pair::term(chars, end) {
        return Some(Found::other(start, end + 1, Kind::Name));
    }
    let years = name == "年"
        && number.exponent == 0
        && !number.over
        && date::is_period(chars, start, end, arabic);
    let days = matches!(name, "天" | "个月" | "周" | "日" | "个季度")
        && "近前头".contains(back(chars, start, 1))
        && !"将提".contains(back(chars, start, 2));
    (years || days).then(|| Found::other(start, end, Kind::Date))
}

/// 月息3厘, 年利1分2: parts of a loan, not money.
fn interest(chars: &[char], start: usize) -> bool {
    let lead: String =
        chars.get(start.saturating_sub(5)..start).unwrap_or_default().iter().collect();
    ["月息", "年息", "日息", "利息", "利率", "年利", "月利"].iter().any(|word| lead.contains(word))
}

/// The qualifier of a number between two indexes; a forecast says more than a bound, a bound more than 约.
fn meaning(chars: &[char], start: usize, end: usize, over: bool) -> Qualifier {
    if qualifier::is_forecast(chars, start) {
        return Qualifier::Forecast;
    }
    if let Some((word, _)) = qualifier::after(chars, end) {
        return word;
    }
    if over { Qualifier::Over } else { qualifier::before(chars, start) }
}

/// Whether money is the most that is paid: 最高3000元, 最高可获3000元.
fn capped(chars: &[char], start: usize) -> bool {
    let lead: String =
        chars.get(start.saturating_sub(6)..start).unwrap_or_default().iter().collect();
    ["最高", "最高可", "最高可达", "最高可获", "最高给予", "最高奖励", "最高补助", "最高补贴"]
        .iter()
        .any(|word| lead.ends_with(word))
}

/// The currency whose sign stands before a number.
fn currency(chars: &[char], start: usize) -> Option<&'static str> {
    match back(chars, start, 1) {
        '¥' => Some("元"),
        '$' if back(chars, start, 2) == 'K' => Some("港元"),
        '$' => Some("美元"),
        '€' => Some("欧元"),
        '£' => Some("英镑"),
        'B' if start >= 3 && word(chars, start - 3, "RMB") => Some("元"),
        'Y' if start >= 3 && word(chars, start - 3, "CNY") => Some("元"),
        'D' if start >= 3 && word(chars, start - 3, "USD") => Some("美元"),
        'R' if start >= 3 && word(chars, start - 3, "EUR") => Some("欧元"),
        _ => None,
    }
}
