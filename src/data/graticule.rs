//! Lines of longitude and latitude.

use super::columns::GrowingTable;
use super::table::Table;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::Result;
use std::rc::Rc;

/// How far lines stop before the end of their range.
const EPSILON: f64 = 1e-6;

/// What may be set: lines from `low` to `high`, `step` degrees apart.
struct Lines {
    low: [f64; 2],
    high: [f64; 2],
    step: [f64; 2],
}

/// The lines as one row: `type` (`MultiLineString`) and `coordinates`.
///
/// By default every 10 degrees between 80° south and north, and every 90 degrees of longitude from pole to pole;
/// `settings` has `extent`, `extentMajor`, `extentMinor`, `step`, `stepMajor`, `stepMinor` and `precision`
/// (the distance of points along parallels, 2.5 degrees), in degrees.
///
/// # Errors
///
/// None in practice: all columns have one row.
///
/// Source: Vega-Lite docs, "Graticule Generator"; d3-geo, `geoGraticule`.
pub fn table(settings: &Json) -> Result<Table> {
    let major = Lines::new(
        settings,
        "Major",
        [[-180.0, -90.0 + EPSILON], [180.0, 90.0 - EPSILON]],
        [90.0, 360.0],
    );
    let minor = Lines::new(
        settings,
        "Minor",
        [[-180.0, -80.0 - EPSILON], [180.0, 80.0 + EPSILON]],
        [10.0, 10.0],
    );
    let precision = settings.get("precision").and_then(Json::number).unwrap_or(2.5);
    let mut lines = Vec::new();
    for (own, axis) in [(&major, 0), (&major, 1), (&minor, 0), (&minor, 1)] {
        let along = 1 - axis;
        // Meridians have few points, because they are great circles.
        let distance = if axis == 0 { 90.0 } else { precision };
        let mut points = range(own.low[along], own.high[along] - EPSILON, distance);
        points.push(own.high[along]);
        let first = (own.low[axis] / own.step[axis]).ceil() * own.step[axis];
        for at in range(first, own.high[axis], own.step[axis]) {
            if std::ptr::eq(own, &minor) && (at % major.step[axis]).abs() <= EPSILON {
                continue;
            }
            let point = |other: &f64| if axis == 0 { [at, *other] } else { [*other, at] };
            let list = |pair: [f64; 2]| Value::List(Rc::new(pair.map(Value::Number)));
            lines.push(Value::List(points.iter().map(point).map(list).collect()));
        }
    }
    let mut table = GrowingTable::default();
    let mut guess = 0;
    table.named("type", &mut guess).text("MultiLineString");
    table.named("coordinates", &mut guess).value(Value::List(lines.into()));
    table.end_row();
    Ok(table.finish())
}

impl Lines {
    fn new(settings: &Json, which: &str, extent: [[f64; 2]; 2], step: [f64; 2]) -> Self {
        let pair = |json: Option<&Json>| {
            let list = json?.list()?;
            Some([list.first()?.number()?, list.get(1)?.number()?])
        };
        let member = |name: &str| {
            let own = settings.get(&format!("{name}{which}"));
            own.or_else(|| settings.get(name))
        };
        let corner = |i: usize| {
            let list = member("extent").and_then(Json::list);
            pair(list.and_then(|list| list.get(i))).unwrap_or(extent[i])
        };
        let (a, b) = (corner(0), corner(1));
        Self {
            low: [a[0].min(b[0]), a[1].min(b[1])],
            high: [a[0].max(b[0]), a[1].max(b[1])],
            step: pair(member("step")).unwrap_or(step),
        }
    }
}

/// The numbers from `start` to before `stop`; at most as many as there are seconds of arc around the globe.
fn range(start: f64, stop: f64, step: f64) -> Vec<f64> {
    let count = ((stop - start) / step).ceil().clamp(0.0, 1_296_000.0);
    (0..count as usize).map(|i| start + i as f64 * step).collect()
}
