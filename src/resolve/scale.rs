//! The scales of a unit, and how those of layers and facets become one.
//!
//! Source: Vega-Lite, "Scale": default types, zero, nice, domains; the
//! precedence of types when scales are merged.

#![expect(clippy::wildcard_enum_match_arm, reason = "rules name a few channels of many")]

mod domain;

pub use self::domain::add_domain;
pub use super::sort::sort;

use super::Builder;
use super::channel::find;
use super::flow::is_continuous;
use super::view::{
    Binning, ChannelDef, FieldKind, MarkKind, MarkSpec, ScaleId, ScaleKind, ScaleSpec,
};
use crate::base::json::Json;
use crate::error::{SpecError, Word};
use crate::spec::{Bag, Channel};

/// The scale types by name.
pub const KINDS: [(&str, ScaleKind); 15] = [
    ("linear", ScaleKind::Linear),
    ("log", ScaleKind::Log),
    ("pow", ScaleKind::Pow),
    ("sqrt", ScaleKind::Sqrt),
    ("symlog", ScaleKind::Symlog),
    ("identity", ScaleKind::Identity),
    ("time", ScaleKind::Time),
    ("utc", ScaleKind::Utc),
    ("band", ScaleKind::Band),
    ("point", ScaleKind::Point),
    ("ordinal", ScaleKind::Ordinal),
    ("quantile", ScaleKind::Quantile),
    ("quantize", ScaleKind::Quantize),
    ("threshold", ScaleKind::Threshold),
    ("bin-ordinal", ScaleKind::BinOrdinal),
];

/// Makes the scale of a channel of a unit, without its domain; an unknown type of it is a fault.
pub fn of_channel(
    builder: &mut Builder<'_>,
    def: &ChannelDef,
    mark: &MarkSpec,
    channels: &[ChannelDef],
) -> Option<ScaleId> {
    let main = def.channel;
    let kind = def.kind?;
    if main.scale() != Some(main) || kind == FieldKind::Geojson || def.def.is_off("scale") {
        return None;
    }
    let own = def.def.bag("scale");
    if own.inner("range", "field").is_some() {
        builder.notes.warn(&own.at("range"), SpecError::Unsupported { what: "field".into() });
    }
    let nested =
        main.is_position() && find(channels, main.offset()).is_some_and(|def| def.kind.is_some());
    let usual = usual_kind(main, def, kind, mark, nested);
    let given = kind_given(builder, &own).filter(|given| fits(main, *given, kind));
    let kind_found = given.unwrap_or(usual);
    let spec = ScaleSpec {
        at: def.def.at("scale"),
        channel: main,
        kind: kind_found,
        kind_given: given.is_some(),
        zero: zero(builder, main, def, mark, kind_found, &own, channels),
        nice: main.is_position() && nice(def, kind_found, &own),
        parts: Vec::new(),
        mark: mark.kind,
        filled: mark.filled,
        field: Some(kind),
        binned: def.bin != Binning::None,
        vertical: mark.vertical,
        own,
    };
    builder.scales.push(spec);
    builder.merged.push(None);
    Some(builder.scales.len() - 1)
}

fn kind_given(builder: &mut Builder<'_>, own: &Bag) -> Option<ScaleKind> {
    let name = own.word("type")?;
    let given = KINDS.iter().find(|(known, _)| *known == &**name);
    if given.is_none() {
        let why = SpecError::unknown(Word::Scale, name, KINDS.iter().map(|(name, _)| *name));
        builder.fail(&own.at("type"), why);
    }
    given.map(|(_, kind)| *kind)
}

/// Whether a given scale type works for the channel and the kind of field; Vega-Lite falls back where it does not.
fn fits(channel: Channel, kind: ScaleKind, field: FieldKind) -> bool {
    let discrete = matches!(kind, ScaleKind::Band | ScaleKind::Point | ScaleKind::Ordinal);
    let by_channel = match channel {
        Channel::X
        | Channel::Y
        | Channel::XOffset
        | Channel::YOffset
        | Channel::Theta
        | Channel::Radius => {
            (is_continuous(kind) && kind != ScaleKind::Identity)
                || matches!(kind, ScaleKind::Band | ScaleKind::Point)
        }
        Channel::Shape | Channel::StrokeDash => {
            matches!(
                kind,
                ScaleKind::Ordinal
                    | ScaleKind::Quantile
                    | ScaleKind::Quantize
                    | ScaleKind::Threshold
                    | ScaleKind::BinOrdinal
            )
        }
        _ if channel.is_color() => kind != ScaleKind::Band,
        _ => kind != ScaleKind::Ordinal || discrete,
    };
    let by_field = match field {
        FieldKind::Ordinal | FieldKind::Nominal => discrete,
        FieldKind::Temporal => !matches!(kind, ScaleKind::Quantile | ScaleKind::BinOrdinal),
        FieldKind::Quantitative => true,
        FieldKind::Geojson => false,
    };
    by_channel && by_field
}

fn usual_kind(
    channel: Channel,
    def: &ChannelDef,
    kind: FieldKind,
    mark: &MarkSpec,
    nested: bool,
) -> ScaleKind {
    let discrete_range = matches!(channel, Channel::Shape | Channel::StrokeDash);
    match kind {
        FieldKind::Nominal | FieldKind::Ordinal => {
            if channel.is_color() || discrete_range {
                return ScaleKind::Ordinal;
            }
            let rects = matches!(
                mark.kind,
                MarkKind::Rect | MarkKind::Bar | MarkKind::Image | MarkKind::Rule | MarkKind::Tick
            );
            let place =
                matches!(channel, Channel::X | Channel::Y | Channel::XOffset | Channel::YOffset);
            let round = matches!(channel, Channel::Theta | Channel::Radius);
            if channel == Channel::Time
                || place && (rects || nested)
                || round && mark.kind == MarkKind::Arc
            {
                return ScaleKind::Band;
            }
            let size =
                if matches!(channel, Channel::X | Channel::XOffset) { "width" } else { "height" };
            let relative = mark.props.get(size).and_then(|size| size.get("band")).is_some();
            let tick_band = def.def.get("axis").and_then(|axis| axis.get("tickBand")).is_some();
            if relative || tick_band { ScaleKind::Band } else { ScaleKind::Point }
        }
        FieldKind::Temporal => {
            if discrete_range {
                ScaleKind::Ordinal
            } else if channel == Channel::Time {
                ScaleKind::Band
            } else if !channel.is_color() && def.time_unit.contains("utc") {
                ScaleKind::Utc
            } else {
                ScaleKind::Time
            }
        }
        FieldKind::Quantitative | FieldKind::Geojson => {
            if channel.is_color() && matches!(def.bin, Binning::Bins(_)) {
                ScaleKind::BinOrdinal
            } else if discrete_range {
                ScaleKind::Ordinal
            } else if channel == Channel::Time {
                ScaleKind::Band
            } else {
                ScaleKind::Linear
            }
        }
    }
}

fn zero(
    builder: &Builder<'_>,
    channel: Channel,
    def: &ChannelDef,
    mark: &MarkSpec,
    kind: ScaleKind,
    own: &Bag,
    channels: &[ChannelDef],
) -> bool {
    if let Some(zero) = own.get("zero").and_then(Json::bool) {
        return zero;
    }
    match own.get("domain") {
        None | Some(Json::Null) => {}
        Some(Json::Text(word)) if &**word == "unaggregated" => {}
        Some(Json::List(list)) if is_continuous(kind) => {
            let first = list.first().and_then(Json::number);
            let last = list.last().and_then(Json::number);
            return matches!((first, last), (Some(first), Some(last)) if first <= 0.0 && last >= 0.0);
        }
        Some(_) if is_continuous(kind) => return false,
        Some(_) => {}
    }
    let discretizing =
        matches!(kind, ScaleKind::Quantile | ScaleKind::Quantize | ScaleKind::Threshold);
    if channel == Channel::Size && def.kind == Some(FieldKind::Quantitative) && !discretizing {
        return true;
    }
    let position = channel.is_position() || matches!(channel, Channel::Theta | Channel::Radius);
    if !position || def.bin != Binning::None {
        return false;
    }
    let directed =
        matches!(mark.kind, MarkKind::Bar | MarkKind::Area | MarkKind::Line | MarkKind::Trail);
    if directed
        && mark.oriented
        && ((mark.vertical && channel == Channel::X) || (!mark.vertical && channel == Channel::Y))
    {
        return false;
    }
    let ranged = find(channels, channel.second()).is_some();
    if matches!(mark.kind, MarkKind::Bar | MarkKind::Area) && !ranged {
        return true;
    }
    builder.config.inner("scale", "zero").and_then(Json::bool).unwrap_or(true)
}

fn nice(def: &ChannelDef, kind: ScaleKind, own: &Bag) -> bool {
    match own.get("nice") {
        Some(Json::Bool(nice)) => return *nice,
        Some(_) => return true,
        None => {}
    }
    let bounded = own.get("domain").is_some_and(|domain| domain.list().is_some())
        || own.get("domainMin").is_some()
        || own.get("domainMax").is_some();
    def.bin == Binning::None
        && !bounded
        && is_continuous(kind)
        && !matches!(kind, ScaleKind::Time | ScaleKind::Utc)
}

/// Groups of types that may share a scale.
fn family(kind: ScaleKind) -> u8 {
    match kind {
        ScaleKind::Linear
        | ScaleKind::Log
        | ScaleKind::Pow
        | ScaleKind::Sqrt
        | ScaleKind::Symlog
        | ScaleKind::Identity => 0,
        ScaleKind::Time | ScaleKind::Utc => 1,
        ScaleKind::Band | ScaleKind::Point => 2,
        ScaleKind::Ordinal => 3,
        ScaleKind::BinOrdinal => 4,
        ScaleKind::Quantile => 5,
        ScaleKind::Quantize => 6,
        ScaleKind::Threshold => 7,
    }
}

/// Whether two scales can become one.
#[must_use]
pub fn compatible(a: ScaleKind, b: ScaleKind) -> bool {
    let (a, b) = (family(a), family(b));
    a == b || (a == 1 && b == 2) || (a == 2 && b == 1)
}

/// Merges scale `b` into `a`: properties that the author gave win over decided ones, then the first.
pub fn merge(builder: &mut Builder<'_>, a: ScaleId, b: ScaleId) {
    let (a, b) = (builder.scale_id(a), builder.scale_id(b));
    if a == b {
        return;
    }
    let Ok([first, second]) = builder.scales.get_disjoint_mut([a, b]) else { return };
    let rank = |kind: ScaleKind| match kind {
        ScaleKind::Log
        | ScaleKind::Pow
        | ScaleKind::Sqrt
        | ScaleKind::Symlog
        | ScaleKind::Identity
        | ScaleKind::Band => 1,
        ScaleKind::Linear
        | ScaleKind::Time
        | ScaleKind::Utc
        | ScaleKind::Point
        | ScaleKind::Ordinal
        | ScaleKind::Quantile
        | ScaleKind::Quantize
        | ScaleKind::Threshold
        | ScaleKind::BinOrdinal => 0,
    };
    let times = |kind: ScaleKind| matches!(kind, ScaleKind::Time | ScaleKind::Utc);
    let stronger =
        rank(second.kind) > rank(first.kind) || (times(second.kind) && !times(first.kind));
    if (second.kind_given && !first.kind_given)
        || (second.kind_given == first.kind_given && stronger)
    {
        first.kind = second.kind;
        first.kind_given = second.kind_given;
    }
    let explicit =
        |spec: &ScaleSpec| spec.own.get("zero").is_some() || spec.own.get("domain").is_some();
    if second.own.get("zero").is_some() && first.own.get("zero").is_none() && !explicit(first) {
        first.zero = second.zero;
    }
    if second.own.get("nice").is_some() && first.own.get("nice").is_none() {
        first.nice = second.nice;
    }
    if second.own.get("domain").is_some_and(|domain| domain.list().is_some())
        && first.own.get("domain").is_none()
    {
        first.nice = second.nice;
        first.zero = second.zero;
    }
    first.own.fill(&second.own);
    first.parts.extend(second.parts.iter().cloned());
    if let Some(slot) = builder.merged.get_mut(b) {
        *slot = Some(a);
    }
}
