//! The names that may stand in a spec, for warnings and for the schema.

use super::bag::Bag;
use crate::error::{Notes, SpecError, Word, nearest};

/// The mark types, composites included.
pub const MARKS: &[&str] = &[
    "arc",
    "area",
    "bar",
    "boxplot",
    "circle",
    "errorband",
    "errorbar",
    "geoshape",
    "image",
    "line",
    "point",
    "rect",
    "rule",
    "square",
    "text",
    "tick",
    "trail",
];

/// The properties of a view, but for those of its kind.
pub const VIEW: &[&str] = &[
    "$schema",
    "align",
    "autosize",
    "background",
    "bounds",
    "center",
    "columns",
    "config",
    "data",
    "datasets",
    "description",
    "encoding",
    "height",
    "name",
    "padding",
    "params",
    "projection",
    "resolve",
    "spacing",
    "title",
    "transform",
    "usermeta",
    "view",
    "width",
];

/// Warns of each property that is not known, with the nearest that is.
pub fn warn_unknown(notes: &mut Notes, bag: &Bag, known: &[&str]) {
    for (name, _) in bag.entries() {
        if !known.contains(&&**name) {
            let nearest = nearest(name, known.iter().copied()).map(Into::into);
            notes.warn(
                &bag.at(name),
                SpecError::Unknown { word: Word::Property, found: name.clone(), nearest },
            );
        }
    }
}
