//! The proxy that the environment names, and the tunnel through it (RFC 9110, section 9.3.6).

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;

use hyper_util::client::proxy::matcher::Intercept;

use super::address::Endpoint;
use super::deadline::Deadline;
use super::http;
use crate::cli::fetch::client::USER_AGENT;
use crate::cli::fetch::connection::ProxyProblem;
use crate::cli::fetch::host::without_brackets;
use crate::cli::fetch::proxy;

/// As much of a proxy's answer is read, in bytes.
const LIMIT: usize = 16 * 1024;

/// The port of a proxy whose URL has none.
const HTTP_PORT: u16 = 80;

/// A proxy. Its user name and password are shown nowhere.
#[derive(Debug)]
pub struct Proxy {
    intercept: Intercept,
    /// The environment variable that names it.
    pub variable: &'static str,
}

impl Proxy {
    /// The proxy for a server, `HOST:PORT`, as reqwest would take it: that of `HTTPS_PROXY` or else
    /// `ALL_PROXY`, unless `NO_PROXY` names the host.
    pub fn of(address: &str) -> Option<Self> {
        let (intercept, variable) = proxy::in_force(&format!("https://{address}/"))?;
        Some(Self {
            intercept,
            variable,
        })
    }

    /// Whether it is of the one kind that is asked.
    ///
    /// # Errors
    /// Where it is of another.
    pub fn check(&self) -> Result<(), ProxyProblem> {
        match self.intercept.uri().scheme_str() {
            Some("http") => Ok(()),
            _ => Err(ProxyProblem::UnknownScheme("http:// is")),
        }
    }

    /// Where it is.
    pub fn endpoint(&self) -> Endpoint {
        let uri = self.intercept.uri();
        Endpoint {
            host: without_brackets(uri.host().unwrap_or_default()).to_owned(),
            port: uri.port_u16().unwrap_or(HTTP_PORT),
        }
    }

    /// Makes a connection to the proxy one to `address`, `HOST:PORT`.
    ///
    /// # Errors
    /// Where the proxy does not do that, or not in time.
    pub fn tunnel(
        &self,
        stream: &mut TcpStream,
        address: &str,
        deadline: Deadline,
    ) -> Result<(), ProxyProblem> {
        stream
            .write_all(&self.request(address))
            .map_err(|error| problem(&error))?;
        match answer(stream, deadline)? {
            200..=299 => Ok(()),
            407 => Err(ProxyProblem::AuthenticationRequired),
            status => Err(ProxyProblem::Refused(Some(status))),
        }
    }

    fn request(&self, address: &str) -> Vec<u8> {
        let mut request = format!(
            "CONNECT {address} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: {USER_AGENT}\r\n"
        )
        .into_bytes();
        if let Some(authorization) = self.intercept.basic_auth() {
            request.extend_from_slice(b"Proxy-Authorization: ");
            request.extend_from_slice(authorization.as_bytes());
            request.extend_from_slice(b"\r\n");
        }
        request.extend_from_slice(b"\r\n");
        request
    }
}

/// The status of the answer. What follows its head is the page of a refusal, since a server says
/// nothing before the client's first message; it is not looked at.
fn answer(stream: &mut TcpStream, deadline: Deadline) -> Result<u16, ProxyProblem> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 1024];
    loop {
        let status = http::final_status(&bytes).map_err(|_| ProxyProblem::NoAnswer)?;
        if let Some(status) = status {
            return Ok(status);
        }
        let left = deadline.left().ok_or(ProxyProblem::TimedOut)?;
        let read = stream
            .set_read_timeout(Some(left))
            .and_then(|()| stream.read(&mut buffer))
            .map_err(|error| problem(&error))?;
        if read == 0 || bytes.len() > LIMIT {
            return Err(ProxyProblem::NoAnswer);
        }
        bytes.extend(buffer.iter().take(read));
    }
}

fn problem(error: &io::Error) -> ProxyProblem {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => ProxyProblem::TimedOut,
        _ => ProxyProblem::NoAnswer,
    }
}
