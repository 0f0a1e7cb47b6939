//! Paints items of very many points: as ordinary ones where few of them show, else by pixels.

use super::columns::Columns;
use super::dots::Dots;
use super::painter::Painter;
use super::pen::Tone;
use super::surface::{Painted, Surface, UNIT};
use crate::base::geometry::Bounds;
use crate::scene::many::{Look, Many, place, symbol};
use crate::scene::outline::symbol::radius;
use crate::scene::{Line, Symbol, SymbolShape, bounds};
use std::ops::Range;

/// How many symbols are drawn one by one.
const FEW: usize = 2000;
/// The largest radius of dots that are counted, in pixels.
const LARGEST: f64 = 64.0;

impl<S: Surface> Painter<'_, S> {
    /// Items of very many points, as the surface's pixels show them.
    pub fn many(&mut self, many: &Many) -> Painted<S> {
        let grain = self.surface.grain();
        // What lies outside of the picture, or of the plot that a line ends with, is not read.
        let width = f64::from(self.surface.get_size().0) / UNIT;
        let left = self.x(0.0) / UNIT;
        let mut ends = [-left, width - left];
        if let (Some(clip), Look::Line(look)) = (self.clip, &*many.look) {
            let by = look.paint.stroke_width;
            ends = [ends[0].max(-by), ends[1].min(clip + by)];
        }
        let rows = many.rows_between(ends[0], ends[1]);
        match &*many.look {
            Look::Line(look) => self.line_of_many(many, look, rows, (width * UNIT * grain).ceil()),
            Look::Symbol(look) => self.symbols_of_many(many, look, rows),
        }
    }

    /// The scales of x and y, to pixels.
    fn to_pixels(&self, many: &Many) -> [[f64; 3]; 2] {
        let grain = self.surface.grain();
        let to = |[value, place, slope]: [f64; 3], start: f64| {
            [value, (start + place * UNIT) * grain, slope * UNIT * grain]
        };
        [to(many.x, self.x(0.0)), to(many.y, self.y(0.0))]
    }

    fn line_of_many(
        &mut self,
        many: &Many,
        look: &Line,
        rows: Range<usize>,
        width: f64,
    ) -> Painted<S> {
        let grain = self.surface.grain();
        let pixels = look.paint.stroke_width * UNIT * grain;
        // Points as far apart as the stroke is wide are seen one by one.
        let spacing = pixels.max(0.5);
        if rows.len() as f64 * spacing < width || many.points.pyramid.is_none() {
            return self.items(&many.items(rows));
        }
        let [[x0, y0], [x1, y1]] = many.corners();
        let around = Bounds::new(x0, y0, x1, y1).grown(look.paint.stroke_width);
        if !self.set_paint(&look.paint, &|| around) {
            return Ok(());
        }
        let [x, y] = self.to_pixels(many);
        let columns = Columns::of(many, rows, &x, &y, width as usize);
        if self.surface.fill_columns(&columns.stroked(pixels))? {
            return Ok(());
        }
        let back = |[px, py]: [f64; 2]| {
            [(px / grain - self.x(0.0)) / UNIT, (py / grain - self.y(0.0)) / UNIT]
        };
        let points = columns.points().into_iter().map(back).collect();
        self.line(&Line { points, ..look.clone() })
    }

    fn symbols_of_many(&mut self, many: &Many, look: &Symbol, rows: Range<usize>) -> Painted<S> {
        let grain = self.surface.grain();
        let (width, height) = self.surface.get_size();
        let radius = radius(look.size) * UNIT * grain;
        let edge = |length: u32| f64::from(length) * grain + radius;
        let (right, bottom) = (edge(width), edge(height));
        let [x, y] = self.to_pixels(many);
        let to = |a: &f64, b: &f64| (place(&x, *a), place(&y, *b));
        let is_seen =
            |(x, y): (f64, f64)| x >= -radius && y >= -radius && x <= right && y <= bottom;
        let draws = self.set_paint(&look.paint, &|| bounds::symbol(look));
        let color = match (&self.pen.fill, &self.pen.stroke) {
            (Some(Tone::Solid(color)), None) if radius <= LARGEST => Some(*color),
            _ => None,
        };
        let square = look.shape == SymbolShape::Square;
        let color = color.filter(|_| (square || look.shape == SymbolShape::Circle) && draws);
        let extent = (&many.points.x_extent, &many.points.y_extent);
        let ((ax, ay), (bx, by)) = (to(&extent.0[0], &extent.1[0]), to(&extent.0[1], &extent.1[1]));
        let area = [
            ax.min(bx).max(-radius),
            ay.min(by).max(-radius),
            ax.max(bx).min(right),
            ay.max(by).min(bottom),
        ];
        let mut dots = color.map(|color| Dots::new(area, radius, color));
        let mut few: Vec<u32> = Vec::new();
        many.points.each(rows.clone(), &mut |from, xs, ys| {
            for (i, (a, b)) in xs.iter().zip(ys).enumerate() {
                let at = to(a, b);
                let (shows, is_few) = match &mut dots {
                    Some(dots) => (dots.add(at.0, at.1), few.len() < FEW),
                    None => (is_seen(at), true),
                };
                if shows && is_few {
                    few.push((from + i) as u32);
                }
            }
        });
        if let (Some(dots), true) = (dots, few.len() >= FEW) {
            if self.surface.draw_raster(&dots.raster(radius, square))? {
                return Ok(());
            }
            return self.items(&many.items(rows));
        }
        let one =
            |row: &u32| symbol(look, *row as usize, many.place(many.points.at(*row as usize)));
        let symbols: Vec<Symbol> = few.iter().map(one).collect();
        self.symbols(&symbols)
    }
}
