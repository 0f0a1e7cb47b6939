//! The head of the page, its top and its foot.

use super::text::{escape, script};
use super::{Site, say};
use crate::base::json::Json;
use crate::error::Lang;
use crate::report::model::Report;

/// From the first line to the end of the page's header.
pub fn open(out: &mut String, report: &Report, site: &Site, lang: Lang) {
    let title = escape(report.title.get(lang));
    let lead = escape(report.lead.get(lang));
    let (here, there) = (say(lang, "zh-CN", "en"), say(lang, "en", "zh-CN"));
    let Site { pkg, css, other, theme, .. } = site;
    let (mut alternate, mut link) = (String::new(), String::new());
    if !other.is_empty() {
        let name = say(lang, "English", "中文");
        alternate = format!("<link rel=\"alternate\" hreflang=\"{there}\" href=\"{other}\">\n");
        link = format!(
            "<p class=\"lang\"><a href=\"{other}\" hreflang=\"{there}\" lang=\"{there}\">{name}</a></p>\n"
        );
    }
    out.push_str(&format!(
        "<!doctype html>\n<html lang=\"{here}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<meta name=\"description\" content=\"{lead}\">\n\
         <meta property=\"og:title\" content=\"{title}\">\n\
         <meta property=\"og:description\" content=\"{lead}\">\n\
         {alternate}<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"{css}page.css\">\n\
         <link rel=\"stylesheet\" href=\"{css}theme.css\">\n\
         <link rel=\"modulepreload\" href=\"{pkg}shushuo.js\">\n\
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin \
         href=\"{pkg}shushuo_bg.wasm\">\n\
         <script type=\"module\" src=\"{pkg}shushuo-element.js\"></script>\n\
         <script type=\"module\" src=\"{css}page.js\"></script>\n\
         <script type=\"application/json\" id=\"shushuo-theme\">{}</script>\n</head>\n",
        script(&theme.write()),
    ));
    out.push_str(&format!(
        "<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n<header class=\"top\">\n\
         {link}<p class=\"kicker\">{}</p>\n<h1>{title}</h1>\n<p class=\"lead\">{lead}</p>\n</header>\n",
        say(lang, "跳到正文", "Skip to the text"),
        escape(report.source.subject.get(lang)),
    ));
}

/// The foot of the page and all that is open.
pub fn close(out: &mut String, report: &Report, site: &Site, lang: Lang) {
    let source = &report.source;
    let (figures, charts, checks) =
        (report.figures.len(), report.charts.len(), report.checks.len());
    let counts = match lang {
        Lang::Zh => format!("{figures}个数、{charts}张图、{checks}条验算。"),
        Lang::En => format!("{figures} figures, {charts} charts, {checks} checks."),
    };
    let file = match lang {
        Lang::Zh => format!("原文{}（{}行）", escape(&source.file), source.lines),
        Lang::En => format!("Source text {} ({} lines)", escape(&source.file), source.lines),
    };
    out.push_str(&format!(
        "<footer>\n<p>{counts}{}</p>\n<p>{file}, SHA-256 <code>{}</code></p>\n",
        say(
            lang,
            "图由数说（shushuo）绘制，每个数都连着它在原文里的那一行。",
            " Drawn by shushuo; each figure leads to its line in the source text."
        ),
        escape(&source.sha256),
    ));
    for link in &report.links {
        let elsewhere = link.href.contains("://") || link.href.starts_with('/');
        let base = if elsewhere { "" } else { &site.css };
        let (href, said) = (escape(&link.href), escape(link.text.get(lang)));
        out.push_str(&format!("<p><a href=\"{base}{href}\">{said}</a></p>\n"));
    }
    out.push_str("</footer>\n</body>\n</html>\n");
}

/// Style sheet rules that give the colours of still pictures their dark
/// counterparts, from the `dark` of a theme.
#[must_use]
pub fn dark_rules(theme: &Json) -> String {
    let mut out = String::from("@media screen and (prefers-color-scheme: dark) {\n");
    for (light, dark) in theme.get("dark").and_then(Json::members).unwrap_or_default() {
        let Some(dark) = dark.text() else { continue };
        for property in ["fill", "stroke", "stop-color"] {
            out.push_str(&format!("  .still [{property}=\"{light}\"] {{ {property}: {dark}; }}\n"));
        }
    }
    out.push_str("}\n");
    out
}
