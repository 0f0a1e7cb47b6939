//! The scene as canonical JSON, for comparison with Vega's.
//!
//! Written from the very items that are painted. Lengths are rounded to 0.01
//! px, angles of arcs to 0.0001; coordinates are those of the view's own plot
//! area; what is at its default is left out.

mod guide;
mod mark;

use super::item::Text;
use super::style::{Align, Baseline, Cap, Ink, Join, Paint, TextStyle};
use super::{Panel, Scene};
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
        out.put("title", guide::title(title));
    }
    out.list("grid", panel.grids.iter().map(guide::grid).collect());
    out.list("axes", panel.axes.iter().map(|axis| guide::axis(axis, panel)).collect());
    out.list("legends", panel.legends.iter().map(guide::legend).collect());
    out.list("headers", panel.headers.iter().map(guide::header).collect());
    out.list("marks", panel.marks.iter().map(mark::mark).collect());
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
