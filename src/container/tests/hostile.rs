//! What a hostile container costs: at most two seconds and 256 MiB in a release build.
//!
//! Without optimisation the files are smaller and the limit is wider.

use std::time::{Duration, Instant};

use super::store::{bag, certificate_bag, element, store};
use super::*;
use crate::der::SEQUENCE;

/// How large the files are made.
const SIZE: usize = if cfg!(debug_assertions) {
    1 << 20
} else {
    MAX_SIZE - 4096
};

const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

/// Asserts that the answer comes in time, whatever it is.
fn in_time(what: &str, bytes: &[u8]) {
    let started = Instant::now();
    let answer = super::super::read(bytes, &passwords(None, None));
    let elapsed = started.elapsed();
    let answer = answer.map_or_else(
        |error| error.to_string(),
        |contents| format!("{} certificates", contents.certificates.len()),
    );
    println!("{what}: {} bytes, {elapsed:?}, {answer}", bytes.len());
    assert!(elapsed < LIMIT, "{what}: {elapsed:?}");
}

fn repeated(unit: &[u8]) -> Vec<u8> {
    unit.repeat(SIZE / unit.len())
}

#[test]
fn many_small_parts_cost_no_more_than_their_size() {
    let certificate = certificate("a");
    let der = certificate.cert.der();
    let key = certificate.signing_key.serialize_der();
    let certificates = repeated(&certificate_bag(1, der));
    in_time("certificates", &store(&[certificates]));
    let keys = bag(1, &key).repeat(9000.min(SIZE / key.len() / 2));
    let others = certificate_bag(1, der).repeat(9000.min(SIZE / der.len() / 2));
    in_time("keys and certificates", &store(&[keys, others]));
    in_time(
        "empty bags",
        &store(&[repeated(&bag(5, &element(SEQUENCE, &[])))]),
    );
    for unit in [&der[..], &[0xa0, 0]] {
        let signed_data = [
            element(0x02, &[1]),
            element(0x31, &[]),
            element(SEQUENCE, &[]),
            element(0xa0, &repeated(unit)),
            element(0x31, &[]),
        ];
        let content = element(0xa0, &element(SEQUENCE, &signed_data.concat()));
        let oid = super::store::oid(&[0x07, 0x02]);
        in_time("PKCS#7", &element(SEQUENCE, &[oid, content].concat()));
    }
}

#[test]
fn many_derivations_end_with_the_budget() {
    let certificate = certificate_bag(1, certificate("a").cert.der());
    let keys = super::store::shrouded_key(127).repeat(9000);
    in_time(
        "keys that do not open",
        &store(&[certificate.clone(), keys]),
    );
    let keys = super::store::costly_key().repeat(9);
    in_time("costly keys", &store(&[certificate, keys]));
}

#[test]
fn open_ended_lengths_cost_no_more_than_their_depth() {
    let elements = repeated(&[5, 0]);
    let mut nested = [0x30, 0x80].repeat(31);
    nested.extend(&elements);
    in_time("indefinite lengths", &nested);
    let header = [
        &[0x30, 0x80][..],
        &super::store::oid(&[0x07, 0x02]),
        &[0xa0, 0x80, 0x30, 0x80, 0x02, 1, 1, 0x31, 0x80],
    ];
    in_time("signed data", &[header.concat(), elements].concat());
    let pieces = repeated(&[0x24, 0x80, 0x04, 0, 0, 0]);
    let store = super::store::authenticated_in_pieces(&pieces);
    in_time("strings in pieces", &store);
}

/// The head of a JCEKS store with a secret key.
fn jceks() -> Vec<u8> {
    let words = [0xcece_cece_u32, 2, 1, 3];
    let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
    bytes.extend([0, 1, b'a', 0, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend([0xac, 0xed, 0, 5]);
    bytes
}

#[test]
fn serialized_objects_cost_no_more_than_their_size() {
    let header = jceks();
    let class = |name: &[u8], parent: &[u8]| {
        let length = u8::try_from(name.len()).unwrap();
        let serial_and_flags: &[u8] = &[0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0x78];
        [&[0x72, 0, length], name, serial_and_flags, parent].concat()
    };
    // An array of as many objects as Java can count.
    let long = [&[0x75][..], &class(b"[L", &[0x70]), &[0xff; 4]].concat();
    let start = [&header[..], &long].concat();
    in_time("nulls", &[&start[..], &repeated(&[0x70])].concat());
    in_time(
        "objects",
        &[&start[..], &repeated(&[0x73, 0x71, 0, 0x7e, 0, 0])].concat(),
    );
    // The array has the first two handles; each class is derived from the one before it.
    let mut classes = [&start[..], &class(b"a", &[0x70])].concat();
    for handle in 2..10 {
        classes.extend(class(b"a", &[0x71, 0, 0x7e, 0, handle]));
    }
    let objects = repeated(&[0x73, 0x71, 0, 0x7e, 0, 10]);
    in_time("objects of many ancestors", &[classes, objects].concat());
}

#[test]
fn large_keys_of_java_cost_no_more_than_their_size() {
    let words = [0xfeed_feed_u32, 2, 1, 1];
    let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
    bytes.extend([0, 1, b'a', 0, 0, 0, 0, 0, 0, 0, 0]);
    let oid = [
        0x06, 10, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x2a, 0x02, 0x11, 0x01, 0x01,
    ];
    let key = [
        element(SEQUENCE, &oid),
        element(0x04, &vec![0; SIZE - 2048]),
    ]
    .concat();
    let key = element(SEQUENCE, &key);
    bytes.extend(u32::try_from(key.len()).unwrap().to_be_bytes());
    bytes.extend(key);
    bytes.extend([0; 24]);
    let started = Instant::now();
    let answer = super::super::read(&bytes, &passwords(Some("x"), Some("y")));
    assert_eq!(answer.unwrap_err().kind, UnreadableKind::WrongPassword);
    assert!(started.elapsed() < LIMIT, "{:?}", started.elapsed());
}
