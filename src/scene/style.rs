//! How items look.

use crate::base::color::Color;
use crate::base::font::Font;
use std::rc::Rc;

/// What a fill or stroke is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    /// One colour.
    Color(Color),
    /// A gradient, in fractions of the item's bounding box.
    Gradient(Rc<Gradient>),
    /// Parallel strokes of the colour at 45 degrees, 1.5 px wide every 6 px, on a tint of it: a forecast.
    Hatch(Color),
}

/// A gradient, in fractions of the item's bounding box.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// Linear: x1, y1, x2, y2. Radial: x1, y1, r1, x2, y2, r2.
    pub axis: Vec<f64>,
    /// Offset 0–1 and colour.
    pub stops: Vec<(f64, Color)>,
}

/// The ends of a stroke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Cut at the end point.
    #[default]
    Butt,
    /// A half circle beyond it.
    Round,
    /// Half a square beyond it.
    Square,
}

/// The corners of a stroke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// Pointed.
    #[default]
    Miter,
    /// Rounded.
    Round,
    /// Cut.
    Bevel,
}

/// How sure a stated figure is: the qualifier it was said with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Certainty {
    /// As it stands: a square end.
    #[default]
    Exact,
    /// 约: a soft end.
    About,
    /// 近: the last stretch fades, the value is not reached.
    Nearly,
    /// 余: an open end with a short arrow.
    Over,
    /// 超过: an open end with a short arrow.
    MoreThan,
    /// 以上, 不低于: an open end with a short arrow.
    AtLeast,
    /// 以下, 不超过: the last stretch fades.
    AtMost,
    /// 预计: hatched, with a dashed outline.
    Forecast,
}

/// Fill and stroke.
#[derive(Clone, Debug, PartialEq)]
pub struct Paint {
    /// The inside.
    pub fill: Option<Ink>,
    /// The outline.
    pub stroke: Option<Ink>,
    /// Opacity of the whole item.
    pub opacity: f64,
    /// Opacity of the fill.
    pub fill_opacity: f64,
    /// Opacity of the stroke.
    pub stroke_opacity: f64,
    /// Width of the stroke.
    pub stroke_width: f64,
    /// Lengths of dashes and gaps; empty is solid.
    pub dash: Rc<[f64]>,
    /// Where in the dashes the stroke begins.
    pub dash_offset: f64,
    /// The ends of the stroke.
    pub cap: Cap,
    /// The corners of the stroke.
    pub join: Join,
}

impl Default for Paint {
    fn default() -> Self {
        Self {
            fill: None,
            stroke: None,
            opacity: 1.0,
            fill_opacity: 1.0,
            stroke_opacity: 1.0,
            stroke_width: 1.0,
            dash: Rc::new([]),
            dash_offset: 0.0,
            cap: Cap::Butt,
            join: Join::Miter,
        }
    }
}

impl Paint {
    /// Filled with one colour.
    #[must_use]
    pub fn filled(color: Color) -> Self {
        Self { fill: Some(Ink::Color(color)), ..Self::default() }
    }

    /// Stroked with one colour.
    #[must_use]
    pub fn stroked(color: Color, width: f64) -> Self {
        Self { stroke: Some(Ink::Color(color)), stroke_width: width, ..Self::default() }
    }
}

/// Where a text stands from its anchor, along the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// It begins there.
    #[default]
    Left,
    /// Its middle is there.
    Center,
    /// It ends there.
    Right,
}

/// Where a text stands from its anchor, across the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Baseline {
    /// Its upper edge.
    Top,
    /// Its middle.
    Middle,
    /// Its lower edge.
    Bottom,
    /// The line letters stand on.
    #[default]
    Alphabetic,
    /// The upper edge of its line of `line_height`.
    LineTop,
    /// The lower edge of its line of `line_height`.
    LineBottom,
}

/// How a text looks and stands, but for its paint.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// The font.
    pub font: Font,
    /// Along the line.
    pub align: Align,
    /// Across the line.
    pub baseline: Baseline,
    /// Clockwise, in degrees.
    pub angle_deg: f64,
    /// The longest width in pixels; longer is cut with an ellipsis. 0 is none.
    pub limit: f64,
    /// From line to line, in pixels.
    pub line_height: f64,
}
