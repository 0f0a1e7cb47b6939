//! Boxes on a canvas.

use super::backend::{Canvas, Drawn};
use crate::base::geometry::Point;
use crate::paint::pen::Tone;

impl Canvas<'_> {
    /// Whether the pen is one colour inside, and no outline.
    pub fn fills_only(&self) -> bool {
        matches!((&self.pen.fill, &self.pen.stroke), (Some(Tone::Solid(_)), None))
    }

    /// Fills boxes one by one. Not as one path: browsers sort the edges of a path, which
    /// takes a second for a thousand bars on one line.
    pub fn boxes(&mut self, boxes: &[[Point; 2]]) -> Drawn {
        self.ready_fill()?;
        for [a, b] in boxes {
            self.context.fill_rect(a.x, a.y, b.x - a.x, b.y - a.y);
        }
        Ok(())
    }
}
