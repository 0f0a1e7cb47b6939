//! Legends: symbols with labels, colour bars, bands.
//!
//! Source: Vega-Lite, "Legend"; Vega, "Legends": rows and columns of entries,
//! lengths of colour bars, labels of ranges.

mod bar;
mod look;

use super::{GuideScope, Layout, label};
use crate::base::font::Measure;
use crate::base::geometry::{Point, Size};
use crate::base::value::Value;
use crate::mark::text::{guide_paint, read_style};
use crate::mark::words;
use crate::resolve::{Channel, LegendSpec, ScaleKind};
use crate::scale::Scale;
use crate::scene::{
    Baseline, Entry, Frame, Ink, Legend, LegendBody, Paint, Rect, Source, Symbol, Text, TextStyle,
};
use std::rc::Rc;

/// A legend in the making.
struct Maker<'a> {
    layout: &'a Layout<'a>,
    spec: &'a LegendSpec,
    frame: usize,
    /// The size of the plot it belongs to: the first one, for a container.
    plot: Size,
}

/// A legend with its items, its corner at 0, 0; [`super::arrange()`] moves it to its place.
#[must_use]
pub fn build(layout: &Layout<'_>, spec: &LegendSpec, frame: usize) -> Option<Legend> {
    let maker = Maker { layout, spec, frame, plot: first_plot(layout, frame) };
    let (channel, id) = spec.scales.first().copied()?;
    let scale = layout.frames.scale(frame, id)?.clone();
    let orient = maker.text("orient").unwrap_or_else(|| "right".into());
    let padding = maker.number("padding", 0.0);
    let title = maker.title(padding);
    let gap = maker.number("titlePadding", 5.0);
    let top = title
        .as_ref()
        .map_or(padding, |title| padding + height(&title.style, title.lines.len()) + gap);
    let bar = maker.is_bar(channel, &scale);
    let (body, grid, size) = if bar {
        let (body, size) = bar::build(&maker, &scale, Point::new(padding, top));
        (body, (1, 1), size)
    } else {
        // Of several scales this one has the labels, as in Vega.
        let ranks = [Channel::Size, Channel::Shape, Channel::Fill, Channel::Color, Channel::Stroke];
        let rank = |channel: Channel| ranks.iter().position(|one| *one == channel).unwrap_or(9);
        let main = spec.scales.iter().min_by_key(|(channel, _)| rank(*channel))?;
        let scale = layout.frames.scale(maker.frame, main.1)?;
        maker.symbols(scale, Point::new(padding, top))?
    };
    let wide = title.as_ref().map_or(0.0, |title| maker.width(title));
    let size = Size::new(wide.max(size.width) + 2.0 * padding, top + size.height + padding);
    let frame = maker.frame(size);
    Some(Legend { orient, origin: Point::default(), size, frame, title, grid, body })
}

/// The size of the first plot at or below a frame.
fn first_plot(layout: &Layout<'_>, frame: usize) -> Size {
    let mut at = frame;
    while let Some(first) = layout.frames.list.get(at).and_then(|frame| frame.children.first()) {
        at = *first;
    }
    layout.frames.list.get(at).map(|frame| frame.size).unwrap_or_default()
}

/// The height of lines of text.
fn height(style: &TextStyle, lines: usize) -> f64 {
    style.font.size + style.line_height * (lines.max(1) as f64 - 1.0)
}

impl Maker<'_> {
    fn scope(&self) -> GuideScope<'_> {
        GuideScope { view: self.layout.view, datum: Value::Null, size: self.plot }
    }

    fn number(&self, name: &str, usual: f64) -> f64 {
        self.spec.look.number(&self.scope(), name).unwrap_or(usual)
    }

    fn given(&self, name: &str) -> Option<f64> {
        self.spec.look.number(&self.scope(), name)
    }

    fn text(&self, name: &str) -> Option<Rc<str>> {
        self.spec.look.text(&self.scope(), name)
    }

    fn measure(&self) -> &dyn Measure {
        self.layout.measure
    }

    /// Whether it is a colour bar: the author's `type`, else a continuous scale of colours alone.
    fn is_bar(&self, channel: Channel, scale: &Scale) -> bool {
        match self.text("type").as_deref() {
            Some("gradient") => return true,
            Some("symbol") => return false,
            _ => {}
        }
        let alone = self.spec.scales.iter().all(|(other, _)| *other == channel);
        alone && self.is_ramp(channel, scale)
    }

    /// Whether its first scale would make a colour bar, were it alone.
    fn leads_with_bar(&self) -> bool {
        self.spec.scales.first().is_some_and(|(channel, id)| {
            self.layout
                .frames
                .scale(self.frame, *id)
                .is_some_and(|scale| self.is_ramp(*channel, scale))
        })
    }

    /// Whether a scale gives continuous colours, of values that are no names.
    fn is_ramp(&self, channel: Channel, scale: &Scale) -> bool {
        let unit = self.spec.def.time_unit.trim_start_matches("utc");
        if !channel.is_color() || matches!(unit, "quarter" | "month" | "day") {
            return false;
        }
        match scale.kind() {
            ScaleKind::Linear
            | ScaleKind::Log
            | ScaleKind::Pow
            | ScaleKind::Sqrt
            | ScaleKind::Symlog
            | ScaleKind::Time
            | ScaleKind::Utc
            | ScaleKind::BinOrdinal => true,
            ScaleKind::Identity
            | ScaleKind::Band
            | ScaleKind::Point
            | ScaleKind::Ordinal
            | ScaleKind::Quantile
            | ScaleKind::Quantize
            | ScaleKind::Threshold => false,
        }
    }

    /// Whether it runs along x: as asked, or by its side.
    fn horizontal(&self, bar: bool) -> bool {
        if let Some(word) = self.text("direction") {
            return &*word == "horizontal";
        }
        match self.text("orient").as_deref() {
            Some("top" | "bottom") => true,
            Some("left" | "right" | "none") | None => false,
            Some(_) => bar,
        }
    }

    fn title(&self, padding: f64) -> Option<Text> {
        if self.spec.title.is_empty() {
            return None;
        }
        let scope = self.scope();
        let mut style = read_style(&self.spec.look, &scope, "title");
        if self.spec.look.get("titleBaseline").is_none() {
            style.baseline = Baseline::Top;
        }
        let paint = guide_paint(&self.spec.look, &scope, "titleColor", "titleOpacity");
        Some(Text {
            x: padding,
            y: padding,
            lines: label::lines(&self.spec.title),
            style: Rc::new(style),
            paint: Rc::new(paint),
            source: Source::none(),
        })
    }

    /// The width of a text, at most its limit.
    fn width(&self, text: &Text) -> f64 {
        let widths = text.lines.iter().map(|line| self.measure().width(&text.style.font, line));
        let widest = widths.fold(0.0, f64::max);
        if text.style.limit > 0.0 { widest.min(text.style.limit) } else { widest }
    }

    fn frame(&self, size: Size) -> Option<Frame> {
        let scope = self.scope();
        let look = &self.spec.look;
        let paint = Paint {
            fill: look.color(&scope, "fillColor").map(Ink::Color),
            stroke: look.color(&scope, "strokeColor").map(Ink::Color),
            stroke_width: self.number("strokeWidth", 1.0),
            ..Paint::default()
        };
        (paint.fill.is_some() || paint.stroke.is_some()).then(|| Frame {
            rect: Rect {
                width: size.width,
                height: size.height,
                radii: [self.number("cornerRadius", 0.0); 4],
                paint: Rc::new(paint),
                source: Source::none(),
                ..Rect::default()
            },
        })
    }

    /// The style and paint of labels.
    fn label_style(&self) -> (TextStyle, Rc<Paint>) {
        let scope = self.scope();
        let style = read_style(&self.spec.look, &scope, "label");
        (style, Rc::new(guide_paint(&self.spec.look, &scope, "labelColor", "labelOpacity")))
    }

    /// The words of values, by `labelExpr` where there is one.
    fn words(&self, scale: &Scale, values: &[Value], count: Option<f64>) -> Vec<Rc<str>> {
        let view = self.layout.view;
        let texts =
            words::ticks(&view.config, view, &self.spec.def, &self.spec.look, scale, values, count);
        label::words(self.layout, &self.spec.at, &self.spec.look, self.plot, values, texts)
    }

    /// The author's values.
    fn given_values(&self) -> Option<Vec<Value>> {
        Some(self.spec.look.value(&self.scope(), "values")?.as_list()?.to_vec())
    }

    /// The values of the entries and their labels.
    fn entries(&self, scale: &Scale) -> (Vec<Value>, Vec<Rc<str>>) {
        if let Some(values) = self.given_values() {
            let texts = self.words(scale, &values, None);
            return (values, texts);
        }
        if matches!(scale.kind(), ScaleKind::Quantile | ScaleKind::Quantize | ScaleKind::Threshold)
        {
            return self.ranges(scale);
        }
        if words::is_binned(&self.spec.def) && !scale.is_discrete() {
            return self.bins(scale);
        }
        let count = self.given("tickCount").unwrap_or(5.0);
        let values = if scale.is_discrete() {
            scale.domain_values()
        } else {
            scale.ticks(Some(count), None, None)
        };
        let mut values = values;
        let limit = self.number("symbolLimit", 30.0).max(1.0) as usize;
        let more = values.len();
        if more > limit && scale.is_discrete() {
            values.truncate(limit - 1);
        }
        let mut texts = self.words(scale, &values, Some(count));
        if values.len() < more {
            texts.push(format!("…{} entries", more - values.len()).into());
            values.push(Value::Null);
        }
        (values, texts)
    }

    /// Entries for bins: each from one edge to the next.
    fn bins(&self, scale: &Scale) -> (Vec<Value>, Vec<Rc<str>>) {
        let edges = self.edges(scale);
        let texts = self.words(scale, &edges, None);
        let pairs = texts.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(format!("{a} – {b}").into()),
            _ => None,
        });
        let pairs: Vec<Rc<str>> = pairs.collect();
        let mut values = edges;
        values.pop();
        (values, pairs)
    }

    /// The edges of the bins that a scale's domain was made of.
    fn edges(&self, scale: &Scale) -> Vec<Value> {
        let domain =
            self.spec.scales.first().and_then(|(_, id)| self.layout.frames.domain(self.frame, *id));
        match domain {
            Some(crate::scale::domain::Domain::Bins { start, stop, step }) if *step > 0.0 => {
                let count = ((stop - start) / step).round().clamp(0.0, 1000.0) as usize;
                (0..=count).map(|i| Value::Number(start + step * i as f64)).collect()
            }
            _ => scale.domain_values(),
        }
    }

    /// Entries for a scale of ranges: below the first threshold, between, above the last.
    fn ranges(&self, scale: &Scale) -> (Vec<Value>, Vec<Rc<str>>) {
        let thresholds: Vec<Value> = scale.cuts().iter().copied().map(Value::Number).collect();
        let texts = self.words(scale, &thresholds, None);
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else {
            return (Vec::new(), Vec::new());
        };
        let mut values = vec![Value::Number(f64::MIN)];
        values.extend(thresholds);
        let mut labels: Vec<Rc<str>> = vec![format!("< {first}").into()];
        labels.extend(texts.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(format!("{a} – {b}").into()),
            _ => None,
        }));
        labels.push(format!("≥ {last}").into());
        (values, labels)
    }

    /// Symbols with labels, in rows and columns.
    fn symbols(&self, scale: &Scale, at: Point) -> Option<(LegendBody, (usize, usize), Size)> {
        let (values, texts) = self.entries(scale);
        if values.is_empty() {
            return None;
        }
        let symbols: Vec<Symbol> = values.iter().map(|value| self.symbol(value)).collect();
        let (style, paint) = self.label_style();
        let style = Rc::new(TextStyle { baseline: Baseline::Middle, ..style });
        let labels: Vec<Text> = texts
            .iter()
            .map(|text| Text {
                x: 0.0,
                y: 0.0,
                lines: label::lines(text),
                style: style.clone(),
                paint: paint.clone(),
                source: Source::none(),
            })
            .collect();
        let count = symbols.len();
        let columns = match self.given("columns") {
            Some(columns) if columns >= 1.0 => (columns as usize).min(count),
            Some(_) => count,
            None if self.horizontal(false) => count,
            None => 1,
        };
        let extent = |symbol: &Symbol| {
            let width = if symbol.paint.stroke.is_some() { symbol.paint.stroke_width } else { 0.0 };
            symbol.size.max(0.0).sqrt() + width
        };
        let widest = symbols.iter().map(extent).fold(0.0, f64::max).max(8.0).ceil();
        let gap = self.number("labelOffset", 4.0);
        let (row_gap, column_gap) =
            (self.number("rowPadding", 2.0), self.number("columnPadding", 10.0));
        let mut column_widths = vec![0.0_f64; columns];
        for (i, label) in labels.iter().enumerate() {
            let width = widest + gap + self.width(label);
            if let Some(slot) = column_widths.get_mut(i % columns) {
                *slot = slot.max(width.ceil());
            }
        }
        let mut entries = Vec::with_capacity(count);
        let (mut y, mut right) = (at.y, at.x);
        let rows = count.div_ceil(columns);
        let mut all = symbols.into_iter().zip(labels);
        for _ in 0..rows {
            let row: Vec<(Symbol, Text)> = all.by_ref().take(columns).collect();
            let tallest = row
                .iter()
                .map(|(symbol, label)| extent(symbol).max(height(&label.style, label.lines.len())))
                .fold(0.0, f64::max)
                .ceil();
            let mut x = at.x;
            for ((mut symbol, mut label), width) in row.into_iter().zip(&column_widths) {
                symbol.x = x + widest / 2.0 + self.number("symbolOffset", 0.0);
                symbol.y = y + tallest / 2.0;
                label.x = x + widest + gap;
                label.y = y + tallest / 2.0;
                x += width + column_gap;
                entries.push(Entry { symbol, label });
            }
            right = right.max(x - column_gap);
            y += tallest + row_gap;
        }
        let size = Size::new(right - at.x, y - row_gap - at.y);
        Some((LegendBody::Symbols(entries), (rows, columns), size))
    }
}
