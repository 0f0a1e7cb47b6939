//! A repeat states the number it repeats, a part is not larger than its whole's unit allows.

use super::{Rule, Work, spot};
use crate::error::Claim;
use crate::report::model::{Check, Operands, Relation, Verdict};
use crate::report::relation::judge;

pub fn check(work: &mut Work) {
    let report = work.report;
    for (i, figure) in report.figures.iter().enumerate() {
        if figure.repeat_of.is_empty() {
            continue;
        }
        let test = Check {
            lhs: figure.id.clone(),
            rhs: figure.repeat_of.clone(),
            relation: Relation::Equal,
            operands: Operands::Base,
            ..Check::default()
        };
        let out = judge(&work.index, &test);
        if matches!(out.verdict, Verdict::Reconciles | Verdict::Odd) {
            continue;
        }
        let number = |side: Option<crate::report::relation::Side>| {
            side.map_or(String::new(), |side| side.stated.to_string()).into()
        };
        let claim = Claim::Repeat {
            other: figure.repeat_of.clone(),
            found: number(out.lhs),
            expected: number(out.rhs),
        };
        work.find(Rule::Repeat, &figure.id, format!("/figures/{i}/repeat_of"), spot(figure), claim);
    }
}
