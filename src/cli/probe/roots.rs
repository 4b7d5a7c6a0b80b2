//! Which roots the server's certificate must lead to.

use std::sync::Arc;

use anyhow::Context;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::CertificateDer;
use rustls::{Error, RootCertStore};
use rustls_platform_verifier::Verifier;

/// How the server's certificate is judged.
pub struct ServerRoots {
    /// The judge.
    pub verifier: Arc<dyn ServerCertVerifier>,
    /// What signs and encrypts.
    pub provider: Arc<CryptoProvider>,
    has_system_store: bool,
}

impl ServerRoots {
    /// The system's store, or the bundled roots where it has none, and these besides (DER).
    ///
    /// # Errors
    /// Where one of these is no root.
    pub fn with(extra: Vec<Vec<u8>>) -> anyhow::Result<Self> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let extra = extra.into_iter().map(CertificateDer::from);
        // With extra roots an empty store would go unnoticed, so it is asked for without them.
        let has_system_store = Verifier::new(provider.clone()).is_ok();
        let verifier: Result<Arc<dyn ServerCertVerifier>, Error> = if has_system_store {
            Verifier::new_with_extra_roots(extra, provider.clone())
                .map(|verifier| Arc::new(verifier) as _)
        } else {
            bundled(extra, &provider)
        };
        Ok(Self {
            verifier: verifier.context("the roots to trust for the server cannot be used")?,
            provider,
            has_system_store,
        })
    }

    /// What to tell the user where the system has no store.
    pub fn notice(&self) -> Option<String> {
        (!self.has_system_store).then(|| {
            "this machine has no store of trusted roots: the server's certificate is judged by the \
             bundled Mozilla roots"
                .to_owned()
        })
    }
}

fn bundled(
    extra: impl Iterator<Item = CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    let mut roots = RootCertStore::empty();
    let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().cloned();
    for root in bundled.chain(extra) {
        roots.add(root)?;
    }
    let verifier = WebPkiServerVerifier::builder_with_provider(roots.into(), provider.clone());
    let verifier = verifier.build();
    Ok(verifier.map_err(|error| Error::General(error.to_string()))?)
}
