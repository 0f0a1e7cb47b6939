//! Units put together: halves more, metres and centimetres, one by another.

use super::chinese::{at, unit_after, word};
use super::numeral::{Form, Numeral};
use super::sum::digit;
use super::text::{is_han, is_numeral};
use crate::report::decimal::Decimal;
use crate::report::unit::{self, Dimension, Unit};

/// The unit after a numeral with half a unit more, as in 两个半月 and 三年半.
pub fn half_more(chars: &[char], number: &mut Numeral) -> Option<(usize, Unit)> {
    if let Some(found) = metres(chars, number).or_else(|| tenths(chars, number)) {
        return Some(found);
    }
    let end = number.end;
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
        if !ends || number.exponent > 0 || unit.dimension == Dimension::Ratio && unit.name != "倍"
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
    let figure = |i: usize| digit(at(chars, i)).or(at(chars, i).to_digit(10).map(i64::from));
    let count = (1..=2).take_while(|step| figure(end + step).is_some()).count();
    let after = end + 1 + count;
    let goes_on = is_numeral(at(chars, after))
        || matches!(at(chars, after), '.' | '点' | '%')
        || at(chars, after).is_ascii_digit()
        || unit_after(chars, after).is_some();
    if count == 0 || goes_on {
        return None;
    }
    let digits: String =
        (end + 1..after).filter_map(figure).map(|digit| digit.to_string()).collect();
    number.value = Decimal::parse(&format!("{whole}.{digits}")).ok()?;
    Some((count + 1, unit::find("米")?))
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
            (end + 1 + length, format!("{name}{sign}{below}"), Dimension::Rate)
        }
        None => (end, name, dimension),
    }
}
