//! Lines of Chinese and Latin text that fit a width.
//!
//! Source of the signs that may not begin or end a line: GB/T 15834-2011 and
//! W3C, "Requirements for Chinese Text Layout", 3.1.

use crate::base::font::{Font, Measure};
use std::rc::Rc;

/// Signs that no line begins with.
const NO_START: &str = "，。、；：！？％‰）》〉」』】〕〗”’…—～·℃°,.;:!?%)]}";
/// Signs that no line ends with.
const NO_END: &str = "（《〈「『【〔〖“‘￥¥$€£第([{";
/// Powers of ten between a number and its unit.
const SCALES: &str = "十百千万亿兆";
/// Units that stay with the number before them.
const UNITS: [&str; 85] = [
    "元",
    "美元",
    "港元",
    "欧元",
    "日元",
    "英镑",
    "人民币",
    "角",
    "分",
    "年",
    "月",
    "日",
    "号",
    "季度",
    "周",
    "天",
    "时",
    "小时",
    "分钟",
    "秒",
    "点",
    "个",
    "个月",
    "个百分点",
    "百分点",
    "人",
    "人次",
    "名",
    "位",
    "户",
    "家",
    "只",
    "台",
    "辆",
    "架",
    "艘",
    "套",
    "件",
    "条",
    "张",
    "笔",
    "份",
    "页",
    "章",
    "节",
    "期",
    "代",
    "版",
    "级",
    "层",
    "楼",
    "次",
    "倍",
    "成",
    "折",
    "岁",
    "届",
    "吨",
    "公斤",
    "千克",
    "克",
    "斤",
    "米",
    "公里",
    "千米",
    "平方米",
    "立方米",
    "平方公里",
    "亩",
    "公顷",
    "升",
    "毫升",
    "度",
    "千瓦",
    "千瓦时",
    "瓦",
    "bn",
    "mn",
    "tn",
    "kg",
    "km",
    "m",
    "t",
    "h",
    "MW",
];

/// The lines of a text, none wider than `width` pixels, at most `max_lines` of them.
///
/// A number and its unit stay on one line, no line begins with a closing or
/// ends with an opening sign, and Latin words are not broken unless one is
/// wider than a line. Line feeds in the text are kept, blanks around a
/// break are not. When lines are left out, the last one ends with "…". A width that is
/// not positive and 0 lines are no limits; there is always one line at least.
///
/// ```
/// use shushuo::base::{font::{BuiltIn, Font}, wrap::wrap};
/// let font = Font { size: 10.0, ..Font::default() };
/// let lines = wrap(&BuiltIn, &font, "全年营业收入147.3亿元", 80.0, 0);
/// assert_eq!(lines.iter().map(|line| &**line).collect::<Vec<_>>(), ["全年营业收入", "147.3亿元"]);
/// ```
#[must_use]
pub fn wrap(
    measure: &dyn Measure,
    font: &Font,
    text: &str,
    width: f64,
    max_lines: usize,
) -> Vec<Rc<str>> {
    let fits = |line: &str| width.is_nan() || width <= 0.0 || measure.width(font, line) <= width;
    let mut lines: Vec<String> = Vec::new();
    for part in text.split('\n') {
        fill(&mut lines, part.trim(), &fits);
    }
    if max_lines > 0 && lines.len() > max_lines {
        let rest = lines.split_off(max_lines);
        if let (Some(last), Some(next)) = (lines.last_mut(), rest.first()) {
            *last = shorten(&format!("{last}{next}"), &fits);
        }
    }
    lines.iter().map(|line| line.trim_end().into()).collect()
}

/// Adds the lines of a text without line feeds; they still have the blanks at their ends.
fn fill(lines: &mut Vec<String>, text: &str, fits: &dyn Fn(&str) -> bool) {
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if fits(longer.trim_end()) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(line);
        }
        line = piece.to_owned();
        // A piece that is wider than a line is broken anywhere.
        while !fits(line.trim_end()) {
            let ends = line.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let end = ends
                .take_while(|end| line.get(..*end).is_some_and(fits))
                .last()
                .or_else(|| line.chars().next().map(char::len_utf8))
                .filter(|end| *end < line.len());
            let Some(end) = end else { break };
            let rest = line.split_off(end);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    lines.push(line);
}

/// The longest front of a text that fits with an ellipsis after it.
fn shorten(text: &str, fits: &dyn Fn(&str) -> bool) -> String {
    let mut front = text;
    loop {
        front = front.trim_end().trim_end_matches(|letter| NO_END.contains(letter));
        let line = format!("{front}…");
        if fits(&line) || front.is_empty() {
            return line;
        }
        let end = front.char_indices().next_back().map_or(0, |(at, _)| at);
        front = front.get(..end).unwrap_or("");
    }
}

/// The pieces of a text between which a line may end; blanks stay at their ends.
fn pieces(text: &str) -> Vec<&str> {
    let glued = number_spans(text);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        if let Some(before) = before
            && may_break(before, letter)
            && !glued.iter().any(|(from, to)| *from < at && at < *to)
        {
            pieces.push(text.get(start..at).unwrap_or(""));
            start = at;
        }
        before = Some(letter);
    }
    pieces.push(text.get(start..).unwrap_or(""));
    pieces
}

/// Whether a line may end between two neighbours.
fn may_break(before: char, after: char) -> bool {
    let wide = |letter: char| u32::from(letter) > 0x2e80;
    if after.is_whitespace() || NO_START.contains(after) || NO_END.contains(before) {
        return false;
    }
    before.is_whitespace()
        || wide(before)
        || wide(after)
        || ("”’…—)]}%".contains(before) && NO_END.contains(after))
}

/// Where numbers with their units begin and end, in bytes.
fn number_spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(is_digit)).map(|i| i + at) {
        let rest = text.get(start..).unwrap_or("");
        let number = rest.trim_start_matches(|letter| is_digit(letter) || ".,".contains(letter));
        let unit = number.trim_start_matches(|letter| SCALES.contains(letter));
        // "14.73 bn": a blank may stand between number and unit.
        let bare = unit.strip_prefix(' ').unwrap_or(unit);
        let length = UNITS
            .iter()
            .filter(|word| bare.starts_with(**word) && ends_word(bare, word))
            .map(|word| word.len())
            .max();
        let behind = match length {
            Some(length) => bare.len() - length,
            None => unit.len(),
        };
        at = text.len() - behind;
        spans.push((start, at));
    }
    spans
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Whether a Latin unit at the start of a text is a whole word.
fn ends_word(text: &str, word: &str) -> bool {
    let next = text.get(word.len()..).and_then(|rest| rest.chars().next());
    !word.is_ascii() || !next.is_some_and(|letter| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::font::BuiltIn;

    /// Wraps at so many wide characters; lines are joined by "|".
    fn check(text: &str, ems: f64, max_lines: usize, expected: &str) {
        let font = Font { size: 10.0, ..Font::default() };
        let lines = wrap(&BuiltIn, &font, text, ems * 10.0, max_lines);
        assert_eq!(lines.join("|"), expected, "{text:?} in {ems}");
    }

    #[test]
    fn signs_stay_with_their_words() {
        check("收入增长，利润下降。", 4.0, 0, "收入增|长，利润|下降。");
        check("营业收入（亿元）", 5.0, 0, "营业收入|（亿元）");
        check("他说：“今年很好。”", 5.0, 0, "他说：“今|年很好。”");
        check("《史记》、《汉书》与《后汉书》", 6.0, 0, "《史记》、|《汉书》与|《后汉书》");
        check("东部……西部", 3.0, 0, "东|部……|西部");
        check("甲乙：“丙”丁", 3.2, 0, "甲乙：|“丙”丁");
        check("甲乙丙丁戊", 2.0, 0, "甲乙|丙丁|戊");
    }

    #[test]
    fn numbers_stay_with_their_units() {
        check("全年营业收入147.3亿元", 8.0, 0, "全年营业收入|147.3亿元");
        check("同比增长12.5个百分点", 5.0, 0, "同比增长|12.5个百分|点");
        check("同比增长12.5个百分点", 8.0, 0, "同比增长|12.5个百分点");
        check("截至2024年12月31日", 6.0, 0, "截至2024年|12月31日");
        check("占比达到35%以上", 5.0, 0, "占比达到|35%以上");
        check("销量为3,200万辆", 5.0, 0, "销量为|3,200万辆");
        check("在第3季度", 4.0, 0, "在|第3季度");
        check("约为¥500万元", 4.5, 0, "约为|¥500万元");
        check("revenue of ¥14.73 bn in 2024", 7.0, 0, "revenue of|¥14.73 bn in|2024");
    }

    #[test]
    fn words_are_kept() {
        check("United States of America", 8.0, 0, "United States of|America");
        check("使用Rust语言编写", 4.0, 0, "使用|Rust语|言编写");
        check("antidisestablishmentarianism", 5.0, 0, "antidisesta|blishmenta|rianism");
        check("  a   b  ", 10.0, 0, "a   b");
        check("第一行\n第二行", 10.0, 0, "第一行|第二行");
        check("", 10.0, 0, "");
        check("不限宽度的文字", 0.0, 0, "不限宽度的文字");
    }

    #[test]
    fn cut_at_the_last_line() {
        check("营业收入和净利润均创历史新高", 5.0, 2, "营业收入和|净利润均…");
        check("营业收入（含税）", 5.0, 1, "营业收入…");
        check("United States of America", 6.0, 1, "United Stat…");
        check("甲乙丙", 3.0, 1, "甲乙丙");
        check("甲乙", 0.5, 1, "…");
    }
}
