//! Proxies on loopback.

use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::server::{each_connection, read_head};

/// A proxy and the heads of the requests that it had.
pub struct Proxy {
    pub port: u16,
    pub heads: Arc<Mutex<Vec<String>>>,
}

/// Leads every host and port to `port` on loopback.
pub fn leading_to(port: u16) -> Proxy {
    leading_with("HTTP/1.1 200 Connection established\r\n\r\n", port)
}

/// The same with this answer, byte for byte.
pub fn leading_with(answer: &'static str, port: u16) -> Proxy {
    start(move |mut client| {
        client.write_all(answer.as_bytes())?;
        join(client, TcpStream::connect(("127.0.0.1", port))?)
    })
}

/// Answers every request with this status.
pub fn refusing(status: &'static str) -> Proxy {
    start(move |mut client| write!(client, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"))
}

fn start(answer: impl Fn(TcpStream) -> io::Result<()> + Clone + Send + 'static) -> Proxy {
    let heads = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&heads);
    let port = each_connection(move |mut client| {
        let head = read_head(&mut client)?;
        seen.lock().unwrap().push(head);
        answer(client)
    });
    Proxy { port, heads }
}

/// Carries bytes both ways until both sides have ended.
fn join(client: TcpStream, server: TcpStream) -> io::Result<()> {
    let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || {
        io::copy(&mut from_client, &mut to_server).ok();
        to_server.shutdown(Shutdown::Write).ok();
    });
    let (mut from_server, mut to_client) = (server, client);
    io::copy(&mut from_server, &mut to_client).ok();
    to_client.shutdown(Shutdown::Write)
}
