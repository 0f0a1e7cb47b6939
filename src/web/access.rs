//! A chart in words, for those who do not see it: its name, a sentence, its rows.

use super::convert::value;
use super::handle::Drawing;
use crate::base::json::Json;
use crate::interact::tip;
use crate::scene::describe::describe;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl Drawing {
    /// What the chart is called; empty when it has no title.
    #[must_use]
    pub fn name(&self) -> String {
        self.scene.as_ref().map_or_else(String::new, |scene| scene.name.to_string())
    }

    /// What the author says of it, else a sentence read off the scene; empty before it is drawn.
    #[must_use]
    pub fn description(&self) -> String {
        let Some(scene) = &self.scene else { return String::new() };
        if scene.description.is_empty() {
            describe(scene, self.locale.lang)
        } else {
            scene.description.to_string()
        }
    }

    /// The rows of the chart in reading order, one a target: `figure`, `text` (what a
    /// tip says) and `values` (title → text).
    #[must_use]
    pub fn rows(&mut self) -> JsValue {
        self.read_targets();
        let view = &self.chart.view;
        let rows = self.targets.iter().flatten().map(|hit| {
            let (tables, row) = self.tables_of(hit);
            let values = tip::values(view, &tables, hit.unit, row).into_iter();
            let values = values.map(|(title, text)| (title, Json::Text(text))).collect();
            let figure = tip::figure(view, &tables, hit.unit, row);
            Json::Object(vec![
                ("figure".into(), Json::Text(figure)),
                ("text".into(), Json::Text(self.text(hit).into())),
                ("values".into(), Json::Object(values)),
            ])
        });
        value(&Json::List(rows.collect()))
    }
}
