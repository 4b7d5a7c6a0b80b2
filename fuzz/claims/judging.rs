//! Whole judgements, for the claims that are about verdicts.

use std::sync::LazyLock;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sfmtls::container::{self, Passwords};
use sfmtls::trust::{Source, TrustList};
use sfmtls::{Against, Judged, PolicyVersion, RootStore, Selection, Submission, Time, evaluate};

/// The roots that inputs are judged by: those of the chains that fuzzing begins with.
pub static ROOTS: LazyLock<TrustList> =
    LazyLock::new(|| list(include_bytes!("../roots.pem")).expect("the roots are a list"));

/// A trust list; `None` where the bytes are none.
pub fn list(bytes: &[u8]) -> Option<TrustList> {
    TrustList::read(bytes, Source::File("roots".into()), &[]).ok()
}

/// The report on a file; `None` where the file gives no certificate.
pub fn judge(bytes: &[u8], trust: &TrustList) -> Option<Judged> {
    let contents = container::read(bytes, &Passwords::default()).ok()?;
    let submission = Submission::of("file", contents)?;
    let at = Time::parse("2026-11-24").ok()?;
    let against = Against::new(trust, RootStore::stored(), PolicyVersion::default(), at);
    Some(evaluate(&submission, &against, &Selection::default()))
}

/// A certificate in PEM.
pub fn pem(der: &[u8]) -> Vec<u8> {
    let text = STANDARD.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n").into_bytes()
}
