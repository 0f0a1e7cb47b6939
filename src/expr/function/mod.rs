//! The functions of the language, one family a file, each a table of names.

mod chart;
pub(super) mod color;
mod control;
pub(super) mod date;
pub(super) mod ease;
mod format;
mod kind;
mod list;
mod math;
mod pattern;
mod random;
pub(super) mod text;
mod zoom;

use super::eval::Context;
use super::regex::Regex;
use crate::base::calendar::Civil;
use crate::base::value::Value;

/// A function by name.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) call: Call,
}

/// How a function is computed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Call {
    /// From one number; no argument is NaN.
    Number(fn(f64) -> f64),
    /// From one number: a curve of movement.
    Ease(fn(f64) -> f64, ease::Way),
    /// From the calendar's view of the time that one argument says.
    Part(fn(&Civil) -> f64),
    /// A number from its arguments alone.
    Numbers(fn(&[Value]) -> f64),
    /// From its arguments alone.
    Plain(fn(&[Value]) -> Value),
    /// From its arguments and the locale, the clock or the state of `random`.
    Context(fn(&Context<'_>, &[Value]) -> Value),
    /// From a regular expression, which is the argument of that number, and its arguments.
    Pattern(usize, fn(Option<&Regex>, &[Value]) -> Value),
    /// By the chart.
    Chart,
}

impl Call {
    /// What it makes of one number, which of the parts of a time is that time; `None` when it is
    /// computed otherwise.
    pub(super) fn of_number(self, number: f64) -> Option<f64> {
        match self {
            Self::Number(call) => Some(call(number)),
            Self::Ease(curve, way) => Some(ease::at(curve, way, number)),
            Self::Part(call) => Some(Civil::of(number).map_or(f64::NAN, |at| call(&at))),
            Self::Numbers(_)
            | Self::Plain(_)
            | Self::Context(_)
            | Self::Pattern(..)
            | Self::Chart => None,
        }
    }
}

const FAMILIES: [&[Function]; 13] = [
    math::LIST,
    kind::LIST,
    text::LIST,
    list::LIST,
    pattern::LIST,
    date::LIST,
    format::LIST,
    color::LIST,
    zoom::LIST,
    ease::LIST,
    control::LIST,
    random::LIST,
    chart::LIST,
];

/// The function of that name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    // What reads a part of a time is the same in UTC.
    let local = name.strip_prefix("utc").unwrap_or(name);
    let is = |function: &Function| {
        function.name == name || function.name == local && matches!(function.call, Call::Part(_))
    };
    FAMILIES.iter().find_map(|family| family.iter().find(|function| is(function)))
}

/// The known name that is nearest.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let mut names = vec!["if"];
    for family in FAMILIES {
        names.extend(family.iter().map(|function| function.name));
    }
    crate::error::nearest(name, names)
}

const fn number(name: &'static str, call: fn(f64) -> f64) -> Function {
    Function { name, call: Call::Number(call) }
}

const fn numbers(name: &'static str, call: fn(&[Value]) -> f64) -> Function {
    Function { name, call: Call::Numbers(call) }
}

const fn plain(name: &'static str, call: fn(&[Value]) -> Value) -> Function {
    Function { name, call: Call::Plain(call) }
}

const fn context(name: &'static str, call: fn(&Context<'_>, &[Value]) -> Value) -> Function {
    Function { name, call: Call::Context(call) }
}

/// The argument of that number; null when it is not given.
fn arg(args: &[Value], i: usize) -> &Value {
    const NONE: &Value = &Value::Null;
    args.get(i).unwrap_or(NONE)
}

/// The number of an argument; NaN when it is not given.
fn num(args: &[Value], i: usize) -> f64 {
    args.get(i).map_or(f64::NAN, super::operator::number)
}

/// The number of an argument, or `otherwise` when it is not given or null.
fn num_or(args: &[Value], i: usize, otherwise: f64) -> f64 {
    match args.get(i) {
        None | Some(Value::Null) => otherwise,
        Some(value) => super::operator::number(value),
    }
}

/// The elements of a list argument; none when it is no list.
fn elements(value: &Value) -> &[Value] {
    if let Value::List(list) = value { list } else { &[] }
}

/// A list as a value.
fn list_of(numbers: &[f64]) -> Value {
    Value::List(numbers.iter().map(|number| Value::Number(*number)).collect())
}
