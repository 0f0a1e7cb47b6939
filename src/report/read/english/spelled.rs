//! Dates, and numbers in words: twenty-three, two-thirds, a dozen.

use super::Walk;
use crate::report::decimal::{Decimal, Round};
use crate::report::read::word::{MONTHS, PARTS, SCALES, SMALL, is_plural};
use crate::report::read::{Found, Kind};
use crate::report::unit::Dimension;

impl Walk<'_> {
    /// The last token of the date that begins at a token, if one does.
    pub(super) fn date(&self, t: usize) -> Option<usize> {
        let text = self.word(t);
        let month = |word: &str| MONTHS.contains(&word);
        let long = text.len();
        let year = long == 4
            && text.bytes().all(|b| b.is_ascii_digit())
            && matches!(text.as_bytes().first(), Some(b'1' | b'2'));
        let day = |t: usize| {
            let word = self.word(t);
            word.len() <= 2 && word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
        };
        let dash = matches!(self.word(t + 1), "-" | "–" | "to" | "and");
        // Dec. 13
        let short =
            self.before(t, 1) == "." && self.before(t, 2).len() < 5 && month(self.before(t, 2));
        if (month(self.before(t, 1)) || short) && long <= 2 {
            // May 12-18
            let both = matches!(self.word(t + 1), "-" | "–") && day(t + 2);
            return Some(if both { t + 2 } else { t });
        }
        if day(t) && dash && day(t + 2) && month(self.word(t + 3)) && self.word(t + 3) != "may" {
            return Some(t + 3);
        }
        let previous = self.before(t, 1);
        if long <= 2 && month(self.word(t + 1)) && (self.word(t + 1) != "may" || previous == "on") {
            return Some(t + 1);
        }
        if self.word(t + 1) == ":" && self.tight(t) && self.word(t + 2).len() == 2 && long <= 2 {
            return Some(t + 2);
        }
        if !year {
            return None;
        }
        let next = self.word(t + 1);
        if self.tight(t)
            && matches!(next, "-" | "–" | "—" | "/")
            && self.word(t + 2).len() <= 4
            && self.word(t + 2).bytes().all(|b| b.is_ascii_digit())
            && !self.word(t + 2).is_empty()
        {
            let mut last = t + 2;
            if self.word(last + 1) == next && self.tight(last) && self.word(last + 2).len() == 2 {
                last += 2;
            }
            return Some(last);
        }
        if self.tight(t) && next == "s" {
            return Some(t + 1);
        }
        if month(previous) || (previous == "," && month(self.before(t, 3))) {
            return Some(t);
        }
        let dated = [
            "in", "since", "by", "until", "till", "during", "before", "after", "year", "of",
            "late", "early", "mid", "end", "spring", "summer", "autumn", "winter", "fiscal", "fy",
            "the", "between", "and", "to", "from", "than",
        ];
        let counted =
            SCALES.iter().any(|(name, _)| *name == next) || self.unit(t + 1, self.end(t)).is_some();
        // by 2030 emissions, from 1990 levels
        let level =
            ["level", "levels", "prices", "figures", "baseline", "census", "election", "season"];
        let said = matches!(previous, "in" | "since" | "by" | "until")
            || level.contains(&next)
            || (dated.contains(&previous) && !is_plural(next));
        (!counted || said).then_some(t)
    }

    /// Number words: the value, the power of ten of a scale after them, and the next token.
    pub(super) fn words(&self, t: usize) -> Option<(Decimal, u32, usize)> {
        let (mut total, mut part, mut at, mut some) = (0_i64, 0_i64, t, false);
        loop {
            let word = self.word(at);
            let pieces: Vec<i64> = word
                .split('-')
                .map_while(|piece| {
                    SMALL.iter().find(|(name, _)| *name == piece).map(|(_, value)| *value)
                })
                .collect();
            if pieces.len() == word.split('-').count() && pieces.len() <= 2 {
                let value: i64 = pieces.iter().sum();
                if part % 100 != 0 && (part % 10 != 0 || value > 9) {
                    break;
                }
                part += value;
                some = true;
                at += 1;
                continue;
            }
            let hundred = word == "hundred" && some && part < 100;
            if hundred {
                part *= 100;
                at += 1;
                if self.word(at) == "and"
                    && SMALL
                        .iter()
                        .any(|(name, _)| self.word(at + 1).split('-').next() == Some(*name))
                {
                    at += 1;
                }
                continue;
            }
            if word == "thousand" && some && self.words_follow(at + 1) {
                total += part * 1000;
                part = 0;
                at += 1;
                continue;
            }
            break;
        }
        if some && total == 0 && self.word(at) == "dozen" {
            return Some((Decimal::whole(part * 12), 0, at + 1));
        }
        if !some && (self.word(t) == "a" || self.word(t) == "half") {
            if self.word(t) == "a" && self.word(t + 1) == "dozen" {
                return Some((Decimal::whole(12), 0, t + 2));
            }
            let scale =
                SCALES.iter().find(|(name, power)| *name == self.word(t + 1) && *power > 2)?;
            return (self.word(t) == "a").then(|| (Decimal::ONE, scale.1, t + 2));
        }
        if !some {
            return None;
        }
        let exponent =
            SCALES.iter().find(|(name, _)| *name == self.word(at)).map_or(0, |(_, power)| *power);
        Some((Decimal::whole(total + part), exponent, at + usize::from(exponent > 0)))
    }

    fn words_follow(&self, t: usize) -> bool {
        let head = self.word(t).split('-').next().unwrap_or_default();
        SMALL.iter().any(|(name, _)| *name == head)
    }

    /// two-thirds, one third, a quarter of, half of.
    pub(super) fn part(&self, t: usize, found: &mut Vec<Found>) -> Option<usize> {
        let below =
            |word: &str| PARTS.iter().find(|(name, _)| *name == word).map(|(_, below)| *below);
        let count = |word: &str| match word {
            "a" => Some(1),
            word => SMALL
                .iter()
                .find(|(name, value)| *name == word && *value > 0 && *value < 10)
                .map(|(_, value)| *value),
        };
        let word = self.word(t);
        let (above, below, last) = if let Some((above, part)) = word.split_once('-') {
            (count(above)?, below(part)?, t)
        } else if word == "half" && matches!(self.before(t, 1), "by" | "in") {
            // cut by half
            if self.unit(t + 1, self.end(t)).is_some() {
                return None;
            }
            (1, 2, t)
        } else if word == "half"
            && !["year", "hour", "day", "time", "way"].contains(&self.word(t + 1))
            && self.before(t, 1) != "and"
        {
            let ends = !self.word(t + 1).starts_with(char::is_alphanumeric)
                && ["nearly", "almost", "about", "around", "over", "than", "under", "roughly"]
                    .contains(&self.before(t, 1))
                && self.word(t + 1) != "-";
            // shrunk by more than half to 87 billion
            let by = (2..5).any(|steps| self.before(t, steps) == "by")
                && matches!(self.word(t + 1), "to" | "from" | "in" | "since" | "between" | "over");
            let of =
                ends || by || ["of", "the", "a", "its", "their", "all"].contains(&self.word(t + 1));
            if !of {
                return None;
            }
            (1, 2, t)
        } else {
            let above = count(word)?;
            let below = below(self.word(t + 1))?;
            let of = self.word(t + 2) == "of" || above > 1 || word == "one" || self.shared(t);
            if !of {
                return None;
            }
            (above, below, t + 1)
        };
        let value = Decimal::whole(above).divide(Decimal::whole(below), 12, Round::Nearest).ok()?;
        if let Some(next) = self.part_of_unit(t, last, value, found) {
            return Some(next);
        }
        let mut out = Found::other(self.start(t), self.end(last), Kind::Share);
        out.value = value;
        out.dimension = Dimension::Ratio;
        out.kind = self.kind(t, last + 1, ("", false), Dimension::Ratio);
        out.qualifier = self.qualifier(t, last + 1);
        found.push(out);
        Some(last + 1)
    }

    /// Three-quarters of a percentage point, half a mile: so much of one unit.
    fn part_of_unit(
        &self,
        t: usize,
        last: usize,
        value: Decimal,
        found: &mut Vec<Found>,
    ) -> Option<usize> {
        let of = usize::from(self.word(last + 1) == "of");
        let one = matches!(self.word(last + 1 + of), "a" | "an" | "one");
        if one && self.word(last + 2 + of) == "point" {
            // two-tenths of a point
            let at = last + 2 + of;
            let next = self.push(t, at, value, (0, String::new()), found);
            let end = self.end(at);
            if let Some(out) = found.last_mut() {
                (out.unit, out.dimension, out.end) = ("point".to_owned(), Dimension::Points, end);
                out.kind = Kind::Growth;
            }
            return Some(next.max(at + 1));
        }
        let (_, _, dimension) = self.unit(last + 2 + of, usize::MAX).filter(|_| one)?;
        let measured = matches!(
            dimension,
            Dimension::Points | Dimension::Time | Dimension::Length | Dimension::Mass
        ) || self.word(last + 2 + of).starts_with("per");
        measured.then(|| self.push(t, last + 2 + of, value, (0, String::new()), found))
    }

    /// Adds a number in words, when it counts something.
    pub(super) fn spelled(
        &self,
        t: usize,
        value: Decimal,
        exponent: u32,
        at: usize,
        found: &mut Vec<Found>,
    ) -> usize {
        let scaled = exponent > 0;
        let word = if scaled { self.word(at - 1).to_owned() } else { String::new() };
        let counted = self.unit(at, self.end(at.max(1) - 1));
        let plain = counted
            .as_ref()
            .is_some_and(|(_, name, dimension)| *dimension != Dimension::Count || is_plural(name));
        if value == Decimal::ONE
            && !scaled
            && !counted.as_ref().is_some_and(|(_, _, dimension)| *dimension == Dimension::Ratio)
            || !(plain || scaled || value > Decimal::whole(10) || self.elliptic(t, at))
        {
            found.push(Found::other(self.start(t), self.end(at - 1), Kind::Idiom));
            return at;
        }
        self.push(t, at, value, (exponent, word), found)
    }
}
