//! The canvas as a surface: plotters-canvas's backend and the 2D context under it.

use super::{css, said};
use crate::base::color::Color;
use crate::base::font::Font;
use crate::base::geometry::{Bounds, Point, Segment};
use crate::base::svg_path;
use crate::paint::dots::Raster;
use crate::paint::pen::{Pen, Shade, Stroke, Tone, backend_color};
use crate::paint::surface::{Painted, Surface, UNIT, boxes_path};
use crate::scene::{Align, Cap, Join, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use std::f64::consts::TAU;
use wasm_bindgen::JsValue;
use web_sys::{CanvasGradient, CanvasRenderingContext2d, HtmlImageElement};

/// A call that the canvas refuses, with what it says.
#[derive(Debug)]
pub struct CanvasRefused(String);

impl std::fmt::Display for CanvasRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CanvasRefused {}

fn failed(error: JsValue) -> DrawingErrorKind<CanvasRefused> {
    DrawingErrorKind::DrawingError(CanvasRefused(said(&error)))
}

/// The look that plotters-canvas is told.
struct Look {
    color: BackendColor,
    width: u32,
}

impl BackendStyle for Look {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// A canvas being painted.
pub struct Canvas<'a> {
    pub context: CanvasRenderingContext2d,
    /// How many pixels a sixteenth is.
    pub grain: f64,
    backend: CanvasBackend,
    images: &'a dyn Fn(&str) -> Option<HtmlImageElement>,
    size: (u32, u32),
    pub pen: Pen,
    /// Whether the context has the pen's fill and stroke colours.
    pub fill_is_set: bool,
    stroke_is_set: bool,
    /// What the context has of strokes: their width, dashes, ends and corners.
    line: Stroke,
    font: Option<Font>,
    align: Align,
    turn: (f64, BackendCoord),
    /// What the context had of strokes, font and alignment before each clip.
    before: Vec<(Stroke, Option<Font>, Align)>,
}

type CanvasError = DrawingErrorKind<CanvasRefused>;
pub type Drawn = Result<(), CanvasError>;

impl<'a> Canvas<'a> {
    /// A canvas of this size in CSS pixels, whose context counts in sixteenths.
    pub fn new(
        context: CanvasRenderingContext2d,
        backend: CanvasBackend,
        images: &'a dyn Fn(&str) -> Option<HtmlImageElement>,
        size: (f64, f64),
        grain: f64,
    ) -> Self {
        let line = Stroke {
            tone: Tone::Solid(Color::BLACK),
            width: 0,
            dash: vec![],
            dash_offset: 0.0,
            cap: Cap::Butt,
            join: Join::Miter,
        };
        Self {
            context,
            grain,
            backend,
            images,
            size: ((size.0 * UNIT) as u32, (size.1 * UNIT) as u32),
            pen: Pen::default(),
            fill_is_set: false,
            stroke_is_set: false,
            line,
            font: None,
            align: Align::Left,
            turn: (0.0, (0, 0)),
            before: vec![],
        }
    }

    /// A shape by plotters-canvas, which wants one colour at a time; the colours
    /// it sets are the pen's, so they stay known. `parts` are whether to fill and to stroke.
    /// False where the pen has more than colours.
    fn by_plotters(
        &mut self,
        parts: (bool, bool),
        draw: &dyn Fn(&mut CanvasBackend, &Look, bool) -> std::result::Result<(), String>,
    ) -> std::result::Result<bool, DrawingErrorKind<CanvasRefused>> {
        let tones = (self.pen.fill.as_ref(), self.pen.stroke.as_ref());
        let is_solid = |tone: Option<&Tone>| matches!(tone, None | Some(Tone::Solid(_)));
        if !is_solid(tones.0) || !is_solid(tones.1.map(|stroke| &stroke.tone)) {
            return Ok(false);
        }
        let failed = |found: String| DrawingErrorKind::DrawingError(CanvasRefused(found));
        if let (Some(tone), true) = (tones.0, parts.0) {
            let look = Look { color: backend_color(tone), width: 0 };
            draw(&mut self.backend, &look, true).map_err(failed)?;
            self.fill_is_set = true;
        }
        if let (Some(stroke), true) = (tones.1, parts.1) {
            let look = Look { color: backend_color(&stroke.tone), width: stroke.width };
            draw(&mut self.backend, &look, false).map_err(failed)?;
            self.stroke_is_set = true;
        }
        Ok(true)
    }

    fn gradient(&self, shade: &Shade) -> std::result::Result<CanvasGradient, JsValue> {
        let (from, to) = (shade.from, shade.to);
        let gradient = match shade.radii {
            None => self.context.create_linear_gradient(from.x, from.y, to.x, to.y),
            Some((r0, r1)) => {
                self.context.create_radial_gradient(from.x, from.y, r0, to.x, to.y, r1)?
            }
        };
        for (at, color) in &shade.stops {
            gradient.add_color_stop(*at as f32, &css(*color))?;
        }
        Ok(gradient)
    }

    pub fn ready_fill(&mut self) -> Drawn {
        if !self.fill_is_set {
            match &self.pen.fill {
                Some(Tone::Gradient(shade)) => {
                    let gradient = self.gradient(shade).map_err(failed)?;
                    self.context.set_fill_style_canvas_gradient(&gradient);
                }
                Some(Tone::Solid(color) | Tone::Hatch(color)) => {
                    self.context.set_fill_style_str(&css(*color));
                }
                None => {}
            }
            self.fill_is_set = true;
        }
        Ok(())
    }

    fn ready_stroke(&mut self) -> Drawn {
        if !self.stroke_is_set
            && let Some(stroke) = &self.pen.stroke
        {
            match &stroke.tone {
                Tone::Gradient(shade) => {
                    let gradient = self.gradient(shade).map_err(failed)?;
                    self.context.set_stroke_style_canvas_gradient(&gradient);
                }
                Tone::Solid(color) | Tone::Hatch(color) => {
                    self.context.set_stroke_style_str(&css(*color));
                }
            }
            self.context.set_line_width(f64::from(stroke.width));
            self.stroke_is_set = true;
        }
        Ok(())
    }

    fn trace(&self, path: &[Segment]) {
        self.context.begin_path();
        for segment in path {
            match *segment {
                Segment::Move(p) => self.context.move_to(p.x, p.y),
                Segment::Line(p) => self.context.line_to(p.x, p.y),
                Segment::Cubic(a, b, p) => {
                    self.context.bezier_curve_to(a.x, a.y, b.x, b.y, p.x, p.y);
                }
                Segment::Close => self.context.close_path(),
            }
        }
    }

    /// Fills and strokes the path that was traced, as the pen says; `bounds` is its box.
    fn ink(&mut self, bounds: &dyn Fn() -> Bounds) -> Drawn {
        match self.pen.fill {
            Some(Tone::Hatch(color)) => self.hatch(color, &bounds()).map_err(failed)?,
            Some(Tone::Solid(_) | Tone::Gradient(_)) => {
                self.ready_fill()?;
                self.context.fill();
            }
            None => {}
        }
        if self.pen.stroke.is_some() {
            self.ready_stroke()?;
            self.context.stroke();
        }
        Ok(())
    }

    fn through(&self, points: &[BackendCoord], closed: bool) {
        self.context.begin_path();
        for (i, (x, y)) in points.iter().enumerate() {
            let (x, y) = (f64::from(*x), f64::from(*y));
            if i == 0 { self.context.move_to(x, y) } else { self.context.line_to(x, y) }
        }
        if closed {
            self.context.close_path();
        }
    }
}

/// The box of points.
fn around(points: &[BackendCoord]) -> Bounds {
    points.iter().fold(Bounds::EMPTY, |all, (x, y)| {
        let (x, y) = (f64::from(*x), f64::from(*y));
        all.union(&Bounds { x0: x, y0: y, x1: x, y1: y })
    })
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = CanvasRefused;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, _: BackendColor) -> Drawn {
        self.ready_fill()?;
        self.context.fill_rect(f64::from(x), f64::from(y), 1.0, 1.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, _: &S) -> Drawn {
        self.draw_path([a, b], &Look { color: self.pen.color(), width: 0 })
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        _: &S,
        _: bool,
    ) -> Drawn {
        if self.fills_only() {
            let corner = |(x, y): BackendCoord| Point::new(f64::from(x), f64::from(y));
            return self.draw_boxes(&[[corner(a), corner(b)]]);
        }
        let drawn = self.by_plotters((true, true), &|backend, look, fill| {
            backend.draw_rect(a, b, look, fill).map_err(|error| error.to_string())
        })?;
        if !drawn {
            let corners = [a, (b.0, a.1), b, (a.0, b.1)];
            self.through(&corners, true);
            self.ink(&|| around(&corners))?;
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        // A line has no inside.
        let drawn = self.by_plotters((false, true), &|backend, look, _| {
            backend.draw_path(points.iter().copied(), look).map_err(|error| error.to_string())
        })?;
        if !drawn {
            self.through(&points, false);
            self.ready_stroke()?;
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        let drawn = self.by_plotters((true, false), &|backend, look, _| {
            backend.fill_polygon(points.iter().copied(), look).map_err(|error| error.to_string())
        })?;
        if !drawn {
            self.through(&points, true);
            self.ink(&|| around(&points))?;
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        _: &S,
        _: bool,
    ) -> Drawn {
        // There may be thousands: a colour told as a text for each would cost most of the time.
        self.draw_circles(&[(center, radius)])
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, _: &S, at: BackendCoord) -> Drawn {
        let (angle, anchor) = self.turn;
        let (mut x, mut y) = (f64::from(at.0), f64::from(at.1));
        if self.pen.fill.is_some() {
            self.ready_fill()?;
        }
        if self.pen.stroke.is_some() {
            self.ready_stroke()?;
        }
        if angle != 0.0 {
            let (ax, ay) = (f64::from(anchor.0), f64::from(anchor.1));
            self.context.save();
            self.context.translate(ax, ay).map_err(failed)?;
            self.context.rotate(angle.to_radians()).map_err(failed)?;
            (x, y) = (x - ax, y - ay);
        }
        if self.pen.fill.is_some() {
            self.context.fill_text(text, x, y).map_err(failed)?;
        }
        if self.pen.stroke.is_some() {
            self.context.stroke_text(text, x, y).map_err(failed)?;
        }
        if angle != 0.0 {
            self.context.restore();
        }
        Ok(())
    }

    /// The browser's own measure in place of plotters' element in the page.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> std::result::Result<(u32, u32), DrawingErrorKind<CanvasRefused>> {
        let metrics = self.context.measure_text(text).map_err(failed)?;
        Ok((metrics.width().ceil() as u32, style.size().ceil() as u32))
    }
}

impl Surface for Canvas<'_> {
    fn set_pen(&mut self, pen: &Pen) {
        self.fill_is_set &= self.pen.fill == pen.fill;
        self.stroke_is_set &= self.pen.stroke == pen.stroke;
        if let Some(stroke) = &pen.stroke {
            if self.line.dash != stroke.dash {
                let lengths: js_sys::Array =
                    stroke.dash.iter().map(|length| JsValue::from_f64(*length)).collect();
                // Lengths that a canvas refuses leave the line solid.
                let _ = self.context.set_line_dash(&lengths);
            }
            if self.line.dash_offset != stroke.dash_offset {
                self.context.set_line_dash_offset(stroke.dash_offset);
            }
            if self.line.cap != stroke.cap {
                self.context.set_line_cap(match stroke.cap {
                    Cap::Butt => "butt",
                    Cap::Round => "round",
                    Cap::Square => "square",
                });
            }
            if self.line.join != stroke.join {
                self.context.set_line_join(match stroke.join {
                    Join::Miter => "miter",
                    Join::Round => "round",
                    Join::Bevel => "bevel",
                });
            }
            self.line = stroke.clone();
        }
        self.pen = pen.clone();
    }

    fn set_face(&mut self, style: &TextStyle, anchor: BackendCoord) {
        if self.font.as_ref() != Some(&style.font) {
            self.context.set_font(&super::enlarged(&style.font));
            self.font = Some(style.font.clone());
        }
        if self.align != style.align {
            self.context.set_text_align(match style.align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            });
            self.align = style.align;
        }
        self.turn = (style.angle_deg, anchor);
    }

    fn draw_outline(&mut self, path: &[Segment]) -> Painted<Self> {
        self.trace(path);
        self.ink(&|| svg_path::bounds(path))
    }

    fn draw_boxes(&mut self, boxes: &[[Point; 2]]) -> Painted<Self> {
        if self.fills_only() { self.boxes(boxes) } else { self.draw_outline(&boxes_path(boxes)) }
    }

    fn draw_circles(&mut self, circles: &[(BackendCoord, u32)]) -> Painted<Self> {
        self.context.begin_path();
        for ((x, y), radius) in circles {
            let (x, y, radius) = (f64::from(*x), f64::from(*y), f64::from(*radius));
            self.context.move_to(x + radius, y);
            self.context.arc(x, y, radius, 0.0, TAU).map_err(failed)?;
        }
        self.ink(&|| {
            circles.iter().fold(Bounds::EMPTY, |all, (center, radius)| {
                all.union(&around(&[*center]).grown(f64::from(*radius)))
            })
        })
    }

    fn draw_image(&mut self, url: &str, bounds: Bounds, aspect: bool, alpha: f64) -> Painted<Self> {
        let Some(image) = (self.images)(url) else { return Ok(()) };
        let (mut width, mut height) = (bounds.width(), bounds.height());
        let (own_width, own_height) =
            (f64::from(image.natural_width()), f64::from(image.natural_height()));
        if aspect && own_width > 0.0 && own_height > 0.0 {
            let scale = (width / own_width).min(height / own_height);
            (width, height) = (own_width * scale, own_height * scale);
        }
        let x = bounds.x0 + (bounds.width() - width) / 2.0;
        let y = bounds.y0 + (bounds.height() - height) / 2.0;
        self.context.set_global_alpha(alpha);
        let drawn = self
            .context
            .draw_image_with_html_image_element_and_dw_and_dh(&image, x, y, width, height);
        self.context.set_global_alpha(1.0);
        drawn.map_err(failed)
    }

    fn grain(&self) -> f64 {
        self.grain
    }

    fn fill_columns(&mut self, columns: &[[f32; 2]]) -> Result<bool, CanvasError> {
        self.columns(columns).map_err(failed)
    }

    fn draw_raster(&mut self, raster: &Raster) -> Result<bool, CanvasError> {
        self.raster(raster).map_err(failed)
    }

    fn push_clip(&mut self, path: &[Segment]) -> Painted<Self> {
        self.before.push((self.line.clone(), self.font.clone(), self.align));
        self.context.save();
        self.trace(path);
        self.context.clip();
        Ok(())
    }

    fn pop_clip(&mut self) -> Painted<Self> {
        self.context.restore();
        // The context has its styles from before the clip again; the pen stays the last.
        if let Some(before) = self.before.pop() {
            (self.line, self.font, self.align) = before;
        }
        self.fill_is_set = false;
        self.stroke_is_set = false;
        let pen = std::mem::take(&mut self.pen);
        self.set_pen(&pen);
        Ok(())
    }
}
