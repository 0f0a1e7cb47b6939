//! The view with its data: a frame for each plot and container that will be drawn.
//!
//! A facet has one frame for each of its cells. A frame owns an instance of
//! each scale that its node owns; others it finds in the frames around it.

use super::domain;
use crate::base::geometry::Size;
use crate::base::value::Value;
use crate::data::Table;
use crate::error::Result;
use crate::resolve::{Facet, FacetField, FlowId, Node, NodeKind, Plot, ScaleId, View};
use crate::scale::Scale;
use crate::scale::domain::Domain;
use std::rc::Rc;

/// All frames; the first is the outermost.
#[derive(Clone, Debug, Default)]
pub struct Frames<'v> {
    /// The frames, parents before children.
    pub list: Vec<Frame<'v>>,
}

/// An instance of a node.
#[derive(Clone, Debug)]
pub struct Frame<'v> {
    /// The node.
    pub node: &'v Node,
    /// The frame it stands in.
    pub parent: Option<usize>,
    /// The frames in it, in order.
    pub children: Vec<usize>,
    /// Row and column in its parent.
    pub cell: Option<(usize, usize)>,
    /// The columns and values that tell its rows from others'.
    pub keys: Vec<(Rc<str>, Value)>,
    /// For a facet: the values of its rows and of its columns, or of its wrapped cells.
    pub lanes: [Vec<Value>; 2],
    /// Domains of the scales it owns.
    pub domains: Vec<(ScaleId, Domain)>,
    /// The scales it owns.
    pub scales: Vec<(ScaleId, Rc<Scale>)>,
    /// The size of the plot area.
    pub size: Size,
}

impl<'v> Frames<'v> {
    /// Makes the frames of a view for its tables (one a flow).
    ///
    /// # Errors
    ///
    /// A facet field that no column has.
    pub fn expand(view: &'v View, tables: &[Table]) -> Result<Self> {
        let mut frames = Self::default();
        frames.add(view, &view.root, tables, None, None, &[])?;
        Ok(frames)
    }

    fn add(
        &mut self,
        view: &'v View,
        node: &'v Node,
        tables: &[Table],
        parent: Option<usize>,
        cell: Option<(usize, usize)>,
        keys: &[(Rc<str>, Value)],
    ) -> Result<usize> {
        let index = self.list.len();
        self.list.push(Frame {
            node,
            parent,
            children: Vec::new(),
            cell,
            keys: keys.to_vec(),
            lanes: [Vec::new(), Vec::new()],
            domains: Vec::new(),
            scales: Vec::new(),
            size: Size::default(),
        });
        let mut children = Vec::new();
        match &node.kind {
            NodeKind::Plot(_) => {}
            NodeKind::Concat(nodes) => {
                let columns =
                    if node.grid.columns == 0 { nodes.len().max(1) } else { node.grid.columns };
                for (i, child) in nodes.iter().enumerate() {
                    children.push(self.add(
                        view,
                        child,
                        tables,
                        Some(index),
                        Some((i / columns, i % columns)),
                        keys,
                    )?);
                }
            }
            NodeKind::Facet(facet, child) => {
                let (lanes, cells) = cells(view, node, facet, child, tables, keys)?;
                for (cell, own) in cells {
                    let keys = [keys, &own].concat();
                    children.push(self.add(view, child, tables, Some(index), Some(cell), &keys)?);
                }
                self.list[index].lanes = lanes;
            }
        }
        self.list[index].children = children;
        Ok(index)
    }

    /// The rows of a flow's table that belong to a frame; all when `None`.
    #[must_use]
    pub fn rows(&self, frame: usize, tables: &[Table], flow: FlowId) -> Option<Rc<[u32]>> {
        let frame = self.list.get(frame)?;
        rows_of(tables.get(flow)?, &frame.keys)
    }

    /// The instance of a scale that a frame sees: its own, or one of the frames around it.
    #[must_use]
    pub fn scale(&self, frame: usize, id: ScaleId) -> Option<&Rc<Scale>> {
        let mut at = Some(frame);
        while let Some(frame) = at.and_then(|at| self.list.get(at)) {
            if let Some((_, scale)) = frame.scales.iter().find(|(known, _)| *known == id) {
                return Some(scale);
            }
            at = frame.parent;
        }
        None
    }

    /// The domain of a scale that a frame sees.
    #[must_use]
    pub fn domain(&self, frame: usize, id: ScaleId) -> Option<&Domain> {
        let mut at = Some(frame);
        while let Some(frame) = at.and_then(|at| self.list.get(at)) {
            if let Some((_, domain)) = frame.domains.iter().find(|(known, _)| *known == id) {
                return Some(domain);
            }
            at = frame.parent;
        }
        None
    }

    /// The first plot at or below a frame: its size is that of what is shared above it.
    #[must_use]
    pub fn first_plot(&self, mut frame: usize) -> usize {
        while let Some(first) = self.list.get(frame).and_then(|frame| frame.children.first()) {
            frame = *first;
        }
        frame
    }

    /// The plots among the frames.
    pub fn plots(&self) -> impl Iterator<Item = (usize, &'v Plot)> + '_ {
        self.list.iter().enumerate().filter_map(|(i, frame)| match &frame.node.kind {
            NodeKind::Plot(plot) => Some((i, plot)),
            NodeKind::Concat(_) | NodeKind::Facet(..) => None,
        })
    }
}

/// The unit of a plot that has only one.
fn only_unit(node: &Node) -> Option<usize> {
    match &node.kind {
        NodeKind::Plot(plot) => match plot.units.as_slice() {
            [unit] => Some(*unit),
            _ => None,
        },
        NodeKind::Concat(_) | NodeKind::Facet(..) => None,
    }
}

/// A column and its value in the rows of a cell.
type Key = (Rc<str>, Value);

/// A cell of a facet: row and column, and what tells its rows from others'.
type Cell = ((usize, usize), Vec<Key>);

/// The values of a facet's rows and columns, or of its wrapped cells; and the cells.
fn cells(
    view: &View,
    node: &Node,
    facet: &Facet,
    child: &Node,
    tables: &[Table],
    keys: &[Key],
) -> Result<([Vec<Value>; 2], Vec<Cell>)> {
    let values = |field: &Option<FacetField>| -> Result<Vec<Value>> {
        let (Some(field), Some(table)) = (field, tables.get(facet.flow)) else {
            return Ok(Vec::new());
        };
        table.field(&field.at.child("field"), &field.column)?;
        let rows = rows_of(table, keys);
        let raw = (table, rows.as_deref());
        // One unit's cells are those of the rows that it draws.
        let drawn = only_unit(child)
            .and_then(|unit| tables.get(view.units.get(unit)?.flow))
            .filter(|drawn| drawn.path(&field.column).is_some());
        let own = drawn.map(|drawn| (drawn, rows_of(drawn, keys)));
        let (table, rows) = own.as_ref().map_or(raw, |(drawn, rows)| (*drawn, rows.as_deref()));
        Ok(domain::discrete(table, rows, &field.column, &field.sort, raw))
    };
    let wrap = values(&facet.wrap)?;
    let (rows, columns) = (values(&facet.row)?, values(&facet.column)?);
    let mut cells = Vec::new();
    if let Some(field) = &facet.wrap {
        let wide = if node.grid.columns == 0 { wrap.len().max(1) } else { node.grid.columns };
        for (i, value) in wrap.iter().enumerate() {
            cells.push(((i / wide, i % wide), vec![(field.column.clone(), value.clone())]));
        }
        return Ok(([wrap, Vec::new()], cells));
    }
    // Without a field there is one row, or column, of all.
    let count = |field: &Option<FacetField>, values: &[Value]| match field {
        Some(_) => values.len(),
        None => 1,
    };
    for i in 0..count(&facet.row, &rows) {
        for j in 0..count(&facet.column, &columns) {
            let mut own = Vec::new();
            for (field, value) in [(&facet.row, rows.get(i)), (&facet.column, columns.get(j))] {
                if let (Some(field), Some(value)) = (field, value) {
                    own.push((field.column.clone(), value.clone()));
                }
            }
            cells.push(((i, j), own));
        }
    }
    Ok(([rows, columns], cells))
}

/// The rows of a table with these values in these columns; columns that it lacks do not count. `None` is all.
#[must_use]
pub fn rows_of(table: &Table, keys: &[(Rc<str>, Value)]) -> Option<Rc<[u32]>> {
    let mut rows: Option<Vec<u32>> = None;
    for (name, value) in keys {
        let Some(column) = table.path(name) else { continue };
        let same = column.equal_rows(value);
        match &mut rows {
            None => rows = Some(same),
            Some(rows) => rows.retain(|row| same.binary_search(row).is_ok()),
        }
    }
    rows.map(Into::into)
}
