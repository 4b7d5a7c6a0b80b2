//! TLS servers that ask for a client's certificate.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::server::WebPkiClientVerifier;
use rustls::version::{TLS12, TLS13};
use rustls::{
    RootCertStore, ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion,
};
use socket2::SockRef;

use super::lab::Lab;
use crate::support::loopback::server::{each_connection, page, read_head};

/// Whether a server lets clients in that have no certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// It asks and takes none for an answer, as Salesforce does.
    Asks,
    /// It asks and insists.
    Insists,
}

/// Both versions that this program speaks.
pub const VERSIONS: [&SupportedProtocolVersion; 2] = [&TLS12, &TLS13];

/// A server that names these CAs as acceptable.
pub fn config(
    lab: &Lab,
    version: &'static SupportedProtocolVersion,
    demand: Demand,
    names_authorities: bool,
) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(lab.root.root().der().clone()).unwrap();
    let mut verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
    if demand == Demand::Asks {
        verifier = verifier.allow_unauthenticated();
    }
    if !names_authorities {
        verifier = verifier.clear_root_hint_subjects();
    }
    let identity = lab.server();
    let key = PrivatePkcs8KeyDer::from(identity.key.serialize_der());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .unwrap()
        .with_client_cert_verifier(verifier.build().unwrap())
        .with_single_cert(vec![identity.certificate.into()], key.into())
        .unwrap();
    Arc::new(config)
}

/// Starts a server that answers by the head of a request and the number of certificates that the
/// client sent; returns its port.
pub fn start(
    config: Arc<ServerConfig>,
    answer: impl Fn(&str, usize) -> Vec<u8> + Clone + Send + 'static,
) -> u16 {
    each_connection(move |stream| {
        let mut tls = accepted(&config, stream);
        let head = read_head(&mut tls)?;
        let sent = tls.conn.peer_certificates().map_or(0, <[_]>::len);
        tls.write_all(&answer(&head, sent))?;
        tls.conn.send_close_notify();
        tls.flush()
    })
}

/// Starts a server that takes part in the handshake to its end and then closes or, where it is
/// told to, resets the connection without a word.
pub fn silent(config: Arc<ServerConfig>, resets: bool) -> u16 {
    each_connection(move |stream| {
        let mut tls = accepted(&config, stream);
        while tls.conn.is_handshaking() {
            tls.conn.complete_io(&mut tls.sock)?;
        }
        close(&tls.sock, resets)
    })
}

/// Ends a connection, by RST in place of FIN where it is told to.
pub fn close(stream: &TcpStream, resets: bool) -> io::Result<()> {
    // Without lingering, a socket is closed by RST.
    let linger = resets.then_some(Duration::ZERO);
    SockRef::from(stream).set_linger(linger)
}

fn accepted(
    config: &Arc<ServerConfig>,
    stream: TcpStream,
) -> StreamOwned<ServerConnection, TcpStream> {
    StreamOwned::new(ServerConnection::new(Arc::clone(config)).unwrap(), stream)
}

/// What Salesforce's `/services/data/` answers, in short.
pub fn versions() -> Vec<u8> {
    page(
        "200 OK",
        "Content-Type: application/json\r\n",
        b"[{\"version\":\"65.0\"}]",
    )
}

/// The page of port 8443 for a client without a certificate (facts-salesforce.md).
pub fn none_provided() -> Vec<u8> {
    let body =
        "<html><body>Client certificate error:<i>No client certificate provided.</i></body></html>";
    page("200 OK", "Content-Type: text/html\r\n", body.as_bytes())
}
