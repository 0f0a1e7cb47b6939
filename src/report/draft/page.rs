//! The page of a draft: sections with their headings, a chart for each series, numbers.

use super::section::Found;
use crate::base::json::Json;
use crate::report::check::source::Text;
use crate::report::model::{Chart, Number, Report, Section, Series, Shows, Words};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Numbers that a section sets as numbers, at most.
const NUMBERS: usize = 6;

fn zh(words: &str) -> Words {
    Words { zh: words.into(), en: "".into() }
}

/// The title of a text: its first heading, else its first words.
pub fn title(text: &Text, sections: &[Found]) -> Rc<str> {
    let heading = sections.first().map_or("", |section| section.heading.as_str());
    if !heading.is_empty() {
        return heading.trim_start_matches('#').trim().into();
    }
    let words: String =
        text.lines.iter().flatten().filter(|c| !c.is_whitespace()).take(20).collect();
    if words.is_empty() { "–".into() } else { words.into() }
}

/// Fills in charts and sections.
pub fn fill(report: &mut Report, sections: &[Found]) {
    let subjects: HashMap<&str, &str> =
        report.figures.iter().map(|it| (&*it.id, &*it.subject.zh)).collect();
    let charts = report.series.iter().map(|series| chart(&subjects, series)).collect();
    report.charts = charts;
    let mut out = Vec::new();
    let mut drawn: HashSet<Rc<str>> = HashSet::new();
    let mut first: HashMap<Rc<str>, Vec<Rc<str>>> = HashMap::new();
    let home: HashMap<Rc<str>, Rc<str>> =
        report.figures.iter().map(|it| (it.id.clone(), it.section.clone())).collect();
    for (series, chart) in report.series.iter().zip(&report.charts) {
        let members = series.measures.iter().flat_map(|measure| &measure.figures);
        drawn.extend(members.map(|member| member.figure.clone()));
        if let Some(section) = self::first(series).and_then(|id| home.get(&id)) {
            first.entry(section.clone()).or_default().push(chart.id.clone());
        }
    }
    let mut set: HashMap<Rc<str>, Vec<Number>> = HashMap::new();
    for figure in &report.figures {
        let numbers = set.entry(figure.section.clone()).or_default();
        if numbers.len() < NUMBERS
            && figure.chartable
            && figure.repeat_of.is_empty()
            && !drawn.contains(&figure.id)
        {
            let (figure, caption) = (figure.id.clone(), figure.subject.clone());
            numbers.push(Number { figure, caption, ..Number::default() });
        }
    }
    for found in sections {
        let charts = first.remove(found.id.as_str()).unwrap_or_default();
        let numbers = set.remove(found.id.as_str()).unwrap_or_default();
        if charts.is_empty() && numbers.is_empty() {
            continue;
        }
        let title = if found.heading.is_empty() {
            report.title.zh.clone()
        } else {
            found.heading.as_str().into()
        };
        out.push(Section {
            id: found.id.as_str().into(),
            title: Words { zh: title, en: "".into() },
            heading: found.heading.as_str().into(),
            heading_line: found.line,
            charts,
            numbers,
            ..Section::default()
        });
    }
    let list = |id: &str, title: &str, shows: Shows| Section {
        id: id.into(),
        title: zh(title),
        shows,
        ..Section::default()
    };
    let (checks, figures) = if report.source.english {
        ("The sums, done again", "All figures")
    } else {
        ("我们验算了", "全部数字")
    };
    if !report.checks.is_empty() {
        out.push(list("checks", checks, Shows::Checks));
    }
    out.push(list("figures", figures, Shows::Figures));
    report.sections = out;
}

fn first(series: &Series) -> Option<Rc<str>> {
    series.measures.first()?.figures.first().map(|member| member.figure.clone())
}

/// Bars: upright over years, lying for a list of rates.
fn chart(subjects: &HashMap<&str, &str>, series: &Series) -> Chart {
    let members =
        series.measures.first().map(|measure| measure.figures.as_slice()).unwrap_or_default();
    let years = members.iter().all(|member| !member.x.is_empty());
    let text = |text: &str| Json::Text(text.into());
    let object = |members: Vec<(&str, Json)>| {
        Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    };
    let field = |name: &str, kind: &str| {
        object(vec![("field", text(name)), ("type", text(kind)), ("title", Json::Null)])
    };
    let (along, across) = if years { ("x", "y") } else { ("y", "x") };
    let mut key = vec![
        ("field", text(if years { "x" } else { "label" })),
        ("type", text("ordinal")),
        ("title", Json::Null),
    ];
    if !years {
        key.push(("sort", Json::Null));
    }
    let column = |name: &str| object(vec![("field", text(name))]);
    let encoding = object(vec![
        (along, object(key)),
        (across, field("value", "quantitative")),
        ("figure", column("figure")),
        ("certainty", column("certainty")),
    ]);
    let spec = object(vec![
        ("data", object(vec![("name", Json::Text(series.id.clone()))])),
        ("width", text("container")),
        ("mark", text("bar")),
        ("encoding", encoding),
    ]);
    let subject = members.first().and_then(|member| subjects.get(&*member.figure));
    let title = if years { subject.copied().unwrap_or("") } else { &*series.title.zh };
    Chart {
        id: series.id.replace("series", "chart").into(),
        title: zh(if title.is_empty() { &series.title.zh } else { title }),
        spec,
        ..Chart::default()
    }
}
