//! The keys that made chains share: no chain has one twice.

use std::fs;

use rcgen::{
    KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, PKCS_RSA_SHA256,
    PublicKeyData, SignatureAlgorithm,
};
use tempfile::TempDir;

use super::{DEEPEST, KeyKind, Made, Oddity};
use crate::support::program::{fed, other};

/// The place of the key of another root.
pub const OTHER_ROOT: usize = DEEPEST + 1;

/// The place of the key of a forger.
pub const FORGER: usize = DEEPEST + 2;

/// A key of each kind for each place.
pub struct Keys {
    kinds: Vec<(KeyKind, Vec<KeyPair>)>,
    weak: WeakKey,
    folder: TempDir,
}

/// An RSA key of 1024 bits.
pub struct WeakKey {
    /// The public half, in PKCS #1.
    public: Vec<u8>,
    /// The key in PEM.
    pem: String,
}

impl PublicKeyData for WeakKey {
    fn der_bytes(&self) -> &[u8] {
        &self.public
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

impl Keys {
    /// New keys.
    pub fn new() -> Self {
        let pairs = |kind: KeyKind| {
            let pair = |_| KeyPair::generate_for(kind.algorithm()).unwrap();
            (kind, (0..=FORGER).map(pair).collect())
        };
        Self {
            kinds: KeyKind::ALL.map(pairs).into(),
            weak: WeakKey::new(),
            folder: TempDir::new().unwrap(),
        }
    }

    /// The key of this kind and place.
    pub fn at(&self, kind: KeyKind, place: usize) -> &KeyPair {
        let (_, pairs) = self.kinds.iter().find(|(other, _)| *other == kind).unwrap();
        &pairs[place]
    }

    /// The weak key.
    pub const fn weak(&self) -> &WeakKey {
        &self.weak
    }

    /// The key of the end entity, in PEM.
    pub fn end_entity(&self, made: &Made) -> String {
        if made.has(|oddity| *oddity == Oddity::WeakKey) {
            return self.weak.pem.clone();
        }
        self.at(made.keys[0], 0).serialize_pem()
    }

    /// The signature of RSA and SHA-1 over `signed`, which only OpenSSL still makes.
    pub fn sign_with_sha1(&self, place: usize, signed: &[u8]) -> Vec<u8> {
        let key = self.folder.path().join("key");
        fs::write(&key, self.at(KeyKind::Rsa2048, place).serialize_pem()).unwrap();
        openssl(&["dgst", "-sha1", "-sign", key.to_str().unwrap()], signed)
    }
}

impl KeyKind {
    fn algorithm(self) -> &'static SignatureAlgorithm {
        match self {
            Self::Rsa2048 => &PKCS_RSA_SHA256,
            Self::P256 => &PKCS_ECDSA_P256_SHA256,
            Self::P384 => &PKCS_ECDSA_P384_SHA384,
            Self::Ed25519 => &PKCS_ED25519,
        }
    }
}

impl WeakKey {
    /// A new key, by OpenSSL: no crate here makes one as short.
    fn new() -> Self {
        let bits = "rsa_keygen_bits:1024";
        let pem = openssl(&["genpkey", "-algorithm", "RSA", "-pkeyopt", bits], b"");
        Self {
            public: openssl(&["rsa", "-RSAPublicKey_out", "-outform", "DER"], &pem),
            pem: String::from_utf8(pem).unwrap(),
        }
    }
}

/// What OpenSSL makes of this input.
fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = other("openssl");
    command.args(arguments);
    let output = fed(command, input).unwrap();
    assert!(output.status.success(), "openssl {arguments:?}: {output:?}");
    output.stdout
}
