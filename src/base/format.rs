//! Number formats: d3-format's patterns, and the precision that ticks need.

pub use crate::base::digits::plain;
use crate::base::digits::{Digits, significant, to_fixed, to_precision};
use crate::base::locale::Locale;
use crate::base::number::{pow, round, tick_step};

/// A number format, read from a pattern such as `,.2f` or `+.1%`.
///
/// Source: d3-format 3, `locale.js`; vega-format, `number.js`.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberFormat {
    fill: char,
    align: char,
    sign: char,
    symbol: Option<char>,
    zero: bool,
    width: usize,
    comma: bool,
    precision: Option<usize>,
    trim: bool,
    kind: Option<char>,
    /// Whether zeros at the end of a fraction are cut off at the very last.
    short: bool,
    /// The exponent all numbers are written with: 6 and they are in millions.
    fixed_prefix: Option<i32>,
}

const PREFIXES: [&str; 17] =
    ["y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"];

impl NumberFormat {
    /// Reads `[[fill]align][sign][symbol][0][width][,][.precision][~][type]`;
    /// `None` when the text is no such pattern. The empty pattern writes at most
    /// 12 digits.
    ///
    /// ```
    /// use shushuo::base::{format::NumberFormat, locale::Locale};
    /// let money = NumberFormat::parse("$,.2f").map(|format| format.format(&Locale::en(), 1234.5));
    /// assert_eq!(money.as_deref(), Some("$1,234.50"));
    /// ```
    #[must_use]
    pub fn parse(pattern: &str) -> Option<Self> {
        let letters: Vec<char> = pattern.chars().collect();
        let at = |i: usize| letters.get(i).copied();
        let is_align = |letter: Option<char>| letter.filter(|letter| "<>=^".contains(*letter));
        let mut i = 0;
        let (mut fill, mut align) = (' ', '>');
        if let Some(found) = is_align(at(1)) {
            (fill, align, i) = (at(0)?, found, 2);
        } else if let Some(found) = is_align(at(0)) {
            (align, i) = (found, 1);
        }
        let mut take = |set: &str| {
            let found = at(i).filter(|letter| set.contains(*letter));
            i += usize::from(found.is_some());
            found
        };
        let sign = take("+-( ").unwrap_or('-');
        let symbol = take("$#");
        let zero = take("0").is_some();
        let mut digits = String::new();
        while let Some(digit) = take("0123456789") {
            digits.push(digit);
        }
        let width = if digits.is_empty() { 0 } else { digits.parse::<usize>().ok()?.min(4096) };
        let comma = take(",").is_some();
        let mut precision = None;
        if take(".").is_some() {
            digits.clear();
            while let Some(digit) = take("0123456789") {
                digits.push(digit);
            }
            precision = Some(digits.parse().ok()?);
        }
        let trim = take("~").is_some();
        let kind = at(i).filter(|letter| letter.is_ascii_alphabetic() || *letter == '%');
        i += usize::from(kind.is_some());
        (i == letters.len()).then_some(Self {
            fill,
            align,
            sign,
            symbol,
            zero,
            width,
            comma,
            precision,
            trim,
            kind,
            short: false,
            fixed_prefix: None,
        })
    }

    /// The format for ticks from `start` to `stop`, about `count` of them: without
    /// a precision of its own the pattern (`,f` when there is none) gets the one
    /// that tells neighbours apart. `None` when the text is no pattern.
    ///
    /// Source: vega-format, `formatSpan`; d3-scale, `tickFormat`.
    #[must_use]
    pub fn ticks(start: f64, stop: f64, count: f64, pattern: Option<&str>) -> Option<Self> {
        let mut format = Self::parse(pattern.unwrap_or(",f"))?;
        if format.precision.is_some() {
            return Some(format);
        }
        let step = exponent(tick_step(start, stop, count));
        let largest = start.abs().max(stop.abs());
        let precision = match format.kind {
            Some('s') => {
                let prefix = exponent(largest).map(|largest| prefix_exponent(largest) * 3);
                format.fixed_prefix = prefix;
                prefix.zip(step).map(|(prefix, step)| prefix - step)
            }
            None | Some('e' | 'g' | 'p' | 'r') => {
                let rest = exponent(largest - tick_step(start, stop, count).abs());
                rest.zip(step).map(|(rest, step)| {
                    (rest - step).max(0) + 1 - i32::from(format.kind == Some('e'))
                })
            }
            Some('f') => step.map(|step| -step),
            Some('%') => step.map(|step| (-step).max(0) - 2),
            Some(_) => None,
        };
        format.precision = precision.map(|precision| usize::try_from(precision).unwrap_or(0));
        Some(format)
    }

    /// The format for numbers of very different size, as on a logarithmic axis:
    /// without a precision of its own the pattern (`,` when there is none) writes
    /// 12 digits and cuts the zeros off. `None` when the text is no pattern.
    ///
    /// Source: vega-format, `formatFloat`.
    #[must_use]
    pub fn float(pattern: Option<&str>) -> Option<Self> {
        let pattern = pattern.filter(|pattern| !pattern.is_empty()).unwrap_or(",");
        let mut format = Self::parse(pattern)?;
        if format.precision.is_none() {
            format.short = true;
            format.precision = Some(match format.kind {
                Some('%') => 10,
                Some('e') => 11,
                Some(_) | None => 12,
            });
        }
        Some(format)
    }

    /// The number as text.
    #[must_use]
    pub fn format(&self, locale: &Locale, number: f64) -> String {
        let text = self.write(locale, number);
        if self.short { cut_zeros(&text, &locale.decimal) } else { text }
    }

    fn write(&self, locale: &Locale, number: f64) -> String {
        let mut kind = self.kind.unwrap_or(' ');
        let (mut comma, mut trim, mut precision) = (self.comma, self.trim, self.precision);
        if kind == 'n' {
            (comma, kind) = (true, 'g');
        } else if !"%bcdefgoprsXx".contains(kind) {
            precision = precision.or(Some(12));
            (trim, kind) = (true, 'g');
        }
        let (number, shown_prefix) = match self.fixed_prefix {
            Some(power) => {
                kind = 'f';
                (pow(10.0, f64::from(-power)) * number, prefix_name(power / 3))
            }
            None => (number, ""),
        };
        let precision = match precision {
            None => 6,
            Some(precision) if "gprs".contains(kind) => precision.clamp(1, 21),
            Some(precision) => precision.min(20),
        };
        let hash = self.symbol == Some('#') && "boxX".contains(kind);
        let letter = if hash { kind.to_ascii_lowercase().to_string() } else { String::new() };
        let [symbol, unit] = match self.symbol {
            Some('$') => [&*locale.currency[0], &*locale.currency[1]],
            _ if hash => ["0", ""],
            _ if kind == '%' || kind == 'p' => ["", &*locale.percent],
            _ => [""; 2],
        };
        let (mut sign, mut close, mut prefix, mut body) = ("", "", "", String::new());
        let rest;
        if kind == 'c' {
            rest = plain(number);
        } else {
            if number.is_nan() {
                body.push_str(&locale.nan);
            } else {
                (body, prefix) = digits_of(number.abs(), kind, precision);
            }
            if trim {
                body = trim_zeros(&body);
            }
            let negative = number.is_sign_negative()
                && !number.is_nan()
                && (self.sign == '+' || !is_zero(&body, kind));
            (sign, close) = match (negative, self.sign) {
                (true, '(') => ("(", ")"),
                (true, _) => (&*locale.minus, ""),
                (false, '+') => ("+", ""),
                (false, ' ') => (" ", ""),
                (false, _) => ("", ""),
            };
            let end = body.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(body.len());
            let end = if "defgprs%".contains(kind) { end } else { body.len() };
            let tail = body.split_off(end);
            rest = match tail.strip_prefix('.') {
                Some(part) => [&*locale.decimal, part].concat(),
                None => tail,
            };
        }
        let before = [sign, symbol, &letter].concat();
        let after = [&*rest, prefix, unit, shown_prefix, close].concat();
        self.pad(locale, comma, [before, body, after])
    }

    /// Puts sign and symbol, digits, and what follows together at the wanted width.
    fn pad(&self, locale: &Locale, comma: bool, [before, mut body, after]: [String; 3]) -> String {
        let zero = self.zero || (self.fill == '0' && self.align == '=');
        let (fill, align) = if zero { ('0', '=') } else { (self.fill, self.align) };
        if comma && !zero {
            body = group(&body, usize::MAX, locale);
        }
        let [front, middle, back] = [&before, &body, &after].map(|text| text.chars().count());
        let missing = self.width.saturating_sub(front + middle + back);
        let mut padding = fill.to_string().repeat(missing);
        if comma && zero {
            let width = if missing > 0 { self.width.saturating_sub(back) } else { usize::MAX };
            body = group(&[padding, body].concat(), width, locale);
            padding = String::new();
        }
        let (left, right) =
            padding.split_at_checked(missing / 2 * fill.len_utf8()).unwrap_or_default();
        let padding = &*padding;
        let [first, inner, last] = match align {
            '<' => ["", "", padding],
            '=' => ["", padding, ""],
            '^' => [left, "", right],
            _ => [padding, "", ""],
        };
        [first, &before, inner, &body, &after, last].concat()
    }
}

/// The digits of a number that is not negative, and its SI prefix.
fn digits_of(number: f64, kind: char, precision: usize) -> (String, &'static str) {
    let text = match kind {
        'd' if number.is_infinite() => "∞".to_owned(),
        _ if number.is_infinite() => plain(number),
        '%' => to_fixed(number * 100.0, precision),
        'b' | 'o' | 'x' | 'X' if number >= 18_446_744_073_709_551_615.0 => plain(number),
        'b' => in_bits(number, 1),
        'o' => in_bits(number, 3),
        'x' => in_bits(number, 4),
        'X' => in_bits(number, 4).to_ascii_uppercase(),
        'd' => Digits::shortest(round(number)).fixed(),
        'e' => Digits::rounded(number, precision + 1).exponential(),
        'f' => to_fixed(number, precision),
        'p' => significant(number * 100.0, precision),
        'r' => significant(number, precision),
        's' => return with_prefix(number, precision),
        'g' => to_precision(number, precision),
        _ => plain(number),
    };
    (text, "")
}

/// The nearest whole number in digits of so many bits.
fn in_bits(number: f64, bits: u32) -> String {
    let whole = round(number) as u64;
    let places = (u64::BITS - whole.leading_zeros()).div_ceil(bits).max(1);
    let digit = |place| {
        let digit = (whole >> (place * bits)) as u32 & ((1 << bits) - 1);
        char::from_digit(digit, 16).unwrap_or('0')
    };
    (0..places).rev().map(digit).collect()
}

/// Significant digits before an SI prefix.
fn with_prefix(number: f64, count: usize) -> (String, &'static str) {
    if number == 0.0 || !number.is_finite() {
        return (to_precision(number, count), "");
    }
    let digits = Digits::rounded(number, count);
    let prefix = prefix_exponent(digits.exponent);
    let inner = digits.exponent - prefix * 3;
    let text = if inner < 0 {
        // Below the least prefix the digits that remain are fewer.
        let left = i32::try_from(count).unwrap_or(21) + inner;
        let fewer = match usize::try_from(left) {
            Ok(0) | Err(_) => Digits::shortest(number),
            Ok(left) => Digits::rounded(number, left),
        };
        Digits { exponent: inner, ..fewer }.fixed()
    } else {
        Digits { exponent: inner, ..digits }.fixed()
    };
    (text, prefix_name(prefix))
}

/// The power of a thousand that has a prefix.
fn prefix_exponent(exponent: i32) -> i32 {
    exponent.div_euclid(3).clamp(-8, 8)
}

fn prefix_name(thousands: i32) -> &'static str {
    usize::try_from(thousands + 8).ok().and_then(|i| PREFIXES.get(i)).unwrap_or(&"")
}

/// The power of ten of the first digit; none of 0 and what is not finite.
fn exponent(number: f64) -> Option<i32> {
    (number != 0.0 && number.is_finite()).then(|| Digits::shortest(number.abs()).exponent)
}

/// Whether the text is a zero of the given type.
fn is_zero(text: &str, kind: char) -> bool {
    if "boxX".contains(kind) {
        return text == "0";
    }
    let mantissa = text.split('e').next().unwrap_or("");
    mantissa.contains('0') && mantissa.bytes().all(|byte| byte == b'0' || byte == b'.')
}

/// Cuts the zeros that end a fraction, also before an exponent: `1.20e+5` is `1.2e+5`.
fn trim_zeros(text: &str) -> String {
    let end =
        text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    if !number.contains('.') {
        return text.to_owned();
    }
    [number.trim_end_matches('0').trim_end_matches('.'), rest].concat()
}

/// The same for a text that may carry signs and symbols around.
fn cut_zeros(text: &str, decimal: &str) -> String {
    let Some(point) = text.find(decimal) else { return text.to_owned() };
    let end = match text.rfind('e') {
        Some(end) if end > point => end,
        _ => text.rfind(|letter: char| letter.is_ascii_digit()).map_or(text.len(), |i| i + 1),
    };
    let (Some(whole), Some(part)) = (text.get(..point), text.get(point + decimal.len()..end))
    else {
        return text.to_owned();
    };
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { decimal };
    [whole, point, part, text.get(end..).unwrap_or("")].concat()
}

/// Sets signs between groups of digits from the right, as long as the result fits the width.
fn group(digits: &str, width: usize, locale: &Locale) -> String {
    let mut end = digits.len();
    let mut sizes = locale.grouping.iter().cycle();
    let mut parts: Vec<&str> = Vec::new();
    let mut length = 0;
    while end > 0 {
        let Some(&size) = sizes.next().filter(|size| **size > 0) else { break };
        let size =
            if length + size + 1 > width { width.saturating_sub(length).max(1) } else { size };
        let start = end.saturating_sub(size);
        parts.push(digits.get(start..end).unwrap_or(""));
        end = start;
        length += size + 1;
        if length > width {
            break;
        }
    }
    parts.reverse();
    parts.join(&locale.thousands)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, number: f64, text: &str) {
        let found = NumberFormat::parse(pattern).map(|f| f.format(&Locale::en(), number));
        assert_eq!(found.as_deref(), Some(text), "{pattern:?} of {number}");
    }

    // The expected texts were written by d3-format 3.1.3 and vega-format 2.1.3.
    #[test]
    fn patterns() {
        for (pattern, number, text) in [
            ("", 0.30000000000000004, "0.3"),
            ("", 1e21, "1e+21"),
            ("n", 12345.678, "12,345.7"),
            (",d", -12345.678, "−12,346"),
            ("(d", -12345.678, "(12346)"),
            ("+d", 12.0, "+12"),
            (",.2f", 12345.678, "12,345.68"),
            ("($,.2f", -12345.678, "($12,345.68)"),
            ("%", 0.5, "50.000000%"),
            (".1%", 0.995, "99.5%"),
            ("p", 0.000123456, "0.0123456%"),
            ("e", 12345.678, "1.234568e+4"),
            (".3~e", 100.0, "1e+2"),
            (".3g", 123456789.0, "1.23e+8"),
            (".2r", 123456789.0, "120000000"),
            ("s", 42000000.0, "42.0000M"),
            (".3s", 999999.0, "1.00M"),
            ("~s", 0.000123456, "123.456µ"),
            ("s", 5e-27, "0.00500y"),
            ("$.2s", 1000000.0, "$1.0M"),
            ("#b", 12.0, "0b1100"),
            ("#x", 255.0, "0xff"),
            ("X", -255.0, "−FF"),
            ("06d", -12345.678, "−12346"),
            ("010,.2f", 12.0, "000,012.00"),
            ("08,d", 12345.678, "0,012,346"),
            ("*>12", 12.0, "**********12"),
            ("*<12", -2.5, "−2.5********"),
            ("*^12", 12.0, "*****12*****"),
            ("=12.1f", -12345.678, "−    12345.7"),
            (".0f", 2.5, "3"),
            (".20f", 1.005, "1.00499999999999989342"),
            ("Q", 100.0, "100"),
            ("d", 1.2345e25, "12345000000000000000000000"),
            (".2f", f64::NAN, "NaN"),
            ("s", -0.0, "0.00000"),
            ("+", -0.0, "−0"),
            ("d", -0.001, "0"),
            (".2f", f64::INFINITY, "Infinity"),
            ("d", f64::INFINITY, "∞"),
            ("c", 1.5, "1.5"),
        ] {
            check(pattern, number, text);
        }
        for pattern in ["( d", ".", "d3", ",,", ".2.", "，"] {
            assert_eq!(NumberFormat::parse(pattern), None, "{pattern:?}");
        }
    }

    #[test]
    fn precision_of_ticks() {
        for (start, stop, count, pattern, number, text) in [
            (0.0, 1.0, 10.0, None, 1.0, "1.0"),
            (0.0, 100.0, 5.0, None, 100.0, "100"),
            (0.0, 0.01, 4.0, Some("%"), 0.01, "1.0%"),
            (0.0, 2283829.0, 6.0, Some("s"), 2283829.0, "2.3M"),
            (0.0, 2283829.0, 6.0, Some("~s"), 2283829.0, "2.3M"),
            (1000000.0, 5000000.0, 4.0, Some("$s"), 5000000.0, "$5M"),
            (0.123, 0.128, 5.0, Some("e"), 0.128, "1.28e-1"),
            (-5.0, 5.0, 10.0, Some("r"), 5.0, "5"),
            (0.0, 1e-7, 3.0, None, 1e-7, "0.00000010"),
            (3.0, 3.0, 5.0, None, 3.0, "3.000000"),
            (10.0, 0.0, 5.0, Some(".1s"), 0.0, "0"),
            (0.0, 0.01, 4.0, Some("p"), 0.01, "1%"),
        ] {
            let found = NumberFormat::ticks(start, stop, count, pattern)
                .map(|format| format.format(&Locale::en(), number));
            assert_eq!(found.as_deref(), Some(text), "{start} to {stop} by {pattern:?}");
        }
    }

    #[test]
    fn numbers_of_any_size() {
        for (pattern, number, text) in [
            ("", 1234567.0, "1,234,567"),
            ("", 0.000001, "0.000001"),
            ("s", 123.456, "123.456"),
            ("%", 0.1, "10%"),
            ("e", 1234567.0, "1.234567e+6"),
            ("$,", 1234567.0, "$1,234,567"),
            ("(,", -0.25, "(0.25)"),
            (".2f", 123.456, "123.46"),
            ("", 1.5e-9, "1.5e-9"),
        ] {
            let found = NumberFormat::float(Some(pattern))
                .map(|format| format.format(&Locale::en(), number));
            assert_eq!(found.as_deref(), Some(text), "{pattern:?}");
        }
    }
}
