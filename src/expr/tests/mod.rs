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

/// Whether the texts are the same but for the last bits of numbers, which `exp` and the
/// like do not have the same in every library.
fn near(found: &str, expected: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        text.split([',', '[', ']']).map(ToOwned::to_owned).collect()
    };
    let (found, expected) = (parts(found), parts(expected));
    found.len() == expected.len()
        && found.iter().zip(&expected).all(|(a, b)| match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(x), Ok(y)) => (x - y).abs() <= y.abs() * 1e-14 || a == b,
            _ => a == b,
        })
}

fn check(cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = match parse(&Place::root(), text) {
            Ok(expr) => show(&expr.eval(&Row)),
            Err(why) => why.to_string(),
        };
        if !near(&found, expected) {
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
