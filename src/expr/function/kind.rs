//! What a value is, and one kind made of another.

use super::{Function, arg, plain};
use crate::base::value::Value;
use crate::expr::{operator, regex};

pub(super) const LIST: &[Function] = &[
    plain("isArray", |args| Value::Bool(matches!(arg(args, 0), Value::List(_)))),
    plain("isBoolean", |args| Value::Bool(matches!(arg(args, 0), Value::Bool(_)))),
    plain("isDate", |args| Value::Bool(matches!(arg(args, 0), Value::Time(_)))),
    // There is no `undefined`: what is not there is null.
    plain("isDefined", |args| Value::Bool(!arg(args, 0).is_null())),
    plain("isNumber", |args| Value::Bool(matches!(arg(args, 0), Value::Number(_)))),
    plain("isObject", |args| {
        Value::Bool(matches!(arg(args, 0), Value::Object(_) | Value::List(_) | Value::Time(_)))
    }),
    plain("isRegExp", |args| Value::Bool(regex::parts(arg(args, 0)).is_some())),
    plain("isString", |args| Value::Bool(matches!(arg(args, 0), Value::Text(_)))),
    plain("isValid", |args| Value::Bool(is_valid(arg(args, 0)))),
    plain("toBoolean", to_boolean),
    plain("toNumber", |args| given(args, |value| Value::Number(operator::number(value)))),
    plain("toString", |args| given(args, |value| Value::Text(operator::text(value)))),
];

/// Neither null nor not a number.
pub(in crate::expr) fn is_valid(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Number(number) => !number.is_nan(),
        Value::Bool(_) | Value::Text(_) | Value::Time(_) | Value::List(_) | Value::Object(_) => {
            true
        }
    }
}

/// Null stays null and an empty text becomes it; others are converted.
pub(super) fn given(args: &[Value], convert: fn(&Value) -> Value) -> Value {
    let value = arg(args, 0);
    let empty = value.as_text().is_some_and(|text| text.is_empty());
    if empty || value.is_null() { Value::Null } else { convert(value) }
}

fn to_boolean(args: &[Value]) -> Value {
    given(args, |value| {
        let no = value.as_text().is_some_and(|text| matches!(&**text, "false" | "0"));
        Value::Bool(!no && value.truthy())
    })
}
