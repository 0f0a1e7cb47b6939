//! Sections, boxes and numbers set as numbers.

use super::source::{Source, language};
use super::text::{escape, figure, prose};
use super::{Draw, chart, checks, figures, say};
use crate::error::{Diagnostic, Lang};
use crate::report::model::{Number, Panel, Report, Section, Shows};
use crate::report::words;

/// The numbers at the top.
pub fn headlines(out: &mut String, report: &Report, lang: Lang) {
    if report.headlines.is_empty() {
        return;
    }
    let label = say(lang, "几个数", "A few numbers");
    out.push_str(&format!(
        "<section class=\"headlines\" id=\"headlines\" aria-label=\"{label}\">\n"
    ));
    numbers(out, report, &report.headlines, lang);
    out.push_str("</section>\n");
}

/// Links to the sections.
pub fn contents(out: &mut String, report: &Report, lang: Lang) {
    let label = say(lang, "目录", "Contents");
    out.push_str(&format!("<nav class=\"contents\" aria-label=\"{label}\">\n<ul>\n"));
    for it in &report.sections {
        let title = escape(it.title.get(lang));
        out.push_str(&format!("<li><a href=\"#{}\">{title}</a></li>\n", escape(&it.id)));
    }
    out.push_str("</ul>\n</nav>\n");
}

/// A section: heading, text and charts in one column; boxes and numbers beside or below.
pub fn write(
    out: &mut String,
    report: &Report,
    it: &Section,
    source: Option<&Source>,
    (lang, draw): (Lang, Draw),
    broken: &mut Vec<Diagnostic>,
) {
    let id = escape(&it.id);
    out.push_str(&format!("<section class=\"part\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n"));
    out.push_str("<div class=\"story\">\n");
    let title = escape(it.title.get(lang));
    out.push_str(&format!("<h2 id=\"{id}-title\"><a href=\"#{id}\">{title}</a></h2>\n"));
    if !it.heading.is_empty() {
        let line = it.heading_line;
        let quote = format!("<q lang=\"{}\">{}</q>", language(report), escape(&it.heading));
        let said = match lang {
            Lang::Zh => format!("原文标题{quote}，第{line}行"),
            Lang::En => format!("Heading in the article: {quote}, line {line}"),
        };
        out.push_str(&format!("<p class=\"heading\">{said}</p>\n"));
    }
    for text in &it.text {
        out.push_str(&format!("<p>{}</p>\n", prose(report, text, lang)));
    }
    for id in &it.charts {
        if let Some(it) = report.chart(id) {
            chart::write(out, report, it, lang, draw, broken);
        }
    }
    match &it.shows {
        Shows::Nothing => {}
        Shows::Checks => checks::all(out, report, lang),
        Shows::Figures => figures::all(out, report, source, lang),
        Shows::Gaps => figures::gaps(out, report, lang),
        Shows::Source => source.into_iter().for_each(|it| it.write(out, report)),
        Shows::Series(id) => figures::series(out, report, id, lang),
    }
    out.push_str("</div>\n");
    if !it.boxes.is_empty() || !it.numbers.is_empty() {
        out.push_str("<div class=\"side\">\n");
        for panel in &it.boxes {
            aside(out, report, panel, lang);
        }
        numbers(out, report, &it.numbers, lang);
        out.push_str("</div>\n");
    }
    out.push_str("</section>\n");
}

/// A box.
fn aside(out: &mut String, report: &Report, it: &Panel, lang: Lang) {
    let id = escape(&it.id);
    let title = escape(it.title.get(lang));
    out.push_str(&format!(
        "<aside class=\"box\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n\
         <h3 id=\"{id}-title\">{title}</h3>\n"
    ));
    for text in &it.text {
        out.push_str(&format!("<p>{}</p>\n", prose(report, text, lang)));
    }
    numbers(out, report, &it.numbers, lang);
    checks::list(out, report, &it.checks, lang);
    out.push_str("</aside>\n");
}

/// Numbers set as numbers.
/// A number without its unit when the caption begins with it: `24 towns`, `towns with a hall`.
fn without_unit<'a>(said: &'a str, caption: &str) -> &'a str {
    match said.split_once(' ') {
        Some((number, unit)) if caption.starts_with(unit) => number,
        _ => said,
    }
}

fn numbers(out: &mut String, report: &Report, list: &[Number], lang: Lang) {
    if list.is_empty() {
        return;
    }
    out.push_str("<ul class=\"numbers\">\n");
    for it in list {
        let said = it.text.get(lang);
        let said =
            if said.is_empty() { words::of(report, &it.figure, lang) } else { said.to_owned() };
        // Set large in a narrow column: it may break between its words.
        let said = said.replace('\u{a0}', " ");
        let caption = it.caption.get(lang);
        let link = figure(report, &it.figure, Some(without_unit(&said, caption)), lang);
        let caption = escape(caption);
        out.push_str(&format!("<li><b>{link}</b> <span>{caption}</span>"));
        if !it.note.is_empty() {
            out.push_str(&format!(" <small>{}</small>", escape(it.note.get(lang))));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_said_once() {
        for (said, caption, expected) in [
            ("24 towns", "towns with a hall", "24"),
            ("24 towns", "halls", "24 towns"),
            ("nearly 18,000 households", "households", "nearly 18,000 households"),
            ("24个", "个", "24个"),
        ] {
            assert_eq!(without_unit(said, caption), expected, "{said} {caption}");
        }
    }
}
