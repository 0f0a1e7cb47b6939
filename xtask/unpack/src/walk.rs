//! One function of a module, operation by operation.
//! The operations and their operands: <https://webassembly.github.io/spec/core/binary/instructions.html>

/// A way over the functions of a module, packing or unpacking them.
pub trait Tape {
    /// Passes the next operation over, and gives it.
    fn op(&mut self) -> u8;

    /// The operation that comes next.
    fn ahead(&self) -> u8;

    /// Passes the next byte of an operand over, which belongs to a stream, and gives it.
    fn byte(&mut self, stream: usize) -> u8;
}

/// How many streams of operands there are.
pub const STREAMS: usize = CONST + KINDS;

/// The operation that ends a block or a function.
pub(crate) const END: u8 = 0x0B;

// The streams. The operands of the last two depend on the operation that comes next: they have a
// stream for each kind of it.
const DECLARED: usize = 0;
const BLOCK: usize = 1;
const DEPTH: usize = 2;
const CALL: usize = 3;
const SET: usize = 4;
const TEE: usize = 5;
const ALIGN: usize = 6;
const OFFSET: usize = 7;
const FAR_OFFSET: usize = 8;
const LONG: usize = 9;
const REAL: usize = 10;
const RARE: usize = 11;
const GET: usize = 12;
const CONST: usize = GET + KINDS;
const KINDS: usize = 8;

/// The kind of an operation, as one that comes next.
fn kind(op: u8) -> usize {
    match op {
        0x28..=0x35 => 1,
        0x36..=0x3E => 2,
        0x20..=0x22 => 3,
        0x41 => 4,
        0x45..=0x66 => 5,
        0x6A => 6,
        0x67..=0xC4 => 7,
        _ => 0,
    }
}

/// Passes one function over: its locals, then its operations to its end.
pub fn walk(tape: &mut impl Tape) {
    for _ in 0..number(tape, DECLARED) {
        number(tape, DECLARED);
        tape.byte(DECLARED);
    }
    let mut depth = 1;
    while depth > 0 {
        let op = tape.op();
        // The stream of its numbers, and how many there are.
        let (stream, count) = match op {
            0x20 => (GET + kind(tape.ahead()), 1),
            0x21 => (SET, 1),
            0x22 => (TEE, 1),
            0x41 => (CONST + kind(tape.ahead()), 1),
            0x42 => (LONG, 1),
            0x0C | 0x0D => (DEPTH, 1),
            0x10 => (CALL, 1),
            0x02..=0x04 => {
                depth += 1;
                (BLOCK, 1)
            }
            END => {
                depth -= 1;
                (RARE, 0)
            }
            0x28..=0x3E => {
                number(tape, ALIGN);
                // The first group of bits, then those that few offsets have.
                (FAR_OFFSET, u32::from(tape.byte(OFFSET) > 127))
            }
            0x43 | 0x44 => {
                for _ in 0..if op == 0x43 { 4 } else { 8 } {
                    tape.byte(REAL);
                }
                (RARE, 0)
            }
            // A list of places, and one for all else.
            0x0E => (RARE, number(tape, RARE) + 1),
            0x1C => (RARE, number(tape, RARE)),
            0x11 => (RARE, 2),
            0x23..=0x26 | 0x3F | 0x40 | 0xD0 | 0xD2 => (RARE, 1),
            0xFC => match number(tape, RARE) {
                8 | 10 | 12 | 14 => (RARE, 2),
                9 | 11 | 13 | 15..=17 => (RARE, 1),
                _ => (RARE, 0),
            },
            _ => (RARE, 0),
        };
        for _ in 0..count {
            number(tape, stream);
        }
    }
}

/// Passes a number over, in groups of seven bits, and gives its lower 32 bits.
fn number(tape: &mut impl Tape, stream: usize) -> u32 {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = tape.byte(stream);
        if shift < 32 {
            value |= u32::from(byte & 127) << shift;
        }
        if byte < 128 {
            return value;
        }
        shift += 7;
    }
}
