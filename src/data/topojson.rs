//! TopoJSON → rows of shapes.

use super::columns::GrowingTable;
use super::table::Table;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::base::words::Words;
use crate::error::{DataError, Diagnostic, Place, Result};
use crate::spec::source::Mesh;
use std::rc::Rc;

/// The shapes of the object `object`, one a row, or (`mesh`) its borders as one row.
///
/// A shape is a row of GeoJSON's feature: `type` (`Feature`), `id`, `properties` and `geometry`; the object's
/// own geometry is one row when it is no collection. Borders are `type` (`MultiLineString`) and `coordinates`,
/// each drawn once, however many shapes share it.
///
/// # Errors
///
/// `DataError::Format` at `at` when there are no `arcs`, or no such object.
///
/// Source: M. Bostock and C. Metcalf, The TopoJSON Format Specification; Vega, `vega-loader/src/formats/topojson.js`.
pub fn read(at: &Place, json: &Json, object: &str, mesh: Option<Mesh>) -> Result<Table> {
    let missing = |found: String| {
        Diagnostic::error(at, DataError::Format { format: "topojson", found: found.into() })
    };
    let arcs = json.get("arcs").and_then(Json::list);
    let arcs = arcs.ok_or_else(|| missing("no member \"arcs\"".to_owned()))?;
    let found = json.get("objects").and_then(|objects| objects.get(object));
    let found = found.ok_or_else(|| missing(format!("no object \"{object}\"")))?;
    let topology = Topology::new(json, arcs);
    let mut table = GrowingTable::default();
    let mut row = |members: Vec<(&str, Value)>| {
        let mut guess = 0;
        for (name, value) in members {
            table.named(name, &mut guess).value(value);
        }
        table.end_row();
    };
    if let Some(mesh) = mesh {
        let lines = topology.borders(found, mesh).into_iter().map(Value::List).collect();
        row(vec![("type", "MultiLineString".into()), ("coordinates", Value::List(lines))]);
        return Ok(table.finish());
    }
    let parts = match found.get("type").and_then(Json::text).map(|kind| &**kind) {
        Some("GeometryCollection") => found.get("geometries").and_then(Json::list),
        _ => None,
    };
    for shape in parts.unwrap_or(std::slice::from_ref(found)) {
        let mut members = vec![("type", "Feature".into())];
        for name in ["id", "bbox"] {
            members.extend(shape.get(name).map(|value| (name, value.to_value())));
        }
        let none = || Value::Object(Rc::new([]));
        members.push(("properties", shape.get("properties").map_or_else(none, Json::to_value)));
        members.push(("geometry", topology.geometry(shape)));
        row(members);
    }
    Ok(table.finish())
}

/// The points of all arcs, and how places are read.
struct Topology {
    /// Each point is made once, however many shapes have it.
    arcs: Vec<Rc<[Value]>>,
    scale: [f64; 2],
    translate: [f64; 2],
}

impl Topology {
    fn new(json: &Json, arcs: &[Json]) -> Self {
        let transform = json.get("transform");
        let pair = |name: &str, usual: f64| {
            let list = transform.and_then(|transform| transform.get(name)).and_then(Json::list);
            let number = |i: usize| {
                list.and_then(|list| list.get(i)).and_then(Json::number).unwrap_or(usual)
            };
            [number(0), number(1)]
        };
        let mut topology =
            Self { arcs: Vec::new(), scale: pair("scale", 1.0), translate: pair("translate", 0.0) };
        for arc in arcs {
            let mut sum = [0.0, 0.0];
            let mut point = |json: &Json| {
                let [x, y] = numbers(json);
                // With a transform, points are distances from the last one.
                sum = if transform.is_some() { [sum[0] + x, sum[1] + y] } else { [x, y] };
                topology.place(sum)
            };
            let points = arc.list().unwrap_or_default().iter().map(&mut point).collect();
            topology.arcs.push(points);
        }
        topology
    }

    fn place(&self, [x, y]: [f64; 2]) -> Value {
        let x = x * self.scale[0] + self.translate[0];
        let y = y * self.scale[1] + self.translate[1];
        Value::List(Rc::new([Value::Number(x), Value::Number(y)]))
    }

    /// The arc of an index; a negative one, −1 − i, is arc i backwards.
    fn arc(&self, index: f64) -> (&[Value], bool) {
        let back = index < 0.0;
        let index = if back { -1.0 - index } else { index };
        (self.arcs.get(index as usize).map(|arc| &**arc).unwrap_or_default(), back)
    }

    /// The points of arcs one after the other, those that two share once; at least so many.
    fn line(&self, arcs: &Json, least: usize) -> Value {
        let mut points: Vec<Value> = Vec::new();
        for index in arcs.list().unwrap_or_default().iter().filter_map(Json::number) {
            points.pop();
            let (arc, back) = self.arc(index);
            if back {
                points.extend(arc.iter().rev().cloned());
            } else {
                points.extend(arc.iter().cloned());
            }
        }
        while let (true, Some(first)) = (points.len() < least, points.first()) {
            points.push(first.clone());
        }
        Value::List(points.into())
    }

    /// A list of lists …, as deep as `depth` says, of lines.
    fn lines(&self, arcs: &Json, depth: u32, least: usize) -> Value {
        if depth == 0 {
            return self.line(arcs, least);
        }
        let list = arcs.list().unwrap_or_default();
        Value::List(list.iter().map(|arcs| self.lines(arcs, depth - 1, least)).collect())
    }

    fn geometry(&self, shape: &Json) -> Value {
        let Some(kind) = shape.get("type").and_then(Json::text) else { return Value::Null };
        let arcs = |depth: u32, least: usize| {
            shape.get("arcs").map_or(Value::Null, |arcs| self.lines(arcs, depth, least))
        };
        let coordinates = shape.get("coordinates").unwrap_or(&Json::Null);
        let value = match &**kind {
            "GeometryCollection" => {
                let parts = shape.get("geometries").and_then(Json::list).unwrap_or_default();
                Value::List(parts.iter().map(|part| self.geometry(part)).collect())
            }
            "Point" => self.place(numbers(coordinates)),
            "MultiPoint" => {
                let points = coordinates.list().unwrap_or_default().iter();
                Value::List(points.map(|point| self.place(numbers(point))).collect())
            }
            "LineString" => arcs(0, 2),
            "MultiLineString" => arcs(1, 2),
            "Polygon" => arcs(1, 4),
            "MultiPolygon" => arcs(2, 4),
            _ => return Value::Null,
        };
        let name = if &**kind == "GeometryCollection" { "geometries" } else { "coordinates" };
        let members = [("type".into(), Value::Text(kind.clone())), (name.into(), value)];
        Value::Object(Rc::new(members))
    }

    /// The arcs of an object that are borders of the kind asked for, joined to lines as long as can be.
    fn borders(&self, object: &Json, mesh: Mesh) -> Vec<Rc<[Value]>> {
        let mut uses: Vec<Option<Use>> = vec![None; self.arcs.len()];
        let mut count = 0;
        mark_uses(object, &mut count, &mut uses);
        let kept = uses.into_iter().flatten().filter(|used| match mesh {
            Mesh::All => true,
            Mesh::Interior => used.first != used.last,
            Mesh::Exterior => used.first == used.last,
        });
        self.joined(kept.map(|used| used.index))
    }

    /// Joins arcs where one ends and another starts; none is turned round.
    fn joined(&self, arcs: impl Iterator<Item = f64>) -> Vec<Rc<[Value]>> {
        let mut lines: Vec<Vec<Value>> = Vec::new();
        let mut points = Words::default();
        // The line that starts or ends at a point, by the number of the point.
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for index in arcs {
            let (arc, back) = self.arc(index);
            let mut line: Vec<Value> = arc.to_vec();
            if back {
                line.reverse();
            }
            let (Some(first), Some(last)) = (line.first(), line.last()) else { continue };
            let (mut start, mut end) = (number(&mut points, first), number(&mut points, last));
            starts.resize(points.len(), usize::MAX);
            ends.resize(points.len(), usize::MAX);
            let mut taken = |place: &mut usize| {
                let i = std::mem::replace(place, usize::MAX);
                lines.get_mut(i).map(std::mem::take).filter(|line| !line.is_empty())
            };
            if let Some(mut before) = taken(&mut ends[start]) {
                start = before.first().map_or(start, |first| number(&mut points, first));
                starts[start] = usize::MAX;
                before.extend(line.into_iter().skip(1));
                line = before;
            }
            if let Some(after) = taken(&mut starts[end]) {
                end = after.last().map_or(end, |last| number(&mut points, last));
                ends[end] = usize::MAX;
                line.extend(after.into_iter().skip(1));
            }
            starts[start] = lines.len();
            ends[end] = lines.len();
            lines.push(line);
        }
        lines.into_iter().filter(|line| !line.is_empty()).map(Into::into).collect()
    }
}

/// An arc as shapes use it: its index as the first has it, and which shapes are the first and the last.
#[derive(Clone, Copy)]
struct Use {
    index: f64,
    first: usize,
    last: usize,
}

/// Notes for each arc the shapes that have it.
fn mark_uses(shape: &Json, count: &mut usize, uses: &mut [Option<Use>]) {
    if let Some(parts) = shape.get("geometries").and_then(Json::list) {
        parts.iter().for_each(|part| mark_uses(part, count, uses));
    } else if let Some(arcs) = shape.get("arcs") {
        *count += 1;
        mark_arcs(arcs, *count, uses);
    }
}

fn mark_arcs(arcs: &Json, shape: usize, uses: &mut [Option<Use>]) {
    if let Some(index) = arcs.number() {
        let arc = if index < 0.0 { -1.0 - index } else { index };
        if let Some(used) = uses.get_mut(arc as usize) {
            let first = used.unwrap_or(Use { index, first: shape, last: shape });
            *used = Some(Use { last: shape, ..first });
        }
    }
    arcs.list().unwrap_or_default().iter().for_each(|arcs| mark_arcs(arcs, shape, uses));
}

/// The first two numbers of a list.
fn numbers(json: &Json) -> [f64; 2] {
    let number = |i: usize| {
        json.list().and_then(|list| list.get(i)).and_then(Json::number).unwrap_or(f64::NAN)
    };
    [number(0), number(1)]
}

/// The number of a point, the same for the same place.
fn number(points: &mut Words, point: &Value) -> usize {
    let bits = |i: usize| {
        let number = point.as_list().and_then(|pair| pair.get(i));
        number.map_or(0, |number: &Value| number.to_number().to_bits())
    };
    points.number(&format!("{} {}", bits(0), bits(1))) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side; arc 0 is the border between them.
    const TWO: &str = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[10,0]},
        "objects":{"two":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","id":1,"arcs":[[0,1]],"properties":{"a":2}},
            {"type":"Polygon","id":2,"arcs":[[2,-1]]},{"type":null}]},
            "dot":{"type":"Point","coordinates":[1,2]}},
        "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]]}"#;

    fn check(object: &str, mesh: Option<Mesh>, expected: &str) {
        let table = Json::parse(TWO).and_then(|json| read(&Place::root(), &json, object, mesh));
        let said = match table {
            Ok(table) => super::super::json::write(&table).write(),
            Err(why) => why.to_string(),
        };
        assert_eq!(said, expected, "{object}");
    }

    #[test]
    fn features() {
        check(
            "two",
            None,
            concat!(
                r#"[{"type":"Feature","id":1,"properties":{"a":2},"geometry":{"type":"Polygon","#,
                r#""coordinates":[[[11,0],[11,1],[10,1],[10,0],[11,0]]]}},"#,
                r#"{"type":"Feature","id":2,"properties":{},"geometry":{"type":"Polygon","#,
                r#""coordinates":[[[11,0],[12,0],[12,1],[11,1],[11,0]]]}},"#,
                r#"{"type":"Feature","id":null,"properties":{},"geometry":null}]"#,
            ),
        );
        check(
            "dot",
            None,
            concat!(
                r#"[{"type":"Feature","properties":{},"#,
                r#""geometry":{"type":"Point","coordinates":[11,2]}}]"#,
            ),
        );
        check("three", None, "not topojson: no object \"three\"");
    }

    #[test]
    fn borders() {
        let lines =
            |lines: &str| format!(r#"[{{"type":"MultiLineString","coordinates":{lines}}}]"#);
        check("two", Some(Mesh::Interior), &lines("[[[11,0],[11,1]]]"));
        check(
            "two",
            Some(Mesh::Exterior),
            &lines("[[[11,1],[10,1],[10,0],[11,0],[12,0],[12,1],[11,1]]]"),
        );
    }
}
