//! Pointers and keys: where they are in the picture in, the mark they mean out.

use super::handle::Drawing;
use super::measure::widths;
use crate::base::geometry::Point;
use crate::interact::hover::Index;
use crate::interact::{point, tip};
use crate::scene::hit::Hit;
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl Drawing {
    /// The mark that a pointer at `x`, `y` of the picture means, within `radius`; with
    /// `across`, lines have a point for each place. `undefined` when it is the same as
    /// before, `null` for none, else as [`Drawing::select`] gives it, with place −1.
    pub fn hover(&mut self, x: f64, y: f64, radius: f64, across: bool) -> JsValue {
        let hit = self.find(x, y, radius, across);
        let is_same = match (&self.hovered, &hit) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                (a.unit, a.row, a.item, a.point, &a.panel)
                    == (b.unit, b.row, b.item, b.point, &b.panel)
            }
            (None, Some(_)) | (Some(_), None) => false,
        };
        if is_same {
            return JsValue::UNDEFINED;
        }
        let out = hit.as_ref().map_or(JsValue::NULL, |hit| self.told(hit, -1.0));
        self.hovered = hit;
        out
    }

    /// The target that a tap at `x`, `y` means, within `radius`, as [`Drawing::select`] gives it.
    pub fn tap(&mut self, x: f64, y: f64, radius: f64, across: bool) -> JsValue {
        let Some(hit) = self.find(x, y, radius, across) else {
            self.hovered = None;
            return JsValue::NULL;
        };
        self.read_targets();
        let (view, tables) = (&self.chart.view, &self.chart.tables);
        let targets = self.targets.as_deref().unwrap_or_default();
        let place = point::target_of(targets, view, tables, &hit);
        let out = self.told(&hit, place.map_or(-1.0, |place| place as f64));
        self.hovered = Some(hit);
        out
    }

    /// The target at a place in reading order: its text, its box (x0, y0, x1, y1 in the
    /// picture), its figure, its place and where it leads to; `null` when there is none.
    pub fn select(&mut self, place: usize) -> JsValue {
        self.read_targets();
        let hit = self.targets.as_ref().and_then(|targets| targets.get(place)).cloned();
        let out = hit.as_ref().map_or(JsValue::NULL, |hit| self.told(hit, place as f64));
        self.hovered = hit;
        out
    }

    /// How many targets there are.
    pub fn count(&mut self) -> usize {
        self.read_targets();
        self.targets.as_ref().map_or(0, Vec::len)
    }

    /// Forgets which mark was meant.
    pub fn leave(&mut self) {
        self.hovered = None;
    }

    /// Reads what hovering needs, so that the first move need not.
    pub fn ready(&mut self) {
        if let (Some(scene), None) = (&mut self.scene, &self.index) {
            self.figures = point::settle(scene, &self.chart.view);
            self.index = Some(Index::new(scene));
        }
    }
}

impl Drawing {
    fn find(&mut self, x: f64, y: f64, radius: f64, across: bool) -> Option<Hit> {
        self.ready();
        let (scene, index) = (self.scene.as_ref()?, self.index.as_ref()?);
        let hit = index.hover(&*widths(), scene, Point::new(x, y), radius, across)?;
        let (view, tables) = (&self.chart.view, &self.chart.tables);
        let states = || !tip::figure(view, tables, hit.unit, hit.row).is_empty();
        (!self.figures || states()).then_some(hit)
    }

    /// Reads the targets of the scene, once.
    pub(super) fn read_targets(&mut self) {
        self.ready();
        if let (Some(scene), None) = (&self.scene, &self.targets) {
            let (view, tables) = (&self.chart.view, &self.chart.tables);
            self.targets = Some(point::targets(&*widths(), scene, view, tables));
        }
    }

    /// What a tip says of a mark: a line for each title and value.
    pub(super) fn text(&self, hit: &Hit) -> String {
        let (tables, row) = self.tables_of(hit);
        let lines = tip::lines(&self.chart.view, &tables, hit.unit, row, self.tooltip);
        let mut out = String::new();
        for (title, text) in lines {
            if !out.is_empty() {
                out.push('\n');
            }
            if !title.is_empty() {
                out.push_str(&title);
                out.push_str(self.colon());
            }
            out.push_str(&text);
        }
        out
    }

    fn colon(&self) -> &'static str {
        match self.locale.lang {
            crate::error::Lang::Zh => "：",
            crate::error::Lang::En => ": ",
        }
    }

    fn told(&self, hit: &Hit, place: f64) -> JsValue {
        let figure = tip::figure(&self.chart.view, &self.chart.tables, hit.unit, hit.row);
        let out = Array::new();
        out.push(&self.text(hit).into());
        for edge in [hit.bounds.x0, hit.bounds.y0, hit.bounds.x1, hit.bounds.y1] {
            out.push(&edge.into());
        }
        out.push(&(&*figure).into());
        out.push(&place.into());
        out.push(&(&*tip::href(&self.chart.view, &self.chart.tables, hit.unit, hit.row)).into());
        out.into()
    }
}
