//! What a reader is told of a figure, and where the page uses it.

use super::model::{Figure, Part, Report, Shows, Words};
use super::{prose, table, words};
use crate::base::json::Json;
use crate::error::{Lang, Place};
use std::rc::Rc;

/// What a reader is told of a figure, a computed number or a row of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: Rc<str>,
    /// What is counted or measured.
    pub subject: String,
    /// The value in words; of a row of a series, its year.
    pub value: String,
    /// The years it speaks of; empty is none.
    pub period: String,
    /// The words it stands in; empty for a computed number.
    pub phrase: String,
    /// The lines it stands on, those of its repeats after its own; empty for a computed number.
    pub lines: Vec<u32>,
    /// The section it stands in, as the page calls it; empty is none.
    pub section: String,
    /// What it is computed from; empty for a stated one.
    pub expr: Rc<str>,
    /// What a reader should know of it.
    pub note: String,
    /// Whether it stands in a heading or a caption rather than in running text.
    pub part: Part,
}

/// The entry of an id; nothing when the report has no such figure, computed number or row.
#[must_use]
pub fn of(report: &Report, id: &str, lang: Lang) -> Option<Entry> {
    if let Some(it) = report.figure(id) {
        let again = report.figures.iter().filter(|other| &*other.repeat_of == id);
        return Some(Entry {
            id: it.id.clone(),
            subject: it.subject.get(lang).to_owned(),
            value: words::figure(it, lang),
            period: it.period.map_or(String::new(), |period| words::period(period, lang)),
            phrase: it.phrase.to_string(),
            lines: std::iter::once(it.line).chain(again.map(|other| other.line)).collect(),
            section: report
                .sections
                .iter()
                .find(|section| !it.section.is_empty() && section.id == it.section)
                .map_or(String::new(), |section| section.title.get(lang).to_owned()),
            note: it.note.get(lang).to_owned(),
            part: it.part,
            ..Entry::default()
        });
    }
    if let Some(it) = report.derived(id) {
        return Some(Entry {
            id: it.id.clone(),
            subject: it.subject.get(lang).to_owned(),
            value: words::derived(it, lang),
            expr: it.expr.clone(),
            note: it.caution.get(lang).to_owned(),
            ..Entry::default()
        });
    }
    let row = report
        .series
        .iter()
        .flat_map(|series| &series.rows)
        .find(|row| row.get("id").and_then(Json::text).is_some_and(|found| &**found == id))?;
    Some(mention(row, id, lang))
}

/// The entry of a row of a series: its `label`, `stage_zh` and `stage_en`, `year`, `phrase` and `line`.
fn mention(row: &Json, id: &str, lang: Lang) -> Entry {
    let text = |json: Option<&Json>| {
        json.and_then(|json| {
            let key = match lang {
                Lang::Zh => "zh",
                Lang::En => "en",
            };
            json.text().or_else(|| json.get(key).and_then(Json::text)).cloned()
        })
    };
    let stage = text(row.get("stage_words")).unwrap_or_default();
    let label = text(row.get("label")).unwrap_or_default();
    let year = row.get("year").and_then(Json::number);
    Entry {
        id: id.into(),
        subject: if stage.is_empty() { label.to_string() } else { format!("{label} · {stage}") },
        value: year.map_or(String::new(), |year| match lang {
            Lang::Zh => format!("{year}年"),
            Lang::En => year.to_string(),
        }),
        phrase: text(row.get("phrase")).unwrap_or_default().to_string(),
        lines: row.get("line").and_then(Json::number).map(|line| line as u32).into_iter().collect(),
        ..Entry::default()
    }
}

/// The ids that the marks of a chart stand for, in the order of its rows; each once.
///
/// The `figure` of every row, then what `with` brought, of all data the spec asks for.
#[must_use]
pub fn drawn(report: &Report, chart: &super::Chart) -> Vec<Rc<str>> {
    let mut ids: Vec<Rc<str>> = Vec::new();
    for name in table::names(&chart.spec) {
        let rows = table::rows(report, chart, &name, &Place::root(), Lang::Zh);
        for row in rows.unwrap_or_default() {
            for (key, value) in row.members().unwrap_or_default() {
                let named = &**key == "figure" || key.ends_with("_figure");
                if let (true, Some(id)) = (named, value.text())
                    && !ids.contains(id)
                {
                    ids.push(id.clone());
                }
            }
        }
    }
    ids
}

/// What a page does with a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// Drawn in the chart with this id.
    Chart(Rc<str>),
    /// Set as a number or named in the section or box with this id.
    Text(Rc<str>),
    /// In the list of firsts, or another list of a section.
    List(Rc<str>),
}

/// What the page does with each figure, in the order of the report's figures.
/// A repeat has what the figure it restates has.
#[must_use]
pub fn uses(report: &Report) -> Vec<Vec<Use>> {
    let mut found: Vec<(Rc<str>, Use)> = Vec::new();
    for chart in &report.charts {
        found.extend(drawn(report, chart).into_iter().map(|id| (id, Use::Chart(chart.id.clone()))));
        named(&mut found, &[&chart.note, &chart.foot], &Use::Chart(chart.id.clone()));
    }
    let top: Rc<str> = "headlines".into();
    for number in &report.headlines {
        found.push((number.figure.clone(), Use::Text(top.clone())));
    }
    for section in &report.sections {
        let here = Use::Text(section.id.clone());
        named(&mut found, &section.text.iter().collect::<Vec<_>>(), &here);
        found.extend(section.numbers.iter().map(|it| (it.figure.clone(), here.clone())));
        for panel in &section.boxes {
            let here = Use::Text(panel.id.clone());
            named(&mut found, &panel.text.iter().collect::<Vec<_>>(), &here);
            found.extend(panel.numbers.iter().map(|it| (it.figure.clone(), here.clone())));
        }
        if let Shows::Series(id) = &section.shows {
            let series = report.series(id).map(|series| &series.measures[..]).unwrap_or_default();
            for member in series.iter().flat_map(|measure| &measure.figures) {
                found.push((member.figure.clone(), Use::List(section.id.clone())));
            }
        }
    }
    let of = |figure: &Figure| {
        let id = if figure.repeat_of.is_empty() { &figure.id } else { &figure.repeat_of };
        let mut list: Vec<Use> = Vec::new();
        for (_, used) in found.iter().filter(|(known, _)| known == id) {
            if !list.contains(used) {
                list.push(used.clone());
            }
        }
        list
    };
    report.figures.iter().map(of).collect()
}

fn named(found: &mut Vec<(Rc<str>, Use)>, texts: &[&Words], here: &Use) {
    for text in texts {
        found.extend(prose::ids(&text.zh).map(|id| (id.into(), here.clone())));
    }
}
