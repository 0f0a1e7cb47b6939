//! Rows → items, through scales: one mark, one file.

pub mod scope;
pub mod invalid;
pub mod encode;
pub mod position;
pub mod projection;
pub mod span;
pub mod group;
pub mod words;
pub mod arc;
pub mod area;
pub mod bar;
pub mod brush;
pub mod geoshape;
pub mod image;
pub mod line;
pub mod point;
pub mod rule;
pub mod text;
pub mod trail;

use crate::base::geometry::Size;
use crate::base::value::Value;
use crate::data::{Column, Table};
use crate::error::Result;
use crate::resolve::Channel;
use crate::resolve::{ChannelDef, MarkKind, ScaleId, Unit, UnitId, View};
use crate::scale::{Frames, Scale};
use crate::scene::{Certainty, Items, Mark, Role, Source};
use std::rc::Rc;

/// What a mark draws with: its unit, its rows, the scales it sees.
pub struct Draw<'a> {
    /// The view.
    pub view: &'a View,
    /// Which unit.
    pub id: UnitId,
    /// The unit.
    pub unit: &'a Unit,
    /// Its table.
    pub table: &'a Table,
    /// All tables, for expressions that read other data.
    pub tables: &'a [Table],
    /// The rows to draw, in drawing order.
    pub rows: Rc<[u32]>,
    /// The frames, for scales.
    pub frames: &'a Frames<'a>,
    /// Which frame it is drawn in.
    pub frame: usize,
    /// The size of the plot area.
    pub size: Size,
    /// The projection that places it.
    pub map: Option<&'a projection::Map>,
}

/// The items of a unit in a frame.
///
/// # Errors
///
/// A field that no column has while there are rows.
pub fn items(
    view: &View,
    tables: &[Table],
    frames: &Frames<'_>,
    frame: usize,
    id: UnitId,
    map: Option<&projection::Map>,
) -> Result<Vec<Mark>> {
    let Some(unit) = view.units.get(id) else { return Ok(Vec::new()) };
    let Some(table) = tables.get(unit.flow) else { return Ok(Vec::new()) };
    let size = frames.list.get(frame).map(|frame| frame.size).unwrap_or_default();
    let rows =
        frames.rows(frame, tables, unit.flow).unwrap_or_else(|| (0..table.rows() as u32).collect());
    let mut draw = Draw { view, id, unit, table, tables, rows, frames, frame, size, map };
    draw.check_fields()?;
    draw.first_frame();
    draw.rows = draw.ordered();
    let items = match unit.mark.kind {
        MarkKind::Arc => Items::Arcs(arc::items(&draw)),
        MarkKind::Area => Items::Areas(area::items(&draw)),
        MarkKind::Bar | MarkKind::Rect | MarkKind::Tick => Items::Rects(bar::items(&draw)),
        MarkKind::Circle | MarkKind::Point | MarkKind::Square => {
            Items::Symbols(point::items(&draw))
        }
        MarkKind::Geoshape => Items::Geos(geoshape::items(&draw)),
        MarkKind::Image => Items::Images(image::items(&draw)),
        MarkKind::Line => Items::Lines(line::items(&draw)),
        MarkKind::Rule => Items::Rules(rule::items(&draw)),
        MarkKind::Text => Items::Texts(text::items(&draw)),
        MarkKind::Trail => Items::Trails(trail::items(&draw)),
    };
    let clip = draw.clips();
    let mark = Mark { unit: id, role: Role::Data, clip, items };
    Ok(brush::around(&draw, mark))
}

impl<'a> Draw<'a> {
    /// Keeps the rows of the first value of the time channel, where a selection goes through its values by a timer.
    fn first_frame(&mut self) {
        let timed = |name: &Rc<str>| {
            let on = self.view.params.selection(name).and_then(|known| known.select.get("on"));
            let kind = on.and_then(|on| on.text().or_else(|| on.get("type")?.text()));
            kind.is_some_and(|kind| &**kind == "timer")
        };
        if self.unit.selections.iter().any(timed)
            && let Some(column) = self.def(Channel::Time).and_then(|def| def.bound.column())
            && let Some(column) = self.column(column)
            && let Some(first) = self.scale_of(Channel::Time).map(|scale| scale.domain_values())
        {
            let now = |row: &u32| first.first() == Some(&column.value(*row as usize));
            self.rows = self.rows.iter().copied().filter(now).collect();
        }
    }

    /// The definition of a channel.
    #[must_use]
    pub fn def(&self, channel: Channel) -> Option<&'a ChannelDef> {
        self.unit.channels.iter().find(|def| def.channel == channel)
    }

    /// The instance of a scale.
    #[must_use]
    pub fn scale(&self, id: Option<ScaleId>) -> Option<&Rc<Scale>> {
        self.frames.scale(self.frame, id?)
    }

    /// The scale of a channel.
    #[must_use]
    pub fn scale_of(&self, channel: Channel) -> Option<&Rc<Scale>> {
        self.scale(self.def(channel)?.scale)
    }

    /// The column of a name or path.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<Column> {
        self.table.path(name)
    }

    /// Where an item comes from: its row, and how sure its figure is.
    #[must_use]
    pub fn source(&self, row: u32, certainty: Option<&Column>) -> Source {
        let word = certainty.map(|column| column.value(row as usize));
        Source {
            row,
            certainty: word
                .as_ref()
                .and_then(Value::as_text)
                .map_or(Certainty::Exact, |word| encode::certainty(word)),
            ..Source::default()
        }
    }

    /// The column of the `certainty` channel.
    #[must_use]
    pub fn certainty(&self) -> Option<Column> {
        self.column(self.def(Channel::Certainty)?.bound.column()?)
    }

    /// Every field that a channel reads must be a column, while there are rows.
    fn check_fields(&self) -> Result<()> {
        for def in &self.unit.channels {
            let own = matches!(def.channel, Channel::Certainty | Channel::Figure);
            if let (crate::resolve::Bound::Column(name), false) = (&def.bound, own) {
                self.table.field(&def.def.at("field"), name)?;
            }
        }
        Ok(())
    }

    /// Rows in drawing order: by the order channel, for marks that are no paths and no stacks.
    fn ordered(&self) -> Rc<[u32]> {
        if self.unit.mark.kind.is_path() || self.unit.stack.is_some() {
            return self.rows.clone();
        }
        let order = self.order();
        if order.is_empty() {
            return self.rows.clone();
        }
        let mut places: Vec<u32> = (0..self.rows.len() as u32).collect();
        order.sort(&mut places);
        for place in &mut places {
            *place = self.rows[*place as usize];
        }
        places.into()
    }

    /// Whether the mark is cut off at the plot area: as asked, or where scales are bound to a selection, or a
    /// projection is not fitted.
    fn clips(&self) -> bool {
        if let Some(clip) = self.unit.mark.props.bool(&self.scope(u32::MAX), "clip") {
            return clip;
        }
        let bound = self
            .view
            .params
            .selections
            .iter()
            .any(|selection| selection.bind.text().is_some_and(|bind| &**bind == "scales"));
        let by_selection = self.unit.channels.iter().any(|def| {
            def.def.get("scale").and_then(|scale| scale.get("domain")).is_some_and(|domain| {
                domain.get("param").is_some() || domain.get("selection").is_some()
            })
        });
        // A map that is not fitted may be larger than its plot.
        bound || by_selection || self.map.is_some_and(|map| !map.fitted)
    }
}
