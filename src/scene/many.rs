//! Items of so many points that they refer to columns and carry their scales instead of a list.
//!
//! Painting reads of them what its pixels show; printing writes all points out.

use super::item::{Items, Line, Symbol};
use super::pyramid::Pyramid;
use crate::base::number::hypot;
use std::fmt::Debug;
use std::ops::Range;
use std::rc::Rc;

/// How many rows are read at a time.
const BLOCK: usize = 16_384;

/// A column of numbers that may be elsewhere, and is read through in blocks.
pub trait Numbers: Debug {
    /// How many it has.
    fn count(&self) -> usize;

    /// Reads as many numbers as there is room for, beginning at a row. There are as many.
    fn read(&self, from: usize, into: &mut [f64]);
}

impl Numbers for Rc<[f64]> {
    fn count(&self) -> usize {
        self.len()
    }

    fn read(&self, from: usize, into: &mut [f64]) {
        for (slot, number) in into.iter_mut().zip(self.iter().skip(from)) {
            *slot = *number;
        }
    }
}

/// What reads rows in blocks: the first row, their x and their y.
pub type Reader<'a> = dyn FnMut(usize, &[f64], &[f64]) + 'a;

/// Two columns of finite numbers: where each row stands, in the units of the data.
#[derive(Clone, Debug)]
pub struct Points {
    x: Rc<dyn Numbers>,
    y: Rc<dyn Numbers>,
    /// The least and the greatest x.
    pub x_extent: [f64; 2],
    /// The least and the greatest y.
    pub y_extent: [f64; 2],
    /// What is known of blocks of rows, when x never falls.
    pub pyramid: Option<Pyramid>,
}

impl Points {
    /// Reads two columns once. `None` when they have no rows or not equally many, or when a
    /// number is missing or not finite.
    #[must_use]
    pub fn new(x: Rc<dyn Numbers>, y: Rc<dyn Numbers>) -> Option<Self> {
        let rows = x.count();
        if rows == 0 || rows != y.count() {
            return None;
        }
        let mut pyramid = Some(Pyramid::for_rows(rows));
        let empty = [f64::INFINITY, f64::NEG_INFINITY];
        let mut points = Self { x, y, x_extent: empty, y_extent: empty, pyramid: None };
        // Infinite and missing numbers leave no finite sum.
        let (mut x_extent, mut y_extent, mut sum) = (empty, empty, 0.0);
        points.each(0..rows, &mut |_, x, y| {
            let before = x_extent[1];
            // What is no number does not rise.
            let rises = x.first().is_some_and(|first| *first >= before) && x.is_sorted();
            if !rises {
                pyramid = None;
            }
            // Of rising ones the first is least, the last greatest.
            let ends = [x.first().copied(), x.last().copied()].map(Option::unwrap_or_default);
            let of_x = extremes(if pyramid.is_some() { &ends } else { x });
            let of_y = match &mut pyramid {
                Some(pyramid) => pyramid.add(x, y),
                None => extremes(y),
            };
            for (extent, own) in [(&mut x_extent, of_x), (&mut y_extent, of_y)] {
                *extent = [extent[0].min(own[0]), extent[1].max(own[1])];
                sum += own[2];
            }
        });
        if !sum.is_finite() {
            return None;
        }
        if let Some(pyramid) = &mut pyramid {
            pyramid.close();
        }
        (points.x_extent, points.y_extent, points.pyramid) = (x_extent, y_extent, pyramid);
        Some(points)
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.x.count()
    }

    /// Calls with the rows in blocks: the first row of each, its x and its y.
    pub fn each(&self, rows: Range<usize>, call: &mut Reader<'_>) {
        let size = rows.len().min(BLOCK);
        let (mut x, mut y) = (vec![0.0; size], vec![0.0; size]);
        for from in rows.clone().step_by(BLOCK) {
            let count = (rows.end - from).min(BLOCK);
            self.x.read(from, &mut x[..count]);
            self.y.read(from, &mut y[..count]);
            call(from, &x[..count], &y[..count]);
        }
    }

    /// Where a row stands; NaN past the end.
    #[must_use]
    pub fn at(&self, row: usize) -> [f64; 2] {
        let (mut x, mut y) = ([f64::NAN], [f64::NAN]);
        if row < self.rows() {
            self.x.read(row, &mut x);
            self.y.read(row, &mut y);
        }
        [x[0], y[0]]
    }

    /// The rows with an x from one to another and one more on either side; all when x may fall.
    #[must_use]
    pub fn between(&self, low: f64, high: f64) -> Range<usize> {
        let Some(pyramid) = &self.pyramid else { return 0..self.rows() };
        let first = pyramid.before(&*self.x, low).saturating_sub(1);
        let last = pyramid.before(&*self.x, high) + 2;
        first..last.min(self.rows()).max(first)
    }

    /// The row nearest along x, the first of equal ones; `None` when x may fall.
    #[must_use]
    pub fn nearest(&self, x: f64) -> Option<usize> {
        let right = self.pyramid.as_ref()?.before(&*self.x, x).min(self.rows() - 1);
        let left = right.saturating_sub(1);
        let far = |row: usize| (self.at(row)[0] - x).abs();
        if far(right) < far(left) {
            return Some(right);
        }
        // Of equal ones the first.
        let same = self.at(left)[0];
        Some(self.pyramid.as_ref()?.before(&*self.x, same))
    }
}

/// The least and the greatest of numbers, and a number that is finite when they all are.
#[must_use]
pub fn extremes(numbers: &[f64]) -> [f64; 3] {
    if numbers.is_empty() {
        return [f64::INFINITY, f64::NEG_INFINITY, 0.0];
    }
    // Integers in the order of the numbers: of them the lesser is found without a jump, which
    // halves the time. What is no number stands at the ends.
    let order = |bits: i64| bits ^ (((bits >> 63) as u64) >> 1) as i64;
    let (mut low, mut high) = (i64::MAX, i64::MIN);
    for number in numbers {
        let own = order(number.to_bits() as i64);
        low = low.min(own);
        high = high.max(own);
    }
    // Plus zero: no zero has a sign.
    let [low, high] = [low, high].map(|own| f64::from_bits(order(own) as u64) + 0.0);
    [low, high, low + high]
}

/// Where a scale places a value: by a value, its place, and the slope.
#[must_use]
pub fn place(scale: &[f64; 3], value: f64) -> f64 {
    scale[1] + scale[2] * (value - scale[0])
}

/// The value that a scale places there.
#[must_use]
pub fn back(scale: &[f64; 3], place: f64) -> f64 {
    scale[0] + (place - scale[1]) / scale[2]
}

/// The symbol of a row at a place.
#[must_use]
pub fn symbol(look: &Symbol, row: usize, [x, y]: [f64; 2]) -> Symbol {
    let mut symbol = Symbol { x, y, ..look.clone() };
    symbol.source.row = row as u32;
    symbol
}

/// What very many rows are drawn as.
#[derive(Clone, Debug)]
pub enum Look {
    /// A line with this look; its points do not matter.
    Line(Line),
    /// A symbol with this look for each row; where it stands does not matter.
    Symbol(Symbol),
}

/// A line, or symbols of one look, through very many rows.
#[derive(Clone, Debug)]
pub struct Many {
    /// The rows.
    pub points: Rc<Points>,
    /// The scale of x: a value, its place, and the slope.
    pub x: [f64; 3],
    /// The scale of y.
    pub y: [f64; 3],
    /// What they are drawn as.
    pub look: Box<Look>,
}

impl Many {
    /// Where a row of the data stands in the panel.
    #[must_use]
    pub fn place(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [place(&self.x, x), place(&self.y, y)]
    }

    /// The rows that may stand between two places across, and one more on either side.
    #[must_use]
    pub fn rows_between(&self, left: f64, right: f64) -> Range<usize> {
        let (a, b) = (back(&self.x, left), back(&self.x, right));
        if a.is_nan() || b.is_nan() { 0..0 } else { self.points.between(a.min(b), a.max(b)) }
    }

    /// Some rows as ordinary items.
    #[must_use]
    pub fn items(&self, rows: Range<usize>) -> Items {
        match &*self.look {
            Look::Line(look) => Items::Lines(vec![self.line(look, rows)]),
            Look::Symbol(look) => {
                let mut out = Vec::with_capacity(rows.len());
                self.each_place(rows, &mut |row, at| out.push(symbol(look, row, at)));
                Items::Symbols(out)
            }
        }
    }

    /// Its first and its last corner: the places of the least x and y, and of the greatest.
    #[must_use]
    pub fn corners(&self) -> [[f64; 2]; 2] {
        let Points { x_extent, y_extent, .. } = &*self.points;
        [0, 1].map(|i| self.place([x_extent[i], y_extent[i]]))
    }

    fn line(&self, look: &Line, rows: Range<usize>) -> Line {
        let mut points = Vec::with_capacity(rows.len());
        self.each_place(rows.clone(), &mut |_, place| points.push(place));
        let mut line = Line { points, ..look.clone() };
        line.source.row = rows.start as u32;
        line.rows = rows.map(|row| row as u32).collect();
        line
    }

    /// Calls with each row and its place in the panel.
    pub fn each_place(&self, rows: Range<usize>, call: &mut dyn FnMut(usize, [f64; 2])) {
        self.points.each(rows, &mut |from, x, y| {
            for (i, (x, y)) in x.iter().zip(y).enumerate() {
                call(from + i, self.place([*x, *y]));
            }
        });
    }

    /// The row whose place is nearest to one within a radius, the last of equal ones, and how far it is.
    #[must_use]
    pub fn nearest(&self, at: [f64; 2], radius: f64) -> Option<(f64, usize)> {
        let mut best: Option<(f64, usize)> = None;
        let rows = self.rows_between(at[0] - radius, at[0] + radius);
        self.each_place(rows, &mut |row, [x, y]| {
            let (dx, dy) = (x - at[0], y - at[1]);
            if dx.abs() <= radius && dy.abs() <= radius {
                let far = hypot(dx, dy);
                if far <= best.map_or(radius, |(least, _)| least) {
                    best = Some((far, row));
                }
            }
        });
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(x: &[f64], y: &[f64]) -> Option<Points> {
        let [x, y]: [Rc<[f64]>; 2] = [x.into(), y.into()];
        Points::new(Rc::new(x), Rc::new(y))
    }

    #[test]
    fn what_is_known_of_rows() {
        let rising = points(&[1.0, 2.0, 2.0, 5.0], &[3.0, -1.0, 7.0, 0.0]).unwrap();
        assert_eq!((rising.x_extent, rising.y_extent), ([1.0, 5.0], [-1.0, 7.0]));
        assert_eq!(rising.between(1.5, 2.0), 0..3);
        assert_eq!(rising.between(2.5, 9.0), 2..4);
        for (x, expected) in
            [(-9.0, 0), (1.4, 0), (1.6, 1), (2.0, 1), (3.4, 1), (3.5, 1), (3.6, 3), (99.0, 3)]
        {
            assert_eq!(rising.nearest(x), Some(expected), "{x}");
        }
        assert_eq!(rising.at(2), [2.0, 7.0]);
        assert!(rising.at(4)[0].is_nan());
        let falling = points(&[2.0, 1.0, 3.0], &[0.0, 1.0, 2.0]).unwrap();
        assert_eq!((falling.x_extent, falling.y_extent), ([1.0, 3.0], [0.0, 2.0]));
        assert!(falling.pyramid.is_none() && falling.nearest(1.0).is_none());
        assert_eq!(falling.between(5.0, 6.0), 0..3);
        let (nan, infinite) = (f64::NAN, f64::INFINITY);
        for (x, y) in [
            ([1.0, nan], [0.0, 0.0]),
            ([nan, 1.0], [0.0, 0.0]),
            ([1.0, 2.0], [0.0, nan]),
            ([1.0, infinite], [0.0, 0.0]),
            ([1.0, 2.0], [-infinite, 0.0]),
        ] {
            assert!(points(&x, &y).is_none(), "{x:?} {y:?}");
        }
        assert!(points(&[], &[]).is_none() && points(&[1.0], &[1.0, 2.0]).is_none());
    }

    #[test]
    fn extremes_of_numbers() {
        let check = |numbers: &[f64], low: f64, high: f64, is_finite: bool| {
            let found = extremes(numbers);
            assert_eq!((found[0], found[1]), (low, high), "{numbers:?}");
            assert_eq!(found[2].is_finite(), is_finite, "{numbers:?}");
        };
        check(&[], f64::INFINITY, f64::NEG_INFINITY, true);
        check(&[3.0], 3.0, 3.0, true);
        check(&[2.0, -1.5, 1e300, -1e-300, 0.0], -1.5, 1e300, true);
        check(&[-2.0, -1.0, -3.0], -3.0, -1.0, true);
        check(&[1.0, f64::INFINITY], 1.0, f64::INFINITY, false);
        check(&[f64::NEG_INFINITY, f64::INFINITY], f64::NEG_INFINITY, f64::INFINITY, false);
        for nan in [f64::NAN, -f64::NAN] {
            assert!(extremes(&[1.0, nan, 2.0])[2].is_nan());
        }
        assert!(extremes(&[-0.0])[0].is_sign_positive());
    }

    #[test]
    fn items_of_rows() {
        let points = Rc::new(points(&[0.0, 10.0, 20.0], &[1.0, 2.0, 3.0]).unwrap());
        let look = Box::new(Look::Line(Line::default()));
        let many = Many { points, x: [10.0, 100.0, 2.0], y: [0.0, 50.0, -10.0], look };
        let Items::Lines(lines) = many.items(1..3) else { panic!() };
        assert_eq!(lines[0].points, [[100.0, 30.0], [120.0, 20.0]]);
        assert_eq!(*lines[0].rows, [1, 2]);
        assert_eq!(many.corners(), [[80.0, 40.0], [120.0, 20.0]]);
        assert_eq!(many.rows_between(99.0, 101.0), 0..3);
        assert_eq!(many.rows_between(0.0, 79.0), 0..2);
        assert_eq!(many.nearest([118.0, 20.0], 5.0), Some((2.0, 2)));
        assert_eq!(many.nearest([110.0, 20.0], 5.0), None);
    }
}
