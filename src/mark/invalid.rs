//! Values that a continuous scale cannot place: what is drawn for them, and where paths break.
//!
//! Source: Vega-Lite, "Invalid Data".

use super::Draw;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::data::Column;
use crate::resolve::flow::is_continuous;
use crate::resolve::{Bound, ChannelDef, Invalid};
use crate::scale::Scale;

/// What stands for values that a scale cannot place.
#[derive(Clone, Debug, PartialEq)]
pub enum Stand {
    /// A value as it is drawn, by configuration.
    Value(Value),
    /// A value of the scale's domain: zero, or its first where it has no zero.
    Domain(f64),
}

/// Whether a continuous scale can place a row's value.
#[must_use]
pub fn is_valid(column: &Column, row: usize) -> bool {
    column.number(row).is_finite()
}

impl Draw<'_> {
    /// What a channel draws for values that its scale cannot place. None when it has all
    /// of them in its domain, or when they are not to be drawn.
    #[must_use]
    pub fn stand(&self, def: &ChannelDef) -> Option<Stand> {
        let scale = self.scale(def.scale).filter(|_| self.may_fail(def))?;
        let channel = def.channel.scale().unwrap_or(def.channel);
        let known = self.view.config.part("scale").bag("invalid");
        match known.get(channel.name()) {
            Some(Json::Text(_)) | None => {}
            Some(json) => return json.get("value").map(|value| Stand::Value(value.to_value())),
        }
        let shown = self.unit.mark.invalid == Invalid::Show || known.get(channel.name()).is_some();
        shown.then(|| zero_or_first(scale)).flatten().map(Stand::Domain)
    }

    /// Which rows drawn have values in all scales of a path that breaks at others. None when it does not break.
    #[must_use]
    pub fn defined(&self) -> Option<Vec<bool>> {
        match self.unit.mark.invalid {
            Invalid::BreakPathsFilterDomains | Invalid::BreakPathsShowDomains => {}
            Invalid::Filter | Invalid::Show => return None,
        }
        let mut columns = Vec::new();
        for def in &self.unit.channels {
            if let Bound::Column(name) = &def.bound
                && def.channel.scale() == Some(def.channel)
                && self.may_fail(def)
                && self.stand(def).is_none()
            {
                columns.extend(self.column(name));
            }
        }
        let mut defined = Vec::with_capacity(self.rows.len());
        for row in self.rows.iter() {
            defined.push(columns.iter().all(|column| is_valid(column, *row as usize)));
        }
        Some(defined)
    }

    /// Whether there may be values that the channel's scale cannot place: a continuous one, of
    /// anything but counts.
    fn may_fail(&self, def: &ChannelDef) -> bool {
        let counts = matches!(&*def.aggregate, "count" | "distinct" | "valid" | "missing");
        let continuous = self.scale(def.scale).is_some_and(|scale| is_continuous(scale.kind()));
        !counts && continuous && matches!(def.bound, Bound::Column(_))
    }
}

/// Zero where the domain has it, else its first value.
fn zero_or_first(scale: &Scale) -> Option<f64> {
    use crate::resolve::ScaleKind;
    let (first, last) = scale.domain_extent()?;
    let zero = match scale.kind() {
        ScaleKind::Log | ScaleKind::Time | ScaleKind::Utc => false,
        ScaleKind::Linear
        | ScaleKind::Pow
        | ScaleKind::Sqrt
        | ScaleKind::Symlog
        | ScaleKind::Identity
        | ScaleKind::Band
        | ScaleKind::Point
        | ScaleKind::Ordinal
        | ScaleKind::Quantile
        | ScaleKind::Quantize
        | ScaleKind::Threshold
        | ScaleKind::BinOrdinal => first.min(last) <= 0.0 && first.max(last) >= 0.0,
    };
    Some(if zero { 0.0 } else { first })
}
