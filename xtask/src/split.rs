//! The module in two: what the first charts of a page run, and the rest, which comes later.
//!
//! The first part is the module with a trap in place of each piece of code
//! that usual charts do not run, be it a function or an arm of one. The rest
//! is what stood there, with the places: together they give the whole module
//! (`src/web/patch.js`), byte for byte.

use crate::step::{Done, Failure};
use wasmparser::{BinaryReaderError, Operator, Parser, Payload};

/// The two parts.
pub struct Parts {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
}

/// The section of the rest that holds it.
const REST: &str = "rest";

/// A function this small stays: its place would cost as much.
const SMALL: usize = 6;

/// A piece shorter than this stays, lest a chart that is nearly usual needs the rest for one byte of it.
const SHORT: usize = 80;

const UNREACHABLE: u8 = 0x00;
const END: u8 = 0x0b;

/// A piece of code that runs from its start, or not at all: the rest of its block from there on.
struct Piece {
    start: usize,
    end: usize,
}

/// A function of the module: where its body stands, and its pieces, in their order.
struct Function {
    start: usize,
    end: usize,
    pieces: Vec<Piece>,
}

/// The module, taken apart.
struct Parsed<'a> {
    wasm: &'a [u8],
    /// Where the section of code begins, with its head, and where it ends.
    code: (usize, usize),
    functions: Vec<Function>,
    /// Where the memory's initial number of pages stands, and that number.
    pages: (usize, usize, u64),
}

fn wrong(error: &BinaryReaderError) -> Failure {
    Failure::could_not_run(format!("wasmparser: {error}"))
}

fn parse(wasm: &[u8]) -> Done<Parsed<'_>> {
    let mut parsed = Parsed { wasm, code: (0, 0), functions: Vec::new(), pages: (0, 0, 0) };
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(|error| wrong(&error))? {
            Payload::MemorySection(section) => {
                for memory in section.into_iter_with_offsets() {
                    let (at, memory) = memory.map_err(|error| wrong(&error))?;
                    let mut bytes = Vec::new();
                    number(&mut bytes, memory.initial as usize);
                    // After the byte that says whether there is a maximum.
                    parsed.pages = (at + 1, at + 1 + bytes.len(), memory.initial);
                }
            }
            Payload::CodeSectionStart { range, size, .. } => {
                let mut head = Vec::new();
                number(&mut head, size as usize);
                parsed.code = (range.start - head.len() - 1, range.end);
            }
            Payload::CodeSectionEntry(body) => {
                let (start, end) = (body.range().start, body.range().end);
                let pieces = pieces(&body).map_err(|error| wrong(&error))?;
                parsed.functions.push(Function { start, end, pieces });
            }
            _ => {}
        }
    }
    Ok(parsed)
}

fn pieces(body: &wasmparser::FunctionBody<'_>) -> Result<Vec<Piece>, BinaryReaderError> {
    let mut pieces: Vec<Piece> = Vec::new();
    // For each block around the place, the pieces in it.
    let mut blocks: Vec<Vec<usize>> = vec![Vec::new()];
    let reader = body.get_operators_reader()?;
    let mut begins = true;
    for item in reader.into_iter_with_offsets() {
        let (operator, at) = item?;
        if matches!(operator, Operator::End | Operator::Else) {
            for piece in blocks.pop().unwrap_or_default() {
                pieces[piece].end = at;
            }
            if matches!(operator, Operator::Else) {
                blocks.push(Vec::new());
            }
            begins = true;
            continue;
        }
        if begins && let Some(block) = blocks.last_mut() {
            block.push(pieces.len());
            pieces.push(Piece { start: at, end: at });
        }
        begins = match operator {
            Operator::Block { .. } | Operator::Loop { .. } => {
                blocks.push(Vec::new());
                false
            }
            Operator::If { .. } => {
                blocks.push(Vec::new());
                true
            }
            Operator::BrIf { .. } => true,
            _ => false,
        };
    }
    Ok(pieces)
}

/// Writes a number as WebAssembly does (unsigned LEB128).
fn number(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

impl Parsed<'_> {
    /// The module with other bodies for its functions.
    fn with(&self, bodies: &[Vec<u8>]) -> Vec<u8> {
        let mut code = Vec::new();
        number(&mut code, bodies.len());
        for body in bodies {
            number(&mut code, body.len());
            code.extend(body);
        }
        let mut out = self.wasm[..self.code.0].to_vec();
        out.push(10);
        number(&mut out, code.len());
        out.extend(code);
        out.extend(&self.wasm[self.code.1..]);
        out
    }

    fn count(&self) -> usize {
        self.functions.iter().map(|function| function.pieces.len()).sum()
    }
}

/// The module that notes what it runs, in bytes after its memory's first pages: one for each piece.
pub struct Watched {
    pub wasm: Vec<u8>,
    /// Where the bytes begin in the memory, and how many there are.
    pub notes: (usize, usize),
}

/// Makes the module note each piece that it runs.
pub fn watched(wasm: &[u8]) -> Done<Watched> {
    let parsed = parse(wasm)?;
    let start = parsed.pages.2 as usize * 65_536;
    let mut note = start;
    let mut bodies = Vec::new();
    for function in &parsed.functions {
        let (mut body, mut at) = (Vec::new(), function.start);
        for piece in &function.pieces {
            body.extend(&wasm[at..piece.start]);
            // i32.const 0, i32.const 1, i32.store8 at the note's place.
            body.extend([0x41, 0, 0x41, 1, 0x3a, 0]);
            number(&mut body, note);
            (at, note) = (piece.start, note + 1);
        }
        body.extend(&wasm[at..function.end]);
        bodies.push(body);
    }
    // More pages push later sections: the code's place counts from the end.
    let (from, to, pages) = parsed.pages;
    let more = parsed.count().div_ceil(65_536);
    let whole = parsed.with(&bodies);
    let mut initial = Vec::new();
    number(&mut initial, pages as usize + more);
    if initial.len() != to - from {
        return Err(Failure::could_not_run("the memory's size has no room for the notes"));
    }
    let mut out = whole;
    out[from..to].copy_from_slice(&initial);
    Ok(Watched { wasm: out, notes: (start, parsed.count()) })
}

/// Splits the module: `ran` says of each of its pieces whether usual charts run it.
pub fn split(wasm: &[u8], ran: &[bool]) -> Done<Parts> {
    let parsed = parse(wasm)?;
    if ran.len() != parsed.count() {
        return Err(Failure::could_not_run("not a note for each piece of the module"));
    }
    let (mut places, mut bytes, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
    let mut ran = ran.iter();
    for function in &parsed.functions {
        let ran: Vec<bool> = ran.by_ref().take(function.pieces.len()).copied().collect();
        let body = &wasm[function.start..function.end];
        if ran.first() == Some(&false) && body.len() > SMALL {
            number(&mut places, 1);
            number(&mut places, body.len());
            bytes.extend(body);
            // No locals, a trap.
            bodies.push(vec![0, UNREACHABLE, END]);
            continue;
        }
        let mut cuts: Vec<&Piece> = Vec::new();
        let mut free = function.start;
        for (piece, ran) in function.pieces.iter().zip(ran) {
            if !ran && piece.start >= free && piece.end - piece.start >= SHORT {
                cuts.push(piece);
                free = piece.end;
            }
        }
        number(&mut places, if cuts.is_empty() { 0 } else { cuts.len() + 1 });
        let (mut first, mut at) = (Vec::new(), function.start);
        for cut in cuts {
            number(&mut places, cut.start - at);
            number(&mut places, cut.end - cut.start);
            bytes.extend(&wasm[cut.start..cut.end]);
            first.extend(&wasm[at..cut.start]);
            first.push(UNREACHABLE);
            at = cut.end;
        }
        first.extend(&wasm[at..function.end]);
        bodies.push(first);
    }
    Ok(Parts { first: parsed.with(&bodies), rest: section(&places, &bytes) })
}

/// A module that is nothing but the rest, in a section of its own.
fn section(places: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut content = vec![REST.len() as u8];
    content.extend(REST.as_bytes());
    number(&mut content, places.len());
    content.extend(places);
    content.extend(bytes);
    let mut out = b"\0asm\x01\0\0\0\0".to_vec();
    number(&mut out, content.len());
    out.extend(content);
    out
}
