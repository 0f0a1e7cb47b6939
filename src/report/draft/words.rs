//! The subject of a figure in an English text: the words of its clause before its number.

use crate::report::model::Figure;
use crate::report::read::is_han;

/// So many characters on both sides of a number tell its language.
const AROUND: usize = 100;

/// Words that begin a clause and say nothing of the subject.
#[rustfmt::skip]
const LEAD: &[&str] = &[
    "and", "but", "or", "with", "while", "in", "of", "to", "by", "at", "from", "the", "a", "an",
    "up", "down", "was", "were", "is", "are", "which", "that", "for", "on", "about", "nearly",
    "almost", "some", "its", "their", "we", "it", "they", "than", "more", "over", "under",
    "compared", "bringing", "taking", "including", "ending", "through", "between", "around", "as",
    "has", "had", "have", "only", "just", "against", "after", "per", "each",
];
/// Words before a number that say what happened, not what it is of, besides [`CHANGES`].
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "was", "were", "is", "are", "to", "by", "of", "at", "from", "reached", "stood", "totalled",
    "totaled", "hit", "came", "in", "about", "nearly", "almost", "around", "over", "under", "more",
    "less", "than", "least", "some", "a", "an", "the", "and", "or", "with", "had", "has", "have",
    "for", "cost", "averaged", "remained", "only", "just", "on", "approximately", "roughly",
    "between", "as", "its", "their",
];
/// Words of a change, of which the words before are the subject.
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "rose", "rise", "fell", "fall", "grew", "grow", "increased", "decreased", "declined", "climbed",
    "dropped", "gained", "jumped", "slipped", "improved", "widened", "narrowed", "up", "down",
    "advanced", "contracted", "expanded", "eased", "edged", "shrank", "plunged", "surged",
    "increase",
];

/// The subject in the words of a clause before its number; the one of the figure before when
/// the clause has none of its own. A change is a change of something.
pub fn subject(clause: &str, before: Option<&Figure>, change: bool) -> String {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let moved = words.iter().any(|word| CHANGES.contains(&plain(word).as_str()));
    let mut end = words.len();
    let says_nothing = |word: &str| empty(word, VERBS) || CHANGES.contains(&word);
    while end > 0 && words.get(end - 1).is_some_and(|word| says_nothing(&plain(word))) {
        end -= 1;
    }
    let mut start = 0;
    while start < end && words.get(start).is_some_and(|word| empty(&plain(word), LEAD)) {
        start += 1;
    }
    let own: Vec<&str> = words.get(start..end).unwrap_or_default().to_vec();
    let own: Vec<&str> = own.iter().skip(own.len().saturating_sub(6)).copied().collect();
    let own = own.join(" ");
    let own = own.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '%');
    let whose = if own.is_empty() {
        before.map_or("", |figure| figure.subject.zh.trim_end_matches(", change"))
    } else {
        own
    };
    if whose.is_empty() || !(change && moved) {
        whose.to_owned()
    } else {
        format!("{whose}, change")
    }
}

/// Whether a line is English around a column.
pub fn is_english(line: &[char], column: u32) -> bool {
    let from = (column as usize).saturating_sub(AROUND);
    !line.iter().skip(from).take(2 * AROUND).any(|letter| is_han(*letter))
}

fn empty(word: &str, words: &[&str]) -> bool {
    word.is_empty() || word.chars().all(|c| !c.is_alphabetic()) || words.contains(&word)
}
