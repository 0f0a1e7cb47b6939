//! Channels that give looks: colours, opacities, widths, sizes, shapes.

use super::Draw;
use super::invalid::{Stand, is_valid};
use crate::base::color::Color;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::data::Column;
use crate::resolve::Channel;
use crate::resolve::expression;
use crate::resolve::{Binning, Bound, ChannelDef};
use crate::scale::Scale;
use crate::scene::{Cap, Certainty, Gradient, Ink, Join, Paint};
use std::rc::Rc;

/// A look: one for all rows, or one for each.
#[derive(Clone, Debug)]
pub enum Look<T> {
    /// The same for all rows.
    One(T),
    /// One for each row drawn.
    Each(Vec<T>),
}

impl<T: Clone> Look<T> {
    /// The look of the `i`th row drawn.
    pub fn get(&self, i: usize) -> Option<T> {
        match self {
            Self::One(look) => Some(look.clone()),
            Self::Each(list) => list.get(i).cloned(),
        }
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
    /// A look for each row: `of` of what the channel draws there, else of the mark's property.
    pub fn look<T: Clone>(
        &self,
        channel: Channel,
        property: &str,
        of: &dyn Fn(&Drawn) -> Option<T>,
    ) -> Option<Look<T>> {
        let own = self.property(property, of);
        let Some(def) = self.def(channel) else { return own };
        let usual = |i: usize| own.as_ref().and_then(|own| own.get(i));
        if def.cases.is_empty() {
            match &def.bound {
                Bound::Value(value) => {
                    return of(&Drawn::Value(value.clone())).map(Look::One).or(own);
                }
                Bound::Datum(value) => {
                    let scale = self.scale(def.scale).cloned();
                    return of(&Drawn::new(scale.as_ref(), value.clone())).map(Look::One).or(own);
                }
                Bound::Column(name) => {
                    let mut column = self.column(name)?;
                    let scale = self.scale(def.scale).cloned();
                    if let (Binning::Bins(end), Some(scale)) = (&def.bin, &scale)
                        && !scale.is_discrete()
                        && let Some(end) = self.column(end)
                    {
                        column = middles(&column, &end);
                    }
                    let stand = self.stand(def).and_then(|stand| of(&Drawn::stand(&scale, stand)));
                    let usual = |i: usize| match (&stand, self.rows.get(i)) {
                        (Some(stand), Some(row)) if !is_valid(&column, *row as usize) => {
                            Some(stand.clone())
                        }
                        _ => usual(i),
                    };
                    return self.look_of_column(&column, scale.as_ref(), of, &usual);
                }
                Bound::Nothing => return own,
                Bound::DatumExpr(_) | Bound::Expr(_) => {}
            }
        }
        let mut list = Vec::with_capacity(self.rows.len());
        for (i, row) in self.rows.iter().enumerate() {
            let drawn = self.drawn(def, *row);
            list.push(drawn.and_then(|drawn| of(&drawn)).or_else(|| usual(i))?);
        }
        Some(Look::Each(list))
    }

    /// The looks of a column; each distinct text is looked up once.
    fn look_of_column<T: Clone>(
        &self,
        column: &Column,
        scale: Option<&Rc<Scale>>,
        of: &dyn Fn(&Drawn) -> Option<T>,
        usual: &dyn Fn(usize) -> Option<T>,
    ) -> Option<Look<T>> {
        let mut list = Vec::with_capacity(self.rows.len());
        if let Column::Text { codes, words } = column {
            let known: Vec<Option<T>> = words
                .iter()
                .map(|word| of(&Drawn::new(scale, Value::Text(word.clone()))))
                .collect();
            let null = of(&Drawn::new(scale, Value::Null));
            for (i, row) in self.rows.iter().enumerate() {
                let code = codes.get(*row as usize).copied().unwrap_or(u32::MAX);
                let look = known.get(code as usize).cloned().unwrap_or_else(|| null.clone());
                list.push(look.or_else(|| usual(i))?);
            }
        } else {
            for (i, row) in self.rows.iter().enumerate() {
                let drawn = Drawn::new(scale, column.value(*row as usize));
                list.push(of(&drawn).or_else(|| usual(i))?);
            }
        }
        Some(Look::Each(list))
    }

    /// A look by a property of the mark.
    fn property<T: Clone>(&self, name: &str, of: &dyn Fn(&Drawn) -> Option<T>) -> Option<Look<T>> {
        let json = self.unit.mark.props.get(name)?;
        let expr = expression(json)
            .and_then(|text| crate::expr::parse(self.unit.mark.props.place(), text).ok());
        if let Some(expr) = expr.filter(|expr| !expr.fields().is_empty()) {
            let list: Option<Vec<T>> = self
                .rows
                .iter()
                .map(|row| of(&Drawn::Value(expr.eval(&self.scope(*row)))))
                .collect();
            return list.map(Look::Each);
        }
        let value = self.unit.mark.props.value(&self.scope(u32::MAX), name)?;
        of(&Drawn::Value(value)).map(Look::One)
    }

    /// What a channel draws for a row, its cases first; `None` where it has nothing to say.
    #[must_use]
    pub fn drawn(&self, def: &ChannelDef, row: u32) -> Option<Drawn> {
        let scope = self.scope(row);
        let case = def.cases.iter().find(|(test, _)| test.test(&scope)).map(|(_, bound)| bound);
        let bound = case.unwrap_or(&def.bound);
        let scale = self.scale(def.scale);
        Some(match bound {
            Bound::Nothing => return None,
            Bound::Value(value) => Drawn::Value(value.clone()),
            Bound::Expr(expr) => Drawn::Value(expr.eval(&scope)),
            Bound::Datum(value) => Drawn::new(scale, value.clone()),
            Bound::DatumExpr(expr) => Drawn::new(scale, expr.eval(&scope)),
            Bound::Column(name) => {
                let column = self.column(name)?;
                match self.stand(def).filter(|_| case.is_none()) {
                    Some(stand) if !is_valid(&column, row as usize) => {
                        Drawn::stand(&scale.cloned(), stand)
                    }
                    _ => Drawn::new(scale, column.value(row as usize)),
                }
            }
        })
    }

    /// A number property of the mark, for a row.
    #[must_use]
    pub fn number(&self, name: &str, row: u32) -> Option<f64> {
        self.unit.mark.props.number(&self.scope(row), name)
    }

    /// Fill, stroke and the rest, for each row drawn; equal paints are shared.
    #[must_use]
    pub fn paints(&self) -> Paints {
        let color = |drawn: &Drawn| drawn.ink();
        let number = |drawn: &Drawn| drawn.number();
        let filled = self.unit.mark.filled;
        let base = self.look(Channel::Color, "color", &color);
        let plain = |channel: Channel, name: &str| {
            let props = &self.unit.mark.props;
            let given = self.def(channel).is_some() || self.unit.mark.own.get(name).is_some();
            (given || props.get(name).is_some()).then(|| self.look(channel, name, &color)).flatten()
        };
        let own_color =
            self.def(Channel::Color).is_some() || self.unit.mark.own.get("color").is_some();
        let pick = |channel: Channel, name: &str, side: bool| {
            let strong = self.def(channel).is_some() || self.unit.mark.own.get(name).is_some();
            if side && own_color && !strong {
                return base.clone();
            }
            plain(channel, name).or_else(|| if side { base.clone() } else { None })
        };
        let fill = pick(Channel::Fill, "fill", filled);
        let stroke = pick(Channel::Stroke, "stroke", !filled);
        Paints {
            fill,
            stroke,
            opacity: self.look(Channel::Opacity, "opacity", &number),
            fill_opacity: self.look(Channel::FillOpacity, "fillOpacity", &number),
            stroke_opacity: self.look(Channel::StrokeOpacity, "strokeOpacity", &number),
            stroke_width: self.look(Channel::StrokeWidth, "strokeWidth", &number),
            dash: self.look(Channel::StrokeDash, "strokeDash", &Drawn::numbers),
            base: self.base_paint(),
            last: None,
        }
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
pub enum Drawn {
    /// As it is.
    Value(Value),
    /// Through a scale.
    Scaled(Rc<Scale>, Value),
}

impl Drawn {
    fn new(scale: Option<&Rc<Scale>>, value: Value) -> Self {
        match scale {
            Some(scale) => Self::Scaled(scale.clone(), value),
            None => Self::Value(value),
        }
    }

    /// What stands for a value that the scale cannot place.
    fn stand(scale: &Option<Rc<Scale>>, stand: Stand) -> Self {
        match stand {
            Stand::Value(value) => Self::Value(value),
            Stand::Domain(value) => Self::new(scale.as_ref(), Value::Number(value)),
        }
    }

    /// Its colour or gradient; no ink is `Some(None)`.
    #[must_use]
    pub fn ink(&self) -> Option<Option<Ink>> {
        match self {
            Self::Scaled(scale, value) => scale.color(value).map(|color| Some(Ink::Color(color))),
            Self::Value(Value::Null) => Some(None),
            Self::Value(Value::Text(word)) if matches!(&**word, "none" | "transparent") => {
                Some(None)
            }
            Self::Value(Value::Text(word)) => {
                Color::parse(word).map(|color| Some(Ink::Color(color)))
            }
            Self::Value(value @ Value::Object(_)) => Some(gradient(value)),
            Self::Value(Value::Bool(_) | Value::Number(_) | Value::Time(_) | Value::List(_)) => {
                None
            }
        }
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Scaled(scale, value) => {
                Some(scale.value(value).to_number()).filter(|number| number.is_finite())
            }
            Self::Value(value) => value.as_number(),
        }
    }

    /// Its numbers: a dash pattern.
    #[must_use]
    pub fn numbers(&self) -> Option<Rc<[f64]>> {
        let value = match self {
            Self::Scaled(scale, value) => scale.value(value),
            Self::Value(value) => value.clone(),
        };
        match value {
            Value::List(list) => Some(list.iter().map(Value::to_number).collect()),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Time(_)
            | Value::Object(_) => None,
        }
    }

    /// Its word.
    #[must_use]
    pub fn word(&self) -> Option<Rc<str>> {
        match self {
            Self::Scaled(scale, value) => scale.value(value).as_text().cloned(),
            Self::Value(value) => value.as_text().cloned(),
        }
    }
}

/// Reads a gradient object: `gradient`, `x1` …, `stops`.
fn gradient(value: &Value) -> Option<Ink> {
    let number = |name: &str, usual: f64| value.member(name).as_number().unwrap_or(usual);
    let axis = match value.member("gradient").as_text().map(|word| word.to_string()).as_deref() {
        Some("radial") => vec![
            number("x1", 0.5),
            number("y1", 0.5),
            number("r1", 0.0),
            number("x2", 0.5),
            number("y2", 0.5),
            number("r2", 0.5),
        ],
        _ => vec![number("x1", 0.0), number("y1", 0.0), number("x2", 1.0), number("y2", 0.0)],
    };
    let Value::List(stops) = value.member("stops") else { return None };
    let stops = stops.iter().filter_map(|stop| {
        Some((stop.member("offset").as_number()?, Color::parse(stop.member("color").as_text()?)?))
    });
    Some(Ink::Gradient(Rc::new(Gradient { axis, stops: stops.collect() })))
}

/// The paints of the rows drawn.
#[derive(Clone, Debug)]
pub struct Paints {
    fill: Option<Look<Option<Ink>>>,
    stroke: Option<Look<Option<Ink>>>,
    opacity: Option<Look<f64>>,
    fill_opacity: Option<Look<f64>>,
    stroke_opacity: Option<Look<f64>>,
    stroke_width: Option<Look<f64>>,
    dash: Option<Look<Rc<[f64]>>>,
    base: Paint,
    last: Option<Rc<Paint>>,
}

impl Paints {
    /// The paint of the `i`th row drawn.
    pub fn get(&mut self, i: usize) -> Rc<Paint> {
        let one = |look: &Option<Look<f64>>, usual: f64| {
            look.as_ref().and_then(|look| look.get(i)).unwrap_or(usual)
        };
        let ink =
            |look: &Option<Look<Option<Ink>>>| look.as_ref().and_then(|look| look.get(i)).flatten();
        let paint = Paint {
            fill: ink(&self.fill),
            stroke: ink(&self.stroke),
            opacity: one(&self.opacity, 1.0),
            fill_opacity: one(&self.fill_opacity, 1.0),
            stroke_opacity: one(&self.stroke_opacity, 1.0),
            stroke_width: one(&self.stroke_width, self.base.stroke_width),
            dash: self
                .dash
                .as_ref()
                .and_then(|look| look.get(i))
                .unwrap_or_else(|| self.base.dash.clone()),
            ..self.base.clone()
        };
        match &self.last {
            Some(last) if **last == paint => last.clone(),
            _ => {
                let paint = Rc::new(paint);
                self.last = Some(paint.clone());
                paint
            }
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

/// The middle of each bin.
fn middles(start: &Column, end: &Column) -> Column {
    let middle = |row: usize| (start.number(row) + end.number(row)) / 2.0;
    Column::Number((0..start.len()).map(middle).collect())
}
