//! The members of a JSON object, each asked for by name and type.

use super::model::{Words, empty};
use crate::base::json::Json;
use crate::error::{Diagnostic, Notes, Place, ReportError, Result, SpecError, Word, nearest};
use std::rc::Rc;

pub(super) fn missing(at: &Place, name: &'static str) -> Diagnostic {
    Diagnostic::error(at, ReportError::Missing { name })
}

pub(super) fn wrong(at: &Place, found: &Json, expected: &'static str) -> Diagnostic {
    Diagnostic::error(at, SpecError::WrongType { found: found.describe(), expected })
}

/// The members of one object, and which of them have been asked for.
pub(super) struct Fields<'a> {
    pub(super) at: Place,
    members: &'a [(Rc<str>, Json)],
    /// The names asked for, each with a line break after it: one text, for reports have many members.
    known: String,
}

impl<'a> Fields<'a> {
    pub(super) fn of(json: &'a Json, at: &Place) -> Result<Self> {
        let members = json.members().ok_or_else(|| wrong(at, json, "an object"))?;
        Ok(Self { at: at.clone(), members, known: String::new() })
    }

    /// The member, unless it is missing or null.
    pub(super) fn find(&mut self, name: &str) -> Option<&'a Json> {
        self.named(name, "")
    }

    /// The member whose name has two parts.
    fn named(&mut self, name: &str, tail: &str) -> Option<&'a Json> {
        let from = self.known.len();
        self.known.push_str(name);
        self.known.push_str(tail);
        self.known.push('\n');
        let name = self.known.get(from..self.known.len() - 1).unwrap_or_default();
        self.members
            .iter()
            .find(|(key, value)| &**key == name && !value.is_null())
            .map(|(_, value)| value)
    }

    pub(super) fn skip(&mut self, name: &str) {
        self.known.push_str(name);
        self.known.push('\n');
    }

    pub(super) fn text_or_empty(&mut self, name: &str) -> Result<Rc<str>> {
        self.tailed(name, "")
    }

    /// A text whose name has two parts; missing is empty.
    fn tailed(&mut self, name: &str, tail: &str) -> Result<Rc<str>> {
        let Some(json) = self.named(name, tail) else { return Ok(empty()) };
        let at = || self.at.child(format!("{name}{tail}").as_str());
        json.text().cloned().ok_or_else(|| wrong(&at(), json, "a text"))
    }

    pub(super) fn text(&mut self, name: &'static str) -> Result<Rc<str>> {
        let text = self.text_or_empty(name)?;
        if text.is_empty() { Err(missing(&self.at, name)) } else { Ok(text) }
    }

    pub(super) fn maybe_number(&mut self, name: &str) -> Result<Option<f64>> {
        self.find(name)
            .map(|json| json.number().ok_or_else(|| wrong(&self.at.child(name), json, "a number")))
            .transpose()
    }

    pub(super) fn number(&mut self, name: &'static str) -> Result<f64> {
        self.maybe_number(name)?.ok_or_else(|| missing(&self.at, name))
    }

    /// A whole number from 0.
    pub(super) fn maybe_count(&mut self, name: &str) -> Result<Option<u32>> {
        let Some(json) = self.find(name) else { return Ok(None) };
        count(json, &self.at.child(name)).map(Some)
    }

    pub(super) fn count(&mut self, name: &'static str) -> Result<u32> {
        self.maybe_count(name)?.ok_or_else(|| missing(&self.at, name))
    }

    pub(super) fn maybe_year(&mut self, name: &str) -> Result<Option<i32>> {
        let Some(json) = self.find(name) else { return Ok(None) };
        let at = self.at.child(name);
        Ok(Some(i32::try_from(count(json, &at)?).unwrap_or(0)))
    }

    pub(super) fn truth(&mut self, name: &str, default: bool) -> Result<bool> {
        match self.find(name) {
            None => Ok(default),
            Some(json) => {
                json.bool().ok_or_else(|| wrong(&self.at.child(name), json, "true or false"))
            }
        }
    }

    /// `name_zh` and `name_en`.
    pub(super) fn words(&mut self, name: &str) -> Result<Words> {
        Ok(Words { zh: self.tailed(name, "_zh")?, en: self.tailed(name, "_en")? })
    }

    /// A unit: the printed one under its own name, the English one under `…_en`.
    pub(super) fn unit(&mut self, name: &str) -> Result<Words> {
        Ok(Words { zh: self.text_or_empty(name)?, en: self.tailed(name, "_en")? })
    }

    /// One word of a list; missing is the first.
    pub(super) fn word<T: Copy + Default>(
        &mut self,
        name: &str,
        names: &[(&'static str, T)],
    ) -> Result<T> {
        let Some(json) = self.find(name) else { return Ok(T::default()) };
        let at = self.at.child(name);
        let found = json.text().ok_or_else(|| wrong(&at, json, "a text"))?;
        names.iter().find(|(name, _)| **name == **found).map(|(_, value)| *value).ok_or_else(|| {
            let near = nearest(found, names.iter().map(|(name, _)| *name));
            Diagnostic::error(
                &at,
                SpecError::Unknown {
                    word: Word::Value,
                    found: found.clone(),
                    nearest: near.map(Into::into),
                },
            )
        })
    }

    pub(super) fn object<T>(
        &mut self,
        name: &str,
        notes: &mut Notes,
        read: fn(&mut Fields, &mut Notes) -> Result<T>,
    ) -> Result<Option<T>> {
        let Some(json) = self.find(name) else { return Ok(None) };
        let mut it = Fields::of(json, &self.at.child(name))?;
        let value = read(&mut it, notes)?;
        it.finish(notes);
        Ok(Some(value))
    }

    /// A list, each element with its place; missing is empty.
    pub(super) fn list(&mut self, name: &str) -> Result<Vec<(Place, &'a Json)>> {
        let Some(json) = self.find(name) else { return Ok(Vec::new()) };
        let at = self.at.child(name);
        let list = json.list().ok_or_else(|| wrong(&at, json, "a list"))?;
        Ok(list.iter().enumerate().map(|(i, json)| (at.child(i), json)).collect())
    }

    pub(super) fn each<T>(
        &mut self,
        name: &str,
        notes: &mut Notes,
        read: fn(&mut Fields, &mut Notes) -> Result<T>,
    ) -> Result<Vec<T>> {
        let list = self.list(name)?;
        let mut values = Vec::with_capacity(list.len());
        for (at, json) in list {
            let mut it = Fields::of(json, &at)?;
            values.push(read(&mut it, notes)?);
            it.finish(notes);
        }
        Ok(values)
    }

    pub(super) fn texts(&mut self, name: &str) -> Result<Vec<Rc<str>>> {
        self.list(name)?
            .into_iter()
            .map(|(at, json)| json.text().cloned().ok_or_else(|| wrong(&at, json, "a text")))
            .collect()
    }

    /// Warns of members that nothing asked for.
    pub(super) fn finish(&self, notes: &mut Notes) {
        #[cfg(test)]
        crate::error::asked::note(&self.at, self.known.split_terminator('\n'));
        for (key, _) in self.members {
            if !self.known.split_terminator('\n').any(|name| name == &**key) {
                let near = nearest(key, self.known.split_terminator('\n'));
                notes.warn(
                    &self.at.child(key),
                    SpecError::Unknown {
                        word: Word::Property,
                        found: key.clone(),
                        nearest: near.map(Into::into),
                    },
                );
            }
        }
    }
}

pub(super) fn count(json: &Json, at: &Place) -> Result<u32> {
    let whole = |number: &f64| number.fract() == 0.0 && (0.0..=4e9).contains(number);
    json.number()
        .filter(whole)
        .map(|number| number as u32)
        .ok_or_else(|| wrong(at, json, "a whole number from 0"))
}
