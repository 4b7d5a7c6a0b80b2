//! Passwords and keys: bytes that are wiped after use and never shown.

use std::fmt;

use zeroize::Zeroizing;

/// Bytes that are wiped from memory when they go out of use, and that no message shows.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Keeps `bytes`: a password's UTF-8, or a key's DER.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes; whoever takes them must not keep a copy that is not wiped.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The UTF-16 of a password, the more significant byte first, as Java and PKCS#12 take it.
    /// Bytes that are no UTF-8 stand for themselves, as in ISO 8859-1.
    pub(super) fn utf16(&self) -> Zeroizing<Vec<u8>> {
        let mut units = Zeroizing::new(Vec::with_capacity(self.0.len().saturating_mul(2)));
        match str::from_utf8(&self.0) {
            Ok(text) => units.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
            Err(_) => units.extend(self.0.iter().flat_map(|byte| [0, *byte])),
        }
        units
    }
}

impl From<Zeroizing<Vec<u8>>> for Secret {
    fn from(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Secret {
    /// Not even the length.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

/// What opens a container.
///
/// Where there is none, no password and the empty one are tried first; JKS and JCEKS are read
/// without, and their integrity is said to be unchecked.
#[derive(Clone, Debug, Default)]
pub struct Passwords {
    /// The password of the container.
    pub container: Option<Secret>,
    /// The password of the keys in it, where they have one of their own.
    pub key: Option<Secret>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_utf16_in_network_order() {
        let secret = Secret::new("a\u{e9}\u{1f511}".into());
        let expected = [0, 0x61, 0, 0xe9, 0xd8, 0x3d, 0xdd, 0x11];
        assert_eq!(secret.utf16().as_slice(), expected);
        let latin = Secret::new(vec![0x61, 0xe9]);
        assert_eq!(latin.utf16().as_slice(), [0, 0x61, 0, 0xe9]);
    }

    #[test]
    fn nothing_of_a_secret_is_shown() {
        let passwords = Passwords {
            container: Some(Secret::new(b"hunter2".to_vec())),
            key: None,
        };
        assert_eq!(
            format!("{passwords:?}"),
            "Passwords { container: Some(Secret), key: None }"
        );
    }
}
