//! The certificates that are offered, and what the contract demands of each.

use sfmtls::Time;

use crate::support::made::KeyKind::{self, Ed25519, P256, P384, Rsa2048};
use crate::support::made::{Made, Oddity, Purposes};

/// A client's certificate with the chain that is sent with it.
pub struct Offered {
    /// What it is, in a few words.
    pub name: &'static str,
    /// The handshake's horizon and the rule behind it, by the contract, section 2.
    pub expected: &'static str,
    /// The kinds of the keys, from the end entity to the root.
    keys: &'static [KeyKind],
    /// What sets it apart.
    oddities: &'static [Oddity],
}

/// Rules about the handshake that no certificate decides before a trust list, and what else each needs.
pub const APART: &[(&str, &str)] = &[
    (
        "key-mismatch",
        "needs another's key, with which no client can end a handshake",
    ),
    ("not-uploaded", "needs what is uploaded"),
    ("revoked-certificate", "needs a CRL"),
    (
        "unproven-root",
        "needs a list that has no certificates; a server's always has",
    ),
    ("login-host", "is about the host"),
    ("bundled-trust-list", "is about the list"),
];

const ONE_INTERMEDIATE: &[KeyKind] = &[Rsa2048, Rsa2048, Rsa2048];

/// Five good ones, then each rule about the handshake; `invalid-path` for each of its grounds.
pub const ALL: &[Offered] = &[
    Offered {
        name: "RSA 2048, one intermediate",
        expected: "pass",
        keys: ONE_INTERMEDIATE,
        oddities: &[],
    },
    Offered {
        name: "P-256, no intermediate, serverAuth besides clientAuth",
        expected: "pass",
        keys: &[P256, Rsa2048],
        oddities: &[Oddity::Purposes(0, Purposes::Both)],
    },
    Offered {
        name: "P-384, three intermediates with keys of three kinds",
        expected: "pass",
        keys: &[P384, Ed25519, P256, Rsa2048, P384],
        oddities: &[],
    },
    Offered {
        name: "P-384, sent with the root",
        expected: "pass",
        keys: &[P384, Rsa2048, Rsa2048],
        oddities: &[Oddity::WithRoot],
    },
    Offered {
        name: "two intermediates in the wrong order",
        expected: "pass",
        keys: &[Rsa2048, Rsa2048, Rsa2048, Rsa2048],
        oddities: &[Oddity::Shuffled],
    },
    Offered {
        name: "its own issuer",
        expected: "fail: self-signed-certificate",
        keys: &[P256],
        oddities: &[Oddity::WithRoot, Oddity::RootNotListed],
    },
    Offered {
        name: "a CA's certificate",
        expected: "fail: ca-as-end-entity",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::CaAsEndEntity],
    },
    Offered {
        name: "without its intermediate",
        expected: "fail: incomplete-chain",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::Missing(1)],
    },
    Offered {
        name: "below a root that is not listed",
        expected: "fail: untrusted-root",
        keys: &[Rsa2048, Rsa2048, P256],
        oddities: &[Oddity::WithRoot, Oddity::RootNotListed],
    },
    Offered {
        name: "a wrong signature",
        expected: "fail: invalid-path",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::BadSignature(0)],
    },
    Offered {
        name: "an issuer that is no CA",
        expected: "fail: invalid-path",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::NotACa(1)],
    },
    Offered {
        name: "an issuer without keyCertSign",
        expected: "fail: invalid-path",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::NoKeyCertSign(1)],
    },
    Offered {
        name: "an intermediate more than the path length allows",
        expected: "fail: invalid-path",
        keys: &[Rsa2048, Rsa2048, Rsa2048, Rsa2048],
        oddities: &[Oddity::PathLength(2, 0)],
    },
    Offered {
        name: "a name that the issuer's constraints exclude",
        expected: "fail: invalid-path",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::NameConstraints {
            at: 1,
            critical: true,
            excludes: true,
            names_it: true,
        }],
    },
    Offered {
        name: "a critical extension that nobody knows",
        expected: "fail: invalid-path",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::UnknownExtension {
            at: 0,
            critical: true,
        }],
    },
    Offered {
        name: "critical authority information access",
        expected: "unknown: unsupported-path",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::CriticalInformationAccess(0)],
    },
    Offered {
        name: "expired",
        expected: "fail: expired-certificate",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::Expired(0)],
    },
    Offered {
        name: "an expired intermediate",
        expected: "fail: expired-certificate",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::Expired(1)],
    },
    Offered {
        name: "an expired root",
        expected: "warn: expired-certificate",
        keys: &[Rsa2048, Rsa2048, P384],
        oddities: &[Oddity::Expired(2)],
    },
    Offered {
        name: "not yet valid",
        expected: "fail: not-yet-valid-certificate",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::NotYetValid(0)],
    },
    Offered {
        name: "serverAuth alone",
        expected: "fail: missing-client-auth",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::Purposes(0, Purposes::Server)],
    },
    Offered {
        name: "no extended key usage",
        expected: "fail: absent-extended-key-usage",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::Purposes(0, Purposes::Absent)],
    },
    Offered {
        name: "anyExtendedKeyUsage",
        expected: "fail: any-extended-key-usage",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::Purposes(0, Purposes::Any)],
    },
    Offered {
        name: "an issuer with serverAuth alone",
        expected: "warn: issuer-forbids-client-auth",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::Purposes(1, Purposes::Server)],
    },
    Offered {
        name: "no digitalSignature",
        expected: "fail: missing-digital-signature",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::NoDigitalSignature],
    },
    Offered {
        name: "RSA 1024",
        expected: "fail: weak-key",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::WeakKey],
    },
    Offered {
        name: "signed with SHA-1",
        expected: "fail: weak-signature",
        keys: ONE_INTERMEDIATE,
        oddities: &[Oddity::Sha1(0)],
    },
];

impl Offered {
    /// What it is made to be, with its dates around `now`.
    pub fn made(&self, now: Time) -> Made {
        Made {
            keys: self.keys.to_vec(),
            oddities: self.oddities.to_vec(),
            at: now,
        }
    }
}
