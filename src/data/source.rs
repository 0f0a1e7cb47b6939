//! Data sources → tables.

use super::table::{Column, Table};
use super::{csv, graticule, infer, json, parse, topojson};
use crate::base::json::Json;
use crate::error::{DataError, Diagnostic, Notes, Place, Result};
use crate::spec::source::{Format, Infer, Kind, Origin, Source};
use std::rc::Rc;

/// The most rows that a sequence may have.
const LONGEST: f64 = 1e7;

/// What the edge hands over: bytes by url, ready tables by name.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<(Rc<str>, File)>,
    tables: Vec<(Rc<str>, Table)>,
}

/// The bytes of a file, or why it could not be read.
type File = std::result::Result<Rc<[u8]>, Rc<str>>;

impl Sources {
    /// Nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The bytes of a file, by the url that the spec has.
    pub fn file(&mut self, url: &str, bytes: Rc<[u8]>) {
        self.files.push((url.into(), Ok(bytes)));
    }

    /// A file that could not be read, and why, in a few words.
    pub fn failed(&mut self, url: &str, why: &str) {
        self.files.push((url.into(), Err(why.into())));
    }

    /// The rows of a named source. They stand in for whatever the spec says of it.
    pub fn table(&mut self, name: &str, table: Table) {
        self.tables.retain(|(known, _)| **known != *name);
        self.tables.push((name.into(), table));
    }

    /// The table handed over by this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|(known, _)| **known == *name).map(|(_, table)| table)
    }

    fn text(&self, at: &Place, url: &Rc<str>) -> Result<String> {
        let source = url.clone();
        match self.files.iter().rev().find(|(known, _)| known == url) {
            Some((_, Ok(bytes))) => Ok(String::from_utf8_lossy(bytes).into_owned()),
            Some((_, Err(why))) => {
                let why = why.clone();
                Err(Diagnostic::error(at, DataError::Unreadable { source, why }))
            }
            None => Err(Diagnostic::error(at, DataError::NotLoaded { source })),
        }
    }
}

/// The table of a source.
///
/// Rows are those of the file, the spec or the host; fields of `source.parse` have their types, and with
/// [`Infer::Values`] all others as well. See [`super::json`], [`super::csv`] and [`super::parse`].
///
/// # Errors
///
/// `DataError::NotLoaded` when the host did not hand over the file or the name, `DataError::Unreadable`
/// when it could not; `DataError::Format` with line and column of the file, when its bytes are not of the
/// format. All at `source.at`, the file named where it is read.
pub fn load(_notes: &mut Notes, source: &Source, sources: &Sources) -> Result<Table> {
    let mut table = match source.name.as_ref().and_then(|name| sources.named(name)) {
        Some(table) => table.clone(),
        None => origin(source, sources)?,
    };
    if source.infer == Infer::Values {
        let kinds = infer::kinds(&table);
        parse::fields(&mut table, &kinds)?;
    }
    parse::fields(&mut table, &source.parse)?;
    Ok(table)
}

fn origin(source: &Source, sources: &Sources) -> Result<Table> {
    let at = &source.at;
    match &source.origin {
        Origin::Named => {
            let source = source.name.clone().unwrap_or_default();
            Err(Diagnostic::error(at, DataError::NotLoaded { source }))
        }
        Origin::Url(url) => {
            let text = sources.text(at, url)?;
            // Lines and columns are those of the file.
            read(source, &at.in_file(url), &text)
        }
        Origin::Values(Json::Text(text)) => read(source, at, text),
        Origin::Values(values) => match &source.format {
            Format::Json { property } => json::table(at, values, property.as_deref()),
            // Rows are rows, whatever the format says.
            Format::Dsv { .. } => json::table(at, values, None),
            Format::Topojson { object, mesh, property } => {
                let values = json::inside(at, values, property.as_deref())?;
                topojson::read(at, values, object, *mesh)
            }
        },
        Origin::Sequence { start, stop, step, name } => {
            let count = ((stop - start) / step).ceil().clamp(0.0, LONGEST);
            let numbers = (0..count as usize).map(|i| start + i as f64 * step).collect();
            let mut table = Table::default();
            table.set(name, Column::Number(numbers))?;
            Ok(table)
        }
        Origin::Sphere => {
            let mut table = Table::default();
            table.set("type", Column::from_values(vec!["Sphere".into()]))?;
            Ok(table)
        }
        Origin::Graticule(settings) => graticule::table(settings),
    }
}

/// The table of a text in the source's format.
fn read(source: &Source, at: &Place, text: &str) -> Result<Table> {
    let kind = |name: &str| -> Option<Kind> {
        source.parse.iter().rev().find(|(field, _)| **field == *name).map(|(_, kind)| kind.clone())
    };
    match &source.format {
        Format::Json { property } => json::read(at, text, property.as_deref()),
        Format::Dsv { delimiter, header } => csv::read(text, *delimiter, header.as_deref(), &kind),
        Format::Topojson { object, mesh, property } => {
            let whole = json::parse(at, text)?;
            topojson::read(at, json::inside(at, &whole, property.as_deref())?, object, *mesh)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(data: &str, sources: &Sources) -> String {
        let notes = &mut Notes::new();
        let table = Json::parse(data)
            .and_then(|data| Source::parse(notes, &Place::root().child("data"), &data))
            .and_then(|source| load(notes, &source, sources));
        match table {
            Ok(table) => json::write(&table).write(),
            Err(why) => why.to_string(),
        }
    }

    fn sources() -> Sources {
        let mut sources = Sources::new();
        sources.file("a.csv", "x,d\n1,2012-01-01\n,\n".as_bytes().into());
        sources.file("a.json", r#"{"rows":[{"x":1}]}"#.as_bytes().into());
        sources.file("bad.json", "[{\n\"x\" 1}]".as_bytes().into());
        sources.failed("gone.csv", "404");
        let mut table = Table::default();
        assert_eq!(table.set("x", Column::Number([7.0].into())), Ok(()));
        sources.table("mine", table);
        sources
    }

    #[test]
    fn loads() {
        let check = |data: &str, expected: &str| {
            assert_eq!(run(data, &sources()), expected, "{data}");
        };
        check(r#"{"url":"a.csv"}"#, r#"[{"x":"1","d":"2012-01-01"},{"x":"","d":""}]"#);
        check(
            r#"{"url":"a.csv","format":{"parse":{"x":"number","d":"date"}}}"#,
            r#"[{"x":1,"d":"2012-01-01T00:00:00.000Z"},{"x":null,"d":null}]"#,
        );
        check(r#"{"url":"a.json","format":{"property":"rows"}}"#, r#"[{"x":1}]"#);
        check(r#"{"values":"a\n1","format":{"type":"csv","parse":"auto"}}"#, r#"[{"a":1}]"#);
        check(r#"{"values":[1,2]}"#, r#"[{"data":1},{"data":2}]"#);
        check(r#"{"values":[{"x":1}],"name":"mine"}"#, r#"[{"x":7}]"#);
        check(r#"{"name":"mine"}"#, r#"[{"x":7}]"#);
        check(r#"{"sequence":{"start":1,"stop":2,"step":0.5,"as":"i"}}"#, r#"[{"i":1},{"i":1.5}]"#);
        check(r#"{"sphere":true}"#, r#"[{"type":"Sphere"}]"#);
        check(
            r#"{"graticule":{"extent":[[0,0],[20,9]],"step":[10,10],"precision":10}}"#,
            concat!(
                r#"[{"type":"MultiLineString","coordinates":"#,
                r#"[[[0,0],[0,9]],[[10,0],[10,9]],[[0,0],[10,0],[20,0]]]}]"#,
            ),
        );
    }

    #[test]
    fn errors() {
        let check = |data: &str, expected: &str| {
            assert_eq!(run(data, &sources()), expected, "{data}");
        };
        check(r#"{"url":"gone.csv"}"#, "/data: cannot read data \"gone.csv\": 404");
        check(r#"{"url":"bad.json"}"#, "bad.json:2:5 /data: not json: expected \":\"");
        let none = "was not loaded; hint: the page has to allow it (data-base or load)";
        check(r#"{"url":"b.csv"}"#, &format!("/data: data \"b.csv\" {none}"));
        check(r#"{"name":"b"}"#, &format!("/data: data \"b\" {none}"));
    }
}
