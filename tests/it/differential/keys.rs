//! The keys that generated chains share: no chain has one twice.

use std::fs;

use rcgen::{
    KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, PKCS_RSA_SHA256,
    PublicKeyData, SignatureAlgorithm,
};
use tempfile::TempDir;

use super::made::{DEEPEST, KeyKind};
use crate::support::program::other;

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

/// An RSA key of 1024 bits, in PKCS #1.
pub struct WeakKey(Vec<u8>);

impl PublicKeyData for WeakKey {
    fn der_bytes(&self) -> &[u8] {
        &self.0
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
            weak: WeakKey(weak_key()),
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

    /// The signature of RSA and SHA-1 over `signed`, which only OpenSSL still makes.
    pub fn sign_with_sha1(&self, place: usize, signed: &[u8]) -> Vec<u8> {
        let [key, input] = ["key", "signed"].map(|name| self.folder.path().join(name));
        fs::write(&key, self.at(KeyKind::Rsa2048, place).serialize_pem()).unwrap();
        fs::write(&input, signed).unwrap();
        let output = other("openssl")
            .args(["dgst", "-sha1", "-sign"])
            .args([key, input])
            .output()
            .unwrap();
        assert!(output.status.success(), "openssl dgst: {output:?}");
        output.stdout
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

fn weak_key() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("key");
    let run = |arguments: &[&str]| {
        let mut command = other("openssl");
        let output = command.args(arguments).arg(&path).output().unwrap();
        assert!(output.status.success(), "openssl {arguments:?}: {output:?}");
        output.stdout
    };
    run(&[
        "genpkey",
        "-algorithm",
        "RSA",
        "-pkeyopt",
        "rsa_keygen_bits:1024",
        "-out",
    ]);
    run(&["rsa", "-RSAPublicKey_out", "-outform", "DER", "-in"])
}
