use super::Case;
use super::authority::PORT_8443;
use crate::report::{Finding, Severity, Verdict};
use crate::upload::Comparison;

super::rule! {
    /// The certificate is the one that is uploaded.
    ///
    /// ## Why it matters
    /// For users with *Enforce SSL/TLS Mutual Authentication* Salesforce accepts an uploaded
    /// certificate alone, whatever its chain: a renewed one is another certificate, and must be
    /// uploaded before it is used. The metadata type `InboundCertificate` keeps issuer, serial
    /// number and expiration date, not the certificate: a pass by it is by serial number, not by
    /// certificate.
    ///
    /// ## What to do
    /// Upload this certificate under *Certificate and Key Management*, *Mutual Authentication
    /// Certificates*, or let the client use the uploaded one. Keep the old one until every client
    /// has changed: a deletion takes up to five minutes to come into force.
    ///
    /// ## References
    /// - Salesforce Knowledge 000383575: the presented certificate must equal an uploaded one
    /// - Salesforce Metadata API, `InboundCertificate` (`meta_inboundcertificate.htm`)
    "not-uploaded", Error, Handshake, PORT_8443, check
}

fn check(case: &Case<'_>) -> Verdict {
    let Some(uploaded) = case.against.uploaded else {
        return Verdict::not_applicable("what is uploaded was not given");
    };
    let differences = match uploaded.compare(case.end_entity()) {
        Comparison::SameCertificate => return Verdict::Pass,
        Comparison::SameSerial(facts) => {
            let by_serial = "by serial, not by certificate".to_owned();
            let said: Vec<_> = std::iter::once(by_serial).chain(facts).collect();
            return Verdict::PassWith(said.join("; "));
        }
        Comparison::Different(differences) => differences,
    };
    let message = format!(
        "it is not the certificate that is uploaded: {}",
        case.end_entity().subject
    );
    let mut finding = Finding::new(Severity::Error, case.end_entity_index(), message);
    finding.notes = differences;
    Verdict::Fail(vec![finding.help(
        "upload this certificate in Setup, or let the client use the one that is uploaded",
    )])
}
