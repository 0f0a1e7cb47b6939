//! Properties as they were written, each with its place.

use crate::base::color::Color;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Diagnostic, Place, Result, SpecError};
use crate::expr::{self, Scope};
use std::rc::Rc;

/// Named properties. Values that may be expressions (`{"expr": …}`) are
/// evaluated when they are read.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    at: Place,
    entries: Vec<(Rc<str>, Json)>,
}

impl Bag {
    /// No properties, at a place.
    #[must_use]
    pub fn empty(at: &Place) -> Self {
        Self { at: at.clone(), entries: Vec::new() }
    }

    /// These properties, at a place.
    #[must_use]
    pub fn of(at: &Place, entries: Vec<(Rc<str>, Json)>) -> Self {
        Self { at: at.clone(), entries }
    }

    /// The members of an object.
    ///
    /// # Errors
    ///
    /// [`SpecError::WrongType`] when it is none.
    pub fn read(at: &Place, json: &Json) -> Result<Self> {
        match json.members() {
            Some(members) => Ok(Self { at: at.clone(), entries: members.to_vec() }),
            None => Err(Diagnostic::error(
                at,
                SpecError::WrongType { found: json.describe(), expected: "an object" },
            )),
        }
    }

    /// The members of an object, or none when it is something else.
    #[must_use]
    pub fn members(at: &Place, json: Option<&Json>) -> Self {
        Self {
            at: at.clone(),
            entries: json.and_then(Json::members).map(<[_]>::to_vec).unwrap_or_default(),
        }
    }

    /// Where the bag stands.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.at
    }

    /// Where the property `name` stands.
    #[must_use]
    pub fn at(&self, name: &str) -> Place {
        self.at.child(name)
    }

    /// The properties, in order.
    #[must_use]
    pub fn entries(&self) -> &[(Rc<str>, Json)] {
        &self.entries
    }

    /// The property as it was written; `null` is a value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.entries.iter().find(|(key, _)| &**key == name).map(|(_, value)| value)
    }

    /// The member `inner` of the property `name`.
    #[must_use]
    pub fn inner(&self, name: &str, inner: &str) -> Option<&Json> {
        self.get(name)?.get(inner)
    }

    /// The property, removed.
    pub fn take(&mut self, name: &str) -> Option<Json> {
        let i = self.entries.iter().position(|(key, _)| &**key == name)?;
        Some(self.entries.remove(i).1)
    }

    /// Sets a property.
    pub fn set(&mut self, name: &str, value: Json) {
        match self.entries.iter_mut().find(|(key, _)| &**key == name) {
            Some((_, old)) => *old = value,
            None => self.entries.push((name.into(), value)),
        }
    }

    /// Sets a property that may be there.
    pub fn set_maybe(&mut self, name: &str, value: Option<&Json>) {
        if let Some(value) = value {
            self.set(name, value.clone());
        }
    }

    /// Sets the members of `over`, if it is an object.
    pub fn lay(&mut self, over: Option<&Json>) {
        for (name, value) in over.and_then(Json::members).unwrap_or_default() {
            self.set(name, value.clone());
        }
    }

    /// The properties as an object.
    #[must_use]
    pub fn into_json(self) -> Json {
        Json::Object(self.entries)
    }

    /// Adds the properties of `under` that are not here.
    pub fn fill(&mut self, under: &Self) {
        self.fill_members(&under.entries);
    }

    /// Adds the members of `under` that are not here, if it is an object.
    pub fn fill_in(&mut self, under: Option<&Json>) {
        self.fill_members(under.and_then(Json::members).unwrap_or_default());
    }

    fn fill_members(&mut self, under: &[(Rc<str>, Json)]) {
        for (name, value) in under {
            if self.get(name).is_none() {
                self.entries.push((name.clone(), value.clone()));
            }
        }
    }

    /// Adds the properties of a text style under a prefix, where they are not
    /// here: of `label`, its `fontSize` is `labelFontSize` and its `fill` `labelColor`.
    pub fn fill_style(&mut self, prefix: &str, style: Option<&Json>) {
        for (name, value) in style.and_then(Json::members).unwrap_or_default() {
            let name = prefixed(prefix, if &**name == "fill" { "color" } else { name });
            if self.get(&name).is_none() {
                self.set(&name, value.clone());
            }
        }
    }

    /// The property as an object of properties; empty when it is none.
    #[must_use]
    pub fn bag(&self, name: &str) -> Self {
        Self::members(&self.at(name), self.get(name))
    }

    /// The property as a value: expressions evaluated, the condition-less value of a conditional one.
    #[must_use]
    pub fn value(&self, scope: &dyn Scope, name: &str) -> Option<Value> {
        self.get(name).map(|json| evaluate(&self.at, scope, json))
    }

    /// The property as a number.
    #[must_use]
    pub fn number(&self, scope: &dyn Scope, name: &str) -> Option<f64> {
        self.value(scope, name)?.as_number()
    }

    /// The property as a truth value.
    #[must_use]
    pub fn bool(&self, scope: &dyn Scope, name: &str) -> Option<bool> {
        match self.value(scope, name)? {
            Value::Bool(truth) => Some(truth),
            Value::Null
            | Value::Number(_)
            | Value::Text(_)
            | Value::Time(_)
            | Value::List(_)
            | Value::Object(_) => None,
        }
    }

    /// The property as a text.
    #[must_use]
    pub fn text(&self, scope: &dyn Scope, name: &str) -> Option<Rc<str>> {
        self.value(scope, name)?.as_text().cloned()
    }

    /// The property as a colour; `None` for `null`, `"none"` and what is no colour.
    #[must_use]
    pub fn color(&self, scope: &dyn Scope, name: &str) -> Option<Color> {
        Color::parse(&self.text(scope, name)?)
    }

    /// The property as a list of numbers.
    #[must_use]
    pub fn numbers(&self, scope: &dyn Scope, name: &str) -> Option<Rc<[f64]>> {
        match self.value(scope, name)? {
            Value::List(list) => Some(list.iter().map(Value::to_number).collect()),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Time(_)
            | Value::Object(_) => None,
        }
    }

    /// The property's words, when it is literally a text.
    #[must_use]
    pub fn word(&self, name: &str) -> Option<&Rc<str>> {
        self.get(name).and_then(Json::text)
    }

    /// Whether the property is there and literally true.
    #[must_use]
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name).and_then(Json::bool) == Some(true)
    }

    /// Whether the property is there and literally `null` or false.
    #[must_use]
    pub fn is_off(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Json::Null | Json::Bool(false)))
    }
}

/// A property's name under a prefix: `label` and `fontSize` make `labelFontSize`.
#[must_use]
pub fn prefixed(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}{}", capital(name)) }
}

/// A word with a capital letter.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|letter| letter.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// A property's value: `{"expr": …}` and `{"signal": …}` are evaluated; a
/// broken expression is null (it was reported when the spec was resolved).
#[must_use]
pub fn evaluate(at: &Place, scope: &dyn Scope, json: &Json) -> Value {
    match expression(json) {
        Some(text) => expr::parse(at, text).map(|expr| expr.eval(scope)).unwrap_or_default(),
        None => match json {
            Json::List(list) => {
                Value::List(list.iter().map(|json| evaluate(at, scope, json)).collect())
            }
            Json::Null
            | Json::Bool(_)
            | Json::Number(_)
            | Json::Text(_)
            | Json::Rows(_)
            | Json::Object(_) => json.to_value(),
        },
    }
}

/// The text of an expression, when the property is one.
#[must_use]
pub fn expression(json: &Json) -> Option<&Rc<str>> {
    match json.members()? {
        [(name, text)] if matches!(&**name, "expr" | "signal") => text.text(),
        _ => None,
    }
}
