//! Paints marks: each shape by plotters' elements where they can, by paths where not.

use super::painter::{Painter, box_path, is_drawn};
use super::surface::{Painted, Surface, UNIT, draw, style};
use super::{certainty, thin};
use crate::base::geometry::{Bounds, Point, Segment};
use crate::base::svg_path;
use crate::scene::{
    Arc, Area, Certainty, Curve, Geo, Image, Items, Line, Mark, Paint, Rect, Source, Symbol,
    SymbolShape, Trail, bounds, outline,
};
use plotters::element::{Circle, PathElement, Polygon};
use plotters_backend::BackendCoord;
use std::rc::Rc;

impl<S: Surface> Painter<'_, S> {
    /// Marks in order, cut off at the plot area where they ask for it.
    pub fn marks(&mut self, marks: &[Mark], area: &Bounds) -> Painted<S> {
        for mark in marks {
            self.clip = Some(area.width()).filter(|_| mark.clip);
            if mark.clip {
                let clip = self.path(&box_path(area));
                self.surface.push_clip(&clip)?;
            }
            self.items(&mark.items)?;
            if mark.clip {
                self.surface.pop_clip()?;
            }
        }
        Ok(())
    }

    /// The items of a mark.
    pub fn items(&mut self, items: &Items) -> Painted<S> {
        match items {
            Items::Rects(list) => self.rects(list),
            Items::Symbols(list) => self.symbols(list),
            Items::Lines(list) => {
                list.iter().try_for_each(|item| self.clipped(&item.source, |p| p.line(item)))
            }
            Items::Areas(list) => {
                list.iter().try_for_each(|item| self.clipped(&item.source, |p| p.area(item)))
            }
            Items::Trails(list) => {
                list.iter().try_for_each(|item| self.clipped(&item.source, |p| p.trail(item)))
            }
            Items::Arcs(list) => {
                list.iter().try_for_each(|item| self.clipped(&item.source, |p| p.arc(item)))
            }
            Items::Rules(list) => self.ruled(list),
            Items::Texts(list) => {
                list.iter().try_for_each(|item| self.clipped(&item.source, |p| p.text(item)))
            }
            Items::Many(many) => self.many(many),
            Items::Images(list) => {
                list.iter().try_for_each(|item| self.clipped(&item.source, |p| p.image(item)))
            }
            Items::Geos(list) => {
                list.iter().try_for_each(|item| self.clipped(&item.source, |p| p.geo(item)))
            }
        }
    }

    fn clipped(
        &mut self,
        source: &Source,
        paint: impl FnOnce(&mut Self) -> Painted<S>,
    ) -> Painted<S> {
        let Some(clip) = &source.clip else { return paint(self) };
        let clip = self.path(&outline::rect::outline(clip));
        self.surface.push_clip(&clip)?;
        paint(self)?;
        self.surface.pop_clip()
    }

    fn rects(&mut self, rects: &[Rect]) -> Painted<S> {
        let is_plain = |rect: &Rect| {
            rect.source.certainty == Certainty::Exact
                && rect.source.clip.is_none()
                && rect.radii == [0.0; 4]
        };
        let together = |a: &Rect, b: &Rect| {
            let same_paint = Rc::ptr_eq(&a.paint, &b.paint) || a.paint == b.paint;
            same_paint && is_plain(a) && is_plain(b)
        };
        for run in rects.chunk_by(together) {
            let Some(first) = run.first() else { continue };
            let draws = self.set_paint(&first.paint, &|| bounds::rect(first));
            if draws && run.len() > 1 && self.pen.is_mergeable() {
                let is_seen = |rect: &&Rect| is_drawn(&[rect.x, rect.y, rect.width, rect.height]);
                let corner = |x: f64, y: f64| Point::new(self.x(x), self.y(y));
                let corners = |rect: &Rect| {
                    let end = corner(rect.x + rect.width, rect.y + rect.height);
                    [corner(rect.x, rect.y), end]
                };
                let boxes: Vec<_> = run.iter().filter(is_seen).map(corners).collect();
                if !boxes.is_empty() {
                    self.surface.draw_boxes(&boxes)?;
                }
            } else if draws {
                for rect in run {
                    match inside(rect) {
                        Some(rect) => certainty::rect(self, &rect)?,
                        None => {
                            self.clipped(&rect.source, |painter| certainty::rect(painter, rect))?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn ruled(&mut self, rules: &[crate::scene::Rule]) -> Painted<S> {
        let is_plain = |rule: &crate::scene::Rule| {
            rule.source.certainty == Certainty::Exact && rule.source.clip.is_none()
        };
        for run in rules.chunk_by(|a, b| is_plain(a) == is_plain(b)) {
            if run.iter().all(is_plain) {
                self.rules(run)?;
                continue;
            }
            for rule in run {
                let paint = certainty::line_paint(&rule.paint, rule.source.certainty);
                let rule = crate::scene::Rule { paint, ..rule.clone() };
                self.clipped(&rule.source, |painter| painter.rules(std::slice::from_ref(&rule)))?;
            }
        }
        Ok(())
    }

    /// Symbols; circles of one paint go to the surface together where that gives the same picture.
    pub fn symbols(&mut self, symbols: &[Symbol]) -> Painted<S> {
        let is_plain = |symbol: &Symbol| {
            symbol.shape == SymbolShape::Circle
                && symbol.source.certainty == Certainty::Exact
                && symbol.source.clip.is_none()
        };
        let together = |a: &Symbol, b: &Symbol| {
            let same_paint = Rc::ptr_eq(&a.paint, &b.paint) || a.paint == b.paint;
            same_paint && is_plain(a) && is_plain(b)
        };
        for run in symbols.chunk_by(together) {
            let Some(first) = run.first() else { continue };
            let draws = self.set_paint(&first.paint, &|| bounds::symbol(first));
            if draws && run.len() > 1 && self.pen.is_mergeable() {
                let circles: Vec<_> = run.iter().filter_map(|one| self.circle(one)).collect();
                self.surface.draw_circles(&circles)?;
            } else if draws {
                for symbol in run {
                    self.clipped(&symbol.source, |painter| certainty::symbol(painter, symbol))?;
                }
            }
        }
        Ok(())
    }

    fn circle(&self, symbol: &Symbol) -> Option<(BackendCoord, u32)> {
        let radius = (outline::symbol::radius(symbol.size) * UNIT).round();
        let is_seen = is_drawn(&[symbol.x, symbol.y, symbol.size]) && radius > 0.0;
        is_seen.then(|| (self.coord(symbol.x, symbol.y), radius as u32))
    }

    /// One symbol in its own paint.
    pub fn symbol(&mut self, symbol: &Symbol) -> Painted<S> {
        if !is_drawn(&[symbol.x, symbol.y, symbol.size])
            || !self.set_paint(&symbol.paint, &|| bounds::symbol(symbol))
        {
            return Ok(());
        }
        if symbol.shape == SymbolShape::Circle {
            let Some((center, radius)) = self.circle(symbol) else { return Ok(()) };
            let style = style(&self.pen);
            return draw(self.surface, &Circle::new(center, radius, style));
        }
        let path = outline::symbol::outline(symbol);
        self.polygon(&path)
    }

    /// A path: one of plotters' polygons or lines where it is a single straight part of one look.
    fn polygon(&mut self, path: &[Segment]) -> Painted<S> {
        let straight = |end: &[Segment]| {
            let corner = |segment: &Segment| match *segment {
                Segment::Line(p) => Some(p),
                Segment::Move(_) | Segment::Cubic(..) | Segment::Close => None,
            };
            let [Segment::Move(first), rest @ ..] = end else { return None };
            let points = std::iter::once(Some(*first)).chain(rest.iter().map(corner));
            points.collect::<Option<Vec<Point>>>()
        };
        let coords = |points: Vec<Point>| -> Vec<BackendCoord> {
            points.into_iter().map(|p| self.coord(p.x, p.y)).collect()
        };
        match (path, self.pen.fill.is_some(), self.pen.stroke.is_some()) {
            ([body @ .., Segment::Close], true, false) if body.len() > 2 => {
                if let Some(points) = straight(body) {
                    let element = Polygon::new(coords(points), style(&self.pen));
                    return draw(self.surface, &element);
                }
            }
            ([.., Segment::Line(_)], false, true) => {
                if let Some(points) = straight(path) {
                    let element = PathElement::new(coords(points), style(&self.pen));
                    return draw(self.surface, &element);
                }
            }
            _ => {}
        }
        self.outline(path)
    }

    /// Sets the paint of an item and draws its outline.
    fn outlined(&mut self, paint: &Rc<Paint>, path: &[Segment]) -> Painted<S> {
        let by = bounds::reach(paint, true);
        if self.set_paint(paint, &|| svg_path::bounds(path).grown(by)) {
            self.polygon(path)?;
        }
        Ok(())
    }

    pub fn line(&mut self, line: &Line) -> Painted<S> {
        let paint = certainty::line_paint(&line.paint, line.source.certainty);
        let is_straight = matches!(line.curve, Curve::Linear);
        let thinned = if is_straight { thin::runs(&line.points) } else { None };
        let path = match thinned {
            Some(points) => outline::line(&Line { points, ..line.clone() }),
            None => outline::line(line),
        };
        self.outlined(&paint, &path)
    }

    fn area(&mut self, area: &Area) -> Painted<S> {
        let paint = certainty::area_paint(&area.paint, area.source.certainty);
        self.outlined(&paint, &outline::area(area))
    }

    fn trail(&mut self, trail: &Trail) -> Painted<S> {
        self.outlined(&trail.paint, &outline::trail::outline(trail))
    }

    fn arc(&mut self, arc: &Arc) -> Painted<S> {
        let numbers =
            [arc.x, arc.y, arc.start_angle, arc.end_angle, arc.inner_radius, arc.outer_radius];
        if !is_drawn(&numbers) {
            return Ok(());
        }
        let paint = certainty::area_paint(&arc.paint, arc.source.certainty);
        self.outlined(&paint, &outline::arc::outline(arc))
    }

    fn geo(&mut self, geo: &Geo) -> Painted<S> {
        self.outlined(&geo.paint, &geo.path)
    }

    fn image(&mut self, image: &Image) -> Painted<S> {
        let Image { x, y, width, height, .. } = *image;
        if !is_drawn(&[x, y, width, height]) || width * height <= 0.0 {
            return Ok(());
        }
        let bounds = Bounds::new(self.x(x), self.y(y), self.x(x + width), self.y(y + height));
        self.surface.draw_image(&image.url, bounds, image.aspect, image.paint.opacity)
    }
}

/// The rectangle as its clip leaves it, where that is a rectangle with round corners again:
/// the clip cuts nothing off but corners that are the rectangle's own.
fn inside(rect: &Rect) -> Option<Rect> {
    let clip = rect.source.clip.as_deref()?;
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
    let (x1, y1) = (rect.x + rect.width, rect.y + rect.height);
    let (right, bottom) = (clip.x + clip.width, clip.y + clip.height);
    let is_within = rect.x >= clip.x - 1e-6
        && rect.y >= clip.y - 1e-6
        && x1 <= right + 1e-6
        && y1 <= bottom + 1e-6;
    if !is_within || rect.radii != [0.0; 4] {
        return None;
    }
    let most = rect.width.min(rect.height) / 2.0;
    let corners = [
        (rect.x - clip.x, rect.y - clip.y),
        (right - x1, rect.y - clip.y),
        (right - x1, bottom - y1),
        (rect.x - clip.x, bottom - y1),
    ];
    let mut radii = [0.0; 4];
    let half = clip.width.min(clip.height) / 2.0;
    for ((radius, (dx, dy)), own) in clip.radii.iter().zip(corners).zip(&mut radii) {
        let radius = radius.max(0.0).min(half);
        if near(dx, 0.0) && near(dy, 0.0) && radius <= most {
            *own = radius;
        } else if dx < radius && dy < radius {
            return None;
        }
    }
    let source = Source { clip: None, ..rect.source.clone() };
    Some(Rect { radii, source, ..rect.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_of_a_clip() {
        let radii = [6.0, 6.0, 0.0, 0.0];
        let clip = Rect { x: 10.0, y: 0.0, width: 20.0, height: 100.0, radii, ..Rect::default() };
        let source = Source { clip: Some(Rc::new(clip)), ..Source::default() };
        let part = |y: f64, height: f64| Rect {
            x: 10.0,
            y,
            width: 20.0,
            height,
            source: source.clone(),
            ..Rect::default()
        };
        let radii = |y: f64, height: f64| inside(&part(y, height)).map(|rect| rect.radii);
        assert_eq!(radii(0.0, 40.0), Some([6.0, 6.0, 0.0, 0.0]));
        assert_eq!(radii(40.0, 60.0), Some([0.0; 4]));
        // Too thin for the corner, beside it, and over the edge.
        assert_eq!(radii(0.0, 8.0), None);
        assert_eq!(radii(4.0, 8.0), None);
        assert_eq!(radii(90.0, 20.0), None);
    }
}
