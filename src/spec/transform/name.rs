//! The names that Vega-Lite gives to columns it makes.

use super::{BinExtent, BinParams, TimeUnitParams, Transform};
use crate::base::{format, path};
use std::rc::Rc;

/// The column of `count` in an encoding.
pub const COUNT: &str = "__count";

/// The name of the column that a function makes of a field: `mean_x`, `bin_maxbins_10_x_end`,
/// `yearmonth_date`, `argmax_b`.
///
/// `function` is the word of an operation, [`BinParams::word`] or [`TimeUnitParams::word`]; it may be
/// empty, and so may `suffix`. A path such as `a['b']` is flattened to `a.b`.
/// Source: `vgField` of Vega-Lite.
///
/// ```
/// use shushuo::spec::transform::field_name;
/// assert_eq!(&*field_name("mean", Some("a['b']"), ""), "mean_a.b");
/// assert_eq!(&*field_name("bin_maxbins_10", Some("x"), "end"), "bin_maxbins_10_x_end");
/// ```
#[must_use]
pub fn field_name(function: &str, field: Option<&str>, suffix: &str) -> Rc<str> {
    let field = field.map(path::flat);
    let parts = [function, field.as_deref().unwrap_or(""), suffix];
    let mut name = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(part);
    }
    name.into()
}

/// What is no letter, digit or `_` becomes `_`, as in `varName` of Vega-Lite.
fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '_' })
        .collect()
}

/// Adds `_name_value`.
fn add(word: &mut String, name: &str, values: &[f64]) {
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| format::plain(*value)).collect();
        word.push_str(&plain(&format!("_{name}_{}", values.join(","))));
    }
}

impl BinParams {
    /// The default of a channel: at most so many bins.
    #[must_use]
    pub fn maxbins(maxbins: f64) -> Self {
        Self { maxbins: Some(maxbins), ..Self::default() }
    }

    /// Its part of a column's name, such as `bin_maxbins_10`.
    #[must_use]
    pub fn word(&self) -> String {
        let mut word = "bin".to_owned();
        let many = |list: &Option<Vec<f64>>| list.clone().unwrap_or_default();
        add(&mut word, "maxbins", self.maxbins.as_slice());
        add(&mut word, "step", self.step.as_slice());
        add(&mut word, "steps", &many(&self.steps));
        add(&mut word, "minstep", self.minstep.as_slice());
        add(&mut word, "base", self.base.as_slice());
        add(&mut word, "divide", &many(&self.divide));
        add(&mut word, "anchor", self.anchor.as_slice());
        if let Some(nice) = self.nice {
            word.push_str(if nice { "_nice_true" } else { "_nice_false" });
        }
        match &self.extent {
            BinExtent::Data => {}
            BinExtent::Range(range) => add(&mut word, "extent", range),
            BinExtent::Param { param, part } => {
                word.push_str(&plain(&format!("_extent_param_{param}")));
                if let Some(part) = part {
                    word.push_str(&plain(&format!("_{part}")));
                }
            }
        }
        word
    }

    /// The columns of the lower and the upper bound of a channel's bins.
    #[must_use]
    pub fn names(&self, field: &str) -> [Rc<str>; 2] {
        let word = self.word();
        [field_name(&word, Some(field), ""), field_name(&word, Some(field), "end")]
    }
}

impl TimeUnitParams {
    /// Its part of a column's name, such as `yearmonth` or `utcyear_step_5`.
    #[must_use]
    pub fn word(&self) -> String {
        let mut word = if self.utc { "utc".to_owned() } else { String::new() };
        word.push_str(self.unit.as_deref().unwrap_or("timeunit"));
        add(&mut word, "step", self.step.as_slice());
        add(&mut word, "maxbins", self.maxbins.as_slice());
        word
    }

    /// The columns of the start and the end of a channel's time units.
    #[must_use]
    pub fn names(&self, field: &str) -> [Rc<str>; 2] {
        let word = self.word();
        [field_name(&word, Some(field), ""), field_name(&word, Some(field), "end")]
    }
}

impl Transform {
    /// The columns it adds; those that `pivot` adds are known only from the data.
    #[must_use]
    pub fn produces(&self) -> Vec<Rc<str>> {
        match self {
            Self::Aggregate(step) => {
                let groups = step.groupby.iter().map(|field| path::flat(field));
                groups.chain(step.aggregate.iter().map(|measure| measure.name.clone())).collect()
            }
            Self::JoinAggregate(step) => {
                step.joinaggregate.iter().map(|measure| measure.name.clone()).collect()
            }
            Self::Window(step) => step.window.iter().map(|measure| measure.name.clone()).collect(),
            Self::Bin(step) => step.name.to_vec(),
            Self::Calculate(step) => vec![step.name.clone()],
            Self::Density(step) => step.name.to_vec(),
            Self::Extent(_) | Self::Filter(_) | Self::Pivot(_) | Self::Sample(_) => Vec::new(),
            Self::Flatten(step) => step.name.clone(),
            Self::Fold(step) => step.name.to_vec(),
            Self::Identifier(step) => vec![step.name.clone()],
            Self::Impute(step) => vec![step.impute.clone()],
            Self::Loess(step) => step.name.to_vec(),
            Self::Lookup(step) => step.name.clone(),
            Self::Quantile(step) => step.name.to_vec(),
            Self::Regression(step) if step.params => {
                ["keys", "coef", "rSquared"].map(Into::into).to_vec()
            }
            Self::Regression(step) => step.name.to_vec(),
            Self::Stack(step) => step.name.to_vec(),
            Self::TimeUnit(step) => step.name.to_vec(),
        }
    }

    /// Makes the groups of a grouping transform finer by these fields, as a facet does.
    pub fn add_groupby(&mut self, fields: &[Rc<str>]) {
        let groupby = match self {
            Self::Aggregate(step) => &mut step.groupby,
            Self::Density(step) => &mut step.groupby,
            Self::Impute(step) => &mut step.groupby,
            Self::JoinAggregate(step) => &mut step.groupby,
            Self::Loess(step) => &mut step.groupby,
            Self::Pivot(step) => &mut step.groupby,
            Self::Quantile(step) => &mut step.groupby,
            Self::Regression(step) => &mut step.groupby,
            Self::Stack(step) => &mut step.groupby,
            Self::Window(step) => &mut step.groupby,
            Self::Bin(_)
            | Self::Calculate(_)
            | Self::Extent(_)
            | Self::Filter(_)
            | Self::Flatten(_)
            | Self::Fold(_)
            | Self::Identifier(_)
            | Self::Lookup(_)
            | Self::Sample(_)
            | Self::TimeUnit(_) => return,
        };
        for field in fields {
            if !groupby.contains(field) {
                groupby.push(field.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let check = |found: [Rc<str>; 2], expected: [&str; 2]| {
            assert_eq!(found.each_ref().map(|name| &**name), expected);
        };
        check(BinParams::maxbins(10.0).names("x"), ["bin_maxbins_10_x", "bin_maxbins_10_x_end"]);
        let bin = BinParams {
            step: Some(0.5),
            extent: BinExtent::Range([-1.0, 2.0]),
            ..BinParams::default()
        };
        check(
            bin.names("a.b"),
            ["bin_step_0_5_extent__1_2_a.b", "bin_step_0_5_extent__1_2_a.b_end"],
        );
        let month = TimeUnitParams { unit: Some("yearmonth".into()), ..TimeUnitParams::default() };
        check(month.names("date"), ["yearmonth_date", "yearmonth_date_end"]);
        let years = TimeUnitParams { utc: true, step: Some(5.0), ..month };
        check(years.names("date"), ["utcyearmonth_step_5_date", "utcyearmonth_step_5_date_end"]);
        assert_eq!(&*field_name("count", None, ""), "count");
        assert_eq!(&*field_name("argmax", Some("b"), ""), "argmax_b");
    }
}
