//! Functions of lists and objects, and of texts as lists of letters.

use super::{Function, arg, elements, list_of, num, num_or, plain};
use crate::base::path;
use crate::base::value::Value;
use crate::expr::operator::{joined, member, order, same, text as text_of};
use std::cmp::Ordering;
use std::rc::Rc;

pub(super) const LIST: &[Function] = &[
    plain("extent", extent),
    plain("indexof", |args| find(args, false)),
    plain("join", join),
    plain("lastindexof", |args| find(args, true)),
    plain("length", length),
    plain("merge", merge),
    plain("peek", peek),
    plain("pluck", pluck),
    plain("reverse", reverse),
    plain("sequence", sequence),
    plain("slice", slice),
    plain("sort", sort),
];

/// Least and greatest of a list without nulls and NaN; two nulls of none.
fn extent(args: &[Value]) -> Value {
    let (mut least, mut most) = (Value::Null, Value::Null);
    for value in elements(arg(args, 0)) {
        if !super::kind::is_valid(value) {
            continue;
        }
        if least.is_null() || order(value, &least).is_some_and(Ordering::is_lt) {
            least = value.clone();
        }
        if most.is_null() || order(value, &most).is_some_and(Ordering::is_gt) {
            most = value.clone();
        }
    }
    Value::List([least, most].into())
}

/// Where a value stands in a list or a text in a text, from the front or the back; −1 if nowhere.
fn find(args: &[Value], last: bool) -> Value {
    let wanted = arg(args, 1);
    let from = num_or(args, 2, if last { f64::INFINITY } else { 0.0 });
    let place = match arg(args, 0) {
        Value::List(list) => {
            let from = if from < 0.0 { list.len() as f64 + from } else { from };
            let mut found = None;
            for (i, value) in list.iter().enumerate() {
                let fits = if last { i as f64 <= from } else { i as f64 >= from };
                if fits && same(value, wanted) {
                    found = Some(i);
                    if !last {
                        break;
                    }
                }
            }
            found
        }
        Value::Text(text) => find_text(text, &text_of(wanted), from, last),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Time(_) | Value::Object(_) => None,
    };
    Value::Number(place.map_or(-1.0, |place| place as f64))
}

/// The UTF-16 unit at which a text stands in another.
fn find_text(text: &str, wanted: &str, from: f64, last: bool) -> Option<usize> {
    let (mut units, from) = (0, from.max(0.0) as usize);
    let mut start = text.len();
    for (byte, letter) in text.char_indices() {
        if units >= from {
            start = byte;
            break;
        }
        units += letter.len_utf16();
    }
    let mut byte = None;
    if last {
        let mut at = 0;
        while let Some(next) = text.get(at..).and_then(|rest| rest.find(wanted)) {
            if at + next > start {
                break;
            }
            byte = Some(at + next);
            at += next
                + text
                    .get(at + next..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8);
        }
    } else {
        byte = text.get(start..).and_then(|rest| rest.find(wanted)).map(|at| at + start);
    }
    byte.map(|byte| super::text::length(text.get(..byte).unwrap_or_default()))
}

fn join(args: &[Value]) -> Value {
    let between: Rc<str> = args.get(1).map_or_else(|| ",".into(), text_of);
    Value::Text(joined(elements(arg(args, 0)), &between))
}

fn length(args: &[Value]) -> Value {
    member(arg(args, 0), &Value::text("length"))
}

/// The members of all objects; later ones win in place.
fn merge(args: &[Value]) -> Value {
    let mut merged: Vec<(Rc<str>, Value)> = Vec::new();
    for object in args {
        let Value::Object(members) = object else { continue };
        for (name, value) in members.iter() {
            match merged.iter_mut().find(|(known, _)| known == name) {
                Some((_, old)) => *old = value.clone(),
                None => merged.push((name.clone(), value.clone())),
            }
        }
    }
    Value::Object(merged.into())
}

fn peek(args: &[Value]) -> Value {
    let value = arg(args, 0);
    let count = member(value, &Value::text("length")).to_number();
    member(value, &Value::Number(count - 1.0))
}

/// The field of an object, or of each object of a list.
fn pluck(args: &[Value]) -> Value {
    let steps = path::steps(&text_of(arg(args, 1)));
    let take = |value: &Value| {
        steps.iter().fold(value.clone(), |value, step| member(&value, &Value::Text(step.clone())))
    };
    let value = arg(args, 0);
    if let Value::List(list) = value {
        Value::List(list.iter().map(take).collect())
    } else {
        take(value)
    }
}

fn reverse(args: &[Value]) -> Value {
    Value::List(elements(arg(args, 0)).iter().rev().cloned().collect())
}

/// The longest list that `sequence` makes; a longer one is the sign of an error.
const LONGEST: f64 = 1e6;

/// Numbers from a start to before a stop by a step; with one argument, from 0 to before it.
fn sequence(args: &[Value]) -> Value {
    let (start, stop) =
        if args.len() < 2 { (0.0, num(args, 0)) } else { (num(args, 0), num(args, 1)) };
    let step = if args.len() < 3 { 1.0 } else { num(args, 2) };
    let count = ((stop - start) / step).ceil();
    if !(0.0..=LONGEST).contains(&count) {
        return Value::List(Rc::new([]));
    }
    let numbers: Vec<f64> = (0..count as usize).map(|i| start + i as f64 * step).collect();
    list_of(&numbers)
}

/// The part of a list or text from a start to before an end; negative ones count from the back.
fn slice(args: &[Value]) -> Value {
    let cut = |length: usize| {
        let place = |number: f64| {
            let number = if number.is_nan() { 0.0 } else { number.trunc() };
            let number = if number < 0.0 { length as f64 + number } else { number };
            number.clamp(0.0, length as f64) as usize
        };
        let from = place(num_or(args, 1, 0.0));
        let to = args.get(2).map_or(length, |to| place(to.to_number()));
        (from, to.max(from))
    };
    match arg(args, 0) {
        Value::List(list) => {
            let (from, to) = cut(list.len());
            Value::List(list.get(from..to).unwrap_or_default().into())
        }
        Value::Text(text) => {
            let (from, to) = cut(super::text::length(text));
            Value::Text(super::text::slice(text, from, to))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Time(_) | Value::Object(_) => {
            Value::Null
        }
    }
}

/// A list in rising order: null first, then NaN, then the others.
fn sort(args: &[Value]) -> Value {
    let Value::List(list) = arg(args, 0) else { return Value::Null };
    let mut sorted: Vec<Value> = list.to_vec();
    crate::base::sort::by(&mut sorted, ascending);
    Value::List(sorted.into())
}

/// Vega's order of any two values; what cannot be compared is equal.
///
/// Source: vega-util, `compare`.
fn ascending(a: &Value, b: &Value) -> Ordering {
    let rank = |value: &Value| u8::from(!value.is_null()) + u8::from(super::kind::is_valid(value));
    rank(a).cmp(&rank(b)).then_with(|| order(a, b).unwrap_or(Ordering::Equal))
}
