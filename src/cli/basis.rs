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

/// Reads them.
///
/// # Errors
/// The first file that cannot be read.
pub fn others(chain: &[PathBuf], given: &GivenOptions, passwords: &Passwords) -> Others {
    Ok((supplementary(chain, passwords)?, given.read(passwords)?))
}

/// The certificates of `--chain`: a fingerprint on the list may be of one.
pub fn supplied(others: &Others) -> impl Iterator<Item = &Certificate> {
    let chain = others.iter().flat_map(|(chain, _)| chain);
    chain.map(|presented| &*presented.certificate)
}

/// This error, or the list's where that fails too: its code stands above (contract, exit codes).
pub fn unless_the_list_fails(error: anyhow::Error, options: &TrustOptions) -> Failure {
    match list::read(options, &[]) {
        Err(failure) if failure.exit == Exit::NoList => {
            terminal::say("error", &format!("{error:#}"));
            failure
        }
        _ => error.into(),
    }
}

/// The variables of the environment that this program looks at and that are set.
pub fn environment() -> Vec<&'static str> {
    let names = [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
        "NO_COLOR",
        "SFMTLS_PASSWORD",
    ];
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    names.into_iter().filter(is_set).collect()
}
