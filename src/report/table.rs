//! Series and a chart's own tables → rows for its spec.
//!
//! A chart asks for data by name. The name is a series, or one of the chart's
//! own `tables`; either way the rows are put into the spec's `datasets`, so
//! that any reader of Vega-Lite can draw it.
//!
//! # Rows of a series
//!
//! One row a figure, measure by measure, with these columns:
//!
//! | column | what |
//! |---|---|
//! | `figure` | the id, for the `figure` channel |
//! | `measure`, `x` | the keys it has in the series; null when it has none |
//! | `label` | what the row is called, in the page's language |
//! | `text` | the value in words, qualifier included: 近1.8万户 |
//! | `value`, `unit` | as printed |
//! | `base`, `base_unit` | without 万 and 亿 |
//! | `certainty` | `exact`, `about`, `nearly` … for the `certainty` channel |
//! | `year`, `period` | the year when it is a single one; the years in words |
//! | `line` | where it stands; null for a computed number |
//! | `computed` | whether it is one |
//!
//! A series of `rows` gives these rows, each with its `id` as `figure`.
//!
//! # Rows of a chart's own table
//!
//! Objects. Members are columns as they are, with objects of just `zh` and
//! `en` read in the page's language, but for
//!
//! - `figure`: the id of a figure or computed number; the row then has the
//!   columns above, and its own members go before them;
//! - `with`: `{"annual": id, …}` adds `annual`, `annual_text` and `annual_figure`;
//! - `units`: one row for each so many of `value`, the last perhaps a part:
//!   `n` counts them from 0, `part` is 1 or the fraction;
//! - `repeat`: so many rows, with `n` and `part` likewise.

use super::model::{Chart, Figure, Report};
use super::words;
use crate::base::json::Json;
use crate::error::{Diagnostic, Lang, Place, ReportError, Result, SpecError, nearest};
use std::rc::Rc;

/// No table has more rows than this.
const MOST_ROWS: f64 = 10_000.0;

/// The members of a row.
type Row = Vec<(Rc<str>, Json)>;

/// The spec of a chart as plain Vega-Lite in one language, its rows in `datasets`,
/// without the columns that the spec does not mention.
///
/// # Errors
///
/// [`ReportError::UnknownId`] at the `name` of data that is neither a series
/// nor a table of the chart, and where a row names a figure that is not there;
/// [`SpecError::WrongType`] in a row, and where a row stands for too many.
pub fn spec(report: &Report, chart: &Chart, lang: Lang) -> Result<Json> {
    let at = Place::root().in_file(&format!("#{}", chart.id));
    let mut spec = in_language(&chart.spec, lang);
    let mut names = Vec::new();
    asked(&spec, &at.child("spec"), &mut names);
    let words = spec.write();
    let mut sets: Row = Vec::new();
    for (name, at) in names {
        if sets.iter().any(|(known, _)| *known == name) || has_dataset(&spec, &name) {
            continue;
        }
        let rows = rows(report, chart, &name, &at, lang)?;
        let rows = rows.into_iter().map(|row| mentioned(row, &words)).collect();
        sets.push((name, Json::List(rows)));
    }
    if let Json::Object(members) = &mut spec
        && !sets.is_empty()
    {
        match members.iter_mut().find(|(key, _)| &**key == "datasets") {
            Some((_, Json::Object(own))) => own.extend(sets),
            _ => members.push(("datasets".into(), Json::Object(sets))),
        }
    }
    Ok(spec)
}

/// A row without the columns whose name the spec nowhere mentions.
fn mentioned(row: Json, words: &str) -> Json {
    match row {
        Json::Object(members) => Json::Object(
            members
                .into_iter()
                .filter(|(key, _)| &**key == "figure" || words.contains(&**key))
                .collect(),
        ),
        Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::Text(_)
        | Json::List(_)
        | Json::Rows(_) => row,
    }
}

/// The names of data that a spec asks for, each once, in order.
#[must_use]
pub fn names(spec: &Json) -> Vec<Rc<str>> {
    let mut found = Vec::new();
    asked(spec, &Place::root(), &mut found);
    let mut names: Vec<Rc<str>> = Vec::new();
    for (name, _) in found {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn has_dataset(spec: &Json, name: &str) -> bool {
    spec.get("datasets").is_some_and(|sets| sets.get(name).is_some())
}

/// Objects of just `zh` and `en`, read in one language, anywhere in a spec.
fn in_language(json: &Json, lang: Lang) -> Json {
    match json {
        Json::Object(members) => {
            let two = members.len() == 2;
            match (json.get("zh"), json.get("en"), lang) {
                (Some(zh), Some(_), Lang::Zh) if two => zh.clone(),
                (Some(_), Some(en), Lang::En) if two => en.clone(),
                _ => Json::Object(
                    members
                        .iter()
                        .map(|(key, value)| (key.clone(), in_language(value, lang)))
                        .collect(),
                ),
            }
        }
        Json::List(list) => Json::List(list.iter().map(|json| in_language(json, lang)).collect()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Rows(_) => {
            json.clone()
        }
    }
}

/// The names of data that a spec asks for, with their places.
fn asked(json: &Json, at: &Place, names: &mut Vec<(Rc<str>, Place)>) {
    match json {
        Json::Object(members) => {
            for (key, value) in members {
                let at = at.child(key);
                let plain = value.get("values").is_none() && value.get("sequence").is_none();
                match (&**key, value.get("name").and_then(Json::text)) {
                    ("data", Some(name)) if plain => names.push((name.clone(), at.child("name"))),
                    _ => asked(value, &at, names),
                }
            }
        }
        Json::List(list) => {
            for (i, value) in list.iter().enumerate() {
                asked(value, &at.child(i), names);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Rows(_) => {}
    }
}

/// The rows that a chart gets under a name.
///
/// # Errors
///
/// As [`spec`].
pub fn rows(
    report: &Report,
    chart: &Chart,
    name: &Rc<str>,
    at: &Place,
    lang: Lang,
) -> Result<Vec<Json>> {
    if let Some((_, rows)) = chart.tables.iter().find(|(table, _)| table == name) {
        let at = Place::root().in_file(&at.file).child("tables").child(name);
        let mut out = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            own_row(report, row, &at.child(i), lang, &mut out)?;
        }
        return Ok(out);
    }
    let Some(series) = report.series(name) else {
        let known = chart.tables.iter().map(|(name, _)| &**name);
        let near = nearest(name, known.chain(report.series.iter().map(|series| &*series.id)));
        let nearest = near.map(Into::into);
        let kind = ReportError::UnknownId { found: name.clone(), nearest };
        return Err(Diagnostic::error(at, kind));
    };
    let mut out = Vec::new();
    for measure in &series.measures {
        for member in &measure.figures {
            let mut row: Row = vec![
                ("measure".into(), Json::Text(measure.key.clone())),
                ("x".into(), text_or_null(&member.x)),
            ];
            if !member.label.is_empty() {
                row.push(("label".into(), Json::Text(member.label.get(lang).into())));
            }
            out.push(Json::Object(with_figure(report, row, &member.figure, at, lang)?));
        }
    }
    for row in &series.rows {
        let Json::Object(mut members) = in_language(row, lang) else { continue };
        if let Some((key, _)) = members.iter_mut().find(|(key, _)| &**key == "id") {
            *key = "figure".into();
        }
        out.push(Json::Object(members));
    }
    Ok(out)
}

fn text_or_null(text: &Rc<str>) -> Json {
    if text.is_empty() { Json::Null } else { Json::Text(text.clone()) }
}

/// Adds the rows that one row of a chart's own table stands for.
fn own_row(
    report: &Report,
    json: &Json,
    at: &Place,
    lang: Lang,
    out: &mut Vec<Json>,
) -> Result<()> {
    let wrong = |at: &Place, found: &Json, expected| {
        Diagnostic::error(at, SpecError::WrongType { found: found.describe(), expected })
    };
    let json = in_language(json, lang);
    let members = json.members().ok_or_else(|| wrong(at, &json, "an object"))?;
    let mut row: Row = Vec::new();
    for (key, value) in members {
        if !matches!(&**key, "figure" | "with" | "units" | "repeat") {
            row.push((key.clone(), value.clone()));
        }
    }
    if let Some(id) = json.get("figure") {
        let at = at.child("figure");
        let id = id.text().ok_or_else(|| wrong(&at, id, "a text"))?;
        row = with_figure(report, row, id, &at, lang)?;
    }
    if let Some(with) = json.get("with") {
        let at = at.child("with");
        for (key, id) in with.members().ok_or_else(|| wrong(&at, with, "an object"))? {
            let at = at.child(key);
            let id = id.text().ok_or_else(|| wrong(&at, id, "a text"))?;
            let other = with_figure(report, Vec::new(), id, &at, lang)?;
            for (column, name) in [
                ("value", key.to_string()),
                ("text", format!("{key}_text")),
                ("figure", format!("{key}_figure")),
            ] {
                let value = other.iter().find(|(known, _)| &**known == column);
                row.push((name.into(), value.map_or(Json::Null, |(_, value)| value.clone())));
            }
        }
    }
    let value = row.iter().find(|(key, _)| &**key == "value").and_then(|(_, it)| it.number());
    let pieces = match (json.get("units"), json.get("repeat"), value) {
        (Some(units), _, Some(value)) => match units.number() {
            Some(size) if size > 0.0 => value / size,
            _ => return Err(wrong(&at.child("units"), units, "a number above 0")),
        },
        (_, Some(repeat), _) => match repeat.number() {
            Some(times) if times >= 0.0 => times,
            _ => return Err(wrong(&at.child("repeat"), repeat, "a number from 0")),
        },
        _ => {
            out.push(Json::Object(row));
            return Ok(());
        }
    };
    if !(0.0..=MOST_ROWS).contains(&pieces) {
        return Err(wrong(at, &Json::Number(pieces), "at most 10000 units"));
    }
    let mut n = 0.0;
    while n < pieces {
        let mut piece = row.clone();
        piece.push(("n".into(), Json::Number(n)));
        piece.push(("part".into(), Json::Number((pieces - n).min(1.0))));
        out.push(Json::Object(piece));
        n += 1.0;
    }
    Ok(())
}

/// A row with the columns of a figure or computed number; columns it has already stay.
fn with_figure(report: &Report, mut row: Row, id: &Rc<str>, at: &Place, lang: Lang) -> Result<Row> {
    let mut add = |key: &str, value: Json| {
        if !row.iter().any(|(known, _)| &**known == key) {
            row.push((key.into(), value));
        }
    };
    let text = |text: &str| Json::Text(text.into());
    add("figure", Json::Text(id.clone()));
    if let Some(it) = report.figure(id) {
        add("label", text(it.subject.get(lang)));
        add("text", text(&words::figure(it, lang)));
        add("value", Json::Number(it.value));
        add("unit", text(it.unit.get(lang)));
        add("base", Json::Number(base(it)));
        add("base_unit", text(it.base_unit.get(lang)));
        add("certainty", text(it.qualifier.name()));
        let single = it.period.filter(|period| period.from == period.to);
        add("year", single.map_or(Json::Null, |period| Json::Number(f64::from(period.from))));
        let period = it.period.map(|period| text(&words::period(period, lang)));
        add("period", period.unwrap_or_default());
        add("line", Json::Number(f64::from(it.line)));
        add("computed", Json::Bool(false));
    } else if let Some(it) = report.derived(id) {
        add("label", text(it.subject.get(lang)));
        add("text", text(&words::derived(it, lang)));
        add("value", Json::Number(it.value));
        add("unit", text(it.unit.get(lang)));
        add("certainty", text(it.qualifier.name()));
        add("line", Json::Null);
        add("computed", Json::Bool(true));
    } else {
        let known = report.figures.iter().map(|it| &*it.id);
        let near = nearest(id, known.chain(report.derived.iter().map(|it| &*it.id)));
        let nearest = near.map(Into::into);
        return Err(Diagnostic::error(at, ReportError::UnknownId { found: id.clone(), nearest }));
    }
    Ok(row)
}

/// The value in base units, without the dust of binary fractions.
fn base(figure: &Figure) -> f64 {
    let value = figure.base_value();
    let near = value.round();
    if (value - near).abs() < 1e-9 * value.abs() { near } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Notes;

    fn report(spec: &str, tables: &str) -> Report {
        let text = format!(
            r##"{{"title_zh": "数", "figures": [
              {{"id": "a", "line": 3, "column": 0, "phrase": "147.3亿元", "value": 147.3, "unit": "亿元",
                "scale": 1e8, "base_unit": "元", "subject_zh": "投资", "period": {{"year": 2020}}}},
              {{"id": "b", "line": 4, "column": 0, "phrase": "2.5个", "value": 2.5, "unit": "个",
                "qualifier": "over"}}],
            "series": [{{"id": "s", "measures": [{{"key": "m", "figures": [
              {{"figure": "a", "x": "k", "label_zh": "名"}}, {{"figure": "b"}}]}}]}}],
            "charts": [{{"id": "c", "spec": {spec}, "tables": {tables}}}]}}"##
        );
        super::super::parse(&mut Notes::new(), "r", &text).unwrap_or_default()
    }

    fn drawn(spec_text: &str, tables: &str) -> std::result::Result<String, String> {
        let report = report(spec_text, tables);
        let chart = report.chart("c").cloned().unwrap_or_default();
        let (spec_asks, at) = (spec(&report, &chart, Lang::Zh), Place::root());
        let name = if tables == "{}" { "s" } else { "t" };
        spec_asks
            .and_then(|_| rows(&report, &chart, &name.into(), &at, Lang::Zh))
            .map(|rows| Json::List(rows).write())
            .map_err(|why| why.to_string())
    }

    #[test]
    fn series_become_rows() {
        let a = concat!(
            r##"{"measure":"m","x":"k","label":"名","figure":"a","text":"147.3亿元","value":147.3,"##,
            r##""unit":"亿元","base":14730000000,"base_unit":"元","certainty":"exact","year":2020,"##,
            r##""period":"2020年","line":3,"computed":false}"##
        );
        let out = drawn(r#"{"data": {"name": "s"}, "mark": "bar"}"#, "{}").unwrap_or_default();
        assert!(out.starts_with(&format!("[{a},")), "{out}");
        assert!(out.contains(r#""text":"2.5余个","value":2.5,"unit":"个""#), "{out}");
    }

    #[test]
    fn only_mentioned_columns_stay() {
        let report =
            report(r#"{"data": {"name": "s"}, "encoding": {"x": {"field": "base"}}}"#, "{}");
        let chart = report.chart("c").cloned().unwrap_or_default();
        let json = spec(&report, &chart, Lang::Zh).unwrap_or_default();
        let rows = json.get("datasets").cloned().unwrap_or_default().write();
        assert_eq!(
            rows,
            r#"{"s":[{"x":"k","figure":"a","base":14730000000},{"x":null,"figure":"b","base":2.5}]}"#
        );
    }

    #[test]
    fn own_tables() {
        let spec = r#"{"layer": [{"data": {"name": "t"}}]}"#;
        let out = drawn(
            spec,
            r#"{"t": [{"figure": "b", "units": 1, "label": {"zh": "中", "en": "E"}}]}"#,
        )
        .unwrap_or_default();
        for part in [r#""n":0,"part":1"#, r#""n":2,"part":0.5"#, r#""label":"中""#] {
            assert!(out.contains(part), "{out}");
        }
        let out = drawn(spec, r#"{"t": [{"repeat": 2, "with": {"q": "b"}}]}"#).unwrap_or_default();
        assert!(
            out.contains(r#""q":2.5,"q_text":"2.5余个","q_figure":"b","n":1,"part":1}]"#),
            "{out}"
        );
    }

    #[test]
    fn says_what_is_missing() {
        let spec = r#"{"data": {"name": "t"}}"#;
        for (spec, tables, message) in [
            (
                r#"{"data": {"name": "ss"}}"#,
                "{}",
                "#c /spec/data/name: nothing has the id \"ss\"; hint: did you mean \"s\"?",
            ),
            (
                spec,
                r#"{"t": [{"figure": "z"}]}"#,
                "#c /tables/t/0/figure: nothing has the id \"z\"; hint: did you mean \"a\"?",
            ),
            (
                spec,
                r#"{"t": [{"figure": "a", "units": 0}]}"#,
                "#c /tables/t/0/units: found 0, expected a number above 0",
            ),
            (
                spec,
                r#"{"t": [{"repeat": 1e9}]}"#,
                "#c /tables/t/0: found 1000000000, expected at most 10000 units",
            ),
        ] {
            assert_eq!(drawn(spec, tables), Err(message.to_owned()));
        }
    }
}
