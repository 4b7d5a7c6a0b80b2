//! What else must be known, and what a probe cannot tell.

use sfmtls::render::probe::Verdict;

use super::{ARTICLE, Case};

impl Case<'_> {
    /// What else must be known.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let requests = self.attempts.iter().map(|one| one.certificate_authorities);
        match requests.flatten().max() {
            Some(0) => notes.push(format!(
                "the server names no CA that it accepts, which is normal at Salesforce ({ARTICLE}); \
                 some TLS stacks then pick no certificate by themselves"
            )),
            Some(_) => notes.push(format!(
                "the server names CAs that it accepts; Salesforce names none ({ARTICLE})"
            )),
            None if self.is_shaken() => notes.push(
                "the server did not ask for a client certificate, so it has seen none".into(),
            ),
            None => {}
        }
        if self.identity.is_some() && self.is_open() {
            notes.extend(self.about_openness());
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

    /// What it says of the certificate that a client without one is welcome.
    fn about_openness(&self) -> Option<String> {
        let note = match self.verdict {
            Verdict::Accepted => {
                "it gives the same welcome to a client without a certificate: this answer says \
                 nothing about the certificate"
            }
            Verdict::Refused if self.is_refused_throughout() => {
                "a client without a certificate is welcome there: it is this certificate that is \
                 refused"
            }
            Verdict::Refused | Verdict::Unreachable | Verdict::Unclear => return None,
        };
        Some(note.into())
    }
}
