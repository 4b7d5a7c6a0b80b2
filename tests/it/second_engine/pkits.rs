//! The path validation cases of NIST's Public Key Interoperability Test Suite.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use sfmtls::path::PathStatus;
use sfmtls::report::Judged;

use crate::support::differences::{Explained, check, print_table};
use crate::support::in_process::{NOW, judge, list};
use crate::support::program::root;

/// A case: its name, whether the path is valid, and the path.
struct Case {
    name: String,
    is_valid: bool,
    chain: String,
}

#[test]
fn the_paths_of_pkits_are_judged_as_nist_says() {
    let certificates = certificates();
    let cases = cases(&certificates);
    assert_eq!(cases.len(), 148);
    let trust = list(certificates["TrustAnchorRootCertificate"].as_bytes()).unwrap();
    let judged: Vec<_> = cases
        .iter()
        .map(|case| (case, judge(case.chain.as_bytes(), &trust, NOW).unwrap()))
        .collect();
    print_table(
        "PKITS",
        "NIST",
        judged.iter().map(|(case, judged)| {
            let engine = judged
                .path
                .judged_by
                .map_or("neither", |engine| engine.as_str());
            let expected = if case.is_valid { "valid" } else { "invalid" };
            (expected, format!("{} by {engine}", judged.status.as_str()))
        }),
    );
    let found: BTreeMap<_, _> = judged
        .iter()
        .filter(|(case, judged)| !agree(case, judged))
        .map(|(case, judged)| (case.name.as_str(), judged.status.as_str().to_owned()))
        .collect();
    check(&found, EXPLAINED);
}

/// Whether both find the path valid, or both find fault, dates included.
fn agree(case: &Case, judged: &Judged) -> bool {
    match judged.status {
        PathStatus::Trusted => case.is_valid,
        PathStatus::Invalid | PathStatus::Incomplete | PathStatus::OutsideValidity => {
            !case.is_valid
        }
        _ => false,
    }
}

/// Every certificate's PEM by its name.
fn certificates() -> HashMap<String, String> {
    let text = fs::read_to_string(root().join("fixtures/pkits/certificates.pem")).unwrap();
    let (_, blocks) = text.split_once("\n\n").unwrap();
    blocks
        .split("\n\n")
        .map(|block| block.split_once('\n').unwrap())
        .map(|(name, pem)| (name.to_owned(), format!("{}\n", pem.trim_end())))
        .collect()
}

fn cases(certificates: &HashMap<String, String>) -> Vec<Case> {
    let text = fs::read_to_string(root().join("fixtures/pkits/cases.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let fields: Vec<_> = line.split('\t').collect();
            let path = fields[2].split(' ').map(|name| certificates[name].as_str());
            Case {
                name: fields[0].to_owned(),
                is_valid: fields[1] == "yes",
                chain: path.collect(),
            }
        })
        .collect()
}

/// Each case that is judged otherwise.
const EXPLAINED: &[Explained] = &[
    Explained {
        because: "the contract, unsupported-path: \"a key or signature algorithm it lacks\"; DSA is no \
                  algorithm of TLS 1.3, and Chrome, Go and webpki lack it",
        verdict: "unsupported",
        cases: &[
            "4.1.4 Valid DSA Signatures Test4",
            "4.1.5 Valid DSA Parameter Inheritance Test5",
            "4.1.6 Invalid DSA Signature Test6",
        ],
    },
    Explained {
        because: "a certificate of it is revoked, or the list's issuer may not sign lists: revocation is \
                  judged by a rule of its own",
        verdict: "trusted",
        cases: &[
            "4.5.2 Invalid Basic Self-Issued Old With New Test2",
            "4.5.5 Invalid Basic Self-Issued New With Old Test5",
            "4.5.7 Invalid Basic Self-Issued CRL Signing Key Test7",
            "4.7.4 Invalid keyUsage Critical cRLSign False Test4",
            "4.7.5 Invalid keyUsage Not Critical cRLSign False Test5",
        ],
    },
    Explained {
        because: "its last certificate is a CA's; the contract, section 4: \"a CA as end entity is invalid\"",
        verdict: "invalid",
        cases: &[
            "4.6.14 Valid pathLenConstraint Test14",
            "4.6.8 Valid pathLenConstraint Test8",
            "4.8.6 Overlapping Policies Test6 (Subpart 1)",
        ],
    },
];
