//! Facets: a copy of the child for each value.

use super::concat::{grid, lift_legends};
use super::{Around, Built, is_shared, node, share};
use crate::base::json::Json;
use crate::resolve::view::{
    ChannelDef, Facet, FacetField, FieldKind, GridSpec, MarkKind, Node, NodeKind, Sort,
};
use crate::resolve::{Builder, axis, channel, flow, scale, title};
use crate::spec::{Bag, Channel, Spec};
use std::rc::Rc;

/// A child for each value of a field or two.
pub fn decide(
    builder: &mut Builder<'_>,
    spec: &Spec,
    facet: &Bag,
    child: &Spec,
    around: &Around<'_>,
) -> Built {
    let given = flow::of_spec(builder, spec, around.flow, around.facet);
    let defs = fields(builder, facet);
    let mut keyed: Vec<ChannelDef> = Vec::new();
    let mut columns = around.facet.to_vec();
    for def in defs.iter().flatten() {
        columns.extend(def.bound.column().cloned());
        keyed.push(ChannelDef { aggregate: Rc::default(), ..def.clone() });
    }
    // The table with the facet's own time units and bins.
    let implied =
        flow::Encoding { mark: MarkKind::Point, channels: &keyed, stack: None, facet: &[] };
    let flow = flow::of_unit(builder, &spec.at, given, &implied, None, Vec::new()).raw;
    let inner =
        Around { flow: Some(flow), facet: &columns, inside: true, size: [None; 2], ..*around };
    let mut built = node(builder, child, &inner);
    let mut open = Vec::new();
    let mut closed = std::mem::take(&mut built.node.scales);
    for (channel, id) in std::mem::take(&mut built.open) {
        // Each cell has a whole circle of its own.
        share(builder, spec, &mut open, &mut closed, channel, id, channel != Channel::Theta);
    }
    built.node.scales = closed;
    let mut legends = Vec::new();
    lift_legends(builder, spec, &mut built.node, &mut legends, &|_| true);
    let axes = axis::lift(&mut built.node, &|axis_channel| {
        is_shared(spec, "axis", axis_channel, true) && is_shared(spec, "scale", axis_channel, true)
    });
    let [row, column, wrap] = defs;
    let columns = facet.get("facet").and_then(|facet| facet.get("columns")).and_then(Json::number);
    let mut grid = grid(builder, spec, "facet", 0);
    if let Some(columns) = columns.filter(|_| wrap.is_some()) {
        grid.columns = columns.max(0.0) as usize;
    }
    let mut facet = Facet {
        row: row.map(|def| facet_field(builder, def, "headerRow", flow)),
        column: column.map(|def| facet_field(builder, def, "headerColumn", flow)),
        wrap: wrap.map(|def| facet_field(builder, def, "headerFacet", flow)),
        flow,
    };
    space(&mut grid, &facet);
    if let NodeKind::Facet(inner, _) = &mut built.node.kind {
        for (own, inner) in [
            (&mut facet.row, &mut inner.row),
            (&mut facet.column, &mut inner.column),
            (&mut facet.wrap, &mut inner.wrap),
        ] {
            let (Some(own), Some(inner)) = (own, inner) else { continue };
            if !inner.title.is_empty() {
                own.title = format!("{} / {}", own.title, std::mem::take(&mut inner.title)).into();
            }
        }
    }
    let node = Node {
        at: spec.at.clone(),
        kind: NodeKind::Facet(Box::new(facet), Box::new(built.node)),
        scales: Vec::new(),
        axes,
        legends,
        title: title::of(builder, spec, true),
        grid,
    };
    Built { node, open }
}

/// The definitions of row, column and facet.
fn fields(builder: &mut Builder<'_>, facet: &Bag) -> [Option<ChannelDef>; 3] {
    [Channel::Row, Channel::Column, Channel::Facet].map(|channel| {
        let name = channel.name();
        let json = facet.get(name)?;
        let at = if name == "facet" { facet.place().clone() } else { facet.at(name) };
        Some(channel::definition(builder, channel, &at, json))
    })
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

fn facet_field(builder: &Builder<'_>, def: ChannelDef, part: &str, flow: usize) -> FacetField {
    let mut header = def.def.bag("header");
    builder.config.fill(&mut header, &[part, "header"]);
    let title = match (header.get("title"), def.def.is_off("header")) {
        (_, true) => Rc::default(),
        (Some(title), _) => channel::title_text(builder, title),
        (None, _) => def.title.clone(),
    };
    let column = def.bound.column().cloned().unwrap_or_default();
    let sort = match def.kind {
        Some(FieldKind::Quantitative) if def.def.get("sort").is_none() => Sort::Ascending,
        _ => scale::sort(&def, &[], None),
    };
    FacetField { at: def.at.clone(), flow, column, sort, header, title, def }
}
