//! What a tip says of a row: titles and values in words.

use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::data::Table;
use crate::expr::Scope;
use crate::mark::words;
use crate::resolve::{Binning, Bound, ChannelDef, Params, Unit, UnitId, View};
use std::rc::Rc;

/// A line of a tip: a title, which may be empty, and a value in words.
pub type Line = (Rc<str>, Rc<str>);

/// What a mark's `tooltip` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Nothing,
    Encoding,
    Data,
}

/// A row of a table, as expressions see it.
struct RowScope<'a> {
    table: &'a Table,
    row: usize,
    params: &'a Params,
}

impl Scope for RowScope<'_> {
    fn datum(&self) -> Value {
        self.table.row(self.row)
    }

    fn field(&self, name: &str) -> Value {
        self.table.path(name).map_or(Value::Null, |column| column.value(self.row))
    }

    fn name(&self, name: &str) -> Option<Value> {
        self.params.value(name)
    }

    fn call(&self, _function: &str, _args: &[Value]) -> Option<Value> {
        None
    }

    fn locale(&self) -> &Locale {
        &self.params.locale
    }
}

/// The lines of the tip of a unit's row; none when the unit has no tip.
///
/// The `tooltip` channel comes first: its fields, each with its title. Else
/// `tooltip` of the mark: `true` and `{"content": "encoding"}` name the fields
/// of all channels, each title once; `{"content": "data"}` all columns. With
/// `always`, a mark that does not say has a tip of its fields.
///
/// Source: Vega-Lite, "Tooltip"; its `tooltipData`.
#[must_use]
pub fn lines(view: &View, tables: &[Table], id: UnitId, row: u32, always: bool) -> Vec<Line> {
    let Some((unit, table)) = place(view, tables, id, row) else { return Vec::new() };
    let row = row as usize;
    let mut own = false;
    let mut out = Vec::new();
    for def in of_channel(unit, "tooltip") {
        own = true;
        if let Some(text) = said(view, unit, table, row, def).filter(|text| !text.is_empty()) {
            let is_field = def.kind.is_some();
            out.push((if is_field { title(def) } else { "".into() }, text));
        }
    }
    if own {
        return out;
    }
    match content(unit, always) {
        Content::Nothing => {}
        Content::Encoding => out = fields(view, unit, table, row),
        Content::Data => {
            for (name, column) in table.columns() {
                if !name.starts_with("__") {
                    out.push((name.clone(), words::text(&column.value(row))));
                }
            }
        }
    }
    out
}

/// The fields of a unit's row as a table of its values has them, whether it has a tip or not.
#[must_use]
pub fn values(view: &View, tables: &[Table], id: UnitId, row: u32) -> Vec<Line> {
    match place(view, tables, id, row) {
        Some((unit, table)) => fields(view, unit, table, row as usize),
        None => Vec::new(),
    }
}

/// The id of the stated figure behind a row; empty when there is none.
#[must_use]
pub fn figure(view: &View, tables: &[Table], id: UnitId, row: u32) -> Rc<str> {
    word(view, tables, id, row, "figure")
}

/// Where a row's mark leads to, by the `href` channel or property; empty when nowhere.
#[must_use]
pub fn href(view: &View, tables: &[Table], id: UnitId, row: u32) -> Rc<str> {
    let own = word(view, tables, id, row, "href");
    let usual = || view.units.get(id)?.mark.props.word("href").cloned();
    if own.is_empty() { usual().unwrap_or(own) } else { own }
}

/// What a channel of texts has for a row; empty when nothing.
fn word(view: &View, tables: &[Table], id: UnitId, row: u32, channel: &str) -> Rc<str> {
    let found = place(view, tables, id, row).and_then(|(unit, table)| {
        let def = of_channel(unit, channel).next()?;
        let value = drawn(view, table, row as usize, def)?;
        Some(value).filter(|value| !value.is_null())
    });
    found.map_or_else(|| "".into(), |value| value.to_text())
}

/// A unit and its table, when that has the row.
fn place<'a>(
    view: &'a View,
    tables: &'a [Table],
    id: UnitId,
    row: u32,
) -> Option<(&'a Unit, &'a Table)> {
    let unit = view.units.get(id)?;
    let table = tables.get(unit.flow)?;
    ((row as usize) < table.rows()).then_some((unit, table))
}

fn of_channel<'a>(unit: &'a Unit, name: &str) -> impl Iterator<Item = &'a ChannelDef> {
    unit.channels.iter().filter(move |def| def.channel.name() == name)
}

fn content(unit: &Unit, always: bool) -> Content {
    let usual = if always { Content::Encoding } else { Content::Nothing };
    match unit.mark.props.get("tooltip") {
        None => usual,
        Some(Json::Bool(true)) => Content::Encoding,
        Some(json) => match json.get("content").and_then(Json::text).map(|word| &**word) {
            Some("data") => Content::Data,
            Some(_) => Content::Encoding,
            None => Content::Nothing,
        },
    }
}

/// The fields of all channels, each title once.
fn fields(view: &View, unit: &Unit, table: &Table, row: usize) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for def in &unit.channels {
        let is_ours = matches!(def.channel.name(), "certainty" | "figure" | "tooltip");
        let is_end = matches!(def.channel.name(), "x2" | "y2") && is_end_of_bins(unit, def);
        if def.kind.is_none() || is_ours || is_end {
            continue;
        }
        let title = title(def);
        if out.iter().all(|(known, _)| *known != title)
            && let Some(text) = said(view, unit, table, row, def)
        {
            out.push((title, text));
        }
    }
    out
}

/// The title of a field; its name where the author wants none on the axis.
fn title(def: &ChannelDef) -> Rc<str> {
    if def.title.is_empty() { def.field.clone() } else { def.title.clone() }
}

fn is_end_of_bins(unit: &Unit, def: &ChannelDef) -> bool {
    let main = if def.channel.name() == "x2" { "x" } else { "y" };
    of_channel(unit, main).any(|main| main.bin == Binning::Binned)
}

/// What a channel shows of a row: its first case that holds, else what it is bound to.
fn drawn(view: &View, table: &Table, row: usize, def: &ChannelDef) -> Option<Value> {
    let scope = RowScope { table, row, params: &view.params };
    let case = def.cases.iter().find(|(test, _)| test.test(&scope)).map(|(_, bound)| bound);
    match case.unwrap_or(&def.bound) {
        Bound::Column(name) => table.path(name).map(|column| column.value(row)),
        Bound::Datum(value) | Bound::Value(value) => Some(value.clone()),
        Bound::DatumExpr(expr) | Bound::Expr(expr) => Some(expr.eval(&scope)),
        Bound::Nothing => None,
    }
}

/// The same in words.
fn said(view: &View, unit: &Unit, table: &Table, row: usize, def: &ChannelDef) -> Option<Rc<str>> {
    let value = drawn(view, table, row, def)?;
    let (config, locale) = (&view.config, &view.params.locale);
    let end = match &def.bin {
        Binning::Bins(end) => Some(end.clone()),
        Binning::Binned => {
            let name = format!("{}2", def.channel.name());
            of_channel(unit, &name).find_map(|def| match &def.bound {
                Bound::Column(name) => Some(name.clone()),
                Bound::Datum(_)
                | Bound::DatumExpr(_)
                | Bound::Value(_)
                | Bound::Expr(_)
                | Bound::Nothing => None,
            })
        }
        Binning::None => None,
    };
    if let Some(end) = end.and_then(|end| table.path(&end)) {
        return Some(words::range(config, locale, def, &value, &end.value(row)));
    }
    if def.kind.is_none() {
        return Some(if value.is_null() { "".into() } else { words::text(&value) });
    }
    Some(words::value(config, locale, def, &value))
}
