//! A report as its author wrote it: the figures of a source text with their
//! places, the charts and the prose that use them, and what was recomputed.
//!
//! [`crate::report::parse()`] reads it from `report.json`; nothing here is computed.

pub use super::figure::{
    Check, Date, Derived, Figure, Measure, Member, Operands, Part, Period, PeriodBasis, Qualifier,
    Relation, Series, Verdict,
};
use crate::base::json::Json;
use crate::error::Lang;
use std::collections::HashMap;
use std::rc::Rc;

/// A text in the two languages of a page: the members `…_zh` and `…_en` of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: Rc<str>,
    /// English.
    pub en: Rc<str>,
}

impl Words {
    /// The text in a language; where it is empty, the other one.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh if self.zh.is_empty() => &self.en,
            Lang::En if self.en.is_empty() => &self.zh,
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Whether there is nothing in either language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// A whole report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Its title.
    pub title: Words,
    /// One sentence under the title: whose claims these are.
    pub lead: Words,
    /// The language of the page; none is a page in each of the two.
    pub lang: Option<Lang>,
    /// The text the figures were taken from.
    pub source: Source,
    /// Other pages, in the foot.
    pub links: Vec<Link>,
    /// The file with the look, beside the report; empty is none.
    pub theme: Rc<str>,
    /// The numbers set large at the top.
    pub headlines: Vec<Number>,
    /// The sections in the order of the page.
    pub sections: Vec<Section>,
    /// The charts; sections place them by id.
    pub charts: Vec<Chart>,
    /// The figures in the order of the source text.
    pub figures: Vec<Figure>,
    /// Groups of figures that charts draw.
    pub series: Vec<Series>,
    /// The years the source text names.
    pub dates: Vec<Date>,
    /// Numbers computed from figures.
    pub derived: Vec<Derived>,
    /// Relations between figures that can be recomputed.
    pub checks: Vec<Check>,
    /// What the source text leaves open.
    pub gaps: Vec<Gap>,
    /// Where figures stand in the list by their ids, once it is whole.
    pub(super) places: HashMap<Rc<str>, usize>,
}

thread_local! {
    static EMPTY: Rc<str> = Rc::from("");
}

/// The empty text, one for all: a long report has many.
pub(super) fn empty() -> Rc<str> {
    EMPTY.with(Clone::clone)
}

impl Report {
    /// The figure with this id.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        let known = self.places.get(id).and_then(|at| self.figures.get(*at));
        if let Some(figure) = known.filter(|figure| &*figure.id == id) {
            return Some(figure);
        }
        // A list that was changed since is looked through.
        let whole = known.is_none() && self.places.len() == self.figures.len();
        if whole { None } else { self.figures.iter().find(|figure| &*figure.id == id) }
    }

    /// The computed number with this id.
    #[must_use]
    pub fn derived(&self, id: &str) -> Option<&Derived> {
        self.derived.iter().find(|derived| &*derived.id == id)
    }

    /// The series with this id.
    #[must_use]
    pub fn series(&self, id: &str) -> Option<&Series> {
        self.series.iter().find(|series| &*series.id == id)
    }

    /// The check with this id.
    #[must_use]
    pub fn check(&self, id: &str) -> Option<&Check> {
        self.checks.iter().find(|check| &*check.id == id)
    }

    /// The chart with this id.
    #[must_use]
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        self.charts.iter().find(|chart| &*chart.id == id)
    }
}

/// The text the figures were taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its file name; the file need not be there.
    pub file: Rc<str>,
    /// Its SHA-256, in lower-case hexadecimal; empty when the author gives none.
    pub sha256: Rc<str>,
    /// Its number of lines; 0 when the author gives none.
    pub lines: u32,
    /// What it is.
    pub subject: Words,
    /// Whether it is in English; without, it is in Chinese.
    pub english: bool,
    /// Whether the page may show all of it: then the file stands beside the report.
    pub shipped: bool,
}

/// A link to another page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The address, from the folder of the first page.
    pub href: Rc<str>,
    /// What it says.
    pub text: Words,
}

/// A number set as a number, not drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// The id of a figure or a computed number.
    pub figure: Rc<str>,
    /// How it is set; empty is its value in words.
    pub text: Words,
    /// What it counts.
    pub caption: Words,
    /// What it is not.
    pub note: Words,
}

/// A part of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its id, an anchor of the page.
    pub id: Rc<str>,
    /// Our heading.
    pub title: Words,
    /// The heading it has in the source text; empty is none.
    pub heading: Rc<str>,
    /// The line of that heading; 0 is none.
    pub heading_line: u32,
    /// Paragraphs. `{id}` in them is a figure or computed number in words,
    /// `{id|words}` those words; both lead to its place.
    pub text: Vec<Words>,
    /// Ids of charts, in order.
    pub charts: Vec<Rc<str>>,
    /// Boxes, after the charts.
    pub boxes: Vec<Panel>,
    /// Numbers set as numbers, after the boxes.
    pub numbers: Vec<Number>,
    /// A list the page makes itself.
    pub shows: Shows,
}

/// A list the page makes itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shows {
    /// None.
    #[default]
    Nothing,
    /// The checks to see.
    Checks,
    /// All figures by line.
    Figures,
    /// What the source text leaves open.
    Gaps,
    /// The source text, its figures as links; nothing when the page may not show it.
    Source,
    /// The figures of a series, as a list.
    Series(Rc<str>),
}

/// A box beside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// Its id, an anchor of the page.
    pub id: Rc<str>,
    /// Its heading.
    pub title: Words,
    /// Paragraphs, as in [`Section`].
    pub text: Vec<Words>,
    /// Numbers set as numbers.
    pub numbers: Vec<Number>,
    /// Ids of checks, whose working it shows.
    pub checks: Vec<Rc<str>>,
}

/// A chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// Its id, an anchor of the page.
    pub id: Rc<str>,
    /// The finding, as a sentence.
    pub title: Words,
    /// What keeps the picture from misleading, under the title.
    pub note: Words,
    /// Whether it stays narrow on a wide screen, its words beside it.
    pub narrow: bool,
    /// More below the picture.
    pub foot: Words,
    /// The spec: Vega-Lite. An object of just `zh` and `en` in it stands for the
    /// one in the page's language. Data is asked for by the name of a series or
    /// of one of `tables`.
    pub spec: Json,
    /// Tables of its own: a name, and rows as [`crate::report::table`] describes them.
    pub tables: Vec<(Rc<str>, Vec<Json>)>,
    /// Ids of checks shown with it.
    pub checks: Vec<Rc<str>>,
}

/// Something the source text leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// Its id.
    pub id: Rc<str>,
    /// The lines it is about.
    pub lines: Vec<u32>,
    /// `cut`, `missing`, `repeat`, `ambiguous`, `trap`, `typo`, `scope` …
    pub kind: Rc<str>,
    /// What is open.
    pub text: Words,
    /// Ids of the figures concerned.
    pub figures: Vec<Rc<str>>,
}
