//! Between JavaScript's values and ours: specs in, columns in, notes and rows out.

use crate::base::json::Json;
use crate::data::Column;
use crate::data::table::NO_WORD;
use crate::error::{Diagnostic, Lang, Level, Place, Result, SpecError};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// JSON given as text or as an object; `undefined` is null.
///
/// # Errors
///
/// [`SpecError::Syntax`] for a text that is no JSON, [`SpecError::WrongType`] for an
/// object that cannot be JSON.
pub fn json(given: JsValue) -> Result<Json> {
    match given.as_string() {
        Some(text) => Json::parse_spec(&text),
        None => written(given, Json::parse_spec),
    }
}

/// JSON given as an object, a list or a plain value; a text is a text. As in JavaScript's own
/// `JSON.stringify`, a member that is a function is none, NaN is null, and a date is a text.
///
/// # Errors
///
/// [`SpecError::WrongType`] for what cannot be JSON, such as a function.
pub fn object(given: JsValue) -> Result<Json> {
    written(given, Json::parse)
}

fn written(given: JsValue, parse: fn(&str) -> Result<Json>) -> Result<Json> {
    if given.is_undefined() {
        return Ok(Json::Null);
    }
    let text =
        js_sys::JSON::stringify(&given).ok().and_then(|text| JsValue::from(text).as_string());
    match text {
        Some(text) => parse(&text),
        None => {
            let found = "a function, or an object without an end".into();
            let kind = SpecError::WrongType { found, expected: "JSON" };
            Err(Diagnostic::error(&Place::root(), kind))
        }
    }
}

/// JSON as a plain object of JavaScript.
#[must_use]
pub fn value(json: &Json) -> JsValue {
    Plain(json).serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// JSON as serde sees it.
struct Plain<'a>(&'a Json);

impl Serialize for Plain<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        match self.0 {
            Json::Null => to.serialize_unit(),
            Json::Bool(truth) => to.serialize_bool(*truth),
            Json::Number(number) => to.serialize_f64(*number),
            Json::Text(text) => to.serialize_str(text),
            Json::List(list) => to.collect_seq(list.iter().map(Plain)),
            Json::Rows(table) => Plain(&Json::of_rows(table)).serialize(to),
            Json::Object(members) => {
                to.collect_map(members.iter().map(|(name, value)| (&**name, Plain(value))))
            }
        }
    }
}

/// Diagnostics as a list of objects: `level`, `file`, `pointer`, `line`, `column`, `message`.
#[must_use]
pub fn diagnostics(list: &[Diagnostic], lang: Lang) -> JsValue {
    let text = |text: &str| Json::Text(text.into());
    let object = |it: &Diagnostic| {
        let level = match it.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        let members = [
            ("level", text(level)),
            ("file", Json::Text(it.at.file.clone())),
            ("pointer", Json::Text(it.at.pointer.clone())),
            ("line", Json::Number(it.at.line.into())),
            ("column", Json::Number(it.at.column.into())),
            ("message", text(&it.text(lang))),
        ];
        Json::Object(members.map(|(name, value)| (name.into(), value)).into())
    };
    value(&Json::List(list.iter().map(object).collect()))
}

/// A column of numbers or times, copied once.
#[must_use]
pub fn numbers(given: &js_sys::Float64Array, times: bool) -> Column {
    let mut numbers: Rc<[f64]> = std::iter::repeat_n(0.0, given.length() as usize).collect();
    if let Some(numbers) = Rc::get_mut(&mut numbers) {
        given.copy_to(numbers);
    }
    if times { Column::Time(numbers) } else { Column::Number(numbers) }
}

/// A column of texts: a code a row, and the distinct words with U+0000 between them.
#[must_use]
pub fn texts(given: &js_sys::Uint32Array, words: &str) -> Column {
    let mut codes: Rc<[u32]> = std::iter::repeat_n(NO_WORD, given.length() as usize).collect();
    if let Some(codes) = Rc::get_mut(&mut codes) {
        given.copy_to(codes);
    }
    Column::Text { codes, words: words.split('\0').map(Into::into).collect() }
}

/// A column of anything else.
///
/// # Errors
///
/// As for [`object`].
pub fn mixed(given: JsValue) -> Result<Column> {
    let json = object(given)?;
    let values = json.list().unwrap_or_default().iter().map(Json::to_value).collect();
    Ok(Column::from_values(values))
}
