//! Every phrase stands at its line and column.

use super::{Rule, Work, spot};
use crate::error::Claim;

/// So many phrases that are not at their place are looked for elsewhere.
const SEARCHED: usize = 200;

pub fn check(work: &mut Work) {
    let Some(text) = work.text else { return };
    for (i, figure) in work.report.figures.iter().enumerate() {
        let pointer = format!("/figures/{i}");
        let strange = figure.phrase.chars().find(|c| is_strange(*c));
        if let Some(letter) = strange {
            let found = format!("U+{:04X}", u32::from(letter)).into();
            work.find(
                Rule::Place,
                &figure.id,
                format!("{pointer}/phrase"),
                spot(figure),
                Claim::Lookalike { found },
            );
        }
        if text.stands(&figure.phrase, figure.line, figure.column) {
            work.proof.counts.figures += 1;
            continue;
        }
        let claim = missing(work, &figure.phrase, figure.line);
        work.find(Rule::Place, &figure.id, format!("{pointer}/phrase"), spot(figure), claim);
    }
}

/// What is said of a phrase that is not at its place.
pub fn missing(work: &Work, phrase: &str, line: u32) -> Claim {
    let Some(text) = work.text.filter(|_| work.proof.findings.len() < SEARCHED) else {
        return Claim::Gone { nearest: None };
    };
    match text.find(phrase, line) {
        Some(now) => Claim::Moved { line: now.line, column: now.column + 1 },
        None => {
            let near = text.nearest(phrase);
            Claim::Gone {
                nearest: near.map(|(line, column, words)| (line, column + 1, words.into())),
            }
        }
    }
}

/// Invisible and direction-changing characters, and digits of other scripts and styles;
/// full-width digits are read as the digits they look like.
pub fn is_strange(letter: char) -> bool {
    let hidden = matches!(letter, '\0'..='\u{8}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let digit = letter.is_numeric()
        && !letter.is_ascii()
        && !matches!(letter, '\u{ff10}'..='\u{ff19}' | '½' | '¼' | '¾' | '①'..='⑳')
        && !crate::report::read::is_han(letter);
    hidden || digit
}
