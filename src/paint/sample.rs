//! A scene built by hand with every shape, for the painters' tests.

use crate::base::color::Color;
use crate::base::font::{Font, Measure};
use crate::base::geometry::{Point, Size};
use crate::base::svg_path;
use crate::scene::*;
use std::rc::Rc;

pub const BLUE: Color = Color::rgb(0x4c, 0x78, 0xa8);
pub const ORANGE: Color = Color::rgb(0xf5, 0x85, 0x18);
pub const GREY: Color = Color::rgb(0xdd, 0xdd, 0xdd);

/// Every letter as wide as half the font's size, Chinese ones as all of it.
pub struct Half;

impl Measure for Half {
    fn width(&self, font: &Font, text: &str) -> f64 {
        text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f64>() * font.size
    }
}

pub fn filled(color: Color) -> Rc<Paint> {
    Rc::new(Paint::filled(color))
}

pub fn face(size: f64, align: Align, baseline: Baseline, angle_deg: f64) -> Rc<TextStyle> {
    let font = Font { family: "sans-serif".into(), size, weight: 400, italic: false };
    Rc::new(TextStyle { font, align, baseline, angle_deg, limit: 0.0, line_height: size + 2.0 })
}

pub fn text(x: f64, y: f64, line: &str, style: &Rc<TextStyle>) -> Text {
    let lines = vec![line.into()];
    let (style, paint) = (Rc::clone(style), filled(Color::BLACK));
    Text { x, y, lines, style, paint, source: Source::default() }
}

pub fn mark(items: Items) -> Mark {
    Mark { unit: 0, role: Role::Data, clip: false, items }
}

pub fn bar(x: f64, y: f64, width: f64, height: f64, paint: &Rc<Paint>, source: Source) -> Rect {
    Rect { x, y, width, height, radii: [0.0; 4], paint: Rc::clone(paint), source }
}

/// A picture of one plot.
pub fn scene(size: (f64, f64), root: Panel) -> Scene {
    Scene {
        size: Size::new(size.0, size.1),
        background: Some(Color::rgb(255, 255, 255)),
        name: "香坊区 <经济>".into(),
        description: "手工场景".into(),
        root,
    }
}

/// Two bars, an axis, grid lines and a title: the scene of the golden SVG.
pub fn small() -> Scene {
    let blue = filled(BLUE);
    let bars = [(10.0, 20.0), (40.0, 5.5)]
        .map(|(x, y)| bar(x, y, 20.0, 50.0 - y, &blue, Source::default()));
    let rule = |x: f64, y: f64, x2: f64, y2: f64, color: Color| Rule {
        x,
        y,
        x2,
        y2,
        paint: Rc::new(Paint::stroked(color, 1.0)),
        source: Source::default(),
    };
    let label = face(11.0, Align::Center, Baseline::Top, 0.0);
    let labels = [(20.0, "2023年"), (50.0, "2024年")]
        .map(|(x, line)| Label { text: text(x - 0.5, 56.5, line, &label), shown: true });
    let axis = Axis {
        orient: Side::Bottom,
        lane: None,
        offset: 0.0,
        above: false,
        domain: Some(rule(0.0, 50.0, 70.0, 50.0, Color::BLACK)),
        ticks: vec![
            rule(20.0, 50.0, 20.0, 55.0, Color::BLACK),
            rule(50.0, 50.0, 50.0, 55.0, Color::BLACK),
        ],
        labels: labels.into(),
        label_style: None,
        title: Some(text(-20.5, 24.5, "亿元", &face(11.0, Align::Center, Baseline::Bottom, -90.0))),
    };
    let grid = Grid {
        vertical: false,
        above: false,
        lines: vec![rule(0.0, 0.0, 70.0, 0.0, GREY), rule(0.0, 25.0, 70.0, 25.0, GREY)],
    };
    let title = Title {
        orient: Side::Top,
        anchor: Anchor::Middle,
        text: text(35.0, -8.0, "地区生产总值", &face(13.0, Align::Center, Baseline::Bottom, 0.0)),
        subtitle: None,
    };
    let frame = Rect {
        width: 70.0,
        height: 50.0,
        paint: Rc::new(Paint::stroked(GREY, 1.0)),
        ..Rect::default()
    };
    let root = Panel {
        is_plot: true,
        origin: Point::new(40.0, 30.0),
        size: Size::new(70.0, 50.0),
        frame: Some(Frame { rect: frame }),
        title: Some(title),
        grids: vec![grid],
        axes: vec![axis],
        marks: vec![Mark { clip: true, ..mark(Items::Rects(bars.into())) }],
        ..Panel::default()
    };
    scene((120.0, 110.0), root)
}

/// A bar for each certainty, standing and lying.
pub fn certainties() -> Scene {
    let all = [
        Certainty::Exact,
        Certainty::About,
        Certainty::Nearly,
        Certainty::AtMost,
        Certainty::Over,
        Certainty::MoreThan,
        Certainty::AtLeast,
        Certainty::Forecast,
    ];
    let blue = filled(BLUE);
    let mut bars = vec![];
    let mut dots = vec![];
    for (i, certainty) in all.into_iter().enumerate() {
        let at = 10.0 + 26.0 * i as f64;
        let source = |end: End| Source { certainty, end, ..Source::default() };
        let mut standing = bar(at, 30.0, 18.0, 100.0, &blue, source(End::Top));
        standing.radii = [2.0, 2.0, 0.0, 0.0];
        bars.push(standing);
        bars.push(bar(at, 150.0, 18.0, 60.0, &filled(ORANGE), source(End::Bottom)));
        bars.push(bar(250.0, at, 120.0, 18.0, &blue, source(End::Right)));
        let (paint, shape, source) = (filled(BLUE), SymbolShape::Circle, source(End::None));
        dots.push(Symbol {
            x: 400.0,
            y: at + 9.0,
            size: 60.0,
            shape,
            angle_deg: 0.0,
            paint,
            source,
        });
    }
    let marks = vec![mark(Items::Rects(bars)), mark(Items::Symbols(dots))];
    scene(
        (420.0, 230.0),
        Panel { is_plot: true, size: Size::new(420.0, 230.0), marks, ..Panel::default() },
    )
}

/// A row of symbols, every other one stroked.
fn symbols() -> Vec<Symbol> {
    let custom = svg_path::parse("M-1-1Q1-1 1 1Z").unwrap_or_default();
    let shapes = [
        SymbolShape::Circle,
        SymbolShape::Square,
        SymbolShape::Cross,
        SymbolShape::Diamond,
        SymbolShape::Triangle,
        SymbolShape::TriangleUp,
        SymbolShape::TriangleDown,
        SymbolShape::TriangleRight,
        SymbolShape::TriangleLeft,
        SymbolShape::Arrow,
        SymbolShape::Wedge,
        SymbolShape::Stroke,
        SymbolShape::Custom("".into(), Rc::new(custom)),
    ];
    let stroke = Some(Ink::Color(ORANGE));
    let both = Rc::new(Paint { stroke, stroke_width: 1.5, ..Paint::filled(BLUE) });
    let symbols = shapes.into_iter().enumerate().map(|(i, shape)| Symbol {
        x: 20.0 + 24.0 * i as f64,
        y: 20.0,
        size: 200.0,
        shape,
        angle_deg: if i == 1 { 30.0 } else { 0.0 },
        paint: if i % 2 == 0 { filled(BLUE) } else { Rc::clone(&both) },
        source: Source::default(),
    });
    symbols.collect()
}

/// An area with a gradient under a dashed line, and a trail.
fn lines() -> [Mark; 3] {
    let stops = vec![(0.0, BLUE), (1.0, Color { a: 0.1, ..BLUE })];
    let gradient = Gradient { axis: vec![0.0, 0.0, 0.0, 1.0], stops };
    let wave = |i: usize| [10.0 + 20.0 * i as f64, 60.0 + 30.0 * ((i * 7 % 5) as f64 / 4.0)];
    let area = Area {
        points: (0..8).map(wave).map(|[x, y]| AreaPoint { x, y, x2: x, y2: 120.0 }).collect(),
        rows: [].into(),
        horizontal: false,
        curve: Curve::Monotone,
        tension: 0.0,
        paint: Rc::new(Paint { fill: Some(Ink::Gradient(Rc::new(gradient))), ..Paint::default() }),
        source: Source::default(),
    };
    let (dash, cap) = ([6.0, 3.0].into(), Cap::Round);
    let line = Line {
        points: (0..8).map(wave).collect(),
        rows: [].into(),
        curve: Curve::Monotone,
        tension: 0.0,
        paint: Rc::new(Paint { dash, cap, ..Paint::stroked(ORANGE, 2.0) }),
        source: Source::default(),
    };
    let widths = (0..8).map(f64::from);
    let trail = Trail {
        points: widths.map(|i| [10.0 + 20.0 * i, 150.0, 1.0 + 2.0 * i]).collect(),
        rows: [].into(),
        paint: filled(BLUE),
        source: Source::default(),
    };
    [
        mark(Items::Areas(vec![area])),
        mark(Items::Lines(vec![line])),
        mark(Items::Trails(vec![trail])),
    ]
}

/// Three rounded parts of a ring.
fn ring() -> Mark {
    let arc = |start_angle: f64, end_angle: f64, color: Color| Arc {
        x: 230.0,
        y: 90.0,
        start_angle,
        end_angle,
        inner_radius: 15.0,
        outer_radius: 40.0,
        pad_angle: 0.04,
        corner_radius: 4.0,
        paint: filled(color),
        source: Source::default(),
    };
    mark(Items::Arcs(vec![arc(0.0, 1.0, BLUE), arc(1.0, 3.5, ORANGE), arc(3.5, 6.25, GREY)]))
}

/// Two rectangles cut off at a rounded one, and one with a radial gradient.
fn stack() -> Mark {
    let (width, height) = (40.0, 80.0);
    let clip = Rect { x: 290.0, y: 50.0, width, height, radii: [10.0; 4], ..Rect::default() };
    let clip = Some(Rc::new(clip));
    let part = |y: f64, color: Color| {
        bar(
            290.0,
            y,
            40.0,
            40.0,
            &filled(color),
            Source { clip: clip.clone(), ..Source::default() },
        )
    };
    let stops = vec![(0.0, BLUE), (1.0, Color { a: 0.1, ..BLUE })];
    let round = Gradient { axis: vec![0.5, 0.5, 0.0, 0.5, 0.5, 0.5], stops };
    let ball = Paint { fill: Some(Ink::Gradient(Rc::new(round))), ..Paint::default() };
    let ball = bar(180.0, 180.0, 40.0, 40.0, &Rc::new(ball), Source::default());
    mark(Items::Rects(vec![part(50.0, BLUE), part(90.0, ORANGE), ball]))
}

/// A bold text of two lines, one cut, and a text turned five ways.
fn texts() -> Mark {
    let mut cut = (*face(11.0, Align::Left, Baseline::Middle, 0.0)).clone();
    cut.limit = 60.0;
    cut.font.weight = 700;
    let mut lines = text(190.0, 160.0, "第一行 the first line", &Rc::new(cut));
    lines.lines.push("第二行".into());
    let turned = [-90.0, -45.0, 0.0, 45.0, 90.0].map(|angle| {
        text(290.0, 170.0, "斜 turned", &face(10.0, Align::Left, Baseline::Middle, angle))
    });
    mark(Items::Texts(std::iter::once(lines).chain(turned).collect()))
}

/// Every shape once, with gradients, dashes, clips and turned texts.
pub fn shapes() -> Scene {
    let mut marks = vec![mark(Items::Symbols(symbols())), ring(), stack(), texts()];
    marks.extend(lines());
    let size = Size::new(360.0, 240.0);
    scene((360.0, 240.0), Panel { is_plot: true, size, marks, ..Panel::default() })
}
