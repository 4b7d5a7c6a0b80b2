//! The versions of the Chrome Root Program Policy, and what each says of key purposes.

use std::fmt;
use std::str::FromStr;

use super::day::day;
use crate::certificate::Time;

/// A version of the Chrome Root Program Policy (github GoogleChrome/chromerootprogram).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyVersion {
    /// 1.6, the version that introduced the rule.
    V1_6,
    /// 1.7, the one that Salesforce's documentation names: the default.
    #[default]
    V1_7,
    /// 1.8, in force since 2026-02-05, with a later date.
    V1_8,
}

/// What one version says.
struct Policy {
    /// Its number as people write it.
    number: &'static str,
    /// The day it came into force.
    in_force: Time,
    /// The leaf rule: subscriber certificates issued on or after this day must name serverAuth
    /// and nothing else.
    leaf_date: Time,
    /// The section with the leaf rule.
    section: &'static str,
    /// Which certificates the leaf rule speaks of.
    subject_matter: &'static str,
}

const V1_6: Policy = Policy {
    number: "1.6",
    in_force: day(2025, 2, 15),
    leaf_date: day(2026, 6, 15),
    section: "3.2.2",
    subject_matter: "subscriber (i.e., TLS server authentication) certificates",
};

const V1_7: Policy = Policy {
    number: "1.7",
    in_force: day(2025, 7, 15),
    leaf_date: day(2026, 6, 15),
    section: "4.2.2",
    subject_matter: "subscriber certificates",
};

const V1_8: Policy = Policy {
    number: "1.8",
    in_force: day(2026, 2, 5),
    leaf_date: day(2027, 3, 15),
    section: "1.3.2",
    subject_matter: "subscriber certificates",
};

/// The rule for issuers, the same in every version here: a subordinate CA certificate disclosed
/// to the CCADB on or after this day must name serverAuth and nothing else.
const ISSUER_DATE: Time = day(2026, 6, 15);

impl PolicyVersion {
    /// Every version, oldest first.
    pub const ALL: [Self; 3] = [Self::V1_6, Self::V1_7, Self::V1_8];

    /// The version's number, for example `1.7`.
    #[must_use]
    pub const fn number(self) -> &'static str {
        self.policy().number
    }

    /// The day the version came into force.
    #[must_use]
    pub const fn in_force(self) -> Time {
        self.policy().in_force
    }

    /// The first day on which a subscriber certificate may no longer be issued with clientAuth.
    #[must_use]
    pub const fn leaf_date(self) -> Time {
        self.policy().leaf_date
    }

    /// The first day on which a subordinate CA certificate disclosed to the CCADB may no longer
    /// name clientAuth. The day of disclosure does not stand in the certificate.
    #[must_use]
    pub const fn issuer_date(self) -> Time {
        ISSUER_DATE
    }

    /// The section with the leaf rule, for example `4.2.2`.
    #[must_use]
    pub const fn section(self) -> &'static str {
        self.policy().section
    }

    /// Which certificates the leaf rule speaks of, in the policy's words: 1.6 says "(i.e., TLS
    /// server authentication)", later versions have dropped it.
    #[must_use]
    pub const fn subject_matter(self) -> &'static str {
        self.policy().subject_matter
    }

    /// For example `Chrome Root Program Policy 1.7, section 4.2.2`.
    #[must_use]
    pub fn citation(self) -> String {
        format!(
            "Chrome Root Program Policy {self}, section {}",
            self.section()
        )
    }

    /// The versions whose leaf date is another than this one's, oldest first.
    pub fn differing(self) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(move |other| other.leaf_date() != self.leaf_date())
    }

    /// The version's row of the table.
    const fn policy(self) -> &'static Policy {
        match self {
            Self::V1_6 => &V1_6,
            Self::V1_7 => &V1_7,
            Self::V1_8 => &V1_8,
        }
    }
}

impl fmt::Display for PolicyVersion {
    /// The version's number.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.number())
    }
}

impl FromStr for PolicyVersion {
    type Err = UnknownPolicy;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|version| version.number() == text)
            .ok_or(UnknownPolicy)
    }
}

/// A text that names no policy version known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPolicy;

impl fmt::Display for UnknownPolicy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no known version of the Chrome Root Program Policy: ")?;
        for (index, version) in PolicyVersion::ALL.into_iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}{version}")?;
        }
        formatter.write_str(" are known")
    }
}

impl std::error::Error for UnknownPolicy {}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of facts-chrome.md.
    #[test]
    fn each_version_says_what_the_policy_says() {
        let facts = [
            ("1.6", "2025-02-15", "2026-06-15", "3.2.2"),
            ("1.7", "2025-07-15", "2026-06-15", "4.2.2"),
            ("1.8", "2026-02-05", "2027-03-15", "1.3.2"),
        ];
        for (number, in_force, leaf_date, section) in facts {
            let version: PolicyVersion = number.parse().unwrap();
            assert_eq!(version.to_string(), number);
            assert_eq!(version.in_force().day(), in_force);
            assert_eq!(version.leaf_date().day(), leaf_date);
            assert_eq!(version.issuer_date().day(), "2026-06-15");
            assert_eq!(version.section(), section);
        }
        assert_eq!(PolicyVersion::default().number(), "1.7");
    }

    #[test]
    fn the_versions_with_another_date_are_named() {
        let differing = |version: PolicyVersion| version.differing().collect::<Vec<_>>();
        assert_eq!(differing(PolicyVersion::V1_7), [PolicyVersion::V1_8]);
        assert_eq!(
            differing(PolicyVersion::V1_8),
            [PolicyVersion::V1_6, PolicyVersion::V1_7]
        );
    }

    #[test]
    fn a_citation_names_version_and_section() {
        assert_eq!(
            PolicyVersion::V1_8.citation(),
            "Chrome Root Program Policy 1.8, section 1.3.2"
        );
    }

    #[test]
    fn an_unknown_version_is_refused_with_the_known_ones() {
        for text in ["", "1", "1.70", "1.9", " 1.7", "v1.7"] {
            let error = text.parse::<PolicyVersion>().unwrap_err();
            assert!(error.to_string().ends_with("1.6, 1.7, 1.8 are known"));
        }
    }
}
