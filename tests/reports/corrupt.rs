//! Seeded corruptions of a report: one thing changed, and where it has to be noticed.

use shushuo::base::json::Json;
use shushuo::error::Notes;
use shushuo::report::check::{Proof, check};
use std::rc::Rc;

/// One changed report.
pub struct Corruption {
    /// What was done.
    pub what: String,
    /// The report as changed.
    pub json: Json,
    /// Pointers of which one has to begin the pointer of a finding.
    pub places: Vec<String>,
}

/// The kinds of corruption, in the order they take turns.
pub const KINDS: [&str; 8] =
    ["digit", "scale", "unit", "qualifier", "year", "line", "swapped figure", "chart value"];

/// Numbers that look random and are the same for the same seed (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % most.max(1) as u64) as usize
    }
}

/// What comes of checking a report that was changed; a report that is none counts as noticed.
pub fn proof(json: &Json, source: &str) -> Option<Proof> {
    let report = shushuo::report::parse(&mut Notes::new(), "report.json", &json.write()).ok()?;
    Some(check(&report, Some(source), None))
}

/// Whether the corruption is noticed at its place.
pub fn is_caught(corruption: &Corruption, source: &str) -> bool {
    proof(&corruption.json, source).is_none_or(|proof| {
        proof.findings.iter().any(|finding| {
            corruption.places.iter().any(|place| {
                let rest = finding.pointer.strip_prefix(place.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        })
    })
}

/// The corruption of a kind; the dice choose where. `None` when the dice hit
/// something that cannot be changed that way, or a change that leaves the report true.
pub fn corrupt(report: &Json, kind: &str, dice: &mut Dice) -> Option<Corruption> {
    let mut json = report.clone();
    let (what, places) = match kind {
        "digit" => digit(&mut json, dice)?,
        "scale" => scale(&mut json, dice)?,
        "unit" => unit(&mut json, dice)?,
        "qualifier" => qualifier(&mut json, dice)?,
        "year" => year(&mut json, dice)?,
        "line" => line(&mut json, dice)?,
        "swapped figure" => swapped(&mut json, dice)?,
        _ => chart(&mut json, dice)?,
    };
    Some(Corruption { what: format!("{kind}: {what}"), json, places })
}

type Done = Option<(String, Vec<String>)>;

fn list<'a>(json: &'a mut Json, name: &str) -> Option<&'a mut Vec<Json>> {
    if let Json::List(list) = member(json, name)? { Some(list) } else { None }
}

fn member<'a>(json: &'a mut Json, name: &str) -> Option<&'a mut Json> {
    let Json::Object(members) = json else { return None };
    members.iter_mut().find(|(key, _)| &**key == name).map(|(_, value)| value)
}

fn set(json: &mut Json, name: &str, value: Json) {
    if let Json::Object(members) = json {
        match members.iter_mut().find(|(key, _)| &**key == name) {
            Some((_, old)) => *old = value,
            None => members.push((name.into(), value)),
        }
    }
}

fn text(json: &Json, name: &str) -> Option<Rc<str>> {
    json.get(name)?.text().cloned()
}

/// A figure that is no claim of rank, with its index.
fn figure<'a>(json: &'a mut Json, dice: &mut Dice) -> Option<(usize, &'a mut Json)> {
    let figures = list(json, "figures")?;
    let i = dice.below(figures.len());
    let figure = figures.get_mut(i)?;
    (text(figure, "kind").as_deref() != Some("rank")).then_some((i, figure))
}

fn at(i: usize) -> Vec<String> {
    vec![format!("/figures/{i}")]
}

/// Another digit somewhere in a number.
fn another(number: f64, dice: &mut Dice) -> Option<f64> {
    let mut digits: Vec<char> = number.to_string().chars().collect();
    let places: Vec<usize> = (0..digits.len()).filter(|i| digits[*i].is_ascii_digit()).collect();
    let i = places[dice.below(places.len())];
    let old = digits[i].to_digit(10)?;
    digits[i] = char::from_digit((old + 1 + dice.below(9) as u32) % 10, 10)?;
    let new: f64 = digits.iter().collect::<String>().parse().ok()?;
    (new != number).then_some(new)
}

fn digit(json: &mut Json, dice: &mut Dice) -> Done {
    let (i, figure) = figure(json, dice)?;
    let old = figure.get("value")?.number()?;
    let new = another(old, dice)?;
    set(figure, "value", Json::Number(new));
    // Every other time the digits in the phrase are changed with the number.
    if dice.below(2) == 0 {
        let (phrase, numeral) = (text(figure, "phrase")?, text(figure, "numeral")?);
        let printed = shushuo::base::format::plain(new);
        if numeral.contains(|c: char| c.is_ascii_digit()) {
            set(figure, "phrase", Json::Text(phrase.replacen(&*numeral, &printed, 1).into()));
            set(figure, "numeral", Json::Text(printed.into()));
        }
    }
    Some((format!("/figures/{i} {old} → {new}"), at(i)))
}

fn scale(json: &mut Json, dice: &mut Dice) -> Done {
    let (i, figure) = figure(json, dice)?;
    let old = figure.get("scale").and_then(Json::number).unwrap_or(1.0);
    let new = [1.0, 1e3, 1e4, 1e8][dice.below(4)];
    if new == old {
        return None;
    }
    set(figure, "scale", Json::Number(new));
    if dice.below(2) == 0 {
        let base = text(figure, "base_unit")?;
        let word = if new == 1e8 {
            "亿"
        } else if new == 1e4 {
            "万"
        } else if new == 1e3 {
            "千"
        } else {
            ""
        };
        set(figure, "unit", Json::Text(format!("{word}{base}").into()));
    }
    Some((format!("/figures/{i} {old} → {new}"), at(i)))
}

fn unit(json: &mut Json, dice: &mut Dice) -> Done {
    let (i, figure) = figure(json, dice)?;
    let old = text(figure, "unit")?;
    let new =
        ["个", "户", "公顷", "亩", "万元", "亿元", "%", "个百分点", "人次", "项"][dice.below(10)];
    if *old == *new {
        return None;
    }
    set(figure, "unit", Json::Text(new.into()));
    if dice.below(2) == 0 {
        let base = new.trim_start_matches(['万', '亿']);
        set(figure, "base_unit", Json::Text(base.into()));
    }
    Some((format!("/figures/{i} {old} → {new}"), at(i)))
}

fn qualifier(json: &mut Json, dice: &mut Dice) -> Done {
    let (i, figure) = figure(json, dice)?;
    let words =
        ["exact", "about", "nearly", "over", "more_than", "at_least", "at_most", "forecast"];
    let old = text(figure, "qualifier").unwrap_or_else(|| "exact".into());
    let new = words[dice.below(words.len())];
    if *old == *new {
        return None;
    }
    set(figure, "qualifier", Json::Text(new.into()));
    Some((format!("/figures/{i} {old} → {new}"), at(i)))
}

fn year(json: &mut Json, dice: &mut Dice) -> Done {
    let (i, figure) = figure(json, dice)?;
    let period = member(figure, "period")?;
    let names: Vec<Rc<str>> = period.members()?.iter().map(|(name, _)| name.clone()).collect();
    let name = names.get(dice.below(names.len()))?.clone();
    let old = period.get(&name)?.number()?;
    let new = old + [-2.0, -1.0, 1.0, 2.0][dice.below(4)];
    set(period, &name, Json::Number(new));
    Some((format!("/figures/{i} {name} {old} → {new}"), at(i)))
}

fn line(json: &mut Json, dice: &mut Dice) -> Done {
    let (i, figure) = figure(json, dice)?;
    let old = figure.get("line")?.number()?;
    let new = (old + [-2.0, -1.0, 1.0, 2.0, 7.0][dice.below(5)]).max(1.0);
    if new == old {
        return None;
    }
    set(figure, "line", Json::Number(new));
    Some((format!("/figures/{i} {old} → {new}"), at(i)))
}

/// Two figures whose numbers are told apart.
fn two(json: &Json, dice: &mut Dice) -> Option<(usize, usize)> {
    let figures = json.get("figures")?.list()?;
    let (a, b) = (dice.below(figures.len()), dice.below(figures.len()));
    let number = |i: usize| Some((figures[i].get("value")?.number()?, text(&figures[i], "unit")?));
    let rank = |i: usize| text(&figures[i], "kind").as_deref() == Some("rank");
    (a != b && !rank(a) && !rank(b) && number(a)? != number(b)?).then_some((a, b))
}

fn swapped(json: &mut Json, dice: &mut Dice) -> Done {
    match dice.below(4) {
        0 => swap(json, dice, &["value", "numeral"]),
        1 => swap(json, dice, &["line", "column", "number_column", "phrase", "numeral"]),
        2 => operand(json, dice),
        _ => row(json, dice),
    }
}

/// Members of two figures change places.
fn swap(json: &mut Json, dice: &mut Dice, names: &[&str]) -> Done {
    let (a, b) = two(json, dice)?;
    let figures = list(json, "figures")?;
    let (old_a, old_b) = (figures[a].clone(), figures[b].clone());
    if names.contains(&"value") && old_a.get("value") == old_b.get("value") {
        return None;
    }
    for name in names {
        for (i, other) in [(a, &old_b), (b, &old_a)] {
            match other.get(name) {
                Some(value) => set(&mut figures[i], name, value.clone()),
                None => {
                    if let Json::Object(members) = &mut figures[i] {
                        members.retain(|(key, _)| &**key != *name);
                    }
                }
            }
        }
    }
    Some((format!("{names:?} of /figures/{a} and /figures/{b}"), [at(a), at(b)].concat()))
}

/// A relation over another figure than before.
fn operand(json: &mut Json, dice: &mut Dice) -> Done {
    let (a, _) = two(json, dice)?;
    let figures = json.get("figures")?.list()?.to_vec();
    let (id, value) = (text(&figures[a], "id")?, figures[a].get("value")?.number()?);
    let checks = list(json, "checks")?;
    let i = dice.below(checks.len());
    let lhs = text(&checks[i], "lhs")?;
    let tokens: Vec<&str> = lhs.split(' ').collect();
    let known =
        |token: &str| figures.iter().find(|figure| text(figure, "id").as_deref() == Some(token));
    let old = tokens.iter().find(|token| known(token).is_some())?;
    if known(old)?.get("value")?.number()? == value || **old == *id {
        return None;
    }
    let new: Vec<&str> =
        tokens.iter().map(|token| if token == old { &*id } else { token }).collect();
    let what = format!("/checks/{i} {old} → {id}");
    let new = new.join(" ");
    set(&mut checks[i], "lhs", Json::Text(new.into()));
    Some((what, vec![format!("/checks/{i}")]))
}

/// Two labelled rows of a chart's table change their figures.
fn row(json: &mut Json, dice: &mut Dice) -> Done {
    let (c, name, rows) = table(json, dice)?;
    let labelled: Vec<usize> = (0..rows.len())
        .filter(|i| rows[*i].get("label").is_some() && rows[*i].get("figure").is_some())
        .collect();
    let (a, b) = (dice.below(labelled.len()), dice.below(labelled.len()));
    let (a, b) = (*labelled.get(a)?, *labelled.get(b)?);
    let (one, other) = (text(&rows[a], "figure")?, text(&rows[b], "figure")?);
    let labels = (rows[a].get("label").cloned(), rows[b].get("label").cloned());
    if one == other || labels.0 == labels.1 {
        return None;
    }
    set(&mut rows[a], "figure", Json::Text(other));
    set(&mut rows[b], "figure", Json::Text(one));
    Some((
        format!("/charts/{c}/tables/{name} rows {a} and {b}"),
        vec![format!("/charts/{c}/tables/{name}")],
    ))
}

fn table<'a>(json: &'a mut Json, dice: &mut Dice) -> Option<(usize, Rc<str>, &'a mut Vec<Json>)> {
    let charts = list(json, "charts")?;
    let c = dice.below(charts.len());
    let Json::Object(tables) = member(charts.get_mut(c)?, "tables")? else { return None };
    let t = dice.below(tables.len());
    let (name, rows) = tables.get_mut(t)?;
    let Json::List(rows) = rows else { return None };
    Some((c, name.clone(), rows))
}

fn chart(json: &mut Json, dice: &mut Dice) -> Done {
    match dice.below(4) {
        // A row that says another value than its figure.
        0 | 1 => {
            let figures = json.get("figures")?.list()?.to_vec();
            let (c, name, rows) = table(json, dice)?;
            let r = dice.below(rows.len());
            let id = text(&rows[r], "figure")?;
            let figure = figures.iter().find(|figure| text(figure, "id").as_ref() == Some(&id))?;
            let new = another(figure.get("value")?.number()?, dice)?;
            set(&mut rows[r], "value", Json::Number(new));
            let place = format!("/charts/{c}/tables/{name}/{r}");
            Some((format!("{place}/value {new}"), vec![place]))
        }
        // A value typed into the spec.
        2 => {
            let charts = list(json, "charts")?;
            let c = dice.below(charts.len());
            let spec = member(charts.get_mut(c)?, "spec")?;
            let values = list(member(spec, "data")?, "values")?;
            let r = dice.below(values.len());
            let old = values[r].get("value")?.number()?;
            let new = another(old, dice)?;
            set(&mut values[r], "value", Json::Number(new));
            Some((
                format!("/charts/{c}/spec/data/values/{r} {old} → {new}"),
                vec![format!("/charts/{c}/spec")],
            ))
        }
        // A computed number.
        _ => {
            let derived = list(json, "derived")?;
            let i = dice.below(derived.len());
            let old = derived[i].get("value")?.number()?;
            let new = another(old, dice)?;
            // 2.0833 made 2.083 is the same number, rounded.
            let printed = shushuo::base::format::plain(new);
            let places = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
            if format!("{old:.places$}") == printed {
                return None;
            }
            set(&mut derived[i], "value", Json::Number(new));
            Some((format!("/derived/{i} {old} → {new}"), vec![format!("/derived/{i}")]))
        }
    }
}
