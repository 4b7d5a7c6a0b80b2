//! Where the servers differ, each time by the text of the rule that differs from them.

use sfmtls::rules::RULES;

use super::servers::SERVERS;
use crate::support::differences::Explained;

const ABSENT: &str = "`absent-extended-key-usage`: \"RFC 5280 lets a certificate without the extension serve every \
    purpose, and Java, OpenSSL, Go and webpki accept it; whether Salesforce does is not documented\".";

const CA: &str = "`ca-as-end-entity`: \"A CA certificate signs certificates; it does not stand for a client. webpki \
    refuses one as an end entity\"; \"Java's validator and OpenSSL would accept a CA certificate here; do not rely on \
    it\".";

const EXPIRED_ROOT: &str = "`expired-certificate`: \"Of an expired root, RFC 5280 and Java take no notice while OpenSSL \
    refuses it: a warning\".";

const ISSUER: &str = "`issuer-forbids-client-auth`: \"An extended key usage in an issuer limits what may be issued \
    below it, by the practice of OpenSSL, Go and webpki, which refuse such a path for a client\"; \"Java's validator \
    looks at the end entity alone\".";

const UNDECIDED: &str = "`unsupported-path`: \"What cannot be judged is not guessed\"; \"critical extensions that RFC \
    5280 demands not to be critical\" are such; OpenSSL and Java refuse them ([Paths](paths.md)).";

const ANY: &str = "`any-extended-key-usage`: \"RFC 5280 lets a verifier refuse anyExtendedKeyUsage where it needs a \
    particular purpose: OpenSSL and webpki do, Java and Go accept it\".";

const WEAK_KEY: &str = "`weak-key`: \"OpenSSL refuses them from security level 2 on, Java 17 only below 1024 bits \
    unless configured otherwise\".";

const SHA1: &str = "`weak-signature`: \"webpki refuses both, OpenSSL from security level 1 on. Java 17 refuses MD5, and \
    SHA-1 only in server certificates below the roots that come with it\".";

// What every server says alike.
const WITHOUT_PURPOSES: Explained = Explained {
    because: ABSENT,
    verdict: "accepts; fail: absent-extended-key-usage",
    cases: &["no extended key usage"],
};
const OF_A_CA: Explained = Explained {
    because: CA,
    verdict: "accepts; fail: ca-as-end-entity",
    cases: &["a CA's certificate"],
};
const CRITICAL_ACCESS: Explained = Explained {
    because: UNDECIDED,
    verdict: "refuses; unknown: unsupported-path",
    cases: &["critical authority information access"],
};

/// Where `openssl s_server` and nginx do, which both ask OpenSSL 3.
pub const OPENSSL: &[Explained] = &[
    WITHOUT_PURPOSES,
    OF_A_CA,
    CRITICAL_ACCESS,
    Explained {
        because: EXPIRED_ROOT,
        verdict: "refuses; warn: expired-certificate",
        cases: &["an expired root"],
    },
    Explained {
        because: ISSUER,
        verdict: "refuses; warn: issuer-forbids-client-auth",
        cases: &["an issuer with serverAuth alone"],
    },
];

/// Where Java 17 does.
pub const JAVA: &[Explained] = &[
    WITHOUT_PURPOSES,
    OF_A_CA,
    CRITICAL_ACCESS,
    Explained {
        because: ANY,
        verdict: "accepts; fail: any-extended-key-usage",
        cases: &["anyExtendedKeyUsage"],
    },
    Explained {
        because: WEAK_KEY,
        verdict: "accepts; fail: weak-key",
        cases: &["RSA 1024"],
    },
    Explained {
        because: SHA1,
        verdict: "accepts; fail: weak-signature",
        cases: &["signed with SHA-1"],
    },
];

/// Every reason, once.
pub fn reasons() -> Vec<&'static str> {
    let mut reasons = Vec::new();
    for group in SERVERS.iter().flat_map(|server| server.explained) {
        if !reasons.contains(&group.because) {
            reasons.push(group.because);
        }
    }
    reasons
}

#[test]
fn each_reason_quotes_the_page_of_the_rule_that_differs() {
    for group in SERVERS.iter().flat_map(|server| server.explained) {
        let (_, id) = group.verdict.rsplit_once(": ").unwrap();
        assert!(
            group.because.starts_with(&format!("`{id}`: \"")),
            "{}",
            group.because
        );
        let rule = RULES.iter().find(|rule| rule.id == id).unwrap();
        let page = rule.explanation();
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for quote in group.because.split('"').skip(1).step_by(2) {
            assert!(page.contains(quote), "{id} does not say: {quote}");
        }
    }
}
