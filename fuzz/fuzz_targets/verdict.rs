//! A whole judgement: the same input gives the same report; a wrong bit in the end entity's
//! signature, or a list without the root, never gives a trusted path.
#![no_main]
use std::sync::LazyLock;

use sfmtls::container::{self, Contents, Passwords};
use sfmtls::path::{PathStatus, Role};
use sfmtls::report::CertificateReport;
use sfmtls::trust::{Source, TrustList};
use sfmtls::{Against, Judged, PolicyVersion, RootStore, Selection, Submission, Time, evaluate};

static ROOTS: LazyLock<TrustList> =
    LazyLock::new(|| list(include_bytes!("../roots.pem")).expect("the roots are a list"));

fn list(bytes: &[u8]) -> Option<TrustList> {
    TrustList::read(bytes, Source::File("roots".into()), &[]).ok()
}

fn judge(contents: Contents, trust: &TrustList) -> Option<Judged> {
    let submission = Submission::of("file", contents)?;
    let at = Time::parse("2026-11-24").ok()?;
    let against = Against::new(trust, RootStore::stored(), PolicyVersion::default(), at);
    Some(evaluate(&submission, &against, &Selection::default()))
}

fn read(bytes: &[u8]) -> Option<Contents> {
    container::read(bytes, &Passwords::default()).ok()
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(judged) = read(data).and_then(|contents| judge(contents, &ROOTS)) else {
        return;
    };
    let again = read(data).and_then(|contents| judge(contents, &ROOTS));
    assert_eq!(format!("{:?}", Some(&judged)), format!("{:?}", again.as_ref()));
    if judged.status != PathStatus::Trusted {
        return;
    }
    let Some(anchor) = &judged.anchor else {
        panic!("trusted without an anchor");
    };
    let others = ROOTS.certificates().filter(|(_, root)| root.sha256 != anchor.certificate.sha256);
    let others: Vec<u8> = others.flat_map(|(_, root)| pem(&root.der)).collect();
    let without = list(&others).and_then(|list| judge(read(data)?, &list));
    let another = without.filter(|judged| judged.status == PathStatus::Trusted);
    assert!(another.is_none_or(|it| it.anchor.is_some_and(|it| it.certificate.sha256 != anchor.certificate.sha256)));
    let role = |it: &&CertificateReport| it.role == Role::EndEntity;
    let Some(end_entity) = judged.certificates.iter().find(role) else {
        panic!("trusted without an end entity");
    };
    let end_entity = end_entity.presented.certificate.clone();
    let mut forged = end_entity.der.clone();
    if let Some(last) = forged.last_mut() {
        *last ^= 1;
    }
    let others = judged.certificates.iter().map(|it| &it.presented.certificate);
    let rest = others.filter(|it| it.sha256 != end_entity.sha256).flat_map(|it| pem(&it.der));
    let forged: Vec<u8> = pem(&forged).into_iter().chain(rest).collect();
    let forged = read(&forged).and_then(|contents| judge(contents, &ROOTS));
    let is_self_issued = end_entity.subject.matches(&end_entity.issuer);
    assert!(is_self_issued || forged.is_none_or(|it| it.status != PathStatus::Trusted));
});

fn pem(der: &[u8]) -> Vec<u8> {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n").into_bytes()
}
