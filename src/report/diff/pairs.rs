//! Which figure of the newer report is which of the older one.

use crate::report::model::Figure;
use std::collections::HashMap;

/// What two figures have to share to be one.
type Key = &'static dyn Fn(&Figure) -> Option<String>;

/// Pairs of indexes, older then newer. Each figure is in one pair at most.
pub fn find(before: &[Figure], after: &[Figure]) -> Vec<(usize, usize)> {
    let keys: [Key; 7] = [
        &|it| Some(format!("{}|{}|{}", it.id, it.subject.zh, it.base_unit.zh)),
        &|it| Some(format!("{}|{}", it.id, it.phrase)),
        &|it| said(it).map(|said| format!("{said}|{:?}|{:?}", it.period, it.part)),
        &|it| Some(it.phrase.to_string()),
        &said,
        &|it| pattern(it),
        &|it| Some(it.id.to_string()).filter(|id| !is_made(id)),
    ];
    let mut pairs = Vec::new();
    let mut taken = (vec![false; before.len()], vec![false; after.len()]);
    for key in keys {
        // Figures of one key are paired in their order.
        let mut open: HashMap<String, Vec<usize>> = HashMap::new();
        for (old, figure) in before.iter().enumerate().rev() {
            if let (Some(false), Some(key)) = (taken.0.get(old), key(figure)) {
                open.entry(key).or_default().push(old);
            }
        }
        for (new, figure) in after.iter().enumerate() {
            let free = taken.1.get(new) == Some(&false);
            let Some(key) = key(figure).filter(|_| free) else { continue };
            if let Some(old) = open.get_mut(&key).and_then(Vec::pop) {
                pairs.push((old, new));
                if let Some(it) = taken.0.get_mut(old) {
                    *it = true;
                }
                if let Some(it) = taken.1.get_mut(new) {
                    *it = true;
                }
            }
        }
    }
    pairs
}

/// What is counted, in what.
fn said(figure: &Figure) -> Option<String> {
    let subject =
        if figure.subject.zh.is_empty() { &figure.subject.en } else { &figure.subject.zh };
    (!subject.is_empty()).then(|| format!("{subject}|{}", figure.base_unit.zh))
}

/// The phrase without its number.
fn pattern(figure: &Figure) -> Option<String> {
    let (head, tail) =
        figure.phrase.split_once(&*figure.numeral).filter(|_| !figure.numeral.is_empty())?;
    (head.chars().count() > 1).then(|| format!("{head}#{tail}"))
}

/// Ids that a draft makes from the line say nothing of the figure.
fn is_made(id: &str) -> bool {
    let rest = id.strip_prefix('f').and_then(|rest| rest.split_once('-'));
    rest.is_some_and(|(a, b)| {
        [a, b].iter().all(|part| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit()))
    })
}
