//! Ratios, bases of rates, and money in brackets: 1-in-50, 16.4 to 1, per 100,000 people, $(23.4) million.

use super::Walk;
use crate::report::decimal::{Decimal, Round};
use crate::report::read::{Found, Kind, numeral};
use crate::report::unit::Dimension;

/// Words near two numbers that make one of them.
const SAID: [&str; 7] = ["ratio", "ratios", "scale", "odds", "map", "maps", "proportion"];

impl Walk<'_> {
    /// Whether a word that makes a ratio of two numbers stands near a token.
    fn said(&self, t: usize) -> bool {
        (1..9).any(|steps| SAID.contains(&self.before(t, steps)))
            || (1..7).any(|steps| SAID.contains(&self.word(t + steps)))
    }

    /// 1-in-50, a ratio of 16.4 to 1, a 1:25,000 map: two numbers that are one.
    pub(super) fn ratio(&self, t: usize, found: &mut Vec<Found>) -> Option<usize> {
        let above = numeral::digits(self.chars, self.start(t)).filter(|n| n.form_is_plain())?;
        let joined = self.tight(t) && self.tight(t + 1);
        let (below, last) = match self.word(t + 1) {
            "-" if joined && self.word(t + 2).starts_with("in-") && !self.chained(t) => {
                let digits = self.word(t + 2).get(3..)?.to_owned();
                (Decimal::parse(&digits).ok()?, t + 2)
            }
            ":" if joined && self.said(t) => self.plain(t + 2)?,
            "to" if self.said(t) && (self.word(t) == "1" || self.word(t + 2) == "1") => {
                self.plain(t + 2)?
            }
            _ => return None,
        };
        if below == Decimal::ZERO {
            return None;
        }
        let share = self.word(t + 1) == "-";
        let kind = if share { Kind::Share } else { Kind::Level };
        let mut out = Found::other(self.start(t), self.end(last), kind);
        out.number_end = self.end(t);
        out.value = above.value.divide(below, 12, Round::Nearest).ok()?;
        out.dimension = Dimension::Ratio;
        out.qualifier = self.qualifier(t, last + 1);
        found.push(out);
        Some(last + 1)
    }

    /// Whether another number is joined to a token: 2-1-in-50.
    fn chained(&self, t: usize) -> bool {
        t > 1 && self.word(t - 1) == "-" && self.tight(t - 1)
    }

    fn plain(&self, t: usize) -> Option<(Decimal, usize)> {
        let number = numeral::digits(self.chars, self.start(t)).filter(|n| n.form_is_plain())?;
        Some((number.value, t))
    }

    /// The number after per or for every is the base of a rate: 7.4 cases per 100,000 people.
    pub(super) fn base(&self, t: usize, found: &mut Vec<Found>) -> Option<usize> {
        let per = self.before(t, 1) == "per"
            || self.before(t, 1) == "every" && matches!(self.before(t, 2), "for" | "of" | "in");
        let number = numeral::digits(self.chars, self.start(t)).filter(|n| n.form_is_plain())?;
        let mut left = number.value.to_whole()?;
        while left >= 10 && left % 10 == 0 {
            left /= 10;
        }
        if !per || left != 1 {
            return None;
        }
        let (power, _, next) = self.scale(t);
        let last = if power > 0 { next - 1 } else { t };
        found.push(Found::other(self.start(t), self.end(last), Kind::Idiom));
        Some(last + 1)
    }

    /// Whether a number stands in the brackets that accounts put around a loss: $(23.4) million.
    pub(super) fn bracketed(&self, t: usize) -> bool {
        t > 1
            && matches!(self.before(t, 2), "$" | "€" | "£" | "¥")
            && self.before(t, 1) == "("
            && self.tight(t - 2)
            && self.tight(t - 1)
            && self.tight(t)
            && self.word(t + 1) == ")"
    }

    /// Whether a token is the `c` of cents: 99c.
    pub(super) fn cent(&self, at: usize) -> bool {
        self.chars.get(self.start(at)) == Some(&'c') && self.word(at) == "c"
    }

    /// Double the guideline, twice as many, triple that: a multiple before what it multiplies.
    pub(super) fn multiple(&self, t: usize, found: &mut Vec<Found>) -> Option<usize> {
        let times = match self.word(t) {
            "twice" | "double" => 2,
            "thrice" | "triple" | "treble" => 3,
            "quadruple" => 4,
            _ => return None,
        };
        let of = ["the", "that", "its", "what", "their", "those", "as", "last"];
        let lead =
            ["than", "nearly", "almost", "about", "roughly", "is", "was", "were", "to", "at"];
        let verb = self.word(t) != "twice"
            && (!lead.contains(&self.before(t, 1))
                || self.before(t, 1) == "to" && self.before(t, 2) != "close");
        if !of.contains(&self.word(t + 1)) || verb {
            return None;
        }
        let mut out = Found::other(self.start(t), self.end(t), Kind::Level);
        out.value = Decimal::whole(times);
        out.unit = "times".to_owned();
        out.dimension = Dimension::Ratio;
        out.qualifier = self.qualifier(t, t + 1);
        found.push(out);
        Some(t + 1)
    }

    /// Whether a number word without its noun still counts: opened five and closed two, four fewer than, killing two.
    pub(super) fn elliptic(&self, t: usize, at: usize) -> bool {
        let then = self.word(at);
        if ["fewer", "others", "dead", "injured", "wounded", "missing"].contains(&then) {
            return true;
        }
        let lead = self.before(t, 1);
        let ends = matches!(then, "" | "," | "." | ";" | "and" | "in" | "at" | "of" | "on");
        let other = (2..9).map(|steps| self.before(t, steps)).take_while(|word| *word != ".");
        let mut counts = other.filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        ends && (matches!(lead, "killing" | "injuring" | "wounding" | "killed" | "injured")
            || (lead.ends_with("ed") || matches!(lead, "won" | "lost" | "drew" | "built"))
                && counts.next().is_some())
    }
}
