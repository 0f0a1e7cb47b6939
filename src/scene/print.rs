//! The scene as canonical JSON, for comparison with Vega's.
//!
//! Written from the very items that are painted. Lengths are rounded to 0.01
//! px, angles of arcs to 0.0001; coordinates are those of the view's own plot
//! area; what is at its default is left out.

use super::item::{End, Items, Mark, Role, SymbolShape, Text};
use super::style::{Align, Baseline, Cap, Ink, Join, Paint, TextStyle};
use super::{
    Anchor, Axis, Grid, Header, Label, Lane, Legend, LegendBody, Panel, Rect, Rule, Scene, Side,
    Source, Title,
};
use crate::base::geometry::{Path, Segment};
use crate::base::json::Json;

/// The canonical scene.
#[must_use]
pub fn print(scene: &Scene) -> Json {
    let mut out = Object::default();
    out.text("format", "shushuo-scene/1");
    if let Some(background) = scene.background {
        out.text("background", &background.hex());
    }
    let mut layout = Object::default();
    layout.number("width", scene.size.width);
    layout.number("height", scene.size.height);
    out.put("layout", layout.json());
    out.put("view", panel(&scene.root));
    out.json()
}

/// An object in the making.
#[derive(Default)]
struct Object(Vec<(std::rc::Rc<str>, Json)>);

impl Object {
    fn put(&mut self, name: &str, value: Json) {
        self.0.push((name.into(), value));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.put(name, Json::Text(text.into()));
    }

    fn number(&mut self, name: &str, number: f64) {
        self.put(name, px(number));
    }

    /// A number that is left out at its default.
    fn unless(&mut self, name: &str, number: f64, usual: f64) {
        if number != usual {
            self.number(name, number);
        }
    }

    fn list(&mut self, name: &str, list: Vec<Json>) {
        if !list.is_empty() {
            self.put(name, Json::List(list));
        }
    }

    fn json(self) -> Json {
        Json::Object(self.0)
    }
}

/// A length, rounded to 0.01; what is no number is null.
fn px(number: f64) -> Json {
    rounded(number, 100.0)
}

fn rounded(number: f64, by: f64) -> Json {
    if number.is_finite() { Json::Number((number * by).round() / by) } else { Json::Null }
}

fn panel(panel: &Panel) -> Json {
    let mut out = Object::default();
    if panel.is_plot {
        out.put("size", Json::List(vec![px(panel.size.width), px(panel.size.height)]));
    }
    if let Some(frame) = &panel.frame {
        let mut own = Object::default();
        paint(&mut own, &frame.rect.paint);
        own.unless("cornerRadius", frame.rect.radii[0], 0.0);
        out.put("frame", own.json());
    }
    if let Some((row, column)) = panel.cell {
        out.put("cell", Json::List(vec![Json::Number(row as f64), Json::Number(column as f64)]));
    }
    let mut layout = Object::default();
    layout.number("x", panel.origin.x);
    layout.number("y", panel.origin.y);
    out.put("layout", layout.json());
    if let Some(title) = &panel.title {
        out.put("title", self::title(title));
    }
    out.list("grid", panel.grids.iter().map(grid).collect());
    out.list("axes", panel.axes.iter().map(|axis| self::axis(axis, panel)).collect());
    out.list("legends", panel.legends.iter().map(legend).collect());
    out.list("headers", panel.headers.iter().map(header).collect());
    out.list("marks", panel.marks.iter().map(mark).collect());
    out.list("views", panel.panels.iter().map(self::panel).collect());
    out.json()
}

// ---- paint and text

fn ink(ink: &Ink) -> Json {
    match ink {
        Ink::Color(color) | Ink::Hatch(color) => Json::Text(color.hex().into()),
        Ink::Gradient(gradient) => {
            let mut out = Object::default();
            let name = if gradient.axis.len() == 4 { "linear" } else { "radial" };
            out.put(name, Json::List(gradient.axis.iter().map(|number| px(*number)).collect()));
            let stop = |(offset, color): &(f64, crate::base::color::Color)| {
                Json::List(vec![Json::Number(*offset), Json::Text(color.hex().into())])
            };
            out.put("stops", Json::List(gradient.stops.iter().map(stop).collect()));
            out.json()
        }
    }
}

fn paint(out: &mut Object, paint: &Paint) {
    if let Some(fill) = &paint.fill {
        out.put("fill", ink(fill));
    }
    if let Some(stroke) = &paint.stroke {
        out.put("stroke", ink(stroke));
    }
    out.unless("opacity", paint.opacity, 1.0);
    out.unless("fillOpacity", paint.fill_opacity, 1.0);
    out.unless("strokeOpacity", paint.stroke_opacity, 1.0);
    if paint.stroke.is_some() {
        out.unless("strokeWidth", paint.stroke_width, 1.0);
        out.list("strokeDash", paint.dash.iter().map(|number| px(*number)).collect());
        out.unless("strokeDashOffset", paint.dash_offset, 0.0);
        match paint.cap {
            Cap::Butt => {}
            Cap::Round => out.text("strokeCap", "round"),
            Cap::Square => out.text("strokeCap", "square"),
        }
        match paint.join {
            Join::Miter => {}
            Join::Round => out.text("strokeJoin", "round"),
            Join::Bevel => out.text("strokeJoin", "bevel"),
        }
    }
}

/// The members of a text style; `anchored` leaves alignment, baseline and angle in.
fn style(out: &mut Object, style: &TextStyle, anchored: bool) {
    out.unless("fontSize", style.font.size, 11.0);
    if &*style.font.family != "sans-serif" {
        out.text("font", &style.font.family);
    }
    match style.font.weight {
        400 => {}
        700 => out.text("fontWeight", "bold"),
        weight => out.number("fontWeight", f64::from(weight)),
    }
    if style.font.italic {
        out.text("fontStyle", "italic");
    }
    if anchored {
        match style.align {
            Align::Left => {}
            Align::Center => out.text("align", "center"),
            Align::Right => out.text("align", "right"),
        }
        match style.baseline {
            Baseline::Alphabetic => {}
            Baseline::Top => out.text("baseline", "top"),
            Baseline::Middle => out.text("baseline", "middle"),
            Baseline::Bottom => out.text("baseline", "bottom"),
            Baseline::LineTop => out.text("baseline", "line-top"),
            Baseline::LineBottom => out.text("baseline", "line-bottom"),
        }
        out.unless("angle", style.angle_deg, 0.0);
    }
    if style.limit > 0.0 {
        out.number("limit", style.limit);
    }
    out.unless("lineHeight", style.line_height, style.font.size + 2.0);
}

fn words(text: &Text) -> String {
    text.lines.join("\n")
}

fn whole_text(text: &Text, anchored: bool) -> Object {
    let mut out = Object::default();
    out.text("text", &words(text));
    style(&mut out, &text.style, anchored);
    paint(&mut out, &text.paint);
    out
}

// ---- guides

fn side(side: Side) -> &'static str {
    match side {
        Side::Bottom => "bottom",
        Side::Left => "left",
        Side::Top => "top",
        Side::Right => "right",
    }
}

fn lane(out: &mut Object, lane: Lane) {
    match lane {
        Lane::Row(row) => out.number("row", row as f64),
        Lane::Column(column) => out.number("column", column as f64),
    }
}

fn title(title: &Title) -> Json {
    let mut out = whole_text(&title.text, false);
    out.text("orient", side(title.orient));
    let anchor = match title.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    out.text("anchor", anchor);
    out.unless("angle", title.text.style.angle_deg, 0.0);
    if let Some(subtitle) = &title.subtitle {
        out.put("subtitle", whole_text(subtitle, false).json());
    }
    out.json()
}

fn header(header: &Header) -> Json {
    let mut out = Object::default();
    let kind = match (header.lane, header.is_title) {
        (Lane::Row(_), false) => "row",
        (Lane::Column(_), false) => "column",
        (Lane::Row(_), true) => "row-title",
        (Lane::Column(_), true) => "column-title",
    };
    out.text("kind", kind);
    if !header.is_title {
        lane(&mut out, header.lane);
    }
    out.text("orient", side(header.orient));
    out.0.extend(whole_text(&header.text, false).0);
    out.unless("angle", header.text.style.angle_deg, 0.0);
    out.json()
}

/// Paints of several rules: members that differ become lists.
fn rules(out: &mut Object, rules: &[Rule]) {
    let Some(first) = rules.first() else { return };
    if rules.iter().all(|rule| rule.paint == first.paint) {
        paint(out, &first.paint);
        return;
    }
    let each: Vec<Object> = rules
        .iter()
        .map(|rule| {
            let mut own = Object::default();
            paint(&mut own, &rule.paint);
            own
        })
        .collect();
    let mut names: Vec<std::rc::Rc<str>> = Vec::new();
    for (name, _) in each.iter().flat_map(|own| &own.0) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    for name in names {
        let value = |own: &Object| {
            own.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
        };
        let usual = match &*name {
            "strokeDash" => Json::List(Vec::new()),
            "fill" | "stroke" => Json::Null,
            "strokeDashOffset" => Json::Number(0.0),
            _ => Json::Number(1.0),
        };
        let list: Vec<Json> =
            each.iter().map(|own| value(own).unwrap_or_else(|| usual.clone())).collect();
        let same = list.windows(2).all(|pair| pair[0] == pair[1]);
        match list.first() {
            Some(first) if same => out.put(&name, first.clone()),
            _ => out.put(&name, Json::List(list)),
        }
    }
}

fn grid(grid: &Grid) -> Json {
    let mut out = Object::default();
    out.text("dir", if grid.vertical { "x" } else { "y" });
    let at = |rule: &Rule| px(if grid.vertical { rule.x } else { rule.y });
    out.put("at", Json::List(grid.lines.iter().map(at).collect()));
    rules(&mut out, &grid.lines);
    if grid.above {
        out.put("above", Json::Bool(true));
    }
    out.json()
}

fn axis(axis: &Axis, panel: &Panel) -> Json {
    // A shared axis counts from the corner of the row or column it is drawn for.
    let origin = axis.lane.and_then(|lane| {
        let cell = panel.panels.iter().find(|child| match (lane, child.cell) {
            (Lane::Row(row), Some(cell)) => cell.0 == row,
            (Lane::Column(column), Some(cell)) => cell.1 == column,
            (_, None) => false,
        })?;
        Some(cell.origin)
    });
    let origin = origin.unwrap_or_default();
    let x = matches!(axis.orient, Side::Bottom | Side::Top);
    let along = |px: f64, py: f64| if x { px - origin.x } else { py - origin.y };
    let mut out = Object::default();
    out.text("orient", side(axis.orient));
    if let Some(lane) = axis.lane {
        self::lane(&mut out, lane);
    }
    out.unless("offset", axis.offset, 0.0);
    if axis.above {
        out.put("above", Json::Bool(true));
    }
    if let Some(domain) = &axis.domain {
        let mut own = Object::default();
        own.number("from", along(domain.x, domain.y));
        own.number("to", along(domain.x2, domain.y2));
        paint(&mut own, &domain.paint);
        out.put("domain", own.json());
    }
    if let Some(first) = axis.ticks.first() {
        let mut own = Object::default();
        own.put(
            "at",
            Json::List(axis.ticks.iter().map(|tick| px(along(tick.x, tick.y))).collect()),
        );
        let outward = match axis.orient {
            Side::Bottom => first.y2 - first.y,
            Side::Top => first.y - first.y2,
            Side::Left => first.x - first.x2,
            Side::Right => first.x2 - first.x,
        };
        own.number("size", outward);
        rules(&mut own, &axis.ticks);
        out.put("ticks", own.json());
    }
    if let Some((label_style, label_paint)) =
        axis.label_style.as_ref().filter(|_| !axis.labels.is_empty())
    {
        let mut own = Object::default();
        style(&mut own, label_style, true);
        paint(&mut own, label_paint);
        let base = axis.domain.as_ref().map(|rule| (rule.x, rule.y));
        let base = base.or_else(|| axis.ticks.first().map(|rule| (rule.x, rule.y)));
        if let (Some(base), Some(label)) = (base, axis.labels.first()) {
            let pad = match axis.orient {
                Side::Bottom => label.text.y - base.1,
                Side::Top => base.1 - label.text.y,
                Side::Left => base.0 - label.text.x,
                Side::Right => label.text.x - base.0,
            };
            own.number("pad", pad);
        }
        out.put("labelStyle", own.json());
        let each = |label: &Label| {
            axis_label(label, label_style, label_paint, along(label.text.x, label.text.y))
        };
        out.put("labels", Json::List(axis.labels.iter().map(each).collect()));
    }
    if let Some(title) = &axis.title {
        let mut own = Object::default();
        own.text("text", &words(title));
        own.number("at", along(title.x, title.y));
        style(&mut own, &title.style, true);
        paint(&mut own, &title.paint);
        out.put("title", own.json());
    }
    out.json()
}

fn axis_label(label: &Label, usual: &TextStyle, usual_paint: &Paint, at: f64) -> Json {
    let mut out = Object::default();
    out.number("at", at);
    out.text("text", &words(&label.text));
    if !label.shown {
        out.put("shown", Json::Bool(false));
    }
    if *label.text.style != *usual || *label.text.paint != *usual_paint {
        let (mut own, mut common) = (Object::default(), Object::default());
        style(&mut own, &label.text.style, true);
        paint(&mut own, &label.text.paint);
        style(&mut common, usual, true);
        paint(&mut common, usual_paint);
        for (name, value) in &own.0 {
            if !common.0.contains(&(name.clone(), value.clone())) {
                out.put(name, value.clone());
            }
        }
        // What the usual style has and this label does not is said as the default.
        for (name, _) in &common.0 {
            if !own.0.iter().any(|(known, _)| known == name) {
                out.put(name, default_of(name));
            }
        }
    }
    out.json()
}

fn default_of(name: &str) -> Json {
    let word = |word: &str| Json::Text(word.into());
    match name {
        "align" => word("left"),
        "baseline" => word("alphabetic"),
        "font" => word("sans-serif"),
        "fontWeight" | "fontStyle" => word("normal"),
        "angle" => Json::Number(0.0),
        "fontSize" => Json::Number(11.0),
        "opacity" | "fillOpacity" => Json::Number(1.0),
        _ => Json::Null,
    }
}

fn legend(legend: &Legend) -> Json {
    let mut out = Object::default();
    out.text("orient", &legend.orient);
    if let Some(title) = &legend.title {
        out.put("title", whole_text(title, true).json());
    }
    let bar = |out: &mut Object, vertical: bool, length: f64, thickness: f64| {
        out.put("vertical", Json::Bool(vertical));
        out.number("length", length);
        out.number("thickness", thickness);
    };
    match &legend.body {
        LegendBody::Symbols(entries) => {
            out.text("kind", "symbols");
            let each = entries.iter().map(|entry| {
                let mut own = Object::default();
                own.text("label", &words(&entry.label));
                own.number("size", entry.symbol.size);
                if entry.symbol.shape != SymbolShape::Circle {
                    own.text("shape", &shape(&entry.symbol.shape));
                }
                own.unless("angle", entry.symbol.angle_deg, 0.0);
                paint(&mut own, &entry.symbol.paint);
                own.json()
            });
            out.put("entries", Json::List(each.collect()));
            if let Some(entry) = entries.first() {
                let mut own = Object::default();
                style(&mut own, &entry.label.style, false);
                paint(&mut own, &entry.label.paint);
                out.put("labelStyle", own.json());
            }
        }
        LegendBody::Gradient { bar: rect, vertical, stops, labels } => {
            out.text("kind", "gradient");
            let (length, thickness) =
                if *vertical { (rect.height, rect.width) } else { (rect.width, rect.height) };
            bar(&mut out, *vertical, length, thickness);
            let stop = |(offset, color): &(f64, crate::base::color::Color)| {
                Json::List(vec![rounded(*offset, 10000.0), Json::Text(color.hex().into())])
            };
            out.put("stops", Json::List(stops.iter().map(stop).collect()));
            bar_labels(&mut out, labels);
        }
        LegendBody::Bands { bands, vertical, size, spans, labels } => {
            out.text("kind", "bands");
            bar(&mut out, *vertical, size.0, size.1);
            let each = bands.iter().zip(spans).map(|(rect, (from, to))| {
                let mut own = Object::default();
                own.put("from", rounded(*from, 10000.0));
                own.put("to", rounded(*to, 10000.0));
                if let Some(fill) = &rect.paint.fill {
                    own.put("fill", ink(fill));
                }
                own.json()
            });
            out.put("bands", Json::List(each.collect()));
            bar_labels(&mut out, labels);
        }
    }
    if let Some(frame) = &legend.frame {
        let mut own = Object::default();
        paint(&mut own, &frame.rect.paint);
        own.unless("cornerRadius", frame.rect.radii[0], 0.0);
        out.put("frame", own.json());
    }
    let mut layout = Object::default();
    layout.number("x", legend.origin.x);
    layout.number("y", legend.origin.y);
    layout.number("rows", legend.grid.0 as f64);
    layout.number("columns", legend.grid.1 as f64);
    out.put("layout", layout.json());
    out.json()
}

fn bar_labels(out: &mut Object, labels: &[(f64, Label)]) {
    let each = labels.iter().map(|(at, label)| {
        let mut own = Object::default();
        own.put("at", rounded(*at, 10000.0));
        own.text("text", &words(&label.text));
        if !label.shown {
            own.put("shown", Json::Bool(false));
        }
        own.json()
    });
    out.put("labels", Json::List(each.collect()));
    if let Some((_, label)) = labels.first() {
        let mut own = Object::default();
        style(&mut own, &label.text.style, false);
        paint(&mut own, &label.text.paint);
        out.put("labelStyle", own.json());
    }
}

// ---- marks

fn mark(mark: &Mark) -> Json {
    let mut out = Object::default();
    let (kind, items): (&str, Vec<Json>) = match &mark.items {
        Items::Rects(list) => {
            ("rect", list.iter().map(|item| own(mark, &item.source, rect(item))).collect())
        }
        Items::Symbols(list) => {
            ("symbol", list.iter().map(|item| own(mark, &item.source, symbol(item))).collect())
        }
        Items::Lines(list) => {
            ("line", list.iter().map(|item| own(mark, &item.source, line(item))).collect())
        }
        Items::Areas(list) => {
            ("area", list.iter().map(|item| own(mark, &item.source, area(item))).collect())
        }
        Items::Trails(list) => {
            ("trail", list.iter().map(|item| own(mark, &item.source, trail(item))).collect())
        }
        Items::Arcs(list) => {
            ("arc", list.iter().map(|item| own(mark, &item.source, arc(item))).collect())
        }
        Items::Rules(list) => {
            ("rule", list.iter().map(|item| own(mark, &item.source, rule(item))).collect())
        }
        Items::Texts(list) => {
            ("text", list.iter().map(|item| own(mark, &item.source, text(item))).collect())
        }
        Items::Images(list) => {
            ("image", list.iter().map(|item| own(mark, &item.source, image(item))).collect())
        }
        Items::Geos(list) => {
            ("geoshape", list.iter().map(|item| own(mark, &item.source, geo(item))).collect())
        }
    };
    out.text("type", kind);
    if mark.role == Role::Brush {
        out.text("role", "brush");
    }
    out.put("items", Json::List(items));
    out.json()
}

/// An item with its clip.
fn own(mark: &Mark, source: &Source, mut out: Object) -> Json {
    if let Some(clip) = &source.clip {
        let mut own = Object::default();
        position(&mut own, clip);
        out.put("clip", own.json());
    } else if mark.clip {
        out.put("clip", Json::Bool(true));
    }
    let _: End = source.end;
    out.json()
}

fn position(out: &mut Object, rect: &Rect) {
    out.number("x", rect.x);
    out.number("y", rect.y);
    out.number("width", rect.width);
    out.number("height", rect.height);
    let [first, ..] = rect.radii;
    if rect.radii.iter().all(|radius| *radius == first) {
        out.unless("cornerRadius", first, 0.0);
    } else {
        out.put("cornerRadius", Json::List(rect.radii.iter().map(|radius| px(*radius)).collect()));
    }
}

fn rect(rect: &Rect) -> Object {
    let mut out = Object::default();
    position(&mut out, rect);
    paint(&mut out, &rect.paint);
    out
}

fn symbol(symbol: &super::Symbol) -> Object {
    let mut out = Object::default();
    out.number("x", symbol.x);
    out.number("y", symbol.y);
    out.number("size", symbol.size);
    if symbol.shape != SymbolShape::Circle {
        out.text("shape", &shape(&symbol.shape));
    }
    out.unless("angle", symbol.angle_deg, 0.0);
    paint(&mut out, &symbol.paint);
    out
}

fn shape(shape: &SymbolShape) -> String {
    let word = match shape {
        SymbolShape::Circle => "circle",
        SymbolShape::Square => "square",
        SymbolShape::Cross => "cross",
        SymbolShape::Diamond => "diamond",
        SymbolShape::Triangle => "triangle",
        SymbolShape::TriangleUp => "triangle-up",
        SymbolShape::TriangleDown => "triangle-down",
        SymbolShape::TriangleRight => "triangle-right",
        SymbolShape::TriangleLeft => "triangle-left",
        SymbolShape::Arrow => "arrow",
        SymbolShape::Wedge => "wedge",
        SymbolShape::Stroke => "stroke",
        SymbolShape::Custom(text, _) => return text.to_string(),
    };
    word.to_owned()
}

fn curve(out: &mut Object, curve: super::Curve, tension: f64) {
    use super::Curve;
    let (word, usual) = match curve {
        Curve::Linear => return,
        Curve::LinearClosed => ("linear-closed", 0.0),
        Curve::Step => ("step", 0.0),
        Curve::StepBefore => ("step-before", 0.0),
        Curve::StepAfter => ("step-after", 0.0),
        Curve::Basis => ("basis", 0.0),
        Curve::BasisOpen => ("basis-open", 0.0),
        Curve::BasisClosed => ("basis-closed", 0.0),
        Curve::Cardinal => ("cardinal", 0.0),
        Curve::CardinalOpen => ("cardinal-open", 0.0),
        Curve::CardinalClosed => ("cardinal-closed", 0.0),
        Curve::CatmullRom => ("catmull-rom", 0.0),
        Curve::CatmullRomOpen => ("catmull-rom-open", 0.0),
        Curve::CatmullRomClosed => ("catmull-rom-closed", 0.0),
        Curve::Bundle => ("bundle", 0.85),
        Curve::Monotone => ("monotone", 0.0),
        Curve::Natural => ("natural", 0.0),
    };
    out.text("interpolate", word);
    out.unless("tension", tension, usual);
}

/// Points as lists, null where the path is interrupted.
fn points<const N: usize>(list: impl Iterator<Item = [f64; N]>) -> Json {
    let mut out: Vec<Json> = Vec::new();
    for point in list {
        if point.iter().all(|number| number.is_finite()) {
            out.push(Json::List(point.iter().map(|number| px(*number)).collect()));
        } else if out.last().is_some_and(|last| !last.is_null()) {
            out.push(Json::Null);
        }
    }
    if out.last().is_some_and(Json::is_null) {
        out.pop();
    }
    Json::List(out)
}

fn line(line: &super::Line) -> Object {
    let mut out = Object::default();
    out.put("points", points(line.points.iter().copied()));
    curve(&mut out, line.curve, line.tension);
    paint(&mut out, &line.paint);
    out
}

fn area(area: &super::Area) -> Object {
    let mut out = Object::default();
    out.put(
        "points",
        points(area.points.iter().map(|point| [point.x, point.y, point.x2, point.y2])),
    );
    curve(&mut out, area.curve, area.tension);
    paint(&mut out, &area.paint);
    out
}

fn trail(trail: &super::Trail) -> Object {
    let mut out = Object::default();
    out.put("points", points(trail.points.iter().copied()));
    paint(&mut out, &trail.paint);
    out
}

fn arc(arc: &super::Arc) -> Object {
    let mut out = Object::default();
    out.number("x", arc.x);
    out.number("y", arc.y);
    out.put("startAngle", rounded(arc.start_angle, 10000.0));
    out.put("endAngle", rounded(arc.end_angle, 10000.0));
    out.number("innerRadius", arc.inner_radius);
    out.number("outerRadius", arc.outer_radius);
    if arc.pad_angle != 0.0 {
        out.put("padAngle", rounded(arc.pad_angle, 10000.0));
    }
    out.unless("cornerRadius", arc.corner_radius, 0.0);
    paint(&mut out, &arc.paint);
    out
}

fn rule(rule: &Rule) -> Object {
    let mut out = Object::default();
    out.number("x", rule.x);
    out.number("y", rule.y);
    out.number("x2", rule.x2);
    out.number("y2", rule.y2);
    paint(&mut out, &rule.paint);
    out
}

fn text(text: &Text) -> Object {
    let mut out = Object::default();
    out.number("x", text.x);
    out.number("y", text.y);
    out.0.extend(whole_text(text, true).0);
    out
}

fn image(image: &super::Image) -> Object {
    let mut out = Object::default();
    out.number("x", image.x);
    out.number("y", image.y);
    out.number("width", image.width);
    out.number("height", image.height);
    out.text("url", &image.url);
    paint(&mut out, &image.paint);
    out
}

fn geo(geo: &super::Geo) -> Object {
    let mut out = Object::default();
    out.text("path", &path(&geo.path));
    paint(&mut out, &geo.paint);
    out
}

fn path(path: &Path) -> String {
    let mut out = String::new();
    let number = |number: f64| crate::base::format::plain((number * 100.0).round() / 100.0);
    for segment in path {
        match segment {
            Segment::Move(at) => out.push_str(&format!("M{},{}", number(at.x), number(at.y))),
            Segment::Line(at) => out.push_str(&format!("L{},{}", number(at.x), number(at.y))),
            Segment::Cubic(a, b, to) => {
                let all = [a.x, a.y, b.x, b.y, to.x, to.y].map(number);
                out.push_str(&format!("C{}", all.join(",")));
            }
            Segment::Close => out.push('Z'),
        }
    }
    out
}
