//! The documents that rules cite, each named once.

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
