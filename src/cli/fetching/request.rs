//! One URL asked: its redirects followed, its body read, all within one time-out.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::blocking::Response;
use reqwest::{StatusCode, Url};

use super::fault::Fault;
use super::resolver::Resolver;
use super::target::{self, Refusal};
use crate::cli::fetch::body::{self, location};
use crate::cli::fetch::bounded::{Unfinished, bounded};
use crate::cli::fetch::client::{self, ServerRoots};
use crate::cli::fetch::connection::{ConnectionProblem, ProxyProblem};
use crate::cli::fetch::diagnosis::{self, Failure};
use crate::cli::fetch::fault::harmless;
use crate::cli::fetch::{host, proxy};

/// The largest body that is read, in bytes after unpacking.
const BODY_LIMIT: u64 = 1 << 20;

/// How long one URL may take, redirects and body included.
pub const TIMEOUT: Duration = Duration::from_secs(10);

/// How to ask.
#[derive(Clone)]
pub struct How {
    /// The roots that an https server's certificate must lead to.
    pub roots: Arc<ServerRoots>,
    /// Whether addresses that are not public may be asked.
    pub allow_private: bool,
    /// How long each URL may take.
    pub timeout: Duration,
}

/// The body that the URL answers with, status 200.
///
/// # Errors
/// Where no such answer was had, whole, in time.
pub fn fetch(url: Url, how: &How) -> Result<Vec<u8>, Fault> {
    let limit = how.timeout;
    let request = Request {
        how: how.clone(),
        start: Instant::now(),
    };
    bounded(limit, move || request.run(url)).unwrap_or_else(|unfinished| {
        Err(match unfinished {
            Unfinished::TimedOut => Fault::TimedOut(limit),
            Unfinished::Failed(reason) => Fault::Setup(reason),
        })
    })
}

struct Request {
    how: How,
    start: Instant,
}

impl Request {
    fn run(&self, mut url: Url) -> Result<Vec<u8>, Fault> {
        for followed in 0_usize.. {
            let response = self.ask(&url).map_err(|fault| match fault {
                Fault::NotPublic(why) if followed > 0 => {
                    Fault::RedirectNotPublic(harmless(url.as_str()), why)
                }
                fault => fault,
            })?;
            let Some(location) = location(&response) else {
                return self.body(response, &url);
            };
            let is_one_more = followed < target::REDIRECTS;
            let next = is_one_more.then(|| target::redirect(&url, &location));
            let next = next.unwrap_or(Err(Refusal::TooManyRedirects));
            url = next.map_err(|why| Fault::Redirect(harmless(&location), why))?;
        }
        Err(Fault::Refused(Refusal::TooManyRedirects))
    }

    /// Asks one address; returns the answer with its head alone read.
    fn ask(&self, url: &Url) -> Result<Response, Fault> {
        let proxy = proxy::in_force(url.as_str()).map(|(_, variable)| variable);
        let resolver = Resolver::new(url, self.how.allow_private, proxy.is_some());
        let resolver = Arc::new(resolver.map_err(Fault::NotPublic)?);
        let client = client::builder(&self.how.roots)?
            .dns_resolver(Arc::clone(&resolver))
            .build()
            .map_err(|error| client::setup(&error))?;
        let limit = self.how.timeout.saturating_sub(self.start.elapsed());
        let sent = client.get(url.clone()).timeout(limit).send();
        // A proxy for http is asked without a tunnel, so that its faults look like the host's.
        let proxy = proxy.filter(|_| url.scheme() == "http" && !resolver.was_asked());
        let of_proxy = |variable, problem| {
            let problem = ConnectionProblem::Proxy { variable, problem };
            Fault::Connection(host::address(url), problem)
        };
        match (sent, proxy) {
            (Err(error), Some(variable)) if error.is_connect() && !error.is_timeout() => {
                Err(of_proxy(variable, ProxyProblem::Unreachable))
            }
            (Ok(response), Some(variable)) if response.status() == 407 => {
                Err(of_proxy(variable, ProxyProblem::AuthenticationRequired))
            }
            (sent, _) => sent.map_err(|error| self.failed(&error, url)),
        }
    }

    /// Reads the body of an answer that must have status 200.
    fn body(&self, response: Response, url: &Url) -> Result<Vec<u8>, Fault> {
        if response.status() != StatusCode::OK {
            return Err(Fault::Status(response.status().as_u16()));
        }
        body::read(response, BODY_LIMIT)
            .map_err(|error| self.failed(&error, url))?
            .ok_or(Fault::TooLarge(BODY_LIMIT))
    }

    fn failed(&self, error: &(dyn Error + 'static), url: &Url) -> Fault {
        match diagnosis::failure(error) {
            Failure::TimedOut => Fault::TimedOut(self.how.timeout),
            Failure::Connection(problem) => Fault::Connection(host::address(url), problem),
            Failure::Encoding => Fault::Encoding,
        }
    }
}
