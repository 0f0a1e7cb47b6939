//! Where the domains of scales come from.

use super::sort;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::resolve::flow::{RANGE, UnitFlows};
use crate::resolve::view::{
    Binning, Bound, ChannelDef, DomainPart, FieldKind, MarkKind, MarkSpec, PartSource, ScaleId,
    ScaleKind, Stack,
};
use crate::resolve::{Builder, Channel, ParamScope, channel};
use std::rc::Rc;

/// Adds to a channel's scale the part of the domain that the channel brings.
pub fn add_domain(
    builder: &mut Builder<'_>,
    id: ScaleId,
    def: &ChannelDef,
    mark: &MarkSpec,
    stack: Option<&Stack>,
    flows: UnitFlows,
    channels: &[ChannelDef],
) {
    let Some(scale) = builder.scales.get(id) else { return };
    let kind = scale.kind;
    let sort = if in_words(def) { def.sort.clone() } else { sort(def, channels, stack) };
    let unaggregated = scale.own.word("domain").is_some_and(|word| &**word == "unaggregated");
    let stacked = stack.filter(|stack| stack.channel == def.channel);
    let mut sources = Vec::new();
    match (&def.bound, stacked) {
        (_, Some(stack)) if &*stack.offset == "normalize" => {
            for end in [0.0, 1.0] {
                sources.push(PartSource::Datum(Value::Number(end)));
            }
        }
        (_, Some(stack)) => {
            for end in [&stack.start, &stack.end] {
                sources.push(PartSource::Column(end.clone()));
            }
        }
        (Bound::Datum(value), None) => sources.push(PartSource::Datum(value.clone())),
        (Bound::DatumExpr(expr), None) => {
            let scope = ParamScope::new(&builder.params);
            sources.push(PartSource::Datum(expr.eval(&scope)));
        }
        (Bound::Column(_), None) if unaggregated && !def.aggregate.is_empty() && !binned(def) => {
            let mut bare = def.def.clone();
            bare.take("aggregate");
            let field = channel::column_name(&bare);
            for &op in &["min", "max"] {
                sources.push(PartSource::Column(format!("{op}_{field}").into()));
            }
        }
        (Bound::Column(name), None) => {
            let time = matches!(kind, ScaleKind::Time | ScaleKind::Utc);
            let position = span_position(def, mark, channels).filter(|_| time);
            sources.push(of_column(name, def, position));
        }
        (Bound::Value(_) | Bound::Expr(_) | Bound::Nothing, None) => {
            // A conditional field has its scale all the same.
            for name in def.cases.iter().filter_map(|(_, bound)| bound.column()) {
                sources.push(PartSource::Column(name.clone()));
            }
        }
    }
    let Some(scale) = builder.scales.get_mut(id) else { return };
    for source in sources {
        scale.parts.push(DomainPart {
            flow: flows.domains,
            source,
            sort: sort.clone(),
            raw: flows.raw,
            at: def.def.at("field"),
        });
    }
}

/// Whether a channel reads bins in words.
fn in_words(def: &ChannelDef) -> bool {
    def.bound.column().is_some_and(|name| name.ends_with(RANGE))
}

/// Whether a channel reads bins by their ends.
fn binned(def: &ChannelDef) -> bool {
    matches!(def.bin, Binning::Bins(_)) && !in_words(def)
}

/// What a column brings: its bins, the spans of its time unit when marks stand
/// at a position in them, or its values.
fn of_column(name: &Rc<str>, def: &ChannelDef, position: Option<f64>) -> PartSource {
    if let Binning::Bins(end) = &def.bin
        && !in_words(def)
    {
        return PartSource::Bins(name.clone(), end.clone());
    }
    let Some(position) = position else { return PartSource::Column(name.clone()) };
    let step = def.def.get("timeUnit").and_then(|unit| unit.get("step")?.number());
    PartSource::Span {
        column: name.clone(),
        unit: def.time_unit.clone(),
        step: step.unwrap_or(1.0),
        position,
    }
}

/// Where in a time unit's span a mark stands, when the whole span counts for the domain: there is a
/// band position, the mark's or that of its configuration.
///
/// Source: Vega-Lite, `hasBandEnd`, `getBandPosition`.
fn span_position(def: &ChannelDef, mark: &MarkSpec, channels: &[ChannelDef]) -> Option<f64> {
    if def.time_unit.is_empty() || def.kind != Some(FieldKind::Temporal) {
        return None;
    }
    let ends = matches!(def.channel, Channel::X | Channel::Y | Channel::Theta | Channel::Radius);
    let second = def.channel.second();
    let ranged = ends && channel::find(channels, second).is_some();
    let usual = mark.props.get("timeUnitBandPosition").and_then(Json::number);
    let position = def.band_position.or(usual.filter(|_| !ranged))?;
    let rect = matches!(
        mark.kind,
        MarkKind::Arc | MarkKind::Bar | MarkKind::Image | MarkKind::Rect | MarkKind::Tick
    );
    if !rect && position == 0.0 && def.time_unit.starts_with("binned") {
        return None;
    }
    // Only what fills its span is moved within it.
    Some(if rect && def.channel.is_position() { position } else { 0.5 })
}
