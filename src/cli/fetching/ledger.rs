//! The URLs that were asked for one submission, and what became of each.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sfmtls::certificate::Sha256;
use sfmtls::submission::{Fetch, Fetched};

use super::Fetcher;
use super::answer::Answer;
use super::fault::Fault;
use super::target;

/// As many URLs are asked for one submission, whether another one asked them before or not, so that
/// its verdict does not depend on its neighbours.
const MAX_FETCHES: usize = 10;

/// The fetches for one submission.
pub struct Ledger<'a> {
    fetcher: &'a Fetcher,
    /// What stands in the report.
    pub fetched: Fetched,
    /// What each URL gave, so far.
    answers: HashMap<String, Option<Arc<Answer>>>,
    /// How many URLs were asked.
    asked: usize,
    /// URLs that gave something of use.
    useful: HashSet<String>,
}

impl<'a> Ledger<'a> {
    /// Nothing was asked yet.
    pub fn new(fetcher: &'a Fetcher) -> Self {
        Self {
            fetcher,
            fetched: Fetched::default(),
            answers: HashMap::new(),
            asked: 0,
            useful: HashSet::new(),
        }
    }

    /// What a URL answers; `None` where it gives nothing, which is noted and said.
    pub fn ask(&mut self, url: &str) -> Option<Arc<Answer>> {
        if let Some(known) = self.answers.get(url) {
            return known.clone();
        }
        let outcome = match target::url(url).map_err(Fault::Refused) {
            Ok(_) if self.asked >= MAX_FETCHES => Err(Fault::TooMany(MAX_FETCHES)),
            Ok(target) => {
                self.asked = self.asked.saturating_add(1);
                self.fetcher.ask(target)
            }
            Err(refused) => Err(refused),
        };
        self.fetched.fetches.push(Fetch {
            url: url.to_owned(),
            sha256: outcome.as_ref().ok().map(|answer| answer.sha256),
            error: None,
            issuers: Vec::new(),
        });
        if let Err(fault) = &outcome {
            // What was not tried did not fail: a directory service beside a web server is common.
            let kind = match fault {
                Fault::Refused(_) => "note",
                _ => "warning",
            };
            self.gave_nothing(url, kind, fault.to_string());
        }
        let answer = outcome.ok();
        self.answers.insert(url.to_owned(), answer.clone());
        answer
    }

    /// Notes that what the URL gave is of use: these issuers, or a list.
    pub fn gave(&mut self, url: &str, issuers: impl IntoIterator<Item = Sha256>) {
        if let Some(fetch) = self.fetch(url) {
            fetch.error = None;
            fetch.issuers.extend(issuers);
        }
        self.useful.insert(url.to_owned());
    }

    /// Notes and says why the URL gave nothing of use, unless it was of use before.
    pub fn gave_nothing(&mut self, url: &str, kind: &str, error: String) {
        if self.useful.contains(url) {
            return;
        }
        self.fetcher.say(kind, url, &error);
        if let Some(fetch) = self.fetch(url) {
            fetch.error = Some(error);
        }
    }

    fn fetch(&mut self, url: &str) -> Option<&mut Fetch> {
        let mut fetches = self.fetched.fetches.iter_mut();
        fetches.find(|fetch| fetch.url == url)
    }
}
