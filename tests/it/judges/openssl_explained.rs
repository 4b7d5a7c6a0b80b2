//! Where OpenSSL 3.0 differs, by reason.

use crate::support::differences::Explained;

const ABSENT: &str = "the contract, absent-extended-key-usage, an error: \"there is no extended key usage; RFC \
    5280 would allow it, Salesforce's text does not\"";

const CA: &str = "the contract, ca-as-end-entity, an error: the program takes a CA as end entity; of the \
    status the contract says \"a CA as end entity is invalid\"";

const WEAK: &str = "the contract, weak-key and weak-signature; \"openssl verify\" without -auth_level refuses no \
    key and no digest for its strength";

const ROOT_DATES: &str = "error 9 or 10, a root outside its validity; the contract: \"for the root a warning (RFC 5280 \
    6.1 and Java do not look at it, OpenSSL refuses)\"";

const ISSUER_PURPOSES: &str = "error 26, unsuitable certificate purpose; the contract, issuer-forbids-client-auth, a \
    warning: \"an issuer has an extended key usage without clientAuth: Java ignores that, \
    OpenSSL, Go and webpki refuse\"";

const ANCHOR_IS_NO_CA: &str = "error 79, invalid CA certificate: OpenSSL checks the anchor as any issuer; RFC 5280, section \
    6.1.1(d), takes its name and key alone, as Java does";

const ANCHOR_PATH_LENGTH: &str = "error 25, path length constraint exceeded: OpenSSL applies the anchor's own; RFC 5280, \
    section 6.1.1(d), takes its name and key alone, as Java does";

const OTHER_PATH: &str = "error 19, self-signed certificate in certificate chain: OpenSSL follows the new root, which \
    is not listed, and leaves the cross-certificate to the old one; the contract: \"if any path \
    is valid and reaches a listed root\"";

const NAMES: &str = "error 1: OpenSSL refuses after 2^20 comparisons of names with constraints, this program after \
    2^21; every name is allowed";

const QUALIFIER: &str = "RFC 5280, section 4.2.1.4: where the extension is critical, software \"MUST be able to \
    interpret this extension (including the optional qualifier), or MUST reject the \
    certificate\"; Java refuses, too";

/// Each difference.
pub const EXPLAINED: &[Explained] = &[
    Explained {
        because: NAMES,
        verdict: "refuses (error 1)",
        cases: &[
            "bssl__many-names__toomany-dirnames-excluded",
            "bssl__many-names__toomany-dirnames-permitted",
            "bssl__many-names__toomany-dns-excluded",
            "bssl__many-names__toomany-dns-permitted",
            "bssl__many-names__toomany-ips-excluded",
            "bssl__many-names__toomany-ips-permitted",
        ],
    },
    Explained {
        because: QUALIFIER,
        verdict: "accepts; refused: invalid-path",
        cases: &["bssl__unknown-critical-policy-qualifier__main"],
    },
    Explained {
        because: ROOT_DATES,
        verdict: "refuses (error 10)",
        cases: &[
            "bssl__expired-root__not-after",
            "bssl__expired-root__not-after-ta-with-constraints",
            "bssl__expired-root__not-after-ta-with-expiration",
            "bssl__expired-root__not-after-ta-with-expiration-and-constraints",
        ],
    },
    Explained {
        because: ROOT_DATES,
        verdict: "refuses (error 9)",
        cases: &[
            "bssl__expired-root__not-before",
            "bssl__expired-root__not-before-ta-with-expiration",
        ],
    },
    Explained {
        because: ISSUER_PURPOSES,
        verdict: "refuses (error 26)",
        cases: &[
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-any",
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-clientAuth",
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-clientAuth-strict",
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-serverAuth",
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-serverAuth-strict",
        ],
    },
    Explained {
        because: ANCHOR_IS_NO_CA,
        verdict: "refuses (error 79)",
        cases: &[
            "bssl__root-basic-constraints-ca-false__main",
            "bssl__root-basic-constraints-ca-false__ta-with-constraints",
            "bssl__root-lacks-keycertsign-key-usage__main",
            "bssl__root-lacks-keycertsign-key-usage__ta-with-constraints",
        ],
    },
    Explained {
        because: ANCHOR_PATH_LENGTH,
        verdict: "refuses (error 25)",
        cases: &[
            "bssl__violates-pathlen-1-from-root__main",
            "bssl__violates-pathlen-1-from-root__ta-with-constraints",
        ],
    },
    Explained {
        because: OTHER_PATH,
        verdict: "refuses (error 19)",
        cases: &["bssl__key-rollover__longrolloverchain"],
    },
    Explained {
        because: WEAK,
        verdict: "accepts; refused: weak-signature",
        cases: &[
            "bssl__intermediate-signed-with-sha1__main",
            "bssl__target-signed-with-sha1__main",
        ],
    },
    Explained {
        because: WEAK,
        verdict: "accepts; refused: weak-key",
        cases: &[
            "bssl__target-has-512bit-rsa-key__main",
            "bssl__target-signed-by-512bit-rsa__main",
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
