//! A WebAssembly module out of its packed form, which compresses better.
//!
//! A module mixes its operations with their operands, and gzip finds little in it that repeats.
//! Packed, the operations of all functions stand together, their commonest pair written as one byte
//! that no operation has, then the next pair, and so on (byte pair encoding); each kind of operand
//! has a stream of its own. All sections but that of the functions are left as they are. After gzip,
//! a packed module is a fifth smaller; putting it together is a matter of copying.
//!
//! [`walk`] goes over a function whatever the way, so what packs and what unpacks cannot disagree.
//! The packer is `xtask/src/pack.rs`.
#![cfg_attr(target_arch = "wasm32", no_std)]

#[cfg(target_arch = "wasm32")]
mod page;
mod walk;

pub use walk::{STREAMS, Tape, walk};

/// Where a page's module writes the module that it unpacks, and `src/web/load.js` takes it from; its
/// stack and statics come before.
pub const MODULE: usize = 1 << 20;

/// Where it writes the operations.
pub const OPS: usize = 3 << 20;

/// Where the length of the packed module stands, and the packed module after it.
pub const PACKED: usize = 4 << 20;

/// Where its memory ends.
pub const END: usize = 5 << 20;

/// The bytes that are kept free for the length of a function: three groups of seven bits.
const LENGTH: usize = 3;

/// Writes the module that `packed` holds at the start of `out`, and gives its length in bytes.
///
/// `packed` is a list of numbers of four bytes, little-endian: how many functions there are, then
/// the lengths of the parts that follow. These are the module up to its first function, the module
/// after its last one, the pairs (the byte, and the two that it stands for), the operations, and
/// the [`STREAMS`] streams of operands. `ops` is room for the operations without pairs.
///
/// None comes back when `packed` ends too early, or there is not room enough.
///
/// # Examples
///
/// ```
/// assert_eq!(unpack::unpack(b"", &mut [], &mut [0; 8]), None);
/// ```
pub fn unpack(packed: &[u8], ops: &mut [u8], out: &mut [u8]) -> Option<usize> {
    let mut rest = packed.get(4 * (5 + STREAMS)..)?;
    let functions = number(packed, 0)?;
    let mut part = |place: usize| {
        let (part, after) = rest.split_at_checked(number(packed, place)?)?;
        rest = after;
        Some(part)
    };
    let (before, after, pairs, tokens) = (part(1)?, part(2)?, part(3)?, part(4)?);
    let mut streams = [&[][..]; STREAMS];
    for (stream, place) in streams.iter_mut().zip(5..) {
        *stream = part(place)?;
    }
    out.get_mut(..before.len())?.copy_from_slice(before);
    let length = spell(pairs, tokens, ops)?;
    let mut tape = Unpacking { ops: ops.get(..length)?, streams, out, at: before.len() };
    for _ in 0..functions {
        let start = tape.at;
        tape.at += LENGTH;
        walk(&mut tape);
        tape.close(start)?;
    }
    let start = tape.at;
    let end = start + after.len();
    out.get_mut(start..end)?.copy_from_slice(after);
    Some(end)
}

/// One of the numbers at the start.
fn number(packed: &[u8], place: usize) -> Option<usize> {
    let bytes = packed.get(place * 4..place * 4 + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

/// Writes the operations that the tokens stand for, and gives how many there are.
fn spell(pairs: &[u8], tokens: &[u8], ops: &mut [u8]) -> Option<usize> {
    let mut means = [None; 256];
    for pair in pairs.chunks_exact(3) {
        means[usize::from(pair[0])] = Some((pair[1], pair[2]));
    }
    let mut length = 0;
    // What a pair stands for nests no deeper than there are pairs.
    let mut waiting = [0; 256];
    for token in tokens {
        let (mut token, mut depth) = (*token, 0);
        loop {
            if let Some((first, second)) = means[usize::from(token)] {
                *waiting.get_mut(depth)? = second;
                depth += 1;
                token = first;
                continue;
            }
            *ops.get_mut(length)? = token;
            length += 1;
            if depth == 0 {
                break;
            }
            depth -= 1;
            token = waiting[depth];
        }
    }
    Some(length)
}

/// Reads operations and streams, writes functions.
struct Unpacking<'a> {
    ops: &'a [u8],
    streams: [&'a [u8]; STREAMS],
    out: &'a mut [u8],
    at: usize,
}

impl Unpacking<'_> {
    fn put(&mut self, byte: u8) {
        if let Some(place) = self.out.get_mut(self.at) {
            *place = byte;
        }
        self.at += 1;
    }

    /// Ends the function that starts at `start` by writing its length before it.
    fn close(&mut self, start: usize) -> Option<()> {
        let (from, end) = (start + LENGTH, self.at);
        self.out.get(..end)?;
        let mut left = end - from;
        self.at = start;
        while left > 127 {
            self.put(left as u8 | 128);
            left >>= 7;
        }
        self.put(left as u8);
        self.out.copy_within(from..end, self.at);
        self.at += end - from;
        Some(())
    }
}

impl Tape for Unpacking<'_> {
    fn op(&mut self) -> u8 {
        let op = self.ahead();
        self.ops = self.ops.get(1..).unwrap_or_default();
        self.put(op);
        op
    }

    fn ahead(&self) -> u8 {
        // Where nothing is left, a function ends.
        self.ops.first().copied().unwrap_or(walk::END)
    }

    fn byte(&mut self, stream: usize) -> u8 {
        let Some((byte, rest)) = self.streams[stream].split_first() else { return 0 };
        self.streams[stream] = rest;
        self.put(*byte);
        *byte
    }
}
