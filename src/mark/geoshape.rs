//! Outlines of maps.

use super::Draw;
use super::projection;
use crate::scene::Geo;
use std::rc::Rc;

/// An outline for each row with a geometry: that of the `shape` channel, else the row itself, which is then a
/// feature or a geometry of GeoJSON. Rows whose geometry is not on the visible side have none.
///
/// Source: Vega-Lite, "Geoshape".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Geo> {
    let Some(map) = draw.map else { return Vec::new() };
    let mut paints = draw.paints();
    paints.usual_width(1.0);
    let certainty = draw.certainty();
    let column = projection::shape_column(draw.unit, draw.table);
    let mut shapes = Vec::new();
    let mut list = Vec::with_capacity(draw.rows.len());
    for (i, row) in draw.rows.iter().enumerate() {
        shapes.clear();
        projection::read(draw.table, column.as_ref(), *row as usize, &mut shapes);
        let path = map.projection.path(&shapes, map.radius);
        if path.is_empty() {
            continue;
        }
        list.push(Geo {
            path: Rc::new(path),
            paint: paints.get(i),
            source: draw.source(*row, certainty.as_ref()),
        });
    }
    list
}
