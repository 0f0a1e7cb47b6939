//! The outlines of items as paths, for bounds, hits and paint alike.

pub mod arc;
pub mod curve;
pub mod rect;
pub mod symbol;
pub mod trail;

use super::item::{Area, Line};
use crate::base::geometry::Path;

/// The outline of a line: one part for each run of points without a NaN.
#[must_use]
pub fn line(line: &Line) -> Path {
    let mut out = Path::new();
    let horizontal = runs_along_y(line);
    for run in line.points.split(|p| p[0].is_nan() || p[1].is_nan()) {
        curve::add(&mut out, line.curve, line.tension, horizontal, run, curve::Part::Line);
    }
    out
}

/// Whether the points of a line follow one another in y and not in x, so that
/// the curve `monotone` has to keep the order of y.
fn runs_along_y(line: &Line) -> bool {
    let ordered = |axis: usize| {
        let steps = || line.points.windows(2).map(|pair| pair[1][axis] - pair[0][axis]);
        steps().all(|step| step >= 0.0 || step.is_nan())
            || steps().all(|step| step <= 0.0 || step.is_nan())
    };
    line.curve == super::Curve::Monotone && !ordered(0) && ordered(1)
}

/// The outline of an area: one closed part for each run of points without a NaN.
#[must_use]
pub fn area(area: &Area) -> Path {
    let mut out = Path::new();
    for run in area.points.split(|p| p.x.is_nan() || p.y.is_nan()) {
        let there: Vec<[f64; 2]> = run.iter().map(|p| [p.x, p.y]).collect();
        let back: Vec<[f64; 2]> = run.iter().rev().map(|p| [p.x2, p.y2]).collect();
        for (edge, part) in [(there, curve::Part::There), (back, curve::Part::Back)] {
            curve::add(&mut out, area.curve, area.tension, area.horizontal, &edge, part);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::geometry::{Point, Segment};
    use crate::base::svg_path;
    use crate::scene::item::{Arc, AreaPoint, Curve, Source};
    use std::fmt::Write as _;

    /// What d3-shape 3.2.1 draws of the same points, to three digits: kind, name, path.
    const D3: &str = include_str!("../../../tests/oracle/d3-shape-3.2.1.txt");

    const POINTS: [[f64; 2]; 10] = [
        [0.0, 10.0],
        [10.0, 30.0],
        [25.0, 5.0],
        [f64::NAN, 0.0],
        [40.0, 20.0],
        [60.0, 22.0],
        [70.0, 0.0],
        [85.0, 0.0],
        [90.0, 40.0],
        [120.0, 35.0],
    ];

    fn curve(name: &str) -> (Curve, f64) {
        match name {
            "Linear" => (Curve::Linear, 0.0),
            "LinearClosed" => (Curve::LinearClosed, 0.0),
            "Step" => (Curve::Step, 0.0),
            "StepBefore" => (Curve::StepBefore, 0.0),
            "StepAfter" => (Curve::StepAfter, 0.0),
            "Basis" => (Curve::Basis, 0.0),
            "BasisOpen" => (Curve::BasisOpen, 0.0),
            "BasisClosed" => (Curve::BasisClosed, 0.0),
            "Bundle" => (Curve::Bundle, 0.85),
            "Cardinal" => (Curve::Cardinal, 0.25),
            "CardinalOpen" => (Curve::CardinalOpen, 0.25),
            "CardinalClosed" => (Curve::CardinalClosed, 0.25),
            "CatmullRom" => (Curve::CatmullRom, 0.5),
            "CatmullRomOpen" => (Curve::CatmullRomOpen, 0.5),
            "CatmullRomClosed" => (Curve::CatmullRomClosed, 0.5),
            "Monotone" => (Curve::Monotone, 0.0),
            "Natural" => (Curve::Natural, 0.0),
            other => panic!("{other}"),
        }
    }

    fn text(path: &[Segment]) -> String {
        let mut out = String::new();
        let digits = |v: f64| (v * 1000.0).round() / 1000.0 + 0.0;
        for segment in path {
            let (verb, points): (char, Vec<Point>) = match *segment {
                Segment::Move(p) => ('M', vec![p]),
                Segment::Line(p) => ('L', vec![p]),
                Segment::Cubic(a, b, p) => ('C', vec![a, b, p]),
                Segment::Close => ('Z', vec![]),
            };
            out.push(verb);
            let list: Vec<String> =
                points.iter().map(|p| format!("{},{}", digits(p.x), digits(p.y))).collect();
            let _ = write!(out, "{}", list.join(","));
        }
        out
    }

    fn of_line(name: &str, points: &[[f64; 2]]) -> Path {
        let (curve, tension) = curve(name);
        let (points, rows) = (points.to_vec(), std::rc::Rc::from([]));
        let (paint, source) = (std::rc::Rc::default(), Source::default());
        line(&Line { points, rows, curve, tension, paint, source })
    }

    fn of_area(name: &str, points: &[[f64; 2]]) -> Path {
        let (curve, tension) = curve(name);
        let edges =
            |p: &[f64; 2]| AreaPoint { x: p[0], y: p[1], x2: p[0], y2: p[1] + p[0] / 10.0 + 5.0 };
        let (points, rows) = (points.iter().map(edges).collect(), std::rc::Rc::from([]));
        let (paint, source) = (std::rc::Rc::default(), Source::default());
        area(&Area { points, rows, horizontal: false, curve, tension, paint, source })
    }

    fn of_arc(numbers: &str) -> Path {
        let numbers: Vec<f64> = numbers[1..numbers.len() - 1]
            .split(',')
            .map(|number| number.parse().unwrap())
            .collect();
        let [start_angle, end_angle, inner_radius, outer_radius, pad_angle, corner_radius] =
            numbers[..]
        else {
            panic!()
        };
        arc::outline(&Arc {
            x: 0.0,
            y: 0.0,
            start_angle,
            end_angle,
            inner_radius,
            outer_radius,
            pad_angle,
            corner_radius,
            paint: std::rc::Rc::default(),
            source: Source::default(),
        })
    }

    /// Numbers of three digits may differ by one in the last.
    fn near(found: &str, expected: &str) -> bool {
        let split = |text: &str| -> (String, Vec<f64>) {
            let verbs: String = text.chars().filter(char::is_ascii_alphabetic).collect();
            let numbers = text
                .split(|c: char| c.is_ascii_alphabetic() || c == ',')
                .filter_map(|number| number.parse().ok())
                .collect();
            (verbs, numbers)
        };
        let (found, expected) = (split(found), split(expected));
        found.0 == expected.0
            && found.1.len() == expected.1.len()
            && found.1.iter().zip(&expected.1).all(|(a, b)| (a - b).abs() < 0.0021)
    }

    #[test]
    fn as_d3_draws() {
        let mut failures = vec![];
        for row in D3.lines() {
            let parts: Vec<&str> = row.split(' ').collect();
            let [kind, name, expected] = parts[..] else { panic!("{row}") };
            let expected = if expected == "null" { "" } else { expected };
            let found = match kind {
                "L" => of_line(name, &POINTS),
                "LY" => {
                    let turned: Vec<_> = POINTS.iter().map(|p| [p[1], p[0]]).collect();
                    let turned: Vec<_> = turned.into_iter().filter(|p| !p[1].is_nan()).collect();
                    of_line(name, &turned)
                }
                "A" => of_area(name, &POINTS[3..]),
                "R" => of_arc(name),
                _ => {
                    let count: usize = kind[1..].parse().unwrap();
                    of_line(name, &POINTS[..count])
                }
            };
            let agrees = if kind == "R" {
                // d3 writes arcs; read back, they have to run along the same curve.
                let read = svg_path::parse(expected).unwrap();
                let far = |a: &[Segment], b: &[Segment]| {
                    svg_path::edges(a)
                        .iter()
                        .map(|(p, _)| svg_path::distance(b, *p))
                        .fold(0.0, f64::max)
                };
                // The flattened whole ring of d3 has its corners elsewhere.
                let most = if name.starts_with("[0,7,40") { 0.5 } else { 0.05 };
                far(&found, &read).max(far(&read, &found)) < most
            } else {
                near(&text(&found), expected)
            };
            if !agrees {
                failures.push(format!("{row}\n   found {}", text(&found)));
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
