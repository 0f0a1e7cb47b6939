//! Axes: ticks, labels, line, title, and grid lines.
//!
//! Source: Vega, "Axes"; the offsets of labels and titles, flushing and
//! overlap as its encoders have them.

use super::overlap::{self, Method};
use super::{GuideScope, Layout};
use crate::base::geometry::{Bounds, Size};
use crate::base::json::Json;
use crate::base::value::Value;
use crate::mark::text::{align, baseline, read_style};
use crate::mark::words;
use crate::resolve::evaluate;
use crate::resolve::{AxisSpec, Binning, ScaleKind};
use crate::resolve::{Bag, Channel};
use crate::scale::Scale;
use crate::scene::{
    Align, Axis, Baseline, Cap, Grid, Ink, Label, Paint, Rule, Side, Source, Text, TextStyle,
    bounds,
};
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

/// The values that ticks and labels stand at, with their words.
struct Ticks {
    values: Vec<Value>,
    words: Vec<Rc<str>>,
}

impl Ticks {
    fn of(layout: &Layout<'_>, spec: &AxisSpec, scale: &Rc<Scale>, size: Size) -> Self {
        let scope = GuideScope { view: layout.view, datum: Value::Null, size };
        let count = count(spec, scale, size, &scope);
        let given = given_values(spec, &scope);
        let interval = interval(&spec.look);
        let step = min_step(spec, &scope);
        let interval = interval.as_ref().map(|(unit, step)| (&**unit, *step));
        let values = given.unwrap_or_else(|| scale.ticks(count, interval, step));
        let texts = words::ticks(
            &layout.view.config,
            layout.view,
            &spec.def,
            &spec.look,
            scale,
            &values,
            count,
        );
        let words = match spec
            .look
            .word("labelExpr")
            .and_then(|text| crate::expr::parse(&spec.at, text).ok())
        {
            None => texts,
            Some(expr) => {
                let label = |(i, (value, text)): (usize, (&Value, &Rc<str>))| {
                    let index =
                        if values.len() > 1 { i as f64 / (values.len() - 1) as f64 } else { 0.0 };
                    let members = [
                        ("value".into(), value.clone()),
                        ("label".into(), Value::Text(text.clone())),
                        ("index".into(), Value::Number(index)),
                    ];
                    let scope = GuideScope {
                        view: layout.view,
                        datum: Value::Object(members.into()),
                        size,
                    };
                    let said = expr.eval(&scope);
                    match said {
                        Value::List(lines) => {
                            lines.iter().map(Value::to_text).collect::<Vec<_>>().join("\n").into()
                        }
                        Value::Null => "".into(),
                        said => said.to_text(),
                    }
                };
                values.iter().zip(&texts).enumerate().map(label).collect()
            }
        };
        Self { values, words }
    }
}

/// The author's values: a list, or an expression; date-time objects are times.
fn given_values(spec: &AxisSpec, scope: &GuideScope<'_>) -> Option<Vec<Value>> {
    let json = spec.look.get("values")?;
    let timed = crate::mark::text::is_time(&spec.def);
    let value = |json: &Json| match json.members() {
        Some(_) if crate::resolve::expression(json).is_none() => {
            crate::expr::predicate::date_time(json).map_or(Value::Null, Value::Time)
        }
        _ => match evaluate(spec.look.place(), scope, json) {
            Value::Text(text) if timed => {
                crate::base::date_parse::parse_date(&text).map_or(Value::Text(text), Value::Time)
            }
            Value::Number(number) if timed => Value::Time(number),
            value => value,
        },
    };
    match json.list() {
        Some(list) => Some(list.iter().map(value).collect()),
        None => match evaluate(spec.look.place(), scope, json) {
            Value::List(list) => Some(list.to_vec()),
            _ => None,
        },
    }
}

/// How many ticks are asked for; a rule of the plot's length where nobody says.
fn count(spec: &AxisSpec, scale: &Scale, size: Size, scope: &GuideScope<'_>) -> Option<f64> {
    match spec.look.get("tickCount") {
        Some(json)
            if json.members().is_none_or(|_| crate::resolve::expression(json).is_some())
                && json.text().is_none() =>
        {
            return spec.look.number(scope, "tickCount");
        }
        Some(_) => return None,
        None => {}
    }
    let length = if spec.channel == Channel::X { size.width } else { size.height };
    if scale.is_discrete() || matches!(scale.kind(), ScaleKind::Log) {
        return None;
    }
    if matches!(spec.def.bin, Binning::Bins(_)) {
        return Some((length / 10.0).ceil());
    }
    let unit = spec.def.time_unit.trim_start_matches("utc");
    if matches!(unit, "month" | "hours" | "day" | "quarter") {
        return None;
    }
    Some((length / 40.0).ceil())
}

/// A tick interval: `"month"` or `{interval, step}`.
fn interval(look: &Bag) -> Option<(Rc<str>, f64)> {
    match look.get("tickCount")? {
        Json::Text(unit) => Some((unit.clone(), 1.0)),
        json => {
            let unit = json.get("interval").and_then(Json::text)?.clone();
            Some((unit, json.get("step").and_then(Json::number).unwrap_or(1.0)))
        }
    }
}

fn min_step(spec: &AxisSpec, scope: &GuideScope<'_>) -> Option<f64> {
    if let Some(step) = spec.look.number(scope, "tickMinStep") {
        return Some(step);
    }
    if spec.look.word("format").is_some_and(|format| &**format == "d") {
        return Some(1.0);
    }
    words::unit_duration(&spec.def)
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
        let index = if self.ticks.values.len() > 1 {
            i as f64 / (self.ticks.values.len() - 1) as f64
        } else {
            0.0
        };
        let members = [
            ("value".into(), self.ticks.values.get(i).cloned().unwrap_or_default()),
            (
                "label".into(),
                Value::Text(self.ticks.words.get(i).cloned().unwrap_or_else(|| "".into())),
            ),
            ("index".into(), Value::Number(index)),
        ];
        let scope = GuideScope {
            view: self.layout.view,
            datum: Value::Object(members.into()),
            size: self.size,
        };
        conditional(self.spec.look.place(), &scope, json)
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

    fn paint(
        &self,
        prefix: &str,
        color: &str,
        width: &str,
        opacity: &str,
        i: Option<usize>,
    ) -> Paint {
        let get = |name: &str| match i {
            Some(i) => self.at(name, i),
            None => self.spec.look.value(&self.scope(), name),
        };
        let text = |name: &str| get(name).and_then(|value| value.as_text().cloned());
        let number = |name: &str| get(name).and_then(|value| value.as_number());
        let dash = match get(&format!("{prefix}Dash")) {
            Some(Value::List(list)) => list.iter().map(Value::to_number).collect(),
            _ => Rc::new([]) as Rc<[f64]>,
        };
        let cap = match text(&format!("{prefix}Cap")).as_deref() {
            Some("round") => Cap::Round,
            Some("square") => Cap::Square,
            _ => Cap::Butt,
        };
        Paint {
            stroke: text(color)
                .and_then(|word| crate::base::color::Color::parse(&word))
                .map(Ink::Color),
            stroke_width: number(width).unwrap_or(1.0),
            opacity: number(opacity).unwrap_or(1.0),
            dash,
            dash_offset: number(&format!("{prefix}DashOffset")).unwrap_or(0.0),
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
        let one = Rc::new(self.paint("grid", "gridColor", "gridWidth", "gridOpacity", None));
        let lines: Vec<Rule> = self
            .tick_places()
            .into_iter()
            .enumerate()
            .map(|(i, place)| {
                let paint = if varies {
                    Rc::new(self.paint("grid", "gridColor", "gridWidth", "gridOpacity", Some(i)))
                } else {
                    one.clone()
                };
                let source = Source { row: u32::MAX, ..Source::default() };
                if vertical {
                    Rule { x: place, y: from.min(to), x2: place, y2: from.max(to), paint, source }
                } else {
                    Rule { x: from.min(to), y: place, x2: from.max(to), y2: place, paint, source }
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
        Rule { x, y, x2, y2, paint, source: Source { row: u32::MAX, ..Source::default() } }
    }

    fn axis(&self) -> Option<Axis> {
        let shown = |name: &str| self.spec.look.get(name).is_none_or(|_| self.on(name));
        let (low, high) = self.scale.range_extent();
        let domain = shown("domain").then(|| {
            let paint = self.paint("domain", "domainColor", "domainWidth", "domainOpacity", None);
            self.rule((low.min(high), low.max(high)), (0.0, 0.0), Rc::new(paint))
        });
        let size = if shown("ticks") { self.number("tickSize").unwrap_or(5.0) } else { 0.0 };
        let ticks = if shown("ticks") { self.tick_rules(size) } else { Vec::new() };
        let (labels, style) = if shown("labels") { self.labels(size) } else { (Vec::new(), None) };
        let title = self.title(&ticks, &labels);
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
        let one = Rc::new(self.paint("tick", "tickColor", "tickWidth", "tickOpacity", None));
        let rule = |(i, place): (usize, f64)| {
            let paint = if varies {
                Rc::new(self.paint("tick", "tickColor", "tickWidth", "tickOpacity", Some(i)))
            } else {
                one.clone()
            };
            let own = if varies {
                self.at("tickSize", i).and_then(|value| value.as_number())
            } else {
                None
            };
            self.rule((place, place), (0.0, own.unwrap_or(size)), paint)
        };
        self.tick_places().into_iter().enumerate().map(rule).collect()
    }

    /// How labels are anchored by the side.
    fn anchor(&self) -> (Align, Baseline) {
        match self.spec.orient {
            Side::Bottom => (Align::Center, Baseline::Top),
            Side::Top => (Align::Center, Baseline::Bottom),
            Side::Left => (Align::Right, Baseline::Middle),
            Side::Right => (Align::Left, Baseline::Middle),
        }
    }

    fn labels(&self, tick_size: f64) -> (Vec<Label>, Option<(Rc<TextStyle>, Rc<Paint>)>) {
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
        let flush = match look.value(&scope, "labelFlush") {
            Some(Value::Bool(true)) => Some(1.0),
            Some(Value::Number(distance)) => Some(distance),
            _ => None,
        };
        let flush = flush.filter(|_| {
            if x { look.get("labelAlign").is_none() } else { look.get("labelBaseline").is_none() }
        });
        let out = tick_size + self.number("labelPadding").unwrap_or(2.0);
        let shift = self.number("labelOffset").unwrap_or(0.0);
        let offset = if self.at_ends() { 0.0 } else { self.number("tickOffset").unwrap_or(0.0) };
        let paint =
            Rc::new(crate::mark::text::guide_paint(look, &scope, "labelColor", "labelOpacity"));
        let style = Rc::new(style);
        let (low, high) = self.scale.range_extent();
        let varied: Vec<&str> = [
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
        ]
        .into_iter()
        .filter(|name| self.varies(name))
        .collect();
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
            let lines = words.split('\n').map(Into::into).collect();
            let source = Source { row: u32::MAX, ..Source::default() };
            labels.push(Label {
                text: Text { x: px, y: py, lines, style, paint, source },
                shown: true,
            });
        }
        self.thin(&mut labels, &scope);
        (labels, Some((style, paint)))
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
    fn varied(
        &self,
        names: &[&str],
        i: usize,
        style: &Rc<TextStyle>,
        paint: &Rc<Paint>,
    ) -> (Rc<TextStyle>, Rc<Paint>) {
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
        let own_paint = crate::mark::text::guide_paint(&look, &scope, "labelColor", "labelOpacity");
        let style = if own == **style { style.clone() } else { Rc::new(own) };
        let paint = if own_paint == **paint { paint.clone() } else { Rc::new(own_paint) };
        (style, paint)
    }

    /// Hides labels that overlap, or that stick out of the axis where `labelBound` forbids it.
    fn thin(&self, labels: &mut [Label], scope: &GuideScope<'_>) {
        let look = &self.spec.look;
        let method = match look.value(scope, "labelOverlap") {
            Some(Value::Bool(true)) => Method::Parity,
            Some(Value::Text(word)) => match &*word {
                "parity" => Method::Parity,
                "greedy" => Method::Greedy,
                _ => Method::None,
            },
            _ => Method::None,
        };
        let boxes: Vec<Bounds> =
            labels.iter().map(|label| bounds::text(self.layout.measure, &label.text)).collect();
        let separation = self.number("labelSeparation").unwrap_or(0.0);
        for (label, shown) in labels.iter_mut().zip(overlap::shown(&boxes, method, separation)) {
            label.shown = shown;
        }
        let bound = match look.value(scope, "labelBound") {
            Some(Value::Bool(true)) => Some(1.0),
            Some(Value::Number(distance)) => Some(distance),
            _ => None,
        };
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

    /// The title: past the labels, in the middle of the axis unless told otherwise.
    fn title(&self, ticks: &[Rule], labels: &[Label]) -> Option<Text> {
        if self.spec.title.is_empty() {
            return None;
        }
        let scope = self.scope();
        let look = &self.spec.look;
        let mut style = read_style(look, &scope, "title");
        let x = matches!(self.spec.orient, Side::Bottom | Side::Top);
        let (low, high) = self.scale.range_extent();
        let anchor = look.text(&scope, "titleAnchor");
        let along = match anchor.as_deref() {
            Some("start") => low,
            Some("end") => high,
            _ => (low + high) / 2.0,
        };
        let usual = match anchor.as_deref() {
            Some("start") => Align::Left,
            Some("end") => Align::Right,
            _ => Align::Center,
        };
        style.align =
            look.text(&scope, "titleAlign").and_then(|word| align(&word)).unwrap_or(usual);
        style.angle_deg = self.number("titleAngle").unwrap_or(match self.spec.orient {
            Side::Left => 270.0,
            Side::Right => 90.0,
            Side::Bottom | Side::Top => 0.0,
        });
        let usual = if self.spec.orient == Side::Bottom { Baseline::Top } else { Baseline::Bottom };
        style.baseline =
            look.text(&scope, "titleBaseline").and_then(|word| baseline(&word)).unwrap_or(usual);
        let out = self.extent(ticks, labels) + self.number("titlePadding").unwrap_or(4.0);
        let (mut px, mut py) = self.point(along, out);
        if let Some(own) = self.number("titleX") {
            px = own;
            if !x {
                px = self.point(0.0, -own).0;
            }
        }
        if let Some(own) = self.number("titleY") {
            py = if x { self.point(0.0, own).1 } else { own };
        }
        let paint = crate::mark::text::guide_paint(look, &scope, "titleColor", "titleOpacity");
        let source = Source { row: u32::MAX, ..Source::default() };
        let lines = self.spec.title.split('\n').map(Into::into).collect();
        Some(Text { x: px, y: py, lines, style: Rc::new(style), paint: Rc::new(paint), source })
    }

    /// How far ticks and labels reach from the axis, between the least and the largest extent.
    fn extent(&self, ticks: &[Rule], labels: &[Label]) -> f64 {
        let base = self.point(0.0, 0.0);
        let reach = |around: &Bounds| match self.spec.orient {
            Side::Bottom => around.y1 - base.1,
            Side::Top => base.1 - around.y0,
            Side::Left => base.0 - around.x0,
            Side::Right => around.x1 - base.0,
        };
        let mut extent: f64 = 0.0;
        for tick in ticks {
            extent = extent.max(reach(&Bounds::new(tick.x, tick.y, tick.x2, tick.y2)));
        }
        for label in labels.iter().filter(|label| label.shown) {
            let around = bounds::text(self.layout.measure, &label.text);
            if !around.is_empty() {
                extent = extent.max(reach(&around));
            }
        }
        let least = self.number("minExtent").unwrap_or(0.0);
        let most = self.number("maxExtent").unwrap_or(200.0);
        extent.max(least).min(most.max(least))
    }
}

/// A property that may have conditions: `{condition: {test, value}, value}`.
#[must_use]
pub fn conditional(
    at: &crate::error::Place,
    scope: &dyn crate::expr::Scope,
    json: &Json,
) -> Option<Value> {
    let Some(condition) = json.get("condition") else { return Some(evaluate(at, scope, json)) };
    let cases: &[Json] = condition.list().unwrap_or(std::slice::from_ref(condition));
    for case in cases {
        let test = case
            .get("test")
            .and_then(|test| crate::expr::predicate::Predicate::parse(at, test).ok());
        if test.is_some_and(|test| test.test(scope)) {
            return value_of(at, scope, case);
        }
    }
    value_of(at, scope, json)
}

fn value_of(
    at: &crate::error::Place,
    scope: &dyn crate::expr::Scope,
    json: &Json,
) -> Option<Value> {
    if let Some(text) = json.get("expr").or_else(|| json.get("signal")).and_then(Json::text) {
        return crate::expr::parse(at, text).ok().map(|expr| expr.eval(scope));
    }
    json.get("value").map(|value| evaluate(at, scope, value))
}
