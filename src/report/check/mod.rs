//! The proof of a report: every figure against the source text, every mark and
//! relation against the figures. One check is one file.

pub(crate) mod source;
pub(crate) mod place;
mod span;
mod reading;
pub(crate) mod year;
mod repeat;
mod heading;
mod date;
mod unit;
mod mark;
mod set;
mod pair;
mod computed;
mod relation;
pub mod locate;
pub mod show;

use self::source::Text;
use super::model::{Figure, Report, Verdict};
use super::relation::Index;
use crate::error::Claim;
use std::rc::Rc;

/// No more findings than these are told.
const MOST: usize = 1000;

/// The checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The source text is the one the report was made from.
    Source,
    /// A phrase stands at its line and column.
    Place,
    /// No two figures claim one number.
    Span,
    /// Number, scale, unit and qualifier are what the phrase reads.
    Reading,
    /// The years are those of the clause or section.
    Year,
    /// A repeat states the same number.
    Repeat,
    /// A heading stands on its line.
    Heading,
    /// A date stands at its place and says its year.
    Date,
    /// Things drawn along one scale have one unit.
    Unit,
    /// Every mark comes from a figure or a computation.
    Mark,
    /// Numbers set in labels and text are those of their figures.
    Set,
    /// Labels and subjects stand with their own figures.
    Pair,
    /// Computed numbers come out as stated.
    Computed,
    /// Relations come out as expected.
    Relation,
}

impl Rule {
    /// All of them, in the order they run.
    pub const ALL: [Self; 14] = [
        Self::Source,
        Self::Place,
        Self::Span,
        Self::Reading,
        Self::Year,
        Self::Repeat,
        Self::Heading,
        Self::Date,
        Self::Unit,
        Self::Mark,
        Self::Set,
        Self::Pair,
        Self::Computed,
        Self::Relation,
    ];

    /// Its word in messages, as in `error[reading]`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Place => "place",
            Self::Span => "span",
            Self::Reading => "reading",
            Self::Year => "year",
            Self::Repeat => "repeat",
            Self::Heading => "heading",
            Self::Date => "date",
            Self::Unit => "unit",
            Self::Mark => "mark",
            Self::Set => "set",
            Self::Pair => "pair",
            Self::Computed => "computed",
            Self::Relation => "relation",
        }
    }

    /// What it proves, in English.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Source => "the source text is the one the report was made from",
            Self::Place => "every phrase stands at its line and column",
            Self::Span => "no two figures claim the same number",
            Self::Reading => "number, scale, unit and qualifier are what the phrase reads",
            Self::Year => "the years are those of the clause or of the section",
            Self::Repeat => "a repeat states the same number",
            Self::Heading => "a heading stands on its line",
            Self::Date => "a date stands at its place and says its year",
            Self::Unit => "things drawn along one scale have one unit",
            Self::Mark => "every mark comes from a figure or a stated computation",
            Self::Set => "numbers set in labels and text are those of their figures",
            Self::Pair => "labels and subjects stand with their own figures",
            Self::Computed => "computed numbers come out as stated",
            Self::Relation => "relations come out as expected",
        }
    }
}

/// A stretch of the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line, from 1.
    pub line: u32,
    /// The column in code points, from 0.
    pub column: u32,
    /// The length in code points.
    pub length: u32,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The check that found it.
    pub rule: Rule,
    /// The id of the figure, check, chart or other thing it is about.
    pub id: Rc<str>,
    /// Where it stands in the report, a JSON pointer.
    pub pointer: Rc<str>,
    /// Where it stands in the source text.
    pub spot: Option<Spot>,
    /// What is the matter.
    pub claim: Claim,
}

/// What was proved, and what was not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proof {
    /// What does not hold, by place in the report.
    pub findings: Vec<Finding>,
    /// How much was looked at.
    pub counts: Counts,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Figures found at their place in the source text.
    pub figures: usize,
    /// Figures whose number, scale, unit and qualifier were read again.
    pub read: usize,
    /// Figures whose years were found.
    pub years: usize,
    /// Dates, sites and headings found at their place.
    pub dates: usize,
    /// Rows that charts draw.
    pub marks: usize,
    /// Charts.
    pub charts: usize,
    /// Computed numbers worked out again.
    pub computed: usize,
    /// Relations worked out again.
    pub relations: usize,
    /// Of these, those that do not reconcile, as their author says.
    pub apart: usize,
    /// Of these, those that cannot be tested or compared, or are odd, as their author says.
    pub open: usize,
    /// Whether there was a source text.
    pub source: bool,
}

/// What the checks look at and write to.
pub(crate) struct Work<'a> {
    report: &'a Report,
    index: Index<'a>,
    text: Option<&'a Text>,
    proof: Proof,
}

impl Work<'_> {
    fn find(
        &mut self,
        rule: Rule,
        id: &Rc<str>,
        pointer: String,
        spot: Option<Spot>,
        claim: impl Into<Claim>,
    ) {
        let finding =
            Finding { rule, id: id.clone(), pointer: pointer.into(), spot, claim: claim.into() };
        // A report of another text altogether needs no more than this.
        if self.proof.findings.len() < MOST && !self.proof.findings.contains(&finding) {
            self.proof.findings.push(finding);
        }
    }
}

/// Proves a report, against its source text when there is one.
///
/// `hash` is the SHA-256 of the source text, when the caller has it.
/// Nothing here stops at the first finding.
#[must_use]
pub fn check(report: &Report, source: Option<&str>, hash: Option<&str>) -> Proof {
    let text = source.map(Text::new);
    let mut work =
        Work { report, index: Index::new(report), text: text.as_ref(), proof: Proof::default() };
    work.proof.counts.source = source.is_some();
    if let (Some(hash), false) = (hash, report.source.sha256.is_empty())
        && !hash.eq_ignore_ascii_case(&report.source.sha256)
    {
        let (id, pointer) = (report.source.file.clone(), "/source/sha256".to_owned());
        work.find(Rule::Source, &id, pointer, None, Claim::SourceChanged);
    }
    if text.is_some() {
        place::check(&mut work);
        reading::check(&mut work);
        year::check(&mut work);
        heading::check(&mut work);
        date::check(&mut work);
    }
    span::check(&mut work);
    repeat::check(&mut work);
    unit::check(&mut work);
    mark::check(&mut work);
    set::check(&mut work);
    pair::check(&mut work);
    computed::check(&mut work);
    relation::check(&mut work);
    work.proof
}

/// The stretch of a figure's phrase.
fn spot(figure: &Figure) -> Option<Spot> {
    let length = u32::try_from(figure.phrase.chars().count()).unwrap_or(0);
    Some(Spot { line: figure.line, column: figure.column, length })
}

/// Whether an author's verdict says that two numbers do not meet.
fn is_apart(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::DoesNotReconcile | Verdict::RulesOutReading)
}

#[cfg(test)]
mod tests;
