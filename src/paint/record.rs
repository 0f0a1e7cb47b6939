//! A backend that writes down what is drawn on it, and the order of a panel's parts.

use super::painter;
use super::pen::{Pen, Tone};
use super::sample;
use super::surface::{Painted, Surface};
use crate::base::geometry::{Bounds, Segment};
use crate::scene::*;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;

#[derive(Default)]
struct Record {
    calls: Vec<String>,
    color: String,
    pens: usize,
}

type Recorded = Result<(), DrawingErrorKind<Infallible>>;

impl Record {
    fn add(&mut self, call: &str) -> Recorded {
        self.calls.push(format!("{call} {}", self.color));
        Ok(())
    }
}

impl DrawingBackend for Record {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (0, 0)
    }

    fn ensure_prepared(&mut self) -> Recorded {
        Ok(())
    }

    fn present(&mut self) -> Recorded {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Recorded {
        self.add("pixel")
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        _: &S,
        fill: bool,
    ) -> Recorded {
        self.add(&format!("rect {a:?} {b:?} {fill}"))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Recorded {
        let count = path.into_iter().count();
        self.add(&format!("line of {count}, {} wide", style.stroke_width()))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Recorded {
        let count = path.into_iter().count();
        self.add(&format!("polygon of {count}"))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        _: &S,
        fill: bool,
    ) -> Recorded {
        self.add(&format!("circle {center:?} {radius} {fill}"))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Recorded {
        self.add(&format!("text {text} {at:?} {}", style.size()))
    }
}

impl Surface for Record {
    fn set_pen(&mut self, pen: &Pen) {
        self.pens += 1;
        let tone = pen.fill.as_ref().or(pen.stroke.as_ref().map(|stroke| &stroke.tone));
        self.color = match tone {
            Some(Tone::Solid(color) | Tone::Hatch(color)) => color.hex(),
            Some(Tone::Gradient(_)) | None => String::new(),
        };
    }

    fn set_face(&mut self, _: &TextStyle, _: BackendCoord) {}

    fn draw_outline(&mut self, path: &[Segment]) -> Painted<Self> {
        self.add(&format!("path of {}", path.len()))
    }

    fn draw_circles(&mut self, circles: &[(BackendCoord, u32)]) -> Painted<Self> {
        self.add(&format!("{} circles", circles.len()))
    }

    fn draw_image(&mut self, url: &str, bounds: Bounds, _: bool, _: f64) -> Painted<Self> {
        self.add(&format!("image {url} {bounds:?}"))
    }

    fn push_clip(&mut self, path: &[Segment]) -> Painted<Self> {
        self.calls.push(format!("clip of {}", path.len()));
        Ok(())
    }

    fn pop_clip(&mut self) -> Painted<Self> {
        self.calls.push("unclip".to_owned());
        Ok(())
    }
}

fn check(scene: &Scene, expected: &[&str]) -> usize {
    let mut record = Record::default();
    painter::paint(&sample::Half, &mut record, scene).unwrap();
    assert_eq!(record.calls, expected);
    record.pens
}

#[test]
fn parts_of_a_panel_in_order() {
    let mut scene = sample::small();
    let pens = check(
        &scene,
        &[
            "rect (0, 0) (1920, 1760) true #ffffff",
            "rect (648, 488) (1768, 1288) false #dddddd",
            "path of 4 #dddddd",
            "path of 4 #000000",
            "line of 2, 16 wide #000000",
            "text 2023年 (960, 1536) 176 #000000",
            "text 2024年 (1440, 1536) 176 #000000",
            "text 亿元 (320, 848) 176 #000000",
            "clip of 5",
            "path of 10 #4c78a8",
            "unclip",
            "text 地区生产总值 (1200, 304) 208 #000000",
        ],
    );
    assert_eq!(pens, 6, "a pen is set only where the look changes");
    scene.root.axes.clear();
    scene.root.title = None;
    scene.root.frame = None;
    scene.background = None;
    let mut above = scene.root.grids[0].clone();
    above.above = true;
    above.lines.truncate(1);
    scene.root.grids.insert(0, above);
    check(
        &scene,
        &[
            "path of 4 #dddddd",
            "clip of 5",
            "path of 10 #4c78a8",
            "unclip",
            "line of 2, 16 wide #dddddd",
        ],
    );
}

#[test]
fn many_of_one_look_go_together() {
    let dot = |x: f64, paint: &std::rc::Rc<Paint>| Symbol {
        x,
        y: 1.0,
        size: 36.0,
        shape: SymbolShape::Circle,
        angle_deg: 0.0,
        paint: std::rc::Rc::clone(paint),
        source: Source::default(),
    };
    let (blue, grey) = (sample::filled(sample::BLUE), sample::filled(sample::GREY));
    let glass = std::rc::Rc::new(Paint { opacity: 0.5, ..Paint::filled(sample::BLUE) });
    let dots = [&blue, &blue, &grey, &glass, &glass].map(|paint| dot(2.0, paint));
    let marks = vec![sample::mark(Items::Symbols(dots.into()))];
    let mut scene = sample::scene((10.0, 10.0), Panel { marks, ..Panel::default() });
    scene.background = None;
    check(
        &scene,
        &[
            "2 circles #4c78a8",
            "circle (32, 16) 48 true #dddddd",
            "circle (32, 16) 48 true #4c78a880",
            "circle (32, 16) 48 true #4c78a880",
        ],
    );
}

#[test]
fn straight_shapes_are_those_of_plotters() {
    let triangle = Symbol {
        x: 0.0,
        y: 0.0,
        size: 64.0,
        shape: SymbolShape::TriangleUp,
        angle_deg: 0.0,
        paint: sample::filled(sample::BLUE),
        source: Source::default(),
    };
    let line = |curve: Curve| Line {
        points: vec![[0.0, 0.0], [1.0, 2.0], [3.0, 1.0]],
        rows: [].into(),
        curve,
        tension: 0.0,
        paint: std::rc::Rc::new(Paint::stroked(sample::GREY, 1.5)),
        source: Source::default(),
    };
    let marks = vec![
        sample::mark(Items::Symbols(vec![triangle])),
        sample::mark(Items::Lines(vec![line(Curve::Linear), line(Curve::Monotone)])),
    ];
    let mut scene = sample::scene((10.0, 10.0), Panel { marks, ..Panel::default() });
    scene.background = None;
    check(&scene, &["polygon of 3 #4c78a8", "line of 3, 24 wide #dddddd", "path of 3 #dddddd"]);
}

#[test]
fn ends_say_how_sure_they_are() {
    let blue = sample::filled(sample::BLUE);
    let calls = |certainty: Certainty| {
        let source = Source { certainty, end: End::Right, ..Source::default() };
        let bar = sample::bar(0.0, 0.0, 40.0, 10.0, &blue, source);
        let marks = vec![sample::mark(Items::Rects(vec![bar]))];
        let mut scene = sample::scene((60.0, 10.0), Panel { marks, ..Panel::default() });
        scene.background = None;
        let mut record = Record::default();
        painter::paint(&sample::Half, &mut record, &scene).unwrap();
        record.calls
    };
    let whole = "rect (0, 0) (640, 160) true #4c78a8";
    assert_eq!(calls(Certainty::Exact), [whole]);
    for certainty in [Certainty::Over, Certainty::MoreThan, Certainty::AtLeast] {
        assert_eq!(calls(certainty), [whole, "path of 3 #4c78a8"]);
    }
    // A gradient has no one colour.
    for certainty in [Certainty::About, Certainty::Nearly] {
        assert_eq!(calls(certainty), ["path of 5 "]);
    }
    assert_eq!(calls(Certainty::AtMost), ["path of 5 ", "path of 2 #4c78a8"]);
    let hatched = [whole, "rect (8, 8) (632, 152) false #4c78a8"];
    assert_eq!(calls(Certainty::Forecast), hatched);
}
