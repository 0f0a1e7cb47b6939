//! Pixels on a canvas: what very many points leave of each.

use super::backend::Canvas;
use super::css;
use crate::paint::dots::Raster;
use crate::paint::pen::Tone;
use js_sys::{Uint8ClampedArray, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

impl Canvas<'_> {
    /// Fills a part of each column of pixels with the colour of the stroke; false when it is no colour.
    pub fn columns(&mut self, columns: &[[f32; 2]]) -> Result<bool, JsValue> {
        let Some(Tone::Solid(color)) = self.pen.stroke.as_ref().map(|stroke| &stroke.tone) else {
            return Ok(false);
        };
        let context = &self.context;
        context.save();
        context.reset_transform()?;
        context.set_fill_style_str(&css(*color));
        for (x, [top, bottom]) in columns.iter().enumerate() {
            if bottom > top {
                let (top, bottom) = (f64::from(*top), f64::from(*bottom));
                context.fill_rect(x as f64, top, 1.0, bottom - top);
            }
        }
        context.restore();
        Ok(true)
    }

    /// Draws pixels over those of the canvas; false where there is no second canvas.
    pub fn raster(&mut self, raster: &Raster) -> Result<bool, JsValue> {
        // A copy: what is in the engine's memory may move.
        let bytes = Uint8ClampedArray::new(&Uint32Array::from(&raster.pixels[..]).buffer());
        let image = ImageData::new_with_js_u8_clamped_array(&bytes, raster.width as u32)?;
        let canvas: Option<HtmlCanvasElement> = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.create_element("canvas").ok())
            .and_then(|canvas| canvas.dyn_into().ok());
        let Some(canvas) = canvas else { return Ok(false) };
        canvas.set_width(image.width());
        canvas.set_height(image.height());
        let pixels: Option<CanvasRenderingContext2d> =
            canvas.get_context("2d")?.and_then(|context| context.dyn_into().ok());
        let Some(pixels) = pixels else { return Ok(false) };
        pixels.put_image_data(&image, 0.0, 0.0)?;
        let context = &self.context;
        context.save();
        context.reset_transform()?;
        let (x, y) = (f64::from(raster.x), f64::from(raster.y));
        context.draw_image_with_html_canvas_element(&canvas, x, y)?;
        context.restore();
        Ok(true)
    }
}
