//! How an English number is meant, and what it is.

use super::Walk;
use crate::report::model::Qualifier;
use crate::report::read::Kind;
use crate::report::read::word::{AFTER, BEFORE, FORECAST};
use crate::report::unit::Dimension;

impl Walk<'_> {
    /// How a number is meant, by the words around the tokens from `t` to before `at`.
    pub(super) fn qualifier(&self, t: usize, at: usize) -> Qualifier {
        if self.forecast(t) {
            return Qualifier::Forecast;
        }
        for (words, meant) in AFTER {
            if words.split(' ').zip(at..).all(|(word, at)| self.word(at) == word) {
                return *meant;
            }
        }
        if self.word(at) == "+" || self.word(at.max(1) - 1) == "+" || self.word(t + 1) == "+" {
            return Qualifier::AtLeast;
        }
        let mut end = t;
        while end > 0
            && (matches!(self.before(end, 1), "$" | "¥" | "€" | "£" | "rmb" | "a" | "us")
                && end + 2 > t)
        {
            end -= 1;
        }
        for (words, meant) in BEFORE {
            let count = words.split(' ').count();
            if end >= count
                && words.split(' ').zip(end - count..).all(|(word, at)| self.word(at) == word)
            {
                return *meant;
            }
        }
        let odd = |at: usize| self.word(at) == "-" && self.word(at + 1) == "odd";
        if odd(at) || (1..4).any(|back| at >= back && odd(at - back)) {
            return Qualifier::Over;
        }
        Qualifier::Exact
    }

    fn forecast(&self, t: usize) -> bool {
        for steps in 1..12 {
            let word = self.before(t, steps);
            if matches!(word, "." | ";" | "!" | "?" | ":" | "," | "") {
                return false;
            }
            if FORECAST.contains(&word) {
                // beat estimates by 12 cents
                let noun = [
                    "than", "as", "beat", "beats", "beating", "missed", "missing", "above",
                    "below", "topped", "exceeded", "with", "against", "analysts", "the",
                ];
                return !noun.contains(&self.before(t, steps + 1));
            }
        }
        false
    }

    pub(super) fn kind(&self, t: usize, next: usize, unit: &str, dimension: Dimension) -> Kind {
        let clause: Vec<&str> = (1..14)
            .map(|steps| self.before(t, steps))
            .take_while(|word| !matches!(*word, "." | ";" | "!" | "?" | ""))
            .collect();
        let any = |words: &[&str]| clause.iter().any(|word| words.contains(word));
        let near = clause.get(..3.min(clause.len())).unwrap_or_default();
        let grows = [
            "grew",
            "grow",
            "growth",
            "rose",
            "rise",
            "increased",
            "increase",
            "up",
            "down",
            "fell",
            "fall",
            "decreased",
            "dropped",
            "gained",
            "growing",
            "declined",
            "higher",
            "lower",
        ];
        let to = near.contains(&"to") && !near.contains(&"up");
        let average = any(&["average", "averaged", "annually", "mean", "median"])
            || matches!(self.word(next), "annually" | "per" | "each")
            || self.word(next) == "a" && self.word(next + 1) == "year";
        if average {
            return Kind::Average;
        }
        match dimension {
            Dimension::Ratio | Dimension::Points => {
                let later = ["higher", "lower", "more", "less", "growth", "increase"]
                    .contains(&self.word(next));
                if dimension == Dimension::Points
                    || (clause.iter().take(6).any(|word| grows.contains(word)) && !to)
                    || later
                {
                    Kind::Growth
                } else if matches!(unit, "times" | "x" | "fold") {
                    Kind::Level
                } else {
                    Kind::Share
                }
            }
            Dimension::Count => Kind::Count,
            Dimension::Money
            | Dimension::Length
            | Dimension::Area
            | Dimension::Volume
            | Dimension::Mass
            | Dimension::Time
            | Dimension::Energy
            | Dimension::Power
            | Dimension::Voltage
            | Dimension::Temperature
            | Dimension::Data
            | Dimension::Level
            | Dimension::Rate
            | Dimension::Number => {
                let paid = [
                    "invested",
                    "investment",
                    "spent",
                    "paid",
                    "raised",
                    "earned",
                    "revenue",
                    "sold",
                    "completed",
                ];
                if dimension == Dimension::Money && any(&paid) { Kind::Flow } else { Kind::Level }
            }
        }
    }
}
