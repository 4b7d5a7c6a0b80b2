//! What of the client's certificate itself may be why a server refuses it: what the rules find that
//! look at the end entity alone, so that no list of roots and no other path changes it.

use sfmtls::chrome::{PolicyVersion, RootStore};
use sfmtls::report::{Selection, Severity, evaluate};
use sfmtls::submission::{Against, Submission};
use sfmtls::trust::TrustList;

use crate::cli::clock;

/// The rules whose findings about the end entity say nothing of its path. Some servers take what
/// some of them find, as the rules' pages say, so each may be why, and need not.
const RULES: &[&str] = &[
    "ca-as-end-entity",
    "expired-certificate",
    "not-yet-valid-certificate",
    "missing-client-auth",
    "absent-extended-key-usage",
    "any-extended-key-usage",
    "missing-digital-signature",
    "weak-key",
    "weak-signature",
];

/// The errors of a submission's end entity, today: each with the fact and the rule to read on.
pub fn of(submission: &Submission) -> Vec<String> {
    let trust = TrustList::bundled();
    let policy = PolicyVersion::default();
    let against = Against::new(&trust, RootStore::stored(), policy, clock::now());
    let judged = evaluate(submission, &against, &Selection::default());
    let end_entity = Some(submission.chain.end_entity_index());
    let subject = submission.chain.end_entity().subject.to_string();
    let errors = judged.counting().filter(|(report, finding)| {
        finding.severity == Severity::Error
            && finding.certificate == end_entity
            && RULES.contains(&report.rule.id)
    });
    errors
        .map(|(report, finding)| {
            let mut fact = finding.message.clone();
            if !fact.contains(&subject) {
                fact = format!("{fact} ({subject})");
            }
            let rule = report.rule.id;
            format!("the certificate itself may be why: {fact}; see `sfmtls explain {rule}`")
        })
        .collect()
}
