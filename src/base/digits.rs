//! The decimal digits of a number, as JavaScript writes and rounds them.

use crate::base::number::pow;

/// The shortest decimal that reads back as the number, as JavaScript's
/// `String(number)`: with an exponent from 1e21 and below 1e-6.
///
/// ```
/// use shushuo::base::format::plain;
/// assert_eq!(plain(-0.1), "-0.1");
/// assert_eq!(plain(1e21), "1e+21");
/// ```
#[must_use]
pub fn plain(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let size = number.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&size) {
        return format!("{number}");
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let digits = Digits::shortest(size);
    format!("{sign}{}", digits.exponential())
}

/// A positive number as digits and an exponent: 0.0123 is `123` and −2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// The digits, the first of them not 0 unless the number is.
    pub text: String,
    /// The power of ten of the first digit.
    pub exponent: i32,
}

impl Digits {
    /// The fewest digits that read back as the number, which is positive and finite.
    #[must_use]
    pub fn shortest(number: f64) -> Self {
        Self::read(&format!("{number:e}"))
    }

    /// The number, not negative and finite, rounded to `count` digits (at least 1,
    /// all zeros when it is 0); exact halves go up, as in JavaScript's `toExponential` and `toPrecision`.
    #[must_use]
    pub fn rounded(number: f64, count: usize) -> Self {
        let places = count.max(1) - 1;
        let even = Self::read(&format!("{number:.places$e}"));
        // The first digit of a tie may have been carried over: 9.5 is 1e1 already.
        let exponent = Self::shortest(number).exponent;
        let after = i32::try_from(places).unwrap_or(i32::MAX) - exponent;
        if number == 0.0 || !halfway(number, after) {
            return even;
        }
        let more = places + 1;
        let mut exact = Self::read(&format!("{number:.more$e}"));
        exact.text.pop();
        exact.increment(count.max(1));
        exact
    }

    /// The digits in the given number of places after the point; halves of the
    /// written decimal go up.
    #[must_use]
    pub fn to_places(&self, places: i32) -> Self {
        let keep = self.exponent + 1 + places;
        let mut out = self.clone();
        let Ok(keep) = usize::try_from(keep) else {
            return Self { text: "0".to_owned(), exponent: 0 };
        };
        if keep >= self.text.len() {
            return out;
        }
        let up = self.text.as_bytes().get(keep).is_some_and(|digit| *digit >= b'5');
        out.text.truncate(keep);
        if up {
            if keep == 0 {
                return Self { text: "1".to_owned(), exponent: self.exponent + 1 };
            }
            out.increment(keep);
        } else if keep == 0 {
            return Self { text: "0".to_owned(), exponent: 0 };
        }
        out
    }

    /// Without an exponent: `0.0123`.
    #[must_use]
    pub fn fixed(&self) -> String {
        let text = &self.text;
        let length = i32::try_from(text.len()).unwrap_or(i32::MAX);
        let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
        if self.exponent < 0 {
            return format!("0.{}{text}", zeros(-self.exponent - 1));
        }
        let whole = usize::try_from(self.exponent + 1).unwrap_or(0);
        match text.split_at_checked(whole) {
            Some((all, "")) => all.to_owned(),
            Some((whole, part)) => format!("{whole}.{part}"),
            None => format!("{text}{}", zeros(self.exponent + 1 - length)),
        }
    }

    /// With an exponent: `1.23e-2`.
    #[must_use]
    pub fn exponential(&self) -> String {
        let (first, rest) = self.text.split_at_checked(1).unwrap_or((&self.text, ""));
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if self.exponent < 0 { '-' } else { '+' };
        format!("{first}{point}{rest}e{sign}{}", self.exponent.unsigned_abs())
    }

    /// Reads Rust's `1.23e-2`.
    fn read(text: &str) -> Self {
        let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
        Self {
            text: digits.chars().filter(char::is_ascii_digit).collect(),
            exponent: exponent.parse().unwrap_or(0),
        }
    }

    /// Adds one to the last digit and keeps `count` digits.
    fn increment(&mut self, count: usize) {
        self.text = match carry(&self.text) {
            (digits, true) => {
                self.exponent += 1;
                format!("1{digits}")
            }
            (digits, false) => digits,
        };
        self.text.truncate(count);
    }
}

/// The number, not negative, with `places` digits after the point; exact halves
/// go up and from 1e21 there is an exponent, as JavaScript's `toFixed`.
#[must_use]
pub fn to_fixed(number: f64, places: usize) -> String {
    if number.is_nan() || number >= 1e21 {
        return plain(number);
    }
    if !halfway(number, i32::try_from(places).unwrap_or(i32::MAX)) {
        return format!("{number:.places$}");
    }
    // One place more is exact and ends in 5.
    let more = places + 1;
    let exact = format!("{number:.more$}");
    let digits: String = exact.chars().filter(char::is_ascii_digit).collect();
    let (up, over) = carry(digits.get(..digits.len() - 1).unwrap_or(""));
    let up = if over { format!("1{up}") } else { up };
    match up.split_at_checked(up.len().saturating_sub(places)) {
        Some((whole, part)) if places > 0 => format!("{whole}.{part}"),
        _ => up,
    }
}

/// The number, not negative, rounded to `count` digits, never with an exponent.
#[must_use]
pub fn significant(number: f64, count: usize) -> String {
    if number == 0.0 || !number.is_finite() {
        return plain(number);
    }
    Digits::rounded(number, count).fixed()
}

/// The number, not negative, with `count` digits; with an exponent when that is
/// not between -6 and `count`, as JavaScript's `toPrecision`.
#[must_use]
pub fn to_precision(number: f64, count: usize) -> String {
    if !number.is_finite() {
        return plain(number);
    }
    let digits = Digits::rounded(number, count);
    if digits.exponent < -6 || usize::try_from(digits.exponent).is_ok_and(|power| power >= count) {
        digits.exponential()
    } else {
        digits.fixed()
    }
}

/// The digits plus one in the last place, and whether a 1 is carried out in front.
fn carry(digits: &str) -> (String, bool) {
    let mut bytes = digits.as_bytes().to_vec();
    for byte in bytes.iter_mut().rev() {
        if *byte == b'9' {
            *byte = b'0';
        } else {
            *byte += 1;
            return (String::from_utf8(bytes).unwrap_or_default(), false);
        }
    }
    (String::from_utf8(bytes).unwrap_or_default(), true)
}

/// Whether the number lies exactly in the middle between two decimals with
/// `places` digits after the point (before it when negative).
fn halfway(number: f64, places: i32) -> bool {
    if places >= 0 {
        // A fraction of m bits has m decimal digits, the last of them 5.
        let scaled = libm::ldexp(number, places.saturating_add(1));
        return scaled.is_finite() && scaled % 2.0 == 1.0;
    }
    // Halves of higher powers of ten have more than 53 bits.
    if places < -22 {
        return false;
    }
    let unit = pow(10.0, f64::from(-places));
    number % unit == unit / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.5, "-1.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e-6, "0.000001"),
            (1.5e-7, "1.5e-7"),
            (-1e-7, "-1e-7"),
            (1e20, "100000000000000000000"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (1e21, "1e+21"),
            (1.25e25, "1.25e+25"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(plain(number), text);
        }
    }

    #[test]
    fn halves_go_up() {
        for (number, places, text) in [
            (0.5, 0, "1"),
            (1.5, 0, "2"),
            (2.5, 0, "3"),
            (0.125, 2, "0.13"),
            (9.5, 0, "10"),
            (99.5, 0, "100"),
            (9.995, 2, "9.99"),
            (1.005, 2, "1.00"),
            (0.000_03, 2, "0.00"),
            (1e21, 2, "1e+21"),
            (1.0, 20, "1.00000000000000000000"),
            (0.1, 20, "0.10000000000000000555"),
        ] {
            assert_eq!(to_fixed(number, places), text, "{number} {places}");
        }
        for (number, count, text) in [
            (25.0, 1, "3e+1"),
            (9.5, 1, "1e+1"),
            (95.0, 1, "1e+2"),
            (8.5, 1, "9e+0"),
            (1.25, 2, "1.3e+0"),
            (12_350.0, 3, "1.24e+4"),
            (123_456.0, 3, "1.23e+5"),
            (5e-324, 3, "4.94e-324"),
        ] {
            assert_eq!(Digits::rounded(number, count).exponential(), text, "{number} {count}");
        }
    }

    #[test]
    fn places_of_the_written_decimal() {
        for (number, places, text) in [
            (1.005, 2, "1.01"),
            (147.26, 1, "147.3"),
            (999.96, 1, "1000"),
            (0.004, 2, "0"),
            (0.006, 2, "0.01"),
            (0.000_9, 2, "0"),
            (12.0, 3, "12"),
        ] {
            let text_of = |digits: Digits| {
                let text = digits.fixed();
                if text.contains('.') {
                    text.trim_end_matches('0').trim_end_matches('.').to_owned()
                } else {
                    text
                }
            };
            assert_eq!(text_of(Digits::shortest(number).to_places(places)), text, "{number}");
        }
    }
}
