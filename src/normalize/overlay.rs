//! Lines and areas with points or lines over them → layers.
//!
//! Source: Vega-Lite, "Line" and "Area": `point` and `line` of a mark.

use crate::base::json::Json;
use crate::spec::{Bag, Spec, SpecKind};

/// A unit whose mark asks for an overlay becomes layers; others stay.
pub fn rewrite(spec: &mut Spec, config: &Json) {
    let SpecKind::Unit { mark, encoding } = &mut spec.kind else { return };
    let name = mark.word("type").cloned().unwrap_or_default();
    if !["area", "line", "trail", "rule"].contains(&&*name) {
        return;
    }
    let lined = &*name == "area";
    let mut of = |part: &str| {
        mark.take(part).or_else(|| config.get(&name).and_then(|own| own.get(part)).cloned())
    };
    let (point, line) = (of("point"), of("line"));
    // Its layers have no overlays of their own.
    mark.set("point", Json::Bool(false));
    mark.set("line", Json::Bool(false));
    let mut point = overlay(mark, r#"{"type": "point", "opacity": 1, "filled": true}"#, point);
    let line = if lined { overlay(mark, r#"{"type": "line"}"#, line) } else { None };
    if point.is_none() && encoding.get("shape").is_some() && &*name == "line" {
        let on = Some(Json::Bool(true));
        point = overlay(mark, r#"{"type": "point", "opacity": 1, "filled": true}"#, on);
    }
    if point.is_none() && line.is_none() {
        return;
    }
    let over = if lined { stacked(encoding) } else { encoding.clone() };
    let mut below = encoding.clone();
    if point.is_some() {
        below.take("shape");
    }
    if lined && mark.get("opacity").is_none() && mark.get("fillOpacity").is_none() {
        mark.set("opacity", Json::Number(0.7));
    }
    let at = &spec.at;
    let mut layers = Vec::new();
    let mut layer = |mark: Bag, encoding: Bag| {
        let kind = SpecKind::Unit { mark, encoding };
        layers.push(Spec { at: at.clone(), props: Bag::empty(at), kind });
    };
    layer(mark.clone(), below);
    if let Some(line) = line {
        let mut over = over.clone();
        over.take("shape");
        layer(line, over);
    }
    if let Some(point) = point {
        layer(point, over);
    }
    place_params(&mut spec.props, layers.first_mut());
    let encoding = Bag::empty(encoding.place());
    spec.kind = SpecKind::Layer { layers, encoding };
}

/// The mark of an overlay: its usual properties, those of the mark below that it shares, then its
/// own settings; none when it is off.
fn overlay(below: &Bag, usual: &str, settings: Option<Json>) -> Option<Bag> {
    let settings = match settings? {
        Json::Text(word) if &*word == "transparent" => {
            Json::Object(vec![("opacity".into(), Json::Number(0.0))])
        }
        Json::Null
        | Json::Bool(false)
        | Json::Number(_)
        | Json::Text(_)
        | Json::List(_)
        | Json::Rows(_) => return None,
        settings @ (Json::Bool(true) | Json::Object(_)) => settings,
    };
    let mut mark = Bag::members(below.place(), Json::parse(usual).ok().as_ref());
    let shared = ["clip", "tooltip", "interpolate", "tension"];
    let line = mark.get("filled").is_none();
    for name in shared.into_iter().take(if line { 4 } else { 2 }) {
        mark.set_maybe(name, below.get(name));
    }
    mark.lay(Some(&settings));
    mark.set("point", Json::Bool(false));
    Some(mark)
}

/// Selections stand with the first layer, other parameters stay.
fn place_params(props: &mut Bag, first: Option<&mut Spec>) {
    let (Some(params), Some(first)) = (props.take("params"), first) else { return };
    let (mut selections, mut values) = (Vec::new(), Vec::new());
    for param in params.list().unwrap_or_default() {
        let of = if param.get("select").is_some() { &mut selections } else { &mut values };
        of.push(param.clone());
    }
    if !selections.is_empty() {
        first.props.set("params", Json::List(selections));
    }
    if !values.is_empty() {
        props.set("params", Json::List(values));
    }
}

/// The encoding of an overlay of an area: what is stacked below is stacked above.
fn stacked(encoding: &Bag) -> Bag {
    let mut over = encoding.clone();
    let parts = ["color", "fill", "stroke", "detail", "opacity", "size", "shape", "order"];
    let parted = parts.into_iter().filter_map(|name| encoding.get(name));
    if !parted.into_iter().any(|def| def.get("field").is_some() || def.list().is_some()) {
        return over;
    }
    for &(channel, second) in &[("y", "y2"), ("x", "x2")] {
        let mut def = encoding.bag(channel);
        let measure = match def.word("type") {
            Some(kind) => &**kind == "quantitative",
            None => def.get("aggregate").is_some(),
        };
        if measure {
            if encoding.get(second).is_none() && def.get("stack").is_none() {
                def.set("stack", Json::Text("zero".into()));
                over.set(channel, def.into_json());
            }
            return over;
        }
    }
    over
}
