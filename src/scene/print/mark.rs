//! Marks as JSON, item by item.

use super::{Object, paint, px, rounded, whole_text};
use crate::base::geometry::{Path, Segment};
use crate::base::json::Json;
use crate::scene::item::{
    Arc, Area, Curve, Geo, Image, Items, Line, Mark, Rect, Role, Rule, Source, Symbol, SymbolShape,
    Text, Trail,
};

/// The items of one mark.
pub fn mark(mark: &Mark) -> Json {
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
        Items::Many(many) => {
            // All points are written out.
            let items = many.items(0..many.points.rows());
            return self::mark(&Mark { items, ..mark.clone() });
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

fn symbol(symbol: &Symbol) -> Object {
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

/// The name of a symbol's shape; of a custom one its path.
pub fn shape(shape: &SymbolShape) -> String {
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

fn curve(out: &mut Object, curve: Curve, tension: f64) {
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

fn line(line: &Line) -> Object {
    let mut out = Object::default();
    out.put("points", points(line.points.iter().copied()));
    curve(&mut out, line.curve, line.tension);
    paint(&mut out, &line.paint);
    out
}

fn area(area: &Area) -> Object {
    let mut out = Object::default();
    out.put(
        "points",
        points(area.points.iter().map(|point| [point.x, point.y, point.x2, point.y2])),
    );
    curve(&mut out, area.curve, area.tension);
    paint(&mut out, &area.paint);
    out
}

fn trail(trail: &Trail) -> Object {
    let mut out = Object::default();
    out.put("points", points(trail.points.iter().copied()));
    paint(&mut out, &trail.paint);
    out
}

fn arc(arc: &Arc) -> Object {
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

fn image(image: &Image) -> Object {
    let mut out = Object::default();
    out.number("x", image.x);
    out.number("y", image.y);
    out.number("width", image.width);
    out.number("height", image.height);
    out.text("url", &image.url);
    paint(&mut out, &image.paint);
    out
}

fn geo(geo: &Geo) -> Object {
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
