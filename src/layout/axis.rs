//! Axes: ticks, labels, line, title, and grid lines.
//!
//! Source: Vega, "Axes"; the offsets of labels and titles, flushing and
//! overlap as its encoders have them.

mod labels;
mod ticks;
mod title;

use self::ticks::Ticks;
use super::{Guide, Layout, label};
use crate::base::color::Color;
use crate::base::geometry::Size;
use crate::base::value::Value;
use crate::resolve::{AxisSpec, Channel, ScaleKind};
use crate::scale::Scale;
use crate::scene::{Axis, Cap, Grid, Ink, Paint, Rule, Side};
use std::cell::RefCell;
use std::rc::Rc;

/// Axes that were built before, so that a gesture along one of them builds only that one anew.
pub type Built = RefCell<Vec<(Cause, Axes)>>;

/// An axis and its grid.
type Axes = (Option<Axis>, Option<Grid>);

/// What an axis is built of: its spec, by its address, and the numbers of its plot and its scales.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cause(*const AxisSpec, [f64; 10]);

/// How many axes are kept.
const MOST: usize = 16;

impl Cause {
    /// `None` where a scale is more than a line through numbers.
    fn of(spec: &AxisSpec, scale: &Scale, across: Option<&Rc<Scale>>, size: Size) -> Option<Self> {
        let (start, slope) = scale.affine().filter(|_| scale.bins().is_none())?;
        let ((from, to), (low, high)) = (scale.domain_extent()?, scale.range_extent());
        let (a, b) = across.map_or((0.0, 0.0), |scale| scale.range_extent());
        let numbers = [start, slope, from, to, low, high, a, b, size.width, size.height];
        Some(Self(std::ptr::from_ref(spec), numbers))
    }
}

/// An axis with its grid, for a plot (or a row or column of plots) of a size.
#[must_use]
pub fn build(
    layout: &Layout<'_>,
    spec: &AxisSpec,
    scale: &Rc<Scale>,
    across: Option<&Rc<Scale>>,
    size: Size,
) -> Axes {
    let known = layout.built.zip(Cause::of(spec, scale, across, size));
    if let Some((built, cause)) = &known
        && let Some((_, axes)) = built.borrow().iter().find(|(own, _)| own == cause)
    {
        return axes.clone();
    }
    let guide = layout.guide(&spec.look, size);
    let ticks = Ticks::of(layout, spec, scale, &guide);
    let (low, high) = scale.range_extent();
    let maker = Maker { layout, spec, scale, size, ticks, guide, low, high };
    let grid = spec.grid.then(|| maker.grid(across)).flatten();
    let mut axis = if spec.main { maker.axis() } else { None };
    if let (Some(axis), Some(at)) = (&mut axis, maker.guide.given("position")) {
        let (dx, dy) = if maker.across() { (at, 0.0) } else { (0.0, at) };
        super::arrange::shift_axis(axis, dx, dy);
    }
    let axes = (axis, grid);
    if let Some((built, cause)) = known {
        let mut built = built.borrow_mut();
        if built.len() == MOST {
            built.remove(0);
        }
        built.push((cause, axes.clone()));
    }
    axes
}

/// An axis in the making.
struct Maker<'a> {
    layout: &'a Layout<'a>,
    spec: &'a AxisSpec,
    scale: &'a Rc<Scale>,
    size: Size,
    ticks: Ticks,
    guide: Guide<'a>,
    /// The ends of the scale's range.
    low: f64,
    high: f64,
}

impl Maker<'_> {
    fn number(&self, name: &str, usual: f64) -> f64 {
        self.guide.number(name, usual)
    }

    /// Whether it runs along x.
    fn across(&self) -> bool {
        matches!(self.spec.orient, Side::Bottom | Side::Top)
    }

    /// A property for the `i`th label or tick: its conditions are tested on `value`, `label` and `index`.
    fn at(&self, name: &str, i: usize) -> Option<Value> {
        let json = self.spec.look.get(name)?;
        let (values, words) = (&self.ticks.values, &self.ticks.words);
        let scope = label::scope(self.layout, self.size, values, words, i);
        label::conditional(self.spec.look.place(), &scope, json)
    }

    /// Whether a property hangs on the label.
    fn varies(&self, name: &str) -> bool {
        self.spec.look.get(name).is_some_and(|json| json.members().is_some())
    }

    /// Where along the axis the value of the `i`th tick stands, at a position in its band; not rounded.
    fn place(&self, i: usize, band: f64) -> f64 {
        let Some(value) = self.ticks.values.get(i) else { return f64::NAN };
        let place = self.scale.place(value);
        if self.scale.is_discrete() { place + self.scale.bandwidth() * band } else { place }
    }

    /// Whether ticks stand at the ends of bands rather than in their middles.
    fn at_ends(&self) -> bool {
        let banded = matches!(self.scale.kind(), ScaleKind::Band);
        banded && self.spec.look.word("tickBand").is_some_and(|word| &**word == "extent")
    }

    /// Where ticks and grid lines stand: rounded unless told otherwise.
    fn tick_places(&self) -> Vec<f64> {
        let extent = self.at_ends();
        let offset = if extent { 0.0 } else { self.number("tickOffset", 0.0) };
        let round = self.guide.is("tickRound", true);
        let rounded = |place: f64| if round { (place + 0.5).floor() } else { place };
        let band = self.number("bandPosition", 0.5);
        let mut places: Vec<f64> = Vec::new();
        for (i, value) in self.ticks.values.iter().enumerate() {
            // At the end of each band, and one at the start of the first.
            let place = if extent {
                self.scale.place(value) + self.scale.bandwidth()
            } else {
                self.place(i, band)
            };
            places.push(rounded(place + offset));
        }
        if extent && let Some(first) = self.ticks.values.first() {
            places.push(rounded(self.scale.place(first)));
        } else if self.guide.is("tickExtra", false)
            && let Some(first) = self.scale.domain_values().first()
        {
            places.push(rounded(self.scale.place(first) + offset));
        }
        places.retain(|place| place.is_finite());
        places
    }

    /// The paint of lines whose properties begin with `prefix`; that of the `i`th one, by its conditions.
    fn paint(&self, prefix: &str, i: Option<usize>) -> Paint {
        let get = |name: &str| match i {
            Some(i) => self.at(name, i),
            None => self.spec.look.value(&self.guide.scope, name),
        };
        let own = |name: &str| get(&format!("{prefix}{name}"));
        let text = |name: &str| own(name).and_then(|value| value.as_text().cloned());
        let number = |name: &str| own(name).and_then(|value| value.as_number());
        let dash = own("Dash").and_then(|value| {
            Some(value.as_list()?.iter().map(Value::to_number).collect::<Rc<[f64]>>())
        });
        let cap = match text("Cap").as_deref() {
            Some("round") => Cap::Round,
            Some("square") => Cap::Square,
            _ => Cap::Butt,
        };
        let color = text("Color").and_then(|word| Color::parse(&word));
        Paint {
            stroke: color.map(Ink::Color),
            stroke_width: number("Width").unwrap_or(1.0),
            opacity: number("Opacity").unwrap_or(1.0),
            dash: dash.unwrap_or_default(),
            dash_offset: number("DashOffset").unwrap_or(0.0),
            cap,
            ..Paint::default()
        }
    }

    /// A line at each tick: `line` makes it of its place, its size and its paint, which may hang on the tick.
    fn lines(
        &self,
        prefix: &str,
        usual: f64,
        line: &dyn Fn(f64, f64, Rc<Paint>) -> Rule,
    ) -> Vec<Rule> {
        let name = |name: &str| format!("{prefix}{name}");
        let parts = ["Color", "Dash", "Opacity", "Width", "Size", "DashOffset"];
        let varies = parts.iter().any(|part| self.varies(&name(part)));
        let one = Rc::new(self.paint(prefix, None));
        let mut lines = Vec::new();
        for (i, place) in self.tick_places().iter().enumerate() {
            let (mut paint, mut size) = (one.clone(), usual);
            if varies {
                paint = Rc::new(self.paint(prefix, Some(i)));
                let own = self.at(&name("Size"), i);
                size = own.and_then(|size| size.as_number()).unwrap_or(usual);
            }
            lines.push(line(*place, size, paint));
        }
        lines
    }

    fn grid(&self, across: Option<&Rc<Scale>>) -> Option<Grid> {
        let vertical = self.spec.channel == Channel::X;
        let (from, to) = match across {
            Some(scale) => scale.range_extent(),
            None => (0.0, if vertical { self.size.height } else { self.size.width }),
        };
        let (from, to) = (from.min(to), from.max(to));
        let lines = self.lines("grid", 0.0, &|at, _, paint| {
            if vertical {
                Rule::guide((at, from), (at, to), paint)
            } else {
                Rule::guide((from, at), (to, at), paint)
            }
        });
        let above = self.is_above()
            && self.spec.look.get("grid").is_some()
            && self.guide.is("gridAbove", false);
        (!lines.is_empty()).then_some(Grid { vertical, above, lines })
    }

    fn is_above(&self) -> bool {
        self.number("zindex", 0.0) > 0.0
    }

    /// A point of the axis: `along` it and `out` from it.
    fn point(&self, along: f64, out: f64) -> (f64, f64) {
        let offset = self.offset();
        match self.spec.orient {
            Side::Bottom => (along, self.size.height + offset + out),
            Side::Top => (along, -offset - out),
            Side::Left => (-offset - out, along),
            Side::Right => (self.size.width + offset + out, along),
        }
    }

    fn offset(&self) -> f64 {
        self.number("offset", 0.0)
    }

    fn axis(&self) -> Option<Axis> {
        let shown = |name: &str| self.guide.is(name, true);
        let domain = shown("domain").then(|| {
            let (low, high) = (self.low.min(self.high), self.low.max(self.high));
            let paint = Rc::new(self.paint("domain", None));
            Rule::guide(self.point(low, 0.0), self.point(high, 0.0), paint)
        });
        let (mut size, mut ticks) = (0.0, Vec::new());
        if shown("ticks") {
            size = self.number("tickSize", 5.0);
            ticks = self.lines("tick", size, &|at, size, paint| {
                Rule::guide(self.point(at, 0.0), self.point(at, size), paint)
            });
        }
        let (mut labels, mut label_style) = (Vec::new(), None);
        if shown("labels") {
            let (list, style) = self.labels(size);
            (labels, label_style) = (list, Some(style));
        }
        let title = self.title(&ticks, &labels);
        // Conditions may leave ticks without a colour.
        ticks.retain(|tick| tick.paint.stroke.is_some());
        if domain.is_none() && ticks.is_empty() && labels.is_empty() && title.is_none() {
            return None;
        }
        Some(Axis {
            orient: self.spec.orient,
            lane: None,
            offset: self.offset(),
            above: self.is_above(),
            domain,
            ticks,
            labels,
            label_style,
            title,
        })
    }
}
