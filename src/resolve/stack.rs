//! How a unit is stacked.
//!
//! Source: Vega-Lite, "Stack".

use super::Builder;
use super::view::{Binning, Bound, ChannelDef, FieldKind, MarkKind, MarkSpec, Stack};
use crate::base::json::Json;
use crate::error::{Notes, Result, SpecError};
use crate::spec::Channel;
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
    let (dimension, offset_channel) = if measure.channel == Channel::X {
        (Channel::Y, Channel::YOffset)
    } else if measure.channel == Channel::Y {
        (Channel::X, Channel::XOffset)
    } else if measure.channel == Channel::Theta {
        (Channel::Radius, Channel::Radius)
    } else {
        (Channel::Theta, Channel::Theta)
    };
    let column = column(measure)?;
    let mut grouped: Vec<Rc<str>> = Vec::new();
    for channel in [dimension, offset_channel] {
        if let Some(name) =
            find(channels, channel).and_then(self::column).filter(|name| *name != column)
        {
            grouped.push(name);
        }
    }
    let mut by: Vec<Rc<str>> = Vec::new();
    for def in channels.iter().filter(|def| parts_stack(def.channel)) {
        let cases = def.cases.iter().map(|(_, bound)| bound);
        for bound in cases.chain([&def.bound]) {
            if let Bound::Column(name) = bound
                && def.aggregate.is_empty()
                && !grouped.contains(name)
                && !by.contains(name)
            {
                by.push(name.clone());
            }
        }
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
///
/// # Errors
///
/// None but what [`super::channel::definition`] finds in the channel made here.
pub fn order_by_colors(
    builder: &mut Builder<'_>,
    mark: &MarkSpec,
    channels: &mut Vec<ChannelDef>,
    stacked: bool,
) -> Result<Option<Json>> {
    if channels.iter().any(|def| def.channel == Channel::Order) {
        return Ok(None);
    }
    let colored = [Channel::Fill, Channel::Color]
        .into_iter()
        .find_map(|channel| channels.iter().find(|def| def.channel == channel));
    let Some(def) =
        colored.filter(|def| def.kind == Some(FieldKind::Nominal) && !def.field.is_empty())
    else {
        return Ok(None);
    };
    let Some(domain) =
        def.def.bag("scale").get("domain").filter(|domain| domain.list().is_some()).cloned()
    else {
        return Ok(None);
    };
    let (field, at) = (def.field.clone(), def.at.clone());
    let offset = channels.iter_mut().find(|def| {
        matches!(def.channel, Channel::XOffset | Channel::YOffset)
            && matches!(def.bound, Bound::Column(_))
    });
    if let Some(offset) = offset.filter(|offset| offset.def.get("sort").is_none()) {
        offset.def.set("sort", domain);
        return Ok(None);
    }
    if !stacked {
        return Ok(None);
    }
    let name: Rc<str> = format!("_{field}_sort_index").into();
    let order = if mark.vertical { "descending" } else { "ascending" };
    let member = |key: &str, value: &str| (Rc::from(key), Json::Text(value.into()));
    let json = Json::Object(vec![
        member("field", &name),
        member("type", "quantitative"),
        member("sort", order),
    ]);
    let order = super::channel::definition(builder, Channel::Order, &at, &json)?;
    channels.push(order);
    let quoted = Json::Text(field).write();
    let expr = format!("indexof({}, datum[{quoted}])", domain.write());
    Ok(Some(Json::Object(vec![member("calculate", &expr), member("as", &name)])))
}

fn find(channels: &[ChannelDef], channel: Channel) -> Option<&ChannelDef> {
    channels.iter().find(|def| def.channel == channel && def.kind.is_some())
}

fn column(def: &ChannelDef) -> Option<Rc<str>> {
    if let Bound::Column(name) = &def.bound { Some(name.clone()) } else { None }
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
