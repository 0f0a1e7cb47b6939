//! What the author wrote.
//!
//! A [`Spec`] keeps Vega-Lite's own words: its kind is told apart (unit,
//! layer, facet, concat, repeat), and its properties stay in a [`Bag`] with
//! their places, unknown ones included, until `resolve` reads them.

pub mod bag;
pub mod channel;
pub mod known;
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
    let kind = if let Some(mark) = props.take("mark") {
        SpecKind::Unit {
            mark: mark_bag(&at.child("mark"), &mark)?,
            encoding: take_bag(&mut props, "encoding")?,
        }
    } else if let Some(layers) = props.take("layer") {
        let encoding = take_bag(&mut props, "encoding")?;
        SpecKind::Layer { layers: children(notes, &at.child("layer"), &layers, depth)?, encoding }
    } else if let Some(repeat) = props.take("repeat") {
        let child = props
            .take("spec")
            .ok_or_else(|| Diagnostic::error(at, SpecError::Missing { name: "spec" }))?;
        SpecKind::Repeat { repeat: wrapped(&at.child("repeat"), "repeat", &repeat)?, child }
    } else if let Some(facet) = props.take("facet") {
        let child = props
            .take("spec")
            .ok_or_else(|| Diagnostic::error(at, SpecError::Missing { name: "spec" }))?;
        let child = Box::new(parse_at(notes, &at.child("spec"), &child, depth + 1)?);
        SpecKind::Facet { facet: wrapped(&at.child("facet"), "facet", &facet)?, child }
    } else if let Some((name, flow)) = [
        ("hconcat", ConcatFlow::Horizontal),
        ("vconcat", ConcatFlow::Vertical),
        ("concat", ConcatFlow::Wrapped),
    ]
    .into_iter()
    .find(|(name, _)| props.get(name).is_some())
    {
        let views = props.take(name).unwrap_or_default();
        SpecKind::Concat { flow, children: children(notes, &at.child(name), &views, depth)? }
    } else {
        return Err(Diagnostic::error(at, SpecError::Missing { name: "mark" }));
    };
    if let SpecKind::Unit { encoding, .. } | SpecKind::Layer { encoding, .. } = &kind {
        for (name, _) in encoding.entries() {
            if Channel::parse(name).is_none() {
                let nearest =
                    crate::error::nearest(name, Channel::NAMES.iter().map(|(name, _)| *name));
                let kind = SpecError::Unknown {
                    word: Word::Channel,
                    found: name.clone(),
                    nearest: nearest.map(Into::into),
                };
                return Err(Diagnostic::error(&encoding.at(name), kind));
            }
        }
    }
    // A view is of one kind; what is left of another is not looked at.
    for (name, _) in props.entries() {
        if VIEW_KINDS.contains(&&**name) {
            let word = Word::Property;
            let kind = SpecError::Unknown { word, found: name.clone(), nearest: None };
            notes.warn(&props.at(name), kind);
        }
    }
    Ok(Spec { at: at.clone(), props, kind })
}

/// The mark as a definition object.
fn mark_bag(at: &Place, json: &Json) -> Result<Bag> {
    let bag = match json {
        Json::Text(name) => Bag::of(at, vec![("type".into(), Json::Text(name.clone()))]),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => {
            Bag::read(at, json)?
        }
    };
    let Some(name) = bag.get("type").and_then(Json::text) else {
        return Err(Diagnostic::error(at, SpecError::Missing { name: "type" }));
    };
    if known::MARKS.contains(&&**name) {
        return Ok(bag);
    }
    let nearest = crate::error::nearest(name, known::MARKS.iter().copied()).map(Into::into);
    let place = if bag.entries().len() == 1 { at.clone() } else { at.child("type") };
    Err(Diagnostic::error(
        &place,
        SpecError::Unknown { word: Word::Mark, found: name.clone(), nearest },
    ))
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
    list.iter()
        .enumerate()
        .map(|(i, child)| parse_at(notes, &at.child(i), child, depth + 1))
        .collect()
}
