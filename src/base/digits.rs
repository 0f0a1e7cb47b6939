//! The decimal digits of a number, as JavaScript writes and rounds them.

use crate::base::decimal::{exact, nearest};

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
    let sign = if number < 0.0 { "-" } else { "" };
    if size < 1e15 && size.fract() == 0.0 {
        return format!("{sign}{}", size as u64);
    }
    let digits = Digits::shortest(size);
    let text = if (1e-6..1e21).contains(&size) { digits.fixed() } else { digits.exponential() };
    format!("{sign}{text}")
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
    /// The fewest digits that read back as the number, which is finite and not negative.
    #[must_use]
    pub fn shortest(number: f64) -> Self {
        let exact = Self::exact(number);
        // 15 digits are never too many; numbers below these have fewer.
        let first = if number < 1e-300 { 1 } else { 15 };
        for count in first..17 {
            let near = exact.keep(count);
            if near.reads(number) {
                return near.trimmed();
            }
            // Below a power of two numbers are closer together, so that the nearest may be another's.
            if number.to_bits() << 12 == 0 && near.more().reads(number) {
                return near.more().trimmed();
            }
        }
        exact.keep(17).trimmed()
    }

    /// Whether that is the number nearest to the decimal.
    fn reads(&self, number: f64) -> bool {
        let after = i32::try_from(self.text.len()).unwrap_or(0) - 1;
        self.text.parse().is_ok_and(|whole| nearest(whole, self.exponent - after) == number)
    }

    /// All digits, however many.
    fn exact(number: f64) -> Self {
        let (text, places) = exact(number);
        let length = i32::try_from(text.len()).unwrap_or(0);
        if length == 0 {
            return Self { text: "0".to_owned(), exponent: 0 };
        }
        Self { text, exponent: length - 1 - places }
    }

    /// The number, not negative and finite, rounded to `count` digits (at least 1,
    /// all zeros when it is 0); exact halves go up, as in JavaScript's `toExponential` and `toPrecision`.
    #[must_use]
    pub fn rounded(number: f64, count: usize) -> Self {
        let mut digits = Self::exact(number).keep(count.max(1));
        let missing = count.saturating_sub(digits.text.len());
        digits.text.push_str(&"0".repeat(missing));
        digits
    }

    /// The digits in the given number of places after the point; halves of the
    /// written decimal go up.
    #[must_use]
    pub fn to_places(&self, places: i32) -> Self {
        match usize::try_from(self.exponent + 1 + places) {
            Ok(count) => self.keep(count),
            Err(_) => Self { text: "0".to_owned(), exponent: 0 },
        }
    }

    /// The first digits, rounded; halves go up.
    fn keep(&self, count: usize) -> Self {
        let (text, rest) = self.text.split_at_checked(count).unwrap_or((&self.text, ""));
        let digits = Self { text: text.to_owned(), exponent: self.exponent };
        if rest.starts_with(|digit| digit >= '5') {
            digits.more()
        } else if text.is_empty() {
            Self { text: "0".to_owned(), exponent: 0 }
        } else {
            digits
        }
    }

    /// The digits with one more in the last place, as many as before.
    fn more(&self) -> Self {
        let front = self.text.trim_end_matches('9');
        let zeros = "0".repeat(self.text.len() - front.len());
        match front.as_bytes().split_last() {
            Some((last, rest)) => {
                let last = char::from(last + 1);
                let text = format!("{}{last}{zeros}", String::from_utf8_lossy(rest));
                Self { text, exponent: self.exponent }
            }
            None => {
                let mut text = format!("1{zeros}");
                text.truncate(zeros.len().max(1));
                Self { text, exponent: self.exponent + 1 }
            }
        }
    }

    /// Without zeros at the end.
    fn trimmed(&self) -> Self {
        let text = self.text.trim_end_matches('0');
        Self { text: if text.is_empty() { "0" } else { text }.to_owned(), exponent: self.exponent }
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
}

/// The number, not negative, with `places` digits after the point; exact halves
/// go up and from 1e21 there is an exponent, as JavaScript's `toFixed`.
#[must_use]
pub fn to_fixed(number: f64, places: usize) -> String {
    if number.is_nan() || number >= 1e21 {
        return plain(number);
    }
    let digits = Digits::exact(number);
    let digits = digits.to_places(i32::try_from(places).unwrap_or(i32::MAX));
    let text = digits.fixed();
    let given = text.split_once('.').map_or(0, |(_, part)| part.len());
    let point = if given == 0 && places > 0 { "." } else { "" };
    format!("{text}{point}{}", "0".repeat(places - given))
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
    fn fewest_digits() {
        let check = |number: f64| {
            let text = format!("{number:e}");
            let (digits, exponent) = text.split_once('e').unwrap();
            let expected =
                Digits { text: digits.replace('.', ""), exponent: exponent.parse().unwrap() };
            assert_eq!(Digits::shortest(number), expected, "{number:e}");
        };
        for number in
            [0.0, 1.0, 1e23, 9.5, 5e-324, 1.5e-323, f64::MAX, f64::MIN_POSITIVE, 0.1 + 0.2]
        {
            check(number);
        }
        let mut bits: u64 = 1;
        for i in 0..2000 {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let number = match i % 4 {
                0 => f64::from_bits(bits >> 1),
                1 => bits as f64 / 1e19,
                2 => f64::from_bits(bits >> 12),
                // Powers of two.
                _ => f64::from_bits(((i + 4) / 4) << 52),
            };
            if number.is_finite() {
                check(number);
            }
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
