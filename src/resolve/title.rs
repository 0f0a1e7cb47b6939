//! The title of a view.

use super::Builder;
use super::channel::title_lines;
use super::view::TitleSpec;
use crate::base::json::Json;
use crate::spec::Spec;

/// The title of a spec, its look decided; a container's stands at the start.
#[must_use]
pub fn of(builder: &Builder<'_>, spec: &Spec, container: bool) -> Option<TitleSpec> {
    let json = spec.props.get("title")?;
    let mut own = spec.props.bag("title");
    if json.members().is_none() {
        own.set("text", json.clone());
    }
    let lines = title_lines(builder, own.get("text")?);
    if lines.iter().all(|line| line.is_empty()) {
        return None;
    }
    let subtitle = own.get("subtitle").map(|json| title_lines(builder, json)).unwrap_or_default();
    let styled = own.get("style").is_some();
    let mut look = own;
    for style in builder.config.styles(look.get("style")) {
        look.fill_style("", Some(style));
    }
    if container
        && builder.config.inner("title", "anchor") == Some(&Json::Text("middle".into()))
        && look.get("anchor").is_none()
    {
        look.set("anchor", Json::Text("start".into()));
    }
    look.fill_in(builder.config.get("title"));
    for (style, prefix) in [("group-title", ""), ("group-subtitle", "subtitle")] {
        if styled && prefix.is_empty() {
            continue;
        }
        look.fill_style(prefix, builder.config.style(style));
    }
    Some(TitleSpec { lines, subtitle, look })
}
