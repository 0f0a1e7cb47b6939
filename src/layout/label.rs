//! What the labels of guides share: their words, and conditions on them.

use super::{GuideScope, Layout};
use crate::base::geometry::Size;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::Place;
use crate::expr::{Expr, Scope, predicate::Predicate};
use crate::resolve::{Bag, evaluate};
use std::rc::Rc;

/// What an expression about the `i`th label sees: `datum.value`, `datum.label`
/// as it would be by its format, and `datum.index`, 0 for the first to 1 for the last.
#[must_use]
pub fn scope<'a>(
    layout: &Layout<'a>,
    size: Size,
    values: &[Value],
    texts: &[Rc<str>],
    i: usize,
) -> GuideScope<'a> {
    let index = if values.len() > 1 { i as f64 / (values.len() - 1) as f64 } else { 0.0 };
    let text = texts.get(i).cloned().unwrap_or_else(|| "".into());
    let members = [
        ("value".into(), values.get(i).cloned().unwrap_or_default()),
        ("label".into(), Value::Text(text)),
        ("index".into(), Value::Number(index)),
    ];
    GuideScope { view: layout.view, datum: Value::Object(members.into()), size }
}

/// The words of labels: `texts`, or what `labelExpr` makes of them.
#[must_use]
pub fn words(
    layout: &Layout<'_>,
    at: &Place,
    look: &Bag,
    size: Size,
    values: &[Value],
    texts: Vec<Rc<str>>,
) -> Vec<Rc<str>> {
    let Some(expr) = look.word("labelExpr").and_then(|text| crate::expr::parse(at, text).ok())
    else {
        return texts;
    };
    let label = |i: usize| said(&expr, &scope(layout, size, values, &texts, i));
    (0..texts.len()).map(label).collect()
}

/// What an expression says: a list is lines, null is nothing.
#[must_use]
pub fn said(expr: &Expr, scope: &dyn Scope) -> Rc<str> {
    let value = expr.eval(scope);
    if let Some(lines) = value.as_list() {
        let lines: Vec<Rc<str>> = lines.iter().map(Value::to_text).collect();
        return lines.join("\n").into();
    }
    if value.is_null() { "".into() } else { value.to_text() }
}

/// The lines of a text.
#[must_use]
pub fn lines(words: &str) -> Vec<Rc<str>> {
    words.split('\n').map(Into::into).collect()
}

/// A property that may have conditions: `{condition: {test, value}, value}`.
#[must_use]
pub fn conditional(at: &Place, scope: &dyn Scope, json: &Json) -> Option<Value> {
    let Some(condition) = json.get("condition") else { return Some(evaluate(at, scope, json)) };
    let cases: &[Json] = condition.list().unwrap_or(std::slice::from_ref(condition));
    for case in cases {
        let test = case.get("test").and_then(|test| Predicate::parse(at, test).ok());
        if test.is_some_and(|test| test.test(scope)) {
            return value_of(at, scope, case);
        }
    }
    value_of(at, scope, json)
}

fn value_of(at: &Place, scope: &dyn Scope, json: &Json) -> Option<Value> {
    if let Some(text) = json.get("expr").or_else(|| json.get("signal")).and_then(Json::text) {
        return crate::expr::parse(at, text).ok().map(|expr| expr.eval(scope));
    }
    json.get("value").map(|value| evaluate(at, scope, value))
}
