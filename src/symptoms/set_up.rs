//! The set-up at Salesforce, which no file shows.

use std::fmt::Write as _;

/// One thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The feature is enabled.
    Feature,
    /// Who uploads may.
    Uploader,
    /// Who logs in must authenticate mutually.
    User,
    /// The right port of the right host.
    Port,
    /// What is presented is what was uploaded.
    Upload,
    /// What was deleted holds for a while.
    Cache,
    /// The client software.
    Client,
}

impl Step {
    /// Every step, in the order in which they are to be looked at.
    pub const ALL: &[Self] = &[
        Self::Feature,
        Self::Uploader,
        Self::User,
        Self::Port,
        Self::Upload,
        Self::Cache,
        Self::Client,
    ];

    /// What to look at, in a sentence or two.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Feature => {
                "The feature: \"Upload Mutual Authentication Certificate\" is in Setup, Certificate and Key Management, only once Salesforce Support has enabled it. It exists in Enterprise, Performance, Personal, Unlimited, Developer and Database.com editions."
            }
            Self::Uploader => {
                "The administrator who uploads needs the permission Customize Application."
            }
            Self::User => {
                "The user that logs in needs Enforce SSL/TLS Mutual Authentication, on a user who has API Only User, too. Without the permission a bad certificate seems to work."
            }
            Self::Port => {
                "The client must present the certificate at port 8443 of the org's My Domain host (NAME.my.salesforce.com), not at 443, and not at login.salesforce.com."
            }
            Self::Upload => {
                "The certificate presented must be the one that was uploaded: a renewed one must be uploaded before it is used."
            }
            Self::Cache => {
                "After a certificate is deleted that is tied to an enforcing user, it takes up to five minutes until the session is invalid and the cache is cleared."
            }
            Self::Client => {
                "Failures of streaming APIs, and of WSC and Data Loader before version 51, are known; no certificate cures them."
            }
        }
    }
}

/// The page on it: each step as a list item.
#[must_use]
pub fn set_up() -> String {
    let mut page = String::from(
        "What a file cannot show, and what to look at when a good certificate is still refused:\n\n",
    );
    for step in Step::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "- {}", step.text());
    }
    page + "\nSources: Salesforce Help, security_keys_uploading_mutual_auth_cert; Salesforce Knowledge 000383575."
}
