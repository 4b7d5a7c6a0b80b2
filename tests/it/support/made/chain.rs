//! The certificates of a chain.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType, DnValue,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use sfmtls::Time;
use time::OffsetDateTime;

use super::keys::{FORGER, Keys, OTHER_ROOT};
use super::{KeyKind, Listed, Made, Oddity, Purposes, Spelling};

const UNKNOWN: &[u64] = &[1, 3, 6, 1, 4, 1, 99_999, 1];
const POLICIES: &[u64] = &[2, 5, 29, 32];
const NAME_CONSTRAINTS: &[u64] = &[2, 5, 29, 30];
const INFORMATION_ACCESS: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 1, 1];

/// Certificates in DER.
pub struct Certificates {
    /// What is presented.
    pub presented: Vec<Vec<u8>>,
    /// The roots that are listed.
    pub roots: Vec<Vec<u8>>,
}

impl Certificates {
    /// As they are made to be.
    pub fn of(made: &Made, keys: &Keys) -> Self {
        let root = made.root();
        let mut chain: Vec<_> = (0..=root).map(|at| certificate(made, keys, at)).collect();
        let own = chain.remove(root);
        let mut roots = vec![own.clone()];
        if made.has(|oddity| *oddity == Oddity::RootNotListed) {
            let key = keys.at(made.keys[root], OTHER_ROOT);
            roots = vec![params(made, root).self_signed(key).unwrap().der().to_vec()];
        }
        let missing = |at: &usize| made.has(|oddity| *oddity == Oddity::Missing(*at));
        let mut presented: Vec<_> = chain
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !missing(at))
            .map(|(_, certificate)| certificate)
            .collect();
        if made.has(|oddity| *oddity == Oddity::WithRoot) {
            presented.push(own);
        }
        for oddity in &made.oddities {
            if let Oddity::CrossSigned(at, listed) = *oddity {
                let (cross, other) = cross_certificate(made, keys, at);
                presented.push(cross);
                match listed {
                    Listed::Own => {}
                    Listed::Other => roots = vec![other],
                    Listed::Both => roots.push(other),
                }
            }
        }
        if made.has(|oddity| *oddity == Oddity::Shuffled) {
            presented[1..].reverse();
        }
        Self { presented, roots }
    }
}

/// Certificates in PEM, one after the other.
pub fn pem(certificates: &[Vec<u8>]) -> String {
    let mut text = String::new();
    for der in certificates {
        text += "-----BEGIN CERTIFICATE-----\n";
        for line in STANDARD.encode(der).as_bytes().chunks(64) {
            text += std::str::from_utf8(line).unwrap();
            text.push('\n');
        }
        text += "-----END CERTIFICATE-----\n";
    }
    text
}

/// The certificate at a place.
fn certificate(made: &Made, keys: &Keys, at: usize) -> Vec<u8> {
    let above = made.root().min(at + 1);
    let has = |oddity: Oddity| made.has(|other| *other == oddity);
    let signer = if has(Oddity::Forged(at)) {
        FORGER
    } else {
        above
    };
    let issuer = issuer(made, at, above, keys.at(made.keys[above], signer));
    let params = params(made, at);
    let certificate = if at == 0 && has(Oddity::WeakKey) {
        params.signed_by(keys.weak(), &issuer)
    } else {
        params.signed_by(keys.at(made.keys[at], at), &issuer)
    };
    let mut der = certificate.unwrap().der().to_vec();
    if has(Oddity::Sha1(at)) && signer == above {
        sign_with_sha1(&mut der, keys, above);
    }
    if has(Oddity::BadSignature(at)) {
        *der.last_mut().unwrap() ^= 1;
    }
    der
}

/// The issuer, by the name that the certificate at `at` gives it.
fn issuer<'a>(made: &Made, at: usize, above: usize, key: &'a KeyPair) -> Issuer<'a, &'a KeyPair> {
    let mut params = params(made, above);
    for oddity in &made.oddities {
        if let Oddity::Spelling(place, spelling) = *oddity
            && place == at
        {
            params.distinguished_name = name(made, above, Some(spelling));
        }
    }
    Issuer::new(params, key)
}

/// Another root's certificate for the name and key at `at`, and that root.
fn cross_certificate(made: &Made, keys: &Keys, at: usize) -> (Vec<u8>, Vec<u8>) {
    let key = keys.at(KeyKind::P256, OTHER_ROOT);
    let root = ca_params(made, OTHER_ROOT);
    let issuer = Issuer::from_params(&root, key);
    let subject = keys.at(made.keys[at], at);
    let cross = ca_params(made, at).signed_by(subject, &issuer).unwrap();
    let root = root.self_signed(key).unwrap();
    (cross.der().to_vec(), root.der().to_vec())
}

fn params(made: &Made, at: usize) -> CertificateParams {
    let mut params = if at == 0 {
        client_params(made)
    } else {
        ca_params(made, at)
    };
    for oddity in &made.oddities {
        apply(&mut params, *oddity, at, made.at);
        params.custom_extensions.extend(odd_extension(*oddity, at));
    }
    params
}

/// Changes what the certificate at `at` is to hold.
fn apply(params: &mut CertificateParams, oddity: Oddity, at: usize, now: Time) {
    match oddity {
        Oddity::Expired(place) if place == at => params.not_after = day(now, -100),
        Oddity::NotYetValid(place) if place == at => {
            params.not_before = day(now, 30);
        }
        Oddity::Purposes(place, purposes) if place == at => {
            params.extended_key_usages = purposes.allowed();
        }
        Oddity::PathLength(place, length) if place == at => {
            params.is_ca = IsCa::Ca(BasicConstraints::Constrained(length));
        }
        Oddity::NotACa(place) if place == at => params.is_ca = IsCa::ExplicitNoCa,
        Oddity::NoBasicConstraints(place) if place == at => params.is_ca = IsCa::NoCa,
        Oddity::NoKeyCertSign(place) if place == at => {
            params.key_usages = vec![KeyUsagePurpose::CrlSign];
        }
        Oddity::CaAsEndEntity if at == 0 => {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        }
        Oddity::NoDigitalSignature if at == 0 => {
            params.key_usages = vec![KeyUsagePurpose::KeyEncipherment];
        }
        _ => {}
    }
}

/// The extension that the certificate at `at` is to have besides.
fn odd_extension(oddity: Oddity, at: usize) -> Option<CustomExtension> {
    match oddity {
        Oddity::UnknownExtension {
            at: place,
            critical,
        } if place == at => Some(extension(UNKNOWN, vec![5, 0], critical)),
        Oddity::CriticalPolicies(place) if place == at => {
            // anyPolicy
            let policy = tlv(0x30, &tlv(0x30, &tlv(6, &[0x55, 0x1d, 0x20, 0])));
            Some(extension(POLICIES, policy, true))
        }
        Oddity::CriticalInformationAccess(place) if place == at => {
            // id-ad-caIssuers
            let method = tlv(6, &[0x2b, 6, 1, 5, 5, 7, 0x30, 2]);
            let location = tlv(0x86, b"http://ca.example.com/ca.cer");
            let access = tlv(0x30, &tlv(0x30, &[method, location].concat()));
            Some(extension(INFORMATION_ACCESS, access, true))
        }
        Oddity::NameConstraints {
            at: place,
            critical,
            excludes,
            names_it,
        } if place == at => {
            let name = if names_it {
                "example.com"
            } else {
                "example.org"
            };
            let subtree = tlv(0x30, &tlv(0x82, name.as_bytes()));
            let tag = if excludes { 0xa1 } else { 0xa0 };
            let constraints = tlv(0x30, &tlv(tag, &subtree));
            Some(extension(NAME_CONSTRAINTS, constraints, critical))
        }
        _ => None,
    }
}

fn client_params(made: &Made) -> CertificateParams {
    let mut params = CertificateParams::new(vec!["client.example.com".to_owned()]).unwrap();
    params.distinguished_name = name(made, 0, None);
    params.not_before = day(made.at, -300);
    params.not_after = day(made.at, 60);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.use_authority_key_identifier_extension = true;
    params
}

fn ca_params(made: &Made, place: usize) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = name(made, place, None);
    params.not_before = day(made.at, -2_000);
    params.not_after = day(made.at, 3_000);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params
}

/// The moment so many days later.
fn day(from: Time, days: i64) -> OffsetDateTime {
    let seconds = from.plus_days(days).unix_seconds();
    OffsetDateTime::from_unix_timestamp(seconds).unwrap()
}

/// The name at a place. It tells the root's place, too, so that chains of different lengths have no
/// name in common.
fn name(made: &Made, place: usize, spelling: Option<Spelling>) -> DistinguishedName {
    let text = format!("generated place {place} of {}", made.root());
    let mut name = DistinguishedName::new();
    name.push(
        DnType::CommonName,
        match spelling {
            None => DnValue::Utf8String(text),
            Some(Spelling::Printable) => DnValue::PrintableString(text.try_into().unwrap()),
            Some(Spelling::Capitals) => DnValue::Utf8String(text.to_uppercase()),
            Some(Spelling::Spaces) => DnValue::Utf8String(text.replace(' ', "  ")),
        },
    );
    name
}

impl Purposes {
    fn allowed(self) -> Vec<ExtendedKeyUsagePurpose> {
        use ExtendedKeyUsagePurpose::{Any, ClientAuth, ServerAuth};
        match self {
            Self::Client => vec![ClientAuth],
            Self::Server => vec![ServerAuth],
            Self::Both => vec![ServerAuth, ClientAuth],
            Self::Any => vec![Any],
            Self::Absent => Vec::new(),
        }
    }
}

fn extension(identifier: &[u64], contents: Vec<u8>, critical: bool) -> CustomExtension {
    let mut extension = CustomExtension::from_oid_content(identifier, contents);
    extension.set_criticality(critical);
    extension
}

/// An element of DER, of fewer than 128 bytes.
fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = u8::try_from(contents.len()).unwrap();
    [&[tag, length], contents].concat()
}

/// Puts SHA-1 in the place of SHA-256 in what an RSA key signed.
fn sign_with_sha1(der: &mut [u8], keys: &Keys, signer: usize) {
    // sha256WithRSAEncryption; sha1WithRSAEncryption ends in 5.
    let algorithm = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11];
    for start in 0..der.len() - algorithm.len() {
        if der[start..].starts_with(&algorithm) {
            der[start + algorithm.len() - 1] = 5;
        }
    }
    // Both lengths take two bytes of their own.
    assert_eq!((der[1], der[5]), (0x82, 0x82));
    let length = usize::from(u16::from_be_bytes([der[6], der[7]]));
    let signature = keys.sign_with_sha1(signer, &der[4..8 + length]);
    let start = der.len() - signature.len();
    der[start..].copy_from_slice(&signature);
}
