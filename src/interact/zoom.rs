//! Panning and zooming: which scales a gesture moves, and where to.
//!
//! Source: Vega-Lite, "Binding a parameter": an interval with `"bind": "scales"` moves the
//! scales of x and y, or those that its `encodings` list.

use crate::resolve::{Channel, Plot, ScaleId, View};
use crate::scale::Scale;

/// The position scales of a plot that an interval bound to scales moves, each once.
#[must_use]
pub fn bound(view: &View, plot: &Plot) -> Vec<ScaleId> {
    let mut out = Vec::new();
    for selection in &view.params.selections {
        if !selection.interval || selection.bind.text().is_none_or(|bind| &**bind != "scales") {
            continue;
        }
        let listed = selection.select.get("encodings").and_then(|list| list.list());
        let moves = |channel: Channel| {
            let is_listed = |list: &[_]| {
                list.iter().any(|name: &crate::base::json::Json| {
                    name.text().is_some_and(|name| **name == *channel.name())
                })
            };
            matches!(channel, Channel::X | Channel::Y) && listed.is_none_or(is_listed)
        };
        for unit in plot.units.iter().filter_map(|id| view.units.get(*id)) {
            if !unit.selections.contains(&selection.name) && !selection.views.contains(&unit.name) {
                continue;
            }
            for def in unit.channels.iter().filter(|def| moves(def.channel)) {
                out.extend(def.scale.filter(|id| !out.contains(id)));
            }
        }
    }
    out
}

/// The domain that a scale has after its picture was enlarged `factor` times around the pixel `at`
/// and moved by `by` pixels; `None` where the scale is not continuous or its domain would be no interval.
#[must_use]
pub fn domain(scale: &Scale, at: f64, factor: f64, by: f64) -> Option<[f64; 2]> {
    let Scale::Continuous(continuous) = scale else { return None };
    let (first, last) = scale.domain_extent()?;
    let end = |x: f64| continuous.invert(at + (continuous.number(x) - by - at) / factor);
    let ends = [end(first), end(last)];
    let [low, high] = ends;
    let (span, size) = ((high - low).abs(), low.abs().max(high.abs()));
    (low.is_finite() && high.is_finite() && span > size * 1e-12).then_some(ends)
}
