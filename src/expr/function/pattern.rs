//! Functions of texts and regular expressions.

use super::text::words;
use super::{Call, Function, arg, num_or, plain};
use crate::base::value::Value;
use crate::expr::operator::text as text_of;
use crate::expr::regex::{self, Regex};

pub(super) const LIST: &[Function] = &[
    plain("regexp", regexp),
    Function { name: "replace", call: Call::Pattern(1, replace) },
    Function { name: "split", call: Call::Pattern(1, split) },
    Function { name: "test", call: Call::Pattern(0, test) },
];

/// A regular expression of a pattern and flags; one that is given already may get other flags.
fn regexp(args: &[Value]) -> Value {
    let (source, flags) = match regex::parts(arg(args, 0)) {
        Some((source, flags)) => (source.clone(), flags.clone()),
        None => (words(args, 0), "".into()),
    };
    let flags = args.get(1).map_or(flags, text_of);
    regex::value(&source, &flags)
}

fn replace(regex: Option<&Regex>, args: &[Value]) -> Value {
    let text = words(args, 0);
    let by = words(args, 2);
    if let Some(regex) = regex {
        return Value::Text(regex.replace(&text, &by).into());
    }
    let wanted = words(args, 1);
    let Some((before, after)) = text.split_once(&*wanted) else { return Value::Text(text) };
    let mut out = before.to_owned();
    let slots = [Some(before.len()), Some(before.len() + wanted.len())];
    regex::substitute(&text, &slots, &[], &by, &mut out);
    out.push_str(after);
    Value::Text(out.into())
}

fn split(regex: Option<&Regex>, args: &[Value]) -> Value {
    let text = words(args, 0);
    let mut parts: Vec<Value> = match (regex, arg(args, 1)) {
        (Some(regex), _) => regex.split(&text),
        (None, Value::Null) => vec![Value::Text(text)],
        (None, between) => {
            let between = text_of(between);
            let mut parts = Vec::new();
            let mut rest = &*text;
            // Without anything between, each letter is a part.
            let letter = |rest: &str| rest.chars().next().map_or(0, char::len_utf8);
            while let Some((part, behind)) = if between.is_empty() {
                rest.split_at_checked(letter(rest)).filter(|(_, behind)| !behind.is_empty())
            } else {
                rest.split_once(&*between)
            } {
                parts.push(Value::text(part));
                rest = behind;
            }
            if !between.is_empty() || !rest.is_empty() {
                parts.push(Value::text(rest));
            }
            parts
        }
    };
    let limit = num_or(args, 2, f64::INFINITY);
    if limit >= 0.0 {
        parts.truncate(limit as usize);
    }
    Value::List(parts.into())
}

fn test(regex: Option<&Regex>, args: &[Value]) -> Value {
    let text = args.get(1).map_or_else(|| "undefined".into(), text_of);
    Value::Bool(regex.is_some_and(|regex| regex.test(&text)))
}
