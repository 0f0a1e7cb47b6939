//! Words of English numbers, qualifiers and things counted.

use crate::report::model::Qualifier::{
    self, About, AtLeast, AtMost, Forecast, MoreThan, Nearly, Over,
};

/// Number words up to ninety.
pub const SMALL: &[(&str, i64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Powers of ten, and the short forms written right after digits.
pub const SCALES: &[(&str, u32)] = &[
    ("hundred", 2),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("bn", 9),
    ("tn", 12),
    ("mn", 6),
    ("mln", 6),
];

/// Parts: the word, and what one is divided by.
pub const PARTS: &[(&str, i64)] = &[
    ("half", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("sixths", 6),
    ("seventh", 7),
    ("sevenths", 7),
    ("eighth", 8),
    ("eighths", 8),
    ("ninth", 9),
    ("ninths", 9),
    ("tenth", 10),
    ("tenths", 10),
];

/// Words that multiply, and by how much.
pub const MULTIPLES: &[(&str, i64)] = &[
    ("doubled", 2),
    ("doubling", 2),
    // Read as 0.5.
    ("halved", 0),
    ("halving", 0),
    ("tripling", 3),
    ("trebling", 3),
    ("sixfold", 6),
    ("sevenfold", 7),
    ("eightfold", 8),
    ("ninefold", 9),
    ("hundredfold", 100),
    ("tripled", 3),
    ("trebled", 3),
    ("quadrupled", 4),
    ("quintupled", 5),
    ("twofold", 2),
    ("threefold", 3),
    ("fourfold", 4),
    ("fivefold", 5),
    ("tenfold", 10),
];

/// Ordinals in words.
pub const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// Months, their short forms without the point.
pub const MONTHS: [&str; 23] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Words before a number, longer phrases first; each is lower case.
pub const BEFORE: &[(&str, Qualifier)] = &[
    ("no fewer than", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("no more than", AtMost),
    ("not more than", AtMost),
    ("is expected to reach", Forecast),
    ("expected to reach", Forecast),
    ("projected to reach", Forecast),
    ("forecast to reach", Forecast),
    ("a minimum of", AtLeast),
    ("a maximum of", AtMost),
    ("in excess of", MoreThan),
    ("upwards of", MoreThan),
    ("more than", MoreThan),
    ("greater than", MoreThan),
    ("higher than", MoreThan),
    ("longer than", MoreThan),
    ("larger than", MoreThan),
    ("bigger than", MoreThan),
    ("older than", MoreThan),
    ("shorter than", AtMost),
    ("smaller than", AtMost),
    ("younger than", AtMost),
    ("less than", AtMost),
    ("fewer than", AtMost),
    ("lower than", AtMost),
    ("at least", AtLeast),
    ("at most", AtMost),
    ("up to", AtMost),
    ("as many as", AtMost),
    ("as much as", AtMost),
    ("close to", Nearly),
    ("just under", Nearly),
    ("just over", Over),
    ("an estimated", About),
    ("nearly", Nearly),
    ("almost", Nearly),
    ("over", MoreThan),
    ("exceeding", MoreThan),
    ("exceeded", MoreThan),
    ("exceeds", MoreThan),
    ("above", MoreThan),
    ("beyond", MoreThan),
    ("topped", MoreThan),
    ("surpassed", MoreThan),
    ("under", AtMost),
    ("below", AtMost),
    ("about", About),
    ("around", About),
    ("approximately", About),
    ("roughly", About),
    ("some", About),
    ("circa", About),
    ("estimated", About),
];

/// Words after a number and its unit.
pub const AFTER: &[(&str, Qualifier)] = &[
    ("or more", AtLeast),
    ("or above", AtLeast),
    ("or higher", AtLeast),
    ("or greater", AtLeast),
    ("or older", AtLeast),
    ("and older", AtLeast),
    ("and over", AtLeast),
    ("or under", AtMost),
    ("and under", AtMost),
    ("or younger", AtMost),
    ("and above", AtLeast),
    ("or over", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or below", AtMost),
    ("or so", About),
];

/// Words of a clause that forecasts.
pub const FORECAST: [&str; 8] = [
    "expected",
    "expects",
    "forecast",
    "forecasts",
    "projected",
    "predicted",
    "anticipated",
    "estimates",
];

/// Words before a number that is the name of something.
pub const NAMING: [&str; 47] = [
    "flat",
    "apartment",
    "unit",
    "building",
    "terminal",
    "seat",
    "bus",
    "block",
    "war",
    "item",
    "act",
    "annex",
    "schedule",
    "section",
    "table",
    "figure",
    "fig",
    "chapter",
    "article",
    "no",
    "number",
    "line",
    "lines",
    "page",
    "pages",
    "version",
    "column",
    "step",
    "level",
    "phase",
    "type",
    "model",
    "route",
    "highway",
    "issue",
    "rule",
    "room",
    "gate",
    "flight",
    "part",
    "volume",
    "appendix",
    "equation",
    "class",
    "grade",
    "release",
    "port",
];

/// Words that are never what is counted.
pub const EMPTY: [&str; 78] = [
    "within", "across", "among", "through", "about", "around", "against", "more", "less", "not",
    "because", "if", "so", "then", "also", "every", "until", "till", "now", "they", "we", "he",
    "costs", "says", "needs", "makes", "takes", "shows", "includes", "remains", "does", "versus",
    "of", "in", "on", "at", "and", "or", "the", "a", "an", "to", "from", "for", "by", "with", "as",
    "is", "are", "was", "were", "has", "have", "had", "than", "per", "this", "that", "these",
    "those", "it", "its", "which", "who", "but", "while", "when", "after", "before", "since",
    "during", "under", "over", "between", "into", "compared", "last", "each",
];

/// Whether a word may be a noun in the plural.
pub fn is_plural(word: &str) -> bool {
    let irregular = [
        "people",
        "men",
        "women",
        "children",
        "staff",
        "feet",
        "mice",
        "data",
        "species",
        "personnel",
        "aircraft",
        "sheep",
        "cattle",
        "head",
    ];
    irregular.contains(&word)
        || (word.len() > 2
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is"))
}
