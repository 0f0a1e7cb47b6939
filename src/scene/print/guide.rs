//! Guides as JSON: titles, headers, grids, axes, legends.

use super::mark::shape;
use super::{Object, ink, paint, px, rounded, style, whole_text, words};
use crate::base::json::Json;
use crate::scene::item::SymbolShape;
use crate::scene::style::{Paint, TextStyle};
use crate::scene::{
    Anchor, Axis, Entry, Grid, Header, Label, Lane, Legend, LegendBody, Panel, Rule, Side, Title,
};

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

/// The title of a view, with its subtitle.
pub fn title(title: &Title) -> Json {
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

/// A label or a title of a facet.
pub fn header(header: &Header) -> Json {
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

/// The grid lines of one direction.
pub fn grid(grid: &Grid) -> Json {
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

/// An axis: line, ticks, labels, title.
pub fn axis(axis: &Axis, panel: &Panel) -> Json {
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
        if let Some(label) = axis.labels.first() {
            let pad = match axis.orient {
                Side::Bottom => label.text.y - panel.size.height - axis.offset,
                Side::Top => -axis.offset - label.text.y,
                Side::Left => -axis.offset - label.text.x,
                Side::Right => label.text.x - panel.size.width - axis.offset,
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

/// A legend: symbols, a colour bar or bands.
pub fn legend(legend: &Legend) -> Json {
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
            let opacity = |entry: &Entry| entry.label.paint.opacity;
            let usual = entries.iter().map(opacity).fold(0.0, f64::max);
            let each = entries.iter().map(|entry| {
                let mut own = Object::default();
                own.text("label", &words(&entry.label));
                own.number("size", entry.symbol.size);
                if entry.symbol.shape != SymbolShape::Circle {
                    own.text("shape", &shape(&entry.symbol.shape));
                }
                own.unless("angle", entry.symbol.angle_deg, 0.0);
                paint(&mut own, &entry.symbol.paint);
                own.unless("labelOpacity", entry.label.paint.opacity, usual);
                own.json()
            });
            out.put("entries", Json::List(each.collect()));
            if let Some(entry) = entries.first() {
                let mut own = Object::default();
                style(&mut own, &entry.label.style, false);
                paint(&mut own, &Paint { opacity: usual, ..(*entry.label.paint).clone() });
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
