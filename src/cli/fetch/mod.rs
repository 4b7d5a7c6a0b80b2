//! Fetching the trust list from an instance, asked for by `--instance`. What every fetch needs is
//! here, too; those of `--fetch` are in `cli::fetching`.
//!
//! Every hop is a request of its own, and the time-out counts from the first to the last byte of all.

pub mod answer;
pub mod body;
pub mod bounded;
pub mod client;
pub mod connection;
pub mod diagnosis;
pub mod fault;
pub mod host;
pub mod proxy;
mod redirect;
mod salesforce;
#[cfg(test)]
mod tests;
pub mod tls;

use std::error::Error;
use std::time::{Duration, Instant};

use reqwest::blocking::Response;
use reqwest::{StatusCode, Url};

use answer::{AnswerProblem, RedirectRefusal};
use body::location;
use bounded::{Unfinished, bounded};
use client::ServerRoots;
use diagnosis::Failure;
use fault::{FetchFault, harmless};
use host::Instance;

/// The largest body that is read, in bytes after unpacking.
const BODY_LIMIT: u64 = 8 << 20;

/// The longest time-out; more is as good as none, and cannot always be added to a clock.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

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
    let job = Job {
        instance: instance.clone(),
        extra_roots: options.extra_roots.clone(),
        limit: options.timeout.min(LONGEST),
        start: Instant::now(),
    };
    let limit = job.limit;
    bounded(limit, move || job.run()).unwrap_or_else(|unfinished| {
        Err(match unfinished {
            Unfinished::TimedOut => FetchFault::TimedOut {
                address: host::address(instance.url()),
                limit,
            },
            Unfinished::Failed(reason) => FetchFault::Setup { reason },
        })
    })
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
        // Plain http is for this machine only, where no proxy is asked.
        if url.scheme() == "https" {
            proxy::warn(&["https"]);
        }
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
        body::read(response, BODY_LIMIT)
            .map_err(|error| self.failed(&error, url))?
            .ok_or_else(|| self.answer_fault(url, AnswerProblem::TooLarge(BODY_LIMIT)))
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
