//! A chart as JavaScript holds it.

use super::measure::widths;
use super::{convert, far};
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::chart::{Chart, Far, LONG, Options};
use crate::data::{Column, Sources, Table};
use crate::error::{Diagnostic, Lang, Notes};
use crate::interact::hover::Index;
use crate::layout::size::Container;
use crate::paint::canvas;
use crate::resolve::{Extent, NodeKind, ScaleId, ScaleSpec};
use crate::scene::Scene;
use crate::scene::hit::Hit;
use crate::spec::source::Origin;
use crate::transform::flow;
use js_sys::{Float64Array, Uint32Array};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlCanvasElement, HtmlImageElement};

/// What a call gives: its value, or the diagnostics as a list.
type Told<T> = std::result::Result<T, JsValue>;

/// One chart: resolved, with its data, and the scene that is on its canvas.
#[wasm_bindgen]
pub struct Drawing {
    pub(super) chart: Chart,
    pub(super) locale: Locale,
    pub(super) tooltip: bool,
    sources: Sources,
    /// Whether the tables are those of the sources.
    loaded: bool,
    /// A table being handed over.
    table: Table,
    /// Its columns that are long, which may stay where they are.
    long: Vec<(Rc<str>, Float64Array)>,
    /// The tables whose columns did.
    far: Vec<(Rc<str>, Far)>,
    /// The scene, and what it was drawn for.
    pub(super) scene: Option<Scene>,
    drawn_for: (f64, f64),
    /// Whether some of its marks state figures.
    pub(super) figures: bool,
    pub(super) index: Option<Index>,
    pub(super) targets: Option<Vec<Hit>>,
    pub(super) hovered: Option<Hit>,
    /// The scales that gestures moved, as they were before.
    pub(super) before: Vec<(ScaleId, ScaleSpec)>,
    pub(super) images: Vec<(Rc<str>, HtmlImageElement)>,
}

#[wasm_bindgen]
impl Drawing {
    /// Reads a spec, an object or JSON text; `theme` is a `config` under its own, or nothing.
    /// `zh` says whether numbers and messages are Chinese, `tooltip` whether marks that do
    /// not say have a tip.
    ///
    /// # Errors
    ///
    /// What is wrong in the spec.
    #[wasm_bindgen(constructor)]
    pub fn new(spec: JsValue, theme: JsValue, zh: bool, tooltip: bool) -> Told<Self> {
        let lang = if zh { Lang::Zh } else { Lang::En };
        let locale = Locale::of(lang);
        let told = |why: Diagnostic| convert::diagnostics(&[why], lang);
        let json = convert::json(spec).map_err(told)?;
        let theme = convert::json(theme).map_err(told)?;
        let options = Options {
            locale: locale.clone(),
            theme: Some(theme).filter(|theme| !theme.is_null()),
            ..Options::default()
        };
        let (view, notes) = Chart::resolve(&json, &options).map_err(told)?;
        Ok(Self {
            chart: Chart {
                view,
                tables: Vec::new(),
                notes,
                far: Vec::new(),
                moved: Vec::new(),
                built: None,
            },
            locale,
            tooltip,
            sources: Sources::new(),
            loaded: false,
            table: Table::default(),
            long: Vec::new(),
            far: Vec::new(),
            scene: None,
            drawn_for: (f64::NAN, f64::NAN),
            figures: false,
            index: None,
            targets: None,
            hovered: None,
            before: Vec::new(),
            images: Vec::new(),
        })
    }

    /// The urls that the spec wants read, each once; `undefined` when there are none.
    ///
    /// # Errors
    ///
    /// What is wrong in the description of a source.
    pub fn wanted(&self) -> Told<Option<Vec<String>>> {
        let list = flow::wanted(&mut Notes::new(), &self.chart.view)
            .map_err(|why| convert::diagnostics(&[why], self.locale.lang))?;
        let mut urls: Vec<String> = Vec::new();
        for source in list {
            if let Origin::Url(url) = &source.origin
                && source.name.as_ref().is_none_or(|name| self.sources.named(name).is_none())
                && !urls.iter().any(|known| **known == **url)
            {
                urls.push(url.to_string());
            }
        }
        Ok(Some(urls).filter(|urls| !urls.is_empty()))
    }

    /// Hands over the bytes of a url.
    pub fn file(&mut self, url: &str, bytes: &[u8]) {
        self.sources.file(url, bytes.into());
        self.stale();
    }

    /// Says why a url could not be read.
    pub fn failed(&mut self, url: &str, why: &str) {
        self.sources.failed(url, why);
        self.stale();
    }

    /// Hands over a column of numbers, or of times.
    ///
    /// # Errors
    ///
    /// A column that is not as long as those before it.
    pub fn numbers(&mut self, name: &str, numbers: Float64Array, times: bool) -> Told<()> {
        if !times && numbers.length() as usize >= LONG && self.table.rows() == 0 {
            self.long.push((name.into(), numbers));
            return Ok(());
        }
        self.column(name, convert::numbers(&numbers, times))
    }

    /// Hands over a column of texts: a code a row, and the distinct words with U+0000 between them.
    ///
    /// # Errors
    ///
    /// As for [`Drawing::numbers`].
    pub fn texts(&mut self, name: &str, codes: &Uint32Array, words: &str) -> Told<()> {
        self.column(name, convert::texts(codes, words))
    }

    /// Hands over a column of anything: a list.
    ///
    /// # Errors
    ///
    /// As for [`Drawing::numbers`].
    pub fn mixed(&mut self, name: &str, values: JsValue) -> Told<()> {
        let column = convert::mixed(values);
        let column = column.map_err(|why| convert::diagnostics(&[why], self.locale.lang))?;
        self.column(name, column)
    }

    /// The columns handed over become the table `name`. Long ones stay where they are when the
    /// chart only draws them.
    ///
    /// # Errors
    ///
    /// As for [`Drawing::numbers`].
    pub fn table(&mut self, name: &str) -> Told<()> {
        self.far.retain(|(known, _)| **known != *name);
        let long = std::mem::take(&mut self.long);
        let far =
            if self.table.rows() == 0 { far::table(&self.chart.view, name, &long) } else { None };
        let mut table = std::mem::take(&mut self.table);
        if let Some((far, stand)) = far {
            self.far.push((name.into(), far));
            table = stand;
        } else {
            // Long columns came first.
            self.table = Table::default();
            for (name, numbers) in &long {
                self.column(name, convert::numbers(numbers, false))?;
            }
            let rest = std::mem::replace(&mut table, std::mem::take(&mut self.table));
            for (name, column) in rest.columns() {
                let set = table.set(name, column.clone());
                set.map_err(|why| convert::diagnostics(&[why], self.locale.lang))?;
            }
        }
        self.chart.far = self.far.iter().map(|(_, far)| far.clone()).collect();
        self.sources.table(name, table);
        self.stale();
        Ok(())
    }

    /// Gives the scales of a channel a domain; whether there are such scales.
    pub fn domain(&mut self, channel: &str, low: f64, high: f64) -> bool {
        let mut found = false;
        self.chart.built.get_or_insert_default();
        self.before.clear();
        for scale in &mut self.chart.view.scales {
            if scale.channel.name() == channel {
                set_domain(scale, [low, high]);
                found = true;
            }
        }
        self.forget();
        found
    }

    /// Whether the picture's size hangs on its container: 1 on the width, 2 on the height, 3 on both.
    #[must_use]
    pub fn fluid(&self) -> u32 {
        let NodeKind::Plot(plot) = &self.chart.view.root.kind else { return 0 };
        let of = |extent: Extent| u32::from(extent == Extent::Container);
        of(plot.width) + 2 * of(plot.height)
    }

    /// Lays the picture out for a container of this size, which `paint` does when it is not done.
    ///
    /// # Errors
    ///
    /// What is wrong in the data.
    pub fn arrange(&mut self, width: f64, height: f64) -> Told<()> {
        let lang = self.locale.lang;
        self.try_arrange(width, height).map_err(|why| convert::diagnostics(&[why], lang))
    }

    /// Draws on a canvas: `width` and `height` are the container's, `dpr` device pixels
    /// make a CSS pixel. Gives the size of the picture in CSS pixels, and 1 when it has images.
    ///
    /// # Errors
    ///
    /// What is wrong in the data, or a picture that no canvas holds.
    pub fn paint(
        &mut self,
        canvas: &HtmlCanvasElement,
        width: f64,
        height: f64,
        dpr: f64,
    ) -> Told<Vec<f64>> {
        let lang = self.locale.lang;
        self.try_paint(canvas, width, height, dpr).map_err(|why| convert::diagnostics(&[why], lang))
    }

    /// The warnings, as a list.
    #[must_use]
    pub fn notes(&self) -> JsValue {
        convert::diagnostics(self.chart.notes.list(), self.locale.lang)
    }

    /// Fonts have come: all widths are measured anew, and the scene is made anew.
    pub fn fonts(&mut self) {
        widths().forget();
        self.chart.built = None;
        self.forget();
    }
}

/// Gives a scale a domain of its own.
pub(super) fn set_domain(scale: &mut ScaleSpec, ends: [f64; 2]) {
    scale.own.set("domain", Json::List(ends.map(Json::Number).to_vec()));
    scale.nice = false;
    scale.zero = false;
}

impl Drawing {
    fn column(&mut self, name: &str, column: Column) -> Told<()> {
        let set = self.table.set(name, column);
        set.map_err(|why| convert::diagnostics(&[why], self.locale.lang))
    }

    /// The tables are no longer those of the sources.
    fn stale(&mut self) {
        self.loaded = false;
        self.chart.built = None;
        self.forget();
    }

    /// The scene is no longer that of the chart.
    pub(super) fn forget(&mut self) {
        self.drawn_for = (f64::NAN, f64::NAN);
    }

    fn try_arrange(&mut self, width: f64, height: f64) -> crate::error::Result<()> {
        if !self.loaded {
            let Chart { view, tables, notes, .. } = &mut self.chart;
            *tables = flow::tables(notes, view, &self.sources)?;
            self.loaded = true;
        }
        let widths = widths();
        if self.drawn_for != (width, height) || self.scene.is_none() {
            let options = Options {
                measure: &*widths,
                locale: self.locale.clone(),
                container: Container { width: Some(width), height: Some(height) },
                theme: None,
            };
            self.scene = Some(self.chart.scene(&options)?);
            self.drawn_for = (width, height);
            (self.index, self.targets, self.hovered) = (None, None, None);
        }
        Ok(())
    }

    fn try_paint(
        &mut self,
        canvas: &HtmlCanvasElement,
        width: f64,
        height: f64,
        dpr: f64,
    ) -> crate::error::Result<Vec<f64>> {
        self.try_arrange(width, height)?;
        let Some(scene) = &self.scene else { return Ok(Vec::new()) };
        canvas::paint(canvas, &*widths(), scene, dpr, &|url| self.found(url))?;
        Ok(vec![scene.size.width, scene.size.height, f64::from(u8::from(self.has_images()))])
    }
}
