//! What to do next.

use sfmtls::render::Printable;
use sfmtls::render::probe::{Ending, Sent, Verdict};
use sfmtls::symptoms;

use super::{ARTICLE, Case};
use crate::cli::probe::known_text;

impl Case<'_> {
    /// What to do next.
    pub(super) fn help(&self) -> Vec<String> {
        let mut help = self.about_host();
        help.extend(self.about_chain());
        if self.identity.is_none() && self.is_shaken() {
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
            Verdict::Refused => {
                help.extend(self.about_certificate());
                help.extend(self.about_refusal());
            }
            Verdict::Unreachable => help.push(self.about_way()),
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

    /// Where the server was not reached.
    fn about_way(&self) -> String {
        match &self.target.proxy {
            Some(proxy) => format!(
                "see that the proxy that {} names runs, and that it leads to port {}: many lead to \
                 port 443 alone",
                proxy.variable, self.target.port
            ),
            None => "see that host and port are right, and that firewalls in between let the port \
                     through"
                .into(),
        }
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
            && self.is_shaken()
            && self.verdict != Verdict::Accepted
        {
            help.push(format!(
                "the certificate of {issuer}, an issuer, is missing: add it by --chain FILE"
            ));
        }
        help
    }

    /// What of the certificate itself may be why it is refused; nothing where the server saw none.
    fn about_certificate(&self) -> Vec<String> {
        let was_seen = self.decisive.is_some_and(|one| {
            let known = one.known_text.and_then(known_text::with);
            one.is_seen() && !known.is_some_and(|known| known.is_about_none)
        });
        let faults = self.identity.filter(|_| was_seen).map(|own| &own.faults);
        faults.cloned().unwrap_or_default()
    }

    /// What to do about a refusal.
    fn about_refusal(&self) -> Vec<String> {
        let Some(decisive) = self.decisive else {
            return Vec::new();
        };
        if let Some(known) = decisive.known_text.and_then(known_text::with) {
            let is_lost = known.is_about_none && decisive.is_with_certificate();
            let help = if is_lost {
                "a certificate was sent, and the server saw none: look for a proxy or load balancer \
                 that ends TLS in between"
            } else {
                known.help
            };
            return vec![help.into()];
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
        let alert = decisive.alert.as_deref();
        let explained = alert
            .map(|alert| format!("alert: {alert}"))
            .filter(|text| !symptoms::find(text).is_empty())
            .map(|text| format!("see `sfmtls explain '{text}'`"));
        std::iter::once(check).chain(explained).collect()
    }

    /// Where the server's own certificate stood in the way.
    fn about_server(&self) -> Option<String> {
        let mut endings = self.attempts.iter().map(|one| one.ending);
        endings.any(|ending| ending == Ending::NotTrusted).then(|| {
            "nothing is sent to a server that is not trusted here; where a proxy or firewall \
             inspects TLS, pass its root by --ca-file FILE"
                .into()
        })
    }
}
