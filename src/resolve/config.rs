//! The configuration: Vega-Lite's defaults under the author's `config`.

use crate::base::json::Json;
use crate::error::{Place, Result};
use crate::spec::Bag;
use crate::spec::template::Gaps;
use std::cell::OnceCell;

/// Vega-Lite's defaults that differ from "nothing", as its documentation and
/// Vega's state them.
const DEFAULTS: &str = include_str!("defaults.json");

/// What one font for all is for.
const FONT: &str = r#"{"text": {"font": "$font"}, "style": {
    "guide-label": {"font": "$font"}, "guide-title": {"font": "$font"},
    "group-title": {"font": "$font"}, "group-subtitle": {"font": "$font"}}}"#;

thread_local! {
    /// The defaults as read: once, not for each chart of a page.
    static READ: OnceCell<Json> = const { OnceCell::new() };
}

fn defaults() -> Result<Json> {
    READ.with(|read| match read.get() {
        Some(json) => Ok(json.clone()),
        None => Json::parse(DEFAULTS).map(|json| read.get_or_init(|| json).clone()),
    })
}

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
        let mut json = defaults()?;
        if let Some(own) = own {
            if let Some(font) = own.get("font") {
                let mut gaps = Gaps::default();
                merge(&mut json, &gaps.json("font", font.clone()).fill(FONT));
            }
            merge(&mut json, own);
        }
        Ok(Self { at: at.clone(), json })
    }

    /// The part `name`, such as `axis` or `bar`; empty when there is none.
    #[must_use]
    pub fn part(&self, name: &str) -> Bag {
        Bag::members(&self.at.child(name), self.json.get(name))
    }

    /// The named style.
    #[must_use]
    pub fn style(&self, name: &str) -> Option<&Json> {
        self.inner("style", name)
    }

    /// The member `inner` of the part `name`.
    #[must_use]
    pub fn inner(&self, name: &str, inner: &str) -> Option<&Json> {
        self.json.get(name)?.get(inner)
    }

    /// The member `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.json.get(name)
    }

    /// Adds to an axis' or a legend's look the fonts and colours of the styles of guides.
    pub fn style_guide(&self, look: &mut Bag) {
        const NAMES: [&str; 6] = ["fill", "font", "fontSize", "fontStyle", "fontWeight", "opacity"];
        for &(prefix, name) in &[("label", "guide-label"), ("title", "guide-title")] {
            let mut known = Bag::default();
            for &style in &NAMES {
                known.set_maybe(style, self.style(name).and_then(|json| json.get(style)));
            }
            look.fill_style(prefix, Some(&known.into_json()));
        }
    }

    /// The styles a `style` property names, last first.
    #[must_use]
    pub fn styles(&self, names: Option<&Json>) -> Vec<&Json> {
        let one = names.map_or(&[][..], std::slice::from_ref);
        let mut styles = Vec::new();
        for name in names.and_then(Json::list).unwrap_or(one).iter().rev() {
            if let Some(name) = name.text() {
                styles.extend(self.style(name));
            }
        }
        styles
    }

    /// Adds to a look what the styles that it names have, then what each of these parts has.
    pub fn fill(&self, look: &mut Bag, parts: &[&str]) {
        for style in self.styles(look.get("style")) {
            look.fill_in(Some(style));
        }
        for name in parts {
            look.fill_in(self.get(name));
        }
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
