//! The scales of small specs against those that Vega-Lite and Vega make of them.

use shushuo::base::color::Color;
use shushuo::base::json::Json;
use shushuo::base::locale::Locale;
use shushuo::base::value::Value;
use shushuo::chart::{Chart, Options};
use shushuo::data::Sources;
use shushuo::error::{Notes, Result};
use shushuo::layout::size::{Container, domains, sizes};
use shushuo::scale::{Frames, Scale};

/// Whether two values are the same: numbers to ten digits, colours to one step of a channel.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        (Json::List(a), Json::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Text(a), Json::Text(b)) => match (Color::parse(a), Color::parse(b)) {
            (Some(a), Some(b)) => {
                let near = |a: u8, b: u8| a.abs_diff(b) <= 1;
                near(a.r, b.r) && near(a.g, b.g) && near(a.b, b.b)
            }
            _ => a == b,
        },
        _ => a == b,
    }
}

/// A value as the file has it: times are numbers, infinities texts, what is not a number null.
fn written(value: &Value) -> Json {
    match value.as_number() {
        Some(number) if number.is_infinite() => {
            Json::Text(if number > 0.0 { "Infinity" } else { "-Infinity" }.into())
        }
        Some(number) => Json::from_value(&Value::Number(number)),
        None => Json::from_value(value),
    }
}

fn list(values: &[Value]) -> Json {
    Json::List(values.iter().map(written).collect())
}

/// A value of the file as a scale gets it.
fn read(json: &Json, scale: &Scale) -> Value {
    match json.number() {
        Some(time) if scale.is_time() => Value::Time(time),
        _ => json.to_value(),
    }
}

/// What of a scale differs from the file.
fn differences(scale: &Scale, expected: &Json) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |what: &str, expected: Option<&Json>, found: &dyn Fn() -> Json| {
        let Some(expected) = expected else { return };
        let found = found();
        if !same(expected, &found) {
            wrong.push(format!("{what}: {} instead of {}", found.write(), expected.write()));
        }
    };
    check("domain", expected.get("domain"), &|| list(&scale.domain_values()));
    check("bandwidth", expected.get("bandwidth"), &|| Json::Number(scale.bandwidth()));
    check("bins", expected.get("bins"), &|| {
        let bins = scale.bins().map_or(&[][..], |bins| bins);
        Json::List(bins.iter().map(|border| Json::Number(*border)).collect())
    });
    for sample in expected.get("samples").and_then(Json::list).unwrap_or_default() {
        let [value, place] = sample.list().unwrap_or_default() else { continue };
        check(&format!("at {}", value.write()), Some(place), &|| {
            written(&scale.value(&read(value, scale)))
        });
    }
    for ticks in expected.get("ticks").and_then(Json::list).unwrap_or_default() {
        let [count, values, texts] = ticks.list().unwrap_or_default() else { continue };
        let count = count.number();
        let mut found = scale.ticks(count, None, None);
        let labels = scale.tick_texts(&found, count, None, &Locale::en());
        let labels: Vec<Json> =
            labels.iter().take(14).map(|text| Json::Text(text.as_str().into())).collect();
        found.truncate(14);
        check(&format!("ticks {count:?}"), Some(values), &|| list(&found));
        check(&format!("texts {count:?}"), Some(texts), &|| Json::List(labels.clone()));
    }
    wrong
}

/// The spec of a case with its data.
fn spec(case: &Json, data: &Json) -> Json {
    let mut members = case.get("spec").and_then(Json::members).unwrap_or_default().to_vec();
    if !members.iter().any(|(name, _)| &**name == "data") {
        members.push(("data".into(), Json::Object(vec![("values".into(), data.clone())])));
    }
    Json::Object(members)
}

fn compare(case: &Json, data: &Json) -> Result<Vec<String>> {
    let chart = Chart::new(&spec(case, data), &Sources::new(), &Options::default())?;
    let (view, tables) = (&chart.view, &chart.tables);
    let mut notes = Notes::new();
    let mut frames = Frames::expand(view, tables)?;
    domains(&mut notes, view, tables, &mut frames)?;
    sizes(&mut notes, view, &mut frames, Container::default())?;
    let mut wrong = Vec::new();
    for (name, expected) in case.get("scales").and_then(Json::members).unwrap_or_default() {
        let frame = &frames.list[0];
        let named = |id: usize| view.scales[id].channel.name() == &**name;
        match frame.scales.iter().find(|(id, _)| named(*id)) {
            None => wrong.push(format!("{name} is missing")),
            Some((_, scale)) => {
                let differences = differences(scale, expected).into_iter();
                wrong.extend(differences.map(|text| format!("{name} {text}")));
            }
        }
    }
    Ok(wrong)
}

#[test]
fn scales_are_those_of_vega() -> Result<()> {
    let oracle = Json::parse(include_str!("oracle/vega-scales.json"))?;
    let data = oracle.get("data").cloned().unwrap_or_default();
    let cases = oracle.get("cases").and_then(Json::list).unwrap_or_default();
    assert!(cases.len() > 200);
    let mut wrong = Vec::new();
    for case in cases {
        let name = case.get("name").and_then(Json::text).cloned().unwrap_or_default();
        match compare(case, &data) {
            Ok(list) => wrong.extend(list.into_iter().map(|text| format!("{name}: {text}"))),
            Err(why) => wrong.push(format!("{name}: {why}")),
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}
