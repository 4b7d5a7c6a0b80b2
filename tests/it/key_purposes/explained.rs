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

const POLICIES: &str = "the contract, unsupported-path: \"policy constraints or mappings and other critical \
    extensions of RFC 5280 that it does not process\"";

const SELF_ISSUED: &str = "the contract, unsupported-path: \"self-issued issuers where they count\" (a path length of 0 \
    above a self-issued certificate)";

const NORMALISED: &str = "the contract, unsupported-path: \"names equal only after normalising\"; besides, a key or \
    signatures are weak";

const NAME_FORMS: &str =
    "the contract, unsupported-path: \"directory, e-mail and URI name constraints\"";

const BOUND: &str = "the contract, unsupported-path: \"whatever else the validator refuses\"; webpki stops after \
    250,000 comparisons of names with constraints";

const OUTSIDE: &str = "the source stops at a bound of its own; RFC 5280, section 4.2.1.10, forbids the chain too: \
    t172.test is in none of its issuer's permitted subtrees";

const BEFORE_1970: &str = "the contract, unsupported-path: \"dates before 1970\", and missing-client-auth: the source \
    asks about other purposes";

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
        because: POLICIES,
        verdict: "undecided",
        cases: &[
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
            "bssl__unknown-critical-policy-qualifier__main",
        ],
    },
    Explained {
        because: SELF_ISSUED,
        verdict: "undecided",
        cases: &["bssl__basic-constraints-pathlen-0-self-issued__main"],
    },
    Explained {
        because: NORMALISED,
        verdict: "refused: unsupported-path, weak-key, weak-signature",
        cases: &["bssl__issuer-and-subject-not-byte-for-byte-equal__anchor"],
    },
    Explained {
        because: NORMALISED,
        verdict: "refused: unsupported-path, weak-signature",
        cases: &["bssl__issuer-and-subject-not-byte-for-byte-equal__target"],
    },
    Explained {
        because: NAME_FORMS,
        verdict: "undecided",
        cases: &[
            "bssl__many-names__toomany-dirnames-excluded",
            "bssl__many-names__toomany-dirnames-permitted",
        ],
    },
    Explained {
        because: BOUND,
        verdict: "undecided",
        cases: &[
            "bssl__many-names__ok-all-types",
            "bssl__many-names__toomany-dns-excluded",
            "bssl__many-names__toomany-dns-permitted",
            "bssl__many-names__toomany-ips-excluded",
            "bssl__many-names__toomany-ips-permitted",
        ],
    },
    Explained {
        because: OUTSIDE,
        verdict: "refused: invalid-path",
        cases: &["bssl__many-names__toomany-all-types"],
    },
    Explained {
        because: BEFORE_1970,
        verdict: "refused: missing-client-auth, unsupported-path",
        cases: &[
            "bssl__intermediate-eku-c2pamanifest__any",
            "bssl__intermediate-eku-c2pamanifest__c2pamanifest",
            "bssl__intermediate-eku-c2patimestamping__any",
            "bssl__intermediate-eku-c2patimestamping__c2patimestamp",
        ],
    },
];
