//! Which labels of an axis are hidden because they would overlap.
//!
//! Source: Vega, `Overlap`: every second label, until none overlap; or each
//! that overlaps the last one shown.

use crate::base::font::Measure;
use crate::base::geometry::Bounds;
use crate::scene::{Label, bounds};

/// How labels that overlap are thinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Not at all.
    None,
    /// Every second one goes.
    Parity,
    /// Those go that overlap the last one shown.
    Greedy,
}

/// Hides labels that overlap; gives the box of each.
pub fn thin(
    measure: &dyn Measure,
    labels: &mut [Label],
    method: Method,
    separation: f64,
) -> Vec<Bounds> {
    let boxes: Vec<Bounds> =
        labels.iter().map(|label| bounds::text(measure, &label.text)).collect();
    for (label, shown) in labels.iter_mut().zip(shown(&boxes, method, separation)) {
        label.shown = shown;
    }
    boxes
}

/// For each label, whether it is shown; empty labels, of a pixel or less, are left alone.
#[must_use]
pub fn shown(bounds: &[Bounds], method: Method, separation: f64) -> Vec<bool> {
    let mut shown = vec![true; bounds.len()];
    if method == Method::None {
        return shown;
    }
    let all: Vec<usize> = (0..bounds.len())
        .filter(|i| bounds[*i].width() > 1.0 && bounds[*i].height() > 1.0)
        .collect();
    let mut left = all.clone();
    if left.len() < 3 || !overlaps(bounds, &left, separation) {
        return shown;
    }
    while left.len() >= 3 && overlaps(bounds, &left, separation) {
        let mut kept = Vec::new();
        for (place, i) in left.iter().copied().enumerate() {
            let keep = match method {
                Method::Parity => place % 2 == 0,
                Method::Greedy | Method::None => kept
                    .last()
                    .is_none_or(|last: &usize| !intersect(&bounds[*last], &bounds[i], separation)),
            };
            if keep {
                kept.push(i);
            } else {
                shown[i] = false;
            }
        }
        left = kept;
    }
    if let (true, Some(last)) = (left.len() < 3, all.last().copied())
        && !shown[last]
    {
        if left.len() > 1
            && let Some(second) = left.last()
        {
            shown[*second] = false;
        }
        shown[last] = true;
    }
    shown
}

fn overlaps(bounds: &[Bounds], items: &[usize], separation: f64) -> bool {
    items.windows(2).any(|pair| match pair {
        [a, b] => intersect(&bounds[*a], &bounds[*b], separation),
        _ => false,
    })
}

fn intersect(a: &Bounds, b: &Bounds, separation: f64) -> bool {
    separation > (b.x0 - a.x1).max(a.x0 - b.x1).max(b.y0 - a.y1).max(a.y0 - b.y1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(widths: &[f64], step: f64) -> Vec<Bounds> {
        widths
            .iter()
            .enumerate()
            .map(|(i, width)| {
                Bounds::new(i as f64 * step - width / 2.0, 0.0, i as f64 * step + width / 2.0, 10.0)
            })
            .collect()
    }

    #[test]
    fn parity_hides_every_second() {
        let all = row(&[15.0; 5], 10.0);
        assert_eq!(shown(&all, Method::Parity, 0.0), [true, false, true, false, true]);
        assert_eq!(shown(&row(&[5.0; 5], 10.0), Method::Parity, 0.0), [true; 5]);
    }

    #[test]
    fn of_two_left_the_last_stays() {
        assert_eq!(shown(&row(&[35.0; 4], 10.0), Method::Parity, 0.0), [true, false, false, true]);
    }

    #[test]
    fn greedy_keeps_what_fits() {
        let all = row(&[30.0, 4.0, 4.0, 4.0], 10.0);
        assert_eq!(shown(&all, Method::Greedy, 0.0), [true, false, true, true]);
    }

    #[test]
    fn empty_labels_are_in_nobodys_way() {
        let widths = [8.0, 0.0, 8.0, 0.0, 8.0];
        assert_eq!(shown(&row(&widths, 5.0), Method::Greedy, 0.0), [true; 5]);
    }
}
