//! Where each format goes.

use std::fs;

use super::{FAILS, FORMATS, LIST, PASSES, check, printed};
use crate::support::program::program;

#[test]
fn one_run_writes_each_format_to_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut arguments = vec![LIST.to_owned(), FAILS.into(), "--format=human".into()];
    for format in FORMATS {
        arguments.push(format!("--format={}={}", format.name, file(format.name)));
    }
    let arguments: Vec<_> = arguments.iter().map(|argument| &**argument).collect();
    let output = check(&arguments);
    assert_eq!(output.status.code(), Some(1));
    for format in FORMATS {
        let written = fs::read_to_string(file(format.name)).unwrap();
        assert_eq!(
            written,
            printed(format.name, &[LIST, FAILS]),
            "{}",
            format.name
        );
    }
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(shown, printed("human", &[LIST, FAILS]));
}

#[test]
fn two_reports_for_one_place_are_a_usage_error() {
    let folder = tempfile::tempdir().unwrap();
    let name = folder.path().join("report").to_str().unwrap().to_owned();
    let (json, sarif) = (
        format!("--format=json={name}"),
        format!("--format=sarif={name}"),
    );
    let parent = folder.path().display();
    let same = format!("--format=sarif={parent}/./report");
    let output = format!("--output={name}");
    for arguments in [
        &[&*json, &sarif][..],
        &[&json, &same],
        &[&json, "--format=human", &output],
        &["--format=json", "--format=sarif"],
        &["--format=json", "--format=sarif", &output],
        // Nothing would be written to it.
        &[&json, "--output=other"],
    ] {
        let output = check(&[&[LIST, PASSES], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn an_unknown_format_and_a_missing_name_are_usage_errors() {
    for argument in [
        "--format=sarfi",
        "--format=sarif=",
        "--format=sarfi=file",
        "--format=",
    ] {
        let output = check(&[LIST, PASSES, argument]);
        assert_eq!(output.status.code(), Some(2), "{argument}");
    }
    let said = String::from_utf8(check(&[PASSES, "--format=sarfi=file"]).stderr).unwrap();
    assert!(
        said.contains("'sarif'") && said.contains("prometheus"),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn a_reports_name_need_not_be_unicode() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let name = folder.path().join(OsStr::from_bytes(b"a=\xff.json"));
    let mut wanted = OsStr::new("--format=json=").to_owned();
    wanted.push(&name);
    let mut command = program();
    command
        .args(["check", "--at=2026-11-24", LIST, PASSES])
        .arg(wanted);
    assert_eq!(command.output().unwrap().status.code(), Some(0));
    let written = fs::read_to_string(name).unwrap();
    assert_eq!(written, printed("json", &[LIST, PASSES]));
}
