//! Projections of plots, fitted to what they show, and places by longitude and latitude.

use super::Draw;
use super::span::Span;
use crate::base::geometry::Size;
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::data::{Column, Table};
use crate::error::{Diagnostic, Result, SpecError, Word, nearest};
use crate::expr::Scope;
use crate::geo::{Pair, Projection, Settings, Shape, projection, shape};
use crate::resolve::{Bound, Channel, FieldKind, ProjectionSpec, Unit, UnitId, View};

/// A projection as it is drawn.
#[derive(Clone, Debug)]
pub struct Map {
    /// The units it places.
    pub units: Vec<UnitId>,
    /// The projection, at its size.
    pub projection: Projection,
    /// The radius of single points of geometries, in pixels.
    pub radius: f64,
    /// Whether what it places fills the plot.
    pub fitted: bool,
}

/// The projections of a plot for its size.
///
/// Without a scale or a translation of the author's, a projection is fitted to the plot: to all rows of all its
/// units, in whatever cell of a facet they are. The default is `equalEarth`.
///
/// # Errors
///
/// `SpecError::Unknown` at `/projection/type` for a projection that there is not.
///
/// Source: Vega-Lite docs, "Projection"; Vega, `vega-geo/src/Projection.js`.
pub fn maps(
    view: &View,
    tables: &[Table],
    specs: &[ProjectionSpec],
    size: Size,
) -> Result<Vec<Map>> {
    let mut maps = Vec::with_capacity(specs.len());
    for spec in specs {
        maps.push(map(view, tables, spec, size)?);
    }
    Ok(maps)
}

fn map(view: &View, tables: &[Table], spec: &ProjectionSpec, size: Size) -> Result<Map> {
    let scope = PlotScope { view, size };
    let bag = &spec.bag;
    let name = bag.text(&scope, "type").unwrap_or_else(|| "equalEarth".into());
    let numbers = |name: &str| {
        let mut list = Vec::new();
        flat(&bag.value(&scope, name).unwrap_or_default(), &mut list);
        list
    };
    let pair = |name: &str| match *numbers(name) {
        [x, y, ..] => Some([x, y]),
        _ => None,
    };
    let flag = |name: &str| bag.bool(&scope, name).unwrap_or(false);
    let settings = Settings {
        scale: bag.number(&scope, "scale"),
        translate: pair("translate").unwrap_or([size.width / 2.0, size.height / 2.0]),
        center: pair("center"),
        rotate: match *numbers("rotate") {
            [x, y] => Some([x, y, 0.0]),
            [x, y, z, ..] => Some([x, y, z]),
            _ => None,
        },
        parallels: pair("parallels"),
        clip_angle: bag.number(&scope, "clipAngle"),
        clip_extent: match *numbers("clipExtent") {
            [x0, y0, x1, y1] => Some([x0, y0, x1, y1]),
            _ => None,
        },
        precision: bag.number(&scope, "precision"),
        reflect: [flag("reflectX"), flag("reflectY")],
    };
    let found = if spec.fit {
        let mut shapes = Vec::new();
        for id in &spec.units {
            gather(view, tables, *id, &mut shapes);
        }
        Projection::fit(&name, &settings, [size.width, size.height], &shapes)
    } else {
        Projection::new(&name, &settings)
    };
    let projection = found.ok_or_else(|| {
        let nearest = nearest(&name, projection::names()).map(Into::into);
        let kind = SpecError::Unknown { word: Word::Projection, found: name.clone(), nearest };
        Diagnostic::error(&bag.at("type"), kind)
    })?;
    let radius = bag.number(&scope, "pointRadius").unwrap_or(4.5);
    Ok(Map { units: spec.units.clone(), projection, radius, fitted: spec.fit })
}

/// The numbers of a value, those of lists in it one after the other.
fn flat(value: &Value, out: &mut Vec<f64>) {
    match value.as_list() {
        Some(list) => list.iter().for_each(|value| flat(value, out)),
        None => out.extend(value.as_number()),
    }
}

/// What a unit shows: its places, its geometries, or else its rows, where they are geometries.
fn gather(view: &View, tables: &[Table], id: UnitId, out: &mut Vec<Shape>) {
    let Some(unit) = view.units.get(id) else { return };
    let count = out.len();
    if let Some(table) = tables.get(unit.raw) {
        let rows: Vec<u32> = (0..table.rows() as u32).collect();
        for ends in ENDS {
            let mut points = Vec::new();
            for pair in pairs(unit, table, &rows, ends).unwrap_or_default() {
                if !pair[0].is_nan() && !pair[1].is_nan() {
                    points.push(pair);
                }
            }
            if !points.is_empty() {
                out.push(Shape::Points(points));
            }
        }
    }
    if out.len() > count {
        return;
    }
    // Geometries count even where colours drop their rows; rows that are geometries do not.
    let column = tables.get(unit.raw).and_then(|table| shape_column(unit, table));
    if let Some(column) = column {
        (0..column.len()).for_each(|row| shape::read(&column.value(row), out));
        return;
    }
    let Some(table) = tables.get(unit.flow) else { return };
    if table.column("type").is_some() {
        (0..table.rows()).for_each(|row| read(table, None, row, out));
    }
}

/// The column of geometries that the `shape` channel names.
#[must_use]
pub fn shape_column(unit: &Unit, table: &Table) -> Option<Column> {
    let def = unit.channels.iter().find(|def| def.channel == Channel::Shape)?;
    let Bound::Column(name) = &def.bound else { return None };
    if def.kind == Some(FieldKind::Geojson) { table.path(name) } else { None }
}

/// Adds the shapes of a row: of its geometry, or of itself.
pub fn read(table: &Table, column: Option<&Column>, row: usize, out: &mut Vec<Shape>) {
    match column {
        Some(column) => shape::read(&column.value(row), out),
        None => shape::read(&table.row(row), out),
    }
}

/// The channels of one end, and of the other.
const ENDS: [[Channel; 2]; 2] =
    [[Channel::Longitude, Channel::Latitude], [Channel::Longitude2, Channel::Latitude2]];

/// Longitudes and latitudes of rows; `None` where the unit has not both.
fn pairs(unit: &Unit, table: &Table, rows: &[u32], ends: [Channel; 2]) -> Option<Vec<Pair>> {
    let numbers = |channel: Channel, slot: usize, out: &mut Vec<Pair>| -> Option<()> {
        let def = unit.channels.iter().find(|def| def.channel == channel)?;
        match &def.bound {
            Bound::Column(name) => {
                let column = table.path(name)?;
                for (pair, row) in out.iter_mut().zip(rows) {
                    pair[slot] = column.number(*row as usize);
                }
            }
            Bound::Datum(value) | Bound::Value(value) => {
                let number = value.to_number();
                out.iter_mut().for_each(|pair| pair[slot] = number);
            }
            Bound::Nothing | Bound::DatumExpr(_) | Bound::Expr(_) => return None,
        }
        Some(())
    };
    let mut out = vec![[0.0; 2]; rows.len()];
    numbers(ends[0], 0, &mut out)?;
    numbers(ends[1], 1, &mut out)?;
    Some(out)
}

/// The places of longitude and latitude, when the unit has them and its plot a projection; NaN where a row has
/// none.
#[must_use]
pub fn points(draw: &Draw<'_>) -> Option<(Vec<f64>, Vec<f64>)> {
    ends(draw, ENDS[0])
}

fn ends(draw: &Draw<'_>, ends: [Channel; 2]) -> Option<(Vec<f64>, Vec<f64>)> {
    let map = draw.map?;
    let pairs = pairs(draw.unit, draw.table, &draw.rows, ends)?;
    let (mut xs, mut ys) = (Vec::with_capacity(pairs.len()), Vec::with_capacity(pairs.len()));
    for pair in pairs {
        let [x, y] = map.projection.point(pair).unwrap_or([f64::NAN; 2]);
        xs.push(x);
        ys.push(y);
    }
    Some((xs, ys))
}

/// Both ends of rules by longitude and latitude, along x and along y. Where the unit has one end only, they are
/// the same.
#[must_use]
pub fn spans(draw: &Draw<'_>) -> Option<(Span, Span)> {
    let (x, y) = points(draw)?;
    let (x2, y2) = ends(draw, ENDS[1]).unwrap_or_else(|| (x.clone(), y.clone()));
    Some(((x, x2), (y, y2)))
}

/// The sides along x and along y of a brush over longitudes and latitudes; the whole plot where a selection has
/// one of them only, whose ends are then placed at the middle of the plot. `None` when it has neither.
///
/// Source: Vega-Lite, `src/compile/selection/interval.ts`.
#[must_use]
pub fn brush(draw: &Draw<'_>, value: &Json) -> Option<(Pair, Pair)> {
    let map = draw.map?;
    let ends = |channel: Channel| {
        let def = draw.def(channel)?;
        let own = value.get(channel.name()).or_else(|| value.get(&def.field));
        let list = own?.list()?;
        Some([list.first()?.number()?, list.get(1)?.number()?])
    };
    let (width, height) = (draw.size.width, draw.size.height);
    let (longitudes, latitudes) = (ends(ENDS[0][0]), ends(ENDS[0][1]));
    let middle = map.projection.invert([width / 2.0, height / 2.0]).unwrap_or_default();
    let corner = |i: usize| {
        let part = |ends: Option<Pair>, j: usize| ends.map_or(middle[j], |ends| ends[i]);
        map.projection.point([part(longitudes, 0), part(latitudes, 1)])
    };
    if longitudes.is_none() && latitudes.is_none() {
        return None;
    }
    let (from, to) = (corner(0)?, corner(1)?);
    let side = |ends: Option<Pair>, j: usize, whole: f64| match ends {
        Some(_) => [from[j], to[j]],
        None => [0.0, whole],
    };
    Some((side(longitudes, 0, width), side(latitudes, 1, height)))
}

/// What an expression of a projection sees: parameters, and the size of the plot.
struct PlotScope<'a> {
    view: &'a View,
    size: Size,
}

impl Scope for PlotScope<'_> {
    fn datum(&self) -> Value {
        Value::Null
    }

    fn name(&self, name: &str) -> Option<Value> {
        match name {
            "width" => Some(Value::Number(self.size.width)),
            "height" => Some(Value::Number(self.size.height)),
            _ => self.view.params.value(name),
        }
    }

    fn call(&self, _function: &str, _args: &[Value]) -> Option<Value> {
        None
    }

    fn locale(&self) -> &Locale {
        &self.view.params.locale
    }
}
