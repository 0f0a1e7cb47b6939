//! Colour bars: continuous, or stepped by bins.

use super::Maker;
use crate::base::geometry::{Point, Size};
use crate::base::value::Value;
use crate::layout::overlap::{self, Method};
use crate::resolve::ScaleKind;
use crate::scale::Scale;
use crate::scene::{
    Align, Baseline, Gradient, Ink, Label, LegendBody, Paint, Rect, Source, Text, TextStyle, bounds,
};
use std::rc::Rc;

/// A bar in the making.
struct Bar<'a> {
    maker: &'a Maker<'a>,
    scale: &'a Scale,
    at: Point,
    vertical: bool,
    length: f64,
    thickness: f64,
    opacity: f64,
}

/// The bar at a place, with its labels; and the size of both.
pub(super) fn build(maker: &Maker<'_>, scale: &Scale, at: Point) -> (LegendBody, Size) {
    let vertical = !maker.horizontal(true);
    let bar = Bar {
        maker,
        scale,
        at,
        vertical,
        length: length(maker, vertical),
        thickness: maker.number("gradientThickness", 16.0),
        opacity: maker.given("gradientOpacity").or_else(|| maker.mark_opacity()).unwrap_or(1.0),
    };
    if scale.kind() == ScaleKind::BinOrdinal { bar.bands() } else { bar.gradient() }
}

impl Bar<'_> {
    /// The part of the bar between two fractions of its length.
    fn rect(&self, from: f64, to: f64, paint: Paint) -> Rect {
        let (low, high) = (from * self.length, to * self.length);
        let (x, y, width, height) = if self.vertical {
            (self.at.x, self.at.y + self.length - high, self.thickness, high - low)
        } else {
            (self.at.x + low, self.at.y, high - low, self.thickness)
        };
        let source = Source::none();
        Rect { x, y, width, height, paint: Rc::new(paint), source, ..Rect::default() }
    }

    /// A band of one colour for each bin, labelled at the edges between them.
    fn bands(&self) -> (LegendBody, Size) {
        let edges = self.maker.edges(self.scale);
        let count = edges.len().saturating_sub(1).max(1);
        let share = |i: usize| i as f64 / count as f64;
        let mut bands = Vec::new();
        let mut spans = Vec::new();
        for (i, edge) in edges.iter().take(count).enumerate() {
            let fill = self.scale.color(edge).map(Ink::Color);
            let paint = Paint { fill, opacity: self.opacity, ..Paint::default() };
            bands.push(self.rect(share(i), share(i + 1), paint));
            spans.push((share(i), share(i + 1)));
        }
        let inner: Vec<Value> =
            edges.iter().skip(1).take(count.saturating_sub(1)).cloned().collect();
        let places: Vec<f64> = (1..count).map(share).collect();
        let texts = self.maker.words(self.scale, &inner, None);
        let (labels, extent) = self.labels(&places, &texts);
        let (vertical, size) = (self.vertical, (self.length, self.thickness));
        (LegendBody::Bands { bands, vertical, size, spans, labels }, extent)
    }

    /// One gradient, labelled at round values.
    fn gradient(&self) -> (LegendBody, Size) {
        let (maker, scale, vertical) = (self.maker, self.scale, self.vertical);
        let stops = scale.gradient(None);
        let axis = if vertical { vec![0.0, 1.0, 0.0, 0.0] } else { vec![0.0, 0.0, 1.0, 0.0] };
        let gradient = Gradient { axis, stops: stops.clone() };
        let stroke = maker.spec.look.color(&maker.scope(), "gradientStrokeColor").map(Ink::Color);
        let stroke_width = maker.number("gradientStrokeWidth", 0.0);
        let paint = Paint {
            fill: Some(Ink::Gradient(Rc::new(gradient))),
            stroke: stroke.filter(|_| stroke_width > 0.0),
            stroke_width,
            opacity: self.opacity,
            ..Paint::default()
        };
        let bar = self.rect(0.0, 1.0, paint);
        let usual = || (2.0 * (self.length / 100.0).floor()).max(2.0);
        let count = maker.given("tickCount").unwrap_or_else(usual);
        let step = maker.given("tickMinStep");
        let values = maker.given_values().unwrap_or_else(|| {
            let values = scale.label_values(Some(count), step);
            let timed = matches!(scale.kind(), ScaleKind::Time | ScaleKind::Utc);
            match scale.domain_extent() {
                // So few do not tell the domain; its ends do.
                Some((low, high)) if values.len() < 3 && low != high => {
                    let value = if timed { Value::Time } else { Value::Number };
                    vec![value(low), value(high)]
                }
                _ => values,
            }
        });
        let count = scale.tick_count(Some(count), step);
        let texts = maker.words(scale, &values, Some(count));
        let places: Vec<f64> =
            values.iter().map(|value| scale.label_fraction(value.to_number())).collect();
        let (labels, size) = self.labels(&places, &texts);
        (LegendBody::Gradient { bar, vertical, stops, labels }, size)
    }

    /// Labels beside the bar, and the size of bar and labels together.
    fn labels(&self, places: &[f64], texts: &[Rc<str>]) -> (Vec<(f64, Label)>, Size) {
        let Bar { maker, at, vertical, length, thickness, .. } = *self;
        let gap = maker.number("gradientLabelOffset", 2.0);
        let (style, paint) = maker.label_style();
        let mut list = Vec::new();
        let mut reach: f64 = 0.0;
        for (place, text) in places.iter().zip(texts) {
            if !(-0.001..=1.001).contains(place) {
                continue;
            }
            // Labels stay within the ends of the bar.
            let mut own = TextStyle { limit: 0.0, ..style.clone() };
            let (x, y);
            if vertical {
                x = at.x + thickness + gap;
                y = at.y + length * (1.0 - place);
                own.align = Align::Left;
                own.baseline = if *place <= 0.001 {
                    Baseline::Bottom
                } else if *place >= 0.999 {
                    Baseline::Top
                } else {
                    Baseline::Middle
                };
            } else {
                x = at.x + length * place;
                y = at.y + thickness + gap;
                own.baseline = Baseline::Top;
                own.align = if *place <= 0.001 {
                    Align::Left
                } else if *place >= 0.999 {
                    Align::Right
                } else {
                    Align::Center
                };
            }
            let text = Text {
                x,
                y,
                lines: vec![text.clone()],
                style: Rc::new(own),
                paint: paint.clone(),
                source: Source::none(),
            };
            let size = if vertical { maker.width(&text) } else { text.style.font.size };
            reach = reach.max(size);
            list.push((*place, Label { text, shown: true }));
        }
        let boxes: Vec<_> =
            list.iter().map(|(_, label)| bounds::text(maker.measure(), &label.text)).collect();
        for ((_, label), shown) in list.iter_mut().zip(overlap::shown(&boxes, Method::Parity, 0.0))
        {
            label.shown = shown;
        }
        let across = thickness + if reach > 0.0 { gap + reach } else { 0.0 };
        (list, if vertical { Size::new(across, length) } else { Size::new(length, across) })
    }
}

/// The length of a bar: given, or that of the plot within bounds.
fn length(maker: &Maker<'_>, vertical: bool) -> f64 {
    if let Some(length) = maker.given("gradientLength") {
        return length;
    }
    let orient = maker.text("orient");
    let (least, most, plot) = if vertical {
        ("gradientVerticalMinLength", "gradientVerticalMaxLength", maker.plot.height)
    } else {
        ("gradientHorizontalMinLength", "gradientHorizontalMaxLength", maker.plot.width)
    };
    let (least, most) = (maker.number(least, 100.0), maker.number(most, 200.0));
    let along = match orient.as_deref() {
        Some("left" | "right") | None => vertical,
        Some("top" | "bottom") => !vertical,
        Some(_) => false,
    };
    if along { plot.clamp(least, most.max(least)) } else { least }
}
