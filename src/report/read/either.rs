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

/// 一百七八十: 170 or 180, 一万两三千: 12000 or 13000, where the sum stops before the second digit.
pub fn last(chars: &[char], end: usize, sum: &Sum) -> Option<Numeral> {
    let last = sum.last_digit()?;
    let next = chars.get(end).and_then(|c| digit(*c))?;
    let named = match chars.get(end + 1) {
        Some('十' | '拾') => Some(10),
        Some('百' | '佰') => Some(100),
        Some('千' | '仟') => Some(1000),
        _ => None,
    };
    let lower = named.or_else(|| sum.lower())?;
    if next != last + 1 || !sum.takes(lower) {
        return None;
    }
    let base = sum.total + sum.part() - last;
    let mut numeral = Numeral::plain(Decimal::whole(base + last * lower), end + 1);
    numeral.end += usize::from(named.is_some());
    numeral.form = Form::Either(Decimal::whole(base + next * lower));
    Some(numeral)
}
