//! Axes: ticks, labels, line, title, and grid lines.
//!
//! Source: Vega, "Axes"; the offsets of labels and titles, flushing and
//! overlap as its encoders have them.

mod labels;
mod ticks;
mod title;

use self::ticks::Ticks;
use super::{GuideScope, Layout, label};
use crate::base::color::Color;
use crate::base::geometry::Size;
use crate::base::value::Value;
use crate::resolve::{AxisSpec, Channel, ScaleKind};
use crate::scale::Scale;
use crate::scene::{Axis, Cap, Grid, Ink, Paint, Rule, Side, Source};
use std::rc::Rc;

/// An axis with its grid, for a plot (or a row or column of plots) of a size.
#[must_use]
pub fn build(
    layout: &Layout<'_>,
    spec: &AxisSpec,
    scale: &Rc<Scale>,
    across: Option<&Rc<Scale>>,
    size: Size,
) -> (Option<Axis>, Option<Grid>) {
    let ticks = Ticks::of(layout, spec, scale, size);
    let maker = Maker { layout, spec, scale, size, ticks };
    let grid = spec.grid.then(|| maker.grid(across)).flatten();
    let axis = if spec.main { maker.axis() } else { None };
    (axis, grid)
}

/// An axis in the making.
struct Maker<'a> {
    layout: &'a Layout<'a>,
    spec: &'a AxisSpec,
    scale: &'a Rc<Scale>,
    size: Size,
    ticks: Ticks,
}

impl Maker<'_> {
    fn scope(&self) -> GuideScope<'_> {
        GuideScope { view: self.layout.view, datum: Value::Null, size: self.size }
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.spec.look.number(&self.scope(), name)
    }

    /// A property for the `i`th label or tick: its conditions are tested on `value`, `label` and `index`.
    fn at(&self, name: &str, i: usize) -> Option<Value> {
        let json = self.spec.look.get(name)?;
        let (values, words) = (&self.ticks.values, &self.ticks.words);
        let scope = label::scope(self.layout, self.size, values, words, i);
        label::conditional(self.spec.look.place(), &scope, json)
    }

    /// Whether a property hangs on the label.
    fn varies(&self, name: &str) -> bool {
        self.spec.look.get(name).is_some_and(|json| json.members().is_some())
    }

    /// Where along the axis the value of the `i`th tick stands, at a position in its band; not rounded.
    fn place(&self, i: usize, band: f64) -> f64 {
        let Some(value) = self.ticks.values.get(i) else { return f64::NAN };
        let place = self.scale.place(value);
        if self.scale.is_discrete() { place + self.scale.bandwidth() * band } else { place }
    }

    /// Whether ticks stand at the ends of bands rather than in their middles.
    fn at_ends(&self) -> bool {
        let banded = matches!(self.scale.kind(), ScaleKind::Band);
        banded && self.spec.look.word("tickBand").is_some_and(|word| &**word == "extent")
    }

    /// Where ticks and grid lines stand: rounded unless told otherwise.
    fn tick_places(&self) -> Vec<f64> {
        let extent = self.at_ends();
        let offset = if extent { 0.0 } else { self.number("tickOffset").unwrap_or(0.0) };
        let round = self.spec.look.bool(&self.scope(), "tickRound").unwrap_or(true);
        let rounded = |place: f64| if round { (place + 0.5).floor() } else { place };
        let band = self.number("bandPosition").unwrap_or(0.5);
        let mut places: Vec<f64> = Vec::new();
        for (i, value) in self.ticks.values.iter().enumerate() {
            // At the end of each band, and one at the start of the first.
            let place = if extent {
                self.scale.place(value) + self.scale.bandwidth()
            } else {
                self.place(i, band)
            };
            places.push(rounded(place + offset));
        }
        if extent && let Some(first) = self.ticks.values.first() {
            places.push(rounded(self.scale.place(first)));
        }
        places.retain(|place| place.is_finite());
        places
    }

    /// The paint of lines whose properties begin with `prefix`; that of the `i`th one, by its conditions.
    fn paint(&self, prefix: &str, i: Option<usize>) -> Paint {
        let get = |name: &str| match i {
            Some(i) => self.at(name, i),
            None => self.spec.look.value(&self.scope(), name),
        };
        let own = |name: &str| get(&format!("{prefix}{name}"));
        let text = |name: &str| own(name).and_then(|value| value.as_text().cloned());
        let number = |name: &str| own(name).and_then(|value| value.as_number());
        let dash = own("Dash").and_then(|value| {
            Some(value.as_list()?.iter().map(Value::to_number).collect::<Rc<[f64]>>())
        });
        let cap = match text("Cap").as_deref() {
            Some("round") => Cap::Round,
            Some("square") => Cap::Square,
            _ => Cap::Butt,
        };
        let color = text("Color").and_then(|word| Color::parse(&word));
        Paint {
            stroke: color.map(Ink::Color),
            stroke_width: number("Width").unwrap_or(1.0),
            opacity: number("Opacity").unwrap_or(1.0),
            dash: dash.unwrap_or_default(),
            dash_offset: number("DashOffset").unwrap_or(0.0),
            cap,
            ..Paint::default()
        }
    }

    fn grid(&self, across: Option<&Rc<Scale>>) -> Option<Grid> {
        let vertical = self.spec.channel == Channel::X;
        let (from, to) = match across {
            Some(scale) => scale.range_extent(),
            None => (0.0, if vertical { self.size.height } else { self.size.width }),
        };
        let varies = ["gridColor", "gridDash", "gridOpacity", "gridWidth", "gridDashOffset"]
            .iter()
            .any(|name| self.varies(name));
        let one = Rc::new(self.paint("grid", None));
        let lines: Vec<Rule> = self
            .tick_places()
            .into_iter()
            .enumerate()
            .map(|(i, place)| {
                let paint = if varies { Rc::new(self.paint("grid", Some(i))) } else { one.clone() };
                if vertical {
                    Rule {
                        x: place,
                        y: from.min(to),
                        x2: place,
                        y2: from.max(to),
                        paint,
                        source: Source::none(),
                    }
                } else {
                    Rule {
                        x: from.min(to),
                        y: place,
                        x2: from.max(to),
                        y2: place,
                        paint,
                        source: Source::none(),
                    }
                }
            })
            .collect();
        let above = self.number("zindex").unwrap_or(0.0) > 0.0;
        (!lines.is_empty()).then_some(Grid {
            vertical,
            above: above && self.spec.look.get("grid").is_some() && self.on("gridAbove"),
            lines,
        })
    }

    fn on(&self, name: &str) -> bool {
        self.spec.look.bool(&self.scope(), name).unwrap_or(false)
    }

    /// A point of the axis: `along` it and `out` from it.
    fn point(&self, along: f64, out: f64) -> (f64, f64) {
        let offset = self.offset();
        match self.spec.orient {
            Side::Bottom => (along, self.size.height + offset + out),
            Side::Top => (along, -offset - out),
            Side::Left => (-offset - out, along),
            Side::Right => (self.size.width + offset + out, along),
        }
    }

    fn offset(&self) -> f64 {
        self.number("offset").unwrap_or(0.0)
    }

    fn rule(&self, along: (f64, f64), out: (f64, f64), paint: Rc<Paint>) -> Rule {
        let (x, y) = self.point(along.0, out.0);
        let (x2, y2) = self.point(along.1, out.1);
        Rule { x, y, x2, y2, paint, source: Source::none() }
    }

    fn axis(&self) -> Option<Axis> {
        let shown = |name: &str| self.spec.look.get(name).is_none_or(|_| self.on(name));
        let (low, high) = self.scale.range_extent();
        let domain = shown("domain").then(|| {
            let paint = self.paint("domain", None);
            self.rule((low.min(high), low.max(high)), (0.0, 0.0), Rc::new(paint))
        });
        let size = if shown("ticks") { self.number("tickSize").unwrap_or(5.0) } else { 0.0 };
        let ticks = if shown("ticks") { self.tick_rules(size) } else { Vec::new() };
        let (labels, style) = shown("labels").then(|| self.labels(size)).unzip();
        let labels = labels.unwrap_or_default();
        let title = self.title(&ticks, &labels);
        let mut ticks = ticks;
        // Conditions may leave ticks without a colour.
        ticks.retain(|tick| tick.paint.stroke.is_some());
        let axis = Axis {
            orient: self.spec.orient,
            lane: None,
            offset: self.offset(),
            above: self.number("zindex").unwrap_or(0.0) > 0.0,
            domain,
            ticks,
            labels,
            label_style: style,
            title,
        };
        let empty = axis.domain.is_none()
            && axis.ticks.is_empty()
            && axis.labels.is_empty()
            && axis.title.is_none();
        (!empty).then_some(axis)
    }

    fn tick_rules(&self, size: f64) -> Vec<Rule> {
        let varies =
            ["tickColor", "tickDash", "tickOpacity", "tickWidth", "tickSize", "tickDashOffset"]
                .iter()
                .any(|name| self.varies(name));
        let one = Rc::new(self.paint("tick", None));
        let rule = |(i, place): (usize, f64)| {
            let paint = if varies { Rc::new(self.paint("tick", Some(i))) } else { one.clone() };
            let own = if varies {
                self.at("tickSize", i).and_then(|value| value.as_number())
            } else {
                None
            };
            self.rule((place, place), (0.0, own.unwrap_or(size)), paint)
        };
        self.tick_places().into_iter().enumerate().map(rule).collect()
    }
}
