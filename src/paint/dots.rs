//! Very many dots of one look: how much of each pixel they let through.

use crate::base::color::Color;
use crate::base::number::{exp, hypot, ln};

/// A picture in pixels: red, green, blue and opacity of each, row by row.
pub struct Raster {
    /// Its left edge in the picture.
    pub x: i32,
    /// Its upper edge in the picture.
    pub y: i32,
    /// Its width.
    pub width: usize,
    /// Its bytes, four a pixel.
    pub bytes: Vec<u8>,
}

/// Dots being counted: how many have their centers in each pixel.
pub struct Dots {
    x: i32,
    y: i32,
    width: usize,
    height: usize,
    /// How far a dot reaches.
    reach: usize,
    /// How many pixels there are around the centers on each side: enough for sums to begin and end in.
    around: usize,
    /// The count of each pixel; once closed those of all pixels before it in its row.
    counts: Vec<u32>,
}

impl Dots {
    /// No dots yet. Centers from (`x0`, `y0`) up to (`x1`, `y1`) count, in pixels, and `radius` around them.
    pub fn new([x0, y0, x1, y1]: [f64; 4], radius: f64) -> Self {
        let reach = (radius + 0.5).ceil().max(1.0) as usize;
        let around = 2 * reach;
        let side = |a: f64, b: f64| (b.floor() - a.floor()).max(0.0) as usize + 2 * around + 1;
        let (width, height) = (side(x0, x1), side(y0, y1));
        let (x, y) = (x0.floor() as i32 - around as i32, y0.floor() as i32 - around as i32);
        Self { x, y, width, height, reach, around, counts: vec![0; width * height] }
    }

    /// Counts a dot; one that lies outside does not.
    pub fn add(&mut self, x: f64, y: f64) {
        let (x, y) = (x.floor() as i32 - self.x, y.floor() as i32 - self.y);
        let around = self.around as i32;
        let inside = |at: i32, length: usize| at >= around && at < length as i32 - around;
        if inside(x, self.width)
            && inside(y, self.height)
            && let Some(count) = self.counts.get_mut(y as usize * self.width + x as usize)
        {
            *count += 1;
        }
    }

    /// The picture of all dots in a colour: discs of a radius, or squares as wide.
    ///
    /// Dots over one another let through what all of them do, whatever their order.
    pub fn raster(mut self, radius: f64, square: bool, color: Color) -> Raster {
        for row in self.counts.chunks_mut(self.width) {
            let mut sum = 0;
            for count in row {
                sum += *count;
                *count = sum;
            }
        }
        // Nothing is quite opaque, so that logarithms can be added up.
        let alpha = f64::from(color.a).clamp(0.0, 1.0 - 1.0 / 1024.0);
        let spans = spans(radius, square, self.reach as isize, alpha);
        let table: Vec<u8> =
            (0..1024).map(|i| ((1.0 - exp(-f64::from(i) / 128.0)) * 255.5) as u8).collect();
        let mut bytes = vec![0; self.width * self.height * 4];
        let mut through = vec![0.0_f32; self.width];
        for (y, out) in bytes.chunks_mut(self.width * 4).enumerate() {
            through.fill(0.0);
            for (dy, half, weight) in &spans {
                let Some(row) = y.checked_add_signed(*dy).filter(|y| *y < self.height) else {
                    continue;
                };
                let row = &self.counts[row * self.width..(row + 1) * self.width];
                // Within the reach from either edge there are no centers.
                let near = &row[2 * half + 1..];
                for ((sum, right), left) in through[half + 1..].iter_mut().zip(near).zip(row) {
                    *sum += (*right - *left) as f32 * weight;
                }
            }
            for (pixel, sum) in out.chunks_mut(4).zip(&through) {
                if *sum > 0.0 {
                    let alpha = table.get((sum * 128.0 + 0.5) as usize).copied().unwrap_or(255);
                    pixel.copy_from_slice(&[color.r, color.g, color.b, alpha]);
                }
            }
        }
        Raster { x: self.x, y: self.y, width: self.width, bytes }
    }
}

/// What a dot takes away, as spans of equal weight: how far up or down, half the width less
/// half a pixel, and the logarithm that is taken off.
fn spans(radius: f64, square: bool, reach: isize, alpha: f64) -> Vec<(isize, usize, f32)> {
    let mut spans = Vec::new();
    for dy in -reach..=reach {
        let weight = |dx: isize| {
            let (x, y) = (dx.unsigned_abs() as f64, dy.unsigned_abs() as f64);
            let inside = |far: f64| (radius + 0.5 - far).clamp(0.0, 1.0);
            let cover = if square { inside(x) * inside(y) } else { inside(hypot(x, y)) };
            -ln(1.0 - alpha * cover)
        };
        for half in 0..reach {
            // Wider spans have given their part already: what is left of the weight here.
            let own = weight(half) - weight(half + 1);
            if own > 1e-4 {
                spans.push((dy, half as usize, own as f32));
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alpha(raster: &Raster, x: i32, y: i32) -> u8 {
        let at = (y - raster.y) * raster.width as i32 + x - raster.x;
        raster.bytes[at as usize * 4 + 3]
    }

    #[test]
    fn a_dot() {
        let color = Color { r: 1, g: 2, b: 3, a: 1.0 };
        let mut dots = Dots::new([0.0, 0.0, 40.0, 20.0], 3.0);
        for (x, y) in [(0.2, 0.7), (30.0, 10.0), (30.5, 10.5), (-0.1, 5.0), (41.0, 5.0)] {
            dots.add(x, y);
        }
        let raster = dots.raster(3.0, false, color);
        for (x, y, expected) in [
            (0, 0, 255),
            (-2, 0, 255),
            (-3, 0, 127),
            (-4, 0, 0),
            (0, 3, 127),
            (-1, 5, 0),
            (30, 10, 255),
            (28, 10, 255),
            (33, 10, 191),
            (34, 10, 0),
        ] {
            let found = alpha(&raster, x, y);
            assert!(found.abs_diff(expected) <= 1, "{x} {y}: {found}");
        }
        assert_eq!(raster.bytes.chunks(4).find(|pixel| pixel[3] > 0).unwrap()[..3], [1, 2, 3]);
    }

    #[test]
    fn dots_add_up() {
        let color = Color { r: 0, g: 0, b: 0, a: 0.5 };
        let mut dots = Dots::new([0.0, 0.0, 9.0, 9.0], 1.0);
        for _ in 0..3 {
            dots.add(4.0, 4.0);
        }
        let raster = dots.raster(1.0, true, color);
        assert!(alpha(&raster, 4, 4).abs_diff(223) <= 1);
        assert!(alpha(&raster, 5, 4).abs_diff(147) <= 1, "{}", alpha(&raster, 5, 4));
        assert_eq!(alpha(&raster, 6, 4), 0);
    }
}
