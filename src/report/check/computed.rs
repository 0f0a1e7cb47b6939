//! Computed numbers come out as stated.

use super::{Rule, Work};
use crate::error::Claim;
use crate::report::decimal::{Decimal, Round};
use crate::report::relation::{Fault, value};

pub fn check(work: &mut Work) {
    for (i, derived) in work.report.derived.iter().enumerate() {
        match value(&work.index, &derived.expr, derived.operands) {
            Ok(side) if is(derived.value, side.stated) => work.proof.counts.computed += 1,
            Ok(side) => {
                let claim = Claim::Computed {
                    found: crate::base::format::plain(derived.value).into(),
                    expected: short(side.stated).into(),
                };
                work.find(Rule::Computed, &derived.id, format!("/derived/{i}/value"), None, claim);
            }
            Err(why) => {
                let claim = Claim::Expression { why: words(&why).into() };
                work.find(Rule::Computed, &derived.id, format!("/derived/{i}/expr"), None, claim);
            }
        }
    }
}

/// Whether a number as an author wrote it is a worked-out one, rounded to its digits.
pub fn is(written: f64, worked: Decimal) -> bool {
    let Ok(written) = Decimal::from_float(written) else { return false };
    // A float has lost its trailing noughts: 5.7 may have been 5.7000.
    let places = written.scale().max(0);
    [places, places.max(4)].iter().any(|places| worked.round(*places, Round::Nearest) == written)
}

/// A number to eight digits.
pub fn short(number: Decimal) -> String {
    let cut = number.reduce(8, Round::Nearest);
    if cut.scale() > 0 { cut.trim().to_string() } else { cut.to_string() }
}

/// Why an expression has no value, in a few words.
pub fn words(why: &Fault) -> String {
    match why {
        Fault::Syntax(found) => format!("unexpected \"{found}\""),
        Fault::TooLong => "too long or nested too deep".to_owned(),
        Fault::Unknown(id) => format!("nothing has the id \"{id}\""),
        Fault::Circle(id) => format!("\"{id}\" needs itself"),
        Fault::Number(why) => match why {
            crate::report::decimal::NumberError::Syntax => "not a number",
            crate::report::decimal::NumberError::TooLarge => "more digits than are computed with",
            crate::report::decimal::NumberError::ByZero => "divided by what may be nought",
            crate::report::decimal::NumberError::Exponent => {
                "an exponent that is neither whole nor one over a whole number"
            }
        }
        .to_owned(),
    }
}
