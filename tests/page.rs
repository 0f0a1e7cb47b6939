//! The report on Xiangfang as a page: what stands in it, in both languages.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use shushuo::base::json::Json;
use shushuo::error::{Diagnostic, Lang, Notes, Place, SpecError};
use shushuo::report::{self, Report, entry, html};
use std::collections::HashSet;
use std::path::PathBuf;

fn text() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/xiangfang/report.json");
    std::fs::read_to_string(path).unwrap()
}

fn read(text: &str) -> Report {
    let mut notes = Notes::new();
    let report = report::parse(&mut notes, "report.json", text).unwrap();
    assert!(notes.list().is_empty(), "{:?}", notes.list());
    report
}

fn page(report: &Report, lang: Lang, broken: Option<&str>) -> html::Page {
    let site = html::Site {
        theme: Json::Null,
        pkg: "../pkg/".into(),
        css: String::new(),
        other: "en/".into(),
        text: String::new(),
    };
    html::page(report, &site, lang, &|request| match broken {
        Some(id) if request.id.starts_with(id) => {
            Err(Diagnostic::error(&Place::root().child("mark"), SpecError::TooDeep))
        }
        _ => Ok(html::Still { svg: format!("<svg id=\"{}\"></svg>", request.id) }),
    })
}

/// The tags of a page outside scripts: name, attributes, whether it closes.
fn tags(html: &str) -> Vec<(String, String, bool)> {
    let mut list = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, next) = after.split_once('>').unwrap();
        rest = next;
        let closes = tag.starts_with('/');
        let tag = tag.trim_start_matches('/');
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        list.push((name.to_owned(), attributes.to_owned(), closes));
        if name == "script" && !closes {
            rest = rest.split_once("</script>").unwrap().1;
            list.push(("script".into(), String::new(), true));
        }
    }
    list
}

fn values<'a>(tags: &'a [(String, String, bool)], name: &str) -> Vec<&'a str> {
    let start = format!("{name}=\"");
    tags.iter()
        .filter_map(|(_, attributes, _)| {
            let at = attributes.match_indices(&start).find(|(at, _)| {
                *at == 0 || attributes.as_bytes().get(at - 1).is_some_and(u8::is_ascii_whitespace)
            })?;
            attributes[at.0 + start.len()..].split('"').next()
        })
        .collect()
}

#[test]
fn the_report_is_whole() {
    let report = read(&text());
    assert_eq!((report.figures.len(), report.charts.len()), (144, 14));
    assert_eq!((report.checks.len(), report.headlines.len()), (86, 6));
    let placed: Vec<_> = report.sections.iter().flat_map(|it| &it.charts).collect();
    assert_eq!(placed.len(), 14);
    for chart in &report.charts {
        assert!(!chart.title.zh.is_empty() && !chart.title.en.is_empty(), "{}", chart.id);
        assert!(entry::drawn(&report, chart).len() > 1, "{}", chart.id);
    }
    // A repeat, a rank or a threshold is never drawn.
    for id in report.charts.iter().flat_map(|chart| entry::drawn(&report, chart)) {
        let figure = report.figure(&id);
        assert!(figure.is_none_or(|it| it.chartable), "{id}");
    }
}

#[test]
fn pages_are_well_formed() {
    let report = read(&text());
    for lang in [Lang::Zh, Lang::En] {
        let made = page(&report, lang, None);
        assert!(made.broken.is_empty());
        let tags = tags(&made.html);
        let mut open: Vec<&str> = Vec::new();
        for (name, _, closes) in &tags {
            if ["!doctype", "meta", "link"].contains(&&**name) {
                continue;
            }
            if *closes {
                assert_eq!(open.pop(), Some(&**name));
            } else {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?}");
        let ids = values(&tags, "id");
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "an id stands twice");
        for link in values(&tags, "href").iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(known.contains(link), "nothing has the id {link}");
        }
        for id in values(&tags, "data-figure") {
            assert!(known.contains(&*format!("f-{id}")), "{id} is nowhere told");
        }
        for (_, attributes, _) in &tags {
            for part in attributes.split([' ', '\n']) {
                let name = part.split_once('=').map_or("", |(name, _)| name);
                assert!(!name.starts_with("on") && name != "style", "{part}");
            }
        }
    }
}

#[test]
fn every_chart_has_pictures_and_a_table_and_every_figure_a_place() {
    let report = read(&text());
    let made = page(&report, Lang::Zh, None);
    for chart in &report.charts {
        for (class, _) in html::WIDTHS {
            assert!(made.html.contains(&format!("<svg id=\"{}-{class}\">", chart.id)));
        }
        let table = format!("<table id=\"{}-values\">", chart.id);
        let table = made.html.split_once(&table).unwrap().1.split_once("</table>").unwrap().0;
        assert_eq!(table.matches("<tr data-figure").count(), entry::drawn(&report, chart).len());
    }
    for figure in &report.figures {
        assert_eq!(made.html.matches(&format!("id=\"f-{}\"", figure.id)).count(), 1);
    }
    for words in ["文中这样说", "预计45.5亿元", "近1.8万户", "为什么加起来不是63", "第143行"]
    {
        assert!(made.html.contains(words), "{words}");
    }
    let english = page(&report, Lang::En, None).html;
    for words in
        ["so the article says", "¥4.55\u{a0}bn (forecast)", "nearly 18,000\u{a0}households"]
    {
        assert!(english.contains(words), "{words}");
    }
}

#[test]
fn a_broken_chart_says_so_in_its_own_place() {
    let report = read(&text());
    let made = page(&report, Lang::Zh, Some("c07"));
    let places: Vec<String> = made.broken.iter().map(ToString::to_string).collect();
    assert_eq!(places, ["#c07 /mark: nested too deep"]);
    assert_eq!(made.html.matches("<shushuo-chart").count(), 13);
    let own = made.html.split_once("id=\"c07\"").unwrap().1.split_once("</figure>").unwrap().0;
    assert!(own.contains("嵌套太深") && own.contains("c07-values"));
    // What a spec asks for and is not there is said likewise.
    let text =
        text().replace("\"data\": { \"name\": \"rates\" }", "\"data\": {\"name\": \"rate\"}");
    let text = text.replace("\"name\": \"rates\"", "\"name\": \"rate\"");
    let made = page(&read(&text), Lang::En, None);
    assert!(made.broken.iter().any(|why| why.to_string().contains("did you mean \"rates\"?")));
    assert!(made.html.contains("<figure class=\"chart\" id=\"c01\">"));
}
