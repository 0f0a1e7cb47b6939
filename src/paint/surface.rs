//! What a surface has to add to plotters' drawing backend.

use super::dots::Raster;
use super::pen::Pen;
use crate::base::geometry::{Bounds, Path, Point, Segment};
use crate::scene::TextStyle;
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};
use std::borrow::Borrow;

/// Sixteenths in a CSS pixel: plotters' whole numbers are sixteenths here.
pub const UNIT: f64 = 16.0;

/// What painting on a surface gives.
pub type Painted<S> = Result<(), DrawingErrorKind<<S as DrawingBackend>::ErrorType>>;

/// A drawing backend that also knows what plotters' elements cannot say.
///
/// All lengths are sixteenths of a CSS pixel. Shapes, those that plotters
/// draws too, look as the last pen says, texts also as the last face says.
pub trait Surface: DrawingBackend {
    /// How the shapes that follow look.
    fn set_pen(&mut self, pen: &Pen);

    /// How the texts that follow look and stand; their `angle_deg` turns them around `anchor`.
    fn set_face(&mut self, style: &TextStyle, anchor: BackendCoord);

    /// Draws a path of any parts, with curves.
    fn draw_outline(&mut self, path: &[Segment]) -> Painted<Self>;

    /// Draws upright boxes of one look that may be painted together: two opposite corners of each.
    fn draw_boxes(&mut self, boxes: &[[Point; 2]]) -> Painted<Self> {
        self.draw_outline(&boxes_path(boxes))
    }

    /// Draws circles of one look that may be painted together: centers and radius.
    fn draw_circles(&mut self, circles: &[(BackendCoord, u32)]) -> Painted<Self>;

    /// Draws an image from its address, its ratio kept or not.
    fn draw_image(&mut self, url: &str, bounds: Bounds, aspect: bool, alpha: f64) -> Painted<Self>;

    /// Cuts what follows off at a closed path, until the matching [`Surface::pop_clip`].
    fn push_clip(&mut self, path: &[Segment]) -> Painted<Self>;

    /// How many pixels a sixteenth is.
    fn grain(&self) -> f64 {
        1.0 / UNIT
    }

    /// Fills a part of each column of the picture's pixels, from the left, from one place to another,
    /// with the colour of the stroke. False when it cannot: nothing is drawn then.
    fn fill_columns(
        &mut self,
        _columns: &[[f32; 2]],
    ) -> Result<bool, DrawingErrorKind<Self::ErrorType>> {
        Ok(false)
    }

    /// Draws pixels over the picture's own. False when it cannot: nothing is drawn then.
    fn draw_raster(&mut self, _raster: &Raster) -> Result<bool, DrawingErrorKind<Self::ErrorType>> {
        Ok(false)
    }

    /// Ends the last clip.
    fn pop_clip(&mut self) -> Painted<Self>;
}

/// Boxes as one path, each clockwise from its first corner.
pub fn boxes_path(boxes: &[[Point; 2]]) -> Path {
    let around = |[a, b]: &[Point; 2]| {
        let (across, down) = (Point::new(b.x, a.y), Point::new(a.x, b.y));
        [
            Segment::Move(*a),
            Segment::Line(across),
            Segment::Line(*b),
            Segment::Line(down),
            Segment::Close,
        ]
    };
    boxes.iter().flat_map(around).collect()
}

/// The style that plotters' elements want; the pen says the rest.
pub fn style(pen: &Pen) -> plotters::style::ShapeStyle {
    let color = pen.color();
    plotters::style::ShapeStyle {
        color: plotters::style::RGBAColor(color.rgb.0, color.rgb.1, color.rgb.2, color.alpha),
        filled: pen.fill.is_some(),
        stroke_width: pen.stroke.as_ref().map_or(0, |stroke| stroke.width),
    }
}

/// Draws one of plotters' elements at its own coordinates.
///
/// A `DrawingArea` would first move every point that lies outside onto the
/// edge and so draw what is not there; the clip of the surface cuts instead.
pub fn draw<'a, S, E>(surface: &mut S, element: &'a E) -> Painted<S>
where
    S: Surface,
    &'a E: PointCollection<'a, BackendCoord>,
    E: Drawable<S>,
{
    let points = element.point_iter().into_iter().map(|point| *point.borrow());
    let size = surface.get_size();
    element.draw(points, surface, size)
}
