//! TLS alerts: how one end tells the other why it ends the handshake.
//!
//! Java writes `Received fatal alert: bad_certificate`, OpenSSL 3.0 `sslv3 alert bad certificate`,
//! later versions `ssl/tls alert bad certificate`, curl repeats OpenSSL: they differ in punctuation
//! and in the words before, which do not count.

use super::{Step, Symptom};

/// What an alert that came in has in common.
const RECEIVED: Symptom = Symptom {
    by: "the client, of what the server sent: Java, OpenSSL, curl and what is built on them",
    unseen: "which alert port 8443 sends for which fault is not documented: the same fault may come as another alert, or as an HTTP answer",
    source: "RFC 8446, section 6.2; JDK 17, sun.security.ssl.Alert and CertificateMessage; OpenSSL 3.0's error strings",
    ..Symptom::BLANK
};

pub(super) const SYMPTOMS: &[Symptom] = &[
    Symptom {
        texts: &[
            "alert: bad_certificate",
            "tls: bad certificate",
            "alert number 42",
        ],
        meaning: "The server refused the client's certificate: it is corrupt or a signature does not verify; from Java's servers also where it is not valid yet or, with TLS 1.2, where none came.",
        rules: &["invalid-path", "not-yet-valid-certificate", "key-mismatch"],
        command: "sfmtls check --instance HOST --key client.key client.pem",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: certificate_unknown",
            "tls: unknown certificate",
            "alert number 46",
        ],
        meaning: "The server could not accept the client's certificate, for a reason that no other alert names. Java's servers send it where they can build no path.",
        rules: &["incomplete-chain", "untrusted-root", "missing-client-auth"],
        command: "sfmtls check --instance HOST --verbose client.pem",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: unknown_ca",
            "tls: unknown certificate authority",
            "alert number 48",
        ],
        meaning: "The server found no path from the client's certificate to a root that it trusts: an issuer was not sent, or the root is not on its list.",
        rules: &["incomplete-chain", "untrusted-root", "unordered-chain"],
        command: "sfmtls check --instance HOST client.pem",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: certificate_expired",
            "tls: expired certificate",
            "alert number 45",
        ],
        meaning: "A certificate that the client sent has expired, or is not valid yet.",
        rules: &["expired-certificate", "not-yet-valid-certificate"],
        command: "sfmtls check client.pem",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: certificate_revoked",
            "tls: revoked certificate",
            "alert number 44",
        ],
        meaning: "A certificate that the client sent was revoked by its issuer.",
        rules: &["revoked-certificate"],
        command: "sfmtls check --crl ca.crl client.pem",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: unsupported_certificate",
            "tls: unsupported certificate",
            "alert number 43",
        ],
        meaning: "The certificate is of a type that the server does not take: not for client authentication, a kind of key that it does not know, or, from Java's servers, an algorithm that they disable.",
        rules: &[
            "missing-client-auth",
            "missing-digital-signature",
            "weak-signature",
            "undocumented-key-type",
        ],
        command: "sfmtls check client.pem",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: certificate_required",
            "tls: certificate required",
            "alert number 116",
        ],
        meaning: "The server insists on a client certificate, and none came (TLS 1.3). Of port 8443 it is known (2018) that it completes TLS and answers by HTTP instead.",
        rules: &["key-mismatch"],
        set_up: &[Step::Port],
        command: "sfmtls check --key client.key client.pem",
        unseen: "whether the client was given certificate and key, and whether it chose to send them",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: handshake_failure",
            "tls: handshake failure",
            "alert number 40",
        ],
        meaning: "The two ends found no common ground. With TLS 1.2 many servers also say so where a client certificate is demanded and none came.",
        rules: &["missing-client-auth", "key-mismatch"],
        set_up: &[Step::Port],
        command: "sfmtls check --instance HOST --key client.key client.pem",
        unseen: "which versions and cipher suites the client offers, and whether it sends a certificate",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: access_denied",
            "tls: access denied",
            "alert number 49",
        ],
        meaning: "The certificate is valid, and the server's access control refuses it.",
        rules: &["not-uploaded"],
        set_up: &[Step::Upload, Step::User],
        command: "sfmtls check --uploaded uploaded.pem client.pem",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: decrypt_error",
            "tls: error decrypting message",
            "alert number 51",
        ],
        meaning: "A signature of the handshake did not verify: the client signed with a key that is not the certificate's.",
        rules: &["key-mismatch"],
        command: "sfmtls check --key client.key client.pem",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "alert: protocol_version",
            "tls: protocol version not supported",
            "alert number 70",
        ],
        meaning: "The client offers no version of TLS that the server takes. No certificate is at fault.",
        command: "sfmtls explain set-up",
        unseen: "which versions of TLS the client offers",
        ..RECEIVED
    },
    Symptom {
        texts: &[
            "connection reset by peer",
            "ECONNRESET",
            "SSL_ERROR_SYSCALL",
            "Remote host terminated the handshake",
            "unexpected eof while reading",
        ],
        by: "the client, of a connection that ended without a word: Java, Node, curl, OpenSSL",
        meaning: "The server, or something between, ended the connection and gave no reason. A Java server that demands a client certificate refuses it so.",
        rules: &["incomplete-chain", "untrusted-root", "missing-client-auth"],
        set_up: &[Step::Port],
        command: "sfmtls probe HOST --certificate client.pem --key client.key",
        unseen: "who ended the connection: a firewall or a proxy does it, too",
        source: "JDK 17, sun.security.ssl.SSLSocketInputRecord; OpenSSL 3.0's error strings; docs/agreement-probe.md",
        is_general: true,
    },
];
