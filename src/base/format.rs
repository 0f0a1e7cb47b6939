//! Number formats: d3-format's patterns, and the Chinese 万/亿 form.

/// The shortest decimal that reads back as the number, as JavaScript's `String(number)`.
#[must_use]
pub fn plain(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}
