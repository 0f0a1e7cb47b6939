//! The numbers of a report: stated, computed and compared.

use super::model::Words;
use crate::base::json::Json;
use std::rc::Rc;

/// How a stated number is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Just so.
    #[default]
    Exact,
    /// 约: on either side.
    About,
    /// 近: not quite.
    Nearly,
    /// 余: somewhat more.
    Over,
    /// 超过: more.
    MoreThan,
    /// 以上: so much or more.
    AtLeast,
    /// 以下: so much or less.
    AtMost,
    /// 预计: expected, not yet so.
    Forecast,
}

impl Qualifier {
    /// The words of the file and of the `certainty` channel.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("exact", Self::Exact),
        ("about", Self::About),
        ("nearly", Self::Nearly),
        ("over", Self::Over),
        ("more_than", Self::MoreThan),
        ("at_least", Self::AtLeast),
        ("at_most", Self::AtMost),
        ("forecast", Self::Forecast),
    ];

    /// The word of the file and of the `certainty` channel.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, qualifier)| *qualifier == self)
            .map_or("exact", |(name, _)| name)
    }
}

/// The years a figure speaks of, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first year.
    pub from: i32,
    /// The last year; the same for a single one.
    pub to: i32,
}

/// How the period of a figure is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeriodBasis {
    /// There is no period.
    #[default]
    None,
    /// The clause of the figure says so.
    Stated,
    /// The opening of its section says so.
    Section,
    /// Undated, so the year of writing.
    Writing,
}

/// Where in the source text a figure stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// In running text.
    #[default]
    Body,
    /// In a heading.
    Heading,
    /// In the caption of a picture.
    Caption,
}

/// A number the source text states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Its id.
    pub id: Rc<str>,
    /// The id of its section in the source text; empty is none.
    pub section: Rc<str>,
    /// The line, from 1; lines end at LF only.
    pub line: u32,
    /// The column of the first character of `phrase`, in code points from 0.
    pub column: u32,
    /// The words it stands in, as printed, 16 characters at most. Its length is theirs.
    pub phrase: Rc<str>,
    /// The digits or words of the number itself, as printed.
    pub numeral: Rc<str>,
    /// The column of the first character of `numeral`; the file may leave it
    /// out, then it is the numeral's first place in the phrase.
    pub number_column: u32,
    /// What is counted or measured.
    pub subject: Words,
    /// The number, in `unit`.
    pub value: f64,
    /// The unit as printed, such as 亿元.
    pub unit: Words,
    /// How many base units one unit is: 1e8 for 亿元.
    pub scale: f64,
    /// The unit without 万 or 亿, such as 元.
    pub base_unit: Words,
    /// How the number is meant.
    pub qualifier: Qualifier,
    /// The years it speaks of.
    pub period: Option<Period>,
    /// How the period is known.
    pub period_basis: PeriodBasis,
    /// The year growth is counted from.
    pub base_year: Option<i32>,
    /// `count`, `share`, `flow`, `level`, `growth`, `average`, `threshold` or `rank`.
    pub kind: Rc<str>,
    /// The whole a rate is of, or what it is a rate among; empty is not said.
    /// Rates of unlike wholes are not comparable.
    pub of: Rc<str>,
    /// `current` (现价) or `constant` (可比价); empty is as the words tell.
    pub prices: Rc<str>,
    /// In running text, a heading or a caption.
    pub part: Part,
    /// The figure this one restates; empty is none. It is drawn once and cites both places.
    pub repeat_of: Rc<str>,
    /// The figure this one is a part of; empty is none.
    pub subset_of: Rc<str>,
    /// Whether it may be drawn: not a repeat, a rank, a threshold or a manner of speaking.
    pub chartable: bool,
    /// What a reader should know of it.
    pub note: Words,
}

impl Figure {
    /// The value in base units.
    #[must_use]
    pub fn base_value(&self) -> f64 {
        self.value * self.scale
    }
}

/// Figures that belong together, or rows of the author's own, as a table for charts.
///
/// [`crate::report::table`] says which rows and columns come of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Its id, the `name` by which a chart asks for it.
    pub id: Rc<str>,
    /// What it is.
    pub title: Words,
    /// The measures, each with its figures in order.
    pub measures: Vec<Measure>,
    /// Rows that are no figures, such as places with a year: objects, each with an `id`.
    pub rows: Vec<Json>,
    /// What a reader should know of it.
    pub note: Words,
}

/// Figures of one kind and unit within a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// Its key.
    pub key: Rc<str>,
    /// What it is called.
    pub label: Words,
    /// The ids of its figures, in order, each with its key along the series.
    pub figures: Vec<Member>,
}

/// A figure in a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Member {
    /// The key along the series: a year, a sector; empty is none.
    pub x: Rc<str>,
    /// The id of the figure.
    pub figure: Rc<str>,
    /// What the row is called in a chart; empty is the figure's subject.
    pub label: Words,
}

/// A year, or a year and month, that the source text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// Its id.
    pub id: Rc<str>,
    /// The id of its section in the source text.
    pub section: Rc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column of `phrase`, in code points from 0.
    pub column: u32,
    /// The words it stands in.
    pub phrase: Rc<str>,
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: Option<u32>,
    /// What happened.
    pub subject: Words,
}

/// Whether expressions read `value` or `value × scale` of the figures they name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operands {
    /// The numbers as printed.
    #[default]
    Value,
    /// The numbers in base units.
    Base,
}

/// A number computed from figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    /// Its id.
    pub id: Rc<str>,
    /// The section it belongs to; empty is none.
    pub section: Rc<str>,
    /// The expression: ids of figures, numbers, `+ - * / ^ ( )`, parted by blanks.
    pub expr: Rc<str>,
    /// How ids are read.
    pub operands: Operands,
    /// The number its author expects.
    pub value: f64,
    /// Its unit.
    pub unit: Words,
    /// How it is meant, given its inputs.
    pub qualifier: Qualifier,
    /// What it is.
    pub subject: Words,
    /// What it is not.
    pub caution: Words,
}

/// How two sides of a check are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    /// `=`.
    #[default]
    Equal,
    /// `<=`.
    AtMost,
    /// `>=`.
    AtLeast,
    /// One side is missing.
    None,
}

/// What becomes of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Both sides agree.
    #[default]
    Reconciles,
    /// Both cannot be read that way.
    DoesNotReconcile,
    /// A side is missing.
    CannotBeTested,
    /// A nominal level against real growth, rates over unlike bases.
    NotComparable,
    /// Not impossible, worth a look.
    Odd,
    /// A reading one might try, shown not to work.
    RulesOutReading,
    /// Equal, but not known to be the same thing.
    Coincidence,
}

impl Verdict {
    /// The words of the file.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("reconciles", Self::Reconciles),
        ("does_not_reconcile", Self::DoesNotReconcile),
        ("cannot_be_tested", Self::CannotBeTested),
        ("not_comparable", Self::NotComparable),
        ("odd", Self::Odd),
        ("rules_out_reading", Self::RulesOutReading),
        ("coincidence", Self::Coincidence),
    ];

    /// The word of the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, verdict)| *verdict == self)
            .map_or("reconciles", |(name, _)| name)
    }

    /// The computed verdict that an author's label stands on: `rules_out_reading`
    /// stands on `does_not_reconcile`, `coincidence` on `reconciles`, others on themselves.
    #[must_use]
    pub fn computed(self) -> Self {
        match self {
            Self::RulesOutReading => Self::DoesNotReconcile,
            Self::Coincidence => Self::Reconciles,
            Self::Reconciles
            | Self::DoesNotReconcile
            | Self::CannotBeTested
            | Self::NotComparable
            | Self::Odd => self,
        }
    }
}

/// A relation between figures, and what its author says becomes of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Check {
    /// Its id.
    pub id: Rc<str>,
    /// The section it belongs to.
    pub section: Rc<str>,
    /// `sum`, `compound`, `ratio`, `part_whole`, `bounds`, `repeat`, `unit`, `named_list`, `coincidence` …
    pub kind: Rc<str>,
    /// The left side, an expression as in [`Derived`].
    pub lhs: Rc<str>,
    /// How the sides compare.
    pub relation: Relation,
    /// The right side; empty when it is missing.
    pub rhs: Rc<str>,
    /// How ids are read.
    pub operands: Operands,
    /// The unit of both sides.
    pub unit: Words,
    /// The difference that still counts as equal, in `unit`; the file may leave it
    /// out: then it follows from the printed precision of the figures.
    pub tolerance: Option<f64>,
    /// The verdict as the author states it, label included.
    pub verdict: Verdict,
    /// The computed verdict the author expects; the file may leave it out, then
    /// it is [`Verdict::computed`] of `verdict`.
    pub expect: Verdict,
    /// The left side's number, as its author worked it out.
    pub actual: Option<f64>,
    /// The right side's number, as its author worked it out.
    pub expected: Option<f64>,
    /// Whether the page lists it among the checks to see.
    pub show: bool,
    /// The chart it is shown at too; empty is none.
    pub chart: Rc<str>,
    /// What it says, in words.
    pub comment: Words,
    /// What would settle it.
    pub settle: Words,
}
