//! Real files and folders through [`Submissions`].

use std::fs;

use tempfile::TempDir;

use super::*;

fn pem(name: &str) -> String {
    let mut params = rcgen::CertificateParams::new(vec![]).unwrap();
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, name);
    let key = rcgen::KeyPair::generate().unwrap();
    params.self_signed(&key).unwrap().pem()
}

fn key() -> String {
    rcgen::KeyPair::generate().unwrap().serialize_pem()
}

/// A folder with these files, directories made as needed.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// What the paths give: the name below `folder`, and `read`, `passed over` or `unreadable`.
fn outcomes(folder: &Path, paths: &[&Path]) -> Vec<(String, &'static str)> {
    let paths: Vec<OsString> = paths.iter().map(Into::into).collect();
    let prefix = format!("{}/", shown(folder));
    Submissions::of(&paths, Passwords::default())
        .map(|submission| {
            let name = submission.name.replace(&prefix, "").replace('\\', "/");
            let outcome = match submission.outcome {
                Outcome::Read(_) => "read",
                Outcome::PassedOver(_) => "passed over",
                Outcome::Unreadable(_) => "unreadable",
            };
            (name, outcome)
        })
        .collect()
}

fn expected(outcomes: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    outcomes
        .iter()
        .map(|(name, outcome)| ((*name).to_owned(), *outcome))
        .collect()
}

/// The only error that a path gives.
fn error(path: &Path) -> InputError {
    let mut submissions = Submissions::of(&[path.into()], Passwords::default());
    let only = submissions.next().unwrap();
    assert!(submissions.next().is_none());
    match only.outcome {
        Outcome::Unreadable(error) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_directory_stands_for_its_certificate_files_in_order() {
    let (a, key) = (pem("a"), key());
    let folder = folder(&[
        ("b.pem", &a),
        ("a/z.CRT", &a),
        ("a.cer", &a),
        ("key.pem", &key),
        ("broken.der", "nothing"),
        ("readme.txt", &a),
        ("noextension", &a),
        (".hidden.pem", &a),
        (".git/c.pem", &a),
        ("x.pem/inside.jks", &a),
    ]);
    assert_eq!(
        outcomes(folder.path(), &[folder.path()]),
        expected(&[
            ("a/z.CRT", "read"),
            ("a.cer", "read"),
            ("b.pem", "read"),
            ("broken.der", "unreadable"),
            ("key.pem", "passed over"),
            ("x.pem/inside.jks", "read"),
        ])
    );
}

#[test]
fn a_directory_without_certificates_is_an_error_after_its_notices() {
    let key = key();
    let folder = folder(&[("key.pem", &key), ("readme.txt", "x")]);
    let name = shown(folder.path());
    assert_eq!(
        outcomes(folder.path(), &[folder.path()]),
        expected(&[("key.pem", "passed over"), (&name, "unreadable")])
    );
}

#[test]
fn a_key_that_is_given_itself_is_an_error_with_its_line() {
    let folder = folder(&[("key.pem", &format!("\n{}", key()))]);
    let path = folder.path().join("key.pem");
    let text = error(&path).to_string();
    let start = format!("{}:2: a private key and no certificate", shown(&path));
    assert!(text.starts_with(&start), "{text}");
}

#[test]
fn a_missing_file_is_named_and_the_others_are_read() {
    let a = pem("a");
    let folder = folder(&[("a.pem", &a)]);
    let (missing, there) = (folder.path().join("no.pem"), folder.path().join("a.pem"));
    assert_eq!(
        outcomes(folder.path(), &[&missing, &there]),
        expected(&[("no.pem", "unreadable"), ("a.pem", "read")])
    );
    let text = format!("{}: no such file or directory", shown(&missing));
    assert_eq!(error(&missing).to_string(), text);
}

#[test]
fn standard_input_is_read_once() {
    let mut steps = VecDeque::new();
    add_steps(&mut steps, "-");
    add_steps(&mut steps, "-");
    assert!(matches!(steps.pop_front(), Some(Step::File(path)) if path == "-"));
    assert!(matches!(steps.pop_front(), Some(Step::Failed(_))));
}

#[test]
fn names_cannot_drive_a_terminal() {
    let error = InputError::new("a\u{1b}[2J\u{202e}b\n.pem", "x");
    assert_eq!(error.to_string(), "a\\u{1b}[2J\\u{202e}b\\u{a}.pem: x");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn links_are_followed_within_the_tree_only_and_never_for_ever() {
        let a = pem("a");
        let outside = folder(&[("out.pem", &a)]);
        let folder = folder(&[("..data/tls.crt", &a), ("real/b.pem", &a)]);
        let at = |name: &str| folder.path().join(name);
        symlink("..data/tls.crt", at("tls.crt")).unwrap();
        symlink("..data", at("linked")).unwrap();
        symlink("..", at("real/loop")).unwrap();
        symlink("real", at("again")).unwrap();
        symlink(outside.path().join("out.pem"), at("out.pem")).unwrap();
        symlink(outside.path(), at("outside")).unwrap();
        symlink("nowhere", at("dangling.pem")).unwrap();
        assert_eq!(
            outcomes(folder.path(), &[folder.path()]),
            expected(&[
                ("dangling.pem", "passed over"),
                ("linked/tls.crt", "read"),
                ("out.pem", "passed over"),
                ("real/b.pem", "read"),
                ("tls.crt", "read"),
            ])
        );
    }

    #[test]
    fn a_pipe_in_a_directory_is_never_opened() {
        let a = pem("a");
        let folder = folder(&[("a.pem", &a)]);
        let pipe = folder.path().join("pipe.pem");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(
            outcomes(folder.path(), &[folder.path()]),
            expected(&[("a.pem", "read"), ("pipe.pem", "passed over")])
        );
    }

    #[test]
    fn an_endless_file_is_not_read_to_its_end() {
        let error = error(Path::new("/dev/zero"));
        assert!(error.reason.contains("larger than 16 MiB"), "{error}");
    }

    #[test]
    fn names_that_are_not_utf8_work() {
        let folder = folder(&[]);
        let path = folder.path().join(OsStr::from_bytes(b"gr\xfc\xdfe.pem"));
        fs::write(&path, pem("a")).unwrap();
        // `outcomes` shows every backslash as a slash, as paths on Windows want it.
        let name = "gr/xfc/xdfe.pem";
        assert_eq!(
            outcomes(folder.path(), &[&path]),
            expected(&[(name, "read")])
        );
        assert_eq!(
            outcomes(folder.path(), &[folder.path()]),
            expected(&[(name, "read")])
        );
    }
}
