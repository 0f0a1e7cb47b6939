//! Time scales: linear over milliseconds, with ticks of the calendar.

use super::linear::set_ends;
use crate::base::interval::{Interval, Part, nice as nice_at, tick_interval, ticks_at, time_ticks};
use crate::base::locale::Locale;
use crate::base::time_format::{MultiFormat, format_time};

/// The interval of a unit's name such as `month`, every `step`.
pub(super) fn interval(unit: &str, step: f64) -> Option<Interval> {
    let part = Part::parse(unit)?;
    if step == 1.0 { Some(Interval::one(part)) } else { Interval::every(part, step) }
}

/// The domain with its ends moved outward to steps of the interval, or of one with about ten steps.
///
/// Source: d3-scale 4, `time.js`.
pub(super) fn nice(domain: &mut [f64], count: f64, given: Option<Interval>, utc: bool) {
    let (Some(first), Some(last)) = (domain.first().copied(), domain.last().copied()) else {
        return;
    };
    if let Some(interval) = given.or_else(|| tick_interval(first, last, count, utc)) {
        set_ends(domain, nice_at(&interval, first, last));
    }
}

/// The steps of the interval, or about `count` ticks, within the domain.
///
/// Source: d3-scale 4, `time.js`.
pub(super) fn ticks(
    (first, last): (f64, f64),
    count: f64,
    given: Option<Interval>,
    utc: bool,
) -> Vec<f64> {
    match given {
        Some(interval) => ticks_at(&interval, first, last),
        None => time_ticks(first, last, count, utc),
    }
}

/// The end of the part that a time unit's shortest part makes, from a time on; none for days of the week.
pub(super) fn end_of_unit(unit: &str, start: f64) -> Option<f64> {
    let name = unit.strip_prefix("utc").unwrap_or(unit);
    let part = Part::ALL
        .iter()
        .filter(|part| name.ends_with(part.name()))
        .max_by_key(|part| part.name().len())?;
    Some(Interval::one(*part).offset(start, 1.0))
}

/// A time as text, by a pattern or by the longest part of it that begins there.
pub(super) fn text(locale: &Locale, format: Option<&str>, time: f64) -> String {
    match format {
        Some(pattern) => format_time(locale, pattern, time),
        None => MultiFormat::of(locale.lang).format(locale, time),
    }
}
