//! Colour bars: continuous, or stepped by bins.

use super::Maker;
use crate::base::geometry::{Point, Size};
use crate::base::value::Value;
use crate::layout::overlap::{self, Method};
use crate::resolve::ScaleKind;
use crate::scale::Scale;
use crate::scene::{Align, Baseline, Gradient, Ink, Label, LegendBody, Paint, Rect, Text};
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
    let opacity = maker.mark_opacity().unwrap_or(1.0);
    let bar = Bar {
        maker,
        scale,
        at,
        vertical,
        // Vega-Lite measures bars against the plot only where it calls them gradients itself.
        length: if scale.kind() == ScaleKind::BinOrdinal
            || is_open(scale) && maker.guide.which("type", &["gradient"]) != 0
        {
            maker.number("gradientLength", 200.0)
        } else {
            length(maker, vertical)
        },
        thickness: maker.number("gradientThickness", 16.0),
        opacity: maker.number("gradientOpacity", opacity),
    };
    if scale.kind() == ScaleKind::BinOrdinal || is_open(scale) {
        bar.bands()
    } else {
        bar.gradient()
    }
}

/// Whether a scale is of parts, the first and the last of which have no end.
pub(super) fn is_open(scale: &Scale) -> bool {
    matches!(scale.kind(), ScaleKind::Quantile | ScaleKind::Quantize | ScaleKind::Threshold)
}

impl Bar<'_> {
    /// The part of the bar between two fractions of its length.
    fn rect(&self, from: f64, to: f64, paint: Paint) -> Rect {
        let (low, high) = (from * self.length, to * self.length);
        let Point { x, y } = self.at;
        if self.vertical {
            Rect::guide((x, y + self.length - high), (self.thickness, high - low), paint)
        } else {
            Rect::guide((x + low, y), (high - low, self.thickness), paint)
        }
    }

    /// A band of one colour for each bin, labelled at the edges between them.
    fn bands(&self) -> (LegendBody, Size) {
        let open = is_open(self.scale);
        let mut edges = if open {
            let cuts = self.scale.cuts().iter().copied();
            let all = [f64::NEG_INFINITY].into_iter().chain(cuts).chain([f64::INFINITY]);
            all.map(Value::Number).collect()
        } else {
            self.maker.edges(self.scale)
        };
        let count = edges.len().saturating_sub(1).max(1);
        let mut shares: Vec<f64> = (0..=count).map(|i| i as f64 / count as f64).collect();
        if open {
            for (share, cut) in shares.iter_mut().skip(1).zip(self.scale.cuts()) {
                *share = self.scale.label_fraction(*cut);
            }
        }
        let share = |i: usize| shares.get(i).copied().unwrap_or(1.0);
        let (mut bands, mut spans, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for (i, edge) in edges.iter().take(count).enumerate() {
            let fill = self.scale.color(edge).map(Ink::Color);
            let paint = Paint { fill, opacity: self.opacity, ..Paint::default() };
            let (from, to) = (share(i), share(i + 1));
            bands.push(self.rect(from, to, paint));
            spans.push((from, to));
            if i > 0 {
                places.push(from);
            }
        }
        edges.truncate(count);
        let inner = edges.get(1..).unwrap_or_default();
        let texts = self.maker.words(self.scale, inner, None);
        let (labels, extent) = self.labels(&places, &texts);
        let (vertical, size) = (self.vertical, (self.length, self.thickness));
        (LegendBody::Bands { bands, vertical, size, spans, labels }, extent)
    }

    /// One gradient, labelled at round values.
    fn gradient(&self) -> (LegendBody, Size) {
        let (maker, scale, vertical) = (self.maker, self.scale, self.vertical);
        let stops = scale.gradient(None);
        let ends = if vertical { [0.0, 1.0, 0.0, 0.0] } else { [0.0, 0.0, 1.0, 0.0] };
        let gradient = Gradient { axis: ends.to_vec(), stops: stops.clone() };
        let stroke_width = maker.number("gradientStrokeWidth", 0.0);
        let paint = Paint {
            fill: Some(Ink::Gradient(Rc::new(gradient))),
            stroke: maker.guide.ink("gradientStrokeColor").filter(|_| stroke_width > 0.0),
            stroke_width,
            opacity: self.opacity,
            ..Paint::default()
        };
        let bar = self.rect(0.0, 1.0, paint);
        let usual = (2.0 * (self.length / 100.0).floor()).max(2.0);
        let count = maker.number("tickCount", usual);
        let step = maker.guide.given("tickMinStep");
        let values = maker.given_values().unwrap_or_else(|| {
            let values = scale.label_values(Some(count), step);
            // So few do not tell the domain; its ends do.
            let ends = scale.domain_extent().filter(|(low, high)| low != high);
            if values.len() < 3 && ends.is_some() { scale.domain_ends() } else { values }
        });
        let count = scale.tick_count(Some(count), step);
        let texts = maker.words(scale, &values, Some(count));
        let mut places = Vec::new();
        for value in &values {
            places.push(scale.label_fraction(value.to_number()));
        }
        let (labels, size) = self.labels(&places, &texts);
        (LegendBody::Gradient { bar, vertical, stops, labels }, size)
    }

    /// Labels beside the bar, and the size of bar and labels together.
    fn labels(&self, places: &[f64], texts: &[Rc<str>]) -> (Vec<(f64, Label)>, Size) {
        let Bar { maker, at, vertical, length, thickness, .. } = *self;
        let gap = maker.number("gradientLabelOffset", 2.0);
        let (mut style, paint) = maker.label_style();
        let own = maker.spec.def.def.bag("legend").number(&maker.guide.scope, "labelLimit");
        style.limit = own.unwrap_or_else(|| maker.number("gradientLabelLimit", 0.0));
        let (mut shares, mut labels) = (Vec::new(), Vec::new());
        let mut reach: f64 = 0.0;
        for (place, text) in places.iter().zip(texts) {
            if !(-0.001..=1.001).contains(place) || text.is_empty() {
                continue;
            }
            // Labels stay within the ends of the bar.
            let (align, baseline) = if *place <= 0.001 {
                (Align::Left, Baseline::Bottom)
            } else if *place >= 0.999 {
                (Align::Right, Baseline::Top)
            } else {
                (Align::Center, Baseline::Middle)
            };
            let mut own = style.clone();
            let point = if vertical {
                (own.align, own.baseline) = (Align::Left, baseline);
                (at.x + thickness + gap, at.y + length * (1.0 - place))
            } else {
                (own.align, own.baseline) = (align, Baseline::Top);
                (at.x + length * place, at.y + thickness + gap)
            };
            let text = Text::guide(point, vec![text.clone()], Rc::new(own), paint.clone());
            reach = reach.max(if vertical { maker.width(&text) } else { style.font.size });
            shares.push(*place);
            labels.push(Label { text, shown: true });
        }
        let method =
            match (maker.guide.which("labelOverlap", &["parity", "greedy"]), self.scale.kind()) {
                (0, _) => Method::Parity,
                (1, _)
                | (
                    _,
                    ScaleKind::Quantile | ScaleKind::Threshold | ScaleKind::Log | ScaleKind::Symlog,
                ) => Method::Greedy,
                _ => Method::Parity,
            };
        overlap::thin(maker.measure(), &mut labels, method, 0.0);
        let across = thickness + if reach > 0.0 { gap + reach } else { 0.0 };
        let list = shares.into_iter().zip(labels).collect();
        (list, if vertical { Size::new(across, length) } else { Size::new(length, across) })
    }
}

/// The length of a bar: given, or that of the plot within bounds.
fn length(maker: &Maker<'_>, vertical: bool) -> f64 {
    if let Some(length) = maker.guide.given("gradientLength") {
        return length;
    }
    let plot = maker.guide.scope.size;
    let (least, most, plot) = if vertical {
        ("gradientVerticalMinLength", "gradientVerticalMaxLength", plot.height)
    } else {
        ("gradientHorizontalMinLength", "gradientHorizontalMaxLength", plot.width)
    };
    let (least, most) = (maker.number(least, 100.0), maker.number(most, 200.0));
    let along = vertical || maker.guide.which("orient", &["top", "bottom"]) < 2;
    if along { plot.clamp(least, most.max(least)) } else { least }
}
