//! The program as a person runs it: exit codes, formats, standard input, files that go from one command to the next.

#![expect(clippy::expect_used, reason = "a test ends where it cannot go on")]

use shushuo::base::json::Json;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SOURCE: &str = "清河区2023年工作报告

2023年，全区完成投资22.8亿元，比上年增长5.7%。其中工业投资12.8亿元，农业投资10.0亿元。

新建学校35所，新增学位1.2万个，惠及居民近18000户。
";

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("commands").join(name);
    if path.is_dir() {
        fs::remove_dir_all(&path).expect("removed");
    }
    fs::create_dir_all(&path).expect("made");
    path
}

/// Runs the program in a folder; `input` goes to its standard input.
fn run(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_shushuo"));
    program.current_dir(folder).args(args);
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("started");
    // A program that ends before it reads closes the pipe.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("ended")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Runs and compares the exit code; gives what was printed.
fn code(folder: &Path, args: &[&str], expected: i32) -> String {
    let output = run(folder, args, b"");
    let printed = format!("{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(expected), "{args:?}: {printed}");
    printed
}

/// A folder with a text, its draft, and an edition of the text with another number.
fn drafted(name: &str) -> PathBuf {
    let here = folder(name);
    fs::write(here.join("a.txt"), SOURCE).expect("written");
    fs::write(here.join("b.txt"), SOURCE.replace("12.8", "13.8")).expect("written");
    code(&here, &["draft", "a.txt", "-o", "a.json"], 0);
    here
}

#[test]
fn read_takes_standard_input() {
    let here = folder("read");
    let read = |input: &[u8], args: &[&str]| {
        let output = run(&here, args, input);
        (output.status.code(), text(&output.stdout))
    };
    let json = ["read", "-", "--format", "json"];
    let (done, printed) = read("2018年投资近22.8亿元。".as_bytes(), &json);
    let list = Json::parse(&printed).expect("JSON");
    let first = list.list().and_then(<[Json]>::first).expect("a quantity");
    let member = |name: &str| first.get(name).map(Json::write).unwrap_or_default();
    assert_eq!((done, list.list().map(<[Json]>::len)), (Some(0), Some(1)));
    let names = ["text", "value", "scale", "unit", "base_value", "qualifier", "line", "column"];
    let found: Vec<String> = names.iter().map(|name| member(name)).collect();
    let expected = [
        "\"22.8亿元\"",
        "\"22.8\"",
        "100000000",
        "\"亿元\"",
        "\"2280000000\"",
        "\"nearly\"",
        "1",
        "8",
    ];
    assert_eq!(found, expected);
    let all = ["read", "-", "--format", "json", "--all"];
    let (_, printed) = read("2018年投资近22.8亿元。".as_bytes(), &all);
    assert_eq!(Json::parse(&printed).expect("JSON").list().map(<[Json]>::len), Some(2));
    assert_eq!(read("没有数".as_bytes(), &json), (Some(0), "[]\n".to_owned()));
    assert_eq!(read(b"\xff\xfe", &json).0, Some(2));
    code(&here, &["read", "nowhere.txt"], 2);
    code(&here, &["read"], 2);
}

#[test]
fn check_ends_with_0_1_or_2() {
    let here = drafted("check");
    let clean = code(&here, &["check", "a.json"], 0);
    assert!(clean.starts_with("proved: 7 figures at their place, 7 read again"), "{clean}");
    let found = code(&here, &["check", "a.json", "--source", "b.txt"], 1);
    assert!(found.contains("b.txt:3:30") && found.contains("13.8亿元"), "{found}");
    code(&here, &["check", "nowhere.json"], 2);
    code(&here, &["check", "a.json", "--source", "nowhere.txt"], 2);
    fs::write(here.join("broken.json"), "{\"title_zh\": ").expect("written");
    let broken = code(&here, &["check", "broken.json"], 2);
    assert!(broken.contains("broken.json:1:"), "{broken}");
    code(&here, &["check", "a.json", "--format", "xml"], 2);
}

#[test]
fn check_prints_json_and_sarif() {
    let here = drafted("sarif");
    fs::rename(here.join("b.txt"), here.join("改 版.txt")).expect("moved");
    let print = |format: &str| {
        let args = ["check", "a.json", "--source", "改 版.txt", "--format", format];
        let output = run(&here, &args, b"");
        assert_eq!(output.status.code(), Some(1));
        Json::parse(&text(&output.stdout)).expect("JSON")
    };
    let json = print("json");
    let findings = json.get("findings").and_then(Json::list).expect("findings");
    assert_eq!(findings.len(), 2);
    for finding in findings {
        for name in ["rule", "id", "file", "line", "column", "pointer", "message"] {
            assert!(finding.get(name).is_some(), "{name} in {}", finding.write());
        }
    }
    // What SARIF 2.1.0 requires, and what code hosts ask for.
    let sarif = print("sarif");
    let at = |json: &Json, path: &str| {
        path.split('/').try_fold(json.clone(), |json, name| match name.parse::<usize>() {
            Ok(i) => json.list()?.get(i).cloned(),
            Err(_) => json.get(name).cloned(),
        })
    };
    let word = |json: &Json, path: &str| {
        at(json, path).and_then(|it| it.text().cloned()).unwrap_or_default().to_string()
    };
    assert_eq!(word(&sarif, "version"), "2.1.0");
    assert!(word(&sarif, "$schema").ends_with("sarif-2.1.0.json"));
    assert_eq!(word(&sarif, "runs/0/tool/driver/name"), "shushuo");
    assert_eq!(word(&sarif, "runs/0/columnKind"), "unicodeCodePoints");
    let rules = at(&sarif, "runs/0/tool/driver/rules").expect("rules");
    let rules: Vec<String> =
        rules.list().expect("a list").iter().map(|rule| word(rule, "id")).collect();
    let results = at(&sarif, "runs/0/results").expect("results");
    let results = results.list().expect("a list");
    assert_eq!(results.len(), 2);
    for result in results {
        assert!(rules.contains(&word(result, "ruleId")), "{}", result.write());
        assert_eq!(word(result, "level"), "error");
        assert!(!word(result, "message/text").is_empty());
        let region = at(result, "locations/0/physicalLocation/region").expect("a region");
        let number = |name: &str| region.get(name).and_then(Json::number).unwrap_or(0.0);
        assert!(number("startLine") >= 1.0 && number("startColumn") >= 1.0);
        assert!(number("endColumn") > number("startColumn"), "{}", region.write());
        let uri = word(result, "locations/0/physicalLocation/artifactLocation/uri");
        assert!(!uri.is_empty() && uri.bytes().all(|b| b.is_ascii_graphic()), "{uri}");
    }
    let uri = word(&results[1], "locations/0/physicalLocation/artifactLocation/uri");
    assert_eq!(uri, "%E6%94%B9%20%E7%89%88.txt");
}

#[test]
fn a_draft_builds_into_pages() {
    let here = drafted("draft");
    let there = code(&here, &["draft", "a.txt", "-o", "a.json"], 2);
    assert!(there.contains("--force"), "{there}");
    code(&here, &["draft", "a.txt", "-o", "a.json", "--force"], 0);
    code(&here, &["draft", "nowhere.txt"], 2);
    code(&here, &["build", "a.json", "-o", "pages"], 0);
    for name in
        ["index.html", "en/index.html", "page.css", "page.js", "theme.css", "pkg/shushuo.js"]
    {
        assert!(here.join("pages").join(name).is_file(), "{name}");
    }
    let page = fs::read_to_string(here.join("pages/index.html")).expect("a page");
    assert!(
        page.contains("22.8亿元") && page.contains("id=\"f-"),
        "the figures are not on the page"
    );
    code(&here, &["build", "nowhere.json", "-o", "pages"], 2);
    // The same by pipes: the draft goes to standard output.
    let output = run(&here, &["draft", "-"], SOURCE.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("{\n  \"title_zh\""));
}

#[test]
fn a_report_that_ships_its_text_has_to_hold_against_it() {
    let here = drafted("shipped");
    let report = fs::read_to_string(here.join("a.json")).expect("a report");
    let shipped = report.replace("\"file\": \"a.txt\"", "\"file\": \"a.txt\", \"shipped\": true");
    let sections =
        "\"sections\": [\n    {\"id\": \"text\", \"title_zh\": \"原文\", \"shows\": \"source\"},";
    let shipped = shipped
        .replace("\"sections\": [", sections)
        .replace("  \"source\"", "  \"lang\": \"zh\",\n  \"source\"");
    fs::write(here.join("a.json"), &shipped).expect("written");
    code(&here, &["build", "a.json", "-o", "pages"], 0);
    let page = fs::read_to_string(here.join("pages/index.html")).expect("a page");
    assert_eq!(page.matches("class=\"said\"").count(), 7);
    assert!(page.contains("工业投资<a class=\"said\""), "the text is not on the page");
    assert!(!here.join("pages/en").exists(), "there is a page in another language");
    fs::write(here.join("a.txt"), SOURCE.replace("35所", "36所")).expect("written");
    let printed = code(&here, &["build", "a.json", "-o", "other"], 1);
    assert!(printed.contains("a.txt:5:") && !here.join("other").exists(), "{printed}");
    fs::remove_file(here.join("a.txt")).expect("removed");
    code(&here, &["build", "a.json", "-o", "other"], 2);
}

#[test]
fn diff_tells_what_changed() {
    let here = drafted("diff");
    code(&here, &["draft", "b.txt", "-o", "b.json"], 0);
    let same = code(&here, &["diff", "a.json", "a.json"], 0);
    assert!(same.contains("0 changed, 0 moved, 0 gone, 0 new, 7 the same"), "{same}");
    let other = code(&here, &["diff", "a.json", "b.json"], 1);
    assert!(other.contains("value 12.8 → 13.8") && other.contains("1 changed"), "{other}");
    let chinese = code(&here, &["--lang", "zh", "diff", "a.json", "b.json"], 1);
    assert!(chinese.contains("12.8") && chinese != other, "{chinese}");
    code(&here, &["diff", "a.json", "nowhere.json"], 2);
}
