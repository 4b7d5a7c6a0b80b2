//! What is measured; names, once scraped, are for ever.

use super::exposition::Gauge;

macro_rules! gauges {
    ($($constant:ident $name:literal $help:literal)+) => {
        $(
            #[doc = $help]
            pub(super) static $constant: Gauge = Gauge {
                name: concat!("sfmtls_", $name),
                help: $help,
            };
        )+
    };
}

gauges! {
    RUN "run_timestamp_seconds"
        "The moment judged at (--at, else the clock), in seconds since 1970."
    EXIT_CODE "exit_code"
        "The exit code of the run: 0 passed, 1 failed, 2 not judged."
    BUILD "build_info"
        "Always 1; the version of sfmtls and of the policy judged by."
    ROOTS "trust_list_roots"
        "How many roots the list names that was judged against."
    SUBMISSIONS "submissions"
        "How many submissions came to this verdict."
    VERDICT "submission_verdict"
        "1 for the verdict of the submission, 0 for the others."
    HORIZON "horizon_state"
        "1 for the state of this horizon (upload, handshake, renewal), 0 for the others."
    FINDINGS "findings"
        "How many findings count, by rule and severity; absent where a rule has none."
    SUPPRESSED "suppressed_findings"
        "How many findings are ignored, by rule; absent where there are none."
    NOT_AFTER "certificate_not_after_timestamp_seconds"
        "When the certificate expires, in seconds since 1970."
    REMAINING "certificate_remaining_seconds"
        "How long the certificate is still valid (86400 is a day); negative once it has expired."
    DEADLINE "deadline_timestamp_seconds"
        "A date that bears on the submission, in seconds since 1970; the first of those that read alike."
    OMITTED "omitted_series"
        "How many series were left out of this file: it holds 20000 at most, and of a submission 16 certificates and 32 dates."
}
