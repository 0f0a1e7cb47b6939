//! The order of a channel's discrete values.
//!
//! Source: Vega-Lite, "Sort"; its `domainSort`.

use super::channel::find;
use super::view::{ChannelDef, FieldKind, Sort, Stack};
use crate::base::json::Json;
use crate::base::value::Value;
use crate::expr::predicate::date_time;
use crate::spec::Channel;
use std::rc::Rc;

/// The order of a discrete domain.
#[must_use]
pub fn sort(def: &ChannelDef, channels: &[ChannelDef], stack: Option<&Stack>) -> Sort {
    let summed = |field: &Rc<str>| {
        stack.is_some_and(|stack| {
            let parting = stack.by.contains(field);
            let dimension = channels.iter().any(|def| {
                def.channel != stack.channel
                    && def.channel.is_position()
                    && def.field == *field
                    && def.aggregate.is_empty()
            });
            !parting && !dimension
        })
    };
    if def.channel.scale().is_some_and(|main| main != def.channel) {
        // What `x2` adds to the domain of `x` has no order of its own.
        return Sort::None;
    }
    match def.def.get("sort") {
        None => color_sort(def, channels).unwrap_or(Sort::Ascending),
        Some(Json::Null | Json::Bool(false)) => Sort::None,
        Some(Json::List(list)) => {
            Sort::List(list.iter().map(|json| sort_value(def, json)).collect())
        }
        Some(Json::Text(word)) => match &**word {
            "ascending" => Sort::Ascending,
            "descending" => Sort::Descending,
            word => by_encoding(word, None, channels, &summed),
        },
        Some(json) => {
            let order =
                json.get("order").and_then(Json::text).map(|order| &**order == "descending");
            if let Some(encoding) = json.get("encoding").and_then(Json::text) {
                return by_encoding(encoding, order, channels, &summed);
            }
            let word = |name: &str| json.get(name).and_then(Json::text).cloned();
            let field = word("field").unwrap_or_default();
            let usual = if summed(&field) { "sum" } else { "min" };
            let op = word("op").unwrap_or_else(|| usual.into());
            Sort::By { field, op, descending: order == Some(true), raw: true }
        }
    }
}

/// Offsets stand in the order of the colours' domain, when the author writes that and no other.
///
/// Source: Vega-Lite, `alignStackOrderWithColorDomain`.
fn color_sort(def: &ChannelDef, channels: &[ChannelDef]) -> Option<Sort> {
    if !matches!(def.channel, Channel::XOffset | Channel::YOffset) {
        return None;
    }
    let color = find(channels, Channel::Fill).or_else(|| find(channels, Channel::Color))?;
    let list = color.def.get("scale")?.get("domain")?.list()?;
    let nominal = color.kind == Some(FieldKind::Nominal) && !color.field.is_empty();
    nominal.then(|| Sort::List(list.iter().map(|json| sort_value(def, json)).collect()))
}

/// A value of a list to sort by: a date-time object, or of a single time unit its name or number.
fn sort_value(def: &ChannelDef, json: &Json) -> Value {
    if json.members().is_some() {
        return date_time(json).map_or_else(|| json.to_value(), Value::Time);
    }
    if !def.time_unit.is_empty() {
        let unit = Json::Object(vec![(def.time_unit.clone(), json.clone())]);
        if let Some(time) = date_time(&unit) {
            return Value::Time(time);
        }
    }
    json.to_value()
}

/// `"y"`, `"-y"` or `{encoding: "y"}`: by the field of another channel.
fn by_encoding(
    word: &str,
    order: Option<bool>,
    channels: &[ChannelDef],
    summed: &dyn Fn(&Rc<str>) -> bool,
) -> Sort {
    let (word, minus) = word.strip_prefix('-').map_or((word, false), |word| (word, true));
    let Some(other) = Channel::parse(word).and_then(|channel| find(channels, channel)) else {
        return Sort::Ascending;
    };
    let descending = order.unwrap_or(minus);
    let arg = matches!(&*other.aggregate, "argmin" | "argmax");
    if arg {
        return match other.bound.column() {
            Some(field) => {
                Sort::By { field: field.clone(), op: "min".into(), descending, raw: false }
            }
            None => Sort::Ascending,
        };
    }
    let op: Rc<str> = match (&*other.aggregate, summed(&other.field)) {
        ("", true) => "sum".into(),
        ("", false) => "min".into(),
        _ => other.aggregate.clone(),
    };
    let field = if &*op == "count" { "".into() } else { other.field.clone() };
    Sort::By { field, op, descending, raw: true }
}
