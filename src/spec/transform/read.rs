//! Reads the members of an object one by one, and notes those that nobody asked for.

use crate::base::json::Json;
use crate::error::{Diagnostic, Notes, Place, Result, SpecError, Word};
use std::rc::Rc;

/// The members of one object. What is wrong is kept, the first of it, until [`Members::finish`]; what
/// is read after it counts for nothing.
pub(in crate::spec) struct Members<'a> {
    /// Where the object stands.
    pub at: Place,
    members: &'a [(Rc<str>, Json)],
    known: Vec<&'static str>,
    fault: Option<Diagnostic>,
}

/// The error of a value of the wrong type.
pub(in crate::spec) fn wrong(at: &Place, found: &Json, expected: &'static str) -> Diagnostic {
    Diagnostic::error(at, SpecError::WrongType { found: found.describe(), expected })
}

/// The error of a word that is not of its family.
pub(in crate::spec) fn unknown(at: &Place, word: Word, found: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(at, SpecError::unknown(word, &found.into(), known.iter().copied()))
}

impl<'a> Members<'a> {
    /// The members of `json`, which has to be an object.
    pub fn of(at: &Place, json: &'a Json) -> Self {
        let (members, fault) = match json.members() {
            Some(members) => (members, None),
            None => (Default::default(), Some(wrong(at, json, "an object"))),
        };
        Self { at: at.clone(), members, known: Vec::new(), fault }
    }

    /// The members of the object at `name`.
    pub fn object(&self, name: &'static str, json: &'a Json) -> Self {
        Self::of(&self.at.child(name), json)
    }

    /// The members of each object of the list at `name`.
    pub fn objects(&mut self, name: &'static str) -> Vec<Self> {
        let mut objects = Vec::new();
        if let Some(json) = self.get(name) {
            let at = self.at.child(name);
            match json.list() {
                None => self.wrong(name, json, "list of objects"),
                Some(list) => {
                    for (i, json) in list.iter().enumerate() {
                        objects.push(Self::of(&at.child(i), json));
                    }
                }
            }
        }
        objects
    }

    /// The member `name`; null is none.
    pub fn get(&mut self, name: &'static str) -> Option<&'a Json> {
        self.raw(name).filter(|json| !json.is_null())
    }

    /// The member `name`, null included.
    pub fn raw(&mut self, name: &'static str) -> Option<&'a Json> {
        self.known.push(name);
        self.members.iter().find(|(key, _)| &**key == name).map(|(_, json)| json)
    }

    /// Keeps what is wrong, unless something was before.
    pub fn fail(&mut self, why: Diagnostic) {
        if self.fault.is_none() {
            self.fault = Some(why);
        }
    }

    /// The member `name` is missing.
    pub fn missing(&mut self, name: &'static str) {
        self.fail(Diagnostic::error(&self.at, SpecError::Missing { name }));
    }

    /// The member `name` is of another type.
    pub fn wrong(&mut self, name: &'static str, found: &Json, expected: &'static str) {
        self.fail(wrong(&self.at.child(name), found, expected));
    }

    /// The word at `name` is none of those known.
    pub fn unknown(&mut self, name: &'static str, word: Word, found: &str, known: &[&str]) {
        self.fail(unknown(&self.at.child(name), word, found, known));
    }

    /// A text.
    pub fn text(&mut self, name: &'static str) -> Option<Rc<str>> {
        let json = self.get(name)?;
        if json.text().is_none() {
            self.wrong(name, json, "text");
        }
        json.text().cloned()
    }

    /// A text that has to be there.
    pub fn need(&mut self, name: &'static str) -> Rc<str> {
        let text = self.text(name);
        if text.is_none() {
            self.missing(name);
        }
        text.unwrap_or_default()
    }

    /// A number.
    pub fn number(&mut self, name: &'static str) -> Option<f64> {
        let json = self.get(name)?;
        if json.number().is_none() {
            self.wrong(name, json, "number");
        }
        json.number()
    }

    /// A truth value.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let json = self.get(name)?;
        if json.bool().is_none() {
            self.wrong(name, json, "true or false");
        }
        json.bool()
    }

    /// Whether a truth value is there and true.
    pub fn is_true(&mut self, name: &'static str) -> bool {
        self.flag(name) == Some(true)
    }

    /// A list of numbers.
    pub fn numbers(&mut self, name: &'static str) -> Option<Vec<f64>> {
        let json = self.get(name)?;
        let mut numbers = Vec::new();
        for json in json.list().unwrap_or_default() {
            numbers.extend(json.number());
        }
        self.whole(name, json, numbers.len(), "list of numbers");
        Some(numbers)
    }

    /// Two numbers.
    pub fn range(&mut self, name: &'static str) -> Option<[f64; 2]> {
        let json = self.get(name)?;
        match json.list() {
            Some([Json::Number(from), Json::Number(to)]) => return Some([*from, *to]),
            _ => self.wrong(name, json, "list of two numbers"),
        }
        None
    }

    /// A list of texts, or one text.
    pub fn texts(&mut self, name: &'static str) -> Vec<Rc<str>> {
        let mut texts = Vec::new();
        if let Some(json) = self.get(name) {
            if let Some(text) = json.text() {
                texts.push(text.clone());
                return texts;
            }
            for json in json.list().unwrap_or_default() {
                texts.extend(json.text().cloned());
            }
            self.whole(name, json, texts.len(), "list of texts");
        }
        texts
    }

    /// A list has to have so many elements: all of them were of the type asked for.
    fn whole(&mut self, name: &'static str, json: &Json, read: usize, expected: &'static str) {
        if json.list().is_none_or(|list| list.len() != read) {
            self.wrong(name, json, expected);
        }
    }

    /// Two offsets of rows, null for unbounded; what they are when not given.
    pub fn frame(&mut self, name: &'static str, usual: [Option<f64>; 2]) -> [Option<f64>; 2] {
        let Some(json) = self.get(name) else { return usual };
        if let Some([from, to]) = json.list() {
            let frame = [from.number(), to.number()];
            if (frame[0].is_some() || from.is_null()) && (frame[1].is_some() || to.is_null()) {
                return frame;
            }
        }
        self.wrong(name, json, "list of two numbers or nulls");
        usual
    }

    /// The place of a word among those listed; of none, 0.
    pub fn word(&mut self, name: &'static str, words: &[&'static str]) -> usize {
        let Some(text) = self.text(name) else { return 0 };
        let place = words.iter().position(|word| **word == *text);
        if place.is_none() {
            self.unknown(name, Word::Value, &text, words);
        }
        place.unwrap_or(0)
    }

    /// A sequence of numbers: its start, default 0, its stop, and its step, default 1.
    pub fn sequence(&mut self) -> (f64, f64, f64) {
        let start = self.number("start").unwrap_or(0.0);
        let stop = self.number("stop");
        if stop.is_none() {
            self.missing("stop");
        }
        let step = self.number("step").filter(|step| *step != 0.0);
        (start, stop.unwrap_or(0.0), step.unwrap_or(1.0))
    }

    /// Keeps what is wrong in an object in this one.
    pub fn keep(&mut self, inner: Members) {
        if let Some(why) = inner.fault {
            self.fail(why);
        }
    }

    /// Notes the members of an object in this one that nobody asked for, and keeps what is wrong in it.
    pub fn close(&mut self, notes: &mut Notes, inner: Members) {
        if let Err(why) = inner.finish(notes) {
            self.fail(why);
        }
    }

    /// Notes the members that nobody asked for.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong.
    pub fn finish(self, notes: &mut Notes) -> Result<()> {
        if let Some(why) = self.fault {
            return Err(why);
        }
        #[cfg(test)]
        crate::error::asked::note(&self.at, self.known.iter().copied());
        for (name, _) in self.members {
            if !self.known.contains(&&**name) {
                let known = self.known.iter().copied();
                notes.warn(&self.at.child(name), SpecError::unknown(Word::Property, name, known));
            }
        }
        Ok(())
    }
}
