//! What a page runs: a module that holds a packed one, and puts it together in its own memory.
#![expect(unsafe_code, reason = "called by name, and its memory has places for large things")]

use crate::{MODULE, OPS, PACKED, unpack};
use core::ptr::{with_exposed_provenance, with_exposed_provenance_mut};
use core::slice::{from_raw_parts, from_raw_parts_mut};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// Writes the module at [`MODULE`] and gives its length; traps when there is none.
#[unsafe(no_mangle)]
extern "C" fn module() -> usize {
    // SAFETY: the packer makes the memory large enough, and nothing else is at these places: the
    // stack and the statics are before them.
    let (packed, ops, out) = unsafe {
        let length = *with_exposed_provenance::<u32>(PACKED) as usize;
        (
            from_raw_parts(with_exposed_provenance(PACKED + 4), length),
            from_raw_parts_mut(with_exposed_provenance_mut(OPS), PACKED - OPS),
            from_raw_parts_mut(with_exposed_provenance_mut(MODULE), OPS - MODULE),
        )
    };
    match unpack(packed, ops, out) {
        Some(length) => length,
        None => core::arch::wasm32::unreachable(),
    }
}
