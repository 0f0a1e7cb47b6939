//! Plots and containers: units, layers, facets, concatenations.

use super::view::{
    AxisSpec, ChannelDef, Extent, Facet, FacetField, FieldKind, FlowId, GridAlign, GridSpec,
    LegendSpec, MarkKind, Node, NodeKind, Plot, ScaleId, ScaleKind, Unit,
};
use super::{Builder, axis, channel, flow, legend, mark, scale, stack, title};
use crate::base::json::Json;
use crate::error::{Diagnostic, Place, Result, SpecError};
use crate::spec::bag::evaluate;
use crate::spec::{Bag, Channel, ConcatFlow, Spec, SpecKind};
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
    projection: Option<Bag>,
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
        SpecKind::Facet { facet, child } => self::facet(builder, spec, facet, child, around),
        SpecKind::Concat { flow, children } => concat(builder, spec, *flow, children, around),
        SpecKind::Repeat { .. } => {
            Err(Diagnostic::error(&spec.at, SpecError::Unsupported { what: "repeat".into() }))
        }
    }
}

// ---- plots

fn plot(builder: &mut Builder<'_>, spec: &Spec, around: &Around) -> Result<Built> {
    let parts = layer(builder, spec, around)?;
    let width = extent(builder, spec, Channel::X, &parts, around)?;
    let height = extent(builder, spec, Channel::Y, &parts, around)?;
    let mut view = spec.props.bag("view");
    view.fill(&builder.config.part("view"));
    let styles = match view.get("style") {
        Some(styles) => builder.config.styles(Some(styles)),
        None => {
            let placed = |id: &usize| {
                let channels =
                    builder.units.get(*id).map(|unit| unit.channels.as_slice()).unwrap_or_default();
                channels.iter().any(|def| matches!(def.channel, Channel::X | Channel::Y))
            };
            vec![builder.config.style(if parts.units.iter().any(placed) { "cell" } else { "view" })]
        }
    };
    for style in styles {
        view.fill(&style);
    }
    let kind = NodeKind::Plot(Plot {
        width,
        height,
        units: parts.units,
        view,
        projection: parts.projection,
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
                bag.fill(&builder.config.part("projection"));
                parts.projection = Some(bag);
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
                    if !merged.iter().any(|(known, _)| known == key)
                        && !(has_field && &**key == "datum")
                    {
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
    let mark = mark::decide(builder, mark, kind, &channels);
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
    for parts in layers {
        all.units.extend(parts.units);
        all.closed.extend(parts.closed);
        all.projection = all.projection.or(parts.projection);
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

/// How wide or high a plot is.
fn extent(
    builder: &Builder<'_>,
    spec: &Spec,
    channel: Channel,
    parts: &Parts,
    around: &Around,
) -> Result<Extent> {
    let (name, i) = if channel == Channel::X { ("width", 0) } else { ("height", 1) };
    let given = spec.props.get(name).cloned().or_else(|| around.size[i].clone());
    let view = builder.config.part("view");
    let scale_of = |channel: Channel| {
        let id = parts.open.iter().find(|(known, _)| *known == channel).map(|(_, id)| *id);
        let id = id.or_else(|| {
            let axis = parts.axes.iter().find(|axis| axis.channel == channel);
            axis.map(|axis| axis.scale)
        });
        id.and_then(|id| builder.scales.get(builder.scale_id(id))).map(|scale| scale.kind)
    };
    let is_discrete = |kind: ScaleKind| matches!(kind, ScaleKind::Band | ScaleKind::Point);
    let discrete = scale_of(channel).is_some_and(is_discrete);
    let offset = if channel == Channel::X { Channel::XOffset } else { Channel::YOffset };
    let offset_discrete = scale_of(offset).is_some_and(is_discrete);
    let step = |step: f64, position: bool| {
        if offset_discrete && !position { Extent::OffsetStep(step) } else { Extent::Step(step) }
    };
    let of_step = |json: &Json| {
        let size = json.get("step").and_then(Json::number)?;
        let position =
            json.get("for").and_then(Json::text).is_some_and(|word| &**word == "position");
        Some(if discrete {
            step(size, position)
        } else {
            Extent::Fixed(if size > 0.0 { size } else { 0.0 })
        })
    };
    let scope = super::ParamScope::new(&builder.params);
    match &given {
        Some(Json::Number(size)) => return Ok(Extent::Fixed(*size)),
        Some(Json::Text(word)) if &**word == "container" && !around.inside => {
            return Ok(Extent::Container);
        }
        Some(json) => {
            if let Some(extent) = of_step(json) {
                return Ok(extent);
            }
            if let Some(size) = evaluate(&spec.at, &scope, json).as_number() {
                return Ok(Extent::Fixed(size));
            }
            if json.text().is_none() {
                let kind = SpecError::WrongType {
                    found: json.describe(),
                    expected: "a number, a step or \"container\"",
                };
                return Err(Diagnostic::error(&spec.props.at(name), kind));
            }
        }
        None => {}
    }
    let number = |name: &str| view.number(&scope, name);
    let (continuous, discrete_name) = if channel == Channel::X {
        ("continuousWidth", "discreteWidth")
    } else {
        ("continuousHeight", "discreteHeight")
    };
    let geo = parts.projection.is_some();
    let arc = parts
        .units
        .iter()
        .any(|id| builder.units.get(*id).is_some_and(|unit| unit.mark.kind == MarkKind::Arc));
    if discrete {
        return Ok(match view.get(discrete_name) {
            Some(Json::Number(size)) => Extent::Fixed(*size),
            Some(json) => of_step(json).unwrap_or(Extent::Fixed(300.0)),
            None => step(number("step").unwrap_or(20.0), false),
        });
    }
    if scale_of(channel).is_some() || geo || arc {
        return Ok(Extent::Fixed(number(continuous).unwrap_or(300.0)));
    }
    // Without a scale: a text takes twice as much width as other marks, whose height is a step.
    let first = parts.units.first().and_then(|id| builder.units.get(*id));
    if channel == Channel::X && first.is_some_and(|unit| unit.mark.kind == MarkKind::Text) {
        return Ok(Extent::Fixed(90.0));
    }
    Ok(match view.get(discrete_name) {
        Some(Json::Number(size)) => Extent::Fixed(*size),
        _ => Extent::Fixed(number("step").unwrap_or(20.0)),
    })
}

// ---- containers

fn grid(builder: &Builder<'_>, spec: &Spec, part: &str, columns: usize) -> GridSpec {
    let config = builder.config.part(part);
    let scope = super::ParamScope::new(&builder.params);
    let setting = |name: &str| spec.props.get(name).or_else(|| config.get(name));
    let pair = |name: &str, usual: f64| match setting(name) {
        Some(Json::Number(both)) => (*both, *both),
        Some(json) => {
            let of = |lane: &str| json.get(lane).and_then(Json::number);
            let whole = evaluate(&spec.at, &scope, json).as_number().unwrap_or(usual);
            (of("row").unwrap_or(whole), of("column").unwrap_or(whole))
        }
        None => (usual, usual),
    };
    let align = |json: Option<&Json>, lane: &str| {
        let word =
            json.and_then(|json| json.text().or_else(|| json.get(lane).and_then(Json::text)));
        match word.map(|word| &**word) {
            Some("none") => GridAlign::None,
            Some("each") => GridAlign::Each,
            _ => GridAlign::All,
        }
    };
    let center = |lane: &str| match setting("center") {
        Some(Json::Bool(both)) => *both,
        Some(json) => json.get(lane).and_then(Json::bool).unwrap_or(false),
        None => false,
    };
    let columns = setting("columns")
        .and_then(Json::number)
        .map_or(columns, |columns| columns.max(0.0) as usize);
    let usual = if part == "concat" { Some(Json::Text("each".into())) } else { None };
    let align_given = setting("align").or(usual.as_ref());
    GridSpec {
        columns,
        spacing: pair("spacing", 20.0),
        align: (align(align_given, "row"), align(align_given, "column")),
        center: (center("row"), center("column")),
        flush: spec.props.word("bounds").is_some_and(|bounds| &**bounds == "flush"),
    }
}

fn concat(
    builder: &mut Builder<'_>,
    spec: &Spec,
    flow: ConcatFlow,
    children: &[Spec],
    around: &Around,
) -> Result<Built> {
    let table = flow::of_spec(builder, spec, around.flow, &around.facet)?;
    let around =
        Around { flow: table, inside: true, encoding: None, size: [None, None], ..around.clone() };
    let mut open = Vec::new();
    let mut nodes = Vec::new();
    let mut legends = Vec::new();
    for child in children {
        let mut built = node(builder, child, &around)?;
        for (channel, id) in std::mem::take(&mut built.open) {
            let usual = !(channel.is_position()
                || matches!(
                    channel,
                    Channel::XOffset | Channel::YOffset | Channel::Theta | Channel::Radius
                ));
            share(builder, spec, &mut open, &mut built.node.scales, channel, id, usual);
        }
        lift_legends(builder, spec, &mut built.node, &mut legends, |channel| {
            !(channel.is_position() || matches!(channel, Channel::Theta | Channel::Radius))
        });
        nodes.push(built.node);
    }
    let columns = match flow {
        ConcatFlow::Horizontal | ConcatFlow::Wrapped => 0,
        ConcatFlow::Vertical => 1,
    };
    let mut grid = grid(builder, spec, "concat", columns);
    match flow {
        ConcatFlow::Horizontal => grid.columns = 0,
        ConcatFlow::Vertical => grid.columns = 1,
        ConcatFlow::Wrapped => {}
    }
    let node = Node {
        at: spec.at.clone(),
        kind: NodeKind::Concat(nodes),
        scales: Vec::new(),
        axes: Vec::new(),
        legends,
        title: title::of(builder, spec, true),
        grid,
    };
    Ok(Built { node, open })
}

/// Moves to the container those legends whose scales it shares.
fn lift_legends(
    builder: &mut Builder<'_>,
    spec: &Spec,
    node: &mut Node,
    into: &mut Vec<LegendSpec>,
    usual: impl Fn(Channel) -> bool,
) {
    for legend in std::mem::take(&mut node.legends) {
        let shared = legend.scales.iter().all(|(channel, id)| {
            let usual = usual(*channel);
            let owned = node.scales.contains(id);
            !owned
                && is_shared(spec, "scale", *channel, usual)
                && is_shared(spec, "legend", *channel, usual)
        });
        if shared {
            legend::add(builder, into, legend, false);
        } else {
            node.legends.push(legend);
        }
    }
}

fn facet(
    builder: &mut Builder<'_>,
    spec: &Spec,
    facet: &Bag,
    child: &Spec,
    around: &Around,
) -> Result<Built> {
    let given = flow::of_spec(builder, spec, around.flow, &around.facet)?;
    let mut fields = Vec::new();
    let mut defs: [Option<ChannelDef>; 3] = [None, None, None];
    for (i, (name, channel)) in
        [("row", Channel::Row), ("column", Channel::Column), ("facet", Channel::Facet)]
            .into_iter()
            .enumerate()
    {
        if let Some(json) = facet.get(name) {
            let at = if name == "facet" { facet.place().clone() } else { facet.at(name) };
            let def = channel::definition(builder, channel, &at, json)?;
            if let super::Bound::Column(column) = &def.bound {
                fields.push(column.clone());
            }
            defs[i] = Some(def);
        }
    }
    let keyed: Vec<ChannelDef> = defs.iter().flatten().cloned().collect();
    let flow = facet_flow(builder, &spec.at, given, &keyed)?;
    let mut columns = around.facet.clone();
    columns.extend(fields);
    let inner = Around {
        flow: Some(flow),
        facet: columns,
        inside: true,
        encoding: None,
        size: [None, None],
        ..around.clone()
    };
    let mut built = node(builder, child, &inner)?;
    let mut open = Vec::new();
    let mut closed = std::mem::take(&mut built.node.scales);
    for (channel, id) in std::mem::take(&mut built.open) {
        share(builder, spec, &mut open, &mut closed, channel, id, true);
    }
    built.node.scales = closed;
    let mut legends = Vec::new();
    lift_legends(builder, spec, &mut built.node, &mut legends, |_| true);
    let axes = axis::lift(&mut built.node, |axis_channel| {
        is_shared(spec, "axis", axis_channel, true) && is_shared(spec, "scale", axis_channel, true)
    });
    let [row, column, wrap] = defs;
    let wrapped = wrap.is_some();
    let columns_given =
        facet.get("facet").and_then(|facet| facet.get("columns")).and_then(Json::number);
    let mut grid = grid(builder, spec, "facet", 0);
    if let (Some(columns), true) = (columns_given, wrapped) {
        grid.columns = columns.max(0.0) as usize;
    }
    let facet = Facet {
        row: row.map(|def| facet_field(builder, def, "headerRow")),
        column: column.map(|def| facet_field(builder, def, "headerColumn")),
        wrap: wrap.map(|def| facet_field(builder, def, "headerFacet")),
        flow,
    };
    for field in [&facet.row, &facet.column, &facet.wrap].into_iter().flatten() {
        let number = |name: &str| field.def.def.get(name).and_then(Json::number);
        if let Some(spacing) = number("spacing") {
            if facet.column.as_ref().is_some_and(|column| column.at == field.at) {
                grid.spacing.1 = spacing;
            } else {
                grid.spacing.0 = spacing;
            }
            if wrapped {
                grid.spacing = (spacing, spacing);
            }
        }
    }
    let node = Node {
        at: spec.at.clone(),
        kind: NodeKind::Facet(facet, Box::new(built.node)),
        scales: Vec::new(),
        axes,
        legends,
        title: title::of(builder, spec, true),
        grid,
    };
    Ok(Built { node, open })
}

/// The table with the facet's own time units and bins.
fn facet_flow(
    builder: &mut Builder<'_>,
    at: &Place,
    given: Option<FlowId>,
    defs: &[ChannelDef],
) -> Result<FlowId> {
    let plain: Vec<ChannelDef> =
        defs.iter().cloned().map(|def| ChannelDef { aggregate: "".into(), ..def }).collect();
    let implied =
        flow::Encoding { mark: MarkKind::Point, channels: &plain, stack: None, facet: &[] };
    Ok(flow::of_unit(builder, at, given, &implied, None)?.raw)
}

fn facet_field(builder: &Builder<'_>, def: ChannelDef, part: &str) -> FacetField {
    let mut header = def.def.bag("header");
    for style in builder.config.styles(header.get("style")) {
        header.fill(&style);
    }
    header.fill(&builder.config.part(part));
    header.fill(&builder.config.part("header"));
    let title = match (header.get("title"), def.def.is_off("header")) {
        (_, true) | (Some(Json::Null), _) => "".into(),
        (Some(title), _) => channel::title_lines(title).join("\n").into(),
        (None, _) => def.title.clone(),
    };
    let column = match &def.bound {
        super::Bound::Column(column) => column.clone(),
        _ => "".into(),
    };
    let sort = match def.kind {
        Some(FieldKind::Quantitative) if def.def.get("sort").is_none() => super::Sort::Ascending,
        _ => scale::sort(&def, &[], None),
    };
    FacetField { at: def.at.clone(), column, sort, header, title, def }
}
