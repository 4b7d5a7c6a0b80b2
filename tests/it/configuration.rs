//! `sfmtls.toml`, `--config` and `--show-config`.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::program::{program, root};

/// A folder with this configuration and the real chain as `certificates/client.pem`.
fn project(configuration: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sfmtls.toml"), configuration).unwrap();
    std::fs::create_dir(folder.path().join("certificates")).unwrap();
    let chain = root().join("fixtures/real/python.org.pem");
    std::fs::copy(chain, folder.path().join("certificates/client.pem")).unwrap();
    folder
}

/// Runs `check` in a folder: exit code, standard output and standard error.
fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = program();
    let output = command
        .current_dir(folder)
        .arg("check")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn report(folder: &Path, at: &str) -> (Value, String) {
    let arguments = ["--at", at, "--format", "json", "certificates/client.pem"];
    let (_, output, said) = check(folder, &arguments);
    (serde_json::from_str(&output).unwrap(), said)
}

/// The finding of this rule in the only submission.
fn finding<'a>(report: &'a Value, rule: &str) -> &'a Value {
    let findings = report["submissions"][0]["findings"].as_array().unwrap();
    findings
        .iter()
        .find(|finding| finding["rule"] == rule)
        .unwrap()
}

const IGNORE: &str = "[[ignore]]\nrule = \"chrome-root-hierarchy\"\nreason = \"moves in spring\"\n";

#[test]
fn an_ignore_holds_until_its_day_has_passed_and_is_then_reported() {
    let folder = project(&format!("{IGNORE}until = \"2026-12-31\"\n"));
    for at in ["2026-11-24", "2026-12-31T23:59:59Z"] {
        let (before, said) = report(folder.path(), at);
        let found = finding(&before, "chrome-root-hierarchy");
        assert_eq!(found["suppressed"], true);
        assert_eq!(found["suppression"]["reason"], "moves in spring");
        assert_eq!(found["suppression"]["until"], "2026-12-31");
        assert_eq!(before["summary"]["suppressed"], 1);
        assert_eq!(said, "");
    }
    let (after, said) = report(folder.path(), "2027-01-01");
    assert_eq!(
        finding(&after, "chrome-root-hierarchy")["suppressed"],
        false
    );
    assert_eq!(after["summary"]["suppressed"], 0);
    let notice = "sfmtls.toml:1: the ignore of chrome-root-hierarchy ended on 2026-12-31; its findings count again";
    assert_eq!(said, format!("warning: {notice}\n"));
    assert_eq!(after["notices"][0], notice);
}

#[test]
fn an_ignore_that_matches_nothing_is_reported() {
    let folder = project("\n[[ignore]]\nrule = \"weak-key\"\nreason = \"old\"\n");
    let (_, said) = report(folder.path(), "2026-11-24");
    assert_eq!(
        said,
        "warning: sfmtls.toml:2: the ignore of weak-key matches nothing\n"
    );
    let upload = [
        "--for",
        "upload",
        "--at",
        "2026-11-24",
        "certificates/client.pem",
    ];
    assert_eq!(
        check(folder.path(), &upload).2,
        "",
        "the rule was not asked"
    );
}

#[test]
fn an_ignore_means_its_path_alone() {
    for (path, is_meant) in [
        ("certificates/client.pem", true),
        ("./certificates/client.pem", true),
        ("certificates", true),
        ("certificates/", true),
        ("certificates/*.pem", true),
        ("**/client.pem", true),
        ("*.pem", false),
        ("client.pem", false),
        ("certificates/other.pem", false),
        ("cert", false),
    ] {
        let folder = project(&format!("{IGNORE}path = \"{path}\"\n"));
        let (report, _) = report(folder.path(), "2026-11-24");
        let suppressed = &finding(&report, "chrome-root-hierarchy")["suppressed"];
        assert_eq!(*suppressed, is_meant, "{path}");
    }
}

#[test]
fn a_path_is_relative_to_the_configuration_wherever_the_program_runs() {
    let folder = project(&format!("{IGNORE}path = \"certificates/client.pem\"\n"));
    let below = folder.path().join("certificates");
    let absolute = below.join("client.pem");
    for path in [
        "client.pem",
        "../certificates/client.pem",
        absolute.to_str().unwrap(),
    ] {
        let arguments = ["--at", "2026-11-24", "--format", "json", path];
        let (_, output, _) = check(&below, &arguments);
        let report: Value = serde_json::from_str(&output).unwrap();
        assert_eq!(
            finding(&report, "chrome-root-hierarchy")["suppressed"],
            true,
            "{path}"
        );
    }
    // The name that is typed below the folder is not the file of that name in the folder.
    let of_the_folder = format!("{IGNORE}path = \"client.pem\"\n");
    std::fs::write(folder.path().join("sfmtls.toml"), of_the_folder).unwrap();
    let arguments = ["--at", "2026-11-24", "--format", "json", "client.pem"];
    let (_, output, said) = check(&below, &arguments);
    let report: Value = serde_json::from_str(&output).unwrap();
    let found = finding(&report, "chrome-root-hierarchy");
    assert_eq!(found["suppressed"], false);
    assert!(said.contains("matches nothing"), "{said}");
}

/// A finding about no single certificate is taken for one about the end entity.
#[test]
fn an_ignore_means_its_certificate_alone() {
    let folder = project("");
    let (plain, _) = report(folder.path(), "2026-11-24");
    let certificates = &plain["submissions"][0]["chain"]["certificates"];
    let sha256 = |index: usize| certificates[index]["sha256"].as_str().unwrap().to_owned();
    for (rule, index, is_meant) in [
        ("mixed-key-purposes", 0, true),
        ("mixed-key-purposes", 1, false),
        ("mixed-purpose-issuer", 1, true),
        ("mixed-purpose-issuer", 0, false),
        ("chrome-root-hierarchy", 0, true),
        ("chrome-root-hierarchy", 1, false),
    ] {
        let ignore = format!(
            "[[ignore]]\nrule = \"{rule}\"\nreason = \"known\"\nsha256 = \"{}\"\n",
            sha256(index)
        );
        std::fs::write(folder.path().join("sfmtls.toml"), ignore).unwrap();
        let (report, _) = report(folder.path(), "2026-11-24");
        assert_eq!(
            finding(&report, rule)["suppressed"],
            is_meant,
            "{rule} {index}"
        );
    }
}

#[test]
fn levels_of_the_file_count_and_flags_win_over_them() {
    let folder = project("fail-on = \"warning\"\n[severity]\nmixed-key-purposes = \"error\"\n");
    let path = ["--at", "2026-11-24", "certificates/client.pem"];
    assert_eq!(check(folder.path(), &path).0, Some(1));
    let flags = [
        "--fail-on",
        "error",
        "--severity",
        "mixed-key-purposes=note",
    ];
    let (code, output, _) = check(folder.path(), &[&flags[..], &path].concat());
    assert_eq!(code, Some(0));
    assert!(output.contains("note[mixed-key-purposes]"));
}

/// A flag for the list puts the file's word for the other source out of force.
#[test]
fn the_list_of_the_file_gives_way_to_a_flag() {
    let folder = project("instance = \"login.invalid\"\n");
    std::fs::copy(
        root().join("fixtures/containers/client-root.pem"),
        folder.path().join("list.pem"),
    )
    .unwrap();
    let arguments = [
        "--trust-list",
        "list.pem",
        "--format",
        "json",
        "certificates/client.pem",
    ];
    let (_, output, _) = check(folder.path(), &arguments);
    let report: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(report["trust_list"]["location"], "list.pem");
}

#[test]
fn what_is_in_force_is_shown_with_where_it_came_from() {
    let folder = project(&format!("trust-list = \"list.pem\"\n{IGNORE}"));
    let arguments = ["--show-config", "--policy", "1.8", "--at", "2026-11-24"];
    let (code, shown, _) = check(folder.path(), &arguments);
    assert_eq!(code, Some(0));
    for line in [
        "# read: sfmtls.toml",
        "trust-list = \"list.pem\"                     # sfmtls.toml:1",
        "policy = \"1.8\"                              # --policy",
        "expires-within = 30                         # default",
        "[[ignore]]                                  # sfmtls.toml:2",
        "# at: 2026-11-24T00:00:00Z                  # --at",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}\n{shown}");
    }
    // What is shown can be read again, and says the same.
    std::fs::write(folder.path().join("shown.toml"), &shown).unwrap();
    let again = ["--show-config", "--config", "shown.toml"];
    let (_, again, _) = check(folder.path(), &again);
    let values = |text: &str| -> toml::Table { text.parse().unwrap() };
    assert_eq!(values(&again), values(&shown));
}

#[test]
fn no_secret_is_shown() {
    let folder = project("");
    let mut command = program();
    command
        .current_dir(folder.path())
        .env("SFMTLS_PASSWORD", "hunter2");
    let output = command.args(["check", "--show-config"]).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("# SFMTLS_PASSWORD is set"));
    assert!(!shown.contains("hunter2"));
}

#[test]
fn a_configuration_that_cannot_be_read_is_told_by_name_and_line() {
    let folder = project("policy = \"1.7\"\nignroe = []\n");
    let (code, output, said) = check(folder.path(), &["certificates/client.pem"]);
    assert_eq!((code, output.as_str()), (Some(2), ""));
    assert_eq!(
        said,
        "error: sfmtls.toml:2: unknown key `ignroe`; the nearest is `ignore`\n"
    );
    let (code, _, said) = check(
        folder.path(),
        &["--config", "none.toml", "certificates/client.pem"],
    );
    assert_eq!(code, Some(2));
    assert!(said.starts_with("error: none.toml: "), "{said}");
}

/// The list of the file is the project's, whoever asks for it.
#[test]
fn roots_reads_where_the_list_comes_from() {
    let folder = project("trust-list = \"list.pem\"\n");
    std::fs::copy(
        root().join("fixtures/containers/client-root.pem"),
        folder.path().join("list.pem"),
    )
    .unwrap();
    let mut command = program();
    command.current_dir(folder.path());
    let output = command
        .args(["roots", "--format", "json"])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["trust_list"]["location"], "list.pem");
    assert_eq!(report["trust_list"]["entries"], 1);
}
