//! Walks a scene over a surface: panels, guides, titles and texts. Marks are in `shape.rs`.

use super::pen::Pen;
use super::surface::{Painted, Surface, UNIT, draw};
use crate::base::font::Measure;
use crate::base::geometry::{Bounds, Path, Point, Segment};
use crate::base::svg_path;
use crate::error::{Diagnostic, Place, Result, SpecError};
use crate::scene::{
    Axis, Frame, Grid, Header, Label, Legend, LegendBody, Paint, Panel, Rect, Rule, Scene, Symbol,
    Text, Title, outline, text,
};
use plotters_backend::{BackendColor, BackendCoord, FontFamily, FontStyle, text_anchor};
use std::rc::Rc;

/// The longest side of a picture, in CSS pixels: more than a browser's canvas can hold.
pub const MAX_SIDE: f64 = 32_767.0;

/// Coordinates are kept within this many pixels of the picture's corner: far
/// outside of any picture, and far from the end of a 32-bit number of sixteenths.
const FAR: f64 = 4_000_000.0;

/// How many lines go as one path: browsers sort its edges, which takes long where they are many.
const PART: usize = 128;

/// Fails when a scene is larger than can be drawn.
///
/// # Errors
///
/// [`SpecError::TooLarge`] when a side is longer than [`MAX_SIDE`] or not a number.
pub fn check_size(scene: &Scene) -> Result<()> {
    for found in [scene.size.width, scene.size.height] {
        if !(0.0..=MAX_SIDE).contains(&found) {
            let kind = SpecError::TooLarge { found, limit: MAX_SIDE };
            return Err(Diagnostic::error(&Place::root(), kind));
        }
    }
    Ok(())
}

/// Paints a whole scene.
pub fn paint<S: Surface>(measure: &dyn Measure, surface: &mut S, scene: &Scene) -> Painted<S> {
    let mut painter = Painter {
        measure,
        surface,
        at: Point::default(),
        paint: None,
        pen: Pen::default(),
        clip: None,
    };
    if let Some(color) = scene.background {
        let (width, height) = (scene.size.width, scene.size.height);
        let paint = Rc::new(Paint::filled(color));
        painter.rect(&Rect { width, height, paint, ..Rect::default() })?;
    }
    painter.panel(&scene.root)
}

/// Sixteenths as plotters' whole numbers.
pub fn whole(sixteenths: f64) -> i32 {
    sixteenths.round() as i32
}

/// A scene being painted on a surface.
pub struct Painter<'a, S> {
    pub measure: &'a dyn Measure,
    pub surface: &'a mut S,
    /// The corner of the panel that is painted, from that of the picture.
    at: Point,
    /// The paint whose pen is set.
    paint: Option<Rc<Paint>>,
    pub pen: Pen,
    /// How wide the plot is that marks are cut off at.
    pub clip: Option<f64>,
}

impl<S: Surface> Painter<'_, S> {
    /// A length of a panel along x as sixteenths from the picture's corner.
    pub fn x(&self, x: f64) -> f64 {
        (x + self.at.x).clamp(-FAR, FAR) * UNIT
    }

    /// A length of a panel along y as sixteenths from the picture's corner.
    pub fn y(&self, y: f64) -> f64 {
        (y + self.at.y).clamp(-FAR, FAR) * UNIT
    }

    /// A point of a panel as plotters counts it.
    pub fn coord(&self, x: f64, y: f64) -> BackendCoord {
        (whole(self.x(x)), whole(self.y(y)))
    }

    /// A path of a panel as the surface counts it.
    pub fn path(&self, path: &[Segment]) -> Path {
        let map = |p: Point| Point::new(self.x(p.x), self.y(p.y));
        let each = path.iter().map(|segment| match *segment {
            Segment::Move(p) => Segment::Move(map(p)),
            Segment::Line(p) => Segment::Line(map(p)),
            Segment::Cubic(a, b, p) => Segment::Cubic(map(a), map(b), map(p)),
            Segment::Close => Segment::Close,
        });
        each.collect()
    }

    /// Sets the pen; false when it draws nothing. `bounds` is the item's box in the panel.
    pub fn set_paint(&mut self, paint: &Rc<Paint>, bounds: &dyn Fn() -> Bounds) -> bool {
        let is_same = |set: &Rc<Paint>| Rc::ptr_eq(set, paint) || **set == **paint;
        if !self.paint.as_ref().is_some_and(is_same) {
            let at = self.at;
            let pen = Pen::new(paint, &|| bounds().moved(at.x, at.y));
            let in_place = |tone: Option<&super::pen::Tone>| {
                matches!(tone, Some(super::pen::Tone::Gradient(_)))
            };
            let is_own =
                in_place(pen.fill.as_ref()) || in_place(pen.stroke.as_ref().map(|s| &s.tone));
            self.set_pen(pen);
            // A gradient's place is its item's, so its pen serves no other item.
            self.paint = (!is_own).then(|| Rc::clone(paint));
        }
        !self.pen.is_empty()
    }

    /// Sets a pen that no paint stands for.
    pub fn set_pen(&mut self, pen: Pen) {
        self.paint = None;
        if !pen.is_empty() {
            self.surface.set_pen(&pen);
        }
        self.pen = pen;
    }

    /// Draws a path of the panel with the pen that is set.
    pub fn outline(&mut self, path: &[Segment]) -> Painted<S> {
        if path.is_empty() {
            return Ok(());
        }
        let path = self.path(path);
        self.surface.draw_outline(&path)
    }

    fn panel(&mut self, panel: &Panel) -> Painted<S> {
        let before = self.at;
        self.at = Point::new(before.x + panel.origin.x, before.y + panel.origin.y);
        self.frame(panel.frame.as_ref())?;
        self.guides(panel, false)?;
        let area = Bounds::new(0.0, 0.0, panel.size.width, panel.size.height);
        self.marks(&panel.marks, &area)?;
        self.guides(panel, true)?;
        for child in &panel.panels {
            self.panel(child)?;
        }
        for legend in &panel.legends {
            self.legend(legend)?;
        }
        for Header { text, .. } in &panel.headers {
            self.text(text)?;
        }
        if let Some(Title { text, subtitle, .. }) = &panel.title {
            self.text(text)?;
            subtitle.iter().try_for_each(|subtitle| self.text(subtitle))?;
        }
        self.at = before;
        Ok(())
    }

    /// A frame; its stroke of about one pixel stands on the pixel grid, as in Vega.
    fn frame(&mut self, frame: Option<&Frame>) -> Painted<S> {
        let Some(Frame { rect }) = frame else { return Ok(()) };
        let width = rect.paint.stroke_width;
        if rect.paint.stroke.is_some() && width > 0.5 && width < 1.5 {
            let off = 0.5 - (width - 1.0).abs();
            self.rect(&Rect { x: rect.x + off, y: rect.y + off, ..rect.clone() })
        } else {
            self.rect(rect)
        }
    }

    /// Grid lines and axes. They are painted half a pixel to the right and below,
    /// as Vega's axes are translated, so that lines of one pixel fill whole pixels.
    fn guides(&mut self, panel: &Panel, above: bool) -> Painted<S> {
        let before = self.at;
        self.at = Point::new(before.x + 0.5, before.y + 0.5);
        for Grid { lines, .. } in panel.grids.iter().filter(|grid| grid.above == above) {
            self.rules(lines)?;
        }
        for axis in panel.axes.iter().filter(|axis| axis.above == above) {
            self.axis(axis)?;
        }
        self.at = before;
        Ok(())
    }

    fn axis(&mut self, axis: &Axis) -> Painted<S> {
        self.rules(&axis.ticks)?;
        self.rules(axis.domain.as_slice())?;
        axis.labels.iter().try_for_each(|label| self.label(label))?;
        axis.title.iter().try_for_each(|title| self.text(title))
    }

    fn label(&mut self, label: &Label) -> Painted<S> {
        if label.shown { self.text(&label.text) } else { Ok(()) }
    }

    fn legend(&mut self, legend: &Legend) -> Painted<S> {
        let before = self.at;
        self.at = Point::new(before.x + legend.origin.x, before.y + legend.origin.y);
        self.frame(legend.frame.as_ref())?;
        match &legend.body {
            LegendBody::Symbols(entries) => {
                let symbols: Vec<Symbol> =
                    entries.iter().map(|entry| entry.symbol.clone()).collect();
                self.symbols(&symbols)?;
                entries.iter().try_for_each(|entry| self.text(&entry.label))?;
            }
            LegendBody::Gradient { bar, labels, .. } => {
                self.rect(bar)?;
                labels.iter().try_for_each(|(_, label)| self.label(label))?;
            }
            LegendBody::Bands { bands, labels, .. } => {
                bands.iter().try_for_each(|band| self.rect(band))?;
                labels.iter().try_for_each(|(_, label)| self.label(label))?;
            }
        }
        legend.title.iter().try_for_each(|title| self.text(title))?;
        self.at = before;
        Ok(())
    }

    /// Straight lines; neighbours of one paint become one path where that gives the same picture.
    pub fn rules(&mut self, rules: &[Rule]) -> Painted<S> {
        for run in rules.chunk_by(|a, b| Rc::ptr_eq(&a.paint, &b.paint) || a.paint == b.paint) {
            let Some(first) = run.first() else { continue };
            if !self.set_paint(&first.paint, &|| crate::scene::bounds::rule(first)) {
                continue;
            }
            if run.len() > 1 && self.pen.is_mergeable() {
                let is_seen = |rule: &&Rule| is_drawn(&[rule.x, rule.y, rule.x2, rule.y2]);
                for part in run.chunks(PART) {
                    let mut path = Path::with_capacity(part.len() * 2);
                    for rule in part.iter().filter(is_seen) {
                        path.push(Segment::Move(Point::new(rule.x, rule.y)));
                        path.push(Segment::Line(Point::new(rule.x2, rule.y2)));
                    }
                    self.outline(&path)?;
                }
                continue;
            }
            for rule in run.iter().filter(|rule| is_drawn(&[rule.x, rule.y, rule.x2, rule.y2])) {
                self.set_paint(&rule.paint, &|| crate::scene::bounds::rule(rule));
                let ends = vec![self.coord(rule.x, rule.y), self.coord(rule.x2, rule.y2)];
                let style = super::surface::style(&self.pen);
                draw(self.surface, &plotters::element::PathElement::new(ends, style))?;
            }
        }
        Ok(())
    }

    /// A rectangle: one of plotters' where its corners are square.
    pub fn rect(&mut self, rect: &Rect) -> Painted<S> {
        if !is_drawn(&[rect.x, rect.y, rect.width, rect.height])
            || !self.set_paint(&rect.paint, &|| crate::scene::bounds::rect(rect))
        {
            return Ok(());
        }
        if rect.radii.iter().any(|radius| *radius > 0.0) {
            return self.outline(&outline::rect::outline(rect));
        }
        if rect.width * rect.height <= 0.0 && self.pen.stroke.is_none() {
            return Ok(());
        }
        let corners =
            [self.coord(rect.x, rect.y), self.coord(rect.x + rect.width, rect.y + rect.height)];
        let style = super::surface::style(&self.pen);
        draw(self.surface, &plotters::element::Rectangle::new(corners, style))
    }

    /// A text, cut to its limit, line under line, turned around its anchor.
    pub fn text(&mut self, text: &Text) -> Painted<S> {
        let style = &text.style;
        if !is_drawn(&[text.x, text.y])
            || style.font.size <= 0.0
            || !self.set_paint(&text.paint, &|| text::bounds(self.measure, text))
        {
            return Ok(());
        }
        let (anchor, drop) = (self.coord(text.x, text.y), text::drop(style));
        self.surface.set_face(style, anchor);
        for (i, line) in text.lines.iter().enumerate() {
            let line = text::cut(self.measure, &style.font, line, style.limit);
            if line.is_empty() {
                continue;
            }
            let y = text.y + drop + i as f64 * style.line_height;
            let font = plotters::style::FontDesc::new(
                FontFamily::Name(&style.font.family),
                style.font.size * UNIT,
                if style.font.italic { FontStyle::Italic } else { FontStyle::Normal },
            );
            let color: BackendColor = self.pen.color();
            let style =
                plotters::style::TextStyle { font, color, pos: text_anchor::Pos::default() };
            let element = plotters::element::Text::new(line, self.coord(text.x, y), style);
            draw(self.surface, &element)?;
        }
        Ok(())
    }
}

/// Whether all numbers of an item are numbers.
pub fn is_drawn(numbers: &[f64]) -> bool {
    numbers.iter().all(|number| number.is_finite())
}

/// The outline of an upright box.
pub fn box_path(bounds: &Bounds) -> Path {
    let (width, height) = (bounds.width(), bounds.height());
    let path = outline::rect::outline(&Rect { width, height, ..Rect::default() });
    svg_path::placed(&path, 1.0, 0.0, Point::new(bounds.x0, bounds.y0))
}
