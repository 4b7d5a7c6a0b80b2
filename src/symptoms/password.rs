//! What programs say of wrong passwords and of key stores that they cannot read.

use super::Symptom;

const STORE: Symptom = Symptom {
    by: "OpenSSL and Java",
    unseen: "the password",
    command: "sfmtls check --password-file password.txt client.p12",
    ..Symptom::BLANK
};

pub(super) const SYMPTOMS: &[Symptom] = &[
    Symptom {
        texts: &[
            "bad decrypt",
            "maybe wrong password",
            "Mac verify error: invalid password?",
            "mac verify failure",
            "bad password read",
        ],
        by: "OpenSSL",
        meaning: "The password of the key or of the key store is wrong or missing, or the file is damaged.",
        rules: &["key-mismatch"],
        source: "OpenSSL 3.0's own words (openssl pkey, openssl pkcs12)",
        ..STORE
    },
    Symptom {
        texts: &[
            "keystore password was incorrect",
            "Keystore was tampered with, or password was incorrect",
        ],
        by: "Java and keytool",
        meaning: "The key store's password is wrong, or the file is damaged.",
        source: "JDK 17, sun.security.pkcs12.PKCS12KeyStore and sun.security.provider.JavaKeyStore",
        ..STORE
    },
    Symptom {
        texts: &[
            "Cannot recover key",
            "Given final block not properly padded",
        ],
        by: "Java",
        meaning: "The store was opened, and the key in it has another password.",
        command: "sfmtls check --password-file password.txt --key-password-file key-password.txt client.jks",
        source: "JDK 17, sun.security.provider.KeyProtector and com.sun.crypto.provider.CipherCore",
        ..STORE
    },
    Symptom {
        texts: &[
            "Invalid keystore format",
            "toDerInputStream rejects tag type",
        ],
        by: "Java",
        meaning: "The file is not a key store of the type that Java was told to read: a JKS store read as PKCS#12 or the other way round, or PEM.",
        rules: &["not-pem"],
        source: "JDK 17, sun.security.provider.JavaKeyStore and sun.security.util.DerValue",
        unseen: "which type of store the program was told to read",
        ..STORE
    },
    Symptom {
        texts: &["unsupported … RC2-40-CBC"],
        by: "OpenSSL 3",
        meaning: "The PKCS#12 store is encrypted with old ciphers, which OpenSSL 3 reads with `-legacy` alone. `sfmtls` reads it.",
        rules: &["not-pem"],
        command: "sfmtls bundle --password-file password.txt -o upload.pem client.p12",
        source: "OpenSSL 3.0's own words (openssl pkcs12)",
        unseen: "nothing: the file shows it",
        ..STORE
    },
];
