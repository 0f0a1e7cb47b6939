//! A report as its file: pleasant to edit, a figure a line.

use crate::base::json::Json;
use crate::error::Lang;
use crate::report::model::{
    Chart, Check, Figure, Number, Operands, Part, Period, PeriodBasis, Qualifier, Relation, Report,
    Section, Series, Shows,
};
use std::rc::Rc;

/// The members of an object while it is written.
struct Members(Vec<(Rc<str>, Json)>);

impl Members {
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.0.push((name.into(), Json::Text(text.into())));
        }
    }

    fn number(&mut self, name: &str, number: f64) {
        self.0.push((name.into(), Json::Number(number)));
    }

    fn texts(&mut self, name: &str, list: &[Rc<str>]) {
        if !list.is_empty() {
            let list = list.iter().map(|text| Json::Text(text.clone())).collect();
            self.0.push((name.into(), Json::List(list)));
        }
    }

    fn list(&mut self, name: &str, list: Vec<Json>) {
        if !list.is_empty() {
            self.0.push((name.into(), Json::List(list)));
        }
    }
}

fn object(fill: &dyn Fn(&mut Members)) -> Json {
    let mut members = Members(Vec::new());
    fill(&mut members);
    Json::Object(members.0)
}

/// The text of the report file: a member a line, and of the long lists an element a line.
pub fn json(report: &Report) -> String {
    let source = object(&|it| {
        it.text("file", &report.source.file);
        it.text("sha256", &report.source.sha256);
        it.number("lines", f64::from(report.source.lines));
        it.text("lang", if report.source.english { "en" } else { "" });
    });
    let chart = |chart: &Chart| {
        object(&|it| {
            it.text("id", &chart.id);
            it.text("title_zh", &chart.title.zh);
            it.0.push(("spec".into(), chart.spec.clone()));
        })
    };
    let mut out = String::from("{\n");
    line(&mut out, "title_zh", &Json::Text(report.title.zh.clone()));
    let lead = if report.source.english { "So the text says." } else { "文中这样说。" };
    line(&mut out, "lead_zh", &Json::Text(lead.into()));
    if report.lang == Some(Lang::En) {
        line(&mut out, "lang", &Json::Text("en".into()));
    }
    line(&mut out, "source", &source);
    // Each element is written before the next is made: a long text has many.
    list(&mut out, "sections", &mut report.sections.iter().map(section));
    list(&mut out, "charts", &mut report.charts.iter().map(chart));
    list(&mut out, "figures", &mut report.figures.iter().map(figure));
    list(&mut out, "series", &mut report.series.iter().map(series));
    list(&mut out, "checks", &mut report.checks.iter().map(check));
    out.truncate(out.trim_end_matches([',', '\n']).len());
    out.push_str("\n}\n");
    // The words of an English text are English; inside a text a quote has a backslash before it.
    if report.source.english { out.replace("_zh\": ", "_en\": ") } else { out }
}

fn line(out: &mut String, name: &str, value: &Json) {
    out.push_str(&format!("  \"{name}\": "));
    spaced(value, out);
    out.push_str(",\n");
}

fn list(out: &mut String, name: &str, items: &mut dyn Iterator<Item = Json>) {
    let mut first = true;
    for item in items {
        out.push_str(&if first { format!("  \"{name}\": [\n    ") } else { ",\n    ".to_owned() });
        spaced(&item, out);
        first = false;
    }
    if !first {
        out.push_str("\n  ],\n");
    }
}

fn figure(figure: &Figure) -> Json {
    object(&|it| {
        it.text("id", &figure.id);
        it.text("section", &figure.section);
        it.number("line", f64::from(figure.line));
        it.number("column", f64::from(figure.column));
        it.text("phrase", &figure.phrase);
        it.text("numeral", &figure.numeral);
        it.number("number_column", f64::from(figure.number_column));
        it.number("value", figure.value);
        it.text("unit", &figure.unit.zh);
        if figure.scale != 1.0 {
            it.number("scale", figure.scale);
        }
        it.text("base_unit", &figure.base_unit.zh);
        if figure.qualifier != Qualifier::Exact {
            it.text("qualifier", figure.qualifier.name());
        }
        if let Some(Period { from, to }) = figure.period {
            let years = object(&|it| {
                if from == to {
                    it.number("year", f64::from(from));
                } else {
                    it.number("from", f64::from(from));
                    it.number("to", f64::from(to));
                }
            });
            it.0.push(("period".into(), years));
        }
        it.text(
            "period_basis",
            match figure.period_basis {
                PeriodBasis::None => "",
                PeriodBasis::Stated => "stated",
                PeriodBasis::Section => "section",
                PeriodBasis::Writing => "writing",
            },
        );
        it.text("kind", &figure.kind);
        match figure.part {
            Part::Body => {}
            Part::Heading => it.text("place", "heading"),
            Part::Caption => it.text("place", "caption"),
        }
        it.text("repeat_of", &figure.repeat_of);
        if !figure.chartable {
            it.0.push(("chartable".into(), Json::Bool(false)));
        }
        it.text("subject_zh", &figure.subject.zh);
    })
}

fn series(series: &Series) -> Json {
    object(&|it| {
        it.text("id", &series.id);
        it.text("title_zh", &series.title.zh);
        let measures = series.measures.iter().map(|measure| {
            object(&|it| {
                it.text("key", &measure.key);
                it.text("label_zh", &measure.label.zh);
                let members = measure.figures.iter().map(|member| {
                    object(&|it| {
                        it.text("figure", &member.figure);
                        it.text("x", &member.x);
                    })
                });
                it.list("figures", members.collect());
            })
        });
        it.list("measures", measures.collect());
    })
}

fn check(check: &Check) -> Json {
    object(&|it| {
        it.text("id", &check.id);
        it.text("section", &check.section);
        it.text("kind", &check.kind);
        it.text("lhs", &check.lhs);
        let relation = match check.relation {
            Relation::Equal => "=",
            Relation::AtMost => "<=",
            Relation::AtLeast => ">=",
            Relation::None => "none",
        };
        it.text("relation", relation);
        it.text("rhs", &check.rhs);
        if check.operands == Operands::Base {
            it.text("operands", "base");
        }
        it.text("unit", &check.unit.zh);
        it.text("verdict", check.verdict.name());
        if let Some(actual) = check.actual {
            it.number("actual", actual);
        }
        if let Some(expected) = check.expected {
            it.number("expected", expected);
        }
        if check.show {
            it.0.push(("show".into(), Json::Bool(true)));
        }
    })
}

fn section(section: &Section) -> Json {
    object(&|it| {
        it.text("id", &section.id);
        it.text("title_zh", &section.title.zh);
        it.text("heading", &section.heading);
        if section.heading_line > 0 {
            it.number("heading_line", f64::from(section.heading_line));
        }
        it.texts("charts", &section.charts);
        it.list("numbers", section.numbers.iter().map(number).collect());
        match section.shows {
            Shows::Checks => it.text("shows", "checks"),
            Shows::Figures => it.text("shows", "figures"),
            Shows::Gaps => it.text("shows", "gaps"),
            Shows::Source => it.text("shows", "source"),
            Shows::Nothing | Shows::Series(_) => {}
        }
    })
}

fn number(number: &Number) -> Json {
    object(&|it| {
        it.text("figure", &number.figure);
        it.text("caption_zh", &number.caption.zh);
    })
}

/// JSON on one line with a blank after colons and commas.
fn spaced(json: &Json, out: &mut String) {
    match json {
        Json::Object(members) => {
            out.push('{');
            for (i, (name, value)) in members.iter().enumerate() {
                out.push_str(if i > 0 { ", " } else { "" });
                out.push_str(&Json::Text(name.clone()).write());
                out.push_str(": ");
                spaced(value, out);
            }
            out.push('}');
        }
        Json::List(list) => {
            out.push('[');
            for (i, value) in list.iter().enumerate() {
                out.push_str(if i > 0 { ", " } else { "" });
                spaced(value, out);
            }
            out.push(']');
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Rows(_) => {
            out.push_str(&json.write());
        }
    }
}
