//! Every date that bears on a submission.

use super::Deadline;
use crate::certificate::KeyPurpose;
use crate::chrome;
use crate::path::Role;
use crate::rules::{Case, Tie};

/// Each certificate's end, the policy's dates and the CA's announced last day, in order.
pub(super) fn deadlines(case: &Case<'_>) -> Vec<Deadline> {
    let mut deadlines: Vec<_> = case
        .whole_path()
        .map(|part| {
            let subject = &part.certificate.subject;
            let what = match part.role {
                Role::EndEntity => "the end entity expires".into(),
                Role::Intermediate => format!("the intermediate {subject} expires").into(),
                Role::Root => format!("the root {subject} expires").into(),
            };
            Deadline {
                date: part.certificate.not_after,
                what,
                source: "notAfter".into(),
            }
        })
        .collect();
    deadlines.extend(last_days(case));
    deadlines.sort();
    deadlines.dedup();
    deadlines
}

/// What ends for a client certificate below a root of the Chrome Root Store.
fn last_days(case: &Case<'_>) -> Vec<Deadline> {
    let is_client = case
        .extended_key_usage()
        .is_some_and(|usage| usage.allows(&KeyPurpose::ClientAuth));
    let Some(Tie::Path(_, touch)) = case.tie().filter(|_| is_client) else {
        return Vec::new();
    };
    let policy = case.against.policy;
    // Of versions with the same date the newest speaks.
    let mut versions: Vec<_> = policy.differing().collect();
    versions.reverse();
    versions.dedup_by_key(|version| version.leaf_date());
    versions.push(policy);
    let policies = versions.into_iter().map(|version| Deadline {
        date: version.leaf_date(),
        what: "CAs of the Chrome Root Store must have stopped issuing clientAuth".into(),
        source: version.citation().into(),
    });
    let announced = chrome::last_day(touch.root)
        .into_iter()
        .flat_map(|announced| {
            announced.dates.iter().map(|day| Deadline {
                date: day.date,
                what: format!("last day for clientAuth from {}", announced.ca).into(),
                source: day.source.into(),
            })
        });
    policies.chain(announced).collect()
}
