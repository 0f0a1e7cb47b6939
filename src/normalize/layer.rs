//! The channels of a layered view → channels of each of its layers.
//!
//! Source: Vega-Lite, "Layer": a layer's own definition wins, member by member.

use crate::base::json::Json;
use crate::spec::{Bag, Spec, SpecKind};

/// Gives the channels of a layered view to its layers.
pub fn rewrite(spec: &mut Spec) {
    let SpecKind::Layer { layers, encoding } = &mut spec.kind else { return };
    let shared = std::mem::replace(encoding, Bag::empty(encoding.place()));
    for layer in layers {
        if let Some(own) = layer.encoding_mut() {
            for (name, json) in shared.entries() {
                inherit(own, name, json);
            }
        }
    }
}

/// A channel that an encoding does not have itself; definitions of both are put together.
fn inherit(encoding: &mut Bag, name: &str, outer: &Json) {
    let mut own = encoding.bag(name);
    let outer = match encoding.get(name) {
        None => outer.clone(),
        Some(Json::Object(_)) if own.get("value").is_none() => {
            let mut outer = Bag::members(encoding.place(), Some(outer));
            if ["field", "datum", "aggregate"].iter().any(|name| own.get(name).is_some()) {
                outer.take("datum");
            }
            if own.get("datum").is_some() {
                outer.take("field");
                outer.take("aggregate");
            }
            own.fill(&outer);
            own.into_json()
        }
        Some(_) => return,
    };
    encoding.set(name, outer);
}
