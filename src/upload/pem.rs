//! Certificates as RFC 7468 text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A certificate in the strict form of RFC 7468, section 3: 64 characters a line.
pub(crate) fn certificate(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut pem = String::with_capacity(text.len().saturating_add(text.len() / 64 + 64));
    pem.push_str("-----BEGIN CERTIFICATE-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at_checked(64).unwrap_or((rest, ""));
        pem.push_str(line);
        pem.push('\n');
        rest = after;
    }
    pem.push_str("-----END CERTIFICATE-----\n");
    pem
}
