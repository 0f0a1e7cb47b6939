//! Relations between figures, recomputed from what the text states.
//!
//! An expression is worked three times: with the numbers as printed, with what
//! their digits leave open, and with what their qualifiers leave open too. The
//! verdict follows from where the two sides can meet.

mod expr;
mod stated;
mod dimension;
mod verdict;

pub use self::expr::{Expr, Fault, ids, parse};
pub use self::stated::{Stated, stated};
pub use self::verdict::{Index, Outcome, Side, Why, judge, value};
