//! Time scales: linear over milliseconds, with ticks of the calendar.

use super::linear::set_ends;
use crate::base::interval::{Interval, Part, nice as nice_at, tick_interval, ticks_at, time_ticks};
use crate::base::locale::Locale;
use crate::base::time_format::{MultiFormat, format_time};

/// The interval of a unit's name such as `month`, every `step`, at most a thousand.
pub(super) fn interval(unit: &str, step: f64) -> Option<Interval> {
    let part = Part::parse(unit)?;
    if step == 1.0 { Some(Interval::one(part)) } else { Interval::every(part, step.min(1000.0)) }
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
    // An interval of seconds over years would be millions of ticks.
    let short = |interval: &Interval| {
        let length = interval.offset(first, 1.0) - first;
        (last - first).abs() / length <= 2000.0
    };
    match given.filter(short) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::calendar::{iso, midnight};

    fn days(times: &[f64]) -> Vec<String> {
        times.iter().map(|time| iso(*time)[..10].to_owned()).collect()
    }

    #[test]
    fn round_domains() {
        let check = |given, expected: [&str; 2]| {
            let mut domain = [midnight(2020, 1, 12), midnight(2020, 4, 20)];
            nice(&mut domain, 10.0, given, false);
            assert_eq!(days(&domain), expected);
        };
        check(None, ["2020-02-09", "2020-05-24"]);
        check(interval("month", 1.0), ["2020-02-01", "2020-06-01"]);
        check(interval("year", 1.0), ["2020-01-01", "2021-01-01"]);
        check(interval("month", 3.0), ["2020-01-01", "2020-07-01"]);
        assert_eq!(interval("fortnight", 1.0), None);
        assert_eq!(interval("month", 0.0), None);
    }

    #[test]
    fn broken_domains_end() {
        let odd = [f64::NAN, f64::INFINITY, -1e300, 1e16, 0.0];
        for first in odd {
            for last in odd {
                for unit in ["year", "quarter", "month", "week", "date", "milliseconds"] {
                    for step in [1.0, 3.0, 1e9] {
                        let given = interval(unit, step);
                        nice(&mut [first, last], 10.0, given, false);
                        assert!(ticks((first, last), 10.0, given, true).len() < 5000);
                    }
                }
            }
        }
    }

    #[test]
    fn ends_of_units() {
        let check = |unit, expected: Option<&str>| {
            let end = end_of_unit(unit, midnight(2001, 0, 1)).map(|end| days(&[end]).join(""));
            assert_eq!(end.as_deref(), expected, "{unit}");
        };
        check("year", Some("2002-01-01"));
        check("yearmonth", Some("2001-02-01"));
        check("utcyearmonthdate", Some("2001-01-02"));
        check("yearquarter", Some("2001-04-01"));
        check("", None);
    }
}
