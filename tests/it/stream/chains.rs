//! Chains made in the test, good and bad in many ways.

use base64::Engine as _;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, date_time_ymd,
};

type Issuer = CertifiedIssuer<'static, KeyPair>;

/// Some CAs, and a key for every end entity.
pub struct Maker {
    root: Issuer,
    unlisted: Issuer,
    intermediates: Vec<Issuer>,
    key: KeyPair,
}

/// The contents of a CA's certificate.
fn authority(name: &str, constraints: BasicConstraints) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(constraints);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.use_authority_key_identifier_extension = true;
    params
}

impl Maker {
    pub fn new() -> Self {
        let key = || KeyPair::generate().unwrap();
        let root = |name| {
            Issuer::self_signed(authority(name, BasicConstraints::Unconstrained), key()).unwrap()
        };
        let (listed, unlisted) = (root("listed"), root("unlisted"));
        let good = authority("good", BasicConstraints::Constrained(0));
        let mut expired = authority("expired", BasicConstraints::Unconstrained);
        expired.not_after = date_time_ymd(2026, 1, 1);
        let mut server = authority("server", BasicConstraints::Unconstrained);
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let mut no_signer = authority("no signer", BasicConstraints::Unconstrained);
        no_signer.key_usages = vec![KeyUsagePurpose::CrlSign];
        let by = |params: CertificateParams, issuer: &Issuer| {
            Issuer::signed_by(params, key(), issuer).unwrap()
        };
        let intermediates = vec![
            by(good.clone(), &listed),
            by(expired, &listed),
            by(server, &listed),
            by(no_signer, &listed),
            by(good, &unlisted),
        ];
        Self {
            root: listed,
            unlisted,
            intermediates,
            key: key(),
        }
    }

    /// The only root of the list.
    pub fn root(&self) -> String {
        self.root.pem()
    }

    /// The PEM file of the chain with this number; numbers differ in what is wrong.
    pub fn chain(&self, number: usize) -> String {
        let mut left = number;
        let mut choose = |count: usize| {
            let choice = left % count;
            left /= count;
            choice
        };
        let issuer = &self.intermediates[choose(self.intermediates.len())];
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params
            .distinguished_name
            .push(DnType::CommonName, format!("client {number}"));
        params.is_ca = IsCa::ExplicitNoCa;
        params.use_authority_key_identifier_extension = true;
        params.not_before = date_time_ymd(2026, 1, 1);
        params.not_after = date_time_ymd([2030, 2026, 2026][choose(3)], [1, 6, 12][number % 3], 1);
        params.extended_key_usages = match choose(4) {
            0 | 1 => vec![ExtendedKeyUsagePurpose::ClientAuth],
            2 => vec![
                ExtendedKeyUsagePurpose::ClientAuth,
                ExtendedKeyUsagePurpose::ServerAuth,
            ],
            _ => Vec::new(),
        };
        let leaf = params.signed_by(&self.key, issuer).unwrap();
        let leaf = if choose(5) == 0 {
            damaged(leaf.der())
        } else {
            leaf.pem()
        };
        let issuer = issuer.pem();
        let root = self.root.pem();
        let parts = match choose(6) {
            0 => vec![leaf],
            1 => vec![issuer, leaf],
            2 => vec![leaf, root, issuer],
            3 => vec![leaf, issuer.clone(), issuer],
            4 => vec![leaf, issuer, self.unlisted.pem()],
            _ => vec![leaf, issuer],
        };
        parts.concat()
    }
}

/// The certificate with a wrong signature, PEM.
fn damaged(der: &[u8]) -> String {
    let mut der = der.to_vec();
    *der.last_mut().unwrap() ^= 1;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
}
