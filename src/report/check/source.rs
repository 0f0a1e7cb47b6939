//! The source text as the checks look at it.

use super::Spot;
use crate::report::read::{Kind, Quantity, read_all};
use std::collections::HashSet;

/// The lines of a source text and the quantities read in it.
pub struct Text {
    /// The characters of each line, without the line break.
    pub lines: Vec<Vec<char>>,
    /// Everything numbered, in order.
    pub found: Vec<Quantity>,
    /// Years said in the text, in order of their place.
    pub years: Vec<Years>,
    /// The first and last years of all of them.
    pub spans: HashSet<(i32, i32)>,
}

/// Years that the text says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Years {
    /// The line, from 1.
    pub line: u32,
    /// The column of the first character, from 0.
    pub column: u32,
    /// The column after the last one.
    pub end: u32,
    /// What they are.
    pub said: Said,
    /// They are only compared with (比2016年), or yet to come (到2025年): no figure is of them for that.
    pub aside: bool,
}

/// What a text says of years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said {
    /// From a year to a year, both included; the same for a single one.
    Span(i32, i32),
    /// So many years: 五年来, 四年间.
    Many(i32),
}

impl Text {
    pub fn new(source: &str) -> Self {
        let strip = |line: &str| line.strip_suffix('\r').unwrap_or(line).chars().collect();
        let lines: Vec<Vec<char>> = source.split('\n').map(strip).collect();
        let found = read_all(source);
        let mut text = Self { lines, found, years: Vec::new(), spans: HashSet::new() };
        text.years = text.said();
        text.spans = text
            .years
            .iter()
            .filter_map(|years| match years.said {
                Said::Span(from, to) => Some((from, to)),
                Said::Many(_) => None,
            })
            .collect();
        text
    }

    /// A line, from 1.
    pub fn line(&self, line: u32) -> &[char] {
        let at = (line as usize).checked_sub(1);
        at.and_then(|at| self.lines.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Whether a phrase stands at a place.
    pub fn stands(&self, phrase: &str, line: u32, column: u32) -> bool {
        let rest = self.line(line).get(column as usize..).unwrap_or_default();
        !phrase.is_empty()
            && phrase.chars().enumerate().all(|(i, letter)| rest.get(i) == Some(&letter))
    }

    /// The place of a phrase that is nearest to a line.
    pub fn find(&self, phrase: &str, near: u32) -> Option<Spot> {
        let letters: Vec<char> = phrase.chars().collect();
        let first = letters.first()?;
        let mut best: Option<Spot> = None;
        for (line, row) in (1_u32..).zip(&self.lines) {
            let far = |line: u32| line.abs_diff(near);
            if best.is_some_and(|spot| far(spot.line) <= far(line)) {
                continue;
            }
            let starts = row.iter().enumerate().filter(|(_, letter)| *letter == first);
            for (column, _) in starts {
                if row.get(column..column + letters.len()) == Some(&letters[..]) {
                    best = Some(Spot {
                        line,
                        column: u32::try_from(column).unwrap_or(0),
                        length: u32::try_from(letters.len()).unwrap_or(0),
                    });
                    break;
                }
            }
        }
        best
    }

    /// The stretch of text that shares most neighbouring pairs of characters with a phrase.
    pub fn nearest(&self, phrase: &str) -> Option<(u32, u32, String)> {
        let letters: Vec<char> = phrase.chars().collect();
        let pairs: Vec<&[char]> = letters.windows(2).collect();
        let length = letters.len();
        let mut best: Option<(usize, u32, usize)> = None;
        for (line, row) in (1_u32..).zip(&self.lines) {
            // One pass: how many of the last `length` places begin a pair of the phrase.
            let is = |at: usize| row.get(at..at + 2).is_some_and(|pair| pairs.contains(&pair));
            let mut score = 0;
            for end in 0..row.len() {
                score += usize::from(is(end));
                if end >= length && is(end - length) {
                    score -= 1;
                }
                if best.is_none_or(|(most, _, _)| score > most) {
                    best = Some((score, line, (end + 2).saturating_sub(length)));
                }
            }
        }
        let (score, line, column) = best?;
        if score * 2 < pairs.len() || score == 0 {
            return None;
        }
        let row = self.line(line);
        let words = row.iter().skip(column).take(length).collect();
        Some((line, u32::try_from(column).unwrap_or(0), words))
    }

    /// The quantity whose numeral holds a place.
    pub fn quantity(&self, line: u32, column: u32) -> Option<&Quantity> {
        let after = self.found.partition_point(|q| (q.line, q.column) <= (line, column));
        let last = self.found.get(..after)?.iter().rev().take(3);
        last.filter(|q| q.line == line && column < q.column + (q.number_end - q.start).max(1))
            .min_by_key(|q| column - q.column)
    }

    fn said(&self) -> Vec<Years> {
        let mut out: Vec<Years> = Vec::new();
        for quantity in &self.found {
            let length = quantity.end - quantity.start;
            let Some(said) = said(quantity) else { continue };
            let years = Years {
                line: quantity.line,
                column: quantity.column,
                end: quantity.column + length,
                said,
                aside: self.aside(quantity),
            };
            // 2016年至2020年
            if let (Said::Span(_, to), Some(last)) = (said, out.last_mut())
                && let Said::Span(from, one) = last.said
                && from == one
                && last.line == years.line
                && self.dash(last.line, last.end, years.column)
            {
                last.said = Said::Span(from, to);
                last.end = years.end;
                continue;
            }
            out.push(years);
        }
        out
    }

    fn aside(&self, quantity: &Quantity) -> bool {
        let before = self.line(quantity.line).get(..quantity.column as usize).unwrap_or_default();
        let near: String = before.iter().skip(before.len().saturating_sub(4)).collect();
        let near = near.trim_end_matches(['“', '"', '到', '至', '全', '市']);
        let compared = near.ends_with(['比', '较']) || near.ends_with("than ");
        let coming = ["预计", "力争", "目标", "规划"].iter().any(|word| near.contains(word));
        compared || coming
    }

    fn dash(&self, line: u32, from: u32, to: u32) -> bool {
        let gap: String =
            self.line(line).get(from as usize..to as usize).unwrap_or_default().iter().collect();
        matches!(gap.trim(), "至" | "到" | "—" | "-" | "–" | "~" | "to" | "——")
    }
}

/// The years that a date or the name of a plan says.
fn said(quantity: &Quantity) -> Option<Said> {
    let text = quantity.text.as_str();
    if quantity.kind == Kind::Date {
        let digits: Vec<i32> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| part.len() == 4)
            .filter_map(|part| part.parse().ok())
            .filter(|year| (1000..3000).contains(year))
            .collect();
        match digits.as_slice() {
            [year] => return Some(Said::Span(*year, *year)),
            [from, to, ..] => return Some(Said::Span(*from, *to)),
            [] => {}
        }
    }
    let letters: Vec<char> = text.chars().collect();
    let digit = |c: &char| "〇一二三四五六七八九".chars().position(|d| d == *c).map(|n| n as i32);
    match letters.as_slice() {
        ['十', n, '五'] if quantity.kind == Kind::Name => digit(n).map(|n| plan(10 + n)),
        [a, b, c, d, '年'] if quantity.kind == Kind::Date && digit(a).is_some() => {
            let year = digit(a)? * 1000 + digit(b)? * 100 + digit(c)? * 10 + digit(d)?;
            Some(Said::Span(year, year))
        }
        [n, '年'] if digit(n).is_some() => digit(n).filter(|n| *n > 1).map(Said::Many),
        _ if quantity.unit == "年" && quantity.scale == 1 => {
            let number = quantity.value.to_whole().and_then(|n| i32::try_from(n).ok());
            number.filter(|n| *n > 1).map(Said::Many)
        }
        _ => None,
    }
}

/// The years of a five-year plan of the People's Republic, from the third on.
fn plan(number: i32) -> Said {
    let from = 1966 + 5 * (number - 3);
    Said::Span(from, from + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_said() {
        let check = |text: &str, expected: &[Said]| {
            let said: Vec<Said> = Text::new(text).years.iter().map(|years| years.said).collect();
            assert_eq!(said, expected, "{text}");
        };
        check("2016年至2020年,共", &[Said::Span(2016, 2020)]);
        check("2016—2019年", &[Said::Span(2016, 2019)]);
        check("“十三五”期间", &[Said::Span(2016, 2020)]);
        check("五年来,四年间", &[Said::Many(5), Said::Many(4)]);
        check("2017年建成,2018年投产", &[Said::Span(2017, 2017), Said::Span(2018, 2018)]);
        check("二〇二一年", &[Said::Span(2021, 2021)]);
        check("from 2016 to 2020", &[Said::Span(2016, 2020)]);
        check("投资1234万元,编号1234", &[]);
    }

    #[test]
    fn phrases_found_again() {
        let text = Text::new("甲乙丙\n新建3处游园\n新建5处公园");
        assert!(text.stands("3处", 2, 2) && !text.stands("3处", 2, 1) && !text.stands("", 2, 2));
        assert_eq!(text.find("新建", 3).map(|spot| spot.line), Some(3));
        assert_eq!(text.nearest("新建4处游园"), Some((2, 0, "新建3处游园".to_owned())));
        assert_eq!(text.nearest("天地玄黄"), None);
    }
}
