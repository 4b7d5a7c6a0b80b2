//! What curl says, with the number that it ends with.
//!
//! The texts are those of curl 7.88.1 with OpenSSL 3.0, run against `openssl s_server`.

use super::{Step, Symptom};

const CURL: Symptom = Symptom {
    by: "curl",
    source: "curl(1), exit codes; curl 7.88.1's own words",
    ..Symptom::BLANK
};

pub(super) const SYMPTOMS: &[Symptom] = &[
    Symptom {
        texts: &[
            "curl: (58) unable to set private key file",
            "unable to set private key file",
        ],
        meaning: "curl could not use the key: it is not the certificate's, its password is wrong or missing, or the file given by --key, or by -E without --key, holds none.",
        rules: &["key-mismatch"],
        command: "sfmtls check --key client.key client.pem",
        unseen: "nothing: the files show it",
        ..CURL
    },
    Symptom {
        texts: &[
            "could not load PEM client certificate",
            "no key found, wrong pass phrase, or wrong file format",
        ],
        meaning: "curl could not read the file given by -E as PEM: it is not there, or it is DER, PKCS#7, PKCS#12 or a key store.",
        rules: &["not-pem"],
        command: "sfmtls bundle -o upload.pem client.p12",
        unseen: "where curl looked for the file",
        ..CURL
    },
    Symptom {
        texts: &[
            "could not parse PKCS12 file, check password",
            "could not open PKCS12 file",
        ],
        meaning: "The key store's password is wrong, or the file is no PKCS#12 store.",
        command: "sfmtls check --password-file password.txt client.p12",
        unseen: "the password",
        ..CURL
    },
    Symptom {
        texts: &[
            "curl: (60) SSL certificate problem: unable to get local issuer certificate",
            "curl: (60) SSL certificate problem",
            "curl: (60)",
            "curl failed to verify the legitimacy of the server",
        ],
        meaning: "curl does not trust the server's certificate. This is not about the client certificate: its roots (--cacert) lack the server's, or a proxy that inspects TLS stands between.",
        command: "sfmtls check --instance HOST --ca-file proxy-roots.pem client.pem",
        unseen: "which roots curl has, and whose certificate it was shown: `openssl s_client -connect HOST:8443 -showcerts` shows that",
        ..CURL
    },
    Symptom {
        texts: &["curl: (60) … no alternative certificate subject name matches target host name"],
        meaning: "The server's certificate is for another host than the one in the URL. This is not about the client certificate.",
        rules: &["login-host"],
        set_up: &[Step::Port],
        command: "sfmtls check --instance HOST client.pem",
        unseen: "whose certificate curl was shown",
        ..CURL
    },
    Symptom {
        texts: &["curl: (56) … alert certificate required"],
        meaning: "The server insists on a client certificate and got none: -E was not given, or names a file that the server cannot use.",
        rules: &["key-mismatch"],
        set_up: &[Step::Port],
        command: "sfmtls check --key client.key client.pem",
        unseen: "what curl was told to send: `curl -v` shows `TLS handshake, CERT`",
        ..CURL
    },
    Symptom {
        texts: &[
            "curl: (7) Failed to connect to … port 8443",
            "curl: (28) Failed to connect to … port 8443",
            "Failed to connect to … port 8443",
            "Connection timed out … port 8443",
        ],
        meaning: "Nothing answers at port 8443 of this host: it is the wrong host, or a firewall lets 443 through and 8443 not.",
        rules: &["login-host"],
        set_up: &[Step::Port],
        command: "sfmtls check --instance HOST client.pem",
        unseen: "what the network lets through",
        ..CURL
    },
    Symptom {
        texts: &["curl: (6) Could not resolve host", "Could not resolve host"],
        meaning: "There is no host of this name, or no way to ask for it.",
        rules: &["login-host"],
        set_up: &[Step::Port],
        command: "sfmtls check --instance HOST client.pem",
        unseen: "the name service",
        ..CURL
    },
    Symptom {
        texts: &["curl: (58)"],
        meaning: "There is a problem with the client certificate or its key on this machine: nothing was sent.",
        rules: &["key-mismatch", "not-pem"],
        command: "sfmtls check --key client.key client.pem",
        unseen: "nothing: the files show it",
        is_general: true,
        ..CURL
    },
    Symptom {
        texts: &["curl: (35)"],
        meaning: "The TLS handshake failed; the words after it say why.",
        rules: &["missing-client-auth", "incomplete-chain", "untrusted-root"],
        set_up: &[Step::Port],
        command: "sfmtls check --instance HOST --key client.key client.pem",
        unseen: "what the server said: `curl -v` shows it",
        is_general: true,
        ..CURL
    },
    Symptom {
        texts: &["curl: (56)"],
        meaning: "The connection broke while curl was reading. With TLS 1.3 a server refuses a client certificate at this moment; the words after it say why.",
        rules: &["incomplete-chain", "untrusted-root", "missing-client-auth"],
        set_up: &[Step::Port],
        command: "sfmtls check --instance HOST --key client.key client.pem",
        unseen: "what the server said: `curl -v` shows it",
        is_general: true,
        ..CURL
    },
];
