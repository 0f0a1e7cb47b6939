//! The values of all rows, and what is made of them.

use crate::base::value::{Value, is_null};
use crate::expr::operator;
use std::borrow::Cow;

/// The values of all rows.
#[derive(Clone, Debug)]
pub enum Batch<'a> {
    /// The same value in every row.
    One(Value),
    /// Numbers; [`NULL`](crate::base::value::NULL) is null.
    Number(Cow<'a, [f64]>),
    /// Times; [`NULL`](crate::base::value::NULL) is null.
    Time(Cow<'a, [f64]>),
    /// Truth values.
    Truth(Vec<bool>),
    /// Codes into a list of values; a code past its end is the last of them.
    Coded(Cow<'a, [u32]>, Vec<Value>),
}

impl Batch<'_> {
    /// The value of a row.
    #[must_use]
    pub fn value(&self, row: usize) -> Value {
        let number = |list: &[f64]| list.get(row).copied().filter(|number| !is_null(*number));
        match self {
            Self::One(value) => value.clone(),
            Self::Number(list) => number(list).map_or(Value::Null, Value::Number),
            Self::Time(list) => number(list).map_or(Value::Null, Value::Time),
            Self::Truth(list) => list.get(row).copied().map_or(Value::Null, Value::Bool),
            Self::Coded(codes, values) => codes
                .get(row)
                .and_then(|code| values.get(*code as usize).or(values.last()))
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// Whether `+` of it may make a text.
    pub(super) fn joins(&self) -> bool {
        let text = |value: &Value| operator::joins(value, &Value::Null);
        match self {
            Self::One(value) => text(value),
            Self::Number(_) | Self::Truth(_) => false,
            Self::Time(_) => true,
            Self::Coded(_, values) => values.iter().any(text),
        }
    }

    /// `Number(value)` of each row.
    pub(super) fn numbers(self, rows: usize) -> Vec<f64> {
        match self {
            Self::One(value) => vec![operator::number(&value); rows],
            Self::Number(list) | Self::Time(list) => {
                let mut list = list.into_owned();
                for number in &mut list {
                    if is_null(*number) {
                        *number = 0.0;
                    }
                }
                list
            }
            Self::Truth(list) => list.into_iter().map(|truth| f64::from(u8::from(truth))).collect(),
            Self::Coded(codes, values) => {
                pick(&codes, &values.iter().map(operator::number).collect::<Vec<_>>(), f64::NAN)
            }
        }
    }

    /// `Boolean(value)` of each row.
    pub(super) fn truths(self, rows: usize) -> Vec<bool> {
        match self {
            Self::One(value) => vec![value.truthy(); rows],
            Self::Truth(list) => list,
            Self::Number(list) => {
                list.iter().map(|number| *number != 0.0 && !number.is_nan()).collect()
            }
            Self::Time(list) => list.iter().map(|number| !is_null(*number)).collect(),
            Self::Coded(codes, values) => {
                pick(&codes, &values.iter().map(Value::truthy).collect::<Vec<_>>(), false)
            }
        }
    }
}

/// The value of each code; that of the last for a code past the end.
pub(super) fn pick<T: Copy>(codes: &[u32], values: &[T], otherwise: T) -> Vec<T> {
    let last = values.last().copied().unwrap_or(otherwise);
    codes.iter().map(|code| values.get(*code as usize).copied().unwrap_or(last)).collect()
}
