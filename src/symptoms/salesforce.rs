//! What is seen at Salesforce: its own texts, and failures that have none.
//!
//! From Salesforce's documents alone; where they are silent, so is the table.

use super::{Step, Symptom};

const PORT: &str = "Salesforce Knowledge 000383575 (mutual authentication on port 8443)";
const LIST: &str = "Salesforce Knowledge 000385468 (the trusted root list, /cacerts.jsp)";
const SET_UP: &str = "Salesforce Help, security_keys_uploading_mutual_auth_cert";
const FILE: &str = "Salesforce Help, security_keys_uploading_mutual_auth_cert_api";

/// What an entry has unless it says otherwise.
const SEEN: Symptom = Symptom {
    by: "people who look at Salesforce, or at the file",
    source: SET_UP,
    unseen: "nothing: the files show it",
    ..Symptom::BLANK
};

pub(super) const SYMPTOMS: &[Symptom] = &[
    Symptom {
        texts: &[
            "Client certificate error:<i>No client certificate provided.</i>",
            "Client certificate error",
            "No client certificate provided",
        ],
        by: "port 8443, in the body of its HTTP answer",
        meaning: "The client sent no certificate. TLS was completed all the same: port 8443 asks for a certificate and does not insist on one at that level. Either the client was given no certificate and key, or its TLS library chose none: the list of CA names that port 8443 sends is empty, and some libraries then pick nothing.",
        rules: &["key-mismatch"],
        set_up: &[Step::Port],
        command: "sfmtls check --instance HOST --key client.key client.pem",
        unseen: "whether the client sends it: try `curl -v https://HOST:8443/services/Soap/u/NN.0 -E full.pem`, with certificates and key in full.pem; if that gets further, it is the client's configuration",
        source: "blog.superpat.com, Salesforce mutual authentication, part 1 (2018); Salesforce Knowledge 000383575",
        ..SEEN
    },
    Symptom {
        texts: &[
            "MUTUAL_AUTHENTICATION_FAILED",
            "This session could not be mutually authenticated for use with the API",
        ],
        by: "Salesforce's API",
        meaning: "The session is used on port 443, or the certificate that was presented is not the one that is uploaded. The second is asked only of users with the permission Enforce SSL/TLS Mutual Authentication.",
        rules: &["not-uploaded"],
        set_up: &[Step::Port, Step::Upload, Step::User, Step::Cache],
        command: "sfmtls check --uploaded uploaded.pem client.pem",
        unseen: "on which port the session was used, and which certificate the client presented",
        source: PORT,
        ..SEEN
    },
    Symptom {
        texts: &[
            "no answer at login.salesforce.com:8443",
            "login.salesforce.com:8443",
            "test.salesforce.com:8443",
            "login.salesforce.com port 8443",
            "test.salesforce.com port 8443",
        ],
        by: "clients of the wrong host",
        meaning: "Mutual authentication is not served at login.salesforce.com, test.salesforce.com or an instance's own host (NAxx.salesforce.com): it needs the org's My Domain host.",
        rules: &["login-host"],
        set_up: &[Step::Port],
        command: "sfmtls check --instance HOST client.pem",
        source: PORT,
        ..SEEN
    },
    Symptom {
        texts: &[
            "root not in the list",
            "the root is not on the trusted list",
            "untrusted root",
        ],
        meaning: "The certificate chains to a root that this instance does not trust. Roots are added only by review, so a private root will hardly be on the list.",
        rules: &["untrusted-root", "incomplete-chain", "unproven-root"],
        command: "sfmtls check --instance HOST client.pem",
        source: LIST,
        ..SEEN
    },
    Symptom {
        texts: &["intermediate missing, wrong or out of order"],
        meaning: "The file to upload is one PEM file: the client certificate first, then each signer in order. Intermediates are required, the root is optional.",
        rules: &[
            "incomplete-chain",
            "unordered-chain",
            "superfluous-certificate",
        ],
        command: "sfmtls check --instance HOST client.pem",
        source: FILE,
        ..SEEN
    },
    Symptom {
        texts: &[
            "works until renewal, then no clientAuth in the new certificate",
            "no clientAuth in the new certificate",
            "Client Authentication EKU missing",
        ],
        meaning: "The CA stopped issuing certificates with client authentication from this hierarchy, or with both purposes in one certificate. This shows ahead of time.",
        rules: &[
            "missing-client-auth",
            "mixed-key-purposes",
            "chrome-root-hierarchy",
        ],
        command: "sfmtls check --for handshake --for renewal client.pem",
        ..SEEN
    },
    Symptom {
        texts: &[
            "expired leaf or intermediate",
            "an expired certificate in the chain",
        ],
        meaning: "Salesforce looks at the dates of all certificates of the chain, not at the end entity's alone.",
        rules: &[
            "expired-certificate",
            "expiring-certificate",
            "not-yet-valid-certificate",
        ],
        command: "sfmtls check --expires-within 60 client.pem",
        source: PORT,
        ..SEEN
    },
    Symptom {
        texts: &["revoked", "the certificate was revoked"],
        meaning: "A certificate of the chain is on its issuer's revocation list, which Salesforce looks at.",
        rules: &["revoked-certificate"],
        command: "sfmtls check --crl ca.crl client.pem",
        unseen: "what a revocation list says that was not given",
        source: PORT,
        is_general: true,
        ..SEEN
    },
    Symptom {
        texts: &["renewed but not uploaded", "renewed certificate is refused"],
        meaning: "The certificate that is presented must equal an uploaded one: the successor of an uploaded certificate does not.",
        rules: &["not-uploaded"],
        set_up: &[Step::Upload],
        command: "sfmtls check --uploaded uploaded.pem client.pem",
        unseen: "what is uploaded, unless the uploaded certificate or its InboundCertificate metadata is given",
        source: PORT,
        ..SEEN
    },
    Symptom {
        texts: &[
            "key does not match",
            "private key does not match the certificate",
            "the key has a passphrase",
            "key inside the upload file",
        ],
        meaning: "The client needs the key that belongs to the certificate, in the clear or with its password. The file to upload needs no key.",
        rules: &["key-mismatch", "private-key-in-upload"],
        command: "sfmtls check --key client.key client.pem",
        ..SEEN
    },
    Symptom {
        texts: &[
            "Mutual Authentication Certificates section missing",
            "Upload Mutual Authentication Certificate button missing",
        ],
        meaning: "The feature is not enabled, the edition does not have it, or the administrator may not see it. No certificate is at fault.",
        set_up: &[Step::Feature, Step::Uploader],
        command: "sfmtls explain set-up",
        unseen: "the set-up of the org",
        ..SEEN
    },
    Symptom {
        texts: &[
            "permission missing",
            "a bad certificate seems to work",
            "Enforce SSL/TLS Mutual Authentication",
        ],
        meaning: "The user lacks the permission Enforce SSL/TLS Mutual Authentication: then the certificate is not asked for, and a bad one seems to work.",
        set_up: &[Step::User],
        command: "sfmtls explain set-up",
        unseen: "the permissions of the user",
        source: PORT,
        ..SEEN
    },
    Symptom {
        texts: &["streaming API, WSC or Data Loader before version 51 fails"],
        meaning: "Streaming APIs, and WSC and Data Loader before version 51, are among the known failures that no certificate cures.",
        set_up: &[Step::Client],
        command: "sfmtls explain set-up",
        unseen: "which client software is in use",
        ..SEEN
    },
    Symptom {
        texts: &[
            "The key is not an RSA key",
            "Imported keys must have a bit size of 2048, 3072, or 4096",
        ],
        by: "Salesforce, when a key store is imported",
        meaning: "RSA keys of 2048, 3072 and 4096 bits are the only ones that Salesforce documents, and for key stores that are imported. Whether others are taken for mutual authentication is not documented.",
        rules: &["undocumented-key-type", "weak-key"],
        command: "sfmtls check --for upload client.pem",
        source: "Salesforce Help, on importing key stores",
        ..SEEN
    },
    Symptom {
        texts: &["self-signed certificate is refused at the upload"],
        meaning: "A client certificate must chain to a root of the instance's list; a self-signed one has no issuer there.",
        rules: &["self-signed-certificate"],
        command: "sfmtls check client.pem",
        source: "blog.superpat.com, Salesforce mutual authentication, part 1 (2018); Fivetran's set-up guide for Salesforce",
        ..SEEN
    },
];
