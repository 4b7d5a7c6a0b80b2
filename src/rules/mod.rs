//! The rules, one file each, in the order in which they are reported.
//!
//! A rule is a value. Its doc comment is its page: `sfmtls explain`, the table in the README and
//! other formats show the same text. To add one, write its file and name it in [`RULES`].

pub(crate) mod authority;
mod case;

use crate::report::{Horizon, Severity, Verdict};

pub use case::{Case, PathCertificate, Tie};

/// One thing that is checked.
#[derive(Debug)]
pub struct Rule {
    /// Its name: kebab-case, the file's name, never changed.
    pub id: &'static str,
    /// How severe its findings are, unless a finding says otherwise.
    pub severity: Severity,
    /// Which of the three questions it bears on.
    pub horizon: Horizon,
    /// On whose authority.
    pub citation: &'static str,
    /// Its page, as the doc comment has it.
    pub page: &'static str,
    /// The check itself.
    pub check: fn(&Case<'_>) -> Verdict,
}

impl Rule {
    /// The first paragraph of its page, in one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let lines = self
            .page
            .lines()
            .map(str::trim)
            .take_while(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" ")
    }

    /// Its page without the space with which each line of a doc comment begins.
    #[must_use]
    pub fn explanation(&self) -> String {
        let lines = self
            .page
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The rule with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.id == id)
    }
}

/// Declares the file's rule; the doc comment before it becomes its page, too.
macro_rules! rule {
    ($(#[doc = $line:literal])+ $id:literal, $severity:ident, $horizon:ident, $citation:expr, $check:path) => {
        $(#[doc = $line])+
        pub static RULE: super::Rule = super::Rule {
            id: $id,
            severity: crate::report::Severity::$severity,
            horizon: crate::report::Horizon::$horizon,
            citation: $citation,
            page: concat!($($line, "\n"),+),
            check: $check,
        };
    };
}

/// Declares the modules and the list of rules in one line each.
macro_rules! rules {
    ($($module:ident),+ $(,)?) => {
        $(
            #[doc = concat!("The rule `", stringify!($module), "`.")]
            pub mod $module;
        )+

        /// Every rule, in the order in which they are reported.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),+];
    };
}

use rule;

rules![
    self_signed_certificate,
    ca_as_end_entity,
    incomplete_chain,
    untrusted_root,
    unproven_root,
    invalid_path,
    unsupported_path,
    expired_certificate,
    not_yet_valid_certificate,
    missing_client_auth,
    absent_extended_key_usage,
    any_extended_key_usage,
    issuer_forbids_client_auth,
    missing_digital_signature,
    weak_key,
    weak_signature,
    key_mismatch,
    not_uploaded,
    revoked_certificate,
    login_host,
    bundled_trust_list,
    unordered_chain,
    superfluous_certificate,
    root_in_upload,
    private_key_in_upload,
    not_pem,
    undocumented_key_type,
    expiring_certificate,
    mixed_key_purposes,
    mixed_purpose_issuer,
    chrome_root_hierarchy,
    shared_public_root,
];

#[cfg(test)]
mod tests {
    mod given;
}
