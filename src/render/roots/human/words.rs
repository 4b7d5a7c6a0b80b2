//! What people call a root, its list, and what is known of it.

use crate::chrome::Status;
use crate::report::TrustListReport;
use crate::roots::{InChrome, Root};
use crate::trust::Strength;

/// For example `1 entry` and `2 entries`.
pub(super) fn entries(count: usize) -> String {
    match count {
        1 => "1 entry".into(),
        _ => format!("{count} entries"),
    }
}

/// Where the list was read.
pub(super) fn place(list: &TrustListReport) -> String {
    let bundled = || "Mozilla's list, bundled, not the instance's own".into();
    list.location.clone().unwrap_or_else(bundled)
}

/// The root's alias and subject, as far as they are known; else its fingerprint.
pub(super) fn full_name(root: &Root<'_>) -> String {
    match (&root.entry.alias, &root.subject) {
        (Some(alias), Some(subject)) if alias != subject => format!("{alias}: {subject}"),
        (_, Some(name)) | (Some(name), None) => name.clone(),
        (None, None) => fingerprint(root, usize::MAX).unwrap_or_else(|| "(no name)".into()),
    }
}

/// The first digits of the strongest fingerprint, with its algorithm where it is not SHA-256.
pub(super) fn fingerprint(root: &Root<'_>, digits: usize) -> Option<String> {
    let start = |print: String| print.chars().take(digits).collect::<String>();
    let sha256 = root.sha256.map(|print| start(print.to_string()));
    let sha1 = || Some(format!("sha1 {}", start(root.sha1?.to_string())));
    let md5 = || Some(format!("md5 {}", start(root.md5?.to_string())));
    sha256.or_else(sha1).or_else(md5)
}

/// How the root is known, in a short word.
pub(super) const fn known_by(strength: Option<Strength>) -> &'static str {
    match strength {
        Some(Strength::Certificate) => "cert",
        Some(other) => other.as_str(),
        None => "-",
    }
}

/// Where the root stands with Chrome, in a short word.
pub(super) fn in_chrome(root: &Root<'_>) -> &'static str {
    match (root.is_dedicated, root.in_chrome) {
        (Some(true), _) => "client",
        (_, Some(InChrome::Has(Status::Trusted))) => "in",
        (_, Some(InChrome::Has(Status::Constrained))) => "in*",
        (_, Some(InChrome::Had { .. })) => "removed",
        (_, Some(InChrome::Outside)) => "out",
        (_, None) => "?",
    }
}

/// What is known of a root, in a sentence.
pub(super) fn facts(root: &Root<'_>) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(
        fingerprint(root, usize::MAX).map(|print| match root.sha256 {
            Some(_) => format!("sha256 {print}"),
            None => print,
        }),
    );
    facts.extend(root.not_after.map(|end| format!("to {}", end.day())));
    facts.push(match root.known_by {
        Some(strength) => format!("known by {}", strength.as_str()),
        None => "not known as a certificate".into(),
    });
    facts.extend(standing(root));
    facts.extend(root.last_day.and_then(|announced| {
        let latest = announced.dates.first()?;
        Some(format!("{}'s last day {}", announced.ca, latest.date.day()))
    }));
    facts.join(", ")
}

/// Where the root stands with Chrome, in words.
pub(super) fn standing(root: &Root<'_>) -> Option<String> {
    let place = match root.in_chrome? {
        InChrome::Has(Status::Trusted) => "in Chrome's store".into(),
        InChrome::Has(Status::Constrained) => "in Chrome's store, constrained".into(),
        InChrome::Had {
            last_seen_in_version,
        } => format!("removed from Chrome's store, last seen in version {last_seen_in_version}"),
        InChrome::Outside => "outside Chrome's store".into(),
    };
    if root.is_dedicated == Some(true) {
        return Some(format!("dedicated to client authentication, {place}"));
    }
    Some(place)
}
