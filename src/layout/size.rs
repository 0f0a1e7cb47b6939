//! The size of each plot area, and the scales that hang on it.

use crate::base::geometry::Size;
use crate::base::sort;
use crate::data::Table;
use crate::error::{Diagnostic, Notes, Result, SpecError};
use crate::resolve::Channel;
use crate::resolve::{Extent, NodeKind, Plot, ScaleId, ScaleKind, View};
use crate::scale::domain::Domain;
use crate::scale::{self, Frames, Room, Scale};
use std::rc::Rc;

/// The largest picture that is drawn, in CSS pixels a side.
pub const LARGEST: f64 = 32_768.0;

/// The room that a container gives; where it gives none, the plot takes its usual size.
#[derive(Clone, Copy, Debug, Default)]
pub struct Container {
    /// Its width in CSS pixels.
    pub width: Option<f64>,
    /// Its height in CSS pixels.
    pub height: Option<f64>,
}

/// The domains of all scales: each taken by the frame that owns the scale.
///
/// # Errors
///
/// A field that no column has while there are rows; what is wrong in a domain.
pub fn domains(
    notes: &mut Notes,
    view: &View,
    tables: &[Table],
    frames: &mut Frames<'_>,
) -> Result<()> {
    for i in 0..frames.list.len() {
        let ids = frames.list[i].node.scales.clone();
        for id in ids {
            let Some(spec) = view.scales.get(id) else { continue };
            let rows = |flow: usize| frames.rows(i, tables, flow);
            let domain = scale::domain::of_scale(notes, view, spec, tables, &rows)?;
            frames.list[i].domains.push((id, domain));
        }
    }
    Ok(())
}

/// Sizes of all plot areas, and all scales.
///
/// # Errors
///
/// [`SpecError::TooLarge`] for a plot that no canvas holds.
pub fn sizes(
    notes: &mut Notes,
    view: &View,
    frames: &mut Frames<'_>,
    container: Container,
) -> Result<()> {
    for i in 0..frames.list.len() {
        let NodeKind::Plot(plot) = &frames.list[i].node.kind else { continue };
        let size = Size::new(
            extent(view, frames, i, plot, Channel::X, container.width),
            extent(view, frames, i, plot, Channel::Y, container.height),
        );
        let largest = size.width.max(size.height);
        if largest > LARGEST || largest.is_nan() {
            let kind = SpecError::TooLarge { found: largest, limit: LARGEST };
            return Err(Diagnostic::error(&frames.list[i].node.at, kind));
        }
        frames.list[i].size = Size::new(size.width.max(0.0), size.height.max(0.0));
    }
    build(notes, view, frames)
}

/// Builds all scales for the sizes there are: those of positions before those that hang on them.
///
/// # Errors
///
/// What is wrong in a range or scheme.
pub fn build(notes: &mut Notes, view: &View, frames: &mut Frames<'_>) -> Result<()> {
    for frame in &mut frames.list {
        frame.scales.clear();
    }
    for i in 0..frames.list.len() {
        let mut domains: Vec<(ScaleId, Domain)> = frames.list[i].domains.clone();
        let late = |id: &ScaleId| {
            view.scales.get(*id).is_some_and(|spec| {
                matches!(spec.channel, Channel::XOffset | Channel::YOffset | Channel::Size)
            })
        };
        sort::by_key(&mut domains, |(id, _)| usize::from(late(id)));
        let plot = frames.first_plot(i);
        for (id, domain) in domains {
            let Some(spec) = view.scales.get(id) else { continue };
            let built = room(notes, view, frames, i, plot, spec, &domain)?;
            frames.list[i].scales.push((id, Rc::new(built)));
        }
    }
    Ok(())
}

fn room(
    notes: &mut Notes,
    view: &View,
    frames: &Frames<'_>,
    frame: usize,
    plot: usize,
    spec: &crate::resolve::ScaleSpec,
    domain: &Domain,
) -> Result<Scale> {
    let size = frames.list[plot].size;
    let step = |channel: Channel| match &frames.list[plot].node.kind {
        NodeKind::Plot(plot) => {
            match if channel == Channel::X { plot.width } else { plot.height } {
                Extent::Step(step) | Extent::OffsetStep(step) => Some(step),
                Extent::Fixed(_) | Extent::Container => None,
            }
        }
        NodeKind::Concat(_) | NodeKind::Facet(..) => None,
    };
    let scale_of = |channel: Channel| {
        let find = |at: usize| {
            let own = frames.list[at].scales.iter();
            let mut own = own
                .filter(|(id, _)| view.scales.get(*id).is_some_and(|spec| spec.channel == channel));
            own.next().map(|(_, scale)| scale.clone())
        };
        let mut at = Some(frame);
        while let Some(i) = at {
            if let Some(scale) = find(i) {
                return Some(scale);
            }
            at = frames.list[i].parent;
        }
        // A plot below may own the position scale of an offset that is shared above.
        find(plot)
    };
    let bin_step = |channel: Channel| {
        let of_channel =
            |id: ScaleId| view.scales.get(id).is_some_and(|spec| spec.channel == channel);
        let mut domains = frames.list.iter().flat_map(|frame| &frame.domains);
        let domain = domains.find_map(|(id, domain)| match domain {
            Domain::Bins { start, stop, step } if of_channel(*id) => Some((stop - start) / step),
            Domain::Bins { .. } | Domain::Discrete(_) | Domain::Continuous(_) => None,
        });
        let length = if channel == Channel::X { size.width } else { size.height };
        domain.map(|bins| length / bins)
    };
    let room = Room {
        width: size.width,
        height: size.height,
        width_step: step(Channel::X),
        height_step: step(Channel::Y),
        scale: &scale_of,
        bin_step: &bin_step,
    };
    scale::build(notes, view, spec, domain, &room)
}

fn extent(
    view: &View,
    frames: &Frames<'_>,
    frame: usize,
    plot: &Plot,
    channel: Channel,
    container: Option<f64>,
) -> f64 {
    let (extent, usual) = if channel == Channel::X {
        (plot.width, "continuousWidth")
    } else {
        (plot.height, "continuousHeight")
    };
    let scale_of = |channel: Channel| {
        plot.units.iter().find_map(|unit| {
            let def = view
                .units
                .get(*unit)?
                .channels
                .iter()
                .find(|def| def.channel == channel && def.scale.is_some())?;
            let id = def.scale?;
            let spec = view.scales.get(id)?;
            let discrete = matches!(spec.kind, ScaleKind::Band | ScaleKind::Point);
            discrete.then_some(())?;
            Some((spec, frames.domain(frame, id)?))
        })
    };
    let offset = channel.offset();
    match extent {
        Extent::Fixed(size) => size,
        Extent::Container => container.unwrap_or_else(|| {
            let scope = crate::resolve::ParamScope::new(&view.params);
            view.config.part("view").number(&scope, usual).unwrap_or(300.0)
        }),
        Extent::Step(step) => match scale_of(channel) {
            Some((spec, domain)) => scale::stepped_size(view, spec, domain, step),
            None => step,
        },
        Extent::OffsetStep(step) => match (scale_of(channel), scale_of(offset)) {
            (Some((spec, domain)), Some((inner, inner_domain))) => {
                let step = scale::offset_step(view, spec, inner, inner_domain, step);
                scale::stepped_size(view, spec, domain, step)
            }
            (Some((spec, domain)), None) => scale::stepped_size(view, spec, domain, step),
            (None, Some((inner, domain))) => scale::stepped_size(view, inner, domain, step),
            (None, None) => step,
        },
    }
}

/// Whether some plot takes its size from its container.
#[must_use]
pub fn in_container(view: &View) -> bool {
    match &view.root.kind {
        NodeKind::Plot(plot) => plot.width == Extent::Container || plot.height == Extent::Container,
        NodeKind::Concat(_) | NodeKind::Facet(..) => false,
    }
}
