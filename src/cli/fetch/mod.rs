//! Fetching the trust list from an instance, asked for by `--instance`: the only time that this
//! program uses the network, but for `probe`.
//!
//! Every hop is a request of its own, and the time-out counts from the first to the last byte of all.

pub mod answer;
mod client;
pub mod connection;
mod diagnosis;
pub mod fault;
pub mod host;
mod proxy;
mod redirect;
mod salesforce;
#[cfg(test)]
mod tests;
pub mod tls;

use std::error::Error;
use std::io::Read;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use reqwest::blocking::Response;
use reqwest::header::LOCATION;
use reqwest::{StatusCode, Url};

use answer::{AnswerProblem, RedirectRefusal};
use client::ServerRoots;
use diagnosis::Failure;
use fault::{FetchFault, harmless};
use host::Instance;

/// The largest body that is read, in bytes after unpacking.
const BODY_LIMIT: u64 = 8 << 20;

/// The longest time-out; more is as good as none, and cannot always be added to a clock.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a fetch may take to tell that its time is up, and of which host.
const GRACE: Duration = Duration::from_millis(100);

/// How to fetch.
#[derive(Clone, Debug)]
pub struct Options {
    /// For the whole fetch: names, connections, redirects and body.
    pub timeout: Duration,
    /// The certificates of `--ca-file` (DER): roots to trust besides the system's.
    pub extra_roots: Vec<Vec<u8>>,
}

/// What an instance answered with status 200; whether it is a list is for its reader to tell.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The body, unpacked.
    pub body: Vec<u8>,
    /// Where it came from, after redirects.
    pub final_url: String,
    /// What the user should know besides, a sentence each.
    pub notices: Vec<String>,
}

/// Fetches the page with the trust list.
///
/// # Errors
/// Where no answer with status 200 was had, whole, in time; exit code 3.
pub fn fetch(instance: &Instance, options: &Options) -> Result<Fetched, FetchFault> {
    let (sender, receiver) = mpsc::channel();
    let job = Job {
        instance: instance.clone(),
        extra_roots: options.extra_roots.clone(),
        limit: options.timeout.min(LONGEST),
        start: Instant::now(),
    };
    let limit = job.limit;
    // In a thread of its own, since reqwest ends only when the system's resolver has answered,
    // which nothing bounds. A thread that is too late is left to the program's end.
    thread::Builder::new()
        .name("fetch".to_owned())
        .spawn(move || sender.send(job.run()))
        .map_err(|error| FetchFault::Setup {
            reason: error.kind().to_string(),
        })?;
    match receiver.recv_timeout(limit + GRACE) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err(FetchFault::TimedOut {
            address: host::address(instance.url()),
            limit,
        }),
        Err(RecvTimeoutError::Disconnected) => Err(FetchFault::Setup {
            reason: "its thread ended without a result".to_owned(),
        }),
    }
}

/// One fetch, with all that it needs.
struct Job {
    instance: Instance,
    extra_roots: Vec<Vec<u8>>,
    limit: Duration,
    start: Instant,
}

impl Job {
    fn run(&self) -> Result<Fetched, FetchFault> {
        let roots = ServerRoots::with(&self.extra_roots)?;
        let mut url = self.instance.url().clone();
        let mut followed = 0;
        loop {
            let response = self.ask(&url, &roots)?;
            let Some(location) = location(&response) else {
                return Ok(Fetched {
                    body: self.body(response, &url)?,
                    final_url: url.into(),
                    notices: roots.notice().into_iter().collect(),
                });
            };
            let target = redirect::target(&self.instance, &url, &location).and_then(|target| {
                let is_one_more = followed < redirect::LIMIT;
                is_one_more
                    .then_some(target)
                    .ok_or(RedirectRefusal::TooMany)
            });
            url = target.map_err(|refusal| {
                let to = harmless(&location);
                self.answer_fault(&url, AnswerProblem::Redirect { to, refusal })
            })?;
            followed += 1;
        }
    }

    /// Asks one address; returns the answer with its head alone read.
    fn ask(&self, url: &Url, roots: &ServerRoots) -> Result<Response, FetchFault> {
        client::client(url, roots)?
            .get(url.clone())
            .timeout(self.limit.saturating_sub(self.start.elapsed()))
            .send()
            .map_err(|error| self.failed(&error, url))
    }

    /// Reads the body of an answer that must have status 200.
    fn body(&self, response: Response, url: &Url) -> Result<Vec<u8>, FetchFault> {
        if response.status() != StatusCode::OK {
            let code = response.status().as_u16();
            return Err(self.answer_fault(url, AnswerProblem::Status(code)));
        }
        let announced = response.content_length().unwrap_or_default();
        let mut body = Vec::new();
        if announced <= BODY_LIMIT {
            response
                .take(BODY_LIMIT + 1)
                .read_to_end(&mut body)
                .map_err(|error| self.failed(&error, url))?;
        }
        if announced.max(body.len() as u64) > BODY_LIMIT {
            return Err(self.answer_fault(url, AnswerProblem::TooLarge(BODY_LIMIT)));
        }
        Ok(body)
    }

    fn failed(&self, error: &(dyn Error + 'static), url: &Url) -> FetchFault {
        let address = host::address(url);
        match diagnosis::failure(error) {
            Failure::TimedOut => FetchFault::TimedOut {
                address,
                limit: self.limit,
            },
            Failure::Connection(problem) => FetchFault::Connection { address, problem },
            Failure::Encoding => self.answer_fault(url, AnswerProblem::Encoding),
        }
    }

    fn answer_fault(&self, url: &Url, problem: AnswerProblem) -> FetchFault {
        FetchFault::Answer {
            url: harmless(url.as_str()),
            asked: self.instance.url().to_string(),
            problem,
        }
    }
}

/// Where a redirect leads, as the server wrote it; `None` where the answer is no redirect.
fn location(response: &Response) -> Option<String> {
    matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308)
        .then(|| response.headers().get(LOCATION))
        .flatten()
        .map(|location| String::from_utf8_lossy(location.as_bytes()).into_owned())
}
