//! Either of two neighbours: 七八个, 五六十人, 一百七八十户.

use super::numeral::{Form, Numeral};
use super::sum::{Sum, digit};
use crate::report::decimal::Decimal;

/// 七八, 五六十: either of two neighbours.
pub fn digits(chars: &[char], i: usize) -> Option<Numeral> {
    let (a, b) = (digit(*chars.get(i)?)?, digit(*chars.get(i + 1)?)?);
    if a == 0 || (b != a + 1 && (a, b) != (3, 5)) {
        return None;
    }
    let tens = chars.get(i + 2).is_some_and(|c| matches!(c, '十' | '拾'));
    let times = if tens { 10 } else { 1 };
    let mut numeral = Numeral::plain(Decimal::whole(a * times), i + 2);
    numeral.end += usize::from(tens);
    numeral.form = Form::Either(Decimal::whole(b * times));
    Some(numeral)
}

/// 一百七八十: 170 or 180, where the sum stops before the second digit.
pub fn last(chars: &[char], end: usize, sum: &Sum) -> Option<Numeral> {
    let last = sum.after_ten()?;
    let next = chars.get(end).and_then(|c| digit(*c))?;
    let lower = sum.lower()?;
    let word = match lower {
        10 => '十',
        100 => '百',
        _ => '千',
    };
    let named = chars.get(end + 1) == Some(&word);
    if next != last + 1 {
        return None;
    }
    let base = sum.total + sum.part() - last;
    let mut numeral = Numeral::plain(Decimal::whole(base + last * lower), end + 1);
    numeral.end += usize::from(named);
    numeral.form = Form::Either(Decimal::whole(base + next * lower));
    Some(numeral)
}
