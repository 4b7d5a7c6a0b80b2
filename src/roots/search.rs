//! Finding roots on a list by a text.

use super::Root;
use crate::certificate::Certificate;

/// A text to look for, in subjects, aliases and fingerprints, whatever its case.
#[derive(Clone, Debug)]
pub struct Needle {
    text: String,
    /// The text without what separates the digits of a fingerprint, if it is one.
    digits: Option<String>,
}

impl Needle {
    /// Looks for this text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.to_lowercase();
        let digits: String = text
            .chars()
            .filter(|it| !matches!(it, ':' | ' ' | '-'))
            .collect();
        let is_print = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        Self {
            text,
            digits: is_print.then_some(digits),
        }
    }

    /// Whether the root's subject, in the list's spelling or RFC 4514's, its alias, or one of its
    /// fingerprints contains the text.
    #[must_use]
    pub fn is_in(&self, root: &Root<'_>) -> bool {
        let entry = root.entry;
        let mut texts = [&root.subject, &entry.subject, &entry.alias]
            .into_iter()
            .flatten();
        texts.any(|text| text.to_lowercase().contains(&self.text)) || self.is_in_prints(root)
    }

    fn is_in_prints(&self, root: &Root<'_>) -> bool {
        let Some(digits) = &self.digits else {
            return false;
        };
        let md5 = root.md5.or_else(|| root.certificate.map(Certificate::md5));
        let prints = [
            root.sha256.map(|print| print.to_string()),
            root.sha1.map(|print| print.to_string()),
            md5.map(|print| print.to_string()),
        ];
        prints.iter().flatten().any(|print| print.contains(digits))
    }
}
