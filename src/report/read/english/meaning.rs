//! How an English number is meant.

use super::Walk;
use crate::report::model::Qualifier;
use crate::report::read::word::{AFTER, BEFORE, FORECAST};

/// Participles that describe a figure and tell nothing.
const GIVEN: [&str; 9] = [
    "adjusted",
    "diluted",
    "expected",
    "estimated",
    "projected",
    "anticipated",
    "combined",
    "predicted",
    "consolidated",
];
/// Words between a forecast and a comma after which the number is told as a fact.
const TOLD: [&str; 22] = [
    "was", "were", "is", "are", "rose", "fell", "up", "down", "from", "compared", "while", "after",
    "which", "than", "against", "versus", "had", "has", "said", "but", "who", "have",
];

impl Walk<'_> {
    /// How a number is meant, by the words around the tokens from `t` to before `at`.
    pub(super) fn qualifier(&self, t: usize, at: usize) -> Qualifier {
        if self.forecast(t, at) {
            return Qualifier::Forecast;
        }
        for (words, meant) in AFTER {
            if words.split(' ').zip(at..).all(|(word, at)| self.word(at) == word) {
                return *meant;
            }
        }
        if self.word(at) == "-" && self.word(at + 1) == "plus"
            || (1..5).any(|back| {
                at > back
                    && self.word(at - back) == "plus"
                    && self.word(at - back - 1) == "-"
                    && at - back > t
            })
        {
            return Qualifier::AtLeast;
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

    /// Whether a word before a number forecasts it. A list goes on over its commas:
    /// we expect sales of $5bn, earnings of $3 and …
    fn forecast(&self, t: usize, at: usize) -> bool {
        let compared = ["more", "higher", "lower", "fewer", "less"].contains(&self.word(at));
        let (mut lists, mut commas) = (!compared, 0);
        for steps in 1..40 {
            let word = self.before(t, steps);
            if matches!(word, "." | ";" | "!" | "?" | ":" | "") {
                return false;
            }
            commas += usize::from(word == ",");
            lists &= !TOLD.contains(&word) && (!word.ends_with("ed") || GIVEN.contains(&word));
            if (commas > 0 || steps >= 12) && !lists {
                return false;
            }
            let active = word.starts_with("expect") && word != "expected"
                || word.starts_with("fores")
                || word.starts_with("anticipate") && word != "anticipated";
            if commas > 0 && !active {
                continue;
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
}
