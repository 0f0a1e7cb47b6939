//! Very long lines: what a stroke covers of each column of pixels.
//!
//! A line of more points than pixels looks like its least and greatest y in every column, made as
//! wide as the stroke. Source: Jugel and others, "M4", VLDB 2014, for why no other point shows.

use crate::scene::many::{Many, place};
use crate::scene::pyramid::Pyramid;
use std::ops::Range;

/// Rows for each column up to which every row is read; above them blocks of the pyramid are.
const EXACT: usize = 64;

/// A column that the line does not come to.
const EMPTY: [f32; 2] = [f32::INFINITY, f32::NEG_INFINITY];

/// What a line covers of columns of pixels, from the left: its top and its bottom in each.
pub struct Columns {
    list: Vec<[f32; 2]>,
}

impl Columns {
    /// What rows of a line cover of so many columns. `x` and `y` are their scales, to
    /// pixels.
    pub fn of(many: &Many, rows: Range<usize>, x: &[f64; 3], y: &[f64; 3], count: usize) -> Self {
        let mut columns = Self { list: vec![EMPTY; count] };
        let each = rows.len() / count.max(1);
        let pyramid = many.points.pyramid.as_ref().filter(|_| each > EXACT);
        let Some((pyramid, level)) = pyramid.and_then(|it| Some((it, it.level(each / 4)?))) else {
            columns.exact(many, rows, x, y);
            return columns;
        };
        let size = Pyramid::block(level);
        for block in rows.start / size..rows.end.div_ceil(size) {
            let Some([start, next, low, high]) = pyramid.extremes(level, block) else { break };
            let ends = [place(x, start).floor(), place(x, next).floor()];
            if (ends[1] - ends[0]).abs() > 1.0 {
                // Rows far apart, as around a gap: a stretch of the line, not a box.
                let end = ((block + 1) * size + 1).min(many.points.rows());
                columns.exact(many, block * size..end, x, y);
                continue;
            }
            for column in ends {
                columns.stretch(column, [place(y, low), place(y, high)]);
            }
        }
        columns
    }

    fn exact(&mut self, many: &Many, rows: Range<usize>, x: &[f64; 3], y: &[f64; 3]) {
        // The row before, the column that rows are read of, and their least and greatest y there,
        // as the data have it.
        let mut known = (f64::NAN, f64::NAN, f64::NAN, 0.0, 0.0);
        many.points.each(rows, &mut |_, xs, ys| {
            let (mut from_x, mut from_y, mut column, mut low, mut high) = known;
            for (at, value) in xs.iter().zip(ys) {
                let (at, value) = (place(x, *at), *value);
                let own = at.floor();
                if own == column {
                    if value < low {
                        low = value;
                    }
                    if value > high {
                        high = value;
                    }
                } else {
                    self.stretch(column, [place(y, low), place(y, high)]);
                    let now = [at, place(y, value)];
                    let before = if from_x.is_nan() { now } else { [from_x, place(y, from_y)] };
                    self.segment(before, now);
                    (column, low, high) = (own, value, value);
                }
                (from_x, from_y) = (at, value);
            }
            known = (from_x, from_y, column, low, high);
        });
        self.stretch(known.2, [place(y, known.3), place(y, known.4)]);
    }

    fn stretch(&mut self, column: f64, ends: [f64; 2]) {
        ends.into_iter().for_each(|y| self.put(column, y));
    }

    /// A straight stretch: the part of it in each column.
    fn segment(&mut self, from: [f64; 2], to: [f64; 2]) {
        let (a, b) = (from[0].floor(), to[0].floor());
        self.put(b, to[1]);
        if a == b {
            return;
        }
        self.put(a, from[1]);
        let slope = (to[1] - from[1]) / (to[0] - from[0]);
        let first = a.min(b).max(-1.0) as i64 + 1;
        let last = a.max(b).min(self.list.len() as f64) as i64;
        for border in first..=last {
            let border = border as f64;
            let y = from[1] + slope * (border - from[0]);
            self.put(border - 1.0, y);
            self.put(border, y);
        }
    }

    fn put(&mut self, column: f64, y: f64) {
        if column >= 0.0
            && let Some([top, bottom]) = self.list.get_mut(column as usize)
        {
            let y = y as f32;
            if y < *top {
                *top = y;
            }
            if y > *bottom {
                *bottom = y;
            }
        }
    }

    /// The line itself: through the top and the bottom of each column.
    pub fn points(&self) -> Vec<[f64; 2]> {
        let mut points: Vec<[f64; 2]> = Vec::new();
        for (i, column) in self.list.iter().enumerate().filter(|(_, it)| it[0] <= it[1]) {
            let [top, bottom] = column.map(f64::from);
            let x = i as f64 + 0.5;
            // The nearer end first, so that the line does not cross the column twice.
            let down =
                points.last().is_none_or(|last| (last[1] - top).abs() <= (last[1] - bottom).abs());
            points.extend(if down { [[x, top], [x, bottom]] } else { [[x, bottom], [x, top]] });
        }
        points
    }

    /// What a stroke of so many pixels covers of each column; empty ones have their top below.
    pub fn stroked(&self, width: f64) -> Vec<[f32; 2]> {
        let radius = width / 2.0;
        let wide = (width.round() as isize).clamp(1, 64);
        // A disc drawn along the line: what it reaches at each distance across.
        let reach = |k: isize| {
            let off = k.unsigned_abs() as f64 + 0.5;
            if k == 0 { radius } else { (radius * radius - off * off).max(0.0).sqrt() }
        };
        let mut out = vec![EMPTY; self.list.len()];
        for k in -((wide - 1) / 2)..=wide / 2 {
            let reach = reach(k) as f32;
            let (from, to) = ((-k).max(0) as usize, k.max(0) as usize);
            for ([top, bottom], slot) in self.list.iter().skip(from).zip(out.iter_mut().skip(to)) {
                if top - reach < slot[0] {
                    slot[0] = top - reach;
                }
                if bottom + reach > slot[1] {
                    slot[1] = bottom + reach;
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Line;
    use crate::scene::many::{Look, Points};
    use std::rc::Rc;

    fn many(x: Vec<f64>, y: Vec<f64>) -> Many {
        let (x, y): (Rc<[f64]>, Rc<[f64]>) = (x.into(), y.into());
        let points = Rc::new(Points::new(Rc::new(x), Rc::new(y)).unwrap());
        Many {
            points,
            x: [0.0, 0.0, 1.0],
            y: [0.0, 0.0, 1.0],
            look: Box::new(Look::Line(Line::default())),
        }
    }

    #[test]
    fn sparse_lines_run_on() {
        let it = many(vec![0.5, 1.5, 1.75, 4.5], vec![0.0, 10.0, 20.0, 20.0]);
        let columns = Columns::of(&it, 0..4, &[0.0, 0.0, 1.0], &[0.0, 0.0, 1.0], 5);
        let expected = [[0.0, 5.0], [5.0, 20.0], [20.0, 20.0], [20.0, 20.0], [20.0, 20.0]];
        assert_eq!(columns.list, expected);
        // Against the data, and cut off at both sides.
        let columns = Columns::of(&it, 0..4, &[0.0, 3.0, -1.0], &[0.0, 0.0, 1.0], 2);
        assert_eq!(columns.list, [[20.0, 20.0], [5.0, 20.0]]);
    }

    #[test]
    fn a_spike_in_a_million() {
        let count = 300_000;
        let x: Vec<f64> = (0..count).map(|i| f64::from(i) / 1000.0).collect();
        let mut y = vec![0.0; x.len()];
        y[123_456] = 1e6;
        let it = many(x, y);
        let columns = Columns::of(&it, 0..300_000, &[0.0, 0.0, 1.0], &[0.0, 0.0, 1.0], 300);
        let high: Vec<usize> = (0..300).filter(|i| columns.list[*i][1] > 0.0).collect();
        assert_eq!(high, [123]);
        assert!(columns.list.iter().all(|column| column[0] == 0.0));
    }

    #[test]
    fn a_gap_is_a_line() {
        let mut x: Vec<f64> = (0..200_000).map(|i| f64::from(i) / 2000.0).collect();
        x.iter_mut().skip(100_000).for_each(|x| *x += 100.0);
        let y: Vec<f64> = (0..200_000).map(|i| f64::from(i % 100)).collect();
        let columns = Columns::of(&many(x, y), 0..200_000, &[0.0, 0.0, 1.0], &[0.0, 0.0, 1.0], 200);
        assert_eq!(columns.list[20], [0.0, 99.0]);
        // From 99 down to 0 across the gap.
        let [top, bottom] = columns.list[100];
        assert!(bottom - top < 2.0 && top > 45.0 && bottom < 52.0, "{top} {bottom}");
    }

    #[test]
    fn strokes() {
        let flat = Columns { list: vec![EMPTY, [5.0, 5.0], [5.0, 5.0], EMPTY, EMPTY] };
        assert_eq!(flat.stroked(1.0), [EMPTY, [4.5, 5.5], [4.5, 5.5], EMPTY, EMPTY]);
        let three = flat.stroked(3.0);
        assert_eq!(three[1], [3.5, 6.5]);
        assert_eq!(three[0], [5.0, 5.0]);
        assert_eq!(three[4], EMPTY);
        assert_eq!(flat.points(), [[1.5, 5.0], [1.5, 5.0], [2.5, 5.0], [2.5, 5.0]]);
    }
}
