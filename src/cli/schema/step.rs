//! The kinds of objects that data and transforms have.

use super::shape::{Kind, Shape};
use crate::spec::transform::WindowOp;

/// The transforms among the kinds.
pub fn steps() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(|kind| kind.name.starts_with("transform "))
}

/// Data, its format, and each transform.
pub static KINDS: &[Kind] = &[
    Kind {
        name: "data",
        needs: "",
        members: &[
            ("name url", Shape::Text, "", ""),
            ("values graticule sphere", Shape::Any, "", ""),
            ("sequence", Shape::One("sequence"), "", ""),
            ("format", Shape::One("data format"), "", ""),
        ],
    },
    Kind {
        name: "data format",
        needs: "",
        members: &[
            ("type", Shape::Listed(|| vec!["json", "csv", "tsv", "dsv", "topojson"]), "", ""),
            ("property delimiter feature mesh", Shape::Text, "", ""),
            ("filter", Shape::Listed(|| vec!["interior", "exterior"]), "", ""),
            ("header", Shape::TextOrTexts, "", ""),
            ("parse", Shape::Any, "", ""),
        ],
    },
    Kind {
        name: "sequence",
        needs: "stop",
        members: &[("start stop step", Shape::Number, "", ""), ("as", Shape::Text, "", "")],
    },
    Kind {
        name: "transform aggregate",
        needs: "aggregate",
        members: &[
            ("aggregate", Shape::Each("measure"), "", ""),
            ("groupby", Shape::TextOrTexts, "", ""),
        ],
    },
    Kind {
        name: "transform bin",
        needs: "bin field",
        members: &[
            ("bin", Shape::Any, "", ""),
            ("field", Shape::Text, "", ""),
            ("as", Shape::TextOrTexts, "", ""),
        ],
    },
    Kind {
        name: "transform calculate",
        needs: "calculate as",
        members: &[("calculate as", Shape::Text, "", "")],
    },
    Kind {
        name: "transform density",
        needs: "density",
        members: &[
            ("density", Shape::Text, "", ""),
            ("groupby as", Shape::TextOrTexts, "", ""),
            ("cumulative counts", Shape::Truth, "", ""),
            ("bandwidth minsteps maxsteps steps", Shape::Number, "", ""),
            ("extent", Shape::Numbers, "", ""),
            ("resolve", Shape::Listed(|| vec!["shared", "independent"]), "", ""),
        ],
    },
    Kind {
        name: "transform extent",
        needs: "extent param",
        members: &[("extent param", Shape::Text, "", "")],
    },
    Kind { name: "transform filter", needs: "filter", members: &[("filter", Shape::Any, "", "")] },
    Kind {
        name: "transform flatten",
        needs: "flatten",
        members: &[("flatten as", Shape::TextOrTexts, "", "")],
    },
    Kind {
        name: "transform fold",
        needs: "fold",
        members: &[("fold as", Shape::TextOrTexts, "", "")],
    },
    Kind {
        name: "transform impute",
        needs: "impute key",
        members: &[
            ("impute key", Shape::Text, "", ""),
            ("groupby", Shape::TextOrTexts, "", ""),
            ("keyvals value", Shape::Any, "", ""),
            ("method", Shape::Listed(|| vec!["value", "mean", "median", "max", "min"]), "", ""),
            ("frame", Shape::Frame, "", ""),
        ],
    },
    Kind {
        name: "transform joinaggregate",
        needs: "joinaggregate",
        members: &[
            ("joinaggregate", Shape::Each("measure"), "", ""),
            ("groupby", Shape::TextOrTexts, "", ""),
        ],
    },
    Kind {
        name: "transform loess",
        needs: "loess on",
        members: &[
            ("loess on", Shape::Text, "", ""),
            ("groupby as", Shape::TextOrTexts, "", ""),
            ("bandwidth", Shape::Number, "", ""),
        ],
    },
    Kind {
        name: "transform lookup",
        needs: "lookup from",
        members: &[
            ("lookup", Shape::Text, "", ""),
            ("from", Shape::One("lookup source"), "", ""),
            ("as", Shape::TextOrTexts, "", ""),
            ("default", Shape::Any, "", ""),
        ],
    },
    Kind {
        name: "lookup source",
        needs: "key",
        members: &[
            ("data", Shape::One("data"), "", ""),
            ("param key", Shape::Text, "", ""),
            ("fields", Shape::TextOrTexts, "", ""),
        ],
    },
    Kind {
        name: "transform pivot",
        needs: "pivot value",
        members: &[
            ("pivot value", Shape::Text, "", ""),
            ("groupby", Shape::TextOrTexts, "", ""),
            ("limit", Shape::Number, "", ""),
            ("op", Shape::Listed(|| WindowOp::words(true)), "", ""),
        ],
    },
    Kind {
        name: "transform quantile",
        needs: "quantile",
        members: &[
            ("quantile", Shape::Text, "", ""),
            ("groupby as", Shape::TextOrTexts, "", ""),
            ("probs", Shape::Numbers, "", ""),
            ("step", Shape::Number, "", ""),
        ],
    },
    Kind {
        name: "transform regression",
        needs: "regression on",
        members: &[
            ("regression on", Shape::Text, "", ""),
            ("groupby as", Shape::TextOrTexts, "", ""),
            (
                "method",
                Shape::Listed(|| vec!["linear", "log", "exp", "pow", "quad", "poly"]),
                "",
                "",
            ),
            ("order", Shape::Number, "", ""),
            ("extent", Shape::Numbers, "", ""),
            ("params", Shape::Truth, "", ""),
        ],
    },
    Kind {
        name: "transform sample",
        needs: "sample",
        members: &[("sample", Shape::Number, "", "")],
    },
    Kind {
        name: "transform stack",
        needs: "stack",
        members: &[
            ("stack", Shape::Text, "", ""),
            ("groupby as", Shape::TextOrTexts, "", ""),
            ("offset", Shape::Listed(|| vec!["zero", "center", "normalize"]), "", ""),
            ("sort", Shape::Each("sort field"), "", ""),
        ],
    },
    Kind {
        name: "transform timeUnit",
        needs: "timeUnit field",
        members: &[
            ("timeUnit", Shape::Any, "", ""),
            ("field", Shape::Text, "", ""),
            ("as", Shape::TextOrTexts, "", ""),
        ],
    },
    Kind {
        name: "transform window",
        needs: "window",
        members: &[
            ("window", Shape::Each("window measure"), "", ""),
            ("frame", Shape::Frame, "", ""),
            ("ignorePeers", Shape::Truth, "", ""),
            ("groupby", Shape::TextOrTexts, "", ""),
            ("sort", Shape::Each("sort field"), "", ""),
        ],
    },
    Kind {
        name: "measure",
        needs: "op",
        members: &[("op", Shape::Any, "", ""), ("field as", Shape::Text, "", "")],
    },
    Kind {
        name: "window measure",
        needs: "op",
        members: &[
            ("op", Shape::Listed(|| WindowOp::words(false)), "", ""),
            ("field as", Shape::Text, "", ""),
            ("param", Shape::Number, "", ""),
        ],
    },
    Kind {
        name: "sort field",
        needs: "field",
        members: &[
            ("field", Shape::Text, "", ""),
            ("order", Shape::Listed(|| vec!["ascending", "descending"]), "", ""),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::Json;
    use crate::error::{Notes, Place, asked};
    use crate::spec::source::Source;
    use crate::spec::transform::Transform;

    /// The kind of the object at `at` has the members that the reader asks for, and no others.
    fn check(text: &str, at: &str, kind: &str) {
        let json = Json::parse(text).unwrap();
        asked::forget();
        let place = Place::root();
        if kind.starts_with("data") || kind == "sequence" {
            Source::parse(&mut Notes::new(), &place, &json).unwrap();
        } else {
            Transform::parse(&mut Notes::new(), &place, &json).unwrap();
        }
        let found = asked::at(at);
        let kind = KINDS.iter().find(|known| known.name == kind).unwrap();
        let mut known: Vec<String> = kind.names().collect();
        known.sort_unstable();
        assert_eq!(found, known, "{}", kind.name);
        for name in kind.needs.split(' ').filter(|name| !name.is_empty()) {
            assert!(known.iter().any(|known| known == name), "{}: {name}", kind.name);
        }
    }

    #[test]
    fn the_members_are_those_that_are_read() {
        check(r#"{"url": "a"}"#, "", "data");
        check(r#"{"url": "a", "format": {}}"#, "/format", "data format");
        check(r#"{"sequence": {"stop": 3}}"#, "/sequence", "sequence");
        let steps = [
            (r#"{"aggregate": []}"#, "aggregate"),
            (r#"{"bin": true, "field": "a", "as": "b"}"#, "bin"),
            (r#"{"calculate": "1", "as": "b"}"#, "calculate"),
            (r#"{"density": "a"}"#, "density"),
            (r#"{"extent": "a", "param": "b"}"#, "extent"),
            (r#"{"filter": "true"}"#, "filter"),
            (r#"{"flatten": ["a"]}"#, "flatten"),
            (r#"{"fold": ["a"]}"#, "fold"),
            (r#"{"impute": "a", "key": "b"}"#, "impute"),
            (r#"{"joinaggregate": []}"#, "joinaggregate"),
            (r#"{"loess": "a", "on": "b"}"#, "loess"),
            (r#"{"lookup": "a", "from": {"key": "b", "param": "c"}}"#, "lookup"),
            (r#"{"pivot": "a", "value": "b"}"#, "pivot"),
            (r#"{"quantile": "a"}"#, "quantile"),
            (r#"{"regression": "a", "on": "b"}"#, "regression"),
            (r#"{"sample": 3}"#, "sample"),
            (r#"{"stack": "a", "as": "b"}"#, "stack"),
            (r#"{"timeUnit": "year", "field": "a", "as": "b"}"#, "timeUnit"),
            (r#"{"window": []}"#, "window"),
        ];
        for (text, name) in steps {
            check(text, "", &format!("transform {name}"));
        }
        assert_eq!(super::steps().count(), steps.len());
        let step = r#"{"lookup": "a", "from": {"key": "b", "param": "c"}}"#;
        check(step, "/from", "lookup source");
        let step = r#"{"aggregate": [{"op": "count"}]}"#;
        check(step, "/aggregate/0", "measure");
        let step = r#"{"window": [{"op": "rank"}], "sort": [{"field": "a"}]}"#;
        check(step, "/window/0", "window measure");
        check(step, "/sort/0", "sort field");
    }
}
