//! A scene in one sentence, from its own items, for those who do not see it.
//!
//! It says only what is seen: which bar is longest, which point highest, by
//! the labels of the axes. Values it does not guess.

use super::item::{Items, Role};
use super::many::Look;
use super::{Axis, Panel, Scene, Side, bounds};
use crate::base::sort;
use crate::error::Lang;

/// One sentence: the kind of chart, how much it shows, what its axes are, and
/// where its extremes are. Ends with a full stop.
#[must_use]
pub fn describe(scene: &Scene, lang: Lang) -> String {
    let mut plots = Vec::new();
    collect(&scene.root, &mut plots);
    let shown = plots.iter().find_map(|panel| main_items(panel).map(|items| (*panel, items)));
    let Some((panel, items)) = shown else {
        return match lang {
            Lang::Zh => "空白的图。".to_owned(),
            Lang::En => "An empty chart.".to_owned(),
        };
    };
    let mut parts = vec![kind(items, lang)];
    if plots.len() > 1 {
        parts.push(match lang {
            Lang::Zh => format!("{}幅小图", plots.len()),
            Lang::En => format!("{} panels", plots.len()),
        });
    }
    parts.push(amount(items, lang));
    for (sides, zh, en) in [
        ([Side::Bottom, Side::Top], "横轴", "x axis"),
        ([Side::Left, Side::Right], "纵轴", "y axis"),
    ] {
        let all = panel.axes.iter().chain(&scene.root.axes);
        let title = all.filter(|axis| sides.contains(&axis.orient)).find_map(title);
        if let Some(title) = title {
            parts.push(match lang {
                Lang::Zh => format!("{zh}为“{title}”"),
                Lang::En => format!("{en} \"{title}\""),
            });
        }
    }
    if plots.len() == 1 {
        parts.extend(extremes(panel, items, lang));
    }
    match lang {
        Lang::Zh => format!("{}。", parts.join("，")),
        Lang::En => format!("{}.", parts.join("; ")),
    }
}

/// The language most of the scene's readers read: Chinese when its title, axes or legends have Chinese letters.
#[must_use]
pub fn language(scene: &Scene) -> Lang {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let lines = |text: &super::Text| text.lines.iter().any(|line| is_chinese(line));
    let mut panels = vec![&scene.root];
    while let Some(panel) = panels.pop() {
        panels.extend(&panel.panels);
        let axes = panel.axes.iter();
        let in_axes = axes.clone().any(|axis| axis.title.iter().any(lines))
            || axes.clone().any(|axis| axis.labels.iter().any(|label| lines(&label.text)));
        let in_legends = panel.legends.iter().any(|legend| legend.title.iter().any(lines));
        if in_axes || in_legends || panel.title.iter().any(|title| lines(&title.text)) {
            return Lang::Zh;
        }
    }
    if is_chinese(&scene.name) || is_chinese(&scene.description) { Lang::Zh } else { Lang::En }
}

fn collect<'a>(panel: &'a Panel, plots: &mut Vec<&'a Panel>) {
    if panel.is_plot {
        plots.push(panel);
    }
    for child in &panel.panels {
        collect(child, plots);
    }
}

/// The items that make a panel the kind of chart it is: parts of a ring before bars, bars before lines, lines before dots.
fn main_items(panel: &Panel) -> Option<&Items> {
    let rank = |items: &Items| match items {
        Items::Arcs(_) => 0,
        Items::Geos(_) => 1,
        Items::Rects(_) => 2,
        Items::Areas(_) => 3,
        Items::Lines(_) | Items::Trails(_) => 4,
        Items::Symbols(_) => 5,
        Items::Rules(_) => 6,
        Items::Images(_) => 7,
        Items::Texts(_) => 8,
        Items::Many(many) => match &*many.look {
            Look::Line(_) => 4,
            Look::Symbol(_) => 5,
        },
    };
    let data = panel.marks.iter().filter(|mark| mark.role != Role::Brush);
    let items = data.map(|mark| &mark.items).filter(|items| bounds::count(items) > 0);
    items.min_by_key(|items| rank(items))
}

fn kind(items: &Items, lang: Lang) -> String {
    let (zh, en) = match items {
        Items::Arcs(list) if list.iter().any(|arc| arc.inner_radius > 0.0) => {
            ("环形图", "donut chart")
        }
        Items::Arcs(_) => ("饼图", "pie chart"),
        Items::Geos(_) => ("地图", "map"),
        Items::Rects(_) => match bars(items) {
            Some((_, true)) => ("条形图", "horizontal bar chart"),
            Some((_, false)) => ("柱形图", "bar chart"),
            None => ("矩形图", "chart of rectangles"),
        },
        Items::Areas(_) => ("面积图", "area chart"),
        Items::Lines(_) | Items::Trails(_) => ("折线图", "line chart"),
        Items::Symbols(_) => ("散点图", "scatter plot"),
        Items::Rules(_) => ("线段图", "chart of rules"),
        Items::Images(_) => ("图像图", "chart of images"),
        Items::Texts(_) => ("文字图", "chart of texts"),
        Items::Many(many) => match &*many.look {
            Look::Line(_) => ("折线图", "line chart"),
            Look::Symbol(_) => ("散点图", "scatter plot"),
        },
    };
    let mut words = match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
    .to_owned();
    if lang == Lang::En
        && let Some(first) = words.get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    words
}

/// How many items, and how many points in lines.
fn amount(items: &Items, lang: Lang) -> String {
    let mut count = bounds::count(items);
    let points = match items {
        Items::Lines(list) => list.iter().map(|line| line.points.len()).sum(),
        Items::Areas(list) => list.iter().map(|area| area.points.len()).sum(),
        Items::Trails(list) => list.iter().map(|trail| trail.points.len()).sum(),
        Items::Many(many) => match &*many.look {
            Look::Line(_) => many.points.rows(),
            Look::Symbol(_) => {
                count = many.points.rows();
                0
            }
        },
        Items::Rects(_)
        | Items::Symbols(_)
        | Items::Arcs(_)
        | Items::Rules(_)
        | Items::Texts(_)
        | Items::Images(_)
        | Items::Geos(_) => 0_usize,
    };
    match (lang, points) {
        (Lang::Zh, 0) => format!("共{count}项"),
        (Lang::En, 0) => format!("{count} {}", if count == 1 { "item" } else { "items" }),
        (Lang::Zh, _) => format!("{count}条线共{points}个点"),
        (Lang::En, _) => {
            format!("{points} points in {count} {}", if count == 1 { "line" } else { "lines" })
        }
    }
}

fn title(axis: &Axis) -> Option<String> {
    Some(axis.title.as_ref()?.lines.join(" ")).filter(|title| !title.trim().is_empty())
}

/// The place of each bar along its axis and its length, parts of a stack
/// together; whether they lie. `None` when the rectangles are no bars.
fn bars(items: &Items) -> Option<(Vec<(f64, f64)>, bool)> {
    let Items::Rects(list) = items else { return None };
    let standing: Vec<[f64; 3]> =
        list.iter().map(|rect| [rect.x + rect.width / 2.0, rect.y, rect.y + rect.height]).collect();
    let lying: Vec<[f64; 3]> =
        list.iter().map(|rect| [rect.y + rect.height / 2.0, rect.x, rect.x + rect.width]).collect();
    match (stacks(standing), stacks(lying)) {
        // One bar for each item says more than all of them in one stack.
        (Some(standing), Some(lying)) if lying.len() > standing.len() => Some((lying, true)),
        (Some(standing), _) => Some((standing, false)),
        (None, Some(lying)) => Some((lying, true)),
        (None, None) => None,
    }
}

/// Middle, begin and end of each rectangle along one axis as stacks: middle and
/// length of each. `None` when they do not all begin, or all end, at one place.
fn stacks(mut parts: Vec<[f64; 3]>) -> Option<Vec<(f64, f64)>> {
    parts.retain(|[at, low, high]| (at + low + high).is_finite());
    sort::by(&mut parts, |a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    let all: Vec<&[[f64; 3]]> = parts.chunk_by(|a, b| (a[0] - b[0]).abs() < 0.01).collect();
    let near = |a: f64, b: f64, by: f64| (a - b).abs() < by;
    let same = |a: &[[f64; 3]], b: &[[f64; 3]]| {
        let edges = a.iter().zip(b).all(|(a, b)| near(a[1], b[1], 0.01));
        a.len() > 1 && a.len() == b.len() && edges
    };
    let (mut whole, mut begin, mut end, mut is_table) = (true, true, true, all.len() > 1);
    let (mut first, mut before) = (None, None);
    let mut places = Vec::new();
    for stack in all {
        let (mut at, mut from, mut to, mut filled) =
            (f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0);
        for [middle, low, high] in stack {
            at = if at.is_nan() { *middle } else { at };
            (from, to, filled) = (from.min(*low), to.max(*high), filled + (high - low));
        }
        // Parts of a stack touch; cells with gaps or over one another are no stack.
        whole &= near(to - from, filled, 0.5);
        let (first_from, first_to) = *first.get_or_insert((from, to));
        begin &= near(from, first_from, 0.01);
        end &= near(to, first_to, 0.01);
        is_table &= before.is_none_or(|before| same(before, stack));
        before = Some(stack);
        places.push((at, to - from));
    }
    (whole && (begin || end) && !is_table && !places.is_empty()).then_some(places)
}

/// The label of an axis at a place along it; labels stand with their anchors there.
fn label(panel: &Panel, lying: bool, at: f64) -> Option<String> {
    let sides = if lying { [Side::Left, Side::Right] } else { [Side::Bottom, Side::Top] };
    let axes = panel.axes.iter().filter(|axis| sides.contains(&axis.orient));
    let is_there = |text: &super::Text| (if lying { text.y } else { text.x } - at).abs() < 1.5;
    let label = axes.flat_map(|axis| &axis.labels).find(|label| is_there(&label.text))?;
    Some(label.text.lines.join(" ")).filter(|label| !label.is_empty())
}

/// Which bar is longest and which shortest, or where a single line is highest and lowest.
fn extremes(panel: &Panel, items: &Items, lang: Lang) -> Option<String> {
    let (places, lying, is_bars) = match items {
        Items::Rects(_) => bars(items).map(|(places, lying)| (places, lying, true))?,
        Items::Lines(list) if list.len() == 1 => {
            let points = list.first().map(|line| &line.points)?;
            (points.iter().map(|p| (p[0], -p[1])).collect(), false, false)
        }
        Items::Lines(_)
        | Items::Symbols(_)
        | Items::Areas(_)
        | Items::Trails(_)
        | Items::Arcs(_)
        | Items::Rules(_)
        | Items::Texts(_)
        | Items::Images(_)
        | Items::Geos(_)
        | Items::Many(_) => return None,
    };
    let seen = places.iter().filter(|(at, size)| at.is_finite() && size.is_finite());
    let most = seen.clone().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let least = seen.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let (most, least) = (label(panel, lying, most.0)?, label(panel, lying, least.0)?);
    if most == least {
        return None;
    }
    Some(match (lang, is_bars) {
        (Lang::Zh, true) => format!("最长的是“{most}”，最短的是“{least}”"),
        (Lang::Zh, false) => format!("最高点在“{most}”，最低点在“{least}”"),
        (Lang::En, true) => format!("longest \"{most}\", shortest \"{least}\""),
        (Lang::En, false) => format!("highest at \"{most}\", lowest at \"{least}\""),
    })
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;
    use crate::base::color::Color;
    use crate::base::font::Font;
    use std::rc::Rc;

    fn text(x: f64, y: f64, line: &str, align: Align) -> Text {
        let style = TextStyle {
            font: Font::default(),
            align,
            baseline: Baseline::Middle,
            angle_deg: 0.0,
            limit: 0.0,
            line_height: 13.0,
        };
        let (lines, style) = (vec![line.into()], Rc::new(style));
        let paint = Rc::new(Paint::filled(Color::BLACK));
        Text { x, y, lines, style, paint, source: Source::default() }
    }

    fn axis(orient: Side, name: &str, labels: &[(f64, &str)]) -> Axis {
        let label = |(at, line): &(f64, &str)| {
            let text = match orient {
                Side::Bottom | Side::Top => text(*at, 110.0, line, Align::Center),
                Side::Left | Side::Right => text(-8.0, *at, line, Align::Right),
            };
            Label { text, shown: true }
        };
        Axis {
            orient,
            lane: None,
            offset: 0.0,
            above: false,
            domain: None,
            ticks: vec![],
            labels: labels.iter().map(label).collect(),
            label_style: None,
            title: (!name.is_empty()).then(|| text(0.0, 0.0, name, Align::Left)),
        }
    }

    fn scene(axes: Vec<Axis>, items: Vec<Items>) -> Scene {
        let mark = |items| Mark { unit: 0, role: Role::Data, clip: false, items };
        let marks = items.into_iter().map(mark).collect();
        let root = Panel { is_plot: true, axes, marks, ..Panel::default() };
        let (size, background) = (Default::default(), None);
        Scene { size, background, name: "".into(), description: "".into(), root }
    }

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height, ..Rect::default() }
    }

    #[test]
    fn bars_by_their_labels() {
        let years = [(10.0, "2022年"), (30.0, "2023年"), (50.0, "2024年")];
        let axes = || vec![axis(Side::Bottom, "年份", &years), axis(Side::Left, "亿元", &[])];
        let bars = [(0.0, 40.0), (20.0, 90.0), (40.0, 60.0)];
        let bars = bars.map(|(x, height)| rect(x, 100.0 - height, 20.0, height));
        let standing = scene(axes(), vec![Items::Rects(bars.to_vec())]);
        let expected = [
            "柱形图",
            "共3项",
            "横轴为“年份”",
            "纵轴为“亿元”",
            "最长的是“2023年”",
            "最短的是“2022年”。",
        ];
        assert_eq!(describe(&standing, Lang::Zh), expected.join("\u{ff0c}"));
        assert_eq!(
            describe(&standing, Lang::En),
            "Bar chart; 3 items; x axis \"年份\"; y axis \"亿元\"; longest \"2023年\", shortest \"2022年\"."
        );
        assert_eq!(language(&standing), Lang::Zh);
        let lying = [(0.0, 40.0), (20.0, 90.0)].map(|(y, width)| rect(0.0, y, width, 20.0));
        let names = axis(Side::Left, "", &[(10.0, "a"), (30.0, "b")]);
        let lying = scene(vec![names], vec![Items::Rects(lying.to_vec())]);
        let expected = "Horizontal bar chart; 2 items; longest \"b\", shortest \"a\".";
        assert_eq!(describe(&lying, Lang::En), expected);
        assert_eq!(language(&lying), Lang::En);
    }

    #[test]
    fn stacks_count_as_one() {
        let parts = [(0.0, 60.0, 40.0), (0.0, 30.0, 30.0), (20.0, 10.0, 90.0)];
        let parts = parts.map(|(x, y, height)| rect(x, y, 20.0, height));
        let names = axis(Side::Bottom, "", &[(10.0, "a"), (30.0, "b")]);
        let stacked = scene(vec![names], vec![Items::Rects(parts.to_vec())]);
        let expected = "Bar chart; 3 items; longest \"b\", shortest \"a\".";
        assert_eq!(describe(&stacked, Lang::En), expected);
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let line = Line {
            points: vec![[10.0, 5.0], [30.0, f64::NAN], [50.0, 1.0]],
            rows: [].into(),
            curve: Curve::Linear,
            tension: 0.0,
            paint: Rc::default(),
            source: Source::default(),
        };
        let bare = scene(vec![], vec![Items::Lines(vec![line.clone()])]);
        assert_eq!(describe(&bare, Lang::En), "Line chart; 3 points in 1 line.");
        let axis = axis(Side::Bottom, "", &[(10.0, "a"), (50.0, "b")]);
        let labelled = scene(vec![axis], vec![Items::Texts(vec![]), Items::Lines(vec![line])]);
        assert_eq!(
            describe(&labelled, Lang::En),
            "Line chart; 3 points in 1 line; highest at \"b\", lowest at \"a\"."
        );
        let cells =
            [(0.0, 0.0), (10.0, 4.0), (0.0, 4.0), (10.0, 0.0)].map(|(x, y)| rect(x, y, 9.0, 4.0));
        let cells = scene(vec![], vec![Items::Rects(cells.to_vec())]);
        assert_eq!(describe(&cells, Lang::En), "Chart of rectangles; 4 items.");
        assert_eq!(describe(&scene(vec![], vec![]), Lang::Zh), "空白的图。");
    }
}
