//! Vega-Lite's predicates: conditions on a field, on a parameter, or an expression, and their compositions.
//!
//! Source: Vega-Lite docs, "Predicate"; Vega-Lite, `predicate.ts` and `datetime.ts`. A field
//! predicate becomes the very expression that Vega-Lite makes of it.

use super::{Expr, Scope, parse};
use crate::base::date_parse::parse_date;
use crate::base::decimal;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Diagnostic, Place, Result, SpecError, Word, nearest};
use std::fmt::Write;
use std::rc::Rc;

/// A condition that is true or false of a row.
#[derive(Clone, Debug)]
pub enum Predicate {
    /// An expression, or what a field predicate means.
    Expr(Expr),
    /// A parameter: a selection holds the row, or a variable is true.
    Param {
        /// Its name.
        name: Rc<str>,
        /// What an empty selection says.
        empty: bool,
    },
    /// All of these hold.
    And(Vec<Predicate>),
    /// One of these holds.
    Or(Vec<Predicate>),
    /// This does not hold.
    Not(Box<Predicate>),
}

/// The units of a time, in Vega-Lite's order.
const UNITS: [&str; 11] = [
    "year",
    "quarter",
    "month",
    "week",
    "day",
    "dayofyear",
    "date",
    "hours",
    "minutes",
    "seconds",
    "milliseconds",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: [&str; 7] =
    ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// The deepest nesting of `and`, `or` and `not`.
const DEEPEST: usize = 100;

impl Predicate {
    /// Reads a predicate.
    ///
    /// # Errors
    ///
    /// [`SpecError::WrongType`] for what is neither text nor object, and for a date-time object
    /// with a month or day that is none; [`SpecError::Unknown`] for an object without a known
    /// condition; [`SpecError::TooDeep`]; and the errors of [`parse`].
    pub fn parse(at: &Place, json: &Json) -> Result<Self> {
        read(at, json, None, 0)
    }

    /// Reads the predicate of a tooltip's `filter`, which is of the field it stands at.
    ///
    /// # Errors
    ///
    /// As [`Predicate::parse`].
    pub fn parse_of(at: &Place, json: &Json, field: &str) -> Result<Self> {
        read(at, json, Some(field), 0)
    }

    /// Whether it holds for the row that the scope shows.
    ///
    /// A parameter is asked for by `vlSelectionTest(name, empty)`; when the scope does not know
    /// that selection, it is a variable, and without one the row counts as selected.
    #[must_use]
    pub fn test(&self, scope: &dyn Scope) -> bool {
        match self {
            Self::Expr(expr) => expr.eval_truth(scope),
            Self::Param { name, empty } => {
                let args = [Value::Text(name.clone()), Value::Bool(*empty)];
                let value = scope.call("vlSelectionTest", &args).or_else(|| scope.name(name));
                value.is_none_or(|value| value.truthy())
            }
            Self::And(list) => list.iter().all(|predicate| predicate.test(scope)),
            Self::Or(list) => list.iter().any(|predicate| predicate.test(scope)),
            Self::Not(predicate) => !predicate.test(scope),
        }
    }

    /// The fields that are read, as written; each once.
    #[must_use]
    pub fn fields(&self) -> Vec<Rc<str>> {
        self.collect(&|expr| expr.fields())
    }

    /// The names that its expressions read, and those of its parameters; each once.
    #[must_use]
    pub fn names(&self) -> Vec<Rc<str>> {
        let mut list = self.collect(&|expr| expr.names());
        self.walk(&mut |predicate| {
            if let Self::Param { name, .. } = predicate
                && !list.contains(name)
            {
                list.push(name.clone());
            }
        });
        list
    }

    fn collect(&self, pick: &dyn Fn(&Expr) -> Vec<Rc<str>>) -> Vec<Rc<str>> {
        let mut list: Vec<Rc<str>> = Vec::new();
        self.walk(&mut |predicate| {
            if let Self::Expr(expr) = predicate {
                for name in pick(expr) {
                    if !list.contains(&name) {
                        list.push(name);
                    }
                }
            }
        });
        list
    }

    /// Calls `visit` with this predicate and all its parts.
    pub fn walk(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        match self {
            Self::Expr(_) | Self::Param { .. } => {}
            Self::And(list) | Self::Or(list) => list.iter().for_each(|part| part.walk(visit)),
            Self::Not(part) => part.walk(visit),
        }
    }
}

fn wrong<T>(at: &Place, json: &Json, expected: &'static str) -> Result<T> {
    Err(Diagnostic::error(at, SpecError::WrongType { found: json.describe(), expected }))
}

fn read(at: &Place, json: &Json, field: Option<&str>, depth: usize) -> Result<Predicate> {
    if depth > DEEPEST {
        return Err(Diagnostic::error(at, SpecError::TooDeep));
    }
    if let Some(text) = json.text() {
        return Ok(Predicate::Expr(parse(at, text)?));
    }
    let Some(members) = json.members() else {
        return wrong(at, json, "an expression or a predicate object");
    };
    for (key, all) in [("and", true), ("or", false)] {
        let Some(parts) = json.get(key) else { continue };
        let at = at.child(key);
        let Some(parts) = parts.list() else { return wrong(&at, parts, "a list of predicates") };
        let list: Result<Vec<Predicate>> = parts
            .iter()
            .enumerate()
            .map(|(i, part)| read(&at.child(i), part, field, depth + 1))
            .collect();
        return Ok(if all { Predicate::And(list?) } else { Predicate::Or(list?) });
    }
    if let Some(part) = json.get("not") {
        return Ok(Predicate::Not(Box::new(read(&at.child("not"), part, field, depth + 1)?)));
    }
    // `selection` is the older name of `param`.
    for key in ["param", "selection"] {
        let Some(name) = json.get(key) else { continue };
        let Some(name) = name.text() else {
            return wrong(&at.child(key), name, "a parameter's name");
        };
        let empty = json.get("empty").and_then(Json::bool).unwrap_or(true);
        return Ok(Predicate::Param { name: name.clone(), empty });
    }
    if json.get("field").is_some() || field.is_some() {
        return Ok(Predicate::Expr(parse(at, &field_expr(at, json, field)?)?));
    }
    let found = members.first().map_or_else(|| "".into(), |(name, _)| name.clone());
    let known = ["and", "or", "not", "param", "field"];
    let nearest = nearest(&found, known).map(Into::into);
    Err(Diagnostic::error(at, SpecError::Unknown { word: Word::Operation, found, nearest }))
}

/// The expression of a field predicate.
fn field_expr(at: &Place, json: &Json, field: Option<&str>) -> Result<String> {
    let field = match (json.get("field"), field) {
        (Some(Json::Text(field)), _) => Json::Text(field.clone()).write(),
        (None, Some(field)) => Json::Text(field.into()).write(),
        (field, _) => {
            return wrong(&at.child("field"), field.unwrap_or(&Json::Null), "a field's name");
        }
    };
    let (unit, binned) = time_unit(json.get("timeUnit"));
    let unit = unit.as_deref();
    let value = match unit {
        None => format!("datum[{field}]"),
        Some(_) if binned => format!("time(datum[{field}])"),
        Some(unit) => format!("time({})", floor(unit, &field)),
    };
    let value = value.as_str();
    for (key, sign) in [("equal", "==="), ("lt", "<"), ("gt", ">"), ("lte", "<="), ("gte", ">=")] {
        if let Some(other) = json.get(key) {
            return Ok(format!("{value}{sign}{}", literal(&at.child(key), other, unit)?));
        }
    }
    for key in ["oneOf", "in"] {
        let Some(list) = json.get(key).and_then(Json::list) else { continue };
        let at = at.child(key);
        let list: Result<Vec<String>> =
            list.iter().enumerate().map(|(i, item)| literal(&at.child(i), item, unit)).collect();
        return Ok(format!("indexof([{}],{value})!==-1", list?.join(",")));
    }
    if let Some(valid) = json.get("valid") {
        let not = if valid.bool() == Some(false) { "!" } else { "" };
        return Ok(format!("{not}(isValid({value})&&isFinite(+{value}))"));
    }
    match json.get("range") {
        Some(range) => range_expr(&at.child("range"), range, value, unit),
        None => {
            let found = json.members().and_then(|members| {
                members.iter().find(|(name, _)| !matches!(&**name, "field" | "timeUnit"))
            });
            let found: Rc<str> = found.map_or_else(|| "".into(), |(name, _)| name.clone());
            let known = ["equal", "lt", "lte", "gt", "gte", "range", "oneOf", "valid"];
            let nearest = nearest(&found, known).map(Into::into);
            Err(Diagnostic::error(at, SpecError::Unknown { word: Word::Operation, found, nearest }))
        }
    }
}

/// A value between two others; an end that is null is open.
fn range_expr(at: &Place, range: &Json, value: &str, unit: Option<&str>) -> Result<String> {
    if let Some(expr) = reference(range) {
        let end = |i: u8| match unit {
            Some(_) => format!("time(({expr})[{i}])"),
            None => format!("({expr})[{i}]"),
        };
        return Ok(format!("inrange({value},[{},{}])", end(0), end(1)));
    }
    let Some([low, high]) = range.list() else {
        return wrong(at, range, "a list of the least and the greatest value");
    };
    let end = |i: usize, json: &Json| {
        if json.is_null() { Ok(None) } else { literal(&at.child(i), json, unit).map(Some) }
    };
    Ok(match (end(0, low)?, end(1, high)?) {
        (Some(low), Some(high)) => format!("inrange({value},[{low},{high}])"),
        (Some(low), None) => format!("{value}>={low}"),
        (None, Some(high)) => format!("{value}<={high}"),
        (None, None) => "true".to_owned(),
    })
}

/// The expression of `{"expr": …}` or `{"signal": …}`.
fn reference(json: &Json) -> Option<&Rc<str>> {
    json.get("expr").or_else(|| json.get("signal"))?.text()
}

/// The expression of a value to compare with; with a unit it is a time.
fn literal(at: &Place, json: &Json, unit: Option<&str>) -> Result<String> {
    let time = |expr: String| format!("time({expr})");
    if let Some(expr) = reference(json) {
        return Ok(if unit.is_some() { time(expr.to_string()) } else { format!("({expr})") });
    }
    if json.members().is_some() {
        if UNITS.iter().any(|unit| json.get(unit).is_some()) {
            return Ok(time(date_time_expr(at, &|unit| json.get(unit).cloned())?));
        }
        return wrong(at, json, "a value or a date-time object");
    }
    let Some(unit) = unit.filter(|_| json.text().is_some() || json.number().is_some()) else {
        return Ok(json.write());
    };
    // A single unit is compared with its number or name, such as 2012 or "march".
    let small = match json.text() {
        Some(text) => parse_date(text).is_none(),
        None => json.number().is_some_and(|number| number < 10000.0),
    };
    if small && UNITS.contains(&unit) {
        let part = |name: &str| (name == unit).then(|| json.clone());
        return Ok(time(date_time_expr(at, &part)?));
    }
    Ok(time(format!("datetime({})", json.write())))
}

/// The unit of `timeUnit` without `utc` and `binned`, and whether the field is binned already.
fn time_unit(json: Option<&Json>) -> (Option<Rc<str>>, bool) {
    let Some(json) = json else { return (None, false) };
    let binned = json.get("binned").and_then(Json::bool).unwrap_or(false);
    let Some(unit) = json.text().or_else(|| json.get("unit")?.text()) else {
        return (None, binned);
    };
    let bare = unit.strip_prefix("binned").unwrap_or(unit);
    let bare: Rc<str> = bare.strip_prefix("utc").unwrap_or(bare).into();
    (Some(bare), binned || unit.starts_with("binned"))
}

/// Whether a unit such as `yearmonth` has a part.
fn has_part(unit: &str, part: &str) -> bool {
    let Some(place) = unit.find(part) else { return false };
    let rest = unit.get(place + part.len()..).unwrap_or_default();
    let before = unit.get(..place).unwrap_or_default();
    match part {
        "seconds" => !before.ends_with("milli"),
        "day" => !rest.starts_with("of"),
        "year" => !before.ends_with("of"),
        _ => true,
    }
}

/// The expression of a field's time, its other units set to those of 2012-01-01.
fn floor(unit: &str, field: &str) -> String {
    let part = |name: &str, call: &str, otherwise: &str| {
        if has_part(unit, name) { format!("{call}(datum[{field}])") } else { otherwise.to_owned() }
    };
    let mut out = format!("datetime({}", part("year", "year", "2012"));
    let month = match part("quarter", "3*quarter", "0") {
        none if none == "0" => none,
        quarter => format!("({quarter}-3)"),
    };
    let day = match part("day", "1+day", "1") {
        none if none == "1" => none,
        day => format!("({day})"),
    };
    let parts = [
        part("month", "month", &month),
        part("date", "date", &day),
        part("hours", "hours", "0"),
        part("minutes", "minutes", "0"),
        part("seconds", "seconds", "0"),
        part("milliseconds", "milliseconds", "0"),
    ];
    for part in parts {
        let _ = write!(out, ",{part}");
    }
    out.push(')');
    out
}

/// The expression of a date-time object: what is missing is that of 2012-01-01T00:00.
fn date_time_expr(at: &Place, part: &dyn Fn(&str) -> Option<Json>) -> Result<String> {
    let number = |unit: &str, otherwise: f64| match part(unit) {
        None => Ok(otherwise),
        Some(json) => match plain_number(&json) {
            Some(number) => Ok(number),
            None => wrong(&at.child(unit), &json, "a number"),
        },
    };
    let named = |unit: &str, names: &[&str], expected: &'static str| match part(unit) {
        None => Ok(None),
        Some(json) => match plain_number(&json).or_else(|| name_place(&json, names)) {
            Some(number) => Ok(Some(number)),
            None => wrong(&at.child(unit), &json, expected),
        },
    };
    let month = named("month", &MONTHS, "a month from 1 to 12 or its English name")?;
    let day = named("day", &DAYS, "a day from 1 (Monday) to 7 or its English name")?;
    // A day of the week stands alone, or not at all.
    let alone = UNITS.iter().all(|unit| *unit == "day" || part(unit).is_none());
    let day = day.filter(|_| alone && part("utc").is_none());
    let month = match month {
        Some(month) => month - 1.0,
        None => (number("quarter", 1.0)? - 1.0) * 3.0,
    };
    let date = match (part("date"), day) {
        (None, Some(day)) => day % 7.0 + 1.0,
        _ => number("date", 1.0)?,
    };
    let utc = part("utc").and_then(|utc| utc.bool()) == Some(true);
    Ok(format!(
        "{}({},{month},{date},{},{},{},{})",
        if utc { "utc" } else { "datetime" },
        number("year", 2012.0)?,
        number("hours", 0.0)?,
        number("minutes", 0.0)?,
        number("seconds", 0.0)?,
        number("milliseconds", 0.0)?,
    ))
}

/// The time of a date-time object such as `{"year": 2012, "month": "march"}`: what is missing is
/// that of 2012-01-01T00:00. `None` when it is no such object, or has a month or day that is none.
#[must_use]
pub fn date_time(json: &Json) -> Option<f64> {
    UNITS.iter().find(|unit| json.get(unit).is_some())?;
    let text = date_time_expr(&Place::root(), &|unit| json.get(unit).cloned()).ok()?;
    let time = parse(&Place::root(), &text).ok()?.eval_number(&super::Empty);
    Some(time).filter(|time| time.is_finite())
}

/// A number, or a text that is one.
fn plain_number(json: &Json) -> Option<f64> {
    let read = |text: &Rc<str>| decimal::read(text.trim());
    json.number().or_else(|| json.text().and_then(read)).filter(|number| number.is_finite())
}

/// The place of a month or day by its name or its first three letters; months from 1.
fn name_place(json: &Json, names: &[&str]) -> Option<f64> {
    let text = json.text()?.to_ascii_lowercase();
    let short = text.get(..3)?;
    let place = names.iter().position(|name| *name == text || name.starts_with(short))?;
    Some((place + usize::from(names.len() == 12)) as f64)
}
