//! Numerals: Arabic digits with 万 and 亿, Chinese numerals, fractions.

use super::either;
use super::sum::{Sum, digit, vulgar};
use super::text::is_numeral;
use crate::report::decimal::{Decimal, Round};
use crate::report::unit;

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// One number.
    Plain,
    /// 百分之, 千分之: the unit % or ‰ is part of it.
    Percent(&'static str),
    /// 三分之一, 1/3.
    Fraction,
    /// Chinese digits one after the other: 二〇一九.
    Digits,
    /// Two neighbouring digits, 七八: up to the second one.
    Either(Decimal),
    /// More digits or points than a number has.
    Odd,
}

/// A numeral in the text.
#[derive(Clone, Debug)]
pub struct Numeral {
    /// Its number, without the scale.
    pub value: Decimal,
    /// The scale is ten to this power.
    pub exponent: u32,
    /// 万, 亿 … as printed.
    pub scale_word: String,
    /// The index after the digits.
    pub number_end: usize,
    /// The index after 万 or 余.
    pub end: usize,
    /// With 余, 多, 来 or 几.
    pub over: bool,
    /// How it is written.
    pub form: Form,
    /// Nothing but 百, 千, 万, 亿.
    pub bare: bool,
    /// Digits are grouped: 18,000.
    pub grouped: bool,
}

impl Numeral {
    /// One number that ends before `end`.
    pub fn plain(value: Decimal, end: usize) -> Self {
        Self {
            value,
            exponent: 0,
            scale_word: String::new(),
            number_end: end,
            end,
            over: false,
            form: Form::Plain,
            bare: false,
            grouped: false,
        }
    }
}

impl Numeral {
    /// Whether it is one number, and nothing is left out of it.
    pub fn form_is_plain(&self) -> bool {
        self.form == Form::Plain
    }
}

/// The numeral of Arabic digits at `i`, with its Chinese scale.
pub fn arabic(chars: &[char], i: usize) -> Option<Numeral> {
    let mut numeral = digits(chars, i)?;
    if numeral.form == Form::Odd {
        return Some(numeral);
    }
    if let Some(fraction) = slashed(chars, i, &numeral) {
        return Some(fraction);
    }
    if let Some(fraction) = parted(chars, &numeral) {
        return Some(fraction);
    }
    scale(chars, &mut numeral);
    further(chars, &mut numeral);
    Some(numeral)
}

/// The digits at `i` with their separators and point.
pub fn digits(chars: &[char], i: usize) -> Option<Numeral> {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let point = chars.get(i) == Some(&'.') && digit(i + 1);
    if !digit(i) && !point {
        return None;
    }
    // .75 is 0.75.
    let mut text = if point { String::from("0") } else { String::new() };
    let mut at = i;
    while digit(at) {
        text.extend(chars.get(at));
        at += 1;
    }
    let mut grouped = false;
    let group = |at: usize| {
        chars.get(at).is_some_and(|c| matches!(c, ',' | '\u{2009}' | '\u{202f}'))
            && (1..4).all(|step| digit(at + step))
            && !digit(at + 4)
    };
    while at - i <= 3 + 4 * 10 && (grouped || at - i <= 3) && group(at) {
        text.extend(chars.get(at + 1..at + 4).unwrap_or_default());
        at += 4;
        grouped = true;
    }
    let mut odd = false;
    if chars.get(at) == Some(&'.') && digit(at + 1) {
        text.push('.');
        at += 1;
        while digit(at) {
            text.extend(chars.get(at));
            at += 1;
        }
        while chars.get(at) == Some(&'.') && digit(at + 1) {
            odd = true;
            at += 1;
            while digit(at) {
                at += 1;
            }
        }
    }
    let mut value = Decimal::parse(&text).ok().filter(|_| text.len() <= 24 && !odd);
    if let (Some(whole), Some((above, below))) = (value, chars.get(at).and_then(|c| vulgar(*c))) {
        // 2½
        let part = Decimal::whole(above).divide(Decimal::whole(below), 12, Round::Nearest).ok();
        value = part.and_then(|part| whole.plus(part).ok());
        at += 1;
    }
    let mut numeral = Numeral::plain(value.unwrap_or(Decimal::ZERO), at);
    numeral.grouped = grouped;
    if value.is_none() {
        numeral.form = Form::Odd;
    }
    Some(numeral)
}

/// `1/3`: a proper fraction that is no date.
fn slashed(chars: &[char], i: usize, top: &Numeral) -> Option<Numeral> {
    if chars.get(top.end) != Some(&'/')
        || i.checked_sub(1).and_then(|at| chars.get(at)) == Some(&'/')
    {
        return None;
    }
    let under = digits(chars, top.end + 1)?;
    let next = chars.get(under.end).copied().unwrap_or(' ');
    let small = |n: &Numeral| n.value.to_whole().filter(|n| (1..=100).contains(n));
    let (above, below) = (small(top)?, small(&under)?);
    if above >= below || next == '/' || next == '.' || next.is_ascii_alphanumeric() {
        return None;
    }
    fraction(above, below, under.end)
}

/// 三分之一, 百分之八十二: `under` is the numeral before 分之.
fn parted(chars: &[char], under: &Numeral) -> Option<Numeral> {
    if chars.get(under.end..under.end + 2) != Some(&['分', '之'][..]) {
        return None;
    }
    let at = under.end + 2;
    let top = digits(chars, at).or_else(|| han_digits(chars, at))?;
    let base = under.value.times(Decimal::whole(10_i64.pow(under.exponent.min(12)))).ok()?;
    let mut out = match base.to_whole()? {
        100 => Numeral { form: Form::Percent("%"), ..top },
        1000 => Numeral { form: Form::Percent("‰"), ..top },
        below => fraction(top.value.to_whole()?, below, top.end)?,
    };
    if out.exponent > 0 {
        // 百分之百, 百分之一百.
        out.value = out.value.times(Decimal::whole(10_i64.pow(out.exponent.min(12)))).ok()?;
        out.exponent = 0;
        out.scale_word.clear();
    }
    out.bare = false;
    out.over = false;
    over(chars, &mut out);
    Some(out)
}

fn fraction(above: i64, below: i64, end: usize) -> Option<Numeral> {
    let value = Decimal::whole(above).divide(Decimal::whole(below), 12, Round::Nearest).ok()?;
    Some(Numeral { form: Form::Fraction, ..Numeral::plain(value, end) })
}

/// Reads 余, 多, 来, 几 after a numeral.
fn over(chars: &[char], numeral: &mut Numeral) {
    let Some(mut letter) = chars.get(numeral.end) else { return };
    let mut then = chars.get(numeral.end + 1).copied().unwrap_or(' ');
    // 5600 余 场
    let apart = *letter == ' ' && matches!(then, '余' | '多');
    if apart && let Some(over) = chars.get(numeral.end + 1) {
        letter = over;
        then = chars.get(numeral.end + 2).copied().unwrap_or(' ');
    }
    let round = || {
        let last = numeral.end.checked_sub(1).and_then(|at| chars.get(at));
        last.is_some_and(|c| "十百千万亿0".contains(*c))
    };
    let is = match letter {
        '余' => then != '下' && then != '地',
        '多' => !"种元样边极功数媒".contains(then) || (then == '种' || then == '元') && round(),
        '来' | '几' => {
            round()
                && (unit::starts(chars.get(numeral.end + 1..).unwrap_or_default()).is_some()
                    || "万亿".contains(then))
        }
        _ => false,
    };
    if is {
        numeral.over = true;
        numeral.end += 1 + usize::from(apart);
    }
}

/// Reads 百, 千, 万, 亿 and 余 after a numeral, unless a unit starts there, as in 千克.
pub fn scale(chars: &[char], numeral: &mut Numeral) {
    over(chars, numeral);
    let mut at = numeral.end;
    if let Some((power, end)) = tens(chars, at) {
        numeral.exponent += power;
        numeral.scale_word.extend(chars.get(at..end).unwrap_or_default());
        numeral.end = end;
        return;
    }
    if chars.get(at) == Some(&' ') && chars.get(at + 1).is_some_and(|c| "百千万亿".contains(*c))
    {
        at += 1;
    }
    let from = at;
    while let Some(power) = chars.get(at).and_then(|letter| power(*letter)) {
        let unit = unit::starts(chars.get(at..).unwrap_or_default());
        if unit.is_some_and(|(length, _)| length > 1) || numeral.exponent + power > 16 {
            break;
        }
        numeral.exponent += power;
        numeral.scale_word.extend(chars.get(at));
        at += 1;
    }
    if at > from {
        numeral.end = at;
        if !numeral.over {
            over(chars, numeral);
        }
    }
}

/// 9.6×10⁶: the power of ten at an index, up to 15, and the index after it.
fn tens(chars: &[char], at: usize) -> Option<(u32, usize)> {
    if chars.get(at..at + 3)? != ['×', '1', '0'] {
        return None;
    }
    if chars.get(at + 3) == Some(&'^') {
        // ×10^9
        let digits: String =
            chars.iter().skip(at + 4).take(2).take_while(|c| c.is_ascii_digit()).collect();
        let power = digits.parse().ok().filter(|power| *power <= 15)?;
        return Some((power, at + 4 + digits.len()));
    }
    let raised = |i: usize| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|c| chars.get(i) == Some(&c));
    let first = raised(at + 3)?;
    let second = raised(at + 4);
    let power = second.map_or(first, |second| 10 * first + second);
    let power = u32::try_from(power).ok().filter(|power| *power <= 15)?;
    Some((power, at + 4 + usize::from(second.is_some())))
}

fn power(letter: char) -> Option<u32> {
    match letter {
        '百' => Some(2),
        '千' => Some(3),
        '万' => Some(4),
        '亿' => Some(8),
        _ => None,
    }
}

/// 3亿2千万: a smaller number with its own scale goes on right after the scale.
fn further(chars: &[char], numeral: &mut Numeral) {
    while numeral.exponent > 0 && !numeral.over {
        let Some(mut next) = digits(chars, numeral.end) else { return };
        scale(chars, &mut next);
        let scaled =
            next.exponent > 0 || unit::starts(chars.get(next.end..).unwrap_or_default()).is_some();
        if next.form == Form::Odd || next.exponent >= numeral.exponent || !scaled {
            return;
        }
        let lift = |n: &Numeral| n.value.times(Decimal::whole(10_i64.pow(n.exponent.min(18)))).ok();
        let (Some(a), Some(b)) = (lift(numeral), lift(&next)) else { return };
        let Ok(value) = a.plus(b) else { return };
        let inner = next.exponent > 0;
        *numeral =
            Numeral { over: next.over, number_end: next.end, ..Numeral::plain(value, next.end) };
        if !inner {
            return;
        }
    }
}

/// The Chinese numeral at `i`, with fractions and 余.
pub fn han(chars: &[char], i: usize) -> Option<Numeral> {
    let numeral = han_digits(chars, i)?;
    if let Some(fraction) = parted(chars, &numeral) {
        return Some(fraction);
    }
    let mut numeral = numeral;
    if !matches!(numeral.form, Form::Digits) {
        let before = numeral.exponent;
        numeral.exponent = 0;
        let word = std::mem::take(&mut numeral.scale_word);
        scale(chars, &mut numeral);
        numeral.exponent += before;
        numeral.scale_word = format!("{word}{}", numeral.scale_word);
    }
    Some(numeral)
}

/// A Chinese numeral without what may follow it.
fn han_digits(chars: &[char], i: usize) -> Option<Numeral> {
    let mut at = i;
    let mut sum = Sum::default();
    let run = chars.iter().skip(i).take(24).take_while(|c| digit(**c).is_some()).count();
    if run >= 3 {
        let text: String = chars
            .iter()
            .skip(i)
            .take(run)
            .filter_map(|c| digit(*c))
            .map(|d| d.to_string())
            .collect();
        let value = Decimal::parse(&text).ok()?;
        return Some(Numeral { form: Form::Digits, ..Numeral::plain(value, i + run) });
    }
    if let Some(either) = either::digits(chars, i).filter(|_| run == 2) {
        return Some(either);
    }
    let mut bare = true;
    let mut lead = None;
    while let Some(letter) = chars.get(at).filter(|c| is_numeral(**c)) {
        if at - i > 24 {
            break;
        }
        let unit = unit::starts(chars.get(at..).unwrap_or_default());
        if at > i && unit.is_some_and(|(length, _)| length > 1 && power(*letter).is_some()) {
            break;
        }
        // 二十六七: the last digit belongs to no numeral.
        let before = (sum.total, sum.part());
        if !sum.take(*letter) {
            break;
        }
        bare &= digit(*letter).is_none() && !"十廿卅".contains(*letter);
        if matches!(letter, '万' | '亿') {
            lead = if before.0 == 0 { Some((before.1.max(1), at)) } else { lead };
        }
        at += 1;
    }
    if at == i {
        return None;
    }
    let end = at;
    if chars.get(at) == Some(&'点') && chars.get(at + 1).is_some_and(|c| digit(*c).is_some()) {
        return pointed(chars, i, at, sum.total + sum.part());
    }
    let next = chars.get(end).and_then(|c| digit(*c));
    if next.is_none() {
        sum.close();
    } else if let Some(out) = either::last(chars, end, &sum) {
        return Some(out);
    }
    let mut numeral = Numeral::plain(Decimal::whole(sum.total + sum.part()), end);
    if sum.after_ten().is_some_and(|last| next == Some(last + 1)) {
        // 二十七八: 27 or 28.
        (numeral.end, numeral.number_end) = (end + 1, end + 1);
        numeral.form = Form::Either(Decimal::whole(sum.total + sum.part() + 1));
        return Some(numeral);
    }
    if let Some((lead, place)) = lead {
        let tail: String = chars.get(place..end).unwrap_or_default().iter().collect();
        let exponent = match tail.as_str() {
            "万" => 4,
            "亿" => 8,
            "万亿" => 12,
            _ => 0,
        };
        if exponent > 0 {
            numeral.value = Decimal::whole(lead);
            numeral.exponent = exponent;
            numeral.scale_word = tail;
            numeral.number_end = if place > i { place } else { end };
        }
    }
    numeral.bare = bare;
    Some(numeral)
}

/// 五点七: digits after 点.
fn pointed(chars: &[char], _i: usize, point: usize, whole: i64) -> Option<Numeral> {
    let mut text = format!("{whole}.");
    let mut at = point + 1;
    while let Some(value) = chars.get(at).and_then(|c| digit(*c)).filter(|_| at - point < 12) {
        text.push_str(&value.to_string());
        at += 1;
    }
    Some(Numeral::plain(Decimal::parse(&text).ok()?, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals() {
        let check = |text: &str, value: &str, exponent: u32, end: usize| {
            let chars: Vec<char> = text.chars().collect();
            let out = han(&chars, 0).unwrap();
            assert_eq!(
                (out.value.to_string().as_str(), out.exponent, out.end),
                (value, exponent, end),
                "{text}"
            );
        };
        check("两千三百亩", "2300", 0, 4);
        check("三十亿元", "30", 8, 3);
        check("十万人", "10", 4, 2);
        check("一万二千人", "12000", 0, 4);
        check("一亿两千万元", "120000000", 0, 5);
        check("两万亿元", "2", 12, 3);
        check("三百零五户", "305", 0, 4);
        check("一千零一十五户", "1015", 0, 6);
        check("百分之八十二", "82", 0, 6);
        check("百分之九十九点四。", "99.4", 0, 8);
        check("百分之百。", "100", 0, 4);
        check("三分之一", "0.333333333333", 0, 4);
        check("四分之三", "0.75", 0, 4);
        check("五点七倍", "5.7", 0, 3);
        check("三百多万元", "300", 4, 4);
        check("二十多家", "20", 0, 3);
        check("六成", "6", 0, 1);
        check("五千米", "5", 0, 1);
        check("二〇一九年", "2019", 0, 4);
        check("百万元", "100", 4, 2);
    }

    #[test]
    fn arabic_numerals() {
        let check = |text: &str, value: &str, exponent: u32, end: usize| {
            let chars: Vec<char> = text.chars().collect();
            let out = arabic(&chars, 0).unwrap();
            assert_eq!(
                (out.value.to_string().as_str(), out.exponent, out.end),
                (value, exponent, end),
                "{text}"
            );
        };
        check("22.8亿元", "22.8", 8, 5);
        check("18,000户", "18000", 0, 6);
        check("1,234,567.8元", "1234567.8", 0, 11);
        check("1,2,3", "1", 0, 1);
        check("2600余件次", "2600", 0, 5);
        check("5万余人次", "5", 4, 3);
        check("20多万株", "20", 4, 4);
        check("5千克", "5", 0, 1);
        check("3千万元", "3", 7, 3);
        check("3万亿元", "3", 12, 3);
        check("1亿2千万元", "120000000", 0, 5);
        check("1/3以上", "0.333333333333", 0, 3);
        check("100万千瓦", "100", 4, 4);
        assert_eq!(arabic(&"1.2.3".chars().collect::<Vec<_>>(), 0).unwrap().form, Form::Odd);
        assert_eq!(arabic(&"9".repeat(99).chars().collect::<Vec<_>>(), 0).unwrap().form, Form::Odd);
    }
}
