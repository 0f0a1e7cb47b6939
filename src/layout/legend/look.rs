//! The looks of a legend's symbols: those of the mark, with what the scales of the legend say.

#![expect(clippy::wildcard_enum_match_arm, reason = "legends show a few channels of many")]

use super::Maker;
use crate::base::color::Color;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::mark::point::shape;
use crate::resolve::{Bound, Channel, ChannelDef, MarkKind, Unit};
use crate::scene::{Ink, Paint, Source, Symbol, SymbolShape};
use std::rc::Rc;

/// The definition of a channel of a unit.
fn def(unit: &Unit, channel: Channel) -> Option<&ChannelDef> {
    unit.channels.iter().find(|def| def.channel == channel)
}

/// What a channel of a unit draws without data: its own value, then those of its cases.
fn plain(unit: &Unit, channel: Channel) -> Vec<&Value> {
    let mut values = Vec::new();
    if let Some(def) = def(unit, channel) {
        let cases = def.cases.iter().map(|(_, bound)| bound);
        for bound in std::iter::once(&def.bound).chain(cases) {
            if let Bound::Value(value) = bound {
                values.push(value);
            }
        }
    }
    values
}

impl<'a> Maker<'a> {
    fn units(&self) -> Vec<&'a Unit> {
        let mut units = Vec::new();
        for unit in &self.spec.units {
            units.extend(self.layout.view.units.get(*unit));
        }
        units
    }

    fn unit(&self) -> Option<&'a Unit> {
        self.layout.view.units.get(*self.spec.units.first()?)
    }

    /// The opacity of the mark, where no channel gives one.
    pub(super) fn mark_opacity(&self) -> Option<f64> {
        for unit in self.units() {
            let opacity = def(unit, Channel::Opacity);
            let mut most: Option<f64> = None;
            if opacity.is_some_and(|def| !def.cases.is_empty() && def.bound.column().is_some()) {
                // No number is the largest where one is missing.
                return None;
            }
            for value in plain(unit, Channel::Opacity) {
                if let Some(number) = value.as_number() {
                    most = Some(most.map_or(number, |most| most.max(number)));
                }
            }
            // What the configuration says is not asked.
            let own = || unit.mark.own.number(&self.guide.scope, "opacity");
            if let Some(opacity) = most.or_else(own) {
                // Nothing is no opacity of legends.
                return Some(opacity).filter(|opacity| *opacity != 0.0);
            }
        }
        None
    }

    /// What a colour channel draws without data: its value, its first case's, or the mark's property; no ink is
    /// `Some(None)`.
    fn plain_color(&self, channel: Channel, name: &str) -> Option<Option<Color>> {
        for unit in self.units() {
            for value in plain(unit, channel) {
                let color = value.as_text().and_then(|word| Color::parse(word));
                if color.is_some() || value.is_null() {
                    return Some(color);
                }
            }
            let own = unit.mark.props.color(&self.guide.scope, name);
            if own.is_some() {
                return Some(own);
            }
        }
        None
    }

    /// Whether a colour channel reads data.
    fn coded(&self, channel: Channel) -> bool {
        self.unit().and_then(|unit| def(unit, channel)).is_some_and(|def| {
            def.scale.is_some()
                && def.cases.is_empty()
                && matches!(def.bound, Bound::Column(_) | Bound::Datum(_) | Bound::DatumExpr(_))
        })
    }

    /// Whether a channel is among those that the legend explains.
    fn shown(&self, channel: Channel) -> bool {
        self.spec.scales.iter().any(|(known, _)| *known == channel)
    }

    /// The symbol of a value.
    pub(super) fn symbol(&self, value: &Value) -> Symbol {
        let kind = self.unit().map(|unit| unit.mark.kind);
        // The colour of a trail is that of a stroke in legends.
        let filled =
            kind != Some(MarkKind::Trail) && self.unit().is_some_and(|unit| unit.mark.filled);
        let lined = kind == Some(MarkKind::Trail);
        let mut paint = self.base_paint(filled);
        let mut size = self.number("symbolSize", 100.0);
        let mut form = self.base_shape();
        for (i, (channel, _)) in self.spec.scales.iter().enumerate() {
            let Some(scale) = self.scale(i) else { continue };
            let found = scale.value(value);
            let (slot, usual) = match channel {
                Channel::Color | Channel::Fill | Channel::Stroke => {
                    let inside =
                        *channel == Channel::Fill || (*channel == Channel::Color && filled);
                    let slot = if inside { &mut paint.fill } else { &mut paint.stroke };
                    *slot = scale.color(value).map(Ink::Color);
                    continue;
                }
                Channel::Shape => {
                    if let Some(word) = found.as_text() {
                        form = shape(word);
                    }
                    continue;
                }
                Channel::StrokeDash => {
                    if let Value::List(list) = &found {
                        paint.dash = list.iter().map(Value::to_number).collect();
                    }
                    continue;
                }
                Channel::Size if !lined => (&mut size, f64::NAN),
                Channel::Size | Channel::StrokeWidth => (&mut paint.stroke_width, 1.0),
                Channel::Opacity => (&mut paint.opacity, 1.0),
                Channel::FillOpacity => (&mut paint.fill_opacity, 1.0),
                Channel::StrokeOpacity => (&mut paint.stroke_opacity, 1.0),
                _ => continue,
            };
            let number = found.to_number();
            let number = if number.is_finite() { number } else { usual };
            if number.is_finite() {
                *slot = number;
            }
        }
        Symbol {
            x: 0.0,
            y: 0.0,
            size,
            shape: form,
            angle_deg: 0.0,
            paint: Rc::new(paint),
            source: Source::none(),
        }
    }

    /// The fill or stroke of symbols, and whether it tells data; `colored` when it has the colour channel.
    fn base_ink(&self, stroke: bool, colored: bool, usual: Option<Ink>) -> (Option<Ink>, bool) {
        let (channel, word, name) = if stroke {
            (Channel::Stroke, "stroke", "symbolStrokeColor")
        } else {
            (Channel::Fill, "fill", "symbolFillColor")
        };
        let coded = self.coded(channel) || (colored && self.coded(Channel::Color));
        let own = self.guide.ink(name);
        if (stroke || coded) && own.is_some() {
            return (own, false);
        }
        if coded {
            return (usual, true);
        }
        let mut color = self.plain_color(channel, word);
        if color.is_none() && colored {
            color = self.plain_color(Channel::Color, "color");
        }
        // Marks that could have an inside have none where they say nothing of it.
        let hollow = matches!(
            self.unit().map(|unit| unit.mark.kind),
            Some(
                MarkKind::Bar
                    | MarkKind::Point
                    | MarkKind::Circle
                    | MarkKind::Square
                    | MarkKind::Geoshape
            )
        );
        (color.map_or(own.filter(|_| !hollow), |color| color.map(Ink::Color)), false)
    }

    /// The paint of symbols, but for what scales say.
    fn base_paint(&self, filled: bool) -> Paint {
        let mut paint =
            Paint { stroke_width: self.number("symbolStrokeWidth", 1.5), ..Paint::default() };
        let base = self.guide.ink("symbolBaseStrokeColor");
        let base = base.filter(|_| !self.shown(Channel::Fill));
        if self.is_ramp() && self.guide.which("type", &["symbol"]) != 0 {
            // What would be a colour bar alone has symbols that say nothing of the mark.
            paint.stroke = base;
            return paint;
        }
        // Of all else only what the configuration says of the mark.
        let unit = self.unit();
        let configured = |name: &str| {
            unit.filter(|unit| unit.mark.own.get(name).is_none()).map(|unit| &unit.mark.props)
        };
        if let Some(width) =
            configured("strokeWidth").and_then(|p| p.number(&self.guide.scope, "strokeWidth"))
        {
            paint.stroke_width = width;
        }
        let dark = self.guide.ink("symbolBaseFillColor").or(Some(Ink::Color(Color::BLACK)));
        let veiled;
        (paint.fill, veiled) = self.base_ink(false, filled, dark);
        let outlined;
        (paint.stroke, outlined) = self.base_ink(true, !filled, base);
        let filled_here = self.shown(Channel::Fill) || (filled && self.shown(Channel::Color));
        if filled_here {
            paint.fill = None;
        }
        if outlined && paint.fill.is_some() && !veiled {
            paint.stroke = None;
        }
        let scope = &self.guide.scope;
        let dash = || configured("strokeDash")?.numbers(scope, "strokeDash");
        paint.dash = self.spec.look.numbers(scope, "symbolDash").or_else(dash).unwrap_or_default();
        let opacity = self.mark_opacity().unwrap_or(1.0);
        paint.opacity = self.number("symbolOpacity", opacity);
        let number = |name: &str| {
            configured(name).and_then(|props| props.number(scope, name)).unwrap_or(1.0)
        };
        let said = self.guide.given("symbolOpacity").is_some();
        paint.fill_opacity = match (veiled && !filled_here, said) {
            (true, true) => 1.0,
            (true, false) => opacity,
            (false, _) => number("fillOpacity"),
        };
        paint.stroke_opacity = number("strokeOpacity");
        paint
    }

    /// The shape of symbols, but for what a shape scale says.
    fn base_shape(&self) -> SymbolShape {
        let name = "symbolType";
        if let Some(word) = self.spec.look.get(name).and_then(Json::text) {
            return shape(word);
        }
        let mut first = None;
        for unit in self.units() {
            let mut word = unit.mark.own.text(&self.guide.scope, "shape");
            if let Some(Bound::Value(Value::Text(own))) =
                def(unit, Channel::Shape).map(|def| &def.bound)
            {
                word = Some(own.clone());
            }
            let own = word.map_or_else(|| usual_shape(unit.mark.kind), |word| shape(&word));
            // A circle can show what a stroke shows, and more.
            if own == SymbolShape::Circle {
                return own;
            }
            first = first.or(Some(own));
        }
        first.unwrap_or_default()
    }
}

/// The shape of the symbols of a mark.
fn usual_shape(kind: MarkKind) -> SymbolShape {
    match kind {
        MarkKind::Bar | MarkKind::Rect | MarkKind::Image | MarkKind::Square => SymbolShape::Square,
        MarkKind::Line | MarkKind::Trail | MarkKind::Rule => SymbolShape::Stroke,
        MarkKind::Arc
        | MarkKind::Area
        | MarkKind::Circle
        | MarkKind::Geoshape
        | MarkKind::Point
        | MarkKind::Text
        | MarkKind::Tick => SymbolShape::Circle,
    }
}
