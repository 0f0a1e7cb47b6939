//! A first report from a text: an author edits it instead of typing every figure.
//!
//! Every quantity becomes a figure with its place, a guess of what it counts,
//! its section and years; repeats are linked; series, charts and relations are
//! proposed as far as wording and arithmetic bear them out.

mod section;
mod subject;
mod figure;
mod series;
mod relation;
mod page;
mod write;
mod year;
mod words;

use super::check::source::Text;
use super::model::Report;
use super::read::is_han;
use crate::error::Lang;

/// Drafts a report of a text. `file` is the name of the text, `hash` its SHA-256.
///
/// The report that is written checks clean against the text and builds into a
/// page. Same text, same report.
///
/// # Example
///
/// ```
/// let report = shushuo::report::draft::draft("2018年投资22.8亿元。", "a.txt", "");
/// assert!(report.contains(r#""value": 22.8"#) && report.contains(r#""period": {"year": 2018}"#));
/// ```
#[must_use]
pub fn draft(text: &str, file: &str, hash: &str) -> String {
    write::json(&report(text, file, hash))
}

/// The report that [`draft`] writes.
#[must_use]
pub fn report(source: &str, file: &str, hash: &str) -> Report {
    let text = Text::new(source);
    let sections = section::find(&text);
    let mut report = Report::default();
    report.source.file = file.into();
    report.source.sha256 = hash.into();
    report.source.lines = u32::try_from(source.matches('\n').count()).unwrap_or(0);
    report.source.english = is_english(source);
    report.lang = report.source.english.then_some(Lang::En);
    report.title.zh = page::title(&text, &sections);
    report.figures = figure::all(&text, &sections);
    figure::link_repeats(&mut report.figures);
    year::date(&mut report, &text);
    report.series = series::find(&report);
    report.checks = relation::find(&report, &text);
    page::fill(&mut report, &sections);
    report
}

/// Whether a text is in English: then the page is too.
fn is_english(source: &str) -> bool {
    let han = source.chars().filter(|letter| is_han(*letter)).count();
    let latin = source.chars().filter(char::is_ascii_alphabetic).count();
    latin > 20 * han
}

#[cfg(test)]
mod tests;
