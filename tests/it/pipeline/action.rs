//! The steps of action.yml, run as GitHub runs them, with a stand-in for `sfmtls` or cargo that
//! writes down its arguments.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::program::{other, root};

/// Writes down each argument, and the reports that it is asked for; ends with the code given.
const STAND_IN: &str = r#"#!/usr/bin/env bash
printf '%s\n' "$@" > "$RUNNER_TEMP/arguments"
for argument in "$@"; do
    case $argument in
        human=*) printf '::error::from a certificate\n' > "${argument#*=}" ;;
        json=*|sarif=*) printf '{}' > "${argument#*=}" ;;
    esac
done
exit "${STAND_IN_CODE:-0}"
"#;

/// A step's script in a runner's folder, with the stand-in before all other programs.
fn step(script: &str, stand_in: &str, folder: &Path) -> Command {
    let program = folder.join(stand_in);
    fs::write(&program, STAND_IN).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let mut path = std::ffi::OsString::from(folder);
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let mut command = other(root().join("ci/action").join(script).to_str().unwrap());
    command
        .env("PATH", path)
        .env("RUNNER_TEMP", folder)
        .env("GITHUB_OUTPUT", folder.join("output"));
    command
}

fn arguments(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("arguments")).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn inputs_become_arguments_and_nothing_in_them_is_run() {
    let folder = TempDir::new().unwrap();
    let hostile = "$(touch owned); `id`";
    let output = step("check", "sfmtls", folder.path())
        .env(
            "SFMTLS_ACTION_PATHS",
            format!("  a b.pem\n\n-c.pem\n{hostile}\n"),
        )
        .env("SFMTLS_ACTION_ARGUMENTS", "--ignore\nlogin-host")
        .env("SFMTLS_ACTION_INSTANCE", hostile)
        .env("SFMTLS_ACTION_FAIL_ON", "warning")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let arguments = arguments(folder.path());
    assert_eq!(
        arguments[..5],
        ["check", "--fail-on", "warning", "--format", "github"]
    );
    let further = arguments.iter().skip_while(|it| *it != "--instance");
    assert_eq!(
        further.collect::<Vec<_>>(),
        [
            "--instance",
            hostile,
            "--ignore",
            "login-host",
            "--",
            "a b.pem",
            "-c.pem",
            hostile
        ]
    );
    assert!(!root().join("owned").exists());
}

#[test]
fn the_step_ends_as_the_program_does_and_names_its_files() {
    let folder = TempDir::new().unwrap();
    for code in ["0", "1", "2"] {
        let output = step("check", "sfmtls", folder.path())
            .env("SFMTLS_ACTION_PATHS", "client.pem")
            .env("STAND_IN_CODE", code)
            .output()
            .unwrap();
        assert_eq!(output.status.code().unwrap().to_string(), code);
    }
    let outputs = fs::read_to_string(folder.path().join("output")).unwrap();
    for (line, name) in outputs.lines().zip(["json", "sarif"]) {
        let (key, file) = line.split_once('=').unwrap();
        assert_eq!(key, name);
        assert!(Path::new(file).is_file());
    }
}

#[test]
fn a_line_of_the_report_is_no_command_for_github() {
    let folder = TempDir::new().unwrap();
    let output = step("check", "sfmtls", folder.path())
        .env("SFMTLS_ACTION_PATHS", "client.pem")
        .output()
        .unwrap();
    let said = said(&output);
    let (before, after) = said.split_once("::error::from a certificate").unwrap();
    let token = before.strip_prefix("::stop-commands::").unwrap().trim();
    assert!(token.len() > 30);
    assert_eq!(after.trim(), format!("::{token}::"));
}

#[test]
fn the_program_is_installed_from_the_checkout_or_from_a_tag() {
    let folder = TempDir::new().unwrap();
    let plain = step("install", "cargo", folder.path()).status().unwrap();
    assert!(plain.success());
    let arguments_of_plain = arguments(folder.path());
    assert_eq!(arguments_of_plain[..3], ["install", "--locked", "--path"]);
    let source = Path::new(&arguments_of_plain[3]).canonicalize().unwrap();
    assert_eq!(source, root().canonicalize().unwrap());
    let tagged = step("install", "cargo", folder.path())
        .env("SFMTLS_ACTION_VERSION", "v1 --evil")
        .env(
            "SFMTLS_ACTION_REPOSITORY",
            "https://host.invalid/OWNER/sfmtls",
        )
        .status()
        .unwrap();
    assert!(tagged.success());
    let expected = [
        "install",
        "--locked",
        "--git",
        "https://host.invalid/OWNER/sfmtls",
        "--tag",
        "v1 --evil",
        "sfmtls",
    ];
    assert_eq!(arguments(folder.path()), expected);
}

/// A template in a script would be read as shell (zizmor, template-injection).
#[test]
fn no_script_of_the_action_holds_a_template() {
    let action = fs::read_to_string(root().join("action.yml")).unwrap();
    let mut in_script = false;
    for line in action.lines() {
        let is_indented = line.starts_with("        ");
        in_script = line.trim() == "run: |" || (in_script && is_indented);
        assert!(!(in_script && line.contains("${{")), "{line}");
    }
    assert_eq!(action.matches("run: |").count(), 2);
}
