//! Functions of dates and times. Local time is UTC, so that `year` and `utcyear` are the same.

use super::{Call, Function, arg, context, num, num_or, plain};
use crate::base::calendar::{Civil, time_of};
use crate::base::date_parse::parse_date;
use crate::base::interval::{Interval, Part};
use crate::base::time_unit;
use crate::base::value::Value;
use crate::expr::eval::Context;
use crate::expr::operator::text as text_of;

const fn part(name: &'static str, call: fn(&Civil) -> f64) -> Function {
    Function { name, call: Call::Part(call) }
}

/// Those that read a part of a time are found under their names with `utc` in front too.
pub(super) const LIST: &[Function] = &[
    part("date", |at| f64::from(at.day)),
    part("day", |at| f64::from(at.weekday)),
    part("dayofyear", |at| f64::from(at.day_of_year) + 1.0),
    part("hours", |at| f64::from(at.hour)),
    part("isoweek", |at| f64::from(at.iso_week().1)),
    part("milliseconds", |at| f64::from(at.millisecond)),
    part("minutes", |at| f64::from(at.minute)),
    part("month", |at| f64::from(at.month)),
    part("quarter", |at| f64::from(at.month / 3 + 1)),
    part("seconds", |at| f64::from(at.second)),
    part("timezoneoffset", |_| 0.0),
    part("week", |at| f64::from(at.week(0))),
    part("year", |at| f64::from(at.year)),
    context("now", |context, _| Value::Number(now(context))),
    plain("datetime", datetime),
    plain("time", |args| Value::Number(args.first().map_or(f64::NAN, instant))),
    plain("timeOffset", offset),
    plain("timeSequence", sequence),
    plain("timeUnitSpecifier", specifier),
    plain("toDate", to_date),
    plain("utc", |args| Value::Number(time(args))),
    plain("utcOffset", offset),
    plain("utcSequence", sequence),
];

/// `+new Date(value)`: the time of a number, or of a text that says a date; else NaN.
pub(in crate::expr) fn instant(value: &Value) -> f64 {
    match value {
        Value::Number(_) | Value::Bool(_) | Value::Null | Value::Time(_) => {
            let time = value.to_number().trunc();
            if time.abs() <= 8.64e15 { time + 0.0 } else { f64::NAN }
        }
        Value::Text(_) | Value::List(_) | Value::Object(_) => {
            parse_date(&text_of(value)).unwrap_or(f64::NAN)
        }
    }
}

/// A time stays one; others become its number.
fn to_date(args: &[Value]) -> Value {
    super::kind::given(args, |value| {
        if let Value::Time(_) = value { value.clone() } else { Value::Number(instant(value)) }
    })
}

/// The clock of the chart; there is none of our own.
fn now(context: &Context<'_>) -> f64 {
    context.scope.name("now").map_or(0.0, |time| time.to_number())
}

/// The time of year, month, day and so on; the years 0–99 are those of the twentieth century.
fn time(args: &[Value]) -> f64 {
    let year = num(args, 0).trunc();
    let year = if (0.0..100.0).contains(&year) { year + 1900.0 } else { year };
    let or = |i: usize, otherwise: f64| args.get(i).map_or(otherwise, Value::to_number);
    time_of([year, or(1, 0.0), or(2, 1.0), or(3, 0.0), or(4, 0.0), or(5, 0.0), or(6, 0.0)])
}

/// A time of one value, or of year, month and so on.
fn datetime(args: &[Value]) -> Value {
    Value::Time(if let [value] = args { instant(value) } else { time(args) })
}

/// `datetime()`: now.
pub(in crate::expr) static TODAY: Function =
    context("datetime", |context, _| Value::Time(now(context)));

/// The interval of a unit. A step of a quarter goes on to the next month that begins one.
fn interval(unit: &Value) -> Option<Interval> {
    match &*text_of(unit) {
        "quarter" => Interval::every(Part::Month, 3.0),
        // A week that begins on Monday.
        "isoweek" => Some(Interval::one(Part::Week)),
        unit => Part::parse(unit).filter(|part| part.name() == unit).map(Interval::one),
    }
}

/// The time a number of steps of a unit later.
fn offset(args: &[Value]) -> Value {
    interval(arg(args, 0)).map_or(Value::Null, |interval| {
        Value::Time(interval.offset(instant(arg(args, 1)), num_or(args, 2, 1.0).floor()))
    })
}

/// The starts of a unit from a start to before a stop; every so many of them.
fn sequence(args: &[Value]) -> Value {
    let Some(interval) = interval(arg(args, 0)) else { return Value::Null };
    // ISO weeks are counted as weeks of days that are one earlier.
    let shift = if &*text_of(arg(args, 0)) == "isoweek" { 86_400_000.0 } else { 0.0 };
    let (start, stop) = (instant(arg(args, 1)) - shift, instant(arg(args, 2)) - shift);
    let step = num_or(args, 3, 1.0).floor();
    if start.is_nan() || stop.is_nan() || step.is_nan() || step < 1.0 {
        return Value::List([].into());
    }
    let mut times = Vec::new();
    for (i, time) in interval.range(start, stop).into_iter().enumerate() {
        if i % (step as usize).max(1) == 0 {
            times.push(Value::Time(time + shift));
        }
    }
    Value::List(times.into())
}

/// The pattern of d3-time-format for a list of units; an object of patterns goes before Vega's.
fn specifier(args: &[Value]) -> Value {
    let single = [arg(args, 0).clone()];
    let list =
        if arg(args, 0).as_text().is_some() { &single } else { super::elements(arg(args, 0)) };
    let mut units: Vec<&str> = Vec::new();
    for unit in list {
        units.extend(unit.as_text().map(|unit| &**unit));
    }
    let own = |key: &str| arg(args, 1).member(key).as_text().cloned();
    Value::text(&time_unit::specifier(&units, &own))
}
