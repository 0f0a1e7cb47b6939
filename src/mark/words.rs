//! Values in words: the texts of axes, legends, text marks and tips.
//!
//! Source: Vega-Lite, "Format"; its rules for fields without a format. Our own
//! `formatType: "zh"` writes numbers in 万 and 亿.

use crate::base::format::NumberFormat;
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::base::time_format::{MultiFormat, format_time};
use crate::base::time_unit::TimeUnit;
use crate::base::value::Value;
use crate::base::zh;
use crate::error::{Lang, Place};
use crate::resolve::Bag;
use crate::resolve::{Binning, ChannelDef, Config, FieldKind, ScaleKind, View};
use crate::scale::Scale;
use std::rc::Rc;

/// A field's value in words, by its own format or by configuration.
#[must_use]
pub fn value(config: &Config, locale: &Locale, def: &ChannelDef, value: &Value) -> Rc<str> {
    let pattern = def.def.get("format");
    formatted(config, locale, def, &def.def, pattern, value)
}

fn formatted(
    config: &Config,
    locale: &Locale,
    def: &ChannelDef,
    guide: &Bag,
    pattern: Option<&Json>,
    value: &Value,
) -> Rc<str> {
    let kind = guide.word("formatType").or_else(|| def.def.word("formatType")).map(|kind| &**kind);
    if let Some(custom) = custom(config, def, kind, pattern) {
        return custom(value);
    }
    if kind == Some("zh") {
        return match value.as_number() {
            Some(number) => zh::value(locale.lang, number, None).into(),
            None => value.to_text(),
        };
    }
    let timed = kind == Some("time") || (kind != Some("number") && is_time(def));
    if timed {
        return match as_time(value) {
            Some(time) => {
                format_time(locale, &time_pattern(config, locale, def, pattern), time).into()
            }
            None => text(value),
        };
    }
    let number =
        kind == Some("number") || def.kind == Some(FieldKind::Quantitative) || pattern.is_some();
    if !number {
        return text(value);
    }
    let own = pattern.and_then(Json::text).map(|pattern| &**pattern);
    let pattern = own.or_else(|| number_pattern(config, def)).unwrap_or("");
    match (value, NumberFormat::parse(pattern)) {
        (Value::Null, _) => "null".into(),
        (Value::Number(_) | Value::Time(_) | Value::Bool(_) | Value::Text(_), Some(format)) => {
            format.format(locale, value.to_number()).into()
        }
        _ => text(value),
    }
}

/// The words of an axis' or legend's values.
#[must_use]
pub fn ticks(
    config: &Config,
    view: &View,
    def: &ChannelDef,
    look: &Bag,
    scale: &Scale,
    values: &[Value],
    count: Option<f64>,
) -> Vec<Rc<str>> {
    let locale = &view.params.locale;
    let pattern = look.get("format").or_else(|| def.def.get("format"));
    let kind = look.word("formatType").or_else(|| def.def.word("formatType")).map(|kind| &**kind);
    let each = |word: &dyn Fn(&Value) -> Rc<str>| {
        let mut words = Vec::with_capacity(values.len());
        for value in values {
            words.push(word(value));
        }
        words
    };
    if let Some(custom) = custom(config, def, kind, pattern) {
        return each(&*custom);
    }
    if kind == Some("zh") {
        let unit = zh_unit(locale, scale, values);
        return each(&|value| match value.as_number() {
            Some(number) => unit.number(number, None).into(),
            None => text(value),
        });
    }
    let timed = kind == Some("time") || (kind != Some("number") && is_time(def));
    let continuous_time = matches!(scale.kind(), ScaleKind::Time | ScaleKind::Utc);
    if timed || continuous_time {
        // The configured format is not for axes.
        let plain = pattern.is_none() && def.time_unit.is_empty() && def.channel.is_position();
        if continuous_time && plain {
            return texts_of(scale, values, count, None, locale);
        }
        // Patterns by the part of time that begins: the author's, and those of names that are told to be times.
        let none: &[_] = &[];
        let untold = scale.is_discrete() && pattern.is_none() && !is_time(def);
        let parts = pattern.and_then(Json::members).or(untold.then_some(none));
        if let Some(parts) = parts {
            let mut formats = MultiFormat::of(locale.lang);
            for (part, own) in parts {
                if let Some(own) = own.text() {
                    formats.set(part, own);
                }
            }
            return each(&|value| match as_time(value) {
                Some(time) => formats.format(locale, time).into(),
                None => text(value),
            });
        }
        if scale.is_discrete() || continuous_time || timed {
            let pattern = time_pattern(config, locale, def, pattern);
            return each(&|value| match as_time(value) {
                Some(time) => format_time(locale, &pattern, time).into(),
                None => text(value),
            });
        }
    }
    let own = pattern.and_then(Json::text).map(|pattern| &**pattern);
    if scale.is_discrete() && !matches!(scale.kind(), ScaleKind::BinOrdinal) {
        let number = own.is_some() || kind == Some("number");
        if let (true, Some(format)) = (number, NumberFormat::parse(own.unwrap_or(""))) {
            return each(&|value| match value.as_number() {
                Some(number) => format.format(locale, number).into(),
                None => text(value),
            });
        }
        // A time is the number that it is for Vega, when nothing says that it is one.
        return each(&|value| {
            let time = if let Value::Time(time) = value { Some(*time) } else { None };
            time.map_or_else(|| text(value), |time| Value::Number(time).to_text())
        });
    }
    let own = own.or_else(|| number_pattern(config, def));
    texts_of(scale, values, count, own, locale)
}

/// The texts that a scale gives its ticks.
fn texts_of(
    scale: &Scale,
    values: &[Value],
    count: Option<f64>,
    pattern: Option<&str>,
    locale: &Locale,
) -> Vec<Rc<str>> {
    scale.tick_texts(values, count, pattern, locale).into_iter().map(Into::into).collect()
}

/// What writes a value in words.
type Custom = Box<dyn Fn(&Value) -> Rc<str>>;

/// Whether the values of a guide are written by a format type of that kind.
#[must_use]
pub fn is_custom(config: &Config, def: &ChannelDef, look: &Bag) -> bool {
    let kind = look.word("formatType").map(|kind| &**kind);
    custom(config, def, kind, look.get("format")).is_some()
}

/// The words of a format type that names a function of expressions, where the configuration allows those.
///
/// Source: Vega-Lite, "Custom Format Type".
fn custom(
    config: &Config,
    def: &ChannelDef,
    kind: Option<&str>,
    pattern: Option<&Json>,
) -> Option<Custom> {
    if config.get("customFormatTypes") != Some(&Json::Bool(true)) {
        return None;
    }
    let name = match (kind, def.kind) {
        (Some("number" | "time" | "utc" | "zh"), _) => return None,
        (Some(own), _) => own.to_owned(),
        (None, _) if pattern.is_some() => return None,
        (None, Some(FieldKind::Quantitative)) => {
            usual_number(def).trim_end_matches("Format").into()
        }
        (None, Some(FieldKind::Temporal)) if def.time_unit.is_empty() => "time".into(),
        (None, _) => return None,
    };
    let configured = |end: &str| config.get(&format!("{name}Format{end}")).cloned();
    let (function, format) = match kind {
        Some(own) => (own.into(), pattern.cloned()),
        None => (configured("Type")?.text()?.clone(), configured("")),
    };
    let format = format.unwrap_or_default().write();
    let place = Place::root();
    crate::expr::parse(&place, &format!("{function}(0, {format})")).ok()?;
    Some(Box::new(move |value| {
        let text = format!("{function}({}, {format})", Json::from_value(value).write());
        let expr = crate::expr::parse(&place, &text);
        expr.map_or_else(|_| self::text(value), |expr| expr.eval(&crate::expr::Empty).to_text())
    }))
}

/// The one unit of an axis in the zh form: that of its largest number.
#[must_use]
pub fn zh_unit(locale: &Locale, scale: &Scale, values: &[Value]) -> zh::Unit {
    let of_values = values
        .iter()
        .filter_map(Value::as_number)
        .fold(0.0_f64, |most, number| most.max(number.abs()));
    let most = scale
        .domain_extent()
        .map_or(of_values, |(low, high)| low.abs().max(high.abs()).max(of_values));
    zh::Unit::of(locale.lang, most)
}

/// Bins in words: `0 – 10`.
#[must_use]
pub fn range(
    config: &Config,
    locale: &Locale,
    def: &ChannelDef,
    from: &Value,
    to: &Value,
) -> Rc<str> {
    if !from.as_number().is_some_and(f64::is_finite) {
        return "null".into();
    }
    format!("{} – {}", value(config, locale, def, from), value(config, locale, def, to)).into()
}

/// The number pattern of the configuration.
fn number_pattern<'a>(config: &'a Config, def: &ChannelDef) -> Option<&'a str> {
    config.get(usual_number(def)).and_then(Json::text).map(|pattern| &**pattern)
}

/// The member of the configuration that has the pattern of a definition's numbers.
fn usual_number(def: &ChannelDef) -> &'static str {
    let normalized = def.def.word("stack").is_some_and(|stack| &**stack == "normalize");
    if normalized { "normalizedNumberFormat" } else { "numberFormat" }
}

/// The time pattern of a definition: its own, its time unit's, or the configuration's.
fn time_pattern(
    config: &Config,
    locale: &Locale,
    def: &ChannelDef,
    pattern: Option<&Json>,
) -> Rc<str> {
    if let Some(own) = pattern.and_then(Json::text) {
        return own.clone();
    }
    if let Some(unit) = TimeUnit::parse(&def.time_unit) {
        return unit.specifier(locale.lang).into();
    }
    let configured = config.get("timeFormat").and_then(Json::text);
    match (configured, locale.lang) {
        (Some(own), Lang::Zh) if &**own == "%b %d, %Y" => "%Y年%-m月%-d日".into(),
        (Some(own), _) => own.clone(),
        (None, _) => "%b %d, %Y".into(),
    }
}

/// The shortest time between two values of a time unit, its `step` apart, in milliseconds.
#[must_use]
pub fn unit_duration(def: &ChannelDef) -> Option<f64> {
    let unit = TimeUnit::parse(&def.time_unit)?;
    // From the first of the unit's base year, as Vega-Lite measures it.
    let start = crate::base::calendar::midnight(2001, 0, 1);
    let step = def.def.get("timeUnit").and_then(|unit| unit.get("step")).and_then(Json::number);
    Some(unit.offset(start, step.unwrap_or(1.0)) - start)
}

/// Whether a definition's values are times.
#[must_use]
pub fn is_time(def: &ChannelDef) -> bool {
    def.kind == Some(FieldKind::Temporal) || !def.time_unit.is_empty()
}

/// Whether a definition's values are bins.
#[must_use]
pub fn is_binned(def: &ChannelDef) -> bool {
    def.bin != Binning::None
}

fn as_time(value: &Value) -> Option<f64> {
    match value {
        Value::Time(time) | Value::Number(time) => Some(*time),
        Value::Text(text) => crate::base::date_parse::parse_date(text),
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Object(_) => None,
    }
}

/// A value as it is: lists with commas between their elements.
#[must_use]
pub fn text(value: &Value) -> Rc<str> {
    match value.as_list() {
        Some(list) => list.iter().map(Value::to_text).collect::<Vec<_>>().join(", ").into(),
        None => value.to_text(),
    }
}
