//! A report as a page: complete without scripts, canvases over it with them.
//!
//! # What the scripts find
//!
//! ```html
//! <html lang="zh-CN">
//!   <script type="application/json" id="shushuo-theme">{"config": {…}, "dark": {"#1c2733": "#e6eaee", …}}</script>
//!   …
//!   <figure class="chart" id="c01">            <!-- class "narrow" too when it stays narrow -->
//!     <figcaption><h3 id="c01-title"><a href="#c01">the finding</a></h3><p class="note">…</p></figcaption>
//!     <shushuo-chart data-chart="c01" data-lang="zh">
//!       <script type="application/json">{a Vega-Lite spec, its rows in "datasets"}</script>
//!       <div class="still">
//!         <div class="at-phone">SVG</div> <div class="at-hand">SVG</div> <div class="at-desk">SVG</div>
//!       </div>
//!     </shushuo-chart>
//!     <div class="tools"><details class="values"><summary>…</summary><table id="c01-values">…</table></details></div>
//!     <p class="foot">…</p> <ul class="checks">…</ul>
//!   </figure>
//!   …
//!   <li id="f-gdp-growth" class="entry">value, subject, phrase, line, note</li>
//! ```
//!
//! - The spec has no `config` and `width: "container"`: lay `config` of the theme
//!   under it. In dark mode each colour of spec and config that is a key of
//!   `dark` is drawn as its value; the SVGs change through style sheet rules.
//! - Just one of the three SVGs shows at a time, by the width of the screen.
//!   `still` goes when a canvas stands in its place and comes back when that
//!   fails. Both have the same height at every width, so the page does not jump.
//! - The `figure` of a mark is an id. The element `f-` + id has what a reader
//!   is told of it: its children, copied, are the panel of the mark. Every
//!   figure, every computed number and every row of a series has one.
//! - Where the source text is shipped, its section has `<a class="said" id="t-ID" href="#f-ID"
//!   data-figure="ID">` for each figure: `data-figure` is the id its marks have.
//! - Each row of `#c01-values` has `data-figure`, the id its marks have.
//! - Buttons and panels the scripts make go into `.tools`, after `.values`.
//! - A chart that cannot be drawn has `<p class="problem">` with the message
//!   and no `shushuo-chart`; its table stands all the same.

mod chart;
mod checks;
mod figures;
mod head;
mod section;
mod source;
mod text;

pub use self::head::dark_rules;

use super::model::Report;
use crate::base::json::Json;
use crate::error::{Diagnostic, Lang, Result};

/// The widths, in CSS pixels, that stills are drawn at, with the class of
/// each: a small phone of 320, a phone of 375 or more, a desk.
pub const WIDTHS: [(&str, f64); 3] = [("at-phone", 288.0), ("at-hand", 343.0), ("at-desk", 680.0)];

/// The width at a desk of a chart that stays narrow.
pub const NARROW: f64 = 420.0;

/// A picture that the page asks for.
#[derive(Clone, Copy, Debug)]
pub struct ChartRequest<'a> {
    /// The chart's id with the class of its width, for ids inside the picture.
    pub id: &'a str,
    /// Its name: the finding.
    pub name: &'a str,
    /// What it shows, in words: subjects and values, for those who do not see it.
    pub shows: &'a str,
    /// The language of numbers and messages.
    pub lang: Lang,
    /// The spec, without the theme's `config`.
    pub spec: &'a Json,
    /// The width of its container in pixels.
    pub width: f64,
}

/// A picture drawn.
#[derive(Clone, Debug, Default)]
pub struct Still {
    /// The `<svg>` element, with its role, name and description.
    pub svg: String,
}

/// What does not depend on the report.
#[derive(Clone, Debug)]
pub struct Site {
    /// The theme: `config` and `dark`; null is none.
    pub theme: Json,
    /// The address of the folder of the engine, with its slash: `../pkg/`.
    pub pkg: String,
    /// The address of the folder of the style sheets, with its slash or empty.
    pub css: String,
    /// The address of the page in the other language; empty when there is none.
    pub other: String,
    /// The source text, when the page ships it; else empty.
    pub text: String,
}

/// A page written.
#[derive(Clone, Debug)]
pub struct Page {
    /// The HTML.
    pub html: String,
    /// Why charts are not on it, each with its chart as `file`.
    pub broken: Vec<Diagnostic>,
}

/// Draws one picture.
pub type Draw<'a> = &'a dyn Fn(&ChartRequest) -> Result<Still>;

/// The page of a report in one language.
///
/// A chart that cannot be drawn leaves its message in its own place, in the
/// page's language, and a diagnostic in [`Page::broken`]; the others stand.
#[must_use]
pub fn page(report: &Report, site: &Site, lang: Lang, draw: Draw) -> Page {
    let mut broken = Vec::new();
    let source = source::Source::new(&site.text);
    let source = source.as_ref();
    let mut out = String::with_capacity(1 << 18);
    head::open(&mut out, report, site, lang);
    out.push_str("<main id=\"main\">\n");
    section::headlines(&mut out, report, lang);
    section::contents(&mut out, report, lang);
    for it in &report.sections {
        section::write(&mut out, report, it, source, (lang, draw), &mut broken);
    }
    out.push_str("</main>\n");
    head::close(&mut out, report, site, lang);
    Page { html: out, broken }
}

/// One of two texts.
fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
