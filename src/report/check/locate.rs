//! Where in a JSON text a pointer leads.

/// The line and column, both from 1, of the value at a JSON pointer (RFC 6901);
/// of the nearest value around it when there is none.
///
/// The text is JSON that has been read before; anything else gives the place
/// where it ends being so.
#[must_use]
pub fn locate(text: &str, pointer: &str) -> (u32, u32) {
    let bytes = text.as_bytes();
    let mut at = blank(bytes, 0);
    'steps: for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        match bytes.get(at) {
            Some(b'{') => {
                let mut next = blank(bytes, at + 1);
                while bytes.get(next) == Some(&b'"') {
                    let end = string(bytes, next);
                    let name = text.get(next + 1..end.saturating_sub(1)).unwrap_or_default();
                    let value = blank(bytes, blank(bytes, end) + 1);
                    if name == step {
                        at = value;
                        continue 'steps;
                    }
                    next = blank(bytes, skip(bytes, value));
                    if bytes.get(next) != Some(&b',') {
                        break 'steps;
                    }
                    next = blank(bytes, next + 1);
                }
                break;
            }
            Some(b'[') => {
                let Ok(wanted) = step.parse::<usize>() else { break };
                let mut next = blank(bytes, at + 1);
                for _ in 0..wanted {
                    next = blank(bytes, skip(bytes, next));
                    if bytes.get(next) != Some(&b',') {
                        break 'steps;
                    }
                    next = blank(bytes, next + 1);
                }
                at = next;
            }
            Some(_) | None => break,
        }
    }
    let before = text.get(..at.min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(0), u32::try_from(column).unwrap_or(0))
}

fn blank(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The index after the string that begins at an index.
fn string(bytes: &[u8], at: usize) -> usize {
    let mut i = at + 1;
    while let Some(byte) = bytes.get(i) {
        match byte {
            b'"' => return i + 1,
            b'\\' => i += 2,
            _ => i += 1,
        }
    }
    bytes.len()
}

/// The index after the value that begins at an index.
fn skip(bytes: &[u8], at: usize) -> usize {
    let (mut i, mut depth) = (at, 0_usize);
    while let Some(byte) = bytes.get(i) {
        match byte {
            b'"' => {
                i = string(bytes, i);
                if depth == 0 {
                    return i;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                if depth <= 1 {
                    return if depth == 0 { i } else { i + 1 };
                }
                depth -= 1;
            }
            b',' if depth == 0 => return i,
            _ => {}
        }
        i += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_values() {
        let text = "{\n  \"甲\": [1, {\"b/c\": \"x,}\"}],\n  \"d\": 2\n}";
        for (pointer, expected) in [
            ("", (1, 1)),
            ("/甲/0", (2, 9)),
            ("/甲/1/b~1c", (2, 20)),
            ("/d", (3, 8)),
            ("/nothing", (1, 1)),
            ("/甲/9", (2, 8)),
        ] {
            assert_eq!(locate(text, pointer), expected, "{pointer}");
        }
        assert_eq!(locate("{\"a\": [[", "/a/0/0/0"), (1, 9));
    }
}
