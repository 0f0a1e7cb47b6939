//! Spec → Spec with fewer kinds: one rewrite = one file.

pub mod facet;
pub mod overlay;
pub mod repeat;

use crate::error::{Notes, Result};
use crate::spec::{Spec, SpecKind};

/// Writes repeats, facet channels, overlays and composite marks out as plain
/// units, layers, facets and concatenations.
///
/// # Errors
///
/// What is wrong in a repeat or a composite mark.
pub fn rewrite(notes: &mut Notes, spec: Spec) -> Result<Spec> {
    let spec = repeat::rewrite(notes, spec)?;
    let mut spec = facet::rewrite(spec);
    spec = overlay::rewrite(notes, spec)?;
    let kind = match spec.kind {
        SpecKind::Unit { .. } | SpecKind::Repeat { .. } => spec.kind,
        SpecKind::Layer { layers, encoding } => {
            SpecKind::Layer { layers: each(notes, layers)?, encoding }
        }
        SpecKind::Concat { flow, children } => {
            SpecKind::Concat { flow, children: each(notes, children)? }
        }
        SpecKind::Facet { facet, child } => {
            SpecKind::Facet { facet, child: Box::new(rewrite(notes, *child)?) }
        }
    };
    Ok(Spec { kind, ..spec })
}

fn each(notes: &mut Notes, specs: Vec<Spec>) -> Result<Vec<Spec>> {
    specs.into_iter().map(|spec| rewrite(notes, spec)).collect()
}
