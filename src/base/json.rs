//! The one form that JSON text and JavaScript objects both become.

use crate::base::scan::{Fault, Scanner};
use crate::base::table::Table;
use crate::base::value::Value;
use crate::error::{Diagnostic, Place, Result, SpecError};
use std::rc::Rc;

/// A JSON value; members keep the order they were written in.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`, and JavaScript's `undefined`.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(Rc<str>),
    /// A list.
    List(Vec<Json>),
    /// A list of rows that stands in columns: see [`Scanner::lazy`].
    Rows(Rc<Table>),
    /// An object.
    Object(Vec<(Rc<str>, Json)>),
}

impl Json {
    /// Reads JSON text.
    ///
    /// # Errors
    ///
    /// [`SpecError::Syntax`] with line and column.
    pub fn parse(text: &str) -> Result<Self> {
        read(text, Scanner::json)
    }

    /// Reads the JSON text of a spec, whose rows of data become columns: see [`Scanner::lazy`].
    ///
    /// # Errors
    ///
    /// As for [`Json::parse`].
    pub fn parse_spec(text: &str) -> Result<Self> {
        read(text, Scanner::lazy)
    }

    /// Reads JSON text whose long lists are not kept: of the members in `names`, those that are
    /// lists are empty afterwards, and `each` is given the place of the name and each element.
    ///
    /// # Errors
    ///
    /// As for [`Json::parse`]; `each` may have been called before.
    pub fn parse_parted(
        text: &str,
        names: &[&str],
        each: &mut dyn FnMut(usize, Self),
    ) -> Result<Self> {
        read(text, |scanner| scanner.parted(names, each))
    }

    /// The member `name` of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members()?.iter().find(|(key, _)| &**key == name).map(|(_, value)| value)
    }

    /// The members of an object.
    #[must_use]
    pub fn members(&self) -> Option<&[(Rc<str>, Self)]> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The elements of a list.
    #[must_use]
    pub fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The text that stands here.
    #[must_use]
    pub fn text(&self) -> Option<&Rc<str>> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number that stands here.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The truth value that stands here.
    #[must_use]
    pub fn bool(&self) -> Option<bool> {
        if let Self::Bool(truth) = self { Some(*truth) } else { None }
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// What stands here, in a few words, for a message.
    #[must_use]
    pub fn describe(&self) -> Rc<str> {
        match self {
            Self::Null => "null".into(),
            Self::Bool(truth) => truth.to_string().into(),
            Self::Number(number) => crate::base::format::plain(*number).into(),
            Self::Text(text) => format!("\"{text}\"").into(),
            Self::List(_) | Self::Rows(_) => "a list".into(),
            Self::Object(_) => "an object".into(),
        }
    }

    /// The same as a data value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(truth) => Value::Bool(*truth),
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text.clone()),
            Self::List(list) => Value::List(list.iter().map(Self::to_value).collect()),
            Self::Rows(table) => Self::of_rows(table).to_value(),
            Self::Object(members) => Value::Object(
                members.iter().map(|(key, value)| (key.clone(), value.to_value())).collect(),
            ),
        }
    }

    /// A data value as JSON; times become ISO 8601 texts, numbers that JSON lacks become null.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Number(number) if number.is_finite() => Self::Number(*number),
            Value::Number(_) => Self::Null,
            Value::Text(text) => Self::Text(text.clone()),
            Value::Time(_) => Self::Text(value.to_text()),
            Value::List(list) => Self::List(list.iter().map(Self::from_value).collect()),
            Value::Object(members) => Self::Object(
                members.iter().map(|(key, value)| (key.clone(), Self::from_value(value))).collect(),
            ),
        }
    }

    /// A table as a list of objects, each member in every row.
    #[must_use]
    pub fn of_rows(table: &Table) -> Self {
        Self::List((0..table.rows()).map(|row| Self::from_value(&table.row(row))).collect())
    }

    /// JSON text without blanks.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Self::Number(number) if number.is_finite() => {
                out.push_str(&crate::base::format::plain(*number))
            }
            Self::Number(_) => out.push_str("null"),
            Self::Text(text) => quote(text, out),
            Self::List(list) => {
                out.push('[');
                for (i, value) in list.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    value.write_to(out);
                }
                out.push(']');
            }
            Self::Rows(table) => Self::of_rows(table).write_to(out),
            Self::Object(members) => {
                out.push('{');
                for (i, (key, value)) in members.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    quote(key, out);
                    out.push(':');
                    value.write_to(out);
                }
                out.push('}');
            }
        }
    }
}

fn read<'a>(
    text: &'a str,
    read: impl FnOnce(&mut Scanner<'a>) -> std::result::Result<Json, Fault>,
) -> Result<Json> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut scanner = Scanner::new(text);
    read(&mut scanner).and_then(|json| scanner.end().map(|()| json)).map_err(|fault| {
        let (line, column) = fault.place(text);
        let found = format!("expected {}", fault.expected).into();
        Diagnostic::error(&Place::text(line, column), SpecError::Syntax { found })
    })
}

/// Writes a JSON string literal.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if u32::from(letter) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)))
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        let text = r#"{"a":[1,2.5,-3],"b":{"c":null,"d":true},"e":"x\n\"y\"","f":1}"#;
        assert_eq!(Json::parse(text).map(|json| json.write()), Ok(text.to_owned()));
        assert_eq!(
            Json::parse(r#"{"a":1,"a":2}"#).map(|json| json.write()),
            Ok(r#"{"a":2}"#.to_owned())
        );
    }

    #[test]
    fn says_where() {
        let why = Json::parse("{\n \"a\": }").err();
        assert_eq!(why.map(|why| (why.at.line, why.at.column)), Some((2, 7)));
    }

    #[test]
    fn long_lists_are_given_element_by_element() {
        let check = |text: &str, expected: &[(usize, f64)], rest: &str| {
            let mut given = Vec::new();
            let mut each = |list: usize, json: Json| given.extend(json.number().map(|n| (list, n)));
            let json = Json::parse_parted(text, &["a", "b"], &mut each);
            assert_eq!(given, expected, "{text}");
            assert_eq!(
                json.map_or_else(|why| why.at.to_string(), |json| json.write()),
                rest,
                "{text}"
            );
        };
        check(
            r#"{"b": [1, 2], "c": [3], "a": [4]}"#,
            &[(1, 1.0), (1, 2.0), (0, 4.0)],
            r#"{"b":[],"c":[3],"a":[]}"#,
        );
        check(r#"{"a": 5, "d": {"a": [6]}}"#, &[], r#"{"a":5,"d":{"a":[6]}}"#);
        check("[1]", &[], "[1]");
        check(r#"{"a": [7, ]}"#, &[(0, 7.0)], "1:11");
    }
}
