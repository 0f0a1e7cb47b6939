//! Functions of numbers.

use super::{Function, arg, elements, list_of, num, number, numbers, plain};
use crate::base::number as base;
use crate::base::value::Value;
use crate::expr::operator::order;

pub(super) const LIST: &[Function] = &[
    number("abs", f64::abs),
    number("acos", base::acos),
    number("asin", base::asin),
    number("atan", base::atan),
    number("ceil", f64::ceil),
    number("cos", base::cos),
    number("exp", base::exp),
    number("floor", f64::floor),
    number("log", base::ln),
    number("round", base::round),
    number("sin", base::sin),
    number("sqrt", f64::sqrt),
    number("tan", base::tan),
    numbers("atan2", |args| base::atan2(num(args, 0), num(args, 1))),
    plain("bandspace", bandspace),
    numbers("clamp", |args| max(num(args, 1), min(num(args, 2), num(args, 0)))),
    plain("clampRange", clamp_range),
    plain("hypot", hypot),
    plain("inrange", inrange),
    plain("interpolateLinear", interpolate_linear),
    plain("isFinite", |args| {
        Value::Bool(matches!(args.first(), Some(Value::Number(number)) if number.is_finite()))
    }),
    plain("isNaN", |args| {
        Value::Bool(matches!(args.first(), Some(Value::Number(number)) if number.is_nan()))
    }),
    plain("lerp", lerp),
    numbers("max", |args| {
        (0..args.len()).fold(f64::NEG_INFINITY, |most, i| max(most, num(args, i)))
    }),
    numbers("min", |args| (0..args.len()).fold(f64::INFINITY, |least, i| min(least, num(args, i)))),
    numbers("pow", |args| pow(num(args, 0), num(args, 1))),
    plain("span", span),
];

/// `Math.max`: NaN wins.
fn max(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() { f64::NAN } else { a.max(b) }
}

/// `Math.min`: NaN wins.
fn min(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() { f64::NAN } else { a.min(b) }
}

/// `Math.pow`, which unlike C's has no power of 1 to infinity or NaN.
fn pow(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        return f64::NAN;
    }
    base::pow(base, exponent)
}

/// The root of the sum of squares, scaled by the largest so that none overflows.
fn hypot(args: &[Value]) -> Value {
    let numbers: Vec<f64> = (0..args.len()).map(|i| num(args, i).abs()).collect();
    let most = numbers.iter().copied().fold(0.0, max);
    if numbers.contains(&f64::INFINITY) {
        return Value::Number(f64::INFINITY);
    }
    if most == 0.0 || most.is_nan() {
        return Value::Number(most);
    }
    // Kahan's sum, as V8 has it.
    let (mut sum, mut lost) = (0.0, 0.0);
    for number in numbers {
        let part = number / most;
        let summand = part * part - lost;
        let next = sum + summand;
        lost = (next - sum) - summand;
        sum = next;
    }
    Value::Number(f64::sqrt(sum) * most)
}

/// The number of steps of a band scale: count, inner padding, outer padding.
fn bandspace(args: &[Value]) -> Value {
    let count = num(args, 0);
    let or_zero = |number: f64| if number.is_nan() { 0.0 } else { number };
    let space = count - or_zero(num(args, 1)) + 2.0 * or_zero(num(args, 2));
    let space = if space > 0.0 { space } else { 1.0 };
    Value::Number(if count == 0.0 || count.is_nan() { 0.0 } else { space })
}

/// First and last of a list; nulls for an empty one.
fn ends(list: &Value) -> (Value, Value) {
    let list = elements(list);
    let end = |value: Option<&Value>| value.cloned().unwrap_or_default();
    (end(list.first()), end(list.last()))
}

/// A range moved into limits without changing its span, where it fits.
fn clamp_range(args: &[Value]) -> Value {
    let list = elements(arg(args, 0));
    let (a, b) = (num(list, 0), num(list, 1));
    let (lo, hi) = if b < a { (b, a) } else { (a, b) };
    let (least, most) = (num(args, 1), num(args, 2));
    let span = hi - lo;
    if span >= most - least {
        return list_of(&[least, most]);
    }
    let lo = min(max(lo, least), most - span);
    list_of(&[lo, lo + span])
}

/// Whether a value lies between the first and last of a list; the ends count unless told not to.
fn inrange(args: &[Value]) -> Value {
    let (lo, hi) = ends(arg(args, 1));
    let open = |i: usize| args.get(i).is_some_and(|value| !value.truthy());
    Value::Bool(between(arg(args, 0), &lo, &hi, open(2), open(3)))
}

/// Whether a value lies between two others, in either order.
pub(in crate::expr) fn between(
    value: &Value,
    lo: &Value,
    hi: &Value,
    open_left: bool,
    open_right: bool,
) -> bool {
    let swapped = order(lo, hi).is_some_and(std::cmp::Ordering::is_gt);
    let (lo, hi) = if swapped { (hi, lo) } else { (lo, hi) };
    let below = |a: &Value, b: &Value, open: bool| {
        order(a, b).is_some_and(|order| if open { order.is_lt() } else { order.is_le() })
    };
    below(lo, value, open_left) && below(value, hi, open_right)
}

/// The value at a fraction between the first and last of a list.
fn lerp(args: &[Value]) -> Value {
    let (first, last) = ends(arg(args, 0));
    let at = num(args, 1);
    if last.is_null() || at == 0.0 || at.is_nan() {
        return first;
    }
    if at == 1.0 {
        return last;
    }
    let (lo, hi) = (first.to_number(), last.to_number());
    Value::Number(lo + at * (hi - lo))
}

/// The value at a fraction along a list whose elements are evenly spaced.
fn interpolate_linear(args: &[Value]) -> Value {
    let list = elements(arg(args, 0));
    let at = num(args, 1);
    let (first, last) = ends(arg(args, 0));
    if list.len() < 2 || at.is_nan() || at <= 0.0 {
        return first;
    }
    if at >= 1.0 {
        return last;
    }
    let place = at * (list.len() - 1) as f64;
    let before = place.floor();
    let part = place - before;
    let (lo, hi) = (num(list, before as usize), num(list, before as usize + 1));
    Value::Number(if part == 0.0 { lo } else { lo + part * (hi - lo) })
}

/// The difference between the last and first of a list; 0 without.
fn span(args: &[Value]) -> Value {
    let (first, last) = ends(arg(args, 0));
    let span = last.to_number() - first.to_number();
    Value::Number(if span.is_nan() { 0.0 } else { span })
}
