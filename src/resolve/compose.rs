//! Plots and containers: units, layers, facets, concatenations.

mod concat;
mod extent;
mod facet;

use super::view::{
    AxisSpec, ChannelDef, FlowId, GridAlign, GridSpec, LegendSpec, MarkKind, Node, NodeKind, Plot,
    ProjectionSpec, ScaleId, ScaleKind, Step, Unit,
};
use super::{Builder, axis, channel, flow, legend, mark, projection, scale, stack, title};
use crate::base::json::Json;
use crate::error::SpecError;
use crate::spec::{Bag, Channel, Spec, SpecKind};
use std::rc::Rc;

/// What a view inherits from those around it.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    /// The table it starts from.
    flow: Option<FlowId>,
    /// The fields of the facets around it.
    facet: &'a [Rc<str>],
    /// The projection of the layers around it.
    projection: Option<&'a Json>,
    /// The size of the layers around it.
    size: [Option<&'a Json>; 2],
    /// Whether it is a layer.
    layered: bool,
    /// Whether it stands in a facet: `width: container` has no meaning there.
    inside: bool,
}

/// A node with the scales that a parent may share.
struct Built {
    node: Node,
    open: Vec<(Channel, ScaleId)>,
}

/// The parts of a plot: a unit's, or several layers' put together.
#[derive(Default)]
struct Parts {
    units: Vec<usize>,
    open: Vec<(Channel, ScaleId)>,
    closed: Vec<ScaleId>,
    axes: Vec<AxisSpec>,
    legends: Vec<LegendSpec>,
    projections: Vec<ProjectionSpec>,
}

/// Builds the outermost node. What is wrong in the spec is a fault.
pub fn root(builder: &mut Builder<'_>, spec: &Spec) -> Node {
    let mut built = node(builder, spec, &Around::default());
    built.node.scales.extend(built.open.iter().map(|(_, id)| *id));
    built.node
}

fn node(builder: &mut Builder<'_>, spec: &Spec, around: &Around<'_>) -> Built {
    match &spec.kind {
        SpecKind::Facet { facet, child } => facet::decide(builder, spec, facet, child, around),
        SpecKind::Concat { flow, children } => {
            concat::decide(builder, spec, *flow, children, around)
        }
        SpecKind::Unit { .. } | SpecKind::Layer { .. } | SpecKind::Repeat { .. } => {
            plot(builder, spec, around)
        }
    }
}

fn plot(builder: &mut Builder<'_>, spec: &Spec, around: &Around<'_>) -> Built {
    let parts = layer(builder, spec, around);
    let width = extent::decide(builder, spec, Channel::X, &parts, around);
    let height = extent::decide(builder, spec, Channel::Y, &parts, around);
    let mut view = spec.props.bag("view");
    let placed = parts
        .units
        .iter()
        .filter_map(|id| builder.units.get(*id))
        .any(|unit| unit.channels.iter().any(|def| def.channel.is_position()));
    let usual = if placed { "cell" } else { "view" };
    let style = view.get("style").cloned().unwrap_or_else(|| Json::Text(usual.into()));
    // The configuration of views is the style of plots with axes.
    let is_cell = |json: &Json| json.text().is_some_and(|word| &**word == "cell");
    if is_cell(&style) || style.list().is_some_and(|list| list.iter().any(is_cell)) {
        view.fill_in(builder.config.get("view"));
    }
    for style in builder.config.styles(Some(&style)) {
        view.fill_in(Some(style));
    }
    let kind = NodeKind::Plot(Plot {
        width,
        height,
        units: parts.units,
        view,
        projections: parts.projections,
    });
    let node = Node {
        at: spec.at.clone(),
        kind,
        scales: parts.closed,
        axes: parts.axes,
        legends: parts.legends,
        title: title::of(builder, spec, false),
        grid: no_grid(),
    };
    Built { node, open: parts.open }
}

fn no_grid() -> GridSpec {
    GridSpec {
        columns: 0,
        spacing: (0.0, 0.0),
        align: (GridAlign::None, GridAlign::None),
        center: (false, false),
        flush: false,
    }
}

/// A unit, or the layers of a layered view.
fn layer(builder: &mut Builder<'_>, spec: &Spec, around: &Around<'_>) -> Parts {
    let mut late = None;
    if let SpecKind::Unit { encoding, .. } = &spec.kind
        && around.layered
        && flow::bins_first(spec, encoding)
    {
        late = flow::own(builder, spec, around.facet);
    }
    let flow = match late {
        Some(_) => around.flow,
        None => flow::of_spec(builder, spec, around.flow, around.facet),
    };
    let props = &spec.props;
    let projection = props.get("projection").or(around.projection);
    match &spec.kind {
        SpecKind::Unit { mark, encoding } => {
            let given = (flow, late.unwrap_or_default());
            let mut parts = unit(builder, spec, mark, encoding, given, around);
            let geo = encoding.get("longitude").is_some() || encoding.get("latitude").is_some();
            let shape = mark.word("type").is_some_and(|kind| &**kind == "geoshape");
            if projection.is_some() || geo || shape {
                let mut bag = Bag::members(&spec.at.child("projection"), projection);
                let fit = bag.get("scale").is_none() && bag.get("translate").is_none();
                bag.fill_in(builder.config.get("projection"));
                parts.projections.push(ProjectionSpec { bag, fit, units: parts.units.clone() });
            }
            parts
        }
        SpecKind::Layer { layers, .. } => {
            let [width, height] = around.size;
            let size = [props.get("width").or(width), props.get("height").or(height)];
            let around = Around { flow, projection, size, layered: true, ..*around };
            let mut all = Parts::default();
            let mut projections = Vec::new();
            for child in layers {
                let mut parts = layer(builder, child, &around);
                projections.push(std::mem::take(&mut parts.projections));
                overlay(builder, spec, &mut all, parts);
            }
            all.projections = projection::share(projections);
            for projection in &mut all.projections {
                // Vega-Lite forgets its usual type when it puts projections together; this one is Vega's.
                if projection.bag.get("type").is_none() {
                    projection.bag.set("type", Json::Text("mercator".into()));
                }
            }
            all
        }
        SpecKind::Facet { .. } | SpecKind::Concat { .. } | SpecKind::Repeat { .. } => {
            let what = "a container as a layer".into();
            builder.fail(&spec.at, SpecError::Unsupported { what });
            Parts::default()
        }
    }
}

fn unit(
    builder: &mut Builder<'_>,
    spec: &Spec,
    mark: &Bag,
    encoding: &Bag,
    (given, late): (Option<FlowId>, Vec<Step>),
    around: &Around<'_>,
) -> Parts {
    let name = mark.word("type").cloned().unwrap_or_default();
    let Some(kind) = MarkKind::parse(&name) else {
        builder.fail(&mark.at("type"), SpecError::Unsupported { what: name });
        return Parts::default();
    };
    let mut channels = channel::read(builder, encoding);
    channels.retain(|def| has(kind, def));
    if builder.config.inner("scale", "useUnaggregatedDomain") == Some(&Json::Bool(true)) {
        channels.iter_mut().for_each(widen);
    }
    let mut mark = mark.clone();
    if spec.props.inner("data", "graticule").is_some() && mark.get("filled").is_none() {
        // Lines of longitude and latitude have no inside.
        mark.set("filled", Json::Bool(false));
    }
    let mark = mark::decide(builder, &mark, kind, &channels);
    let mut stack = stack::decide(builder.notes, &mark, &channels);
    let calculated = stack::order_by_colors(builder, &mark, &mut channels, stack.is_some());
    if calculated.is_some() {
        stack = stack::decide(builder.notes, &mark, &channels);
    }
    let mut parts = Parts::default();
    for i in 0..channels.len() {
        let Some(def) = channels.get(i) else { continue };
        let Some(id) = scale::of_channel(builder, def, &mark, &channels) else { continue };
        let sort = scale::sort(def, &channels, stack.as_ref());
        let Some(def) = channels.get_mut(i) else { continue };
        def.scale = Some(id);
        def.sort = sort;
        let kind = builder.scales.get(id).map(|scale| scale.kind);
        if matches!(kind, Some(ScaleKind::Band | ScaleKind::Point | ScaleKind::Ordinal)) {
            flow::name_bins(def);
        }
        parts.open.push((def.channel, id));
    }
    for def in &mut channels {
        let main = def.channel.scale().filter(|main| *main != def.channel);
        if let Some(main) = main {
            def.scale = scale_of(&parts.open, main);
        }
    }
    // x2 alone has a scale of its own kind: ranged marks without x.
    let implied = flow::Encoding {
        mark: mark.kind,
        channels: &channels,
        stack: stack.as_ref(),
        facet: around.facet,
    };
    let flows = flow::of_unit(builder, &spec.at, given, &implied, calculated, late);
    let flows = flow::drop_invalid(builder, flows, &mark, &channels);
    for def in &channels {
        if let Some(id) = def.scale {
            scale::add_domain(builder, id, def, &mark, stack.as_ref(), flows, &channels);
        }
    }
    let id = builder.units.len();
    parts.units.push(id);
    parts.axes = axis::of_unit(builder, &channels, &mark);
    parts.legends = legend::of_unit(builder, &channels, &mark, id);
    builder.units.push(Unit {
        at: spec.at.clone(),
        name: spec.props.word("name").cloned().unwrap_or_default(),
        mark,
        channels,
        stack,
        flow: flows.marks,
        raw: flows.raw,
        selections: selections(&spec.props),
    });
    parts
}

/// Takes the domain of a channel from the values before their aggregation, where those are a domain, too.
fn widen(def: &mut ChannelDef) {
    let mut scale = def.def.bag("scale");
    let log = scale.word("type").is_some_and(|kind| &**kind == "log");
    let within = ["mean", "average", "median", "q1", "q3", "min", "max"].contains(&&*def.aggregate);
    if within && !log && !def.def.is_off("scale") && scale.get("domain").is_none() {
        scale.set("domain", Json::Text("unaggregated".into()));
        def.def.set("scale", scale.into_json());
    }
}

/// Whether a mark has a channel; others are left out.
///
/// Source: Vega-Lite, `getSupportedMark`.
fn has(mark: MarkKind, def: &ChannelDef) -> bool {
    use MarkKind::{Arc, Area, Geoshape, Image, Line, Point, Rect, Square, Text, Trail};
    let (not, only): (&[MarkKind], &[MarkKind]) = if def.channel == Channel::Size {
        (&[Arc, Area, Geoshape, Image, Rect], &[])
    } else if def.channel == Channel::StrokeDash {
        (&[Arc, Area, Image, Rect, Text, Trail], &[])
    } else if def.channel == Channel::Shape {
        (&[], &[Point, Geoshape])
    } else if def.channel == Channel::Angle {
        (&[], &[Point, Square, Text])
    } else {
        (&[], &[])
    };
    let varying = def.channel == Channel::Size && mark == Line && !def.aggregate.is_empty();
    !varying && !not.contains(&mark) && (only.is_empty() || only.contains(&mark))
}

/// The names of the selections of a view.
fn selections(props: &Bag) -> Vec<Rc<str>> {
    let mut selections = Vec::new();
    for param in props.get("params").and_then(Json::list).unwrap_or_default() {
        if param.get("select").is_some() {
            selections.extend(param.get("name").and_then(Json::text).cloned());
        }
    }
    selections
}

/// The scale of a channel among those that are open.
fn scale_of(open: &[(Channel, ScaleId)], channel: Channel) -> Option<ScaleId> {
    open.iter().find(|(known, _)| *known == channel).map(|(_, id)| *id)
}

/// Adds a layer: scales, axes and legends are shared unless `resolve` says otherwise.
fn overlay(builder: &mut Builder<'_>, spec: &Spec, all: &mut Parts, parts: Parts) {
    all.units.extend(parts.units);
    all.closed.extend(parts.closed);
    for (channel, id) in parts.open {
        share(builder, spec, &mut all.open, &mut all.closed, channel, id, true);
    }
    let apart = |what: &str, channel: Channel| {
        !is_shared(spec, what, channel, true) || !is_shared(spec, "scale", channel, true)
    };
    for axis in parts.axes {
        let apart = apart("axis", axis.channel);
        axis::add(builder, &mut all.axes, axis, apart);
    }
    for legend in parts.legends {
        let apart = apart("legend", legend.def.channel);
        legend::add(builder, &mut all.legends, legend, apart);
    }
}

/// Whether a channel's scale or guide is shared, by `resolve` or by default.
fn is_shared(spec: &Spec, what: &str, channel: Channel, usual: bool) -> bool {
    let resolve = spec.props.get("resolve").and_then(|resolve| resolve.get(what));
    match resolve.and_then(|resolve| resolve.get(channel.name())).and_then(Json::text) {
        Some(word) => &**word == "shared",
        None => usual,
    }
}

/// Adds a child's scale to those that are still open: merged into the one of its channel, or closed.
fn share(
    builder: &mut Builder<'_>,
    spec: &Spec,
    open: &mut Vec<(Channel, ScaleId)>,
    closed: &mut Vec<ScaleId>,
    channel: Channel,
    id: ScaleId,
    usual: bool,
) {
    if !is_shared(spec, "scale", channel, usual) {
        closed.push(id);
        return;
    }
    let kind = |builder: &Builder<'_>, id: ScaleId| {
        builder.scales.get(builder.scale_id(id)).map(|scale| scale.kind)
    };
    let Some(first) = scale_of(open, channel) else {
        open.push((channel, id));
        return;
    };
    match (kind(builder, first), kind(builder, id)) {
        (Some(a), Some(b)) if scale::compatible(a, b) => scale::merge(builder, first, id),
        _ => closed.push(id),
    }
}
