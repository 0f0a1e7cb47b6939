//! A chart: the pipeline as one function, and the state kept between events.

mod far;

pub use self::far::{Far, LONG, Named};

use crate::base::font::{BuiltIn, Measure};
use crate::base::geometry::Size;
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::data::{Sources, Table};
use crate::error::{Notes, Place, Result};
use crate::interact::zoom;
use crate::layout::axis::Built;
use crate::layout::size::{Container, LARGEST};
use crate::mark::projection::Map;
use crate::resolve::{Extent, Node, NodeKind, ScaleId, Unit, View};
use crate::scale::{Frames, Scale};
use crate::scene::Scene;
use crate::{layout, mark, normalize, resolve, spec, transform};
use std::rc::Rc;

/// What a chart is drawn for.
pub struct Options<'a> {
    /// Who knows how wide texts are.
    pub measure: &'a dyn Measure,
    /// The words and signs of numbers and times.
    pub locale: Locale,
    /// The room that the container gives.
    pub container: Container,
    /// A configuration under the spec's own: the theme.
    pub theme: Option<Json>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            measure: &BuiltIn,
            locale: Locale::en(),
            container: Container::default(),
            theme: None,
        }
    }
}

/// A resolved spec with its tables: what stays the same when only the size changes.
pub struct Chart {
    /// The view.
    pub view: View,
    /// Its tables, one a flow.
    pub tables: Vec<Table>,
    /// The warnings on the way.
    pub notes: Notes,
    /// The tables whose columns are elsewhere.
    pub far: Vec<Far>,
    /// Of each plot of the last drawing, the scales that gestures move.
    pub moved: Vec<Vec<(ScaleId, Rc<Scale>)>>,
    /// The axes of the last drawings, for charts whose domains are moved: of the same tables and fonts.
    pub built: Option<Built>,
}

impl Chart {
    /// Reads a spec and decides everything that does not hang on data.
    ///
    /// # Errors
    ///
    /// What is wrong in the spec, with its place.
    pub fn resolve(json: &Json, options: &Options<'_>) -> Result<(View, Notes)> {
        let mut notes = Notes::new();
        spec::known::check(&mut notes, json);
        let json = themed(json, options.theme.as_ref());
        let spec = spec::parse(&mut notes, &Place::root(), &json)?;
        let spec = normalize::rewrite(&mut notes, spec)?;
        let view = resolve::decide(&mut notes, &spec, &options.locale)?;
        Ok((view, notes))
    }

    /// Reads a spec and its data.
    ///
    /// # Errors
    ///
    /// What is wrong in the spec or in the data, with its place.
    pub fn new(json: &Json, sources: &Sources, options: &Options<'_>) -> Result<Self> {
        let (mut view, mut notes) = Self::resolve(json, options)?;
        let tables = transform::flow::tables(&mut notes, &mut view, sources)?;
        Ok(Self { view, tables, notes, far: Vec::new(), moved: Vec::new(), built: None })
    }

    /// The drawing for a container of a size.
    ///
    /// # Errors
    ///
    /// A field that no column has, a picture that no canvas holds.
    pub fn scene(&mut self, options: &Options<'_>) -> Result<Scene> {
        let mut container = options.container;
        let (fit, given) = (self.view.autosize.fit, self.given(&options.container));
        let (width, height) = (given.0.filter(|_| fit.0), given.1.filter(|_| fit.1));
        if width.is_none() && height.is_none() {
            return self.draw(options, container, false);
        }
        // The guides are measured once; what they take goes off the plot.
        let bare = self.draw(options, container, true)?;
        let (size, plot) = (bare.size, bare.root.size);
        let width = width.map(|width| (width - (size.width - plot.width)).max(0.0));
        let height = height.map(|height| (height - (size.height - plot.height)).max(0.0));
        container.width = width.or(container.width);
        container.height = height.or(container.height);
        self.resized(width, height, |chart| {
            let mut scene = chart.draw(options, container, false)?;
            let exact =
                |own: f64, given: Option<f64>, fit: bool| given.filter(|_| fit).unwrap_or(own);
            scene.size = Size::new(
                exact(scene.size.width, given.0, fit.0),
                exact(scene.size.height, given.1, fit.1),
            );
            Ok(scene)
        })
    }

    /// The picture's size where it is given: by the spec, or by the container.
    fn given(&self, container: &Container) -> (Option<f64>, Option<f64>) {
        let padding = self.view.padding;
        let around = if self.view.autosize.contains_padding {
            (0.0, 0.0)
        } else {
            (padding[0] + padding[2], padding[1] + padding[3])
        };
        let [width, height] = extents(&self.view.root);
        let usual = |name: &str| self.view.config.inner("view", name).and_then(Json::number);
        let of = |extent: Option<Extent>, room: Option<f64>, around: f64, name: &str| match extent?
        {
            Extent::Fixed(size) => Some(size + around),
            // Without a container it is as large as a plot usually is.
            Extent::Container => room.or_else(|| usual(name)).or(Some(300.0)),
            Extent::Step(_) | Extent::OffsetStep(_) => None,
        };
        (
            of(width, container.width, around.0, "continuousWidth"),
            of(height, container.height, around.1, "continuousHeight"),
        )
    }

    /// Runs `draw` with the outermost plot of another size.
    fn resized(
        &mut self,
        width: Option<f64>,
        height: Option<f64>,
        draw: impl FnOnce(&mut Self) -> Result<Scene>,
    ) -> Result<Scene> {
        let old = extents(&self.view.root);
        let new = [width.map(Extent::Fixed), height.map(Extent::Fixed)];
        set_extents(&mut self.view.root, new);
        let scene = draw(self);
        set_extents(&mut self.view.root, old);
        scene
    }

    /// The scene; when it is only to be measured, without the marks that do not count.
    fn draw(&mut self, options: &Options<'_>, container: Container, bare: bool) -> Result<Scene> {
        let Self { view, tables, notes, far, moved, built } = self;
        let mut frames = Frames::expand(view, tables)?;
        layout::size::domains(notes, view, tables, &mut frames)?;
        layout::sizes(notes, view, &mut frames, container)?;
        let mut marks = Vec::new();
        // Cells of a facet share their projections.
        let mut last: Option<(&Node, Size)> = None;
        let mut maps: Vec<Map> = Vec::new();
        for i in 0..frames.list.len() {
            let (mut own, mut above) = (Vec::new(), Vec::new());
            let (node, size) = (frames.list[i].node, frames.list[i].size);
            if let NodeKind::Plot(plot) = &node.kind {
                if !last.is_some_and(|(same, old)| std::ptr::eq(same, node) && old == size) {
                    maps = mark::projection::maps(view, tables, &plot.projections, size)?;
                    last = Some((node, size));
                }
                for unit in &plot.units {
                    if bare && view.units.get(*unit).is_some_and(is_clipped) {
                        continue;
                    }
                    let map = maps.iter().find(|map| map.units.contains(unit));
                    let mut marks = mark::items(view, tables, &frames, i, *unit, map)?;
                    // Brushes stand around all layers, not around their own.
                    if marks.len() > 1 {
                        own.insert(0, marks.remove(0));
                        above.extend(marks.pop());
                    }
                    own.extend(marks);
                }
                own.extend(above);
                far.iter().for_each(|far| far.fill(view, &frames, i, &mut own));
            }
            marks.push(own);
        }
        let built = built.as_ref();
        let layout =
            layout::Layout { measure: options.measure, view, tables, frames: &frames, built };
        let scene = layout::arrange(&layout, marks);
        let largest = scene.size.width.max(scene.size.height);
        if largest > LARGEST {
            let kind = crate::error::SpecError::TooLarge { found: largest, limit: LARGEST };
            return Err(crate::error::Diagnostic::error(&view.root.at, kind));
        }
        let scales = |(i, plot)| {
            let ids = zoom::bound(view, plot).into_iter();
            ids.filter_map(|id| Some((id, frames.scale(i, id)?.clone()))).collect()
        };
        *moved = frames.plots().map(scales).collect();
        Ok(scene)
    }
}

/// The spec with the theme under its own configuration.
fn themed(json: &Json, theme: Option<&Json>) -> Json {
    let (Some(theme), Some(members)) = (theme, json.members()) else { return json.clone() };
    let mut config = theme.clone();
    if let Some(own) = json.get("config") {
        resolve::config::merge(&mut config, own);
    }
    let mut members = members.to_vec();
    match members.iter_mut().find(|(name, _)| &**name == "config") {
        Some((_, old)) => *old = config,
        None => members.push(("config".into(), config)),
    }
    Json::Object(members)
}

/// Whether a unit's marks end with the plot: they take no room beside it.
fn is_clipped(unit: &Unit) -> bool {
    matches!(unit.mark.props.get("clip"), Some(Json::Bool(true)))
}

/// The width and height that all plots of a node have, where it has one of them: those of a plot, the width of
/// plots in one column, the height of plots in one row.
///
/// Source: Vega-Lite, `src/compile/layoutsize/parse.ts`.
fn extents(node: &Node) -> [Option<Extent>; 2] {
    let children = match &node.kind {
        NodeKind::Plot(plot) => return [Some(plot.width), Some(plot.height)],
        NodeKind::Concat(children) => children,
        NodeKind::Facet(..) => return [None, None],
    };
    let columns = node.grid.columns;
    let mut all = children.iter().map(extents);
    let Some([mut width, mut height]) = all.next() else { return [None, None] };
    for own in all {
        width = width.filter(|width| own[0] == Some(*width));
        height = height.filter(|height| own[1] == Some(*height));
    }
    let row = columns == 0 || columns >= children.len();
    [width.filter(|_| columns == 1), height.filter(|_| row)]
}

/// Gives the plots of a node another width or height; see [`extents`].
fn set_extents(node: &mut Node, [width, height]: [Option<Extent>; 2]) {
    match &mut node.kind {
        NodeKind::Plot(plot) => {
            plot.width = width.unwrap_or(plot.width);
            plot.height = height.unwrap_or(plot.height);
        }
        NodeKind::Concat(children) => {
            children.iter_mut().for_each(|child| set_extents(child, [width, height]));
        }
        NodeKind::Facet(..) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(select: &str, scale: &str) -> Chart {
        let text = format!(
            r#"{{"width": 100, "height": 50, "data": {{"values": [{{"a": 1, "b": 1}}]}}, "mark": "point",
            "params": [{{"name": "p", "select": {select}, "bind": "scales"}}],
            "encoding": {{"x": {{"field": "a", "type": "quantitative", "scale": {scale}}},
            "y": {{"field": "b", "type": "quantitative", "scale": {{"domain": [0, 10]}}}}}}}}"#
        );
        let options = Options::default();
        let mut chart =
            Chart::new(&Json::parse(&text).unwrap(), &Sources::new(), &options).unwrap();
        chart.scene(&options).unwrap();
        chart
    }

    #[test]
    fn an_interval_bound_to_scales_moves_positions() {
        let check = |select: &str, expected: usize| {
            let plots = chart(select, r#"{"domain": [0, 10]}"#).moved;
            assert_eq!(plots.iter().map(Vec::len).collect::<Vec<_>>(), [expected], "{select}");
        };
        check(r#""interval""#, 2);
        check(r#"{"type": "interval", "encodings": ["x"]}"#, 1);
        check(r#""point""#, 0);
    }

    #[test]
    fn domains_move_with_their_pictures() {
        let check = |scale: &str, [at, factor, by]: [f64; 3], expected: Option<[f64; 2]>| {
            let chart = chart(r#"{"type": "interval", "encodings": ["x"]}"#, scale);
            let found = zoom::domain(&chart.moved[0][0].1, at, factor, by);
            let rounded = found.map(|ends| ends.map(|end| (end * 1e6).round() / 1e6));
            assert_eq!(rounded, expected, "{scale} {at} {factor} {by}");
        };
        let linear = r#"{"domain": [0, 10]}"#;
        check(linear, [0.0, 1.0, 10.0], Some([-1.0, 9.0]));
        check(linear, [50.0, 2.0, 0.0], Some([2.5, 7.5]));
        check(linear, [100.0, 2.0, 0.0], Some([5.0, 10.0]));
        check(linear, [0.0, 0.5, 0.0], Some([0.0, 20.0]));
        check(r#"{"domain": [10, 0]}"#, [0.0, 1.0, 10.0], Some([11.0, 1.0]));
        check(r#"{"type": "log", "domain": [1, 10000]}"#, [0.0, 2.0, 0.0], Some([1.0, 100.0]));
        check(linear, [0.0, 1e15, 1e17], None);
    }

    #[test]
    fn kept_axes_are_those_that_are_built() {
        let steps = [[0.0, 10.0], [0.0, 1e6], [3.0, 3.5], [0.0, 10.0]];
        let draw = |built: Option<Built>| {
            let mut chart = chart(r#""interval""#, r#"{"domain": [0, 10]}"#);
            chart.built = built;
            steps.map(|ends| {
                let domain = Json::List(ends.map(Json::Number).to_vec());
                chart.view.scales[0].own.set("domain", domain);
                format!("{:?}", chart.scene(&Options::default()).unwrap())
            })
        };
        assert!(draw(Some(Built::default())) == draw(None));
    }
}
