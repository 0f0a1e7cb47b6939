//! JavaScript's operators and conversions, for values.
//!
//! Source: ECMA-262, chapters "Type Conversion" and "Testing and Comparison Operations".
//! Two times are equal when they are the same instant (JavaScript compares the objects);
//! two lists or objects are equal when they are the very same one.

use super::function::color;
use super::node::{Binary, Unary};
use super::{Empty, Scope};
use crate::base::calendar::Civil;
use crate::base::path;
use crate::base::time_format::format_time;
use crate::base::value::Value;
use std::cmp::Ordering;
use std::rc::Rc;

/// `String(value)`: as [`Value::to_text`], but times and regular expressions as JavaScript writes them.
pub(super) fn text(value: &Value) -> Rc<str> {
    match value {
        Value::Time(time) => date_text(*time).into(),
        Value::List(list) => joined(list, ","),
        Value::Object(_) => match super::regex::parts(value) {
            Some((source, flags)) => format!("/{source}/{flags}").into(),
            None => color::css(value).map_or_else(|| value.to_text(), Into::into),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => value.to_text(),
    }
}

/// The texts of values with another between them; null is none.
pub(super) fn joined(list: &[Value], between: &str) -> Rc<str> {
    let mut out = String::new();
    for (i, value) in list.iter().enumerate() {
        if i > 0 {
            out.push_str(between);
        }
        if !value.is_null() {
            out.push_str(&text(value));
        }
    }
    out.into()
}

/// `String(date)` in UTC, such as `Sat Jan 01 2000 00:00:00 GMT+0000 (Coordinated Universal Time)`.
fn date_text(time: f64) -> String {
    if Civil::of(time).is_none() {
        return "Invalid Date".to_owned();
    }
    let pattern = "%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)";
    format_time(Empty.locale(), pattern, time)
}

/// `Number(value)`.
pub(super) fn number(value: &Value) -> f64 {
    value.to_number()
}

/// `ToInt32`: the number without its fraction, modulo 2³².
pub(super) fn int32(number: f64) -> i32 {
    if number.is_finite() { number.trunc().rem_euclid(4_294_967_296.0) as u32 as i32 } else { 0 }
}

/// The value as one without members: lists, objects and times as text.
fn primitive(value: &Value) -> Value {
    match value {
        Value::Time(_) | Value::List(_) | Value::Object(_) => Value::Text(text(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => value.clone(),
    }
}

/// Whether `+` of these makes a text.
pub(super) fn joins(a: &Value, b: &Value) -> bool {
    let textual = |value: &Value| match value {
        Value::Text(_) | Value::Time(_) | Value::List(_) | Value::Object(_) => true,
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    };
    textual(a) || textual(b)
}

/// `a === b`
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => Rc::ptr_eq(a, b),
        (Value::Object(a), Value::Object(b)) => Rc::ptr_eq(a, b),
        _ => a == b,
    }
}

/// `a == b`
pub(super) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Null, _) | (_, Value::Null) => false,
        (Value::Number(_) | Value::Bool(_), Value::Text(_) | Value::Number(_) | Value::Bool(_))
        | (Value::Text(_), Value::Number(_) | Value::Bool(_)) => number(a) == number(b),
        (Value::Time(_) | Value::List(_) | Value::Object(_), Value::Number(_))
        | (Value::Time(_) | Value::List(_) | Value::Object(_), Value::Text(_) | Value::Bool(_)) => {
            equal(&primitive(a), b)
        }
        (Value::Number(_) | Value::Text(_) | Value::Bool(_), _) => {
            if std::mem::discriminant(a) == std::mem::discriminant(b) {
                a == b
            } else {
                equal(a, &primitive(b))
            }
        }
        _ => same(a, b),
    }
}

/// The order of two values under `<`; `None` when one is not a number.
pub(super) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    let comparable = |value: &Value| match value {
        Value::List(_) | Value::Object(_) => primitive(value),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Time(_) => {
            value.clone()
        }
    };
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => return a.partial_cmp(b),
        (Value::Text(a), Value::Text(b)) => return Some(units(a, b)),
        _ => {}
    }
    match (comparable(a), comparable(b)) {
        (Value::Text(a), Value::Text(b)) => Some(units(&a, &b)),
        (a, b) => number(&a).partial_cmp(&number(&b)),
    }
}

/// The order of two texts by UTF-16 units, as JavaScript's.
pub(super) fn units(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// An operator of one value.
pub(super) fn unary(operator: Unary, value: &Value) -> Value {
    match operator {
        Unary::Not => Value::Bool(!value.truthy()),
        Unary::Minus => Value::Number(-number(value)),
        Unary::Plus => Value::Number(number(value)),
        Unary::Bits => Value::Number(f64::from(!int32(number(value)))),
    }
}

/// An operator of two numbers that gives a number; NaN of the others.
pub(super) fn arithmetic(operator: Binary, a: f64, b: f64) -> f64 {
    let shift = |b: f64| int32(b) as u32 & 31;
    match operator {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide => a / b,
        Binary::Remainder => a % b,
        Binary::BitAnd => f64::from(int32(a) & int32(b)),
        Binary::BitOr => f64::from(int32(a) | int32(b)),
        Binary::BitXor => f64::from(int32(a) ^ int32(b)),
        Binary::ShiftLeft => f64::from(int32(a).wrapping_shl(shift(b))),
        Binary::ShiftRight => f64::from(int32(a) >> shift(b)),
        Binary::ShiftRightUnsigned => f64::from(int32(a) as u32 >> shift(b)),
        Binary::Equal
        | Binary::NotEqual
        | Binary::Same
        | Binary::NotSame
        | Binary::Less
        | Binary::LessEqual
        | Binary::Greater
        | Binary::GreaterEqual
        | Binary::In => f64::NAN,
    }
}

/// An operator of two values.
pub(super) fn binary(operator: Binary, a: &Value, b: &Value) -> Value {
    if operator == Binary::Add && joins(a, b) {
        return Value::Text(format!("{}{}", text(a), text(b)).into());
    }
    if operator.is_arithmetic() {
        return Value::Number(arithmetic(operator, number(a), number(b)));
    }
    Value::Bool(relation(operator, a, b))
}

/// An operator of two values that is true or false; false for the others.
pub(super) fn relation(operator: Binary, a: &Value, b: &Value) -> bool {
    match operator {
        Binary::Equal => equal(a, b),
        Binary::NotEqual => !equal(a, b),
        Binary::Same => same(a, b),
        Binary::NotSame => !same(a, b),
        Binary::Less => order(a, b).is_some_and(Ordering::is_lt),
        Binary::LessEqual => order(a, b).is_some_and(Ordering::is_le),
        Binary::Greater => order(a, b).is_some_and(Ordering::is_gt),
        Binary::GreaterEqual => order(a, b).is_some_and(Ordering::is_ge),
        Binary::In => has(b, &text(a)),
        Binary::Add
        | Binary::Subtract
        | Binary::Multiply
        | Binary::Divide
        | Binary::Remainder
        | Binary::BitAnd
        | Binary::BitOr
        | Binary::BitXor
        | Binary::ShiftLeft
        | Binary::ShiftRight
        | Binary::ShiftRightUnsigned => false,
    }
}

/// `key in value`
fn has(value: &Value, key: &str) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, _)| &**name == key),
        Value::List(list) => {
            key == "length" || key.parse::<usize>().is_ok_and(|index| index < list.len())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Time(_) => false,
    }
}

/// `value[key]`: a member of an object, an element of a list, a UTF-16 unit of a text, or `length`.
pub(super) fn member(value: &Value, key: &Value) -> Value {
    let index = || {
        let read = |text: &Rc<str>| text.parse::<usize>().ok().map(|index| index as f64);
        key.as_number().or_else(|| key.as_text().and_then(read))
    };
    let whole = |number: f64| (number >= 0.0 && number.fract() == 0.0).then_some(number as usize);
    match value {
        Value::Object(_) => match key.as_text() {
            Some(name) => value.member(name),
            None => value.member(&text(key)),
        },
        Value::List(list) => match index().and_then(whole) {
            Some(index) => list.get(index).cloned().unwrap_or_default(),
            None if is_length(key) => Value::Number(list.len() as f64),
            None => Value::Null,
        },
        Value::Text(letters) => match index().and_then(whole) {
            Some(index) => {
                let unit = super::function::text::slice(letters, index, index + 1);
                if unit.is_empty() { Value::Null } else { Value::Text(unit) }
            }
            None if is_length(key) => Value::Number(super::function::text::length(letters) as f64),
            None => Value::Null,
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Time(_) => Value::Null,
    }
}

/// The member of a name, or what a path such as `a.b` leads to.
pub(super) fn field(datum: &Value, name: &str) -> Value {
    let mut value = datum.member(name);
    if value.is_null() && name.contains(['.', '[', '\\']) {
        value = datum.clone();
        for step in path::steps(name) {
            value = member(&value, &Value::Text(step));
        }
    }
    value
}

fn is_length(key: &Value) -> bool {
    key.as_text().is_some_and(|key| &**key == "length")
}
