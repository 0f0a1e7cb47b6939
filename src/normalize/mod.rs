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
pub fn rewrite(notes: &mut Notes, mut spec: Spec) -> Result<Spec> {
    let config = spec.props.get("config").cloned().unwrap_or_default();
    within(notes, &mut spec, &config)?;
    Ok(spec)
}

fn within(notes: &mut Notes, spec: &mut Spec, config: &Json) -> Result<()> {
    repeat::rewrite(notes, spec)?;
    facet::rewrite(spec);
    layer::rewrite(spec);
    composites(notes, spec, config)?;
    overlay::rewrite(spec, config);
    for child in spec.children_mut() {
        within(notes, child, config)?;
    }
    Ok(())
}

/// A unit with a composite mark becomes layers; others stay.
fn composites(notes: &mut Notes, spec: &mut Spec, config: &Json) -> Result<()> {
    let SpecKind::Unit { mark, encoding } = &spec.kind else { return Ok(()) };
    let Some(name) = mark.word("type") else { return Ok(()) };
    let usual = match &**name {
        "boxplot" => {
            r#"{"size": 14, "extent": 1.5, "box": {}, "median": {"color": "white"}, "outliers": {}, "rule": {}}"#
        }
        "errorbar" => r#"{"center": "mean", "rule": true, "ticks": false}"#,
        "errorband" => r#"{"band": {"opacity": 0.3}, "borders": false}"#,
        _ => return Ok(()),
    };
    let at = &spec.at;
    let mut parts = Bag::members(&at.child("config").child(name), config.get(name));
    parts.fill_in(Some(&Json::parse(usual)?));
    let json = if &**name == "boxplot" {
        let color = config.get("mark").and_then(|mark| mark.get("color")).cloned();
        let color = color.unwrap_or_else(|| Json::Text("#4c78a8".into()));
        boxplot::write(at, mark, encoding, parts, &color)?
    } else {
        errorbar::write(at, mark, encoding, parts, &**name == "errorband")?
    };
    let mut written = parse(notes, at, &json)?;
    // The author's own transforms come first.
    let mut steps = Vec::new();
    for props in [&mut spec.props, &mut written.props] {
        if let Some(Json::List(list)) = props.take("transform") {
            steps.extend(list);
        }
    }
    if !steps.is_empty() {
        spec.props.set("transform", Json::List(steps));
    }
    spec.kind = written.kind;
    Ok(())
}
