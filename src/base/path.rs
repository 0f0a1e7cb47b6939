//! Paths into objects, as Vega writes a field: `a.b[0]['c']`.

use std::rc::Rc;

/// The steps of a field path: `a.b[0]['c']` is `a`, `b`, `0`, `c`; `\` keeps the next letter.
///
/// Source: `splitAccessPath` of vega-util.
#[must_use]
pub fn steps(path: &str) -> Vec<Rc<str>> {
    let mut steps = Vec::new();
    let mut step = String::new();
    let mut letters = path.chars();
    let mut quote: Option<char> = None;
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', _) => step.extend(letters.next()),
            (_, Some(open)) if letter == open => quote = None,
            (_, Some(_)) => step.push(letter),
            ('\'' | '"', None) => quote = Some(letter),
            ('.' | '[', None) => {
                if !step.is_empty() {
                    steps.push(std::mem::take(&mut step).into());
                }
            }
            (']', None) => {
                steps.push(std::mem::take(&mut step).into());
            }
            (_, None) => step.push(letter),
        }
    }
    if !step.is_empty() {
        steps.push(step.into());
    }
    steps
}

/// The name that the column of a path has once it is flattened: `a.b` for `a['b']` and for `a\.b`.
///
/// Source: `removePathFromField` of Vega-Lite.
#[must_use]
pub fn flat(path: &str) -> Rc<str> {
    if path.contains(['\\', '[', '\'', '"']) { steps(path).join(".").into() } else { path.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let check = |path: &str, expected: &[&str], name: &str| {
            let found = steps(path);
            assert_eq!(found.iter().map(|step| &**step).collect::<Vec<_>>(), expected, "{path}");
            assert_eq!(&*flat(path), name, "{path}");
        };
        check("a", &["a"], "a");
        check("a.b", &["a", "b"], "a.b");
        check("a[0].b", &["a", "0", "b"], "a.0.b");
        check("a['b.c']", &["a", "b.c"], "a.b.c");
        check("a\\.b", &["a.b"], "a.b");
    }
}
