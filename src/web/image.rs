//! The images of a picture: the page loads them, if it lets them be loaded.

use super::handle::Drawing;
use crate::scene::Items;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlImageElement;

#[wasm_bindgen]
impl Drawing {
    /// The addresses of the images that the picture has and that are not here, each once.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let mut urls: Vec<Rc<str>> = Vec::new();
        let mut panels: Vec<_> = self.scene.iter().map(|scene| &scene.root).collect();
        while let Some(panel) = panels.pop() {
            panels.extend(&panel.panels);
            for mark in &panel.marks {
                let Items::Images(list) = &mark.items else { continue };
                for image in list {
                    if !urls.contains(&image.url) && self.found(&image.url).is_none() {
                        urls.push(image.url.clone());
                    }
                }
            }
        }
        urls.iter().map(ToString::to_string).collect()
    }

    /// Hands over a loaded image; the next painting has it.
    pub fn image(&mut self, url: &str, image: HtmlImageElement) {
        self.images.push((url.into(), image));
    }
}

impl Drawing {
    /// The image of an address, when it is here.
    pub(super) fn found(&self, url: &str) -> Option<HtmlImageElement> {
        let found = self.images.iter().find(|(known, _)| &**known == url);
        found.map(|(_, image)| image.clone())
    }

    /// Whether the scene has images.
    pub(super) fn has_images(&self) -> bool {
        self.chart.view.units.iter().any(|unit| unit.mark.kind == crate::resolve::MarkKind::Image)
    }
}
