//! The trust list and the other things that submissions are judged against.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, anyhow};
use sfmtls::certificate::Certificate;
use sfmtls::chrome::RootStore;
use sfmtls::container::{self, Passwords};
use sfmtls::trust::{Source, TrustList};

use super::arguments::TrustOptions;
use super::exit::Failure;
use super::fetch::{self, host::Instance};
use super::input::{self, read_file};
use super::terminal;

/// The trust list that the options name, and the instance it was fetched from.
///
/// `supplied` are certificates that came with the submissions: a fingerprint may be theirs.
///
/// # Errors
/// A usage error for an impossible instance; else that the list could not be had or understood.
pub fn read(
    options: &TrustOptions,
    supplied: &[&Certificate],
) -> Result<(TrustList, Option<Instance>), Failure> {
    let instance = options.instance.as_deref().map(Instance::parse).transpose();
    let instance = instance.map_err(|error| anyhow!(error))?;
    let list = match (&instance, &options.trust_list) {
        (Some(instance), _) => from_instance(instance, options, supplied)?,
        (None, Some(path)) => from_file(path, supplied).map_err(Failure::no_list)?,
        (None, None) => TrustList::bundled(),
    };
    for note in list.notes() {
        terminal::say("note", &format!("the trust list: {note}"));
    }
    Ok((list, instance))
}

fn from_instance(
    instance: &Instance,
    options: &TrustOptions,
    supplied: &[&Certificate],
) -> Result<TrustList, Failure> {
    let extra_roots = extra_roots(options)?;
    let timeout = Duration::from_secs(options.timeout.unwrap_or(TrustOptions::DEFAULT_TIMEOUT));
    if let Some(notice) = instance.notice() {
        terminal::say("note", &notice);
    }
    let fetched = fetch::fetch(
        instance,
        &fetch::Options {
            timeout,
            extra_roots,
        },
    )
    .map_err(|fault| Failure::no_list(anyhow!(fault)))?;
    for notice in &fetched.notices {
        terminal::say("note", notice);
    }
    let source = Source::Instance(fetched.final_url.clone());
    TrustList::read(&fetched.body, source, supplied)
        .with_context(|| fetched.final_url.clone())
        .map_err(Failure::no_list)
}

/// The list in a file.
///
/// # Errors
/// Where it cannot be read or understood, by name.
pub fn from_file(path: &Path, supplied: &[&Certificate]) -> anyhow::Result<TrustList> {
    let name = input::shown(path);
    let bytes = read_file(path.as_os_str())?;
    TrustList::read(&bytes, Source::File(name.clone()), supplied).with_context(|| name)
}

/// The certificates of `--ca-file`, DER; none where there is no such option.
///
/// # Errors
/// Where the file cannot be read as certificates.
pub fn extra_roots(options: &TrustOptions) -> anyhow::Result<Vec<Vec<u8>>> {
    let file = options.ca_file.as_deref();
    file.map_or_else(|| Ok(Vec::new()), certificates_of)
}

/// The certificates of `--ca-file`, DER.
///
/// # Errors
/// Where the file cannot be read as certificates.
pub fn certificates_of(path: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let bytes = read_file(path.as_os_str())?;
    let contents = container::read(&bytes, &Passwords::default())
        .map_err(|error| anyhow!("{}: {}", path.display(), error.reason))?;
    Ok(contents
        .certificates
        .into_iter()
        .map(|located| located.certificate.der.clone())
        .collect())
}

/// Chrome's root store: the stored one, or the file that the options name.
///
/// # Errors
/// Where the file is no root store.
pub fn chrome_root_store(path: Option<&Path>) -> anyhow::Result<Cow<'static, RootStore>> {
    let Some(path) = path else {
        return Ok(Cow::Borrowed(RootStore::stored()));
    };
    let name = input::shown(path);
    let bytes = read_file(path.as_os_str())?;
    let store = RootStore::read(&bytes, &name).map_err(|error| anyhow!("{name}: {error}"))?;
    Ok(Cow::Owned(store))
}
