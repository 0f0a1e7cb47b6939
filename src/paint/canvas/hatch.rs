//! The hatch of a forecast on a canvas.

use super::backend::Canvas;
use super::css;
use crate::base::color::Color;
use crate::base::geometry::Bounds;
use crate::paint::painter::MAX_SIDE;
use crate::paint::pen::{HATCH_STEP, HATCH_TINT, HATCH_WIDTH};
use std::f64::consts::{FRAC_1_SQRT_2, FRAC_PI_4, SQRT_2};
use wasm_bindgen::JsValue;

impl Canvas<'_> {
    /// The hatch inside the path that was traced; the path stays traced.
    ///
    /// Its stripes stand where those of the SVG's pattern do: x + y is the same all along one.
    pub fn hatch(&mut self, color: Color, bounds: &Bounds) -> Result<(), JsValue> {
        let context = &self.context;
        let ground = Color { a: color.a * HATCH_TINT, ..color };
        context.set_fill_style_str(&css(ground));
        context.fill();
        context.save();
        context.clip();
        // The stripes are rectangles, which leave the traced path as it is.
        context.rotate(FRAC_PI_4)?;
        context.set_fill_style_str(&css(color));
        let across = |x: f64, y: f64| (x + y) * FRAC_1_SQRT_2;
        let along = |x: f64, y: f64| (y - x) * FRAC_1_SQRT_2;
        let first = (across(bounds.x0, bounds.y0) / HATCH_STEP).floor();
        let last = (across(bounds.x1, bounds.y1) / HATCH_STEP).ceil();
        let (top, length) =
            (along(bounds.x1, bounds.y0), (bounds.width() + bounds.height()) * SQRT_2 / 2.0);
        // A box as large as the largest picture has no more stripes than this.
        let count = (last - first).clamp(0.0, 2.0 * MAX_SIDE) as u32;
        for i in 0..count {
            let x = (first + f64::from(i)) * HATCH_STEP;
            context.fill_rect(x, top, HATCH_WIDTH, length);
        }
        context.restore();
        self.fill_is_set = false;
        Ok(())
    }
}
