//! Functions of colours. A colour is an object of its coordinates, such as `h`, `s`, `l` and
//! `opacity`, and wherever a text is needed its CSS text.
//!
//! Source: d3-color 3.

use super::{Function, arg, num, plain};
use crate::base::color::Color;
use crate::base::interpolate::Space;
use crate::base::value::Value;
use crate::expr::operator::text as text_of;

pub(super) const LIST: &[Function] = &[
    plain("contrast", |args| Value::Number(read(arg(args, 0)).contrast(&read(arg(args, 1))))),
    plain("hcl", |args| color(Space::Hcl, args)),
    plain("hsl", |args| color(Space::Hsl, args)),
    plain("lab", |args| color(Space::Lab, args)),
    plain("luminance", |args| Value::Number(read(arg(args, 0)).luminance())),
    plain("rgb", |args| color(Space::Rgb, args)),
];

/// The names of a space's coordinates, one letter each.
fn names(space: Space) -> &'static str {
    match space {
        Space::Hsl => "hsl",
        Space::Lab => "lab",
        Space::Hcl => "hcl",
        Space::Rgb | Space::HslLong | Space::HclLong | Space::Cubehelix | Space::CubehelixLong => {
            "rgb"
        }
    }
}

/// A colour from three coordinates and an opacity, or of another colour.
fn color(space: Space, args: &[Value]) -> Value {
    let places = if args.len() > 2 {
        let opacity = if args.len() > 3 { num(args, 3) } else { 1.0 };
        [num(args, 0), num(args, 1), num(args, 2), opacity]
    } else {
        match found(arg(args, 0)) {
            Some(color) => space.coordinates(color),
            None => [f64::NAN; 4],
        }
    };
    let mut members = Vec::new();
    for (i, place) in places.into_iter().enumerate() {
        let key = names(space).get(i..=i).unwrap_or("opacity");
        members.push((key.into(), Value::Number(place)));
    }
    Value::Object(members.into())
}

/// The space and coordinates, when the value is a colour.
fn parts(value: &Value) -> Option<(Space, [f64; 4])> {
    let Value::Object(members) = value else { return None };
    let [(a, x), (b, y), (c, z), (last, opacity)] = members.as_ref() else { return None };
    if &**last != "opacity" {
        return None;
    }
    let name = [&**a, &**b, &**c].concat();
    let spaces = [Space::Rgb, Space::Hsl, Space::Lab, Space::Hcl];
    let space = spaces.into_iter().find(|space| names(*space) == name)?;
    Some((space, [x, y, z, opacity].map(Value::to_number)))
}

fn found(value: &Value) -> Option<Color> {
    match parts(value) {
        Some((space, places)) => Some(space.color(places)),
        None => Color::parse(&text_of(value)),
    }
}

/// The colour of a value; black when it is none.
fn read(value: &Value) -> Color {
    found(value).unwrap_or(Color::BLACK)
}

/// The CSS text, when the value is a colour.
pub(in crate::expr) fn css(value: &Value) -> Option<String> {
    let (space, places) = parts(value)?;
    let Color { r, g, b, .. } = space.color(places);
    let [.., opacity] = places;
    Some(if opacity >= 1.0 || opacity.is_nan() {
        format!("rgb({r}, {g}, {b})")
    } else {
        format!("rgba({r}, {g}, {b}, {})", Value::Number(opacity.max(0.0)).to_text())
    })
}
