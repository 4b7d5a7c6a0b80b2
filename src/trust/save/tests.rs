use super::super::fixture_tests::read;
use super::*;
use crate::render::Printable;
use crate::trust::{Strength, bundled};

fn of(bytes: &[u8]) -> TrustList {
    TrustList::read(bytes, Source::File("list".into()), &[]).unwrap()
}

fn saved(list: &TrustList) -> Saved {
    list.save(&[])
        .unwrap_or_else(|error| panic!("{error}: {list:#?}"))
}

/// The list as it is read back, which has the same entries.
fn again(name: &str, list: &TrustList) -> TrustList {
    let saved = saved(list);
    assert!(saved.notes.is_empty(), "{name}: {:?}", saved.notes);
    let again = of(saved.text.as_bytes());
    assert_eq!(again.entries().len(), list.entries().len(), "{name}");
    for (again, first) in again.entries().iter().zip(list.entries()) {
        assert!(is_same(again, first), "{name}:\n{first:#?}\n{again:#?}");
    }
    again
}

/// Which root each entry is, and how that is known.
fn strengths(list: &TrustList) -> Vec<Option<(crate::certificate::Sha256, Strength)>> {
    let found = list.resolutions(&[]).into_iter();
    found
        .map(|found| found.map(|(root, strength)| (root.sha256, strength)))
        .collect()
}

#[test]
fn every_shape_is_read_back_with_all_that_it_gives() {
    let index = String::from_utf8(read("index.tsv")).unwrap();
    let names = index.lines().filter_map(|line| line.split('\t').next());
    let names: Vec<&str> = names.chain(["without-globalsign-r3.txt"]).collect();
    assert!(names.len() > 90);
    for name in names {
        let list = of(&read(name));
        assert_eq!(strengths(&again(name, &list)), strengths(&list), "{name}");
    }
}

#[test]
fn the_bundled_list_is_plain_pem() {
    let list = TrustList::bundled();
    assert_eq!(
        again("bundled", &list).with_certificate(),
        bundled::roots().len()
    );
    let text = saved(&list).text;
    let mut others = text.lines().skip(1).filter(|line| {
        !line.starts_with("-----")
            && !line.is_empty()
            && line.len() < 64
            && line.contains([':', ' '])
    });
    assert_eq!(others.next(), None, "what the list does not give is added");
}

/// Entries of every kind, of which neighbours have nothing in common that would tell them apart.
#[test]
fn a_mixed_list_is_read_back_entry_by_entry() {
    let [first, second, ..] = bundled::roots() else {
        panic!()
    };
    let text = format!(
        "Alias name: held\n{}MD5: {}\n*****\n\
         SHA1: {}\n*****\nMD5: 0123456789abcdef0123456789abcdef\n*****\n\
         Alias name: digits alone\nSHA256: {}\n*****\n\
         Owner: CN=ISRG Root X1, O=Internet Security Research Group, C=US\nSerial number: 8210cfb0d240e3594463e0bb63828b00\nNot after: Jun 4 11:04:38 2035 GMT\n",
        pem::certificate(&first.der),
        first.md5(),
        second.sha1(),
        "ab".repeat(32),
    );
    let list = of(text.as_bytes());
    assert_eq!(list.entries().len(), 5);
    let again = again("mixed", &list);
    let found = strengths(&again).into_iter();
    let found: Vec<Option<Strength>> = found.map(|found| found.map(|(_, it)| it)).collect();
    let expected = [
        Some(Strength::Certificate),
        Some(Strength::Sha1),
        None,
        None,
        Some(Strength::Text),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_alias_that_would_be_read_as_something_else_is_left_out_and_said() {
    let [first, ..] = bundled::roots() else {
        panic!()
    };
    for alias in [
        "<table><tr><td>",
        "MD5: 0123456789abcdef0123456789abcdef",
        "-----BEGIN CERTIFICATE-----",
        "-----END CERTIFICATE-----",
        "a, Dec 1, 2017, PrivateKeyEntry,",
        "0123456789abcdef0123456789abcdef01234567",
        "* x",
    ] {
        let entry = Entry {
            alias: Some(alias.into()),
            sha256: Some(first.sha256),
            ..Entry::default()
        };
        let list = TrustList::new(Source::Bundled, None, vec![entry], Vec::new());
        let saved = saved(&list);
        let again = of(saved.text.as_bytes());
        assert_eq!(strengths(&again), strengths(&list), "{alias}");
        // What would act on a page is written out, and kept as that.
        let written = Printable(alias).to_string();
        let kept = again.entries()[0].alias.as_ref() == Some(&written);
        assert_eq!(
            saved.notes.is_empty(),
            kept,
            "{alias}: {:?}",
            again.entries()
        );
    }
}

#[test]
fn control_characters_are_written_out() {
    let entry = Entry {
        alias: Some("a\u{1b}[31m\u{202e}b".into()),
        sha256: Some(bundled::roots()[0].sha256),
        ..Entry::default()
    };
    let list = TrustList::new(Source::Bundled, None, vec![entry], Vec::new());
    let text = saved(&list).text;
    assert!(text.contains(r"Alias name: a\u{1b}[31m\u{202e}b"), "{text}");
    assert!(
        text.chars()
            .all(|letter| letter == '\n' || !letter.is_control())
    );
}

#[test]
fn a_list_that_would_be_read_as_another_is_not_saved() {
    let entry = Entry {
        subject: Some("CN=<table>".into()),
        ..Entry::default()
    };
    let list = TrustList::new(Source::Bundled, None, vec![entry], Vec::new());
    assert_eq!(list.save(&[]).unwrap_err(), Unsavable);
}

#[test]
fn a_saved_list_that_is_cut_off_is_no_list() {
    let text = saved(&of(&read("keytool-v-en.txt"))).text;
    let cut = text.rfind("Alias name").unwrap();
    let error = TrustList::read(&text.as_bytes()[..cut], Source::Bundled, &[]).unwrap_err();
    assert_eq!(error.looks_like, crate::trust::Looks::Truncated);
}
