//! Axes: which there are, and every property of their look.
//!
//! Source: Vega-Lite, "Axis"; the order of configurations: the author's axis,
//! its styles, `axisX…`/`axisBand…` and the like, `axis`, `guide-label` and
//! `guide-title`.

use super::view::{
    AxisSpec, Binning, ChannelDef, FieldKind, MarkKind, MarkSpec, Node, NodeKind, ScaleKind,
};
use super::{Builder, channel};
use crate::base::json::Json;
use crate::scene::Side;
use crate::spec::{Bag, Channel};
use std::rc::Rc;

/// The axes of a unit.
#[must_use]
pub fn of_unit(builder: &Builder<'_>, channels: &[ChannelDef], mark: &MarkSpec) -> Vec<AxisSpec> {
    let mut axes = Vec::new();
    let of = |channel: Channel| channel::find(channels, channel);
    for &main in &[Channel::X, Channel::Y] {
        let second = main.second();
        let def = of(main).filter(|def| def.scale.is_some()).or_else(|| of(second));
        let Some(def) = def else { continue };
        let Some(scale) = def.scale else { continue };
        let mut look = def.def.bag("axis");
        if def.def.is_off("axis") {
            look.set(NONE, Json::Bool(true));
        }
        let across = of(main.across().0).and_then(|def| def.scale);
        let part = if main == Channel::X { "axisX" } else { "axisY" };
        let config = || builder.config.inner(part, "orient")?.text();
        let given = look.word("orient").or_else(config).map(|word| &**word);
        let orient = given.and_then(side).unwrap_or(if main == Channel::X {
            Side::Bottom
        } else {
            Side::Left
        });
        let mut title = match look.get("title") {
            Some(title) => channel::title_text(builder, title),
            None => def.title.clone(),
        };
        if look.get("title").is_none()
            && def.def.get("title").is_none()
            && let Some(second) = of(second)
            && second.channel != def.channel
            && second.bound.column().is_some()
            && second.title != title
            && !second.title.is_empty()
        {
            title = merge_titles(&title, &second.title);
        }
        let cells = match def.kind {
            Some(FieldKind::Nominal | FieldKind::Ordinal | FieldKind::Geojson) => true,
            Some(FieldKind::Quantitative) => def.bin != Binning::None,
            Some(FieldKind::Temporal) | None => false,
        };
        if mark.kind == MarkKind::Rect && cells && look.get("zindex").is_none() {
            // A heat map's grid of cells would hide the axis line.
            look.set("\u{1}zindex", Json::Number(1.0));
        }
        axes.push(AxisSpec {
            at: def.def.at("axis"),
            scale,
            channel: main,
            orient,
            usual: orient,
            look,
            title,
            grid: true,
            main: true,
            def: def.clone(),
            across,
        });
    }
    axes
}

fn side(word: &str) -> Option<Side> {
    Some(match word {
        "bottom" => Side::Bottom,
        "left" => Side::Left,
        "top" => Side::Top,
        "right" => Side::Right,
        _ => return None,
    })
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Bottom => Side::Top,
        Side::Left => Side::Right,
        Side::Top => Side::Bottom,
        Side::Right => Side::Left,
    }
}

/// Two titles as one: each name once, by commas.
#[must_use]
pub fn merge_titles(a: &Rc<str>, b: &Rc<str>) -> Rc<str> {
    if a.is_empty() || a == b {
        return if a.is_empty() { b.clone() } else { a.clone() };
    }
    let mut names: Vec<&str> = a.split(", ").collect();
    for name in b.split(", ") {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ").into()
}

/// Adds a layer's axis to those of the layers before: merged with the one of
/// its channel, or, when `apart`, beside it, on the other side if it may.
pub fn add(builder: &Builder<'_>, axes: &mut Vec<AxisSpec>, mut axis: AxisSpec, apart: bool) {
    let given = |axis: &AxisSpec| axis.look.get("orient").is_some();
    let scale = |axis: &AxisSpec| builder.scale_id(axis.scale);
    let apart = apart
        || axes.iter().any(|known| known.channel == axis.channel)
            && !axes.iter().any(|known| scale(known) == scale(&axis));
    if apart && is_none(&axis) {
        return;
    }
    if apart {
        // Axes that have moved to the other side count for the side they come from.
        let other = opposite(axis.orient);
        let (mut here, mut there) = (0, 0);
        for known in axes.iter().filter(|known| known.channel == axis.channel) {
            let moved = given(known) && known.orient == other;
            *(if moved { &mut there } else { &mut here }) += 1;
        }
        if !given(&axis) && here > there {
            axis.orient = other;
        }
        let first = !axes.iter().any(|known| known.channel == axis.channel);
        if !first && axis.look.get("grid").is_none() {
            axis.look.set("grid", Json::Bool(false));
        }
        axes.push(axis);
        return;
    }
    let same = axes.iter_mut().find(|known| {
        known.channel == axis.channel
            && builder.scale_id(known.scale) == builder.scale_id(axis.scale)
            && (known.orient == axis.orient || !given(known) || !given(&axis))
    });
    let Some(known) = same else {
        axes.push(axis);
        return;
    };
    if is_none(&axis) {
        // What a layer says of its axis beats what another leaves out; of two that say, the first.
        if known.def.def.get("axis").is_none() {
            known.look.set(NONE, Json::Bool(true));
        }
        return;
    }
    if given(&axis) && !given(known) {
        (known.orient, known.usual) = (axis.orient, axis.orient);
    }
    let (own, new) = (known.look.get("title").is_some(), axis.look.get("title").is_some());
    let field_title = |axis: &AxisSpec| axis.def.def.get("title").is_some();
    known.title = match (own || field_title(known), new || field_title(&axis)) {
        (true, false) => known.title.clone(),
        (false, true) => axis.title.clone(),
        _ => merge_titles(&known.title, &axis.title),
    };
    known.across = known.across.or(axis.across);
    if known.def.time_unit.is_empty() {
        // Formats and steps are those of the first layer that has a time unit.
        known.def.time_unit = axis.def.time_unit.clone();
    }
    known.look.fill(&axis.look);
    if axis.def.def.get("title").is_some() && known.def.def.get("title").is_none() {
        known.def.def.set("title", Json::Text(axis.title.clone()));
    }
}

/// Set in the look of an axis that its channel does not want: `"axis": null`.
/// It stays until layers are merged, where it takes the others' away.
const NONE: &str = "\u{1}none";

/// Whether an axis is only there to say that there is none.
pub fn is_none(axis: &AxisSpec) -> bool {
    axis.look.get(NONE).is_some()
}

/// Takes from a facet's child the axes that its rows and columns of cells share; the child keeps their grid lines.
pub fn lift(child: &mut Node, shared: &dyn Fn(Channel) -> bool) -> Vec<AxisSpec> {
    let mut lifted = Vec::new();
    if !matches!(child.kind, NodeKind::Plot(_)) {
        return lifted;
    }
    for axis in &mut child.axes {
        if shared(axis.channel) && !child.scales.contains(&axis.scale) {
            lifted.push(AxisSpec { grid: false, ..axis.clone() });
            axis.main = false;
        }
    }
    lifted
}

/// Decides every property of an axis' look.
pub fn finish(builder: &Builder<'_>, axis: &mut AxisSpec) {
    let Some(scale) = builder.scales.get(axis.scale) else { return };
    let kind = scale.kind;
    let config = &builder.config;
    let mut look = std::mem::take(&mut axis.look);
    let titled = look.get("title").is_some() || axis.def.def.get("title").is_some();
    let xy = if axis.channel == Channel::X { "X" } else { "Y" };
    let types: &[&str] = match kind {
        ScaleKind::Band => &["Band", "Discrete"],
        ScaleKind::Point => &["Point", "Discrete"],
        ScaleKind::Time | ScaleKind::Utc => &["Temporal"],
        ScaleKind::Linear
        | ScaleKind::Log
        | ScaleKind::Pow
        | ScaleKind::Sqrt
        | ScaleKind::Symlog
        | ScaleKind::Identity
        | ScaleKind::Ordinal
        | ScaleKind::Quantile
        | ScaleKind::Quantize
        | ScaleKind::Threshold
        | ScaleKind::BinOrdinal => &["Quantitative"],
    };
    let orient = match axis.orient {
        Side::Bottom => "Bottom",
        Side::Left => "Left",
        Side::Top => "Top",
        Side::Right => "Right",
    };
    config.fill(&mut look, &[]);
    for prefix in [xy, ""] {
        for kind in types {
            look.fill_in(config.get(&["axis", prefix, kind].concat()));
        }
    }
    // What parts for all kinds of scales say of it does not count.
    let zindex = look.take("zindex").or_else(|| look.take("\u{1}zindex"));
    for name in [orient, xy] {
        look.fill_in(config.get(&["axis", name].concat()));
    }
    config.fill(&mut look, &[]);
    let mut general = config.part("axis");
    if kind == ScaleKind::Band {
        general.set("tickOffset", Json::Number(-0.5));
    }
    decide(builder, axis, &mut look, kind, &general);
    look.fill(&general);
    config.style_guide(&mut look);
    look.set("zindex", zindex.unwrap_or(Json::Number(0.0)));
    // A title by configuration beats that of the field.
    if let (Some(title), false) = (look.get("title"), titled) {
        axis.title = channel::title_text(builder, title);
    }
    let disabled = look.is_true("disable");
    axis.grid = axis.grid && look.is_true("grid") && !disabled;
    axis.main = axis.main && !disabled;
    axis.look = look;
}

/// Vega-Lite's rules for what neither the author nor the configuration says.
fn decide(builder: &Builder<'_>, axis: &AxisSpec, look: &mut Bag, kind: ScaleKind, general: &Bag) {
    let def = &axis.def;
    let x = axis.channel == Channel::X;
    let usual = &|look: &mut Bag, name: &str, value: Json| {
        if look.get(name).is_none() && general.get(name).is_none() {
            look.set(name, value);
        }
    };
    let discrete = matches!(
        kind,
        ScaleKind::Band | ScaleKind::Point | ScaleKind::Ordinal | ScaleKind::BinOrdinal
    );
    let field = def.bound.column().is_some();
    usual(look, "grid", Json::Bool(!discrete && field && def.bin == Binning::None));
    let named = matches!(def.kind, Some(FieldKind::Nominal | FieldKind::Ordinal));
    if x && named && def.time_unit.is_empty() {
        usual(look, "labelAngle", Json::Number(270.0));
    }
    let scope = super::ParamScope::new(&builder.params);
    let angle = look.get("labelAngle").or_else(|| general.get("labelAngle"));
    let computed = angle.is_some_and(|json| crate::spec::bag::expression(json).is_some());
    let angle =
        angle.and_then(|json| crate::spec::bag::evaluate(&axis.at, &scope, json).as_number());
    if let Some(angle) = angle {
        let angle = angle.rem_euclid(360.0);
        if look.get("labelAngle").is_some() {
            look.set("labelAngle", Json::Number(angle));
        }
        let (mut align, mut baseline) = label_anchor(angle, axis.usual);
        if computed {
            // Where Vega-Lite computes how labels are anchored there is no usual way.
            align = align.or(Some("left"));
            baseline = baseline.or(Some("alphabetic"));
        }
        if let Some(align) = align {
            usual(look, "labelAlign", Json::Text(align.into()));
        }
        if let Some(baseline) = baseline {
            usual(look, "labelBaseline", Json::Text(baseline.into()));
        }
    }
    let measured = matches!(def.kind, Some(FieldKind::Quantitative | FieldKind::Temporal));
    if x && measured {
        usual(look, "labelFlush", Json::Bool(true));
    }
    let sorted = def.def.get("sort").is_some_and(|sort| sort.members().is_some());
    if (!def.time_unit.is_empty() && !sorted) || !named {
        let greedy = matches!(kind, ScaleKind::Log | ScaleKind::Symlog);
        usual(
            look,
            "labelOverlap",
            if greedy { Json::Text("greedy".into()) } else { Json::Bool(true) },
        );
    }
}

/// How a label at an angle is anchored: align and baseline, none where the usual one fits.
fn label_anchor(angle: f64, orient: Side) -> (Option<&'static str>, Option<&'static str>) {
    let x = matches!(orient, Side::Bottom | Side::Top);
    let start = if x { 0.0 } else { 90.0 };
    let main = matches!(orient, Side::Bottom | Side::Left);
    let align = if (angle + start) % 180.0 == 0.0 {
        if x { None } else { Some("center") }
    } else if (start < angle && angle < 180.0 + start) == main {
        Some("left")
    } else {
        Some("right")
    };
    let low = angle <= 45.0 || angle >= 315.0;
    let baseline = if x {
        let upright = (45.0 < angle && angle < 135.0) || (225.0 < angle && angle < 315.0);
        Some(if upright {
            "middle"
        } else if low == (orient == Side::Top) {
            "bottom"
        } else {
            "top"
        })
    } else if low || (135.0..=225.0).contains(&angle) {
        None
    } else {
        Some(if (45.0..=135.0).contains(&angle) == (orient == Side::Left) {
            "top"
        } else {
            "bottom"
        })
    };
    (align, baseline)
}
