//! What the instance trusts.

use crate::certificate::{Certificate, Md5Digest, Sha1, Sha256};

/// Where a trust list was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// From the instance itself; the final URL.
    Instance(String),
    /// From a saved copy; its path as given.
    File(String),
    /// Mozilla's TLS roots, which came with this program.
    Bundled,
}

/// One root on the list, with what the list gives of it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The name by which the list's own key store knows it.
    pub alias: Option<String>,
    /// The subject as the list writes it: a distinguished name in any style, or a lone name.
    pub subject: Option<String>,
    /// The issuer as the list writes it.
    pub issuer: Option<String>,
    /// The serial number as the list writes it.
    pub serial: Option<String>,
    /// The first moment of validity as the list writes it.
    pub not_before: Option<String>,
    /// The last moment of validity as the list writes it.
    pub not_after: Option<String>,
    /// SHA-256 of the certificate.
    pub sha256: Option<Sha256>,
    /// SHA-1 of the certificate.
    pub sha1: Option<Sha1>,
    /// MD5 of the certificate.
    pub md5: Option<Md5Digest>,
    /// The certificate itself.
    pub certificate: Option<Certificate>,
}

/// How a certificate was recognised as one of the list, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// By the text of its entry alone.
    Text,
    /// By MD5.
    Md5,
    /// By SHA-1.
    Sha1,
    /// By SHA-256.
    Sha256,
    /// The list holds the certificate itself.
    Certificate,
}

/// Which entry names a certificate, and how strongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The entry's index.
    pub entry: usize,
    /// How it was recognised.
    pub strength: Strength,
}
/// stub
#[derive(Debug)]
pub struct TrustList {
    entries: Vec<Entry>,
    source: Source,
    sha256: Option<Sha256>,
}
/// stub
pub mod bundled {
    use crate::certificate::{Certificate, Name};
    static ROOTS: std::sync::LazyLock<Vec<Certificate>> = std::sync::LazyLock::new(|| {
        webpki_root_certs::TLS_SERVER_ROOT_CERTS
            .iter()
            .filter_map(|d| Certificate::from_der(d).ok())
            .collect()
    });
    /// stub
    pub fn roots() -> &'static [Certificate] {
        &ROOTS
    }
    /// stub
    pub fn with_subject(s: &Name) -> impl Iterator<Item = &'static Certificate> {
        ROOTS.iter().filter(move |r| r.subject == *s)
    }
}
#[allow(missing_docs, clippy::all, clippy::pedantic)]
impl TrustList {
    pub fn bundled() -> Self {
        Self {
            source: Source::Bundled,
            sha256: None,
            entries: bundled::roots()
                .iter()
                .map(|r| Entry {
                    sha256: Some(r.sha256),
                    certificate: Some(r.clone()),
                    ..Entry::default()
                })
                .collect(),
        }
    }
    pub fn read(bytes: &[u8], source: Source) -> Result<Self, std::fmt::Error> {
        let c = crate::container::read(bytes, &crate::container::Passwords::default())
            .map_err(|_| std::fmt::Error)?;
        let mut l = Self::of(c.certificates.into_iter().map(|l| l.certificate).collect());
        l.source = source;
        l.sha256 = Some(Sha256::of(bytes));
        Ok(l)
    }
    pub fn of(certs: Vec<Certificate>) -> Self {
        Self {
            source: Source::File("x".into()),
            sha256: None,
            entries: certs
                .into_iter()
                .map(|r| Entry {
                    sha256: Some(r.sha256),
                    certificate: Some(r),
                    ..Entry::default()
                })
                .collect(),
        }
    }
    pub fn source(&self) -> &Source {
        &self.source
    }
    pub fn sha256(&self) -> Option<Sha256> {
        self.sha256
    }
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
    pub fn with_certificate(&self) -> usize {
        self.entries.len()
    }
    pub fn resolved(&self, _supplied: &[&Certificate]) -> usize {
        self.entries.len()
    }
    pub fn listing(&self, c: &Certificate) -> Option<Listing> {
        self.entries
            .iter()
            .position(|e| e.sha256 == Some(c.sha256))
            .map(|entry| Listing {
                entry,
                strength: Strength::Certificate,
            })
    }
    pub fn named(&self, _c: &Certificate) -> Option<usize> {
        None
    }
    pub fn entries_named(&self, s: &crate::certificate::Name) -> impl Iterator<Item = usize> {
        self.entries
            .iter()
            .enumerate()
            .filter(move |(_, e)| e.certificate.as_ref().is_some_and(|c| c.subject == *s))
            .map(|(i, _)| i)
    }
    pub fn certificates(&self) -> impl Iterator<Item = (usize, &Certificate)> {
        self.entries
            .iter()
            .enumerate()
            .filter_map(|(i, e)| Some((i, e.certificate.as_ref()?)))
    }
}

impl Strength {
    /// The word of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Certificate => "certificate",
        }
    }
}
