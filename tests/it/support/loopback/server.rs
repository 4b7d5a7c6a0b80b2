//! A web server on loopback, with and without TLS, that answers as well or as badly as told.
//!
//! Its threads are left to the end of the test program.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use flate2::{Compression, write::GzEncoder};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use socket2::{Domain, SockRef, Socket, Type};

use super::authority::Identity;

/// What the server does once it has read a request.
pub enum Answer {
    /// These bytes and an orderly end.
    Whole(Vec<u8>),
    /// These bytes, and no end of TLS after them.
    Cut(Vec<u8>),
    /// These bytes, then one more every tenth of a second.
    Slow(Vec<u8>),
    /// These bytes, then more as fast as they are taken, without end.
    Endless(Vec<u8>),
    /// Nothing, and the connection stays open.
    Silent,
}

/// Starts a server that answers by the head of a request; returns its port. Without an identity it
/// speaks plain HTTP.
pub fn start(
    identity: Option<Identity>,
    answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
) -> u16 {
    let config = identity.map(config);
    let answer = Arc::new(answer);
    each_connection(move |stream| {
        let answer = Arc::clone(&answer);
        match config.clone() {
            Some(config) => {
                let connection = ServerConnection::new(config).unwrap();
                serve(StreamOwned::new(connection, stream), &*answer, |tls| {
                    tls.conn.send_close_notify();
                    tls.flush()
                })
            }
            None => serve(stream, &*answer, |_| Ok(())),
        }
    })
}

/// Starts a TLS server that answers with these bytes and resets the connection; returns its port.
pub fn resetting(identity: Identity, bytes: &'static [u8]) -> u16 {
    let config = config(identity);
    each_connection(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut tls = StreamOwned::new(connection, stream);
        read_head(&mut tls)?;
        tls.write_all(bytes)?;
        tls.flush()?;
        // Without lingering, a socket is closed by RST in place of FIN.
        SockRef::from(&tls.sock).set_linger(Some(Duration::ZERO))
    })
}

/// Listens on a free port of 127.0.0.1 and hands each connection to `serve` in a thread of its own.
pub fn each_connection(
    serve: impl Fn(TcpStream) -> io::Result<()> + Clone + Send + 'static,
) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let serve = serve.clone();
            // A client that goes away early is part of most tests.
            thread::spawn(move || serve(stream).ok());
        }
    });
    port
}

/// A port where nothing listens, and which no other test is given: it is bound until all have ended.
pub fn closed_port() -> u16 {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    socket.bind(&any.into()).unwrap();
    let bound = socket.local_addr().unwrap().as_socket().unwrap();
    std::mem::forget(socket);
    bound.port()
}

/// An answer's head and body, the length announced.
pub fn page(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut answer =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n").into_bytes();
    answer.extend_from_slice(body);
    answer
}

/// A good page.
pub fn ok(body: &[u8]) -> Answer {
    Answer::Whole(page("200 OK", "", body))
}

/// An answer with another status, and a short body.
pub fn status(status: &str) -> Answer {
    Answer::Whole(page(status, "", b"no list"))
}

/// A redirect.
pub fn redirect(location: &str) -> Answer {
    Answer::Whole(page("302 Found", &format!("Location: {location}\r\n"), b""))
}

/// A good page, packed.
pub fn gzip(body: &[u8]) -> Answer {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    let packed = encoder.finish().unwrap();
    Answer::Whole(page("200 OK", "Content-Encoding: gzip\r\n", &packed))
}

/// A good page in small pieces.
pub fn chunked(body: &[u8]) -> Answer {
    let mut answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for piece in body.chunks(body.len() / 9 + 1) {
        answer.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
        answer.extend_from_slice(piece);
        answer.extend_from_slice(b"\r\n");
    }
    answer.extend_from_slice(b"0\r\n\r\n");
    Answer::Whole(answer)
}

/// Everything up to the empty line that ends a head.
pub fn read_head(stream: &mut impl Read) -> io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// The path that a request's head asks for.
pub fn path(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

fn config(identity: Identity) -> Arc<ServerConfig> {
    let key = PrivatePkcs8KeyDer::from(identity.key.serialize_der());
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![identity.certificate.into()], key.into())
        .unwrap();
    Arc::new(config)
}

fn serve<S: Read + Write>(
    mut stream: S,
    answer: &(impl Fn(&str) -> Answer + ?Sized),
    end: impl FnOnce(&mut S) -> io::Result<()>,
) -> io::Result<()> {
    let head = read_head(&mut stream)?;
    match answer(&head) {
        Answer::Whole(bytes) => {
            stream.write_all(&bytes)?;
            end(&mut stream)
        }
        Answer::Cut(bytes) => {
            stream.write_all(&bytes)?;
            stream.flush()
        }
        Answer::Slow(bytes) => {
            stream.write_all(&bytes)?;
            loop {
                stream.write_all(b" ")?;
                stream.flush()?;
                thread::sleep(Duration::from_millis(100));
            }
        }
        Answer::Endless(bytes) => {
            stream.write_all(&bytes)?;
            loop {
                stream.write_all(&[b' '; 16 << 10])?;
                stream.flush()?;
            }
        }
        Answer::Silent => loop {
            thread::park();
        },
    }
}
