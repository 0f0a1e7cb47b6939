//! What a figure counts or measures, guessed from its clause.

use crate::report::check::source::Text;
use crate::report::check::year::clause;
use crate::report::model::Figure;
use crate::report::read::{Kind, Quantity, is_han};

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
pub fn guess(text: &Text, quantity: &Quantity, before: Option<&Figure>) -> String {
    let place = Figure { line: quantity.line, number_column: quantity.column, ..Figure::default() };
    let (start, end) = clause(text, &place);
    let line = text.line(quantity.line);
    let last_number = last_number(text, quantity);
    let from = last_number.map_or(start, |last| (last.column + last.end - last.start).max(start));
    let slice = |from: u32, to: u32| -> String {
        line.get(from as usize..(to as usize).min(line.len())).unwrap_or_default().iter().collect()
    };
    let mut words = trim(&slice(from, quantity.column));
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
    let change =
        ["增长", "同比增长", "年平均增长", "年均增长", "平均增长", "下降", "提高", "减少", "增加"];
    if change.contains(&words.as_str()) {
        let whose = before.map_or("", |figure| trim_change(&figure.subject.zh));
        return format!("{whose}{words}");
    }
    if words.chars().filter(|c| is_han(*c) || c.is_alphabetic()).count() >= 2 {
        return last(&words, 18);
    }
    let stop = quantity.column + (quantity.end - quantity.start);
    let after: String = slice(stop, end)
        .chars()
        .skip_while(|c| !is_han(*c) && !c.is_alphabetic())
        .take_while(|c| is_han(*c) || c.is_alphanumeric() || *c == ' ')
        .take(12)
        .collect();
    let after =
        after.trim_start_matches("以上").trim_start_matches("以下").trim_start_matches('的').trim();
    if !after.is_empty() {
        return after.to_owned();
    }
    match before {
        Some(figure) if words.is_empty() && *figure.base_unit.zh == *quantity.base_unit => {
            figure.subject.zh.to_string()
        }
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

fn trim_change(words: &str) -> &str {
    let mut words = words;
    for tail in ["年平均增长", "年均增长", "同比增长", "增长速度", "增长", "下降", "提高"]
    {
        words = words.strip_suffix(tail).unwrap_or(words);
    }
    words
}

fn last(words: &str, most: usize) -> String {
    let letters: Vec<char> = words.chars().collect();
    letters.iter().skip(letters.len().saturating_sub(most)).collect()
}
