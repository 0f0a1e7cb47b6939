//! Spec → Spec with fewer kinds: one rewrite = one file.

pub mod facet;
pub mod layer;
pub mod overlay;
pub mod repeat;
mod boxplot;
mod composite;
mod errorbar;

use crate::base::json::Json;
use crate::error::{Notes, Result};
use crate::spec::{Bag, Spec, SpecKind, parse};

/// Writes repeats, facet channels, overlays and composite marks out as plain
/// units, layers, facets and concatenations.
///
/// # Errors
///
/// What is wrong in a repeat or a composite mark.
pub fn rewrite(notes: &mut Notes, spec: Spec) -> Result<Spec> {
    let config = spec.props.get("config").cloned().unwrap_or_default();
    within(notes, spec, &config)
}

fn within(notes: &mut Notes, spec: Spec, config: &Json) -> Result<Spec> {
    let spec = repeat::rewrite(notes, spec)?;
    let spec = layer::rewrite(facet::rewrite(spec));
    let spec = composites(notes, spec, config)?;
    let spec = overlay::rewrite(notes, spec)?;
    let mut each = |specs: Vec<Spec>| -> Result<Vec<Spec>> {
        specs.into_iter().map(|spec| within(notes, spec, config)).collect()
    };
    let kind = match spec.kind {
        SpecKind::Unit { .. } | SpecKind::Repeat { .. } => spec.kind,
        SpecKind::Layer { layers, encoding } => SpecKind::Layer { layers: each(layers)?, encoding },
        SpecKind::Concat { flow, children } => SpecKind::Concat { flow, children: each(children)? },
        SpecKind::Facet { facet, child } => {
            SpecKind::Facet { facet, child: Box::new(within(notes, *child, config)?) }
        }
    };
    Ok(Spec { kind, ..spec })
}

/// A unit with a composite mark becomes layers; others stay.
fn composites(notes: &mut Notes, spec: Spec, config: &Json) -> Result<Spec> {
    let SpecKind::Unit { mark, encoding } = &spec.kind else { return Ok(spec) };
    let name = mark.word("type").cloned().unwrap_or_else(|| "".into());
    let usual = match &*name {
        "boxplot" => {
            r#"{"size": 14, "extent": 1.5, "box": {}, "median": {"color": "white"}, "outliers": {}, "rule": {}}"#
        }
        "errorbar" => r#"{"center": "mean", "rule": true, "ticks": false}"#,
        "errorband" => r#"{"band": {"opacity": 0.3}, "borders": false}"#,
        _ => return Ok(spec),
    };
    let at = spec.at.clone();
    let mut parts = Bag::members(&at.child("config").child(&name), config.get(&name));
    parts.fill(&Bag::read(&at, &Json::parse(usual)?)?);
    let color = config.get("mark").and_then(|mark| mark.get("color")).cloned();
    let color = color.unwrap_or_else(|| Json::Text("#4c78a8".into()));
    let json = match &*name {
        "boxplot" => boxplot::write(&at, mark.clone(), encoding, parts, &color)?,
        "errorbar" => errorbar::bar(&at, mark.clone(), encoding, parts)?,
        _ => errorbar::band(&at, mark.clone(), encoding, parts)?,
    };
    let mut written = parse(notes, &at, &json)?;
    // The author's own transforms come first.
    let mut props = spec.props;
    let mut steps = props
        .take("transform")
        .and_then(|list| list.list().map(<[Json]>::to_vec))
        .unwrap_or_default();
    steps.extend(
        written
            .props
            .take("transform")
            .and_then(|list| list.list().map(<[Json]>::to_vec))
            .unwrap_or_default(),
    );
    if !steps.is_empty() {
        props.set("transform", Json::List(steps));
    }
    Ok(Spec { at, props, kind: written.kind })
}
