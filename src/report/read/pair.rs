//! Numbers that belong together: ranges, lists that say their unit once, ratios.

use super::chinese::{at, back, word};
use super::kind::clause_before;
use super::numeral::{self, Form};
use super::{Found, Kind, date, qualifier};
use crate::report::decimal::{Decimal, Round};
use crate::report::model::Qualifier;
use crate::report::unit::Dimension;

/// Makes a range of the last two quantities when only a dash or 至 stands
/// between them, and hands the unit of the last one back along a list.
pub fn join(chars: &[char], before: usize, found: &mut [Found]) {
    if found.len() == before + 1 {
        list(chars, found);
        range(chars, found);
    }
}

/// A number in plain digits that was taken for a name, as it had no unit.
fn bare(chars: &[char], first: &Found) -> Option<Found> {
    if !first.unit.is_empty() {
        return None;
    }
    let number = match first.kind {
        Kind::Name => numeral::arabic(chars, first.start),
        // 三千到五千元
        Kind::Idiom => numeral::han(chars, first.start),
        Kind::Count
        | Kind::Share
        | Kind::Rank
        | Kind::Average
        | Kind::Flow
        | Kind::Level
        | Kind::Growth
        | Kind::Threshold
        | Kind::Date
        | Kind::Ordinal => None,
    }?;
    let whole = number.end == first.end && number.form == Form::Plain;
    whole.then(|| Found {
        value: number.value,
        exponent: number.exponent,
        scale_word: number.scale_word,
        ..first.clone()
    })
}

/// 下降10个、25个基点; 增长5.2、6.1和7个百分点; 血压140/90mmHg: earlier numbers have the unit of the last one.
fn list(chars: &[char], found: &mut [Found]) {
    let Some((last, rest)) = found.split_last_mut() else { return };
    let counts = matches!(last.dimension, Dimension::Count | Dimension::Number);
    if !last.kind.is_figure() || counts || last.unit.is_empty() {
        return;
    }
    let mut next = last.start;
    for first in rest.iter_mut().rev() {
        let sign = at(chars, first.end);
        let joined = matches!(sign, '、' | '和' | '与' | '及' | '或' | '±')
            || sign == '/' && matches!(last.unit.as_str(), "mmHg" | "毫米汞柱");
        if !joined || first.end + 1 != next || first.range {
            return;
        }
        let short = first.unit == "个" && last.unit.starts_with('个');
        let open =
            first.kind.is_figure() && first.unit.is_empty() && first.dimension == Dimension::Number;
        let number = if short || open { Some(first.clone()) } else { bare(chars, first) };
        let Some(number) = number else { return };
        let scaled = number.exponent > 0 || last.scale_word.is_empty();
        *first = Found {
            unit: last.unit.clone(),
            dimension: last.dimension,
            kind: last.kind,
            exponent: if scaled { number.exponent } else { last.exponent },
            scale_word: if scaled { number.scale_word } else { last.scale_word.clone() },
            ..number
        };
        next = first.start;
    }
}

fn range(chars: &[char], found: &mut [Found]) {
    let Some((last, rest)) = found.split_last_mut() else { return };
    let Some(first) = rest.last_mut() else { return };
    if !last.kind.is_figure() || last.kind == Kind::Rank {
        return;
    }
    let dash = first.end;
    let joined =
        dash + 1 == last.start && date::is_dash(at(chars, dash)) && at(chars, dash + 1) != '—';
    let name = matches!(first.kind, Kind::Name | Kind::Idiom) && first.unit.is_empty();
    if !joined || first.range || !(first.kind.is_figure() && first.kind != Kind::Rank || name) {
        return;
    }
    if name {
        // 3—5万元: the first number is read with the unit of the second.
        let Some(number) = bare(chars, first).filter(|number| number.exponent == 0) else {
            return;
        };
        // -5~3℃
        let lead = back(chars, first.start, 2);
        let below = back(chars, first.start, 1) == '-'
            && !lead.is_ascii_alphanumeric()
            && !"%月日元年个-".contains(lead);
        *first = Found {
            value: if below { number.value.negate() } else { number.value },
            start: first.start - usize::from(below),
            end: first.end,
            number_end: first.end,
            ..last.clone()
        };
    } else if first.unit.is_empty() && first.dimension == Dimension::Number
        || first.unit.is_empty() && !last.unit.is_empty()
    {
        if first.exponent == 0 {
            first.exponent = last.exponent;
            first.scale_word = last.scale_word.clone();
        }
        first.unit = last.unit.clone();
        first.dimension = last.dimension;
        first.kind = last.kind;
    } else if first.dimension != last.dimension
        || first.unit != last.unit && first.dimension == Dimension::Count
    {
        return;
    }
    first.range = true;
    if last.unit == "岁" {
        (first.kind, last.kind) = (Kind::Threshold, Kind::Threshold);
    }
    match (first.qualifier, last.qualifier) {
        (Qualifier::Exact, meant) => first.qualifier = meant,
        (meant, Qualifier::Exact) => last.qualifier = meant,
        (_, _) => {}
    }
    let zero = Decimal::ZERO;
    if last.value < zero && first.value >= zero {
        last.value = last.value.negate();
        last.start += 1;
    }
}

/// Words that say that `1:2.5` is a ratio, and neither a time nor a score.
const RATIO: [&str; 10] =
    ["比例", "比价", "比值", "之比", "比率", "配比", "师比", "生比", "别比", "性比"];

/// 比例为1:2.5, 师生比1:12, 1比5的配比: a ratio at an index, as one number.
pub fn ratio(chars: &[char], i: usize, found: &mut Vec<Found>) -> Option<usize> {
    let above = numeral::digits(chars, i)?;
    let sign = at(chars, above.end);
    if !matches!(sign, ':' | '\u{ff1a}' | '比') {
        return None;
    }
    let below = numeral::digits(chars, above.end + 1)?;
    let end = below.end;
    if at(chars, end) == sign
        || matches!(back(chars, i, 1), ':' | '\u{ff1a}' | '比') && sign == '比'
    {
        return None;
    }
    let clause = clause_before(chars, i);
    let lead: String = clause.chars().rev().take(12).collect::<Vec<_>>().iter().rev().collect();
    let tail = lead.trim_end_matches(['为', '是', '约', '达', '近']);
    let then: String = chars.iter().skip(end).take(6).collect();
    let said = RATIO.iter().any(|word| lead.contains(word) || then.contains(word))
        || sign != '比' && tail.ends_with('比');
    if !said || !above.form_is_plain() || !below.form_is_plain() || below.value == Decimal::ZERO {
        return None;
    }
    let mut out = Found::other(i, end, Kind::Level);
    out.value = above.value.divide(below.value, 12, Round::Nearest).ok()?;
    out.dimension = Dimension::Ratio;
    out.qualifier = qualifier::before(chars, i);
    if let Some((meant, _)) = qualifier::after(chars, end) {
        out.qualifier = meant;
    }
    found.push(out);
    Some(end)
}

/// 年期, 个月期 after a number: the term that names a loan or a bond, 1年期LPR.
pub fn term(chars: &[char], end: usize) -> bool {
    at(chars, end) == '期'
        && !"间限内满末中待货望盼许".contains(at(chars, end + 1))
        && !word(chars, end, "期初")
}
