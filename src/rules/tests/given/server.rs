//! `shared-public-root`: the server's certificate.

use super::*;

fn server(file: &str, trust: &TrustList) -> Server {
    let contents = container::read(file.as_bytes(), &container::Passwords::default()).unwrap();
    let chain = Chain::new(Presented::all(contents.certificates, "server.pem")).unwrap();
    Server::new(chain, trust, Time::parse(AT).unwrap())
}

#[test]
fn the_same_root_of_the_store_is_a_warning_before_the_date_and_an_error_from_it_on() {
    let root = root("root");
    let (server_file, _) = client(&root, |params| {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.serial_number = Some(9.into());
    });
    for (day, policy, severity) in [
        ((2026, 6, 14), "1.7", Severity::Warning),
        ((2026, 6, 15), "1.7", Severity::Error),
        ((2026, 6, 15), "1.6", Severity::Error),
        ((2026, 6, 15), "1.8", Severity::Warning),
    ] {
        let (file, _) = client(&root, |params| {
            params.not_before = date_time_ymd(day.0, day.1, day.2);
        });
        let judge = Judge::new(&root, &file).with_chrome_root(&root);
        let server = server(&server_file, &judge.trust);
        let found = findings(judge.ask("shared-public-root", |against| {
            against.server = Some(&server);
            against.policy = policy.parse().unwrap();
        }));
        assert_eq!(
            (found.len(), found[0].severity),
            (1, severity),
            "{day:?} {policy}"
        );
        let text = found[0].notes.join("\n");
        for part in [
            "can't originate from the same Public Root CA",
            "2026-06-15",
            "2027-03-15",
            "judged: whether a path",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}

#[test]
fn another_root_or_one_outside_the_store_passes_and_says_which_reading_was_judged() {
    let (root, other) = (root("root"), root("other"));
    let (file, _) = client(&root, |_| {});
    let (server_file, _) = client(&other, |_| {});
    let server_file = format!("{server_file}{}", other.pem());
    let judge = Judge::new(&root, &file).with_chrome_root(&root);
    let private = Judge::new(&root, &file);
    for (judge, server_file) in [(&judge, &server_file), (&private, &file)] {
        let server = server(server_file, &judge.trust);
        let verdict = judge.ask("shared-public-root", |against| {
            against.server = Some(&server);
        });
        assert!(matches!(verdict, Verdict::PassWith(said) if said.starts_with("judged:")));
    }
}

#[test]
fn a_server_whose_root_is_not_known_is_not_judged() {
    let root = root("root");
    let (server_file, _) = client(&self::root("elsewhere"), |_| {});
    let judge = Judge::new(&root, &client(&root, |_| {}).0).with_chrome_root(&root);
    let server = server(&server_file, &judge.trust);
    let why = reason(judge.ask("shared-public-root", |against| {
        against.server = Some(&server);
    }));
    assert!(why.contains("reaches no root"), "{why}");
}

/// The server's root has a cross-certificate from the client's root, which is in the store.
#[test]
fn a_cross_certificate_ties_two_hierarchies() {
    let (root, other) = (root("root"), root("other"));
    let mut cross = ca("other", 77);
    cross.not_after = date_time_ymd(2027, 4, 1);
    let cross = cross.signed_by(other.key(), &root).unwrap().pem();
    let (leaf, _) = client(&other, |_| {});
    let judge = Judge::new(&root, &client(&root, |_| {}).0).with_chrome_root(&root);
    let file = format!("{leaf}{}{cross}", other.pem());
    let server_with = server(&file, &judge.trust);
    let found = findings(judge.ask("shared-public-root", |against| {
        against.server = Some(&server_with);
    }));
    assert_eq!(found.len(), 1);
    let server_without = server(&format!("{leaf}{}", other.pem()), &judge.trust);
    let verdict = judge.ask("shared-public-root", |against| {
        against.server = Some(&server_without);
    });
    assert!(matches!(verdict, Verdict::PassWith(_)));
}
