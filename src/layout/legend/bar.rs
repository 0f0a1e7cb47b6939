//! Colour bars: continuous, or stepped by bins.

use super::Maker;
use crate::base::geometry::{Point, Size};
use crate::base::value::Value;
use crate::layout::overlap::{self, Method};
use crate::resolve::{Channel, ScaleKind};
use crate::scale::Scale;
use crate::scene::{
    Align, Baseline, Gradient, Ink, Label, LegendBody, Paint, Rect, Source, Text, TextStyle, bounds,
};
use std::rc::Rc;

/// The bar at a place, with its labels; and the size of both.
pub(super) fn build(
    maker: &Maker<'_>,
    _channel: Channel,
    scale: &Scale,
    at: Point,
) -> (LegendBody, Size) {
    let vertical = !maker.horizontal(true);
    let length = length(maker, vertical);
    let thickness = maker.number("gradientThickness", 16.0);
    let rect = |from: f64, to: f64, paint: Rc<Paint>| {
        let (low, high) = (from * length, to * length);
        if vertical {
            Rect {
                x: at.x,
                y: at.y + length - high,
                width: thickness,
                height: high - low,
                paint,
                source: Source::none(),
                ..Rect::default()
            }
        } else {
            Rect {
                x: at.x + low,
                y: at.y,
                width: high - low,
                height: thickness,
                paint,
                source: Source::none(),
                ..Rect::default()
            }
        }
    };
    let stroke = maker.spec.look.color(&maker.scope(), "gradientStrokeColor").map(Ink::Color);
    let stroke_width = maker.number("gradientStrokeWidth", 0.0);
    let stroke = stroke.filter(|_| stroke_width > 0.0);
    let opacity = maker.given("gradientOpacity").or_else(|| maker.mark_opacity()).unwrap_or(1.0);
    if scale.kind() == ScaleKind::BinOrdinal {
        let edges = maker.edges(scale);
        let count = edges.len().saturating_sub(1).max(1);
        let share = |i: usize| i as f64 / count as f64;
        let mut bands = Vec::new();
        let mut spans = Vec::new();
        for (i, edge) in edges.iter().take(count).enumerate() {
            let fill = scale.color(edge).map(Ink::Color);
            let paint = Paint { fill, opacity, ..Paint::default() };
            bands.push(rect(share(i), share(i + 1), Rc::new(paint)));
            spans.push((share(i), share(i + 1)));
        }
        let inner: Vec<Value> =
            edges.iter().skip(1).take(count.saturating_sub(1)).cloned().collect();
        let places: Vec<f64> = (1..count).map(share).collect();
        let texts = maker.words(scale, &inner, None);
        let (labels, size) = labels(maker, &places, &texts, at, vertical, length, thickness);
        return (
            LegendBody::Bands { bands, vertical, size: (length, thickness), spans, labels },
            size,
        );
    }
    let stops = scale.gradient(None);
    let axis = if vertical { vec![0.0, 1.0, 0.0, 0.0] } else { vec![0.0, 0.0, 1.0, 0.0] };
    let gradient = Gradient { axis, stops: stops.clone() };
    let paint = Paint {
        fill: Some(Ink::Gradient(Rc::new(gradient))),
        stroke,
        stroke_width,
        opacity,
        ..Paint::default()
    };
    let bar = rect(0.0, 1.0, Rc::new(paint));
    let count =
        maker.given("tickCount").unwrap_or_else(|| (2.0 * (length / 100.0).floor()).max(2.0));
    let step = maker.given("tickMinStep");
    let values = maker.given_values().unwrap_or_else(|| {
        let values = scale.label_values(Some(count), step);
        match scale.domain_extent() {
            // So few do not tell the domain; its ends do.
            Some((low, high)) if values.len() < 3 && low != high => match scale.kind() {
                ScaleKind::Time | ScaleKind::Utc => vec![Value::Time(low), Value::Time(high)],
                _ => vec![Value::Number(low), Value::Number(high)],
            },
            _ => values,
        }
    });
    let count = scale.tick_count(Some(count), step);
    let texts = maker.words(scale, &values, Some(count));
    let places: Vec<f64> =
        values.iter().map(|value| scale.label_fraction(value.to_number())).collect();
    let (labels, size) = labels(maker, &places, &texts, at, vertical, length, thickness);
    (LegendBody::Gradient { bar, vertical, stops, labels }, size)
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

/// Labels beside the bar, and the size of bar and labels together.
fn labels(
    maker: &Maker<'_>,
    places: &[f64],
    texts: &[Rc<str>],
    at: Point,
    vertical: bool,
    length: f64,
    thickness: f64,
) -> (Vec<(f64, Label)>, Size) {
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
    for ((_, label), shown) in list.iter_mut().zip(overlap::shown(&boxes, Method::Parity, 0.0)) {
        label.shown = shown;
    }
    let across = thickness + if reach > 0.0 { gap + reach } else { 0.0 };
    (list, if vertical { Size::new(across, length) } else { Size::new(length, across) })
}
