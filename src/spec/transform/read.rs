//! Reads the members of an object one by one, and notes those that nobody asked for.

use crate::base::json::Json;
use crate::error::{Diagnostic, Notes, Place, Result, SpecError, Word, nearest};
use std::rc::Rc;

/// The members of one object.
pub(in crate::spec) struct Members<'a> {
    /// Where the object stands.
    pub at: Place,
    members: &'a [(Rc<str>, Json)],
    known: Vec<&'static str>,
}

/// The error of a value of the wrong type.
pub(in crate::spec) fn wrong(at: &Place, found: &Json, expected: &'static str) -> Diagnostic {
    Diagnostic::error(at, SpecError::WrongType { found: found.describe(), expected })
}

/// The error of a word that is not of its family.
pub(in crate::spec) fn unknown<'a>(
    at: &Place,
    word: Word,
    found: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let nearest = nearest(found, known).map(Into::into);
    Diagnostic::error(at, SpecError::Unknown { word, found: found.into(), nearest })
}

impl<'a> Members<'a> {
    /// The members of `json`, which has to be an object.
    pub fn of(at: &Place, json: &'a Json) -> Result<Self> {
        let members = json.members().ok_or_else(|| wrong(at, json, "an object"))?;
        Ok(Self { at: at.clone(), members, known: Vec::new() })
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

    /// The error that the member `name` is missing.
    pub fn missing(&self, name: &'static str) -> Diagnostic {
        Diagnostic::error(&self.at, SpecError::Missing { name })
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        expected: &'static str,
        read: impl Fn(&Json) -> Option<T>,
    ) -> Result<Option<T>> {
        match self.get(name) {
            None => Ok(None),
            Some(json) => match read(json) {
                Some(value) => Ok(Some(value)),
                None => Err(wrong(&self.at.child(name), json, expected)),
            },
        }
    }

    /// A text.
    pub fn text(&mut self, name: &'static str) -> Result<Option<Rc<str>>> {
        self.read(name, "text", |json| json.text().cloned())
    }

    /// A text that has to be there.
    pub fn need(&mut self, name: &'static str) -> Result<Rc<str>> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    /// A number.
    pub fn number(&mut self, name: &'static str) -> Result<Option<f64>> {
        self.read(name, "number", Json::number)
    }

    /// A truth value; default false.
    pub fn flag(&mut self, name: &'static str) -> Result<Option<bool>> {
        self.read(name, "true or false", Json::bool)
    }

    /// A list of numbers.
    pub fn numbers(&mut self, name: &'static str) -> Result<Option<Vec<f64>>> {
        self.read(name, "list of numbers", |json| json.list()?.iter().map(Json::number).collect())
    }

    /// Two numbers.
    pub fn range(&mut self, name: &'static str) -> Result<Option<[f64; 2]>> {
        self.read(name, "list of two numbers", |json| match json.list()? {
            [from, to] => Some([from.number()?, to.number()?]),
            _ => None,
        })
    }

    /// A list of texts, or one text.
    pub fn texts(&mut self, name: &'static str) -> Result<Option<Vec<Rc<str>>>> {
        self.read(name, "list of texts", |json| match json.text() {
            Some(text) => Some(vec![text.clone()]),
            None => json.list()?.iter().map(|json| json.text().cloned()).collect(),
        })
    }

    /// Two offsets of rows, null for unbounded.
    pub fn frame(&mut self, name: &'static str) -> Result<Option<[Option<f64>; 2]>> {
        self.read(name, "list of two numbers or nulls", |json| {
            let offset =
                |json: &Json| if json.is_null() { Some(None) } else { json.number().map(Some) };
            match json.list()? {
                [from, to] => Some([offset(from)?, offset(to)?]),
                _ => None,
            }
        })
    }

    /// One of the listed words.
    pub fn word<T: Copy>(
        &mut self,
        name: &'static str,
        words: &[(&'static str, T)],
    ) -> Result<Option<T>> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        match words.iter().find(|(word, _)| **word == *text) {
            Some((_, value)) => Ok(Some(*value)),
            None => {
                let known = words.iter().map(|(word, _)| *word);
                Err(unknown(&self.at.child(name), Word::Value, &text, known))
            }
        }
    }

    /// Notes the members that nobody asked for.
    pub fn finish(self, notes: &mut Notes) {
        #[cfg(test)]
        crate::error::asked::note(&self.at, self.known.iter().copied());
        for (name, _) in self.members {
            if !self.known.contains(&&**name) {
                let nearest = nearest(name, self.known.iter().copied()).map(Into::into);
                let kind =
                    SpecError::Unknown { word: Word::Property, found: name.clone(), nearest };
                notes.warn(&self.at.child(name), kind);
            }
        }
    }
}
