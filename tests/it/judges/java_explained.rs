//! Where Java 17 differs, by reason.

use crate::support::differences::Explained;

const UNDECIDED: &str = "this program cannot judge it and says so; the contract, unsupported-path: \"policy \
    constraints or mappings and other critical extensions of RFC 5280 that it does not \
    process\", \"self-issued issuers where they count\", \"larger certificates than the \
    validator takes\", \"whatever else the validator refuses\"";

const NORMALISED: &str = "the contract, unsupported-path: \"names equal only after normalising\"; besides, a key or \
    signatures are weak";

const ABSENT: &str = "the contract, absent-extended-key-usage, an error: \"there is no extended key usage; RFC \
    5280 would allow it, Salesforce's text does not\"";

const CA: &str = "the contract, ca-as-end-entity, an error: the program takes a CA as end entity; of the \
    status the contract says \"a CA as end entity is invalid\"";

const ANY: &str = "the contract, any-extended-key-usage, an error; Java's EndEntityChecker takes \
    anyExtendedKeyUsage for every purpose, as RFC 5280 allows";

const SHA1: &str = "the contract, weak-signature: \"below the root: (...) an MD5 or SHA-1 signature\"; Java 17's \
    jdk.certpath.disabledAlgorithms has \"SHA1 jdkCA & usage TLSServer\": not for clients";

const NAMES: &str = "the contract, unsupported-path: \"directory, e-mail and URI name constraints\", \"whatever \
    else the validator refuses\": webpki stops after 250,000 comparisons; Java has no bound";

const QUALIFIER: &str = "this program cannot judge a critical certificatePolicies; Java refuses a qualifier that it \
    does not know";

/// Each difference.
pub const EXPLAINED: &[Explained] = &[
    Explained {
        because: UNDECIDED,
        verdict: "accepts; undecided",
        cases: &[
            "B_10000-sans.badssl.com_2019-10-10",
            "bssl__basic-constraints-pathlen-0-self-issued__main",
            "bssl__policies-inhibit-anypolicy-by-root-fail__main",
            "bssl__policies-inhibit-anypolicy-by-root-fail__ta-with-constraints",
            "bssl__policies-inhibit-anypolicy-by-root-ok__main",
            "bssl__policies-inhibit-anypolicy-by-root-ok__ta-with-constraints",
            "bssl__policies-inhibit-mapping-by-root-fail__main",
            "bssl__policies-inhibit-mapping-by-root-fail__ta-with-constraints",
            "bssl__policies-inhibit-mapping-by-root-ok__main",
            "bssl__policies-inhibit-mapping-by-root-ok__ta-with-constraints",
            "bssl__policies-ok__main",
            "bssl__policies-ok__ta-with-constraints",
            "bssl__policies-on-root-ok__main",
            "bssl__policies-on-root-ok__ta-with-constraints",
            "bssl__policies-on-root-wrong__main",
            "bssl__policies-on-root-wrong__ta-with-constraints",
            "bssl__policies-required-by-root-fail__main",
            "bssl__policies-required-by-root-fail__ta-with-constraints",
            "bssl__policies-required-by-root-ok__main",
            "bssl__policies-required-by-root-ok__ta-with-constraints",
            "bssl__policy-mappings-on-root-fail__main",
            "bssl__policy-mappings-on-root-fail__ta-with-constraints",
            "bssl__policy-mappings-on-root-ok__main",
            "bssl__policy-mappings-on-root-ok__ta-with-constraints",
        ],
    },
    Explained {
        because: NAMES,
        verdict: "accepts; undecided",
        cases: &[
            "bssl__many-names__toomany-dirnames-excluded",
            "bssl__many-names__toomany-dirnames-permitted",
            "bssl__many-names__ok-all-types",
            "bssl__many-names__toomany-dns-excluded",
            "bssl__many-names__toomany-dns-permitted",
            "bssl__many-names__toomany-ips-excluded",
            "bssl__many-names__toomany-ips-permitted",
        ],
    },
    Explained {
        because: QUALIFIER,
        verdict: "refuses; undecided",
        cases: &["bssl__unknown-critical-policy-qualifier__main"],
    },
    Explained {
        because: SHA1,
        verdict: "accepts; refused: weak-signature",
        cases: &[
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-any",
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-clientAuth",
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-clientAuth-strict",
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-serverAuth",
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-serverAuth-strict",
            "bssl__intermediate-signed-with-sha1__main",
            "bssl__target-signed-with-sha1__main",
        ],
    },
    Explained {
        because: NORMALISED,
        verdict: "accepts; refused: unsupported-path, weak-key, weak-signature",
        cases: &["bssl__issuer-and-subject-not-byte-for-byte-equal__anchor"],
    },
    Explained {
        because: NORMALISED,
        verdict: "accepts; refused: unsupported-path, weak-signature",
        cases: &["bssl__issuer-and-subject-not-byte-for-byte-equal__target"],
    },
    Explained {
        because: ANY,
        verdict: "accepts; refused: any-extended-key-usage",
        cases: &[
            "bssl__target-eku-any__any",
            "bssl__target-eku-any__clientauth",
            "bssl__target-eku-any__clientauth-strict",
            "bssl__target-eku-any__clientauth-strict-leaf",
            "bssl__target-eku-any__mlsclientauth",
            "bssl__target-eku-any__serverauth",
            "bssl__target-eku-any__serverauth-strict",
            "bssl__target-eku-any__serverauth-strict-leaf",
        ],
    },
    Explained {
        because: ABSENT,
        verdict: "accepts; refused: absent-extended-key-usage",
        cases: &[
            "bssl__target-eku-none__any",
            "bssl__target-eku-none__clientauth",
            "bssl__target-eku-none__clientauth-strict",
            "bssl__target-eku-none__clientauth-strict-leaf",
            "bssl__target-eku-none__mlsclientauth",
            "bssl__target-eku-none__serverauth",
            "bssl__target-eku-none__serverauth-strict",
        ],
    },
    Explained {
        because: CA,
        verdict: "accepts; refused: ca-as-end-entity",
        cases: &[
            "bssl__target-has-ca-basic-constraints__main",
            "bssl__target-has-ca-basic-constraints__strict",
        ],
    },
];
