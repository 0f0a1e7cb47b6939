//! Every id a report names is there, and only once.

use super::model::{Number, Report, Shows, Words};
use super::prose;
use crate::error::{Diagnostic, Place, ReportError, Result, nearest};
use std::collections::HashSet;
use std::rc::Rc;

/// Looks up every id that the report names.
///
/// Figures and computed numbers share one set of ids; anchors of the page
/// (sections, boxes, charts) another.
///
/// # Errors
///
/// [`ReportError::UnknownId`] and [`ReportError::TwiceId`], at the place of the id.
pub fn names(report: &Report, at: &Place) -> Result<()> {
    let numbers = ids(&[
        (at.child("figures"), report.figures.iter().map(|it| &it.id).collect()),
        (at.child("derived"), report.derived.iter().map(|it| &it.id).collect()),
    ])?;
    let series = ids(&[(at.child("series"), report.series.iter().map(|it| &it.id).collect())])?;
    let checks = ids(&[(at.child("checks"), report.checks.iter().map(|it| &it.id).collect())])?;
    let charts = ids(&[
        (at.child("charts"), report.charts.iter().map(|it| &it.id).collect()),
        (at.child("sections"), report.sections.iter().map(|it| &it.id).collect()),
    ])?;
    for (i, figure) in report.figures.iter().enumerate() {
        let at = at.child("figures").child(i);
        known(&numbers, &figure.repeat_of, &at.child("repeat_of"))?;
        known(&numbers, &figure.subset_of, &at.child("subset_of"))?;
    }
    for (i, it) in report.series.iter().enumerate() {
        let at = at.child("series").child(i).child("measures");
        for (j, measure) in it.measures.iter().enumerate() {
            for (k, member) in measure.figures.iter().enumerate() {
                let at = at.child(j).child("figures").child(k);
                known(&numbers, &member.figure, &at.child("figure"))?;
            }
        }
    }
    for (i, chart) in report.charts.iter().enumerate() {
        let at = at.child("charts").child(i);
        known_all(&checks, &chart.checks, &at.child("checks"))?;
        for (text, name) in [(&chart.note, "note"), (&chart.foot, "foot")] {
            in_prose(&numbers, text, |lang| at.child(format!("{name}_{lang}")))?;
        }
    }
    for (i, check) in report.checks.iter().enumerate() {
        known(&charts, &check.chart, &at.child("checks").child(i).child("chart"))?;
    }
    for (i, gap) in report.gaps.iter().enumerate() {
        known_all(&numbers, &gap.figures, &at.child("gaps").child(i).child("figures"))?;
    }
    set_numbers(&numbers, &report.headlines, &at.child("headlines"))?;
    for (i, section) in report.sections.iter().enumerate() {
        let at = at.child("sections").child(i);
        known_all(&charts, &section.charts, &at.child("charts"))?;
        set_numbers(&numbers, &section.numbers, &at.child("numbers"))?;
        for (j, text) in section.text.iter().enumerate() {
            in_prose(&numbers, text, |lang| at.child("text").child(j).child(lang))?;
        }
        if let Shows::Series(id) = &section.shows {
            known(&series, id, &at.child("shows_series"))?;
        }
        for (j, panel) in section.boxes.iter().enumerate() {
            let at = at.child("boxes").child(j);
            known_all(&checks, &panel.checks, &at.child("checks"))?;
            set_numbers(&numbers, &panel.numbers, &at.child("numbers"))?;
            for (k, text) in panel.text.iter().enumerate() {
                in_prose(&numbers, text, |lang| at.child("text").child(k).child(lang))?;
            }
        }
    }
    Ok(())
}

/// The ids that running text names.
fn in_prose(ids: &HashSet<&str>, text: &Words, at: impl Fn(&str) -> Place) -> Result<()> {
    for (lang, text) in [("zh", &text.zh), ("en", &text.en)] {
        prose::ids(text).try_for_each(|id| known(ids, &id.into(), &at(lang)))?;
    }
    Ok(())
}

/// The ids of some lists, each list with its place.
fn ids<'a>(lists: &[(Place, Vec<&'a Rc<str>>)]) -> Result<HashSet<&'a str>> {
    let mut all = HashSet::new();
    for (at, list) in lists {
        for (i, id) in list.iter().enumerate() {
            if !all.insert(&***id) {
                let at = at.child(i).child("id");
                return Err(Diagnostic::error(&at, ReportError::TwiceId { found: (*id).clone() }));
            }
        }
    }
    Ok(all)
}

fn known(ids: &HashSet<&str>, id: &Rc<str>, at: &Place) -> Result<()> {
    if id.is_empty() || ids.contains(&**id) {
        return Ok(());
    }
    let mut words: Vec<&str> = ids.iter().copied().collect();
    words.sort_unstable();
    let near = nearest(id, words).map(Into::into);
    Err(Diagnostic::error(at, ReportError::UnknownId { found: id.clone(), nearest: near }))
}

fn known_all(ids: &HashSet<&str>, list: &[Rc<str>], at: &Place) -> Result<()> {
    list.iter().enumerate().try_for_each(|(i, id)| known(ids, id, &at.child(i)))
}

fn set_numbers(ids: &HashSet<&str>, list: &[Number], at: &Place) -> Result<()> {
    list.iter()
        .enumerate()
        .try_for_each(|(i, it)| known(ids, &it.figure, &at.child(i).child("figure")))
}
