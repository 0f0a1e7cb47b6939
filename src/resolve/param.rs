//! Parameters in their initial state, and the scope that expressions see.

use super::config::Config;
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::error::{Place, Result};
use crate::expr::{self, Scope};
use crate::spec::bag::evaluate;
use crate::spec::{Spec, SpecKind};
use std::rc::Rc;

/// Parameters: variables with their values, and selections.
#[derive(Clone, Debug)]
pub struct Params {
    /// Values by name, in the order they were defined.
    pub values: Vec<(Rc<str>, Value)>,
    /// Selections by name.
    pub selections: Vec<Selection>,
    /// The words and number forms of texts.
    pub locale: Locale,
}

/// A selection parameter.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Its name.
    pub name: Rc<str>,
    /// Where it stands.
    pub at: Place,
    /// Whether it selects an interval rather than points.
    pub interval: bool,
    /// Its definition: `type`, `encodings`, `fields`, `mark` …
    pub select: Json,
    /// Its given value; null is empty.
    pub value: Json,
    /// The points or the interval that it holds at first, by fields.
    pub tuples: Vec<super::selection::Tuple>,
    /// What it is bound to.
    pub bind: Json,
    /// The names of the views it stands in, when the author lists them.
    pub views: Vec<Rc<str>>,
}

impl Params {
    /// Reads the parameters of a spec and of the views in it.
    ///
    /// # Errors
    ///
    /// A broken expression, with its place.
    pub fn read(spec: &Spec, config: &Config, locale: &Locale) -> Result<Self> {
        let mut params =
            Self { values: Vec::new(), selections: Vec::new(), locale: locale.clone() };
        for (name, usual) in [("width", "continuousWidth"), ("height", "continuousHeight")] {
            // Expressions of parameters see the size that the spec states, or else the usual one.
            let usual = || config.inner("view", usual).and_then(Json::number);
            let size = spec.props.get(name).and_then(Json::number).or_else(usual);
            params.values.push((name.into(), Value::Number(size.unwrap_or(300.0))));
        }
        if let Some(list) = config.get("params").and_then(Json::list) {
            params.add(&spec.at.child("config").child("params"), list)?;
        }
        params.collect(spec)?;
        Ok(params)
    }

    fn collect(&mut self, spec: &Spec) -> Result<()> {
        if let Some(list) = spec.props.get("params").and_then(Json::list) {
            self.add(&spec.at.child("params"), list)?;
        }
        match &spec.kind {
            SpecKind::Unit { .. } | SpecKind::Repeat { .. } => Ok(()),
            SpecKind::Facet { child, .. } => self.collect(child),
            SpecKind::Layer { layers: list, .. } | SpecKind::Concat { children: list, .. } => {
                list.iter().try_for_each(|child| self.collect(child))
            }
        }
    }

    fn add(&mut self, at: &Place, list: &[Json]) -> Result<()> {
        for (i, json) in list.iter().enumerate() {
            let at = at.child(i);
            let Some(name) = json.get("name").and_then(Json::text).cloned() else { continue };
            if let Some(select) = json.get("select") {
                if self.selections.iter().any(|known| known.name == name) {
                    continue;
                }
                let kind = select.text().or_else(|| select.get("type").and_then(Json::text));
                let views = json.get("views").and_then(Json::list).unwrap_or_default();
                self.selections.push(Selection {
                    tuples: Vec::new(),
                    interval: kind.is_some_and(|kind| &**kind == "interval"),
                    name,
                    at,
                    select: select.clone(),
                    value: json.get("value").cloned().unwrap_or_default(),
                    bind: json.get("bind").cloned().unwrap_or_default(),
                    views: views.iter().filter_map(|view| view.text().cloned()).collect(),
                });
                continue;
            }
            let value = match (json.get("value"), json.get("expr").and_then(Json::text)) {
                (_, Some(text)) => {
                    let expr = expr::parse(&at.child("expr"), text)?;
                    expr.eval(&ParamScope::new(self))
                }
                (Some(value), None) => evaluate(&at, &ParamScope::new(self), value),
                (None, None) => Value::Null,
            };
            self.values.push((name, value));
        }
        Ok(())
    }

    /// The value of a parameter.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<Value> {
        let mut values = self.values.iter().rev();
        let own = values.find(|(known, _)| &**known == name).map(|(_, value)| value.clone());
        own.or_else(|| self.selection(name).map(Selection::held))
    }

    /// The selection of a name.
    #[must_use]
    pub fn selection(&self, name: &str) -> Option<&Selection> {
        self.selections.iter().find(|selection| &*selection.name == name)
    }
}

/// What an expression outside of data sees: parameters.
pub struct ParamScope<'a> {
    params: &'a Params,
}

impl<'a> ParamScope<'a> {
    /// The scope of these parameters.
    #[must_use]
    pub fn new(params: &'a Params) -> Self {
        Self { params }
    }
}

impl Scope for ParamScope<'_> {
    fn datum(&self) -> Value {
        Value::Null
    }

    fn name(&self, name: &str) -> Option<Value> {
        self.params.value(name)
    }

    fn call(&self, function: &str, args: &[Value]) -> Option<Value> {
        // A row that calls it hands itself over, as the last argument.
        let datum = args.get(2)?;
        match function {
            "vlSelectionTest" => self.params.selection_test(args, &|name| datum.member(name)),
            _ => None,
        }
    }

    fn locale(&self) -> &Locale {
        &self.params.locale
    }
}
