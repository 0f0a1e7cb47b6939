//! Facet channels (`row`, `column`, `facet`) → a facet of the same view without them.
//!
//! Source: Vega-Lite, "Facet".

use crate::spec::{Bag, Spec, SpecKind};

/// The properties that stay with the view inside; all others go to the facet.
const INSIDE: [&str; 6] = ["width", "height", "view", "projection", "params", "autosize"];

/// A unit or layered view with facet channels becomes a facet; others stay.
pub fn rewrite(spec: &mut Spec) {
    let Some(encoding) = spec.encoding_mut() else { return };
    let mut facet = Bag::empty(encoding.place());
    for &name in &["row", "column", "facet"] {
        if let Some(json) = encoding.take(name).filter(|json| !json.is_null()) {
            facet.set(name, json);
        }
    }
    if facet.entries().is_empty() {
        return;
    }
    let mut inside = Bag::empty(&spec.at);
    for &name in &INSIDE {
        if let Some(json) = spec.props.take(name) {
            inside.set(name, json);
        }
    }
    if facet.get("row").is_some() || facet.get("column").is_some() {
        facet.take("facet");
        spec.props.take("columns");
    }
    lift_layout(&mut spec.props, &facet);
    let kind = std::mem::take(&mut spec.kind);
    let child = Box::new(Spec { at: spec.at.clone(), props: inside, kind });
    spec.kind = SpecKind::Facet { facet, child };
}

/// `align`, `center`, `spacing` and `columns` of a facet channel go to the facet's own, by row and column.
fn lift_layout(props: &mut Bag, facet: &Bag) {
    let mut own = facet.bag("facet");
    for &name in &["align", "center", "spacing"] {
        let mut lanes = Bag::default();
        for &lane in &["row", "column"] {
            lanes.set_maybe(lane, facet.get(lane).and_then(|def| def.get(name)));
        }
        if own.get(name).is_none() && !lanes.entries().is_empty() {
            own.set(name, lanes.into_json());
        }
    }
    for &name in &["align", "center", "spacing", "columns"] {
        if props.get(name).is_none() {
            props.set_maybe(name, own.get(name));
        }
    }
}
