//! JSON with gaps: parts of a spec that are made by rule, written as an author would write them.

use crate::base::json::Json;
use std::rc::Rc;

/// What stands in the gaps of templates, by name; of a name given twice, the last.
///
/// In the texts of a template, `$name` is a gap. Alone it becomes what it is given, null when
/// nothing is: a member that is null is left out, and a list within a list stands for its elements.
/// Within a longer text it is a text, and `@name` is the column of that name in an expression.
///
/// ```
/// use shushuo::spec::template::Gaps;
/// let mut gaps = Gaps::default();
/// gaps.text("field", "it's").texts("all", &["a".into(), "b".into()]);
/// let filled = gaps.fill(r#"{"test": "@field > 0", "as": "max_$field", "by": ["$all"], "of": "$none"}"#);
/// assert_eq!(filled.write(), r#"{"test":"datum['it\\'s'] > 0","as":"max_it's","by":["a","b"]}"#);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    given: Vec<(&'static str, Json)>,
}

impl Gaps {
    /// Gives a gap JSON.
    pub fn json(&mut self, name: &'static str, json: Json) -> &mut Self {
        self.given.push((name, json));
        self
    }

    /// Gives a gap what may be there; else null.
    pub fn maybe(&mut self, name: &'static str, json: Option<&Json>) -> &mut Self {
        self.json(name, json.cloned().unwrap_or_default())
    }

    /// Gives a gap a text.
    pub fn text(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.json(name, Json::Text(text.into()))
    }

    /// Gives a gap a list of texts.
    pub fn texts(&mut self, name: &'static str, texts: &[Rc<str>]) -> &mut Self {
        self.json(name, Json::List(texts.iter().cloned().map(Json::Text).collect()))
    }

    /// The JSON of a template; null if it is none.
    #[must_use]
    pub fn fill(&self, template: &str) -> Json {
        self.filled(Json::parse(template).unwrap_or_default())
    }

    /// Gives a gap the JSON of a template.
    pub fn make(&mut self, name: &'static str, template: &str) -> &mut Self {
        let json = self.fill(template);
        self.json(name, json)
    }

    fn get(&self, name: &str) -> Json {
        let given = self.given.iter().rev().find(|(known, _)| *known == name);
        given.map(|(_, json)| json.clone()).unwrap_or_default()
    }

    fn filled(&self, json: Json) -> Json {
        match json {
            Json::Text(text) => self.words(&text),
            Json::List(list) => {
                let mut all = Vec::new();
                for json in list {
                    let gap = json.text().is_some();
                    let json = self.filled(json);
                    match json.list() {
                        Some(inner) if gap => all.extend_from_slice(inner),
                        _ => all.push(json),
                    }
                }
                Json::List(all)
            }
            Json::Object(members) => {
                let mut all = Vec::new();
                for (name, json) in members {
                    let json = self.filled(json);
                    if !json.is_null() {
                        all.push((name, json));
                    }
                }
                Json::Object(all)
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Rows(_) => json,
        }
    }

    fn words(&self, text: &str) -> Json {
        let name_of = |text: &str| {
            let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
            text.get(..letters).unwrap_or_default().to_owned()
        };
        if let Some(name) = text.strip_prefix('$')
            && name_of(name) == name
        {
            return self.get(name);
        }
        let mut out = String::new();
        let mut rest = text;
        while let Some(i) = rest.bytes().position(|byte| byte == b'$' || byte == b'@') {
            let (before, after) = rest.split_at_checked(i).unwrap_or_default();
            out.push_str(before);
            let name = name_of(after.get(1..).unwrap_or_default());
            let word = self.get(&name).to_value().to_text();
            if after.starts_with('@') {
                let escaped = word.replace('\\', "\\\\").replace('\'', "\\'");
                out.push_str(&format!("datum['{escaped}']"));
            } else {
                out.push_str(&word);
            }
            rest = after.get(1 + name.len()..).unwrap_or_default();
        }
        out.push_str(rest);
        Json::Text(out.into())
    }
}
