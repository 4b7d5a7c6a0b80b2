//! The classes of differences, each with its reason.

use std::fmt;

use crate::judges::SecondVerdict;
use crate::support::made::{KeyKind, Listed, Made, Oddity, Purposes};
use crate::support::verdict::{Answer, Verdict};

/// A judge beside this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    OpenSsl,
    Java,
    Pyca,
}

impl Judge {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenSsl => "OpenSSL 3",
            Self::Java => "Java 17, PKIX",
            Self::Pyca => "pyca/cryptography, client verifier",
        }
    }
}

/// A difference: what the chain was made to be, and both verdicts.
pub struct Seen<'a> {
    pub judge: Judge,
    pub made: &'a Made,
    pub ours: &'a Verdict,
    pub second: &'a SecondVerdict,
}

/// Differences of one reason.
pub struct Class {
    pub name: &'static str,
    /// Why, in the words of an RFC, of the contract or of the judge's documents.
    pub because: &'static str,
    judges: &'static [Judge],
    /// How the verdicts differ.
    differs: Differs,
    /// What the chain was made to be.
    made: fn(&Made) -> bool,
}

/// How verdicts differ.
enum Differs {
    /// This program refuses by this rule what the judge accepts.
    Ours(&'static str),
    /// The judge refuses, in words that hold one of these, what this program accepts.
    Theirs(&'static [&'static str]),
}

const ALL: &[Judge] = &[Judge::OpenSsl, Judge::Java, Judge::Pyca];

/// Every class.
pub const CLASSES: &[Class] = &[
    Class {
        name: "no extended key usage",
        because: "the contract, absent-extended-key-usage, an error: \"there is no extended key usage; RFC \
            5280 would allow it, Salesforce's text does not\"",
        judges: ALL,
        differs: Differs::Ours("absent-extended-key-usage"),
        made: |made| made.has(|oddity| *oddity == Oddity::Purposes(0, Purposes::Absent)),
    },
    Class {
        name: "anyExtendedKeyUsage",
        because: "the contract, any-extended-key-usage, an error; RFC 5280, section 4.2.1.12: applications \
            \"MAY reject\" it, and OpenSSL alone does",
        judges: &[Judge::Java, Judge::Pyca],
        differs: Differs::Ours("any-extended-key-usage"),
        made: |made| made.has(|oddity| *oddity == Oddity::Purposes(0, Purposes::Any)),
    },
    Class {
        name: "a CA as end entity",
        because: "the contract, ca-as-end-entity, an error, and of the status: \"a CA as end entity is \
            invalid\"; RFC 5280 does not forbid it",
        judges: ALL,
        differs: Differs::Ours("ca-as-end-entity"),
        made: |made| made.has(|oddity| *oddity == Oddity::CaAsEndEntity),
    },
    Class {
        name: "a key of 1024 bits",
        because: "the contract, weak-key; \"openssl verify\" without -auth_level refuses no key for its \
            strength, Java 17 RSA below 1024 bits alone, and pyca's verifier bounds issuers' keys and \
            not the end entity's",
        judges: ALL,
        differs: Differs::Ours("weak-key"),
        made: |made| made.has(|oddity| *oddity == Oddity::WeakKey),
    },
    Class {
        name: "SHA-1 below the root",
        because: "the contract, weak-signature: \"below the root: (...) an MD5 or SHA-1 signature\"; \"openssl \
            verify\" without -auth_level refuses no digest, and Java 17's \
            jdk.certpath.disabledAlgorithms has \"SHA1 jdkCA & usage TLSServer\": not for clients",
        judges: &[Judge::OpenSsl, Judge::Java],
        differs: Differs::Ours("weak-signature"),
        made: |made| made.has(|oddity| matches!(oddity, Oddity::Sha1(at) if *at < made.root())),
    },
    Class {
        name: "no digitalSignature",
        because: "the contract, missing-digital-signature; pyca's verifier does not look at the key usage of \
            an end entity",
        judges: &[Judge::Pyca],
        differs: Differs::Ours("missing-digital-signature"),
        made: |made| made.has(|oddity| *oddity == Oddity::NoDigitalSignature),
    },
    Class {
        name: "names equal after normalising",
        because: "RFC 5280, section 7.1: OpenSSL, Java and the second engine take them as equal, pyca \
            compares bytes",
        judges: &[Judge::Pyca],
        differs: Differs::Theirs(&["candidates exhausted"]),
        made: |made| made.has(|oddity| matches!(oddity, Oddity::Spelling(..))),
    },
    Class {
        name: "critical certificate policies",
        because: "RFC 5280, section 6.1.3 (d): OpenSSL, Java and the second engine process them, pyca \
            refuses them as unknown",
        judges: &[Judge::Pyca],
        differs: Differs::Theirs(&["2.5.29.32", "candidates exhausted"]),
        made: |made| made.has(|oddity| matches!(oddity, Oddity::CriticalPolicies(_))),
    },
    Class {
        name: "an issuer without clientAuth",
        because: "the contract, issuer-forbids-client-auth, a warning: \"an issuer has an extended key usage \
            without clientAuth: Java ignores that, OpenSSL, Go and webpki refuse\"",
        judges: &[Judge::OpenSsl],
        differs: Differs::Theirs(&["error 26"]),
        made: |made| made.has(is_issuer_without_client_auth),
    },
    Class {
        name: "an issuer without clientAuth, pyca",
        because: "as above; pyca's verifier asks every certificate of the path",
        judges: &[Judge::Pyca],
        differs: Differs::Theirs(&["Neither EKU nor anyEKU"]),
        made: |made| made.has(is_issuer_without_client_auth),
    },
    Class {
        name: "an expired root",
        because: "the contract, expired-certificate: \"for the root a warning (RFC 5280 6.1 and Java do not \
            look at it, OpenSSL refuses)\"",
        judges: &[Judge::OpenSsl],
        differs: Differs::Theirs(&["error 10"]),
        made: |made| made.has(|oddity| *oddity == Oddity::Expired(made.root())),
    },
    Class {
        name: "a root not yet valid",
        because: "the contract, not-yet-valid-certificate: for the root a warning, as above",
        judges: &[Judge::OpenSsl],
        differs: Differs::Theirs(&["error 9"]),
        made: |made| made.has(|oddity| *oddity == Oddity::NotYetValid(made.root())),
    },
    Class {
        name: "a root outside its validity, pyca",
        because: "as above; pyca's verifier looks at the dates of a root as at any certificate's",
        judges: &[Judge::Pyca],
        differs: Differs::Theirs(&["not valid at validation time"]),
        made: has_root_outside_validity,
    },
    Class {
        name: "a root that is no CA",
        because: "OpenSSL and pyca check the anchor as any issuer (error 79, invalid CA certificate); RFC 5280, \
            section 6.1.1(d), takes its name and key alone, as Java does",
        judges: &[Judge::OpenSsl],
        differs: Differs::Theirs(&["error 79"]),
        made: has_root_that_is_no_ca,
    },
    Class {
        name: "a root that is no CA, pyca",
        because: "as above",
        judges: &[Judge::Pyca],
        differs: Differs::Theirs(&["CA certificate"]),
        made: has_root_that_is_no_ca,
    },
    Class {
        name: "the root's own path length",
        because: "error 25, path length constraint exceeded: OpenSSL applies the anchor's own; RFC 5280, \
            section 6.1.1(d), takes its name and key alone, as Java does",
        judges: &[Judge::OpenSsl],
        differs: Differs::Theirs(&["error 25"]),
        made: has_root_with_path_length,
    },
    Class {
        name: "the root's own path length, pyca",
        because: "as above",
        judges: &[Judge::Pyca],
        differs: Differs::Theirs(&["path length constraint violated"]),
        made: has_root_with_path_length,
    },
    Class {
        name: "Ed25519",
        because: "pyca's verifier holds to the CA/Browser Forum's Baseline Requirements, 7.1.3.1, which have no \
            Ed25519; RFC 8410 defines it, and the contract, undocumented-key-type, makes it no error",
        judges: &[Judge::Pyca],
        differs: Differs::Theirs(&["Forbidden public key algorithm"]),
        made: |made| made.keys.contains(&KeyKind::Ed25519),
    },
    Class {
        name: "an unknown critical extension of the root",
        because: "this program and the other judges refuse it; RFC 5280, section 6.1.1(d), takes the anchor's \
            name and key alone, as Java does",
        judges: &[Judge::Java],
        differs: Differs::Ours("invalid-path"),
        made: |made| {
            made.has(|oddity| {
                matches!(oddity, Oddity::UnknownExtension { at, critical: true } if *at == made.root())
            })
        },
    },
    Class {
        name: "the root's own name constraints",
        because: "the contract: \"the anchor's name constraints bind\"; Java reads none from a root's \
            certificate, they are an argument of its TrustAnchor of their own",
        judges: &[Judge::Java],
        differs: Differs::Ours("invalid-path"),
        made: |made| {
            made.has(|oddity| {
                matches!(oddity, Oddity::NameConstraints { at, excludes, names_it, .. }
                    if *at == made.root() && excludes == names_it)
            })
        },
    },
    Class {
        name: "a root outside its validity above a chain that is not in order",
        because: "Java's validator, which takes the chain as presented, does not look at the root's dates; its \
            builder, asked where that fails, does; the contract: \"for the root a warning\"",
        judges: &[Judge::Java],
        differs: Differs::Theirs(&["unable to find valid certification path"]),
        made: |made| {
            made.has(|oddity| matches!(oddity, Oddity::Shuffled | Oddity::CrossSigned(..)))
                && has_root_outside_validity(made)
        },
    },
    Class {
        name: "another path than OpenSSL follows",
        because: "error 19 or 20: OpenSSL follows one issuer of a name and key, the cross-certificate or the \
            other, and where that leads to no listed root does not try the next; the contract: \"if any path \
            is valid and reaches a listed root\", as Java finds it",
        judges: &[Judge::OpenSsl],
        differs: Differs::Theirs(&["error 19", "error 20"]),
        made: |made| made.has(|oddity| matches!(oddity, Oddity::CrossSigned(..))),
    },
    Class {
        name: "a fault off the path",
        because: "as above: the certificate that OpenSSL follows and finds at fault (error 47 or 79) has a \
            cross-certificate beside it without that fault",
        judges: &[Judge::OpenSsl],
        differs: Differs::Theirs(&["error 47", "error 79"]),
        made: |made| {
            made.has(|oddity| match oddity {
                Oddity::NotACa(at)
                | Oddity::NoBasicConstraints(at)
                | Oddity::NoKeyCertSign(at)
                | Oddity::NameConstraints { at, .. } => {
                    made.has(|other| matches!(other, Oddity::CrossSigned(place, _) if place <= at))
                }
                _ => false,
            })
        },
    },
    Class {
        name: "a fault for pyca beside a cross-certificate",
        because: "as Ed25519 or a root outside its validity; pyca tells the fault of the last candidate alone, \
            here the cross-certificate, which leads nowhere",
        judges: &[Judge::Pyca],
        differs: Differs::Theirs(&["no interior errors"]),
        made: |made| {
            made.has(|oddity| matches!(oddity, Oddity::CrossSigned(_, Listed::Own)))
                && (made.keys.contains(&KeyKind::Ed25519) || has_root_outside_validity(made))
        },
    },
];

fn is_issuer_without_client_auth(oddity: &Oddity) -> bool {
    matches!(
        oddity,
        Oddity::Purposes(1.., Purposes::Server | Purposes::Any)
    )
}

fn has_root_outside_validity(made: &Made) -> bool {
    let root = made.root();
    made.has(
        |oddity| matches!(oddity, Oddity::Expired(at) | Oddity::NotYetValid(at) if *at == root),
    )
}

fn has_root_that_is_no_ca(made: &Made) -> bool {
    let root = made.root();
    made.has(|oddity| {
        matches!(oddity, Oddity::NotACa(at) | Oddity::NoBasicConstraints(at)
            | Oddity::NoKeyCertSign(at) if *at == root)
    })
}

fn has_root_with_path_length(made: &Made) -> bool {
    made.has(|oddity| {
        matches!(oddity, Oddity::PathLength(at, length)
            if *at == made.root() && usize::from(*length) + 1 < made.root())
    })
}

impl Class {
    /// The class of a difference, as an index; where this program refuses by several rules each must
    /// be of one, and the first counts.
    pub fn of(seen: &Seen<'_>) -> Option<usize> {
        let found = |differs: &dyn Fn(&Differs) -> bool| {
            CLASSES.iter().position(|class| {
                class.judges.contains(&seen.judge)
                    && differs(&class.differs)
                    && (class.made)(seen.made)
            })
        };
        match (seen.ours.answer()?, seen.second) {
            // Nothing is drawn that is left undecided.
            (Answer::Undecided, _) => None,
            (_, SecondVerdict::Refuses(words)) => found(
                &|differs| matches!(differs, Differs::Theirs(theirs) if theirs.iter().any(|theirs| words.contains(theirs))),
            ),
            (_, SecondVerdict::Accepts) => {
                let rules = seen.ours.errors();
                let classes = rules.iter().map(|rule| {
                    found(&|differs| match differs {
                        Differs::Ours(ours) => ours == rule,
                        Differs::Theirs(_) => false,
                    })
                });
                classes.collect::<Option<Vec<_>>>()?.into_iter().min()
            }
        }
    }
}

impl fmt::Display for Seen<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = match self.second {
            SecondVerdict::Accepts => "accepts",
            SecondVerdict::Refuses(words) => words,
        };
        let (judge, ours, made) = (self.judge, self.ours, &self.made.oddities);
        write!(
            formatter,
            "{judge:?}: {second}; {ours}; {made:?} of {}",
            self.made.root()
        )
    }
}
