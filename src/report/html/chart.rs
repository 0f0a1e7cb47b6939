//! A chart: its finding, its pictures, its values, what keeps it honest.

use super::source::language;
use super::text::{escape, prose, script, working};
use super::{ChartRequest, Draw, NARROW, WIDTHS, checks, say};
use crate::error::{Diagnostic, Lang, Level};
use crate::report::entry::{self, Entry};
use crate::report::model::{Chart, Report};
use crate::report::table;

/// The figure element of a chart.
pub fn write(
    out: &mut String,
    report: &Report,
    it: &Chart,
    lang: Lang,
    draw: Draw,
    broken: &mut Vec<Diagnostic>,
) {
    let id = escape(&it.id);
    let class = if it.narrow { "chart narrow" } else { "chart" };
    let title = escape(it.title.get(lang));
    out.push_str(&format!(
        "<figure class=\"{class}\" id=\"{id}\">\n<figcaption>\n\
         <h3 id=\"{id}-title\"><a href=\"#{id}\">{title}</a></h3>\n"
    ));
    if !it.note.is_empty() {
        out.push_str(&format!("<p class=\"note\">{}</p>\n", prose(report, &it.note, lang)));
    }
    out.push_str("</figcaption>\n");
    match pictures(report, it, lang, draw) {
        Ok(html) => out.push_str(&html),
        Err(mut why) => {
            if why.at.file.is_empty() {
                why.at = why.at.in_file(&format!("#{}", it.id));
            }
            let pointer = escape(&why.at.pointer);
            let said = escape(&why.text(lang));
            let level = match why.level {
                Level::Error => say(lang, "这张图没有画出来", "This chart is not drawn"),
                Level::Warning => say(lang, "请注意", "Note"),
            };
            out.push_str(&format!(
                "<p class=\"problem\"><b>{level}</b> <code>{pointer}</code> {said}</p>\n"
            ));
            broken.push(why);
        }
    }
    values(out, report, it, lang);
    out.push_str("<div class=\"below\">\n");
    if !it.foot.is_empty() {
        out.push_str(&format!("<p class=\"foot\">{}</p>\n", prose(report, &it.foot, lang)));
    }
    checks::list(out, report, &it.checks, lang);
    out.push_str("</div>\n</figure>\n");
}

/// The element with its spec and its stills.
fn pictures(report: &Report, it: &Chart, lang: Lang, draw: Draw) -> Result<String, Diagnostic> {
    let spec = table::spec(report, it, lang)?;
    let id = escape(&it.id);
    let mut out = format!(
        "<shushuo-chart data-chart=\"{id}\" data-lang=\"{}\">\n\
         <script type=\"application/json\">{}</script>\n<div class=\"still\">\n",
        say(lang, "zh", "en"),
        script(&spec.write()),
    );
    let shows = shows(report, it, lang);
    for (class, width) in WIDTHS {
        let width = if it.narrow { width.min(NARROW) } else { width };
        let request = ChartRequest {
            id: &format!("{}-{class}", it.id),
            name: it.title.get(lang),
            shows: &shows,
            lang,
            spec: &spec,
            width,
        };
        let still = draw(&request)?;
        out.push_str(&format!("<div class=\"{class}\">{}</div>\n", still.svg));
    }
    out.push_str("</div>\n</shushuo-chart>\n");
    Ok(out)
}

/// The most figures that the words of a picture name.
const NAMED: usize = 8;

/// What a picture shows, in words: subjects and values of its first figures.
fn shows(report: &Report, it: &Chart, lang: Lang) -> String {
    let ids = entry::drawn(report, it);
    let entries = ids.iter().filter_map(|id| entry::of(report, id, lang));
    let mut words: Vec<String> = entries
        .take(NAMED)
        .map(|entry| match lang {
            Lang::Zh => format!("{}{}", entry.subject, entry.value),
            Lang::En => format!("{} {}", entry.subject, entry.value),
        })
        .collect();
    if ids.len() > NAMED {
        words.push(say(lang, "等", "and more").to_owned());
    }
    words.join(say(lang, "；", "; "))
}

/// The table of a chart's values.
fn values(out: &mut String, report: &Report, it: &Chart, lang: Lang) {
    let id = escape(&it.id);
    out.push_str(&format!(
        "<div class=\"tools\">\n<details class=\"values\"><summary>{}</summary>\n\
         <table id=\"{id}-values\">\n<caption>{}</caption>\n<thead><tr>",
        say(lang, "数值与出处", "Values and places"),
        escape(it.title.get(lang)),
    ));
    for name in [
        say(lang, "说的是", "Of what"),
        say(lang, "数值", "Value"),
        say(lang, "时间", "Years"),
        say(lang, "出处", "Place"),
    ] {
        out.push_str(&format!("<th scope=\"col\">{name}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for id in entry::drawn(report, it) {
        if let Some(entry) = entry::of(report, &id, lang) {
            row(out, report, &entry, lang);
        }
    }
    out.push_str("</tbody>\n</table></details>\n</div>\n");
}

fn row(out: &mut String, report: &Report, it: &Entry, lang: Lang) {
    let id = escape(&it.id);
    let lines: Vec<String> = it.lines.iter().map(ToString::to_string).collect();
    let lines = lines.join(say(lang, "、", ", "));
    let place = match (it.expr.is_empty(), lang) {
        (false, _) => {
            format!("{} {}", say(lang, "算得", "computed:"), working(report, &it.expr, false))
        }
        (true, Lang::Zh) => {
            format!("<q lang=\"{}\">{}</q> 第{lines}行", language(report), escape(&it.phrase))
        }
        (true, Lang::En) => {
            format!("<q lang=\"{}\">{}</q> line {lines}", language(report), escape(&it.phrase))
        }
    };
    out.push_str(&format!(
        "<tr data-figure=\"{id}\"><th scope=\"row\"><a href=\"#f-{id}\">{}</a></th>\
         <td class=\"value\">{}</td><td>{}</td><td>{place}</td></tr>\n",
        escape(&it.subject),
        escape(&it.value),
        escape(&it.period),
    ));
}
