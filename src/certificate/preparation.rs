//! Attribute values made comparable: the string preparation of RFC 4518 that RFC 5280, section 7.1
//! demands for caseIgnoreMatch; alone knows stringprep.

use stringprep::x520prep;

/// The value as caseIgnoreMatch compares it: mapped, case-folded, normalised to NFKC, spaces at the
/// ends left out and runs of them made one (RFC 4518, sections 2.2 to 2.6.1).
///
/// `None` where the preparation fails (section 2.4: a code point that is not assigned in Unicode
/// 3.2, is for private use, or combines with nothing): such a value matches nothing but itself.
pub(super) fn prepared(value: &str) -> Option<String> {
    if value.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Some(without_insignificant_spaces(&value.to_ascii_lowercase()));
    }
    // The crate does not normalise what it folds, so it is asked again without folding.
    let folded = x520prep(value, true).ok()?;
    if folded.is_empty() {
        return Some(String::new());
    }
    let normalized = x520prep(&folded, false).ok()?;
    Some(without_insignificant_spaces(&normalized))
}

fn without_insignificant_spaces(text: &str) -> String {
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let mut output = String::with_capacity(text.len());
    output.push_str(words.next().unwrap_or_default());
    for word in words {
        output.push(' ');
        output.push_str(word);
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4518: section 2.2 (soft hyphen and variation selectors mapped to nothing, line ends and
    /// other separators to a space; case folded), 2.3 (NFKC), 2.6.1 (spaces).
    #[test]
    fn values_that_rfc_4518_makes_equal_are_equal() {
        for (value, same) in [
            ("Sfmtls  Tests", " sfmtls TESTS "),
            ("co\u{ad}operate", "cooperate"),
            ("J.\u{fe00} W.", "j. w."),
            ("line\r\nend", "line end"),
            ("a\u{2003}\u{a0}b", "a b"),
            ("Zürich", "ZU\u{308}RICH"),
            ("STRASSE", "straße"),
            ("\u{ff21}\u{ff23}\u{ff2d}\u{ff25}", "acme"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ] {
            assert_eq!(prepared(value), prepared(same), "{value} {same}");
            assert!(prepared(value).is_some(), "{value}");
        }
    }

    #[test]
    fn values_that_differ_stay_different() {
        for (value, other) in [("Zurich", "Zürich"), ("ab", "a b"), ("ı", "i")] {
            assert_ne!(prepared(value), prepared(other), "{value} {other}");
        }
    }

    /// RFC 4518, section 2.4.
    #[test]
    fn what_is_prohibited_cannot_be_prepared() {
        for value in [
            "private \u{e000}",
            "\u{fffd}",
            "new \u{1f600}",
            "\u{301}first",
        ] {
            assert_eq!(prepared(value), None, "{value}");
        }
    }
}
