//! Numbers and times as texts, in the language of the scope.

use super::{Function, arg, context, num};
use crate::base::format::NumberFormat;
use crate::base::locale::Locale;
use crate::base::time_format::{MultiFormat, format_time};
use crate::base::time_parse::parse_time;
use crate::base::value::Value;
use crate::expr::eval::Context;
use crate::expr::operator::text as text_of;

pub(super) const LIST: &[Function] = &[
    context("dayAbbrevFormat", |context, args| day(context, args, |locale| &locale.short_days)),
    context("dayFormat", |context, args| day(context, args, |locale| &locale.days)),
    context("format", format),
    context("monthAbbrevFormat", |context, args| {
        month(context, args, |locale| &locale.short_months)
    }),
    context("monthFormat", |context, args| month(context, args, |locale| &locale.months)),
    context("timeFormat", time_format),
    context("timeParse", time_parse),
    context("utcFormat", time_format),
    context("utcParse", time_parse),
];

/// A number by a pattern of d3-format. Null is the text `null`; a wrong pattern gives the number as it is.
fn format(context: &Context<'_>, args: &[Value]) -> Value {
    let value = arg(args, 0);
    if value.is_null() {
        return Value::text("null");
    }
    let pattern = if arg(args, 1).is_null() { "".into() } else { text_of(arg(args, 1)) };
    match NumberFormat::parse(&pattern) {
        Some(format) => Value::text(&format.format(context.scope.locale(), value.to_number())),
        None => Value::Text(text_of(value)),
    }
}

/// A time by a pattern of d3-time-format; without one, by the parts it has.
fn time_format(context: &Context<'_>, args: &[Value]) -> Value {
    let value = arg(args, 0);
    if value.is_null() {
        return Value::text("null");
    }
    let (locale, time) = (context.scope.locale(), value.to_number().trunc());
    let pattern = arg(args, 1);
    Value::text(&if pattern.is_null() {
        MultiFormat::of(locale.lang).format(locale, time)
    } else {
        format_time(locale, &text_of(pattern), time)
    })
}

/// The time that a text says by a pattern; null when it does not fit.
fn time_parse(context: &Context<'_>, args: &[Value]) -> Value {
    if arg(args, 0).is_null() {
        return Value::text("null");
    }
    let (text, pattern) = (text_of(arg(args, 0)), text_of(arg(args, 1)));
    parse_time(context.scope.locale(), &pattern, &text).map_or(Value::Null, Value::Time)
}

/// The whole number of the first argument, wrapped around a count; `None` when it is not whole.
fn whole(args: &[Value], count: f64) -> Option<usize> {
    let is_number = matches!(arg(args, 0), Value::Number(_));
    let number = num(args, 0);
    (is_number && number.fract() == 0.0).then(|| number.rem_euclid(count) as usize)
}

/// The name of a day of the week from Sunday, 0.
fn day(
    context: &Context<'_>,
    args: &[Value],
    names: fn(&Locale) -> &[crate::base::locale::Text; 7],
) -> Value {
    let name = whole(args, 7.0).and_then(|i| names(context.scope.locale()).get(i));
    Value::text(name.map_or("", |name| name))
}

/// The name of a month from January, 0.
fn month(
    context: &Context<'_>,
    args: &[Value],
    names: fn(&Locale) -> &[crate::base::locale::Text; 12],
) -> Value {
    let name = whole(args, 12.0).and_then(|i| names(context.scope.locale()).get(i));
    Value::text(name.map_or("", |name| name))
}
