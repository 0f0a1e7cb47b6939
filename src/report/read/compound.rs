//! Units put together: halves more, metres and centimetres, one by another.

use super::chinese::{at, unit_after, word};
use super::numeral::{Form, Numeral};
use super::sum::digit;
use super::text::{is_han, is_numeral};
use crate::report::decimal::Decimal;
use crate::report::unit::{self, Dimension, Unit};

/// A unit that another one is divided by too: 月 in 元/平方米·月.
fn month_or(chars: &[char], i: usize) -> Option<(usize, &'static str)> {
    if at(chars, i) == '月' {
        return Some((1, "月"));
    }
    unit_after(chars, i).map(|(length, unit)| (length, unit.name))
}

/// The unit after a numeral with half a unit more, as in 两个半月 and 三年半.
pub fn half_more(chars: &[char], number: &mut Numeral) -> Option<(usize, Unit)> {
    if let Some(found) = metres(chars, number)
        .or_else(|| tenths(chars, number))
        .or_else(|| money(chars, number))
        .or_else(|| seconds(chars, number))
    {
        return Some(found);
    }
    let end = number.end;
    if word(chars, end, "个多") {
        // 两个多月, 两个多钟头
        let mut rest = vec!['个'];
        rest.extend(chars.iter().skip(end + 2).take(4));
        let (length, unit) = unit::starts(&rest).filter(|(length, _)| *length > 1)?;
        number.over = true;
        return Some((length + 1, unit));
    }
    let (length, unit) = if word(chars, end, "个半") {
        let mut rest = vec!['个'];
        rest.extend(chars.iter().skip(end + 2).take(4));
        let (length, unit) = unit::starts(&rest).filter(|(length, _)| *length > 1)?;
        (length + 1, unit)
    } else if word(chars, end, "年半") && at(chars, end + 2) != '年' {
        (2, unit::find("年")?)
    } else {
        // 4亩半, 一倍半
        let (length, unit) = unit_after(chars, end)?;
        let ends = at(chars, end + length) == '半' && !is_han(at(chars, end + length + 1));
        if !ends
            || number.exponent > 0
            || unit.dimension == Dimension::Ratio && !matches!(unit.name, "倍" | "成")
        {
            return None;
        }
        (length + 1, unit)
    };
    number.value = number.value.plus(Decimal::new(5, 1).ok()?).ok()?;
    Some((length, unit))
}

/// 六成五: six tenths and a half.
fn tenths(chars: &[char], number: &mut Numeral) -> Option<(usize, Unit)> {
    let end = number.end;
    let five = digit(at(chars, end + 1)).filter(|_| at(chars, end) == '成')?;
    let goes_on = is_numeral(at(chars, end + 2)) || unit_after(chars, end + 2).is_some();
    if goes_on || number.form != Form::Plain || number.exponent > 0 || number.value.scale() > 0 {
        return None;
    }
    number.value = number.value.plus(Decimal::new(five.into(), 1).ok()?).ok()?;
    Some((2, unit::find("成")?))
}

/// 一米七五: a metre, and its decimals after the unit.
pub fn metres(chars: &[char], number: &mut Numeral) -> Option<(usize, Unit)> {
    let end = number.end;
    let whole = number.value.to_whole().filter(|n| (1..=3).contains(n))?;
    if at(chars, end) != '米' || number.form != Form::Plain || number.exponent > 0 {
        return None;
    }
    let count = (1..=2).take_while(|step| figure(chars, end + step).is_some()).count();
    let after = end + 1 + count;
    if count == 0 || goes_on(chars, after) {
        return None;
    }
    let digits: String =
        (end + 1..after).filter_map(|i| figure(chars, i)).map(|digit| digit.to_string()).collect();
    number.value = Decimal::parse(&format!("{whole}.{digits}")).ok()?;
    Some((count + 1, unit::find("米")?))
}

/// The digit at an index, Chinese or Arabic.
fn figure(chars: &[char], i: usize) -> Option<i64> {
    digit(at(chars, i)).or(at(chars, i).to_digit(10).map(i64::from))
}

/// Whether a number goes on at an index, or its unit stands there.
fn goes_on(chars: &[char], i: usize) -> bool {
    is_numeral(at(chars, i))
        || matches!(at(chars, i), '.' | '点' | '%')
        || at(chars, i).is_ascii_digit()
        || unit_after(chars, i).is_some()
}

/// 2块5, 4元8角, 三块六毛五, 年息1分2厘: money with its smaller parts after the unit.
fn money(chars: &[char], number: &mut Numeral) -> Option<(usize, Unit)> {
    let end = number.end;
    if number.form != Form::Plain || number.exponent > 0 || number.value.scale() > 0 || number.over
    {
        return None;
    }
    let letter = at(chars, end);
    let tenth = figure(chars, end + 1)?;
    let small: &[char] = match letter {
        '元' | '块' => &['角', '毛'],
        '分' => &['厘'],
        _ => return None,
    };
    let (mut parts, mut length) = (tenth * 10, 2);
    if small.contains(&at(chars, end + 2)) {
        length = 3;
        let cents = figure(chars, end + 3).filter(|_| letter != '分');
        if let Some(cents) =
            cents.filter(|_| at(chars, end + 4) == '分' || !goes_on(chars, end + 4))
        {
            parts += cents;
            length += 1 + usize::from(at(chars, end + 4) == '分');
        }
    } else if letter == '元' && at(chars, end + 2) == '分' {
        (parts, length) = (tenth, 3);
    } else if letter != '块' || goes_on(chars, end + 2) {
        return None;
    }
    number.value = number.value.plus(Decimal::new(parts.into(), 2).ok()?.trim()).ok()?;
    let mut unit = unit::find(match letter {
        '分' => "分",
        _ => "元",
    })?;
    if letter == '块' {
        unit.name = "块";
    }
    Some((length, unit))
}

/// 46秒40: seconds with their hundredths after the unit.
fn seconds(chars: &[char], number: &mut Numeral) -> Option<(usize, Unit)> {
    let end = number.end;
    let digits: String = chars.iter().skip(end + 1).take(2).collect();
    let two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let whole = number.value.to_whole().filter(|n| *n < 100)?;
    if at(chars, end) != '秒' || !two || goes_on(chars, end + 3) || number.exponent > 0 {
        return None;
    }
    number.value = Decimal::parse(&format!("{whole}.{digits}")).ok()?;
    Some((3, unit::find("秒")?))
}

/// A unit with what it is divided by: 元/人, 微克每立方米.
pub fn divided(
    chars: &[char],
    end: usize,
    name: String,
    dimension: Dimension,
) -> (usize, String, Dimension) {
    let sign = at(chars, end);
    if !matches!(sign, '/' | '每') {
        return (end, name, dimension);
    }
    let rest = chars.get(end + 1..).unwrap_or_default();
    // 122.5部/百人
    let scale = rest.iter().take_while(|c| "百千万".contains(**c)).count();
    let word =
        unit::starts(rest).map(|(length, unit)| (length, unit.name.to_owned())).or_else(|| {
            let (length, unit) = unit::starts(rest.get(scale..)?)?;
            let lead: String = rest.iter().take(scale).collect();
            Some((scale + length, format!("{lead}{}", unit.name)))
        });
    match word {
        // 28微克每立方米, but not 投资5元每人3元 or 增加3个每年.
        Some((length, _))
            if sign == '每'
                && (dimension == Dimension::Count
                    || is_han(at(chars, end + 1 + length))
                    || is_numeral(at(chars, end + 1 + length))
                    || at(chars, end + 1 + length).is_ascii_digit()) =>
        {
            (end, name, dimension)
        }
        Some((length, below)) => {
            let mut name = format!("{name}{sign}{below}");
            let mut end = end + 1 + length;
            // 元/平方米·月
            if at(chars, end) == '·'
                && let Some((length, unit)) = month_or(chars, end + 1)
            {
                name.push('·');
                name.push_str(unit);
                end += 1 + length;
            }
            (end, name, Dimension::Rate)
        }
        None => (end, name, dimension),
    }
}
