//! Where marks stand along x and y.
//!
//! Source: Vega-Lite, "Position"; defaults for a channel that is not there:
//! the middle, or the scale's zero or the plot's edge.

use super::Draw;
use super::invalid::{Stand, is_valid};
use crate::base::time_unit::TimeUnit;
use crate::base::value::Value;
use crate::data::Column;
use crate::resolve::Channel;
use crate::resolve::{Binning, Bound, ChannelDef, MarkKind};

/// What a position is where its channel is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usual {
    /// The middle of the plot.
    Middle,
    /// The scale's zero, else its low end.
    ZeroOrMin,
    /// The scale's zero, else its high end.
    ZeroOrMax,
}

impl Draw<'_> {
    /// The length of the plot along a channel.
    #[must_use]
    pub fn length(&self, channel: Channel) -> f64 {
        if channel == Channel::X { self.size.width } else { self.size.height }
    }

    /// A number for each row drawn.
    // Not generic: the loop is there once, and the call costs nothing beside a scale.
    #[must_use]
    pub fn each_row(&self, of: &dyn Fn(u32) -> f64) -> Vec<f64> {
        let mut list = Vec::with_capacity(self.rows.len());
        for row in self.rows.iter() {
            list.push(of(*row));
        }
        list
    }

    /// The positions of points along x and along y, in the middle of the plot where they have none.
    #[must_use]
    pub fn centers(&self) -> (Vec<f64>, Vec<f64>) {
        (self.points(Channel::X, Usual::Middle), self.points(Channel::Y, Usual::Middle))
    }

    /// The places of points: by longitude and latitude where there is a projection, else along x and along y.
    #[must_use]
    pub fn places(&self) -> (Vec<f64>, Vec<f64>) {
        super::projection::points(self).unwrap_or_else(|| self.centers())
    }

    /// The position of a point for each row drawn.
    #[must_use]
    pub fn points(&self, channel: Channel, usual: Usual) -> Vec<f64> {
        let shifts = self.offsets(channel, 0.5);
        let by_offset = self.def(channel.offset()).is_some();
        let band = if by_offset { Some(0.0) } else { None };
        shifted(self.ends(channel, band, usual), &shifts)
    }

    /// The position of the other end for each row drawn; `None` when nothing gives one.
    #[must_use]
    pub fn second_points(&self, channel: Channel, usual: Usual) -> Vec<f64> {
        // A second channel has an offset of its own, only as a property of the mark.
        let own = channel.second();
        let has_own = self.def(own).is_some() || self.unit.mark.own.get(own.name()).is_some();
        let shifts = if has_own {
            self.property_offsets(&format!("{}Offset", own.name()))
        } else {
            self.offsets(channel, 0.5)
        };
        shifted(self.second_ends(channel, usual), &shifts)
    }

    /// Positions along a channel without offsets, at a band position.
    #[must_use]
    pub fn band_points(&self, channel: Channel, band: Option<f64>, usual: Usual) -> Vec<f64> {
        self.ends(channel, band, usual)
    }

    /// Positions along a channel without offsets.
    fn ends(&self, channel: Channel, band: Option<f64>, usual: Usual) -> Vec<f64> {
        if let Some(stack) = self.unit.stack.as_ref().filter(|stack| stack.channel == channel) {
            return self.stacked(channel, &stack.end, band);
        }
        match self.def(channel) {
            Some(def) => {
                // A point of bins that the data have stands between both ends.
                let second = self.def(channel.second()).and_then(|def| def.bound.column());
                let inside =
                    usual == Usual::Middle && def.bin == Binning::Binned && second.is_some();
                let band = band.or(if inside { Some(0.5) } else { None });
                self.placed(def, channel, band, self.unfound(channel, usual))
            }
            None => vec![self.unfound(channel, usual); self.rows.len()],
        }
    }

    fn second_ends(&self, channel: Channel, usual: Usual) -> Vec<f64> {
        if let Some(stack) = self.unit.stack.as_ref().filter(|stack| stack.channel == channel) {
            return self.stacked(channel, &stack.start, None);
        }
        let other = channel.second();
        match self.def(other) {
            Some(def) => self.placed(def, channel, None, self.unfound(channel, usual)),
            None => {
                let own = self.edge(other.name(), channel);
                vec![own.unwrap_or_else(|| self.unfound(channel, usual)); self.rows.len()]
            }
        }
    }

    /// A stacked end. A band position between 0 and 1 is a place between both ends.
    fn stacked(&self, channel: Channel, end: &str, band: Option<f64>) -> Vec<f64> {
        let Some(def) = self.def(channel) else { return vec![f64::NAN; self.rows.len()] };
        let Some(scale) = self.scale(def.scale) else { return vec![f64::NAN; self.rows.len()] };
        let position = def.band_position.or(band.filter(|band| *band > 0.0));
        let (Some(stack), Some(column)) = (self.unit.stack.as_ref(), self.column(end)) else {
            return vec![f64::NAN; self.rows.len()];
        };
        let other = if &*stack.end == end { self.column(&stack.start) } else { None };
        self.each_row(&|row| {
            let value = column.number(row as usize);
            match (position, &other) {
                (Some(position), Some(start)) => {
                    let start = start.number(row as usize);
                    scale.number((1.0 - position) * start + position * value)
                }
                _ => scale.number(value),
            }
        })
    }

    /// The places of a definition's values.
    fn placed(
        &self,
        def: &ChannelDef,
        channel: Channel,
        band: Option<f64>,
        usual: f64,
    ) -> Vec<f64> {
        let place_value = |value: &Value| match value.as_text().map(|word| &**word) {
            Some("width" | "height") => self.length(channel),
            _ => value.as_number().unwrap_or(usual),
        };
        let Some(scale) = self.scale(def.scale) else {
            return self.each_row(&|row| match self.drawn(def, row) {
                Some(drawn) if drawn.scale.is_none() => place_value(&drawn.value),
                _ => usual,
            });
        };
        let discrete = scale.is_discrete();
        let timed = !def.time_unit.is_empty();
        let has_second = self.def(channel.second()).is_some();
        let position = band.or(def.band_position).or_else(|| {
            if timed && !has_second && def.channel == channel {
                self.number("timeUnitBandPosition", u32::MAX)
            } else if matches!(def.bin, Binning::Bins(_)) {
                Some(0.5)
            } else {
                None
            }
        });
        let inside = if discrete { scale.bandwidth() * position.unwrap_or(0.5) } else { 0.0 };
        match &def.bound {
            Bound::Column(name) => {
                let Some(column) = self.column(name) else {
                    return vec![f64::NAN; self.rows.len()];
                };
                let end = self.band_end(def, name, channel);
                let stand = self.stand(def).map(|stand| match stand {
                    Stand::Value(value) => place_value(&value),
                    Stand::Domain(value) => scale.number(value),
                });
                let numbers = column.numbers();
                self.each_row(&|row| {
                    let row = row as usize;
                    match (&end, position) {
                        _ if let Some(place) = stand
                            && !is_valid(&column, row) =>
                        {
                            place
                        }
                        (Some(end), Some(position)) if !discrete && position > 0.0 => {
                            let (a, b) = (column.number(row), end.number(row));
                            scale.number((1.0 - position) * a + position * b)
                        }
                        _ => match numbers {
                            Some(numbers) if !discrete => {
                                scale.number(numbers.get(row).copied().unwrap_or(f64::NAN))
                            }
                            // Without a band, nothing is inside.
                            _ => scale.place(&column.value(row)) + inside,
                        },
                    }
                })
            }
            Bound::Datum(value) => vec![scale.place(value) + inside; self.rows.len()],
            Bound::DatumExpr(expr) => {
                self.each_row(&|row| scale.place(&expr.eval(&self.scope(row))) + inside)
            }
            Bound::Value(value) => vec![place_value(value); self.rows.len()],
            Bound::Expr(expr) => self.each_row(&|row| place_value(&expr.eval(&self.scope(row)))),
            Bound::Nothing => vec![usual; self.rows.len()],
        }
    }

    /// The column of the upper ends of a binned or time-unit field.
    #[must_use]
    pub fn band_end(
        &self,
        def: &ChannelDef,
        name: &str,
        channel: Channel,
    ) -> Option<crate::data::Column> {
        match &def.bin {
            Binning::Bins(end) => return self.column(end),
            Binning::Binned => {
                let Bound::Column(end) = &self.def(channel.second())?.bound else { return None };
                return self.column(end);
            }
            Binning::None => {}
        }
        let unit = TimeUnit::parse(&def.time_unit)?;
        if !unit.binned {
            return self.column(&format!("{name}_end"));
        }
        // Data that are in the unit already have no column of ends.
        let fills = matches!(
            self.unit.mark.kind,
            MarkKind::Arc | MarkKind::Bar | MarkKind::Image | MarkKind::Rect | MarkKind::Tick
        );
        let step = def.def.get("timeUnit").and_then(|unit| unit.get("step")?.number());
        let unit = unit.every(step.unwrap_or(1.0));
        let starts =
            self.column(name).filter(|_| fills || def.band_position.is_some_and(|at| at > 0.0))?;
        let mut ends = starts.numbers()?.to_vec();
        for end in &mut ends {
            *end = unit.offset(*end, 1.0);
        }
        Some(Column::Time(ends.into()))
    }

    /// A property of the mark that is a position: a number, `"width"` or `"height"`.
    #[must_use]
    pub fn edge(&self, name: &str, channel: Channel) -> Option<f64> {
        let value = self.unit.mark.props.value(&self.scope(u32::MAX), name)?;
        if value.as_text().is_some() { Some(self.length(channel)) } else { value.as_number() }
    }

    /// A position where nothing gives one.
    #[must_use]
    pub fn unfound(&self, channel: Channel, usual: Usual) -> f64 {
        if let Some(own) = self.edge(channel.name(), channel) {
            return own;
        }
        let length = self.length(channel);
        if usual == Usual::Middle {
            return length / 2.0;
        }
        let id = self.def(channel).or_else(|| self.def(channel.second())).and_then(|def| def.scale);
        if let Some(scale) = self.scale(id) {
            let domain = scale.domain_values();
            let end = if usual == Usual::ZeroOrMin { domain.first() } else { domain.last() };
            let sign = |value: Option<&Value>| value.map_or(f64::NAN, Value::to_number);
            let (first, last) = (sign(domain.first()), sign(domain.last()));
            let log = scale.kind() == crate::resolve::ScaleKind::Log;
            let zero = id.and_then(|id| self.view.scales.get(id)).is_some_and(|spec| spec.zero);
            // A domain that is to have zero is measured from there, wherever it was cut.
            let without =
                (first * last > 0.0 || (first * last).is_nan()) && (!zero || scale.is_discrete());
            if let Some(end) = end.filter(|_| log || scale.is_time() || without) {
                return scale.place(end);
            }
            return scale.place(&Value::Number(0.0));
        }
        let low = if channel == Channel::X { 0.0 } else { length };
        if usual == Usual::ZeroOrMin { low } else { length - low }
    }

    /// The offset of each row drawn: the offset channel's, or the mark's property.
    #[must_use]
    pub fn offsets(&self, channel: Channel, band: f64) -> Vec<f64> {
        let name = channel.offset();
        match self.def(name) {
            Some(def) => {
                let own = self.number(name.name(), u32::MAX).unwrap_or(0.0);
                self.placed(def, name, Some(band), own)
            }
            None => self.property_offsets(name.name()),
        }
    }

    /// The offset of each row drawn by a property of the mark.
    fn property_offsets(&self, name: &str) -> Vec<f64> {
        if self.unit.mark.props.get(name).is_none() {
            return vec![0.0; self.rows.len()];
        }
        self.each_row(&|row| self.number(name, row).unwrap_or(0.0))
    }
}

/// Places, each moved by its shift.
fn shifted(mut places: Vec<f64>, shifts: &[f64]) -> Vec<f64> {
    for (place, shift) in places.iter_mut().zip(shifts) {
        *place += shift;
    }
    places
}

/// Whether all these are numbers that can be drawn.
#[must_use]
pub fn finite(numbers: &[f64]) -> bool {
    numbers.iter().all(|number| number.is_finite())
}
