//! A value as a row of data or an expression has it.

use crate::base::decimal;
use std::rc::Rc;

/// The bits of a missing number: a NaN that no arithmetic makes. Inside a
/// column of numbers or times it stands for `null`; use [`is_null`] to ask.
pub const NULL: f64 = f64::from_bits(0x7ff8_0000_0000_5e17);

/// Whether a number of a column stands for `null`.
#[must_use]
pub fn is_null(number: f64) -> bool {
    number.to_bits() == NULL.to_bits()
}

/// A value. Times are milliseconds since 1970 UTC; missing is [`Value::Null`].
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: JSON's `null`, or no such member.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A number; not a number is among them.
    Number(f64),
    /// A text.
    Text(Rc<str>),
    /// A point in time, in milliseconds since 1970 UTC.
    Time(f64),
    /// A list.
    List(Rc<[Value]>),
    /// An object: members in the order they were written.
    Object(Rc<[(Rc<str>, Value)]>),
}

impl Value {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// Whether this is [`Value::Null`].
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The number or time that stands here as it is, without conversion.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) | Self::Time(number) => Some(*number),
            Self::Null | Self::Bool(_) | Self::Text(_) | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// The text that stands here as it is, without conversion.
    #[must_use]
    pub fn as_text(&self) -> Option<&Rc<str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null
            | Self::Bool(_)
            | Self::Number(_)
            | Self::Time(_)
            | Self::List(_)
            | Self::Object(_) => None,
        }
    }

    /// The elements of a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&Rc<[Self]>> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The member `name` of an object, or [`Value::Null`].
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| &**key == name)
                .map_or(Self::Null, |(_, value)| value.clone()),
            Self::Null
            | Self::Bool(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Time(_)
            | Self::List(_) => Self::Null,
        }
    }

    /// JavaScript's `Number(value)`: null is 0, a text is read, what has no number is NaN.
    #[must_use]
    pub fn to_number(&self) -> f64 {
        match self {
            Self::Null => 0.0,
            Self::Bool(truth) => f64::from(u8::from(*truth)),
            Self::Number(number) | Self::Time(number) => *number,
            Self::Text(text) => number_of(text),
            Self::List(list) => match list.as_ref() {
                [] => 0.0,
                [one] => one.to_number(),
                _ => f64::NAN,
            },
            Self::Object(_) => f64::NAN,
        }
    }

    /// JavaScript's `Boolean(value)`.
    #[must_use]
    pub fn truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(truth) => *truth,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Time(_) | Self::List(_) | Self::Object(_) => true,
        }
    }

    /// JavaScript's `String(value)`, but for times, which are ISO 8601.
    #[must_use]
    pub fn to_text(&self) -> Rc<str> {
        match self {
            Self::Null => "null".into(),
            Self::Bool(truth) => truth.to_string().into(),
            Self::Number(number) => crate::base::format::plain(*number).into(),
            Self::Text(text) => text.clone(),
            Self::Time(time) => crate::base::calendar::iso(*time).into(),
            Self::List(list) => {
                let words: Vec<Rc<str>> = list
                    .iter()
                    .map(|value| if value.is_null() { "".into() } else { value.to_text() })
                    .collect();
                words.join(",").into()
            }
            Self::Object(_) => "[object Object]".into(),
        }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

/// JavaScript's `Number(text)`: blanks around are ignored, empty is 0, anything else that is no number is NaN.
#[must_use]
pub fn number_of(text: &str) -> f64 {
    let text = text.trim();
    if text.is_empty() {
        return 0.0;
    }
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return u64::from_str_radix(digits, 16).map_or(f64::NAN, |number| number as f64);
    }
    match text {
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        _ if text.bytes().all(|byte| {
            byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E')
        }) =>
        {
            decimal::read(text).unwrap_or(f64::NAN)
        }
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_texts() {
        for (text, number) in
            [(" 12 ", 12.0), ("1e3", 1000.0), ("", 0.0), ("0x10", 16.0), (".5", 0.5)]
        {
            assert_eq!(number_of(text), number, "{text:?}");
        }
        for text in ["12px", "nan", "inf", "1,000", "-"] {
            assert!(number_of(text).is_nan(), "{text:?}");
        }
    }
}
