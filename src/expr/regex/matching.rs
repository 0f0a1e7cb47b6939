//! All ways through the program at once, one character after the other (Thompson 1968; Pike's
//! groups): the time is the length of the text times the length of the program.

use super::{Assert, Op, Regex, Set};
use crate::base::letter_case;

/// The slots of a way: where its groups begin and end.
type Slots = Vec<Option<usize>>;

/// The ways that stand before the next character, the preferred first.
struct Ways {
    list: Vec<(usize, Slots)>,
    /// Whether a step is in the list or was passed through.
    seen: Vec<bool>,
}

/// What stands on both sides of a position.
#[derive(Clone, Copy)]
struct Here {
    at: usize,
    before: Option<char>,
    after: Option<char>,
}

enum Job {
    Visit(usize),
    Restore(usize, Option<usize>),
}

/// The slots of the first match at or behind the byte `from`; none of them when not `groups`.
pub(super) fn find(regex: &Regex, text: &str, from: usize, groups: bool) -> Option<Slots> {
    let rest = text.get(from..)?;
    let empty = || Ways { list: Vec::new(), seen: vec![false; regex.program.len()] };
    let (mut now, mut next) = (empty(), empty());
    let slots = if groups { 2 * regex.groups } else { 0 };
    let mut best: Option<Slots> = None;
    let mut here = Here {
        at: from,
        before: text.get(..from).and_then(|passed| passed.chars().next_back()),
        after: None,
    };
    let mut letters = rest.chars();
    loop {
        here.after = letters.next();
        if best.is_none() {
            add(regex, &mut now, 0, vec![None; slots], here);
        } else if now.list.is_empty() {
            break;
        }
        let behind = here.at + here.after.map_or(0, char::len_utf8);
        let then = Here { at: behind, before: here.after, after: letters.clone().next() };
        for (step, slots) in now.list.drain(..) {
            match regex.program.get(step) {
                Some(Op::Set(set)) => {
                    if here.after.is_some_and(|letter| set.has(letter, regex.ignore_case)) {
                        add(regex, &mut next, step + 1, slots, then);
                    }
                }
                Some(Op::Match) => {
                    // The ways behind this one are less preferred.
                    best = Some(slots);
                    break;
                }
                Some(Op::Split(..) | Op::Jump(_) | Op::Save(_) | Op::Assert(_)) | None => {}
            }
        }
        if here.after.is_none() || (best.is_some() && !groups) {
            break;
        }
        now.seen.fill(false);
        std::mem::swap(&mut now, &mut next);
        here = then;
    }
    best
}

/// Adds a way, followed through all steps that take no character.
fn add(regex: &Regex, ways: &mut Ways, start: usize, mut slots: Slots, here: Here) {
    let mut jobs = vec![Job::Visit(start)];
    while let Some(job) = jobs.pop() {
        let step = match job {
            Job::Restore(slot, old) => {
                if let Some(place) = slots.get_mut(slot) {
                    *place = old;
                }
                continue;
            }
            Job::Visit(step) => step,
        };
        match ways.seen.get_mut(step) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        match regex.program.get(step) {
            Some(Op::Jump(way)) => jobs.push(Job::Visit(step.wrapping_add_signed(*way))),
            Some(Op::Split(first, second)) => {
                jobs.push(Job::Visit(step.wrapping_add_signed(*second)));
                jobs.push(Job::Visit(step.wrapping_add_signed(*first)));
            }
            Some(Op::Save(slot)) => {
                if let Some(place) = slots.get_mut(*slot) {
                    jobs.push(Job::Restore(*slot, *place));
                    *place = Some(here.at);
                }
                jobs.push(Job::Visit(step + 1));
            }
            Some(Op::Assert(assert)) if holds(*assert, here, regex.multiline) => {
                jobs.push(Job::Visit(step + 1));
            }
            Some(Op::Set(_) | Op::Match) => ways.list.push((step, slots.clone())),
            Some(Op::Assert(_)) | None => {}
        }
    }
}

fn holds(assert: Assert, here: Here, multiline: bool) -> bool {
    let line = |side: Option<char>| match side {
        None => true,
        Some(letter) => multiline && matches!(letter, '\n' | '\r' | '\u{2028}' | '\u{2029}'),
    };
    let word = |side: Option<char>| {
        side.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    match assert {
        Assert::Start => line(here.before),
        Assert::End => line(here.after),
        Assert::Word => word(here.before) != word(here.after),
        Assert::NotWord => word(here.before) == word(here.after),
    }
}

impl Set {
    fn has(&self, letter: char, ignore_case: bool) -> bool {
        let inside =
            |letter: char| self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&letter));
        let found = inside(letter)
            || (ignore_case
                && (inside(letter_case::small(letter)) || inside(letter_case::capital(letter))));
        found != self.all_but
    }
}
