//! How shapes look, resolved: opacities worked into colours, gradients into places, lengths into sixteenths.

use super::surface::UNIT;
use crate::base::color::Color;
use crate::base::geometry::{Bounds, Point};
use crate::scene::{Cap, Gradient, Ink, Join, Paint};
use plotters_backend::BackendColor;
use std::rc::Rc;

/// Fill and stroke of the shapes that follow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pen {
    /// The inside.
    pub fill: Option<Tone>,
    /// The outline.
    pub stroke: Option<Stroke>,
}

/// What a fill or a stroke is made of, its opacity worked in.
#[derive(Clone, Debug, PartialEq)]
pub enum Tone {
    /// One colour.
    Solid(Color),
    /// A gradient in place.
    Gradient(Rc<Shade>),
    /// Parallel strokes of the colour on a tint of it.
    Hatch(Color),
}

/// A gradient in place.
#[derive(Clone, Debug, PartialEq)]
pub struct Shade {
    /// Where it begins.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// The radii at both, of a radial one.
    pub radii: Option<(f64, f64)>,
    /// Offset 0–1 and colour.
    pub stops: Vec<(f64, Color)>,
}

/// A stroke.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub tone: Tone,
    /// Its width, at least 1.
    pub width: u32,
    /// Lengths of dashes and gaps; empty is solid.
    pub dash: Vec<f64>,
    /// Where in the dashes it begins.
    pub dash_offset: f64,
    /// Its ends.
    pub cap: Cap,
    /// Its corners.
    pub join: Join,
}

/// The distance between the strokes of a hatch.
pub const HATCH_STEP: f64 = 6.0 * UNIT;
/// The width of the strokes of a hatch.
pub const HATCH_WIDTH: f64 = 1.5 * UNIT;
/// The opacity of a hatch's ground.
pub const HATCH_TINT: f32 = 0.18;

impl Tone {
    /// Whether nothing shows through.
    pub fn is_opaque(&self) -> bool {
        matches!(self, Self::Solid(color) if color.a >= 1.0)
    }
}

impl Pen {
    /// The pen for a paint; `bounds` is asked only where a gradient has to know its item's box, in pixels.
    pub fn new(paint: &Paint, bounds: &dyn Fn() -> Bounds) -> Self {
        let tone = |ink: &Option<Ink>, opacity: f64| {
            ink.as_ref().and_then(|ink| tone(ink, opacity * paint.opacity, bounds))
        };
        let width = (paint.stroke_width * UNIT).round();
        let stroke = tone(&paint.stroke, paint.stroke_opacity)
            .filter(|_| paint.stroke_width > 0.0)
            .map(|tone| Stroke {
                tone,
                width: (width as u32).max(1),
                dash: paint.dash.iter().map(|length| length * UNIT).collect(),
                dash_offset: paint.dash_offset * UNIT,
                cap: paint.cap,
                join: paint.join,
            });
        Self { fill: tone(&paint.fill, paint.fill_opacity), stroke }
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.fill.is_none() && self.stroke.is_none()
    }

    /// Whether many shapes give the same picture drawn as one path as one after
    /// the other: only one of fill and stroke, and nothing shows through.
    pub fn is_mergeable(&self) -> bool {
        match (&self.fill, &self.stroke) {
            (Some(fill), None) => fill.is_opaque(),
            (None, Some(stroke)) => stroke.tone.is_opaque() && stroke.dash.is_empty(),
            (Some(_), Some(_)) | (None, None) => false,
        }
    }

    /// The colour that plotters' own style is told.
    pub fn color(&self) -> BackendColor {
        let tone = self.fill.as_ref().or(self.stroke.as_ref().map(|stroke| &stroke.tone));
        tone.map_or(BackendColor { alpha: 1.0, rgb: (0, 0, 0) }, backend_color)
    }
}

/// The one colour of a tone, for plotters.
pub fn backend_color(tone: &Tone) -> BackendColor {
    match tone {
        Tone::Solid(color) | Tone::Hatch(color) => {
            BackendColor { alpha: f64::from(color.a), rgb: (color.r, color.g, color.b) }
        }
        Tone::Gradient(_) => BackendColor { alpha: 1.0, rgb: (0, 0, 0) },
    }
}

/// The colour with its opacity multiplied; `None` when nothing is left of it.
pub fn faded(color: Color, opacity: f64) -> Option<Color> {
    let a = color.a * opacity.clamp(0.0, 1.0) as f32;
    (a > 0.0).then_some(Color { a, ..color })
}

fn tone(ink: &Ink, opacity: f64, bounds: &dyn Fn() -> Bounds) -> Option<Tone> {
    match ink {
        Ink::Color(color) => faded(*color, opacity).map(Tone::Solid),
        Ink::Hatch(color) => faded(*color, opacity).map(Tone::Hatch),
        Ink::Gradient(gradient) if opacity > 0.0 && !gradient.stops.is_empty() => {
            Some(Tone::Gradient(Rc::new(shade(gradient, opacity, &bounds()))))
        }
        Ink::Gradient(_) => None,
    }
}

/// A gradient put into its item's box. Radii count from the longer side, as in Vega.
fn shade(gradient: &Gradient, opacity: f64, bounds: &Bounds) -> Shade {
    let place = |x: f64, y: f64| {
        let (width, height) = (bounds.width(), bounds.height());
        Point::new((bounds.x0 + x * width) * UNIT, (bounds.y0 + y * height) * UNIT)
    };
    let longer = bounds.width().max(bounds.height()) * UNIT;
    let (from, to, radii) = match gradient.axis[..] {
        [x1, y1, r1, x2, y2, r2] => {
            (place(x1, y1), place(x2, y2), Some((r1 * longer, r2 * longer)))
        }
        [x1, y1, x2, y2] => (place(x1, y1), place(x2, y2), None),
        _ => (place(0.0, 0.0), place(1.0, 0.0), None),
    };
    let fade = |color: &Color| Color { a: color.a * opacity.clamp(0.0, 1.0) as f32, ..*color };
    let stops = gradient.stops.iter().map(|(at, color)| (at.clamp(0.0, 1.0), fade(color)));
    Shade { from, to, radii, stops: stops.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opacities_multiply() {
        let paint = Paint { opacity: 0.5, fill_opacity: 0.5, ..Paint::filled(Color::BLACK) };
        let pen = Pen::new(&paint, &|| Bounds::EMPTY);
        assert_eq!(pen.fill, Some(Tone::Solid(Color { a: 0.25, ..Color::BLACK })));
        let gone = Paint { opacity: 0.0, ..paint };
        assert!(Pen::new(&gone, &|| Bounds::EMPTY).is_empty());
        assert!(Pen::new(&Paint::stroked(Color::BLACK, 0.0), &|| Bounds::EMPTY).is_empty());
    }

    #[test]
    fn gradients_stand_in_their_box() {
        let stops = vec![(0.0, Color::BLACK), (1.0, Color::rgb(255, 255, 255))];
        let axis = vec![0.5, 0.5, 0.0, 0.5, 0.5, 0.5];
        let ink = Ink::Gradient(Rc::new(Gradient { axis, stops }));
        let paint = Paint { fill: Some(ink), ..Paint::default() };
        let pen = Pen::new(&paint, &|| Bounds::new(10.0, 20.0, 30.0, 30.0));
        let Some(Tone::Gradient(shade)) = pen.fill else { panic!() };
        assert_eq!(shade.from, Point::new(320.0, 400.0));
        assert_eq!(shade.radii, Some((0.0, 160.0)));
    }
}
