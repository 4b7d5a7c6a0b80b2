//! Which of a list's roots can still issue client certificates once Chrome's policy has ended that
//! for the roots of its store, and what must be known before one is bought.

use std::collections::BTreeMap;

use super::Root;
use crate::certificate::Time;
use crate::chrome::{PolicyVersion, dedicated_roots, removed_roots};
use crate::rules::authority::policy_notes;
use crate::trust::Source;

/// Which roots of a list to ask for a client certificate.
#[derive(Clone, Debug)]
pub struct Advice<'a> {
    /// The roots outside Chrome's store, or dedicated to client authentication, by CA.
    pub groups: Vec<Group<'a>>,
    /// How many roots Chrome's store has.
    pub in_store: usize,
    /// How many roots outside it have expired.
    pub expired: usize,
    /// Of how many entries it cannot be told.
    pub unknown: usize,
    /// What must be known besides, for people.
    pub notes: Vec<String>,
}

/// The roots of one CA.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The CA as the roots' subjects name it.
    pub organisation: String,
    /// The roots, in the list's order.
    pub roots: Vec<Root<'a>>,
}

/// What a root is for whoever looks for a client certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not bound by Chrome's policy: its CA can be asked.
    Free,
    /// Bound by it.
    InStore,
    /// Not bound, and expired.
    Expired,
    /// Not known well enough.
    Unknown,
}

impl Standing {
    /// What the root is at this moment.
    #[must_use]
    pub fn of(root: &Root<'_>, at: Time) -> Self {
        let is_dedicated = root.is_dedicated == Some(true);
        match root.in_chrome {
            None if !is_dedicated => Self::Unknown,
            Some(place) if place.is_in() && !is_dedicated => Self::InStore,
            _ if root.not_after.is_some_and(|end| end < at) => Self::Expired,
            _ => Self::Free,
        }
    }
}

impl<'a> Advice<'a> {
    /// The advice that these roots of a list from this source give at this moment.
    #[must_use]
    pub fn new(roots: &[Root<'a>], source: &Source, policy: PolicyVersion, at: Time) -> Self {
        let count = |wanted| {
            let roots = roots.iter();
            roots
                .filter(|root| Standing::of(root, at) == wanted)
                .count()
        };
        let mut groups: BTreeMap<String, Group<'a>> = BTreeMap::new();
        for root in roots
            .iter()
            .filter(|root| Standing::of(root, at) == Standing::Free)
        {
            let organisation = organisation(root).unwrap_or_else(|| NO_NAME.into());
            let group = groups.entry(key(&organisation)).or_insert_with(|| Group {
                organisation,
                roots: Vec::new(),
            });
            group.roots.push(root.clone());
        }
        let unknown = count(Standing::Unknown);
        Self {
            groups: groups.into_values().collect(),
            in_store: count(Standing::InStore),
            expired: count(Standing::Expired),
            unknown,
            notes: notes(roots, source, policy, unknown),
        }
    }
}

/// What to ask the CA of a root for.
#[must_use]
pub fn request(root: &Root<'_>) -> String {
    let subject = root.subject.as_deref().unwrap_or("this root");
    let print = root
        .sha256
        .map_or_else(String::new, |print| format!(", SHA-256 {print}"));
    format!(
        "a certificate with client authentication alone (extended key usage clientAuth) whose \
         chain ends at {subject}{print}"
    )
}

const NO_NAME: &str = "(no organisation)";

/// The organisation in a root's subject.
fn organisation(root: &Root<'_>) -> Option<String> {
    if root.certificate.is_some() {
        return root.organisation().map(str::to_owned);
    }
    // From Chrome's tables, where subjects escape commas as RFC 4514 does.
    let subject = root.subject.as_deref()?.replace("\\,", "\u{0}");
    let value = subject
        .split(',')
        .find_map(|part| part.trim().strip_prefix("O="))?;
    Some(value.replace('\u{0}', ","))
}

/// What `DigiCert, Inc.` and `DigiCert Inc` have in common.
fn key(organisation: &str) -> String {
    let letters = organisation
        .chars()
        .filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What must be known besides (facts of the stored tables, and of Salesforce's documents).
fn notes(
    roots: &[Root<'_>],
    source: &Source,
    policy: PolicyVersion,
    unknown: usize,
) -> Vec<String> {
    let mut notes: Vec<String> = policy_notes(policy).collect();
    notes.push(trap(roots));
    notes.push(cross_signer(roots));
    notes.push(ISSUES_STILL.into());
    match unknown {
        0 => {}
        1 => notes.push(format!(
            "1 entry of this list is not known as a certificate: {CANNOT_TELL} it"
        )),
        _ => notes.push(format!(
            "{unknown} entries of this list are not known as certificates: {CANNOT_TELL} them"
        )),
    }
    if *source == Source::Bundled {
        notes.push(NOT_THE_INSTANCES.into());
    }
    notes
}

const CANNOT_TELL: &str = "it cannot be told whether Chrome's store has";

const ISSUES_STILL: &str = "whether a CA still issues client certificates below one of these \
    roots is not known to this program: ask before you buy";

const NOT_THE_INSTANCES: &str = "this is Mozilla's list, bundled with this program, not the \
    instance's own: that one has other roots and may lack some of these; pass --instance or \
    --trust-list";

/// The trap for those who buy a certificate for client authentication alone.
fn trap(roots: &[Root<'_>]) -> String {
    let here = match roots
        .iter()
        .filter(|root| root.is_dedicated == Some(true))
        .count()
    {
        0 => "none is".into(),
        1 => "1 is".into(),
        count => format!("{count} are"),
    };
    format!(
        "of the {} public roots dedicated to client authentication none is in Mozilla's TLS list, \
         Salesforce's baseline for additions, and {here} known to be on this list: a client-only \
         certificate below one that is not turns a missing key purpose into an untrusted root",
        dedicated_roots().len()
    )
}

/// The root that cross-signs IdenTrust's newer client roots.
const CROSS_SIGNER: &str = "CN=IdenTrust Public Sector Root CA 1,";

/// What is known of IdenTrust's client roots, and whether this list has the root above them.
fn cross_signer(roots: &[Root<'_>]) -> String {
    let mut removed = removed_roots();
    let signer = removed.find(|root| root.subject.starts_with(CROSS_SIGNER));
    let is_signer = |root: &Root<'_>| signer.is_some_and(|it| root.sha256 == Some(it.sha256));
    let here = if roots.iter().any(is_signer) {
        "is on this list"
    } else {
        "is not known to be on this list"
    };
    format!(
        "IdenTrust's newer client roots are cross-signed by IdenTrust Public Sector Root CA 1, \
         which is in Mozilla's list, no longer in Chrome's store, and {here}"
    )
}
