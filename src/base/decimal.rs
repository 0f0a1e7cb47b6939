//! Numbers ↔ decimal digits, exactly. The standard library's own way is faster, but is 25 kB of
//! program and tables that every page would load.
//!
//! Source: IEEE 754, "round to nearest, ties to even". For most numbers one product of 128 bits is
//! enough (D. Lemire, "Number Parsing at a Gigabyte per Second", 2021); the others are worked out
//! with whole numbers of any size.

/// The number that a decimal such as `-12.5e3` says; digits may be missing on one side of the
/// point. What is too large is infinite. `None` when the text is no decimal.
///
/// ```
/// use shushuo::base::decimal::read;
/// assert_eq!(read("-12.5e3"), Some(-12500.0));
/// assert_eq!(read("1e"), None);
/// ```
#[must_use]
pub fn read(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text).as_bytes();
    // The first digits, and where those begin that have no room any more.
    let (mut whole, mut cut) = (0_u64, usize::MAX);
    let (mut exponent, mut length, mut point) = (0_i32, 0, false);
    for digit in digits {
        match digit {
            b'0'..=b'9' if whole < 1_000_000_000_000_000_000 => {
                whole = whole * 10 + u64::from(digit - b'0');
                exponent -= i32::from(point);
            }
            b'0'..=b'9' => {
                cut = cut.min(length);
                exponent += i32::from(!point);
            }
            b'.' if !point => point = true,
            _ => break,
        }
        length += 1;
    }
    if length == usize::from(point) {
        return None;
    }
    if let [letter, power @ ..] = digits.get(length..)? {
        let (sign, power) = match power {
            [b'-', power @ ..] => (-1, power),
            [b'+', power @ ..] | power => (1, power),
        };
        if !matches!(letter, b'e' | b'E') || power.is_empty() {
            return None;
        }
        let mut number: i32 = 0;
        for digit in power {
            let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
            number = number.saturating_mul(10).saturating_add(digit.into());
        }
        exponent = exponent.saturating_add(sign * number);
    }
    let number = match digits.get(cut..length) {
        None => nearest(whole, exponent),
        Some(more) => of_many(whole, more, exponent),
    };
    Some(if text.starts_with('-') { -number } else { number })
}

/// The number of few digits and without an exponent that begins at a byte of JSON text, and where
/// it ends; `None` when there is no such one or the text ends soon after: then [`read`] knows.
#[inline(always)]
#[must_use]
pub fn short(bytes: &[u8], start: usize) -> Option<(f64, usize)> {
    let minus = bytes.get(start) == Some(&b'-');
    let first = start + usize::from(minus);
    let digits = bytes.get(first..)?;
    let eight = u64::from_le_bytes(*digits.first_chunk()?) ^ (0x30 * EACH);
    // A byte is no digit where this has its highest bit; up to the first but a point that is right.
    let mut others = (eight.wrapping_add(0x76 * EACH) | eight) & (0x80 * EACH);
    let mut point = others.trailing_zeros() as usize / 8;
    let mut length = point;
    let mut packed = eight;
    if digits.get(point) == Some(&b'.') {
        others &= others.wrapping_sub(1);
        length = others.trailing_zeros() as usize / 8;
        let before = !(u64::MAX << ((8 * point) & 63));
        packed = eight & before | (eight >> 8) & !before;
    }
    let mut whole = 0;
    if others != 0 {
        // The digits at the end of eight, behind zeros; then pairs, fours, all of them.
        let count = length - usize::from(length > point);
        let eight = packed.unbounded_shl(64 - 8 * count as u32);
        let pairs = eight.wrapping_mul(10).wrapping_add(eight >> 8);
        let (odd, even) = (pairs & 0xff_0000_00ff, (pairs >> 16) & 0xff_0000_00ff);
        let odd = odd.wrapping_mul(100 + (1_000_000 << 32));
        whole = odd.wrapping_add(even.wrapping_mul(1 + (10_000 << 32))) >> 32;
    } else {
        (point, length) = (usize::MAX, 0);
        for byte in digits {
            match byte {
                b'0'..=b'9' => whole = whole.wrapping_mul(10).wrapping_add(u64::from(byte - b'0')),
                b'.' if point > length => point = length,
                _ => break,
            }
            length += 1;
        }
        point = point.min(length);
    }
    let places = length - point;
    let wrong = point == 0
        // A point without digits behind it.
        || places == 1
        || (point > 1 && digits.first() == Some(&b'0'))
        || matches!(digits.get(length), Some(b'.' | b'e' | b'E'));
    if wrong || length > 18 {
        return None;
    }
    let places = places.saturating_sub(1);
    let number = match TENS.get(places) {
        // Both are exact, and so their quotient is the nearest.
        Some(power) if whole <= 1 << 53 => whole as i64 as f64 / power,
        _ => nearest(whole, -(places as i32)),
    };
    Some((if minus { -number } else { number }, first + length))
}

/// A byte that is 1, eight times.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The number nearest to `whole` · 10^`exponent`.
#[must_use]
pub fn nearest(whole: u64, exponent: i32) -> f64 {
    if whole <= 1 << 53 && exponent.abs() <= 22 {
        // Both are exact, and so their product or quotient is the nearest.
        let power = TENS.get(exponent.unsigned_abs() as usize).copied().unwrap_or(1.0);
        return if exponent < 0 { whole as f64 / power } else { whole as f64 * power };
    }
    if exponent < 0
        && let Some(fifth) = FIFTHS.get(exponent.unsigned_abs() as usize)
    {
        let zeros = whole.leading_zeros();
        let whole = u128::from(whole << zeros);
        let product = whole * (fifth >> 64) + ((whole * (fifth & u128::from(u64::MAX))) >> 64);
        let more = product.leading_zeros();
        let product = product << more;
        let (top, below) = ((product >> 64) as u64, product as u64);
        // The product is less than four too small: no matter, unless that carries over.
        if (1..u64::MAX - 4).contains(&below) {
            let places = 5_u64.pow(exponent.unsigned_abs()).leading_zeros();
            let power = places as i32 - 63 + exponent - (zeros + more) as i32;
            return rounded(top, true, power);
        }
    }
    scaled(Whole(vec![whole as u32, (whole >> 32) as u32]), exponent)
}

/// The same with more digits, among which a point may stand.
fn of_many(whole: u64, more: &[u8], mut exponent: i32) -> f64 {
    let mut all = Whole(vec![whole as u32, (whole >> 32) as u32]);
    // Numbers and the middles between them have fewer than 800 digits.
    let (first, rest) = more.split_at(more.len().min(800));
    let tail = rest.iter().any(|digit| matches!(digit, b'1'..=b'9'));
    for digit in first.iter().chain(tail.then_some(&b'1')).filter(|digit| **digit != b'.') {
        all.multiply(10, u32::from(digit - b'0'));
        exponent = exponent.saturating_sub(1);
    }
    scaled(all, exponent)
}

/// The digits of a number, which is finite and not negative, and how many of them stand behind the
/// point. They are all there are: no decimal is nearer.
#[must_use]
pub fn exact(number: f64) -> (String, i32) {
    let bits = number.to_bits();
    let (part, power) = (bits & ((1 << 52) - 1), (bits >> 52) as i32);
    let whole = if power == 0 { part } else { part | 1 << 52 };
    let zeros = whole.trailing_zeros().min(52);
    let (whole, power) = (whole >> zeros, power.max(1) - 1075 + zeros as i32);
    let mut all = Whole(vec![whole as u32, (whole >> 32) as u32]);
    // 2⁻¹ is 5 · 10⁻¹.
    all.raise(if power < 0 { 5 } else { 2 }, power.unsigned_abs());
    let mut groups = Vec::new();
    while !all.0.is_empty() {
        groups.push(all.divide(1_000_000_000));
    }
    let mut text = String::new();
    for group in groups.iter().rev() {
        text.push_str(&format!("{group:09}"));
    }
    (text.trim_start_matches('0').to_owned(), (-power).max(0))
}

/// Powers of ten that are exact.
const TENS: [f64; 23] = {
    let mut list = [1.0; 23];
    let mut i = 1;
    while i < list.len() {
        list[i] = list[i - 1] * 10.0;
        i += 1;
    }
    list
};

/// The first 128 bits of 1/5, 1/25 …; the first is not used.
const FIFTHS: [u128; 28] = {
    let mut list = [u128::MAX; 28];
    let (mut i, mut power) = (1, 1_u64);
    while i < list.len() {
        power *= 5;
        let (mut quotient, mut rest) = (0_u128, 1);
        while quotient >> 127 == 0 {
            rest *= 2;
            quotient = quotient << 1 | (rest >= power) as u128;
            if rest >= power {
                rest -= power;
            }
        }
        list[i] = quotient;
        i += 1;
    }
    list
};

/// A whole number of any size, in parts of 32 bits, the lowest first.
struct Whole(Vec<u32>);

impl Whole {
    fn multiply(&mut self, factor: u32, add: u32) {
        let mut carry = u64::from(add);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(factor);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Multiplies by a power of a number that is at most 10.
    fn raise(&mut self, base: u32, mut exponent: u32) {
        while exponent > 0 {
            let some = exponent.min(9);
            self.multiply(base.pow(some), 0);
            exponent -= some;
        }
    }

    /// Divides and gives the rest; the highest part is never 0 afterwards.
    fn divide(&mut self, divisor: u32) -> u32 {
        let mut rest = 0;
        for part in self.0.iter_mut().rev() {
            rest = rest << 32 | u64::from(*part);
            *part = (rest / u64::from(divisor)) as u32;
            rest %= u64::from(divisor);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        rest as u32
    }
}

/// The number nearest to `whole` · 10^`exponent`.
fn scaled(mut whole: Whole, exponent: i32) -> f64 {
    whole.divide(1);
    // All digits of the largest and smallest numbers are nearer to 0 than these.
    if whole.0.is_empty() || exponent < -2000 {
        return 0.0;
    }
    if exponent > 400 {
        return f64::INFINITY;
    }
    let (mut power, mut tail) = (0, false);
    if exponent < 0 {
        // Room for 64 bits of the quotient.
        let room = exponent.unsigned_abs() as usize / 9 + 4;
        whole.0.splice(0..0, std::iter::repeat_n(0, room));
        power = -32 * room as i32;
        let mut left = exponent.unsigned_abs();
        while left > 0 {
            let some = left.min(9);
            tail |= whole.divide(10_u32.pow(some)) > 0;
            left -= some;
        }
    } else {
        whole.raise(10, exponent.unsigned_abs());
    }
    let mut top: u128 = 0;
    for part in whole.0.iter().rev().chain([&0; 3]).take(4) {
        top = top << 32 | u128::from(*part);
    }
    tail |= whole.0.iter().rev().skip(4).any(|part| *part > 0);
    let zeros = top.leading_zeros();
    top <<= zeros;
    power += 32 * (whole.0.len() as i32 - 4) + 64 - zeros as i32;
    rounded((top >> 64) as u64, tail || top as u64 > 0, power)
}

/// The number nearest to `top` · 2^`power`, whose highest bit is set, or a little more where there is a `tail`.
fn rounded(top: u64, tail: bool, power: i32) -> f64 {
    // Small numbers have fewer than 53 bits: none of them is less than 2⁻¹⁰⁷⁴.
    let cut = (-1074 - power).max(11) as u32;
    if cut > 64 {
        return 0.0;
    }
    let (whole, half) = (u128::from(top), 1 << (cut - 1));
    let (kept, rest) = ((whole >> cut) as u64, whole & ((1 << cut) - 1));
    let up = rest > half || rest == half && (tail || kept & 1 == 1);
    let kept = kept + u64::from(up);
    let power = power + cut as i32;
    if power > 971 {
        return f64::INFINITY;
    }
    let unit = if power < -1022 { 1 << (power + 1074) } else { ((power + 1023) as u64) << 52 };
    kept as f64 * f64::from_bits(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        for text in [
            "0",
            "-0",
            "1",
            "007",
            "1.",
            ".5",
            "+1.5",
            "1e3",
            "1E-7",
            "1e400",
            "1e-400",
            "5e-324",
            "2e-324",
            "123456789012345678",
            "12345678901234567890",
            "0.1",
            "0.30000000000000004",
            "9007199254740993",
            "9007199254740993.00000000000000000000001",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "0.000000000000000000000000001",
            "1e99999999999",
            "100000000000000000000000000000000000000000",
            "0.00000000000000000000000000000000001e60",
            "6.02214076e23",
            "1e23",
            "8.5e22",
            "1e-27",
            "3e-28",
            "4503599627370496.5",
            "4503599627370497.5",
        ] {
            assert_eq!(read(text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{text}");
        }
        for text in [
            "", "-", ".", "e5", "1e", "1e+", "1x", "1.2.3", "--1", "1e5x", "inf", "NaN", " 1",
            "1_0",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        // Exactly between two numbers, and beside.
        let half = "1.00000000000000011102230246251565404236316680908203125";
        let zeros = "0".repeat(900);
        for text in [
            half.to_owned(),
            format!("{half}{zeros}"),
            format!("{half}{zeros}1"),
            format!("{half}e-300"),
        ] {
            assert_eq!(read(&text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn short_ones() {
        let check = |text: &str, expected: Option<usize>| {
            let padded = format!("x{text},         ");
            let found = short(padded.as_bytes(), 1);
            assert_eq!(found.map(|(_, end)| end - 1), expected, "{text}");
            let number: Option<f64> =
                text.get(..expected.unwrap_or(0)).and_then(|it| it.parse().ok());
            assert_eq!(
                found.map(|(number, _)| number.to_bits()),
                number.map(f64::to_bits),
                "{text}"
            );
        };
        let digits = "123456789012345678";
        for length in 1..=18 {
            check(&digits[..length], Some(length));
            check(&format!("-{}", &digits[..length]), Some(length + 1));
            for point in 1..length {
                let text = format!("{}.{}", &digits[..point], &digits[point..length]);
                check(&text, (length < 18).then_some(length + 1));
                check(&format!("0.{}", &digits[..point]), (point < 17).then_some(point + 2));
            }
        }
        for (text, end) in
            [("0", 1), ("-0", 2), ("0.0", 3), ("9]", 1), ("9\u{a0}", 1), ("9:9", 1), ("7/", 1)]
        {
            check(text, Some(end));
        }
        for text in [
            "", "-", ".5", "5.", "01", "1e5", "1.5E3", "1.2.3", "--1", "-.5", "+1", "00.5", "a",
            "\u{b0}1",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn as_the_standard_library() {
        let mut state: u64 = 1;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state ^ state >> 29
        };
        for i in 0..2000 {
            let bits = next();
            let number = match i % 4 {
                0 => f64::from_bits(bits),
                1 => bits as f64 / 1e19,
                2 => (bits % 1_000_000_000) as f64 / 1000.0,
                _ => f64::from_bits(bits % (1 << 55)),
            };
            if !number.is_finite() {
                continue;
            }
            let places = (next() % 20) as usize;
            for text in [format!("{number}"), format!("{number:e}"), format!("{number:.places$e}")]
            {
                assert_eq!(
                    read(&text).map(f64::to_bits),
                    text.parse().ok().map(f64::to_bits),
                    "{text}"
                );
            }
            let (digits, places) = exact(number.abs());
            let text = format!("{digits}e-{places}");
            assert_eq!(read(&text), Some(number.abs()), "{text}");
            if number.abs() > 1e-30 {
                let written = format!("{:.*}", places as usize, number.abs());
                assert_eq!(written.replace('.', "").trim_start_matches('0'), digits);
            }
        }
    }
}
