//! Repeats → concatenations or layers, with the repeated fields filled in.
//!
//! Source: Vega-Lite, "Repeat".

use crate::base::json::Json;
use crate::error::{Notes, Place, Result};
use crate::spec::template::Gaps;
use crate::spec::{Bag, ConcatFlow, Spec, SpecKind, parse};

/// The repeated field of each lane.
type Fields = Vec<(&'static str, Json)>;

/// A repeat becomes a concatenation (rows and columns) or layers; others stay.
///
/// # Errors
///
/// What is wrong in the repeated view.
pub fn rewrite(notes: &mut Notes, spec: &mut Spec) -> Result<()> {
    let SpecKind::Repeat { repeat, child } = &mut spec.kind else { return Ok(()) };
    if let Some(layers) = repeat.take("layer") {
        // A repeat of rows or columns around one of layers is written out first.
        if !repeat.entries().is_empty() {
            let mut gaps = Gaps::default();
            gaps.json("layers", layers).json("child", std::mem::take(child));
            *child = gaps.fill(r#"{"repeat": {"layer": "$layers"}, "spec": "$child"}"#);
            return rewrite(notes, spec);
        }
        let mut cells = Vec::new();
        for field in layers.list().unwrap_or_default() {
            cells.push(vec![("layer", field.clone())]);
        }
        let layers = children(notes, &spec.at, child, &cells, false)?;
        spec.kind = SpecKind::Layer { layers, encoding: Bag::empty(&spec.at) };
        return Ok(());
    }
    let mut cells: Vec<Fields> = vec![Vec::new()];
    for &lane in &["repeat", "row", "column"] {
        let Some(fields) = repeat.get(lane).and_then(Json::list) else { continue };
        let mut all = Vec::new();
        for cell in &cells {
            for field in fields {
                let mut cell = cell.clone();
                cell.push((lane, field.clone()));
                all.push(cell);
            }
        }
        cells = all;
    }
    if repeat.get("repeat").is_none() && spec.props.get("columns").is_none() {
        let columns = repeat.get("column").and_then(Json::list).map_or(1, <[Json]>::len);
        spec.props.set("columns", Json::Number(columns as f64));
    }
    let children = children(notes, &spec.at, child, &cells, true)?;
    if spec.props.get("align").is_none() {
        spec.props.set("align", Json::Text("all".into()));
    }
    spec.kind = SpecKind::Concat { flow: ConcatFlow::Wrapped, children };
    Ok(())
}

/// The repeated view, once for each of these fields; named, so that parameters can tell its copies apart.
fn children(
    notes: &mut Notes,
    at: &Place,
    child: &Json,
    cells: &[Fields],
    name: bool,
) -> Result<Vec<Spec>> {
    let at = at.child("spec");
    let mut children = Vec::new();
    for fields in cells {
        let mut spec = parse(notes, &at, &filled(child, fields))?;
        if name {
            named(&mut spec, fields);
        }
        children.push(spec);
    }
    Ok(children)
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
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Rows(_) => {
            json.clone()
        }
    }
}

/// A name for the repeated view: its own, and its fields.
fn named(child: &mut Spec, fields: &Fields) {
    let own = child.props.word("name").map_or("child", |name| name);
    let mut name = format!("{own}__");
    for (i, field) in fields.iter().filter_map(|(_, field)| field.text()).enumerate() {
        if i > 0 {
            name.push('_');
        }
        name.push_str(field);
    }
    child.props.set("name", Json::Text(name.into()));
}
