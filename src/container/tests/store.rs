//! PKCS#12 made by hand, bag by bag.

use crate::der::{self, SEQUENCE};

/// An element of DER.
pub(super) fn element(tag: u8, contents: &[u8]) -> Vec<u8> {
    let mut written = Vec::new();
    der::write(&mut written, tag, contents);
    written
}

/// A DER object identifier below 1.2.840.113549.1.
pub(super) fn oid(arcs: &[u8]) -> Vec<u8> {
    let contents = [&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01], arcs].concat();
    element(0x06, &contents)
}

/// A bag of this type without attributes.
pub(super) fn bag(kind: u8, value: &[u8]) -> Vec<u8> {
    let id = oid(&[0x0c, 0x0a, 0x01, kind]);
    element(SEQUENCE, &[id, element(0xa0, value)].concat())
}

pub(super) fn certificate_bag(kind: u8, der: &[u8]) -> Vec<u8> {
    let id = oid(&[0x09, 0x16, kind]);
    let content = element(0xa0, &element(0x04, der));
    bag(3, &element(SEQUENCE, &[id, content].concat()))
}

/// A key store without MAC that holds these bags.
pub(super) fn store(bags: &[Vec<u8>]) -> Vec<u8> {
    authenticated(&data(&element(0x04, &element(SEQUENCE, &bags.concat()))))
}

/// A key store without MAC that holds these safes.
pub(super) fn authenticated(safes: &[u8]) -> Vec<u8> {
    key_store(&element(0x04, &element(SEQUENCE, safes)))
}

/// A key store whose safes are a string of these pieces.
pub(super) fn authenticated_in_pieces(pieces: &[u8]) -> Vec<u8> {
    key_store(&element(0x24, pieces))
}

fn key_store(string: &[u8]) -> Vec<u8> {
    element(SEQUENCE, &[element(0x02, &[3]), data(string)].concat())
}

/// A `ContentInfo` of the type `data` with this string.
fn data(string: &[u8]) -> Vec<u8> {
    element(
        SEQUENCE,
        &[oid(&[0x07, 0x01]), element(0xa0, string)].concat(),
    )
}

/// A key that is encrypted by triple DES with this many iterations, and does not decrypt.
pub(super) fn shrouded_key(iterations: u8) -> Vec<u8> {
    let parameters = [element(0x04, b"saltsalt"), element(0x02, &[iterations])].concat();
    let algorithm = [oid(&[0x0c, 0x01, 3]), element(SEQUENCE, &parameters)].concat();
    bag(2, &encrypted(&algorithm))
}

/// A key that is encrypted by PBES2 with a million iterations of HMAC with SHA-512.
pub(super) fn costly_key() -> Vec<u8> {
    let prf = element(
        SEQUENCE,
        &element(0x06, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 11]),
    );
    let million = element(0x02, &[0x0f, 0x42, 0x40]);
    let parameters = element(SEQUENCE, &[element(0x04, b"salt"), million, prf].concat());
    let derivation = element(SEQUENCE, &[oid(&[0x05, 0x0c]), parameters].concat());
    let aes = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 42];
    let cipher = [element(0x06, &aes), element(0x04, &[0; 16])].concat();
    let parameters = [derivation, element(SEQUENCE, &cipher)].concat();
    let algorithm = [oid(&[0x05, 0x0d]), element(SEQUENCE, &parameters)].concat();
    bag(2, &encrypted(&algorithm))
}

fn encrypted(algorithm: &[u8]) -> Vec<u8> {
    let fields = [element(SEQUENCE, algorithm), element(0x04, &[0; 48])];
    element(SEQUENCE, &fields.concat())
}
