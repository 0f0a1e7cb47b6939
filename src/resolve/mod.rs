//! Spec → View: every default decided, every name bound.
//!
//! Only what hangs on data or on size is left to later stages. The rules are
//! Vega-Lite's ("Compile" in its sources; the documentation pages of each
//! part name the defaults).

pub mod axis;
pub mod channel;
pub mod compose;
pub mod config;
pub mod flow;
pub mod legend;
pub mod mark;
pub mod param;
pub mod projection;
pub mod scale;
pub mod selection;
pub mod sort;
pub mod stack;
pub mod title;
pub mod view;

pub use self::config::Config;
pub use self::param::{ParamScope, Params, Selection};
pub use self::view::*;

/// The words of views that specs and views share: channels, and properties with their places.
pub use crate::spec::bag::{evaluate, expression, prefixed};
pub use crate::spec::{Bag, Channel};

use crate::base::color::Color;
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::error::{Diagnostic, Notes, Place, Result, SpecError};
use crate::spec::Spec;

/// What the resolver has built so far.
pub struct Builder<'n> {
    /// Where warnings go.
    pub notes: &'n mut Notes,
    /// The configuration.
    pub config: Config,
    /// The parameters.
    pub params: Params,
    /// Named data sets of the spec.
    pub datasets: Bag,
    /// The flows made.
    pub flows: Vec<Flow>,
    /// The scales made; merged ones point to the one they became.
    pub scales: Vec<ScaleSpec>,
    /// For each scale the one it was merged into.
    pub merged: Vec<Option<ScaleId>>,
    /// The units made.
    pub units: Vec<Unit>,
    /// The first thing that is wrong. What is decided after it counts for nothing.
    pub fault: Option<Diagnostic>,
}

/// Decides everything that can be decided without data.
///
/// # Errors
///
/// What is wrong in the spec: an unknown type, operation or scale, a value
/// of the wrong type; each with its place.
pub fn decide(notes: &mut Notes, spec: &Spec, locale: &Locale) -> Result<View> {
    let config = Config::new(&spec.at.child("config"), spec.props.get("config"))?;
    let mut locale = locale.clone();
    if let Some(own) = config.get("locale") {
        locale.lay(own);
    }
    let params = Params::read(spec, &config, &locale)?;
    let datasets = spec.props.bag("datasets");
    let mut builder = Builder {
        notes,
        config,
        params,
        datasets,
        flows: Vec::new(),
        scales: Vec::new(),
        merged: Vec::new(),
        units: Vec::new(),
        fault: None,
    };
    let mut root = compose::root(&mut builder, spec);
    builder.finish(&mut root);
    let Builder { config, mut params, mut flows, scales, units, fault, .. } = builder;
    flow::lift_times(&mut flows, &units);
    if let Some(why) = fault {
        return Err(why);
    }
    selection::bind(&mut params, &units);
    let setting = |name: &str| spec.props.get(name).or_else(|| config.get(name)).cloned();
    let scope = ParamScope::new(&params);
    let background = setting("background").and_then(|json| {
        Color::parse(crate::spec::bag::evaluate(&spec.at, &scope, &json).as_text()?)
    });
    let autosize = autosize(setting("autosize").as_ref(), &root);
    let padding = padding(setting("padding").as_ref());
    let name = root.title.as_ref().map(|title| title.lines.join(" ").into()).unwrap_or_default();
    let description = spec.props.word("description").cloned().unwrap_or_default();
    Ok(View {
        flows,
        scales,
        units,
        root,
        params,
        config,
        background,
        padding,
        autosize,
        name,
        description,
    })
}

impl Builder<'_> {
    /// Keeps what is wrong, unless something was before.
    pub fn fail(&mut self, at: &Place, why: SpecError) {
        self.keep::<()>(Err(Diagnostic::error(at, why)));
    }

    /// The value of a result, or none, and what is wrong is kept.
    pub fn keep<T>(&mut self, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => return Some(value),
            Err(why) if self.fault.is_none() => self.fault = Some(why),
            Err(_) => {}
        }
        None
    }

    /// The scale that `id` has become by merging.
    #[must_use]
    pub fn scale_id(&self, mut id: ScaleId) -> ScaleId {
        while let Some(into) = self.merged.get(id).copied().flatten() {
            id = into;
        }
        id
    }

    /// Puts final scale ids everywhere and decides the looks of guides.
    fn finish(&mut self, root: &mut Node) {
        let mut units = std::mem::take(&mut self.units);
        for unit in &mut units {
            for def in &mut unit.channels {
                self.finish_id(&mut def.scale);
            }
        }
        self.units = units;
        self.finish_node(root);
    }

    fn finish_id(&self, id: &mut Option<ScaleId>) {
        if let Some(id) = id {
            *id = self.scale_id(*id);
        }
    }

    fn finish_node(&mut self, node: &mut Node) {
        node.axes.retain(|axis| !axis::is_none(axis));
        for axis in &mut node.axes {
            axis.scale = self.scale_id(axis.scale);
            self.finish_id(&mut axis.across);
            axis.def.scale = Some(axis.scale);
            axis::finish(self, axis);
        }
        node.legends.retain(|legend| !legend.off);
        for legend in &mut node.legends {
            for (_, id) in &mut legend.scales {
                *id = self.scale_id(*id);
            }
            legend::finish(self, legend);
        }
        let mut own: Vec<ScaleId> = Vec::new();
        for id in &node.scales {
            let id = self.scale_id(*id);
            if !own.contains(&id) {
                own.push(id);
            }
        }
        node.scales = own;
        match &mut node.kind {
            NodeKind::Plot(_) => {}
            NodeKind::Concat(children) => {
                children.iter_mut().for_each(|child| self.finish_node(child))
            }
            NodeKind::Facet(_, child) => self.finish_node(child),
        }
    }
}

/// The autosize rule: `"pad"`, `"fit"`, `"fit-x"`, `"fit-y"`, `"none"`, or an object with `type` and `contains`.
fn autosize(json: Option<&Json>, root: &Node) -> Autosize {
    let word = |json: &Json| json.text().cloned();
    let kind = json.and_then(|json| word(json).or_else(|| json.get("type").and_then(word)));
    let contains_padding =
        json.and_then(|json| json.get("contains")).and_then(word).as_deref() == Some("padding");
    let container = match &root.kind {
        NodeKind::Plot(plot) => (plot.width == Extent::Container, plot.height == Extent::Container),
        NodeKind::Concat(_) | NodeKind::Facet(..) => (false, false),
    };
    let fit = match kind.as_deref() {
        Some("fit") => (true, true),
        Some("fit-x") => (true, false),
        Some("fit-y") => (false, true),
        Some("none") => return Autosize { fit: (false, false), pad: false, contains_padding },
        _ => container,
    };
    Autosize { fit, pad: true, contains_padding: contains_padding || container.0 || container.1 }
}

/// Padding: one number or `left`, `top`, `right`, `bottom`.
fn padding(json: Option<&Json>) -> [f64; 4] {
    match json {
        Some(Json::Number(all)) => [*all; 4],
        Some(json) => ["left", "top", "right", "bottom"]
            .map(|side| json.get(side).and_then(Json::number).unwrap_or(0.0)),
        None => [5.0; 4],
    }
}
