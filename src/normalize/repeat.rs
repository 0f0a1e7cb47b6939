//! Repeats → concatenations or layers, with the repeated fields filled in.
//!
//! Source: Vega-Lite, "Repeat".

use crate::base::json::Json;
use crate::error::{Notes, Place, Result};
use crate::spec::{Bag, ConcatFlow, Spec, SpecKind, parse};
use std::rc::Rc;

/// The repeated field of each lane.
type Fields = Vec<(&'static str, Json)>;

/// A repeat becomes a concatenation (rows and columns) or layers; others stay.
///
/// # Errors
///
/// What is wrong in the repeated view.
pub fn rewrite(notes: &mut Notes, spec: Spec) -> Result<Spec> {
    let Spec { at, props, kind } = spec;
    let (repeat, child) = match kind {
        SpecKind::Repeat { repeat, child } => (repeat, child),
        kind @ (SpecKind::Unit { .. }
        | SpecKind::Layer { .. }
        | SpecKind::Facet { .. }
        | SpecKind::Concat { .. }) => {
            return Ok(Spec { at, props, kind });
        }
    };
    let list = |name: &str| repeat.get(name).and_then(Json::list).map(<[Json]>::to_vec);
    if let Some(layers) = list("layer") {
        return layered(notes, at, props, &repeat, &child, &layers);
    }
    let mut props = props;
    let mut cells: Vec<Fields> = Vec::new();
    let flow;
    if let Some(all) = list("repeat") {
        flow = ConcatFlow::Wrapped;
        cells.extend(all.into_iter().map(|field| vec![("repeat", field)]));
        // A repeat's columns may stand beside it.
    } else {
        let rows = list("row").map_or(vec![None], |list| list.into_iter().map(Some).collect());
        let columns =
            list("column").map_or(vec![None], |list| list.into_iter().map(Some).collect());
        flow = ConcatFlow::Wrapped;
        if props.get("columns").is_none() {
            props.set("columns", Json::Number(columns.len() as f64));
        }
        for row in &rows {
            for column in &columns {
                let mut fields = Vec::new();
                fields.extend(row.clone().map(|field| ("row", field)));
                fields.extend(column.clone().map(|field| ("column", field)));
                cells.push(fields);
            }
        }
    }
    let place = at.child("spec");
    let mut children = Vec::new();
    for fields in &cells {
        let mut child = parse(notes, &place, &filled(&child, fields))?;
        named(&mut child, fields);
        children.push(child);
    }
    if props.get("align").is_none() {
        props.set("align", Json::Text("all".into()));
    }
    Ok(Spec { at, props, kind: SpecKind::Concat { flow, children } })
}

/// A repeat of layers; a repeat of rows or columns around them is written out first.
fn layered(
    notes: &mut Notes,
    at: Place,
    props: Bag,
    repeat: &Bag,
    child: &Json,
    fields: &[Json],
) -> Result<Spec> {
    let mut outer = repeat.clone();
    outer.take("layer");
    if !outer.entries().is_empty() {
        let inner = Json::Object(vec![
            ("repeat".into(), Json::Object(vec![("layer".into(), Json::List(fields.to_vec()))])),
            ("spec".into(), child.clone()),
        ]);
        return rewrite(
            notes,
            Spec { at, props, kind: SpecKind::Repeat { repeat: outer, child: inner } },
        );
    }
    let place = at.child("spec");
    let mut layers = Vec::new();
    for field in fields {
        layers.push(parse(notes, &place, &filled(child, &vec![("layer", field.clone())]))?);
    }
    let encoding = Bag::empty(&at);
    Ok(Spec { at, props, kind: SpecKind::Layer { layers, encoding } })
}

/// The view with each `{"repeat": lane}` replaced by the lane's field.
fn filled(json: &Json, fields: &Fields) -> Json {
    match json {
        Json::Object(members) => {
            if let [(key, Json::Text(lane))] = members.as_slice()
                && &**key == "repeat"
                && let Some((_, field)) = fields.iter().find(|(known, _)| *known == &**lane)
            {
                return field.clone();
            }
            Json::Object(
                members.iter().map(|(key, value)| (key.clone(), filled(value, fields))).collect(),
            )
        }
        Json::List(list) => Json::List(list.iter().map(|value| filled(value, fields)).collect()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => json.clone(),
    }
}

/// A name for the repeated view, so that parameters can tell its copies apart.
fn named(child: &mut Spec, fields: &Fields) {
    let suffix: Vec<Rc<str>> =
        fields.iter().filter_map(|(_, field)| field.text().cloned()).collect();
    let name = child.props.word("name").cloned().unwrap_or_else(|| "child".into());
    child.props.set("name", Json::Text(format!("{name}__{}", suffix.join("_")).into()));
}
