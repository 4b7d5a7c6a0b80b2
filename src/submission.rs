//! What is judged, and what it is judged against.

use crate::certificate::Time;
use crate::chrome::{PolicyVersion, RootStore};
use crate::container::{Contents, Format, KeyEntry, LeftOut, PrivateKey, Secret};
use crate::key;
use crate::path::{self, Chain, Paths, Presented};
use crate::revocation::Crl;
use crate::trust::TrustList;
use crate::upload::Uploaded;

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
    /// What was in the file and left out.
    pub left_out: Vec<LeftOut>,
}

impl Submission {
    /// The submission that a file is by itself, the first of a key store; `None` where it holds no
    /// certificate.
    #[must_use]
    pub fn of(path: &str, contents: Contents) -> Option<Self> {
        Self::all(path, contents, &[]).into_iter().next()
    }

    /// Every submission of a file, with more issuers for the path: one, or one for each private
    /// key of a key store (contract, "What a submission is").
    #[must_use]
    pub fn all(path: &str, contents: Contents, issuers: &[Presented]) -> Vec<Self> {
        if contents.entries.is_empty() {
            return Self::whole(path, contents, issuers).into_iter().collect();
        }
        let entries = contents.entries.iter();
        entries
            .filter_map(|entry| Self::of_entry(path, &contents, entry, issuers))
            .collect()
    }

    /// All certificates of a file together.
    fn whole(path: &str, contents: Contents, issuers: &[Presented]) -> Option<Self> {
        // A lone key that is no certificate's own is the one that a client would use.
        let key = match contents.stray_keys.as_slice() {
            [stray] => opened(stray.key.as_ref()),
            _ => None,
        };
        let mut presented = Presented::all(contents.certificates, path);
        presented.extend(issuers.iter().cloned().map(supplementary));
        Some(Self {
            path: Some(path.to_owned()),
            alias: None,
            format: contents.format,
            chain: Chain::new(presented)?,
            private_keys: contents.private_keys,
            key,
            left_out: contents.left_out,
        })
    }

    /// One key of a key store with the certificates that belong to it.
    fn of_entry(
        path: &str,
        contents: &Contents,
        entry: &KeyEntry,
        issuers: &[Presented],
    ) -> Option<Self> {
        let certificates = entry
            .chain
            .iter()
            .filter_map(|index| contents.certificates.get(*index).cloned())
            .collect();
        let mut presented = Presented::all(certificates, path);
        presented.extend(issuers.iter().cloned().map(supplementary));
        Some(Self {
            path: Some(path.to_owned()),
            alias: entry.alias.clone(),
            format: contents.format,
            // The key's own certificate comes first.
            chain: Chain::with_end_entity(presented, 0)?,
            private_keys: contents.private_keys.clone(),
            key: opened(entry.key.as_ref()),
            left_out: contents.left_out.clone(),
        })
    }
}

fn supplementary(issuer: Presented) -> Presented {
    Presented {
        supplementary: true,
        ..issuer
    }
}

fn opened(key: Option<&Secret>) -> Option<key::PrivateKey> {
    key::PrivateKey::from_der(key?.as_bytes()).ok()
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
        let paths = path::candidates(&chain, trust, at);
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
