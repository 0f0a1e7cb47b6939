//! The headings of a text, and the sections under them.

use crate::report::check::source::Text;
use crate::report::read::is_han;

/// A section of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// `s1`, `s2` …
    pub id: String,
    /// The heading; empty for what stands before the first one.
    pub heading: String,
    /// The line of the heading, from 1.
    pub line: u32,
}

/// The sections of a text, in order; always at least one.
///
/// A heading is a short line without a stop at its end that stands alone between
/// blank lines or the edges of the text, or right above a line of running text
/// when a blank line or a number such as 一、 sets it off; or one that Markdown
/// marks with `#`. A line that a page broke has a short line below it too.
pub fn find(text: &Text) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let blank = |line: u32| text.line(line).iter().all(|letter| letter.is_whitespace());
    for (number, line) in (1_u32..).zip(&text.lines) {
        let words: String = line.iter().collect();
        let words = words.trim();
        let letters = words.chars().count();
        let stop = words.ends_with([
            '。', ';', ',', '.', '!', '?', ':', '、', '\u{ff0c}', '\u{ff1b}', '\u{ff1a}',
            '\u{ff01}', '\u{ff1f}',
        ]);
        let long = if words.chars().any(is_han) { 30 } else { 80 };
        let first = number == 1 || blank(number - 1);
        let alone = first && blank(number + 1);
        let below: String = text.line(number + 1).iter().collect();
        let runs = below.chars().count() > long && below.chars().count() > 2 * letters;
        let above = (first || numbered(words)) && runs;
        let marked = words.starts_with('#');
        if letters > 1 && letters <= long && !stop && (alone || above || marked) {
            let id = format!("s{}", out.len() + 1);
            out.push(Found { id, heading: words.to_owned(), line: number });
        }
    }
    if out.is_empty() {
        out.push(Found { id: "s1".to_owned(), heading: String::new(), line: 0 });
    }
    out
}

/// Whether a line begins as a numbered heading: 一、, (二), 第三章.
fn numbered(words: &str) -> bool {
    let rest = words.trim_start_matches(['(', '\u{ff08}', '第']);
    let after = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    after.len() < rest.len() && after.starts_with(['、', ')', '\u{ff09}', '章', '节', '部', '.'])
}

/// The section a line belongs to.
pub fn of(sections: &[Found], line: u32) -> Option<&Found> {
    let after = sections.partition_point(|section| section.line <= line);
    sections.get(after.saturating_sub(1))
}
