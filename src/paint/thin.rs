//! Fewer points for the same picture.

/// The points of a line that are seen, run by run between its gaps. `None` when too few could be left out.
pub fn runs(line: &[[f64; 2]]) -> Option<Vec<[f64; 2]>> {
    let is_gap = |p: &[f64; 2]| p[0].is_nan() || p[1].is_nan();
    if !line.iter().any(is_gap) {
        return points(line);
    }
    let mut out: Vec<[f64; 2]> = Vec::new();
    for run in line.split(is_gap) {
        match points(run) {
            Some(thin) => out.extend(thin),
            None => out.extend(run),
        }
        out.push([f64::NAN; 2]);
    }
    (out.len() * 2 < line.len()).then_some(out)
}

/// The points of a line that are seen: of those that follow one another within
/// the same quarter of a pixel across, the first, the last, the highest and
/// the lowest. `None` when too few could be left out.
///
/// Exact to a quarter of a pixel. Source: Jugel and others, "M4", VLDB 2014.
fn points(points: &[[f64; 2]]) -> Option<Vec<[f64; 2]>> {
    let column = |p: &[f64; 2]| (p[0] * 4.0).floor();
    let runs = points.chunk_by(|a, b| column(a) == column(b));
    let kept: usize = runs.clone().map(|run| run.len().min(4)).sum();
    if points.len() < 64 || kept * 2 > points.len() {
        return None;
    }
    let mut out = Vec::with_capacity(kept);
    for run in runs {
        let [first, middle @ .., last] = run else {
            out.extend_from_slice(run);
            continue;
        };
        let (mut low, mut high) = (0, 0);
        for (i, p) in middle.iter().enumerate() {
            if p[1] < middle[low][1] {
                low = i;
            }
            if p[1] > middle[high][1] {
                high = i;
            }
        }
        out.push(*first);
        for i in [low.min(high), low.max(high)] {
            out.extend(middle.get(i).copied());
            if low == high {
                break;
            }
        }
        out.push(*last);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extremes_stay() {
        let wave: Vec<[f64; 2]> =
            (0..1000).map(|i| [f64::from(i) / 1000.0, f64::from(i * 37 % 101)]).collect();
        let thin = points(&wave).unwrap();
        assert_eq!(thin.len(), 16);
        assert_eq!((thin[0], thin[15]), (wave[0], wave[999]));
        for extreme in [0.0, 100.0] {
            assert!(thin.iter().any(|p| p[1] == extreme));
        }
        assert!(thin.windows(2).all(|pair| pair[0][0] < pair[1][0]));
        assert_eq!(points(&wave[..63]), None);
        let mut gap = wave.clone();
        gap[500] = [f64::NAN; 2];
        let thin = runs(&gap).unwrap();
        assert!(thin.len() < 50 && thin.iter().filter(|p| p[0].is_nan()).count() == 2);
        assert_eq!(runs(&wave), points(&wave));
        let sparse: Vec<[f64; 2]> = (0..100).map(|i| [f64::from(i), 0.0]).collect();
        assert_eq!(points(&sparse), None);
    }
}
