//! The heading of a section stands on its line.

use super::{Rule, Spot, Work};
use crate::error::Claim;

pub fn check(work: &mut Work) {
    let Some(text) = work.text else { return };
    for (i, section) in work.report.sections.iter().enumerate() {
        if section.heading.is_empty() || section.heading_line == 0 {
            continue;
        }
        let line: String = text.line(section.heading_line).iter().collect();
        if line.trim() == section.heading.trim() {
            work.proof.counts.dates += 1;
            continue;
        }
        let length = u32::try_from(line.chars().count()).unwrap_or(0);
        let spot = Spot { line: section.heading_line, column: 0, length };
        let short: String = line.chars().take(40).collect();
        let claim = Claim::Heading { expected: short.into() };
        work.find(
            Rule::Heading,
            &section.id,
            format!("/sections/{i}/heading_line"),
            Some(spot),
            claim,
        );
    }
}
