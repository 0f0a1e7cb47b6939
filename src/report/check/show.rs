//! Findings as a compiler shows them: the line, and carets under what is meant.

use super::{Counts, Finding, Proof, Spot};
use crate::error::Lang;
use crate::report::read::is_han;

/// The columns of a terminal that a shown line may take.
const WIDTH: usize = 76;

/// What findings are shown with.
pub struct Files<'a> {
    /// The name of the report.
    pub report: &'a str,
    /// The report as written, to find lines in.
    pub json: &'a str,
    /// The name of the source text, and its lines.
    pub source: Option<(&'a str, Vec<&'a str>)>,
}

/// One finding: what, where, the line with carets, the hint.
#[must_use]
pub fn finding(finding: &Finding, files: &Files, lang: Lang) -> String {
    let mut out = String::new();
    let message = finding.claim.text(lang);
    let rule = finding.rule.name();
    let id = if finding.id.is_empty() { String::new() } else { format!("\"{}\": ", finding.id) };
    out.push_str(&format!("error[{rule}]: {id}{message}\n"));
    let (line, column) = super::locate::locate(files.json, &finding.pointer);
    let report = format!("{}:{line}:{column}", files.report);
    match (finding.spot, &files.source) {
        (Some(spot), Some((name, lines))) => {
            let text = lines.get((spot.line as usize).saturating_sub(1)).copied().unwrap_or("");
            out.push_str(&format!("  --> {name}:{}:{}\n", spot.line, spot.column + 1));
            out.push_str(&excerpt(text, spot));
            let place = if lang == Lang::Zh { "报告" } else { "report" };
            out.push_str(&format!("   = {place}: {report} {}\n", finding.pointer));
        }
        (_, _) => {
            let text = files.json.lines().nth((line as usize).saturating_sub(1)).unwrap_or("");
            out.push_str(&format!("  --> {report} {}\n", finding.pointer));
            out.push_str(&excerpt(text, Spot { line, column: column - 1, length: 1 }));
        }
    }
    if let Some(hint) = finding.claim.hint(lang) {
        let word = if lang == Lang::Zh { "提示" } else { "help" };
        out.push_str(&format!("   = {word}: {hint}\n"));
    }
    out
}

/// The part of a line around a stretch, with carets under the stretch.
#[must_use]
pub fn excerpt(text: &str, spot: Spot) -> String {
    let letters: Vec<char> = text.chars().map(plain).collect();
    let start = (spot.column as usize).min(letters.len());
    let end = (start + spot.length.max(1) as usize).min(letters.len().max(start + 1));
    let wide = |from: usize, to: usize| -> usize {
        letters.iter().skip(from).take(to.saturating_sub(from)).map(|c| width(*c)).sum()
    };
    // The window grows to both sides until the width is used up.
    let (mut from, mut to) = (start, end.min(letters.len()));
    let mut room = WIDTH.saturating_sub(wide(from, to));
    loop {
        let left = from.checked_sub(1).map(|i| wide(i, from)).filter(|w| *w <= room);
        if let Some(used) = left {
            from -= 1;
            room -= used;
        }
        let right = Some(wide(to, to + 1)).filter(|w| to < letters.len() && *w <= room);
        if let Some(used) = right {
            to += 1;
            room -= used;
        }
        if left.is_none() && right.is_none() {
            break;
        }
    }
    let head = if from > 0 { "…" } else { "" };
    let tail = if to < letters.len() { "…" } else { "" };
    let shown: String = letters.iter().skip(from).take(to - from).collect();
    let number = spot.line.to_string();
    let margin = " ".repeat(number.len());
    let indent = " ".repeat(wide(from, start) + usize::from(from > 0));
    let carets = "^".repeat(wide(start, end).max(1));
    format!("{margin} |\n{number} | {head}{shown}{tail}\n{margin} | {indent}{carets}\n")
}

/// Control characters would move the carets; they are shown as their pictures.
fn plain(letter: char) -> char {
    match letter {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(u32::from(letter) + 0x2400).unwrap_or('?'),
        '\u{7f}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        letter => letter,
    }
}

/// The columns a character takes in a terminal.
///
/// Source: Unicode Standard Annex #11, East Asian Width: W and F take two.
fn width(letter: char) -> usize {
    let wide = is_han(letter)
        || matches!(letter,
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{303e}'
            | '\u{3041}'..='\u{33ff}'
            | '\u{a000}'..='\u{a4cf}'
            | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe10}'..='\u{fe19}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1f300}'..='\u{1f64f}'
            | '\u{1f900}'..='\u{1f9ff}'
            | '\u{20000}'..='\u{3fffd}');
    let none = matches!(letter, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}');
    if wide { 2 } else { usize::from(!none) }
}

/// One line that counts what was proved.
#[must_use]
pub fn summary(proof: &Proof, lang: Lang) -> String {
    let Counts {
        figures,
        read,
        years,
        dates,
        marks,
        charts,
        computed,
        relations,
        apart,
        open,
        source,
    } = proof.counts;
    let n = proof.findings.len();
    let agree = relations.saturating_sub(apart + open);
    match lang {
        Lang::En => {
            let text = if source {
                format!(
                    "{figures} figures at their place, {read} read again, {years} with their years, {dates} dates and headings; "
                )
            } else {
                "no source text: places not looked at; ".to_owned()
            };
            let state = if n == 0 { "proved".to_owned() } else { format!("{n} findings") };
            format!(
                "{state}: {text}{marks} rows in {charts} charts, {computed} computed numbers, {relations} relations ({agree} reconcile, {apart} stated not to, {open} open)"
            )
        }
        Lang::Zh => {
            let text = if source {
                format!(
                    "{figures}个数字在原处,{read}个重读无误,{years}个年份相符,{dates}处日期和标题;"
                )
            } else {
                "没有原文,未核对位置;".to_owned()
            };
            let state = if n == 0 { "核对无误".to_owned() } else { format!("{n}处不符") };
            format!(
                "{state}:{text}{charts}幅图{marks}行,{computed}个算得的数,{relations}条关系({agree}条相符,{apart}条写明不符,{open}条待定)"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_wide_characters() {
        let spot = Spot { line: 99, column: 3, length: 4 };
        assert_eq!(excerpt("a投资22亿元,", spot), "   |\n99 | a投资22亿元,\n   |      ^^^^^^\n");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = "字".repeat(200);
        let out = excerpt(&text, Spot { line: 1, column: 100, length: 2 });
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[1].chars().filter(|c| *c == '字').count(), WIDTH / 2);
        assert!(lines[1].starts_with("1 | …") && lines[1].ends_with('…'));
        assert_eq!(lines[2].matches('^').count(), 4);
        let shown = lines[2].trim_start_matches("  | ").chars().take_while(|c| *c == ' ').count();
        assert_eq!(shown % 2, 1);
    }
}
