//! Regular expressions of JavaScript, matched in time linear in the text.
//!
//! Lookaround, back references and Unicode properties cannot be matched so and are errors.
//! Characters are code points, as with JavaScript's flag `u`.

mod matching;
mod pattern;

use super::operator;
use crate::base::value::Value;
use crate::error::ExprError;
use std::rc::Rc;

/// A compiled regular expression.
#[derive(Debug)]
pub(super) struct Regex {
    program: Vec<Op>,
    /// The number of groups, the whole match among them.
    groups: usize,
    names: Vec<(Rc<str>, usize)>,
    global: bool,
    ignore_case: bool,
    multiline: bool,
}

/// A step of the matcher.
#[derive(Clone, Debug)]
enum Op {
    /// One of these characters.
    Set(Set),
    /// Goes on at both, the first preferred; as steps from here.
    Split(isize, isize),
    Jump(isize),
    /// Notes the position in a slot.
    Save(usize),
    Assert(Assert),
    Match,
}

/// What holds between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Assert {
    Start,
    End,
    Word,
    NotWord,
}

/// A set of characters: ranges, or all but those.
#[derive(Clone, Debug, Default)]
struct Set {
    ranges: Vec<(char, char)>,
    all_but: bool,
}

impl Regex {
    /// Compiles a pattern with flags.
    ///
    /// # Errors
    ///
    /// [`ExprError::Regex`] for what is no pattern or cannot be matched in linear time.
    pub(super) fn new(source: &str, flags: &str) -> Result<Self, ExprError> {
        let error = |why| ExprError::Regex { found: format!("/{source}/{flags}").into(), why };
        let mut regex = Self {
            program: Vec::new(),
            groups: 1,
            names: Vec::new(),
            global: false,
            ignore_case: false,
            multiline: false,
        };
        let mut dot_all = false;
        for flag in flags.chars() {
            match flag {
                'g' => regex.global = true,
                'i' => regex.ignore_case = true,
                'm' => regex.multiline = true,
                's' => dot_all = true,
                'u' => {}
                _ => return Err(error("the flags g, i, m, s or u")),
            }
        }
        pattern::compile(source, dot_all, &mut regex).map_err(error)?;
        Ok(regex)
    }

    /// Whether the text has a match.
    pub(super) fn test(&self, text: &str) -> bool {
        matching::find(self, text, 0, false).is_some()
    }

    /// The ends of the first match at or behind a byte, and of its groups: two slots for each.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<Vec<Option<usize>>> {
        matching::find(self, text, from, true)
    }

    /// Replaces the first match, or all with the flag `g`.
    pub(super) fn replace(&self, text: &str, by: &str) -> String {
        let mut out = String::new();
        let (mut done, mut from) = (0, 0);
        while let Some(slots) = self.find(text, from) {
            let (start, end) = span(&slots, 0).unwrap_or((from, from));
            out.push_str(text.get(done..start).unwrap_or_default());
            substitute(text, &slots, &self.names, by, &mut out);
            done = end;
            from = if end > start { end } else { after(text, end) };
            if !self.global || from > text.len() {
                break;
            }
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// The parts between the matches, with the groups of the matches in between.
    pub(super) fn split(&self, text: &str) -> Vec<Value> {
        if text.is_empty() {
            return if self.test(text) { Vec::new() } else { vec![Value::text(text)] };
        }
        let mut list = Vec::new();
        let (mut done, mut from) = (0, 0);
        while from < text.len() {
            let Some(slots) = self.find(text, from) else { break };
            let (start, end) = span(&slots, 0).unwrap_or((from, from));
            if start >= text.len() {
                break;
            }
            if end == done {
                from = after(text, from);
                continue;
            }
            list.push(Value::text(text.get(done..start).unwrap_or_default()));
            for group in 1..self.groups {
                let part = span(&slots, group).and_then(|(start, end)| text.get(start..end));
                list.push(part.map_or(Value::Null, Value::text));
            }
            done = end;
            from = if end > start { end } else { after(text, end) };
        }
        list.push(Value::text(text.get(done..).unwrap_or_default()));
        list
    }
}

/// The byte behind the character at a byte; past the end is one more than the length.
fn after(text: &str, at: usize) -> usize {
    let letter = text.get(at..).and_then(|rest| rest.chars().next());
    at + letter.map_or(1, char::len_utf8)
}

fn span(slots: &[Option<usize>], group: usize) -> Option<(usize, usize)> {
    let slot = |i: usize| slots.get(i).copied().flatten();
    Some((slot(2 * group)?, slot(2 * group + 1)?))
}

/// Writes a replacement: `$$`, `$&`, `` $` ``, `$'`, `$1` … `$99` and `$<name>`.
pub(super) fn substitute(
    text: &str,
    slots: &[Option<usize>],
    names: &[(Rc<str>, usize)],
    by: &str,
    out: &mut String,
) {
    let part = |group: usize| {
        span(slots, group).and_then(|(start, end)| text.get(start..end)).unwrap_or_default()
    };
    let (start, end) = span(slots, 0).unwrap_or_default();
    let mut rest = by;
    while let Some((before, behind)) = rest.split_once('$') {
        out.push_str(before);
        let mut letters = behind.chars();
        rest = match letters.next() {
            Some('$') => {
                out.push('$');
                letters.as_str()
            }
            Some('&') => {
                out.push_str(part(0));
                letters.as_str()
            }
            Some('`') => {
                out.push_str(text.get(..start).unwrap_or_default());
                letters.as_str()
            }
            Some('\'') => {
                out.push_str(text.get(end..).unwrap_or_default());
                letters.as_str()
            }
            Some('<') if !names.is_empty() && behind.contains('>') => {
                let (name, rest) = letters.as_str().split_once('>').unwrap_or_default();
                let group = names.iter().find(|(known, _)| &**known == name);
                out.push_str(group.map_or("", |(_, group)| part(*group)));
                rest
            }
            _ => {
                let digits = behind.bytes().take(2).take_while(u8::is_ascii_digit).count();
                // The longest number that is a group counts.
                let group = (1..=digits).rev().find_map(|count| {
                    let number: usize = behind.get(..count)?.parse().ok()?;
                    (number > 0 && 2 * number < slots.len()).then_some((number, count))
                });
                match group {
                    Some((group, count)) => {
                        out.push_str(part(group));
                        behind.get(count..).unwrap_or_default()
                    }
                    None => {
                        out.push('$');
                        behind
                    }
                }
            }
        };
    }
    out.push_str(rest);
}

/// A regular expression as a value: an object of its source and flags.
pub(super) fn value(source: &str, flags: &str) -> Value {
    Value::Object(
        [("source".into(), Value::text(source)), ("flags".into(), Value::text(flags))].into(),
    )
}

/// The source and flags, when the value is a regular expression.
pub(super) fn parts(value: &Value) -> Option<(&Rc<str>, &Rc<str>)> {
    let Value::Object(members) = value else { return None };
    match members.as_ref() {
        [(source, Value::Text(pattern)), (flags, Value::Text(letters))]
            if &**source == "source" && &**flags == "flags" =>
        {
            Some((pattern, letters))
        }
        _ => None,
    }
}

/// The regular expression that an argument is; a text is one too where `texts`.
pub(super) fn written(value: &Value, texts: bool) -> Result<Option<Regex>, ExprError> {
    match parts(value) {
        Some((source, flags)) => Regex::new(source, flags).map(Some),
        None if texts => Regex::new(&operator::text(value), "").map(Some),
        None => Ok(None),
    }
}

/// Checks the constant arguments of `regexp`.
pub(super) fn check(source: &Value, flags: Option<&Value>) -> Result<(), ExprError> {
    let flags = flags.map(operator::text).unwrap_or_default();
    Regex::new(&operator::text(source), &flags).map(|_| ())
}
