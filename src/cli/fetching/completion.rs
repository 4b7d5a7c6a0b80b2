//! What a submission lacks: first the issuers that are missing on its path, then the revocation
//! lists of the path.

use std::collections::HashSet;
use std::sync::Arc;

use sfmtls::certificate::{Certificate, Sha256, Time};
use sfmtls::path::Presented;
use sfmtls::report::{JudgedPath, judged_path};
use sfmtls::revocation::CrlAnswer;
use sfmtls::submission::{Against, Fetched, Submission};

use super::Fetcher;
use super::ledger::Ledger;

/// As many URLs of one certificate are looked at for one purpose; real ones have one to three.
const MAX_URLS: usize = 8;

/// The search for what one submission lacks.
pub struct Completion<'a> {
    ledger: Ledger<'a>,
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
    /// Nothing was looked for yet.
    pub fn new(fetcher: &'a Fetcher) -> Self {
        Self {
            ledger: Ledger::new(fetcher),
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
                fetched: Some(&self.ledger.fetched),
                ..*against
            };
            // Each issuer and each list may lead to another path.
            let path = judged_path(&submission, &so_far);
            let issuers = self.missing_issuers(&submission, &path);
            if !issuers.is_empty() {
                submission.chain = submission.chain.with_issuers(issuers);
            } else if !self.add_lists(&path, against.at) {
                return (submission, self.ledger.fetched);
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
            let Some(answer) = self.ledger.ask(url) else {
                continue;
            };
            match answer.issuers_of(certificate) {
                Ok(found) => {
                    let mut issuers = Presented::all(found, url.as_str());
                    issuers.retain(|issuer| !submission.chain.holds(issuer.certificate.sha256));
                    let digests = issuers.iter().map(|issuer| issuer.certificate.sha256);
                    self.ledger.gave(url, digests);
                    return issuers;
                }
                Err(error) => self.ledger.gave_nothing(url, "warning", error),
            }
        }
        Vec::new()
    }

    /// Fetches the list for each certificate whose issuer is there to verify it; whether there is
    /// one more.
    fn add_lists(&mut self, path: &JudgedPath, at: Time) -> bool {
        let before = self.ledger.fetched.crls.len();
        let issuers = path.below_root.iter().skip(1).chain(&path.root);
        for (certificate, issuer) in path.below_root.iter().zip(issuers) {
            if self.is_new(certificate, Wanted::List) {
                self.add_list_of(certificate, issuer, at);
            }
        }
        self.ledger.fetched.crls.len() > before
    }

    /// Asks the URLs of a certificate until one gives a list that counts.
    fn add_list_of(&mut self, certificate: &Certificate, issuer: &Certificate, at: Time) {
        for url in certificate.crl_urls.iter().take(MAX_URLS) {
            let Some(answer) = self.ledger.ask(url) else {
                continue;
            };
            let lists = match answer.lists_for(certificate) {
                Ok(lists) => lists,
                Err(error) => {
                    self.ledger.gave_nothing(url, "warning", error);
                    continue;
                }
            };
            self.ledger.gave(url, None);
            let mut counts = false;
            for list in lists {
                let status = list.status(certificate, Some(issuer), at);
                counts |= matches!(status, CrlAnswer::Good | CrlAnswer::Revoked(_));
                let known = &mut self.ledger.fetched.crls;
                if !known.iter().any(|other| Arc::ptr_eq(other, &list)) {
                    known.push(list);
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
}
