//! Guides, their looks decided: axes, legends, titles.

use super::{ChannelDef, ScaleId, UnitId};
use crate::error::Place;
use crate::scene::Side;
use crate::spec::{Bag, Channel};
use std::rc::Rc;

/// A title.
#[derive(Clone, Debug)]
pub struct TitleSpec {
    /// Its lines.
    pub lines: Vec<Rc<str>>,
    /// The lines of the subtitle.
    pub subtitle: Vec<Rc<str>>,
    /// Its look, defaults included.
    pub look: Bag,
}

/// An axis, its look decided.
#[derive(Clone, Debug)]
pub struct AxisSpec {
    /// Where it stands.
    pub at: Place,
    /// Its scale.
    pub scale: ScaleId,
    /// x or y.
    pub channel: Channel,
    /// The side.
    pub orient: Side,
    /// The side that it had before another axis made it move: its labels are anchored for that one.
    pub usual: Side,
    /// All of its properties, defaults included.
    pub look: Bag,
    /// Its title; empty is none.
    pub title: Rc<str>,
    /// Whether grid lines are drawn.
    pub grid: bool,
    /// Whether anything but grid lines is drawn.
    pub main: bool,
    /// The channel definition it was made for: formats, bins, time units.
    pub def: ChannelDef,
    /// The scale of the other direction, for the length of grid lines.
    pub across: Option<ScaleId>,
}

/// A legend, its look decided.
#[derive(Clone, Debug)]
pub struct LegendSpec {
    /// Where it stands.
    pub at: Place,
    /// The scale of each channel it shows.
    pub scales: Vec<(Channel, ScaleId)>,
    /// All of its properties, defaults included.
    pub look: Bag,
    /// Its title; empty is none.
    pub title: Rc<str>,
    /// The channel definition it was made for.
    pub def: ChannelDef,
    /// Whether it stays with its plot, beside others of the same scale.
    pub apart: bool,
    /// Whether it is not drawn, nor any other of its scales.
    pub off: bool,
    /// Whether an author says so or the opposite.
    pub asked: bool,
    /// The units its symbols look like.
    pub units: Vec<UnitId>,
}
