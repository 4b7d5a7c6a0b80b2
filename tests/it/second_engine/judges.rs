//! The fixtures of `invalid-path` and `unsupported-path` before second judges: `openssl verify
//! -policy_check` and Java's PKIX.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sfmtls::path::{Engine, PathStatus};
use sfmtls::report::Judged;

use crate::cases::preamble;
use crate::judges::{SecondVerdict, java, openssl};
use crate::support::differences::{Explained, check, print_table};
use crate::support::in_process::{judge, list};
use crate::support::program::root;
use crate::support::shared::{Case, leave_out};

#[test]
fn openssl_agrees_about_the_fixtures_of_paths_or_the_difference_is_explained() {
    compare("OpenSSL 3", openssl::judge, OPENSSL);
}

#[test]
fn java_agrees_about_the_fixtures_of_paths_or_the_difference_is_explained() {
    compare("JDK 17", java::judge, JAVA);
}

fn compare(
    program: &str,
    judge: impl Fn(&[&Case]) -> Option<Vec<SecondVerdict>>,
    explained: &[Explained],
) {
    let judged = judged();
    let cases: Vec<_> = judged.iter().map(|(case, _)| case).collect();
    let Some(seconds) = judge(&cases) else {
        leave_out(&format!("there is no {program}"));
        return;
    };
    let both = || judged.iter().zip(&seconds);
    print_table(
        "fixtures of paths",
        program,
        both().map(|((_, ours), second)| {
            let engine = ours.path.judged_by.map_or("neither", Engine::as_str);
            let theirs = match second {
                SecondVerdict::Accepts => "accepts",
                SecondVerdict::Refuses(_) => "refuses",
            };
            (theirs, format!("{} by {engine}", ours.status.as_str()))
        }),
    );
    let found: BTreeMap<_, _> = both()
        .filter_map(|((case, ours), second)| Some((case.name.as_str(), difference(ours, second)?)))
        .collect();
    check(&found, explained);
}

/// Each fixture whose roots are a PEM file, as the in-process judge sees it.
fn judged() -> Vec<(Case, Judged)> {
    let fixtures = root().join("fixtures");
    let all = preamble::all(&fixtures).unwrap().into_iter();
    let of_paths = all.filter(|case| {
        let is_of = |folder| case.path.starts_with(folder);
        is_of("invalid-path") || is_of("unsupported-path")
    });
    of_paths
        .filter(|case| case.chain.is_none())
        .filter_map(|case| {
            let trust = case.trust.filter(|trust| has_extension(trust, "pem"))?;
            let (chain, roots) = (fixtures.join(&case.file), fixtures.join(trust));
            let list = list(&fs::read(&roots).unwrap()).unwrap();
            let judged = judge(&fs::read(&chain).unwrap(), &list, &case.now).unwrap();
            let at = format!("{}T00:00:00Z", case.now);
            let name = case.path.display().to_string();
            Some((Case::of_files(name, chain, roots, &at), judged))
        })
        .collect()
}

fn has_extension(file: &str, extension: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|it| it == extension)
}

fn difference(ours: &Judged, second: &SecondVerdict) -> Option<String> {
    let ours = ours.status;
    match (ours == PathStatus::Trusted, second) {
        (true, SecondVerdict::Accepts) | (false, SecondVerdict::Refuses(_)) => None,
        (true, SecondVerdict::Refuses(why)) => Some(format!("refuses ({why})")),
        (false, SecondVerdict::Accepts) => Some(format!("accepts; {}", ours.as_str())),
    }
}

const ALGORITHM: &str = "the contract, unsupported-path: \"a key or signature algorithm it lacks\"";

const WILDCARD: &str = "RFC 5280, section 4.2.1.6, does not address wildcards; webpki takes one for every name that it \
    may stand for, Java and OpenSSL read it as it stands; the finding says so";

/// Where OpenSSL 3.0 differs.
const OPENSSL: &[Explained] = &[
    Explained {
        because: ALGORITHM,
        verdict: "accepts; unsupported",
        cases: &[
            "unsupported-path/dsa-signature.pem",
            "unsupported-path/ed448-signature.pem",
            "unsupported-path/for-upload.pem",
            "unsupported-path/secp256k1-signature.pem",
        ],
    },
    Explained {
        because: WILDCARD,
        verdict: "accepts; invalid",
        cases: &["invalid-path/dns-wildcard-excluded.pem"],
    },
    Explained {
        because: "RFC 5280, section 4.2.1.4: software \"MUST be able to interpret this extension (including the \
                  optional qualifier), or MUST reject the certificate\"; OpenSSL does not look",
        verdict: "accepts; invalid",
        cases: &["invalid-path/policy-qualifier-unknown.pem"],
    },
    Explained {
        because: "error 20, no issuer: OpenSSL compares UTF-8 with ASCII letters alone folded; RFC 5280, section \
                  7.1, demands the preparation of RFC 4518",
        verdict: "refuses (error 20)",
        cases: &[
            "unsupported-path/name-composed.pem",
            "unsupported-path/name-full-width.pem",
            "unsupported-path/name-sharp-s.pem",
        ],
    },
    Explained {
        because: "error 7: OpenSSL tries the first root of a name alone; the contract: \"try every path\"",
        verdict: "refuses (error 7)",
        cases: &["invalid-path/two-listed-namesakes.pem"],
    },
];

/// Where Java 17 differs.
const JAVA: &[Explained] = &[
    Explained {
        because: ALGORITHM,
        verdict: "accepts; unsupported",
        cases: &[
            "unsupported-path/dsa-signature.pem",
            "unsupported-path/ed448-signature.pem",
            "unsupported-path/for-upload.pem",
        ],
    },
    Explained {
        because: "the contract, section 4: \"the anchor's name constraints bind\"; Java reads none from a root, and \
                  the finding says so",
        verdict: "accepts; invalid",
        cases: &[
            "invalid-path/directory-not-permitted-by-the-root.pem",
            "invalid-path/dns-not-permitted-by-the-root.pem",
        ],
    },
    Explained {
        because: WILDCARD,
        verdict: "accepts; invalid",
        cases: &["invalid-path/dns-wildcard-excluded.pem"],
    },
    Explained {
        because: "RFC 5280, sections 7.1 and 7.3; Java folds PrintableString and UTF8String alone; the verdict of \
                  unsupported-path says so",
        verdict: "refuses (unable to find valid certification path to requested target)",
        cases: &[
            "unsupported-path/name-bmp-string.pem",
            "unsupported-path/name-domain-component.pem",
        ],
    },
    Explained {
        because: "PKIXParameters.setPolicyQualifiersRejected is true by default; RFC 5280, section 4.2.1.4, allows \
                  qualifiers that can be interpreted; the verdict of unsupported-path says so",
        verdict: "refuses (unable to find valid certification path to requested target)",
        cases: &["unsupported-path/policy-qualifier.pem"],
    },
];
