//! What every judge must pay: the signature of each line's end entity, verified by aws-lc-rs and
//! nothing else, so often.
//!
//! `raw FOLDER ROUNDS` reads `FOLDER/chain/N.pem`, each an end entity and its issuer, as
//! `peers/make_chains.py` makes them; `ROUNDS` of 0 costs what the reading does.

use std::path::Path;
use std::{env, fs};

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};
use sfmtls::Certificate;
use sfmtls::certificate::KeyKind;
use sfmtls::container::{self, Passwords};

/// A certificate and its issuer.
struct Signed {
    certificate: Certificate,
    issuer: Certificate,
}

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [folder, rounds] = arguments.as_slice() else {
        panic!("raw FOLDER ROUNDS");
    };
    let rounds: usize = rounds.parse().expect("a number");
    let all = read(Path::new(folder));
    let mut verified = 0;
    for _ in 0..rounds {
        verified += all.iter().filter(|signed| signed.verifies()).count();
    }
    assert_eq!(verified, rounds * all.len());
    println!("{}", all.len());
}

fn read(folder: &Path) -> Vec<Signed> {
    let files = (0..).map(|number| folder.join(format!("chain/{number}.pem")));
    files
        .map_while(|file| fs::read(file).ok())
        .map(|pem| {
            let contents = container::read(&pem, &Passwords::default()).expect("a chain");
            let mut certificates = contents.certificates.into_iter();
            let mut next = || certificates.next().expect("two certificates").certificate;
            let (certificate, issuer) = (next(), next());
            Signed {
                certificate: (*certificate).clone(),
                issuer: (*issuer).clone(),
            }
        })
        .collect()
}

impl Signed {
    fn verifies(&self) -> bool {
        let key = &self.issuer.public_key;
        let algorithm: &dyn VerificationAlgorithm = match key.kind {
            KeyKind::Rsa { .. } => &RSA_PKCS1_2048_8192_SHA256,
            _ => &ECDSA_P256_SHA256_ASN1,
        };
        let key = UnparsedPublicKey::new(algorithm, &key.value);
        let (message, signature) = (self.certificate.signed(), self.certificate.signature());
        key.verify(message, signature).is_ok()
    }
}
