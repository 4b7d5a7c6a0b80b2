//! What is fetched for one submission: first the issuers that its path lacks, then the revocation
//! lists of the path.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sfmtls::certificate::{Certificate, Sha256, Time};
use sfmtls::container::Located;
use sfmtls::path::Presented;
use sfmtls::report::{JudgedPath, judged_path};
use sfmtls::revocation::CrlAnswer;
use sfmtls::submission::{Against, Fetch, Fetched, Submission};

use super::Fetcher;
use super::answer::Answer;
use super::fault::Fault;
use super::target;

/// As many URLs are asked for one submission, whether another one asked them before or not, so that
/// its verdict does not depend on its neighbours.
const MAX_FETCHES: usize = 10;

/// As many URLs of one certificate are looked at for one purpose; real ones have one to three.
const MAX_URLS: usize = 8;

/// What is fetched for one submission.
pub struct Completion<'a> {
    fetcher: &'a Fetcher,
    fetched: Fetched,
    /// What each URL gave, so far.
    answers: HashMap<String, Option<Arc<Answer>>>,
    /// How many URLs were asked.
    asked: usize,
    /// URLs that gave something of use.
    useful: HashSet<String>,
    /// The certificates whose issuer, or whose list, was looked for.
    seen: HashSet<(Sha256, Wanted)>,
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Wanted {
    Issuer,
    List,
}

impl<'a> Completion<'a> {
    pub fn new(fetcher: &'a Fetcher) -> Self {
        Self {
            fetcher,
            fetched: Fetched::default(),
            answers: HashMap::new(),
            asked: 0,
            useful: HashSet::new(),
            seen: HashSet::new(),
        }
    }

    /// The submission with the issuers that were missing and could be fetched, and all that was
    /// fetched.
    pub fn complete(
        mut self,
        mut submission: Submission,
        against: &Against<'_>,
    ) -> (Submission, Fetched) {
        loop {
            let so_far = Against {
                fetched: Some(&self.fetched),
                ..*against
            };
            // Each issuer and each list may lead to another path.
            let path = judged_path(&submission, &so_far);
            let issuers = self.missing_issuers(&submission, &path);
            if !issuers.is_empty() {
                submission.chain = submission.chain.with_issuers(issuers);
            } else if !self.add_lists(&path, against.at) {
                return (submission, self.fetched);
            }
        }
    }

    /// The certificates of the issuer that the path lacks, if any are to be had.
    fn missing_issuers(&mut self, submission: &Submission, path: &JudgedPath) -> Vec<Presented> {
        let highest = path.below_root.last().filter(|_| path.lacks_issuer);
        let Some(certificate) = highest.filter(|it| self.is_new(it, Wanted::Issuer)) else {
            return Vec::new();
        };
        for url in certificate.issuer_urls.iter().take(MAX_URLS) {
            let Some(answer) = self.ask(url) else {
                continue;
            };
            let found = answer.issuers_of(certificate);
            let digests = |all: &Vec<Located>| all.iter().map(|it| it.certificate.sha256).collect();
            self.settle(url, found.as_ref().map(digests).map_err(String::clone));
            let mut issuers = Presented::all(found.unwrap_or_default(), url);
            issuers.retain(|issuer| !submission.chain.holds(issuer.certificate.sha256));
            if !issuers.is_empty() {
                return issuers;
            }
        }
        Vec::new()
    }

    /// Fetches the list for each certificate whose issuer is there to verify it; whether there is
    /// one more.
    fn add_lists(&mut self, path: &JudgedPath, at: Time) -> bool {
        let before = self.fetched.crls.len();
        let issuers = path.below_root.iter().skip(1).chain(&path.root);
        for (certificate, issuer) in path.below_root.iter().zip(issuers) {
            if self.is_new(certificate, Wanted::List) {
                self.add_list_of(certificate, issuer, at);
            }
        }
        self.fetched.crls.len() > before
    }

    /// Asks the URLs of a certificate until one gives a list that counts.
    fn add_list_of(&mut self, certificate: &Certificate, issuer: &Certificate, at: Time) {
        for url in certificate.crl_urls.iter().take(MAX_URLS) {
            let Some(answer) = self.ask(url) else {
                continue;
            };
            let lists = answer.lists_for(certificate);
            let nothing = |_: &Vec<_>| Vec::new();
            self.settle(url, lists.as_ref().map(nothing).map_err(String::clone));
            let mut counts = false;
            for list in lists.into_iter().flatten() {
                let status = list.status(certificate, Some(issuer), at);
                counts |= matches!(status, CrlAnswer::Good | CrlAnswer::Revoked(_));
                let mut there = self.fetched.crls.iter();
                if !there.any(|other| Arc::ptr_eq(other, &list)) {
                    self.fetched.crls.push(list);
                }
            }
            if counts {
                return;
            }
        }
    }

    fn is_new(&mut self, certificate: &Certificate, wanted: Wanted) -> bool {
        self.seen.insert((certificate.sha256, wanted))
    }

    /// What a URL answers; `None` where it gives nothing, which is noted.
    fn ask(&mut self, url: &str) -> Option<Arc<Answer>> {
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
            self.settle(url, Err(fault.to_string()));
        }
        let answer = outcome.ok();
        self.answers.insert(url.to_owned(), answer.clone());
        answer
    }

    /// Notes whether what a URL gave is of use; what was of use once stays so.
    fn settle(&mut self, url: &str, result: Result<Vec<Sha256>, String>) {
        let mut fetches = self.fetched.fetches.iter_mut();
        let Some(fetch) = fetches.find(|fetch| fetch.url == url) else {
            return;
        };
        match result {
            Ok(issuers) => {
                fetch.error = None;
                fetch.issuers.extend(issuers);
                self.useful.insert(url.to_owned());
            }
            Err(error) if !self.useful.contains(url) => {
                self.fetcher.say(url, &error);
                fetch.error = Some(error);
            }
            Err(_) => {}
        }
    }
}
