//! Plots and containers: units, layers, facets, concatenations.

mod concat;
mod extent;
mod facet;

use super::view::{
    AxisSpec, FlowId, GridAlign, GridSpec, LegendSpec, MarkKind, Node, NodeKind, Plot,
    ProjectionSpec, ScaleId, ScaleKind, Unit,
};
use super::{Builder, axis, channel, flow, legend, mark, projection, scale, stack, title};
use crate::base::json::Json;
use crate::error::{Diagnostic, Result, SpecError};
use crate::spec::{Bag, Channel, Spec, SpecKind};
use std::rc::Rc;

/// What a view inherits from those around it.
#[derive(Clone, Default)]
struct Around {
    /// The table it starts from.
    flow: Option<FlowId>,
    /// The fields of the facets around it.
    facet: Vec<Rc<str>>,
    /// Channels of the layers around it.
    encoding: Option<Bag>,
    /// The projection of the layers around it.
    projection: Option<Json>,
    /// The size of the layers around it.
    size: [Option<Json>; 2],
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

/// Builds the outermost node.
///
/// # Errors
///
/// What is wrong in the spec, with its place.
pub fn root(builder: &mut Builder<'_>, spec: &Spec) -> Result<Node> {
    let mut built = node(builder, spec, &Around::default())?;
    built.node.scales.extend(built.open.iter().map(|(_, id)| *id));
    Ok(built.node)
}

fn node(builder: &mut Builder<'_>, spec: &Spec, around: &Around) -> Result<Built> {
    match &spec.kind {
        SpecKind::Unit { .. } | SpecKind::Layer { .. } => plot(builder, spec, around),
        SpecKind::Facet { facet, child } => facet::decide(builder, spec, facet, child, around),
        SpecKind::Concat { flow, children } => {
            concat::decide(builder, spec, *flow, children, around)
        }
        SpecKind::Repeat { .. } => {
            Err(Diagnostic::error(&spec.at, SpecError::Unsupported { what: "repeat".into() }))
        }
    }
}

fn plot(builder: &mut Builder<'_>, spec: &Spec, around: &Around) -> Result<Built> {
    let parts = layer(builder, spec, around)?;
    let width = extent::decide(builder, spec, Channel::X, &parts, around)?;
    let height = extent::decide(builder, spec, Channel::Y, &parts, around)?;
    let mut view = spec.props.bag("view");
    let placed = |id: &usize| {
        let channels =
            builder.units.get(*id).map(|unit| unit.channels.as_slice()).unwrap_or_default();
        channels.iter().any(|def| matches!(def.channel, Channel::X | Channel::Y))
    };
    let usual = if parts.units.iter().any(placed) { "cell" } else { "view" };
    let style = view.get("style").cloned().unwrap_or_else(|| Json::Text(usual.into()));
    // The configuration of views is the style of plots with axes.
    let is_cell = |json: &Json| json.text().is_some_and(|word| &**word == "cell");
    if is_cell(&style) || style.list().is_some_and(|list| list.iter().any(is_cell)) {
        view.fill(&builder.config.part("view"));
    }
    for style in builder.config.styles(Some(&style)) {
        view.fill(&style);
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
    Ok(Built { node, open: parts.open })
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
fn layer(builder: &mut Builder<'_>, spec: &Spec, around: &Around) -> Result<Parts> {
    let flow = flow::of_spec(builder, spec, around.flow, &around.facet)?;
    let projection = spec.props.get("projection").cloned().or_else(|| around.projection.clone());
    match &spec.kind {
        SpecKind::Unit { mark, encoding } => {
            let mut encoding = encoding.clone();
            if let Some(shared) = &around.encoding {
                inherit(&mut encoding, shared);
            }
            let mut parts = unit(builder, spec, mark, &encoding, flow, around)?;
            let geo = encoding.get("longitude").is_some() || encoding.get("latitude").is_some();
            let shape = mark.word("type").is_some_and(|kind| &**kind == "geoshape");
            if projection.is_some() || geo || shape {
                let mut bag = Bag::members(&spec.at.child("projection"), projection.as_ref());
                let fit = bag.get("scale").is_none() && bag.get("translate").is_none();
                bag.fill(&builder.config.part("projection"));
                let units = parts.units.clone();
                parts.projections = vec![ProjectionSpec { bag, fit, units }];
            }
            Ok(parts)
        }
        SpecKind::Layer { layers, encoding } => {
            let mut shared = encoding.clone();
            if let Some(outer) = &around.encoding {
                inherit(&mut shared, outer);
            }
            let around = Around {
                flow,
                encoding: Some(shared),
                projection,
                size: size_of(spec, around),
                ..around.clone()
            };
            let mut all = Vec::new();
            for child in layers {
                all.push(layer(builder, child, &around)?);
            }
            Ok(overlay(builder, spec, all))
        }
        SpecKind::Facet { .. } | SpecKind::Concat { .. } | SpecKind::Repeat { .. } => {
            Err(Diagnostic::error(
                &spec.at,
                SpecError::Unsupported { what: "a container as a layer".into() },
            ))
        }
    }
}

/// Channels of a layered view that its layer does not have itself; definitions of both are put together.
fn inherit(encoding: &mut Bag, shared: &Bag) {
    for (name, json) in shared.entries() {
        match (encoding.get(name).cloned(), json) {
            (None, json) => encoding.set(name, json.clone()),
            (Some(Json::Object(own)), Json::Object(outer))
                if !own.iter().any(|(key, _)| &**key == "value") =>
            {
                let has_field =
                    own.iter().any(|(key, _)| matches!(&**key, "field" | "datum" | "aggregate"));
                let mut merged = own.clone();
                for (key, value) in outer {
                    let kept = has_field && &**key == "datum";
                    if !kept && merged.iter().all(|(known, _)| known != key) {
                        merged.push((key.clone(), value.clone()));
                    }
                }
                encoding.set(name, Json::Object(merged));
            }
            (Some(_), _) => {}
        }
    }
}

fn size_of(spec: &Spec, around: &Around) -> [Option<Json>; 2] {
    let own =
        |name: &str, i: usize| spec.props.get(name).cloned().or_else(|| around.size[i].clone());
    [own("width", 0), own("height", 1)]
}

fn unit(
    builder: &mut Builder<'_>,
    spec: &Spec,
    mark: &Bag,
    encoding: &Bag,
    given: Option<FlowId>,
    around: &Around,
) -> Result<Parts> {
    let name = mark.word("type").cloned().unwrap_or_else(|| "".into());
    let Some(kind) = MarkKind::parse(&name) else {
        return Err(Diagnostic::error(&mark.at("type"), SpecError::Unsupported { what: name }));
    };
    let mut channels = channel::read(builder, encoding)?;
    let mut mark = mark.clone();
    if spec.props.get("data").is_some_and(|data| data.get("graticule").is_some())
        && mark.get("filled").is_none()
    {
        // Lines of longitude and latitude have no inside.
        mark.set("filled", Json::Bool(false));
    }
    let mark = mark::decide(builder, &mark, kind, &channels);
    let mut stack = stack::decide(builder.notes, &mark, &channels);
    let calculated = stack::order_by_colors(builder, &mark, &mut channels, stack.is_some())?;
    if calculated.is_some() {
        stack = stack::decide(builder.notes, &mark, &channels);
    }
    let mut open: Vec<(Channel, ScaleId)> = Vec::new();
    for i in 0..channels.len() {
        let def = channels[i].clone();
        if let Some(id) = scale::of_channel(builder, &def, &mark, &channels)? {
            channels[i].scale = Some(id);
            channels[i].sort = scale::sort(&def, &channels, stack.as_ref());
            let kind = builder.scales.get(id).map(|scale| scale.kind);
            if matches!(kind, Some(ScaleKind::Band | ScaleKind::Point | ScaleKind::Ordinal)) {
                flow::name_bins(&mut channels[i]);
            }
            open.push((def.channel, id));
        }
    }
    for def in &mut channels {
        let main = def.channel.scale().filter(|main| *main != def.channel);
        if let Some(main) = main {
            def.scale = open.iter().find(|(channel, _)| *channel == main).map(|(_, id)| *id);
        }
    }
    // x2 alone has a scale of its own kind: ranged marks without x.
    let implied = flow::Encoding {
        mark: mark.kind,
        channels: &channels,
        stack: stack.as_ref(),
        facet: &around.facet,
    };
    let flows = flow::of_unit(builder, &spec.at, given, &implied, calculated)?;
    let scales = builder.scales.clone();
    let flows = flow::drop_invalid(builder, flows, &mark, &channels, &scales);
    for def in &channels {
        if let Some(id) = def.scale {
            scale::add_domain(builder, id, def, &mark, stack.as_ref(), flows, &channels);
        }
    }
    let id = builder.units.len();
    let axes = axis::of_unit(builder, &channels, &mark);
    let legends = legend::of_unit(builder, &channels, &mark, id);
    let selections = spec.props.get("params").and_then(Json::list).unwrap_or_default();
    let selections = selections.iter().filter(|param| param.get("select").is_some());
    builder.units.push(Unit {
        at: spec.at.clone(),
        name: spec.props.word("name").cloned().unwrap_or_else(|| "".into()),
        mark,
        channels,
        stack,
        flow: flows.marks,
        raw: flows.raw,
        selections: selections
            .filter_map(|param| param.get("name").and_then(Json::text).cloned())
            .collect(),
    });
    Ok(Parts { units: vec![id], open, axes, legends, ..Parts::default() })
}

/// Puts layers together: scales, axes and legends are shared unless `resolve` says otherwise.
fn overlay(builder: &mut Builder<'_>, spec: &Spec, layers: Vec<Parts>) -> Parts {
    let mut all = Parts::default();
    let mut projections = Vec::new();
    for parts in layers {
        all.units.extend(parts.units);
        all.closed.extend(parts.closed);
        projections.push(parts.projections);
        for (channel, id) in parts.open {
            share(builder, spec, &mut all.open, &mut all.closed, channel, id, true);
        }
        for axis in parts.axes {
            let apart = !is_shared(spec, "axis", axis.channel, true)
                || !is_shared(spec, "scale", axis.channel, true);
            axis::add(builder, &mut all.axes, axis, apart);
        }
        for legend in parts.legends {
            let channel = legend.scales.first().map_or(Channel::Color, |(channel, _)| *channel);
            let apart = !is_shared(spec, "legend", channel, true)
                || !is_shared(spec, "scale", channel, true);
            legend::add(builder, &mut all.legends, legend, apart);
        }
    }
    all.projections = projection::share(projections);
    all
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
    match open.iter().find(|(known, _)| *known == channel) {
        Some((_, first)) => {
            let both = kind(builder, *first).zip(kind(builder, id));
            if both.is_some_and(|(a, b)| scale::compatible(a, b)) {
                scale::merge(builder, *first, id);
            } else {
                closed.push(id);
            }
        }
        None => open.push((channel, id)),
    }
}
