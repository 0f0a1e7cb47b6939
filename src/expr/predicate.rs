//! Vega-Lite's predicates: conditions on a field, on a parameter, or an expression, and their compositions.
//!
//! Source: Vega-Lite docs, "Predicate"; Vega-Lite, `predicate.ts` and `datetime.ts`. A field
//! predicate becomes the very expression that Vega-Lite makes of it.

use super::{Expr, Scope, parse};
use crate::base::date_parse::parse_date;
use crate::base::decimal;
use crate::base::format::plain;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Diagnostic, Place, Result, SpecError, Word, nearest};
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

fn wrong(at: &Place, json: &Json, expected: &'static str) -> Diagnostic {
    Diagnostic::error(at, SpecError::WrongType { found: json.describe(), expected })
}

/// The first member but for those of `besides` is none of the known ones.
fn unknown(at: &Place, json: &Json, besides: &[&str], known: &[&str]) -> Diagnostic {
    let mut found: Rc<str> = "".into();
    for (name, _) in json.members().unwrap_or_default().iter().rev() {
        if !besides.contains(&&**name) {
            found = name.clone();
        }
    }
    let nearest = nearest(&found, known.iter().copied()).map(Into::into);
    Diagnostic::error(at, SpecError::Unknown { word: Word::Operation, found, nearest })
}

fn read(at: &Place, json: &Json, field: Option<&str>, depth: usize) -> Result<Predicate> {
    if depth > DEEPEST {
        return Err(Diagnostic::error(at, SpecError::TooDeep));
    }
    if let Some(text) = json.text() {
        return Ok(Predicate::Expr(parse(at, text)?));
    }
    if json.members().is_none() {
        return Err(wrong(at, json, "an expression or a predicate object"));
    }
    for key in ["and", "or"] {
        let Some(parts) = json.get(key) else { continue };
        let at = at.child(key);
        let Some(parts) = parts.list() else {
            return Err(wrong(&at, parts, "a list of predicates"));
        };
        let mut list = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            list.push(read(&at.child(i), part, field, depth + 1)?);
        }
        return Ok(if key == "and" { Predicate::And(list) } else { Predicate::Or(list) });
    }
    if let Some(part) = json.get("not") {
        return Ok(Predicate::Not(Box::new(read(&at.child("not"), part, field, depth + 1)?)));
    }
    // `selection` is the older name of `param`.
    for key in ["param", "selection"] {
        let Some(name) = json.get(key) else { continue };
        let Some(name) = name.text() else {
            return Err(wrong(&at.child(key), name, "a parameter's name"));
        };
        let empty = json.get("empty").and_then(Json::bool).unwrap_or(true);
        return Ok(Predicate::Param { name: name.clone(), empty });
    }
    let field = match (json.get("field"), field) {
        (Some(field), _) if field.text().is_some() => field.write(),
        (None, Some(field)) => Json::Text(field.into()).write(),
        (Some(field), _) => return Err(wrong(&at.child("field"), field, "a field's name")),
        (None, None) => {
            return Err(unknown(at, json, &[], &["and", "or", "not", "param", "field"]));
        }
    };
    Ok(Predicate::Expr(parse(at, &field_expr(at, json, &field)?)?))
}

/// How a field is compared with one value.
const SIGNS: [(&str, &str); 5] =
    [("equal", "==="), ("lt", "<"), ("gt", ">"), ("lte", "<="), ("gte", ">=")];

/// The expression of a field predicate, whose field is given in quotes.
fn field_expr(at: &Place, json: &Json, field: &str) -> Result<String> {
    let (unit, binned) = time_unit(json.get("timeUnit"));
    let value = match unit {
        Some(unit) if !binned => ["time(", &floor(unit, field), ")"].concat(),
        Some(_) => ["time(datum[", field, "])"].concat(),
        None => ["datum[", field, "]"].concat(),
    };
    for (key, sign) in SIGNS {
        if let Some(other) = json.get(key) {
            return Ok([&value, sign, &literal(&at.child(key), other, unit)?].concat());
        }
    }
    for key in ["oneOf", "in"] {
        let Some(list) = json.get(key).and_then(Json::list) else { continue };
        let at = at.child(key);
        let mut out = "indexof([".to_owned();
        for (i, item) in list.iter().enumerate() {
            out.push_str(&literal(&at.child(i), item, unit)?);
            out.push(',');
        }
        return Ok([&out, "],", &value, ")!==-1"].concat());
    }
    if let Some(valid) = json.get("valid") {
        let not = if valid.bool() == Some(false) { "!" } else { "" };
        return Ok([not, "(isValid(", &value, ")&&isFinite(+", &value, "))"].concat());
    }
    match json.get("range") {
        Some(range) => range_expr(&at.child("range"), range, &value, unit),
        None => {
            let known = ["equal", "lt", "lte", "gt", "gte", "range", "oneOf", "valid"];
            Err(unknown(at, json, &["field", "timeUnit"], &known))
        }
    }
}

/// A value between two others; an end that is null is open.
fn range_expr(at: &Place, range: &Json, value: &str, unit: Option<&str>) -> Result<String> {
    let mut ends = Vec::new();
    if let Some(expr) = reference(range) {
        for i in ["0", "1"] {
            let end = ["(", expr, ")[", i, "]"].concat();
            ends.push(if unit.is_some() { ["time(", &end, ")"].concat() } else { end });
        }
    } else {
        let list = range.list().filter(|list| list.len() == 2);
        let Some(list) = list else {
            return Err(wrong(at, range, "a list of the least and the greatest value"));
        };
        for (i, end) in list.iter().enumerate() {
            let open = end.is_null();
            ends.push(if open { String::new() } else { literal(&at.child(i), end, unit)? });
        }
    }
    let end = |i: usize| ends.get(i).map_or("", String::as_str);
    Ok(match (end(0), end(1)) {
        ("", "") => "true".to_owned(),
        ("", high) => [value, "<=", high].concat(),
        (low, "") => [value, ">=", low].concat(),
        (low, high) => ["inrange(", value, ",[", low, ",", high, "])"].concat(),
    })
}

/// The expression of `{"expr": …}` or `{"signal": …}`.
fn reference(json: &Json) -> Option<&Rc<str>> {
    json.get("expr").or_else(|| json.get("signal"))?.text()
}

/// The expression of a value to compare with; with a unit it is a time.
fn literal(at: &Place, json: &Json, unit: Option<&str>) -> Result<String> {
    let mut time = true;
    let expr = if let Some(expr) = reference(json) {
        time = unit.is_some();
        ["(", expr, ")"].concat()
    } else if json.members().is_some() {
        if !is_date_time(json) {
            return Err(wrong(at, json, "a value or a date-time object"));
        }
        date_time_expr(at, json, None)?
    } else if let Some(unit) = unit.filter(|_| json.text().is_some() || json.number().is_some()) {
        // A single unit is compared with its number or name, such as 2012 or "march".
        let small = match json.text() {
            Some(text) => parse_date(text).is_none(),
            None => json.number().is_some_and(|number| number < 10000.0),
        };
        if small && UNITS.contains(&unit) {
            date_time_expr(at, json, Some(unit))?
        } else {
            ["datetime(", &json.write(), ")"].concat()
        }
    } else {
        time = false;
        json.write()
    };
    Ok(if time { ["time(", &expr, ")"].concat() } else { expr })
}

/// The unit of `timeUnit` without `utc` and `binned`, and whether the field is binned already.
fn time_unit(json: Option<&Json>) -> (Option<&str>, bool) {
    let Some(json) = json else { return (None, false) };
    let binned = json.get("binned").and_then(Json::bool).unwrap_or(false);
    let Some(unit) = json.text().or_else(|| json.get("unit")?.text()) else {
        return (None, binned);
    };
    let bare = unit.strip_prefix("binned").unwrap_or(unit);
    (Some(bare.strip_prefix("utc").unwrap_or(bare)), binned || unit.starts_with("binned"))
}

/// Whether a unit such as `yearmonth` has a part.
fn has_part(unit: &str, part: &str) -> bool {
    let Some((before, rest)) = unit.split_once(part) else { return false };
    match part {
        "seconds" => !before.ends_with("milli"),
        "day" => !rest.starts_with("of"),
        "year" => !before.ends_with("of"),
        _ => true,
    }
}

/// The arguments of `datetime`: the part, the part that says it too with what stands around that,
/// and what it is when neither is there: that of 2012-01-01.
const PARTS: [(&str, [&str; 3], &str); 7] = [
    ("year", [""; 3], "2012"),
    ("month", ["quarter", "(3*", "-3)"], "0"),
    ("date", ["day", "(1+", ")"], "1"),
    ("hours", [""; 3], "0"),
    ("minutes", [""; 3], "0"),
    ("seconds", [""; 3], "0"),
    ("milliseconds", [""; 3], "0"),
];

/// The expression of a field's time, its other units set to those of 2012-01-01.
fn floor(unit: &str, field: &str) -> String {
    let mut out = "datetime(".to_owned();
    for (i, (part, [other, before, after], otherwise)) in PARTS.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        let words = if has_part(unit, part) {
            [comma, "", part, "(datum[", field, "])", ""]
        } else if !other.is_empty() && has_part(unit, other) {
            [comma, before, other, "(datum[", field, "])", after]
        } else {
            [comma, otherwise, "", "", "", "", ""]
        };
        out.push_str(&words.concat());
    }
    out.push(')');
    out
}

/// Whether it has a unit of a date-time object.
fn is_date_time(json: &Json) -> bool {
    UNITS.iter().any(|unit| json.get(unit).is_some())
}

/// The expression of a date-time object, or of a value that is its only unit; what is missing is
/// that of 2012-01-01T00:00.
fn date_time_expr(at: &Place, json: &Json, only: Option<&str>) -> Result<String> {
    let part = |unit: &str| match only {
        None => json.get(unit),
        Some(only) => (only == unit).then_some(json),
    };
    let number = |unit: &str, names: &[&str], expected: &'static str| match part(unit) {
        None => Ok(None),
        Some(json) => match plain_number(json).or_else(|| name_place(json, names)) {
            None => Err(wrong(&at.child(unit), json, expected)),
            number => Ok(number),
        },
    };
    let month = number("month", &MONTHS, "a month from 1 to 12 or its English name")?;
    let day = number("day", &DAYS, "a day from 1 (Monday) to 7 or its English name")?;
    // A day of the week stands alone, or not at all.
    let alone = |unit: &&str| *unit == "day" || part(unit).is_none();
    let utc = part("utc");
    let alone = utc.is_none() && UNITS.iter().all(alone);
    let mut out =
        if utc.and_then(Json::bool) == Some(true) { "utc(" } else { "datetime(" }.to_owned();
    for (unit, _, otherwise) in PARTS {
        let number = match (unit, month, day) {
            ("month", Some(month), _) => Some(month - 1.0),
            ("month", None, _) => {
                number("quarter", &[], "a number")?.map(|quarter| (quarter - 1.0) * 3.0)
            }
            ("date", _, Some(day)) if alone => Some(day % 7.0 + 1.0),
            _ => number(unit, &[], "a number")?,
        };
        match number {
            Some(number) => out.push_str(&plain(number)),
            None => out.push_str(otherwise),
        }
        out.push(if unit == "milliseconds" { ')' } else { ',' });
    }
    Ok(out)
}

/// The time of a date-time object such as `{"year": 2012, "month": "march"}`: what is missing is
/// that of 2012-01-01T00:00. `None` when it is no such object, or has a month or day that is none.
#[must_use]
pub fn date_time(json: &Json) -> Option<f64> {
    let text =
        date_time_expr(&Place::root(), Some(json).filter(|json| is_date_time(json))?, None).ok()?;
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
