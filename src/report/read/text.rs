//! A text as the scanners see it: full-width forms folded, and numbers that a
//! line break splits put together, with the way back to the places as printed.

use crate::report::unit;

/// Whether it is a Chinese character.
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}' | '〇')
}

/// Whether it is a Chinese digit or power of ten.
pub fn is_numeral(letter: char) -> bool {
    "零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟".contains(letter)
}

/// A text made ready for scanning.
pub struct Text {
    /// Its characters, folded, without the line breaks inside numbers.
    pub chars: Vec<char>,
    /// Where characters were left out: an index into `chars`, and how many are missing before it.
    joins: Vec<(usize, u32)>,
    /// The first character of each line, in code points.
    lines: Vec<u32>,
}

impl Text {
    pub fn new(source: &str) -> Self {
        let mut all: Vec<char> = source.chars().map(fold).collect();
        commas(source, &mut all);
        let mut lines = vec![0];
        lines.extend(all.iter().zip(1..).filter(|(letter, _)| **letter == '\n').map(|(_, at)| at));
        let mut text = Self { chars: Vec::with_capacity(all.len()), joins: Vec::new(), lines };
        let mut i = 0;
        let mut missing = 0_u32;
        while let Some(letter) = all.get(i) {
            if *letter == '\n' || *letter == '\r' {
                let (next, breaks) = gap(&all, i);
                if breaks > 0 && joins(&text.chars, all.get(next..).unwrap_or_default(), breaks) {
                    missing += u32::try_from(next - i).unwrap_or(0);
                    text.joins.push((text.chars.len(), missing));
                    i = next;
                    continue;
                }
            }
            text.chars.push(*letter);
            i += 1;
        }
        text
    }

    /// The place in the printed text of the character at an index.
    pub fn place(&self, index: usize) -> u32 {
        let after = self.joins.partition_point(|(at, _)| *at <= index);
        let missing = after.checked_sub(1).and_then(|i| self.joins.get(i)).map_or(0, |join| join.1);
        u32::try_from(index).unwrap_or(u32::MAX).saturating_add(missing)
    }

    /// The place after the last character before an index.
    pub fn place_end(&self, index: usize) -> u32 {
        if index == 0 { 0 } else { self.place(index - 1) + 1 }
    }

    /// The line from 1 and the column from 0 of a place in the printed text.
    pub fn line_and_column(&self, place: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= place);
        let start = line.checked_sub(1).and_then(|i| self.lines.get(i)).copied().unwrap_or(0);
        (u32::try_from(line).unwrap_or(u32::MAX), place - start)
    }

    /// Runs of lines of one language: from, to, whether it is Chinese. Blank lines go with the run before.
    pub fn segments(&self) -> Vec<(usize, usize, bool)> {
        let mut runs: Vec<(usize, usize, bool)> = Vec::new();
        let mut start = 0;
        for line in self.chars.split_inclusive(|letter| *letter == '\n') {
            let end = start + line.len();
            let chinese = line.iter().any(|letter| is_han(*letter));
            let blank = line.iter().all(|letter| letter.is_whitespace());
            match runs.last_mut() {
                Some(last) if blank || last.2 == chinese => last.1 = end,
                Some(_) | None => runs.push((start, end, chinese)),
            }
            start = end;
        }
        runs
    }
}

/// Makes separators of the full-width commas between groups of full-width digits: ２，３４５.
fn commas(source: &str, all: &mut [char]) {
    let wide = |c: &char| ('\u{ff10}'..='\u{ff19}').contains(c);
    // The digit right before, how many stand in the group, and where its comma is.
    let (mut count, mut open) = (0, None);
    for (i, letter) in source.chars().chain(['\n']).enumerate() {
        if wide(&letter) {
            count += 1;
            continue;
        }
        if let Some(comma) = open.take().filter(|_| count == 3)
            && let Some(letter) = all.get_mut(comma)
        {
            *letter = ',';
        }
        open = (letter == '\u{ff0c}' && (1..=3).contains(&count)).then_some(i);
        count = 0;
    }
}

/// Full-width forms as ASCII; the full-width comma stays, it ends clauses.
fn fold(letter: char) -> char {
    match letter {
        // The full-width ， ！ ： ； ？ end clauses.
        '\u{ff0c}' | '\u{ff01}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' => letter,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '﹪' => '%',
        '\u{ffe5}' => '¥',
        '\u{ffe0}' => '¢',
        '−' => '-',
        '∶' => ':',
        '\u{a0}' => ' ',
        letter => letter,
    }
}

/// The first character after the blanks from `i`, and the line breaks among them.
fn gap(all: &[char], i: usize) -> (usize, usize) {
    let (mut next, mut breaks) = (i, 0);
    while let Some(letter) = all.get(next).filter(|letter| letter.is_whitespace()) {
        breaks += usize::from(*letter == '\n');
        if next - i > 24 {
            return (next, 0);
        }
        next += 1;
    }
    (next, breaks)
}

/// Whether the line break between `before` and `after` stands inside a number or
/// between it and its unit, both in Chinese prose.
fn joins(before: &[char], after: &[char], breaks: usize) -> bool {
    let (Some(last), Some(next)) = (before.last().copied(), after.first().copied()) else {
        return false;
    };
    let number = |letter: &&char| letter.is_ascii_digit() || **letter == '.' || **letter == ',';
    let digits = before.iter().rev().take(24).take_while(number).count();
    let lead = before.len().checked_sub(digits + 1).and_then(|i| before.get(i)).copied();
    if breaks > 2
        || !lead.is_some_and(|letter| {
            is_han(letter) || "“(、\u{ff0c}\u{ff1b}\u{ff1a}约~-".contains(letter)
        })
    {
        return false;
    }
    if last.is_ascii_digit() || (last == '.' && digits > 1) {
        if next.is_ascii_digit() || (next == '.' && last != '.') {
            let run = after.iter().take(24).take_while(number).count();
            let then = after.get(run).copied().unwrap_or('\n');
            let whole = !after.iter().take(run).any(|letter| *letter == '.');
            let date = whole && ((then == '年' && run == 4) || "月日、号".contains(then));
            return breaks == 1 && run < 24 && !date && (is_han(then) || then == '%');
        }
        return last != '.' && begins_unit(after);
    }
    if is_numeral(last) && breaks == 1 {
        return is_numeral(next) && !"一第".contains(next) || begins_unit(after);
    }
    if next == '之' && last == '分' {
        let hundred = before.len().checked_sub(2).and_then(|i| before.get(i));
        return hundred.is_some_and(|letter| "百千万".contains(*letter));
    }
    inside_unit(before, after)
}

/// Whether a line goes on with the unit of the number before it.
fn begins_unit(after: &[char]) -> bool {
    let word: String = after.iter().take(2).collect();
    if [
        "个人", "个体", "人民", "人才", "人大", "大力", "年度", "家庭", "条件", "次年", "位于",
        "本报", "本着", "名单", "部分", "部署", "起草", "区委", "市委", "省委", "国家", "面对",
        "面向", "首先", "点击", "分别", "分析", "代表",
    ]
    .contains(&word.as_str())
    {
        return false;
    }
    let next = after.first().copied().unwrap_or('\n');
    "万亿余多".contains(next) || unit::starts(after.get(..8).unwrap_or(after)).is_some()
}

/// Whether a unit of several characters goes on over the line break.
fn inside_unit(before: &[char], after: &[char]) -> bool {
    for taken in 1..=3 {
        let Some(split) = before.len().checked_sub(taken).filter(|split| *split > 0) else {
            return false;
        };
        let (head, unit_start) = before.split_at(split);
        let counted = head
            .last()
            .is_some_and(|c| c.is_ascii_digit() || is_numeral(*c) || "余多".contains(*c));
        if counted {
            let mut word: Vec<char> = unit_start.to_vec();
            word.extend(after.iter().take(4));
            let whole = unit::starts(&word).map_or(0, |(length, _)| length);
            return whole > taken;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_numbers_over_line_breaks() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Text::new(text).chars.iter().collect::<String>(), expected, "{text}");
        };
        check("投资22.\n8亿元", "投资22.8亿元");
        check("投资22\n.8亿元", "投资22.8亿元");
        check("共有1\n200户", "共有1200户");
        check("项目22\n\n个,投资", "项目22个,投资");
        check("面积5万平\n方米", "面积5万平方米");
        check("达到百分\n之八十", "达到百分之八十");
        check("占三\n十亿元", "占三十亿元");
        check("截至2019\n2020年完成", "截至2019\n2020年完成");
        check("12\n34\n", "12\n34\n");
        check("编号22\n个人所得税", "编号22\n个人所得税");
        check("in 2019\n300 people", "in 2019\n300 people");
    }

    #[test]
    fn places_count_what_was_left_out() {
        let text = Text::new("一\n投资22.\n8亿元");
        let at = text.chars.iter().position(|letter| *letter == '8').unwrap();
        assert_eq!(text.place(at), 8);
        assert_eq!(text.line_and_column(8), (3, 0));
        assert_eq!(text.line_and_column(4), (2, 2));
    }
}
