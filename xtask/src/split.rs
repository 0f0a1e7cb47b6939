//! The module in two: what the first charts of a page run, and the rest, which comes later.
//!
//! A function of the rest stands in the first part as a place in its table
//! that traps. The rest, once it is instantiated with what the first part
//! exports, puts its functions in these places.

use crate::step::{Done, Failure};
use std::collections::{BTreeMap, HashMap};
use walrus::ir::{Call, CallIndirect, Const, GlobalSet, Instr, InstrSeq, Value, VisitorMut};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind,
    GlobalKind, Module, ModuleConfig, TableId, TypeId, ValType,
};

/// The two parts.
pub struct Parts {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
}

/// The name that the rest imports from.
const FIRST: &str = "a";

/// The module with a global `h0`, `h1` … for each of its own functions, which is 1 once that was called.
pub fn watched(wasm: &[u8]) -> Done<Vec<u8>> {
    let mut module = parse(wasm)?;
    for (place, id) in own(&module).into_iter().enumerate() {
        let zero = ConstExpr::Value(Value::I32(0));
        let global = module.globals.add_local(ValType::I32, true, false, zero);
        module.exports.add(&format!("h{place}"), global);
        let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
        let entry = function.entry_block();
        let mut block = function.builder_mut().instr_seq(entry);
        block.instr_at(0, Const { value: Value::I32(1) }).instr_at(1, GlobalSet { global });
    }
    Ok(module.emit_wasm())
}

/// Splits the module: `is_used` says of each of its own functions whether it stands in the first part.
pub fn split(wasm: &[u8], is_used: &[bool]) -> Done<Parts> {
    let (mut first, mut rest) = (parse(wasm)?, parse(wasm)?);
    let (ours, theirs) = (own(&first), own(&rest));
    let mut used = is_used.to_vec();
    let place = places(&ours);
    // What JavaScript calls by name stands in the first part.
    for export in first.exports.iter() {
        if let ExportItem::Function(id) = export.item
            && let Some(place) = place.get(&id)
        {
            used[*place] = true;
        }
    }
    let slots = Slots::of(&mut first, &ours, &used)?;
    take(&mut first, &mut rest, &ours, &theirs, &used);
    share(&mut first, &mut rest);
    slots.trap(&mut first, &ours, &used)?;
    slots.fill(&mut rest, &theirs)?;
    for (id, _) in ours.iter().zip(&used).filter(|(_, used)| !**used) {
        first.funcs.delete(*id);
    }
    walrus::passes::gc::run(&mut first);
    walrus::passes::gc::run(&mut rest);
    Ok(Parts { first: first.emit_wasm(), rest: rest.emit_wasm() })
}

/// A module that can be changed.
pub fn parse(wasm: &[u8]) -> Done<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(wasm).map_err(|error| Failure::could_not_run(format!("walrus: {error:#}")))
}

/// The functions that the module itself has, in its order.
fn own(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter_local().map(|(id, _)| id).collect()
}

fn places(ids: &[FunctionId]) -> HashMap<FunctionId, usize> {
    ids.iter().enumerate().map(|(place, id)| (*id, place)).collect()
}

fn table(module: &Module) -> Done<TableId> {
    let table = module.tables.main_function_table().ok().flatten();
    table.ok_or_else(|| Failure::could_not_run("the module has no table of functions"))
}

/// Puts other instructions in the place of each call for which `change` gives some.
struct Calls<'a>(&'a mut dyn FnMut(FunctionId) -> Option<Vec<Instr>>);

impl VisitorMut for Calls<'_> {
    fn start_instr_seq_mut(&mut self, block: &mut InstrSeq) {
        let before = std::mem::take(&mut block.instrs);
        for (instr, at) in before {
            let other = if let Instr::Call(Call { func }) = instr { (self.0)(func) } else { None };
            match other {
                Some(other) => block.instrs.extend(other.into_iter().map(|instr| (instr, at))),
                None => block.instrs.push((instr, at)),
            }
        }
    }
}

fn rewrite(
    module: &mut Module,
    id: FunctionId,
    change: &mut dyn FnMut(FunctionId) -> Option<Vec<Instr>>,
) {
    let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
    let entry = function.entry_block();
    walrus::ir::dfs_pre_order_mut(&mut Calls(change), function, entry);
}

/// The places of the table that the rest fills.
struct Slots {
    /// The table's length.
    length: u64,
    /// The function at each place, by its place among the module's own.
    functions: BTreeMap<u64, usize>,
}

impl Slots {
    /// Gives each function of the rest that the first part calls a place, and makes those calls go there.
    fn of(first: &mut Module, ours: &[FunctionId], used: &[bool]) -> Done<Self> {
        let table = table(first)?;
        let place = places(ours);
        let types: Vec<TypeId> = ours.iter().map(|id| first.funcs.get(*id).ty()).collect();
        let mut slots =
            Self { length: first.tables.get(table).initial, functions: BTreeMap::new() };
        for element in first.elements.iter() {
            let (ElementKind::Active { offset, .. }, ElementItems::Functions(ids)) =
                (&element.kind, &element.items)
            else {
                return Err(Failure::could_not_run(
                    "the module's table is not a list of functions",
                ));
            };
            let ConstExpr::Value(Value::I32(offset)) = offset else {
                return Err(Failure::could_not_run("the module's table has no fixed places"));
            };
            for (at, id) in (u64::from(offset.cast_unsigned())..).zip(ids) {
                if let Some(place) = place.get(id).filter(|place| !used[**place]) {
                    slots.functions.insert(at, *place);
                }
            }
        }
        let mut known: HashMap<usize, u64> =
            slots.functions.iter().map(|(at, place)| (*place, *at)).collect();
        for (id, _) in ours.iter().zip(used).filter(|(_, used)| **used) {
            rewrite(first, *id, &mut |callee| {
                let callee = *place.get(&callee).filter(|place| !used[**place])?;
                let at = *known.entry(callee).or_insert_with(|| {
                    slots.functions.insert(slots.length, callee);
                    slots.length += 1;
                    slots.length - 1
                });
                let value = Value::I32(i32::try_from(at).unwrap_or(i32::MAX));
                Some(vec![Const { value }.into(), CallIndirect { ty: types[callee], table }.into()])
            });
        }
        Ok(slots)
    }

    /// Makes every place trap: one function for each type.
    fn trap(&self, first: &mut Module, ours: &[FunctionId], used: &[bool]) -> Done {
        let table = table(first)?;
        let place = places(ours);
        let mut traps: HashMap<TypeId, FunctionId> = HashMap::new();
        let mut trap = |first: &mut Module, place: usize| {
            let ty = first.funcs.get(ours[place]).ty();
            *traps.entry(ty).or_insert_with(|| {
                let (params, results) = first.types.params_results(ty);
                let (params, results) = (params.to_vec(), results.to_vec());
                let args = params.iter().map(|ty| first.locals.add(*ty)).collect();
                let mut builder = FunctionBuilder::new(&mut first.types, &params, &results);
                builder.func_body().unreachable();
                builder.finish(args, &mut first.funcs)
            })
        };
        let elements: Vec<_> = first.elements.iter().map(walrus::Element::id).collect();
        for element in elements {
            let ElementItems::Functions(ids) = first.elements.get(element).items.clone() else {
                continue;
            };
            let ids = ids.into_iter().map(|id| match place.get(&id) {
                Some(place) if !used[*place] => trap(first, *place),
                _ => id,
            });
            let ids = ids.collect();
            first.elements.get_mut(element).items = ElementItems::Functions(ids);
        }
        let before = first.tables.get(table).initial;
        let ids: Vec<_> =
            self.functions.range(before..).map(|(_, place)| trap(first, *place)).collect();
        add(first, table, before, ids);
        let table = first.tables.get_mut(table);
        table.initial = self.length;
        table.maximum = table.maximum.map(|maximum| maximum.max(self.length));
        Ok(())
    }

    /// Puts the functions of the rest in their places, and nothing else.
    fn fill(&self, rest: &mut Module, theirs: &[FunctionId]) -> Done {
        let table = table(rest)?;
        let elements: Vec<_> = rest.elements.iter().map(walrus::Element::id).collect();
        rest.tables.get_mut(table).elem_segments.clear();
        elements.into_iter().for_each(|id| rest.elements.delete(id));
        let mut runs: Vec<(u64, Vec<FunctionId>)> = Vec::new();
        for (at, place) in &self.functions {
            match runs.last_mut() {
                Some((start, ids)) if *start + ids.len() as u64 == *at => ids.push(theirs[*place]),
                _ => runs.push((*at, vec![theirs[*place]])),
            }
        }
        for (start, ids) in runs {
            add(rest, table, start, ids);
        }
        rest.tables.get_mut(table).initial = self.length;
        rest.tables.get_mut(table).maximum = None;
        Ok(())
    }
}

fn add(module: &mut Module, table: TableId, start: u64, ids: Vec<FunctionId>) {
    let offset = ConstExpr::Value(Value::I32(i32::try_from(start).unwrap_or(i32::MAX)));
    let kind = ElementKind::Active { table, offset };
    let element = module.elements.add(kind, ElementItems::Functions(ids));
    module.tables.get_mut(table).elem_segments.insert(element);
}

/// Makes the rest import what it calls of the first part, which exports it under a short name.
fn take(
    first: &mut Module,
    rest: &mut Module,
    ours: &[FunctionId],
    theirs: &[FunctionId],
    used: &[bool],
) {
    let place = places(theirs);
    let imported = |module: &Module| -> Vec<FunctionId> {
        let all = module.funcs.iter();
        all.filter(|function| matches!(function.kind, FunctionKind::Import(_)))
            .map(|function| function.id())
            .collect()
    };
    let (our_imports, their_imports) = (imported(first), imported(rest));
    let mut names: HashMap<FunctionId, FunctionId> = HashMap::new();
    for (id, _) in theirs.iter().zip(used).filter(|(_, used)| !**used) {
        let mut called = Vec::new();
        rewrite(rest, *id, &mut |callee| {
            called.push(callee);
            None
        });
        for callee in called {
            let twin = match place.get(&callee) {
                Some(place) if !used[*place] => continue,
                Some(place) => ours[*place],
                None => match their_imports.iter().position(|id| *id == callee) {
                    Some(at) => our_imports[at],
                    // One that was made here: an import already.
                    None => continue,
                },
            };
            if names.contains_key(&callee) {
                continue;
            }
            let name = short(names.len());
            first.exports.add(&name, twin);
            let ty = rest.funcs.get(callee).ty();
            names.insert(callee, rest.add_import_func(FIRST, &name, ty).0);
        }
        rewrite(rest, *id, &mut |callee| {
            names.get(&callee).map(|func| vec![Call { func: *func }.into()])
        });
    }
}

/// A name of the rest's own: `-0`, `-1` … `-zz`, which nothing else has.
fn short(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]));
        number /= 36;
        if number == 0 {
            return format!("-{name}");
        }
    }
}

/// Makes the rest share the memory, the tables and the globals of the first part, and nothing begin there.
fn share(first: &mut Module, rest: &mut Module) {
    let exports: Vec<_> = rest.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|id| rest.exports.delete(id));
    let data: Vec<_> = rest.data.iter().map(walrus::Data::id).collect();
    for memory in rest.memories.iter_mut() {
        memory.data_segments.clear();
    }
    data.into_iter().for_each(|id| rest.data.delete(id));
    rest.start = None;
    let memories: Vec<_> = first.memories.iter().map(walrus::Memory::id).collect();
    for (at, (ours, theirs)) in memories.into_iter().zip(rest.memories.iter_mut()).enumerate() {
        let name = format!("-m{at}-");
        first.exports.add(&name, ours);
        theirs.import = Some(rest.imports.add(FIRST, &name, theirs.id()));
    }
    let tables: Vec<_> = first.tables.iter().map(walrus::Table::id).collect();
    for (at, (ours, theirs)) in tables.into_iter().zip(rest.tables.iter_mut()).enumerate() {
        let name = format!("-t{at}-");
        first.exports.add(&name, ours);
        theirs.import = Some(rest.imports.add(FIRST, &name, theirs.id()));
    }
    let globals: Vec<_> = first.globals.iter().map(walrus::Global::id).collect();
    let twins: Vec<_> = rest.globals.iter().map(walrus::Global::id).collect();
    for (at, (ours, theirs)) in globals.into_iter().zip(twins).enumerate() {
        let name = format!("-g{at}-");
        first.exports.add(&name, ours);
        let import = rest.imports.add(FIRST, &name, theirs);
        rest.globals.get_mut(theirs).kind = GlobalKind::Import(import);
    }
}
