//! What readers ask objects for, kept in tests so that schemas can be held against it.

use super::Place;
use std::cell::RefCell;

thread_local! {
    static ASKED: RefCell<Vec<(String, Vec<String>)>> = const { RefCell::new(Vec::new()) };
}

/// Notes the members that the object at a place was asked for.
pub fn note<'a>(at: &Place, names: impl Iterator<Item = &'a str>) {
    let names = names.map(str::to_owned).collect();
    ASKED.with_borrow_mut(|asked| asked.push((at.pointer.to_string(), names)));
}

/// Forgets what was asked so far.
pub fn forget() {
    ASKED.with_borrow_mut(Vec::clear);
}

/// The members that the object at a pointer was asked for, sorted, each once.
#[must_use]
pub fn at(pointer: &str) -> Vec<String> {
    let mut names = ASKED.with_borrow(|asked| {
        let here = asked.iter().filter(|(at, _)| at == pointer);
        here.flat_map(|(_, names)| names.clone()).collect::<Vec<_>>()
    });
    names.sort_unstable();
    names.dedup();
    names
}
