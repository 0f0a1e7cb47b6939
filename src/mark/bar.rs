//! Bars, rects and ticks: rectangles.

use super::Draw;
use super::position::finite;
use crate::resolve::Channel;
use crate::resolve::MarkKind;
use crate::scene::{End, Paint, Rect};
use std::rc::Rc;

/// A rectangle for each row; rows that cannot be placed have none.
///
/// Source: Vega-Lite, "Bar", "Rect", "Tick".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Rect> {
    let (x, x2) = spans(draw, Channel::X);
    let (y, y2) = spans(draw, Channel::Y);
    let mut paints = draw.paints();
    let certainty = draw.certainty();
    let corners = Corners::of(draw);
    let rounded =
        corners.stack_end && draw.unit.stack.is_some() && draw.unit.mark.kind == MarkKind::Bar;
    let mut rects = Vec::with_capacity(draw.rows.len());
    for (i, row) in draw.rows.iter().enumerate() {
        let (a, b, c, d) = (x[i], x2[i], y[i], y2[i]);
        if !finite(&[a, b, c, d]) {
            continue;
        }
        let mut source = draw.source(*row, certainty.as_ref());
        source.end = value_end(draw, (a, b), (c, d));
        rects.push(Rect {
            x: a.min(b),
            y: c.min(d),
            width: (b - a).abs(),
            height: (d - c).abs(),
            radii: if rounded { [0.0; 4] } else { corners.radii(ends(draw, (a, b), (c, d))) },
            paint: paints.get(i),
            source,
        });
    }
    if rounded {
        corners.clip_stacks(draw, &mut rects);
    }
    rects
}

/// The corners at the end of a rectangle that shows its value: top left and on, clockwise.
fn ends(draw: &Draw<'_>, x: (f64, f64), y: (f64, f64)) -> [bool; 4] {
    let vertical = draw.unit.mark.vertical;
    let ranged = draw.def(if vertical { Channel::Y2 } else { Channel::X2 }).is_some();
    match vertical {
        true if y.0 <= y.1 || ranged => [true, true, false, false],
        true => [false, false, true, true],
        false if x.0 >= x.1 || ranged => [false, true, true, false],
        false => [true, false, false, true],
    }
}

/// The side of a bar that shows its value.
fn value_end(draw: &Draw<'_>, x: (f64, f64), y: (f64, f64)) -> crate::scene::End {
    if draw.unit.mark.vertical {
        if y.0 <= y.1 { End::Top } else { End::Bottom }
    } else if x.0 >= x.1 {
        End::Right
    } else {
        End::Left
    }
}

/// The extent along a channel; a tick's is its thickness across its direction.
fn spans(draw: &Draw<'_>, channel: Channel) -> super::span::Span {
    let tick = draw.unit.mark.kind == MarkKind::Tick;
    let across = (channel == Channel::X) == draw.unit.mark.vertical;
    if tick && across {
        let thickness = draw.number("thickness", u32::MAX).unwrap_or(1.0);
        let centers = draw.points(channel, super::position::Usual::Middle);
        return super::span::stick(centers, 0.5, thickness);
    }
    draw.span(channel)
}

/// The corner radii of a mark.
struct Corners {
    all: Option<f64>,
    each: [Option<f64>; 4],
    end: Option<f64>,
    stack_end: bool,
}

impl Corners {
    fn of(draw: &Draw<'_>) -> Self {
        let number = |name: &str| draw.number(name, u32::MAX);
        let each = [
            "cornerRadiusTopLeft",
            "cornerRadiusTopRight",
            "cornerRadiusBottomRight",
            "cornerRadiusBottomLeft",
        ];
        let end = number("cornerRadiusEnd");
        let all = number("cornerRadius");
        let each = each.map(number);
        let stack_end = end.is_some() || all.is_some() || each.iter().any(Option::is_some);
        Self { all, each, end, stack_end }
    }

    /// The radii of a rectangle: top left, top right, bottom right, bottom left; `corners` are those at its ends.
    fn radii(&self, corners: [bool; 4]) -> [f64; 4] {
        let all = self.all.unwrap_or(0.0);
        let mut radii = [all; 4];
        if let Some(end) = self.end {
            for (radius, corner) in radii.iter_mut().zip(corners) {
                *radius = if corner { end } else { all };
            }
        }
        for (radius, own) in radii.iter_mut().zip(self.each) {
            if let Some(own) = own {
                *radius = own;
            }
        }
        radii
    }

    /// Cuts each stack's rectangles off at one rounded rectangle around the stack.
    fn clip_stacks(&self, draw: &Draw<'_>, rects: &mut Vec<Rect>) {
        let mut outlines = Vec::new();
        let vertical = draw.unit.mark.vertical;
        let key = |rect: &Rect| if vertical { rect.x.to_bits() } else { rect.y.to_bits() };
        let mut done: Vec<u64> = Vec::new();
        for first in 0..rects.len() {
            let stack = key(&rects[first]);
            if done.contains(&stack) {
                continue;
            }
            done.push(stack);
            let mut around = crate::base::geometry::Bounds::EMPTY;
            // A stack has a round end on each side that it grows to.
            let [mut high, mut low] = [false; 2];
            for rect in rects.iter().filter(|rect| key(rect) == stack) {
                let grown = if vertical { rect.height } else { rect.width } > 0.0;
                match rect.source.end {
                    End::Top | End::Right => high |= grown,
                    End::Bottom | End::Left => low |= grown,
                    End::None => {}
                }
                let (x1, y1) = (rect.x + rect.width, rect.y + rect.height);
                let bounds = crate::base::geometry::Bounds::new(rect.x, rect.y, x1, y1);
                around = around.union(&bounds);
            }
            let ends = if vertical { [high, high, low, low] } else { [low, high, high, low] };
            let clip = Rc::new(Rect {
                x: around.x0,
                y: around.y0,
                width: around.width(),
                height: around.height(),
                radii: self.radii(ends),
                ..Rect::default()
            });
            let paint = rects.get(first).map(|rect| (*rect.paint).clone()).unwrap_or_default();
            if paint.stroke.is_some() {
                // The outline of the whole stack.
                let paint = Paint { fill: None, ..paint };
                outlines.push(Rect { paint: Rc::new(paint), ..(*clip).clone() });
            }
            for rect in rects.iter_mut().filter(|rect| key(rect) == stack) {
                rect.source.clip = Some(clip.clone());
            }
        }
        outlines.append(rects);
        *rects = outlines;
    }
}
