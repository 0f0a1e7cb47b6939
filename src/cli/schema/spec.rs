//! The schema of specs, from the tables of `spec::known`.

use super::shape::{any_of, document, key, list, object, reference, say, text};
use super::step;
use crate::base::json::Json;
use crate::error::Lang;
use crate::geo::projection;
use crate::resolve::scale::KINDS;
use crate::scale::scheme;
use crate::spec::known::{MARKS, Names, VIEW};
use crate::spec::transform::{UNITS, WindowOp};

/// The schema of specs (JSON Schema 2020-12): one definition a kind of object, its words in a language.
#[must_use]
pub fn schema(lang: Lang) -> Json {
    let description = say(lang, "Vega-Lite 图表", "A chart in Vega-Lite's words");
    document("shushuo", description, VIEW.name, definitions(lang, false))
}

/// The definitions, the one of views among them; whether every object may stand in two
/// languages, as in the specs of a report.
#[must_use]
pub fn definitions(lang: Lang, languages: bool) -> Vec<(String, Json)> {
    let mut kinds: Vec<&'static Names> = vec![&VIEW];
    let mut i = 0;
    while let Some(kind) = kinds.get(i).copied() {
        for (_, inner) in kind.objects {
            if !kinds.iter().any(|known| known.name == inner.name) {
                kinds.push(inner);
            }
        }
        i += 1;
    }
    let views = kinds.iter().map(|kind| (key(kind.name), definition(kind, lang, languages)));
    let steps = step::KINDS.iter().map(|kind| (key(kind.name), kind.schema(lang, languages)));
    views.chain(steps).collect()
}

/// The definition of a kind: its properties, and no others.
fn definition(kind: &'static Names, lang: Lang, languages: bool) -> Json {
    let properties =
        kind.all().map(|name| (name.into(), property(kind, name, lang, languages))).collect();
    let mut members = vec![
        ("type", text("object")),
        ("properties", Json::Object(properties)),
        ("additionalProperties", Json::Bool(false)),
    ];
    if let Some(page) = page(kind.name) {
        let page = format!("https://vega.github.io/vega-lite/docs/{page}.html");
        members.push(("description", Json::Text(page.into())));
    }
    object(members)
}

/// The page of Vega-Lite's documentation that tells of a kind.
fn page(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "view" => "spec",
        "mark" => "mark",
        "axis" => "axis",
        "legend" => "legend",
        "header" => "header",
        "scale" | "scale configuration" => "scale",
        "title" => "title",
        "projection" => "projection",
        "parameter" => "parameter",
        "selection" => "selection",
        "bin" => "bin",
        "time unit" => "timeunit",
        "impute" => "impute",
        "sort" => "sort",
        "condition" => "condition",
        "facet" | "facet channel" => "facet",
        "configuration" => "config",
        "encoding"
        | "position channel"
        | "channel without a scale"
        | "channel of looks"
        | "channel of words"
        | "time channel" => "encoding",
        _ => return None,
    })
}

/// What may stand under a name.
fn property(kind: &'static Names, name: &str, lang: Lang, languages: bool) -> Json {
    if kind.ignores(name) {
        let why = say(lang, "还不支持", "not supported yet");
        return object(vec![("deprecated", Json::Bool(true)), ("description", text(why))]);
    }
    let mut members = match kind.object(name) {
        Some(inner) => {
            let plain = values(kind, name)
                .unwrap_or_else(|| vec![("type", list(["null", "boolean", "number", "string"]))]);
            let each = any_of(vec![vec![reference(inner.name)], plain.clone()]);
            let many = vec![("type", text("array")), ("items", object(each))];
            let mut choices = vec![vec![reference(inner.name)], many, members_of("expr"), plain];
            if languages {
                choices.push(vec![reference("languages")]);
            }
            any_of(choices)
        }
        None => values(kind, name).unwrap_or_default(),
    };
    if let Some(own) = own_words(kind, name, lang) {
        members.push(("description", text(own)));
    }
    object(members)
}

/// An object that has this member.
fn members_of(name: &str) -> Vec<(&'static str, Json)> {
    vec![("type", text("object")), ("required", list([name]))]
}

/// The listed words that may stand under a name, or the kinds of objects that are read by hand.
fn values(kind: &Names, name: &str) -> Option<Vec<(&'static str, Json)>> {
    let words: Vec<&str> = match (kind.name, name) {
        ("view", "mark") | ("mark", "type") => MARKS.to_vec(),
        ("view", "data") => {
            return Some(any_of(vec![vec![reference("data")], vec![("type", text("null"))]]));
        }
        ("view", "transform") => {
            let steps = step::steps().map(|kind| vec![reference(kind.name)]);
            let items = object(any_of(steps.collect()));
            return Some(vec![("type", text("array")), ("items", items)]);
        }
        ("scale", "type") => KINDS.iter().map(|(name, _)| *name).collect(),
        ("projection", "type") => {
            return Some(any_of(vec![
                vec![("enum", list(projection::names()))],
                vec![("type", text("object"))],
            ]));
        }
        ("scale", "scheme") => return Some(suggested(scheme::names().collect())),
        (_, "aggregate") => return Some(suggested(WindowOp::words(true))),
        ("time unit", "unit") => return Some(suggested(UNITS.to_vec())),
        (channel, "type") if channel.contains("channel") || channel == "facet" => {
            ["quantitative", "temporal", "ordinal", "nominal", "geojson"].to_vec()
        }
        (_, "timeUnit") => {
            return Some(any_of(vec![
                vec![("enum", list(UNITS))],
                vec![("type", list(["null", "string"]))],
            ]));
        }
        _ => return None,
    };
    Some(vec![("enum", list(words))])
}

/// One of these words, or whatever else may stand there; editors offer the words.
fn suggested(words: Vec<&str>) -> Vec<(&'static str, Json)> {
    any_of(vec![vec![("enum", list(words))], vec![("type", list(["string", "object", "null"]))]])
}

/// What our own words mean: those that Vega-Lite does not have.
fn own_words(kind: &Names, name: &str, lang: Lang) -> Option<&'static str> {
    let (zh, en) = match (kind.name, name) {
        ("encoding", "certainty") => (
            "每一行数值的确定程度：exact、about、nearly、over、more_than、at_least、at_most 或 forecast",
            "how certain the number of each row is: exact, about, nearly, over, more_than, at_least, at_most or forecast",
        ),
        ("encoding", "figure") => (
            "每一行对应的报告数字的 id，由此可回到原文",
            "the id of the report's figure that each row shows, which leads back to the source text",
        ),
        (_, "formatType") => (
            "number、time，或 zh：以万、亿书写",
            "number, time, or zh: numbers written in 万 and 亿",
        ),
        _ => return None,
    };
    Some(say(lang, zh, en))
}
