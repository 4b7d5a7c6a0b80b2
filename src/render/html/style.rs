//! The page's one style sheet, and the hash by which the page's policy allows it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::certificate::Sha256;

/// The style sheet, and its hash as Content Security Policy writes it.
pub(super) struct Style {
    /// What stands in the style element.
    pub(super) sheet: String,
    /// `sha256-` and the Base64 of the SHA-256 of [`Style::sheet`] (CSP level 3, section 2.3.1).
    pub(super) hash: String,
}

impl Style {
    pub(super) fn new() -> Self {
        // A checkout may have made it CRLF, and browsers hash what they read as LF.
        let sheet = SHEET.replace('\r', "");
        let digest = STANDARD.encode(Sha256::of(sheet.as_bytes()).0);
        let hash = format!("sha256-{digest}");
        Self { sheet, hash }
    }
}

const SHEET: &str = include_str!("../../../templates/style.css");
