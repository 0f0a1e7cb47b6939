//! What an English number is: a count, a share, a flow, a change, by the words of its clause.

use super::Walk;
use crate::report::read::Kind;
use crate::report::unit::Dimension;

/// Words of change, by how they begin.
#[rustfmt::skip]
const MOVES: &[&str] = &[
    "grew", "grow", "rose", "rise", "rising", "increas", "up", "down", "fell", "fall", "drop",
    "declin", "decreas", "gain", "climb", "jump", "surg", "soar", "plung", "plummet", "slip",
    "slid", "slump", "shrank", "shrink", "shrunk", "contract", "expan", "widen", "narrow", "cut",
    "reduc", "edg", "advanc", "accelerat", "eas", "improv", "lost", "loses", "lose", "inflation",
    "tumbl", "sank", "weaken", "strengthen", "recover", "rebound", "trimm", "lower", "lift", "rais",
    "slow", "growth", "hike", "swell", "swoll", "dwindl", "outpac", "add", "ahead",
];
/// Words that begin like words of change and are none.
#[rustfmt::skip]
const STILL: &[&str] = &[
    "dropout", "easy", "east", "eastern", "edge", "edges", "edgar", "expanse", "add-on", "address",
    "addressed", "risen-from", "easter", "additional", "upper", "upon", "uptake", "downtown",
    "contracts", "contractor", "contractors", "update", "upgrade", "upgraded",
];
/// What happens over a period, by how the words begin.
#[rustfmt::skip]
const FLOWS: &[&str] = &[
    "revenue", "premium", "sales", "sold", "sell", "income", "profit", "loss", "ebitda", "turnover",
    "export", "import", "output", "produc", "harvest", "spen", "cost", "invest", "paid", "pay",
    "raised", "raising", "earn", "dividend", "buyback", "repurchas", "outlay", "budget",
    "expenditure", "capex", "bought", "buy", "purchas", "won", "grant", "deliver", "generat",
    "suppl", "surplus", "deficit", "gap", "shortfall", "receipt", "tax", "charge", "credit",
    "trade", "donat", "fine", "seiz", "cash-flow", "flow", "consum", "emi", "rain", "built",
    "build", "complet", "return", "sav", "journey", "arriv", "trip", "visit", "passenger", "birth",
    "death", "crime", "offence", "record", "register", "publish", "file", "added", "treat", "carri",
    "attract", "issu", "award", "process", "shipp", "orders", "bookings", "funding", "proceeds",
    "fees", "wages", "subsid", "aid", "planted", "renovat", "vaccinat", "totall", "caught",
    "handled", "served", "sent", "transport", "electricity", "capital", "financ", "compensation",
    "used", "burn", "mined", "recycl", "collect", "spill",
];
/// What is there at a time, by how the words begin.
#[rustfmt::skip]
const LEVELS: &[&str] = &[
    "stock", "reserve", "debt", "asset", "price", "balance", "worth", "cash", "holds", "area",
    "cover", "capacity", "population", "high", "deep", "wide", "long", "stands", "stood", "storage",
    "weigh", "rate", "threshold", "index", "average", "valu", "capitalisation", "capitalization",
    "inventor", "liabilit", "savings", "deposits", "employ", "headcount", "workforce", "staff",
    "subscri", "users", "home", "salary", "ratio", "engineer", "worker", "student", "pupil",
    "nurse", "teacher", "member", "resident", "household",
];
/// Words between a verb and its number.
#[rustfmt::skip]
const SKIPPED: &[&str] = &[
    "about", "nearly", "almost", "just", "over", "under", "around", "some", "roughly", "more",
    "than", "least", "as", "much", "many", "approximately", "a", "an", "estimated", "further",
    "only", "record", "upwards",
];
/// Words after a number that make it a change.
#[rustfmt::skip]
const LATER: &[&str] = &[
    "higher", "lower", "more", "less", "fewer", "growth", "increase", "decrease", "drop", "rise",
    "decline", "gain", "fall", "dearer", "cheaper", "increases", "jump", "reduction", "improvement",
    "cut", "hike", "faster", "slower", "longer", "shorter", "larger",
];
/// What follows "a" or "an" in a rate: 3,900 a month, $4.52 a bushel.
#[rustfmt::skip]
const EACH: &[&str] = &[
    "year", "month", "week", "day", "hour", "minute", "second", "night", "quarter", "head", "share",
    "person", "household", "pound", "ounce", "tonne", "ton", "barrel", "bushel", "kilo", "kilogram",
    "litre", "liter", "gallon", "visit", "trip", "pupil", "unit", "piece", "seat", "ticket", "game",
    "hectare", "acre", "mile", "megawatt-hour", "kilowatt-hour", "therm", "metre", "shift", "term",
];

/// Whether a word begins like one of some words.
fn like(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| if stem.len() < 3 { word == *stem } else { word.starts_with(stem) })
}

/// Whether the words before a number make it a mean; "each of the 214" does not.
fn mean(near: &[&str]) -> bool {
    let all = near.starts_with(&["the", "of", "each"]);
    near.iter().take(8).any(|word| {
        word.starts_with("averag") || matches!(*word, "mean" | "median") || *word == "each" && !all
    }) || near.iter().take(6).enumerate().any(|(i, word)| {
        *word == "per" && !(i > 0 && near.get(i - 1).is_some_and(|word| *word == "cent"))
    })
}

/// Whether a word tells of change.
fn moves(word: &str) -> bool {
    like(word, MOVES) && !STILL.contains(&word)
}

impl Walk<'_> {
    /// The kind of the number at a token, whose unit ends before the token `after`.
    pub(super) fn kind(
        &self,
        t: usize,
        after: usize,
        (unit, large): (&str, bool),
        dimension: Dimension,
    ) -> Kind {
        // The second end of a range is what the first one is.
        let joined = matches!(self.before(t, 1), "-" | "–" | "to")
            && self.before(t, 2).ends_with(|c: char| c.is_ascii_digit())
            && !matches!(self.before(t, 3), "by" | "from");
        let t = if joined { t - 2 } else { t };
        let sign = matches!(self.before(t, 1), "$" | "€" | "£" | "¥" | "rmb" | "(" | "chf");
        let first = 1
            + usize::from(sign)
            + usize::from(sign && matches!(self.before(t, 2), "us" | "c" | "hk" | "a" | "$"));
        let clause: Vec<&str> = (first..first + 14)
            .map(|steps| self.before(t, steps))
            .take_while(|word| !matches!(*word, "." | ";" | "!" | "?" | ":" | ""))
            .collect();
        let near: Vec<&str> = clause
            .iter()
            .enumerate()
            .take_while(|(i, word)| {
                let digit = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
                let other = clause.iter().skip(i + 1).take(3).any(digit);
                !(matches!(**word, "," | "while" | "but") || **word == "and" && other)
            })
            .map(|(_, word)| *word)
            .collect();
        let lead = near.iter().find(|word| !SKIPPED.contains(word)).copied().unwrap_or_default();
        let range = matches!(lead, "to" | "and" | "-" | "–");
        let aged = near.iter().take(if range { 4 } else { 1 }).any(|word| word.starts_with("age"));
        let young = matches!(self.before(t, 1), "under" | "over") && unit.is_empty() && !large;
        if aged && !large || young && dimension == Dimension::Number {
            return Kind::Threshold;
        }
        let ratio = matches!(dimension, Dimension::Ratio);
        let grows = self.changes(&clause, &near, after, dimension);
        let yearly = near.iter().take(8).any(|word| word.starts_with("annuali"));
        let average = self.per(after, dimension) || mean(&near);
        if yearly || average && !grows {
            return Kind::Average;
        }
        if dimension == Dimension::Points || grows {
            return Kind::Growth;
        }
        if ratio {
            let times = matches!(unit, "times" | "x" | "fold");
            return if times { Kind::Level } else { Kind::Share };
        }
        self.amount(&clause, after, (unit, large), dimension)
    }

    /// The kind of what is neither a part nor a change nor a mean: the nearest word of doing or being tells.
    fn amount(
        &self,
        clause: &[&str],
        after: usize,
        (unit, large): (&str, bool),
        dimension: Dimension,
    ) -> Kind {
        let nearest = |stems: &[&str]| {
            if like(unit, stems) {
                return 0;
            }
            let told = clause.iter().position(|word| like(word, stems)).unwrap_or(usize::MAX);
            // 466,140 vehicles were sold
            let later =
                (0..5).map(|step| self.word(after + step)).position(|word| like(word, stems));
            told.min(later.map_or(usize::MAX, |later| later + 4))
        };
        let flows = nearest(FLOWS) < nearest(LEVELS);
        let follows = matches!(
            self.word(after),
            "were" | "was" | "have" | "had" | "are" | "of" | "others" | "more" | "fewer" | "and"
        );
        let counted = dimension == Dimension::Number && (large || follows);
        if dimension == Dimension::Count || counted {
            return if flows && large && nearest(FLOWS) < 9 { Kind::Flow } else { Kind::Count };
        }
        let amount = !matches!(
            dimension,
            Dimension::Number
                | Dimension::Time
                | Dimension::Level
                | Dimension::Temperature
                | Dimension::Rate
                | Dimension::Power
        );
        // 36 km of roads were built, but the cost of homes within 30 km
        let size = matches!(dimension, Dimension::Length | Dimension::Area);
        if flows && amount && !(size && nearest(FLOWS) > 5) { Kind::Flow } else { Kind::Level }
    }

    /// Whether the number is a change: rose 3 %, a rise of 3 %, up by 40, 3 % more; but not rose to 3 %.
    fn changes(&self, clause: &[&str], near: &[&str], after: usize, dimension: Dimension) -> bool {
        let said = |word: &&&str| SKIPPED.contains(*word);
        let tail: Vec<&str> = near.iter().skip_while(said).copied().collect();
        let ratio = matches!(dimension, Dimension::Ratio | Dimension::Points);
        let lead = tail.first().copied().unwrap_or_default();
        if LATER.contains(&self.word(after)) {
            return true;
        }
        if ratio && matches!(self.word(after), "above" | "below" | "short" | "up" | "down" | "over")
        {
            return true;
        }
        let than = matches!(self.word(after + 1), "than" | "the" | "its" | "their" | "last");
        if than
            && (self.word(after).ends_with("er") || matches!(self.word(after), "above" | "below"))
            && !matches!(self.word(after), "over" | "under" | "after" | "rather" | "other")
        {
            return true;
        }
        let noun = near.iter().take(6).any(|word| {
            matches!(
                *word,
                "growth" | "inflation" | "increase" | "decline" | "fall" | "gain" | "rises"
            )
        });
        match lead {
            "to" | "at" | "from" | "reached" | "hit" | "between" | "below" | "above" => {
                ratio && noun && lead != "to" || ratio && near.contains(&"inflation")
            }
            "was" | "were" | "is" | "are" | "stood" | "averaged" => ratio && noun,
            "of" => tail.iter().skip(1).take(2).any(|word| moves(word)),
            "by" => clause.iter().skip(1).take(if ratio { 14 } else { 7 }).any(|word| moves(word)),
            _ => {
                let reach = if ratio { 5 } else { 2 };
                let verb = tail.iter().take(reach).position(|word| moves(word));
                let stop = tail.iter().take(reach).position(|word| {
                    matches!(*word, "to" | "at" | "from" | "was" | "were" | "of" | "with" | "on")
                        || !ratio && matches!(*word, "in" | "for" | "over" | "within" | "after")
                });
                verb.is_some_and(|verb| stop.is_none_or(|stop| verb < stop))
                    && (ratio
                        || !matches!(
                            lead,
                            "added" | "add" | "raised" | "raising" | "lost" | "loses"
                        ))
            }
        }
    }

    /// Whether "a year", "per head", "each" or "annually" follows.
    fn per(&self, after: usize, dimension: Dimension) -> bool {
        let word = self.word(after);
        let ago = matches!(self.word(after + 2), "ago" | "earlier" | "before" | "later" | "after");
        matches!(word, "annually" | "per" | "monthly" | "daily" | "weekly" | "apiece")
            || word == "each" && dimension == Dimension::Money
            || matches!(word, "a" | "an" | "every") && EACH.contains(&self.word(after + 1)) && !ago
            || word == "on" && self.word(after + 1) == "average"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::read::read;

    #[test]
    fn kinds_of_figures() {
        let check = |text: &str, expected: &[Kind]| {
            let kinds: Vec<Kind> = read(text).iter().map(|q| q.kind).collect();
            assert_eq!(kinds, expected, "{text}");
        };
        check("Sales rose 3% to $4.2 million.", &[Kind::Growth, Kind::Flow]);
        check("Unemployment rose to 5%.", &[Kind::Share]);
        check("Prices are 3% higher at $5 a bushel.", &[Kind::Growth, Kind::Average]);
        check("Some 40% of 1,200 pupils read.", &[Kind::Share, Kind::Count]);
        check("They built 36 km of roads and hold reserves of $22bn.", &[Kind::Flow, Kind::Level]);
        check("Cases fell by a fifth, by 40 minutes.", &[Kind::Growth, Kind::Growth]);
        check(
            "Those aged 16 to 64 earn $300 each.",
            &[Kind::Threshold, Kind::Threshold, Kind::Average],
        );
        check("We sold 466,140 vehicles.", &[Kind::Flow]);
    }
}
