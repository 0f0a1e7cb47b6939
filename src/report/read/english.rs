//! Quantities in English prose.

mod form;
mod meaning;
mod ratio;
mod sense;
mod spelled;
mod whole;

use super::numeral::{self, Form};
use super::word::{EMPTY, MONTHS, MULTIPLES, NAMING, ORDINALS, SCALES, is_plural};
use super::{Found, Kind};
use crate::report::decimal::Decimal;
use crate::report::model::Qualifier;
use crate::report::unit::{self, Dimension};

/// A word of the text, lower case, with its place; or a sign.
struct Token {
    start: usize,
    end: usize,
    word: String,
    /// The word began with a capital.
    capital: bool,
}

/// The walk over one run of English lines.
struct Walk<'a> {
    chars: &'a [char],
    tokens: Vec<Token>,
}

/// Finds what is numbered between two indexes.
pub fn scan(chars: &[char], from: usize, to: usize, found: &mut Vec<Found>) {
    let walk = Walk { chars, tokens: tokens(chars, from, to) };
    let mut t = 0;
    while t < walk.tokens.len() {
        let before = found.len();
        let next = walk.number(t, found);
        if found.len() == before + 1 {
            walk.range(found);
        }
        t = next.max(t + 1);
    }
}

/// Whether letters are the code of a currency that may stand right before its digits.
fn code(letters: Option<&[char]>) -> bool {
    let word: String = letters.unwrap_or_default().iter().collect();
    ["RMB", "CNY", "USD", "EUR", "GBP", "CHF", "HKD", "AUD", "CAD", "JPY", "INR", "Rs"]
        .contains(&&*word)
}

/// Words with their inner hyphens and apostrophes, numbers as [`numeral::digits`] reads them, single signs.
fn tokens(chars: &[char], from: usize, to: usize) -> Vec<Token> {
    let mut out = Vec::new();
    let mut i = from;
    let at = |i: usize| if i < to { chars.get(i).copied().unwrap_or(' ') } else { ' ' };
    while i < to {
        let letter = at(i);
        if letter.is_whitespace() {
            i += 1;
            continue;
        }
        let start = i;
        let lead = start.checked_sub(1).map_or(' ', at);
        let point = letter == '.'
            && at(i + 1).is_ascii_digit()
            && (lead.is_whitespace() || matches!(lead, '(' | '-' | '$' | '£' | '€'));
        if letter.is_ascii_digit() || point {
            i = numeral::digits(chars, i).map_or(i + 1, |n| n.end).min(to).max(i + 1);
        } else if letter.is_alphanumeric() {
            while at(i).is_alphanumeric()
                || (matches!(at(i), '-' | '\'' | '’' | '_')
                    && at(i + 1).is_alphanumeric()
                    && i - start < 80)
            {
                // A 1.6 million-barrel draw is counted in barrels.
                let scale = |i: usize| {
                    let word: String = chars.get(start..i).unwrap_or_default().iter().collect();
                    matches!(word.as_str(), "million" | "billion" | "trillion")
                };
                if at(i) == '-' && i - start < 9 && scale(i) {
                    break;
                }
                // RMB2.19
                if at(i).is_ascii_digit() && i - start < 4 && code(chars.get(start..i)) {
                    break;
                }
                i += 1;
            }
        } else {
            i += 1;
        }
        let word = chars.get(start..i).unwrap_or_default().iter().take(80).collect::<String>();
        out.push(Token {
            start,
            end: i,
            capital: letter.is_uppercase(),
            word: word.to_lowercase(),
        });
    }
    out
}

impl Walk<'_> {
    fn word(&self, t: usize) -> &str {
        self.tokens.get(t).map_or("", |token| token.word.as_str())
    }

    fn before(&self, t: usize, steps: usize) -> &str {
        t.checked_sub(steps).map_or("", |t| self.word(t))
    }

    fn start(&self, t: usize) -> usize {
        self.tokens.get(t).map_or(0, |token| token.start)
    }

    fn end(&self, t: usize) -> usize {
        self.tokens.get(t).map_or(0, |token| token.end)
    }

    /// Whether no blank stands between a token and the next one.
    fn tight(&self, t: usize) -> bool {
        self.tokens.get(t + 1).is_some_and(|next| next.start == self.end(t))
    }

    /// Reads the number at a token; gives the token to go on from.
    fn number(&self, t: usize, found: &mut Vec<Found>) -> usize {
        let word = self.word(t);
        let Some(first) = word.chars().next() else { return t + 1 };
        if first.is_ascii_digit() || first == '.' && word.len() > 1 {
            return self.digits(t, found);
        }
        if !first.is_alphabetic() {
            return t + 1;
        }
        let whole = self.halves(t, found).or_else(|| self.lasting(t, found));
        if let Some(next) = whole.or_else(|| self.multiple(t, found)) {
            return next;
        }
        if let Some((_, times)) = MULTIPLES.iter().find(|(name, _)| *name == word) {
            let mut out = Found::other(self.start(t), self.end(t), Kind::Growth);
            out.value = Decimal::whole(*times);
            if word.starts_with("halv") {
                out.value = Decimal::new(5, 1).unwrap_or(Decimal::ONE);
            }
            out.unit = "times".to_owned();
            out.dimension = Dimension::Ratio;
            out.qualifier = self.qualifier(t, t);
            found.push(out);
            return t + 1;
        }
        if let Some(next) = self.part(t, found) {
            return next;
        }
        if let Some((value, exponent, next)) = self.words(t) {
            if exponent == 0
                && let Some(next) = self.among(t, next, value, found)
            {
                return next;
            }
            return self.spelled(t, value, exponent, next, found);
        }
        if ORDINALS.contains(&word) {
            found.push(Found::other(self.start(t), self.end(t), Kind::Ordinal));
            return t + 1;
        }
        if word.chars().any(|c| c.is_ascii_digit()) {
            found.push(Found::other(self.start(t), self.end(t), Kind::Name));
        }
        t + 1
    }

    /// A number in digits.
    fn digits(&self, t: usize, found: &mut Vec<Found>) -> usize {
        let (first, start) = (t, self.start(t));
        let Some(number) = numeral::digits(self.chars, start) else { return t + 1 };
        let letter = |i: usize| self.chars.get(i).copied().unwrap_or(' ');
        let previous = start.checked_sub(1).map_or(' ', letter);
        let odd = self.ratio(t, found).or_else(|| self.code(t, found));
        if let Some(next) = odd.or_else(|| self.height(t, found)).or_else(|| self.base(t, found)) {
            return next;
        }
        let glued = previous.is_alphanumeric()
            && !self.currency(t).is_some_and(|_| previous.is_alphabetic())
            || matches!(previous, '_' | '.' | '#' | '/')
            || (previous == '-'
                && start >= 2
                && letter(start - 2).is_alphanumeric()
                && !letter(start - 2).is_ascii_digit());
        if number.form == Form::Odd || glued {
            let mut last = t;
            while self.tight(last)
                && self.word(last + 1).chars().all(|c| c.is_alphanumeric() || "-._".contains(c))
            {
                last += 1;
            }
            found.push(Found::other(start, self.end(last), Kind::Name));
            return last + 1;
        }
        let tight = self.tight(t);
        let next = self.word(t + 1);
        if tight && ["st", "nd", "rd", "th"].contains(&next) {
            let month = MONTHS.contains(&self.before(t, 1)) || MONTHS.contains(&self.word(t + 2));
            found.push(Found::other(
                start,
                self.end(t + 1),
                if month { Kind::Date } else { Kind::Ordinal },
            ));
            return t + 2;
        }
        if let Some(last) = self.clock(t).or_else(|| self.date(t)) {
            found.push(Found::other(start, self.end(last), Kind::Date));
            return last + 1;
        }
        if let Some(fraction) =
            numeral::arabic(self.chars, start).filter(|n| n.form == Form::Fraction)
        {
            let last = (t..t + 4).find(|t| self.end(*t) >= fraction.end).unwrap_or(t);
            return self.push(t, last + 1, fraction.value, (0, String::new()), found);
        }
        if let Some(next) = self.among(t, t + 1, number.value, found) {
            return next;
        }
        let mut value = number.value;
        let mut t = t;
        while let Some(more) = self.spaced(t, value) {
            (value, t) = (more, t + 1);
        }
        let debt = self.bracketed(t);
        let (exponent, word, at) = self.scale(t + usize::from(debt));
        if debt || self.negative(first) {
            value = value.negate();
        }
        if at == t + 1 && tight && self.foreign(at) && !self.cent(at) {
            found.push(Found::other(start, self.end(at), Kind::Name));
            return at + 1;
        }
        if at == t + 1 && self.is_name(first, value, self.end(t)) {
            let last = self.scored(t);
            found.push(Found::other(start, self.end(last), Kind::Name));
            return last + 1;
        }
        // -3.2%: the sign belongs to it.
        let signed = usize::from(previous == '-' && value < Decimal::ZERO);
        let next = self.push(first, at, value, (exponent, word), found);
        if let Some(last) = found.last_mut().filter(|last| last.start == start) {
            last.start -= signed;
        }
        next
    }

    /// million, bn, k: the power of ten, the word and the token after it.
    fn scale(&self, t: usize) -> (u32, String, usize) {
        let tight = self.tight(t);
        let mut at = t + 1;
        if self.word(at) == "-" && tight {
            at += 1;
        }
        let word = self.word(at);
        if let Some((name, power)) = SCALES.iter().find(|(name, _)| *name == word) {
            return (*power, (*name).to_owned(), at + 1);
        }
        let short = match word {
            "k" if tight => 3,
            // 1.5m households, but a wall of 1.5m.
            "m" if tight && self.counted(at + 1) => 6,
            "m" if tight && self.currency(t).is_some() => 6,
            "b" if tight && self.currency(t).is_some() => 9,
            _ => return (0, String::new(), t + 1),
        };
        (short, word.to_owned(), at + 1)
    }

    /// Letters right after the digits that are no unit: 5G, 747s.
    fn foreign(&self, at: usize) -> bool {
        let word = self.word(at);
        let raw: String =
            self.chars.get(self.start(at)..self.end(at)).unwrap_or_default().iter().collect();
        word.starts_with(|c: char| c.is_alphabetic())
            && unit::english(&raw, "").is_none()
            && word != "x"
    }

    /// Whether digits without a scale belong to a name.
    fn is_name(&self, t: usize, value: Decimal, end: usize) -> bool {
        let previous = self.before(t, 1);
        let dotted = if previous == "." { self.before(t, 2) } else { previous };
        if NAMING.contains(&dotted) {
            return true;
        }
        let capital =
            t.checked_sub(1).and_then(|t| self.tokens.get(t)).is_some_and(|token| token.capital);
        let counts = self.unit(t + 1, end).is_some();
        let opens = matches!(self.before(t, 2), "" | "." | "!" | "?");
        // the Conservatives 121, the Liberal Democrats 72
        let party =
            is_plural(previous) && (self.before(t, 2) == "the" || self.before(t, 3) == "the");
        self.street(t)
            || capital
                && !opens
                && !counts
                && !party
                && value.scale() == 0
                && self.currency(t).is_none()
    }

    /// The unit at a token: how many tokens it takes, its words, its dimension.
    /// `end` is the index after the number.
    fn unit(&self, at: usize, end: usize) -> Option<(usize, String, Dimension)> {
        let mut at = at;
        let mut skipped = 0;
        if self.word(at) == "-" && self.start(at) == end {
            at += 1;
            skipped = 1;
        }
        if let Some(sign) = self.word(at).chars().next().filter(|c| matches!(c, '%' | '‰')) {
            return Some((skipped + 1, sign.to_string(), Dimension::Ratio));
        }
        let raw = |t: usize| -> String {
            self.chars.get(self.start(t)..self.end(t)).unwrap_or_default().iter().take(24).collect()
        };
        if self.cent(at) && self.start(at) == end {
            return Some((skipped + 1, "c".to_owned(), Dimension::Money));
        }
        if skipped > 0 && self.word(at).starts_with("year-old") {
            return Some((skipped + 1, "year".to_owned(), Dimension::Time));
        }
        if let Some((taken, name, dimension)) = self.degrees(at) {
            return Some((skipped + taken, name, dimension));
        }
        let letters = ["u", ".", "s", "."].iter().zip(at..).all(|(sign, t)| self.word(t) == *sign);
        if letters && self.word(at + 4).starts_with("dollar") {
            let name: String = self
                .chars
                .get(self.start(at)..self.end(at + 4))
                .unwrap_or_default()
                .iter()
                .collect();
            return Some((skipped + 5, name, Dimension::Money));
        }
        let hot = matches!(raw(at).as_str(), "C" | "F");
        if let Some((taken, name, dimension)) = self.hyphened(at).filter(|_| skipped > 0) {
            return Some((skipped + taken, name, dimension));
        }
        if let Some((taken, unit)) = unit::english(&raw(at), &raw(at + 1))
            .filter(|_| !matches!(self.word(at), "c" | "f") || hot && self.start(at) == end)
        {
            let words: Vec<String> = (at..at + taken).map(raw).collect();
            let (more, name, dimension) =
                self.below(at + taken - 1, words.join(" "), unit.dimension);
            return Some((skipped + taken + more, name, dimension));
        }
        if self.word(at) == "x" && self.start(at) == end {
            return Some((skipped + 1, "x".to_owned(), Dimension::Ratio));
        }
        // The thing counted is the first plural within three words; the rest are adjectives.
        for ahead in 0..4 {
            let word = self.word(at + ahead);
            let plain = word.starts_with(|c: char| c.is_alphabetic()) && !EMPTY.contains(&word);
            if !plain || word.chars().any(|c| c.is_ascii_digit()) {
                return None;
            }
            if is_plural(word) && !word.ends_with("'s") && !word.ends_with("’s") {
                return Some((skipped + ahead + 1, word.to_owned(), Dimension::Count));
            }
        }
        None
    }

    /// Adds a quantity whose number takes the tokens from `t` to before `at`.
    fn push(
        &self,
        t: usize,
        at: usize,
        value: Decimal,
        scale: (u32, String),
        found: &mut Vec<Found>,
    ) -> usize {
        let number_end = self.end(at.max(1) - 1);
        let mut start = self.start(t);
        let (mut next, mut unit, mut dimension) = (at, String::new(), Dimension::Number);
        let mut after = at;
        let mut end = number_end;
        if let Some(code) = self.currency(t) {
            (unit, dimension) = (code.to_owned(), Dimension::Money);
            let t = t - usize::from(self.bracketed(t));
            if !self.before(t, 1).starts_with(|c: char| c.is_alphabetic()) {
                let letters = t >= 2
                    && self.tight(t - 2)
                    && self.before(t, 2).len() <= 2
                    && self.before(t, 2).starts_with(|c: char| c.is_alphabetic());
                let sign = t - 1 - usize::from(letters && self.before(t, 1) == "$");
                start = self.start(sign);
            }
        } else {
            let odd = self.word(at) == "-" && self.word(at + 1) == "odd";
            let from = at + if odd { 2 } else { 0 };
            let plus = match (self.word(from), self.word(from + 1)) {
                ("+", _) => 1,
                ("-", "plus") => 2,
                (_, _) => 0,
            };
            if let Some((taken, name, of)) = self.unit(from + plus, number_end) {
                (unit, dimension) = (name, of);
                next = from + plus + taken;
                after = next;
                // What is counted is a noun further on; the text of the quantity ends with the number then.
                let direct = dimension != Dimension::Count || taken == 1;
                end = if direct { self.end(next - 1) } else { number_end };
                next = if direct { next } else { at };
            }
        }
        let mut qualifier = self.qualifier(t, if end == number_end { at } else { next });
        if qualifier == Qualifier::MoreThan && self.during(t, dimension, &unit, found) {
            qualifier = Qualifier::Exact;
        }
        let large = scale.0 > 0 || value >= Decimal::whole(500);
        let kind = self.kind(t, after, (&unit, large), dimension);
        found.push(Found {
            start,
            number_end: self.end(t).max(if scale.0 > 0 { self.end(t) } else { number_end }),
            end,
            value,
            exponent: scale.0,
            scale_word: scale.1,
            unit,
            dimension,
            qualifier,
            kind,
            range: false,
        });
        next
    }

    /// Makes a range of the last two numbers: `3–5%`, `3 to 5 million`, `between 3 and 5`.
    fn range(&self, found: &mut [Found]) {
        let Some((last, rest)) = found.split_last_mut() else { return };
        let Some(first) = rest.last_mut() else { return };
        if !last.kind.is_figure() || !first.kind.is_figure() || first.range {
            return;
        }
        let gap: String =
            self.chars.get(first.end..last.start).unwrap_or_default().iter().collect();
        let between = gap.trim() == "and" && {
            let t = self.tokens.partition_point(|token| token.start < first.start);
            self.before(t, 1) == "between"
        };
        let dash = matches!(gap.as_str(), "-" | "–" | "—" | "~");
        let changes = gap == " to " && {
            let t = self.tokens.partition_point(|token| token.start < first.start);
            self.before(t, 1) == "from"
        };
        let open = first.unit.is_empty() && first.dimension == Dimension::Number;
        let to = gap == " to " && (open || first.unit == last.unit);
        if !(dash || to || between) || dash && form::score(first, last) {
            return;
        }
        if first.unit.is_empty() {
            first.unit = last.unit.clone();
            first.dimension = last.dimension;
            first.kind = last.kind;
        } else if last.unit.is_empty() && first.dimension == Dimension::Money {
            // $1.2-1.4bn
            last.unit = first.unit.clone();
            last.dimension = first.dimension;
        }
        if first.exponent == 0 && last.exponent > 0 {
            first.exponent = last.exponent;
            first.scale_word = last.scale_word.clone();
        }
        if changes {
            return;
        }
        first.range = true;
        if first.qualifier != Qualifier::Exact && last.qualifier == Qualifier::Exact {
            last.qualifier = first.qualifier;
        }
    }
}
