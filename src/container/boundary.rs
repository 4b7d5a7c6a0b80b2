//! Boundaries of PEM sections: which text is one, and which only resembles one.

use memchr::memchr;

use super::text::{is_blank, quoting};

/// The longest label that is taken for one; the longest in use has 22 characters.
const LABEL_LIMIT: usize = 64;

/// How many Base64 characters in a row make text a section's body rather than prose.
const BODY_EVIDENCE: usize = 16;

/// Which end of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// `-----BEGIN …-----`
    Begin,
    /// `-----END …-----`
    End,
}

/// A boundary within a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Boundary<'a> {
    /// Which end.
    pub(super) side: Side,
    /// The label, without spaces around it.
    pub(super) label: &'a str,
    /// What stands before it.
    pub(super) before: &'a [u8],
    /// What follows it.
    pub(super) after: &'a [u8],
    /// Whether nothing but indentation or quoting stands before it.
    pub(super) is_first: bool,
}

/// The first boundary of a line, or of the rest of one; `following` is what comes after the line.
///
/// A BEGIN with words before or behind it is prose, unless Base64 follows at once: careless
/// joining of files glues boundaries to what came before.
pub(super) fn first<'a>(line: &'a [u8], following: &[u8]) -> Option<Boundary<'a>> {
    let indentation = quoting(line);
    let mut start = 0_usize;
    loop {
        let marker = start.saturating_add(next_marker(line.get(start..)?)?);
        if let Some(found) = parse(line, marker, indentation)
            && (found.side == Side::End || begins_section(&found, following))
        {
            return Some(found);
        }
        start = marker.saturating_add(1);
    }
}

/// The offset of the next text that may start a boundary.
fn next_marker(text: &[u8]) -> Option<usize> {
    // Most lines have no dash at all.
    let dash = memchr(b'-', text)?;
    let mut windows = text.get(dash..)?.windows(6);
    let marker = windows.position(|window| matches!(window, b"-----B" | b"-----E"))?;
    Some(dash.saturating_add(marker))
}

fn parse(line: &[u8], marker: usize, indentation: usize) -> Option<Boundary<'_>> {
    let (before, boundary) = line.split_at_checked(marker)?;
    let (side, labelled) = match boundary.strip_prefix(b"-----BEGIN ") {
        Some(labelled) => (Side::Begin, labelled),
        None => (Side::End, boundary.strip_prefix(b"-----END ")?),
    };
    let length = labelled
        .get(..labelled.len().min(LABEL_LIMIT + 5))?
        .windows(5)
        .position(|window| window == b"-----")?;
    let label = str::from_utf8(labelled.get(..length)?).ok()?.trim();
    if label.is_empty() || !label.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    Some(Boundary {
        side,
        label,
        before,
        after: labelled.get(length.saturating_add(5)..)?,
        is_first: marker <= indentation,
    })
}

/// Whether a BEGIN stands as a section's first line does, see [`first`].
fn begins_section(found: &Boundary<'_>, following: &[u8]) -> bool {
    let behind = skip_blanks(found.after);
    if !behind.is_empty() {
        return is_body(behind) || (found.is_first && behind.starts_with(b"-----END "));
    }
    found.is_first || following.get(quoting(following)..).is_some_and(is_body)
}

fn is_body(text: &[u8]) -> bool {
    text.get(..BODY_EVIDENCE)
        .is_some_and(|start| start.iter().all(|byte| is_base64(*byte)))
}

/// Whether the byte is of the Base64 alphabet of RFC 4648, section 4, padding aside.
pub(super) const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

fn skip_blanks(text: &[u8]) -> &[u8] {
    let blanks = text.iter().take_while(|byte| is_blank(**byte)).count();
    text.get(blanks..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label<'a>(line: &'a str, following: &str) -> Option<(Side, &'a str)> {
        first(line.as_bytes(), following.as_bytes()).map(|found| (found.side, found.label))
    }

    #[test]
    fn indented_quoted_and_padded_boundaries_are_boundaries() {
        for line in [
            "-----BEGIN CERTIFICATE-----",
            "  \t-----BEGIN CERTIFICATE-----  ",
            "> > -----BEGIN CERTIFICATE-----",
            "\u{feff}-----BEGIN CERTIFICATE-----",
            "-----BEGIN CERTIFICATE -----",
            "-----BEGIN CERTIFICATE-----MIIDdzCCAl+gAwIBAgIE",
            "-----BEGIN CERTIFICATE----- MIIDdzCCAl+gAwIBAgIE",
        ] {
            assert_eq!(
                label(line, ""),
                Some((Side::Begin, "CERTIFICATE")),
                "{line}"
            );
        }
    }

    #[test]
    fn prose_that_names_a_boundary_is_text() {
        for line in [
            "copy the line -----BEGIN CERTIFICATE----- and all below it",
            "everything from -----BEGIN CERTIFICATE-----",
            "-----BEGIN CERTIFICATE----- is how it starts",
            "-----BEGIN",
            "-----BEGIN CERTIFICATE",
            "-----BEGIN CERTIFICATE----",
            "-----BEGINNING-----",
            "-----BEGIN -----",
        ] {
            assert_eq!(label(line, "then paste it"), None, "{line}");
        }
    }

    #[test]
    fn a_boundary_glued_to_text_counts_where_base64_follows() {
        assert_eq!(
            label(
                "issuer=CN=R-----BEGIN CERTIFICATE-----",
                "MIIDdzCCAl+gAwIBAgIE"
            ),
            Some((Side::Begin, "CERTIFICATE"))
        );
    }

    #[test]
    fn a_commented_section_is_text() {
        assert_eq!(
            label("# -----BEGIN CERTIFICATE-----", "# MIIDdzCCAl+gAwIBAgIE"),
            None
        );
    }

    #[test]
    fn what_follows_a_boundary_in_its_line_is_kept() {
        let line = b"-----END CERTIFICATE----------BEGIN CERTIFICATE-----";
        let found = first(line, b"").unwrap();
        assert_eq!((found.side, found.label), (Side::End, "CERTIFICATE"));
        assert_eq!(
            first(found.after, b"").map(|next| (next.side, next.is_first)),
            Some((Side::Begin, true))
        );
    }
}
