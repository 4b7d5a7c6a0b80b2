//! The HTTP client: which roots it trusts, which proxies it uses, what it says of itself.

use reqwest::blocking::{Client, ClientBuilder};
use reqwest::{Certificate, Url, redirect};

use super::diagnosis::innermost;
use super::fault::FetchFault;

/// How this program names itself to servers.
pub const USER_AGENT: &str = concat!("sfmtls/", env!("CARGO_PKG_VERSION"));

/// The roots that a server's certificate must lead to.
pub struct ServerRoots {
    extra: Vec<Certificate>,
    has_system_store: bool,
}

impl ServerRoots {
    /// The system's store, or the bundled roots where it has none, and these besides (DER).
    ///
    /// # Errors
    /// Where one of these is no certificate.
    pub fn with(extra: &[Vec<u8>]) -> Result<Self, FetchFault> {
        // An error means that a provider is in place already, which does as well.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let extra: Result<Vec<_>, _> = extra.iter().map(|der| Certificate::from_der(der)).collect();
        Ok(Self {
            extra: extra.map_err(|error| setup(&error))?,
            // With extra roots an empty store would go unnoticed, so it is asked for without them.
            has_system_store: reqwest::Client::builder().build().is_ok(),
        })
    }

    /// What to tell the user where the system has no store.
    pub fn notice(&self) -> Option<String> {
        (!self.has_system_store).then(|| {
            "this machine has no store of trusted roots: the server's certificate was judged by \
             the bundled Mozilla roots"
                .to_owned()
        })
    }

    fn trusted_by(&self, builder: ClientBuilder) -> Result<ClientBuilder, FetchFault> {
        let extra = self.extra.iter().cloned();
        if self.has_system_store {
            return Ok(builder.tls_certs_merge(extra));
        }
        let bundled: Result<Vec<_>, _> = webpki_root_certs::TLS_SERVER_ROOT_CERTS
            .iter()
            .map(|der| Certificate::from_der(der))
            .collect();
        let bundled = bundled.map_err(|error| setup(&error))?;
        Ok(builder.tls_certs_only(bundled.into_iter().chain(extra)))
    }
}

/// A client for one request to `url`, an instance's.
pub(super) fn client(url: &Url, roots: &ServerRoots) -> Result<Client, FetchFault> {
    let mut builder = builder(roots)?;
    if url.scheme() == "http" {
        // Plain http is for this machine only; a proxy may be another one.
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| setup(&error))
}

/// What makes a client that follows no redirect by itself and keeps no cookie.
///
/// # Errors
/// Where the roots cannot be used.
pub fn builder(roots: &ServerRoots) -> Result<ClientBuilder, FetchFault> {
    let builder = Client::builder()
        .user_agent(USER_AGENT)
        .redirect(redirect::Policy::none())
        .referer(false);
    roots.trusted_by(builder)
}

/// What to say where a client cannot be made.
pub fn setup(error: &reqwest::Error) -> FetchFault {
    FetchFault::Setup {
        reason: innermost(error),
    }
}
