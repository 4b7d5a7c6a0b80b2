//! The cases that are judged otherwise than the source does, by reason.

use crate::support::differences::Explained;

const OTHER_PURPOSE: &str = "the source asks about another purpose; for a client RFC 5280, section 4.2.1.12, wants no \
    more than \"the intended purpose is present\", and clientAuth is";

const STRICT: &str = "the source asks for a profile of its own; RFC 5280, section 4.2.1.12: \"the application need \
    not recognize all purposes indicated, as long as the intended purpose is present\", and \"in \
    general, this extension will appear only in end entity certificates\"";

const ISSUER_PURPOSES: &str = "the contract, issuer-forbids-client-auth, a warning: \"an issuer has an extended key usage \
    without clientAuth: Java ignores that, OpenSSL, Go and webpki refuse\"";

const SHA1: &str = "the contract, weak-signature: \"below the root: (...) an MD5 or SHA-1 signature\"; the \
    purposes of an issuer, where the source finds fault, are a warning";

const ROOT_DATES: &str = "the contract, expired-certificate and not-yet-valid-certificate: \"for the root a warning \
    (RFC 5280 6.1 and Java do not look at it, OpenSSL refuses)\"";

const ANCHOR: &str = "RFC 5280, section 6.1: the anchor \"is not included as part of the prospective certification \
    path\", and 6.1.1(d) takes its name and key alone; the contract: \"the anchor's name \
    constraints bind; its key purposes are not looked at\"";

const TRUST_SETTING: &str = "the source's distrust is a setting outside the files, where roots.pem lists the root; the \
    contract: \"trusted if any path is valid and reaches a listed root\"";

const ANY: &str = "the contract, any-extended-key-usage, an error: \"anyExtendedKeyUsage stands in for \
    clientAuth\"; RFC 5280, section 4.2.1.12: applications \"MAY reject\" it";

const ABSENT: &str = "the contract, absent-extended-key-usage, an error: \"there is no extended key usage; RFC \
    5280 would allow it, Salesforce's text does not\"";

const SERVER_ONLY: &str = "the source asks about a server; the contract, missing-client-auth: \"the extended key usage \
    lacks clientAuth\"";

const CA: &str = "the contract, ca-as-end-entity, an error, and of the status: \"a CA as end entity is \
    invalid\"; the source only warns";

const UNKNOWN_CRITICAL: &str = "RFC 5280, section 4.2: \"MUST reject the certificate if it encounters a critical extension \
    it does not recognize\"; the source knows extensions that RFC 5280 does not define";

const OUTSIDE: &str = "RFC 5280, section 4.2.1.10, forbids the chain, whatever the source's bounds: t171.test and \
    t172.test are in none of their issuers' permitted subtrees";

const WEAK: &str = "the contract, weak-key and weak-signature, errors: \"below the root: an RSA key under 2048 \
    bits; an MD5 or SHA-1 signature\"; the source is about the names";

const BOUND: &str = "the source stops after 2^20 comparisons of names with constraints, this program after 2^21; \
    every name is allowed";

const PURPOSES: &str = "the source asks about other purposes; the contract, missing-client-auth: \"the extended \
    key usage lacks clientAuth\"";

/// Each case that is judged otherwise.
pub const EXPLAINED: &[Explained] = &[
    Explained {
        because: OTHER_PURPOSE,
        verdict: "accepted",
        cases: &[
            "bssl__intermediate-eku-any-and-clientauth__serverauth-strict",
            "bssl__intermediate-eku-clientauth__serverauth",
            "bssl__intermediate-eku-clientauth__serverauth-strict",
            "bssl__intermediate-eku-clientauth__serverauth-strict-leaf",
            "bssl__target-eku-clientauth__serverauth",
            "bssl__target-eku-clientauth__serverauth-strict",
            "bssl__target-eku-many__mlsclientauth",
        ],
    },
    Explained {
        because: STRICT,
        verdict: "accepted",
        cases: &[
            "bssl__target-eku-clientauth__clientauth-strict",
            "bssl__target-eku-many__clientauth-strict",
            "bssl__target-eku-many__clientauth-strict-leaf",
            "bssl__target-eku-many__serverauth-strict",
            "bssl__target-eku-many__serverauth-strict-leaf",
        ],
    },
    Explained {
        because: ISSUER_PURPOSES,
        verdict: "accepted",
        cases: &[
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-clientAuth",
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-clientAuth-strict",
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-serverAuth",
            "bssl__intermediate-eku-server-gated-crypto__sha256-eku-serverAuth-strict",
        ],
    },
    Explained {
        because: SHA1,
        verdict: "refused: weak-signature",
        cases: &[
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-any",
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-clientAuth",
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-clientAuth-strict",
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-serverAuth",
            "bssl__intermediate-eku-server-gated-crypto__sha1-eku-serverAuth-strict",
        ],
    },
    Explained {
        because: ROOT_DATES,
        verdict: "accepted",
        cases: &[
            "bssl__expired-root__not-after-ta-with-expiration",
            "bssl__expired-root__not-after-ta-with-expiration-and-constraints",
            "bssl__expired-root__not-before-ta-with-expiration",
        ],
    },
    Explained {
        because: ANCHOR,
        verdict: "accepted",
        cases: &[
            "bssl__policies-inhibit-anypolicy-by-root-fail__ta-with-constraints",
            "bssl__policies-inhibit-mapping-by-root-fail__ta-with-constraints",
            "bssl__policies-on-root-wrong__ta-with-constraints",
            "bssl__policies-required-by-root-fail__ta-with-constraints",
            "bssl__policy-mappings-on-root-fail__ta-with-constraints",
            "bssl__root-basic-constraints-ca-false__ta-with-constraints",
            "bssl__root-eku-clientauth__serverauth-ta-with-constraints",
            "bssl__root-eku-clientauth__serverauth-ta-with-constraints-strict",
            "bssl__root-eku-clientauth__serverauth-ta-with-expiration-and-constraints",
            "bssl__root-lacks-basic-constraints__ta-with-constraints-require-basic-constraints",
            "bssl__root-lacks-keycertsign-key-usage__ta-with-constraints",
            "bssl__violates-pathlen-1-from-root__ta-with-constraints",
        ],
    },
    Explained {
        because: TRUST_SETTING,
        verdict: "accepted",
        cases: &[
            "bssl__target-and-intermediate__distrusted-root",
            "bssl__target-and-intermediate__trusted_leaf-root",
            "bssl__target-and-intermediate__unspecified-trust-root",
        ],
    },
    Explained {
        because: TRUST_SETTING,
        verdict: "refused: not-yet-valid-certificate",
        cases: &["bssl__target-and-intermediate__distrusted-root-expired"],
    },
    Explained {
        because: ANY,
        verdict: "refused: any-extended-key-usage",
        cases: &[
            "bssl__target-eku-any__any",
            "bssl__target-eku-any__clientauth",
            "bssl__target-eku-any__serverauth",
        ],
    },
    Explained {
        because: ABSENT,
        verdict: "refused: absent-extended-key-usage",
        cases: &[
            "bssl__target-eku-none__any",
            "bssl__target-eku-none__clientauth",
            "bssl__target-eku-none__serverauth",
        ],
    },
    Explained {
        because: SERVER_ONLY,
        verdict: "refused: missing-client-auth",
        cases: &[
            "bssl__target-serverauth-various-keyusages__ec-digitalSignature",
            "bssl__target-serverauth-various-keyusages__rsa-digitalSignature",
        ],
    },
    Explained {
        because: SERVER_ONLY,
        verdict: "refused: missing-client-auth, missing-digital-signature",
        cases: &[
            "bssl__target-serverauth-various-keyusages__ec-decipherOnly",
            "bssl__target-serverauth-various-keyusages__ec-keyAgreement",
            "bssl__target-serverauth-various-keyusages__ec-keyEncipherment",
            "bssl__target-serverauth-various-keyusages__rsa-decipherOnly",
            "bssl__target-serverauth-various-keyusages__rsa-keyAgreement",
            "bssl__target-serverauth-various-keyusages__rsa-keyEncipherment",
        ],
    },
    Explained {
        because: CA,
        verdict: "refused: ca-as-end-entity",
        cases: &["bssl__target-has-ca-basic-constraints__main"],
    },
    Explained {
        because: CA,
        verdict: "refused: absent-extended-key-usage, ca-as-end-entity, missing-digital-signature",
        cases: &["bssl__target-not-end-entity__main"],
    },
    Explained {
        because: UNKNOWN_CRITICAL,
        verdict: "refused: invalid-path, missing-client-auth",
        cases: &[
            "bssl__intermediate-eku-mlsclientauth__mlsclientauth",
            "bssl__target-msapplicationpolicies-and-eku__main",
        ],
    },
    Explained {
        because: WEAK,
        verdict: "refused: weak-key, weak-signature",
        cases: &["bssl__issuer-and-subject-not-byte-for-byte-equal__anchor"],
    },
    Explained {
        because: WEAK,
        verdict: "refused: weak-signature",
        cases: &["bssl__issuer-and-subject-not-byte-for-byte-equal__target"],
    },
    Explained {
        because: OUTSIDE,
        verdict: "refused: invalid-path",
        cases: &[
            "bssl__many-names__ok-all-types",
            "bssl__many-names__toomany-all-types",
        ],
    },
    Explained {
        because: BOUND,
        verdict: "accepted",
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
        because: PURPOSES,
        verdict: "refused: missing-client-auth",
        cases: &[
            "bssl__intermediate-eku-c2pamanifest__any",
            "bssl__intermediate-eku-c2pamanifest__c2pamanifest",
            "bssl__intermediate-eku-c2patimestamping__any",
            "bssl__intermediate-eku-c2patimestamping__c2patimestamp",
        ],
    },
];
