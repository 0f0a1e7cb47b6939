//! The padding of band and point scales, and the sizes that follow from steps.
//!
//! Source: Vega-Lite, `padding`, `paddingInner`, `paddingOuter` of scale properties.

use super::band::{Spacing, band_space};
use super::domain::Domain;
use super::range::Range;
use super::source::Source;
use crate::base::json::Json;
use crate::resolve::{MarkKind, ScaleKind, ScaleSpec, View};
use crate::spec::Channel;

/// The length that so many steps make: that of the discrete scale's bands with the room around them.
///
/// Source: Vega-Lite, `getPositionStep`; Vega, `bandspace`.
#[must_use]
pub fn stepped_size(view: &View, spec: &ScaleSpec, domain: &Domain, step: f64) -> f64 {
    let source = Source::new(view, spec);
    let spacing = spacing(&source);
    let step = match range_step(&source) {
        Some(own) => own,
        None => step,
    };
    step * band_space(domain.values().len() as f64, spacing.inner, spacing.outer)
}

/// The step of a position scale in whose bands an offset scale has this step.
///
/// Source: Vega-Lite, `getPositionStep`.
#[must_use]
pub fn offset_step(
    view: &View,
    position: &ScaleSpec,
    offset: &ScaleSpec,
    domain: &Domain,
    step: f64,
) -> f64 {
    let count = domain.values().len() as f64;
    let inner = Source::new(view, offset);
    let space = if offset.kind == ScaleKind::Band {
        let spacing = spacing(&inner);
        band_space(count, spacing.inner, spacing.outer)
    } else {
        count
    };
    let room = 1.0 - spacing(&Source::new(view, position)).inner;
    if room > 0.0 { step * space / room } else { step * space }
}

/// The author's `range: {"step": …}`.
fn range_step(source: &Source<'_>) -> Option<f64> {
    source.spec.own.get("range")?.get("step")?.number()
}

/// The padding of a band or point scale.
///
/// Source: Vega-Lite, `padding`, `paddingInner`, `paddingOuter` of scale properties.
pub(super) fn spacing(source: &Source<'_>) -> Spacing {
    let spec = source.spec;
    let usual = |name: &str| source.default(name);
    let padding = source.number("padding");
    let position = spec.channel.is_position();
    let offset = matches!(spec.channel, Channel::XOffset | Channel::YOffset);
    let offset_channel =
        if spec.channel == Channel::X { Channel::XOffset } else { Channel::YOffset };
    let nested = position && source.has(offset_channel, &|def| def.kind.is_some());
    let (mut inner, mut outer) = (0.0, 0.0);
    if let Some(padding) = padding {
        (inner, outer) = (padding, padding);
    } else if spec.kind == ScaleKind::Point {
        outer = match (position, offset) {
            (true, _) => usual("pointPadding").unwrap_or(0.5),
            (_, true) => 0.5,
            (false, false) => 0.0,
        };
    } else if position {
        let by_mark = if spec.mark == MarkKind::Bar {
            "barBandPaddingInner"
        } else if spec.mark == MarkKind::Tick {
            "tickBandPaddingInner"
        } else {
            "rectBandPaddingInner"
        };
        inner = match nested {
            true => usual("bandWithNestedOffsetPaddingInner").unwrap_or(0.2),
            false => usual("bandPaddingInner").or_else(|| usual(by_mark)).unwrap_or(0.0),
        };
        inner = source.number("paddingInner").unwrap_or(inner);
        outer = match nested {
            true => usual("bandWithNestedOffsetPaddingOuter").unwrap_or(0.2),
            false => usual("bandPaddingOuter").unwrap_or(inner / 2.0),
        };
    } else if offset {
        inner = usual("offsetBandPaddingInner").unwrap_or(0.0);
        outer = usual("offsetBandPaddingOuter").unwrap_or(0.0);
    }
    if spec.kind == ScaleKind::Point {
        inner = 1.0;
    } else {
        inner = source.number("paddingInner").unwrap_or(inner);
    }
    // Vega's points have one padding, and Vega-Lite sets it for positions.
    let fixed = spec.kind == ScaleKind::Point && position;
    Spacing {
        inner: inner.clamp(0.0, 1.0),
        outer: source.number("paddingOuter").filter(|_| !fixed).unwrap_or(outer).clamp(0.0, 1.0),
        align: source.number("align").unwrap_or(0.5),
        round: source
            .truth("round")
            .or_else(|| source.config.get("round").and_then(Json::bool))
            .unwrap_or(false),
    }
}

/// The first and last pixel of a band or point scale.
pub(super) fn ends(range: &Range, count: usize, spacing: Spacing) -> (f64, f64) {
    match range {
        Range::Numbers(list) => (
            list.first().copied().unwrap_or(0.0),
            list.get(1).or(list.first()).copied().unwrap_or(1.0),
        ),
        Range::Step(step) => (0.0, step * band_space(count as f64, spacing.inner, spacing.outer)),
        Range::Values(_) | Range::Scheme { .. } => (0.0, 1.0),
    }
}
