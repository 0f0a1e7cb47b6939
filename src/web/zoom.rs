//! Gestures that move scales.

use super::handle::{Drawing, set_domain};
use crate::base::geometry::Point;
use crate::interact::zoom;
use crate::scene::{Axis, Panel};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl Drawing {
    /// Whether gestures move scales: an interval is bound to continuous ones.
    #[must_use]
    pub fn zoomable(&self) -> bool {
        self.chart.moved.iter().any(|plot| !plot.is_empty())
    }

    /// Enlarges the plot at `x`, `y` of the picture `factor` times around that point, then
    /// moves it by `dx`, `dy`; the next painting shows it. Whether a scale moved.
    pub fn zoom(&mut self, x: f64, y: f64, factor: f64, dx: f64, dy: f64) -> bool {
        let mut plots = Vec::new();
        if let Some(scene) = &self.scene {
            collect(&scene.root, Point::default(), &mut plots);
        }
        let holds = |(origin, panel): &(Point, &Panel)| {
            (0.0..=panel.size.width).contains(&(x - origin.x))
                && (0.0..=panel.size.height).contains(&(y - origin.y))
        };
        let place = plots.iter().position(holds).unwrap_or(0);
        let Some((origin, _)) = plots.get(place) else { return false };
        let mut found = false;
        self.chart.built.get_or_insert_default();
        for (id, drawn) in self.chart.moved.get(place).into_iter().flatten() {
            let Some(spec) = self.chart.view.scales.get_mut(*id) else { continue };
            let (at, by) = if spec.channel == crate::resolve::Channel::X {
                (x - origin.x, dx)
            } else {
                (y - origin.y, dy)
            };
            let Some(ends) = zoom::domain(drawn, at, factor, by) else { continue };
            if self.before.iter().all(|(known, _)| known != id) {
                self.before.push((*id, spec.clone()));
            }
            set_domain(spec, ends);
            found = true;
        }
        self.forget();
        found
    }

    /// Puts the scales back that gestures moved; whether there were any.
    pub fn unzoom(&mut self) -> bool {
        let found = !self.before.is_empty();
        for (id, before) in std::mem::take(&mut self.before) {
            if let Some(spec) = self.chart.view.scales.get_mut(id) {
                *spec = before;
            }
        }
        self.forget();
        found
    }

    /// What is seen now: the first and last label of each axis, a line an axis.
    #[must_use]
    pub fn seen(&self) -> String {
        let mut plots = Vec::new();
        if let Some(scene) = &self.scene {
            collect(&scene.root, Point::default(), &mut plots);
        }
        let axes = plots.iter().flat_map(|(_, panel)| &panel.axes);
        axes.filter_map(ends).collect::<Vec<_>>().join("\n")
    }
}

/// The plots in a panel and where they stand in the picture, in the order of their frames.
fn collect<'a>(panel: &'a Panel, corner: Point, into: &mut Vec<(Point, &'a Panel)>) {
    let origin = Point::new(corner.x + panel.origin.x, corner.y + panel.origin.y);
    if panel.is_plot {
        into.push((origin, panel));
    }
    for child in &panel.panels {
        collect(child, origin, into);
    }
}

/// An axis in words: its title, its first and last label.
fn ends(axis: &Axis) -> Option<String> {
    let title = axis.title.as_ref().map_or_else(String::new, |title| title.lines.join(" "));
    let mut shown = axis.labels.iter().filter(|label| label.shown);
    let first = shown.next()?;
    let last = shown.next_back().unwrap_or(first);
    let text = |label: &crate::scene::Label| label.text.lines.join(" ");
    Some(format!("{title} {} – {}", text(first), text(last)).trim().to_owned())
}
