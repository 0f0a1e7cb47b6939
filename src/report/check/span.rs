//! No two figures claim one number of the text.

use super::{Rule, Work, spot};
use crate::error::Claim;
use std::collections::HashMap;

pub fn check(work: &mut Work) {
    let report = work.report;
    let mut taken = HashMap::new();
    for (i, figure) in report.figures.iter().enumerate() {
        let place = (figure.line, figure.number_column);
        if let Some(other) = taken.insert(place, &figure.id) {
            let claim = Claim::SpanTwice { other: other.clone() };
            work.find(Rule::Span, &figure.id, format!("/figures/{i}"), spot(figure), claim);
        }
    }
}
