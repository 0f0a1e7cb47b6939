//! The targets of a chart: what a keyboard goes through, and what a tap means.

use super::tip;
use crate::base::font::Measure;
use crate::base::words::Words;
use crate::data::Table;
use crate::resolve::{Bound, Unit, View};
use crate::scene::hit::{Hit, reading};
use crate::scene::{Role, Scene};

/// Whether any unit of a chart states figures. Then its other marks, such as labels and grounds,
/// are made ground in the scene, so that they are no targets.
pub fn settle(scene: &mut Scene, view: &View) -> bool {
    let states = |unit: &Unit| unit.channels.iter().any(|def| def.channel.name() == "figure");
    if !view.units.iter().any(states) {
        return false;
    }
    let mut panels = vec![&mut scene.root];
    while let Some(panel) = panels.pop() {
        for mark in &mut panel.marks {
            if mark.role == Role::Data && !view.units.get(mark.unit).is_some_and(states) {
                mark.role = Role::Ground;
            }
        }
        panels.extend(&mut panel.panels);
    }
    true
}

/// The targets in the order they are read. Marks of one figure are one target,
/// as the identical units of a unit chart are; else marks of one panel at the
/// same place are, as a bar and its label. The first of them stands for all.
/// Where there are figures, a mark without one is no target.
#[must_use]
pub fn targets(measure: &dyn Measure, scene: &Scene, view: &View, tables: &[Table]) -> Vec<Hit> {
    let mut known = Words::default();
    let mut all = reading(measure, scene);
    let states = |hit: &Hit| !tip::figure(view, tables, hit.unit, hit.row).is_empty();
    if all.iter().any(states) {
        all.retain(states);
    }
    all.retain(|hit| {
        let count = known.len();
        known.number(&key(view, tables, hit)) as usize == count
    });
    all
}

/// Which of the targets an item belongs to.
#[must_use]
pub fn target_of(targets: &[Hit], view: &View, tables: &[Table], hit: &Hit) -> Option<usize> {
    let own = key(view, tables, hit);
    targets.iter().position(|it| key(view, tables, it) == own)
}

/// What tells a target from others: its figure, else its panel and the values that place it.
fn key(view: &View, tables: &[Table], hit: &Hit) -> String {
    let figure = tip::figure(view, tables, hit.unit, hit.row);
    if !figure.is_empty() {
        return figure.to_string();
    }
    let mut out = format!("{:?}", hit.panel);
    let Some(unit) = view.units.get(hit.unit) else { return out };
    let table = tables.get(unit.flow);
    if table.is_some_and(|table| hit.row as usize >= table.rows()) {
        // A row whose columns are elsewhere.
        out.push_str(&format!("\n{}", hit.row));
        return out;
    }
    for def in &unit.channels {
        let channel = def.channel.name();
        let places = matches!(channel, "x" | "y" | "theta" | "radius" | "xOffset" | "yOffset");
        if let (true, Bound::Column(name)) = (places, &def.bound)
            && let Some(column) = table.and_then(|table| table.path(name))
        {
            let value = column.value(hit.row as usize);
            out.push_str(&format!("\n{channel} {name} {}", value.to_text()));
        }
    }
    out
}
