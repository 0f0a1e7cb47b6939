//! Dates, and rows that stand in the text with a year, are at their place and say their year.

use super::place::missing;
use super::{Rule, Spot, Work, year};
use crate::base::json::Json;
use crate::error::Claim;
use crate::report::read::read_all;

pub fn check(work: &mut Work) {
    dates(work);
    rows(work);
}

fn dates(work: &mut Work) {
    let Some(text) = work.text else { return };
    for (i, date) in work.report.dates.iter().enumerate() {
        let pointer = format!("/dates/{i}");
        let length = u32::try_from(date.phrase.chars().count()).unwrap_or(0);
        let spot = Spot { line: date.line, column: date.column, length };
        if !text.stands(&date.phrase, date.line, date.column) {
            let claim = missing(work, &date.phrase, date.line);
            work.find(Rule::Date, &date.id, format!("{pointer}/phrase"), Some(spot), claim);
            continue;
        }
        let numbers: Vec<i64> = date
            .phrase
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|part| part.parse().ok())
            .collect();
        let spelled = read_all(&date.phrase);
        let year = numbers.iter().find(|n| **n >= 1000).and_then(|n| i32::try_from(*n).ok());
        let year = year.or_else(|| year::before(text, spot).map(|(from, _)| from));
        work.proof.counts.dates += 1;
        if year.is_some_and(|year| year != date.year) && !spelled.is_empty() {
            let expected = year.map_or(String::new(), |year| year.to_string()).into();
            let claim = Claim::Years { found: date.year.to_string().into(), expected };
            work.find(Rule::Date, &date.id, format!("{pointer}/year"), Some(spot), claim);
        }
        let month = numbers.iter().find(|n| (1..=12).contains(*n));
        if let (Some(said), Some(month)) = (month, date.month)
            && *said != i64::from(month)
        {
            let claim =
                Claim::Years { found: month.to_string().into(), expected: said.to_string().into() };
            work.find(Rule::Date, &date.id, format!("{pointer}/month"), Some(spot), claim);
        }
    }
}

/// Rows of series with `line`, `column` and `phrase`, and the `year` they happened in.
fn rows(work: &mut Work) {
    let Some(text) = work.text else { return };
    for (i, series) in work.report.series.iter().enumerate() {
        for (j, row) in series.rows.iter().enumerate() {
            let number = |name: &str| row.get(name).and_then(Json::number);
            let (Some(line), Some(column), Some(phrase)) =
                (number("line"), number("column"), row.get("phrase").and_then(Json::text))
            else {
                continue;
            };
            let pointer = format!("/series/{i}/rows/{j}");
            let length = u32::try_from(phrase.chars().count()).unwrap_or(0);
            let spot = Spot { line: line as u32, column: column as u32, length };
            let id = row.get("id").and_then(Json::text).unwrap_or(&series.id);
            if !text.stands(phrase, spot.line, spot.column) {
                let claim = missing(work, phrase, spot.line);
                work.find(Rule::Date, id, format!("{pointer}/phrase"), Some(spot), claim);
                continue;
            }
            work.proof.counts.dates += 1;
            let said = year::before(text, spot);
            if let (Some(year), Some((from, to))) = (number("year"), said)
                && (year != f64::from(from) || from != to)
            {
                let expected = if from == to { from.to_string() } else { format!("{from}–{to}") };
                let claim =
                    Claim::Years { found: year.to_string().into(), expected: expected.into() };
                work.find(Rule::Date, id, format!("{pointer}/year"), Some(spot), claim);
            }
        }
    }
}
