//! Where Java 17 differs, by reason.

use crate::support::differences::Explained;

const ABSENT: &str = "the contract, absent-extended-key-usage, an error: \"there is no extended key usage; RFC \
    5280 would allow it, Salesforce's text does not\"";

const CA: &str = "the contract, ca-as-end-entity, an error: the program takes a CA as end entity; of the \
    status the contract says \"a CA as end entity is invalid\"";

const ANY: &str = "the contract, any-extended-key-usage, an error; Java's EndEntityChecker takes \
    anyExtendedKeyUsage for every purpose, as RFC 5280 allows";

const SHA1: &str = "the contract, weak-signature: \"below the root: (...) an MD5 or SHA-1 signature\"; Java 17's \
    jdk.certpath.disabledAlgorithms has \"SHA1 jdkCA & usage TLSServer\": not for clients";

const WEAK: &str = "the contract, weak-key and weak-signature, errors: \"below the root: an RSA key under 2048 \
    bits; an MD5 or SHA-1 signature\"";

const NOT_READ: &str = "RFC 5280, section 4.2.1.10, forbids t171.test; Java cannot read a URI constraint with a scheme, \
    and passes over the whole extension, since it is not critical";

/// Each difference.
pub const EXPLAINED: &[Explained] = &[
    Explained {
        because: NOT_READ,
        verdict: "accepts; refused: invalid-path",
        cases: &["bssl__many-names__ok-all-types"],
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
        because: WEAK,
        verdict: "accepts; refused: weak-key, weak-signature",
        cases: &["bssl__issuer-and-subject-not-byte-for-byte-equal__anchor"],
    },
    Explained {
        because: WEAK,
        verdict: "accepts; refused: weak-signature",
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
