//! What the author wrote.
//!
//! A [`Spec`] keeps Vega-Lite's own words: its kind is told apart (unit,
//! layer, facet, concat, repeat), and its properties stay in a [`Bag`] with
//! their places, unknown ones included, until `resolve` reads them.

pub mod bag;
pub mod channel;
pub mod known;
pub mod template;
pub mod transform;
pub mod source;

pub use self::bag::Bag;
pub use self::channel::Channel;

use crate::base::json::Json;
use crate::error::{Diagnostic, Notes, Place, Result, SpecError, Word};

/// How deep specs may be nested.
const DEEPEST: usize = 24;

/// The properties that tell the kind of a view.
const VIEW_KINDS: [&str; 8] =
    ["mark", "layer", "facet", "repeat", "spec", "concat", "hconcat", "vconcat"];

/// A view specification.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Where it stands.
    pub at: Place,
    /// Its properties, but for those of its kind.
    pub props: Bag,
    /// Its kind.
    pub kind: SpecKind,
}

/// The kinds of views.
#[derive(Clone, Debug)]
pub enum SpecKind {
    /// One mark and its encoding.
    Unit {
        /// The mark, as a definition object; `type` is always there.
        mark: Bag,
        /// The channels.
        encoding: Bag,
    },
    /// Views over each other.
    Layer {
        /// From the lowest.
        layers: Vec<Spec>,
        /// Channels that all layers have.
        encoding: Bag,
    },
    /// A view for each value of a field.
    Facet {
        /// `row`, `column`, or one wrapped `facet`.
        facet: Bag,
        /// The view.
        child: Box<Spec>,
    },
    /// Views side by side.
    Concat {
        /// How they stand.
        flow: ConcatFlow,
        /// The views.
        children: Vec<Spec>,
    },
    /// A view for each of some fields.
    Repeat {
        /// `row`, `column`, `layer`, or one wrapped `repeat`.
        repeat: Bag,
        /// The view, not yet read: its fields are still open.
        child: Json,
    },
}

impl Default for SpecKind {
    /// No layers.
    fn default() -> Self {
        Self::Layer { layers: Vec::new(), encoding: Bag::default() }
    }
}

impl Spec {
    /// The channels of a unit or layered view.
    pub fn encoding_mut(&mut self) -> Option<&mut Bag> {
        match &mut self.kind {
            SpecKind::Unit { encoding, .. } | SpecKind::Layer { encoding, .. } => Some(encoding),
            SpecKind::Facet { .. } | SpecKind::Concat { .. } | SpecKind::Repeat { .. } => None,
        }
    }

    /// The views in it.
    #[must_use]
    pub fn children(&self) -> &[Self] {
        match &self.kind {
            SpecKind::Unit { .. } | SpecKind::Repeat { .. } => &[],
            SpecKind::Layer { layers: list, .. } | SpecKind::Concat { children: list, .. } => list,
            SpecKind::Facet { child, .. } => std::slice::from_ref(child),
        }
    }

    /// The views in it, to change.
    pub fn children_mut(&mut self) -> &mut [Self] {
        match &mut self.kind {
            SpecKind::Unit { .. } | SpecKind::Repeat { .. } => &mut [],
            SpecKind::Layer { layers: list, .. } | SpecKind::Concat { children: list, .. } => list,
            SpecKind::Facet { child, .. } => std::slice::from_mut(child),
        }
    }
}

/// How concatenated views stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcatFlow {
    /// In a row.
    Horizontal,
    /// In a column.
    Vertical,
    /// In rows of `columns`.
    Wrapped,
}

/// Reads a spec.
///
/// # Errors
///
/// [`SpecError::Missing`] when there is neither a mark nor views,
/// [`SpecError::Unknown`] for a mark that is none, [`SpecError::WrongType`]
/// where something else stands than may, [`SpecError::TooDeep`].
/// What is left of another kind of view is a warning; [`known::check`] warns of unknown properties.
pub fn parse(notes: &mut Notes, at: &Place, json: &Json) -> Result<Spec> {
    parse_at(notes, at, json, 0)
}

fn parse_at(notes: &mut Notes, at: &Place, json: &Json, depth: usize) -> Result<Spec> {
    if depth > DEEPEST {
        return Err(Diagnostic::error(at, SpecError::TooDeep));
    }
    let mut props = Bag::read(at, json)?;
    let kind = kind(notes, &mut props, depth)?;
    let mut spec = Spec { at: at.clone(), props, kind };
    if let Some(encoding) = spec.encoding_mut() {
        for (name, _) in encoding.entries() {
            if Channel::parse(name).is_none() {
                let known = Channel::NAMES.iter().map(|(name, _)| *name);
                let why = SpecError::unknown(Word::Channel, name, known);
                return Err(Diagnostic::error(&encoding.at(name), why));
            }
        }
    }
    // A view is of one kind; what is left of another is not looked at.
    for (name, _) in spec.props.entries() {
        if VIEW_KINDS.contains(&&**name) {
            let word = Word::Property;
            let kind = SpecError::Unknown { word, found: name.clone(), nearest: None };
            notes.warn(&spec.props.at(name), kind);
        }
    }
    Ok(spec)
}

/// The kind of a view, with what belongs to it taken out of its properties.
fn kind(notes: &mut Notes, props: &mut Bag, depth: usize) -> Result<SpecKind> {
    let at = |name: &str| props.at(name);
    if let Some(mark) = props.get("mark") {
        let mark = mark_bag(&at("mark"), mark)?;
        props.take("mark");
        return Ok(SpecKind::Unit { mark, encoding: take_bag(props, "encoding")? });
    }
    if let Some(layers) = props.get("layer") {
        let layers = children(notes, &at("layer"), layers, depth)?;
        props.take("layer");
        return Ok(SpecKind::Layer { layers, encoding: take_bag(props, "encoding")? });
    }
    for &name in &["repeat", "facet"] {
        let Some(lanes) = props.take(name) else { continue };
        let lanes = wrapped(&props.at(name), name, &lanes)?;
        let Some(child) = props.take("spec") else {
            return Err(Diagnostic::error(props.place(), SpecError::Missing { name: "spec" }));
        };
        return Ok(if name == "repeat" {
            SpecKind::Repeat { repeat: lanes, child }
        } else {
            let child = Box::new(parse_at(notes, &props.at("spec"), &child, depth + 1)?);
            SpecKind::Facet { facet: lanes, child }
        });
    }
    for &(name, flow) in &[
        ("hconcat", ConcatFlow::Horizontal),
        ("vconcat", ConcatFlow::Vertical),
        ("concat", ConcatFlow::Wrapped),
    ] {
        if let Some(views) = props.take(name) {
            let children = children(notes, &props.at(name), &views, depth)?;
            return Ok(SpecKind::Concat { flow, children });
        }
    }
    Err(Diagnostic::error(props.place(), SpecError::Missing { name: "mark" }))
}

/// The mark as a definition object.
fn mark_bag(at: &Place, json: &Json) -> Result<Bag> {
    let bag = match json.text() {
        Some(_) => Bag::of(at, vec![("type".into(), json.clone())]),
        None => Bag::read(at, json)?,
    };
    let Some(name) = bag.get("type").and_then(Json::text) else {
        return Err(Diagnostic::error(at, SpecError::Missing { name: "type" }));
    };
    if known::MARKS.contains(&&**name) {
        return Ok(bag);
    }
    let place = if bag.entries().len() == 1 { at.clone() } else { at.child("type") };
    let why = SpecError::unknown(Word::Mark, name, known::MARKS.iter().copied());
    Err(Diagnostic::error(&place, why))
}

/// A bag that has either `row`/`column`/`layer` or, wrapped, one member of the name `name`.
fn wrapped(at: &Place, name: &str, json: &Json) -> Result<Bag> {
    let lanes = ["row", "column", "layer"];
    if json.members().is_some_and(|members| members.iter().any(|(key, _)| lanes.contains(&&**key)))
    {
        return Bag::read(at, json);
    }
    Ok(Bag::of(at, vec![(name.into(), json.clone())]))
}

fn take_bag(props: &mut Bag, name: &str) -> Result<Bag> {
    let at = props.at(name);
    match props.take(name) {
        Some(json) => Bag::read(&at, &json),
        None => Ok(Bag::empty(&at)),
    }
}

fn children(notes: &mut Notes, at: &Place, json: &Json, depth: usize) -> Result<Vec<Spec>> {
    let Some(list) = json.list() else {
        let kind = SpecError::WrongType { found: json.describe(), expected: "a list of views" };
        return Err(Diagnostic::error(at, kind));
    };
    let mut views = Vec::new();
    for (i, child) in list.iter().enumerate() {
        views.push(parse_at(notes, &at.child(i), child, depth + 1)?);
    }
    Ok(views)
}
