//! One root of a list, with what is known of it.

use crate::certificate::{Certificate, Md5Digest, Sha1, Sha256, Time};
use crate::chrome::{
    self, LastDay, RootStore, Status, StoreRoot, dedicated_hierarchy, dedicated_to_client_auth,
};
use crate::trust::{Entry, Strength, TrustList};

/// One root of a list.
#[derive(Clone, Debug)]
pub struct Root<'a> {
    /// What the list gives.
    pub entry: &'a Entry,
    /// The certificate that the entry is known to be.
    pub certificate: Option<&'a Certificate>,
    /// How that is known.
    pub known_by: Option<Strength>,
    /// The subject: RFC 4514 where the root is known, else as the list writes it.
    pub subject: Option<String>,
    /// SHA-256: the list's, else the known root's.
    pub sha256: Option<Sha256>,
    /// SHA-1: the list's, else the known root's.
    pub sha1: Option<Sha1>,
    /// MD5, where the list gives it.
    pub md5: Option<Md5Digest>,
    /// The last moment of its validity; midnight where nothing but the day is known.
    pub not_after: Option<Time>,
    /// Where it stands in Chrome's store; `None` where that cannot be told.
    pub in_chrome: Option<InChrome>,
    /// Whether it is a public root that is there for client authentication alone; `None` where
    /// that cannot be told.
    pub is_dedicated: Option<bool>,
    /// What its CA has announced of clientAuth in public TLS certificates.
    pub last_day: Option<&'static LastDay>,
}

/// Where a root stands in the Chrome Root Store: it is one of the store's, or has subject and key
/// of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InChrome {
    /// In it, with or without a constraint.
    Has(Status),
    /// Not in it; an earlier version had it.
    Had {
        /// The last stored version that had it.
        last_seen_in_version: u32,
    },
    /// Not in it, nor in an earlier version that is known.
    Outside,
}

impl InChrome {
    /// The word of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Has(Status::Trusted) => "trusted",
            Self::Has(Status::Constrained) => "constrained",
            Self::Had { .. } => "removed",
            Self::Outside => "outside",
        }
    }

    /// Whether the store has it.
    #[must_use]
    pub const fn is_in(self) -> bool {
        matches!(self, Self::Has(_))
    }
}

impl<'a> Root<'a> {
    /// Every root of a list, in its order; the fingerprints may be of the `supplied` certificates.
    #[must_use]
    pub fn all(list: &'a TrustList, supplied: &[&'a Certificate], chrome: &RootStore) -> Vec<Self> {
        let entries = list.entries().iter().zip(list.resolutions(supplied));
        entries
            .map(|(entry, found)| Self::new(entry, found, chrome))
            .collect()
    }

    fn new(
        entry: &'a Entry,
        found: Option<(&'a Certificate, Strength)>,
        chrome: &RootStore,
    ) -> Self {
        let certificate = found.map(|(certificate, _)| certificate);
        let sha256 = entry.sha256_told(certificate);
        let tabled = Tabled::of(sha256.filter(|_| certificate.is_none()), chrome);
        let subject = entry.subject_told(certificate);
        let not_after = entry.not_after_told(certificate);
        let of_store = tabled.and_then(|tabled| tabled.store_root);
        Self {
            entry,
            certificate,
            known_by: found.map(|(_, strength)| strength),
            subject: subject.or_else(|| Some(tabled?.subject.to_owned())),
            sha256,
            sha1: entry.sha1_told(certificate),
            md5: entry.md5,
            not_after: not_after.or_else(|| tabled?.not_after),
            in_chrome: certificate
                .map(|root| place(root, chrome))
                .or_else(|| tabled.map(|tabled| tabled.in_chrome)),
            is_dedicated: certificate
                .map(is_dedicated)
                .or_else(|| tabled.map(|tabled| tabled.is_dedicated)),
            last_day: match certificate {
                Some(root) => chrome::last_day_of(&root.subject),
                None => of_store.and_then(chrome::last_day),
            },
        }
    }

    /// The organisation of the subject, where the root is known as a certificate.
    #[must_use]
    pub fn organisation(&self) -> Option<&'a str> {
        self.certificate?.subject.attribute("O")
    }
}

/// Where a certificate stands in Chrome's store.
fn place(root: &Certificate, chrome: &RootStore) -> InChrome {
    if let Some(touch) = chrome.touches(root) {
        return InChrome::Has(touch.root.status);
    }
    chrome::removed(&root.sha256).map_or(InChrome::Outside, |removed| InChrome::Had {
        last_seen_in_version: removed.last_seen_in_version,
    })
}

fn is_dedicated(root: &Certificate) -> bool {
    dedicated_to_client_auth(&root.sha256).is_some() || dedicated_hierarchy(root).is_some()
}

/// What Chrome's tables say of a root whose certificate is not at hand.
#[derive(Clone, Copy)]
struct Tabled<'a> {
    subject: &'a str,
    not_after: Option<Time>,
    in_chrome: InChrome,
    is_dedicated: bool,
    store_root: Option<&'a StoreRoot>,
}

impl<'a> Tabled<'a> {
    /// The root with this fingerprint; what is in none of the tables may still have subject and key
    /// of a root that is, so that nothing is said of it.
    fn of(sha256: Option<Sha256>, chrome: &'a RootStore) -> Option<Self> {
        let sha256 = sha256?;
        if let Some(root) = chrome.root(&sha256) {
            return Some(Self {
                subject: &root.subject,
                not_after: root.not_after,
                in_chrome: InChrome::Has(root.status),
                is_dedicated: false,
                store_root: Some(root),
            });
        }
        if let Some(root) = dedicated_to_client_auth(&sha256) {
            return Some(Self {
                subject: &root.subject,
                not_after: root.not_after,
                in_chrome: InChrome::Outside,
                is_dedicated: true,
                store_root: None,
            });
        }
        let root = chrome::removed(&sha256)?;
        Some(Self {
            subject: &root.subject,
            not_after: root.not_after,
            in_chrome: InChrome::Had {
                last_seen_in_version: root.last_seen_in_version,
            },
            is_dedicated: false,
            store_root: None,
        })
    }
}
