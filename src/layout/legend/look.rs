//! The looks of a legend's symbols: those of the mark, with what the scales of the legend say.

#![expect(clippy::wildcard_enum_match_arm, reason = "legends show a few channels of many")]

use super::Maker;
use crate::base::color::Color;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::mark::point::shape;
use crate::resolve::{Bound, Channel, MarkKind, Unit};
use crate::scene::{Ink, Paint, Source, Symbol, SymbolShape};
use std::rc::Rc;

impl Maker<'_> {
    fn units(&self) -> impl Iterator<Item = &Unit> {
        self.spec.units.iter().filter_map(|unit| self.layout.view.units.get(*unit))
    }

    fn unit(&self) -> Option<&Unit> {
        self.units().next()
    }

    /// A number that the mark has by itself.
    fn own(&self, name: &str) -> Option<f64> {
        self.unit()?.mark.props.number(&self.scope(), name)
    }

    /// The opacity of the mark, where no channel gives one.
    pub(super) fn mark_opacity(&self) -> Option<f64> {
        self.units().find_map(|unit| self.opacity_of(unit))
    }

    fn opacity_of(&self, unit: &Unit) -> Option<f64> {
        let def = unit.channels.iter().find(|def| def.channel == Channel::Opacity);
        let most = def.and_then(|def| {
            let values = def.cases.iter().map(|(_, bound)| bound).chain([&def.bound]);
            let numbers = values.filter_map(|bound| match bound {
                Bound::Value(value) => value.as_number(),
                Bound::Column(_)
                | Bound::Datum(_)
                | Bound::DatumExpr(_)
                | Bound::Expr(_)
                | Bound::Nothing => None,
            });
            numbers.reduce(f64::max)
        });
        most.or_else(|| unit.mark.props.number(&self.scope(), "opacity"))
    }

    /// What a colour channel draws without data: its value, its first case's, or the mark's property.
    fn plain_color(&self, channel: Channel, name: &str) -> Option<Color> {
        self.units().find_map(|unit| self.color_of(unit, channel, name))
    }

    /// The same of one unit.
    fn color_of(&self, unit: &Unit, channel: Channel, name: &str) -> Option<Color> {
        let def = unit.channels.iter().find(|def| def.channel == channel);
        let color = |value: &Value| value.as_text().and_then(|word| Color::parse(word));
        if let Some(def) = def {
            let first =
                def.cases.iter().map(|(_, bound)| bound).chain([&def.bound]).find_map(|bound| {
                    match bound {
                        Bound::Value(value) => color(value),
                        Bound::Column(_)
                        | Bound::Datum(_)
                        | Bound::DatumExpr(_)
                        | Bound::Expr(_)
                        | Bound::Nothing => None,
                    }
                });
            if first.is_some() {
                return first;
            }
        }
        unit.mark.props.color(&self.scope(), name)
    }

    /// Whether a colour channel reads data.
    fn coded(&self, channel: Channel) -> bool {
        let reads = |bound: &Bound| {
            matches!(bound, Bound::Column(_) | Bound::Datum(_) | Bound::DatumExpr(_))
        };
        let channels = self.unit().map(|unit| unit.channels.as_slice()).unwrap_or_default();
        channels
            .iter()
            .any(|def| def.channel == channel && def.scale.is_some() && reads(&def.bound))
    }

    /// The symbol of a value.
    pub(super) fn symbol(&self, value: &Value) -> Symbol {
        // The colour of a trail is that of a stroke in legends.
        let filled =
            self.unit().is_some_and(|unit| unit.mark.filled && unit.mark.kind != MarkKind::Trail);
        let mut paint = self.base_paint(filled);
        let mut size = self.number("symbolSize", 100.0);
        let mut form = self.base_shape();
        let lined = self.unit().is_some_and(|unit| {
            matches!(unit.mark.kind, MarkKind::Line | MarkKind::Trail | MarkKind::Rule)
        });
        for (channel, id) in &self.spec.scales {
            let Some(scale) = self.layout.frames.scale(self.frame, *id) else { continue };
            let number =
                || Some(scale.value(value).to_number()).filter(|number| number.is_finite());
            let ink = || scale.color(value).map(Ink::Color);
            match channel {
                Channel::Color if filled => paint.fill = ink(),
                Channel::Color => paint.stroke = ink(),
                Channel::Fill => paint.fill = ink(),
                Channel::Stroke => paint.stroke = ink(),
                Channel::Size if lined => paint.stroke_width = number().unwrap_or(1.0),
                Channel::Size => size = number().unwrap_or(size),
                Channel::Shape => {
                    if let Some(word) = scale.value(value).as_text() {
                        form = shape(word);
                    }
                }
                Channel::Opacity => paint.opacity = number().unwrap_or(1.0),
                Channel::FillOpacity => paint.fill_opacity = number().unwrap_or(1.0),
                Channel::StrokeOpacity => paint.stroke_opacity = number().unwrap_or(1.0),
                Channel::StrokeWidth => paint.stroke_width = number().unwrap_or(1.0),
                Channel::StrokeDash => {
                    if let Value::List(list) = scale.value(value) {
                        paint.dash = list.iter().map(Value::to_number).collect();
                    }
                }
                _ => {}
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

    /// The paint of symbols, but for what scales say.
    fn base_paint(&self, filled: bool) -> Paint {
        let scope = self.scope();
        let look = &self.spec.look;
        let shown = |channel: Channel| self.spec.scales.iter().any(|(known, _)| *known == channel);
        let mut paint =
            Paint { stroke_width: self.number("symbolStrokeWidth", 1.5), ..Paint::default() };
        if self.leads_with_bar() {
            // What would be a colour bar alone has symbols that say nothing of the mark.
            let plain = !shown(Channel::Fill);
            paint.stroke =
                look.color(&scope, "symbolBaseStrokeColor").filter(|_| plain).map(Ink::Color);
            return paint;
        }
        if let Some(width) = self
            .unit()
            .filter(|unit| unit.mark.own.get("strokeWidth").is_none())
            .and(self.own("strokeWidth"))
        {
            paint.stroke_width = width;
        }
        let fill = self
            .plain_color(Channel::Fill, "fill")
            .or_else(|| if filled { self.plain_color(Channel::Color, "color") } else { None });
        let stroke = self
            .plain_color(Channel::Stroke, "stroke")
            .or_else(|| if filled { None } else { self.plain_color(Channel::Color, "color") });
        let fill_coded = self.coded(Channel::Fill) || (filled && self.coded(Channel::Color));
        let stroke_coded = self.coded(Channel::Stroke) || (!filled && self.coded(Channel::Color));
        let own_fill = look.color(&scope, "symbolFillColor");
        paint.fill = match (fill_coded, own_fill) {
            (_, Some(color)) => Some(Ink::Color(color)),
            (true, None) => Some(Ink::Color(Color::BLACK)),
            (false, None) => fill.map(Ink::Color),
        };
        let own_stroke = look.color(&scope, "symbolStrokeColor");
        let base_stroke = look.color(&scope, "symbolBaseStrokeColor");
        paint.stroke = match (stroke_coded, own_stroke) {
            (_, Some(color)) => Some(Ink::Color(color)),
            (true, None) => base_stroke.map(Ink::Color),
            (false, None) => stroke.map(Ink::Color),
        };
        let filled_here = shown(Channel::Fill) || (filled && shown(Channel::Color));
        if filled_here {
            paint.fill = None;
        }
        let dash = self.unit().and_then(|unit| unit.mark.props.numbers(&scope, "strokeDash"));
        paint.dash = look.numbers(&scope, "symbolDash").or(dash).unwrap_or_default();
        let opacity = self.given("symbolOpacity").or_else(|| self.mark_opacity());
        paint.opacity = opacity.unwrap_or(1.0);
        let number = |name: &str| self.own(name).unwrap_or(1.0);
        let veiled = fill_coded && own_fill.is_none() && !filled_here;
        paint.fill_opacity =
            if veiled { self.mark_opacity().unwrap_or(1.0) } else { number("fillOpacity") };
        paint.stroke_opacity = number("strokeOpacity");
        paint
    }

    /// The shape of symbols, but for what a shape scale says.
    fn base_shape(&self) -> SymbolShape {
        let own = self.units().find_map(|unit| {
            let def = unit.channels.iter().find(|def| def.channel == Channel::Shape);
            let value = def.and_then(|def| match &def.bound {
                Bound::Value(value) => value.as_text().cloned(),
                Bound::Column(_)
                | Bound::Datum(_)
                | Bound::DatumExpr(_)
                | Bound::Expr(_)
                | Bound::Nothing => None,
            });
            value.or_else(|| unit.mark.own.text(&self.scope(), "shape"))
        });
        let given = self
            .spec
            .look
            .get("symbolType")
            .filter(|_| self.spec.def.def.bag("legend").get("symbolType").is_some());
        if let Some(word) = given.and_then(Json::text) {
            return shape(word);
        }
        if let Some(word) = own {
            return shape(&word);
        }
        let shapes: Vec<SymbolShape> =
            self.units().map(|unit| usual_shape(unit.mark.kind)).collect();
        // A circle can show what a stroke shows, and more.
        let circle = shapes.contains(&SymbolShape::Circle);
        if circle { SymbolShape::Circle } else { shapes.into_iter().next().unwrap_or_default() }
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
