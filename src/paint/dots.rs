//! Very many dots of one look: how much of each pixel they let through.

use crate::base::color::Color;
use crate::base::number::{exp, hypot, ln};

/// A picture in pixels, row by row.
#[cfg_attr(
    all(not(target_arch = "wasm32"), not(test)),
    expect(dead_code, reason = "only a canvas draws one")
)]
pub struct Raster {
    /// Its left edge in the picture.
    pub x: i32,
    /// Its upper edge in the picture.
    pub y: i32,
    /// Its width.
    pub width: usize,
    /// Its pixels: red, green, blue and opacity from the lowest byte up.
    pub pixels: Vec<u32>,
}

/// How many steps there are from a pixel that no dot comes to, to one that is covered.
const STEPS: usize = 4;

/// Dots being counted: which pixels have their centers.
pub struct Dots {
    x: i32,
    y: i32,
    width: usize,
    height: usize,
    /// How far a dot reaches.
    reach: usize,
    /// How many pixels there are around the centers on each side: enough for sums to begin and end in.
    around: usize,
    color: Color,
    /// Of opaque dots: a bit a pixel, each row from a new word.
    bits: Vec<u64>,
    /// Of others: how many centers a pixel has; in the end how many it and those before it in its row have.
    counts: Vec<u32>,
}

impl Dots {
    /// No dots yet. Centers from (`x0`, `y0`) up to (`x1`, `y1`) count, in pixels, and `radius` around them.
    pub fn new([x0, y0, x1, y1]: [f64; 4], radius: f64, color: Color) -> Self {
        let reach = (radius + 0.5).ceil().max(1.0) as usize;
        let around = 2 * reach;
        let side = |a: f64, b: f64| (b.floor() - a.floor()).max(0.0) as usize + 2 * around + 1;
        let (width, height) = (side(x0, x1), side(y0, y1));
        let (x, y) = (x0.floor() as i32 - around as i32, y0.floor() as i32 - around as i32);
        let opaque = color.a >= 1.0;
        let bits = vec![0; if opaque { width.div_ceil(64) * height } else { 0 }];
        let counts = vec![0; if opaque { 0 } else { width * height }];
        Self { x, y, width, height, reach, around, color, bits, counts }
    }

    /// Counts a dot; whether it lies inside.
    pub fn add(&mut self, x: f64, y: f64) -> bool {
        let (x, y) = (x.floor() as i32 - self.x, y.floor() as i32 - self.y);
        let around = self.around as i32;
        let inside = |at: i32, length: usize| at >= around && at < length as i32 - around;
        if !inside(x, self.width) || !inside(y, self.height) {
            return false;
        }
        let (x, y) = (x as usize, y as usize);
        if let Some(count) = self.counts.get_mut(y * self.width + x) {
            *count += 1;
        } else if let Some(word) = self.bits.get_mut(y * self.width.div_ceil(64) + x / 64) {
            *word |= 1 << (x % 64);
        }
        true
    }

    /// The picture of all dots: discs of a radius, or squares as wide.
    ///
    /// Dots over one another let through what all of them do, whatever their order; where edges
    /// of opaque ones meet, what covers most.
    pub fn raster(self, radius: f64, square: bool) -> Raster {
        let rows = rows(radius, square, self.reach as isize);
        if self.color.a >= 1.0 { self.opaque(&rows) } else { self.translucent(&rows) }
    }

    /// Rows of bits, made a pixel wider on both sides again and again, and laid where each row of the
    /// dot is that wide: once for each step of cover.
    fn opaque(self, rows: &[(isize, Vec<f32>)]) -> Raster {
        let words = self.width.div_ceil(64);
        let mut masks = vec![0; self.bits.len() * STEPS];
        // How wide, how far down, and which step.
        let mut parts: Vec<(usize, isize, usize)> = Vec::new();
        for (dy, cover) in rows {
            for step in 0..STEPS {
                let least = (step as f32 + 0.5) / STEPS as f32;
                let wide = cover.iter().take_while(|cover| **cover >= least).count();
                parts.extend(wide.checked_sub(1).map(|half| (half, *dy, step)));
            }
        }
        for (y, row) in self.bits.chunks(words).enumerate() {
            if row.iter().all(|word| *word == 0) {
                continue;
            }
            let mut row = row.to_vec();
            for half in 0..self.reach {
                if half > 0 {
                    spread(&mut row);
                }
                for (_, dy, step) in parts.iter().filter(|part| part.0 == half) {
                    // The margin is higher than a dot.
                    let start = (step * self.height + y.saturating_add_signed(*dy)) * words;
                    let mask = masks.iter_mut().skip(start);
                    mask.zip(&row).for_each(|(mask, word)| *mask |= word);
                }
            }
        }
        let colors = [0, 1, 2, 3, 4].map(|step| pixel(self.color, step as f32 / STEPS as f32));
        let mut pixels = vec![0; self.width * self.height];
        for (y, out) in pixels.chunks_mut(self.width).enumerate() {
            for (x, out) in out.chunks_mut(64).enumerate() {
                let at = |step: usize| masks[(step * self.height + y) * words + x];
                let steps = [at(0), at(1), at(2), at(3)];
                if steps[3] == u64::MAX {
                    out.fill(colors[STEPS]);
                } else if steps[0] != 0 {
                    for (i, out) in out.iter_mut().enumerate() {
                        *out = colors[steps.iter().filter(|step| *step >> i & 1 > 0).count()];
                    }
                }
            }
        }
        Raster { x: self.x, y: self.y, width: self.width, pixels }
    }

    /// What every pixel lets through, added up by logarithms: each row of the dot as spans of equal
    /// weight, and what a span holds as the difference of two running sums.
    fn translucent(mut self, rows: &[(isize, Vec<f32>)]) -> Raster {
        let color = self.color;
        for row in self.counts.chunks_mut(self.width) {
            let mut sum = 0;
            for count in row {
                sum += *count;
                *count = sum;
            }
        }
        let mut spans: Vec<(isize, usize, f32)> = Vec::new();
        for (dy, cover) in rows {
            let weight = |half: usize| {
                let cover = cover.get(half).copied().unwrap_or(0.0);
                -ln(1.0 - f64::from(color.a) * f64::from(cover)) as f32
            };
            // Wider spans have given their part already: what is left of the weight here.
            let own = |half: usize| (*dy, half, weight(half) - weight(half + 1));
            spans.extend((0..cover.len()).map(own).filter(|span| span.2 > 1e-4));
        }
        let solid = Color { a: 1.0, ..color };
        let through = |sum: f64| pixel(solid, (1.0 - exp(-sum)) as f32);
        let table: Vec<u32> = (0..1024).map(|i| through(f64::from(i) / 128.0)).collect();
        let mut pixels = vec![0; self.counts.len()];
        let mut sums = vec![0.0_f32; self.width];
        for (y, out) in pixels.chunks_mut(self.width).enumerate() {
            sums.fill(0.0);
            for (dy, half, weight) in &spans {
                let start = y.saturating_add_signed(*dy) * self.width;
                let Some(row) = self.counts.get(start..start + self.width) else { continue };
                // Within the margin there are no centers.
                let ends = row[2 * half + 1..].iter().zip(row);
                for (sum, (right, left)) in sums[half + 1..].iter_mut().zip(ends) {
                    *sum += (*right - *left) as f32 * weight;
                }
            }
            for (pixel, sum) in out.iter_mut().zip(&sums) {
                if *sum > 0.0 {
                    let last = table.len() - 1;
                    *pixel = table[((sum * 128.0 + 0.5) as usize).min(last)];
                }
            }
        }
        Raster { x: self.x, y: self.y, width: self.width, pixels }
    }
}

/// Makes what is set in a row of bits a bit wider on both sides.
fn spread(row: &mut [u64]) {
    let mut before = 0;
    for i in 0..row.len() {
        let own = row[i];
        let after = row.get(i + 1).copied().unwrap_or_default();
        row[i] = own | own << 1 | own >> 1 | before >> 63 | after << 63;
        before = own;
    }
}

/// A colour of which a part covers a pixel, as its bytes in memory: red, green, blue, opacity.
fn pixel(color: Color, cover: f32) -> u32 {
    let alpha = (color.a * cover * 255.0 + 0.5) as u8;
    u32::from_le_bytes([color.r, color.g, color.b, alpha])
}

/// A dot in pixels: how far up or down each row is, and how much of it covers the pixel in the
/// middle, the next one beside it, and so on.
fn rows(radius: f64, square: bool, reach: isize) -> Vec<(isize, Vec<f32>)> {
    let inside = |far: f64| (radius + 0.5 - far).clamp(0.0, 1.0);
    let row = |dy: isize| {
        let y = dy.unsigned_abs() as f64;
        let cover = |dx: isize| match square {
            true => inside(dx as f64) * inside(y),
            false => inside(hypot(dx as f64, y)),
        };
        let row = (0..reach).map(cover).take_while(|cover| *cover > 0.0);
        (dy, row.map(|cover| cover as f32).collect())
    };
    (-reach..=reach).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alpha(raster: &Raster, x: i32, y: i32) -> u8 {
        let at = (y - raster.y) * raster.width as i32 + x - raster.x;
        raster.pixels[at as usize].to_le_bytes()[3]
    }

    #[test]
    fn a_dot() {
        let color = Color { r: 1, g: 2, b: 3, a: 1.0 };
        let mut dots = Dots::new([0.0, 0.0, 90.0, 20.0], 3.0, color);
        for (x, y) in
            [(0.2, 0.7), (30.0, 10.0), (30.5, 10.5), (-0.1, 5.0), (91.0, 5.0), (55.0, 3.0)]
        {
            dots.add(x, y);
        }
        let raster = dots.raster(3.0, false);
        for (x, y, expected) in [
            (0, 0, 255),
            (-2, 0, 255),
            (-3, 0, 127),
            (-4, 0, 0),
            (0, 3, 127),
            (-1, 5, 0),
            (30, 10, 255),
            (28, 10, 255),
            (33, 10, 127),
            (34, 10, 0),
            // Around the end of a word.
            (53, 3, 255),
            (57, 3, 255),
            (58, 3, 127),
            (51, 3, 0),
        ] {
            let found = alpha(&raster, x, y);
            assert!(found.abs_diff(expected) <= 1, "{x} {y}: {found}");
        }
        let first = raster.pixels.iter().find(|pixel| **pixel > 0).unwrap();
        assert_eq!(first.to_le_bytes()[..3], [1, 2, 3]);
    }

    #[test]
    fn dots_add_up() {
        let color = Color { r: 0, g: 0, b: 0, a: 0.5 };
        let mut dots = Dots::new([0.0, 0.0, 9.0, 9.0], 1.0, color);
        for _ in 0..3 {
            dots.add(4.0, 4.0);
        }
        let raster = dots.raster(1.0, true);
        assert!(alpha(&raster, 4, 4).abs_diff(223) <= 1);
        assert!(alpha(&raster, 5, 4).abs_diff(147) <= 1, "{}", alpha(&raster, 5, 4));
        assert_eq!(alpha(&raster, 6, 4), 0);
    }
}
