//! What a body holds: certificates or revocation lists.

use std::sync::Arc;

use sfmtls::certificate::{Certificate, Sha256};
use sfmtls::container::{self, Format, Located, Passwords};
use sfmtls::path::is_issued_by;
use sfmtls::revocation::Crl;

/// As many certificates or lists of one answer are kept; real ones have a few.
const MAX_KEPT: usize = 100;

/// As many certificates or lists of one answer are used: an issuer may be certified several times.
const MAX_USED: usize = 4;

/// As many certificates of one answer are tried, each for the price of a signature.
const MAX_TRIED: usize = 32;

/// A body, read both ways: what it is asked for decides.
pub struct Answer {
    /// SHA-256 of the body.
    pub sha256: Sha256,
    /// Its length in bytes.
    pub length: usize,
    /// The certificates in it, or why there are none. RFC 5280, section 4.2.2.1 has one in DER, or
    /// PKCS#7 with certificates alone; PEM is met as well.
    certificates: Result<Vec<Located>, String>,
    /// The lists in it, or why there are none. RFC 5280, section 4.2.1.13 has one in DER; PEM is met
    /// as well.
    lists: Result<Vec<Arc<Crl>>, String>,
}

impl Answer {
    /// What `body` holds.
    pub fn new(body: &[u8]) -> Self {
        let lists = Crl::read(body).map_err(|error| error.to_string());
        Self {
            sha256: Sha256::of(body),
            length: body.len(),
            certificates: certificates(body),
            lists: lists.map(|lists| lists.into_iter().take(MAX_KEPT).map(Arc::new).collect()),
        }
    }

    /// The certificates whose key made the signature of `certificate`.
    ///
    /// # Errors
    /// Where there is none, with what is there instead.
    pub fn issuers_of(&self, certificate: &Certificate) -> Result<Vec<Located>, String> {
        let issuer = &certificate.issuer;
        let all = self.certificates.as_ref();
        let all = all.map_err(|reason| format!("there is no certificate in it: {reason}"))?;
        let mut namesakes = all
            .iter()
            .filter(|located| located.certificate.subject.matches(issuer))
            .take(MAX_TRIED)
            .peekable();
        if namesakes.peek().is_none() {
            return Err(format!("there is no certificate of {issuer} in it"));
        }
        let issuers: Vec<_> = namesakes
            .filter(|located| is_issued_by(certificate, &located.certificate))
            .take(MAX_USED)
            .cloned()
            .collect();
        if issuers.is_empty() {
            let subject = &certificate.subject;
            return Err(format!(
                "it is a certificate of {issuer} whose key did not make the signature of {subject}"
            ));
        }
        Ok(issuers)
    }

    /// The lists of the issuer of `certificate`, whether they count or not.
    ///
    /// # Errors
    /// Where there is none, with what is there instead.
    pub fn lists_for(&self, certificate: &Certificate) -> Result<Vec<Arc<Crl>>, String> {
        let issuer = &certificate.issuer;
        let all = self.lists.as_ref().map_err(String::clone)?;
        let is_its = |list: &&Arc<Crl>| list.issuer.matches(issuer);
        let lists: Vec<_> = all.iter().filter(is_its).take(MAX_USED).cloned().collect();
        if lists.is_empty() {
            return Err(format!("it is no list of {issuer}, but another issuer's"));
        }
        Ok(lists)
    }
}

fn certificates(body: &[u8]) -> Result<Vec<Located>, String> {
    let contents = container::read(body, &Passwords::default()).map_err(|error| error.reason)?;
    let mut certificates = contents.certificates;
    certificates.truncate(MAX_KEPT);
    certificates.shrink_to_fit();
    match contents.format {
        Format::Pem | Format::Der | Format::Base64 | Format::Pkcs7 => Ok(certificates),
        other => Err(format!("it is {other}, not a certificate")),
    }
}
