//! What composite marks share: the measured axis, the parts, the grouping.
//!
//! Source: Vega-Lite, "Composite Marks".

use crate::base::json::Json;
use crate::base::time_unit::unit_parts;
use crate::error::{Diagnostic, Place, Result, SpecError};
use crate::spec::template::Gaps;
use crate::spec::{Bag, Channel};
use std::rc::Rc;

/// A composite mark being written out.
pub(super) struct Composite<'a> {
    /// The mark as written.
    pub(super) mark: &'a Bag,
    /// The configuration of its parts, defaults included.
    pub(super) config: Bag,
    /// The name of the measured axis.
    pub(super) axis: &'static str,
    /// The measured field.
    pub(super) field: Rc<str>,
    /// All other channels, time units and bins taken out of them.
    pub(super) others: Bag,
    /// The columns that the others group by.
    pub(super) groupby: Vec<Json>,
    /// What the templates of its transforms and parts take: among others `field`, `title`, `along` and `across`
    /// the measured axis, the transforms `before` that the others need, and the `extra` aggregates
    /// that a tooltip asks for.
    pub(super) gaps: Gaps,
    measure: Bag,
    before: Vec<Json>,
    extra: Vec<Json>,
}

impl<'a> Composite<'a> {
    /// Takes a composite mark's encoding apart.
    ///
    /// # Errors
    ///
    /// [`SpecError::Missing`] when neither x nor y is a measure.
    pub(super) fn new(at: &Place, mark: &'a Bag, encoding: &Bag, config: Bag) -> Result<Self> {
        let Some(vertical) = vertical(mark, encoding) else {
            let name = "a quantitative x or y";
            return Err(Diagnostic::error(at, SpecError::Missing { name }));
        };
        let axis = if vertical { "y" } else { "x" };
        let mut others = encoding.clone();
        let measure = encoding.bag(axis);
        others.take(axis);
        let mut composite = Self {
            mark,
            config,
            axis,
            field: measure.word("field").cloned().unwrap_or_default(),
            measure,
            others: Bag::empty(encoding.place()),
            groupby: Vec::new(),
            gaps: Gaps::default(),
            before: Vec::new(),
            extra: Vec::new(),
        };
        for (channel, json) in others.entries() {
            let json = composite.extracted(channel, json);
            composite.others.set(channel, json);
        }
        let Self { gaps, measure, field, before, extra, .. } = &mut composite;
        let title = match measure.get("title") {
            Some(title) => title.text().cloned().unwrap_or_default(),
            None => field.clone(),
        };
        gaps.text("field", field).text("title", &title);
        gaps.text("along", if vertical { "vertical" } else { "horizontal" });
        gaps.text("across", if vertical { "horizontal" } else { "vertical" });
        gaps.json("before", Json::List(std::mem::take(before)));
        gaps.json("extra", Json::List(std::mem::take(extra)));
        for &name in &["interpolate", "size", "tension", "thickness"] {
            gaps.maybe(name, mark.get(name));
        }
        Ok(composite)
    }

    /// A channel with its time unit, bins or aggregate made a transform.
    fn extracted(&mut self, channel: &str, json: &Json) -> Json {
        if let Some(list) = json.list() {
            return Json::List(list.iter().map(|json| self.extracted(channel, json)).collect());
        }
        if json.get("field").is_none() && json.get("aggregate").is_none() {
            return json.clone();
        }
        let mut def = Bag::members(self.measure.place(), Some(json));
        let mut gaps = Gaps::default();
        gaps.maybe("field", def.get("field"));
        if let Some(op) = def.take("aggregate") {
            gaps.json("op", op);
            let name = gaps.maybe("word", def.get("field")).fill("\"$op_$word\"");
            let step = gaps.fill(r#"{"op": "$op", "as": "$op_$word", "field": "$field"}"#);
            add(&mut self.extra, step);
            def.set("field", name);
            return def.into_json();
        }
        if def.is_off("bin") || def.word("bin").is_some() {
            // Nothing to make.
        } else if let Some(bin) = def.take("bin") {
            let name = format!("bin_{channel}_{}", def.word("field").map_or("", |field| field));
            let end = format!("{name}_end");
            gaps.json("bin", bin).text("name", &name).text("end", &end);
            let step = gaps.fill(r#"{"bin": "$bin", "field": "$field", "as": ["$name", "$end"]}"#);
            add(&mut self.before, step);
            add(&mut self.groupby, gaps.fill(r#""$end""#));
            if matches!(channel, "x" | "y") {
                self.others.set(&format!("{channel}2"), gaps.fill(r#"{"field": "$end"}"#));
            }
            let usual = gaps.fill(r#"{"title": "$field (binned)"}"#);
            def.fill_in(Some(&usual));
            def.lay(Some(
                &gaps.fill(r#"{"field": "$name", "bin": "binned", "type": "quantitative"}"#),
            ));
        }
        if let Some(unit) = def.take("timeUnit") {
            let word = unit.get("unit").or(Some(&unit)).and_then(Json::text);
            let word = word.map_or("", |word| word);
            gaps.text("word", word);
            gaps.text("parts", &unit_parts(word.strip_prefix("utc").unwrap_or(word)).join("-"));
            if def.word("type").is_some_and(|kind| &**kind != "temporal") {
                let guide = if matches!(channel, "x" | "y") { "axis" } else { "legend" };
                let mut look = def.bag(guide);
                look.fill_in(Some(&gaps.fill(r#"{"formatType": "time"}"#)));
                if !def.is_off(guide) {
                    def.set(guide, look.into_json());
                }
            }
            gaps.json("unit", unit);
            let step =
                gaps.fill(r#"{"timeUnit": "$unit", "field": "$field", "as": "$word_$field"}"#);
            add(&mut self.before, step);
            let usual = gaps.fill(
                r#"{"field": "$word_$field", "title": "$field ($parts)", "type": "temporal"}"#,
            );
            def.take("field");
            def.fill_in(Some(&usual));
        }
        if let Some(field) = def.get("field") {
            add(&mut self.groupby, field.clone());
        }
        def.into_json()
    }

    /// The layers and transforms of a template: its gaps filled, its parts written out.
    pub(super) fn write(&mut self, template: &str) -> Json {
        self.gaps.json("groupby", Json::List(std::mem::take(&mut self.groupby)));
        let view = self.gaps.fill(template);
        self.layers(Bag::members(self.mark.place(), Some(&view)))
    }

    /// A view whose layers are parts or views of parts; what has nothing to show is left out.
    fn layers(&self, mut view: Bag) -> Json {
        if let Some(Json::List(list)) = view.take("layer") {
            let mut layers = Vec::new();
            for json in list {
                let inner = Bag::members(view.place(), Some(&json));
                if inner.get("part").is_none() {
                    let inner = self.layers(inner);
                    if inner.get("layer").and_then(Json::list).is_some_and(|list| !list.is_empty())
                    {
                        layers.push(inner);
                    }
                } else {
                    layers.extend(self.part(inner));
                }
            }
            view.set("layer", Json::List(layers));
        }
        view.into_json()
    }

    /// A layer for a part of the mark, `from` one column `to` another; none when the part is off.
    /// It has the other channels `without` some, and those of its own `encoding` that they leave.
    fn part(&self, mut def: Bag) -> Option<Json> {
        let name = def.take("part")?.text().cloned()?;
        let own = self.mark.get(&name);
        let usual = self.config.get(&name);
        if own.or(usual).is_none_or(|json| matches!(json, Json::Null | Json::Bool(false))) {
            return None;
        }
        let at = self.mark.place();
        let mut look = Bag::members(at, usual);
        for &name in &["clip", "color", "opacity"] {
            look.set_maybe(name, self.mark.get(name));
        }
        look.lay(def.get("mark"));
        if &*name == "median" {
            // The configured colour of medians beats that of the whole.
            look.set_maybe("color", usual.and_then(|usual| usual.get("color")));
        }
        let mark = self.mark.word("type").cloned().unwrap_or_default();
        look.set("style", Json::Text(format!("{mark}-{name}").into()));
        look.lay(own);
        let mut measured = Bag::empty(at);
        measured.set_maybe("field", def.take("from").as_ref());
        measured.set("type", Json::Text("quantitative".into()));
        measured.set("title", Json::Text(self.field.clone()));
        for &name in &["type", "title", "scale", "axis"] {
            measured.set_maybe(name, self.measure.get(name));
        }
        let mut encoding = Bag::empty(at);
        encoding.set(self.axis, measured.into_json());
        if let Some(to) = def.take("to") {
            let second = Channel::parse(self.axis).unwrap_or(Channel::X).second();
            encoding.set(second.name(), Json::Object(vec![("field".into(), to)]));
        }
        let without = def.take("without").unwrap_or_default();
        for (name, json) in self.others.entries() {
            let there = encoding.get(name).is_some();
            let without = without.list().unwrap_or_default().iter();
            if !there && without.filter_map(Json::text).all(|word| word != name) {
                encoding.set(name, json.clone());
            }
        }
        encoding.fill_in(def.get("encoding"));
        def.set("mark", look.into_json());
        def.set("encoding", encoding.into_json());
        Some(def.into_json())
    }
}

/// Adds what is not there yet.
fn add(list: &mut Vec<Json>, json: Json) {
    if !list.contains(&json) {
        list.push(json);
    }
}

/// Whether a composite mark runs along y: along its one measure, or as asked; none without a measure.
fn vertical(mark: &Bag, encoding: &Bag) -> Option<bool> {
    // Of an axis, whether it is a time; none when it is no measure.
    let measure = |name: &str| {
        let def = encoding.bag(name);
        match def.word("type").map_or("", |kind| kind) {
            "quantitative" => (def.get("bin").is_none() || def.is_off("bin")).then_some(false),
            "" => def.get("timeUnit").map(|_| true),
            kind => (kind == "temporal").then_some(true),
        }
    };
    match (measure("x"), measure("y")) {
        (None, y) => y.map(|_| true),
        (Some(_), None) => Some(false),
        (Some(x), Some(y)) if x != y => Some(x),
        _ => Some(mark.word("orient").is_none_or(|orient| &**orient != "horizontal")),
    }
}
