//! What OpenSSL says of certificates and keys, itself and in what is built on it.
//!
//! Verification errors are the strings of `X509_verify_cert_error_string` of OpenSSL 3.0; where
//! another version has other words, both stand here (`self signed` and `self-signed` are the same).

use super::Symptom;

/// Errors of verification.
const VERIFICATION: Symptom = Symptom {
    by: "OpenSSL, and what is built on it: curl, Python, Node.js, Ruby, PHP",
    unseen: "who printed it: a client says it of the server's certificate; of your chain it speaks in `openssl verify`, in a server's log, or in an answer",
    source: "OpenSSL 3.0, X509_STORE_CTX_get_error(3)",
    ..Symptom::BLANK
};

pub(super) const SYMPTOMS: &[Symptom] = &[
    Symptom {
        texts: &[
            "unable to get local issuer certificate",
            "unable to get issuer certificate",
            "unable to verify the first certificate",
        ],
        meaning: "The issuer of a certificate is not to be had: an intermediate was not sent, or the root is not among the trusted ones.",
        rules: &["incomplete-chain", "untrusted-root"],
        command: "sfmtls check --instance HOST client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &["self-signed certificate in certificate chain"],
        meaning: "The chain is whole up to its root, and that root is not trusted: a private CA, or a proxy that inspects TLS.",
        rules: &["untrusted-root", "root-in-upload"],
        command: "sfmtls check --instance HOST client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &["self-signed certificate"],
        meaning: "The certificate is its own issuer, and is not trusted.",
        rules: &["self-signed-certificate"],
        command: "sfmtls check client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &["certificate has expired"],
        meaning: "A certificate's last day has passed; OpenSSL asks it of the root, too.",
        rules: &["expired-certificate"],
        command: "sfmtls check client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &["certificate is not yet valid"],
        meaning: "A certificate's first day is still to come, or a clock is wrong.",
        rules: &["not-yet-valid-certificate"],
        command: "sfmtls check client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &[
            "unsupported certificate purpose",
            "unsuitable certificate purpose",
        ],
        meaning: "A certificate of the chain is not for this use: an extended key usage without clientAuth, in the end entity or in an issuer, or a key usage without digitalSignature.",
        rules: &[
            "missing-client-auth",
            "issuer-forbids-client-auth",
            "missing-digital-signature",
        ],
        command: "sfmtls check client.pem",
        source: "OpenSSL 1.1 and 3.0, X509_STORE_CTX_get_error(3)",
        ..VERIFICATION
    },
    Symptom {
        texts: &[
            "invalid CA certificate",
            "path length constraint exceeded",
            "permitted subtree violation",
            "excluded subtree violation",
        ],
        meaning: "An issuer of the chain may not issue this certificate: it is no CA, has too many CAs below it, or is bound to other names.",
        rules: &["invalid-path", "unsupported-path"],
        command: "sfmtls check client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &["certificate signature failure"],
        meaning: "A certificate's signature does not verify with its issuer's key.",
        rules: &["invalid-path"],
        command: "sfmtls check client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &["unhandled critical extension"],
        meaning: "A certificate has a critical extension that OpenSSL does not process, and so must refuse.",
        rules: &["invalid-path", "unsupported-path"],
        command: "sfmtls check client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &["certificate revoked"],
        meaning: "The certificate is on its issuer's revocation list.",
        rules: &["revoked-certificate"],
        command: "sfmtls check --crl ca.crl client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &["unable to get certificate CRL", "CRL has expired"],
        meaning: "The program was to look at revocation lists and has none, or an old one.",
        rules: &["revoked-certificate"],
        command: "sfmtls check --crl ca.crl client.pem",
        ..VERIFICATION
    },
    Symptom {
        texts: &[
            "certificate key too weak",
            "signature digest algorithm too weak",
            "ee key too small",
            "ca key too small",
            "ca md too weak",
        ],
        meaning: "A key is too short, or a signature is by MD5 or SHA-1, for the security level that OpenSSL was given.",
        rules: &["weak-key", "weak-signature"],
        command: "sfmtls check client.pem",
        source: "OpenSSL 3.0, X509_STORE_CTX_get_error(3) and SSL_CTX_set_security_level(3)",
        ..VERIFICATION
    },
    Symptom {
        texts: &[
            "key values mismatch",
            "Private key does not match the certificate public key",
        ],
        by: "OpenSSL, and curl",
        meaning: "The private key is not the one of the certificate.",
        rules: &["key-mismatch"],
        command: "sfmtls check --key client.key client.pem",
        unseen: "nothing: the files show it",
        source: "OpenSSL 3.0, X509_check_private_key(3)",
        ..VERIFICATION
    },
    Symptom {
        texts: &["No client certificate CA names sent"],
        by: "openssl s_client",
        meaning: "The server names no CAs when it asks for a certificate. That is as it should be at port 8443, whose list of names is empty: it says nothing about what is trusted. Some TLS libraries pick no certificate then and must be told which.",
        command: "sfmtls check --instance HOST client.pem",
        unseen: "which certificate your client picks",
        source: "Salesforce Knowledge 000383575; openssl-s_client(1)",
        ..VERIFICATION
    },
    Symptom {
        texts: &[
            "no start line",
            "Could not read certificate from",
            "Unable to load certificate",
            "bad end line",
        ],
        by: "OpenSSL",
        meaning: "The file is not PEM, or its first or last line is damaged: DER, PKCS#7 and key stores have none.",
        rules: &["not-pem"],
        command: "sfmtls bundle -o upload.pem client.p7b",
        unseen: "nothing: the file shows it",
        source: "OpenSSL 3.0's own words (openssl x509, openssl s_client)",
        ..VERIFICATION
    },
    Symptom {
        texts: &["peer did not return a certificate"],
        by: "OpenSSL, as a server",
        meaning: "The server insists on a client certificate, and the client sent none.",
        rules: &["key-mismatch"],
        command: "sfmtls check --key client.key client.pem",
        unseen: "why the client sent none",
        source: "OpenSSL 3.0's error strings",
        ..VERIFICATION
    },
    Symptom {
        texts: &["certificate verify failed"],
        meaning: "A chain does not verify; the words after it say why.",
        rules: &["incomplete-chain", "untrusted-root", "expired-certificate"],
        command: "sfmtls check --instance HOST client.pem",
        source: "OpenSSL 3.0's error strings",
        is_general: true,
        ..VERIFICATION
    },
];
