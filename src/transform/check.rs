//! One helper for the tests of all transforms.

use super::{Context, apply};
use crate::base::json::Json;
use crate::data::{Table, json};
use crate::error::{Notes, Place, Result};
use crate::spec::transform::Transform;

/// Applies the transform `step` to `rows`; both are JSON. The result is `expected`, rows with all their
/// members in the order of the columns, or `error at ` and the place.
pub(super) fn check(step: &str, rows: &str, expected: &str) {
    let found = match run(step, rows) {
        Ok(table) => json::write(&table).write(),
        Err(why) => format!("error at {}", why.at),
    };
    assert_eq!(found, expected, "{step}");
}

/// The table after the transform `step`.
pub(super) fn run(step: &str, rows: &str) -> Result<Table> {
    run_in(&Context::empty(), step, rows)
}

/// The table after the transform `step` in a context.
pub(super) fn run_in(context: &Context, step: &str, rows: &str) -> Result<Table> {
    let notes = &mut Notes::new();
    let at = Place::root().child("transform").child(0);
    let step = Transform::parse(notes, &at, &Json::parse(step)?)?;
    let table = json::read(&Place::root(), rows, None)?;
    apply(notes, context, &step, table)
}
