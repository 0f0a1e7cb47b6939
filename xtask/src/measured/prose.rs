//! The source text: plain sentences, written around the numbers.

use super::Facts;
use super::count::Counts;

/// A number of the text.
pub struct Figure {
    pub id: String,
    pub section: &'static str,
    pub line: usize,
    pub column: usize,
    /// As printed, without its unit.
    pub numeral: String,
    /// As printed, with the blank before it left out.
    pub unit: &'static str,
    pub subject: String,
    pub kind: &'static str,
    /// The figure it is a part of; empty is none.
    pub subset_of: &'static str,
}

impl Figure {
    /// The number without the commas between its thousands.
    pub fn value(&self) -> String {
        self.numeral.replace(',', "")
    }

    /// The number with its unit, as printed.
    pub fn phrase(&self) -> String {
        if self.unit.is_empty() {
            self.numeral.clone()
        } else {
            format!("{} {}", self.numeral, self.unit)
        }
    }
}

/// A heading of the text.
pub struct Section {
    pub id: &'static str,
    pub title: &'static str,
    pub line: usize,
}

/// The text with the places of its numbers.
#[derive(Default)]
pub struct Text {
    pub text: String,
    pub figures: Vec<Figure>,
    pub sections: Vec<Section>,
    column: usize,
    line: usize,
}

impl Text {
    fn say(&mut self, words: &str) -> &mut Self {
        self.text.push_str(words);
        self.column += words.chars().count();
        self
    }

    fn end(&mut self) {
        self.text.push_str("\n\n");
        (self.line, self.column) = (self.line + 2, 0);
    }

    fn heading(&mut self, id: &'static str, title: &'static str) {
        self.sections.push(Section { id, title, line: self.line + 1 });
        self.say(title).end();
    }

    /// Writes a number: id, numeral, unit, what it is, kind.
    fn number(
        &mut self,
        id: &str,
        numeral: String,
        unit: &'static str,
        subject: &str,
    ) -> &mut Self {
        let kind = match unit {
            "%" => "share",
            "bytes" => "level",
            _ => "count",
        };
        let section = self.sections.last().map_or("", |section| section.id);
        let figure = Figure {
            id: id.to_owned(),
            section,
            line: self.line + 1,
            column: self.column,
            numeral,
            unit,
            subject: subject.to_owned(),
            kind,
            subset_of: "",
        };
        let phrase = figure.phrase();
        self.figures.push(figure);
        self.say(&phrase)
    }

    fn part_of(&mut self, whole: &'static str) -> &mut Self {
        if let Some(figure) = self.figures.last_mut() {
            figure.subset_of = whole;
        }
        self
    }
}

/// Writes the text.
pub fn write(facts: &Facts) -> Text {
    let mut text = Text::default();
    text.say("shushuo, measured").end();
    text.say(
        "A command of the project wrote these sentences. Their numbers were counted in the files of the repository, \
         or taken from programs while they ran; nobody typed them. Where a program had to be timed, its time is from \
         the machine that measured last, and other machines will differ.",
    )
    .end();
    package(&mut text, &facts.counts);
    lines(&mut text, &facts.counts);
    tests(&mut text, &facts.counts);
    conformance(&mut text, facts);
    time(&mut text, facts);
    // The last line ends once.
    text.text.pop();
    text
}

fn package(text: &mut Text, counts: &Counts) {
    let share = percent(counts.module_sent, counts.module);
    text.heading("package", "The package");
    text.say("The WebAssembly module has ").number(
        "module",
        commas(counts.module),
        "bytes",
        "Module",
    );
    text.say("; gzip makes ").number(
        "module-sent",
        commas(counts.module_sent),
        "bytes",
        "Module, gzipped",
    );
    text.part_of("module");
    text.say(" of it, which is ")
        .number("module-share", share, "%", "Gzipped module, of the module")
        .say(" of its length. ");
    text.say("The scripts beside it have ")
        .number("scripts", commas(counts.scripts), "bytes", "Scripts")
        .say(". ");
    text.say("Put together and gzipped, as a page gets them, module and scripts come to ");
    text.number("sent", commas(counts.sent), "bytes", "Module and scripts as sent").say(". ");
    text.say("The project lets the package grow to ");
    text.number("budget", commas(crate::size::BUDGET), "bytes", "What the package may weigh");
    text.say(" for now; its goal is ")
        .number("goal", commas(crate::size::GOAL), "bytes", "The goal")
        .say(". ");
    let times = ratio(counts.sent, crate::size::GOAL, 2);
    text.say("What is sent today is ")
        .number("sent-times", times, "times", "As sent, against the goal")
        .say(" the goal.")
        .end();
}

fn lines(text: &mut Text, counts: &Counts) {
    let all: usize = counts.folders.iter().map(|folder| folder.lines).sum();
    text.heading("source", "The source");
    text.say("The engine is ").number("lines", commas(all), "lines", "Lines of Rust");
    text.say(" of Rust in ").number("files", commas(counts.files), "files", "Files of Rust");
    text.say(", comments and tests included. They stand in one folder a stage, in the order of the pipeline: ");
    let last = counts.folders.len() - 1;
    for (i, folder) in counts.folders.iter().enumerate() {
        let join = if i == 0 {
            ""
        } else if i == last {
            ", and "
        } else {
            ", "
        };
        let id = format!("lines-{}", folder.name.replace([' ', '\''], "-"));
        text.say(&format!("{join}{} with ", folder.name));
        text.number(&id, commas(folder.lines), "lines", &folder.name).part_of("lines");
    }
    let largest = counts.folders.iter().max_by_key(|folder| folder.lines);
    if let Some(folder) = largest {
        text.say(&format!(". The largest is {}, with ", folder.name));
        text.number(
            "largest-share",
            percent(folder.lines, all),
            "%",
            "The largest folder, of all lines",
        )
        .say(" of the lines.");
    }
    text.end();
}

fn tests(text: &mut Text, counts: &Counts) {
    let all = counts.beside + counts.whole + counts.browser;
    text.heading("tests", "The tests");
    text.say("Beside the code that they test stand ")
        .number("tests-beside", commas(counts.beside), "tests", "Beside the code")
        .part_of("tests");
    text.say(". The folder tests has ")
        .number("tests-whole", commas(counts.whole), "tests", "Of the whole pipeline")
        .part_of("tests");
    text.say(" of the whole pipeline, and a browser runs ")
        .number("tests-browser", commas(counts.browser), "tests", "In a browser")
        .part_of("tests");
    text.say(" of the package and the pages. That makes ")
        .number("tests", commas(all), "tests", "Tests")
        .say(" in all. ");
    text.say("One of them draws ").number(
        "specs",
        commas(counts.specs),
        "specs",
        "Specs with a stored scene",
    );
    text.say(" of our own and compares every drawing with the one that is stored.").end();
}

fn conformance(text: &mut Text, facts: &Facts) {
    let number = |name: &str| facts.kept.get(name).and_then(|it| it.parse::<usize>().ok());
    let tiers: Vec<(usize, usize, usize)> = (1..=9)
        .map_while(|n| {
            Some((n, number(&format!("tier{n}-specs"))?, number(&format!("tier{n}-drawn"))?))
        })
        .collect();
    let (Some(first), Some(last)) = (tiers.first(), tiers.last()) else { return };
    text.heading("conformance", "Beside Vega");
    text.say("The examples of Vega-Lite are sorted into tiers, the plain ones first, and our drawing of each is compared with Vega's, mark by mark. ");
    for (n, specs, drawn) in &tiers {
        let place =
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
        let place = place.get(n - 1).copied().unwrap_or("next");
        let whole = ["tier1-specs", "tier2-specs", "tier3-specs", "tier4-specs", "tier5-specs"];
        text.say(&format!("Of the {place} tier's "));
        text.number(
            &format!("tier{n}-specs"),
            commas(*specs),
            "specs",
            &format!("Specs, {place} tier"),
        );
        text.say(", ").number(
            &format!("tier{n}-drawn"),
            commas(*drawn),
            "specs",
            &format!("Drawn alike, {place} tier"),
        );
        text.part_of(whole.get(n - 1).copied().unwrap_or(""));
        text.say(" are drawn alike. ");
    }
    let specs: usize = tiers.iter().map(|it| it.1).sum();
    let drawn: usize = tiers.iter().map(|it| it.2).sum();
    text.say("Together that is ")
        .number("drawn", commas(drawn), "specs", "Drawn alike")
        .part_of("gallery");
    text.say(" of ").number("gallery", commas(specs), "specs", "Specs compared");
    text.say(", or ")
        .number("drawn-share", percent(drawn, specs), "%", "Drawn alike, of all compared")
        .say(". ");
    text.say("The last tier stands at ").number(
        "last-share",
        percent(last.2, last.1),
        "%",
        "Drawn alike, last tier",
    );
    let gap = share(first.2, first.1) - share(last.2, last.1);
    text.say(", which is ").number(
        "tier-gap",
        format!("{gap:.1}"),
        "percentage points",
        "First tier above the last",
    );
    text.say(" below the first.").end();
}

fn time(text: &mut Text, facts: &Facts) {
    let get = |name: &str| facts.kept.get(name).and_then(|it| it.parse::<f64>().ok());
    let (Some(read), Some(draft), Some(check)) =
        (get("text-read-ms"), get("text-draft-ms"), get("text-check-ms"))
    else {
        return;
    };
    text.heading("time", "Time");
    text.say("A Chinese text of one megabyte was made from a report of the tests. To read its file and count its characters took ");
    text.number("read-ms", format!("{read:.2}"), "milliseconds", "Reading and counting").say(". ");
    if let Some(figures) = get("text-figures") {
        text.say("A first report was drafted from it in ");
        text.number("draft-ms", format!("{draft:.0}"), "milliseconds", "Drafting a report");
        text.say(", with ")
            .number("draft-figures", commas(figures as usize), "figures", "Figures drafted")
            .say("; ");
    }
    text.say("to check that report against the text took ");
    text.number("check-ms", format!("{check:.0}"), "milliseconds", "Checking it").say(". ");
    text.say("Drafting took ").number(
        "draft-times",
        format!("{:.1}", draft / read),
        "times",
        "Drafting against reading",
    );
    text.say(" as long as reading, and checking ");
    text.number("check-times", format!("{:.1}", check / read), "times", "Checking against reading")
        .say(" as long.");
    if let (Some(specs), Some(all)) = (get("drawn-specs"), get("drawn-ms")) {
        text.end();
        text.say("The program drew ").number(
            "timed-specs",
            commas(specs as usize),
            "specs",
            "Specs drawn on the clock",
        );
        text.say(" as SVG, a run of the program for each, in ");
        text.number("timed-ms", commas(all as usize), "milliseconds", "Drawing them all");
        text.say(", so one took ");
        text.number("timed-mean", format!("{:.1}", all / specs), "milliseconds", "Drawing one")
            .say(" on average.");
    }
    text.end();
}

/// With commas between thousands.
fn commas(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1}", share(part, whole))
}

fn ratio(part: usize, whole: usize, places: usize) -> String {
    format!("{:.places$}", part as f64 / whole as f64)
}
