//! What a figure counts or measures, guessed from its clause.

use super::words;
use crate::report::check::source::Text;
use crate::report::check::year::clause;
use crate::report::model::Figure;
use crate::report::read::{Kind, Quantity, is_han};
use crate::report::unit::Dimension;

/// Words that say no more of the subject at its end.
const TAIL: &[&str] = &[
    "达到了",
    "达到",
    "分别为",
    "约为",
    "约占",
    "超过了",
    "超过",
    "突破",
    "接近",
    "将近",
    "不低于",
    "不少于",
    "不超过",
    "不足",
    "预计",
    "左右",
    "大约",
    "增长到",
    "增加到",
    "提高到",
    "下降到",
    "增长至",
    "增加至",
    "增至",
    "降至",
    "降到",
    "降低到",
    "升至",
    "上升到",
    "共计",
    "总计",
    "合计",
    "累计",
    "达",
    "约",
    "近",
    "为",
    "至",
    "到",
    "共",
    "有",
    "是",
    "占",
    "逾",
    "超",
    "翻了",
    "翻",
    "增长到原来",
    "原来",
    "了",
    "的",
    "在",
    "仅",
    "于",
    "从",
    "由",
    "比",
    "较",
    "计",
    "“",
    "(",
    "和",
    "与",
    "、",
];
/// Words that say no more at its beginning.
const HEAD: &[&str] = &[
    "即",
    "年内",
    "据统计",
    "其中",
    "目前",
    "截至目前",
    "五年来",
    "现有",
    "已",
    "又",
    "同时",
    "并",
    "期间",
    "全年",
    "当年",
    "预计全年",
    "预计",
    "累计",
    "平均每年",
    "先后",
    "共有",
    "共",
    "”",
    "、",
    ")",
    ":",
    "\u{ff1a}",
    "年底",
    "年末",
    "末",
    "底",
    "还",
    "也",
    "均",
    "约",
    "了",
    "以来",
    "来",
];

/// The subject of a quantity: the words before it in its clause, or, when it
/// opens the clause, the words after its unit.
///
/// `before` is the figure before it in its line, `like` the last one of its unit.
pub fn guess(
    text: &Text,
    quantity: &Quantity,
    before: Option<&Figure>,
    like: Option<&Figure>,
) -> String {
    let place = Figure { line: quantity.line, number_column: quantity.column, ..Figure::default() };
    let (start, end) = clause(text, &place);
    let line = text.line(quantity.line);
    let english = words::is_english(text.line(quantity.line), quantity.column);
    let last_number = last_number(text, quantity);
    let from = last_number.map_or(start, |last| (last.column + last.end - last.start).max(start));
    let slice = |from: u32, to: u32| -> String {
        line.get(from as usize..(to as usize).min(line.len())).unwrap_or_default().iter().collect()
    };
    if english {
        let after: String = slice(quantity.column + (quantity.end - quantity.start), end);
        let unit = &quantity.base_unit;
        let counted = quantity.dimension == Dimension::Count && !unit.is_empty();
        let words =
            words::subject(&slice(from, quantity.column), before, quantity.kind == Kind::Growth);
        let noun = after.trim_start().split([',', '(', ';']).next().unwrap_or_default();
        return match (counted, words.is_empty()) {
            // 642 stores: what is counted says what it is.
            (true, _) => unit.clone(),
            (false, true) => {
                noun.split(' ').take(5).collect::<Vec<_>>().join(" ").trim().to_owned()
            }
            (false, false) => words,
        };
    }
    let mut words = trim(&slice(from, quantity.column));
    if let Some(noun) = words.strip_prefix("以上").or_else(|| words.strip_prefix("以下"))
        && let Some(bound) = last_number
    {
        // 10亿元以上项目9个: the bound says which.
        let whole = trim(&slice(bound.column, quantity.column));
        return if noun.is_empty() { whole } else { last(&whole, 18) };
    }
    if words.is_empty()
        && let Some(date) =
            last_number.filter(|last| last.kind == Kind::Date && last.column >= start)
    {
        // 养殖场从2016年的9家: the subject stands before the year.
        let from =
            self::last_number(text, date).map_or(start, |last| last.column + last.end - last.start);
        words = trim(&slice(from.max(start), date.column));
    }
    if words.is_empty() && quantity.range.is_some() {
        return before.map_or(String::new(), |figure| figure.subject.zh.to_string());
    }
    if let Some(change) = bare_change(&words) {
        let whose = before.map_or("", |figure| trim_change(&figure.subject.zh));
        return format!("{whose}{change}");
    }
    if words.chars().filter(|c| is_han(*c) || c.is_alphabetic()).count() >= 2 {
        return last(&words, 18);
    }
    let stop = quantity.column + (quantity.end - quantity.start);
    let after: String = slice(stop, end)
        .chars()
        .skip_while(|c| !is_han(*c) && !c.is_alphabetic())
        .take_while(|c| is_han(*c) || c.is_alphabetic() || *c == ' ')
        .take(12)
        .collect();
    let after =
        after.trim_start_matches("以上").trim_start_matches("以下").trim_start_matches('的').trim();
    if !after.is_empty() {
        return after.to_owned();
    }
    // 2022年为28393元, 是2018年的4倍
    let times = quantity.base_unit == "倍";
    match like.or(before.filter(|_| times)) {
        Some(figure) if words.is_empty() => figure.subject.zh.to_string(),
        Some(_) | None => words,
    }
}

/// The last figure or date before a quantity, if it stands in the same line.
fn last_number<'a>(text: &'a Text, quantity: &Quantity) -> Option<&'a Quantity> {
    let place = |other: &Quantity| (other.line, other.column);
    let at = text.found.partition_point(|other| place(other) < place(quantity));
    let before = text.found.get(..at)?.iter().rev().take(4);
    before
        .filter(|other| other.line == quantity.line)
        .find(|other| other.kind.is_figure() || other.kind == Kind::Date)
}

fn trim(words: &str) -> String {
    let mut words = words.trim();
    loop {
        let length = words.len();
        for tail in TAIL {
            words = words.strip_suffix(tail).unwrap_or(words).trim_end();
        }
        for head in HEAD {
            words = words.strip_prefix(head).unwrap_or(words).trim_start();
        }
        words = words.trim_matches(|c: char| !is_han(c) && !c.is_alphanumeric() && c != '”');
        if words.len() == length {
            return words.to_owned();
        }
    }
}

/// Words of change that may stand after a subject.
const CHANGES: &[&str] = &[
    "年平均增长",
    "年均增长",
    "平均增长",
    "同比增长",
    "环比增长",
    "同比下降",
    "环比下降",
    "净增",
    "增长速度",
    "增长",
    "下降",
    "提高",
    "减少",
    "增加",
    "上涨",
    "下跌",
    "上升",
    "回落",
    "扩大",
    "降低",
    "收窄",
    "增产",
    "多增",
    "少增",
    "缩短",
    "延长",
    "翻",
];

/// The change that some words end with.
pub fn change(words: &str) -> Option<&'static str> {
    CHANGES.iter().find(|change| words.ends_with(**change)).copied()
}

/// The change that some words say and nothing else: 增长, 比上年增长, 五年净增.
fn bare_change(words: &str) -> Option<&'static str> {
    let change = change(words)?;
    let lead = words.strip_suffix(change)?;
    let measure =
        ["比", "较", "同比", "环比", "分别", "五年", "两年", "三年", "累计", "实际", "名义"];
    let bare = lead.is_empty()
        || lead.chars().count() <= 9 && measure.iter().any(|word| lead.starts_with(word));
    bare.then_some(change)
}

fn trim_change(words: &str) -> &str {
    CHANGES.iter().fold(words, |words, tail| words.strip_suffix(tail).unwrap_or(words))
}

fn last(words: &str, most: usize) -> String {
    let letters: Vec<char> = words.chars().collect();
    letters.iter().skip(letters.len().saturating_sub(most)).collect()
}
