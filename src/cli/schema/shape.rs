//! Kinds of objects as tables, and the JSON Schema of them.

use crate::base::json::Json;
use crate::error::Lang;

/// What may stand under a name.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Anything.
    Any,
    /// A text.
    Text,
    /// Two texts: `…_zh` and `…_en`.
    Words,
    /// Two texts: under the name itself, and `…_en`.
    Unit,
    /// A number.
    Number,
    /// A whole number from 0.
    Count,
    /// True or false.
    Truth,
    /// One of these words.
    Listed(fn() -> Vec<&'static str>),
    /// A list of texts.
    Texts,
    /// A text or a list of them.
    TextOrTexts,
    /// A list of numbers.
    Numbers,
    /// A list of whole numbers from 0.
    Counts,
    /// Two offsets of rows, null where there is no bound.
    Frame,
    /// An object of a kind.
    One(&'static str),
    /// A list of objects of a kind.
    Each(&'static str),
    /// A list of objects that have any members.
    Rows,
    /// Named lists of such objects.
    Tables,
    /// An object, or the same in both languages of a report.
    Spec,
}

/// A member: its names with blanks between, what it may be, and what it means in Chinese and in English.
pub type Member = (&'static str, Shape, &'static str, &'static str);

/// A kind of objects.
pub struct Kind {
    /// What the kind is called.
    pub name: &'static str,
    /// The members that have to be there, with blanks between.
    pub needs: &'static str,
    /// The members, and there are no others.
    pub members: &'static [Member],
}

impl Kind {
    /// The names of all members as a file has them.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.members.iter().flat_map(|(names, shape, ..)| {
            names.split_ascii_whitespace().flat_map(|name| spelled(name, *shape))
        })
    }

    /// The schema of the kind, described in a language; whether a text may stand in two languages.
    #[must_use]
    pub fn schema(&self, lang: Lang, languages: bool) -> Json {
        let mut properties = Vec::new();
        for (names, shape, zh, en) in self.members {
            for name in names.split_ascii_whitespace() {
                for name in spelled(name, *shape) {
                    let mut schema = value(*shape);
                    if languages && matches!(shape, Shape::Text) {
                        schema = any_of(vec![schema, vec![reference("languages")]]);
                    }
                    let words = say(lang, zh, en);
                    if !words.is_empty() {
                        schema.push(("description", text(words)));
                    }
                    properties.push((name.into(), object(schema)));
                }
            }
        }
        let mut members = vec![("type", text("object"))];
        if !self.needs.is_empty() {
            members.push(("required", list(self.needs.split_ascii_whitespace())));
        }
        members.push(("properties", Json::Object(properties)));
        members.push(("additionalProperties", Json::Bool(false)));
        object(members)
    }
}

/// The names that one member has in a file.
fn spelled(name: &str, shape: Shape) -> Vec<String> {
    let in_language = |lang: &str| format!("{name}_{lang}");
    match shape {
        Shape::Words => vec![in_language("zh"), in_language("en")],
        Shape::Unit => vec![name.to_owned(), in_language("en")],
        Shape::Any
        | Shape::Text
        | Shape::Number
        | Shape::Count
        | Shape::Truth
        | Shape::Listed(_)
        | Shape::Texts
        | Shape::TextOrTexts
        | Shape::Numbers
        | Shape::Counts
        | Shape::Frame
        | Shape::One(_)
        | Shape::Each(_)
        | Shape::Rows
        | Shape::Tables
        | Shape::Spec => vec![name.to_owned()],
    }
}

/// The members of a value's schema.
fn value(shape: Shape) -> Vec<(&'static str, Json)> {
    let of_type = |name: &str| vec![("type", text(name))];
    let list_of =
        |inner: Vec<(&'static str, Json)>| vec![("type", text("array")), ("items", object(inner))];
    let count = || vec![("type", text("integer")), ("minimum", Json::Number(0.0))];
    match shape {
        Shape::Any => Vec::new(),
        Shape::Text | Shape::Words | Shape::Unit => of_type("string"),
        Shape::Number => of_type("number"),
        Shape::Count => count(),
        Shape::Truth => of_type("boolean"),
        Shape::Listed(words) => vec![("enum", list(words()))],
        Shape::Texts => list_of(of_type("string")),
        Shape::TextOrTexts => any_of(vec![of_type("string"), list_of(of_type("string"))]),
        Shape::Numbers => list_of(of_type("number")),
        Shape::Counts => list_of(count()),
        Shape::Frame => list_of(vec![("type", list(["number", "null"]))]),
        Shape::One(kind) => vec![reference(kind)],
        Shape::Each(kind) => list_of(vec![reference(kind)]),
        Shape::Rows => list_of(of_type("object")),
        Shape::Tables => {
            let rows = object(value(Shape::Rows));
            vec![("type", text("object")), ("additionalProperties", rows)]
        }
        Shape::Spec => any_of(vec![vec![reference("view")], vec![reference("languages")]]),
    }
}

/// One of these.
pub fn any_of(choices: Vec<Vec<(&'static str, Json)>>) -> Vec<(&'static str, Json)> {
    vec![("anyOf", Json::List(choices.into_iter().map(object).collect()))]
}

/// The reference to a definition.
pub fn reference(kind: &str) -> (&'static str, Json) {
    ("$ref", text(&format!("#/$defs/{}", key(kind))))
}

/// What a kind is called among the definitions.
#[must_use]
pub fn key(kind: &str) -> String {
    kind.replace(' ', "-")
}

/// The one in the language.
#[must_use]
pub fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// A text.
#[must_use]
pub fn text(words: &str) -> Json {
    Json::Text(words.into())
}

/// A list of texts.
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> Json {
    Json::List(words.into_iter().map(text).collect())
}

/// An object.
#[must_use]
pub fn object(members: Vec<(&'static str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, json)| (name.into(), json)).collect())
}

/// The whole of a schema: its title, what it is of, and the definitions.
#[must_use]
pub fn document(
    title: &str,
    description: &str,
    root: &str,
    definitions: Vec<(String, Json)>,
) -> Json {
    let definitions = definitions.into_iter().map(|(name, json)| (name.into(), json)).collect();
    object(vec![
        ("$schema", text("https://json-schema.org/draft/2020-12/schema")),
        ("title", text(title)),
        ("description", text(description)),
        reference(root),
        ("$defs", Json::Object(definitions)),
    ])
}
