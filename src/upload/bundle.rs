//! The file to upload: PEM, the end entity first, then each issuer in order, without the root.

use std::cmp::Reverse;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::certificate::fingerprint::hex;
use crate::certificate::{Certificate, Time};
use crate::path::{self, CertPath, Chain, FaultKind, PathStatus};
use crate::trust::TrustList;

/// What goes into the file to upload, and what is known of what does not.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The end entity, then each issuer in order, without the root.
    pub certificates: Vec<Arc<Certificate>>,
    /// What stands above them.
    pub top: Top,
    /// Whether a link of the path fails RFC 5280's validation, which `sfmtls check` explains.
    pub is_invalid: bool,
}

/// What stands above the certificates of the file.
#[derive(Clone, Debug)]
pub enum Top {
    /// The end entity is its own issuer.
    SelfSigned,
    /// This root, which was supplied or is one of Mozilla's.
    Root(Arc<Certificate>),
    /// The issuer of the highest certificate is taken for the root; this program does not hold it.
    Taken,
    /// The issuer of the highest certificate is missing.
    Missing,
    /// The search for issuers ended at a bound.
    Cut,
}

impl Bundle {
    /// What to upload of these certificates; where there are several paths, `at` decides which are
    /// valid.
    #[must_use]
    pub fn of(chain: &Chain, at: Time) -> Self {
        let paths = path::candidates(chain, &TrustList::bundled(), at);
        let rank = |path: &CertPath| {
            let status = path.status();
            let is_valid = matches!(status, PathStatus::Trusted | PathStatus::Untrusted);
            let has_root = path.anchor().is_some();
            (path.is_listed(), has_root, is_valid, path.issuers().len())
        };
        // Of equals the first, so that the order of the file decides.
        let best = paths.iter().min_by_key(|path| Reverse(rank(path)));
        let path = best.unwrap_or(&paths.first);
        let own = std::iter::once(chain.end_entity_index());
        let certificates = own
            .chain(path.issuers().iter().copied())
            .filter_map(|index| chain.presented().get(index))
            .map(|presented| Arc::clone(&presented.certificate))
            .collect();
        Self {
            certificates,
            top: top(chain, path),
            is_invalid: path
                .faults()
                .iter()
                .any(|fault| fault.kind != FaultKind::CaAsEndEntity),
        }
    }

    /// The end entity.
    #[must_use]
    pub fn end_entity(&self) -> Option<&Certificate> {
        self.certificates.first().map(AsRef::as_ref)
    }

    /// The certificate whose issuer is not in the file.
    #[must_use]
    pub fn highest(&self) -> Option<&Certificate> {
        self.certificates.last().map(AsRef::as_ref)
    }

    /// The root, where it is at hand.
    #[must_use]
    pub const fn root(&self) -> Option<&Arc<Certificate>> {
        match &self.top {
            Top::Root(root) => Some(root),
            Top::SelfSigned | Top::Taken | Top::Missing | Top::Cut => None,
        }
    }

    /// Who issued the highest certificate: name, key identifier, and where it says that its
    /// issuer's certificate is.
    #[must_use]
    pub fn issuer_of_highest(&self) -> String {
        let Some(highest) = self.highest() else {
            return String::new();
        };
        let mut text = highest.issuer.to_string();
        if let Some(identifier) = &highest.authority_key_identifier {
            text.push_str(", key identifier ");
            text.push_str(&hex(identifier));
        }
        for url in &highest.issuer_urls {
            text.push_str(", said to be at ");
            text.push_str(url);
        }
        text
    }

    /// The file: one section a certificate and nothing else (RFC 7468, section 2), with the root at
    /// the end where it is wanted and at hand.
    #[must_use]
    pub fn pem(&self, with_root: bool) -> String {
        let root = self.root().filter(|_| with_root);
        self.certificates.iter().chain(root).map(section).collect()
    }
}

/// A PEM section with lines of 64 characters.
fn section(certificate: &Arc<Certificate>) -> String {
    /// So many bytes make a line of 64 characters.
    const LINE: usize = 48;
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in certificate.der.chunks(LINE) {
        STANDARD.encode_string(line, &mut text);
        text.push('\n');
    }
    text.push_str("-----END CERTIFICATE-----\n");
    text
}

fn top(chain: &Chain, path: &CertPath) -> Top {
    if path.is_self_signed() {
        return Top::SelfSigned;
    }
    if let Some(anchor) = path.anchor() {
        return Top::Root(Arc::clone(&anchor.certificate));
    }
    if path.is_cut() {
        return Top::Cut;
    }
    // Contract, "Options of the others": what is missing is the end entity's own issuer, or one
    // below another supplied CA certificate; that of the highest one is taken for the root.
    if path.issuers().is_empty() || has_authority_above(chain, path) {
        Top::Missing
    } else {
        Top::Taken
    }
}

/// Whether a CA certificate was supplied that may stand above the gap at the path's end: not one
/// of a name on the path, nor one below the path or beside its end.
fn has_authority_above(chain: &Chain, path: &CertPath) -> bool {
    let on_path: Vec<&Certificate> = path
        .presented(chain)
        .filter_map(|index| chain.certificate(index))
        .collect();
    let missing = on_path.last().map(|highest| &highest.issuer);
    chain.certificates().any(|(_, other)| {
        let is_beside = missing == Some(&other.issuer) && !other.is_self_issued();
        let is_on_path =
            |known: &&Certificate| known.subject == other.subject || known.subject == other.issuer;
        other.is_ca() && !is_beside && !on_path.iter().any(is_on_path)
    })
}

#[cfg(test)]
mod tests;
