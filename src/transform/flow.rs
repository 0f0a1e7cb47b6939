//! The tables of a view: each flow's source, then its steps in order.

use super::{Context, apply};
use crate::base::format::{NumberFormat, plain};
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::data::{Column, Sources, Table, load, parse};
use crate::error::{DataError, Diagnostic, Kind, Notes, Place, Result};
use crate::resolve::view::Unit;
use crate::resolve::{FlowSource, ParamScope, Step, View};
use crate::spec::source::{Kind as Format, Source};
use crate::spec::transform::{LookupFrom, Transform};
use std::rc::Rc;

/// The sources of data that a view wants: urls and names, each once.
///
/// # Errors
///
/// What is wrong in a data source's description.
pub fn wanted(notes: &mut Notes, view: &View) -> Result<Vec<Source>> {
    let mut list = Vec::new();
    for (at, json, _) in described(view) {
        list.push(Source::parse(notes, &at, json)?);
    }
    Ok(list)
}

/// The sources as they are written: those that flows begin at, and those of lookups with their names.
fn described(view: &View) -> Vec<(Place, &Json, Option<&Rc<str>>)> {
    let mut list = Vec::new();
    for flow in &view.flows {
        if let FlowSource::Data(at, json) = &flow.from {
            list.push((at.clone(), json, None));
        }
        for step in &flow.steps {
            if let Step::Transform(at, Transform::Lookup(lookup)) = step
                && let LookupFrom::Data { table, data } = &lookup.from
            {
                list.push((at.child("from").child("data"), data, Some(table)));
            }
        }
    }
    list
}

/// One table a flow. Parameters that transforms define (`extent`) get their values.
///
/// # Errors
///
/// A source that was not loaded or is not of its format; what a transform finds wrong.
pub fn tables(notes: &mut Notes, view: &mut View, sources: &Sources) -> Result<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    let scope = ParamScope::new(&view.params);
    let mut lookups: Vec<(Rc<str>, Table)> = Vec::new();
    for (at, json, name) in described(view) {
        if let Some(name) = name {
            lookups.push((name.clone(), read(notes, &at, json, sources)?));
        }
    }
    let lookup = |name: &str| {
        let found = lookups.iter().find(|(known, _)| &**known == name);
        found.map(|(_, table)| table.clone())
    };
    let mut context = Context::new(&scope);
    context.table = &lookup;
    for flow in &view.flows {
        let mut table = match &flow.from {
            FlowSource::Single => Table::with_rows(1),
            FlowSource::Flow(parent) => tables.get(*parent).cloned().unwrap_or_default(),
            FlowSource::Data(at, json) => read(notes, at, json, sources)?,
        };
        for step in &flow.steps {
            match step {
                Step::Transform(at, transform) => {
                    table = apply(notes, &context, transform, table)
                        .map_err(|why| at_channel(&view.units, at, why))?;
                }
                Step::Times(name) => convert(&mut table, name, &Format::Date),
                Step::Numbers(name) => convert(&mut table, name, &Format::Number),
                Step::Range(start, end, name) => {
                    named_bins(&view.params.locale, &mut table, [start, end], name);
                }
                Step::Valid(names) => valid(&mut table, names),
            }
        }
        tables.push(table);
    }
    let given = context.given.into_inner();
    view.params.values.extend(given);
    Ok(tables)
}

fn read(notes: &mut Notes, at: &Place, json: &Json, sources: &Sources) -> Result<Table> {
    let source = Source::parse(notes, at, json)?;
    load(notes, &source, sources)
}

/// The error of a step that an encoding implies, said of the channel that names the field.
fn at_channel(units: &[Unit], at: &Place, why: Diagnostic) -> Diagnostic {
    let Kind::Data(DataError::UnknownField { found, .. }) = &why.kind else { return why };
    if at.pointer.contains("/transform/") {
        return why;
    }
    for unit in units {
        for def in &unit.channels {
            if def.field == *found && def.def.place().pointer.starts_with(&*at.pointer) {
                let at = def.def.at("field");
                return why.moved(at);
            }
        }
    }
    why
}

/// A column of texts becomes times or numbers; one that is none stays.
fn convert(table: &mut Table, name: &str, format: &Format) {
    if let Some(column) = table.path(name)
        && !matches!(column, Column::Time(_))
    {
        table.put(name, parse::column(&column, format));
    }
}

/// Keeps the rows whose values in all these columns are finite numbers.
fn valid(table: &mut Table, names: &[Rc<str>]) {
    let mut columns = Vec::new();
    for name in names {
        columns.extend(table.path(name));
    }
    let mut rows = Vec::with_capacity(table.rows());
    for row in 0..table.rows() {
        if columns.iter().all(|column| column.number(row).is_finite()) {
            rows.push(row as u32);
        }
    }
    if rows.len() < table.rows() {
        *table = table.take(&rows);
    }
}

/// A column of bins in words: "0 – 10"; "null" for what is in no bin.
fn named_bins(locale: &Locale, table: &mut Table, [start, end]: [&str; 2], name: &str) {
    let (Some(start), Some(end)) = (table.path(start), table.path(end)) else { return };
    let format = NumberFormat::parse("");
    let number = |number: f64| match &format {
        Some(format) => format.format(locale, number),
        None => plain(number),
    };
    let mut known: Vec<u64> = Vec::new();
    let mut words: Vec<Rc<str>> = Vec::new();
    let mut codes = Vec::with_capacity(table.rows());
    for row in 0..table.rows() {
        let from = start.number(row);
        let bits = if from.is_finite() { from.to_bits() } else { u64::MAX };
        let code = known.iter().position(|known| *known == bits).unwrap_or(known.len());
        if code == known.len() {
            known.push(bits);
            words.push(if from.is_finite() {
                format!("{} – {}", number(from), number(end.number(row))).into()
            } else {
                "null".into()
            });
        }
        codes.push(code as u32);
    }
    table.put(name, Column::Text { codes: codes.into(), words: words.into() });
}
