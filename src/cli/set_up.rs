//! What no file can show: the set-up at Salesforce, and the help texts that tell of it.

/// One copy of the text for both.
macro_rules! set_up_text {
    () => {
        "\
What a file cannot show, and what to look at when a good certificate is still
refused:

- The feature: \"Upload Mutual Authentication Certificate\" is in Setup,
  Certificate and Key Management, only once Salesforce Support has enabled it.
  It exists in Enterprise, Performance, Personal, Unlimited, Developer and
  Database.com editions.
- The administrator who uploads needs the permission Customize Application.
- The user that logs in needs Enforce SSL/TLS Mutual Authentication, on a user
  who has API Only User, too. Without the permission a bad certificate seems
  to work.
- The client must present the certificate at port 8443 of the org's My Domain
  host (NAME.my.salesforce.com), not at 443, and not at login.salesforce.com.
- The certificate presented must be the one that was uploaded: a renewed one
  must be uploaded before it is used.
- After a certificate is deleted that is tied to an enforcing user, it takes
  up to five minutes until the session is invalid and the cache is cleared.

Sources: Salesforce Help, security_keys_uploading_mutual_auth_cert; Salesforce
Knowledge 000383575."
    };
}

/// One copy of the exit codes for every help.
macro_rules! exit_codes_text {
    () => {
        "\
Exit codes of check: 0 nothing at or above --fail-on; 1 at least one finding
at or above it; 2 usage, an unreadable file, or a path that cannot be judged;
3 no trust list."
    };
}

/// Exit codes, for `--help`.
pub const EXIT_CODES: &str = exit_codes_text!();

/// What follows the long help of `check`.
pub const AFTER_CHECK: &str = concat!(
    exit_codes_text!(),
    "
HTTPS_PROXY and NO_PROXY are honoured. Without --instance and --trust-list,
Mozilla's roots stand in for the list, and every report says so.

",
    set_up_text!()
);

/// What follows the long help of `stream`.
pub const AFTER_STREAM: &str = concat!(
    "\
Each line is an object: {\"id\": any, \"certificate\": PEM text, Base64 of DER, or
a list of either}. It is judged as a PEM file with those certificates in that
order; its answer is the submission of `check --format json`, on one line, with
`id` in place of `path`. Other fields are ignored; without an `id` the answer
has null. Empty lines are passed over.

A bad line (no such object, no certificate, more than 1 MiB) is answered with
the verdict `unreadable` and an `error`, does not end the stream, and makes the
exit code 2. No line at all is no fault.

",
    exit_codes_text!()
);

/// The page `sfmtls explain set-up`.
pub const PAGE: &str = set_up_text!();
