//! Legends: symbols with labels, colour bars, bands.
//!
//! Source: Vega-Lite, "Legend"; Vega, "Legends": rows and columns of entries,
//! lengths of colour bars, labels of ranges.

mod bar;
mod look;

use super::{Guide, Layout, label};
use crate::base::font::Measure;
use crate::base::geometry::{Point, Size};
use crate::base::value::Value;
use crate::mark::words;
use crate::resolve::selection::Want;
use crate::resolve::{Channel, LegendSpec, NodeKind, ScaleKind};
use crate::scale::{Domain, Scale};
use crate::scene::{
    Align, Baseline, Entry, Frame, Legend, LegendBody, Paint, Rect, Symbol, Text, TextStyle,
};
use std::rc::Rc;

/// A legend in the making.
struct Maker<'a> {
    layout: &'a Layout<'a>,
    spec: &'a LegendSpec,
    frame: usize,
    guide: Guide<'a>,
}

/// A legend with its items, its corner at 0, 0; [`super::arrange()`] moves it to its place.
#[must_use]
pub fn build(layout: &Layout<'_>, spec: &LegendSpec, frame: usize) -> Option<Legend> {
    let unit = spec.units.first();
    let own = |frame: &&crate::scale::Frame<'_>| match &frame.node.kind {
        NodeKind::Plot(plot) => unit.is_some_and(|unit| plot.units.contains(unit)),
        NodeKind::Concat(_) | NodeKind::Facet(..) => false,
    };
    // The plot that it explains.
    let list = &layout.frames.list;
    let plot =
        list.iter().skip(frame).find(own).or(list.get(layout.frames.first_plot(frame)))?.size;
    let guide = layout.guide(&spec.look, plot);
    let maker = Maker { layout, spec, frame, guide };
    let padding = maker.number("padding", 0.0);
    let bar = maker.is_bar()?;
    let beside = maker.guide.which("titleOrient", &SIDES);
    let mut title = maker.title(bar && !maker.horizontal(true));
    // The title with its distance from the body.
    let (mut wide, mut high) = (0.0, 0.0);
    if let Some(title) = &title {
        let gap = maker.number("titlePadding", 5.0);
        (wide, high) = (maker.width(title), height(title));
        if title.style.angle_deg != 0.0 {
            (wide, high) = (high, wide);
        }
        if beside < 2 { wide += gap } else { high += gap }
    }
    let at = Point::new(
        padding + if beside == 0 { wide } else { 0.0 },
        padding + if beside > 2 { high } else { 0.0 },
    );
    let (body, grid, size) = if bar {
        let (body, size) = bar::build(&maker, maker.scale(0)?, at);
        (body, (1, 1), size)
    } else {
        maker.symbols(maker.scale(maker.telling())?, at)?
    };
    let inner = if beside < 2 {
        Size::new(size.width + wide, size.height.max(high))
    } else {
        Size::new(size.width.max(wide), size.height + high)
    };
    if let Some(title) = &mut title {
        let upright = title.style.angle_deg != 0.0;
        let share = match title.style.align {
            Align::Left => 0.0,
            Align::Center => 0.5,
            Align::Right => 1.0,
        };
        let share = if beside < 2 { 0.0 } else { share };
        title.x = padding + if beside == 1 { inner.width } else { inner.width * share };
        let middle = title.style.baseline == Baseline::Middle || upright;
        title.y = padding + if middle { inner.height / 2.0 } else { 0.0 };
        if beside == 1 && !upright {
            title.x -= wide;
        }
        if beside == 2 {
            title.y += size.height + high - height(title);
        }
    }
    let size = Size::new(inner.width + 2.0 * padding, inner.height + 2.0 * padding);
    let orient = maker.spec.look.text(&maker.guide.scope, "orient");
    Some(Legend {
        orient: orient.unwrap_or_else(|| "right".into()),
        origin: Point::default(),
        size,
        frame: maker.background(size),
        title,
        grid,
        body,
    })
}

/// The sides of a legend that its title may stand at, instead of the top.
const SIDES: [&str; 3] = ["left", "right", "bottom"];

/// The height of the lines of a text.
fn height(text: &Text) -> f64 {
    text.style.font.size + text.style.line_height * (text.lines.len().max(1) as f64 - 1.0)
}

/// The width and height that a symbol takes.
fn extent(symbol: &Symbol) -> f64 {
    let width = if symbol.paint.stroke.is_some() { symbol.paint.stroke_width } else { 0.0 };
    symbol.size.max(0.0).sqrt() + width
}

impl<'a> Maker<'a> {
    fn number(&self, name: &str, usual: f64) -> f64 {
        self.guide.number(name, usual)
    }

    fn measure(&self) -> &dyn Measure {
        self.layout.measure
    }

    /// The scale of its `i`th channel.
    fn scale(&self, i: usize) -> Option<&'a Scale> {
        let (_, id) = self.spec.scales.get(i)?;
        self.layout.frames.scale(self.frame, *id).map(|scale| &**scale)
    }

    /// Which of several scales has the labels, as in Vega.
    fn telling(&self) -> usize {
        let ranks = [Channel::Size, Channel::Shape, Channel::Fill, Channel::Color, Channel::Stroke];
        for channel in ranks {
            if let Some(i) = self.spec.scales.iter().position(|(own, _)| *own == channel) {
                return i;
            }
        }
        0
    }

    /// Whether it is a colour bar: the author's `type`, else a continuous scale of colours alone.
    fn is_bar(&self) -> Option<bool> {
        let (channel, _) = self.spec.scales.first()?;
        Some(match self.guide.which("type", &["gradient", "symbol"]) {
            0 => true,
            1 if !self.is_stepped()
                && self.scale(0).is_none_or(|s| s.kind() != ScaleKind::BinOrdinal) =>
            {
                false
            }
            _ => {
                (self.is_ramp() || self.is_stepped())
                    && self.spec.scales.iter().all(|(other, _)| other == channel)
            }
        })
    }

    /// Whether its first scale gives continuous colours, of values that are no names, so that it
    /// would make a colour bar, were it alone.
    fn is_ramp(&self) -> bool {
        let unit = self.spec.def.time_unit.trim_start_matches("utc");
        let colored = self.spec.scales.first().is_some_and(|(channel, _)| channel.is_color());
        if !colored || matches!(unit, "quarter" | "month" | "day") {
            return false;
        }
        self.scale(0).is_some_and(|scale| {
            matches!(scale, Scale::Continuous(_)) || scale.kind() == ScaleKind::BinOrdinal
        })
    }

    /// Whether its first scale gives colours for parts of the numbers.
    fn is_stepped(&self) -> bool {
        self.spec.scales.first().is_some_and(|(channel, _)| channel.is_color())
            && self.scale(0).is_some_and(bar::is_open)
    }

    /// Whether it runs along x: as asked, or by its side.
    fn horizontal(&self, bar: bool) -> bool {
        let words = ["horizontal", "vertical"];
        let of = |name: &str| self.guide.which(name, &words);
        let given = match of("direction") {
            2 => of(if bar { "gradientDirection" } else { "symbolDirection" }),
            given => given,
        };
        match given {
            0 => true,
            1 => false,
            _ => {
                match self.guide.which("orient", &["top", "bottom", "left", "right", "none", ""]) {
                    0 | 1 => true,
                    2..=5 => false,
                    _ => bar && matches!(self.scale(0), Some(Scale::Continuous(_))),
                }
            }
        }
    }

    /// The title, not yet at its place; beside an upright bar it is turned.
    ///
    /// Source: vega-parser, `legend-title`.
    fn title(&self, upright: bool) -> Option<Text> {
        if self.spec.title.is_empty() {
            return None;
        }
        let side = self.guide.which("titleOrient", &SIDES);
        let anchor = match self.guide.which("titleAnchor", &["start", "middle", "end"]) {
            3 if side < 2 => 1,
            3 => 0,
            given => given,
        };
        let aligns = [Align::Left, Align::Center, Align::Right];
        let lines = [Baseline::Top, Baseline::Middle, Baseline::Bottom];
        let (align, line, angle) = match (side, upright) {
            (0, true) => (anchor, 0, 270.0),
            (1, true) => (2 - anchor, 2, 90.0),
            (0 | 1, false) => (0, anchor, 0.0),
            _ => (anchor, 0, 0.0),
        };
        let align = aligns.get(align).copied().unwrap_or(Align::Left);
        let line = lines.get(line).copied().unwrap_or(Baseline::Top);
        let mut style = self.guide.style("title", align, line);
        style.angle_deg = angle;
        let paint = self.guide.paint("titleColor", "titleOpacity");
        Some(Text::guide((0.0, 0.0), label::lines(&self.spec.title), Rc::new(style), paint))
    }

    /// The width of a text, at most its limit.
    fn width(&self, text: &Text) -> f64 {
        let mut widest: f64 = 0.0;
        for line in &text.lines {
            widest = widest.max(self.measure().width(&text.style.font, line));
        }
        if text.style.limit > 0.0 { widest.min(text.style.limit) } else { widest }
    }

    fn background(&self, size: Size) -> Option<Frame> {
        let (fill, stroke) = (self.guide.ink("fillColor"), self.guide.ink("strokeColor"));
        if fill.is_none() && stroke.is_none() {
            return None;
        }
        let stroke_width = self.number("strokeWidth", 1.0);
        let paint = Paint { fill, stroke, stroke_width, ..Paint::default() };
        let mut rect = Rect::guide((0.0, 0.0), (size.width, size.height), paint);
        rect.radii = [self.number("cornerRadius", 0.0); 4];
        Some(Frame { rect })
    }

    /// The style and paint of labels.
    fn label_style(&self) -> (TextStyle, Rc<Paint>) {
        let mut style = self.guide.style("label", Align::Left, Baseline::Middle);
        style.baseline = Baseline::Middle;
        (style, self.guide.paint("labelColor", "labelOpacity"))
    }

    /// The words of values, by `labelExpr` where there is one.
    fn words(&self, scale: &Scale, values: &[Value], count: Option<f64>) -> Vec<Rc<str>> {
        let (view, look) = (self.layout.view, &self.spec.look);
        let texts = words::ticks(&view.config, view, &self.spec.def, look, scale, values, count);
        label::words(self.layout, &self.spec.at, look, self.guide.scope.size, values, texts)
    }

    /// The author's values.
    fn given_values(&self) -> Option<Vec<Value>> {
        Some(self.spec.look.value(&self.guide.scope, "values")?.as_list()?.to_vec())
    }

    /// The values of the entries and their labels.
    fn entries(&self, scale: &Scale) -> (Vec<Value>, Vec<Rc<str>>) {
        if let Some(values) = self.given_values() {
            let texts = self.words(scale, &values, None);
            return (values, texts);
        }
        let open = bar::is_open(scale);
        let discrete = scale.is_discrete();
        if open || ((words::is_binned(&self.spec.def) || scale.bins().is_some()) && !discrete) {
            return self.parts(scale, open);
        }
        let (count, step) = (self.number("tickCount", 5.0), self.guide.given("tickMinStep"));
        let mut values = if discrete {
            scale.domain_values()
        } else if scale.kind() == ScaleKind::Log {
            scale.label_values(Some(count), step)
        } else {
            scale.ticks(Some(count), None, step)
        };
        let nothing = |value: &Value| scale.value(value).as_number() == Some(0.0);
        if self.spec.scales.iter().any(|(channel, _)| *channel == Channel::Size)
            && values.first().is_some_and(nothing)
        {
            // A symbol without a size tells nothing.
            values.remove(0);
        }
        let limit = self.number("symbolLimit", 30.0).max(1.0) as usize;
        let more = values.len();
        if more > limit {
            values.truncate(limit);
        }
        // Each symbol has a label.
        let log = scale.kind() == ScaleKind::Log;
        let mut texts = self.words(scale, &values, Some(if log { f64::INFINITY } else { count }));
        if let (true, Some(last)) = (more > limit, texts.last_mut()) {
            *last = format!("…{} entries", more + 1 - limit).into();
        }
        (values, texts)
    }

    /// Whether a selection that legends are bound to holds other values than this one.
    fn is_dimmed(&self, value: &Value) -> bool {
        let field = &self.spec.def.field;
        self.layout.view.params.selections.iter().any(|selection| {
            let bound = selection.bind.text().is_some_and(|word| &**word == "legend")
                || selection.bind.get("legend").is_some();
            let mut wants = selection.tuples.iter().flatten().filter(|(name, _)| name == field);
            let held = |want: &Want| match want {
                Want::Equal(own) => own == value,
                Want::OneOf(list) => list.contains(value),
                Want::Between(low, high) => (*low..=*high).contains(&value.to_number()),
            };
            bound && wants.clone().next().is_some() && !wants.any(|(_, want)| held(want))
        })
    }

    /// Entries for bins, each from one edge to the next; for open ranges there
    /// is also one below the first edge and one above the last.
    fn parts(&self, scale: &Scale, open: bool) -> (Vec<Value>, Vec<Rc<str>>) {
        let cuts = scale.cuts().iter().map(|cut| Value::Number(*cut));
        let mut values = if open { cuts.collect() } else { self.edges(scale) };
        let texts = self.words(scale, &values, None);
        if words::is_custom(&self.layout.view.config, &self.spec.def, &self.spec.look) {
            values.pop();
            return (values, texts);
        }
        let mut labels = Vec::new();
        let mut before: Option<&Rc<str>> = None;
        for text in &texts {
            match before {
                Some(before) => labels.push(format!("{before} – {text}").into()),
                None if open => labels.push(format!("< {text}").into()),
                None => {}
            }
            before = Some(text);
        }
        match before {
            Some(last) if open => {
                values.insert(0, Value::Number(f64::MIN));
                labels.push(format!("≥ {last}").into());
            }
            _ => {
                values.pop();
            }
        }
        (values, labels)
    }

    /// The edges of the bins that a scale's domain was made of.
    fn edges(&self, scale: &Scale) -> Vec<Value> {
        let first = self.spec.scales.first();
        let domain = first.and_then(|(_, id)| self.layout.frames.domain(self.frame, *id));
        let Some(Domain::Bins { start, stop, step }) = domain else {
            let bins = scale.bins().map(|bins| bins.iter().copied().map(Value::Number).collect());
            return bins.unwrap_or_else(|| scale.domain_values());
        };
        let count = ((stop - start) / step).round().clamp(0.0, 1000.0) as usize;
        (0..=count).map(|i| Value::Number(start + step * i as f64)).collect()
    }

    /// Symbols with labels, in rows and columns.
    fn symbols(&self, scale: &Scale, at: Point) -> Option<(LegendBody, (usize, usize), Size)> {
        let (values, texts) = self.entries(scale);
        let (style, paint) = self.label_style();
        let style = Rc::new(style);
        let mut entries: Vec<Entry> = Vec::new();
        let mut widest: f64 = 8.0;
        let count = values.len().min(texts.len());
        let across = self.horizontal(false);
        let columns = match self.guide.given("columns") {
            Some(columns) if columns >= 1.0 => (columns as usize).min(count),
            None if !across => 1,
            Some(_) | None => count,
        };
        if count == 0 {
            return None;
        }
        // Columns are filled from the top.
        let rows = if across { 1 } else { count.div_ceil(columns) };
        for i in (0..rows).flat_map(|row| (row..count).step_by(rows)) {
            let (Some(value), Some(text)) = (values.get(i), texts.get(i)) else { continue };
            let mut symbol = self.symbol(value);
            widest = widest.max(extent(&symbol));
            let mut label =
                Text::guide((0.0, 0.0), label::lines(text), style.clone(), paint.clone());
            if self.is_dimmed(value) {
                let opacity = self.number("unselectedOpacity", 0.35);
                for paint in [&mut symbol.paint, &mut label.paint] {
                    *paint = Rc::new(Paint { opacity, ..(**paint).clone() });
                }
            }
            entries.push(Entry { symbol, label });
        }
        let widest = widest.ceil();
        let gap = self.number("labelOffset", 4.0);
        let row_gap = self.number("rowPadding", 2.0);
        let column_gap = self.number("columnPadding", 10.0);
        let offset = self.number("symbolOffset", 0.0);
        let mut widths = vec![0.0_f64; columns];
        for (i, entry) in entries.iter().enumerate() {
            let width = (widest + gap + self.width(&entry.label)).ceil();
            if let Some(slot) = widths.get_mut(i % columns) {
                *slot = slot.max(width);
            }
        }
        let (mut y, mut right) = (at.y, at.x);
        for row in entries.chunks_mut(columns) {
            let mut tallest: f64 = 0.0;
            for entry in &*row {
                tallest = tallest.max(extent(&entry.symbol)).max(height(&entry.label));
            }
            let tallest = tallest.ceil();
            let mut x = at.x;
            for (Entry { symbol, label }, width) in row.iter_mut().zip(&widths) {
                symbol.x = x + widest / 2.0 + offset;
                symbol.y = y + tallest / 2.0;
                label.x = x + widest + gap;
                label.y = symbol.y;
                x += width + column_gap;
            }
            right = right.max(x - column_gap);
            y += tallest + row_gap;
        }
        let size = Size::new(right - at.x, y - row_gap - at.y);
        Some((LegendBody::Symbols(entries), (count.div_ceil(columns), columns), size))
    }
}
