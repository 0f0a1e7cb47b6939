//! Relations that the text states: sums, shares, ratios, parts within wholes.

use super::Facts;
use super::prose::Text;
use super::report::quoted;

/// Id, kind, left side, how they compare, right side, unit, what it says.
type Row = [&'static str; 7];

/// The relations. In a left side `LINES`, `TESTS`, `SPECS` and `DRAWN` stand for the sums of
/// those figures, `LARGEST` for the largest folder, `LAST` for the last tier.
#[rustfmt::skip]
const RELATIONS: [Row; 16] = [
    ["module-share-again", "ratio", "module-sent / module * 100", "=", "module-share", "%", "The gzipped module as a share of the module."],
    ["sent-below-budget", "bounds", "sent", "<=", "budget", "bytes", "What is sent stays within what is allowed for now."],
    [GOAL, "bounds", "sent", "<=", "goal", "bytes", "Does what is sent keep to the goal?"],
    ["sent-against-goal", "ratio", "sent / goal", "=", "sent-times", "", "What is sent, over the goal."],
    ["module-in-sent", "part_whole", "module-sent", "<=", "sent", "bytes", "The gzipped module is a part of what is sent."],
    ["lines-sum", "sum", "LINES", "=", "lines", "lines", "The folders add up to the whole."],
    ["largest-again", "ratio", "LARGEST / lines * 100", "=", "largest-share", "%", "The largest folder as a share of the lines."],
    ["tests-sum", "sum", "TESTS", "=", "tests", "tests", "The three kinds of tests add up."],
    ["specs-sum", "sum", "SPECS", "=", "gallery", "specs", "The tiers add up to all that is compared."],
    ["drawn-sum", "sum", "DRAWN", "=", "drawn", "specs", "So do those drawn alike."],
    ["drawn-again", "ratio", "drawn / gallery * 100", "=", "drawn-share", "%", "Those drawn alike as a share of all."],
    ["last-again", "ratio", "LAST-drawn / LAST-specs * 100", "=", "last-share", "%", "The same of the last tier."],
    ["gap-again", "sum", "tier1-drawn / tier1-specs * 100 - last-share", "=", "tier-gap", "percentage points", "Percentage points between the first tier and the last."],
    ["draft-again", "ratio", "draft-ms / read-ms", "=", "draft-times", "", "Drafting over reading, with what rounding allows."],
    ["check-again", "ratio", "check-ms / read-ms", "=", "check-times", "", "Checking over reading, likewise."],
    ["mean-again", "ratio", "timed-ms / timed-specs", "=", "timed-mean", "milliseconds", "The mean of the drawings."],
];

/// The one bound that may not be kept: the page says which it is.
const GOAL: &str = "sent-within-goal";

/// The relations whose figures the text has, as the report file writes them.
pub fn all(facts: &Facts, text: &Text, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let sum = |start: &str, end: &str| -> String {
        let here = text.figures.iter().map(|it| it.id.as_str());
        let here = here.filter(|id| id.starts_with(start) && id.ends_with(end));
        here.collect::<Vec<_>>().join(" + ")
    };
    let largest = text.figures.iter().filter(|it| it.id.starts_with("lines-"));
    let largest = largest.max_by_key(|it| it.value().parse::<usize>().unwrap_or(0));
    let largest = largest.map_or("", |it| it.id.as_str());
    let last = (1..=9).rev().find(|n| known(&format!("tier{n}-specs"))).unwrap_or(1);
    let mut out = Vec::new();
    for [id, kind, lhs, relation, rhs, unit, comment] in RELATIONS {
        let lhs = lhs
            .replace("LINES", &sum("lines-", ""))
            .replace("TESTS", &sum("tests-", ""))
            .replace("SPECS", &sum("tier", "-specs"))
            .replace("DRAWN", &sum("tier", "-drawn"))
            .replace("LARGEST", largest)
            .replace("LAST", &format!("tier{last}"));
        let mut named =
            lhs.split(' ').filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
        if lhs.is_empty() || !known(rhs) || !named.all(known) {
            continue;
        }
        let kept = id != GOAL || facts.counts.sent <= crate::size::GOAL;
        let (verdict, settle) = if kept {
            ("reconciles", "")
        } else {
            ("does_not_reconcile", ", \"settle_en\": \"A smaller package would.\"")
        };
        out.push(format!(
            "{{\"id\": \"{id}\", \"kind\": \"{kind}\", \"lhs\": \"{lhs}\", \"relation\": \"{relation}\", \"rhs\": \"{rhs}\", \
             \"unit_en\": \"{unit}\", \"verdict\": \"{verdict}\", \"show\": true, \"comment_en\": {}{settle}}}",
            quoted(comment),
        ));
    }
    out
}
