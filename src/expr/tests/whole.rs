//! What is known of an expression without a row, its limits, and its messages.

use super::*;
use crate::error::{ExprError, Kind, Lang};

fn read(text: &str) -> Expr {
    parse(&Place::root(), text).unwrap()
}

fn words(list: Vec<Rc<str>>) -> String {
    list.join(" ")
}

#[test]
fn what_is_read() {
    for (text, fields, names, whole_row, constant) in [
        ("datum.a + datum['b c'].d * p", "a b c", "p", false, false),
        ("datum.a > datum.a", "a", "", false, false),
        ("datum[p]", "", "p", true, false),
        ("datum", "", "", true, false),
        ("if(p, width, parent.x)", "", "p width parent", false, false),
        ("{a: datum.k, b: [q]}.a", "k", "q", false, false),
        ("1 + PI * sqrt(2)", "", "", false, true),
        ("format(1, '.1f')", "", "", false, true),
        ("scale('x', 1)", "", "", false, false),
        ("test(/a/, datum.s) ? p : q", "s", "p q", false, false),
    ] {
        let expr = read(text);
        let found = (words(expr.fields()), words(expr.names()), expr.whole_row(), expr.constant());
        assert_eq!(found, (fields.into(), names.into(), whole_row, constant), "{text}");
        assert_eq!(expr.text(), text);
    }
}

#[test]
fn constants_are_computed_once() {
    for text in [
        "1 + 2 * 3",
        "[1, {a: 'b'}]",
        "upper('a') + 'b'",
        "replace('a', /a/, 'b')",
        "-sin(2)[0]",
        "{}",
    ] {
        assert!(matches!(read(text).node.op, Op::Literal(_)), "{text}");
    }
    for text in ["random()", "datetime()", "format(1, 'd')", "bandwidth('x')"] {
        assert!(!matches!(read(text).node.op, Op::Literal(_)), "{text}");
    }
}

#[test]
fn asks_the_chart() {
    for (text, expected) in [
        ("bandwidth('x')", Value::Number(1.0)),
        ("bandwidth('x', 2) + 1", Value::Number(3.0)),
        ("scale('x', 1)", Value::Null),
        ("unknown", Value::Null),
        ("test(regexp(lower('EL') + if(p, '', 'x'), 'i'), datum.s)", Value::Bool(true)),
        ("test(if(p, 'l+o', 'x'), datum.s)", Value::Bool(true)),
        ("test(if(p, '(', 'x'), datum.s)", Value::Bool(false)),
        ("replace(datum.s, regexp(if(p, 'l', 'x'), 'g'), '-')", Value::text("He--o")),
        ("now()", Value::Number(0.0)),
    ] {
        assert_eq!(read(text).eval(&Row), expected, "{text}");
    }
    assert_eq!(read("hsl(0, 1, 0.5)").eval(&Empty), Value::text("rgb(255, 0, 0)"));
}

#[test]
fn numbers_and_truths() {
    for text in [
        "datum.a * 2",
        "datum.s",
        "datum.z",
        "datum.a + datum.s",
        "datum.b % 2 / 3",
        "sqrt(datum.a)",
        "year(datum.t)",
        "datum.a < datum.b",
        "datum.a && datum.z",
        "datum.z || datum.e",
        "datum.z ?? datum.a",
        "!datum.a",
        "max(datum.a, datum.b)",
        "datum.l",
        "month(datum.nan)",
        "-datum.b - 1 - 1",
    ] {
        let expr = read(text);
        let value = expr.eval(&Row);
        let number = expr.eval_number(&Row);
        assert!(
            number == value.to_number() || number.is_nan() && value.to_number().is_nan(),
            "{text}"
        );
        assert_eq!(expr.eval_truth(&Row), value.truthy(), "{text}");
    }
}

#[test]
fn random_numbers_come_again() {
    let expr = read("[random(), random(), sampleNormal()]");
    let first = expr.eval(&Empty);
    assert_ne!(first, expr.eval(&Empty));
    expr.reseed();
    assert_eq!(first, expr.eval(&Empty));
    let other = parse(&Place::root().child("other"), expr.text()).unwrap();
    assert_ne!(first, other.eval(&Empty));
    let numbers = read("random()");
    let mean: f64 = (0..1000).map(|_| numbers.eval_number(&Empty)).sum::<f64>() / 1000.0;
    assert!((mean - 0.5).abs() < 0.03, "{mean}");
    let samples = read("sampleNormal(10, 2)");
    let list: Vec<f64> = (0..2000).map(|_| samples.eval_number(&Empty)).collect();
    let mean = list.iter().sum::<f64>() / 2000.0;
    let variance = list.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 1999.0;
    assert!((mean - 10.0).abs() < 0.15 && (variance - 4.0).abs() < 0.4, "{mean} {variance}");
}

#[test]
fn messages() {
    for (text, zh, en) in [
        (
            "1 +",
            "表达式“1 +”第 4 个字符处是“end”,应为 a value",
            "expression \"1 +\": found \"end\" at character 4, expected a value",
        ),
        (
            "datum.a = 1",
            "表达式“datum.a = 1”第 9 个字符处是“=”,应为 a value or an operator",
            "expression \"datum.a = 1\": found \"=\" at character 9, expected a value or an operator",
        ),
        (
            "uper('a')",
            "不认识的函数“uper”;是不是“upper”?",
            "unknown function \"uper\"; hint: did you mean \"upper\"?",
        ),
        (
            "test(/(a)\\1/, 'aa')",
            "不能使用正则表达式“/(a)\\1/”,应为 no back reference",
            "cannot match the regular expression \"/(a)\\1/\", expected no back reference",
        ),
    ] {
        let why = parse(&Place::root().child("filter"), text).unwrap_err();
        assert_eq!(&*why.at.pointer, "/filter");
        assert_eq!((why.text(Lang::Zh), why.text(Lang::En)), (zh.to_owned(), en.to_owned()));
    }
}

#[test]
fn deep_nests_are_refused() {
    let nest = |before: &str, after: &str, count: usize| {
        parse(&Place::root(), &format!("{}1{}", before.repeat(count), after.repeat(count)))
    };
    for (before, after) in [
        ("(", ")"),
        ("[", "]"),
        ("- ", ""),
        ("!", ""),
        ("{a:", "}"),
        ("abs(", ")"),
        ("1+(", ")"),
        ("p?", ":0"),
        ("p||1&&1|1^1&1==1<1<<1+1*(", ")"),
        ("datum[", "]"),
        ("if(", ",1,1)"),
    ] {
        assert!(nest(before, after, 15).is_ok(), "{before}");
        let why = nest(before, after, 3_000).unwrap_err();
        assert_eq!(why.kind, Kind::Expr(ExprError::TooDeep), "{before}");
        // The deepest that is allowed can be computed too.
        let deepest = (0..200).rev().find_map(|count| nest(before, after, count).ok());
        let _ = deepest.map(|expr| expr.eval(&Row));
    }
}

#[test]
fn long_chains_are_not_deep() {
    for (part, last, expected) in [
        ("datum.a + ", "1", Value::Number(5_001.0)),
        ("datum.e || ", "1", Value::Number(1.0)),
        ("datum.a && ", "1", Value::Number(1.0)),
        ("datum.z ? 1 : ", "2", Value::Number(2.0)),
        ("datum.a * ", "1", Value::Number(1.0)),
    ] {
        let text = part.repeat(5_000) + last;
        assert_eq!(read(&text).eval(&Row), expected, "{part}");
    }
    let text = format!("'' + {}''", "datum.s + ".repeat(5_000));
    assert_eq!(read(&text).eval(&Row).to_text().len(), 25_000);
    assert_eq!(read(&format!("datum{}", ".o".repeat(5_000))).eval(&Row), Value::Null);
}

#[test]
fn patterns_take_linear_time() {
    let text = "a".repeat(4_000);
    for pattern in ["(a*)*b", "(a|a)*b", "(a+)+$b", "(?:a?){50}b", "(a|aa)+b"] {
        let expr = read(&format!("test(/{pattern}/, '{text}')"));
        assert_eq!(expr.eval(&Empty), Value::Bool(false), "{pattern}");
    }
    for pattern in [
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(a)\\1",
        "\\k<a>",
        "\\p{L}",
        "(?:a{1000}){1000}",
        "a{2}{3}",
        "(",
        ")",
        "[a",
        "a**",
        "*a",
        "[b-a]",
        "a{3,2}",
        "^*",
        "(?<>a)",
    ] {
        assert!(
            parse(
                &Place::root(),
                &format!("test(regexp('{}'), '')", pattern.replace('\\', "\\\\"))
            )
            .is_err(),
            "{pattern}"
        );
    }
    assert!(Regex::new(&"(".repeat(100_000), "").is_err());
}

use crate::expr::regex::Regex;

#[test]
fn hostile_texts_are_errors() {
    for text in [
        "\u{0}",
        "\"",
        "'\\u{110000000}'",
        "'\\",
        "/",
        "/[",
        "0x",
        "1e",
        "1e+",
        "..",
        "datum.",
        "datum[",
        "f(",
        "{",
        "{a",
        "{a:",
        "[,",
        "a?b",
        "a?b:",
        "#",
        "@",
        "`a`",
        "a => b",
        "x++",
        "\\u0041b(",
        "🙂",
        "0b1",
        "1_000",
        "a;b",
        "datum.a;",
    ] {
        let found = parse(&Place::root(), text);
        assert!(found.is_err() || text == "🙂", "{text} {found:?}");
    }
}
