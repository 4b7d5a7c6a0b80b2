use super::authority::FILE;
use super::{Case, PathCertificate};
use crate::certificate::fingerprint::hex;
use crate::path::chain::identifies_another;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// Every issuer up to a root is supplied, listed or bundled.
    ///
    /// ## Why it matters
    /// The file must hold the intermediates: Salesforce's list has roots only, "with few historical
    /// exceptions", and no intermediate is added on request. Without it the path cannot be built,
    /// whatever the root. The certificate that is missing may also be a root that this program does
    /// not hold; it cannot tell the two apart.
    ///
    /// With `--fetch` a missing issuer is fetched from the URL that the certificate gives, and counts
    /// as supplied if its key made the signature. The rule then passes and names what the file still
    /// lacks: whether the server would fetch it, too, is not documented.
    ///
    /// ## What to do
    /// Ask the CA for the certificate of the issuer that is named, or get it from the URL that the
    /// certificate gives. An intermediate belongs into the file, behind the certificate that it
    /// issued; a root does not: pass it by `--chain FILE`.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert_api: intermediates are required
    /// - Salesforce Knowledge 000385468: no intermediates are added to the list on request
    /// - RFC 5280, section 4.2.2.1 (where the issuer's certificate is said to be)
    "incomplete-chain", Error, Handshake, FILE, check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.path.is_self_signed() {
        return Verdict::not_applicable("self-signed-certificate says it");
    }
    if case.is_invalid() {
        return Verdict::not_applicable("the path is invalid");
    }
    if case.path.is_cut() {
        return Verdict::not_applicable("the search for issuers ended at a bound");
    }
    let Some(highest) = case.highest() else {
        return complete(case);
    };
    let issuer = &highest.certificate.issuer;
    let message = format!("the certificate of its issuer is missing: {issuer}");
    let mut finding = Finding::new(Severity::Error, highest.index, message);
    if let Some(identifier) = &highest.certificate.authority_key_identifier {
        finding = finding.note(format!(
            "the missing certificate's key identifier is {}",
            hex(identifier)
        ));
    }
    for url in &highest.certificate.issuer_urls {
        let error = case.fetch_error(url);
        let error = error.map(|error| format!("; --fetch got nothing from it: {error}"));
        let error = error.unwrap_or_default();
        let note = format!("the certificate says that its issuer is at {url}{error}");
        finding = finding.note(note);
    }
    finding.notes.extend(strays(case, &highest));
    let known = named_elsewhere(case, &highest);
    let help = if known.is_empty() {
        "get it from the CA: if it is an intermediate, put it into the file behind the certificate that it issued; if it is a root, pass it by --chain FILE"
    } else {
        "get that root's certificate from the CA and pass it by --chain FILE, so that the signature can be verified"
    };
    finding.notes.extend(known);
    Verdict::Fail(vec![finding.help(help)])
}

/// A pass; where issuers were fetched, with what the file lacks.
fn complete(case: &Case<'_>) -> Verdict {
    let lacking: Vec<_> = case
        .issuers()
        .filter_map(|issuer| {
            let url = case.against.fetched?.origin(issuer.certificate.sha256)?;
            let subject = &issuer.certificate.subject;
            Some(format!("{subject}, which was fetched from {url}"))
        })
        .collect();
    if lacking.is_empty() {
        return Verdict::Pass;
    }
    Verdict::PassWith(format!(
        "the file lacks {}; put it into the file, behind what it issued, by `sfmtls bundle --chain`",
        lacking.join("; ")
    ))
}

/// Certificates that were sent in its place, and listed ones of the same name.
fn strays(case: &Case<'_>, highest: &PathCertificate<'_>) -> Vec<String> {
    let on_path: Vec<_> = case.path.presented(case.chain()).collect();
    let mut strays: Vec<_> = case
        .chain()
        .certificates()
        .filter(|(index, other)| !on_path.contains(index) && other.is_ca())
        .take(MAX_STRAYS)
        .map(|(index, other)| {
            let why = if !other.subject.matches(&highest.certificate.issuer) {
                "its name is another"
            } else if identifies_another(highest.certificate, other) {
                "it has that name, but the authority key identifier means another"
            } else {
                "it has that name, but its key did not make the signature"
            };
            format!(
                "{} was sent in its place, at {}; {why}",
                other.subject,
                case.place(index)
            )
        })
        .collect();
    strays.extend(case.against.trust.entries_named(&highest.certificate.issuer).filter_map(|entry| {
        let listed = case.against.trust.entries().get(entry)?;
        let certificate = listed.certificate.as_ref()?;
        Some(format!(
            "the list has a root of that name whose key did not make the signature: SHA-256 {}",
            certificate.sha256
        ))
    }));
    strays
}

/// As many certificates in place of the missing one are named.
const MAX_STRAYS: usize = 8;

/// Where the list or Chrome's data name the issuer, without its certificate.
fn named_elsewhere(case: &Case<'_>, highest: &PathCertificate<'_>) -> Vec<String> {
    let issuer = &highest.certificate.issuer;
    let listed = case
        .against
        .trust
        .entries_named(issuer)
        .filter_map(|entry| {
            let entry = case.against.trust.entries().get(entry)?;
            let text = entry
                .subject
                .as_ref()
                .filter(|_| entry.certificate.is_none())?;
            Some(format!(
                "the list names it, without its certificate: {text}"
            ))
        });
    let identifier = highest.certificate.authority_key_identifier.as_deref();
    let stored = case
        .against
        .chrome
        .by_issuer(issuer, identifier)
        .map(|root| {
            format!(
                "Chrome's root store names it, without its certificate: SHA-256 {}",
                root.sha256
            )
        });
    listed.chain(stored).collect()
}
