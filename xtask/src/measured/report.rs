//! The report file of the text: its figures with their places, charts, relations.

use super::prose::Text;
use super::{Facts, relation};

/// Writes `report.json`: a member a line, and of the long lists an element a line.
pub fn write(facts: &Facts, text: &Text, hash: &str) -> String {
    let known = |id: &str| text.figures.iter().any(|figure| figure.id == id);
    let lines = text.text.matches('\n').count();
    let mut out = String::from("{\n");
    out.push_str(
        "  \"title_en\": \"shushuo, measured\",\n  \"lead_en\": \"What the project weighs, how much of it there is, \
         and how it does beside Vega. Every number on this page stands in the text at its end, which a command wrote \
         from what it measured.\",\n  \"lang\": \"en\",\n",
    );
    out.push_str(&format!(
        "  \"source\": {{\"file\": \"source.txt\", \"sha256\": \"{hash}\", \"lines\": {lines}, \"lang\": \"en\", \
         \"shipped\": true, \"subject_en\": \"The project's own figures\"}},\n  \
         \"theme\": \"../xiangfang/theme.json\",\n  \"links\": [{{\"href\": \"../en/index.html\", \
         \"text_en\": \"Xiangfang in numbers, the page this engine was made for\"}}],\n",
    ));
    let headlines = [
        ("sent", "bytes to load, gzipped"),
        ("sent-times", "the goal"),
        ("lines", "of Rust, tests included"),
        ("tests", "natively and in a browser"),
        ("drawn-share", "of Vega-Lite's examples drawn alike"),
        ("draft-ms", "to draft a report from a megabyte"),
    ];
    let headlines = headlines.iter().filter(|(id, _)| known(id)).map(|(id, caption)| {
        let figure = text.figures.iter().find(|figure| figure.id == *id && figure.unit == "bytes");
        let set = figure.map_or(String::new(), |it| format!("\"text_en\": \"{}\", ", it.numeral));
        format!("{{\"figure\": \"{id}\", {set}\"caption_en\": \"{caption}\"}}")
    });
    list(&mut out, "headlines", headlines.collect());
    list(&mut out, "sections", sections(text, &known));
    list(&mut out, "charts", charts(facts, &known));
    list(&mut out, "figures", figures(text));
    list(&mut out, "checks", relation::all(facts, text, &known));
    out.truncate(out.trim_end_matches([',', '\n']).len());
    out.push_str("\n}\n");
    out
}

fn list(out: &mut String, name: &str, items: Vec<String>) {
    out.push_str(&format!("  \"{name}\": [\n    {}\n  ],\n", items.join(",\n    ")));
}

/// A text as JSON.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn figures(text: &Text) -> Vec<String> {
    let one = |figure: &super::prose::Figure| {
        let unit = figure.unit;
        let mut out = format!(
            "{{\"id\": \"{}\", \"section\": \"{}\", \"line\": {}, \"column\": {}, \"phrase\": \"{}\", \
             \"numeral\": \"{}\", \"value\": {}, \"unit\": \"{unit}\", \"base_unit\": \"{unit}\", \"kind\": \"{}\", ",
            figure.id,
            figure.section,
            figure.line,
            figure.column,
            figure.phrase(),
            figure.numeral,
            figure.value(),
            figure.kind,
        );
        if !figure.subset_of.is_empty() {
            out.push_str(&format!("\"subset_of\": \"{}\", ", figure.subset_of));
        }
        out.push_str(&format!("\"subject_en\": {}}}", quoted(&figure.subject)));
        out
    };
    text.figures.iter().map(one).collect()
}

/// A section: its id, what the page says in it, its chart, and the numbers it sets with their captions.
type Row = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const SECTIONS: [Row; 5] = [
    (
        "package",
        "A page that draws charts gets {sent}: the module, gzipped to {module-share} of its length, and the scripts. The goal is {goal}.",
        "weights",
        &[
            ("module", "the module as it is"),
            ("module-sent", "the module, gzipped"),
            ("scripts", "the scripts as they are"),
        ],
    ),
    (
        "source",
        "{lines} in {files}. A folder is a stage, and the stages stand in the order in which a spec goes through them; the largest one has {largest-share} of the lines.",
        "folders",
        &[],
    ),
    ("tests", "{tests} in all. The scenes of {specs} are compared item by item.", "places", &[]),
    (
        "conformance",
        "{drawn} of {gallery} are drawn as Vega draws them, {drawn-share}. The last tier is {tier-gap} below the first.",
        "tiers",
        &[],
    ),
    (
        "time",
        "Drafting takes {draft-times} as long as reading the file and counting its characters, checking {check-times}.",
        "clock",
        &[
            ("draft-figures", "drafted from the text"),
            ("timed-mean", "to draw a spec as SVG, on average"),
            ("timed-specs", "drawn on the clock"),
        ],
    ),
];

/// What the page says itself, section by section, and the numbers it sets as numbers.
fn sections(text: &Text, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut out = Vec::new();
    for section in &text.sections {
        let Some((id, said, chart, numbers)) = SECTIONS.iter().find(|it| it.0 == section.id) else {
            continue;
        };
        let numbers = numbers.iter().filter(|(id, _)| known(id));
        let numbers: Vec<String> = numbers
            .map(|(id, caption)| format!("{{\"figure\": \"{id}\", \"caption_en\": \"{caption}\"}}"))
            .collect();
        out.push(format!(
            "{{\"id\": \"{id}\", \"title_en\": \"{title}\", \"heading\": \"{title}\", \"heading_line\": {}, \
             \"text\": [{{\"en\": \"{said}\"}}], \"charts\": [\"{chart}\"], \"numbers\": [{}]}}",
            section.line,
            numbers.join(", "),
            title = section.title,
        ));
    }
    let lists = [
        (
            "checks",
            "The sums, done again",
            "Each of these is worked out from the figures by <check>, with what their rounding allows.",
        ),
        ("figures", "All figures", ""),
        (
            "text",
            "The source text",
            "All of it. A number is a link to what the page says of it; one that is drawn lights up its mark, and a mark its number.",
        ),
    ];
    for (id, title, said) in lists {
        let shows = if id == "text" { "source" } else { id };
        let said = said.replace("<check>", "shushuo check");
        let said = if said.is_empty() {
            String::new()
        } else {
            format!("\"text\": [{{\"en\": \"{said}\"}}], ")
        };
        out.push(format!(
            "{{\"id\": \"{id}\", \"title_en\": \"{title}\", {said}\"shows\": \"{shows}\"}}"
        ));
    }
    out
}

/// Bars with their name above and their value after; rows are pairs of figure and name.
fn bars(id: &str, title: &str, note: &str, rows: &[(String, String)], most: f64) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|(figure, label)| {
            format!("{{\"figure\": \"{figure}\", \"label\": {}}}", quoted(label))
        })
        .collect();
    let top = most * 1.65;
    format!(
        "{{\"id\": \"{id}\", \"title_en\": {}, \"note_en\": {}, \"tables\": {{\"rows\": [{}]}}, \"spec\": \
         {{\"data\": {{\"name\": \"rows\"}}, \"width\": \"container\", \"height\": {{\"step\": 52}}, \"encoding\": \
         {{\"y\": {{\"field\": \"label\", \"type\": \"nominal\", \"sort\": null, \"axis\": null, \"scale\": \
         {{\"padding\": 0}}}}}}, \"layer\": [{{\"mark\": {{\"type\": \"text\", \"align\": \"left\", \"dy\": -18}}, \
         \"encoding\": {{\"x\": {{\"value\": 0}}, \"text\": {{\"field\": \"label\"}}}}}}, {{\"mark\": {{\"type\": \
         \"bar\", \"size\": 18}}, \"encoding\": {{\"figure\": {{\"field\": \"figure\"}}, \"x\": {{\"field\": \"value\", \
         \"type\": \"quantitative\", \"axis\": null, \"scale\": {{\"domain\": [0, {top}]}}}}}}}}, {{\"mark\": {{\"type\": \
         \"text\", \"align\": \"left\", \"dx\": 6}}, \"encoding\": {{\"x\": {{\"field\": \"value\", \"type\": \
         \"quantitative\"}}, \"text\": {{\"field\": \"text\"}}}}}}]}}}}",
        quoted(title),
        quoted(note),
        rows.join(", "),
    )
}

fn charts(facts: &Facts, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let counts = &facts.counts;
    let pair = |id: &str, label: &str| (id.to_owned(), label.to_owned());
    let rows =
        [pair("sent", "Sent today"), pair("budget", "May weigh for now"), pair("goal", "The goal")];
    let most = counts.sent.max(crate::size::BUDGET) as f64;
    let mut out = vec![bars(
        "weights",
        "The package is far from its goal",
        "Gzipped, scripts included.",
        &rows,
        most,
    )];
    let rows: Vec<_> = counts
        .folders
        .iter()
        .map(|folder| {
            (format!("lines-{}", folder.name.replace([' ', '\''], "-")), folder.name.clone())
        })
        .collect();
    out.push(folders(&rows, counts.folders.iter().map(|it| it.lines).max().unwrap_or(1) as f64));
    let rows = [
        pair("tests-beside", "Beside the code they test"),
        pair("tests-whole", "Of the whole pipeline"),
        pair("tests-browser", "In a browser"),
    ];
    let most = counts.beside.max(counts.whole).max(counts.browser) as f64;
    out.push(bars(
        "places",
        "Most tests stand beside their code",
        "Test functions; one may hold many cases.",
        &rows,
        most,
    ));
    if known("gallery") {
        out.push(tiers(facts));
    }
    if known("draft-ms") {
        let rows = [
            pair("read-ms", "Reading and counting"),
            pair("draft-ms", "Drafting"),
            pair("check-ms", "Checking"),
        ];
        let number =
            |name: &str| facts.kept.get(name).and_then(|it| it.parse::<f64>().ok()).unwrap_or(1.0);
        let most = number("text-draft-ms").max(number("text-check-ms"));
        out.push(bars(
            "clock",
            "What a megabyte of text takes",
            "The shortest of three runs, start of the program included.",
            &rows,
            most,
        ));
    }
    out
}

/// Lines by folder, names on an axis.
fn folders(rows: &[(String, String)], most: f64) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|(figure, label)| {
            format!("{{\"figure\": \"{figure}\", \"label\": {}}}", quoted(label))
        })
        .collect();
    format!(
        "{{\"id\": \"folders\", \"title_en\": \"Where the lines are\", \"note_en\": \"Lines of Rust, comments and tests \
         included, by folder in the order of the pipeline.\", \"tables\": {{\"rows\": [{}]}}, \"spec\": {{\"data\": {{\"name\": \
         \"rows\"}}, \"width\": \"container\", \"height\": {{\"step\": 24}}, \"encoding\": {{\"y\": {{\"field\": \"label\", \
         \"type\": \"nominal\", \"sort\": null, \"title\": null}}, \"x\": {{\"field\": \"value\", \"type\": \"quantitative\", \
         \"axis\": null, \"scale\": {{\"domain\": [0, {}]}}}}}}, \"layer\": [{{\"mark\": {{\"type\": \"bar\", \"size\": 14}}, \"encoding\": \
         {{\"figure\": {{\"field\": \"figure\"}}}}}}, {{\"mark\": {{\"type\": \"text\", \"align\": \"left\", \"dx\": 6}}, \
         \"encoding\": {{\"text\": {{\"field\": \"value\", \"format\": \",\"}}}}}}]}}}}",
        rows.join(", "),
        most * 1.45,
    )
}

/// A tier's specs, and over them those drawn alike.
fn tiers(facts: &Facts) -> String {
    let names = ["First tier", "Second tier", "Third tier", "Fourth tier", "Fifth tier"];
    let here = |n: &usize| facts.kept.get(&format!("tier{n}-specs")).is_some();
    let most = (1..=names.len())
        .filter_map(|n| facts.kept.get(&format!("tier{n}-specs"))?.parse::<f64>().ok());
    let most = most.fold(1.0, f64::max);
    let rows: Vec<String> = (1..=names.len())
        .filter(here)
        .map(|n| {
            let name = names.get(n - 1).copied().unwrap_or("");
            format!("{{\"figure\": \"tier{n}-drawn\", \"label\": \"{name}\", \"with\": {{\"specs\": \"tier{n}-specs\"}}}}")
        })
        .collect();
    format!(
        "{{\"id\": \"tiers\", \"title_en\": \"Nearly every example is drawn as Vega draws it\", \"note_en\": \"Examples \
         of Vega-Lite by tier; pale is what is drawn otherwise or not at all.\", \"tables\": {{\"rows\": [{}]}}, \"spec\": \
         {{\"data\": {{\"name\": \"rows\"}}, \"width\": \"container\", \"height\": {{\"step\": 52}}, \"encoding\": {{\"y\": {{\"field\": \
         \"label\", \"type\": \"nominal\", \"sort\": null, \"axis\": null, \"scale\": {{\"padding\": 0}}}}}}, \"layer\": [{{\"mark\": \
         {{\"type\": \"text\", \"align\": \"left\", \"dy\": -18}}, \"encoding\": {{\"x\": {{\"value\": 0}}, \"text\": {{\"field\": \
         \"label\"}}}}}}, {{\"mark\": {{\"type\": \"bar\", \"size\": 18, \"color\": \"#dfa08b\"}}, \"encoding\": {{\"figure\": {{\"field\": \
         \"specs_figure\"}}, \"x\": {{\"field\": \"specs\", \"type\": \"quantitative\", \"axis\": null, \"scale\": {{\"domain\": [0, {}]}}}}}}}}, \
         {{\"mark\": {{\"type\": \"bar\", \"size\": 18}}, \"encoding\": {{\"figure\": {{\"field\": \"figure\"}}, \"x\": {{\"field\": \
         \"value\", \"type\": \"quantitative\"}}}}}}, {{\"transform\": [{{\"calculate\": \"datum.value + ' of ' + datum.specs\", \
         \"as\": \"said\"}}], \"mark\": {{\"type\": \"text\", \"align\": \"left\", \"dx\": 6}}, \"encoding\": {{\"x\": {{\"field\": \"specs\", \
         \"type\": \"quantitative\"}}, \"text\": {{\"field\": \"said\"}}}}}}]}}}}",
        rows.join(", "),
        most * 1.4,
    )
}
