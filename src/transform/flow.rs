//! The tables of a view: each flow's source, then its steps in order.

use super::{Context, apply};
use crate::base::format::{NumberFormat, plain};
use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::data::table::{NULL, is_null};
use crate::data::{Column, Sources, Table, load};
use crate::error::{DataError, Diagnostic, Kind, Notes, Place, Result};
use crate::resolve::view::{ChannelDef, Unit};
use crate::resolve::{FlowSource, ParamScope, Step, View};
use crate::spec::source::Source;
use crate::spec::transform::{LookupFrom, Transform};
use std::rc::Rc;

/// The sources of data that a view wants: urls and names, each once.
///
/// # Errors
///
/// What is wrong in a data source's description.
pub fn wanted(notes: &mut Notes, view: &View) -> Result<Vec<Source>> {
    let mut list = Vec::new();
    for flow in &view.flows {
        if let FlowSource::Data(at, json) = &flow.from {
            list.push(Source::parse(notes, at, json)?);
        }
        for step in &flow.steps {
            if let Step::Transform(at, Transform::Lookup(lookup)) = step
                && let LookupFrom::Data { data, .. } = &lookup.from
            {
                list.push(Source::parse(notes, &at.child("from").child("data"), data)?);
            }
        }
    }
    Ok(list)
}

/// One table a flow. Parameters that transforms define (`extent`) get their values.
///
/// # Errors
///
/// A source that was not loaded or is not of its format; what a transform finds wrong.
pub fn tables(notes: &mut Notes, view: &mut View, sources: &Sources) -> Result<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    let mut given: Vec<(Rc<str>, Value)> = Vec::new();
    {
        let scope = ParamScope::new(&view.params);
        let mut lookups: Vec<(Rc<str>, Table)> = Vec::new();
        for flow in &view.flows {
            for step in &flow.steps {
                if let Step::Transform(at, Transform::Lookup(lookup)) = step
                    && let LookupFrom::Data { table, data } = &lookup.from
                {
                    let source = Source::parse(notes, &at.child("from").child("data"), data)?;
                    lookups.push((table.clone(), load(notes, &source, sources)?));
                }
            }
        }
        let lookup = |name: &str| {
            lookups.iter().find(|(known, _)| &**known == name).map(|(_, table)| table.clone())
        };
        let mut context = Context::new(&scope);
        context.table = &lookup;
        for flow in &view.flows {
            let mut table = match &flow.from {
                FlowSource::Single => Table::with_rows(1),
                FlowSource::Flow(parent) => tables.get(*parent).cloned().unwrap_or_default(),
                FlowSource::Data(at, json) => {
                    let source = Source::parse(notes, at, json)?;
                    load(notes, &source, sources)?
                }
            };
            for step in &flow.steps {
                table = match step {
                    Step::Transform(at, transform) => {
                        let table = apply(notes, &context, transform, table)
                            .map_err(|why| at_channel(&view.units, at, why))?;
                        if let Transform::Extent(extent) = transform
                            && let Some(value) = context.given(&extent.param)
                        {
                            given.push((extent.param.clone(), value));
                        }
                        if let Transform::Bin(bin) = transform {
                            let name = format!("{}_bins", bin.name[0]);
                            given.extend(context.given(&name).map(|value| (name.into(), value)));
                        }
                        table
                    }
                    Step::Times(name) => convert(table, name, true)?,
                    Step::Numbers(name) => convert(table, name, false)?,
                    Step::Range(start, end, name) => {
                        let locale = &view.params.locale;
                        named_bins(locale, table, [start, end], name)?
                    }
                    Step::Valid(names) => valid(&table, names),
                    Step::Rank(..) => table,
                };
            }
            tables.push(table);
        }
    }
    view.params.values.extend(given);
    Ok(tables)
}

/// The error of a step that an encoding implies, said of the channel that names the field.
fn at_channel(units: &[Unit], at: &Place, why: Diagnostic) -> Diagnostic {
    let Kind::Data(DataError::UnknownField { found, .. }) = &why.kind else { return why };
    if at.pointer.contains("/transform/") {
        return why;
    }
    let here = |def: &&ChannelDef| def.def.place().pointer.starts_with(&*at.pointer);
    let mut defs = units.iter().flat_map(|unit| &unit.channels).filter(here);
    match defs.find(|def| def.field == *found).map(|def| def.def.at("field")) {
        Some(at) => why.moved(at),
        None => why,
    }
}

/// A column of texts becomes times or numbers; one that is none stays.
fn convert(mut table: Table, name: &str, times: bool) -> Result<Table> {
    let Some(column) = table.path(name) else { return Ok(table) };
    let converted = match (&column, times) {
        (Column::Number(numbers), true) => Column::Time(numbers.clone()),
        (Column::Text { codes, words }, _) => {
            let known: Vec<f64> = words
                .iter()
                .map(|word| match times {
                    true => crate::base::date_parse::parse_date(word).unwrap_or(f64::NAN),
                    false => crate::base::value::number_of(word),
                })
                .collect();
            let number = |code: &u32| known.get(*code as usize).copied().unwrap_or(NULL);
            let numbers: Rc<[f64]> = codes.iter().map(number).collect();
            if times { Column::Time(numbers) } else { Column::Number(numbers) }
        }
        (Column::Mixed(values), true) => {
            let number = |value: &Value| match value {
                Value::Text(text) => crate::base::date_parse::parse_date(text).unwrap_or(f64::NAN),
                Value::Number(number) | Value::Time(number) => *number,
                Value::Null | Value::Bool(_) | Value::List(_) | Value::Object(_) => NULL,
            };
            Column::Time(values.iter().map(number).collect())
        }
        (Column::Mixed(values), false) => {
            let number = |value: &Value| if value.is_null() { NULL } else { value.to_number() };
            Column::Number(values.iter().map(number).collect())
        }
        (Column::Time(_), _) | (Column::Number(_), false) => return Ok(table),
    };
    table.set(name, converted)?;
    Ok(table)
}

/// The rows whose values in all these columns are finite numbers.
fn valid(table: &Table, names: &[Rc<str>]) -> Table {
    let columns: Vec<Column> = names.iter().filter_map(|name| table.path(name)).collect();
    let good = |row: &u32| {
        columns.iter().all(|column| {
            let number = column.number(*row as usize);
            number.is_finite() && !is_null(number)
        })
    };
    let rows: Vec<u32> = (0..table.rows() as u32).filter(good).collect();
    if rows.len() == table.rows() { table.clone() } else { table.take(&rows) }
}

/// A column of bins in words: "0 – 10"; "null" for what is in no bin.
fn named_bins(locale: &Locale, mut table: Table, ends: [&str; 2], name: &str) -> Result<Table> {
    let [start, end] = ends.map(|name| table.path(name));
    let (Some(start), Some(end)) = (start, end) else { return Ok(table) };
    let format = NumberFormat::parse("");
    let number = |number: f64| match &format {
        Some(format) => format.format(locale, number),
        None => plain(number),
    };
    let mut known: Vec<(u64, Rc<str>)> = Vec::new();
    let mut word = |row: usize| {
        let (from, to) = (start.number(row), end.number(row));
        if !from.is_finite() {
            return Some("null".into());
        }
        if let Some((_, word)) = known.iter().find(|(bits, _)| *bits == from.to_bits()) {
            return Some(word.clone());
        }
        let text: Rc<str> = format!("{} – {}", number(from), number(to)).into();
        known.push((from.to_bits(), text.clone()));
        Some(text)
    };
    let column = Column::from_texts((0..table.rows()).map(&mut word));
    table.set(name, column)?;
    Ok(table)
}
