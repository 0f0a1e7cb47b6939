//! Images.

use super::Draw;
use super::encode::LookKind;
use super::position::finite;
use crate::resolve::Channel;
use crate::scene::Image;

/// An image for each row that has an address and a place.
///
/// Source: Vega-Lite, "Image".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Image> {
    let urls = draw.look(Channel::Url, "url", LookKind::Word);
    let (x, x2) = span(draw, Channel::X, "width");
    let (y, y2) = span(draw, Channel::Y, "height");
    let mut paints = draw.paints();
    let aspect = draw.unit.mark.props.bool(&draw.scope(u32::MAX), "aspect").unwrap_or(true);
    let certainty = draw.certainty();
    let mut images = Vec::new();
    for (i, row) in draw.rows.iter().enumerate() {
        let Some(url) = urls.word(i).cloned() else { continue };
        if !finite(&[x[i], x2[i], y[i], y2[i]]) {
            continue;
        }
        images.push(Image {
            x: x[i].min(x2[i]),
            y: y[i].min(y2[i]),
            width: (x2[i] - x[i]).abs(),
            height: (y2[i] - y[i]).abs(),
            url,
            aspect,
            paint: paints.get(i),
            source: draw.source(*row, certainty.as_ref()),
        });
    }
    images
}

/// The extent along a channel: of the given size around a point, or as a rect has it.
fn span(draw: &Draw<'_>, channel: Channel, size: &str) -> super::span::Span {
    let own = draw.number(size, u32::MAX);
    let ranged = draw.def(channel.second()).is_some();
    match own {
        Some(size)
            if !ranged
                && (draw.def(channel).is_some() || draw.def(Channel::Longitude).is_some()) =>
        {
            let (x, y) = draw.places();
            let centers = if channel == Channel::X { x } else { y };
            super::span::stick(centers, draw.alignment(channel).unwrap_or(0.5), size)
        }
        _ => draw.span(channel),
    }
}
