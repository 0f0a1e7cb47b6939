//! What composite marks share: the measured axis, the parts, the grouping.
//!
//! Source: Vega-Lite, "Composite Marks".

use crate::base::json::Json;
use crate::error::{Diagnostic, Place, Result, SpecError};
use crate::spec::Bag;
use std::rc::Rc;

/// An object of these members.
pub(super) fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// A text.
pub(super) fn text(text: &str) -> Json {
    Json::Text(text.into())
}

/// A composite mark being written out.
pub(super) struct Composite {
    /// Its name: `boxplot`, `errorbar`, `errorband`.
    pub(super) name: &'static str,
    /// The mark as written.
    pub(super) mark: Bag,
    /// The configuration of its parts, defaults included.
    pub(super) config: Bag,
    /// Whether it runs along y.
    pub(super) vertical: bool,
    /// The measured channel's definition.
    pub(super) measure: Bag,
    /// All other channels, time units and bins taken out of them.
    pub(super) others: Bag,
    /// The transforms that the others need.
    pub(super) before: Vec<Json>,
    /// The columns that the others group by.
    pub(super) groupby: Vec<Json>,
    /// Aggregates that a tooltip asks for.
    pub(super) extra: Vec<Json>,
}

impl Composite {
    /// Takes a composite mark's encoding apart.
    ///
    /// # Errors
    ///
    /// [`SpecError::Missing`] when neither x nor y is a measure.
    pub(super) fn new(
        at: &Place,
        name: &'static str,
        mark: Bag,
        encoding: &Bag,
        config: Bag,
    ) -> Result<Self> {
        let vertical = vertical(&mark, encoding).ok_or_else(|| {
            Diagnostic::error(at, SpecError::Missing { name: "a quantitative x or y" })
        })?;
        let axis = if vertical { "y" } else { "x" };
        let mut others = encoding.clone();
        let measure = others.take(axis).unwrap_or_default();
        let measure = Bag::members(&encoding.at(axis), Some(&measure));
        let mut composite = Self {
            name,
            mark,
            config,
            vertical,
            measure,
            others: Bag::empty(encoding.place()),
            before: Vec::new(),
            groupby: Vec::new(),
            extra: Vec::new(),
        };
        for (channel, json) in others.entries() {
            let json = composite.extracted(json);
            composite.others.set(channel, json);
        }
        Ok(composite)
    }

    /// A channel with its time unit, bins or aggregate made a transform.
    fn extracted(&mut self, json: &Json) -> Json {
        if let Some(list) = json.list() {
            return Json::List(list.iter().map(|json| self.extracted(json)).collect());
        }
        if json.get("field").is_none() && json.get("aggregate").is_none() {
            return json.clone();
        }
        let mut def = Bag::members(self.measure.place(), Some(json));
        let field = def.word("field").cloned().unwrap_or_else(|| "".into());
        if let Some(op) = def.take("aggregate") {
            let op = op.text().cloned().unwrap_or_else(|| "".into());
            let name: Rc<str> = format!("{op}_{field}").into();
            let mut members = vec![("op", text(&op)), ("as", text(&name))];
            if !field.is_empty() {
                members.push(("field", text(&field)));
            }
            let measure = object(members);
            if !self.extra.contains(&measure) {
                self.extra.push(measure);
            }
            def.set("field", Json::Text(name));
            return Json::Object(def.entries().to_vec());
        }
        if let Some(unit) = def.take("timeUnit") {
            let word = unit.text().or_else(|| unit.get("unit").and_then(Json::text)).cloned();
            let word = word.unwrap_or_else(|| "".into());
            let name: Rc<str> = format!("{word}_{field}").into();
            let step =
                object(vec![("timeUnit", unit), ("field", text(&field)), ("as", text(&name))]);
            if !self.before.contains(&step) {
                self.before.push(step);
            }
            if def.get("title").is_none() {
                def.set("title", text(&format!("{field} ({word})")));
            }
            if def.get("type").is_none() {
                def.set("type", text("temporal"));
            }
            def.set("field", Json::Text(name));
        }
        if let Some(field) = def.get("field").filter(|field| !self.groupby.contains(field)).cloned()
        {
            self.groupby.push(field);
        }
        Json::Object(def.entries().to_vec())
    }

    /// The measured field.
    pub(super) fn field(&self) -> Rc<str> {
        self.measure.word("field").cloned().unwrap_or_else(|| "".into())
    }

    /// The name of the measured axis.
    pub(super) fn axis(&self) -> &'static str {
        if self.vertical { "y" } else { "x" }
    }

    /// The direction across the measured axis, as ticks have it.
    pub(super) fn tick_orient(&self) -> &'static str {
        if self.vertical { "horizontal" } else { "vertical" }
    }

    /// The direction along the measured axis.
    pub(super) fn orient(&self) -> &'static str {
        if self.vertical { "vertical" } else { "horizontal" }
    }

    /// The title of the measured axis.
    pub(super) fn title(&self) -> Json {
        self.measure.get("title").cloned().unwrap_or_else(|| Json::Text(self.field()))
    }

    /// The measured channel on a column: the author's type, title, scale and axis.
    pub(super) fn measured(&self, column: &str) -> Json {
        let kind = self.measure.get("type").cloned().unwrap_or_else(|| text("quantitative"));
        let mut members = vec![("field", text(column)), ("type", kind), ("title", self.title())];
        for name in ["scale", "axis"] {
            if let Some(json) = self.measure.get(name) {
                members.push((name, json.clone()));
            }
        }
        object(members)
    }

    /// The other channels without some.
    pub(super) fn others_without(&self, names: &[&str]) -> Bag {
        let mut others = self.others.clone();
        for name in names {
            others.take(name);
        }
        others
    }

    /// A layer for a part of the mark, from one column to another; none when the part is off.
    pub(super) fn part(
        &self,
        part: &str,
        mark: Vec<(&str, Json)>,
        from: &str,
        to: Option<&str>,
        others: &Bag,
    ) -> Option<Json> {
        let own = self.mark.get(part);
        let usual = self.config.get(part);
        let on = |json: &Json| !matches!(json, Json::Null | Json::Bool(false));
        if !own.map_or_else(|| usual.is_some_and(on), on) {
            return None;
        }
        let mut look: Vec<(Rc<str>, Json)> = Vec::new();
        let mut set =
            |name: &str, value: &Json| match look.iter_mut().find(|(known, _)| &**known == name) {
                Some((_, old)) => *old = value.clone(),
                None => look.push((name.into(), value.clone())),
            };
        for (name, value) in usual.and_then(Json::members).unwrap_or_default() {
            set(name, value);
        }
        for name in ["clip", "color", "opacity"] {
            if let Some(value) = self.mark.get(name) {
                set(name, value);
            }
        }
        for (name, value) in &mark {
            set(name, value);
        }
        set("style", &text(&format!("{}-{part}", self.name)));
        for (name, value) in own.and_then(Json::members).unwrap_or_default() {
            set(name, value);
        }
        let axis = self.axis();
        let mut encoding = vec![(Rc::from(axis), self.measured(from))];
        if let Some(to) = to {
            encoding.push((format!("{axis}2").into(), object(vec![("field", text(to))])));
        }
        encoding.extend(others.entries().iter().cloned());
        Some(object(vec![("mark", Json::Object(look)), ("encoding", Json::Object(encoding))]))
    }
}

/// Whether a composite mark runs along y: along its one measure, or as asked; none without a measure.
fn vertical(mark: &Bag, encoding: &Bag) -> Option<bool> {
    let measure = |name: &str| {
        let def = encoding.get(name)?;
        let kind = def.get("type").and_then(Json::text).map(|kind| &**kind);
        let binned =
            def.get("bin").is_some_and(|bin| !matches!(bin, Json::Null | Json::Bool(false)));
        match kind {
            Some("quantitative") if !binned => Some(false),
            Some("temporal") => Some(true),
            None if def.get("timeUnit").is_some() => Some(true),
            _ => None,
        }
    };
    match (measure("x"), measure("y")) {
        (Some(false), Some(true)) => Some(false),
        (Some(true), Some(false)) => Some(true),
        (Some(_), Some(_)) => {
            Some(mark.word("orient").is_none_or(|orient| &**orient != "horizontal"))
        }
        (None, Some(_)) => Some(true),
        (Some(_), None) => Some(false),
        (None, None) => None,
    }
}
