//! Number, scale, unit and qualifier of a figure are what its phrase reads.

use super::{Rule, Work, spot};
use crate::error::{Aspect, Claim};
use crate::report::decimal::{Decimal, Round};
use crate::report::model::{Figure, Qualifier, Words};
use crate::report::read::{Kind, Quantity};
use crate::report::unit::Dimension;

pub fn check(work: &mut Work) {
    let Some(text) = work.text else { return };
    for (i, figure) in work.report.figures.iter().enumerate() {
        if !text.stands(&figure.phrase, figure.line, figure.column) {
            continue;
        }
        let pointer = |member: &str| format!("/figures/{i}/{member}");
        let differs = |aspect: Aspect, found: &str, expected: &str| Claim::Reads {
            aspect,
            found: found.into(),
            expected: expected.into(),
        };
        if !figure.numeral.is_empty()
            && !text.stands(&figure.numeral, figure.line, figure.number_column)
        {
            let here = text.line(figure.line);
            let length = figure.numeral.chars().count();
            let there: String =
                here.iter().skip(figure.number_column as usize).take(length).collect();
            let claim = differs(Aspect::Numeral, &figure.numeral, &there);
            work.find(Rule::Reading, &figure.id, pointer("numeral"), spot(figure), claim);
            continue;
        }
        let Some(read) = text.quantity(figure.line, figure.number_column) else {
            work.find(
                Rule::Reading,
                &figure.id,
                pointer("phrase"),
                spot(figure),
                Claim::NoQuantity,
            );
            continue;
        };
        let claims = compare(figure, read);
        work.proof.counts.read += usize::from(claims.is_empty());
        for (aspect, found, expected) in claims {
            let member = match aspect {
                Aspect::Value => "value",
                Aspect::Scale => "scale",
                Aspect::Unit => "unit",
                Aspect::BaseUnit => "base_unit",
                Aspect::Qualifier => "qualifier",
                Aspect::Numeral => "numeral",
            };
            let claim = differs(aspect, &found, &expected);
            work.find(Rule::Reading, &figure.id, pointer(member), spot(figure), claim);
        }
    }
}

/// What differs, with the report's and the text's word for it.
fn compare(figure: &Figure, read: &Quantity) -> Vec<(Aspect, String, String)> {
    let mut out = Vec::new();
    let float = |number: f64| Decimal::from_float(number).unwrap_or(Decimal::ZERO);
    let (value, scale) = (float(figure.value), float(figure.scale));
    // 三分之二 has no end: the author gives as many digits as he likes.
    let part = read.unit.is_empty() && read.dimension == Dimension::Ratio;
    let same = value == read.value
        || (part && value.scale() > 2 && read.value.round(value.scale(), Round::Nearest) == value);
    // A name or idiom that the author takes for a count still has to read the same.
    let loose = !read.kind.is_figure();
    if loose {
        if !literal(figure) {
            out.push((Aspect::Value, value.to_string(), read.text.clone()));
        }
        return out;
    }
    if !same {
        out.push((Aspect::Value, value.to_string(), read.value.to_string()));
    }
    if read.kind == Kind::Rank {
        return out;
    }
    if scale != Decimal::whole(read.scale) {
        out.push((Aspect::Scale, scale.to_string(), read.scale.to_string()));
    }
    let none = |unit: &str| if unit.is_empty() { "–".to_owned() } else { unit.to_owned() };
    if !says(&figure.unit, &read.unit) {
        out.push((Aspect::Unit, none(name(&figure.unit)), none(&read.unit)));
    }
    let base = if figure.base_unit.is_empty() && figure.scale == 1.0 {
        &figure.unit
    } else {
        &figure.base_unit
    };
    if !says(base, &read.base_unit) {
        out.push((Aspect::BaseUnit, none(name(base)), none(&read.base_unit)));
    }
    if figure.qualifier != read.qualifier {
        let word = |qualifier: Qualifier| qualifier.name().to_owned();
        out.push((Aspect::Qualifier, word(figure.qualifier), word(read.qualifier)));
    }
    out
}

/// Whether a unit is written as the text has it; a number read without a unit may be given any.
fn says(unit: &Words, read: &str) -> bool {
    read.is_empty() || *name(unit) == *read
}

fn name(unit: &Words) -> &str {
    if unit.zh.is_empty() { &unit.en } else { &unit.zh }
}

/// Whether the phrase says number and unit of a figure letter by letter.
fn literal(figure: &Figure) -> bool {
    let rest = figure.phrase.split_once(&*figure.numeral).map_or("", |(_, rest)| rest);
    let number = crate::report::read::number(&figure.numeral);
    let same = number.is_some_and(|number| (number.to_float() - figure.value).abs() < 1e-9);
    same && !figure.numeral.is_empty()
        && (rest.starts_with(&*figure.unit.zh) || rest.trim_start().starts_with(&*figure.unit.en))
}
