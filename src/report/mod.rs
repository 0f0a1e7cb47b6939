//! The page around the charts, without IO: a report file in, its page out.

pub mod decimal;
pub mod unit;
pub mod model;
pub mod figure;
mod fields;
pub mod parse;
mod bind;
pub mod read;
pub mod relation;
pub mod check;
pub mod draft;
pub mod diff;
pub mod words;
pub mod prose;
pub mod table;
pub mod entry;
pub mod html;

pub use self::model::{
    Chart, Check, Date, Derived, Figure, Gap, Measure, Member, Number, Operands, Panel, Part,
    Period, PeriodBasis, Qualifier, Relation, Report, Section, Series, Shows, Source, Verdict,
    Words,
};
pub use self::parse::parse;
