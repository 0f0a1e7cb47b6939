//! Outlines and places of small shapes in every projection against those of d3-geo.

#![expect(clippy::unwrap_used, reason = "a recording that cannot be read fails the test")]

use shushuo::base::geometry::{Path, Segment};
use shushuo::base::json::Json;
use shushuo::geo::{Projection, Settings, projection, shape};

const RECORDED: &str = include_str!("oracle/d3-geo.json");

/// The numbers of a JSON value, those of lists one after the other.
fn numbers(json: Option<&Json>) -> Vec<f64> {
    match json {
        Some(Json::Number(number)) => vec![*number],
        Some(Json::List(list)) => list.iter().flat_map(|json| numbers(Some(json))).collect(),
        _ => Vec::new(),
    }
}

fn settings(json: &Json) -> Settings {
    let list = |name: &str| numbers(json.get(name));
    let one = |name: &str| list(name).first().copied();
    let pair = |name: &str| <[f64; 2]>::try_from(list(name)).ok();
    let flag = |name: &str| json.get(name).and_then(Json::bool).unwrap_or(false);
    let mut angles = list("rotate");
    angles.resize(3, 0.0);
    Settings {
        scale: one("scale"),
        translate: pair("translate").unwrap_or_default(),
        center: pair("center"),
        rotate: json.get("rotate").and(angles.try_into().ok()),
        parallels: pair("parallels"),
        clip_angle: one("clipAngle"),
        clip_extent: list("clipExtent").try_into().ok(),
        precision: one("precision"),
        reflect: [flag("reflectX"), flag("reflectY")],
    }
}

/// The steps of a path; a circle is one step, `O`.
fn steps(path: &Path) -> Vec<(char, f64, f64)> {
    let mut out = Vec::new();
    for segment in path {
        match segment {
            Segment::Move(to) => out.push(('M', to.x, to.y)),
            Segment::Line(to) => out.push(('L', to.x, to.y)),
            Segment::Cubic(..) => out.last_mut().unwrap().0 = 'O',
            Segment::Close if out.last().unwrap().0 == 'O' => {}
            Segment::Close => out.push(('Z', 0.0, 0.0)),
        }
    }
    out
}

/// The same of the recording.
fn recorded(text: &str) -> Vec<(char, f64, f64)> {
    let starts: Vec<usize> =
        text.match_indices(['M', 'L', 'O', 'Z']).map(|(at, _)| at).chain([text.len()]).collect();
    let step = |ends: &[usize]| {
        let step = &text[ends[0]..ends[1]];
        let kind = step.chars().next().unwrap();
        let (x, y) = step[1..].split_once(',').unwrap_or(("0", "0"));
        (kind, x.parse().unwrap(), y.parse().unwrap())
    };
    starts.windows(2).map(step).collect()
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.0101
}

/// What of a case differs from the recording.
fn differences(case: &Json, shapes: &Json) -> Vec<String> {
    let name = case.get("type").and_then(Json::text).unwrap();
    let settings = settings(case.get("settings").unwrap());
    let paths = case.get("paths").and_then(Json::members).unwrap();
    let read = |name: &str| {
        let mut list = Vec::new();
        shape::read(&shapes.get(name).unwrap().to_value(), &mut list);
        list
    };
    let projection = if case.get("fit").and_then(Json::bool).unwrap() {
        let all: Vec<_> = paths.iter().flat_map(|(name, _)| read(name)).collect();
        Projection::fit(name, &settings, [200.0, 120.0], &all)
    } else {
        Projection::new(name, &settings)
    };
    let projection = projection.unwrap();
    let mut wrong = Vec::new();
    for (shape, path) in paths {
        let found = steps(&projection.path(&read(shape), 0.0));
        let expected = recorded(path.text().unwrap());
        let step = |(a, b): (&(char, f64, f64), &(char, f64, f64))| {
            a.0 == b.0 && same(a.1, b.1) && same(a.2, b.2)
        };
        if found.len() != expected.len() || !found.iter().zip(&expected).all(step) {
            wrong.push(format!("{name} {settings:?} {shape}: {found:.2?}\n  not {expected:?}"));
        }
    }
    let places = [[-100.0, 40.0], [10.0, -50.0], [-150.0, 64.0]];
    for (place, expected) in places.iter().zip(case.get("points").and_then(Json::list).unwrap()) {
        let found = projection.point(*place);
        let right = match (found, numbers(Some(expected)).as_slice()) {
            (Some([x, y]), [a, b]) => same(x, *a) && same(y, *b),
            (found, expected) => found.is_none() && expected.is_empty(),
        };
        if !right {
            wrong.push(format!("{name} {place:?}: {found:?}, not {}", expected.write()));
        }
    }
    wrong
}

#[test]
fn projections() {
    let recorded = Json::parse(RECORDED).unwrap();
    let cases = recorded.get("cases").and_then(Json::list).unwrap();
    assert!(cases.len() > 50);
    let shapes = recorded.get("shapes").unwrap();
    let wrong: Vec<String> = cases.iter().flat_map(|case| differences(case, shapes)).collect();
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn inverses() {
    let check = |name: &str, place: [f64; 2]| {
        let settings = Settings { rotate: Some([20.0, -10.0, 5.0]), ..Settings::default() };
        let projection = Projection::new(name, &settings).unwrap();
        let at = projection.point(place).unwrap();
        let back = projection.invert(at).unwrap();
        assert!(same(back[0], place[0]) && same(back[1], place[1]), "{name} {place:?}: {back:?}");
    };
    for name in projection::names().filter(|name| *name != "albersUsa") {
        check(name, [-3.0, 17.0]);
        check(name, [25.0, -8.0]);
    }
    let usa = Projection::new("albersUsa", &Settings::default()).unwrap();
    let back = usa.point([-100.0, 40.0]).and_then(|at| usa.invert(at)).unwrap();
    assert!(same(back[0], -100.0) && same(back[1], 40.0));
    let far = Projection::new("orthographic", &Settings::default()).unwrap();
    assert_eq!(far.invert([900.0, 0.0]), None);
}
