//! JSON that no page can take for markup, wherever it is pasted.

use serde::Serialize;

/// The value in indented lines, with a line end.
pub(super) fn pretty(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value).map(finished)
}

/// The value in one line, with its end.
pub(super) fn line(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string(value).map(finished)
}

/// JSON has `<` and `>` within strings alone, where RFC 8259, section 7 lets an escape stand.
fn finished(mut json: String) -> String {
    // A report may be large, and hardly any has one.
    if json.contains(['<', '>']) {
        json = json.replace('<', r"\u003c").replace('>', r"\u003e");
    }
    json.push('\n');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tag_is_seen_and_the_text_is_the_same() {
        let text = "</script><b>";
        let json = line(&text).unwrap();
        assert!(!json.contains(['<', '>']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
