//! The labels of an axis: where they stand, how they look, which are shown.

use super::Maker;
use crate::base::geometry::Bounds;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::layout::overlap::{self, Method};
use crate::layout::{GuideScope, label};
use crate::mark::text::{align, baseline, guide_paint, read_style};
use crate::scene::{Align, Baseline, Label, Paint, Side, Source, Text, TextStyle, bounds};
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
        let scope = self.scope();
        let look = &self.spec.look;
        let (usual_align, usual_baseline) = self.anchor();
        let mut style = read_style(look, &scope, "label");
        style.align =
            look.text(&scope, "labelAlign").and_then(|word| align(&word)).unwrap_or(usual_align);
        style.baseline = look
            .text(&scope, "labelBaseline")
            .and_then(|word| baseline(&word))
            .unwrap_or(usual_baseline);
        let x = matches!(self.spec.orient, Side::Bottom | Side::Top);
        let flush = distance(look.value(&scope, "labelFlush"));
        let flush = flush.filter(|_| {
            if x { look.get("labelAlign").is_none() } else { look.get("labelBaseline").is_none() }
        });
        let out = tick_size + self.number("labelPadding").unwrap_or(2.0);
        let shift = self.number("labelOffset").unwrap_or(0.0);
        let offset = if self.at_ends() { 0.0 } else { self.number("tickOffset").unwrap_or(0.0) };
        let paint = Rc::new(guide_paint(look, &scope, "labelColor", "labelOpacity"));
        let style = Rc::new(style);
        let (low, high) = self.scale.range_extent();
        let varied: Vec<&str> = VARIED.into_iter().filter(|name| self.varies(name)).collect();
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
                    let by = self.number("labelFlushOffset").unwrap_or(0.0);
                    moved = if near_start { -by } else { by };
                }
            }
            let (px, py) = self.point(at + offset + shift + moved, out);
            let lines = label::lines(words);
            labels.push(Label {
                text: Text { x: px, y: py, lines, style, paint, source: Source::none() },
                shown: true,
            });
        }
        self.thin(&mut labels, &scope);
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
        let scope = self.scope();
        let mut own = read_style(&look, &scope, "label");
        let aligned = look.get("labelAlign").is_some();
        own.align = if aligned { own.align } else { style.align };
        own.baseline =
            if look.get("labelBaseline").is_some() { own.baseline } else { style.baseline };
        let own_paint = guide_paint(&look, &scope, "labelColor", "labelOpacity");
        let style = if own == **style { style.clone() } else { Rc::new(own) };
        let paint = if own_paint == **paint { paint.clone() } else { Rc::new(own_paint) };
        (style, paint)
    }

    /// Hides labels that overlap, or that stick out of the axis where `labelBound` forbids it.
    fn thin(&self, labels: &mut [Label], scope: &GuideScope<'_>) {
        let look = &self.spec.look;
        let overlap = look.value(scope, "labelOverlap").unwrap_or_default();
        let method = match overlap.as_text().map(|word| &**word) {
            Some("parity") => Method::Parity,
            Some("greedy") => Method::Greedy,
            _ if overlap == Value::Bool(true) => Method::Parity,
            _ => Method::None,
        };
        let boxes: Vec<Bounds> =
            labels.iter().map(|label| bounds::text(self.layout.measure, &label.text)).collect();
        let separation = self.number("labelSeparation").unwrap_or(0.0);
        for (label, shown) in labels.iter_mut().zip(overlap::shown(&boxes, method, separation)) {
            label.shown = shown;
        }
        let bound = distance(look.value(scope, "labelBound"));
        if let Some(distance) = bound {
            let (low, high) = self.scale.range_extent();
            let (low, high) = (low.min(high), low.max(high));
            let x = matches!(self.spec.orient, Side::Bottom | Side::Top);
            for (label, around) in labels.iter_mut().zip(&boxes) {
                let (a, b) = if x { (around.x0, around.x1) } else { (around.y0, around.y1) };
                if a < low - distance || b > high + distance {
                    label.shown = false;
                }
            }
        }
    }
}

/// A distance in pixels, where true stands for one.
fn distance(value: Option<Value>) -> Option<f64> {
    let value = value?;
    if value == Value::Bool(true) { Some(1.0) } else { value.as_number() }
}
