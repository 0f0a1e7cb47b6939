//! `timeUnit`.

use super::input::Input;
use super::{extent, place};
use crate::base::interval::Part;
use crate::base::{path, time_unit};
use crate::data::table::NULL;
use crate::data::{Column, Table, parse};
use crate::error::{Diagnostic, Result, SpecError, Word};
use crate::spec::source::Kind;
use crate::spec::transform::TimeUnit;

/// Rounds times down to a unit, such as the month or the day of the week.
///
/// The table gets two columns of times: where the step of each time begins, and where it ends. A unit
/// without the year has times of the year 2012. The field itself becomes a column of times, when it has
/// texts or numbers. Null, and what is no time, give null.
///
/// # Errors
///
/// `DataError::UnknownField` at `field`; `SpecError::Unknown` at `timeUnit` when there is no such unit.
///
/// Source: Vega-Lite docs, "Time Unit"; Vega, `TimeUnit.js`.
pub(super) fn apply(step: &TimeUnit, input: &Input, mut table: Table) -> Result<Table> {
    let [column] = input.columns else { return Ok(table) };
    let times = parse::column(column, &Kind::Date);
    let values = times.numbers().cloned().unwrap_or_default();
    let params = &step.time_unit;
    let mut unit = match &params.unit {
        Some(name) => time_unit::TimeUnit::parse(name).ok_or_else(|| {
            let kind =
                SpecError::Unknown { word: Word::TimeUnit, found: name.clone(), nearest: None };
            Diagnostic::error(&place(&step.at, "timeUnit", 0), kind)
        })?,
        None => {
            let [start, stop] = extent::range(&values).unwrap_or([0.0, 1.0]);
            time_unit::TimeUnit::of_bins(start, stop, params.maxbins.unwrap_or(40.0))
                .ok_or_else(|| Diagnostic::error(&step.at, SpecError::Missing { name: "unit" }))?
        }
    };
    if let Some(step) = params.step.filter(|step| *step >= 1.0) {
        unit.step = step;
    }
    let (mut from, mut to) = (Vec::with_capacity(values.len()), Vec::with_capacity(values.len()));
    // With the year, a unit's steps follow one another, so all times within the last step have it too.
    let follows = unit.has(Part::Year);
    let (mut start, mut end) = (NULL, NULL);
    for time in values.iter() {
        if !(follows && *time >= start && *time < end) {
            start = unit.floor(*time);
            start = if start.is_nan() { NULL } else { start };
            end = if start.is_nan() { NULL } else { unit.offset(start, 1.0) };
        }
        from.push(start);
        to.push(end);
    }
    table.put(&path::flat(&step.field), times);
    let [start, end] = &step.name;
    table.put(start, Column::Time(from.into()));
    table.put(end, Column::Time(to.into()));
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn units() {
        check(
            r#"{"timeUnit":"yearmonth","field":"d","as":"m"}"#,
            r#"[{"d":"2012-02-15"},{"d":null}]"#,
            r#"[{"d":"2012-02-15T00:00:00.000Z","m":"2012-02-01T00:00:00.000Z","m_end":"2012-03-01T00:00:00.000Z"},{"d":null,"m":null,"m_end":null}]"#,
        );
        check(
            r#"{"timeUnit":{"unit":"utcyear","step":5},"field":"d","as":"y"}"#,
            r#"[{"d":"2013-02-15"}]"#,
            r#"[{"d":"2013-02-15T00:00:00.000Z","y":"2010-01-01T00:00:00.000Z","y_end":"2015-01-01T00:00:00.000Z"}]"#,
        );
        check(
            r#"{"timeUnit":"month","field":"d","as":"m"}"#,
            r#"[{"d":0}]"#,
            r#"[{"d":"1970-01-01T00:00:00.000Z","m":"2012-01-01T00:00:00.000Z","m_end":"2012-02-01T00:00:00.000Z"}]"#,
        );
        check(
            r#"{"timeUnit":"moon","field":"d","as":"m"}"#,
            r#"[{"d":0}]"#,
            "error at /transform/0/timeUnit",
        );
        check(
            r#"{"timeUnit":"year","field":"e","as":"m"}"#,
            r#"[{"d":0}]"#,
            "error at /transform/0/field",
        );
    }
}
