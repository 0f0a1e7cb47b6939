//! JSON → [`Report`], read by hand so that every message has its place.

use super::fields::{Fields, count, missing, wrong};
use super::model::{
    Chart, Check, Date, Derived, Figure, Gap, Link, Measure, Member, Number, Operands, Panel, Part,
    Period, PeriodBasis, Qualifier, Relation, Report, Section, Series, Shows, Source, Verdict,
    Words,
};
use crate::base::json::Json;
use crate::error::{Lang, Notes, Place, Result};
use std::collections::HashMap;

/// Reads a report. `file` is its name, for messages.
///
/// A member that nothing reads is a warning with the nearest known name.
///
/// # Errors
///
/// [`crate::error::SpecError::Syntax`] when the text is not JSON; [`crate::error::SpecError::WrongType`],
/// [`crate::error::ReportError::Missing`] and [`crate::error::SpecError::Unknown`] (a word outside its
/// list), each with a JSON pointer; [`crate::error::ReportError::UnknownId`] when a section,
/// series, chart or number names something that is not there;
/// [`crate::error::ReportError::TwiceId`] when two things have one id.
pub fn parse(notes: &mut Notes, file: &str, text: &str) -> Result<Report> {
    let at = Place::root().in_file(file);
    // The long lists are taken apart as they are read: a report of 30,000 figures is 60 MB as a tree.
    let mut figures = Long::new(at.child("figures"));
    let mut checks = Long::new(at.child("checks"));
    let mut each = |list: usize, json: Json| match list {
        0 => figures.add(&json, notes, figure),
        _ => checks.add(&json, notes, check),
    };
    let json = Json::parse_parted(text, &["figures", "checks"], &mut each).map_err(|why| {
        let at = why.at.in_file(file);
        why.moved(at)
    })?;
    let mut it = Fields::of(&json, &at)?;
    it.skip("$schema");
    let mut report = Report {
        title: it.words("title")?,
        lead: it.words("lead")?,
        lang: it.word("lang", &[("", None), ("zh", Some(Lang::Zh)), ("en", Some(Lang::En))])?,
        source: it.object("source", notes, source)?.unwrap_or_default(),
        links: it.each("links", notes, link)?,
        theme: it.text_or_empty("theme")?,
        headlines: it.each("headlines", notes, number)?,
        sections: it.each("sections", notes, section)?,
        charts: it.each("charts", notes, chart)?,
        figures: {
            it.each("figures", notes, figure)?;
            figures.values?
        },
        series: it.each("series", notes, series)?,
        dates: it.each("dates", notes, date)?,
        derived: it.each("derived", notes, derived)?,
        checks: {
            it.each("checks", notes, check)?;
            checks.values?
        },
        gaps: it.each("gaps", notes, gap)?,
        places: HashMap::new(),
    };
    report.places = report.figures.iter().map(|it| it.id.clone()).zip(0..).collect();
    it.finish(notes);
    if report.title.is_empty() {
        return Err(missing(&at, "title_zh"));
    }
    super::bind::names(&report, &at)?;
    Ok(report)
}

/// The elements of a list as they are read, up to the first that fails.
struct Long<T> {
    at: Place,
    count: usize,
    values: Result<Vec<T>>,
}

impl<T> Long<T> {
    fn new(at: Place) -> Self {
        Self { at, count: 0, values: Ok(Vec::new()) }
    }

    fn add(
        &mut self,
        json: &Json,
        notes: &mut Notes,
        read: fn(&mut Fields, &mut Notes) -> Result<T>,
    ) {
        let at = self.at.child(self.count);
        self.count += 1;
        let Ok(values) = &mut self.values else { return };
        let value = Fields::of(json, &at).and_then(|mut it| {
            let value = read(&mut it, notes)?;
            it.finish(notes);
            Ok(value)
        });
        match value {
            Ok(value) => values.push(value),
            Err(why) => self.values = Err(why),
        }
    }
}

fn source(it: &mut Fields, _: &mut Notes) -> Result<Source> {
    Ok(Source {
        file: it.text("file")?,
        sha256: it.text_or_empty("sha256")?,
        lines: it.maybe_count("lines")?.unwrap_or(0),
        subject: it.words("subject")?,
        english: it.word("lang", &[("zh", false), ("en", true)])?,
        shipped: it.truth("shipped", false)?,
    })
}

fn link(it: &mut Fields, _: &mut Notes) -> Result<Link> {
    Ok(Link { href: it.text("href")?, text: it.words("text")? })
}

fn number(it: &mut Fields, _: &mut Notes) -> Result<Number> {
    Ok(Number {
        figure: it.text("figure")?,
        text: it.words("text")?,
        caption: it.words("caption")?,
        note: it.words("note")?,
    })
}

fn paragraph(it: &mut Fields, _: &mut Notes) -> Result<Words> {
    Ok(Words { zh: it.text_or_empty("zh")?, en: it.text_or_empty("en")? })
}

fn section(it: &mut Fields, notes: &mut Notes) -> Result<Section> {
    let id = it.text("id")?;
    Ok(Section {
        title: it.words("title")?,
        heading: it.text_or_empty("heading")?,
        heading_line: it.maybe_count("heading_line")?.unwrap_or(0),
        text: it.each("text", notes, paragraph)?,
        charts: it.texts("charts")?,
        boxes: it.each("boxes", notes, panel)?,
        numbers: it.each("numbers", notes, number)?,
        shows: shows(it)?,
        id,
    })
}

fn shows(it: &mut Fields) -> Result<Shows> {
    let lists = [("", 0_u8), ("checks", 1), ("figures", 2), ("gaps", 3), ("source", 4)];
    let made = it.word("shows", &lists)?;
    let series = it.text_or_empty("shows_series")?;
    Ok(match made {
        1 => Shows::Checks,
        2 => Shows::Figures,
        3 => Shows::Gaps,
        4 => Shows::Source,
        _ if series.is_empty() => Shows::Nothing,
        _ => Shows::Series(series),
    })
}

fn panel(it: &mut Fields, notes: &mut Notes) -> Result<Panel> {
    Ok(Panel {
        id: it.text("id")?,
        title: it.words("title")?,
        text: it.each("text", notes, paragraph)?,
        numbers: it.each("numbers", notes, number)?,
        checks: it.texts("checks")?,
    })
}

fn chart(it: &mut Fields, _: &mut Notes) -> Result<Chart> {
    let mut tables = Vec::new();
    if let Some(json) = it.find("tables") {
        let at = it.at.child("tables");
        for (name, rows) in json.members().ok_or_else(|| wrong(&at, json, "an object"))? {
            let at = at.child(name);
            let rows = rows.list().ok_or_else(|| wrong(&at, rows, "a list of rows"))?;
            tables.push((name.clone(), rows.to_vec()));
        }
    }
    let spec = it.find("spec").cloned().ok_or_else(|| missing(&it.at, "spec"))?;
    if spec.members().is_none() {
        return Err(wrong(&it.at.child("spec"), &spec, "an object"));
    }
    Ok(Chart {
        id: it.text("id")?,
        title: it.words("title")?,
        note: it.words("note")?,
        narrow: it.truth("narrow", false)?,
        foot: it.words("foot")?,
        spec,
        tables,
        checks: it.texts("checks")?,
    })
}

fn figure(it: &mut Fields, notes: &mut Notes) -> Result<Figure> {
    let phrase = it.text("phrase")?;
    let numeral = it.text_or_empty("numeral")?;
    let column = it.count("column")?;
    let before = phrase.find(&*numeral).and_then(|byte| phrase.get(..byte));
    let offset = before.map_or(0, |text| u32::try_from(text.chars().count()).unwrap_or(0));
    let bases = [
        ("", PeriodBasis::None),
        ("stated", PeriodBasis::Stated),
        ("section", PeriodBasis::Section),
        ("writing", PeriodBasis::Writing),
    ];
    let parts = [("body", Part::Body), ("heading", Part::Heading), ("caption", Part::Caption)];
    Ok(Figure {
        id: it.text("id")?,
        section: it.text_or_empty("section")?,
        line: it.count("line")?,
        column,
        number_column: it.maybe_count("number_column")?.unwrap_or(column + offset),
        phrase,
        numeral,
        subject: it.words("subject")?,
        value: it.number("value")?,
        unit: it.unit("unit")?,
        scale: it.maybe_number("scale")?.unwrap_or(1.0),
        base_unit: it.unit("base_unit")?,
        qualifier: it.word("qualifier", &Qualifier::NAMES)?,
        period: it.object("period", notes, period)?.flatten(),
        period_basis: it.word("period_basis", &bases)?,
        base_year: it.maybe_year("base_year")?,
        kind: it.text_or_empty("kind")?,
        of: it.text_or_empty("of")?,
        prices: it.text_or_empty("prices")?,
        part: it.word("place", &parts)?,
        repeat_of: it.text_or_empty("repeat_of")?,
        subset_of: it.text_or_empty("subset_of")?,
        chartable: it.truth("chartable", true)?,
        note: it.words("note")?,
    })
}

fn period(it: &mut Fields, _: &mut Notes) -> Result<Option<Period>> {
    let year = it.maybe_year("year")?;
    let from = it.maybe_year("from")?.or(year);
    let to = it.maybe_year("to")?.or(year);
    Ok(from.zip(to).map(|(from, to)| Period { from, to }))
}

fn series(it: &mut Fields, notes: &mut Notes) -> Result<Series> {
    let rows = it.list("rows")?;
    if let Some((at, json)) = rows.iter().find(|(_, json)| json.members().is_none()) {
        return Err(wrong(at, json, "an object"));
    }
    Ok(Series {
        id: it.text("id")?,
        title: it.words("title")?,
        measures: it.each("measures", notes, measure)?,
        rows: rows.into_iter().map(|(_, json)| json.clone()).collect(),
        note: it.words("note")?,
    })
}

fn measure(it: &mut Fields, notes: &mut Notes) -> Result<Measure> {
    Ok(Measure {
        key: it.text("key")?,
        label: it.words("label")?,
        figures: it.each("figures", notes, member)?,
    })
}

fn member(it: &mut Fields, _: &mut Notes) -> Result<Member> {
    Ok(Member { x: it.text_or_empty("x")?, figure: it.text("figure")?, label: it.words("label")? })
}

fn date(it: &mut Fields, _: &mut Notes) -> Result<Date> {
    Ok(Date {
        id: it.text("id")?,
        section: it.text_or_empty("section")?,
        line: it.count("line")?,
        column: it.count("column")?,
        phrase: it.text("phrase")?,
        year: it.maybe_year("year")?.ok_or_else(|| missing(&it.at, "year"))?,
        month: it.maybe_count("month")?,
        subject: it.words("subject")?,
    })
}

const OPERANDS: [(&str, Operands); 2] = [("value", Operands::Value), ("base", Operands::Base)];

fn derived(it: &mut Fields, _: &mut Notes) -> Result<Derived> {
    Ok(Derived {
        id: it.text("id")?,
        section: it.text_or_empty("section")?,
        expr: it.text("expr")?,
        operands: it.word("operands", &OPERANDS)?,
        value: it.number("value")?,
        unit: it.unit("unit")?,
        qualifier: it.word("qualifier", &Qualifier::NAMES)?,
        subject: it.words("subject")?,
        caution: it.words("caution")?,
    })
}

fn check(it: &mut Fields, _: &mut Notes) -> Result<Check> {
    let relations = [
        ("=", Relation::Equal),
        ("<=", Relation::AtMost),
        (">=", Relation::AtLeast),
        ("none", Relation::None),
    ];
    let verdict = it.word("verdict", &Verdict::NAMES)?;
    let expect = if it.find("expect").is_some() {
        it.word("expect", &Verdict::NAMES)?
    } else {
        verdict.computed()
    };
    Ok(Check {
        id: it.text("id")?,
        section: it.text_or_empty("section")?,
        kind: it.text_or_empty("kind")?,
        lhs: it.text("lhs")?,
        relation: it.word("relation", &relations)?,
        rhs: it.text_or_empty("rhs")?,
        operands: it.word("operands", &OPERANDS)?,
        unit: it.unit("unit")?,
        tolerance: it.maybe_number("tolerance")?,
        verdict,
        expect,
        actual: it.maybe_number("actual")?,
        expected: it.maybe_number("expected")?,
        show: it.truth("show", false)?,
        chart: it.text_or_empty("chart")?,
        comment: it.words("comment")?,
        settle: it.words("settle")?,
    })
}

fn gap(it: &mut Fields, _: &mut Notes) -> Result<Gap> {
    let lines = it.list("lines")?;
    Ok(Gap {
        id: it.text("id")?,
        lines: lines.iter().map(|(at, json)| count(json, at)).collect::<Result<_>>()?,
        kind: it.text_or_empty("kind")?,
        text: it.words("text")?,
        figures: it.texts("figures")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Kind, Lang, SpecError};

    const SMALL: &str = r##"{
      "title_zh": "数", "lead_zh": "文中这样说",
      "source": {"file": "a.txt", "sha256": "00"},
      "figures": [
        {"id": "a", "line": 3, "column": 4, "phrase": "近1.8万户", "numeral": "1.8", "value": 1.8,
         "unit": "万户", "scale": 10000, "base_unit": "户", "qualifier": "nearly",
         "period": {"from": 2016, "to": 2020}, "period_basis": "stated"},
        {"id": "b", "line": 4, "column": 0, "phrase": "82%以上", "value": 82, "unit": "%",
         "qualifier": "at_least", "period": {"year": 2020}, "repeat_of": "a", "place": "heading"}
      ],
      "derived": [{"id": "d", "expr": "a / b", "value": 1}],
      "checks": [{"id": "c", "lhs": "a", "relation": "<=", "rhs": "b", "verdict": "coincidence"}],
      "charts": [{"id": "c01", "spec": {"mark": "bar"}, "checks": ["c"], "tables": {"t": [{}]}}],
      "sections": [{"id": "s", "charts": ["c01"], "text": [{"zh": "文"}], "numbers": [{"figure": "d"}]}]
    }"##;

    fn read(text: &str) -> (Result<Report>, Vec<String>) {
        let mut notes = Notes::new();
        let report = parse(&mut notes, "r.json", text);
        (report, notes.list().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn reads_every_part() {
        let (report, notes) = read(SMALL);
        assert_eq!(notes, Vec::<String>::new());
        let report = report.unwrap_or_default();
        let a = report.figure("a").cloned().unwrap_or_default();
        assert_eq!((a.column, a.number_column, a.base_value()), (4, 5, 18000.0));
        assert_eq!(
            (a.qualifier, a.period),
            (Qualifier::Nearly, Some(Period { from: 2016, to: 2020 }))
        );
        assert_eq!(report.figure("b").map(|b| (b.part, b.scale)), Some((Part::Heading, 1.0)));
        assert_eq!(report.check("c").map(|c| c.expect), Some(Verdict::Reconciles));
        assert_eq!(report.chart("c01").map(|c| c.tables.len()), Some(1));
        assert_eq!(report.title.get(Lang::En), "数");
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (from, to, message) in [
            ("\"id\": \"b\"", "\"id\": \"a\"", "r.json /figures/1/id: the id \"a\" is given twice"),
            ("82,", "\"82\",", "r.json /figures/1/value: found \"82\", expected a number"),
            (
                "\"line\": 4",
                "\"line\": 4.5",
                "r.json /figures/1/line: found 4.5, expected a whole number from 0",
            ),
            ("\"phrase\": \"82%以上\",", "", "r.json /figures/1: missing \"phrase\""),
            (
                "at_least",
                "at_leest",
                "r.json /figures/1/qualifier: unknown value \"at_leest\"; hint: did you mean \"at_least\"?",
            ),
            (
                "[\"c01\"]",
                "[\"c02\"]",
                "r.json /sections/0/charts/0: nothing has the id \"c02\"; hint: did you mean \"c01\"?",
            ),
            (
                "\"figure\": \"d\"",
                "\"figure\": \"zz\"",
                "r.json /sections/0/numbers/0/figure: nothing has the id \"zz\"",
            ),
            (
                "\"zh\": \"文\"",
                "\"zh\": \"{aa}\"",
                "r.json /sections/0/text/0/zh: nothing has the id \"aa\"; hint: did you mean \"a\"?",
            ),
            ("\"title_zh\": \"数\", ", "", "r.json: missing \"title_zh\""),
        ] {
            assert!(SMALL.contains(from), "{from}");
            let (report, _) = read(&SMALL.replace(from, to));
            assert_eq!(report.err().map(|why| why.to_string()).as_deref(), Some(message));
        }
        let (report, _) = read("{\n x}");
        let why = report.err();
        assert!(why.is_some_and(
            |why| matches!(why.kind, Kind::Spec(SpecError::Syntax { .. })) && why.at.line == 2
        ));
    }

    #[test]
    fn warns_of_unknown_members() {
        let (_, notes) = read(&SMALL.replace("\"place\"", "\"plase\""));
        assert_eq!(
            notes,
            ["r.json /figures/1/plase: unknown property \"plase\"; hint: did you mean \"place\"?"]
        );
    }
}
