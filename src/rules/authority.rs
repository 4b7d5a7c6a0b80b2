//! The documents that rules cite, each named once, and what Chrome's policy says.

use crate::chrome::PolicyVersion;

/// Salesforce's page on the set-up.
pub(super) const SET_UP: &str = "Salesforce Help, \"Set Up a Mutual Authentication Certificate for API Login\" (security_keys_uploading_mutual_auth_cert)";
/// Salesforce's page on the file.
pub(super) const FILE: &str =
    "Salesforce Help, security_keys_uploading_mutual_auth_cert_api (the file to upload)";
/// Salesforce's article on port 8443.
pub(super) const PORT_8443: &str =
    "Salesforce Knowledge 000383575 (mutual authentication on port 8443)";
/// Salesforce's article on its list.
pub(super) const LIST: &str =
    "Salesforce Knowledge 000385468 (the trusted root list, /cacerts.jsp)";

/// What the judged version of Chrome's policy demands, and where another has another date.
pub(crate) fn policy_notes(policy: PolicyVersion) -> impl Iterator<Item = String> {
    let demand = format!(
        "{} binds CAs of the Chrome Root Store to serverAuth alone from {} on",
        policy.citation(),
        policy.leaf_date().day()
    );
    let others = policy.differing().map(|other| {
        format!(
            "version {other}, section {}, in force since {}, says {} in its place",
            other.section(),
            other.in_force().day(),
            other.leaf_date().day()
        )
    });
    std::iter::once(demand).chain(others)
}
