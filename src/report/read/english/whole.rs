//! Numbers with their halves, lengths of time in one word, telephone numbers, addresses and heights.

use super::Walk;
use crate::report::decimal::Decimal;
use crate::report::read::word::{SCALES, SMALL};
use crate::report::read::{Found, Kind};
use crate::report::unit::{self, Dimension};

impl Walk<'_> {
    /// Half a million, a quarter of a million, half a dozen; two and a half years.
    pub(super) fn halves(&self, t: usize, found: &mut Vec<Found>) -> Option<usize> {
        let part = |word: &str| match word {
            "half" => Decimal::new(5, 1).ok(),
            "quarter" => Decimal::new(25, 2).ok(),
            _ => None,
        };
        let lead = usize::from(self.word(t) == "a");
        if let Some(value) = part(self.word(t + lead)) {
            let of = usize::from(self.word(t + lead + 1) == "of");
            let a = t + lead + of + 1;
            if self.word(a) != "a" || !(of == 1 || self.word(t) == "half") {
                return None;
            }
            if self.word(a + 1) == "dozen" && value.scale() == 1 {
                return Some(self.push(t, a + 2, Decimal::whole(6), (0, String::new()), found));
            }
            let word = self.word(a + 1);
            let (name, power) = SCALES.iter().find(|(name, power)| *name == word && *power > 2)?;
            return Some(self.push(t, a + 2, value, (*power, (*name).to_owned()), found));
        }
        let (value, exponent, at) = self.words(t)?;
        let half = self.word(at) == "and" && self.word(at + 1) == "a";
        let part = part(self.word(at + 2)).filter(|_| half && exponent == 0)?;
        let value = value.plus(part).ok()?;
        let scale = SCALES.iter().find(|(name, _)| *name == self.word(at + 3));
        let (power, name) = scale.map_or((0, ""), |(name, power)| (*power, *name));
        let end = at + 3 + usize::from(power > 0);
        (power > 0 || self.unit(end, self.end(end - 1)).is_some())
            .then(|| self.push(t, end, value, (power, name.to_owned()), found))
    }

    /// A five-year plan, a three-mile walk: a number word and its unit in one.
    pub(super) fn lasting(&self, t: usize, found: &mut Vec<Found>) -> Option<usize> {
        let word = self.word(t);
        let (number, unit) = word.rsplit_once('-')?;
        let mut value = 0;
        for piece in number.split('-') {
            value += SMALL.iter().find(|(name, count)| *name == piece && *count > 1)?.1;
        }
        let (_, found_unit) = unit::english(unit, "")
            .filter(|(_, unit)| matches!(unit.dimension, Dimension::Time | Dimension::Length))
            .filter(|(_, unit)| unit.name != "second")?;
        let mut out = Found::other(self.start(t), self.end(t), Kind::Level);
        out.number_end = self.start(t) + number.chars().count();
        out.value = Decimal::whole(value);
        out.unit = unit.to_owned();
        out.dimension = found_unit.dimension;
        out.qualifier = self.qualifier(t, t + 1);
        found.push(out);
        Some(t + 1)
    }

    /// Whether "a third" at a token is a part and not the next in a row: by a third, a third to.
    pub(super) fn shared(&self, t: usize) -> bool {
        let next = self.word(t + 2);
        if self.word(t) != "a" || next == "of" {
            return next == "of";
        }
        let before = self.before(t, 1);
        let measured =
            ["by", "nearly", "almost", "about", "around", "over", "roughly", "than", "under"]
                .contains(&before);
        let ends = !next.starts_with(|c: char| c.is_alphanumeric());
        let verb = [
            "to", "from", "are", "were", "have", "had", "own", "said", "say", "did", "do", "did",
            "would", "will", "more", "less", "fewer", "higher", "lower", "larger", "smaller",
            "faster", "cheaper", "live", "lived", "work", "thought", "think",
        ]
        .contains(&next);
        let third = self.word(t + 1) != "quarter" || before != "in";
        third
            && (measured && (ends || verb || before == "by")
                || verb && self.word(t + 1) != "second")
    }

    /// A unit after a hyphen that is itself two words, or a noun: 50-basis-point, 60-vote, 20-storey.
    pub(super) fn hyphened(&self, at: usize) -> Option<(usize, String, Dimension)> {
        let raw: String = self.chars.get(self.start(at)..self.end(at))?.iter().take(40).collect();
        if let Some((first, second)) = raw.split_once('-') {
            let (taken, unit) = unit::english(first, second)?;
            return Some((1, if taken == 2 { raw } else { first.to_owned() }, unit.dimension));
        }
        let joins = ["of", "for", "to", "and", "by", "in", "on", "plus", "odd", "something", "all"];
        let noun = raw.len() > 2
            && raw.chars().all(|letter| letter.is_ascii_lowercase())
            && !joins.contains(&raw.as_str())
            && unit::english(&raw, "").is_none();
        noun.then_some((1, raw, Dimension::Count))
    }

    /// `1 200 km`: the number with the group of three digits after a blank, when a unit follows.
    pub(super) fn spaced(&self, t: usize, value: Decimal) -> Option<Decimal> {
        let (word, group) = (self.word(t), self.word(t + 1));
        let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        let blank = self.start(t + 1) == self.end(t) + 1;
        if !blank || !digits(word) || word.len() > 3 || group.len() != 3 || !digits(group) {
            return None;
        }
        let more = self.word(t + 2).len() == 3 && digits(self.word(t + 2));
        let unit = self.unit(t + 2, self.end(t + 1));
        let counted = unit.is_some_and(|(taken, _, of)| of != Dimension::Count || taken == 1);
        if !(more || counted)
            || self.before(t, 1).starts_with(|c: char| c.is_ascii_digit()) && word.len() < 3
        {
            return None;
        }
        value.times(Decimal::whole(1000)).ok()?.plus(Decimal::parse(group).ok()?).ok()
    }

    /// 1-800-555-0199, 0-306-40615-7, 9/11, 020 7946 0958, 10-of-15: what only looks like numbers.
    pub(super) fn code(&self, t: usize, found: &mut Vec<Found>) -> Option<usize> {
        let digit = |t: usize| self.word(t).starts_with(|c: char| c.is_ascii_digit());
        let mut last = t;
        let mut signs = 0;
        while self.tight(last)
            && matches!(self.word(last + 1), "-" | "–" | "/")
            && self.tight(last + 1)
            && digit(last + 2)
        {
            last += 2;
            signs += 1;
        }
        let slash = self.word(t + 1) == "/" && signs == 1 && {
            let below = self.word(t + 2).parse::<u32>().unwrap_or(0);
            let part = [2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100].contains(&below);
            self.word(t).len() <= 2
                && self.word(t + 2).len() <= 2
                && !part
                && self.unit(last + 1, self.end(last)).is_none()
        };
        let iso = self.word(t).len() == 4 && signs == 2;
        let goals = self.tight(t)
            && self.word(t + 1) == "-"
            && ["of-", "for-", "in-"].iter().any(|lead| self.word(t + 2).starts_with(lead));
        let zero = self.word(t).len() > 1
            && self.word(t).bytes().all(|b| b.is_ascii_digit())
            && self.word(t).starts_with('0');
        if goals {
            last = t + 2;
        } else if zero && signs == 0 {
            while digit(last + 1) && self.start(last + 1) == self.end(last) + 1 {
                last += 1;
            }
        } else if !(slash || signs > 1 && !iso) {
            return None;
        }
        found.push(Found::other(self.start(t), self.end(last), Kind::Name));
        Some(last + 1)
    }

    /// 5'10": feet and inches, as inches.
    pub(super) fn height(&self, t: usize, found: &mut Vec<Found>) -> Option<usize> {
        let prime = matches!(self.word(t + 1), "'" | "’" | "′");
        let inches = self.word(t + 2).parse::<i64>().ok().filter(|inches| *inches < 12)?;
        let feet = self.word(t).parse::<i64>().ok().filter(|feet| (3..=9).contains(feet))?;
        if !prime || !self.tight(t) || !self.tight(t + 1) {
            return None;
        }
        let sign = usize::from(matches!(self.word(t + 3), "\"" | "”" | "″") && self.tight(t + 2));
        let mut out = Found::other(self.start(t), self.end(t + 2 + sign), Kind::Level);
        out.number_end = self.end(t + 2);
        out.value = Decimal::whole(feet * 12 + inches);
        out.unit = "inches".to_owned();
        out.dimension = Dimension::Length;
        out.qualifier = self.qualifier(t, t + 3 + sign);
        found.push(out);
        Some(t + 3 + sign)
    }

    /// Whether a number is below nought: -3, minus 3, -$3.
    pub(super) fn negative(&self, t: usize) -> bool {
        let letter = |steps: usize| {
            let at = self.start(t).checked_sub(steps);
            at.and_then(|at| self.chars.get(at)).copied().unwrap_or(' ')
        };
        let said = matches!(self.before(t, 1), "minus" | "negative")
            && !matches!(self.before(t, 2), "or" | "plus");
        said || self.owed(t) || letter(1) == '-' && (letter(2).is_whitespace() || letter(2) == '(')
    }

    /// Whether a minus stands before the sign of a currency: -$4.2 million.
    fn owed(&self, t: usize) -> bool {
        let sign = matches!(self.before(t, 1), "$" | "€" | "£" | "¥");
        let minus = t >= 2 && self.before(t, 2) == "-" && self.tight(t - 2) && self.tight(t - 1);
        let open = t.checked_sub(3).is_none_or(|lead| !self.tight(lead));
        sign && minus && open
    }

    /// The last token of a score that begins at one: 112-104.
    pub(super) fn scored(&self, t: usize) -> usize {
        let dash = self.tight(t) && matches!(self.word(t + 1), "-" | "–") && self.tight(t + 1);
        let digits = self.word(t + 2).bytes().all(|b| b.is_ascii_digit());
        if dash && digits && !self.word(t + 2).is_empty() { t + 2 } else { t }
    }

    /// Whether a street stands after a number: 10 Downing Street.
    pub(super) fn street(&self, t: usize) -> bool {
        let roads = ["street", "road", "avenue", "lane", "square", "drive", "boulevard"];
        let capital = |t: usize| self.tokens.get(t).is_some_and(|token| token.capital);
        (2..4).any(|steps| {
            roads.contains(&self.word(t + steps)) && (1..=steps).all(|step| capital(t + step))
        })
    }
}
