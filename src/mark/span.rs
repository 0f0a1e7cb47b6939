//! The extent of rectangles along x and y: bars, rects, ticks, images.
//!
//! Source: Vega-Lite, "Bar", "Rect", "Tick"; half a pixel of translation and
//! the spacing between binned bars as Vega-Lite compiles them.

use super::Draw;
use super::encode::{Look, LookKind, band_of};
use super::position::Usual;
use crate::base::time_unit::TimeUnit;
use crate::resolve::Channel;
use crate::resolve::{Binning, Bound, ChannelDef, MarkKind};

/// Both ends of each row drawn along a channel; in no order.
pub type Span = (Vec<f64>, Vec<f64>);

/// Both ends of sticks of a size that stand around places: 0 after them, 0.5 in the middle, 1 before.
#[must_use]
pub fn stick(mut places: Vec<f64>, align: f64, size: f64) -> Span {
    for place in &mut places {
        *place -= align * size;
    }
    let mut ends = places.clone();
    for end in &mut ends {
        *end += size;
    }
    (places, ends)
}

impl Draw<'_> {
    /// The extent of each rectangle drawn along a channel.
    #[must_use]
    pub fn span(&self, channel: Channel) -> Span {
        let def = self.def(channel).filter(|def| def.kind.is_some());
        let has_second = self.def(channel.second()).is_some();
        let mark = &self.unit.mark;
        let discrete =
            def.and_then(|def| self.scale(def.scale)).is_some_and(|scale| scale.is_discrete());
        let size_name = if channel == Channel::X { "width" } else { "height" };
        let own_size = self.def(Channel::Size).is_some()
            || mark.props.get("size").is_some()
            || mark.props.get(size_name).is_some_and(|json| band_of(Some(json)).is_none());
        let along = (channel == Channel::X) == mark.vertical;
        let is_band = match mark.kind {
            MarkKind::Bar => along && mark.oriented,
            MarkKind::Tick => !along && mark.oriented,
            MarkKind::Arc
            | MarkKind::Area
            | MarkKind::Circle
            | MarkKind::Geoshape
            | MarkKind::Image
            | MarkKind::Line
            | MarkKind::Point
            | MarkKind::Rect
            | MarkKind::Rule
            | MarkKind::Square
            | MarkKind::Text
            | MarkKind::Trail => false,
        };
        let binned = def.is_some_and(|def| {
            let timed = !def.time_unit.is_empty() && !has_second;
            matches!(def.bound, Bound::Column(_)) && (def.bin != Binning::None || timed)
        });
        let offset_there = self.def(channel.offset()).is_some();
        match def {
            Some(def) if binned && !own_size && !offset_there && !discrete => {
                self.bin_span(def, channel)
            }
            _ if ((def.is_some() && discrete) || is_band) && !has_second => {
                self.band_span(channel, def)
            }
            _ => self.range_span(channel, has_second),
        }
    }

    /// From the lower end of a bin to the upper, with spacing between neighbours.
    fn bin_span(&self, def: &ChannelDef, channel: Channel) -> Span {
        let nan = || (vec![f64::NAN; self.rows.len()], vec![f64::NAN; self.rows.len()]);
        let (Bound::Column(name), Some(scale)) = (&def.bound, self.scale(def.scale)) else {
            return nan();
        };
        let Some(start) = self.column(name) else { return nan() };
        let end = self.band_end(def, name, channel);
        let step = def
            .def
            .get("bin")
            .and_then(|bin| bin.get("step"))
            .and_then(crate::base::json::Json::number);
        let spacing = self.number("binSpacing", u32::MAX).unwrap_or(0.0);
        let least = self.number("minBandSize", u32::MAX).unwrap_or(0.0);
        let size_name = if channel == Channel::X { "width" } else { "height" };
        let timed = !def.time_unit.is_empty();
        let band = band_of(self.unit.mark.props.get(size_name))
            .or_else(|| timed.then(|| self.configured("timeUnitBandSize")).flatten())
            .unwrap_or(1.0);
        let at = if def.bin == Binning::Binned { 0.0 } else { (1.0 - band) / 2.0 };
        // A band position other than the middle moves the whole band.
        let shift = if timed {
            let position = def.band_position.or_else(|| self.configured("timeUnitBandPosition"));
            position.map_or(0.0, |position| position - 0.5)
        } else {
            0.0
        };
        let step_of_unit = def.def.get("timeUnit").and_then(|unit| unit.get("step")?.number());
        let unit =
            TimeUnit::parse(&def.time_unit).map(|unit| unit.every(step_of_unit.unwrap_or(1.0)));
        let (low, high) = scale.range_extent();
        let reversed = if channel == Channel::X { high < low } else { high > low };
        let sign = if reversed { -1.0 } else { 1.0 };
        let moves = self.number(channel.offset().name(), u32::MAX).unwrap_or(0.0);
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for row in self.rows.iter() {
            let row = *row as usize;
            let a = start.number(row);
            let b = match (&end, step) {
                (Some(end), _) => end.number(row),
                (None, Some(step)) => a + step,
                (None, None) => a,
            };
            // The part before a start may be of another length than that after it.
            let (a, b) = match unit {
                Some(unit) if shift != 0.0 => {
                    let between = |from: f64, to: f64| -shift * from + (1.0 + shift) * to;
                    (between(unit.offset(a, -1.0), a), between(a, b))
                }
                Some(_) | None => (a, b),
            };
            let size = (scale.number(b) - scale.number(a)).abs();
            let (near, far) =
                (scale.number((1.0 - at) * a + at * b), scale.number(at * a + (1.0 - at) * b));
            let gap = if size < least { -0.5 * (least - size) } else { spacing / 2.0 };
            // The end that is further along the axis comes nearer by half the spacing.
            let inward = if channel == Channel::X { gap } else { -gap };
            first.push(near + 0.5 + sign * (moves + inward));
            last.push(far + 0.5 + sign * (moves - inward));
        }
        (first, last)
    }

    /// A band of a discrete scale, or a stick of a fixed size around a place.
    fn band_span(&self, channel: Channel, def: Option<&ChannelDef>) -> Span {
        let mark = &self.unit.mark;
        let size_name = if channel == Channel::X { "width" } else { "height" };
        let by_size = mark.kind == MarkKind::Tick || ((channel == Channel::X) == mark.vertical);
        let position_scale = def.and_then(|def| self.scale(def.scale)).cloned();
        let offset_scale = self.scale_of(channel.offset()).cloned();
        let scale = offset_scale.clone().or_else(|| position_scale.clone());
        let sized =
            (self.def(Channel::Size).is_some() || mark.own.get("size").is_some()) && by_size;
        let sizes = if sized {
            self.look(Channel::Size, "size", LookKind::Number)
        } else {
            Look::default()
        };
        let relative = self.band_size(size_name, channel, scale.as_deref(), by_size);
        let banded = scale
            .as_ref()
            .is_some_and(|scale| matches!(scale.kind(), crate::resolve::ScaleKind::Band));
        let align = self.alignment(channel);
        let offset_def = self.def(channel.offset()).is_some();
        let centred = sized || !(banded && relative.is_err());
        let places = if centred || align.is_some_and(|align| align == 0.5) {
            let band = if offset_def { Some(0.0) } else { self.timed_band(def).or(Some(0.5)) };
            self.band_places(channel, def, band)
        } else {
            let band = relative.as_ref().err().copied().unwrap_or(1.0);
            self.band_places(channel, def, Some((1.0 - band) / 2.0))
        };
        let shifts = self.offsets(channel, if centred { 0.5 } else { 0.0 });
        let least = self.number("minBandSize", u32::MAX).unwrap_or(0.0);
        let align = align.unwrap_or(if centred { 0.5 } else { 0.0 });
        let (mut first, mut last) = (Vec::new(), Vec::new());
        let width = scale.as_ref().map_or_else(|| self.length(channel), |scale| scale.bandwidth());
        for i in 0..self.rows.len() {
            let size = match &relative {
                _ if !sizes.is_none() => sizes.number(i).unwrap_or(0.0),
                Ok(size) => *size,
                Err(band) => (band * width).max(least),
            };
            let start = places[i] + shifts[i] - align * size;
            first.push(start);
            last.push(start + size);
        }
        (first, last)
    }

    /// The places of [`Draw::band_span`], without offsets.
    fn band_places(
        &self,
        channel: Channel,
        def: Option<&ChannelDef>,
        band: Option<f64>,
    ) -> Vec<f64> {
        let usual = self.unfound(channel, Usual::Middle);
        match def {
            Some(_) => self.band_points(channel, band, Usual::Middle),
            None => vec![usual; self.rows.len()],
        }
    }

    fn timed_band(&self, def: Option<&ChannelDef>) -> Option<f64> {
        let def = def.filter(|def| !def.time_unit.is_empty())?;
        def.band_position.or_else(|| self.configured("timeUnitBandPosition"))
    }

    /// The alignment of a stick by the mark's own `align` or `baseline`: 0 start, 0.5 middle, 1 end.
    pub(super) fn alignment(&self, channel: Channel) -> Option<f64> {
        let name = if channel == Channel::X { "align" } else { "baseline" };
        match self.unit.mark.props.text(&self.scope(u32::MAX), name).as_deref() {
            Some("left" | "top") => Some(0.0),
            Some("center" | "middle") => Some(0.5),
            Some("right" | "bottom") => Some(1.0),
            _ => None,
        }
    }

    /// The size of a stick: pixels, or (as the error) a share of the band.
    fn band_size(
        &self,
        name: &str,
        channel: Channel,
        scale: Option<&crate::scale::Scale>,
        by_size: bool,
    ) -> Result<f64, f64> {
        let props = &self.unit.mark.props;
        if let Some(band) = band_of(props.get(name)) {
            return self.relative(band, channel, scale);
        }
        if let Some(size) = self.number(name, u32::MAX) {
            return Ok(size);
        }
        if let Some(band) = band_of(props.get("size")).filter(|_| by_size) {
            return self.relative(band, channel, scale);
        }
        if let Some(size) = self.number("size", u32::MAX).filter(|_| by_size) {
            return Ok(size);
        }
        // Vega-Lite reads these sizes from the configuration of the mark alone.
        let config = self.view.config.part(self.unit.mark.kind.name());
        let number = |name: &str| config.number(&self.scope(u32::MAX), name);
        let discrete = scale.is_none_or(crate::scale::Scale::is_discrete);
        if discrete {
            if let Some(size) = number("discreteBandSize") {
                return Ok(size);
            }
            let band = band_of(config.get("discreteBandSize"));
            return self.relative(band.unwrap_or(1.0), channel, scale);
        }
        number("continuousBandSize").ok_or(1.0)
    }

    /// A number that Vega-Lite reads from styles and the configuration alone, not from the mark itself.
    fn configured(&self, name: &str) -> Option<f64> {
        let of_mark = self.unit.mark.own.get(name).is_some();
        let config = || self.view.config.part(self.unit.mark.kind.name());
        if of_mark {
            config().number(&self.scope(u32::MAX), name)
        } else {
            self.number(name, u32::MAX)
        }
    }

    /// A share of the band, where there is a band; else what Vega-Lite takes: two pixels less than the step.
    fn relative(
        &self,
        band: f64,
        channel: Channel,
        scale: Option<&crate::scale::Scale>,
    ) -> Result<f64, f64> {
        use crate::resolve::ScaleKind;
        match scale {
            Some(scale) if matches!(scale.kind(), ScaleKind::Band) => Err(band),
            Some(scale) => {
                let step = scale.step();
                Ok(if step > 0.0 && scale.is_discrete() {
                    step - 2.0
                } else {
                    self.view_step() - 2.0
                })
            }
            None if self.def(channel).is_none() => {
                let mark = match self.unit.mark.kind {
                    kind @ (MarkKind::Bar | MarkKind::Tick) => kind.name(),
                    MarkKind::Arc
                    | MarkKind::Area
                    | MarkKind::Circle
                    | MarkKind::Geoshape
                    | MarkKind::Image
                    | MarkKind::Line
                    | MarkKind::Point
                    | MarkKind::Rect
                    | MarkKind::Rule
                    | MarkKind::Square
                    | MarkKind::Text
                    | MarkKind::Trail => "rect",
                };
                let padding = format!("{mark}BandPaddingInner");
                let scope = self.scope(u32::MAX);
                let config = self.view.config.part("scale");
                let padding = config
                    .number(&scope, "bandPaddingInner")
                    .or_else(|| config.number(&scope, &padding));
                Ok(if band < 1.0 {
                    band * self.length(channel)
                } else {
                    (1.0 - padding.unwrap_or(0.0)) * self.length(channel)
                })
            }
            None => Ok(self.view_step() - 2.0),
        }
    }

    /// The step of discrete scales by configuration.
    fn view_step(&self) -> f64 {
        self.view.config.part("view").number(&self.scope(u32::MAX), "step").unwrap_or(20.0)
    }

    /// From one end to the other: a second channel, a stack, zero, or a size.
    fn range_span(&self, channel: Channel, has_second: bool) -> Span {
        let first = self.points(channel, Usual::ZeroOrMax);
        let size_name = if channel == Channel::X { "width" } else { "height" };
        let stacked = self.unit.stack.as_ref().is_some_and(|stack| stack.channel == channel);
        let own_second = self.edge(channel.second().name(), channel).is_some();
        if !has_second
            && !stacked
            && !own_second
            && let Some(size) = self.number(size_name, u32::MAX)
        {
            let align = self.alignment(channel).unwrap_or(0.5);
            return stick(first, align, size);
        }
        (first, self.second_points(channel, Usual::ZeroOrMin))
    }
}
