//! Things drawn along one scale have one unit.

use super::mark::{Drawn, drawn};
use super::{Rule, Work};
use crate::base::json::Json;
use crate::error::Claim;
use crate::report::model::Figure;
use crate::report::relation::Index;
use crate::report::unit::{self, Dimension};
use std::collections::HashSet;
use std::rc::Rc;

pub fn check(work: &mut Work) {
    let report = work.report;
    let printed: HashSet<Rc<str>> = report
        .charts
        .iter()
        .flat_map(|chart| drawn(&chart.spec))
        .filter(|it| &*it.field == "value")
        .map(|it| it.name)
        .collect();
    for (i, series) in report.series.iter().enumerate() {
        for (j, measure) in series.measures.iter().enumerate() {
            let ids: Vec<(usize, &Rc<str>)> =
                measure.figures.iter().map(|member| &member.figure).enumerate().collect();
            // A measure may mix 万人次 and 人次 as long as no chart draws them as printed.
            let printed = printed.contains(&series.id);
            for (k, found, expected) in
                odd(&work.index, &ids, if printed { "value" } else { "base" })
            {
                let pointer = format!("/series/{i}/measures/{j}/figures/{k}");
                work.find(
                    Rule::Unit,
                    &series.id,
                    pointer,
                    None,
                    Claim::UnlikeUnits { found, expected },
                );
            }
            for (k, member) in measure.figures.iter().enumerate() {
                years(
                    work,
                    &series.id,
                    &member.x,
                    &member.figure,
                    format!("/series/{i}/measures/{j}/figures/{k}/x"),
                );
            }
        }
    }
    for (i, chart) in report.charts.iter().enumerate() {
        for Drawn { name, field, .. } in drawn(&chart.spec) {
            let Some(at) = chart.tables.iter().position(|(table, _)| *table == name) else {
                continue;
            };
            let Some((_, rows)) = chart.tables.get(at) else { continue };
            let ids: Vec<(usize, &Rc<str>)> = rows
                .iter()
                .enumerate()
                .filter_map(|(k, row)| Some((k, row.get("figure").and_then(Json::text)?)))
                .collect();
            for (k, found, expected) in odd(&work.index, &ids, &field) {
                let pointer = format!("/charts/{i}/tables/{name}/{k}");
                work.find(
                    Rule::Unit,
                    &chart.id,
                    pointer,
                    None,
                    Claim::UnlikeUnits { found, expected },
                );
            }
        }
    }
}

/// A key along a series that is a year is the year of its figure.
fn years(work: &mut Work, id: &Rc<str>, x: &Rc<str>, figure: &Rc<str>, pointer: String) {
    let year: Option<i32> = x.parse().ok().filter(|year| (1000..3000).contains(year));
    let period = work.index.figure(figure).and_then(|figure| figure.period);
    if let (Some(year), Some(period)) = (year, period)
        && period.from == period.to
        && period.from != year
    {
        let claim = Claim::Years { found: x.clone(), expected: period.from.to_string().into() };
        work.find(Rule::Unit, id, pointer, None, claim);
    }
}

/// The figures whose unit is not that of the first one: where, its unit, the first one's.
fn odd(report: &Index, ids: &[(usize, &Rc<str>)], field: &str) -> Vec<(usize, Rc<str>, Rc<str>)> {
    if field != "value" && field != "base" {
        return Vec::new();
    }
    let units: Vec<(usize, Along)> =
        ids.iter().filter_map(|(k, id)| Some((*k, along(report, id, field)?))).collect();
    let Some((_, first)) = units.first() else { return Vec::new() };
    let unlike = units.iter().filter(|(_, unit)| !fits(unit, first));
    unlike.map(|(k, unit)| (*k, unit.name.clone(), first.name.clone())).collect()
}

/// How a number stands along a scale.
struct Along {
    name: Rc<str>,
    dimension: Dimension,
    scale: f64,
}

fn along(report: &Index, id: &str, field: &str) -> Option<Along> {
    if let Some(figure) = report.figure(id) {
        let base = field == "base";
        let name = if base { base_name(figure) } else { &figure.unit.zh };
        let scale = if base { 1.0 } else { figure.scale };
        return Some(Along { name: name.clone(), dimension: dimension(base_name(figure)), scale });
    }
    let unit = &report.derived(id)?.unit.zh;
    let plain = unit.trim_start_matches(['万', '亿']);
    let scale = if unit.starts_with('亿') {
        1e8
    } else if unit.starts_with('万') {
        1e4
    } else {
        1.0
    };
    Some(Along { name: unit.clone(), dimension: dimension(plain), scale })
}

fn base_name(figure: &Figure) -> &Rc<str> {
    if figure.base_unit.zh.is_empty() { &figure.unit.zh } else { &figure.base_unit.zh }
}

fn dimension(unit: &str) -> Dimension {
    unit::find(unit).map_or(Dimension::Count, |unit| unit.dimension)
}

/// Counts go together whatever their classifier; other units have to be the same.
fn fits(a: &Along, b: &Along) -> bool {
    let counted = a.dimension == Dimension::Count && b.dimension == Dimension::Count;
    (counted && a.scale == b.scale) || a.name == b.name
}
