//! Lists the page makes itself: all figures, computed numbers, gaps, a series.

use super::say;
use super::source::{self, Source, language};
use super::text::{escape, prose, working};
use crate::base::json::Json;
use crate::error::Lang;
use crate::report::entry::{self, Entry, Use};
use crate::report::model::{Figure, Gap, Part, Report, Words};
use crate::report::words;

/// All figures in the order of the source text, then what was computed and what is no number.
pub fn all(out: &mut String, report: &Report, text: Option<&Source>, lang: Lang) {
    let uses = entry::uses(report);
    coverage(out, report, &uses, lang);
    let mut rest: Vec<(&Figure, &Vec<Use>)> = report.figures.iter().zip(&uses).collect();
    let mut sections: Vec<&str> = Vec::new();
    for figure in &report.figures {
        if !sections.contains(&&*figure.section) {
            sections.push(&figure.section);
        }
    }
    for section in sections {
        let (here, there): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|(figure, _)| &*figure.section == section);
        rest = there;
        let title = report.sections.iter().find(|it| &*it.id == section);
        let title = title.map_or(say(lang, "图片说明", "Captions"), |it| it.title.get(lang));
        let count = here.len();
        let count = match lang {
            Lang::Zh => format!("{count}个"),
            Lang::En => count.to_string(),
        };
        open(out, &format!("{} <small>{count}</small>", escape(title)));
        for (figure, used) in here {
            if let Some(entry) = entry::of(report, &figure.id, lang) {
                let used = used_in(report, figure, used, lang);
                item(out, report, &entry, (Some(figure), text), &used, lang);
            }
        }
        out.push_str("</ol></details>\n");
    }
    let ids = report.derived.iter().map(|it| &it.id);
    list(out, report, say(lang, "我们算得的数", "Numbers we computed"), ids, lang);
    let rows = report.series.iter().flat_map(|series| &series.rows);
    let ids = rows.filter_map(|row| row.get("id").and_then(Json::text));
    list(out, report, say(lang, "点名的地方", "Places named"), ids, lang);
}

fn open(out: &mut String, summary: &str) {
    out.push_str(&format!("<details><summary>{summary}</summary>\n<ol class=\"entries\">\n"));
}

fn list<'a>(
    out: &mut String,
    report: &Report,
    title: &str,
    ids: impl Iterator<Item = &'a std::rc::Rc<str>>,
    lang: Lang,
) {
    let entries: Vec<Entry> = ids.filter_map(|id| entry::of(report, id, lang)).collect();
    if entries.is_empty() {
        return;
    }
    open(out, title);
    for entry in entries {
        item(out, report, &entry, (None, None), "", lang);
    }
    out.push_str("</ol></details>\n");
}

/// How many figures are drawn, set as numbers, repeats, or only listed, and which.
fn coverage(out: &mut String, report: &Report, uses: &[Vec<Use>], lang: Lang) {
    let mut lists: [Vec<&Figure>; 4] = Default::default();
    let [drawn, set, again, only] = &mut lists;
    for (figure, uses) in report.figures.iter().zip(uses) {
        if !figure.repeat_of.is_empty() {
            again.push(figure);
        } else if uses.iter().any(|used| matches!(used, Use::Chart(_))) {
            drawn.push(figure);
        } else if uses.is_empty() {
            only.push(figure);
        } else {
            set.push(figure);
        }
    }
    let (all, [drawn, set, again, only]) = (report.figures.len(), lists.each_ref().map(Vec::len));
    let said = match lang {
        Lang::Zh => format!(
            "{all}个数里，{drawn}个画在图上或写在图边，{set}个写成数字，{again}个是重复，{only}个只列在这里。"
        ),
        Lang::En => format!(
            "Of {all} figures, {drawn} are drawn or stand by a chart, {set} are set as numbers, \
             {again} are repeats, {only} are only listed here."
        ),
    };
    out.push_str(&format!("<p>{said}</p>\n<div class=\"coverage\">\n"));
    let names = match lang {
        Lang::Zh => ["画在图上或写在图边", "写成数字", "重复", "只列在这里"],
        Lang::En => ["Drawn or by a chart", "Set as numbers", "Repeats", "Only listed"],
    };
    for (name, list) in names.iter().zip(&lists).filter(|(_, list)| !list.is_empty()) {
        let links = list.iter().map(|it| {
            let line = it.line;
            let line = match lang {
                Lang::Zh => format!("第{line}行"),
                Lang::En => format!("line {line}"),
            };
            let said = escape(&words::figure(it, lang));
            format!("<li><a href=\"#f-{}\">{said}</a> <small>{line}</small></li>", escape(&it.id))
        });
        let links: String = links.collect();
        let count = list.len();
        out.push_str(&format!(
            "<details><summary>{name} <small>{count}</small></summary>\n<ul>{links}</ul></details>\n"
        ));
    }
    out.push_str("</div>\n");
}

fn used_in(report: &Report, figure: &Figure, uses: &[Use], lang: Lang) -> String {
    if !figure.repeat_of.is_empty() {
        let first = report.figure(&figure.repeat_of).map_or(0, |it| it.line);
        let link = format!("<a href=\"#f-{}\">", escape(&figure.repeat_of));
        return match lang {
            Lang::Zh => format!("{link}与第{first}行重复</a>"),
            Lang::En => format!("{link}repeats line {first}</a>"),
        };
    }
    let links: Vec<String> = uses
        .iter()
        .map(|used| match used {
            Use::Chart(id) | Use::Text(id) | Use::List(id) => (id, name(report, id, lang)),
        })
        .map(|(id, name)| format!("<a href=\"#{}\">{}</a>", escape(id), escape(&name)))
        .collect();
    if links.is_empty() {
        return say(lang, "只列在这里", "only listed here").to_owned();
    }
    format!("{}{}", say(lang, "用在", "used in "), links.join(say(lang, "、", ", ")))
}

/// What a place of the page is called.
fn name(report: &Report, id: &str, lang: Lang) -> String {
    if let Some(at) = report.charts.iter().position(|it| &*it.id == id) {
        return match lang {
            Lang::Zh => format!("图{}", at + 1),
            Lang::En => format!("chart {}", at + 1),
        };
    }
    let boxes = report.sections.iter().flat_map(|it| &it.boxes);
    let titles = report.sections.iter().map(|it| (&it.id, &it.title));
    let mut all = titles.chain(boxes.map(|it| (&it.id, &it.title)));
    let found = all.find(|(known, _)| &***known == id).map(|(_, title): (_, &Words)| title);
    found.map_or(say(lang, "开头", "the top"), |title| title.get(lang)).to_owned()
}

/// What a reader is told of a figure: the panel of its marks as well.
fn item(
    out: &mut String,
    report: &Report,
    it: &Entry,
    (figure, text): (Option<&Figure>, Option<&Source>),
    used: &str,
    lang: Lang,
) {
    let id = escape(&it.id);
    out.push_str(&format!(
        "<li id=\"f-{id}\" class=\"entry\"><b class=\"value\">{}</b> <span class=\"subject\">{}</span>",
        escape(&it.value),
        escape(&it.subject),
    ));
    if !it.period.is_empty() {
        out.push_str(&format!(" <span class=\"period\">{}</span>", escape(&it.period)));
    }
    if !it.expr.is_empty() {
        let sum = working(report, &it.expr, false);
        let said = say(lang, "算得", "computed");
        out.push_str(&format!(" <span class=\"working\"><b>{said}</b> {sum}</span>"));
    }
    if !it.phrase.is_empty() {
        place(out, report, it, (figure, text), lang);
    }
    if !it.note.is_empty() {
        out.push_str(&format!(" <span class=\"remark\">{}</span>", escape(&it.note)));
    }
    if !used.is_empty() {
        out.push_str(&format!(" <span class=\"used\">{used}</span>"));
    }
    out.push_str("</li>\n");
}

/// Where a figure stands: the sentence when the text is shipped, else its phrase; line and section.
fn place(
    out: &mut String,
    report: &Report,
    it: &Entry,
    (figure, text): (Option<&Figure>, Option<&Source>),
    lang: Lang,
) {
    let quote = match (figure, text) {
        (Some(figure), Some(text)) => text.sentence(figure),
        (Some(figure), None) => source::phrase(figure),
        (None, _) => escape(&it.phrase),
    };
    let link = |line: &u32| match (figure, text) {
        (Some(figure), Some(text)) if figure.line == *line && text.links(figure) => {
            format!("<a href=\"#t-{}\">{line}</a>", escape(&figure.id))
        }
        (_, Some(_)) => format!("<a href=\"#line-{line}\">{line}</a>"),
        (_, None) => line.to_string(),
    };
    let lines: Vec<String> = it.lines.iter().map(link).collect();
    let lines = lines.join(say(lang, "、", ", "));
    let part = match (it.part, lang) {
        (Part::Body, _) => "",
        (Part::Heading, Lang::Zh) => "，标题",
        (Part::Heading, Lang::En) => ", heading",
        (Part::Caption, Lang::Zh) => "，图片说明",
        (Part::Caption, Lang::En) => ", caption",
    };
    let line = match lang {
        Lang::Zh => format!("第{lines}行{part}"),
        Lang::En => format!("line {lines}{part}"),
    };
    let section = match (it.section.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("，“{}”", escape(&it.section)),
        (false, Lang::En) => format!(", “{}”", escape(&it.section)),
    };
    out.push_str(&format!(
        " <span class=\"where\"><q lang=\"{}\">{quote}</q> {line}{section}</span>",
        language(report)
    ));
}

/// What the source text leaves open; what is only of its layout and spelling is folded away.
pub fn gaps(out: &mut String, report: &Report, lang: Lang) {
    let of_layout = |it: &&Gap| {
        ["cut", "interleaved", "repeat", "layout", "typo", "excluded"].contains(&&*it.kind)
    };
    let (layout, open): (Vec<&Gap>, Vec<&Gap>) = report.gaps.iter().partition(of_layout);
    gap_list(out, report, &open, lang);
    if !layout.is_empty() {
        let summary = say(lang, "版面与文字", "Layout and spelling");
        let count = layout.len();
        out.push_str(&format!("<details><summary>{summary} <small>{count}</small></summary>\n"));
        gap_list(out, report, &layout, lang);
        out.push_str("</details>\n");
    }
}

fn gap_list(out: &mut String, report: &Report, gaps: &[&Gap], lang: Lang) {
    out.push_str("<ul class=\"gaps\">\n");
    for it in gaps {
        let lines: Vec<String> = it.lines.iter().map(ToString::to_string).collect();
        let lines = lines.join(say(lang, "、", ", "));
        let line = match (lines.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("<span class=\"where\">第{lines}行</span> "),
            (false, Lang::En) => format!("<span class=\"where\">Line {lines}</span> "),
        };
        let text = prose(report, &it.text, lang);
        out.push_str(&format!("<li id=\"{}\">{line}{text}</li>\n", escape(&it.id)));
    }
    out.push_str("</ul>\n");
}

/// The figures of a series as a list.
pub fn series(out: &mut String, report: &Report, id: &str, lang: Lang) {
    let measures = report.series(id).map(|series| &series.measures[..]).unwrap_or_default();
    out.push_str("<ol class=\"firsts\">\n");
    for member in measures.iter().flat_map(|measure| &measure.figures) {
        if let Some(it) = entry::of(report, &member.figure, lang) {
            let lines: Vec<String> = it.lines.iter().map(ToString::to_string).collect();
            let lines = lines.join(say(lang, "、", ", "));
            let line = match lang {
                Lang::Zh => format!("第{lines}行"),
                Lang::En => format!("line {lines}"),
            };
            out.push_str(&format!(
                "<li><a class=\"fig\" href=\"#f-{}\"><b>{}</b></a> {} <span class=\"where\">{line}</span></li>\n",
                escape(&it.id),
                escape(&it.value),
                escape(&it.subject),
            ));
        }
    }
    out.push_str("</ol>\n");
}
