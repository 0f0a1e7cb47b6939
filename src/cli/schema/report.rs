//! The schema of report files.

use super::figure::{ID, TITLE};
use super::shape::{Kind, Shape, document, key, list, object, say, text};
use super::{figure, spec};
use crate::base::json::Json;
use crate::error::Lang;

/// The schema of reports (JSON Schema 2020-12), described in a language; the specs of charts included.
#[must_use]
pub fn schema(lang: Lang) -> Json {
    let description = say(
        lang,
        "一篇报告：原文中的数、图表与验算",
        "a report: the figures of a source text, charts, and sums done again",
    );
    let mut definitions: Vec<(String, Json)> =
        kinds().map(|kind| (key(kind.name), kind.schema(lang, false))).collect();
    definitions.extend(spec::definitions(lang, true));
    definitions.push(("languages".to_owned(), languages()));
    document("shushuo report", description, "report", definitions)
}

/// The kinds of objects in a report.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    PAGE.iter().chain(figure::KINDS)
}

/// What stands in both languages: one of the two is drawn.
fn languages() -> Json {
    let each = || object(vec![("type", list(["string", "array", "object", "number"]))]);
    object(vec![
        ("type", text("object")),
        ("required", list(["zh", "en"])),
        ("properties", object(vec![("zh", each()), ("en", each())])),
        ("additionalProperties", Json::Bool(false)),
    ])
}

const TEXT: (&str, &str) = (
    "段落；{id} 写作该数，{id|词} 写作这些词，都通往原文",
    "paragraphs; {id} is that number in words, {id|words} those words; both lead to the source",
);
const CHECKS: (&str, &str) = ("验算的 id", "ids of checks");
const NUMBERS: (&str, &str) = ("直接写出的数", "numbers set as numbers");

/// The kinds of objects that make the page.
static PAGE: &[Kind] = &[
    Kind {
        name: "report",
        needs: "",
        members: &[
            ("$schema", Shape::Text, "", ""),
            ("title", Shape::Words, TITLE.0, TITLE.1),
            (
                "lead",
                Shape::Words,
                "标题下的一句话：这是谁的说法",
                "one sentence under the title: whose claims these are",
            ),
            (
                "lang",
                Shape::Listed(|| vec!["", "zh", "en"]),
                "页面只用的语言；不写则中英各一页",
                "the one language of the page; without it there is a page in each of the two",
            ),
            ("source", Shape::One("source"), "数的出处", "the text the figures were taken from"),
            (
                "links",
                Shape::Each("link"),
                "页脚里通往别页的链接",
                "links to other pages, in the foot",
            ),
            (
                "theme",
                Shape::Text,
                "同目录下的外观文件",
                "the file with the look, beside the report",
            ),
            (
                "headlines",
                Shape::Each("number"),
                "页首的大字数",
                "the numbers set large at the top",
            ),
            (
                "sections",
                Shape::Each("section"),
                "各节，按页面顺序",
                "the sections in the order of the page",
            ),
            (
                "charts",
                Shape::Each("chart"),
                "图表；各节按 id 引用",
                "the charts; sections place them by id",
            ),
            (
                "figures",
                Shape::Each("figure"),
                "原文中的数，按原文顺序",
                "the figures in the order of the source text",
            ),
            (
                "series",
                Shape::Each("series"),
                "图表所画的成组的数",
                "groups of figures that charts draw",
            ),
            (
                "dates",
                Shape::Each("year-date"),
                "原文提到的年份",
                "the years the source text names",
            ),
            ("derived", Shape::Each("derived"), "由数算出的数", "numbers computed from figures"),
            (
                "checks",
                Shape::Each("check"),
                "可以验算的关系",
                "relations between figures that can be recomputed",
            ),
            ("gaps", Shape::Each("gap"), "原文没有说清的地方", "what the source text leaves open"),
        ],
    },
    Kind {
        name: "link",
        needs: "href",
        members: &[
            (
                "href",
                Shape::Text,
                "地址，从第一页所在的文件夹算起",
                "the address, from the folder of the first page",
            ),
            ("text", Shape::Words, "链接上的字", "what the link says"),
        ],
    },
    Kind {
        name: "source",
        needs: "file",
        members: &[
            (
                "lang",
                Shape::Listed(|| vec!["zh", "en"]),
                "原文的语言；不写则是中文",
                "the language of the text; Chinese when it is not given",
            ),
            (
                "shipped",
                Shape::Truth,
                "页面是否附上原文；附上时原文与报告同在一个文件夹",
                "whether the page shows all of the text, which then stands beside the report",
            ),
            (
                "file",
                Shape::Text,
                "文件名；文件不必在场",
                "its file name; the file need not be there",
            ),
            (
                "sha256",
                Shape::Text,
                "SHA-256，小写十六进制",
                "its SHA-256 in lower-case hexadecimal",
            ),
            ("lines", Shape::Count, "行数", "its number of lines"),
            ("subject", Shape::Words, "它是什么", "what it is"),
        ],
    },
    Kind {
        name: "number",
        needs: "figure",
        members: &[
            ("figure", Shape::Text, "数或算得的数的 id", "the id of a figure or a computed number"),
            (
                "text",
                Shape::Words,
                "怎样写；省略则按值书写",
                "how it is set; left out, its value in words",
            ),
            ("caption", Shape::Words, "数的是什么", "what it counts"),
            ("note", Shape::Words, "它不是什么", "what it is not"),
        ],
    },
    Kind {
        name: "paragraph",
        needs: "",
        members: &[("zh", Shape::Text, "中文", "Chinese"), ("en", Shape::Text, "英文", "English")],
    },
    Kind {
        name: "section",
        needs: "id",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("title", Shape::Words, TITLE.0, TITLE.1),
            ("heading", Shape::Text, "原文中的标题", "the heading it has in the source text"),
            ("heading_line", Shape::Count, "那个标题的行号", "the line of that heading"),
            ("text", Shape::Each("paragraph"), TEXT.0, TEXT.1),
            ("charts", Shape::Texts, "图表的 id，按顺序", "ids of charts, in order"),
            ("boxes", Shape::Each("box"), "图表之后的方框", "boxes, after the charts"),
            ("numbers", Shape::Each("number"), NUMBERS.0, NUMBERS.1),
            (
                "shows",
                Shape::Listed(|| vec!["", "checks", "figures", "gaps", "source"]),
                "由页面自己列出的清单",
                "a list the page makes itself",
            ),
            (
                "shows_series",
                Shape::Text,
                "列出这个系列的数",
                "the series whose figures are listed",
            ),
        ],
    },
    Kind {
        name: "box",
        needs: "id",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("title", Shape::Words, TITLE.0, TITLE.1),
            ("text", Shape::Each("paragraph"), TEXT.0, TEXT.1),
            ("numbers", Shape::Each("number"), NUMBERS.0, NUMBERS.1),
            ("checks", Shape::Texts, CHECKS.0, CHECKS.1),
        ],
    },
    Kind {
        name: "chart",
        needs: "id spec",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("title", Shape::Words, "一句话说出所见", "the finding, as a sentence"),
            (
                "note",
                Shape::Words,
                "标题之下：怎样才不会看错",
                "under the title: what keeps the picture from misleading",
            ),
            (
                "narrow",
                Shape::Truth,
                "在宽屏上也不放宽",
                "whether it stays narrow on a wide screen",
            ),
            ("foot", Shape::Words, "图下的话", "more below the picture"),
            (
                "spec",
                Shape::Spec,
                "Vega-Lite；数据写系列或表的名字",
                "Vega-Lite; data is asked for by the name of a series or a table",
            ),
            (
                "tables",
                Shape::Tables,
                "图表自己的表：名字与各行",
                "tables of its own: a name, and rows",
            ),
            ("checks", Shape::Texts, CHECKS.0, CHECKS.1),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Notes, asked};

    const EACH: &str = r#"{
      "title_zh": "数", "source": {"file": "a.txt"}, "links": [{"href": "b"}], "headlines": [{"figure": "a"}],
      "sections": [{"id": "s", "text": [{"zh": "文"}], "boxes": [{"id": "p"}], "shows": "gaps"}],
      "charts": [{"id": "c", "spec": {"mark": "bar"}}],
      "figures": [{"id": "a", "line": 1, "column": 0, "phrase": "1", "value": 1, "period": {"year": 1}}],
      "series": [{"id": "t", "measures": [{"key": "k", "figures": [{"figure": "a"}]}]}],
      "dates": [{"id": "e", "line": 1, "column": 0, "phrase": "1", "year": 1}],
      "derived": [{"id": "d", "expr": "a", "value": 1}],
      "checks": [{"id": "h", "lhs": "a"}], "gaps": [{"id": "g"}]
    }"#;

    #[test]
    fn the_members_are_those_that_are_read() {
        asked::forget();
        let mut notes = Notes::new();
        crate::report::parse(&mut notes, "a", EACH).unwrap();
        assert_eq!(notes.list().len(), 0);
        let places = [
            ("", "report"),
            ("/source", "source"),
            ("/links/0", "link"),
            ("/headlines/0", "number"),
            ("/sections/0", "section"),
            ("/sections/0/text/0", "paragraph"),
            ("/sections/0/boxes/0", "box"),
            ("/charts/0", "chart"),
            ("/figures/0", "figure"),
            ("/figures/0/period", "period"),
            ("/series/0", "series"),
            ("/series/0/measures/0", "series-measure"),
            ("/series/0/measures/0/figures/0", "member"),
            ("/dates/0", "year-date"),
            ("/derived/0", "derived"),
            ("/checks/0", "check"),
            ("/gaps/0", "gap"),
        ];
        assert_eq!(places.len(), kinds().count());
        for (at, name) in places {
            let kind = kinds().find(|kind| kind.name == name).unwrap();
            let mut known: Vec<String> = kind.names().collect();
            known.sort_unstable();
            assert_eq!(asked::at(at), known, "{name}");
        }
    }

    #[test]
    fn what_has_to_be_there_is_told() {
        let whole = Json::parse(EACH).unwrap();
        let check = |list: &str, kind: &str| {
            let kind = kinds().find(|known| known.name == kind).unwrap();
            for name in kind.needs.split(' ') {
                let mut text = whole.clone();
                remove(&mut text, list, name);
                let mut notes = Notes::new();
                let why = crate::report::parse(&mut notes, "a", &text.write()).err();
                let why = why.map(|why| why.to_string()).unwrap_or_default();
                assert!(why.contains(&format!("missing \"{name}\"")), "{list} {name}: {why}");
            }
        };
        check("figures", "figure");
        check("charts", "chart");
        check("dates", "year-date");
        check("derived", "derived");
        check("checks", "check");
        check("sections", "section");
    }

    /// Removes a member from the first object of a list.
    fn remove(json: &mut Json, list: &str, name: &str) {
        let Json::Object(members) = json else { return };
        let found = members.iter_mut().find(|(key, _)| &**key == list);
        let Some((_, Json::List(items))) = found else { return };
        let Some(Json::Object(first)) = items.first_mut() else { return };
        first.retain(|(key, _)| &**key != name);
    }
}
