//! Exact decimals and intervals of them: what a text states, never a float.
//!
//! A [`Decimal`] keeps the digits as written, so `50.0` is not `50`: its last
//! digit says how exactly it was stated. An [`Interval`] is what the statement
//! leaves open; its arithmetic rounds outward to [`DIGITS`] digits, so that
//! the true result is never outside.

use std::cmp::Ordering;
use std::fmt;

mod interval;

pub use interval::{End, Interval};

/// The significant digits that inexact results keep.
pub const DIGITS: u32 = 18;
/// The most digits an exact result may have; `i128` holds 38.
const MOST: u32 = 36;
/// The most places before or after the point.
const REACH: i32 = 60;

/// Why a number cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not a decimal number.
    Syntax,
    /// More digits than exact arithmetic here has: 36, or 60 places from the point.
    TooLarge,
    /// Division by nought, or by an interval that has nought in it.
    ByZero,
    /// An exponent that is not a whole number or its reciprocal, or a root of a negative number.
    Exponent,
}

/// How a digit that is cut off changes the last one kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// To the nearest, halves away from nought.
    Nearest,
    /// Towards −∞.
    Down,
    /// Towards +∞.
    Up,
}

/// An exact decimal: `mantissa` × 10^−`scale`, with the digits as written.
///
/// Equal numbers are equal whatever their trailing noughts.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    mantissa: i128,
    scale: i32,
}

impl Decimal {
    /// Nought.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };
    /// One.
    pub const ONE: Self = Self { mantissa: 1, scale: 0 };

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self { mantissa: number as i128, scale: 0 }
    }

    /// `mantissa` × 10^−`scale`.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`] beyond 36 digits or 60 places.
    pub fn new(mantissa: i128, scale: i32) -> Result<Self, NumberError> {
        if mantissa.unsigned_abs() >= ten(MOST) as u128 || scale.abs() > REACH {
            return Err(NumberError::TooLarge);
        }
        Ok(Self { mantissa, scale })
    }

    /// Reads ASCII digits with an optional sign, point and exponent; no blanks.
    ///
    /// # Errors
    ///
    /// [`NumberError::Syntax`], and [`NumberError::TooLarge`] beyond 36 digits or 60 places.
    ///
    /// # Example
    ///
    /// ```
    /// use shushuo::report::decimal::Decimal;
    /// let sum = Decimal::parse("0.1").unwrap().plus(Decimal::parse("0.2").unwrap()).unwrap();
    /// assert_eq!(sum.to_string(), "0.3");
    /// ```
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let (negative, body) = match text.strip_prefix(['-', '+']) {
            Some(rest) => (text.starts_with('-'), rest),
            None => (false, text),
        };
        let (body, exponent) = match body.split_once(['e', 'E']) {
            Some((body, exponent)) => {
                (body, exponent.parse::<i32>().map_err(|_| NumberError::Syntax)?)
            }
            None => (body, 0),
        };
        let (mut mantissa, mut scale, mut digits, mut point) = (0_i128, 0_i32, 0, false);
        for byte in body.bytes() {
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    mantissa = mantissa
                        .checked_mul(10)
                        .and_then(|m| m.checked_add(i128::from(byte - b'0')))
                        .ok_or(NumberError::TooLarge)?;
                    scale += i32::from(point);
                }
                b'.' if !point => point = true,
                _ => return Err(NumberError::Syntax),
            }
        }
        if digits == 0 {
            return Err(NumberError::Syntax);
        }
        let scale = scale.checked_sub(exponent).ok_or(NumberError::TooLarge)?;
        Self::new(if negative { -mantissa } else { mantissa }, scale)
    }

    /// The decimal that JavaScript would print for a float, for data already read as one.
    ///
    /// # Errors
    ///
    /// [`NumberError::Syntax`] for infinities and NaN, [`NumberError::TooLarge`] as [`Decimal::parse`].
    pub fn from_float(number: f64) -> Result<Self, NumberError> {
        Self::parse(&number.to_string())
    }

    /// The nearest float, for drawing.
    #[must_use]
    pub fn to_float(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The value as a whole number, when it is one.
    #[must_use]
    pub fn to_whole(self) -> Option<i64> {
        let plain = self.trim();
        if plain.scale > 0 {
            return None;
        }
        let factor = checked_ten(plain.scale.unsigned_abs())?;
        i64::try_from(plain.mantissa.checked_mul(factor)?).ok()
    }

    /// Digits after the point as written; negative counts noughts before it.
    #[must_use]
    pub fn scale(self) -> i32 {
        self.scale
    }

    /// −1, 0 or 1.
    #[must_use]
    pub fn sign(self) -> i32 {
        self.mantissa.signum() as i32
    }

    /// The same number of the other sign.
    #[must_use]
    pub fn negate(self) -> Self {
        Self { mantissa: -self.mantissa, ..self }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { mantissa: self.mantissa.abs(), ..self }
    }

    /// Without trailing noughts after the point or before it.
    #[must_use]
    pub fn trim(self) -> Self {
        if self.mantissa == 0 {
            return Self::ZERO;
        }
        let mut out = self;
        while out.mantissa % 10 == 0 {
            out.mantissa /= 10;
            out.scale -= 1;
        }
        out
    }

    /// Moves the point `places` to the right: times ten to that power.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`].
    pub fn shift(self, places: i32) -> Result<Self, NumberError> {
        Self::new(self.mantissa, self.scale.saturating_sub(places))
    }

    /// The sum.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`] when it has more than 36 digits.
    pub fn plus(self, other: Self) -> Result<Self, NumberError> {
        let (a, b, scale) = align(self, other).ok_or(NumberError::TooLarge)?;
        Self::new(a.checked_add(b).ok_or(NumberError::TooLarge)?, scale)
    }

    /// The difference.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`] when it has more than 36 digits.
    pub fn minus(self, other: Self) -> Result<Self, NumberError> {
        self.plus(other.negate())
    }

    /// The product.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`] when it has more than 36 digits.
    pub fn times(self, other: Self) -> Result<Self, NumberError> {
        let (a, b) = (self.trim_point(), other.trim_point());
        let mantissa = a.mantissa.checked_mul(b.mantissa).ok_or(NumberError::TooLarge)?;
        Ok(Self::new(mantissa, a.scale.saturating_add(b.scale))?.trim_point())
    }

    /// The quotient to `digits` significant digits (at most [`DIGITS`]).
    ///
    /// # Errors
    ///
    /// [`NumberError::ByZero`], [`NumberError::TooLarge`].
    pub fn divide(self, other: Self, digits: u32, round: Round) -> Result<Self, NumberError> {
        if other.mantissa == 0 {
            return Err(NumberError::ByZero);
        }
        let (a, b) = (self.reduce(DIGITS, round), other.trim());
        let b = if length(b.mantissa) > DIGITS { b.reduce(DIGITS, Round::Nearest) } else { b };
        let room = (2 * DIGITS - 2).saturating_sub(length(a.mantissa));
        let top = a.mantissa.checked_mul(ten(room)).ok_or(NumberError::TooLarge)?;
        let (quotient, rest) = (top / b.mantissa, top % b.mantissa);
        // One digit more than is kept tells exact results from cut ones.
        let sticky = i128::from(rest != 0) * (top.signum() * b.mantissa.signum());
        let long = Self::new(
            quotient.checked_mul(10).and_then(|q| q.checked_add(sticky)).unwrap_or(quotient),
            a.scale.saturating_add(room as i32 + 1).saturating_sub(b.scale),
        )?;
        Ok(if rest == 0 {
            long.reduce(digits, round).trim_point()
        } else {
            long.reduce(digits, round)
        })
    }

    /// The number to the power of a whole number, exactly.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`] when it has more than 36 digits.
    pub fn pow(self, exponent: u32) -> Result<Self, NumberError> {
        let (mut out, mut base, mut left) = (Self::ONE, self, exponent);
        while left > 0 {
            if left & 1 == 1 {
                out = out.times(base)?;
            }
            left >>= 1;
            if left > 0 {
                base = base.times(base)?;
            }
        }
        Ok(out)
    }

    /// Keeps `digits` significant digits.
    #[must_use]
    pub fn reduce(self, digits: u32, round: Round) -> Self {
        let over = length(self.mantissa).saturating_sub(digits.max(1));
        if over == 0 {
            return self;
        }
        self.cut(over, round)
    }

    /// Keeps `places` digits after the point; fewer are not filled up.
    #[must_use]
    pub fn round(self, places: i32, round: Round) -> Self {
        let over = self.scale.saturating_sub(places);
        if over <= 0 { self } else { self.cut(over.unsigned_abs(), round) }
    }

    /// Drops the last `over` digits.
    fn cut(self, over: u32, round: Round) -> Self {
        let scale = self.scale - over as i32;
        let Some(factor) = checked_ten(over) else {
            let mantissa = match round {
                Round::Nearest => 0,
                Round::Down => -i128::from(self.mantissa < 0),
                Round::Up => i128::from(self.mantissa > 0),
            };
            return Self { mantissa, scale };
        };
        let (kept, rest) = (self.mantissa / factor, self.mantissa % factor);
        let more = match round {
            Round::Nearest => i128::from(rest.abs() >= factor - rest.abs()) * rest.signum(),
            Round::Down => -i128::from(rest < 0),
            Round::Up => i128::from(rest > 0),
        };
        Self { mantissa: kept + more, scale }
    }

    /// Without trailing noughts after the point.
    fn trim_point(self) -> Self {
        let mut out = self;
        while out.scale > 0 && out.mantissa % 10 == 0 {
            out.mantissa /= 10;
            out.scale -= 1;
        }
        out
    }

    /// Half a unit of the last digit written: how far the number may be from what it rounds.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`] at the sixtieth place.
    pub fn half_unit(self) -> Result<Self, NumberError> {
        Self::new(5, self.scale.saturating_add(1))
    }
}

/// 10^`n` for `n` up to 38.
fn ten(n: u32) -> i128 {
    10_i128.pow(n.min(38))
}

fn checked_ten(n: u32) -> Option<i128> {
    10_i128.checked_pow(n)
}

/// The number of decimal digits; of nought, 1.
fn length(mantissa: i128) -> u32 {
    mantissa.unsigned_abs().checked_ilog10().unwrap_or(0) + 1
}

/// Both mantissas at the larger scale.
fn align(a: Decimal, b: Decimal) -> Option<(i128, i128, i32)> {
    let scale = a.scale.max(b.scale);
    let lift = |x: Decimal| {
        if x.mantissa == 0 {
            return Some(0);
        }
        x.mantissa.checked_mul(checked_ten((scale - x.scale).unsigned_abs())?)
    };
    Some((lift(a)?, lift(b)?, scale))
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.sign() != other.sign() || self.sign() == 0 {
            return self.sign().cmp(&other.sign());
        }
        match align(self.trim(), other.trim()) {
            Some((a, b, _)) => a.cmp(&b),
            None => {
                // Too far apart for one mantissa: the place of the first digit decides.
                let place = |x: &Self| i64::from(length(x.mantissa)) - i64::from(x.scale);
                let order = place(self).cmp(&place(other));
                if self.sign() > 0 { order } else { order.reverse() }
            }
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        if self.scale <= 0 {
            let noughts = if self.mantissa == 0 { 0 } else { self.scale.unsigned_abs() as usize };
            return write!(f, "{digits}{}", "0".repeat(noughts));
        }
        let scale = self.scale.unsigned_abs() as usize;
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (before, after) = padded.split_at(padded.len() - scale);
        write!(f, "{before}.{after}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn reads_and_writes_digits_as_written() {
        for text in ["0", "22.8", "50.0", "-0.05", "100000000", "0.000001", "-7"] {
            assert_eq!(d(text).to_string(), text);
        }
        assert_eq!(d("1e3").to_string(), "1000");
        assert_eq!(d("+1.5E-3").to_string(), "0.0015");
        for (text, why) in [
            ("", NumberError::Syntax),
            (".", NumberError::Syntax),
            ("1.2.3", NumberError::Syntax),
            ("١", NumberError::Syntax),
            ("10e999", NumberError::TooLarge),
            ("1e99999999999", NumberError::Syntax),
            (&"9".repeat(40), NumberError::TooLarge),
        ] {
            assert_eq!(Decimal::parse(text).err(), Some(why), "{text}");
        }
    }

    #[test]
    fn computes_exactly() {
        assert_eq!(d("22.8").plus(d("50")).unwrap().to_string(), "72.8");
        assert_eq!(d("0.3").minus(d("0.1")).unwrap(), d("0.2"));
        assert_eq!(d("147.3").times(d("100000000")).unwrap().to_string(), "14730000000");
        assert_eq!(d("1.25").pow(4).unwrap().to_string(), "2.44140625");
        assert_eq!(d("10").pow(40), Err(NumberError::TooLarge));
        assert_eq!(d("2").pow(0).unwrap(), Decimal::ONE);
    }

    #[test]
    fn divides_to_digits_and_rounds_outward() {
        let third = |round| d("1").divide(d("3"), 6, round).unwrap().to_string();
        assert_eq!(third(Round::Nearest), "0.333333");
        assert_eq!(third(Round::Down), "0.333333");
        assert_eq!(third(Round::Up), "0.333334");
        let minus = |round| d("-2").divide(d("3"), 3, round).unwrap().to_string();
        assert_eq!((minus(Round::Down), minus(Round::Up)), ("-0.667".into(), "-0.666".into()));
        assert_eq!(d("1").divide(d("4"), 18, Round::Up).unwrap().to_string(), "0.25");
        assert_eq!(d("0").divide(d("4"), 18, Round::Up).unwrap(), Decimal::ZERO);
        assert_eq!(d("1").divide(d("0.00"), 6, Round::Up), Err(NumberError::ByZero));
        assert_eq!(d("2300").divide(d("15"), 7, Round::Nearest).unwrap().to_string(), "153.3333");
    }

    #[test]
    fn orders() {
        assert_eq!(d("50.0"), d("50"));
        assert!(d("0.1") < d("0.11") && d("-3") < d("2") && d("1e40") > d("1e-40"));
        assert!(d("-1e40") < d("-1e-40"));
        assert_eq!((d("4.00").to_whole(), d("4.5").to_whole()), (Some(4), None));
        assert_eq!(d("2.345").round(2, Round::Nearest).to_string(), "2.35");
        assert_eq!(d("5.7").half_unit().unwrap().to_string(), "0.05");
    }
}
