//! GeoJSON → shapes.

use super::Pair;
use crate::base::value::Value;

/// A part of a geometry, in degrees.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Single points.
    Points(Vec<Pair>),
    /// An open line.
    Line(Vec<Pair>),
    /// Rings, without their first point again at their end.
    Polygon(Vec<Vec<Pair>>),
    /// The whole sphere.
    Sphere,
}

/// Adds the shapes of a GeoJSON object: a feature, a collection, or a geometry. Anything else has none.
///
/// Source: RFC 7946; d3-geo's `Sphere`.
pub fn read(value: &Value, out: &mut Vec<Shape>) {
    let kind = value.member("type");
    let Some(kind) = kind.as_text() else { return };
    let coordinates = || value.member("coordinates");
    let each = |name: &str, out: &mut Vec<Shape>| {
        if let Value::List(list) = value.member(name) {
            list.iter().for_each(|part| read(part, out));
        }
    };
    match &**kind {
        "Feature" => read(&value.member("geometry"), out),
        "FeatureCollection" => each("features", out),
        "GeometryCollection" => each("geometries", out),
        "Sphere" => out.push(Shape::Sphere),
        "Point" => out.extend(pair(&coordinates()).map(|point| Shape::Points(vec![point]))),
        "MultiPoint" => out.push(Shape::Points(pairs(&coordinates()))),
        "LineString" => out.push(Shape::Line(pairs(&coordinates()))),
        "MultiLineString" => {
            out.extend(list(&coordinates()).iter().map(|line| Shape::Line(pairs(line))));
        }
        "Polygon" => out.push(polygon(&coordinates())),
        "MultiPolygon" => out.extend(list(&coordinates()).iter().map(polygon)),
        _ => {}
    }
}

fn list(value: &Value) -> &[Value] {
    if let Value::List(list) = value { list } else { &[] }
}

fn pair(value: &Value) -> Option<Pair> {
    match list(value) {
        [x, y, ..] => Some([x.as_number()?, y.as_number()?]),
        _ => None,
    }
}

fn pairs(value: &Value) -> Vec<Pair> {
    list(value).iter().filter_map(pair).collect()
}

fn polygon(value: &Value) -> Shape {
    let ring = |value: &Value| {
        let mut ring = pairs(value);
        ring.pop();
        ring
    };
    Shape::Polygon(list(value).iter().map(ring).filter(|ring| !ring.is_empty()).collect())
}
