//! What Java's validator and its TLS say.
//!
//! Each text stands in the classes of JDK 17 that the entry names.

use super::Symptom;

/// What holds for all: whose certificate is meant depends on who speaks.
const JAVA: Symptom = Symptom {
    by: "Java",
    unseen: "who printed it: in the log of your own client it is about the server's certificate, and the client's trust store is at fault; where it came from the server, or from a Java program that was given your chain, it is about the client certificate",
    ..Symptom::BLANK
};

pub(super) const SYMPTOMS: &[Symptom] = &[
    Symptom {
        texts: &[
            "unable to find valid certification path to requested target",
            "PKIX path building failed",
        ],
        meaning: "No path leads from the certificate to a trusted root: an issuer is missing, or the root is not trusted. Where Java builds the path itself, it says no more than this of a certificate that is expired or does not validate.",
        rules: &[
            "incomplete-chain",
            "untrusted-root",
            "expired-certificate",
            "not-yet-valid-certificate",
            "invalid-path",
        ],
        command: "sfmtls check --instance HOST client.pem",
        source: "JDK 17, sun.security.provider.certpath.SunCertPathBuilder and sun.security.validator.PKIXValidator",
        ..JAVA
    },
    Symptom {
        texts: &[
            "PKIX path validation failed … subject/issuer name chaining check failed",
            "subject/issuer name chaining check failed",
        ],
        meaning: "Two neighbours in the chain do not belong together: an intermediate is missing, wrong or out of order.",
        rules: &[
            "unordered-chain",
            "incomplete-chain",
            "superfluous-certificate",
        ],
        command: "sfmtls check --for upload --for handshake client.pem",
        source: "JDK 17, sun.security.provider.certpath.BasicChecker",
        ..JAVA
    },
    Symptom {
        texts: &["Path does not chain with any of the trust anchors"],
        meaning: "The chain is whole as it was sent, and its last certificate was issued by no trusted root.",
        rules: &["untrusted-root", "incomplete-chain"],
        command: "sfmtls check --instance HOST client.pem",
        source: "JDK 17, sun.security.provider.certpath.PKIXCertPathValidator",
        ..JAVA
    },
    Symptom {
        texts: &[
            "validity check failed",
            "CertificateExpiredException",
            "CertificateNotYetValidException",
        ],
        meaning: "A certificate of the chain has expired or is not valid yet. Java looks at every certificate but the root.",
        rules: &["expired-certificate", "not-yet-valid-certificate"],
        command: "sfmtls check client.pem",
        source: "JDK 17, sun.security.provider.certpath.BasicChecker, java.security.cert",
        ..JAVA
    },
    Symptom {
        texts: &["Extended key usage does not permit use for TLS client authentication"],
        by: "a Java server, of the client's certificate",
        meaning: "The end entity's extended key usage has neither clientAuth nor anyExtendedKeyUsage.",
        rules: &["missing-client-auth", "mixed-key-purposes"],
        command: "sfmtls check client.pem",
        unseen: "nothing: the certificate shows it",
        source: "JDK 17, sun.security.validator.EndEntityChecker",
        ..JAVA
    },
    Symptom {
        texts: &["Extended key usage does not permit use for TLS server authentication"],
        by: "a Java client, of the server's certificate",
        meaning: "The server's certificate lacks serverAuth. It is not about the client certificate, unless a client certificate was installed on a server.",
        command: "sfmtls check --for renewal --server-cert server.pem client.pem",
        unseen: "which certificate the server presents",
        source: "JDK 17, sun.security.validator.EndEntityChecker",
        ..JAVA
    },
    Symptom {
        texts: &["KeyUsage does not allow digital signatures"],
        meaning: "The end entity has a key usage extension without digitalSignature, which a TLS client needs.",
        rules: &["missing-digital-signature"],
        command: "sfmtls check client.pem",
        source: "JDK 17, sun.security.validator.EndEntityChecker",
        ..JAVA
    },
    Symptom {
        texts: &["signature check failed", "Signature does not match"],
        meaning: "A certificate's signature does not verify with its issuer's key: it was changed, or an issuer of the same name with another key stands in the chain.",
        rules: &["invalid-path", "untrusted-root"],
        command: "sfmtls check client.pem",
        source: "JDK 17, sun.security.provider.certpath.BasicChecker, sun.security.x509.X509CertImpl",
        ..JAVA
    },
    Symptom {
        texts: &[
            "basic constraints check failed",
            "this is not a CA certificate",
            "pathLenConstraint violated",
            "CA key usage check failed",
            "name constraints check failed",
        ],
        meaning: "An issuer of the chain may not issue this certificate: it is no CA, has too many CAs below it, may not sign certificates, or is bound to other names.",
        rules: &["invalid-path", "unsupported-path"],
        command: "sfmtls check client.pem",
        source: "JDK 17, sun.security.provider.certpath.ConstraintsChecker and KeyChecker",
        ..JAVA
    },
    Symptom {
        texts: &["unrecognized critical extension(s)"],
        meaning: "A certificate has a critical extension that Java does not process, and so must refuse (RFC 5280, section 4.2).",
        rules: &["invalid-path", "unsupported-path"],
        command: "sfmtls check client.pem",
        source: "JDK 17, sun.security.provider.certpath.PKIXMasterCertPathValidator",
        ..JAVA
    },
    Symptom {
        texts: &["Algorithm constraints check failed"],
        meaning: "A signature algorithm or a key is disabled by jdk.certpath.disabledAlgorithms: MD5, SHA-1, or an RSA key that is too short.",
        rules: &["weak-signature", "weak-key"],
        command: "sfmtls check client.pem",
        source: "JDK 17, sun.security.util.DisabledAlgorithmConstraints",
        ..JAVA
    },
    Symptom {
        texts: &["Certificate has been revoked"],
        meaning: "The certificate is on its issuer's revocation list; Java adds reason and date.",
        rules: &["revoked-certificate"],
        command: "sfmtls check --crl ca.crl client.pem",
        source: "JDK 17, java.security.cert.CertificateRevokedException",
        ..JAVA
    },
    Symptom {
        texts: &[
            "Could not determine revocation status",
            "Unable to determine revocation status due to network error",
        ],
        meaning: "The program was to ask for revocation and got no answer from list or responder.",
        rules: &["revoked-certificate"],
        command: "sfmtls check --crl ca.crl client.pem",
        source: "JDK 17, sun.security.provider.certpath.RevocationChecker",
        ..JAVA
    },
    Symptom {
        texts: &["Empty client certificate chain"],
        by: "a Java server",
        meaning: "The server insists on a client certificate, and the client sent none.",
        rules: &["key-mismatch"],
        command: "sfmtls check --key client.key client.pem",
        unseen: "why the client sent none: no key store, no key in it, or no certificate that suits the names that the server asked for",
        source: "JDK 17, sun.security.ssl.CertificateMessage",
        ..JAVA
    },
    Symptom {
        texts: &["the trustAnchors parameter must be non-empty"],
        meaning: "The program's trust store is empty or was not found. No certificate is at fault.",
        command: "sfmtls explain set-up",
        unseen: "the program's trust store (javax.net.ssl.trustStore)",
        source: "JDK 17, java.security.cert.PKIXParameters",
        ..JAVA
    },
    Symptom {
        texts: &["PKIX path validation failed"],
        meaning: "The chain does not validate; the words after it say why.",
        rules: &["invalid-path", "expired-certificate", "unordered-chain"],
        command: "sfmtls check --verbose client.pem",
        source: "JDK 17, sun.security.validator.PKIXValidator",
        is_general: true,
        ..JAVA
    },
];
