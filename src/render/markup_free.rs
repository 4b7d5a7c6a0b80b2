//! JSON that no page can take for markup, wherever it is pasted.

use memchr::memchr2;
use serde::Serialize;
use serde::ser::Error as _;

/// The value in indented lines, with a line end.
pub(super) fn pretty(value: &impl Serialize) -> serde_json::Result<String> {
    let mut json = Vec::new();
    serde_json::to_writer_pretty(&mut json, value)?;
    finish(&mut json, 0);
    text(json)
}

/// Appends the value in one line, with its end.
pub(super) fn push_line(lines: &mut Vec<u8>, value: &impl Serialize) -> serde_json::Result<()> {
    let start = lines.len();
    serde_json::to_writer(&mut *lines, value)?;
    finish(lines, start);
    Ok(())
}

/// The text that JSON always is.
pub(super) fn text(json: Vec<u8>) -> serde_json::Result<String> {
    String::from_utf8(json).map_err(serde_json::Error::custom)
}

/// Ends the JSON that begins at `start`. It has `<` and `>` within strings alone, where RFC 8259,
/// section 7 lets an escape stand.
fn finish(json: &mut Vec<u8>, start: usize) {
    // A report may be large, and hardly any has one.
    if memchr2(b'<', b'>', json.get(start..).unwrap_or_default()).is_some() {
        for byte in json.split_off(start) {
            match byte {
                b'<' => json.extend_from_slice(br"\u003c"),
                b'>' => json.extend_from_slice(br"\u003e"),
                other => json.push(other),
            }
        }
    }
    json.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tag_is_seen_and_the_text_is_the_same() {
        let hostile = "</script><b>";
        let mut lines = b"<before>".to_vec();
        push_line(&mut lines, &hostile).unwrap();
        let line = text(lines).unwrap();
        for json in [
            line.strip_prefix("<before>").unwrap(),
            &pretty(&hostile).unwrap(),
        ] {
            assert!(!json.contains(['<', '>']), "{json}");
            assert_eq!(serde_json::from_str::<String>(json).unwrap(), hostile);
        }
    }
}
