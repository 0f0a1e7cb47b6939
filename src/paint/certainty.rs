//! How sure a figure is, drawn: what was said with 约, 近, 余, 超过, 以上, 以下 or 预计
//! looks so where it ends.
//!
//! Exact ends are square. 约 (about) ends in a short blur around the value. 近
//! (nearly) fades out before it; 以下 (at most) too, with a thin line at the
//! limit. 余, 超过, 以上 (over, more than, at least) leave the end open, with a
//! small arrow beyond it. 预计 (forecast) is hatched within a dashed line.

use super::painter::Painter;
use super::pen::{Pen, Shade, Stroke, Tone, faded};
use super::surface::{Painted, Surface, UNIT};
use crate::base::color::Color;
use crate::base::geometry::{Bounds, Path, Point, Segment};
use crate::scene::{Cap, Certainty, End, Ink, Join, Paint, Rect, Symbol, outline};
use std::rc::Rc;

/// Dashes and gaps of a forecast, in pixels.
const DASH: [f64; 2] = [4.0, 3.0];

/// Paints a rectangle, its value end as its certainty asks.
pub fn rect<S: Surface>(painter: &mut Painter<'_, S>, rect: &Rect) -> Painted<S> {
    let (certainty, end) = (rect.source.certainty, rect.source.end);
    if certainty == Certainty::Forecast {
        return forecast(painter, rect);
    }
    let Some(Ink::Color(ink)) = rect.paint.fill else { return painter.rect(rect) };
    let Some(color) = faded(ink, rect.paint.opacity * rect.paint.fill_opacity) else {
        return painter.rect(rect);
    };
    if end == End::None || rect.width * rect.height <= 0.0 {
        return painter.rect(rect);
    }
    let bar = Bar::new(rect, end);
    match certainty {
        Certainty::Exact | Certainty::Forecast => painter.rect(rect),
        Certainty::About => {
            // Half of the blur lies before the value, half beyond it.
            let half = (bar.length * 0.25).min(5.0);
            bar.fading(painter, color, bar.length - half, bar.length + half, 0.0)
        }
        Certainty::Nearly => {
            let stretch = (bar.length * 0.4).min(28.0);
            bar.fading(painter, color, bar.length - stretch, bar.length, 0.0)
        }
        Certainty::AtMost => {
            let stretch = (bar.length * 0.4).min(28.0);
            bar.fading(painter, color, bar.length - stretch, bar.length, 0.08)?;
            let (a, b) = (bar.at(bar.length - 0.5, 0.0), bar.at(bar.length - 0.5, 1.0));
            stroked(painter, color, 1.0, Cap::Butt, &[Segment::Move(a), Segment::Line(b)])
        }
        Certainty::Over | Certainty::MoreThan | Certainty::AtLeast => {
            bar.open(painter, rect)?;
            bar.arrow(painter, color)
        }
    }
}

/// A bar seen along its length, from its base to its value.
struct Bar {
    base: Point,
    /// The unit step toward the value.
    along: (f64, f64),
    /// The step across the whole breadth.
    across: (f64, f64),
    length: f64,
    radii: [f64; 4],
    bounds: Bounds,
}

impl Bar {
    fn new(rect: &Rect, end: End) -> Self {
        let (x0, y0, x1, y1) = (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
        let (base, along, across, length) = match end {
            End::Right | End::None => ((x0, y0), (1.0, 0.0), (0.0, rect.height), rect.width),
            End::Left => ((x1, y0), (-1.0, 0.0), (0.0, rect.height), rect.width),
            End::Top => ((x0, y1), (0.0, -1.0), (rect.width, 0.0), rect.height),
            End::Bottom => ((x0, y0), (0.0, 1.0), (rect.width, 0.0), rect.height),
        };
        let bounds = Bounds { x0, y0, x1, y1 };
        Self { base: Point::new(base.0, base.1), along, across, length, radii: rect.radii, bounds }
    }

    /// The point `far` pixels from the base and at `side`, 0–1, of the breadth.
    fn at(&self, far: f64, side: f64) -> Point {
        Point::new(
            self.base.x + self.along.0 * far + self.across.0 * side,
            self.base.y + self.along.1 * far + self.across.1 * side,
        )
    }

    fn breadth(&self) -> f64 {
        self.across.0 + self.across.1
    }

    /// The bar up to `end`, full as far as `start`, `left` of its opacity at the end.
    fn fading<S: Surface>(
        &self,
        painter: &mut Painter<'_, S>,
        color: Color,
        start: f64,
        end: f64,
        left: f64,
    ) -> Painted<S> {
        let place = |p: Point| Point::new(painter.x(p.x), painter.y(p.y));
        // Three stops bend the ramp: the eye takes a straight one for a hard edge.
        let stop = |share: f64| Color { a: color.a * share as f32, ..color };
        let shade = Shade {
            from: place(self.at(start, 0.5)),
            to: place(self.at(end, 0.5)),
            radii: None,
            stops: vec![(0.0, color), (0.5, stop(0.55 + left / 2.0)), (1.0, stop(left))],
        };
        painter.set_pen(Pen { fill: Some(Tone::Gradient(Rc::new(shade))), stroke: None });
        let far = self.at(end, 1.0);
        let own = Bounds::new(self.base.x, self.base.y, far.x, far.y);
        let (width, height) = (own.width(), own.height());
        // The value end is soft, so only the corners at the base stay round.
        let radii = self.base_radii();
        let rect = Rect { x: own.x0, y: own.y0, width, height, radii, ..Rect::default() };
        painter.outline(&outline::rect::outline(&rect))
    }

    /// The corner radii with those of the value end taken away.
    fn base_radii(&self) -> [f64; 4] {
        let [tl, tr, br, bl] = self.radii;
        match self.along {
            (x, _) if x > 0.0 => [tl, 0.0, 0.0, bl],
            (x, _) if x < 0.0 => [0.0, tr, br, 0.0],
            (_, y) if y < 0.0 => [0.0, 0.0, br, bl],
            _ => [tl, tr, 0.0, 0.0],
        }
    }

    /// The bar with no stroke at its value end.
    fn open<S: Surface>(&self, painter: &mut Painter<'_, S>, rect: &Rect) -> Painted<S> {
        let filled = Paint { stroke: None, ..(*rect.paint).clone() };
        let radii = self.base_radii();
        painter.rect(&Rect { radii, paint: Rc::new(filled), ..rect.clone() })?;
        let sides = Paint { fill: None, ..(*rect.paint).clone() };
        if sides.stroke.is_none() || !painter.set_paint(&Rc::new(sides), &|| self.bounds) {
            return Ok(());
        }
        let corners = [(self.length, 0.0), (0.0, 0.0), (0.0, 1.0), (self.length, 1.0)];
        let mut path = Path::new();
        for (i, (far, side)) in corners.into_iter().enumerate() {
            let p = self.at(far, side);
            path.push(if i == 0 { Segment::Move(p) } else { Segment::Line(p) });
        }
        painter.outline(&path)
    }

    /// A small open arrow beyond the value end.
    fn arrow<S: Surface>(&self, painter: &mut Painter<'_, S>, color: Color) -> Painted<S> {
        let half = (self.breadth() * 0.3).clamp(1.5, 5.0);
        let middle = half / self.breadth();
        let (gap, tip) = (2.5, 2.5 + half * 0.7);
        let path = [
            Segment::Move(self.at(self.length + gap, 0.5 - middle)),
            Segment::Line(self.at(self.length + tip, 0.5)),
            Segment::Line(self.at(self.length + gap, 0.5 + middle)),
        ];
        stroked(painter, color, 1.5, Cap::Round, &path)
    }
}

/// A line of one colour.
fn stroked<S: Surface>(
    painter: &mut Painter<'_, S>,
    color: Color,
    width: f64,
    cap: Cap,
    path: &[Segment],
) -> Painted<S> {
    let stroke = Stroke {
        tone: Tone::Solid(color),
        width: (width * UNIT) as u32,
        dash: vec![],
        dash_offset: 0.0,
        cap,
        join: Join::Round,
    };
    painter.set_pen(Pen { fill: None, stroke: Some(stroke) });
    painter.outline(path)
}

/// Hatched, within a dashed line that lies inside the rectangle.
fn forecast<S: Surface>(painter: &mut Painter<'_, S>, rect: &Rect) -> Painted<S> {
    let paint = area_paint(&rect.paint, Certainty::Forecast);
    let filled = Rc::new(Paint { stroke: None, ..(*paint).clone() });
    painter.rect(&Rect { paint: filled, ..rect.clone() })?;
    let by = paint.stroke_width / 2.0;
    let line = Rect {
        x: rect.x + by,
        y: rect.y + by,
        width: (rect.width - 2.0 * by).max(0.0),
        height: (rect.height - 2.0 * by).max(0.0),
        paint: Rc::new(Paint { fill: None, ..(*paint).clone() }),
        ..rect.clone()
    };
    painter.rect(&line)
}

/// Paints a symbol; one that is not exact is hollow, a forecast dashed, one that may be more has an arrow.
pub fn symbol<S: Surface>(painter: &mut Painter<'_, S>, symbol: &Symbol) -> Painted<S> {
    let certainty = symbol.source.certainty;
    let ink = symbol.paint.fill.as_ref().or(symbol.paint.stroke.as_ref());
    let (Some(Ink::Color(color)), false) = (ink, certainty == Certainty::Exact) else {
        return painter.symbol(symbol);
    };
    let hollow = Paint {
        fill: faded(*color, 0.25).map(Ink::Color),
        stroke: Some(Ink::Color(*color)),
        stroke_width: 1.5,
        dash: if certainty == Certainty::Forecast { [2.0, 2.0].into() } else { [].into() },
        ..(*symbol.paint).clone()
    };
    painter.symbol(&Symbol { paint: Rc::new(hollow), ..symbol.clone() })?;
    let is_open = matches!(certainty, Certainty::Over | Certainty::MoreThan | Certainty::AtLeast);
    let Some(color) = faded(*color, symbol.paint.opacity).filter(|_| is_open) else {
        return Ok(());
    };
    let radius = outline::symbol::radius(symbol.size);
    let (x, y) = (symbol.x - radius, symbol.y - radius);
    let (width, height) = (2.0 * radius, 2.0 * radius);
    let end = if symbol.source.end == End::None { End::Top } else { symbol.source.end };
    Bar::new(&Rect { x, y, width, height, ..Rect::default() }, end).arrow(painter, color)
}

/// The paint of a line: dashed when it is a forecast.
pub fn line_paint(paint: &Rc<Paint>, certainty: Certainty) -> Rc<Paint> {
    if certainty == Certainty::Forecast && paint.dash.is_empty() {
        Rc::new(Paint { dash: DASH.into(), ..(**paint).clone() })
    } else {
        Rc::clone(paint)
    }
}

/// The paint of an area: hatched, within a dashed line, when it is a forecast.
pub fn area_paint(paint: &Rc<Paint>, certainty: Certainty) -> Rc<Paint> {
    let Some(Ink::Color(color)) = paint.fill else { return Rc::clone(paint) };
    if certainty != Certainty::Forecast {
        return Rc::clone(paint);
    }
    Rc::new(Paint {
        fill: Some(Ink::Hatch(color)),
        stroke: Some(Ink::Color(color)),
        stroke_width: 1.0,
        dash: DASH.into(),
        cap: Cap::Butt,
        ..(**paint).clone()
    })
}
