//! What TLS shows on the way: the server's certificates, and how it asks for the client's.

use std::sync::{Arc, OnceLock};

use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{DigitallySignedStruct, Error, SignatureScheme};

/// Judges the server as another does and presents a client's certificate, and keeps what it sees.
#[derive(Debug)]
pub struct Observer {
    verifier: Arc<dyn ServerCertVerifier>,
    certified_key: Option<Arc<CertifiedKey>>,
    presented: OnceLock<Vec<Vec<u8>>>,
    trusted: OnceLock<()>,
    request: OnceLock<Request>,
}

/// How the server asks for a certificate.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// How many CAs it names as acceptable.
    pub authorities: usize,
    /// How many certificates it gets.
    pub sent: usize,
    /// Whether there is a certificate, and the server takes no signature of its key.
    pub is_key_unsuitable: bool,
}

impl Observer {
    /// Nothing is seen yet.
    pub fn new(
        verifier: Arc<dyn ServerCertVerifier>,
        certified_key: Option<Arc<CertifiedKey>>,
    ) -> Self {
        Self {
            verifier,
            certified_key,
            presented: OnceLock::new(),
            trusted: OnceLock::new(),
            request: OnceLock::new(),
        }
    }

    /// What the server presented, DER, its own certificate first.
    pub fn presented(&self) -> &[Vec<u8>] {
        self.presented.get().map_or(&[], Vec::as_slice)
    }

    /// Whether that is trusted.
    pub fn is_trusted(&self) -> bool {
        self.trusted.get().is_some()
    }

    /// How it asked for a certificate, where it did.
    pub fn request(&self) -> Option<Request> {
        self.request.get().copied()
    }
}

impl ResolvesClientCert for Observer {
    fn resolve(
        &self,
        root_hint_subjects: &[&[u8]],
        sigschemes: &[SignatureScheme],
    ) -> Option<Arc<CertifiedKey>> {
        let usable = self
            .certified_key
            .as_ref()
            .filter(|own| own.key.choose_scheme(sigschemes).is_some());
        // A server asks once in a handshake.
        let _ = self.request.set(Request {
            authorities: root_hint_subjects.len(),
            sent: usable.map_or(0, |own| own.cert.len()),
            is_key_unsuitable: usable.is_none() && self.certified_key.is_some(),
        });
        usable.cloned()
    }

    fn has_certs(&self) -> bool {
        self.certified_key.is_some()
    }
}

impl ServerCertVerifier for Observer {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let all = std::iter::once(end_entity).chain(intermediates);
        let _ = self.presented.set(all.map(|der| der.to_vec()).collect());
        let trusted = self.verifier.verify_server_cert(
            end_entity,
            intermediates,
            server_name,
            ocsp_response,
            now,
        )?;
        let _ = self.trusted.set(());
        Ok(trusted)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
