//! A whole judgement.

use sfmtls::Judged;
use sfmtls::path::{PathStatus, Role};
use sfmtls::report::CertificateReport;

use super::judging::{ROOTS, judge, list, pem};

/// The same file gives the same report; a wrong bit in the end entity's signature, or a list without
/// the root, never gives a trusted path.
pub fn hold(data: &[u8]) {
    let Some(judged) = judge(data, &ROOTS) else {
        return;
    };
    let again = judge(data, &ROOTS);
    assert_eq!(
        format!("{:?}", Some(&judged)),
        format!("{:?}", again.as_ref())
    );
    if judged.status == PathStatus::Trusted {
        is_not_trusted_without_its_root(data, &judged);
        is_not_trusted_with_a_wrong_bit(&judged);
    }
}

/// Without the root that the path reached, no path reaches it.
fn is_not_trusted_without_its_root(data: &[u8], judged: &Judged) {
    let anchor = judged
        .anchor
        .as_ref()
        .expect("a trusted path has an anchor");
    let sha256 = anchor.certificate.sha256;
    let others = ROOTS
        .certificates()
        .filter(|(_, root)| root.sha256 != sha256);
    let others: Vec<u8> = others.flat_map(|(_, root)| pem(&root.der)).collect();
    let Some(judged) = list(&others).and_then(|list| judge(data, &list)) else {
        return;
    };
    let is_other = || {
        judged
            .anchor
            .is_some_and(|it| it.certificate.sha256 != sha256)
    };
    assert!(judged.status != PathStatus::Trusted || is_other());
}

/// With the last bit of the end entity's signature turned, there is no trusted path; a certificate
/// that is its own issuer may be trusted for itself.
fn is_not_trusted_with_a_wrong_bit(judged: &Judged) {
    let is_end_entity = |it: &&CertificateReport| it.role == Role::EndEntity;
    let end_entity = judged.certificates.iter().find(is_end_entity);
    let end_entity = &end_entity
        .expect("a path has an end entity")
        .presented
        .certificate;
    if end_entity.subject.matches(&end_entity.issuer) {
        return;
    }
    let mut forged = end_entity.der.clone();
    *forged.last_mut().expect("a certificate is not empty") ^= 1;
    let others = judged
        .certificates
        .iter()
        .map(|it| &it.presented.certificate);
    let rest = others
        .filter(|it| it.sha256 != end_entity.sha256)
        .flat_map(|it| pem(&it.der));
    let forged: Vec<u8> = pem(&forged).into_iter().chain(rest).collect();
    assert!(judge(&forged, &ROOTS).is_none_or(|it| it.status != PathStatus::Trusted));
}
