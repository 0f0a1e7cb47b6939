//! Projections of layers.

use super::view::ProjectionSpec;
use crate::spec::Bag;

/// The projections of layers put together: one for all of them that have one, when no two of them disagree; else
/// each keeps its own. A layer that says nothing goes with the others.
///
/// Source: Vega-Lite, `src/compile/projection/parse.ts`.
#[must_use]
pub fn share(layers: Vec<Vec<ProjectionSpec>>) -> Vec<ProjectionSpec> {
    let mut shared: Option<&ProjectionSpec> = None;
    let mut agree = true;
    // Layers that have not agreed among themselves are out of it.
    for layer in &layers {
        let [own] = layer.as_slice() else { continue };
        match shared {
            Some(known) if equal(&known.bag, &own.bag) || own.bag.entries().is_empty() => {}
            Some(known) if !known.bag.entries().is_empty() => agree = false,
            Some(_) | None => shared = Some(own),
        }
    }
    let mut all = Vec::new();
    if let Some(shared) = shared.filter(|_| agree) {
        all.push(ProjectionSpec { units: Vec::new(), ..shared.clone() });
    }
    let agree = !all.is_empty();
    for layer in layers {
        let apart = !agree || layer.len() != 1;
        for own in layer {
            match all.first_mut() {
                Some(first) if !apart => first.units.extend(own.units),
                _ => all.push(own),
            }
        }
    }
    all
}

/// Whether both have the same properties, in whatever order.
fn equal(a: &Bag, b: &Bag) -> bool {
    a.entries().len() == b.entries().len()
        && a.entries().iter().all(|(name, json)| b.get(name) == Some(json))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::Json;
    use crate::error::Place;

    fn spec(text: &str, unit: usize) -> ProjectionSpec {
        let json = Json::parse(text).ok();
        let bag = Bag::members(&Place::root(), json.as_ref());
        ProjectionSpec { bag, fit: true, units: vec![unit] }
    }

    #[test]
    fn layers() {
        let check = |texts: &[&str], expected: &[(&str, &[usize])]| {
            let layers = texts.iter().enumerate().map(|(i, text)| vec![spec(text, i)]).collect();
            let found: Vec<(String, Vec<usize>)> = share(layers)
                .into_iter()
                .map(|spec| (Json::Object(spec.bag.entries().to_vec()).write(), spec.units))
                .collect();
            let expected: Vec<(String, Vec<usize>)> =
                expected.iter().map(|(text, units)| ((*text).to_owned(), units.to_vec())).collect();
            assert_eq!(found, expected, "{texts:?}");
        };
        let (a, b) = (r#"{"type":"albers"}"#, r#"{"type":"mercator"}"#);
        check(&[a, a], &[(a, &[0, 1])]);
        check(&["{}", a, "{}"], &[(a, &[0, 1, 2])]);
        check(&[a, b, a], &[(a, &[0]), (b, &[1]), (a, &[2])]);
        check(&[], &[]);
    }
}
