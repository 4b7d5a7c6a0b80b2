//! What submissions are judged against, read from where the options say.

use std::borrow::Cow;
use std::path::PathBuf;

use sfmtls::Memory;
use sfmtls::certificate::{Certificate, Time};
use sfmtls::chrome::RootStore;
use sfmtls::container::Passwords;
use sfmtls::path::Presented;
use sfmtls::submission::{self, Against, Server};
use sfmtls::trust::TrustList;

use super::arguments::TrustOptions;
use super::exit::{Exit, Failure};
use super::fetch::host::Instance;
use super::given::{Given, GivenOptions, supplementary};
use super::passwords::PasswordOptions;
use super::settings::Settings;
use super::{list, terminal};

/// All that submissions are judged against.
pub struct Basis {
    trust: TrustList,
    instance: Option<Instance>,
    chrome: Cow<'static, RootStore>,
    given: Given,
    server: Option<Server>,
    memory: Memory,
}

impl Basis {
    /// What was read, for judging at this moment.
    pub fn new(
        (trust, instance): (TrustList, Option<Instance>),
        chrome: Cow<'static, RootStore>,
        mut given: Given,
        at: Time,
    ) -> Self {
        let server = given.server(&trust, at);
        Self {
            trust,
            instance,
            chrome,
            given,
            server,
            memory: Memory::default(),
        }
    }

    /// What submissions have in common.
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What the library judges against.
    pub fn against(&self, settings: &Settings) -> Against<'_> {
        Against {
            expires_within: settings.expires_within,
            instance: self.instance.as_ref().map(|instance| submission::Instance {
                host: instance.host(),
                is_login_host: instance.is_login_host(),
            }),
            key: self.given.key.as_ref(),
            uploaded: self.given.uploaded.as_ref(),
            server: self.server.as_ref(),
            crls: &self.given.crls,
            memory: Some(&self.memory),
            ..Against::new(&self.trust, &self.chrome, settings.policy, settings.at)
        }
    }
}

/// The certificates of every `--chain`, and the second inputs.
pub type Others = anyhow::Result<(Vec<Presented>, Given)>;

/// What is read beside the list and what is judged.
pub struct Prepared {
    pub passwords: Passwords,
    pub chrome: Cow<'static, RootStore>,
    pub others: Others,
}

impl Prepared {
    /// Reads it: passwords, Chrome's store, `--chain` and the second inputs. What of `others` cannot be read is told once the list is there.
    ///
    /// # Errors
    /// Passwords or Chrome's store that cannot be read; or the list's fault where that fails, too.
    pub fn read(
        settings: &Settings,
        passwords: &PasswordOptions,
        (chain, given): (&[PathBuf], &GivenOptions),
    ) -> Result<Self, Failure> {
        let or_the_lists = |error| unless_the_list_fails(error, &settings.trust);
        let passwords = passwords.read().map_err(anyhow::Error::from);
        let passwords = passwords.map_err(or_the_lists)?;
        let chrome = list::chrome_root_store(settings.chrome_root_store.as_deref());
        let chrome = chrome.map_err(or_the_lists)?;
        let others =
            supplementary(chain, &passwords).and_then(|chain| Ok((chain, given.read(&passwords)?)));
        Ok(Self {
            passwords,
            chrome,
            others,
        })
    }
}

/// The certificates of `--chain`: a fingerprint on the list may be of one.
pub fn supplied(others: &Others) -> impl Iterator<Item = &Certificate> {
    let chain = others.iter().flat_map(|(chain, _)| chain);
    chain.map(|presented| &*presented.certificate)
}

/// This error, or the list's where that fails too: its code stands above (contract, exit codes).
fn unless_the_list_fails(error: anyhow::Error, options: &TrustOptions) -> Failure {
    match list::read(options, &[]) {
        Err(failure) if failure.exit == Exit::NoList => {
            terminal::say("error", &format!("{error:#}"));
            failure
        }
        _ => error.into(),
    }
}
