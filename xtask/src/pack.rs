//! Packs a module of WebAssembly, so that it compresses better: see `xtask/unpack`.

use crate::split::parse;
use crate::step::{Done, Failure};
use unpack::{END, MODULE, OPS, PACKED, STREAMS, Tape, unpack, walk};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind};

/// The bytes of a page of memory.
const PAGE: u64 = 65_536;

/// The section of a module that holds its functions.
const CODE: u8 = 10;

/// The page's part of `unpack`, compiled, with the packed form of a module in its memory.
pub fn pack(wasm: &[u8], unpacking: &[u8]) -> Done<Vec<u8>> {
    let mut module = parse(unpacking)?;
    let packed = packed(wasm)?;
    let length = u32::try_from(packed.len()).unwrap_or(u32::MAX).to_le_bytes();
    let memory = module.memories.iter_mut().next();
    let memory = memory.ok_or_else(|| Failure::could_not_run("unpack has no memory"))?;
    (memory.initial, memory.maximum) = (END as u64 / PAGE, None);
    let id = memory.id();
    let offset = ConstExpr::Value(Value::I32(PACKED as i32));
    let data =
        module.data.add(DataKind::Active { memory: id, offset }, [&length[..], &packed].concat());
    module.memories.get_mut(id).data_segments.insert(data);
    // What linkers export besides is of no use.
    let names = ["memory", "module"];
    let others = module.exports.iter().filter(|export| !names.contains(&export.name.as_str()));
    for export in others.map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    Ok(module.emit_wasm())
}

/// The packed form of a module.
fn packed(wasm: &[u8]) -> Done<Vec<u8>> {
    let fail = || Failure::could_not_run("the module cannot be packed");
    let (mut at, end) = code(wasm).ok_or_else(fail)?;
    let functions = number(wasm, &mut at).ok_or_else(fail)?;
    let before = at;
    let mut starts = Vec::new();
    for _ in 0..functions {
        let length = number(wasm, &mut at).ok_or_else(fail)?;
        starts.push(at);
        at += length;
    }
    // Operands depend on what comes next, which only a second way over the functions knows.
    let ops = Packing::over(wasm, &starts, &[]).seen;
    let streams = Packing::over(wasm, &starts, &ops).streams;
    let (pairs, tokens) = pair(&ops);
    let mut parts = vec![&wasm[..before], &wasm[end..], &pairs, &tokens];
    parts.extend(streams.iter().map(Vec::as_slice));
    let mut packed = Vec::new();
    for number in [functions].into_iter().chain(parts.iter().map(|part| part.len())) {
        packed.extend(u32::try_from(number).map_err(|_| fail())?.to_le_bytes());
    }
    packed.extend(parts.concat());
    let (mut room, mut out) = (vec![0; PACKED - OPS], vec![0; OPS - MODULE]);
    // In the room that there is, too.
    let length = unpack(&packed, &mut room, &mut out).filter(|_| packed.len() < END - PACKED - 4);
    if length.and_then(|length| out.get(..length)) == Some(wasm) { Ok(packed) } else { Err(fail()) }
}

/// Where the section of the functions begins and ends, its head left out.
fn code(wasm: &[u8]) -> Option<(usize, usize)> {
    let mut at = 8;
    loop {
        let id = *wasm.get(at)?;
        at += 1;
        let length = number(wasm, &mut at)?;
        if id == CODE {
            return Some((at, at + length));
        }
        at += length;
    }
}

/// The number at a place, in groups of seven bits.
fn number(wasm: &[u8], at: &mut usize) -> Option<usize> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *wasm.get(*at)?;
        *at += 1;
        value |= usize::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

/// Reads functions, writes operations and streams.
struct Packing<'a> {
    wasm: &'a [u8],
    at: usize,
    seen: Vec<u8>,
    known: &'a [u8],
    streams: [Vec<u8>; STREAMS],
}

impl<'a> Packing<'a> {
    fn over(wasm: &'a [u8], starts: &[usize], known: &'a [u8]) -> Self {
        let streams = std::array::from_fn(|_| Vec::new());
        let mut packing = Self { wasm, at: 0, seen: Vec::new(), known, streams };
        for start in starts {
            packing.at = *start;
            walk(&mut packing);
        }
        packing
    }

    fn next(&mut self) -> u8 {
        self.at += 1;
        self.wasm[self.at - 1]
    }
}

impl Tape for Packing<'_> {
    fn op(&mut self) -> u8 {
        let op = self.next();
        self.seen.push(op);
        op
    }

    fn ahead(&self) -> u8 {
        self.known.get(self.seen.len()).copied().unwrap_or(0)
    }

    fn byte(&mut self, stream: usize) -> u8 {
        let byte = self.next();
        self.streams[stream].push(byte);
        byte
    }
}

/// The operations with their commonest pairs as one byte each, and these pairs: the byte, and what it stands for.
fn pair(ops: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let (mut pairs, mut tokens) = (Vec::new(), ops.to_vec());
    for free in (0..=u8::MAX).filter(|byte| !ops.contains(byte)) {
        let mut counts = vec![0; 1 << 16];
        for two in tokens.windows(2) {
            counts[usize::from(two[0]) << 8 | usize::from(two[1])] += 1;
        }
        let (mut best, mut most) = (0, 0);
        for (pair, count) in (0..=u16::MAX).zip(counts) {
            if count > most {
                (best, most) = (pair, count);
            }
        }
        let two = best.to_be_bytes();
        pairs.extend([free, two[0], two[1]]);
        let mut shorter = Vec::with_capacity(tokens.len());
        let mut rest = tokens.as_slice();
        while let Some((token, after)) = rest.split_first() {
            let pair = rest.strip_prefix(&two);
            shorter.push(if pair.is_some() { free } else { *token });
            rest = pair.unwrap_or(after);
        }
        tokens = shorter;
    }
    (pairs, tokens)
}

#[cfg(test)]
mod tests {
    use super::{code, packed};

    /// A module of two functions: the second has each form of operand that Rust's have.
    #[rustfmt::skip]
    const WASM: &[u8] = &[
        // Magic and version; the type of both functions; their types.
        0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 3, 2, 0, 0,
        // The code: an empty function.
        10, 72, 2, 2, 0, 0x0B,
        // Locals; a block and a loop.
        67, 2, 1, 0x7F, 2, 0x7C, 0x02, 0x40, 0x03, 0x40, 0x20, 0, 0x41, 0x80, 0x80, 0xC0, 0, 0x6A, 0x21, 0,
        // A load far from its base, a table of branches.
        0x20, 0, 0x28, 2, 0x84, 1, 0x22, 0, 0x0E, 2, 0, 1, 0, 0x0B, 0x0B,
        // Constants, calls, a copy of memory.
        0x42, 0x80, 0x7F, 0x1A, 0x44, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x21, 1,
        0x10, 0, 0x41, 0, 0x11, 0, 0, 0x41, 1, 0x41, 2, 0x41, 3, 0xFC, 10, 0, 0, 0x0B,
        // No data.
        11, 1, 0,
    ];

    #[test]
    fn a_module_comes_back_as_it_was() {
        assert_eq!(code(WASM), Some((21, 93)));
        let packed = packed(WASM).ok();
        let (mut ops, mut out) = ([0; 128], [0; 128]);
        let length = packed.as_ref().and_then(|bytes| unpack::unpack(bytes, &mut ops, &mut out));
        assert_eq!(length.and_then(|length| out.get(..length)), Some(WASM));
    }

    #[test]
    fn what_ends_too_early_is_no_module() {
        let packed = packed(WASM).unwrap_or_default();
        assert!(!packed.is_empty());
        for length in 0..packed.len() {
            let (mut ops, mut out) = ([0; 128], [0; 128]);
            assert_eq!(unpack::unpack(&packed[..length], &mut ops, &mut out), None, "{length}");
        }
    }

    #[test]
    fn what_is_no_module_is_not_packed() {
        assert!(packed(b"").is_err());
        assert!(packed(&WASM[..20]).is_err());
    }
}
