//! An issuer's name as text, in any usual style, compared with a certificate's.

use crate::certificate::Name;

/// Whether the text has the name's attributes and no others, in whatever order and style.
pub(super) fn agrees(text: &str, name: &Name) -> bool {
    let written = attributes(text);
    if written.is_empty() {
        return name
            .attribute("CN")
            .is_some_and(|common_name| evened(common_name) == evened(text));
    }
    written == attributes(&name.to_string())
}

/// The attributes of a name in text, sorted: before each `=` stands a kind, and before that the
/// value of the attribute before it, whatever separates the two.
fn attributes(text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut pieces = text.split('=');
    let mut kind = pieces.next().map(str::trim).unwrap_or_default();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let (value, next) = match pieces.peek() {
            Some(_) => piece
                .trim_end()
                .rsplit_once([',', ';', '+', '/', ' '])
                .unwrap_or((piece, "")),
            None => (piece, ""),
        };
        attributes.push((evened_kind(kind), evened(value)));
        kind = next;
    }
    attributes.sort_unstable();
    attributes
}

/// Lower case, without quotes, escapes, separators at the ends, and superfluous space.
fn evened(value: &str) -> String {
    let value = value
        .trim_matches([',', ';', '+', '/', ' '])
        .replace(['"', '\\'], "");
    let words: Vec<_> = value.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// One spelling for each kind of attribute.
fn evened_kind(kind: &str) -> String {
    let kind = kind.trim().trim_start_matches('/').to_lowercase();
    let kind = kind.strip_prefix("oid.").unwrap_or(&kind);
    match kind {
        "e" | "email" | "1.2.840.113549.1.9.1" => "emailaddress",
        "s" => "st",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::bundled;

    /// As keytool, openssl, Windows and RFC 4514 write the name.
    #[test]
    fn one_name_in_every_style_agrees() {
        let mut roots = bundled::roots().iter();
        let name = &roots
            .find(|root| root.subject.to_string().contains("Starfield Root"))
            .unwrap()
            .subject;
        for text in [
            "CN=Starfield Root Certificate Authority - G2, O=\"Starfield Technologies, Inc.\", L=Scottsdale, ST=Arizona, C=US",
            "C = US, ST = Arizona, L = Scottsdale, O = \"Starfield Technologies, Inc.\", CN = Starfield Root Certificate Authority - G2",
            "CN=Starfield Root Certificate Authority - G2,O=Starfield Technologies\\, Inc.,L=Scottsdale,S=Arizona,C=US",
            "/C=US/ST=Arizona/L=Scottsdale/O=Starfield Technologies, Inc./CN=Starfield Root Certificate Authority - G2",
            "starfield root certificate authority - g2",
        ] {
            assert!(agrees(text, name), "{text}");
        }
        for text in [
            "",
            "Starfield",
            "CN=Starfield Root Certificate Authority - G2",
            "CN=Starfield Root Certificate Authority - G3, O=\"Starfield Technologies, Inc.\", L=Scottsdale, ST=Arizona, C=US",
            "O=Starfield Root Certificate Authority - G2, CN=\"Starfield Technologies, Inc.\", L=Scottsdale, ST=Arizona, C=US",
        ] {
            assert!(!agrees(text, name), "{text}");
        }
    }

    #[test]
    fn every_bundled_root_agrees_with_its_own_text_and_with_no_other() {
        for root in bundled::roots() {
            for other in bundled::roots() {
                let agrees = agrees(&root.subject.to_string(), &other.subject);
                assert_eq!(
                    agrees,
                    root.subject.matches(&other.subject),
                    "{}",
                    other.subject
                );
            }
        }
    }
}
