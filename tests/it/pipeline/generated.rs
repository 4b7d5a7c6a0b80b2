//! Completions and the manual.

use crate::support::program::{fed, other, run};
use crate::support::shared::leave_out;

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What another program says of a text on its standard input; it must succeed.
fn judged_by(program: &str, arguments: &[&str], text: &str) -> String {
    let mut command = other(program);
    command.args(arguments);
    let output = fed(command, text.as_bytes()).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{program}: {said}");
    String::from_utf8(output.stdout).unwrap() + &said
}

#[test]
fn bash_completes_commands_options_and_values() {
    let script = printed(&["completions", "bash"]);
    let ask = |words: &str, count: usize| {
        let asked = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD={count}\n_sfmtls sfmtls \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
        );
        judged_by("bash", &["--norc", "-s"], &asked)
    };
    assert_eq!(ask("sfmtls che", 1), "check\n");
    assert_eq!(ask("sfmtls check --trust", 2), "--trust-list\n");
    assert_eq!(ask("sfmtls check --fail-on n", 3), "note\nnever\n");
}

#[test]
fn every_shell_has_a_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            printed(&["completions", shell]).contains("trust-list"),
            "{shell}"
        );
    }
    let unknown = run(&["completions", "cmd"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_manual_page_is_there_for_the_program_and_for_each_command() {
    let page = printed(&["man"]);
    assert!(page.contains(".TH sfmtls 1"));
    assert!(page.contains("sfmtls\\-check(1)"));
    assert!(!page.contains("sfmtls\\-help"));
    let check = printed(&["man", "check"]);
    assert!(check.contains(".TH sfmtls-check 1"));
    assert!(check.contains("\\-\\-trust\\-list"));
    let unknown = run(&["man", "frobnicate"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there are check, bundle"));
}

/// Debian's `man` runs groff in the same way.
#[test]
fn groff_has_nothing_to_say_of_the_manual() {
    if other("groff").arg("--version").output().is_err() {
        return leave_out("groff is not installed");
    }
    for arguments in [&["man"][..], &["man", "check"], &["man", "explain"]] {
        let page = printed(arguments);
        let said = judged_by("groff", &["-man", "-Tascii", "-wall", "-z"], &page);
        assert_eq!(said, "", "{arguments:?}");
    }
}
