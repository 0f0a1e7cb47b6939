//! The channels of a layered view → channels of each of its layers.
//!
//! Source: Vega-Lite, "Layer": a layer's own definition wins, member by member.

use crate::base::json::Json;
use crate::spec::{Bag, Spec, SpecKind};

/// Gives the channels of a layered view to its layers.
#[must_use]
pub fn rewrite(spec: Spec) -> Spec {
    let Spec { at, props, kind } = spec;
    let kind = match kind {
        SpecKind::Layer { mut layers, encoding } if !encoding.entries().is_empty() => {
            for layer in &mut layers {
                match &mut layer.kind {
                    SpecKind::Unit { encoding: own, .. }
                    | SpecKind::Layer { encoding: own, .. } => {
                        inherit(own, &encoding);
                    }
                    SpecKind::Facet { .. } | SpecKind::Concat { .. } | SpecKind::Repeat { .. } => {}
                }
            }
            SpecKind::Layer { layers, encoding: Bag::empty(encoding.place()) }
        }
        SpecKind::Unit { .. }
        | SpecKind::Layer { .. }
        | SpecKind::Facet { .. }
        | SpecKind::Concat { .. }
        | SpecKind::Repeat { .. } => kind,
    };
    Spec { at, props, kind }
}

/// Channels that an encoding does not have itself; definitions of both are put together.
fn inherit(encoding: &mut Bag, shared: &Bag) {
    for (name, json) in shared.entries() {
        match (encoding.get(name).cloned(), json) {
            (None, json) => encoding.set(name, json.clone()),
            (Some(Json::Object(own)), Json::Object(outer))
                if !own.iter().any(|(key, _)| &**key == "value") =>
            {
                let has_field =
                    own.iter().any(|(key, _)| matches!(&**key, "field" | "datum" | "aggregate"));
                let mut merged = own;
                for (key, value) in outer {
                    let other_datum = has_field && &**key == "datum";
                    if !merged.iter().any(|(known, _)| known == key) && !other_datum {
                        merged.push((key.clone(), value.clone()));
                    }
                }
                encoding.set(name, Json::Object(merged));
            }
            (Some(_), _) => {}
        }
    }
}
