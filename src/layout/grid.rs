//! Cells in rows and columns: where each child of a container stands.
//!
//! Source: Vega, "Layout" (`grid`): rows and columns aligned by `each`, `all`
//! or not, by the boxes of children or by their plot areas alone (`flush`).

use crate::base::geometry::{Bounds, Point, Size};
use crate::resolve::{GridAlign, GridSpec};

/// A child of a container.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Row and column.
    pub at: (usize, usize),
    /// Everything that belongs to it, from the corner of its own plot area.
    pub around: Bounds,
    /// Its plot area.
    pub size: Size,
}

/// The corner of each cell's plot area.
#[must_use]
pub fn place(spec: &GridSpec, cells: &[Cell]) -> Vec<Point> {
    let rows = cells.iter().map(|cell| cell.at.0 + 1).max().unwrap_or(0);
    let columns = cells.iter().map(|cell| cell.at.1 + 1).max().unwrap_or(0);
    let bounds = |cell: &Cell| {
        if spec.flush {
            Bounds::new(0.0, 0.0, cell.size.width, cell.size.height)
        } else {
            cell.around
        }
    };
    let x = lanes(spec.align.1, columns, spec.spacing.1, cells, &|cell| cell.at.1, &|cell| {
        let around = bounds(cell);
        (around.x0.min(0.0), around.x1.max(0.0))
    });
    let y = lanes(spec.align.0, rows, spec.spacing.0, cells, &|cell| cell.at.0, &|cell| {
        let around = bounds(cell);
        (around.y0.min(0.0), around.y1.max(0.0))
    });
    let mut points: Vec<Point> = Vec::new();
    for (i, cell) in cells.iter().enumerate() {
        let mut point = Point::new(
            x.get(cell.at.1).copied().unwrap_or(0.0),
            y.get(cell.at.0).copied().unwrap_or(0.0),
        );
        // Without alignment each follows the one before it in its own row or column.
        if spec.align.1 == GridAlign::None {
            point.x = follow(cells, i, &points, spec.spacing.1, true, &bounds);
        }
        if spec.align.0 == GridAlign::None {
            point.y = follow(cells, i, &points, spec.spacing.0, false, &bounds);
        }
        // The longest of its own row or column, whose middle is that of all.
        let (mut widest, mut highest): (f64, f64) = (0.0, 0.0);
        for other in cells.iter().filter(|_| spec.center != (false, false)) {
            if other.at.1 == cell.at.1 {
                widest = widest.max(other.size.width);
            }
            if other.at.0 == cell.at.0 {
                highest = highest.max(other.size.height);
            }
        }
        if spec.center.1 && spec.align.1 != GridAlign::None {
            point.x += (widest - cell.size.width) / 2.0;
        }
        if spec.center.0 && spec.align.0 != GridAlign::None {
            point.y += (highest - cell.size.height) / 2.0;
        }
        points.push(point);
    }
    points
}

/// The origin of each row or column.
fn lanes(
    align: GridAlign,
    count: usize,
    spacing: f64,
    cells: &[Cell],
    lane: &dyn Fn(&Cell) -> usize,
    extent: &dyn Fn(&Cell) -> (f64, f64),
) -> Vec<f64> {
    let mut before = vec![0.0_f64; count];
    let mut after = vec![0.0_f64; count];
    for cell in cells {
        let (low, high) = extent(cell);
        if let (Some(before), Some(after)) = (before.get_mut(lane(cell)), after.get_mut(lane(cell)))
        {
            *before = before.max(-low);
            *after = after.max(high);
        }
    }
    if align == GridAlign::All {
        let most = |list: &[f64]| list.iter().copied().fold(0.0, f64::max);
        let (first, last) = (most(&before), most(&after));
        before.fill(first);
        after.fill(last);
    }
    let mut at = 0.0;
    let mut places = Vec::new();
    for i in 0..count {
        if i > 0 {
            at += after[i - 1] + spacing + before[i];
        } else {
            at = 0.0;
        }
        places.push(at);
    }
    places
}

/// The place after the cell before in the same row (or column).
fn follow(
    cells: &[Cell],
    i: usize,
    points: &[Point],
    spacing: f64,
    along_x: bool,
    bounds: &dyn Fn(&Cell) -> Bounds,
) -> f64 {
    let cell = &cells[i];
    let lane = |cell: &Cell| if along_x { cell.at } else { (cell.at.1, cell.at.0) };
    let (own, index) = lane(cell);
    let before = cells.iter().position(|other| index > 0 && lane(other) == (own, index - 1));
    let Some((j, point)) = before.and_then(|j| Some((j, points.get(j)?))) else { return 0.0 };
    let (previous, next) = (bounds(&cells[j]), bounds(cell));
    if along_x {
        point.x + previous.x1.max(0.0) + spacing - next.x0.min(0.0)
    } else {
        point.y + previous.y1.max(0.0) + spacing - next.y0.min(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(align: GridAlign) -> GridSpec {
        GridSpec {
            columns: 2,
            spacing: (10.0, 10.0),
            align: (align, align),
            center: (false, false),
            flush: false,
        }
    }

    #[test]
    fn each_column_is_as_wide_as_its_widest_cell() {
        let cell = |row, column, width: f64| Cell {
            at: (row, column),
            around: Bounds::new(-5.0, 0.0, width, 20.0),
            size: Size::new(width, 20.0),
        };
        let cells = [cell(0, 0, 30.0), cell(0, 1, 10.0), cell(1, 0, 50.0), cell(1, 1, 10.0)];
        let at = |align| {
            place(&spec(align), &cells).iter().map(|point| (point.x, point.y)).collect::<Vec<_>>()
        };
        assert_eq!(at(GridAlign::Each), [(0.0, 0.0), (65.0, 0.0), (0.0, 30.0), (65.0, 30.0)]);
        assert_eq!(at(GridAlign::None), [(0.0, 0.0), (45.0, 0.0), (0.0, 30.0), (65.0, 30.0)]);
    }
}
