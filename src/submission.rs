//! What is judged, and what it is judged against.

mod fetched;

use crate::certificate::Time;
use crate::chrome::{PolicyVersion, RootStore};
use crate::container::{Contents, Format, KeyEntry, KeyFault, LeftOut, PrivateKey, Secret};
use crate::key;
use crate::memory::Memory;
use crate::path::chain::names_as_issuer;
use crate::path::{self, Chain, Paths, Presented};
use crate::revocation::Crl;
use crate::trust::TrustList;
use crate::upload::Uploaded;

pub use fetched::{Fetch, Fetched};

/// An end entity and the issuers that come with it.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The file as the user named it; `None` in a stream.
    pub path: Option<String>,
    /// The key store's entry, where there is one.
    pub alias: Option<String>,
    /// How the file to upload holds its certificates.
    pub format: Format,
    /// The certificates.
    pub chain: Chain,
    /// The private keys in the file to upload.
    pub private_keys: Vec<PrivateKey>,
    /// The end entity's own private key, where it was in the container and could be read.
    pub key: Option<key::PrivateKey>,
    /// Why the private key that was in the container could not be read, where it could not.
    pub key_fault: Option<String>,
    /// What was in the file and left out.
    pub left_out: Vec<LeftOut>,
}

impl Submission {
    /// The first submission that a file is; `None` where it holds no certificate.
    #[must_use]
    pub fn of(path: &str, contents: Contents) -> Option<Self> {
        Self::all(path, contents, &[]).into_iter().next()
    }

    /// Every submission that a file is, with more issuers for the path: one for each key of a key
    /// store that has a certificate, else one; none where the file holds no certificate.
    ///
    /// The end entity is the certificate whose key is in the file, where there is one.
    #[must_use]
    pub fn all(path: &str, contents: Contents, issuers: &[Presented]) -> Vec<Self> {
        Self::read(Some(path), contents, issuers)
    }

    /// The submission that a line of a stream is, which has neither file nor lines, with more
    /// issuers for the path.
    #[must_use]
    pub fn streamed(mut contents: Contents, issuers: &[Presented]) -> Option<Self> {
        for located in &mut contents.certificates {
            (located.line, located.last_line) = (None, None);
        }
        for key in &mut contents.private_keys {
            key.line = None;
        }
        for left_out in &mut contents.left_out {
            left_out.line = None;
        }
        Self::read(None, contents, issuers).into_iter().next()
    }

    fn read(path: Option<&str>, contents: Contents, issuers: &[Presented]) -> Vec<Self> {
        let file = File {
            path,
            format: contents.format,
            presented: Presented::all(contents.certificates, path),
            issuers: issuers.iter().map(supplementary).collect(),
            private_keys: contents.private_keys,
            left_out: contents.left_out,
        };
        let (entries, stray) = (contents.entries, contents.stray_keys.first());
        match (entries.as_slice(), file.format) {
            ([], _) => {
                let key = stray.map(|stray| read_key(stray.key.as_ref(), stray.key_fault.as_ref()));
                let alias = stray.and_then(|stray| stray.alias.clone());
                let whole = file.whole(None, key);
                let named = whole.map(|whole| Self { alias, ..whole });
                named.into_iter().collect()
            }
            ([entry, ..], Format::Pem) => {
                let key = read_key(entry.key.as_ref(), entry.key_fault.as_ref());
                let end_entity = Some(entry.end_entity);
                file.whole(end_entity, Some(key)).into_iter().collect()
            }
            (entries, _) => entries
                .iter()
                .filter_map(|entry| file.entry(entry))
                .collect(),
        }
    }
}

fn supplementary(issuer: &Presented) -> Presented {
    Presented {
        supplementary: true,
        ..issuer.clone()
    }
}

/// A key of the file, or why it could not be read.
type ReadKey = Result<key::PrivateKey, String>;

fn read_key(key: Option<&Secret>, fault: Option<&KeyFault>) -> ReadKey {
    match (key, fault) {
        (Some(secret), _) => {
            key::PrivateKey::from_der(secret.as_bytes()).map_err(|error| error.reason)
        }
        (None, Some(fault)) => Err(format!("the private key in the file {fault}")),
        (None, None) => Err("the private key in the file could not be read".to_owned()),
    }
}

/// As many certificates make an entry's chain; real ones have three or four.
const MAX_CHAIN: usize = 16;

/// What the submissions of one file have in common.
struct File<'a> {
    path: Option<&'a str>,
    format: Format,
    presented: Vec<Presented>,
    issuers: Vec<Presented>,
    private_keys: Vec<PrivateKey>,
    left_out: Vec<LeftOut>,
}

impl File<'_> {
    /// All certificates in the file's order.
    fn whole(&self, end_entity: Option<usize>, key: Option<ReadKey>) -> Option<Submission> {
        let presented = [self.presented.as_slice(), &self.issuers].concat();
        let chain = match end_entity {
            Some(end_entity) => Chain::with_end_entity(presented, end_entity),
            None => Chain::new(presented),
        }?;
        Some(self.submission(chain, None, key))
    }

    /// The certificates of one entry, the key's own first.
    fn entry(&self, entry: &KeyEntry) -> Option<Submission> {
        let own = entry.chain.iter();
        let mut presented: Vec<_> = own
            .filter_map(|index| self.presented.get(*index).cloned())
            .collect();
        self.add_issuers(&mut presented);
        presented.extend_from_slice(&self.issuers);
        let chain = Chain::with_end_entity(presented, 0)?;
        let key = read_key(entry.key.as_ref(), entry.key_fault.as_ref());
        Some(self.submission(chain, entry.alias.clone(), Some(key)))
    }

    /// Adds the issuers that stand in the store beside the entry, as trusted certificates of a Java
    /// key store do where the entry has its own certificate alone.
    fn add_issuers(&self, presented: &mut Vec<Presented>) {
        while let Some(top) = presented.last().map(|top| top.certificate.clone()) {
            let is_there = |other: &Presented| {
                let mut there = presented.iter();
                there.any(|own| own.certificate.sha256 == other.certificate.sha256)
            };
            let issuer = self
                .presented
                .iter()
                .find(|other| names_as_issuer(&top, &other.certificate) && !is_there(other));
            let Some(issuer) = issuer.cloned().filter(|_| presented.len() < MAX_CHAIN) else {
                return;
            };
            presented.push(issuer);
        }
    }

    fn submission(&self, chain: Chain, alias: Option<String>, key: Option<ReadKey>) -> Submission {
        let (key, key_fault) = match key {
            None => (None, None),
            Some(Ok(key)) => (Some(key), None),
            Some(Err(fault)) => (None, Some(fault)),
        };
        Submission {
            path: self.path.map(str::to_owned),
            alias,
            format: self.format,
            chain,
            private_keys: self.private_keys.clone(),
            key,
            key_fault,
            left_out: self.left_out.clone(),
        }
    }
}

/// All that a submission is judged against.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// What the instance trusts.
    pub trust: &'a TrustList,
    /// Chrome's roots.
    pub chrome: &'a RootStore,
    /// Which version of Chrome's policy.
    pub policy: PolicyVersion,
    /// The moment to judge at.
    pub at: Time,
    /// How many days ahead an end of validity is worth a warning.
    pub expires_within: u32,
    /// The instance that was asked for its list, where one was.
    pub instance: Option<Instance<'a>>,
    /// The private key that was given apart, where one was.
    pub key: Option<&'a key::PrivateKey>,
    /// What is uploaded already, where that was given.
    pub uploaded: Option<&'a Uploaded>,
    /// The server's certificate, where one was given.
    pub server: Option<&'a Server>,
    /// Certificate revocation lists.
    pub crls: &'a [Crl],
    /// What was fetched for the submission; `None` where nothing was to be.
    pub fetched: Option<&'a Fetched>,
    /// What other submissions had in common with this one, where many are judged.
    pub memory: Option<&'a Memory>,
}

impl<'a> Against<'a> {
    /// Against these and nothing else, with 30 days for an end of validity.
    #[must_use]
    pub const fn new(
        trust: &'a TrustList,
        chrome: &'a RootStore,
        policy: PolicyVersion,
        at: Time,
    ) -> Self {
        Self {
            trust,
            chrome,
            policy,
            at,
            expires_within: 30,
            instance: None,
            key: None,
            uploaded: None,
            server: None,
            crls: &[],
            fetched: None,
            memory: None,
        }
    }
}

/// The other certificate of Salesforce's sentence about the same root, with every way from it to a
/// root.
#[derive(Clone, Debug)]
pub struct Server {
    chain: Chain,
    paths: Paths,
}

impl Server {
    /// The server's certificate and the issuers that come with it, judged at this moment.
    #[must_use]
    pub fn new(chain: Chain, trust: &TrustList, at: Time) -> Self {
        let paths = path::candidates(&chain, trust, at, &Memory::default());
        Self { chain, paths }
    }

    /// What was presented.
    #[must_use]
    pub const fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Every way from it to a root.
    #[must_use]
    pub const fn paths(&self) -> &Paths {
        &self.paths
    }
}

/// The instance that was asked for its list.
#[derive(Clone, Copy, Debug)]
pub struct Instance<'a> {
    /// Its host name.
    pub host: &'a str,
    /// Whether it is a login or instance host, where port 8443 is not served.
    pub is_login_host: bool,
}
