//! What the safes of PKCS#12 hold, bag by bag.

use zeroize::Zeroizing;

use super::super::ber::{Elements, MAX_DEPTH, Malformed, Value, tag};
use super::super::{Contents, Format, KeyFault, PrivateKey, Secret, Unreadable};
use super::attributes::Attributes;
use super::{Keyring, refused, sequence};

/// 1.2.840.113549.1.7.1, `data`
pub(super) const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
/// 1.2.840.113549.1.7.6, `encryptedData`
const ENCRYPTED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06];
/// 1.2.840.113549.1.12.10.1, the arc of bags
const BAG_ARC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01];
/// 1.2.840.113549.1.9.22.1, `x509Certificate`
const X509_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x16, 0x01];

/// The most keys that are read.
const MAX_KEYS: usize = 10_000;

/// A key and what is said of it.
pub(in crate::container) struct KeyBag {
    pub(in crate::container) attributes: Attributes,
    pub(in crate::container) key: Result<Secret, KeyFault>,
}

/// All bags of a file.
pub(in crate::container) struct Bags {
    /// The certificates, and what was left out.
    pub(in crate::container) contents: Contents,
    /// What is said of each certificate.
    pub(in crate::container) attributes: Vec<Attributes>,
    pub(in crate::container) keys: Vec<KeyBag>,
}

impl Bags {
    /// Reads an `AuthenticatedSafe`.
    pub(super) fn read(safes: &[u8], keyring: &mut Keyring) -> Result<Self, Unreadable> {
        let mut reader = Reader {
            keyring,
            contents: Contents::new(Format::Pkcs12),
            attributes: Vec::new(),
            keys: Vec::new(),
        };
        let mut safes = sequence(safes).map_err(refused)?;
        while let Some(safe) = safes.next().map_err(refused)? {
            reader.safe(safe)?;
        }
        Ok(Self {
            contents: reader.contents,
            attributes: reader.attributes,
            keys: reader.keys,
        })
    }

    /// The same with a note for the user.
    pub(super) fn with_note(mut self, note: String) -> Self {
        self.contents.notes.push(note);
        self
    }
}

struct Reader<'a> {
    keyring: &'a mut Keyring,
    contents: Contents,
    attributes: Vec<Attributes>,
    keys: Vec<KeyBag>,
}

impl Reader<'_> {
    /// A `ContentInfo` of `AuthenticatedSafe`.
    fn safe(&mut self, safe: Value<'_>) -> Result<(), Unreadable> {
        let mut info = safe.elements();
        let oid = info.expect(tag::OBJECT_IDENTIFIER).map_err(refused)?;
        match oid.contents {
            DATA => {
                let mut content = info.expect(tag::CONTEXT_0).map_err(refused)?.elements();
                let bags = content.string(tag::OCTET_STRING).map_err(refused)?;
                self.bags(sequence(&bags).map_err(refused)?, MAX_DEPTH)
            }
            ENCRYPTED_DATA => {
                let bags = self.decrypted(info).map_err(refused)?;
                self.bags(sequence(&bags).map_err(refused)?, MAX_DEPTH)
            }
            _ => {
                self.contents
                    .leave_out("a part of the key store that is encrypted for a public key");
                Ok(())
            }
        }
    }

    /// The contents of an `EncryptedData`.
    fn decrypted(&mut self, mut info: Elements<'_>) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        let mut content = info.expect(tag::CONTEXT_0)?.elements();
        let mut data = content.expect(tag::SEQUENCE)?.elements();
        data.expect(tag::INTEGER)?;
        let mut encrypted = data.expect(tag::SEQUENCE)?.elements();
        encrypted.expect(tag::OBJECT_IDENTIFIER)?;
        let algorithm = encrypted.expect(tag::SEQUENCE)?;
        let ciphertext = encrypted.string(tag::CONTEXT_0_STRING)?;
        self.keyring.open(algorithm, &ciphertext)
    }

    /// `SafeContents`, which may be nested.
    fn bags(&mut self, mut bags: Elements<'_>, depth: usize) -> Result<(), Unreadable> {
        let depth = depth
            .checked_sub(1)
            .ok_or_else(|| refused(Malformed::DEPTH))?;
        while let Some(bag) = bags.next().map_err(refused)? {
            let bag = Bag::read(bag).map_err(refused)?;
            match bag.oid.strip_prefix(BAG_ARC) {
                Some([1]) => self.key(bag.attributes, Ok(Secret::new(bag.value.whole.to_vec())))?,
                Some([2]) => {
                    let key = self.shrouded_key(bag.value);
                    self.key(bag.attributes, key)?;
                }
                Some([3]) => self.certificate(bag)?,
                Some([4]) => self.contents.leave_out("a certificate revocation list"),
                Some([5]) => self.contents.leave_out("a secret that is no key pair"),
                Some([6]) => self.bags(bag.value.elements(), depth)?,
                _ => self.contents.leave_out("a bag of a type that is not known"),
            }
        }
        Ok(())
    }

    fn shrouded_key(&mut self, value: Value<'_>) -> Result<Secret, KeyFault> {
        let mut fields = value.elements();
        let algorithm = fields.expect(tag::SEQUENCE)?;
        let ciphertext = fields.string(tag::OCTET_STRING)?;
        self.keyring
            .open_key(algorithm, &ciphertext)
            .map(Secret::from)
    }

    fn key(
        &mut self,
        attributes: Attributes,
        key: Result<Secret, KeyFault>,
    ) -> Result<(), Unreadable> {
        if self.keys.len() >= MAX_KEYS {
            return Err(refused(KeyFault::Broken("it has more keys than are read")));
        }
        self.contents.private_keys.push(PrivateKey {
            label: String::from("PRIVATE KEY"),
            line: None,
        });
        self.keys.push(KeyBag { attributes, key });
        Ok(())
    }

    fn certificate(&mut self, bag: Bag<'_>) -> Result<(), Unreadable> {
        let mut fields = bag.value.elements();
        let oid = fields.expect(tag::OBJECT_IDENTIFIER).map_err(refused)?;
        if oid.contents != X509_CERTIFICATE {
            self.contents
                .leave_out("a certificate that is no X.509 certificate");
            return Ok(());
        }
        let mut content = fields.expect(tag::CONTEXT_0).map_err(refused)?.elements();
        let der = content.string(tag::OCTET_STRING).map_err(refused)?;
        self.contents.add(&der)?;
        self.attributes.push(bag.attributes);
        Ok(())
    }
}

/// A `SafeBag`.
struct Bag<'a> {
    oid: &'a [u8],
    value: Value<'a>,
    attributes: Attributes,
}

impl<'a> Bag<'a> {
    fn read(bag: Value<'a>) -> Result<Self, Malformed> {
        let mut fields = bag.elements();
        let oid = fields.expect(tag::OBJECT_IDENTIFIER)?.contents;
        let mut content = fields.expect(tag::CONTEXT_0)?.elements();
        let value = content.expect(tag::SEQUENCE)?;
        Ok(Self {
            oid,
            value,
            attributes: Attributes::read(&mut fields)?,
        })
    }
}
