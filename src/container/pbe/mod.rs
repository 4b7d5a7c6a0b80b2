//! Password-based encryption: PBES1 and PBES2 (RFC 8018), and the schemes of PKCS#12 (RFC 7292,
//! appendix C).

mod budget;
mod cipher;
mod hash;
mod legacy;
mod pbes1;
mod pbes2;

use zeroize::Zeroizing;

pub(super) use budget::Budget;
pub(super) use cipher::Cipher;
pub(super) use hash::{Hash, Purpose, pkcs12_derive};
pub(super) use pbes2::Pbkdf2;

use super::ber::{Elements, Malformed, Value, dotted, tag};
use super::{KeyFault, Secret};

/// Methods that are known and not supported.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("1.2.840.113549.1.5.1", "PBES1 with MD2 and DES"),
    ("1.2.840.113549.1.5.4", "PBES1 with MD2 and RC2"),
    ("1.2.840.113549.1.12.1.1", "RC4 with 128 bits"),
    ("1.2.840.113549.1.12.1.2", "RC4 with 40 bits"),
    ("1.3.6.1.4.1.11591.4.11", "scrypt"),
    ("1.2.643.2.2.21", "GOST 28147-89"),
];

/// A password in the two forms that key derivation takes.
pub(super) struct Password {
    /// UTF-8: PBES2 and PBMAC1.
    utf8: Zeroizing<Vec<u8>>,
    /// UTF-16 and a zero at the end (RFC 7292, appendix B.1): all else in PKCS#12.
    utf16: Zeroizing<Vec<u8>>,
}

impl Password {
    /// The forms of this password.
    pub(super) fn of(secret: &Secret) -> Self {
        let mut utf16 = secret.utf16();
        // A buffer that grows leaves its old bytes behind, so it is made anew.
        let mut terminated = Zeroizing::new(Vec::with_capacity(utf16.len().saturating_add(2)));
        terminated.append(&mut utf16);
        terminated.extend([0, 0]);
        Self {
            utf8: Zeroizing::new(secret.as_bytes().to_vec()),
            utf16: terminated,
        }
    }

    /// No password, which some programs take for no bytes at all, and others for the empty one.
    pub(super) fn absent() -> Self {
        Self {
            utf8: Zeroizing::default(),
            utf16: Zeroizing::default(),
        }
    }

    /// The passwords to try for what was given: both forms of none where it is none or empty.
    pub(super) fn candidates(given: Option<&Secret>) -> Vec<Self> {
        match given {
            Some(password) if !password.as_bytes().is_empty() => vec![Self::of(password)],
            _ => vec![Self::of(&Secret::new(Vec::new())), Self::absent()],
        }
    }

    /// What PBKDF1 and PBKDF2 take.
    pub(super) fn utf8(&self) -> &[u8] {
        &self.utf8
    }

    /// What the key derivation of PKCS#12 takes.
    pub(super) fn utf16(&self) -> &[u8] {
        &self.utf16
    }
}

/// Decrypts an `EncryptedPrivateKeyInfo` (RFC 5958, section 3) to the PKCS#8 in it; without a
/// password the empty one is tried.
pub(crate) fn decrypt_key(
    info: &[u8],
    password: Option<&[u8]>,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    let given = password.map(|password| Secret::new(password.to_vec()));
    private_key(info, given.as_ref(), &mut Budget::default())
}

/// The same within this budget.
pub(super) fn private_key(
    info: &[u8],
    given: Option<&Secret>,
    budget: &mut Budget,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    let (info, rest) = Value::first(info)?;
    if info.tag != tag::SEQUENCE || !rest.is_empty() {
        return Err(Malformed::SHAPE.into());
    }
    let mut fields = info.elements();
    let algorithm = fields.expect(tag::SEQUENCE)?;
    let ciphertext = fields.string(tag::OCTET_STRING)?;
    for candidate in Password::candidates(given) {
        match decrypt(algorithm, &ciphertext, &candidate, budget) {
            Err(KeyFault::WrongPassword) => {}
            opened => return opened,
        }
    }
    Err(match given {
        Some(_) => KeyFault::WrongPassword,
        None => KeyFault::MissingPassword,
    })
}

/// Decrypts what `algorithm`, an `AlgorithmIdentifier`, says it is encrypted by.
///
/// What comes out must be a SEQUENCE and nothing else, as everything is that PKCS#8 and PKCS#12
/// encrypt: a wrong password gives right padding once in 256 times.
pub(super) fn decrypt(
    algorithm: Value<'_>,
    ciphertext: &[u8],
    password: &Password,
    budget: &mut Budget,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    let (oid, parameters) = identifier(algorithm)?;
    let plain = if oid == pbes2::OID {
        pbes2::decrypt(parameters, ciphertext, password, budget)?
    } else if let Some(scheme) = legacy::Scheme::of(oid) {
        scheme.decrypt(parameters, ciphertext, password, budget)?
    } else if let Some(scheme) = pbes1::Scheme::of(oid) {
        scheme.decrypt(parameters, ciphertext, password, budget)?
    } else {
        return Err(unsupported(oid));
    };
    match Value::first(&plain) {
        Ok((value, [])) if value.tag == tag::SEQUENCE => Ok(plain),
        _ => Err(KeyFault::WrongPassword),
    }
}

/// Object identifier and parameters of an `AlgorithmIdentifier`.
pub(super) fn identifier(algorithm: Value<'_>) -> Result<(&[u8], Elements<'_>), Malformed> {
    if algorithm.tag != tag::SEQUENCE {
        return Err(Malformed::SHAPE);
    }
    let mut elements = algorithm.elements();
    let oid = elements.expect(tag::OBJECT_IDENTIFIER)?;
    Ok((oid.contents, elements))
}

/// The fault for a method that is not supported, with its name or dotted identifier.
pub(super) fn unsupported(oid: &[u8]) -> KeyFault {
    let dotted = dotted(oid);
    let known = UNSUPPORTED.iter().find(|(known, _)| *known == dotted);
    KeyFault::Unsupported(known.map_or(dotted.clone(), |(_, name)| (*name).to_owned()))
}
