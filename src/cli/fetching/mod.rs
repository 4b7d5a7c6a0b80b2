//! `--fetch` of `check` and `stream`: missing issuers and revocation lists from the URLs in the certificates.
//!
//! Nothing that is fetched is trusted for where it came from: an issuer is used if its key made the
//! signature of the certificate that names the URL, a list counts by the rules for any list, and a
//! root that is fetched is not a listed one. The URLs are strangers' words: they are asked by http and
//! https alone, never at an address that is not public, for 10 seconds and 1 MiB.

mod address;
mod answer;
mod cache;
mod completion;
mod fault;
mod ledger;
mod request;
mod resolver;
mod target;

use std::sync::Arc;

use clap::Args;
use reqwest::Url;
use sfmtls::report::{Judged, Selection, evaluate};
use sfmtls::submission::{Against, Submission};

use super::arguments::TrustOptions;
use super::fetch::client::ServerRoots;
use super::fetch::fault::harmless;
use super::fetch::proxy;
use super::{list, terminal};
use answer::Answer;
use cache::{Cache, Outcome};
use completion::Completion;
use request::{How, TIMEOUT, fetch};

/// Whether anything is fetched but the list, and from where.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct FetchingOptions {
    /// Fetch missing issuers and revocation lists from the http and https URLs in the certificates.
    ///
    /// At most 10 URLs a submission, 10 seconds and 1 MiB each; a URL is asked once a run, unless its
    /// answer was not wanted lately: the 8 MiB that were wanted last are kept. An issuer counts as
    /// supplied if its key made the signature; that the file lacks it is said all the same.
    #[arg(long, help_heading = "Fetching")]
    pub fetch: bool,

    /// With --fetch: ask private, loopback, link-local and other special addresses, too
    #[arg(long, requires = "fetch", help_heading = "Fetching")]
    pub allow_private: bool,
}

/// How submissions are judged: with what can be fetched for them, or without.
pub struct Fetching(Option<Fetcher>);

impl Fetching {
    /// As these options have it.
    ///
    /// # Errors
    /// Where the roots of `--ca-file` cannot be read or used.
    pub fn of(options: FetchingOptions, trust: &TrustOptions) -> anyhow::Result<Self> {
        if !options.fetch {
            return Ok(Self(None));
        }
        proxy::warn(&["http", "https"]);
        let roots = ServerRoots::with(&list::extra_roots(trust)?)?;
        Ok(Self(Some(Fetcher {
            how: How {
                roots: Arc::new(roots),
                allow_private: options.allow_private,
                timeout: TIMEOUT,
            },
            cache: Cache::default(),
        })))
    }

    /// Whether anything may be fetched.
    pub const fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Judges a submission, after what it lacks was fetched where that was asked for.
    pub fn evaluate(
        &self,
        submission: Submission,
        against: &Against<'_>,
        selection: &Selection,
    ) -> Judged {
        let Some(source) = &self.0 else {
            return evaluate(&submission, against, selection);
        };
        let (submission, fetched) = Completion::new(source).complete(submission, against);
        let against = Against {
            fetched: Some(&fetched),
            ..*against
        };
        evaluate(&submission, &against, selection)
    }
}

/// The fetches of a run.
struct Fetcher {
    how: How,
    cache: Cache,
}

impl Fetcher {
    /// What the URL answers, now or earlier in the run.
    fn ask(&self, url: Url) -> Outcome {
        let key = url.to_string();
        self.cache.get(&key, || {
            let body = fetch(url, &self.how)?;
            Ok(Arc::new(Answer::new(&body)))
        })
    }

    /// Says on standard error, once, that a URL gave nothing of use.
    fn say(&self, kind: &str, url: &str, error: &str) {
        if self.cache.is_new_fault(url) {
            let url = harmless(url);
            terminal::say(kind, &format!("--fetch got nothing from {url}: {error}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_may_share_the_fetches_of_a_run() {
        const fn is_shared<T: Send + Sync>() {}
        is_shared::<Fetching>();
    }
}
