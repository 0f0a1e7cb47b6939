//! Legends: which there are, and every property of their look.
//!
//! Source: Vega-Lite, "Legend".

use super::view::{Bound, ChannelDef, LegendSpec, MarkKind, MarkSpec, ScaleKind, UnitId};
use super::{Builder, channel};
use crate::base::json::Json;
use crate::spec::Channel;

/// The channels that legends are made for.
const CHANNELS: [Channel; 8] = [
    Channel::Color,
    Channel::Fill,
    Channel::Stroke,
    Channel::StrokeWidth,
    Channel::Size,
    Channel::Shape,
    Channel::StrokeDash,
    Channel::Opacity,
];

/// The legends of a unit; channels of one field are one legend.
#[must_use]
pub fn of_unit(
    builder: &Builder<'_>,
    channels: &[ChannelDef],
    mark: &MarkSpec,
    unit: UnitId,
) -> Vec<LegendSpec> {
    let mut legends: Vec<LegendSpec> = Vec::new();
    for &channel in &CHANNELS {
        let Some(def) = channel::find(channels, channel) else { continue };
        let Some(scale) = def.scale else { continue };
        if mark.kind == MarkKind::Geoshape && channel == Channel::Shape {
            continue;
        }
        let has_field =
            matches!(def.bound, Bound::Column(_) | Bound::Datum(_) | Bound::DatumExpr(_))
                || def.cases.iter().any(|(_, bound)| bound.column().is_some());
        if !has_field {
            continue;
        }
        let look = def.def.bag("legend");
        let asked = def.def.get("legend").is_some();
        let disabled = if asked {
            look.is_true("disable")
        } else {
            builder.config.inner("legend", "disable") == Some(&Json::Bool(true))
        };
        let off = disabled || def.def.is_off("legend");
        let title = match look.get("title") {
            Some(title) => channel::title_text(builder, title),
            None => def.title.clone(),
        };
        let at = def.def.at("legend");
        // A legend shows what the colour is of: the inside, or the outline.
        let inside = mark.filled && mark.kind != MarkKind::Trail;
        let channel = match (channel, inside) {
            (Channel::Color, true) => Channel::Fill,
            (Channel::Color, false) => Channel::Stroke,
            (channel, _) => channel,
        };
        add(
            builder,
            &mut legends,
            LegendSpec {
                at,
                scales: vec![(channel, scale)],
                look,
                title,
                def: def.clone(),
                apart: false,
                off,
                asked,
                units: vec![unit],
            },
            false,
        );
    }
    legends
}

/// Adds a legend to those there are: merged with one of the same scale or of
/// the same field, or, when `apart`, beside them.
pub fn add(builder: &Builder<'_>, legends: &mut Vec<LegendSpec>, legend: LegendSpec, apart: bool) {
    let same_scale = |known: &LegendSpec| {
        let id = |id: super::ScaleId| builder.scale_id(id);
        known.scales.iter().any(|(_, a)| legend.scales.iter().any(|(_, b)| id(*a) == id(*b)))
    };
    let discrete = |legend: &LegendSpec| {
        let scale =
            legend.scales.first().and_then(|(_, id)| builder.scales.get(builder.scale_id(*id)));
        let of_names = |kind| {
            matches!(
                kind,
                ScaleKind::Band | ScaleKind::Point | ScaleKind::Ordinal | ScaleKind::BinOrdinal
            )
        };
        scale.is_some_and(|scale| of_names(scale.kind))
    };
    let same_field = |known: &LegendSpec| {
        let (own, new) = (known.look.get("orient"), legend.look.get("orient"));
        !known.def.field.is_empty()
            && known.def.field == legend.def.field
            && discrete(known) == discrete(&legend)
            && (own == new || own.is_none() || new.is_none())
    };
    let place = legends.iter().position(|known| !apart && (same_scale(known) || same_field(known)));
    let Some(known) = place.and_then(|i| legends.get_mut(i)) else {
        legends.push(LegendSpec { apart: legend.apart || apart, ..legend });
        return;
    };
    // What an author says of one of them beats what is usual for another; of two that say something, the first.
    if legend.asked && !known.asked {
        (known.asked, known.off) = (true, legend.off);
    }
    for &(channel, id) in &legend.scales {
        let there = known.scales.iter().any(|(other, old)| {
            *other == channel && builder.scale_id(*old) == builder.scale_id(id)
        });
        if !there {
            known.scales.push((channel, id));
        }
    }
    known.units.extend(&legend.units);
    if legend.off {
        return;
    }
    let union = union_of(known, &legend).filter(|_| discrete(known));
    let given = |legend: &LegendSpec| {
        legend.look.get("title").is_some() || legend.def.def.get("title").is_some()
    };
    let (own, new) = (given(known), given(&legend));
    if new && !own {
        known.title = legend.title;
    } else if new == own {
        known.title = super::axis::merge_titles(&known.title, &legend.title);
    }
    known.look.fill(&legend.look);
    if let (Some(union), None) = (union, known.look.get("values")) {
        known.look.set("values", union);
    }
}

/// The names of both legends, when each says its own and they differ.
fn union_of(a: &LegendSpec, b: &LegendSpec) -> Option<Json> {
    let names =
        |legend: &LegendSpec| Some(legend.def.def.inner("scale", "domain")?.list()?.to_vec());
    let (mut all, more) = (names(a)?, names(b)?);
    if all == more {
        return None;
    }
    for name in more {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    Some(Json::List(all))
}

/// Decides every property of a legend's look.
pub fn finish(builder: &Builder<'_>, legend: &mut LegendSpec) {
    let config = &builder.config;
    let look = &mut legend.look;
    config.fill(look, &["legend"]);
    config.style_guide(look);
    if look.get("orient").is_none() {
        look.set("orient", Json::Text("right".into()));
    }
}
