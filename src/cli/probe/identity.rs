//! The client's certificate, what can be sent of its chain, and the key that signs for it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{anyhow, bail};
use rustls::crypto::aws_lc_rs::sign::any_supported_type;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use sfmtls::certificate::Certificate;
use sfmtls::container::{Contents, KeyFault, Passwords, Secret};
use sfmtls::key::PrivateKey;
use sfmtls::render::probe::Sent;
use sfmtls::submission::Submission;
use sfmtls::upload::{Bundle, Top};
use zeroize::Zeroizing;

use super::faults;
use crate::cli::arguments::ProbeOptions;
use crate::cli::input::{self, read_file};
use crate::cli::{clock, entries, given, passwords};

/// A certificate and everything that can be sent with it.
#[derive(Debug)]
pub struct Identity {
    /// The file, as it is shown.
    pub name: String,
    /// What to send, the shortest first.
    pub variants: Vec<(Sent, Arc<CertifiedKey>)>,
    /// The issuer whose certificate is missing between those that are there.
    pub missing_issuer: Option<String>,
    /// What of the certificate itself may be why a server refuses it.
    pub faults: Vec<String>,
}

impl Identity {
    /// What the options name; `None` where they name no certificate.
    ///
    /// # Errors
    /// Where a file cannot be read, the key is missing, or it is another certificate's.
    pub fn of(options: &ProbeOptions) -> anyhow::Result<Option<Self>> {
        let Some(path) = options.certificate.as_deref() else {
            return Ok(None);
        };
        let passwords = options.passwords.read()?;
        let issuers = given::supplementary(&options.chain, &passwords)?;
        let name = input::shown(path);
        let contents = read(path, options.key.is_none(), &passwords)?;
        let keys = secrets(&contents);
        let all = entries::submissions(&name, contents, &issuers, options.alias.as_deref())?;
        let submission =
            entries::at_most_one(all)?.ok_or_else(|| anyhow!("{name}: no certificate"))?;
        let secret = match options.key.as_deref() {
            Some(path) => given_key(path, &passwords, submission.chain.end_entity())?,
            None => own_key(&name, keys, &submission)?,
        };
        let bundle = Bundle::of(&submission.chain, clock::now());
        Ok(Some(Self {
            variants: variants(&bundle, &secret)?,
            missing_issuer: match &bundle.top {
                Top::Missing(missing) => Some(missing.name.to_string()),
                _ => None,
            },
            faults: faults::of(&submission),
            name,
        }))
    }
}

/// Reads the container; asks for the password where its key is wanted and has one.
fn read(path: &Path, wants_key: bool, passwords: &Passwords) -> anyhow::Result<Contents> {
    let name = input::shown(path);
    let bytes = Zeroizing::new(read_file(path.as_os_str())?);
    let read = |passwords: &Passwords| {
        passwords::read_container(&bytes, path.as_os_str(), passwords)
            .map_err(|error| anyhow!("{name}: {error}"))
    };
    let contents = read(passwords)?;
    let is_locked = |fault: Option<&KeyFault>| fault == Some(&KeyFault::MissingPassword);
    let mut faults = contents
        .entries
        .iter()
        .map(|entry| entry.key_fault.as_ref());
    let mut strays = contents
        .stray_keys
        .iter()
        .map(|stray| stray.key_fault.as_ref());
    if !wants_key || !(faults.any(is_locked) || strays.any(is_locked)) {
        return Ok(contents);
    }
    match passwords::ask(path.as_os_str()) {
        Some(asked) => read(&Passwords {
            container: Some(asked),
            key: passwords.key.clone(),
        }),
        None => Ok(contents),
    }
}

/// The keys of a file that could be opened.
fn secrets(contents: &Contents) -> Vec<Secret> {
    let own = contents
        .entries
        .iter()
        .filter_map(|entry| entry.key.clone());
    let strays = contents
        .stray_keys
        .iter()
        .filter_map(|stray| stray.key.clone());
    own.chain(strays).collect()
}

/// The key of `--key`.
fn given_key(
    path: &Path,
    passwords: &Passwords,
    certificate: &Certificate,
) -> anyhow::Result<Secret> {
    let (key, secret) = given::open_key(path, passwords)?;
    if !key.matches(&certificate.public_key) {
        bail!(
            "{}: the private key ({}) is not that of {} ({})",
            input::shown(path),
            key.kind(),
            certificate.subject,
            certificate.public_key.kind
        );
    }
    Ok(secret)
}

/// The key that came with the certificate.
fn own_key(name: &str, keys: Vec<Secret>, submission: &Submission) -> anyhow::Result<Secret> {
    let certificate = submission.chain.end_entity();
    let is_own = |secret: &Secret| {
        PrivateKey::from_der(secret.as_bytes())
            .is_ok_and(|key| key.matches(&certificate.public_key))
    };
    if let Some(own) = keys.into_iter().find(is_own) {
        return Ok(own);
    }
    match (&submission.key_fault, &submission.key) {
        (Some(fault), _) => bail!("{name}: {fault}"),
        (None, Some(key)) => bail!(
            "{name}: the private key in the file ({}) is not that of {} ({})",
            key.kind(),
            certificate.subject,
            certificate.public_key.kind
        ),
        (None, None) => bail!(
            "{name}: no private key in the file, and without it nothing can be shown to the \
             server; give it by --key FILE"
        ),
    }
}

/// What to send of a chain, as far as it goes.
fn variants(bundle: &Bundle, secret: &Secret) -> anyhow::Result<Vec<(Sent, Arc<CertifiedKey>)>> {
    let key = PrivateKeyDer::try_from(secret.as_bytes())
        .map_err(|error| anyhow!("{error}"))
        .and_then(|der| any_supported_type(&der).map_err(anyhow::Error::from))
        .map_err(|_| {
            anyhow!("the private key is of a kind that this program's TLS cannot sign with")
        })?;
    let chain: Vec<_> = bundle.certificates.iter().map(|one| der(one)).collect();
    let with_root = match &bundle.top {
        Top::Supplied(root) => Some([chain.as_slice(), &[der(root)]].concat()),
        _ => None,
    };
    let leaf = chain.iter().take(1).cloned().collect();
    let intermediates = (chain.len() > 1).then_some(chain);
    let all = [
        (Sent::Leaf, Some(leaf)),
        (Sent::LeafAndIntermediates, intermediates),
        (Sent::WholeChain, with_root),
    ];
    let certified = |chain| Arc::new(CertifiedKey::new(chain, key.clone()));
    Ok(all
        .into_iter()
        .filter_map(|(sent, chain)| Some((sent, certified(chain?))))
        .collect())
}

fn der(certificate: &Certificate) -> CertificateDer<'static> {
    CertificateDer::from(certificate.der.clone())
}
