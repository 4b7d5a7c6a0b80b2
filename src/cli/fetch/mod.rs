//! Fetching the trust list from an instance: the only time that this program asks the network
//! unbidden by `--fetch`.
//!
//! Every hop is a request of its own, and the time-out counts from the first to the last byte of all.

mod client;
mod diagnosis;
mod fault;
mod host;
mod proxy;
mod redirect;
#[cfg(test)]
mod tests;
mod tls;

use std::io::Read;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use reqwest::blocking::Response;
use reqwest::header::LOCATION;
use reqwest::{StatusCode, Url};

use client::ServerRoots;
pub use fault::FetchFault;
use fault::{RedirectRefusal, harmless};
pub use host::Instance;

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
    receiver.recv_timeout(limit).unwrap_or_else(|_| {
        let address = host::address(instance.url());
        Err(FetchFault::TimedOut { address, limit })
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
        for _ in 0..=redirect::LIMIT {
            let response = self.ask(&url, &roots)?;
            let Some(location) = location(&response) else {
                return Ok(Fetched {
                    body: self.body(response, &url)?,
                    final_url: url.into(),
                    notices: roots.notice().into_iter().collect(),
                });
            };
            url = redirect::target(&self.instance, &url, &location)
                .map_err(|refusal| self.not_followed(&location, refusal))?;
        }
        Err(self.not_followed(url.as_str(), RedirectRefusal::TooMany))
    }

    /// Asks one address; returns the answer with its head alone read.
    fn ask(&self, url: &Url, roots: &ServerRoots) -> Result<Response, FetchFault> {
        client::client(url, roots)?
            .get(url.clone())
            .timeout(self.limit.saturating_sub(self.start.elapsed()))
            .send()
            .map_err(|error| diagnosis::fault(&error, url, self.limit))
    }

    /// Reads the body of an answer that must have status 200.
    fn body(&self, response: Response, url: &Url) -> Result<Vec<u8>, FetchFault> {
        if response.status() != StatusCode::OK {
            return Err(FetchFault::Status {
                url: url.to_string(),
                code: response.status().as_u16(),
                asked: self.instance.url().to_string(),
            });
        }
        let announced = response.content_length().unwrap_or_default();
        let mut body = Vec::new();
        if announced <= BODY_LIMIT {
            response
                .take(BODY_LIMIT + 1)
                .read_to_end(&mut body)
                .map_err(|error| diagnosis::fault(&error, url, self.limit))?;
        }
        if announced.max(body.len() as u64) > BODY_LIMIT {
            return Err(FetchFault::TooLarge {
                address: host::address(url),
                limit: BODY_LIMIT,
            });
        }
        Ok(body)
    }

    fn not_followed(&self, to: &str, refusal: RedirectRefusal) -> FetchFault {
        FetchFault::Redirect {
            to: harmless(to),
            refusal,
            asked: self.instance.url().to_string(),
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
