//! Any bytes as certificate file and as list.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sfmtls::TrustList;

use super::support::{cases, fixture};
use crate::support::in_process::{NOW, html, human, json, judge, list};
use crate::support::program::{fed, program};

/// Files to start from: a chain, and lists of several shapes.
const FILES: &[&str] = &[
    "real/python.org.pem",
    "trust-lists/keytool-v-en.txt",
    "trust-lists/prints-sha1-spaces.txt",
    "trust-lists/saved-quoted-printable.mhtml",
    "trust-lists/saved-utf16.html",
    "trust-lists/table.html",
];

/// One change of a file at some place.
#[derive(Clone, Debug)]
enum Change {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize),
    Cut(Index),
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        let place = |index: &Index| index.index(file.len().max(1)).min(file.len());
        match self {
            Self::Set(index, byte) => {
                let place = place(index);
                file.splice(place..(place + 1).min(file.len()), [*byte]);
            }
            Self::Insert(index, bytes) => {
                let place = place(index);
                file.splice(place..place, bytes.iter().copied());
            }
            Self::Remove(index, count) => {
                let place = place(index);
                file.drain(place..(place + count).min(file.len()));
            }
            Self::Repeat(index, count) => {
                let place = place(index);
                let piece = file[place..(place + count).min(file.len())].to_vec();
                file.splice(place..place, piece);
            }
            Self::Cut(index) => file.truncate(place(index)),
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(index, byte)| Change::Set(index, byte)),
        (any::<Index>(), vec(any::<u8>(), 1..40))
            .prop_map(|(index, bytes)| Change::Insert(index, bytes)),
        (any::<Index>(), 1..400_usize).prop_map(|(index, count)| Change::Remove(index, count)),
        (any::<Index>(), 1..3_000_usize).prop_map(|(index, count)| Change::Repeat(index, count)),
        any::<Index>().prop_map(Change::Cut),
    ]
}

/// Any bytes, any text, or a fixture with up to four changes.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let changed = (select(FILES), vec(change(), 0..5)).prop_map(|(name, changes)| {
        let mut file = fixture(name);
        for change in &changes {
            change.apply(&mut file);
        }
        file
    });
    prop_oneof![
        1 => vec(any::<u8>(), 0..2_000),
        1 => any::<String>().prop_map(String::into_bytes),
        4 => changed,
    ]
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn any_bytes_are_judged_or_refused_as_certificate_file_and_as_list(file in hostile()) {
        let judged = judge(&file, &TrustList::bundled(), NOW);
        json(judged.clone());
        html(judged.clone());
        human(judged);
        if let Ok(list) = list(&file) {
            prop_assert!(!list.entries().is_empty(), "a list of nothing is no list");
        }
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn the_program_ends_with_a_code_of_the_contract_on_any_bytes(file in hostile()) {
        let as_certificate = exit(&["check", "-"], &file);
        prop_assert!(matches!(as_certificate, Some(0..=2)), "{as_certificate:?}");
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("list");
        std::fs::write(&list, &file).unwrap();
        let as_list = ["check", "fixtures/real/python.org.pem", "--trust-list", list.to_str().unwrap()];
        let as_list = exit(&as_list, &[]);
        prop_assert!(matches!(as_list, Some(0..=3)), "{as_list:?}");
    }
}

fn exit(arguments: &[&str], input: &[u8]) -> Option<i32> {
    let mut command = program();
    command.args(arguments);
    fed(command, input).unwrap().status.code()
}
