//! The npm package that the program carries, to serve it and to put it beside a page.

/// The files of pkg/ that a page loads, by name.
pub const FILES: [(&str, &[u8]); 4] = [
    ("shushuo.js", include_bytes!("../../pkg/shushuo.js")),
    ("shushuo-element.js", include_bytes!("../../pkg/shushuo-element.js")),
    ("shushuo_bg.wasm", include_bytes!("../../pkg/shushuo_bg.wasm")),
    ("shushuo_rest.wasm", include_bytes!("../../pkg/shushuo_rest.wasm")),
];

/// The bytes of a file of pkg/; nothing when the program carries no such file.
#[must_use]
pub fn file(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(one, _)| *one == name).map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_webassembly() {
        assert_eq!(file("shushuo_bg.wasm").and_then(|bytes| bytes.get(..4)), Some(&b"\0asm"[..]));
        assert_eq!(file("../Cargo.toml"), None);
    }
}
