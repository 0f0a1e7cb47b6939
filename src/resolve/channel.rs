//! A unit's channels: what each reads, and of which kind it is.

use super::view::{Binning, Bound, ChannelDef, FieldKind, Sort};
use super::{Builder, ParamScope};
use crate::base::format::plain;
use crate::base::json::Json;
use crate::base::time_unit::unit_parts;
use crate::base::value::Value;
use crate::error::{Diagnostic, Place, Result, SpecError, Word};
use crate::expr::predicate::Predicate;
use crate::expr::{self, Scope};
use crate::spec::bag::capital;
use crate::spec::bag::expression;
use crate::spec::{Bag, Channel};
use std::rc::Rc;

/// The names of field kinds.
const KINDS: [(&str, FieldKind); 5] = [
    ("quantitative", FieldKind::Quantitative),
    ("temporal", FieldKind::Temporal),
    ("ordinal", FieldKind::Ordinal),
    ("nominal", FieldKind::Nominal),
    ("geojson", FieldKind::Geojson),
];

/// The definition of a channel, the first when there are several.
#[must_use]
pub fn find(channels: &[ChannelDef], channel: Channel) -> Option<&ChannelDef> {
    channels.iter().find(|def| def.channel == channel)
}

/// Reads the channels of a unit, in the order of [`Channel`]; a list of
/// definitions (tooltips, details, orders) makes several of one channel.
///
/// An unknown type or aggregate, a broken expression or predicate are faults.
pub fn read(builder: &mut Builder<'_>, encoding: &Bag) -> Vec<ChannelDef> {
    let mut defs = Vec::new();
    for (name, channel) in Channel::NAMES {
        let at = encoding.at(name);
        match encoding.get(name) {
            None | Some(Json::Null) => {}
            Some(Json::List(list)) => {
                for (i, json) in list.iter().enumerate() {
                    defs.push(definition(builder, *channel, &at.child(i), json));
                }
            }
            Some(json) => defs.push(definition(builder, *channel, &at, json)),
        }
    }
    // `x2` has the kind of `x`, `y2` of `y`, and so on.
    for i in 0..defs.len() {
        let Some(primary) = defs.get(i).and_then(|def| def.channel.scale()) else { continue };
        let kind = find(&defs, primary).and_then(|def| def.kind);
        if let Some(def) = defs.get_mut(i)
            && def.channel != primary
            && kind.is_some()
            && !matches!(def.bound, Bound::Value(_) | Bound::Expr(_))
        {
            def.kind = kind;
        }
    }
    defs
}

/// One definition of a channel; faults as for [`read`].
pub fn definition(
    builder: &mut Builder<'_>,
    channel: Channel,
    at: &Place,
    json: &Json,
) -> ChannelDef {
    let mut def = builder.keep(Bag::read(at, json)).unwrap_or_else(|| Bag::empty(at));
    let bound = bound(builder, &def);
    let mut cases = Vec::new();
    // The definition that has the field says the kind, the scale and the guide.
    let mut fielded = matches!(bound, Bound::Column(_) | Bound::Datum(_) | Bound::DatumExpr(_));
    if let Some(condition) = def.get("condition").cloned() {
        let at = at.child("condition");
        for (i, case) in
            condition.list().unwrap_or(std::slice::from_ref(&condition)).iter().enumerate()
        {
            let at = if condition.list().is_some() { at.child(i) } else { at.clone() };
            let Some(case) = builder.keep(Bag::read(&at, case)) else { continue };
            let Some(test) = builder.keep(predicate(&at, &case)) else { continue };
            let bound = self::bound(builder, &case);
            let column = bound.column().is_some();
            cases.push((test, bound));
            if column && !fielded {
                def = case;
                fielded = true;
            }
        }
    }
    let has_field = ["field", "aggregate", "datum"].iter().any(|name| def.get(name).is_some());
    let kind = if has_field { builder.keep(kind(channel, &def, &bound)) } else { None };
    let aggregate = builder.keep(aggregate(&def)).unwrap_or_default();
    ChannelDef {
        at: at.clone(),
        channel,
        kind,
        scale: None,
        field: field_name(&def),
        title: title(builder, &def, &aggregate),
        aggregate,
        bin: binning(&def),
        time_unit: time_unit(&def),
        sort: Sort::Ascending,
        band_position: def.get("bandPosition").or_else(|| def.get("band")).and_then(Json::number),
        cases,
        bound,
        def,
    }
}

fn predicate(at: &Place, case: &Bag) -> Result<Predicate> {
    if let Some(test) = case.get("test") {
        return Predicate::parse(&at.child("test"), test);
    }
    let mut members = Bag::empty(at);
    for &name in &["param", "selection", "empty"] {
        members.set_maybe(name, case.get(name));
    }
    Predicate::parse(at, &members.into_json())
}

/// The author's field; a repeated or nested one is its text.
fn field_name(def: &Bag) -> Rc<str> {
    def.word("field").cloned().unwrap_or_default()
}

/// What a definition reads.
fn bound(builder: &mut Builder<'_>, def: &Bag) -> Bound {
    if def.get("field").is_some() || def.get("aggregate").is_some() {
        return Bound::Column(column_name(def));
    }
    for &(name, drawn) in &[("datum", false), ("value", true)] {
        let Some(json) = def.get(name) else { continue };
        if let Some(text) = expression(json) {
            return match builder.keep(expr::parse(&def.at(name).child("expr"), text)) {
                Some(expr) if drawn => Bound::Expr(expr),
                Some(expr) => Bound::DatumExpr(expr),
                None => Bound::Nothing,
            };
        }
        let scope = ParamScope::new(&builder.params);
        let value = if drawn { json.to_value() } else { date_time(&scope, json) };
        return if drawn { Bound::Value(value) } else { Bound::Datum(value) };
    }
    Bound::Nothing
}

/// A value, or Vega-Lite's date-time object `{year, month, …}` as a time.
fn date_time(scope: &dyn Scope, json: &Json) -> Value {
    match json.members() {
        Some(_) => expr::predicate::date_time(json).map_or_else(|| json.to_value(), Value::Time),
        None => crate::spec::bag::evaluate(&Place::root(), scope, json),
    }
}

/// The name of the column that a definition reads, after its time unit, bins
/// or aggregation: `count` is `__count`, others `op_field`, `unit_field`, `bin_…_field`.
#[must_use]
pub fn column_name(def: &Bag) -> Rc<str> {
    let field = field_name(def);
    match def.get("aggregate") {
        Some(Json::Text(op)) if &**op == "count" => return "__count".into(),
        Some(Json::Text(op)) => return format!("{op}_{}", after_unit(def, &field)).into(),
        Some(Json::Object(members)) => {
            if let Some((op, by)) = members.first() {
                return match by.text() {
                    Some(by) => format!("{op}_{by}['{field}']").into(),
                    None => format!("{op}_{field}").into(),
                };
            }
        }
        _ => {}
    }
    after_unit(def, &field)
}

fn after_unit(def: &Bag, field: &Rc<str>) -> Rc<str> {
    let unit = time_unit(def);
    if !unit.is_empty() && !unit.starts_with("binned") {
        return format!("{}_{field}", unit_key(def, &unit)).into();
    }
    match binning(def) {
        Binning::Bins(_) => format!("{}_{field}", bin_key(def)).into(),
        Binning::None | Binning::Binned => field.clone(),
    }
}

/// A time unit with its step, as a prefix of a column name.
fn unit_key(def: &Bag, unit: &str) -> String {
    let step = def.get("timeUnit").and_then(|unit| unit.get("step")).and_then(Json::number);
    step.map_or_else(|| unit.to_owned(), |step| format!("{unit}_step_{}", plain(step)))
}

/// The settings of bins, as a prefix of a column name.
fn bin_key(def: &Bag) -> String {
    let mut key = "bin".to_owned();
    for (name, value) in def.get("bin").and_then(Json::members).unwrap_or_default() {
        key.push('_');
        key.push_str(name);
        key.push('_');
        key.extend(
            value.write().chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }),
        );
    }
    key
}

/// The time unit's name; empty is none.
fn time_unit(def: &Bag) -> Rc<str> {
    match def.get("timeUnit") {
        Some(Json::Text(unit)) => unit.clone(),
        Some(json) => {
            let mut name = String::new();
            for &flag in &["binned", "utc"] {
                if json.get(flag).and_then(Json::bool) == Some(true) {
                    name.push_str(flag);
                }
            }
            name.push_str(json.get("unit").and_then(Json::text).map_or("", |unit| unit));
            name.into()
        }
        None => Rc::default(),
    }
}

fn binning(def: &Bag) -> Binning {
    match def.get("bin") {
        None | Some(Json::Null | Json::Bool(false)) => Binning::None,
        Some(Json::Text(word)) if &**word == "binned" => Binning::Binned,
        Some(json) if json.get("binned").and_then(Json::bool) == Some(true) => Binning::Binned,
        Some(_) => Binning::Bins(format!("{}_{}_end", bin_key(def), field_name(def)).into()),
    }
}

/// The operations that may aggregate a channel.
const OPERATIONS: &[&str] = &[
    "argmax",
    "argmin",
    "average",
    "ci0",
    "ci1",
    "count",
    "distinct",
    "max",
    "mean",
    "median",
    "min",
    "missing",
    "product",
    "q1",
    "q3",
    "stderr",
    "stdev",
    "stdevp",
    "sum",
    "valid",
    "values",
    "variance",
    "variancep",
    "exponential",
    "exponentialb",
];

fn aggregate(def: &Bag) -> Result<Rc<str>> {
    let op: Rc<str> = match def.get("aggregate") {
        Some(Json::Text(op)) => op.clone(),
        Some(Json::Object(members)) => {
            members.first().map(|(op, _)| op.clone()).unwrap_or_default()
        }
        _ => return Ok(Rc::default()),
    };
    if OPERATIONS.contains(&&*op) {
        return Ok(op);
    }
    let why = SpecError::unknown(Word::Operation, &op, OPERATIONS.iter().copied());
    Err(Diagnostic::error(&def.at("aggregate"), why))
}

/// The kind of a channel's values, by Vega-Lite's rule when it is not stated.
fn kind(channel: Channel, def: &Bag, bound: &Bound) -> Result<FieldKind> {
    if let Some(name) = def.word("type") {
        let full = |kind: &&(&str, FieldKind)| {
            kind.0 == &**name || (name.len() == 1 && kind.0.starts_with(&name.to_ascii_lowercase()))
        };
        return match KINDS.iter().find(full) {
            Some((_, kind)) => Ok(*kind),
            None => {
                let known = KINDS.iter().map(|(name, _)| *name);
                let why = SpecError::unknown(Word::Type, name, known);
                Err(Diagnostic::error(&def.at("type"), why))
            }
        };
    }
    if let Bound::Datum(value) = bound {
        return Ok(match value {
            Value::Number(_) => FieldKind::Quantitative,
            Value::Time(_) => FieldKind::Temporal,
            Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Object(_) => {
                FieldKind::Nominal
            }
        });
    }
    if let Bound::DatumExpr(_) = bound {
        return Ok(FieldKind::Quantitative);
    }
    if matches!(
        channel,
        Channel::Longitude | Channel::Latitude | Channel::Longitude2 | Channel::Latitude2
    ) {
        return Ok(FieldKind::Quantitative);
    }
    if matches!(
        channel,
        Channel::Row | Channel::Column | Channel::Facet | Channel::Shape | Channel::StrokeDash
    ) {
        return Ok(FieldKind::Nominal);
    }
    if channel == Channel::Order || def.get("sort").and_then(Json::list).is_some() {
        return Ok(FieldKind::Ordinal);
    }
    if !time_unit(def).is_empty() {
        return Ok(FieldKind::Temporal);
    }
    let plain_aggregate = def.get("aggregate").is_some_and(|op| op.text().is_some());
    if binning(def) != Binning::None || plain_aggregate {
        return Ok(FieldKind::Quantitative);
    }
    let scale = def.get("scale").and_then(|scale| scale.get("type")).and_then(Json::text);
    Ok(match scale.map(|scale| &**scale) {
        Some(
            "linear" | "log" | "pow" | "sqrt" | "symlog" | "quantile" | "quantize" | "threshold"
            | "bin-ordinal",
        ) => FieldKind::Quantitative,
        Some("time" | "utc") => FieldKind::Temporal,
        _ => FieldKind::Nominal,
    })
}

/// The title of a field by Vega-Lite's "verbal" rule, or the author's.
#[must_use]
pub fn title(builder: &Builder<'_>, def: &Bag, aggregate: &str) -> Rc<str> {
    if let Some(title) = def.get("title") {
        return title_text(builder, title);
    }
    let field = field_name(def);
    let unit = time_unit(def);
    let style = builder.config.get("fieldTitle").and_then(Json::text).map(|style| &**style);
    let count = aggregate == "count";
    if style == Some("plain") && !count {
        return field;
    }
    if style == Some("functional") {
        let binned = matches!(binning(def), Binning::Bins(_));
        let function = if aggregate.is_empty() { &*unit } else { aggregate };
        let function = if function.is_empty() && binned { "bin" } else { function };
        return match function {
            "" => field,
            "count" => "COUNT(*)".into(),
            function => format!("{}({field})", function.to_ascii_uppercase()).into(),
        };
    }
    if count {
        let count = builder.config.get("countTitle").and_then(Json::text);
        return count.cloned().unwrap_or_default();
    }
    if let Some(Json::Object(members)) = def.get("aggregate")
        && let Some((op, by)) = members.first()
        && by.text().is_some()
    {
        let op = op.strip_prefix("arg").unwrap_or(op);
        return format!("{field} for {op} {}", by.text().map_or("", |by| by)).into();
    }
    if !aggregate.is_empty() {
        return format!("{} of {field}", capital(aggregate)).into();
    }
    if !unit.is_empty() && !unit.starts_with("binned") {
        let parts = unit_parts(unit.strip_prefix("utc").unwrap_or(&unit)).join("-");
        return format!("{field} ({parts})").into();
    }
    if matches!(binning(def), Binning::Bins(_)) {
        return format!("{field} (binned)").into();
    }
    field
}

/// A title given as a text, a list of texts or an expression, its lines apart.
#[must_use]
pub fn title_text(builder: &Builder<'_>, json: &Json) -> Rc<str> {
    title_lines(builder, json).join("\n").into()
}

/// The lines of a title given as a text, a list of texts or an expression.
#[must_use]
pub fn title_lines(builder: &Builder<'_>, json: &Json) -> Vec<Rc<str>> {
    match json {
        Json::Text(text) => text.split('\n').map(Into::into).collect(),
        Json::Null | Json::Bool(_) | Json::Number(_) => Vec::new(),
        Json::List(_) | Json::Rows(_) | Json::Object(_) => {
            let scope = ParamScope::new(&builder.params);
            let value = crate::spec::bag::evaluate(&Place::root(), &scope, json);
            match value.as_list() {
                Some(list) => list.iter().filter_map(|line| line.as_text().cloned()).collect(),
                None if expression(json).is_some() => vec![value.to_text()],
                None => Vec::new(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_names() {
        let check = |text: &str, expected: &str| {
            let json = Json::parse(text).unwrap();
            assert_eq!(
                &*column_name(&Bag::members(&Place::root(), Some(&json))),
                expected,
                "{text}"
            );
        };
        check(r#"{"field": "a"}"#, "a");
        check(r#"{"aggregate": "count"}"#, "__count");
        check(r#"{"aggregate": "mean", "field": "a"}"#, "mean_a");
        check(r#"{"aggregate": {"argmax": "b"}, "field": "a"}"#, "argmax_b['a']");
        check(r#"{"bin": {"maxbins": 10}, "field": "a"}"#, "bin_maxbins_10_a");
        check(r#"{"timeUnit": "yearmonth", "field": "t"}"#, "yearmonth_t");
    }
}
