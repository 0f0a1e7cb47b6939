//! Quantities in Chinese numerals, which are idioms far more often than Arabic ones.

use super::chinese::{Around, at, back, push, unit_after, word};
use super::compound::{half_more, metres};
use super::numeral::{self, Form, Numeral};
use super::sum::digit;
use super::text::{is_han, is_numeral};
use super::{Found, Kind, date, kind, one, phrase, qualifier};
use crate::report::decimal::Decimal;
use crate::report::model::Qualifier;
use crate::report::unit::{Dimension, Unit};

/// Classifiers that a numeral from two to ten counts with; others, such as 手 or 级, make names.
const SMALL: &[&str] = &[
    "个", "户", "家", "项", "处", "株", "台", "套", "条", "名", "人", "位", "所", "座", "栋", "幢",
    "辆", "艘", "架", "列", "件", "份", "册", "篇", "种", "类", "款", "批", "次", "场", "支", "只",
    "棵", "张", "块", "片", "间", "宗", "起", "例", "对", "组", "根", "段", "道", "轮", "枚", "大",
    "大类", "方面", "人次", "场次", "部门", "乡镇", "街道", "社区", "层", "箱", "盒", "袋", "瓶",
    "桶", "颗", "针", "本", "匹", "幅", "集", "头", "所", "队", "间",
];
/// Units that a larger Chinese numeral makes names with: 十八大, 二十国集团.
const NAMED: &[&str] = &[
    "大", "节", "国", "级", "等", "步", "面", "字", "省", "市", "句", "里", "点", "分", "度", "方",
    "期", "代", "维", "班", "口", "门", "档", "首", "眼",
];
/// Measures that are too often part of a word after a numeral up to ten.
const LOOSE: &[&str] =
    &["分", "点", "度", "里", "方", "级", "角", "日", "周", "升", "克", "伏", "星期", "立方"];
/// Units of which 半 says half a one.
const HALVED: &[&str] =
    &["小时", "个小时", "个月", "分钟", "个钟头", "公里", "米", "英里", "海里", "斤", "公斤", "吨"];
/// Classifiers of first things.
const FIRST: &str = "家个条座部例创台套支艘列架只款所项批";

/// Reads what begins with a Chinese numeral, 第, 首, 半 or 翻; gives the index to go on from.
pub fn number(chars: &[char], i: usize, around: &Around, found: &mut Vec<Found>) -> usize {
    let letter = at(chars, i);
    if let Some(end) = phrase::plan(chars, i).filter(|_| back(chars, i, 1) != '第') {
        found.push(Found::other(i, end, Kind::Name));
        return end;
    }
    match letter {
        '首' => return first(chars, i, around, found),
        '翻' => return doubled(chars, i, found),
        '半' => return half(chars, i, found),
        '第' => return ordinal(chars, i, found),
        '几' | '数' => {
            let mut end = i + 1;
            while "十百千万亿".contains(at(chars, end)) {
                end += 1;
            }
            if end > i + 1 {
                found.push(Found::other(i, end, Kind::Idiom));
            }
            return end;
        }
        '上' => return i + 1,
        _ => {}
    }
    // 身高一米七五 has nothing of 高一.
    if at(chars, i + 1) == '米'
        && let Some(mut number) = numeral::han(chars, i)
        && let Some((length, unit)) = metres(chars, &mut number)
    {
        return push(chars, i, &number, Some((length, unit)), false, found);
    }
    if letter == '一'
        && let Some((length, unit)) = one::counted(chars, i, around, found)
    {
        let number = Numeral::plain(Decimal::ONE, i + 1);
        return push(chars, i, &number, Some((length, unit)), false, found);
    }
    if let Some(number) = aged(chars, i) {
        return push(chars, i, &number, None, false, found);
    }
    if let Some((_, end)) = phrase::around(chars, i) {
        // 百分之… is read as a share, not as the idiom 百分.
        if !word(chars, i, "百分之") && !word(chars, i, "百分点") {
            found.push(Found::other(i, end.max(i + 1), Kind::Idiom));
            return end.max(i + 1);
        }
    }
    let Some(mut number) = numeral::han(chars, i) else { return i + 1 };
    if let Some(end) = date::han(chars, &number, number.form == Form::Digits && number.end - i == 4)
    {
        found.push(Found::other(i, end, Kind::Date));
        return end;
    }
    if let Some((length, unit)) = half_more(chars, &mut number) {
        return push(chars, i, &number, Some((length, unit)), false, found);
    }
    let unit = unit_after(chars, number.end);
    if let Some(kind) = refuse(chars, i, &number, unit.map(|(_, unit)| unit), around) {
        found.push(Found::other(i, number.end, kind));
        return number.end;
    }
    let end = push(chars, i, &number, unit, false, found);
    if number.bare
        && let Some(last) = found.last_mut()
        && last.qualifier == Qualifier::Exact
    {
        last.qualifier = match back(chars, i, 1) {
            '上' => Qualifier::AtLeast,
            '过' => Qualifier::MoreThan,
            _ => last.qualifier,
        };
    }
    end
}

/// Why a Chinese numeral is no quantity, if it is none.
fn refuse(
    chars: &[char],
    i: usize,
    number: &Numeral,
    unit: Option<Unit>,
    around: &Around,
) -> Option<Kind> {
    let name = Some(if around.title || around.quote.is_some() { Kind::Name } else { Kind::Idiom });
    if around.title || matches!(number.form, Form::Digits | Form::Odd) {
        return name;
    }
    if matches!(number.form, Form::Percent(_) | Form::Fraction) {
        return None;
    }
    let previous = back(chars, i, 1);
    let next = at(chars, number.end);
    if next == '是' || next == '、' || (previous == '(' && next == ')') {
        return Some(Kind::Ordinal);
    }
    if previous == '每' && !sampled(chars, number, unit) {
        return Some(Kind::Idiom);
    }
    if number.bare {
        return bare(chars, i, number, unit).then_some(Kind::Idiom);
    }
    let Some(unit) = unit else {
        // 三百多万 and the like stand without a unit only when they are large.
        let meant = qualifier::after(chars, number.end).is_some()
            || qualifier::before(chars, i) != Qualifier::Exact;
        let large = number.exponent > 0 && (number.over || meant);
        return if large { None } else { name };
    };
    let after = number.end + unit.name.chars().count();
    if "届".contains(next) {
        return Some(Kind::Ordinal);
    }
    let value = number.value.to_whole().unwrap_or(100);
    let single = number.number_end == i + 1 && number.exponent == 0;
    if single && value == 2 && at(chars, i) == '二' {
        return name;
    }
    // 三轮汽车 is a kind of car.
    let wheels = unit.name == "轮" && "汽摩车电农".contains(at(chars, after));
    if unit.name == "级" && kind::is_strength(chars, i, after) {
        return None;
    }
    if matches!(unit.name, "级" | "等") || wheels {
        return Some(Kind::Idiom);
    }
    if single && value <= 1 && !matches!(unit.name, "倍" | "成") {
        return Some(Kind::Idiom);
    }
    if unit.dimension == Dimension::Count && quoted_name(chars, i, around) {
        return Some(Kind::Name);
    }
    if unit.dimension == Dimension::Count {
        return counted(chars, after, number, unit, previous);
    }
    if unit.name == "成" {
        let part = "立为功员本果绩就长熟型都效份分不品交群双对".contains(at(chars, after));
        return (value > 9 || part || previous == '再').then_some(Kind::Idiom);
    }
    if value <= 10 && number.exponent == 0 && LOOSE.contains(&unit.name) {
        return Some(Kind::Idiom);
    }
    // 两万五千里, 三十六度, 一百分
    let measures = value > 10 && ["里", "度", "分"].contains(&unit.name);
    if NAMED.contains(&unit.name) && number.exponent == 0 && !measures {
        return Some(Kind::Idiom);
    }
    None
}

/// Whether the things after 每 are a sample, not the base of a rate: 每三个人中有一个, but not 每百人, 每三年.
fn sampled(chars: &[char], number: &Numeral, unit: Option<Unit>) -> bool {
    let counts = unit.is_some_and(|unit| unit.dimension == Dimension::Count);
    let ten = [1, 10, 100, 1000].contains(&number.value.to_whole().unwrap_or(1));
    let rest = chars.get(number.end..).unwrap_or_default();
    counts
        && !ten
        && rest.iter().take(12).take_while(|letter| is_han(**letter)).any(|letter| *letter == '有')
}

/// 七十有三: an age with its years after 有.
fn aged(chars: &[char], i: usize) -> Option<Numeral> {
    let tens = digit(at(chars, i)).filter(|tens| *tens > 1);
    let more = digit(at(chars, i + 3)).filter(|more| (1..10).contains(more));
    let said = at(chars, i + 1) == '十' && at(chars, i + 2) == '有' && !is_han(at(chars, i + 4));
    let value = tens? * 10 + more?;
    said.then(|| Numeral::plain(Decimal::whole(value), i + 4))
}

/// Why a numeral with a classifier that ends at `after` is no count, if it is none.
fn counted(
    chars: &[char],
    after: usize,
    number: &Numeral,
    unit: Unit,
    previous: char,
) -> Option<Kind> {
    let value = number.value.to_whole().unwrap_or(100);
    if number.exponent > 0 || number.over {
        return None;
    }
    if previous == '前' && matches!(unit.name, "名" | "位" | "强") {
        return Some(Kind::Ordinal);
    }
    if value > 10 {
        return (NAMED.contains(&unit.name) && value < 100).then_some(Kind::Name);
    }
    // 三个一: counted words that are themselves numerals make a slogan.
    let then = at(chars, after + 1);
    let slogan = at(chars, after) == '一' && !then.is_ascii_digit() && !is_numeral(then);
    // 三大。, 前五大客户
    let whole = unit.name == "大" && (!is_han(at(chars, after)) || previous == '前');
    (slogan || whole || !SMALL.contains(&unit.name)).then_some(Kind::Idiom)
}

/// Whether a quote that begins with the numeral is a name: it is unless a colon follows and lists what is counted.
fn quoted_name(chars: &[char], i: usize, around: &Around) -> bool {
    let Some(open) = around.quote else { return false };
    let inside = |i: &usize| chars.get(*i).copied().unwrap_or('\n');
    let Some(close) = (open..open + 15).find(|i| "”\"」』".contains(inside(i))) else {
        return false;
    };
    // A sentence that somebody says is no name.
    if (open..close).any(|i| matches!(inside(&i), '\u{ff0c}' | '。' | ',' | '\u{ff1b}')) {
        return false;
    }
    open != i || !matches!(at(chars, close + 1), ':' | '\u{ff1a}')
}

/// Whether a scale without a number, such as 亿 or 百万, is no quantity.
fn bare(chars: &[char], i: usize, number: &Numeral, unit: Option<Unit>) -> bool {
    let Some(unit) = unit else { return true };
    if number.over {
        // 百余篇, 千余人
        return false;
    }
    let end = number.end + unit.name.chars().count();
    let before = qualifier::before(chars, i);
    let marked = before != Qualifier::Exact;
    let lead = back(chars, i, 2);
    let rises = match back(chars, i, 1) {
        '上' => !"以之加".contains(lead),
        '过' => !"通经超".contains(lead),
        // 年产值可达百亿元
        '达' => true,
        '到' => lead == '达',
        _ => false,
    };
    let bound = word(chars, end, "以上")
        || word(chars, end, "以下")
        || word(chars, end, "级")
        || word(chars, end, "大关");
    let money = unit.dimension == Dimension::Money;
    !(bound && (money || number.number_end > i + 1)
        || ((marked || rises) && !word(chars, end, "户")))
}

/// 首家, 首个, 全省首创.
fn first(chars: &[char], i: usize, around: &Around, found: &mut Vec<Found>) -> usize {
    let next = at(chars, i + 1);
    let previous = back(chars, i, 1);
    let rank = FIRST.contains(next) && next != '批' && !around.title && !"元部榜岁魁".contains(previous)
            // 首套房
            && !(next == '套' && "房住刚".contains(at(chars, i + 2)));
    if !rank {
        if "批席次日轮期".contains(next) {
            found.push(Found::other(i, i + 2, Kind::Idiom));
        }
        return i + 1;
    }
    let mut out = Found::other(i, i + 2, Kind::Rank);
    out.value = Decimal::ONE;
    out.number_end = i + 1;
    found.push(out);
    i + 2
}

/// 翻一番, 翻了两番, 翻番.
fn doubled(chars: &[char], i: usize, found: &mut Vec<Found>) -> usize {
    let at_number = i + 1 + usize::from(at(chars, i + 1) == '了');
    let (value, from, end) = if at(chars, at_number) == '番' {
        (Decimal::ONE, i, at_number + 1)
    } else {
        let number = numeral::han(chars, at_number).or_else(|| numeral::arabic(chars, at_number));
        let Some(number) = number.filter(|n| at(chars, n.end) == '番') else { return i + 1 };
        (number.value, at_number, number.end + 1)
    };
    // 翻一番半
    let more = at(chars, end) == '半' && !is_han(at(chars, end + 1));
    let half = Decimal::new(5, 1).unwrap_or(Decimal::ZERO);
    let value = if more { value.plus(half).unwrap_or(value) } else { value };
    let mut out = Found::other(from, end + usize::from(more), Kind::Growth);
    out.value = value;
    out.number_end = end - 1;
    out.unit = "番".to_owned();
    out.dimension = Dimension::Ratio;
    out.qualifier = qualifier::before(chars, i);
    if qualifier::is_forecast(chars, i) {
        out.qualifier = Qualifier::Forecast;
    }
    found.push(out);
    end
}

/// 半数, 过半, 一半 is an idiom elsewhere.
fn half(chars: &[char], i: usize, found: &mut Vec<Found>) -> usize {
    let previous = back(chars, i, 1);
    let counted = at(chars, i + 1) == '数';
    let past = matches!(previous, '过')
        && !"超通经".contains(back(chars, i, 2))
        && !is_han(at(chars, i + 1));
    let whole = previous == '一'
        && !"另统同".contains(back(chars, i, 2))
        && (!is_han(at(chars, i + 1))
            || "近约超过逾达占足".contains(back(chars, i, 2))
            || "以左的是为人企家学村受市县".contains(at(chars, i + 1)));
    if !(counted || past || whole) {
        return half_unit(chars, i, found);
    }
    let start = if whole { i - 1 } else { i };
    if whole {
        // The 一 was taken for an idiom on the way here.
        while found.last().is_some_and(|last| last.end > start) {
            found.pop();
        }
    }
    let end = i + 1 + usize::from(counted);
    let mut out = Found::other(start, end, Kind::Share);
    out.value = Decimal::new(5, 1).unwrap_or(Decimal::ZERO);
    out.dimension = Dimension::Ratio;
    out.qualifier = qualifier::before(chars, start);
    if previous == '过' && out.qualifier == Qualifier::Exact {
        out.qualifier = Qualifier::MoreThan;
    }
    if let Some((meant, _)) = qualifier::after(chars, end) {
        out.qualifier = meant;
    }
    found.push(out);
    end
}

/// 半个百分点, 半小时, 半公里: half a unit, where 半 is no part of a number or a word.
fn half_unit(chars: &[char], i: usize, found: &mut Vec<Found>) -> usize {
    let Some((length, unit)) = unit_after(chars, i + 1) else { return i + 1 };
    let previous = back(chars, i, 1);
    let measures = unit.dimension == Dimension::Points || HALVED.contains(&unit.name);
    let word = is_numeral(previous)
        || previous.is_ascii_digit()
        || "大多小后上下个对".contains(previous)
        || previous == '前' && back(chars, i, 2) != '提'
        || is_numeral(at(chars, i + 1 + length));
    if !measures || word {
        return i + 1;
    }
    let mut number = Numeral::plain(Decimal::new(5, 1).unwrap_or(Decimal::ZERO), i + 1);
    number.bare = false;
    push(chars, i, &number, Some((length, unit)), false, found)
}

/// 第七个, 第三产业.
fn ordinal(chars: &[char], i: usize, found: &mut Vec<Found>) -> usize {
    let mut end = i + 1;
    if at(chars, end).is_ascii_digit() {
        return end;
    }
    while is_numeral(at(chars, end)) && end - i < 12 {
        end += 1;
    }
    if end > i + 1 {
        let unit = unit_after(chars, end).map_or(0, |(length, _)| length.min(1));
        found.push(Found::other(i, end + unit, Kind::Ordinal));
    }
    end
}
