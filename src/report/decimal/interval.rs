//! Intervals of decimals with open, closed and missing ends.

use super::{DIGITS, Decimal, NumberError, Round};
use std::cmp::Ordering;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// No end on this side.
    Far,
    /// The number itself belongs to the interval.
    At(Decimal),
    /// Everything up to the number, but not the number.
    Near(Decimal),
}

impl End {
    /// The number, when there is one.
    #[must_use]
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Far => None,
            Self::At(number) | Self::Near(number) => Some(number),
        }
    }

    fn is_open(self) -> bool {
        !matches!(self, Self::At(_))
    }

    fn of(number: Option<Decimal>, open: bool) -> Self {
        match (number, open) {
            (None, _) => Self::Far,
            (Some(number), false) => Self::At(number),
            (Some(number), true) => Self::Near(number),
        }
    }

    fn map(self, f: &dyn Fn(Decimal) -> Result<Decimal, NumberError>) -> Result<Self, NumberError> {
        Ok(Self::of(self.number().map(f).transpose()?, self.is_open()))
    }
}

/// The numbers between two ends. The low end is never above the high one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The low end; [`End::Far`] is −∞.
    pub lo: End,
    /// The high end; [`End::Far`] is +∞.
    pub hi: End,
}

/// A product's end while it is being chosen: the number, or an infinity of a sign.
#[derive(Clone, Copy)]
enum Reach {
    Finite(Decimal),
    Endless(i32),
}

impl Reach {
    fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Finite(a), Self::Finite(b)) => a.cmp(&b),
            (Self::Endless(a), Self::Endless(b)) => a.cmp(&b),
            (Self::Endless(a), Self::Finite(_)) => a.cmp(&0),
            (Self::Finite(_), Self::Endless(b)) => 0.cmp(&b),
        }
    }
}

impl Interval {
    /// One number and nothing else.
    #[must_use]
    pub fn exact(number: Decimal) -> Self {
        Self::between(End::At(number), End::At(number))
    }

    /// What lies between two ends; digits beyond [`DIGITS`] are rounded outward.
    #[must_use]
    pub fn between(lo: End, hi: End) -> Self {
        let cut = |end: End, round| match end {
            End::Far => End::Far,
            End::At(number) => End::At(number.reduce(DIGITS, round)),
            End::Near(number) => End::Near(number.reduce(DIGITS, round)),
        };
        Self { lo: cut(lo, Round::Down), hi: cut(hi, Round::Up) }
    }

    /// The number, when there is only one.
    #[must_use]
    pub fn single(self) -> Option<Decimal> {
        match (self.lo, self.hi) {
            (End::At(lo), End::At(hi)) if lo == hi => Some(lo),
            (End::At(_) | End::Near(_) | End::Far, _) => None,
        }
    }

    /// Whether the number may be the one meant.
    #[must_use]
    pub fn holds(self, number: Decimal) -> bool {
        !before(self, Self::exact(number)) && !before(Self::exact(number), self)
    }

    /// Whether both may mean the same number.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        !before(self, other) && !before(other, self)
    }

    /// Whether some number here is at most some number there.
    #[must_use]
    pub fn may_be_at_most(self, other: Self) -> bool {
        !before(other, self)
    }

    /// Whether some number here is less than some number there.
    #[must_use]
    pub fn may_be_less(self, other: Self) -> bool {
        match (self.lo.number(), other.hi.number()) {
            (Some(lo), Some(hi)) => lo < hi,
            (None, _) | (_, None) => true,
        }
    }

    /// The sums.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`].
    pub fn plus(self, other: Self) -> Result<Self, NumberError> {
        let end = |a: End, b: End| {
            let number = match (a.number(), b.number()) {
                (Some(a), Some(b)) => Some(a.plus(b)?),
                (None, _) | (_, None) => None,
            };
            Ok(End::of(number, a.is_open() || b.is_open()))
        };
        Ok(Self::between(end(self.lo, other.lo)?, end(self.hi, other.hi)?))
    }

    /// The differences.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`].
    pub fn minus(self, other: Self) -> Result<Self, NumberError> {
        self.plus(other.negate()?)
    }

    /// The same numbers of the other sign.
    ///
    /// # Errors
    ///
    /// None; the type is that of the other operations.
    pub fn negate(self) -> Result<Self, NumberError> {
        let turn = |end: End| end.map(&|number| Ok(number.negate()));
        Ok(Self { lo: turn(self.hi)?, hi: turn(self.lo)? })
    }

    /// The products.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`].
    pub fn times(self, other: Self) -> Result<Self, NumberError> {
        let mut ends = Vec::with_capacity(4);
        for (a, low_a) in [(self.lo, true), (self.hi, false)] {
            for (b, low_b) in [(other.lo, true), (other.hi, false)] {
                ends.push((product(a, low_a, b, low_b)?, a.is_open() || b.is_open()));
            }
        }
        Ok(hull(&ends))
    }

    /// The quotients.
    ///
    /// # Errors
    ///
    /// [`NumberError::ByZero`] when the divisor may be nought, [`NumberError::TooLarge`].
    pub fn divide(self, other: Self) -> Result<Self, NumberError> {
        if let (Some(a), Some(b)) = (self.single(), other.single()) {
            let end = |round| a.divide(b, DIGITS, round).map(End::At);
            return Ok(Self { lo: end(Round::Down)?, hi: end(Round::Up)? });
        }
        self.times(other.reciprocal()?)
    }

    fn reciprocal(self) -> Result<Self, NumberError> {
        let (lo, hi) = (self.lo.number(), self.hi.number());
        let positive = lo.is_some_and(|lo| lo.sign() > 0 || (lo.sign() == 0 && self.lo.is_open()));
        let negative = hi.is_some_and(|hi| hi.sign() < 0 || (hi.sign() == 0 && self.hi.is_open()));
        if !positive && !negative {
            return Err(NumberError::ByZero);
        }
        let over = |end: End, round| match end.number() {
            // One over an endless end comes as near to nought as you like.
            None => Ok(End::Near(Decimal::ZERO)),
            Some(number) if number.sign() == 0 => Ok(End::Far),
            Some(number) => {
                Ok(End::of(Some(Decimal::ONE.divide(number, DIGITS, round)?), end.is_open()))
            }
        };
        Ok(Self { lo: over(self.hi, Round::Down)?, hi: over(self.lo, Round::Up)? })
    }

    /// The numbers to the power of a whole number.
    ///
    /// # Errors
    ///
    /// [`NumberError::TooLarge`].
    pub fn pow(self, exponent: u32) -> Result<Self, NumberError> {
        if exponent > 1000 {
            return Err(NumberError::TooLarge);
        }
        let mut out = Self::exact(Decimal::ONE);
        for _ in 0..exponent {
            out = out.times(self)?;
        }
        Ok(out)
    }

    /// The roots of degree `n` of numbers that are not negative, as compound growth needs them.
    ///
    /// # Errors
    ///
    /// [`NumberError::Exponent`] for degree 0 or above 1000, or a negative number.
    pub fn root(self, n: u32) -> Result<Self, NumberError> {
        if n == 0 || n > 1000 || self.lo.number().is_none_or(|lo| lo.sign() < 0) {
            return Err(NumberError::Exponent);
        }
        Ok(Self {
            lo: self.lo.map(&|number| root(number, n, Round::Down))?,
            hi: self.hi.map(&|number| root(number, n, Round::Up))?,
        })
    }
}

/// Whether everything in `a` is below everything in `b`.
fn before(a: Interval, b: Interval) -> bool {
    match (a.hi.number(), b.lo.number()) {
        (Some(hi), Some(lo)) => hi < lo || (hi == lo && (a.hi.is_open() || b.lo.is_open())),
        (None, _) | (_, None) => false,
    }
}

fn product(a: End, low_a: bool, b: End, low_b: bool) -> Result<Reach, NumberError> {
    let sign = |end: End, low: bool| end.number().map_or(if low { -1 } else { 1 }, Decimal::sign);
    let sign = sign(a, low_a) * sign(b, low_b);
    Ok(match (a.number(), b.number()) {
        (Some(a), Some(b)) => Reach::Finite(a.times(b)?),
        (None, _) | (_, None) if sign == 0 => Reach::Finite(Decimal::ZERO),
        (None, _) | (_, None) => Reach::Endless(sign),
    })
}

fn hull(ends: &[(Reach, bool)]) -> Interval {
    let pick = |want: Ordering| {
        let mut best: Option<(Reach, bool)> = None;
        for (reach, open) in ends {
            best = Some(match best {
                None => (*reach, *open),
                Some((found, was)) => match reach.order(found) {
                    Ordering::Equal => (found, was && *open),
                    order if order == want => (*reach, *open),
                    Ordering::Less | Ordering::Greater => (found, was),
                },
            });
        }
        match best {
            Some((Reach::Finite(number), open)) => End::of(Some(number), open),
            Some((Reach::Endless(_), _)) | None => End::Far,
        }
    };
    Interval::between(pick(Ordering::Less), pick(Ordering::Greater))
}

/// The root to 16 digits, rounded down or up, by halving.
fn root(number: Decimal, n: u32, round: Round) -> Result<Decimal, NumberError> {
    if number.sign() == 0 || n == 1 {
        return Ok(number);
    }
    let power = |x: Decimal| {
        let mut out = Decimal::ONE;
        for _ in 0..n {
            // The power is rounded against the direction asked for, so the root is safe.
            let against = if round == Round::Down { Round::Up } else { Round::Down };
            out = out.times(x)?.reduce(DIGITS, against);
            if out > number && out > Decimal::ONE && x > Decimal::ONE {
                break;
            }
        }
        Ok::<Decimal, NumberError>(out)
    };
    let (mut lo, mut hi) = (Decimal::ZERO, number.plus(Decimal::ONE)?);
    // 2^-60 of the first span is far below the sixteenth digit of any percentage.
    for _ in 0..64 {
        let middle = lo.plus(hi)?.times(Decimal::new(5, 1)?)?.reduce(DIGITS, Round::Nearest);
        let up = power(middle)?;
        let exact = up == number;
        if exact && middle.trim().scale() < 12 {
            return Ok(middle.trim());
        }
        if up > number || (exact && round == Round::Up) {
            hi = middle;
        } else {
            lo = middle;
        }
    }
    Ok(if round == Round::Down { lo } else { hi })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn of(text: &str) -> Interval {
        let (lo, hi) = text[1..text.len() - 1].split_once(' ').unwrap();
        let end = |number: &str, open: bool| match (number, open) {
            ("inf", _) => End::Far,
            (number, true) => End::Near(d(number)),
            (number, false) => End::At(d(number)),
        };
        Interval::between(end(lo, text.starts_with('(')), end(hi, text.ends_with(')')))
    }

    #[test]
    fn computes() {
        let cases = [
            ("[1 2]", '+', "[3 4]", "[4 6]"),
            ("[1 2)", '+', "[3 4]", "[4 6)"),
            ("[1 2]", '-', "[3 4]", "[-3 -1]"),
            ("[-1 2]", '*', "[3 4]", "[-4 8]"),
            ("[-1 2]", '*', "[-3 4]", "[-6 8]"),
            ("[80 inf)", '*', "[2 3]", "[160 inf)"),
            ("[80 inf)", '*', "[-3 -2]", "(inf -160]"),
            ("[0 inf)", '*', "[0 1]", "[0 inf)"),
            ("[1 2]", '/', "[4 8]", "[0.125 0.5]"),
            ("[1 2]", '/', "(0 4]", "[0.25 inf)"),
            ("[1 2]", '/', "[4 inf)", "(0 0.5]"),
        ];
        for (a, op, b, expected) in cases {
            let out = match op {
                '+' => of(a).plus(of(b)),
                '-' => of(a).minus(of(b)),
                '*' => of(a).times(of(b)),
                _ => of(a).divide(of(b)),
            };
            assert_eq!(out, Ok(of(expected)), "{a} {op} {b}");
        }
        assert_eq!(of("[1 2]").divide(of("[-1 1]")), Err(NumberError::ByZero));
        assert_eq!(of("[1 2]").divide(of("[0 1]")), Err(NumberError::ByZero));
    }

    #[test]
    fn compares() {
        assert!(of("[1 2]").meets(of("[2 3]")) && !of("[1 2)").meets(of("[2 3]")));
        assert!(of("[83 inf)").may_be_at_most(of("[82 inf)")));
        assert!(!of("(80 inf)").may_be_at_most(of("[0 11)")));
        assert!(!of("[2 3]").may_be_less(of("[1 2]")) && of("[2 3]").may_be_at_most(of("[1 2]")));
        assert!(of("(1 2]").holds(d("2")) && !of("(1 2]").holds(d("1")));
    }

    #[test]
    fn roots_enclose() {
        let growth = Interval::exact(d("1.25")).root(4).unwrap();
        let (lo, hi) = (growth.lo.number().unwrap(), growth.hi.number().unwrap());
        assert!(lo > d("1.05737126344") && hi < d("1.05737126345") && lo <= hi);
        assert_eq!(Interval::exact(d("1.4641")).root(4).unwrap().lo, End::At(d("1.1")));
        assert_eq!(of("[-1 4]").root(2), Err(NumberError::Exponent));
        assert_eq!(of("[1.1 1.2]").pow(2), Ok(of("[1.21 1.44]")));
        assert_eq!(of("[10 10]").pow(999), Err(NumberError::TooLarge));
    }
}
