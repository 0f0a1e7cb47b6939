//! A unit's mark: its direction, whether it is filled, and its properties.

use super::Builder;
use super::channel::find;
use super::view::{Binning, ChannelDef, FieldKind, Invalid, MarkKind, MarkSpec};
use crate::base::json::Json;
use crate::spec::{Bag, Channel};

/// Decides the mark of a unit.
#[must_use]
pub fn decide(
    builder: &Builder<'_>,
    own: &Bag,
    kind: MarkKind,
    channels: &[ChannelDef],
) -> MarkSpec {
    let mut props = own.clone();
    props.take("type");
    let mut own_only = props.clone();
    own_only.take("style");
    let config = &builder.config;
    let mut style = Bag::default();
    style.set_maybe("style", props.get("style"));
    config.fill(&mut style, &[]);
    style.fill_in(config.style(kind.name()));
    // The usual colour of the main side beats that of a style, unless it is the style's own `color`.
    let hollow = matches!(kind, MarkKind::Point | MarkKind::Line | MarkKind::Rule);
    style.take(if hollow { "stroke" } else { "fill" });
    props.fill(&style);
    props.fill_in(config.get(kind.name()));
    props.fill_in(config.get("mark"));
    for &name in
        &["clip", "xOffset", "yOffset", "x2Offset", "y2Offset", "thetaOffset", "radiusOffset"]
    {
        // These are the author's alone.
        if own.get(name).is_none() {
            props.take(name);
        }
    }
    let given = props.word("orient").cloned();
    let direction = orient(kind, channels, given.as_deref());
    let (vertical, oriented) = (direction.unwrap_or(true), direction.is_some());
    let filled = match props.get("filled") {
        Some(Json::Bool(filled)) => *filled,
        _ => !matches!(kind, MarkKind::Point | MarkKind::Line | MarkKind::Rule),
    };
    let aggregated = channels.iter().any(|def| !def.aggregate.is_empty());
    let dots =
        matches!(kind, MarkKind::Point | MarkKind::Tick | MarkKind::Circle | MarkKind::Square);
    if dots && !aggregated && props.get("opacity").is_none() && props.get("fillOpacity").is_none() {
        props.set("opacity", Json::Number(0.7));
        own_only.set("opacity", Json::Number(0.7));
    }
    let invalid = invalid(props.get("invalid"), kind);
    MarkSpec { kind, vertical, oriented, filled, props, own: own_only, invalid }
}

/// The rule for invalid values; for marks that are no paths, breaking is dropping.
fn invalid(json: Option<&Json>, kind: MarkKind) -> Invalid {
    if matches!(json, Some(Json::Null)) {
        return Invalid::Show;
    }
    let word = json.and_then(Json::text).map(|word| &**word);
    match (word, kind.is_path()) {
        (Some("show"), _) => Invalid::Show,
        (Some("filter"), _) => Invalid::Filter,
        (Some("break-paths-filter-domains"), true) => Invalid::BreakPathsFilterDomains,
        (Some("break-paths-filter-domains"), false) => Invalid::Filter,
        (Some("break-paths-show-domains"), _) => Invalid::BreakPathsShowDomains,
        (_, true) => Invalid::BreakPathsShowDomains,
        (_, false) => Invalid::Filter,
    }
}

/// Whether a definition is a measure: quantitative and not binned.
fn is_measure(def: Option<&ChannelDef>) -> bool {
    def.is_some_and(|def| def.kind == Some(FieldKind::Quantitative) && def.bin == Binning::None)
}

/// The direction of a mark: whether it runs along y; none where nothing tells.
///
/// Source: Vega-Lite, "Mark", `orient`.
fn orient(kind: MarkKind, channels: &[ChannelDef], given: Option<&str>) -> Option<bool> {
    let find = |channel: Channel| find(channels, channel).filter(|def| def.kind.is_some());
    let any = |channel: Channel| self::find(channels, channel).is_some();
    let (x, y, x2, y2) = (find(Channel::X), find(Channel::Y), any(Channel::X2), any(Channel::Y2));
    let binned = |def: Option<&ChannelDef>| def.is_some_and(|def| def.bin == Binning::Binned);
    let aggregated = |def: Option<&ChannelDef>| def.is_some_and(|def| !def.aggregate.is_empty());
    let given = given.map(|given| given == "vertical");
    match kind {
        MarkKind::Bar | MarkKind::Text => {
            if x.is_some() && (binned(x) || (aggregated(y) && !aggregated(x))) {
                return Some(true);
            }
            if y.is_some() && (binned(y) || (aggregated(x) && !aggregated(y))) {
                return Some(false);
            }
            if x2 || y2 {
                if let Some(given) = given {
                    return Some(given);
                }
                if !x2 {
                    return Some(!(is_measure(x) && binned(y)));
                }
                if !y2 {
                    return Some(is_measure(y) && binned(x));
                }
            }
        }
        MarkKind::Rule | MarkKind::Area | MarkKind::Line | MarkKind::Tick => {}
        MarkKind::Arc | MarkKind::Geoshape | MarkKind::Trail => return Some(true),
        MarkKind::Circle
        | MarkKind::Image
        | MarkKind::Point
        | MarkKind::Rect
        | MarkKind::Square => return None,
    }
    if !matches!(kind, MarkKind::Line | MarkKind::Tick) {
        if kind != MarkKind::Area && x2 && !binned(x) && y2 && !binned(y) {
            return None;
        }
        if y2 {
            return Some(!binned(y));
        }
        if x2 {
            return Some(binned(x));
        }
        if kind == MarkKind::Rule {
            match (any(Channel::X), any(Channel::Y)) {
                (true, false) => return Some(true),
                (false, true) => return Some(false),
                _ => {}
            }
        }
    }
    if let Some(given) = given {
        return Some(given);
    }
    let tick = kind == MarkKind::Tick;
    match (is_measure(x), is_measure(y)) {
        (true, false) => Some(tick),
        (false, true) => Some(!tick),
        (true, true) => Some(true),
        (false, false) => {
            let time = |def: Option<&ChannelDef>| {
                def.is_some_and(|def| def.kind == Some(FieldKind::Temporal))
            };
            match (time(x), time(y)) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        }
    }
}
