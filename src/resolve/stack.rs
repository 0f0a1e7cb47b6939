//! How a unit is stacked.
//!
//! Source: Vega-Lite, "Stack".

use super::view::{Binning, Bound, ChannelDef, FieldKind, MarkKind, MarkSpec, Stack};
use super::{Builder, channel};
use crate::base::json::Json;
use crate::error::{Notes, SpecError};
use crate::spec::Channel;
use crate::spec::template::Gaps;
use std::rc::Rc;

/// Decides whether and how a unit is stacked.
#[must_use]
pub fn decide(notes: &mut Notes, mark: &MarkSpec, channels: &[ChannelDef]) -> Option<Stack> {
    let stackable = matches!(
        mark.kind,
        MarkKind::Arc
            | MarkKind::Bar
            | MarkKind::Area
            | MarkKind::Rule
            | MarkKind::Point
            | MarkKind::Circle
            | MarkKind::Square
            | MarkKind::Line
            | MarkKind::Text
            | MarkKind::Tick
    );
    if !stackable {
        return None;
    }
    let measure = potential(mark, channels, Channel::X, Channel::Y)
        .or_else(|| potential(mark, channels, Channel::Theta, Channel::Radius))?;
    let column = measure.bound.column()?;
    let mut grouped: Vec<&Rc<str>> = Vec::new();
    let (side, offset) = measure.channel.across();
    for channel in [side, offset] {
        if let Some(name) = find(channels, channel).and_then(|def| def.bound.column())
            && name != column
        {
            grouped.push(name);
        }
    }
    let mut by: Vec<Rc<str>> = Vec::new();
    for def in channels {
        if !parts_stack(def.channel) || !def.aggregate.is_empty() {
            continue;
        }
        let mut add = |bound: &Bound| {
            if let Bound::Column(name) = bound
                && !grouped.contains(&name)
                && !by.contains(name)
            {
                by.push(name.clone());
            }
        };
        for (_, bound) in &def.cases {
            add(bound);
        }
        add(&def.bound);
    }
    let given = measure.def.get("stack");
    let offset: Rc<str> = match given {
        Some(Json::Bool(true)) => "zero".into(),
        Some(Json::Text(offset)) => offset.clone(),
        Some(_) => return None,
        None if matches!(mark.kind, MarkKind::Bar | MarkKind::Area | MarkKind::Arc) => {
            "zero".into()
        }
        None => return None,
    };
    let aggregated = channels.iter().any(|def| !def.aggregate.is_empty());
    if aggregated && by.is_empty() {
        return None;
    }
    let second = measure.channel.second();
    if channels.iter().any(|def| def.channel == second && !matches!(def.bound, Bound::Value(_))) {
        if given.is_some() {
            notes.warn(
                &measure.def.at("stack"),
                SpecError::Unsupported { what: "stack of a ranged mark".into() },
            );
        }
        return None;
    }
    let (start, end) = (format!("{column}_start").into(), format!("{column}_end").into());
    Some(Stack { channel: measure.channel, start, end, by, offset })
}

/// Where a colour's scale has a domain of its own and no order is given, bars
/// beside each other and stacks follow it: the offset channel is sorted by it,
/// or an order channel is added, whose column the returned transform makes.
pub fn order_by_colors(
    builder: &mut Builder<'_>,
    mark: &MarkSpec,
    channels: &mut Vec<ChannelDef>,
    stacked: bool,
) -> Option<Json> {
    if channel::find(channels, Channel::Order).is_some() {
        return None;
    }
    let colored = channel::find(channels, Channel::Fill);
    let def = colored.or_else(|| channel::find(channels, Channel::Color))?;
    let domain = def.def.inner("scale", "domain")?.clone();
    if def.kind != Some(FieldKind::Nominal) || def.field.is_empty() || domain.list().is_none() {
        return None;
    }
    let (field, at) = (def.field.clone(), def.at.clone());
    let offset = channels.iter_mut().find(|def| {
        matches!(def.channel, Channel::XOffset | Channel::YOffset)
            && matches!(def.bound, Bound::Column(_))
    });
    if let Some(offset) = offset.filter(|offset| offset.def.get("sort").is_none()) {
        offset.def.set("sort", domain);
        return None;
    }
    if !stacked {
        return None;
    }
    let mut gaps = Gaps::default();
    gaps.text("field", &field).text("domain", &domain.write());
    gaps.text("order", if mark.vertical { "descending" } else { "ascending" });
    let order =
        gaps.fill(r#"{"field": "_$field_sort_index", "type": "quantitative", "sort": "$order"}"#);
    channels.push(channel::definition(builder, Channel::Order, &at, &order));
    Some(gaps.fill(r#"{"calculate": "indexof($domain, @field)", "as": "_$field_sort_index"}"#))
}

fn find(channels: &[ChannelDef], channel: Channel) -> Option<&ChannelDef> {
    channel::find(channels, channel).filter(|def| def.kind.is_some())
}

/// Channels whose fields part a stack: all but positions, tooltips and the like.
fn parts_stack(channel: Channel) -> bool {
    channel.is_color()
        || matches!(
            channel,
            Channel::Opacity
                | Channel::FillOpacity
                | Channel::StrokeOpacity
                | Channel::StrokeWidth
                | Channel::StrokeDash
                | Channel::Size
                | Channel::Angle
                | Channel::Shape
                | Channel::Text
                | Channel::Href
                | Channel::Url
                | Channel::Description
                | Channel::Detail
                | Channel::Key
                | Channel::Order
                | Channel::Time
        )
}

/// Which of two channels of a plane would be stacked.
fn potential<'a>(
    mark: &MarkSpec,
    channels: &'a [ChannelDef],
    first: Channel,
    second: Channel,
) -> Option<&'a ChannelDef> {
    let measure =
        |def: &ChannelDef| def.kind == Some(FieldKind::Quantitative) && def.bin == Binning::None;
    let is_field = |def: &ChannelDef| matches!(def.bound, Bound::Column(_));
    let asked = |def: &ChannelDef| {
        def.def.get("stack").is_some_and(|stack| !matches!(stack, Json::Null | Json::Bool(false)))
    };
    let (a, b) = (find(channels, first), find(channels, second));
    let bar = first == Channel::X && matches!(mark.kind, MarkKind::Bar | MarkKind::Area);
    match (a, b) {
        (Some(a), Some(b)) if is_field(a) && is_field(b) => match (measure(a), measure(b)) {
            (true, true) if asked(a) => Some(a),
            (true, true) if asked(b) => Some(b),
            (true, true) if a.aggregate.is_empty() != b.aggregate.is_empty() => {
                Some(if a.aggregate.is_empty() { b } else { a })
            }
            (true, true) if bar => Some(if mark.vertical { b } else { a }),
            (true, false) => Some(a),
            (false, true) => Some(b),
            _ => None,
        },
        (Some(a), _) if measure(a) => (!bar || !mark.vertical).then_some(a),
        (_, Some(b)) if measure(b) => (!bar || mark.vertical).then_some(b),
        _ => None,
    }
}
