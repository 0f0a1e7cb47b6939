//! When 一 with a classifier is a count, and when it is only an article.
//!
//! 一名工人受伤 counts no more than "a worker was hurt" does. It is a count where
//! the wording sets it against other numbers or limits it: after a word that
//! counts (仅一家, 新增一所, 十户中就有一户), in a list with another number of the same
//! classifier (一名教师和三名学生), and after its noun (体育馆一座), which is how Chinese
//! writes an inventory. 一批, 一种, 一段 and the like never count.

use super::chinese::{Around, at, back, unit_after, word};
use super::text::{is_han, is_numeral};
use super::{Found, kind};
use crate::report::unit::{Dimension, Unit};

/// Words after which 一 counts.
#[rustfmt::skip]
const ADDS: &[&str] = &[
    "新建", "新增", "建成", "增加", "减少", "仅", "只有", "增设", "新设", "引进", "共", "获批",
    "仅有", "包括", "包含", "建有", "设有", "下设", "就有", "中有", "各有", "又有", "还有", "仅剩",
    "只剩", "造成", "导致", "致使", "至少", "不到", "不足", "超过", "各", "另有", "总计", "合计",
    "凑足",
];
/// Classifiers with which 一 is always an article.
const LOOSE: &[&str] =
    &["批", "种", "段", "类", "大", "方面", "面", "口", "步", "句", "番", "片", "轮", "代", "期"];

/// The unit of the 一 at an index and its length, when it counts.
pub fn counted(
    chars: &[char],
    i: usize,
    around: &Around,
    found: &[Found],
) -> Option<(usize, Unit)> {
    let (length, unit) = unit_after(chars, i + 1)?;
    let previous = back(chars, i, 1);
    if unit.dimension != Dimension::Count
        || around.title
        || around.quote.is_some()
        || LOOSE.contains(&unit.name)
        || matches!(unit.name, "级" | "等" | "档" | "维" | "首" | "道" | "国" | "市" | "区")
        || is_numeral(previous)
        || "第每这那某任同统另唯单逐".contains(previous)
    {
        return None;
    }
    let end = i + 1 + length;
    // 一块二 is money.
    if unit.name == "块" && (is_numeral(at(chars, end)) || at(chars, end).is_ascii_digit()) {
        return None;
    }
    let added = ADDS.iter().any(|added| {
        let length = added.chars().count();
        i >= length && word(chars, i - length, added)
    });
    let once = unit.name == "次" && !added;
    let fixed = at(chars, end) == at(chars, i + 1);
    (!once
        && !fixed
        && (added || after_noun(chars, i, end) || listed(chars, (i, end), unit, found)))
    .then_some((length, unit))
}

/// Whether the noun stands before and nothing after: 体育馆一座、图书馆两座.
fn after_noun(chars: &[char], i: usize, end: usize) -> bool {
    let previous = back(chars, i, 1);
    let closed = matches!(
        at(chars, end),
        '、' | '。' | ',' | '\u{ff0c}' | ';' | '\u{ff1b}' | '(' | ')' | '\n'
    );
    let clause = kind::clause_before(chars, i);
    closed
        && is_han(previous)
        && !"是的了有成中为如像当做作到在于和与着过个人其之又再换等找给数".contains(previous)
        && !clause.contains('每')
        && clause.chars().count() >= 2
}

/// Whether another number of the same classifier stands in the list: 一名教师和三名学生.
fn listed(chars: &[char], (i, end): (usize, usize), unit: Unit, found: &[Found]) -> bool {
    let joins = |letter: char| matches!(letter, '、' | '和' | '及' | '与' | '\u{ff0c}' | ',');
    let before = found.last().is_some_and(|last| {
        let gap = chars.get(last.end..i).unwrap_or_default();
        last.kind.is_figure()
            && last.unit == unit.name
            && gap.len() < 14
            && gap.iter().any(|letter| joins(*letter))
            && !gap.contains(&'。')
    });
    let Some(join) =
        (end..end + 12).find(|at_join| !is_han(at(chars, *at_join)) || joins(at(chars, *at_join)))
    else {
        return before;
    };
    if !joins(at(chars, join)) {
        return before;
    }
    let mut number = join + 1;
    while number < join + 3 && "另还又有".contains(at(chars, number)) {
        number += 1;
    }
    let from = number;
    while (is_numeral(at(chars, number)) || at(chars, number).is_ascii_digit()) && number < from + 9
    {
        number += 1;
    }
    let same = unit_after(chars, number).is_some_and(|(_, other)| other.name == unit.name);
    // 一个项目、一个路径 only names; 一名教师和三名学生 counts.
    before || number > from && same && !(number == from + 1 && at(chars, from) == '一')
}

#[cfg(test)]
mod tests {
    use crate::report::read::read;

    #[test]
    fn one_counts_or_is_an_article() {
        let check = |text: &str, expected: &str| {
            let found: Vec<String> =
                read(text).iter().map(|q| format!("{}{}", q.value, q.unit)).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        };
        check("一名工人在现场发现一座古墓。", "");
        check("全县仅一家企业达标,另有一所学校停课。", "1家 1所");
        check("事故造成一名司机和三名乘客受伤。", "1名 3名");
        check("镇上建有体育馆一座、图书馆两座,公园一处。", "1座 2座 1处");
        check("十户人家中就有一户经商。", "10户 1户");
        check("每村配备一名医生,每三个人中有一个参加。", "3个 1个");
        check("这是其中一个,第一个、另一个也好。", "");
        check("一批项目、一种办法、两种思路。", "2种");
    }
}
