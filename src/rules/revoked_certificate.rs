use std::collections::BTreeSet;

use super::authority::PORT_8443;
use super::{Case, PathCertificate};
use crate::certificate::Certificate;
use crate::report::{Finding, Severity, Verdict};
use crate::revocation::{CrlAnswer, Revocation};

super::rule! {
    /// No certificate of the path below the root is on a certificate revocation list.
    ///
    /// ## Why it matters
    /// Salesforce looks at revocation lists and refuses a revoked certificate. A list counts only
    /// if it is of the certificate's issuer, that issuer's key signed it, and its dates cover the
    /// moment judged at; one that does not is said, and then nothing is known. Of a partitioned list
    /// the entries count, and what it leaves out says nothing; delta and indirect lists are not read.
    /// An entry counts whatever its date: one that is dated later is said to be.
    ///
    /// Lists come by `--crl FILE`, and with `--fetch` from the URLs in the certificates (their
    /// distribution points). Where one cannot be had, nothing is known of that certificate, whatever
    /// is known of others.
    ///
    /// ## What to do
    /// Ask the CA why the certificate was revoked, and request a new one, with a new key if the
    /// old one was compromised. `certificateHold` may be taken back. For a list that is out of
    /// date, get the current one from the URL in the certificate, as `--fetch` does.
    ///
    /// ## References
    /// - Salesforce Knowledge 000383575: certificate revocation lists are looked at
    /// - RFC 5280, sections 5 and 6.3
    "revoked-certificate", Error, Handshake, PORT_8443, check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.against.crls.is_empty() && case.against.fetched.is_none() {
        return Verdict::not_applicable(
            "no certificate revocation list given; --fetch gets them from the certificates' URLs",
        );
    }
    let mut found = Found::default();
    for (part, issuer) in case.below_root_with_issuers() {
        found.ask(case, &part, issuer);
    }
    found.say_strangers(case);
    found.verdict(case)
}

/// What the lists say of the path.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    /// Why lists do not count or could not be fetched, for certificates that no other list speaks
    /// of.
    unknown: Vec<String>,
    /// Certificates of whose issuer no list was given.
    without: Vec<String>,
    /// How many certificates a list speaks of.
    judged: usize,
    /// Why lists do not count, though others speak of the same certificate.
    aside: Vec<String>,
    /// Which of the lists are of an issuer of the path.
    of_path: BTreeSet<usize>,
}

impl Found {
    /// Asks every list about a certificate.
    fn ask(&mut self, case: &Case<'_>, part: &PathCertificate<'_>, issuer: Option<&Certificate>) {
        let (mut is_judged, mut revocation, mut reasons) = (false, None, Vec::new());
        for (index, list) in case.crls().enumerate() {
            let answer = list.status(part.certificate, issuer, case.against.at);
            if !matches!(answer, CrlAnswer::OtherIssuer) {
                self.of_path.insert(index);
            }
            match answer {
                CrlAnswer::Good => is_judged = true,
                CrlAnswer::Revoked(entry) => revocation = revocation.or(Some((list, entry))),
                CrlAnswer::DoesNotCount(why) => {
                    reasons.push(format!("{list} does not count: {why}"));
                }
                CrlAnswer::OtherIssuer => {}
            }
        }
        if revocation.is_some() || is_judged {
            self.aside.append(&mut reasons);
        } else {
            reasons.extend(not_fetched(case, part.certificate));
        }
        if let Some((list, entry)) = revocation {
            self.findings
                .push(finding(case, part, &list.to_string(), entry));
        } else if is_judged {
            self.judged = self.judged.saturating_add(1);
        } else if reasons.is_empty() {
            self.without.push(part.certificate.subject.to_string());
        } else {
            self.unknown.append(&mut reasons);
        }
    }

    /// Says which lists are of no issuer of the path: somebody gave them for a reason.
    fn say_strangers(&mut self, case: &Case<'_>) {
        let lists = case.crls().enumerate();
        let strangers = lists.filter(|(index, _)| !self.of_path.contains(index));
        let what = match case.path.anchor() {
            Some(_) => "is of no issuer of the path",
            None => "is of no issuer that was found",
        };
        let said = strangers.map(|(_, list)| format!("{list} {what}"));
        self.aside.extend(said);
    }

    fn verdict(mut self, case: &Case<'_>) -> Verdict {
        self.unknown.dedup();
        if let Some(first) = self.findings.first_mut() {
            first.notes.append(&mut self.unknown);
            first.notes.append(&mut self.aside);
            return Verdict::Fail(self.findings);
        }
        if !self.unknown.is_empty() {
            return Verdict::unanswered(self.unknown.join("; "));
        }
        let mut known = self.aside;
        known.dedup();
        if !self.without.is_empty() {
            let origin = match case.against.fetched {
                None => "given",
                Some(_) => "given or fetched",
            };
            known.push(format!(
                "no list was {origin} for {}",
                self.without.join("; ")
            ));
        }
        match (self.judged, known.is_empty()) {
            (0, _) => Verdict::unanswered(known.join("; ")),
            (_, true) => Verdict::Pass,
            (_, false) => Verdict::PassWith(known.join("; ")),
        }
    }
}

/// Why the URLs of a certificate gave no list.
fn not_fetched(case: &Case<'_>, certificate: &Certificate) -> impl Iterator<Item = String> {
    certificate.crl_urls.iter().filter_map(|url| {
        let error = case.fetch_error(url)?;
        Some(format!("there is no list from {url}: {error}"))
    })
}

fn finding(case: &Case<'_>, part: &PathCertificate<'_>, list: &str, entry: Revocation) -> Finding {
    let Revocation {
        date,
        reason,
        invalidity_date,
    } = entry;
    let why = reason.map_or_else(
        || "no reason is given".into(),
        |reason| format!("reason {reason}"),
    );
    let message = format!("revoked on {date}, {why}: {}", part.certificate.subject);
    let mut finding =
        Finding::new(Severity::Error, part.index, message).note(format!("it is on {list}"));
    if case.against.at < date {
        finding = finding.note(format!(
            "that is later than {}, the moment judged at",
            case.against.at
        ));
    }
    if let Some(since) = invalidity_date {
        finding = finding.note(format!(
            "its key is known or suspected to be compromised since {since}"
        ));
    }
    finding.help(match reason {
        Some("certificateHold") => {
            "ask the CA whether it takes the hold back, or request a new certificate"
        }
        Some("keyCompromise") => "make a new key and request a new certificate for it",
        _ => "ask the CA why, and request a new certificate",
    })
}
