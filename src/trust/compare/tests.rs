use super::super::fixture_tests::read;
use super::*;
use crate::trust::{Source, bundled};

fn of(text: &str) -> TrustList {
    let list = TrustList::read(text.as_bytes(), Source::File("list".into()), &[]);
    list.unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn fixture(name: &str) -> TrustList {
    TrustList::read(&read(name), Source::File(name.into()), &[]).unwrap()
}

/// How many were added, removed and changed.
fn counts(earlier: &TrustList, later: &TrustList) -> [usize; 3] {
    let found = later.differences(earlier, &[]);
    [found.added.len(), found.removed.len(), found.changed.len()]
}

/// All are of the same four roots: by certificates, each kind of fingerprint, names in any style.
#[test]
fn no_shape_of_a_list_differs_from_another() {
    let names = [
        "pem.pem",
        "keytool-sha1.txt",
        "keytool-md5.txt",
        "keytool-v-ja.txt",
        "table-text.html",
        "blocks-openssl.txt",
        "names-slash.txt",
        "names.txt",
    ];
    for one in names {
        for other in names {
            assert_eq!(
                counts(&fixture(one), &fixture(other)),
                [0, 0, 0],
                "{one}, {other}"
            );
        }
    }
}

#[test]
fn a_root_that_one_list_alone_has_was_added_or_removed() {
    let (all, without) = (fixture("pem.pem"), fixture("without-globalsign-r3.txt"));
    assert_eq!(counts(&without, &all), [1, 0, 0]);
    assert_eq!(counts(&all, &without), [0, 1, 0]);
    let added = all.differences(&without, &[]).added;
    assert!(all.entries()[added[0]].subject_told(None).is_none());
    let held = all.entries()[added[0]].certificate.as_ref().unwrap();
    assert_eq!(
        held.subject.attribute("OU"),
        Some("GlobalSign Root CA - R3")
    );
}

/// Two entries, so that it is a list.
fn two(first: &str, rest: &str) -> TrustList {
    let second = "SHA1: df:3c:24:f9:bf:d6:66:76:1b:26:80:73:fe:06:d1:cc:8d:4f:82:a4";
    of(&format!(
        "{first}\nEntry type: trustedCertEntry\n{rest}\n*****\n{second}\n"
    ))
}

const PRINT: &str = "SHA1: 00112233445566778899aabbccddeeff00112233";

#[test]
fn a_field_that_both_give_and_that_differs_is_a_change() {
    let alike = |one: &str, other: &str| counts(&two(one, PRINT), &two(other, PRINT));
    for (one, other) in [
        ("Alias name: one", "Alias name: two"),
        ("Owner: CN=One, O=A", "Owner: CN=Two, O=A"),
        ("Owner: CN=One, O=A", "Owner: CN=One, O=B"),
        ("Not after: 2030-01-01", "Not after: 2031-01-01"),
    ] {
        assert_eq!(alike(one, other), [0, 0, 1], "{one}");
    }
    for (one, other) in [
        ("Alias name: one", "Owner: CN=One"),
        ("Owner: CN=One, O=A\\, Inc.", "Owner: O=\"A, Inc.\", CN=one"),
        ("Owner: /C=US/CN=One", "Owner: CN=One,C=US"),
        (
            "Not after: Jan 15 12:00:00 2038 GMT",
            "Not after: 2038-01-15",
        ),
        (
            "Not after: Fri Jan 15 12:00:00 UTC 2038",
            "Not after: 2038-01-15T12:00:00Z",
        ),
    ] {
        assert_eq!(alike(one, other), [0, 0, 0], "{one}");
    }
}

#[test]
fn the_same_name_with_another_fingerprint_is_another_root() {
    let other = PRINT.replace("0011", "ffff");
    let name = "Owner: CN=One, O=A";
    assert_eq!(counts(&two(name, PRINT), &two(name, &other)), [1, 1, 0]);
    // By another algorithm nothing speaks against it.
    let sha256 = format!("SHA256: {}", "ab".repeat(32));
    assert_eq!(counts(&two(name, PRINT), &two(name, &sha256)), [0, 0, 0]);
}

#[test]
fn a_stronger_fingerprint_decides_where_a_weaker_one_agrees() {
    let with = |digits: &str| format!("{PRINT}\nSHA256: {}", digits.repeat(32));
    assert_eq!(
        counts(
            &two("Owner: CN=One", &with("ab")),
            &two("Owner: CN=One", &with("cd"))
        ),
        [1, 1, 0]
    );
}

#[test]
fn of_several_roots_of_one_name_each_is_paired_with_its_like() {
    let entry = |end: u32| {
        format!("Owner: CN=Same\nEntry type: trustedCertEntry\nNot after: {end}-01-01\n*****\n")
    };
    let known = "Owner: CN=ISRG Root X1, O=Internet Security Research Group, C=US\n*****\n";
    let list = |ends: [u32; 3]| of(&format!("{known}{}", ends.map(entry).concat()));
    assert_eq!(
        counts(&list([2030, 2031, 2032]), &list([2032, 2030, 2031])),
        [0, 0, 0]
    );
    assert_eq!(
        counts(&list([2030, 2031, 2032]), &list([2032, 2030, 2040])),
        [0, 0, 1]
    );
}

/// With every pair of them compared, this would take minutes.
#[test]
fn five_thousand_namesakes_are_compared_in_good_time() {
    let entries = |year: u32| {
        let entry = |serial: u32| {
            format!(
                "Owner: CN=Same, O=A\nEntry type: trustedCertEntry\nSerial number: {serial:08x}\nNot after: {year}-01-01\n*****\n"
            )
        };
        let known = "Owner: CN=ISRG Root X1, O=Internet Security Research Group, C=US\n*****\n";
        of(&format!(
            "{known}{}",
            (0..5_000).map(entry).collect::<String>()
        ))
    };
    let (one, other) = (entries(2030), entries(2031));
    assert_eq!(one.entries().len(), 5_001);
    assert_eq!(counts(&one, &other), [0, 0, 5_000]);
}

#[test]
fn the_bundled_list_differs_from_itself_in_nothing() {
    let list = TrustList::bundled();
    assert_eq!(counts(&list, &list), [0, 0, 0]);
    assert_eq!(
        counts(&fixture("pem.pem"), &list),
        [bundled::roots().len() - 4, 0, 0]
    );
}
