//! Facets: a copy of the child for each value.

use super::concat::{grid, lift_legends};
use super::{Around, Built, is_shared, node, share};
use crate::base::json::Json;
use crate::error::{Place, Result};
use crate::resolve::view::{
    ChannelDef, Facet, FacetField, FieldKind, FlowId, GridSpec, MarkKind, Node, NodeKind, Sort,
};
use crate::resolve::{Builder, axis, channel, flow, scale, title};
use crate::spec::{Bag, Channel, Spec};

/// A child for each value of a field or two.
///
/// # Errors
///
/// What is wrong in the fields or in the child.
pub fn decide(
    builder: &mut Builder<'_>,
    spec: &Spec,
    facet: &Bag,
    child: &Spec,
    around: &Around,
) -> Result<Built> {
    let given = flow::of_spec(builder, spec, around.flow, &around.facet)?;
    let defs = fields(builder, facet)?;
    let keyed: Vec<ChannelDef> = defs.iter().flatten().cloned().collect();
    let flow = facet_flow(builder, &spec.at, given, &keyed)?;
    let mut columns = around.facet.clone();
    columns.extend(keyed.iter().filter_map(|def| def.bound.column().cloned()));
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
        // Each cell has a whole circle of its own.
        share(builder, spec, &mut open, &mut closed, channel, id, channel != Channel::Theta);
    }
    built.node.scales = closed;
    let mut legends = Vec::new();
    lift_legends(builder, spec, &mut built.node, &mut legends, |_| true);
    let axes = axis::lift(&mut built.node, |axis_channel| {
        is_shared(spec, "axis", axis_channel, true) && is_shared(spec, "scale", axis_channel, true)
    });
    let [row, column, wrap] = defs;
    let columns = facet.get("facet").and_then(|facet| facet.get("columns")).and_then(Json::number);
    let mut grid = grid(builder, spec, "facet", 0);
    if let Some(columns) = columns.filter(|_| wrap.is_some()) {
        grid.columns = columns.max(0.0) as usize;
    }
    let facet = Facet {
        row: row.map(|def| facet_field(builder, def, "headerRow")),
        column: column.map(|def| facet_field(builder, def, "headerColumn")),
        wrap: wrap.map(|def| facet_field(builder, def, "headerFacet")),
        flow,
    };
    space(&mut grid, &facet);
    let node = Node {
        at: spec.at.clone(),
        kind: NodeKind::Facet(Box::new(facet), Box::new(built.node)),
        scales: Vec::new(),
        axes,
        legends,
        title: title::of(builder, spec, true),
        grid,
    };
    Ok(Built { node, open })
}

/// The definitions of row, column and facet.
fn fields(builder: &mut Builder<'_>, facet: &Bag) -> Result<[Option<ChannelDef>; 3]> {
    let mut defs: [Option<ChannelDef>; 3] = [None, None, None];
    for (i, (name, channel)) in
        [("row", Channel::Row), ("column", Channel::Column), ("facet", Channel::Facet)]
            .into_iter()
            .enumerate()
    {
        if let Some(json) = facet.get(name) {
            let at = if name == "facet" { facet.place().clone() } else { facet.at(name) };
            let def = channel::definition(builder, channel, &at, json)?;
            defs[i] = Some(def);
        }
    }
    Ok(defs)
}

/// The spacing that a field's own definition sets.
fn space(grid: &mut GridSpec, facet: &Facet) {
    for field in [&facet.row, &facet.column, &facet.wrap].into_iter().flatten() {
        let number = |name: &str| field.def.def.get(name).and_then(Json::number);
        if let Some(spacing) = number("spacing") {
            if facet.column.as_ref().is_some_and(|column| column.at == field.at) {
                grid.spacing.1 = spacing;
            } else {
                grid.spacing.0 = spacing;
            }
            if facet.wrap.is_some() {
                grid.spacing = (spacing, spacing);
            }
        }
    }
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
    let column = def.bound.column().cloned().unwrap_or_else(|| "".into());
    let sort = match def.kind {
        Some(FieldKind::Quantitative) if def.def.get("sort").is_none() => Sort::Ascending,
        _ => scale::sort(&def, &[], None),
    };
    FacetField { at: def.at.clone(), column, sort, header, title, def }
}
