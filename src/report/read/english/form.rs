//! Forms of English numbers that take more than one look: one in five, 8.30 a.m., 3-1, 1.5m people.

use super::Walk;
use crate::report::decimal::{Decimal, Round};
use crate::report::model::Qualifier;
use crate::report::read::{Found, Kind, numeral};
use crate::report::unit::{self, Dimension};

impl Walk<'_> {
    /// Whether what stands at a token is counted or weighed: then an `m` before it is a million.
    pub(super) fn counted(&self, at: usize) -> bool {
        let found = self.unit(at, usize::MAX);
        found.is_some_and(|(taken, _, dimension)| match dimension {
            Dimension::Count => taken <= 2,
            Dimension::Mass | Dimension::Volume | Dimension::Energy | Dimension::Area => true,
            Dimension::Ratio
            | Dimension::Points
            | Dimension::Money
            | Dimension::Length
            | Dimension::Time
            | Dimension::Power
            | Dimension::Voltage
            | Dimension::Temperature
            | Dimension::Data
            | Dimension::Level
            | Dimension::Rate
            | Dimension::Number => false,
        })
    }

    /// The last token of a time of day that begins at a token: 8.30 a.m., 9 pm.
    pub(super) fn clock(&self, t: usize) -> Option<usize> {
        let next = self.word(t + 1);
        if matches!(next, "am" | "pm") {
            return Some(t + 1);
        }
        let dotted =
            matches!(next, "a" | "p") && self.word(t + 2) == "." && self.word(t + 3) == "m";
        dotted.then_some(t + 3)
    }

    /// One in five, 9 in 10, 3 out of 4: `value` ends before the token `at`.
    pub(super) fn among(
        &self,
        t: usize,
        at: usize,
        value: Decimal,
        found: &mut Vec<Found>,
    ) -> Option<usize> {
        let under = match (self.word(at), self.word(at + 1)) {
            ("in", _) => at + 1,
            ("out", "of") => at + 2,
            _ => return None,
        };
        let under = under + usize::from(self.word(under) == "every");
        let digits = self.word(under).starts_with(|c: char| c.is_ascii_digit());
        let (below, next) = if digits {
            let number = numeral::digits(self.chars, self.start(under))?;
            let (power, _, next) = self.scale(under);
            (number.value.times(Decimal::whole(10_i64.checked_pow(power)?)).ok()?, next)
        } else {
            let (value, exponent, next) = self.words(under)?;
            (value.times(Decimal::whole(10_i64.checked_pow(exponent)?)).ok()?, next)
        };
        let (above, below) = (value.to_whole()?, below.to_whole()?);
        let words = !digits && self.word(t).starts_with(char::is_alphabetic);
        let of = self.word(at) == "out" || above == 1 || words || matches!(below, 10 | 100);
        let counts = match self.unit(next, self.end(next.checked_sub(1)?)) {
            None => true,
            Some((_, _, dimension)) => dimension == Dimension::Count,
        };
        if above < 1 || above >= below || (below > 1000 && above > 1) || !of || !counts {
            return None;
        }
        let value = Decimal::whole(above).divide(Decimal::whole(below), 12, Round::Nearest).ok()?;
        let mut out = Found::other(self.start(t), self.end(next - 1), Kind::Share);
        out.number_end = self.end(t);
        out.value = value;
        out.dimension = Dimension::Ratio;
        out.qualifier = self.qualifier(t, next);
        found.push(out);
        Some(next)
    }

    /// The currency sign or code before a number.
    pub(super) fn currency(&self, t: usize) -> Option<&'static str> {
        let t = t - usize::from(self.before(t, 1) == "(" && self.bracketed(t));
        let prefix = t >= 2 && self.tight(t - 2);
        match self.before(t, 1) {
            "$" if prefix && self.before(t, 2) != "us" => match self.before(t, 2) {
                "c" | "ca" => Some("CAD"),
                "a" | "au" => Some("AUD"),
                "hk" => Some("HKD"),
                "nz" => Some("NZD"),
                "s" => Some("SGD"),
                "nt" => Some("TWD"),
                "r" => Some("BRL"),
                _ => Some("USD"),
            },
            "$" => Some("USD"),
            "₹" => Some("INR"),
            "₩" => Some("KRW"),
            "₽" => Some("RUB"),
            "chf" => Some("CHF"),
            "rs" => Some("INR"),
            "hkd" => Some("HKD"),
            "cad" => Some("CAD"),
            "aud" => Some("AUD"),
            "jpy" => Some("JPY"),
            "¥" => Some("CNY"),
            "€" => Some("EUR"),
            "£" => Some("GBP"),
            "rmb" | "cny" => Some("CNY"),
            "usd" => Some("USD"),
            "eur" => Some("EUR"),
            "gbp" => Some("GBP"),
            _ => None,
        }
    }

    /// Whether `over` only says during what: £2.5bn over 5 years, dug over 17 years,
    /// Over 67 games he averaged.
    pub(super) fn during(
        &self,
        t: usize,
        dimension: Dimension,
        unit: &str,
        found: &[Found],
    ) -> bool {
        if self.before(t, 1) != "over" {
            return false;
        }
        let time = dimension == Dimension::Time;
        let lead = self.before(t, 2);
        let lasts = ["lasted", "waited", "aged", "served", "worked", "stayed", "needed", "lived"];
        let years = matches!(unit, "years" | "months" | "weeks" | "quarters" | "decades");
        let done = years && lead.ends_with("ed") && !lasts.contains(&lead);
        let paid = found.last().map(|last| last.end) == t.checked_sub(2).map(|t| self.end(t));
        let played = ["games", "matches", "seasons", "quarters", "sessions", "rounds", "episodes"];
        let opens = matches!(lead, "" | "." | "!" | "?");
        let then = self.word(t + 2);
        let goes_on = ["he", "she", "they", "it", "we", "the", ","].contains(&then);
        time && (paid || done || lead == "dug")
            || opens && goes_on && (time || played.contains(&unit))
    }

    /// A unit by another right after the token `last`: t/ha.
    pub(super) fn below(
        &self,
        last: usize,
        name: String,
        dimension: Dimension,
    ) -> (usize, String, Dimension) {
        let raw = |t: usize| -> String {
            self.chars.get(self.start(t)..self.end(t)).unwrap_or_default().iter().take(24).collect()
        };
        // kilometres per hour
        if self.word(last + 1) == "per" && dimension != Dimension::Count {
            let under = raw(last + 2);
            let physical = !matches!(
                dimension,
                Dimension::Money | Dimension::Ratio | Dimension::Points | Dimension::Number
            );
            let unit = unit::english(&under, &raw(last + 3)).filter(|_| physical);
            if let Some((taken, _)) = unit
                && !(dimension == Dimension::Time)
                && !matches!(under.as_str(), "day" | "week" | "month" | "year")
            {
                let words: Vec<String> = (last + 2..last + 2 + taken).map(raw).collect();
                return (1 + taken, format!("{name} per {}", words.join(" ")), Dimension::Rate);
            }
        }
        let slash = self.tight(last) && self.word(last + 1) == "/" && self.tight(last + 1);
        let under = slash.then(|| raw(last + 2)).filter(|word| unit::english(word, "").is_some());
        match under {
            Some(under) if dimension != Dimension::Count => {
                (2, format!("{name}/{under}"), Dimension::Rate)
            }
            _ => (0, name, dimension),
        }
    }

    /// The unit of degrees at a token: °C, ℃.
    pub(super) fn degrees(&self, at: usize) -> Option<(usize, String, Dimension)> {
        let letters = |from: usize, to: usize| -> String {
            self.chars
                .get(self.start(from)..self.end(to))
                .unwrap_or_default()
                .iter()
                .take(4)
                .collect()
        };
        let (taken, name) = match self.word(at) {
            "℃" => (1, letters(at, at)),
            "°" if self.tight(at) => (2, letters(at, at + 1)),
            _ => return None,
        };
        unit::find(&name).map(|unit| (taken, name, unit.dimension))
    }
}

/// Turns a range that runs backwards without a unit, 3-1, into a score.
pub(super) fn score(first: &mut Found, last: &mut Found) -> bool {
    let plain =
        first.unit.is_empty() && last.unit.is_empty() && first.exponent == 0 && last.exponent == 0;
    let exact = first.qualifier == Qualifier::Exact && last.qualifier == Qualifier::Exact;
    if !plain || !exact || first.value < last.value {
        return false;
    }
    (first.kind, last.kind) = (Kind::Name, Kind::Name);
    true
}
