//! Arcs: parts of rings.

use super::Draw;
use super::position::finite;
use crate::base::number;
use crate::resolve::Channel;
use crate::resolve::{Binning, Bound};
use crate::scene::Arc;

/// An arc for each row.
///
/// Source: Vega-Lite, "Arc": a whole turn where there is no theta, the whole
/// radius where there is no radius.
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Arc> {
    let (x, y) = draw.centers();
    let own = |name: &str| draw.number(name, u32::MAX);
    let (theta, theta2) =
        ends(draw, Channel::Theta, own("theta"), own("theta2"), 2.0 * std::f64::consts::PI);
    let most = draw.size.width.min(draw.size.height) / 2.0;
    let outer = own("outerRadius").or_else(|| own("radius"));
    let inner = own("innerRadius").or_else(|| own("radius2"));
    let (radius, radius2) = ends(draw, Channel::Radius, outer, inner, most);
    let moved = own("radiusOffset").unwrap_or(0.0);
    let moved2 = own("radius2Offset").or_else(|| own("radiusOffset")).unwrap_or(0.0);
    let turned = own("thetaOffset").unwrap_or(0.0);
    let turned2 = own("theta2Offset").or_else(|| own("thetaOffset")).unwrap_or(0.0);
    let pad_angle = own("padAngle").unwrap_or(0.0);
    let corner_radius = own("cornerRadius").unwrap_or(0.0);
    let mut paints = draw.paints();
    let certainty = draw.certainty();
    let mut arcs = Vec::with_capacity(draw.rows.len());
    for (i, row) in draw.rows.iter().enumerate() {
        let (a, b) = (theta[i] + turned, theta2[i] + turned2);
        let (r, r2) = (radius[i] + moved, radius2[i] + moved2);
        if !finite(&[x[i], y[i], a, b, r, r2]) {
            continue;
        }
        arcs.push(Arc {
            x: x[i],
            y: y[i],
            start_angle: a.min(b),
            end_angle: a.max(b),
            inner_radius: r.min(r2).max(0.0),
            outer_radius: r.max(r2).max(0.0),
            pad_angle,
            corner_radius,
            paint: paints.get(i),
            source: draw.source(*row, certainty.as_ref()),
        });
    }
    arcs
}

/// Both ends along theta or radius: stacked, ranged, banded, or from zero.
fn ends(
    draw: &Draw<'_>,
    channel: Channel,
    own: Option<f64>,
    own2: Option<f64>,
    whole: f64,
) -> (Vec<f64>, Vec<f64>) {
    let count = draw.rows.len();
    let Some(def) = draw.def(channel) else {
        return (vec![own.unwrap_or(whole); count], vec![own2.unwrap_or(0.0); count]);
    };
    let scale = draw.scale(def.scale);
    if let (Some(stack), Some(scale)) =
        (draw.unit.stack.as_ref().filter(|stack| stack.channel == channel), scale)
    {
        let place = |name: &str| match draw.column(name) {
            Some(column) => draw.each_row(&|row| scale.number(column.number(row as usize))),
            None => vec![f64::NAN; count],
        };
        return (place(&stack.end), place(&stack.start));
    }
    let first = draw.band_points(channel, Some(0.0), super::position::Usual::ZeroOrMin);
    if let Some(scale) = scale.filter(|scale| scale.is_discrete()) {
        let (first, ends) = super::span::stick(first, 0.0, scale.bandwidth());
        return (ends, first);
    }
    if let Bound::Column(name) = &def.bound
        && let Some(end) = draw.band_end(def, name, channel)
        && let Some(scale) = scale
    {
        return (draw.each_row(&|row| scale.number(end.number(row as usize))), first);
    }
    if draw.def(channel.second()).is_some() {
        return (first, draw.second_points(channel, super::position::Usual::ZeroOrMin));
    }
    let zero = own2.unwrap_or_else(|| {
        scale.map_or(0.0, |scale| {
            let zero = scale.number(0.0);
            if zero.is_finite() { zero } else { 0.0 }
        })
    });
    (first, vec![zero; count])
}

/// The point at an angle and a radius from a center: clockwise from 12 o'clock.
#[must_use]
pub fn polar(x: f64, y: f64, theta: f64, radius: f64) -> (f64, f64) {
    (x + radius * number::sin(theta), y - radius * number::cos(theta))
}

/// The middle of the arc of each row, in theta and in radius: where texts stand.
#[must_use]
pub fn middles(draw: &Draw<'_>) -> Option<(Vec<f64>, Vec<f64>)> {
    let own = |name: &str| draw.number(name, u32::MAX);
    let polar = draw.def(Channel::Theta).is_some() || draw.def(Channel::Radius).is_some();
    if !polar && own("theta").is_none() && own("radius").is_none() {
        return None;
    }
    let middle = |channel: Channel, own: Option<f64>, usual: f64| -> Vec<f64> {
        if draw.def(channel).is_none() {
            return vec![own.unwrap_or(usual); draw.rows.len()];
        }
        let (mut a, b) = ends(draw, channel, own, None, usual);
        let spread = draw.unit.stack.as_ref().is_some_and(|stack| stack.channel == channel)
            || draw.def(channel.second()).is_some()
            || draw.def(channel).is_some_and(|def| def.bin != Binning::None)
            || draw.scale_of(channel).is_some_and(|scale| scale.is_discrete());
        if channel == Channel::Theta && spread {
            for (a, b) in a.iter_mut().zip(b) {
                *a = (*a + b) / 2.0;
            }
        }
        a
    };
    let theta = middle(Channel::Theta, own("theta"), 0.0);
    let radius =
        middle(Channel::Radius, own("radius"), draw.size.width.min(draw.size.height) / 2.0);
    let shift = |name: &str| own(name).unwrap_or(0.0);
    let (theta, _) = super::span::stick(theta, -1.0, shift("thetaOffset"));
    let (radius, _) = super::span::stick(radius, -1.0, shift("radiusOffset"));
    Some((theta, radius))
}
