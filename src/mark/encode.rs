//! Channels that give looks: colours, opacities, widths, sizes, shapes.

use super::Draw;
use super::invalid::{Stand, is_valid};
use crate::base::color::Color;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::data::Column;
use crate::resolve::Channel;
use crate::resolve::expression;
use crate::resolve::{Binning, Bound, ChannelDef, FieldKind};
use crate::scale::Scale;
use crate::scene::{Cap, Certainty, Gradient, Ink, Join, Paint};
use std::rc::Rc;

/// What a look is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookKind {
    /// A colour or gradient, which may be no ink.
    Ink,
    /// A number.
    Number,
    /// Numbers: a dash pattern.
    Numbers,
    /// A word.
    Word,
}

/// What a row looks like.
// One type for all kinds, so that the code that finds looks is there once.
#[derive(Clone, Debug, PartialEq)]
enum Seen {
    Ink(Option<Ink>),
    Number(f64),
    Numbers(Rc<[f64]>),
    Word(Rc<str>),
}

/// A look: one for all rows, one for each, or none where nothing gives one.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// One for each row drawn, or a single one for all.
    list: Vec<Seen>,
    each: bool,
}

impl Look {
    fn one(seen: Option<Seen>) -> Self {
        let mut look = Self::default();
        look.list.extend(seen);
        look
    }

    /// Whether nothing gives one.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.list.is_empty()
    }

    fn get(&self, i: usize) -> Option<&Seen> {
        self.list.get(if self.each { i } else { 0 })
    }

    /// The ink of the `i`th row drawn.
    #[must_use]
    pub fn ink(&self, i: usize) -> Option<Ink> {
        if let Some(Seen::Ink(ink)) = self.get(i) { ink.clone() } else { None }
    }

    /// The number of the `i`th row drawn.
    #[must_use]
    pub fn number(&self, i: usize) -> Option<f64> {
        if let Some(Seen::Number(number)) = self.get(i) { Some(*number) } else { None }
    }

    /// The numbers of the `i`th row drawn.
    #[must_use]
    pub fn numbers(&self, i: usize) -> Option<&Rc<[f64]>> {
        if let Some(Seen::Numbers(numbers)) = self.get(i) { Some(numbers) } else { None }
    }

    /// The word of the `i`th row drawn.
    #[must_use]
    pub fn word(&self, i: usize) -> Option<&Rc<str>> {
        if let Some(Seen::Word(word)) = self.get(i) { Some(word) } else { None }
    }
}

/// The certainty of a word of ours.
#[must_use]
pub fn certainty(word: &str) -> Certainty {
    match word {
        "about" => Certainty::About,
        "nearly" => Certainty::Nearly,
        "over" => Certainty::Over,
        "more_than" => Certainty::MoreThan,
        "at_least" => Certainty::AtLeast,
        "at_most" => Certainty::AtMost,
        "forecast" => Certainty::Forecast,
        _ => Certainty::Exact,
    }
}

impl Draw<'_> {
    /// A look for each row: what the channel draws there, else the mark's property. None when a row has neither.
    #[must_use]
    pub fn look(&self, channel: Channel, property: &str, kind: LookKind) -> Look {
        let own = self.property(property, kind);
        let Some(def) = self.def(channel) else { return own };
        let scale = self.scale(def.scale).map(|scale| &**scale);
        let mut column = None;
        if def.cases.is_empty() {
            let value = match &def.bound {
                Bound::Nothing => return own,
                Bound::Value(value) => Some((None, value)),
                Bound::Datum(value) => Some((scale, value)),
                Bound::Column(name) => {
                    column = self.column(name);
                    if column.is_none() {
                        return Look::default();
                    }
                    None
                }
                Bound::DatumExpr(_) | Bound::Expr(_) => None,
            };
            if let Some((scale, value)) = value {
                let one = Look::one(seen(kind, scale, value));
                return if one.is_none() { own } else { one };
            }
        }
        let Some(mut column) = column else {
            let drawn = |_, row| {
                let drawn = self.drawn(def, row)?;
                seen(kind, drawn.scale, &drawn.value)
            };
            return self.each(&own, &drawn);
        };
        if let (Bound::Column(name), Some(scale)) = (&def.bound, scale)
            && !scale.is_discrete()
            && let Some(at) = self.inside(def)
            && let Some(end) = self.band_end(def, name, channel)
        {
            column = between(&column, &end, at);
        }
        let stand = self.stand(def).and_then(|stand| {
            let drawn = Drawn::stand(scale, stand);
            seen(kind, drawn.scale, &drawn.value)
        });
        // Each distinct text is looked up once.
        let mut known = Vec::new();
        if let Column::Text { words, .. } = &column {
            for word in words.iter() {
                known.push(seen(kind, scale, &Value::Text(word.clone())));
            }
            known.push(seen(kind, scale, &Value::Null));
        }
        let look = |_, row: u32| {
            let row = row as usize;
            let look = match &column {
                Column::Text { codes, .. } => {
                    let null = known.len() - 1;
                    let code = codes.get(row).map_or(null, |code| *code as usize);
                    known.get(code.min(null))?.clone()
                }
                Column::Number(_) | Column::Time(_) | Column::Mixed(_) => {
                    seen(kind, scale, &column.value(row))
                }
            };
            match (look, &stand) {
                (None, Some(stand)) if !is_valid(&column, row) => Some(stand.clone()),
                (look, _) => look,
            }
        };
        self.each(&own, &look)
    }

    /// Where between the ends of its bin or of its unit of time a value counts, where it does.
    fn inside(&self, def: &ChannelDef) -> Option<f64> {
        match def.bin {
            Binning::Bins(_) => def.band_position.or(Some(0.5)),
            Binning::None if def.kind == Some(FieldKind::Temporal) => def
                .band_position
                .or_else(|| self.number("timeUnitBandPosition", u32::MAX))
                .filter(|_| !def.time_unit.is_empty()),
            Binning::None | Binning::Binned => None,
        }
    }

    /// A look for each row, else that of `own`; none when a row has neither.
    fn each(&self, own: &Look, of: &dyn Fn(usize, u32) -> Option<Seen>) -> Look {
        let mut list = Vec::with_capacity(self.rows.len());
        for (i, row) in self.rows.iter().enumerate() {
            let Some(seen) = of(i, *row).or_else(|| own.get(i).cloned()) else {
                return Look::default();
            };
            list.push(seen);
        }
        Look { list, each: true }
    }

    /// A look by a property of the mark.
    fn property(&self, name: &str, kind: LookKind) -> Look {
        let props = &self.unit.mark.props;
        let Some(json) = props.get(name) else { return Look::default() };
        let expr = expression(json).and_then(|text| crate::expr::parse(props.place(), text).ok());
        if let Some(expr) = expr.filter(|expr| !expr.fields().is_empty()) {
            let look = |_, row| seen(kind, None, &expr.eval(&self.scope(row)));
            return self.each(&Look::default(), &look);
        }
        let value = props.value(&self.scope(u32::MAX), name);
        Look::one(value.and_then(|value| seen(kind, None, &value)))
    }

    /// What a channel draws for a row, its cases first; `None` where it has nothing to say.
    #[must_use]
    pub fn drawn(&self, def: &ChannelDef, row: u32) -> Option<Drawn<'_>> {
        let scope = self.scope(row);
        let case = def.cases.iter().find(|(test, _)| test.test(&scope)).map(|(_, bound)| bound);
        let bound = case.unwrap_or(&def.bound);
        let scale = self.scale(def.scale).map(|scale| &**scale);
        let (scale, value) = match bound {
            Bound::Nothing => return None,
            Bound::Value(value) => (None, value.clone()),
            Bound::Expr(expr) => (None, expr.eval(&scope)),
            Bound::Datum(value) => (scale, value.clone()),
            Bound::DatumExpr(expr) => (scale, expr.eval(&scope)),
            Bound::Column(name) => {
                let column = self.column(name)?;
                match self.stand(def).filter(|_| case.is_none()) {
                    Some(stand) if !is_valid(&column, row as usize) => {
                        return Some(Drawn::stand(scale, stand));
                    }
                    _ => (scale, column.value(row as usize)),
                }
            }
        };
        let plain = matches!(bound, Bound::Value(_) | Bound::Expr(_));
        Some(Drawn { scale, value, plain })
    }

    /// A number property of the mark, for a row.
    #[must_use]
    pub fn number(&self, name: &str, row: u32) -> Option<f64> {
        self.unit.mark.props.number(&self.scope(row), name)
    }

    /// Fill, stroke and the rest, for each row drawn; equal paints are shared.
    #[must_use]
    pub fn paints(&self) -> Paints {
        let has = |channel: Channel, name: &str| {
            self.def(channel).is_some() || self.unit.mark.own.get(name).is_some()
        };
        let mut looks = Vec::with_capacity(PARTS.len());
        for (channel, kind) in PARTS {
            looks.push(self.look(channel, channel.name(), kind));
        }
        // The general colour is that of the one side; what names the side itself is stronger.
        let side = usize::from(!self.unit.mark.filled);
        let (channel, _) = PARTS[side];
        let strong = has(channel, channel.name()) || !has(Channel::Color, "color");
        if !strong || looks[side].is_none() {
            looks[side] = self.look(Channel::Color, "color", LookKind::Ink);
        }
        Paints { looks, size: Look::default(), base: self.base_paint(), last: None }
    }

    /// What does not change from row to row.
    fn base_paint(&self) -> Paint {
        let scope = self.scope(u32::MAX);
        let props = &self.unit.mark.props;
        Paint {
            dash_offset: props.number(&scope, "strokeDashOffset").unwrap_or(0.0),
            cap: match props.text(&scope, "strokeCap").as_deref() {
                Some("round") => Cap::Round,
                Some("square") => Cap::Square,
                _ => Cap::Butt,
            },
            join: match props.text(&scope, "strokeJoin").as_deref() {
                Some("round") => Join::Round,
                Some("bevel") => Join::Bevel,
                _ => Join::Miter,
            },
            ..Paint::default()
        }
    }
}

/// What a channel draws: a value as it is, or one through a scale.
#[derive(Clone, Debug)]
pub struct Drawn<'a> {
    /// The scale.
    pub scale: Option<&'a Scale>,
    /// The value.
    pub value: Value,
    /// Whether it is as the author writes it, not of the data.
    pub plain: bool,
}

impl<'a> Drawn<'a> {
    /// What stands for a value that the scale cannot place.
    fn stand(scale: Option<&'a Scale>, stand: Stand) -> Self {
        match stand {
            Stand::Value(value) => Self { scale: None, value, plain: false },
            Stand::Domain(value) => Self { scale, value: Value::Number(value), plain: false },
        }
    }
}

/// What a value looks like, through a scale or as it is.
fn seen(kind: LookKind, scale: Option<&Scale>, value: &Value) -> Option<Seen> {
    let scaled = |scale: &Scale| scale.value(value);
    Some(match (kind, scale) {
        (LookKind::Ink, Some(scale)) if scale.is_discrete() => {
            // A name that the domain has not is not painted.
            Seen::Ink(scale.color(value).map(Ink::Color))
        }
        (LookKind::Ink, Some(scale)) => Seen::Ink(Some(Ink::Color(scale.color(value)?))),
        (LookKind::Ink, None) => Seen::Ink(ink(value)?),
        (LookKind::Number, Some(scale)) => {
            Seen::Number(Some(scaled(scale).to_number()).filter(|number| number.is_finite())?)
        }
        (LookKind::Number, None) => Seen::Number(value.as_number()?),
        (LookKind::Numbers, _) => {
            let value = scale.map_or_else(|| value.clone(), scaled);
            Seen::Numbers(value.as_list()?.iter().map(Value::to_number).collect())
        }
        (LookKind::Word, _) => {
            let value = scale.map_or_else(|| value.clone(), scaled);
            Seen::Word(value.as_text()?.clone())
        }
    })
}

/// The colour or gradient of a value; no ink is `Some(None)`.
fn ink(value: &Value) -> Option<Option<Ink>> {
    match value {
        Value::Null => Some(None),
        Value::Text(word) if matches!(&**word, "none" | "transparent") => Some(None),
        Value::Text(word) => Color::parse(word).map(|color| Some(Ink::Color(color))),
        Value::Object(_) => Some(gradient(value)),
        Value::Bool(_) | Value::Number(_) | Value::Time(_) | Value::List(_) => None,
    }
}

/// Reads a gradient object: `gradient`, `x1` …, `stops`.
fn gradient(value: &Value) -> Option<Ink> {
    let radial = value.member("gradient").as_text().is_some_and(|word| &**word == "radial");
    let usual: &[(&str, f64)] = if radial {
        &[("x1", 0.5), ("y1", 0.5), ("r1", 0.0), ("x2", 0.5), ("y2", 0.5), ("r2", 0.5)]
    } else {
        &[("x1", 0.0), ("y1", 0.0), ("x2", 1.0), ("y2", 0.0)]
    };
    let mut axis = Vec::new();
    for (name, usual) in usual {
        axis.push(value.member(name).as_number().unwrap_or(*usual));
    }
    let mut stops = Vec::new();
    for stop in value.member("stops").as_list()?.iter() {
        let color = stop.member("color");
        if let (Some(offset), Some(color)) =
            (stop.member("offset").as_number(), color.as_text().and_then(|word| Color::parse(word)))
        {
            stops.push((offset, color));
        }
    }
    Some(Ink::Gradient(Rc::new(Gradient { axis, stops })))
}

/// What paints are made of, in the order in which [`Paints`] has it.
const PARTS: [(Channel, LookKind); 7] = [
    (Channel::Fill, LookKind::Ink),
    (Channel::Stroke, LookKind::Ink),
    (Channel::Opacity, LookKind::Number),
    (Channel::FillOpacity, LookKind::Number),
    (Channel::StrokeOpacity, LookKind::Number),
    (Channel::StrokeWidth, LookKind::Number),
    (Channel::StrokeDash, LookKind::Numbers),
];

/// The paints of the rows drawn.
#[derive(Clone, Debug)]
pub struct Paints {
    /// Those of [`PARTS`].
    looks: Vec<Look>,
    size: Look,
    base: Paint,
    last: Option<Rc<Paint>>,
}

impl Paints {
    /// The paint of the `i`th row drawn.
    pub fn get(&mut self, i: usize) -> Rc<Paint> {
        let mut paint = self.base.clone();
        if let [fill, stroke, opacity, fill_opacity, stroke_opacity, stroke_width, dash] =
            self.looks.as_slice()
        {
            let number = |look: &Look, usual: f64| look.number(i).unwrap_or(usual);
            paint.fill = fill.ink(i);
            paint.stroke = stroke.ink(i);
            paint.opacity = number(opacity, 1.0);
            paint.fill_opacity = number(fill_opacity, 1.0);
            paint.stroke_opacity = number(stroke_opacity, 1.0);
            paint.stroke_width = number(&self.size, number(stroke_width, paint.stroke_width));
            if let Some(dash) = dash.numbers(i) {
                paint.dash = dash.clone();
            }
        }
        match &self.last {
            Some(last) if **last == paint => last.clone(),
            _ => {
                let paint = Rc::new(paint);
                self.last = Some(paint.clone());
                paint
            }
        }
    }

    /// Strokes are as wide as the size channel or property says.
    pub fn sized(&mut self, draw: &Draw<'_>) {
        // A width of the mark beats its size.
        if draw.def(Channel::Size).is_some() || draw.unit.mark.own.get("strokeWidth").is_none() {
            self.size = draw.look(Channel::Size, "size", LookKind::Number);
        }
    }

    /// Sets the width that strokes have unless a channel or the author says otherwise.
    pub fn usual_width(&mut self, width: f64) {
        self.base.stroke_width = width;
    }
}

/// Whether a property is literally an object with a `band` member: a size relative to the band.
#[must_use]
pub fn band_of(json: Option<&Json>) -> Option<f64> {
    json?.get("band")?.number()
}

/// What stands at a share of the way from each start to its end.
fn between(start: &Column, end: &Column, at: f64) -> Column {
    let place = |row: usize| (1.0 - at) * start.number(row) + at * end.number(row);
    Column::Number((0..start.len()).map(place).collect())
}
