//! `data`: where rows come from, and how their bytes are read.

use super::transform::read::{Members, unknown, wrong};
use crate::base::json::Json;
use crate::error::{Notes, Place, Result, Word};
use std::rc::Rc;

/// One data source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Its place in the spec.
    pub at: Place,
    /// Its name, by which the host may hand over other rows.
    pub name: Option<Rc<str>>,
    /// Where the rows come from.
    pub origin: Origin,
    /// How the bytes are read.
    pub format: Format,
    /// How fields are read; later stages add what the encoding implies.
    pub parse: Vec<(Rc<str>, Kind)>,
    /// Where the rest of the types comes from.
    pub infer: Infer,
}

/// Where the rows of a source come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Origin {
    /// From the host, by the source's name.
    #[default]
    Named,
    /// From the spec: a list, an object, a value, or the text of a file.
    Values(Json),
    /// From a file.
    Url(Rc<str>),
    /// The numbers from `start` to before `stop`.
    Sequence {
        /// The first.
        start: f64,
        /// The end, itself not a number of it.
        stop: f64,
        /// The distance; default 1.
        step: f64,
        /// The column; default `data`.
        name: Rc<str>,
    },
    /// Lines of longitude and latitude; its settings, or true.
    Graticule(Json),
    /// The whole globe.
    Sphere,
}

/// How bytes are read.
#[derive(Clone, Debug, PartialEq)]
pub enum Format {
    /// Rows as JSON.
    Json {
        /// The path of the member that has the rows; none is the whole.
        property: Option<Rc<str>>,
    },
    /// Lines of cells.
    Dsv {
        /// What stands between cells: `,` for `csv`, a tab for `tsv`.
        delimiter: char,
        /// The names of the columns, when the first line does not have them.
        header: Option<Vec<Rc<str>>>,
    },
    /// Shapes that share their borders.
    Topojson {
        /// The name of the object.
        object: Rc<str>,
        /// Which of its borders become one row (`mesh`), rather than each shape one (`feature`).
        mesh: Option<Mesh>,
        /// The path of the member that has the topology; none is the whole.
        property: Option<Rc<str>>,
    },
}

/// Which borders of shapes a mesh has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mesh {
    /// All of them.
    All,
    /// Those between two shapes.
    Interior,
    /// Those of one shape alone.
    Exterior,
}

impl Default for Format {
    fn default() -> Self {
        Self::Json { property: None }
    }
}

/// The type that a field is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A time, as JavaScript's `Date.parse` reads it.
    Date,
    /// A time by a pattern of d3-time-format, in local time, which is UTC.
    Pattern(Rc<str>),
}

/// Where the types come from of fields that the spec does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Infer {
    /// From the encoding.
    #[default]
    Encoding,
    /// From nowhere: `"parse": null`.
    Nothing,
    /// From the values: `"parse": "auto"`.
    Values,
}

impl Source {
    /// Reads `data`.
    ///
    /// # Errors
    ///
    /// `SpecError::WrongType` and `SpecError::Missing` at a member; `SpecError::Unknown` at
    /// `/format/type` or at a field's `parse`.
    pub fn parse(notes: &mut Notes, at: &Place, json: &Json) -> Result<Self> {
        let mut m = Members::of(at, json);
        let mut source = Self { at: at.clone(), name: m.text("name"), ..Self::default() };
        source.read(notes, &mut m);
        m.finish(notes).map(|()| source)
    }

    fn read(&mut self, notes: &mut Notes, m: &mut Members) {
        let url = m.text("url");
        let values = m.get("values");
        let sequence = m.get("sequence");
        let graticule = m.get("graticule");
        let sphere = m.get("sphere").is_some();
        let mut of_url = "json";
        if let Some(values) = values {
            self.origin = Origin::Values(values.clone());
        } else if let Some(url) = &url {
            of_url = extension(url);
            self.origin = Origin::Url(url.clone());
        } else if let Some(json) = sequence {
            let mut inner = m.object("sequence", json);
            let (start, stop, step) = inner.sequence();
            let name = inner.text("as").unwrap_or_else(|| "data".into());
            m.close(notes, inner);
            self.origin = Origin::Sequence { start, stop, step, name };
        } else if let Some(json) = graticule {
            self.origin = Origin::Graticule(json.clone());
        } else if sphere {
            self.origin = Origin::Sphere;
        } else if self.name.is_none() {
            m.missing("url");
        }
        match m.get("format") {
            Some(json) => {
                let mut inner = m.object("format", json);
                self.read_format(&mut inner, of_url);
                m.close(notes, inner);
            }
            None => {
                let delimiter = match of_url {
                    "csv" => ',',
                    "tsv" => '\t',
                    _ => return,
                };
                self.format = Format::Dsv { delimiter, header: None };
            }
        }
    }

    fn read_format(&mut self, m: &mut Members, of_url: &str) {
        let property = m.text("property");
        let delimiter = m.text("delimiter");
        let header = m.get("header").map(|_| m.texts("header"));
        let (feature, mesh) = (m.text("feature"), m.text("mesh"));
        let filter = m.text("filter");
        let shapes = of_url == "json" && (feature.is_some() || mesh.is_some());
        let word = m.text("type");
        let word = word.as_deref().unwrap_or(if shapes { "topojson" } else { of_url });
        self.format = match word {
            "json" => Format::Json { property },
            "topojson" => {
                let mesh = mesh.filter(|_| feature.is_none());
                let borders = mesh.as_ref().map(|_| match filter.as_deref() {
                    Some("interior") => Mesh::Interior,
                    Some("exterior") => Mesh::Exterior,
                    _ => Mesh::All,
                });
                let object = feature.or(mesh);
                if object.is_none() {
                    m.missing("feature");
                }
                Format::Topojson { object: object.unwrap_or_default(), mesh: borders, property }
            }
            "csv" | "tsv" | "dsv" => {
                let delimiter = match word {
                    "csv" => Some(','),
                    "tsv" => Some('\t'),
                    _ => delimiter.and_then(|text| text.chars().next()),
                };
                if delimiter.is_none() {
                    m.missing("delimiter");
                }
                Format::Dsv { delimiter: delimiter.unwrap_or(','), header }
            }
            _ => {
                let known = ["json", "csv", "tsv", "dsv", "topojson"];
                m.unknown("type", Word::Value, word, &known);
                Format::default()
            }
        };
        match m.raw("parse") {
            None => {}
            Some(Json::Null) => self.infer = Infer::Nothing,
            Some(Json::Text(word)) if **word == *"auto" => self.infer = Infer::Values,
            Some(Json::Object(members)) => {
                let at = m.at.child("parse");
                for (field, kind) in members {
                    match read_kind(&at.child(field), kind) {
                        Ok(None) => {}
                        Ok(Some(kind)) => self.parse.push((field.clone(), kind)),
                        Err(why) => m.fail(why),
                    }
                }
            }
            Some(json) => m.wrong("parse", json, "null, \"auto\" or an object"),
        }
    }
}

/// The word of a field's type; null leaves the field as it is.
fn read_kind(at: &Place, json: &Json) -> Result<Option<Kind>> {
    if json.is_null() {
        return Ok(None);
    }
    let Some(word) = json.text() else { return Err(wrong(at, json, "text or null")) };
    let pattern = word.strip_prefix("date:").or_else(|| word.strip_prefix("utc:"));
    if let Some(pattern) = pattern {
        let quoted = ['\'', '"'].into_iter().find_map(|quote| {
            pattern.strip_prefix(quote).and_then(|pattern| pattern.strip_suffix(quote))
        });
        return Ok(Some(Kind::Pattern(quoted.unwrap_or(pattern).into())));
    }
    match &**word {
        "number" | "integer" => Ok(Some(Kind::Number)),
        "boolean" => Ok(Some(Kind::Boolean)),
        "date" => Ok(Some(Kind::Date)),
        "string" => Ok(Some(Kind::Text)),
        _ => {
            let known = ["number", "boolean", "date", "string"];
            Err(unknown(at, Word::Value, word, &known))
        }
    }
}

/// The format that the end of a url tells, when it is one; else `json`.
fn extension(url: &str) -> &str {
    let end = url.rsplit('.').next().unwrap_or("");
    if ["csv", "tsv", "dsv", "topojson"].contains(&end) { end } else { "json" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Source> {
        let json = Json::parse(text)?;
        let mut notes = Notes::new();
        let source = Source::parse(&mut notes, &Place::root().child("data"), &json)?;
        assert_eq!(notes.list(), []);
        Ok(source)
    }

    #[test]
    fn origins() {
        let check = |text: &str, origin: Origin| {
            assert_eq!(read(text).map(|source| source.origin), Ok(origin), "{text}");
        };
        check(r#"{"name":"a"}"#, Origin::Named);
        check(r#"{"url":"a.csv","name":"b"}"#, Origin::Url("a.csv".into()));
        check(r#"{"values":[]}"#, Origin::Values(Json::List(Vec::new())));
        check(r#"{"sphere":true}"#, Origin::Sphere);
        let (start, stop, step) = (0.0, 3.0, 1.0);
        let sequence = Origin::Sequence { start, stop, step, name: "data".into() };
        check(r#"{"sequence":{"stop":3}}"#, sequence);
    }

    #[test]
    fn formats() {
        let check = |text: &str, format: Format| {
            assert_eq!(read(text).map(|source| source.format), Ok(format), "{text}");
        };
        let dsv = |delimiter| Format::Dsv { delimiter, header: None };
        check(r#"{"url":"a.csv"}"#, dsv(','));
        check(r#"{"url":"a.b/c.tsv"}"#, dsv('\t'));
        check(r#"{"url":"a?b=csv"}"#, Format::default());
        check(r#"{"url":"a","format":{"type":"dsv","delimiter":"|"}}"#, dsv('|'));
        let property = Some("b".into());
        check(r#"{"url":"a.json","format":{"property":"b"}}"#, Format::Json { property });
        check(
            r#"{"url":"a.json","format":{"type":"topojson","feature":"f"}}"#,
            Format::Topojson { object: "f".into(), mesh: None, property: None },
        );
    }

    #[test]
    fn kinds() {
        let text = r#"{"url":"a","format":{"parse":{"a":"date:'%Y'","b":null,"c":"number"}}}"#;
        let parse = read(text).map(|source| source.parse);
        let expected = [("a".into(), Kind::Pattern("%Y".into())), ("c".into(), Kind::Number)];
        assert_eq!(parse, Ok(expected.to_vec()));
        let infer = |text: &str| read(text).map(|source| source.infer);
        assert_eq!(infer(r#"{"url":"a","format":{"parse":null}}"#), Ok(Infer::Nothing));
        assert_eq!(infer(r#"{"url":"a","format":{"parse":"auto"}}"#), Ok(Infer::Values));
    }

    #[test]
    fn errors() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read(text).map_err(|why| why.to_string()), Err(expected.to_owned()));
        };
        check("{}", "/data: missing \"url\"");
        check(
            r#"{"url":"a","format":{"type":"cvs"}}"#,
            "/data/format/type: unknown value \"cvs\"; hint: did you mean \"csv\"?",
        );
        check(
            r#"{"url":"a","format":{"parse":{"x":"dat"}}}"#,
            "/data/format/parse/x: unknown value \"dat\"; hint: did you mean \"date\"?",
        );
    }
}
