//! What Vega 6.4 says of the same expressions, over one row, in UTC.

mod batch;
mod date;
mod function;
mod number;
mod operator;
mod predicate;
mod whole;

use super::*;

/// A row and a few names.
struct Row;

impl Scope for Row {
    fn datum(&self) -> Value {
        let object = |members: &[(&str, Value)]| {
            Value::Object(
                members.iter().map(|(name, value)| ((*name).into(), value.clone())).collect(),
            )
        };
        let nested = object(&[("m", 5.0.into())]);
        object(&[
            ("a", 1.0.into()),
            ("b", 2.5.into()),
            ("s", "Hello".into()),
            ("z", Value::Null),
            ("t", Value::Time(1_582_979_696_789.0)),
            ("l", Value::List([3.0.into(), 1.0.into(), 2.0.into()].into())),
            ("o", object(&[("k", "v".into()), ("n", nested)])),
            ("e", "".into()),
            ("x y", 7.0.into()),
            ("cn", "中文字".into()),
            ("em", "a😀b".into()),
            ("neg", (-3.0).into()),
            ("nan", f64::NAN.into()),
            ("yes", true.into()),
        ])
    }

    fn name(&self, name: &str) -> Option<Value> {
        match name {
            "p" => Some(10.0.into()),
            "width" => Some(200.0.into()),
            _ => None,
        }
    }

    fn call(&self, function: &str, args: &[Value]) -> Option<Value> {
        (function == "bandwidth").then_some(Value::Number(args.len() as f64))
    }

    fn locale(&self) -> &Locale {
        Empty.locale()
    }
}

/// A value as JavaScript would write it, but that the kinds can be told apart.
fn show(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(_) | Value::Number(_) => value.to_text().to_string(),
        Value::Text(_) => crate::base::json::Json::from_value(value).write(),
        Value::Time(time) => format!("time({})", Value::Number(*time).to_text()),
        Value::List(list) => {
            format!("[{}]", list.iter().map(show).collect::<Vec<_>>().join(","))
        }
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| {
                    format!("{}:{}", show(&Value::Text(name.clone())), show(value))
                })
                .collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

fn check(cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = match parse(&Place::root(), text) {
            Ok(expr) => show(&expr.eval(&Row)),
            Err(why) => why.to_string(),
        };
        // The last bit of `exp` and the like is not the same in every library.
        let near = match (found.parse::<f64>(), expected.parse::<f64>()) {
            (Ok(a), Ok(b)) => (a - b).abs() <= b.abs() * 1e-15,
            _ => false,
        };
        if found != *expected && !near {
            wrong.push(format!("{text}\n  found    {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn fails(cases: &[&str]) {
    for text in cases {
        assert!(parse(&Place::root(), text).is_err(), "{text}");
    }
}
