//! Certificates made in the test.

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose,
};

/// A CA of its own.
pub struct Authority {
    pub issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate and its key, as a server or client presents them.
pub struct Identity {
    pub certificate: Certificate,
    pub key: KeyPair,
}

impl Authority {
    /// A CA with this common name.
    pub fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        Self {
            issuer: CertifiedIssuer::self_signed(ca_params(name), key).unwrap(),
        }
    }

    /// The CA's own certificate.
    pub fn root(&self) -> &Certificate {
        self.issuer.as_ref()
    }

    /// A server's certificate for the loopback names and these hosts, with a change.
    pub fn server(&self, hosts: &[&str], change: impl FnOnce(&mut CertificateParams)) -> Identity {
        let mut params = server_params(hosts);
        change(&mut params);
        self.certify(&params)
    }

    /// A certificate with these contents and a new key.
    pub fn certify(&self, params: &CertificateParams) -> Identity {
        let key = KeyPair::generate().unwrap();
        Identity {
            certificate: params.signed_by(&key, &self.issuer).unwrap(),
            key,
        }
    }
}

/// A server's certificate that is its own issuer and a CA, as `openssl req -x509` makes it.
pub fn self_signed_ca() -> Identity {
    self_signed(IsCa::Ca(BasicConstraints::Unconstrained))
}

/// A server's certificate that is its own issuer.
pub fn self_signed(is_ca: IsCa) -> Identity {
    let mut params = server_params(&[]);
    params.is_ca = is_ca;
    let key = KeyPair::generate().unwrap();
    Identity {
        certificate: params.self_signed(&key).unwrap(),
        key,
    }
}

/// What makes a CA's certificate, with this common name.
pub fn ca_params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.use_authority_key_identifier_extension = true;
    params
}

fn server_params(hosts: &[&str]) -> CertificateParams {
    let names = ["localhost", "127.0.0.1", "::1"].iter().chain(hosts);
    let mut params =
        CertificateParams::new(names.map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
    params
        .distinguished_name
        .push(DnType::CommonName, "loopback server");
    params.is_ca = IsCa::ExplicitNoCa;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    params
}
