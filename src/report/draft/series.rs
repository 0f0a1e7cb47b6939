//! Figures that belong together: one subject over years, a list of rates.

use crate::report::model::{Figure, Measure, Member, Report, Series, Words};
use std::rc::Rc;

/// So many groups back a figure may still belong to one.
const NEAR: usize = 40;

fn zh(words: &str) -> Words {
    Words { zh: words.into(), en: "".into() }
}

/// The series of a report.
pub fn find(report: &Report) -> Vec<Series> {
    let mut out = years(report);
    out.extend(rates(report));
    for (i, series) in out.iter_mut().enumerate() {
        series.id = format!("series-{}", i + 1).into();
    }
    out
}

fn single(figure: &Figure) -> Option<i32> {
    figure.period.filter(|period| period.from == period.to).map(|period| period.from)
}

/// Figures of one section, subject and unit with a year each, two or more different ones.
fn years(report: &Report) -> Vec<Series> {
    let mut groups: Vec<Vec<&Figure>> = Vec::new();
    let usable = |figure: &&Figure| {
        figure.chartable
            && figure.repeat_of.is_empty()
            && single(figure).is_some()
            && figure.period_basis == crate::report::model::PeriodBasis::Stated
            && figure.subject.zh.chars().count() > 1
    };
    for figure in report.figures.iter().filter(usable) {
        let fits = |group: &&mut Vec<&Figure>| {
            let new = !group.iter().any(|other| single(other) == single(figure));
            new && group.last().is_some_and(|other| {
                other.section == figure.section
                    && alike(&other.subject.zh, &figure.subject.zh)
                    && other.unit == figure.unit
                    && figure.line - other.line <= 6
            })
        };
        // The very subject before one that only ends alike.
        let very = |group: &Vec<&Figure>| group.iter().any(|it| it.subject.zh == figure.subject.zh);
        let recent = groups.len().saturating_sub(NEAR);
        let exact = (recent..groups.len())
            .rev()
            .find(|i| groups.get_mut(*i).is_some_and(|mut group| very(group) && fits(&mut group)));
        let place = exact.or_else(|| {
            (recent..groups.len())
                .rev()
                .find(|i| groups.get_mut(*i).is_some_and(|mut group| fits(&mut group)))
        });
        match place.and_then(|i| groups.get_mut(i)) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups.iter_mut().for_each(|group| group.sort_by_key(|figure| single(figure)));
    groups
        .into_iter()
        .map(|group| {
            series(&group, report.source.english, &|figure| {
                single(figure).map_or(String::new(), |year| year.to_string())
            })
        })
        .collect()
}

/// Subjects that end alike, whatever the year before them.
fn alike(a: &str, b: &str) -> bool {
    let tail = |words: &str| words.chars().rev().take(4).collect::<String>();
    tail(a) == tail(b)
}

/// Three or more percentages of one kind and years in a section, each of a subject of its own.
fn rates(report: &Report) -> Vec<Series> {
    let mut groups: Vec<Vec<&Figure>> = Vec::new();
    let usable = |figure: &&Figure| {
        figure.chartable
            && figure.repeat_of.is_empty()
            && &*figure.unit.zh == "%"
            && matches!(&*figure.kind, "share" | "growth" | "average")
    };
    for figure in report.figures.iter().filter(usable) {
        let down = falls(figure);
        let fits = |group: &&mut Vec<&Figure>| {
            group.last().is_some_and(|other| {
                other.section == figure.section
                    && other.kind == figure.kind
                    && other.period == figure.period
                    && figure.line - other.line <= 3
                    && falls(other) == down
            }) && !group.iter().any(|other| other.subject.zh == figure.subject.zh)
        };
        match groups.iter_mut().rev().take(NEAR).find(fits) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    groups.retain(|group| group.len() > 2);
    groups
        .into_iter()
        .map(|group| series(&group, report.source.english, &|_| String::new()))
        .collect()
}

/// Whether a change goes down: a bar for it next to one that goes up would mislead.
fn falls(figure: &Figure) -> bool {
    let words = figure.phrase.to_lowercase();
    let down = [
        "降", "跌", "减", "缩", "回落", "下行", "偏少", "收窄", "fell", "fall", "down", "declin",
        "drop", "slip", "slid", "shrank", "shrunk", "lost", "lower", "decreas", "contract",
        "plung",
    ];
    &*figure.kind == "growth" && down.iter().any(|word| words.contains(word))
}

fn series(group: &[&Figure], english: bool, key: &dyn Fn(&Figure) -> String) -> Series {
    let member = |figure: &&Figure| Member {
        x: key(figure).into(),
        figure: figure.id.clone(),
        label: Words::default(),
    };
    let subject = group.last().map_or("", |figure| &*figure.subject.zh);
    let unit: Rc<str> = group.first().map_or("".into(), |figure| figure.unit.zh.clone());
    let over_years = group.first().is_some_and(|figure| !key(figure).is_empty());
    let fallen = group.first().is_some_and(|figure| falls(figure));
    let kind = group.first().map_or("", |figure| &*figure.kind);
    let rates = match (english, kind) {
        (true, "growth") if fallen => "Decline",
        (true, "growth") => "Growth",
        (true, "share") => "Shares",
        (true, _) => "Yearly means",
        (false, "growth") if fallen => "下降幅度",
        (false, "growth") => "增长幅度",
        (false, "share") => "占比",
        (false, _) => "年均",
    };
    let subject = if over_years { subject } else { rates };
    let blank = if english { " " } else { "" };
    let title = format!("{subject}{blank}({unit})");
    Series {
        title: zh(&title),
        measures: vec![Measure {
            key: "value".into(),
            label: zh(subject),
            figures: group.iter().map(member).collect(),
        }],
        ..Series::default()
    }
}
