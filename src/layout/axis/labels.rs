//! The labels of an axis: where they stand, how they look, which are shown.

use super::Maker;
use crate::base::json::Json;
use crate::layout::label;
use crate::layout::overlap::{self, Method};
use crate::scene::{Align, Baseline, Label, Paint, Side, Text, TextStyle};
use std::rc::Rc;

/// How a label is drawn.
type Styled = (Rc<TextStyle>, Rc<Paint>);

/// The properties of labels that may hang on the label.
const VARIED: [&str; 11] = [
    "labelColor",
    "labelFont",
    "labelFontSize",
    "labelFontStyle",
    "labelFontWeight",
    "labelOpacity",
    "labelAlign",
    "labelBaseline",
    "labelOffset",
    "labelPadding",
    "labelAngle",
];

impl Maker<'_> {
    /// How labels are anchored by the side.
    fn anchor(&self) -> (Align, Baseline) {
        match self.spec.orient {
            Side::Bottom => (Align::Center, Baseline::Top),
            Side::Top => (Align::Center, Baseline::Bottom),
            Side::Left => (Align::Right, Baseline::Middle),
            Side::Right => (Align::Left, Baseline::Middle),
        }
    }

    /// The labels past ticks of a size, and the style that most of them have.
    pub(super) fn labels(&self, tick_size: f64) -> (Vec<Label>, Styled) {
        let look = &self.spec.look;
        let (usual_align, usual_baseline) = self.anchor();
        let style = Rc::new(self.guide.style("label", usual_align, usual_baseline));
        let x = self.across();
        let aligned = if x { "labelAlign" } else { "labelBaseline" };
        let flush = self.distance("labelFlush").filter(|_| look.get(aligned).is_none());
        let out = tick_size + self.number("labelPadding", 2.0);
        let shift = self.number("labelOffset", 0.0);
        let offset = if self.at_ends() { 0.0 } else { self.number("tickOffset", 0.0) };
        let paint = self.guide.paint("labelColor", "labelOpacity");
        let (low, high) = (self.low, self.high);
        let mut varied = VARIED.to_vec();
        varied.retain(|name| self.varies(name));
        let mut labels = Vec::new();
        for (i, words) in self.ticks.words.iter().enumerate() {
            let at = self.place(i, 0.5);
            if !at.is_finite() {
                continue;
            }
            let (mut style, mut paint) = (style.clone(), paint.clone());
            if !varied.is_empty() {
                (style, paint) = self.varied(&varied, i, &style, &paint);
            }
            let mut moved = 0.0;
            if let Some(distance) = flush {
                let first = (at - low).abs() < distance;
                let last = (at - high).abs() < distance;
                if first || last {
                    let near_start =
                        if x { first == (low <= high) || (first && last) } else { last };
                    style = Rc::new(self.flushed(&style, x, near_start));
                    let by = self.number("labelFlushOffset", 0.0);
                    moved = if near_start { -by } else { by };
                }
            }
            let at = self.point(at + offset + shift + moved, out);
            let text = Text::guide(at, label::lines(words), style, paint);
            labels.push(Label { text, shown: true });
        }
        self.thin(&mut labels);
        (labels, (style, paint))
    }

    /// The style of a label at an end of the axis, so that it does not stick out.
    fn flushed(&self, style: &TextStyle, x: bool, start: bool) -> TextStyle {
        let mut own = style.clone();
        if x {
            own.align = if start { Align::Left } else { Align::Right };
        } else {
            own.baseline = if start { Baseline::Top } else { Baseline::Bottom };
        }
        own
    }

    /// The style of the `i`th label by its conditions.
    fn varied(&self, names: &[&str], i: usize, style: &Rc<TextStyle>, paint: &Rc<Paint>) -> Styled {
        let mut look = self.spec.look.clone();
        for name in names {
            if let Some(value) = self.at(name, i) {
                look.set(name, Json::from_value(&value));
            } else {
                look.take(name);
            }
        }
        let guide = self.layout.guide(&look, self.size);
        let own = guide.style("label", style.align, style.baseline);
        let own_paint = guide.paint("labelColor", "labelOpacity");
        let style = if own == **style { style.clone() } else { Rc::new(own) };
        let paint = if own_paint == *paint { paint.clone() } else { own_paint };
        (style, paint)
    }

    /// Hides labels that overlap, or that stick out of the axis where `labelBound` forbids it.
    fn thin(&self, labels: &mut [Label]) {
        let method = match self.guide.which("labelOverlap", &["parity", "greedy"]) {
            0 => Method::Parity,
            1 => Method::Greedy,
            _ if self.guide.is("labelOverlap", false) => Method::Parity,
            _ => Method::None,
        };
        let separation = self.number("labelSeparation", 0.0);
        let boxes = overlap::thin(self.layout.measure, labels, method, separation);
        if let Some(distance) = self.distance("labelBound") {
            let low = self.low.min(self.high) - distance;
            let high = self.low.max(self.high) + distance;
            let x = self.across();
            for (label, around) in labels.iter_mut().zip(&boxes) {
                let (a, b) = if x { (around.x0, around.x1) } else { (around.y0, around.y1) };
                label.shown &= a >= low && b <= high;
            }
        }
    }

    /// A distance in pixels, where true stands for one.
    fn distance(&self, name: &str) -> Option<f64> {
        if self.guide.is(name, false) { Some(1.0) } else { self.guide.given(name) }
    }
}
