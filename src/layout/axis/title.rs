//! The title of an axis: past the labels, in the middle unless told otherwise.

use super::Maker;
use crate::base::geometry::Bounds;
use crate::error::Lang;
use crate::layout::{aligned, along, label};
use crate::mark::words;
use crate::scene::{Baseline, Label, Rule, Side, Text, bounds};
use std::rc::Rc;

impl Maker<'_> {
    /// The title, with the one unit of an axis whose numbers are written in 万 or 亿.
    fn title_words(&self) -> Rc<str> {
        let kind =
            self.spec.look.word("formatType").or_else(|| self.spec.def.def.word("formatType"));
        if kind.is_none_or(|kind| &**kind != "zh") {
            return self.spec.title.clone();
        }
        let locale = &self.layout.view.params.locale;
        let unit = words::zh_unit(locale, self.scale, &self.ticks.values);
        with_unit(&self.spec.title, unit.name, locale.lang).into()
    }

    /// The title: past the labels, in the middle of the axis unless told otherwise.
    pub(super) fn title(&self, ticks: &[Rule], labels: &[Label]) -> Option<Text> {
        let words = self.title_words();
        if words.is_empty() {
            return None;
        }
        let guide = &self.guide;
        let anchor = guide.anchor("titleAnchor");
        let (angle, usual) = match self.spec.orient {
            Side::Bottom => (0.0, Baseline::Top),
            Side::Top => (0.0, Baseline::Bottom),
            Side::Left => (270.0, Baseline::Bottom),
            Side::Right => (90.0, Baseline::Bottom),
        };
        let mut style = guide.style("title", aligned(anchor), usual);
        style.angle_deg = self.number("titleAngle", angle);
        let out = self.extent(ticks, labels) + self.number("titlePadding", 4.0);
        let (mut px, mut py) = self.point(along(anchor, self.low, self.high), out);
        let x = self.across();
        if let Some(own) = guide.given("titleX") {
            px = if x { own } else { self.point(0.0, -own).0 };
        }
        if let Some(own) = guide.given("titleY") {
            py = if x { self.point(0.0, own).1 } else { own };
        }
        let paint = guide.paint("titleColor", "titleOpacity");
        Some(Text::guide((px, py), label::lines(&words), Rc::new(style), paint))
    }

    /// How far ticks and labels reach from the axis, between the least and the largest extent.
    fn extent(&self, ticks: &[Rule], labels: &[Label]) -> f64 {
        let base = self.point(0.0, 0.0);
        let reach = |around: &Bounds| match self.spec.orient {
            Side::Bottom => around.y1 - base.1,
            Side::Top => base.1 - around.y0,
            Side::Left => base.0 - around.x0,
            Side::Right => around.x1 - base.0,
        };
        let mut extent: f64 = 0.0;
        for tick in ticks {
            extent = extent.max(reach(&Bounds::new(tick.x, tick.y, tick.x2, tick.y2)));
        }
        for label in labels.iter().filter(|label| label.shown) {
            let around = bounds::text(self.layout.measure, &label.text);
            if !around.is_empty() {
                extent = extent.max(reach(&around));
            }
        }
        let least = self.number("minExtent", 0.0);
        let most = self.number("maxExtent", 200.0);
        extent.max(least).min(most.max(least))
    }
}

/// A title with a unit: inside its brackets, before a word that is itself a
/// unit, or in brackets of its own.
fn with_unit(title: &str, unit: &str, lang: Lang) -> String {
    if unit.is_empty() {
        return title.to_owned();
    }
    let space = if lang == Lang::En { " " } else { "" };
    if let Some((before, inside)) = title.rsplit_once(['（', '(']) {
        let open = &title[before.len()..title.len() - inside.len()];
        return format!("{before}{open}{unit}{space}{inside}");
    }
    // Measure words are short: 人次, 户, 平方米.
    if lang == Lang::Zh && title.chars().count() <= 3 {
        return format!("{unit}{title}");
    }
    match lang {
        Lang::Zh => format!("{title}（{unit}）"),
        Lang::En => format!("{title} ({unit})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_titles() {
        let check = |title: &str, unit: &str, lang: Lang, expected: &str| {
            assert_eq!(with_unit(title, unit, lang), expected);
        };
        check("人次", "万", Lang::Zh, "万人次");
        check("投资（元）", "亿", Lang::Zh, "投资（亿元）");
        check("地区生产总值", "亿", Lang::Zh, "地区生产总值（亿）");
        check("", "亿", Lang::Zh, "亿");
        check("Investment (yuan)", "bn", Lang::En, "Investment (bn yuan)");
        check("People", "mn", Lang::En, "People (mn)");
        check("人次", "", Lang::Zh, "人次");
    }
}
