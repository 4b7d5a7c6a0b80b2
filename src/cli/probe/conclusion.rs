//! What follows from the attempts: the fact, who says what it means, and what to do.

use sfmtls::render::Printable;
use sfmtls::render::probe::{Attempt, Conclusion, Ending, Sent, StepName, StepOutcome, Verdict};

use super::address::Target;
use super::identity::Identity;
use super::{alert, known_text};

/// Salesforce's article on mutual authentication.
const ARTICLE: &str = "Salesforce Knowledge 000383575";
/// Where alerts are defined.
const RFC: &str = "RFC 8446, section 6.2";

/// What follows from these attempts; there is one at least.
pub fn of(target: &Target, identity: Option<&Identity>, attempts: &[Attempt]) -> Conclusion {
    let verdict = Verdict::of(attempts);
    let decisive = decisive(verdict, attempts);
    let case = Case {
        target,
        identity,
        attempts,
        verdict,
        decisive: attempts.get(decisive),
    };
    Conclusion {
        decisive,
        reason: case.reason(),
        authority: case.authority(),
        notes: case.notes(),
        help: case.help(),
    }
}

/// The attempt that decides: the first that was welcomed, the fullest that was refused, or the one
/// that got farthest.
fn decisive(verdict: Verdict, attempts: &[Attempt]) -> usize {
    let weight = |one: &Attempt| {
        let steps = one.steps.iter();
        let done = steps.filter(|step| step.outcome == StepOutcome::Ok).count();
        match verdict {
            Verdict::Accepted => usize::from(one.is_with_certificate() && one.is_welcomed()),
            // A full chain without its root is what a client should send.
            Verdict::Refused if !one.is_refused() => 0,
            Verdict::Refused => match one.sent {
                Sent::Nothing => 1,
                Sent::Leaf => 2,
                Sent::WholeChain => 3,
                Sent::LeafAndIntermediates => 4,
            },
            Verdict::Unreachable | Verdict::Unclear => done,
        }
    };
    let heaviest = attempts.iter().map(weight).max();
    let found = attempts
        .iter()
        .position(|one| Some(weight(one)) == heaviest);
    found.unwrap_or(0)
}

/// All that is known.
struct Case<'a> {
    target: &'a Target,
    identity: Option<&'a Identity>,
    attempts: &'a [Attempt],
    verdict: Verdict,
    decisive: Option<&'a Attempt>,
}

impl Case<'_> {
    /// The fact.
    fn reason(&self) -> String {
        let address = self.address();
        let detail = self.decisive.map(last_detail).unwrap_or_default();
        match self.verdict {
            Verdict::Accepted => {
                let sent = self.words_of(|one| one.is_with_certificate() && one.is_welcomed());
                format!("{address} takes the certificate, where what is sent is: {sent}")
            }
            Verdict::Refused => {
                let sent = self.words_of(Attempt::is_refused);
                format!("{address} refuses, where what is sent is: {sent}; {detail}")
            }
            Verdict::Unreachable => format!("{address} could not be reached: {detail}"),
            Verdict::Unclear if self.identity.is_none() && self.is_open() => {
                format!("{address} answers without a certificate: {detail}")
            }
            Verdict::Unclear => format!("{address} neither accepts nor refuses: {detail}"),
        }
    }

    /// Who says what the fact means.
    fn authority(&self) -> Option<&'static str> {
        let known = self.decisive.and_then(|one| one.known_text);
        let known = known.and_then(known_text::with);
        let has_alert = self.decisive.is_some_and(|one| one.alert.is_some());
        match self.verdict {
            Verdict::Accepted => Some(ARTICLE),
            Verdict::Refused => known
                .map(|known| known.authority)
                .or(has_alert.then_some(RFC)),
            Verdict::Unreachable | Verdict::Unclear => None,
        }
    }

    /// What else must be known.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let requests = self.attempts.iter().map(|one| one.certificate_authorities);
        match requests.flatten().max() {
            Some(0) => notes.push(format!(
                "the server names no CA that it accepts, which is normal at Salesforce ({ARTICLE}); \
                 some TLS stacks then pick no certificate by themselves"
            )),
            Some(number) => notes.push(format!(
                "the server names {number} CAs that it accepts; Salesforce names none ({ARTICLE})"
            )),
            None if self.is_shaken() => notes.push(
                "the server did not ask for a client certificate, so it has seen none".into(),
            ),
            None => {}
        }
        if self.identity.is_some() && self.is_open() {
            notes.push(
                "it gives the same welcome to a client without a certificate: this answer says \
                 nothing about the certificate"
                    .into(),
            );
        }
        if self.identity.is_some() && self.is_shaken() {
            notes.push(
                "a probe cannot tell whether the certificate is uploaded, nor whether the user has \
                 the permission Enforce SSL/TLS Mutual Authentication: without it a bad \
                 certificate seems to work"
                    .into(),
            );
        }
        notes
    }

    /// What to do next.
    fn help(&self) -> Vec<String> {
        let mut help = self.about_host();
        help.extend(self.about_chain());
        if self.identity.is_none() {
            help.push(
                "pass --certificate FILE, and its key by --key FILE, to ask what the server says to \
                 it"
                .into(),
            );
        }
        match self.verdict {
            Verdict::Accepted => help.push(
                "`sfmtls explain set-up` lists what else must be in place before the login".into(),
            ),
            Verdict::Refused => help.extend(self.about_refusal()),
            Verdict::Unreachable => help.extend(proxy_hint()),
            Verdict::Unclear => {}
        }
        help.extend(self.about_server());
        help
    }

    /// Where the host or port is not one that asks for client certificates.
    fn about_host(&self) -> Vec<String> {
        let mut help = Vec::new();
        if self.target.instance.is_login_host() {
            help.push(format!(
                "{} is a login or instance host: name the org's My Domain host, as \
                 acme.my.salesforce.com ({ARTICLE})",
                self.target.instance.host()
            ));
        }
        if self.target.port == 443 {
            help.push(
                "port 443 was given: Salesforce asks for client certificates at port 8443".into(),
            );
        }
        help
    }

    /// Where it matters how much of the chain is sent.
    fn about_chain(&self) -> Vec<String> {
        let is_welcomed = |sent| {
            self.attempts
                .iter()
                .any(|one| one.sent == sent && one.is_welcomed())
        };
        let is_refused = |sent| {
            self.attempts
                .iter()
                .any(|one| one.sent == sent && one.is_refused())
        };
        let mut help = Vec::new();
        let is_chain_welcomed =
            is_welcomed(Sent::LeafAndIntermediates) || is_welcomed(Sent::WholeChain);
        if is_refused(Sent::Leaf) && is_chain_welcomed {
            help.push(
                "send the intermediates with the certificate, and upload the whole chain (`sfmtls \
                 bundle`): the leaf alone is refused"
                    .into(),
            );
        }
        if is_refused(Sent::WholeChain) && is_welcomed(Sent::LeafAndIntermediates) {
            help.push("leave the root out of what is sent: with it the chain is refused".into());
        }
        if let Some(issuer) = self.identity.and_then(|own| own.missing_issuer.as_deref())
            && self.verdict != Verdict::Accepted
        {
            help.push(format!(
                "the certificate of {issuer}, an issuer, is missing: add it by --chain FILE"
            ));
        }
        help
    }

    /// What to do about a refusal.
    fn about_refusal(&self) -> Vec<String> {
        let Some(decisive) = self.decisive else {
            return Vec::new();
        };
        if let Some(known) = decisive.known_text.and_then(known_text::with) {
            let came = known.is_about_none && decisive.is_with_certificate();
            return match came {
                true => vec![
                    "a certificate was given to this program, and none came: look for a proxy or \
                     load balancer that ends TLS in between"
                        .into(),
                ],
                false => vec![known.help.into()],
            };
        }
        if !decisive.is_with_certificate() {
            return Vec::new();
        }
        let file = self.identity.map_or("FILE", |own| own.name.as_str());
        let check = format!(
            "`sfmtls check --instance {} {}` judges the certificate against the instance's own list",
            self.target.instance.host(),
            Printable(file)
        );
        let explained = decisive
            .alert
            .as_deref()
            .filter(|alert| alert::meaning(alert).is_some())
            .map(|alert| format!("see `sfmtls explain 'alert: {alert}'`"));
        std::iter::once(check).chain(explained).collect()
    }

    /// Where the server's own certificate stood in the way.
    fn about_server(&self) -> Option<String> {
        let is_about = |one: &Attempt| {
            one.ending == Ending::Unclear
                && one.alert.is_none()
                && last_detail(one).contains("the server's certificate")
                && one
                    .step(StepName::Handshake)
                    .is_some_and(|step| step.outcome == StepOutcome::Failed)
        };
        self.attempts.iter().any(is_about).then(|| {
            "nothing is sent to a server that is not trusted here; where a proxy or firewall \
             inspects TLS, pass its root by --ca-file FILE"
                .into()
        })
    }

    fn address(&self) -> String {
        format!("{}:{}", self.target.instance.host(), self.target.port)
    }

    /// What was sent in those attempts, in the contract's words.
    fn words_of(&self, is_meant: impl Fn(&Attempt) -> bool) -> String {
        let meant = self.attempts.iter().filter(|one| is_meant(one));
        meant
            .map(|one| one.sent.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Whether a client without a certificate is welcome.
    fn is_open(&self) -> bool {
        let mut without = self
            .attempts
            .iter()
            .filter(|one| !one.is_with_certificate());
        without.any(Attempt::is_welcomed)
    }

    /// Whether TLS stood, in any attempt.
    fn is_shaken(&self) -> bool {
        let shaken = |one: &Attempt| {
            let step = one.step(StepName::Handshake);
            step.is_some_and(|step| step.outcome == StepOutcome::Ok) || one.is_refused()
        };
        self.attempts.iter().any(shaken)
    }
}

/// What the step says that decided an attempt: the one that failed, or the last.
fn last_detail(attempt: &Attempt) -> &str {
    let is_failed = |outcome| outcome == StepOutcome::Failed;
    let failed = attempt.steps.iter().find(|step| is_failed(step.outcome));
    let step = failed.or(attempt.steps.last());
    step.map_or("", |step| step.detail.as_str())
}

/// What to say where a proxy is set, which the probe does not use.
fn proxy_hint() -> Option<String> {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let name = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .find(is_set)?;
    Some(format!(
        "{name} is set, and a probe connects directly: run it where port 8443 is open"
    ))
}
