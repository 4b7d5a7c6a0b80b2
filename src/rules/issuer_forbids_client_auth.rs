use super::{Case, PathCertificate};
use crate::certificate::KeyPurpose;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// No issuer's extended key usage leaves clientAuth out.
    ///
    /// ## Why it matters
    /// An extended key usage in an issuer limits what may be issued below it, by the practice of
    /// OpenSSL, Go and webpki, which refuse such a path for a client. OpenSSL and webpki refuse it
    /// also where the issuer names anyExtendedKeyUsage. Java's validator looks at the end entity
    /// alone and accepts both. Which of them stands behind port 8443 is not documented.
    ///
    /// ## What to do
    /// Ask the CA for a certificate from an intermediate that allows client authentication.
    ///
    /// ## References
    /// - RFC 5280, section 4.2.1.12
    /// - CA/Browser Forum Baseline Requirements, section 7.1.2.10.6 (extended key usage of issuers)
    "issuer-forbids-client-auth", Warning, Handshake, "RFC 5280, section 4.2.1.12, as common verifiers read it for issuers", check
}

fn check(case: &Case<'_>) -> Verdict {
    let mut issuers = case.issuers().peekable();
    if issuers.peek().is_none() {
        return Verdict::not_applicable("there is no issuer below the root");
    }
    Verdict::of(issuers.filter_map(|issuer| finding(&issuer)).collect())
}

fn finding(issuer: &PathCertificate<'_>) -> Option<Finding> {
    let extended_key_usage = issuer.certificate.extended_key_usage.as_ref()?;
    if extended_key_usage.allows(&KeyPurpose::ClientAuth) {
        return None;
    }
    let message = format!(
        "its extended key usage lacks clientAuth: {}",
        issuer.certificate.subject
    );
    let verifiers = if extended_key_usage.contains_any() {
        "Java's validator ignores that; OpenSSL and webpki refuse the path, to them anyExtendedKeyUsage is not enough"
    } else {
        "Java's validator ignores that; OpenSSL, Go and webpki refuse the path"
    };
    let finding = Finding::new(Severity::Warning, issuer.index, message)
        .note(format!("it names {extended_key_usage}"))
        .note(verifiers)
        .help(
            "ask the CA for a certificate from an intermediate that allows client authentication",
        );
    Some(finding)
}

#[cfg(test)]
mod tests {
    use rcgen::{
        BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    };
    use rustls_pki_types::{CertificateDer, UnixTime};
    use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert};

    use super::*;
    use crate::{Against, PolicyVersion, RootStore, Selection, Submission, Time, TrustList};
    use crate::{container, evaluate, trust::Source};

    fn parameters(name: &str, purpose: Option<ExtendedKeyUsagePurpose>) -> CertificateParams {
        let mut parameters = CertificateParams::default();
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.extended_key_usages.extend(purpose);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters
    }

    /// A client's certificate below an issuer with this one purpose, below a root.
    fn chain(purpose: ExtendedKeyUsagePurpose) -> [rcgen::Certificate; 3] {
        let [root_key, issuer_key, key] = [(); 3].map(|()| KeyPair::generate().unwrap());
        let root_parameters = parameters("root", None);
        let root = root_parameters.self_signed(&root_key).unwrap();
        let root_issuer = Issuer::from_params(&root_parameters, &root_key);
        let issuer_parameters = parameters("issuer", Some(purpose));
        let issuer = issuer_parameters
            .signed_by(&issuer_key, &root_issuer)
            .unwrap();
        let mut leaf = parameters("client", Some(ExtendedKeyUsagePurpose::ClientAuth));
        leaf.is_ca = IsCa::NoCa;
        let issuer_issuer = Issuer::from_params(&issuer_parameters, &issuer_key);
        let leaf = leaf.signed_by(&key, &issuer_issuer).unwrap();
        [leaf, issuer, root]
    }

    fn notes(purpose: ExtendedKeyUsagePurpose) -> Vec<String> {
        let [leaf, issuer, root] = chain(purpose);
        let contents = container::read(
            (leaf.pem() + &issuer.pem()).as_bytes(),
            &container::Passwords::default(),
        )
        .unwrap();
        let submission = Submission::of("file", contents).unwrap();
        let list = TrustList::read(root.pem().as_bytes(), Source::File("list".into()), &[]);
        let list = list.unwrap();
        let at = Time::parse("2026-11-24").unwrap();
        let against = Against::new(&list, RootStore::stored(), PolicyVersion::default(), at);
        let judged = evaluate(&submission, &against, &Selection::default());
        let own = judged
            .findings()
            .find(|(report, _)| report.rule.id == RULE.id);
        own.unwrap().1.notes.clone()
    }

    /// OpenSSL 3.0.19 and Java 17 were asked once about such chains (openssl verify -purpose
    /// sslclient: unsuitable certificate purpose, in both cases; Java accepts both).
    #[test]
    fn each_verifier_is_said_to_do_what_it_does() {
        let server = notes(ExtendedKeyUsagePurpose::ServerAuth);
        assert!(server.iter().any(|note| note.contains("Go")), "{server:?}");
        let any = notes(ExtendedKeyUsagePurpose::Any);
        assert!(any.iter().all(|note| !note.contains("Go")), "{any:?}");
        assert!(any.iter().any(|note| note.contains("webpki refuse")));
    }

    #[test]
    fn webpki_refuses_an_issuer_for_any_purpose() {
        let [leaf, issuer, root] = chain(ExtendedKeyUsagePurpose::Any).map(CertificateDer::from);
        let anchors = [anchor_from_trusted_cert(&root).unwrap()];
        let issuers = [issuer];
        let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(1_795_478_400));
        let leaf = EndEntityCert::try_from(&leaf).unwrap();
        let verified = leaf.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &anchors,
            &issuers,
            time,
            KeyUsage::client_auth(),
            None,
            None,
        );
        let error = format!("{:?}", verified.err().unwrap());
        assert!(error.starts_with("RequiredEkuNotFound"), "{error}");
    }
}
