//! Expressions over figures: `( 1 + gdp-growth / 100 ) ^ ( 1 / growth-years )`.

use crate::report::decimal::{Decimal, Interval, NumberError};
use std::rc::Rc;

/// The most tokens an expression may have, and the deepest nesting.
const MOST_TOKENS: usize = 2000;
const DEEPEST: usize = 60;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A literal, which is exact.
    Number(Decimal),
    /// A figure or computed number.
    Id(Rc<str>),
    /// `- x`.
    Negate(Box<Expr>),
    /// Two operands.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `sum( … )`.
    Sum(Vec<Expr>),
    /// `mean( … )`.
    Mean(Vec<Expr>),
}

/// What two operands are joined by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Plus,
    /// `-`.
    Minus,
    /// `*`.
    Times,
    /// `/`.
    Over,
    /// `^`.
    Power,
}

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Found this, expected something else.
    Syntax(Rc<str>),
    /// Too long or nested too deep.
    TooLong,
    /// An id that nothing has.
    Unknown(Rc<str>),
    /// Computed numbers that need each other.
    Circle(Rc<str>),
    /// Arithmetic.
    Number(NumberError),
}

impl From<NumberError> for Fault {
    fn from(why: NumberError) -> Self {
        Self::Number(why)
    }
}

/// Reads an expression: tokens are parted by blanks, brackets and commas.
///
/// Operators are `+ - * / ^` and `− × ÷`; `^` binds strongest and to the right.
///
/// # Errors
///
/// [`Fault::Syntax`] and [`Fault::TooLong`].
pub fn parse(text: &str) -> Result<Expr, Fault> {
    let tokens = tokens(text);
    if tokens.len() > MOST_TOKENS {
        return Err(Fault::TooLong);
    }
    let mut reader = Reader { tokens, at: 0, depth: 0 };
    let expr = reader.sum()?;
    match reader.peek() {
        None => Ok(expr),
        Some(token) => Err(Fault::Syntax(token.into())),
    }
}

/// The ids an expression names, in order, each as often as it is named.
#[must_use]
pub fn ids(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let called = |i: usize| tokens.get(i + 1).is_some_and(|next| next == "(");
    let function = |i: usize, token: &str| matches!(token, "sum" | "mean") && called(i);
    let named = tokens.iter().enumerate().filter(|(i, token)| is_id(token) && !function(*i, token));
    named.map(|(_, token)| token.clone()).collect()
}

fn is_id(token: &str) -> bool {
    let number = token.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && Decimal::parse(token).is_ok();
    !number && !"+-*/^(),−×÷".contains(token)
}

fn tokens(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in text.split_whitespace().take(MOST_TOKENS + 1) {
        let mut part = String::new();
        for letter in word.chars() {
            if matches!(letter, '(' | ')' | ',') {
                if !part.is_empty() {
                    out.push(std::mem::take(&mut part));
                }
                out.push(letter.to_string());
            } else {
                part.push(letter);
            }
        }
        if !part.is_empty() {
            out.push(part);
        }
    }
    out
}

struct Reader {
    tokens: Vec<String>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.at).map(String::as_str)
    }

    fn take(&mut self, words: &[(&str, Operator)]) -> Option<Operator> {
        let token = self.peek()?;
        let (_, operator) = words.iter().find(|(word, _)| *word == token)?;
        self.at += 1;
        Some(*operator)
    }

    fn expect(&mut self, word: &str) -> Result<(), Fault> {
        if self.peek() == Some(word) {
            self.at += 1;
            return Ok(());
        }
        Err(self.unexpected())
    }

    fn unexpected(&self) -> Fault {
        Fault::Syntax(self.peek().unwrap_or("the end").into())
    }

    fn sum(&mut self) -> Result<Expr, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::TooLong);
        }
        let mut left = self.product()?;
        let words = [("+", Operator::Plus), ("-", Operator::Minus), ("−", Operator::Minus)];
        while let Some(operator) = self.take(&words) {
            left = Expr::Binary(operator, Box::new(left), Box::new(self.product()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn product(&mut self) -> Result<Expr, Fault> {
        let mut left = self.power()?;
        let words = [
            ("*", Operator::Times),
            ("×", Operator::Times),
            ("/", Operator::Over),
            ("÷", Operator::Over),
        ];
        while let Some(operator) = self.take(&words) {
            left = Expr::Binary(operator, Box::new(left), Box::new(self.power()?));
        }
        Ok(left)
    }

    fn power(&mut self) -> Result<Expr, Fault> {
        let base = self.atom()?;
        if self.take(&[("^", Operator::Power)]).is_some() {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(Fault::TooLong);
            }
            let exponent = self.power()?;
            self.depth -= 1;
            return Ok(Expr::Binary(Operator::Power, Box::new(base), Box::new(exponent)));
        }
        Ok(base)
    }

    fn atom(&mut self) -> Result<Expr, Fault> {
        let Some(token) = self.peek().map(str::to_owned) else { return Err(self.unexpected()) };
        self.at += 1;
        match token.as_str() {
            "(" => {
                let inner = self.sum()?;
                self.expect(")")?;
                Ok(inner)
            }
            "-" | "−" => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Fault::TooLong);
                }
                let inner = self.atom()?;
                self.depth -= 1;
                Ok(Expr::Negate(Box::new(inner)))
            }
            "sum" | "mean" if self.peek() == Some("(") => {
                self.expect("(")?;
                let mut list = vec![self.sum()?];
                while self.peek() == Some(",") {
                    self.at += 1;
                    list.push(self.sum()?);
                }
                self.expect(")")?;
                Ok(if token == "sum" { Expr::Sum(list) } else { Expr::Mean(list) })
            }
            word if is_id(word) => {
                // 10e999 is no id, and no number either.
                if word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains('-') {
                    return Err(Decimal::parse(word).err().map_or(Fault::TooLong, Fault::Number));
                }
                Ok(Expr::Id(word.into()))
            }
            word => Decimal::parse(word).map(Expr::Number).map_err(|_| Fault::Syntax(word.into())),
        }
    }
}

impl Expr {
    /// The numbers the expression may have, given those of its ids.
    ///
    /// # Errors
    ///
    /// Those of `leaf`, and [`Fault::Number`].
    pub fn work(
        &self,
        leaf: &mut dyn FnMut(&Rc<str>) -> Result<Interval, Fault>,
    ) -> Result<Interval, Fault> {
        match self {
            Self::Number(number) => Ok(Interval::exact(*number)),
            Self::Id(id) => leaf(id),
            Self::Negate(inner) => Ok(inner.work(leaf)?.negate()?),
            Self::Binary(Operator::Power, base, exponent) => {
                let base = base.work(leaf)?;
                if let Self::Binary(Operator::Over, above, below) = &**exponent {
                    let (above, below) = (whole(above.work(leaf)?)?, whole(below.work(leaf)?)?);
                    return Ok(base.pow(above)?.root(below)?);
                }
                Ok(base.pow(whole(exponent.work(leaf)?)?)?)
            }
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.work(leaf)?, right.work(leaf)?);
                Ok(match operator {
                    Operator::Plus => left.plus(right)?,
                    Operator::Minus => left.minus(right)?,
                    Operator::Times => left.times(right)?,
                    Operator::Over | Operator::Power => left.divide(right)?,
                })
            }
            Self::Sum(list) => total(list, leaf),
            Self::Mean(list) => {
                let count = Decimal::whole(i64::try_from(list.len()).unwrap_or(i64::MAX));
                Ok(total(list, leaf)?.divide(Interval::exact(count))?)
            }
        }
    }
}

fn total(
    list: &[Expr],
    leaf: &mut dyn FnMut(&Rc<str>) -> Result<Interval, Fault>,
) -> Result<Interval, Fault> {
    let mut out = Interval::exact(Decimal::ZERO);
    for expr in list {
        out = out.plus(expr.work(leaf)?)?;
    }
    Ok(out)
}

/// An exponent: a whole number, not negative.
fn whole(number: Interval) -> Result<u32, Fault> {
    let single = number.single().and_then(Decimal::to_whole);
    single.and_then(|n| u32::try_from(n).ok()).ok_or(Fault::Number(NumberError::Exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(text: &str) -> Result<String, Fault> {
        let mut leaf = |id: &Rc<str>| match &**id {
            "a-1" => Ok(Interval::exact(Decimal::whole(6))),
            _ => Err(Fault::Unknown(id.clone())),
        };
        let out = parse(text)?.work(&mut leaf)?;
        Ok(out.single().map_or("?".into(), |n| n.to_string()))
    }

    #[test]
    fn works_by_the_rules_of_arithmetic() {
        for (text, expected) in [
            ("1 + 2 * 3", "7"),
            ("( 1 + 2 ) * 3", "9"),
            ("2 ^ 3 ^ 2", "512"),
            ("- 2 + 5", "3"),
            ("a-1 / 4", "1.5"),
            ("10 − 4 × 2 ÷ 8", "9"),
            ("sum(1, a-1, 2)", "9"),
            ("mean ( 1 , 2 , 6 )", "3"),
            ("1.4641 ^ ( 1 / 4 )", "1.1"),
        ] {
            assert_eq!(work(text).as_deref(), Ok(expected), "{text}");
        }
        assert_eq!(ids("( a-1 + 2 ) * sum( b )"), ["a-1", "b"]);
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, expected) in [
            ("1 +", Fault::Syntax("the end".into())),
            ("1 2", Fault::Syntax("2".into())),
            (") 1", Fault::Syntax(")".into())),
            ("", Fault::Syntax("the end".into())),
            ("b", Fault::Unknown("b".into())),
            ("1 / 0", Fault::Number(NumberError::ByZero)),
            ("10 ^ 999", Fault::Number(NumberError::TooLarge)),
            ("10e999", Fault::Number(NumberError::TooLarge)),
            ("2 ^ 0.5", Fault::Number(NumberError::Exponent)),
            (&"( ".repeat(999), Fault::TooLong),
            (&"- ".repeat(999), Fault::TooLong),
            (&"1 + ".repeat(9999), Fault::TooLong),
            (&"2 ^ ".repeat(999), Fault::TooLong),
        ] {
            assert_eq!(work(text), Err(expected), "{}", text.get(..9).unwrap_or(text));
        }
    }
}
