//! Lines and areas with points or lines over them → layers.
//!
//! Source: Vega-Lite, "Line" and "Area": `point` and `line` of a mark.

use crate::base::json::Json;
use crate::error::{Notes, Result};
use crate::spec::{Bag, Spec, SpecKind};
use std::rc::Rc;

/// A unit whose mark asks for an overlay becomes layers; others stay.
///
/// # Errors
///
/// None yet; a composite mark may have some.
pub fn rewrite(_notes: &mut Notes, spec: Spec) -> Result<Spec> {
    let Spec { at, mut props, kind } = spec;
    let (mut mark, encoding) = match kind {
        SpecKind::Unit { mark, encoding } => (mark, encoding),
        kind @ (SpecKind::Layer { .. }
        | SpecKind::Facet { .. }
        | SpecKind::Concat { .. }
        | SpecKind::Repeat { .. }) => {
            return Ok(Spec { at, props, kind });
        }
    };
    let name = mark.word("type").cloned().unwrap_or_else(|| "".into());
    let lined = &*name == "area";
    if !lined && !matches!(&*name, "line" | "trail" | "rule") {
        return Ok(Spec { at, props, kind: SpecKind::Unit { mark, encoding } });
    }
    let point = mark.take("point");
    let line = mark.take("line");
    let mut point = overlay(point.as_ref());
    let line = if lined { overlay(line.as_ref()) } else { None };
    if matches!(mark.get("\u{1}point"), Some(Json::Text(_))) {
        point = None;
    }
    if point.is_none() && encoding.get("shape").is_some() && &*name == "line" {
        point = Some(Vec::new());
    }
    if point.is_none() && line.is_none() {
        return Ok(Spec { at, props, kind: SpecKind::Unit { mark, encoding } });
    }
    let inner = |mark: Bag, encoding: Bag| Spec {
        at: at.clone(),
        props: Bag::empty(&at),
        kind: SpecKind::Unit { mark, encoding },
    };
    let mut base = mark.clone();
    if lined && base.get("opacity").is_none() && base.get("fillOpacity").is_none() {
        base.set("opacity", Json::Number(0.7));
    }
    let mut base_encoding = encoding.clone();
    if point.is_some() {
        base_encoding.take("shape");
    }
    let mut layers = vec![inner(base, base_encoding)];
    let over = stacked_overlay(&mark, &encoding);
    if let Some(settings) = line {
        let mut encoding = over.clone();
        encoding.take("shape");
        let names = ["clip", "interpolate", "tension", "tooltip"];
        let usual = vec![("type".into(), Json::Text("line".into()))];
        layers.push(inner(over_mark(&mark, usual, &names, settings), encoding));
    }
    if let Some(settings) = point {
        let usual = vec![
            ("type".into(), Json::Text("point".into())),
            ("opacity".into(), Json::Number(1.0)),
            ("filled".into(), Json::Bool(true)),
        ];
        layers.push(inner(over_mark(&mark, usual, &["clip", "tooltip"], settings), over));
    }
    place_params(&mut props, layers.first_mut());
    let encoding = Bag::empty(encoding.place());
    Ok(Spec { at, props, kind: SpecKind::Layer { layers, encoding } })
}

/// The mark of an overlay: its usual properties, those of the mark below that
/// it shares, then its own settings.
fn over_mark(
    below: &Bag,
    usual: Vec<(Rc<str>, Json)>,
    shared: &[&str],
    settings: Vec<(Rc<str>, Json)>,
) -> Bag {
    let mut mark = Bag::of(below.place(), usual);
    for name in shared {
        if let Some(json) = below.get(name) {
            mark.set(name, json.clone());
        }
    }
    for (name, value) in settings {
        mark.set(&name, value);
    }
    mark
}

/// Selections stand with the first layer, other parameters stay.
fn place_params(props: &mut Bag, first: Option<&mut Spec>) {
    let (Some(params), Some(first)) = (props.take("params"), first) else { return };
    let (selections, values): (Vec<Json>, Vec<Json>) = params
        .list()
        .unwrap_or_default()
        .iter()
        .cloned()
        .partition(|param| param.get("select").is_some());
    if !selections.is_empty() {
        first.props.set("params", Json::List(selections));
    }
    if !values.is_empty() {
        props.set("params", Json::List(values));
    }
}

/// The settings of an overlay: none when it is off, nothing of its own when it is just on.
fn overlay(json: Option<&Json>) -> Option<Vec<(Rc<str>, Json)>> {
    match json? {
        Json::Bool(true) => Some(Vec::new()),
        Json::Text(word) if &**word == "transparent" => {
            Some(vec![("opacity".into(), Json::Number(0.0))])
        }
        Json::Object(members) => Some(members.clone()),
        Json::Null | Json::Bool(false) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
    }
}

/// The encoding of an overlay: what is stacked below is stacked above.
fn stacked_overlay(mark: &Bag, encoding: &Bag) -> Bag {
    let mut over = encoding.clone();
    if mark.word("type").is_none_or(|name| &**name != "area") {
        return over;
    }
    let measure = |name: &str| {
        let def = encoding.get(name)?;
        let kind = def.get("type").and_then(Json::text);
        let counted = def.get("aggregate").is_some();
        (kind.is_some_and(|kind| &**kind == "quantitative") || (kind.is_none() && counted))
            .then_some(())
    };
    let parted = ["color", "fill", "stroke", "detail", "opacity", "size", "shape", "order"]
        .iter()
        .any(|name| {
            encoding.get(name).is_some_and(|def| def.get("field").is_some() || def.list().is_some())
        });
    let channel = match (measure("x"), measure("y")) {
        (_, Some(())) => "y",
        (Some(()), None) => "x",
        (None, None) => return over,
    };
    let ranged = encoding.get(if channel == "y" { "y2" } else { "x2" }).is_some();
    if let (Some(Json::Object(members)), true, false) =
        (encoding.get(channel).cloned(), parted, ranged)
        && !members.iter().any(|(key, _)| &**key == "stack")
    {
        let mut members = members;
        members.push(("stack".into(), Json::Text("zero".into())));
        over.set(channel, Json::Object(members));
    }
    over
}
