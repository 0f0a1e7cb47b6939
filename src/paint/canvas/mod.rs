//! A scene on the canvas of a page.
//!
//! plotters-canvas draws lone shapes on the 2D context, which is scaled so that
//! its whole pixels are sixteenths; what it lacks, and what is many, is drawn on
//! the same context here. A call into JavaScript is dear, so that styles are
//! set only where they change and shapes of one look go as one path.

mod backend;
mod hatch;
mod many;
mod rect;

use self::backend::Canvas;
use super::painter::{MAX_SIDE, check_size, paint as paint_scene};
use super::surface::UNIT;
use crate::base::color::Color;
use crate::base::font::{Font, Measure};
use crate::error::{Diagnostic, PaintError, Place, Result};
use crate::scene::Scene;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// The most pixels that a phone's browser grants a canvas.
const MAX_PIXELS: f64 = 16_777_216.0;

/// Paints a scene on a canvas, `dpr` of whose pixels make a CSS pixel.
///
/// Sets the canvas's `width` and `height` (its size on the page is the
/// page's) and clears it. A picture that would need more pixels than browsers
/// grant is painted coarser. `images` gives a loaded image by its address; one
/// that is not loaded yet is left out.
///
/// # Errors
///
/// [`crate::error::SpecError::TooLarge`] when the scene is too large to be drawn;
/// [`PaintError::Refused`] when the canvas has no 2D context or refuses a call.
pub fn paint(
    canvas: &HtmlCanvasElement,
    measure: &dyn Measure,
    scene: &Scene,
    dpr: f64,
    images: &dyn Fn(&str) -> Option<HtmlImageElement>,
) -> Result<()> {
    check_size(scene)?;
    let (width, height) = (scene.size.width.max(1.0), scene.size.height.max(1.0));
    let finest = (MAX_SIDE / width.max(height)).min((MAX_PIXELS / (width * height)).sqrt());
    let scale = if dpr > 0.0 { dpr.min(finest) } else { 1.0 };
    let context = context(canvas).ok_or_else(|| refused("the canvas has no 2D context"))?;
    let backend = CanvasBackend::with_canvas_object(canvas.clone())
        .ok_or_else(|| refused("the canvas has no 2D context"))?;
    let pixels = [width, height].map(|side| (side * scale).round().max(1.0) as u32);
    if [canvas.width(), canvas.height()] == pixels {
        context.reset_transform().map_err(|error| refused(&said(&error)))?;
        context.clear_rect(0.0, 0.0, f64::from(pixels[0]), f64::from(pixels[1]));
    } else {
        canvas.set_width(pixels[0]);
        canvas.set_height(pixels[1]);
    }
    context.save();
    let unit = scale / UNIT;
    let scaled = context.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0);
    context.set_miter_limit(4.0);
    let mut surface = Canvas::new(context, backend, images, (width, height), unit);
    let painted = scaled.map_err(|error| said(&error)).and_then(|()| {
        paint_scene(measure, &mut surface, scene).map_err(|error| error.to_string())
    });
    surface.context.restore();
    painted.map_err(|found| refused(&found))
}

/// The widths of texts as the browser measures them.
pub struct Ruler {
    context: CanvasRenderingContext2d,
    /// The font that is set, so that it is set only where it changes.
    font: std::cell::RefCell<Option<Font>>,
}

impl Ruler {
    /// A ruler on a canvas of its own; `None` where there is no 2D context.
    #[must_use]
    pub fn new(canvas: &HtmlCanvasElement) -> Option<Self> {
        Some(Self { context: context(canvas)?, font: None.into() })
    }
}

/// In the size that texts are painted in: as wide as they will be, and shaped once for both.
impl Measure for Ruler {
    fn width(&self, font: &Font, text: &str) -> f64 {
        if self.font.borrow().as_ref() != Some(font) {
            self.context.set_font(&enlarged(font));
            *self.font.borrow_mut() = Some(font.clone());
        }
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width() / UNIT)
    }
}

/// The font of the surface's unit, as CSS.
fn enlarged(font: &Font) -> String {
    Font { size: font.size * UNIT, ..font.clone() }.css()
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn refused(found: &str) -> Diagnostic {
    Diagnostic::error(&Place::root(), PaintError::Refused { found: found.into() })
}

fn said(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| "the canvas refuses".to_owned(), |error| error.message().into())
}

fn css(color: Color) -> String {
    color.hex()
}
