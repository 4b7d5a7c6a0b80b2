//! No connection, or one that ends before an answer is asked for.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::fault::Fault;
use super::redirects::HOST;
use super::user::Lab;
use crate::probe::server::close;
use crate::support::loopback::proxy;
use crate::support::loopback::server::{closed_port, each_connection, page, read_head, resetting};

/// Reads the client's first message, and does this.
pub fn after_hello(
    act: impl Fn(&mut TcpStream) -> std::io::Result<()> + Clone + Send + 'static,
) -> u16 {
    each_connection(move |mut stream| match stream.read(&mut [0; 4096])? {
        0 => Ok(()),
        _ => act(&mut stream),
    })
}

pub fn to_the_server(lab: &Lab) -> Vec<Fault> {
    // Where nothing of it was read, the client may still be about to send its first message.
    let on_accept = each_connection(|stream| {
        stream.peek(&mut [0])?;
        close(&stream, true)
    });
    let mut no_name = Fault::at(0, "a name that does not exist", ["was not found"; 3]);
    no_name.address = "nobody.example.invalid".into();
    vec![
        no_name,
        Fault::at(closed_port(), "refused", ["refused the connection"; 3]),
        Fault::at(on_accept, "reset on accept", ["reset the connection"; 3]),
        Fault::at(
            after_hello(|stream| {
                // The beginning of a record that holds a `ServerHello`.
                stream.write_all(&[22, 3, 3, 0, 122])?;
                close(stream, true)
            }),
            "reset in the TLS handshake",
            ["reset the connection"; 3],
        ),
        Fault::at(
            after_hello(|_| Ok(())),
            "closed in the TLS handshake",
            ["closed the connection"; 3],
        ),
        Fault::at(
            resetting(lab.server(), b""),
            "reset after the request",
            ["reset the connection"; 3],
        ),
        Fault::at(
            resetting(
                lab.server(),
                b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx",
            ),
            "reset in the body",
            ["reset the connection"; 3],
        ),
        Fault::at(
            after_hello(|stream| stream.write_all(&page("400 Bad Request", "", b"no TLS"))),
            "plain HTTP where TLS is expected",
            ["does not speak TLS"; 3],
        ),
    ]
}

pub fn to_the_proxy() -> Vec<Fault> {
    let mute = each_connection(|mut stream| read_head(&mut stream).map(drop));
    let wants_login = proxy::refusing("407 Proxy Authentication Required").port;
    [
        (
            "a proxy that wants a login (407)",
            wants_login,
            "wants a user name and password (status 407)",
        ),
        (
            "a proxy that refuses (403)",
            proxy::refusing("403 Forbidden").port,
            "refused to connect",
        ),
        (
            "a proxy that closes the connection",
            mute,
            "gave no HTTP answer",
        ),
        (
            "a proxy that is not there",
            closed_port(),
            "could not be reached",
        ),
    ]
    .map(|(name, port, says)| {
        Fault::at(port, name, [says; 3]).behind(format!("http://me:hunter2@127.0.0.1:{port}"), HOST)
    })
    .into()
}
