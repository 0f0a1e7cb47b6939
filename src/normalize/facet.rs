//! Facet channels (`row`, `column`, `facet`) → a facet of the same view without them.
//!
//! Source: Vega-Lite, "Facet".

use crate::base::json::Json;
use crate::spec::{Bag, Spec, SpecKind};

/// The properties that stay with the view inside; all others go to the facet.
const INSIDE: [&str; 6] = ["width", "height", "view", "projection", "params", "autosize"];

/// A unit or layered view with facet channels becomes a facet; others stay.
#[must_use]
pub fn rewrite(spec: Spec) -> Spec {
    let Spec { at, mut props, kind } = spec;
    let (mut kind, mut encoding) = match kind {
        SpecKind::Unit { mark, encoding } => {
            (SpecKind::Unit { mark, encoding: Bag::default() }, encoding)
        }
        SpecKind::Layer { layers, encoding } => {
            (SpecKind::Layer { layers, encoding: Bag::default() }, encoding)
        }
        kind @ (SpecKind::Facet { .. } | SpecKind::Concat { .. } | SpecKind::Repeat { .. }) => {
            return Spec { at, props, kind };
        }
    };
    let mut facet = Bag::empty(encoding.place());
    for name in ["row", "column", "facet"] {
        if let Some(json) = encoding.take(name).filter(|json| !json.is_null()) {
            facet.set(name, json);
        }
    }
    match &mut kind {
        SpecKind::Unit { encoding: own, .. } | SpecKind::Layer { encoding: own, .. } => {
            *own = encoding
        }
        SpecKind::Facet { .. } | SpecKind::Concat { .. } | SpecKind::Repeat { .. } => {}
    }
    if facet.entries().is_empty() {
        return Spec { at, props, kind };
    }
    let mut inside = Bag::empty(&at);
    for name in INSIDE {
        if let Some(json) = props.take(name) {
            inside.set(name, json);
        }
    }
    if facet.get("row").is_some() || facet.get("column").is_some() {
        facet.take("facet");
        props.take("columns");
    }
    lift_layout(&mut props, &mut facet);
    let child = Box::new(Spec { at: at.clone(), props: inside, kind });
    Spec { at, props, kind: SpecKind::Facet { facet, child } }
}

/// `align`, `center` and `spacing` of a facet channel go to the facet's own, by row and column.
fn lift_layout(props: &mut Bag, facet: &mut Bag) {
    for name in ["align", "center", "spacing"] {
        let mut lanes: Vec<(std::rc::Rc<str>, Json)> = Vec::new();
        for lane in ["row", "column"] {
            if let Some(json) = facet.get(lane).and_then(|def| def.get(name)) {
                lanes.push((lane.into(), json.clone()));
            }
        }
        let whole = facet.get("facet").and_then(|def| def.get(name)).cloned();
        if props.get(name).is_some() {
            continue;
        }
        if let Some(json) = whole {
            props.set(name, json);
        } else if !lanes.is_empty() {
            props.set(name, Json::Object(lanes));
        }
    }
    if let Some(columns) = facet.get("facet").and_then(|def| def.get("columns")).cloned()
        && props.get("columns").is_none()
    {
        props.set("columns", columns);
    }
}
