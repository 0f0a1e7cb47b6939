//! The least and the greatest of a column over blocks of rows, so that a picture of a million rows
//! reads as much as it has pixels.

use super::many::{Numbers, extremes};

/// How many rows a block of the lowest level has.
const BLOCK: usize = 16;

/// Extremes of y over blocks of rows whose x never falls: of 16 rows, of 32, of 64 …
#[derive(Clone, Debug, Default)]
pub struct Pyramid {
    rows: usize,
    /// What the extremes are counted from, so that they are exact enough in 32 bits.
    base: f64,
    /// The x of the first row of each block of the lowest level.
    starts: Vec<f64>,
    /// Least and greatest y less the base, level by level.
    levels: Vec<Vec<[f32; 2]>>,
}

impl Pyramid {
    /// A pyramid for so many rows, whose blocks [`Pyramid::add`] brings.
    #[must_use]
    pub fn for_rows(rows: usize) -> Self {
        let blocks = rows.div_ceil(BLOCK);
        let levels = vec![Vec::with_capacity(blocks)];
        Self { rows, base: f64::NAN, starts: Vec::with_capacity(blocks), levels }
    }

    /// The next rows, of one length; all but the last time a multiple of 16. Gives the
    /// [`extremes`] of y.
    pub fn add(&mut self, x: &[f64], y: &[f64]) -> [f64; 3] {
        let mut all = extremes(&[]);
        if self.base.is_nan() {
            self.base = y.first().copied().unwrap_or_default();
        }
        self.starts.extend(x.iter().step_by(BLOCK));
        let base = self.base;
        let Some(lowest) = self.levels.first_mut() else { return all };
        for block in y.chunks(BLOCK) {
            let [low, high, sum] = extremes(block);
            lowest.push([(low - base) as f32, (high - base) as f32]);
            all = [all[0].min(low), all[1].max(high), all[2] + sum];
        }
        all
    }

    /// Makes the levels above the lowest; after the last rows.
    pub fn close(&mut self) {
        while let Some(below) = self.levels.last().filter(|level| level.len() > 64) {
            let mut level = Vec::with_capacity(below.len().div_ceil(2));
            level.extend(below.chunks(2).map(|pair| match pair {
                [a, b] => {
                    [if a[0] < b[0] { a[0] } else { b[0] }, if a[1] > b[1] { a[1] } else { b[1] }]
                }
                rest => rest.first().copied().unwrap_or_default(),
            }));
            self.levels.push(level);
        }
    }

    /// The level whose blocks have at most so many rows; `None` when even the lowest has more.
    #[must_use]
    pub fn level(&self, rows: usize) -> Option<usize> {
        let fits = (0..self.levels.len()).take_while(|level| BLOCK << level <= rows);
        fits.last()
    }

    /// How many rows the blocks of a level have.
    #[must_use]
    pub fn block(level: usize) -> usize {
        BLOCK << level
    }

    /// A block of a level: the x of its first row and of the row after its last (its own
    /// last where there is none), its least and its greatest y. `None` past the end.
    #[must_use]
    pub fn extremes(&self, level: usize, block: usize) -> Option<[f64; 4]> {
        let [low, high] = *self.levels.get(level)?.get(block)?;
        let start = *self.starts.get(block << level)?;
        let next = self.starts.get((block + 1) << level).or(self.starts.last());
        let [low, high] = [low, high].map(|y| self.base + f64::from(y));
        Some([start, next.copied().unwrap_or(start), low, high])
    }

    /// How many rows have a lesser x: found by halves, and read only where it has to be exact.
    #[must_use]
    pub fn before(&self, numbers: &dyn Numbers, x: f64) -> usize {
        let block = self.starts.partition_point(|start| *start < x);
        let from = block.saturating_sub(1) * BLOCK;
        let mut rows = [0.0; BLOCK];
        let count = self.rows.saturating_sub(from).min(BLOCK);
        numbers.read(from, &mut rows[..count]);
        from + rows[..count].partition_point(|own| *own < x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    #[test]
    fn extremes_of_blocks() {
        let x: Rc<[f64]> = (0..3000).map(f64::from).collect();
        let y: Vec<f64> = (0..3000).map(|i| f64::from(i * 37 % 101) + 1e9).collect();
        let mut pyramid = Pyramid::for_rows(3000);
        for (x, y) in x.chunks(1024).zip(y.chunks(1024)) {
            pyramid.add(x, y);
        }
        pyramid.close();
        assert_eq!(pyramid.level(15), None);
        assert_eq!(pyramid.level(16), Some(0));
        assert_eq!(pyramid.level(1 << 20), Some(2));
        for (level, block) in [(0, 0), (0, 187), (1, 3), (2, 40), (2, 46)] {
            let size = Pyramid::block(level);
            let own = &y[block * size..((block + 1) * size).min(3000)];
            let low = own.iter().copied().fold(f64::INFINITY, f64::min);
            let high = own.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let start = (block * size) as f64;
            let next = if (block + 1) * size < 3000 { start + size as f64 } else { 2992.0 };
            assert_eq!(pyramid.extremes(level, block), Some([start, next, low, high]));
        }
        assert_eq!(pyramid.extremes(0, 188), None);
        for (value, expected) in
            [(-1.0, 0), (0.0, 0), (0.5, 1), (16.0, 16), (16.5, 17), (2999.0, 2999), (9e9, 3000)]
        {
            assert_eq!(pyramid.before(&x, value), expected, "{value}");
        }
    }
}
