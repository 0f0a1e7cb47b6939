//! The configuration: Vega-Lite's defaults under the author's `config`.

use crate::base::json::Json;
use crate::error::{Place, Result};
use crate::spec::Bag;
use std::rc::Rc;

/// Vega-Lite's defaults that differ from "nothing", as its documentation and
/// Vega's state them.
const DEFAULTS: &str = include_str!("defaults.json");

/// The configuration, defaults included.
#[derive(Clone, Debug)]
pub struct Config {
    at: Place,
    json: Json,
}

impl Config {
    /// The defaults with the author's configuration over them, member by member.
    ///
    /// # Errors
    ///
    /// None but a broken built-in table, which a test rules out.
    pub fn new(at: &Place, own: Option<&Json>) -> Result<Self> {
        let mut json = Json::parse(DEFAULTS)?;
        if let Some(own) = own {
            merge(&mut json, own);
        }
        Ok(Self { at: at.clone(), json })
    }

    /// The part `name`, such as `axis` or `bar`; empty when there is none.
    #[must_use]
    pub fn part(&self, name: &str) -> Bag {
        Bag::members(&self.at.child(name), self.json.get(name))
    }

    /// The named style; empty when there is none.
    #[must_use]
    pub fn style(&self, name: &str) -> Bag {
        self.part("style").bag(name)
    }

    /// The member `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.json.get(name)
    }

    /// Adds to an axis' or a legend's look the fonts and colours of the styles of guides.
    pub fn style_guide(&self, look: &mut Bag) {
        const NAMES: [&str; 6] = ["fill", "font", "fontSize", "fontStyle", "fontWeight", "opacity"];
        for (prefix, name) in [("label", "guide-label"), ("title", "guide-title")] {
            let style = self.style(name);
            let known = style.entries().iter().filter(|(name, _)| NAMES.contains(&&**name));
            look.fill_style(prefix, &Bag::of(style.place(), known.cloned().collect()));
        }
    }

    /// The styles a `style` property names, last first.
    #[must_use]
    pub fn styles(&self, names: Option<&Json>) -> Vec<Bag> {
        let names: Vec<Rc<str>> = match names {
            Some(Json::Text(name)) => vec![name.clone()],
            Some(Json::List(list)) => {
                list.iter().rev().filter_map(|name| name.text().cloned()).collect()
            }
            Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_)) | None => {
                Vec::new()
            }
        };
        names.iter().map(|name| self.style(name)).collect()
    }
}

/// Puts `over` onto `json`, objects member by member.
pub fn merge(json: &mut Json, over: &Json) {
    match (json, over) {
        (Json::Object(members), Json::Object(new)) => {
            for (key, value) in new {
                match members.iter_mut().find(|(name, _)| name == key) {
                    Some((_, old)) => merge(old, value),
                    None => members.push((key.clone(), value.clone())),
                }
            }
        }
        (json, over) => *json = over.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authors_members_stand_over_the_defaults() {
        let own = Json::parse(r#"{"axis": {"grid": true}, "bar": null}"#).unwrap();
        let config = Config::new(&Place::root(), Some(&own)).unwrap();
        assert!(config.part("axis").is_true("grid"));
        assert_eq!(config.part("axis").get("tickSize"), Some(&Json::Number(5.0)));
        assert!(config.part("bar").entries().is_empty());
    }
}
