//! `--diff`: the bundled list and changed copies of it.

use serde_json::Value;

use super::{Folder, asked, fields, list, report, roots};

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";

/// The bundled list as PEM, one certificate a part.
fn bundled(folder: &Folder) -> Vec<String> {
    let file = folder.path("bundled.pem");
    report(&["--save", &file]);
    let text = std::fs::read_to_string(file).unwrap();
    let parts = text.split(BEGIN).skip(1);
    parts
        .map(|part| format!("{BEGIN}{}", part.trim_end()))
        .collect()
}

#[test]
fn a_changed_copy_of_the_bundled_list_differs_in_what_was_changed() {
    let folder = Folder::new();
    let mut parts = bundled(&folder);
    let gone = parts.remove(7);
    let foreign = std::fs::read_to_string("fixtures/trust-lists/pki/r1.pem").unwrap();
    let pem = foreign.split(BEGIN).nth(1).unwrap();
    parts.push(format!("{BEGIN}{pem}"));
    let copy = folder.file("copy.pem", parts.join("\n\n"));
    let (report, code) = asked(&["--trust-list", &copy, "--diff", &folder.path("bundled.pem")]);
    assert_eq!(code, Some(1));
    let diff = &report["diff"];
    let [added] = diff["added"].as_array().unwrap().as_slice() else {
        panic!("{diff}");
    };
    let [removed] = diff["removed"].as_array().unwrap().as_slice() else {
        panic!("{diff}");
    };
    assert_eq!(diff["changed"], Value::Array(Vec::new()));
    let prints = |file: &str| fields(&report_of(file)["roots"], "sha256")[0].clone();
    assert_eq!(
        added["sha256"],
        prints(&folder.file("added.pem", format!("{BEGIN}{pem}")))
    );
    assert_eq!(removed["sha256"], prints(&folder.file("removed.pem", gone)));
    let text = roots(&["--trust-list", &copy, "--diff", &folder.path("bundled.pem")]).stdout;
    let text = String::from_utf8(text).unwrap();
    assert!(text.starts_with("+ CN="), "{text}");
    assert!(
        text.contains("\n- CN=") && text.contains("1 added, 1 removed, 0 changed"),
        "{text}"
    );
}

fn report_of(file: &str) -> Value {
    report(&["--trust-list", file])
}

#[test]
fn an_unchanged_list_is_exit_0_in_any_other_shape() {
    for (one, other) in [
        ("pem.pem", "keytool-md5.txt"),
        ("table.html", "names-slash.txt"),
    ] {
        let report = report(&["--trust-list", &list(one), "--diff", &list(other)]);
        let diff = &report["diff"];
        for part in ["added", "removed", "changed"] {
            assert_eq!(
                diff[part],
                Value::Array(Vec::new()),
                "{one} {other}: {part}"
            );
        }
    }
}

#[test]
fn a_change_tells_both_sides() {
    let folder = Folder::new();
    let text = std::fs::read_to_string(list("keytool-sha1.txt")).unwrap();
    let earlier = folder.file("earlier.txt", text.replace("digicertglobalrootg2", "g2"));
    let arguments = [
        "--trust-list",
        &list("keytool-sha1.txt"),
        "--diff",
        &earlier,
    ];
    let (report, code) = asked(&arguments);
    assert_eq!(code, Some(1));
    let [change] = report["diff"]["changed"].as_array().unwrap().as_slice() else {
        panic!("{report}");
    };
    assert_eq!(change["before"]["alias"], "g2");
    assert_eq!(change["after"]["alias"], "digicertglobalrootg2");
    assert_eq!(change["before"]["sha256"], change["after"]["sha256"]);
    let text = String::from_utf8(roots(&arguments).stdout).unwrap();
    assert!(
        text.starts_with("~ ") && text.contains("alias: g2 -> digicertglobalrootg2"),
        "{text}"
    );
}

/// The nightly job: the file is compared with before it is replaced.
#[test]
fn the_earlier_list_may_be_the_file_that_is_saved_to() {
    let folder = Folder::new();
    let file = folder.file(
        "kept.txt",
        std::fs::read(list("without-globalsign-r3.txt")).unwrap(),
    );
    let arguments = [
        "--trust-list",
        &list("pem.pem"),
        "--diff",
        &file,
        "--save",
        &file,
    ];
    assert_eq!(asked(&arguments).1, Some(1));
    assert_eq!(asked(&arguments).1, Some(0));
}

/// A search shows less and compares all the same.
#[test]
fn a_search_leaves_the_comparison_whole() {
    let file = list("without-globalsign-r3.txt");
    let pem = list("pem.pem");
    let (report, code) = asked(&["--trust-list", &pem, "--diff", &file, "--search", "isrg"]);
    assert_eq!(code, Some(1));
    assert_eq!(report["roots"].as_array().unwrap().len(), 1);
    assert_eq!(report["diff"]["added"].as_array().unwrap().len(), 1);
}
