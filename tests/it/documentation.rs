//! What the documentation says is what the program does.

mod console;
mod dependencies;
pub mod generated;

use std::collections::BTreeSet;
use std::path::Path;

use sfmtls::rules::RULES;

use crate::support::program::{root, run};

#[test]
fn every_page_says_why_what_to_do_and_on_whose_authority() {
    for rule in RULES {
        let page = rule.explanation();
        for section in [
            "## Why it matters\n",
            "## What to do\n",
            "## References\n- ",
        ] {
            assert!(page.contains(section), "{} lacks {section:?}", rule.id);
        }
        assert!(
            !rule.summary().is_empty() && !rule.citation.is_empty(),
            "{}",
            rule.id
        );
        assert!(
            rule.summary().ends_with('.'),
            "{}: {}",
            rule.id,
            rule.summary()
        );
    }
}

#[test]
fn ids_are_kebab_case_unique_and_the_names_of_files() {
    let ids: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(ids.len(), RULES.len());
    let files = std::fs::read_dir(root().join("src/rules"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file());
    let files: BTreeSet<String> = files
        .filter_map(|path| Some(path.file_stem()?.to_str()?.replace('_', "-")))
        .filter(|name| !["mod", "case", "authority"].contains(&name.as_str()))
        .collect();
    assert_eq!(ids, files);
}

/// The table of rules as the README has it.
fn table() -> String {
    let rows = RULES.iter().map(|rule| {
        let (id, level, horizon) = (rule.id, rule.severity, rule.horizon);
        format!("| `{id}` | {level} | {horizon} | {} |\n", rule.summary())
    });
    let head = "| rule | level | horizon | what holds where it passes |\n|---|---|---|---|\n";
    std::iter::once(head.to_owned()).chain(rows).collect()
}

#[test]
fn the_readme_has_the_table_of_rules() {
    let readme = readme();
    assert!(
        readme.contains(&table()),
        "README.md lacks this table:\n{}",
        table()
    );
}

#[test]
fn the_readme_shows_what_the_first_command_prints() {
    let readme = readme();
    let commands: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("cargo run -- "))
        .collect();
    let arguments: Vec<&str> = commands.first().unwrap().split(' ').collect();
    let output = run(&arguments);
    assert_eq!(output.status.code(), Some(0));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        readme.contains(printed.trim_end()),
        "README.md does not show:\n{printed}"
    );
}

/// README, "From a keystore to an upload in three commands", as it stands.
#[test]
fn the_readmes_three_commands_lead_from_a_key_store_to_an_upload() {
    let readme = readme();
    let commands: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("cargo run -q -- "))
        .collect();
    assert_eq!(commands.len(), 3);
    for command in commands {
        let output = run(&command.split(' ').collect::<Vec<_>>());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{command}: {said}");
    }
    let upload = std::fs::read_to_string(root().join("target/upload.pem")).unwrap();
    assert_eq!(upload.matches("-----BEGIN CERTIFICATE-----").count(), 2);
    assert!(!upload.contains("PRIVATE KEY"));
}

#[test]
fn every_exit_code_is_in_the_readme_and_in_the_help() {
    let help = String::from_utf8(run(&["check", "--help"]).stdout).unwrap();
    for code in ["0 ", "1 ", "2 ", "3 "] {
        assert!(help.contains(code));
        assert!(readme().contains(&format!("| {code}|")), "{code}");
    }
}

#[test]
fn help_and_explain_tell_what_no_file_can_show() {
    let help = String::from_utf8(run(&["check", "--help"]).stdout).unwrap();
    let page = String::from_utf8(run(&["explain", "set-up"]).stdout).unwrap();
    for fact in [
        "Salesforce Support",
        "Customize Application",
        "Enforce SSL/TLS Mutual Authentication",
        "API Only",
        "Database.com",
        "8443",
        "five minutes",
    ] {
        assert!(help.contains(fact), "the help lacks {fact}");
        assert!(page.contains(fact), "the page lacks {fact}");
    }
}

#[test]
fn pages_name_each_policy_versions_date_where_the_rule_depends_on_it() {
    for id in ["mixed-key-purposes", "chrome-root-hierarchy"] {
        let page = String::from_utf8(run(&["explain", id]).stdout).unwrap();
        for fact in ["1.6", "1.7", "1.8", "2026-06-15", "2027-03-15"] {
            assert!(page.contains(fact), "{id} lacks {fact}");
        }
    }
    let page = String::from_utf8(run(&["explain", "mixed-purpose-issuer"]).stdout).unwrap();
    for fact in ["1.6", "1.7", "1.8", "2026-06-15"] {
        assert!(page.contains(fact), "mixed-purpose-issuer lacks {fact}");
    }
}

/// facts-chrome.md: Chrome does not reject a client certificate, and nothing may say so.
#[test]
fn nothing_says_that_chrome_rejects_a_certificate() {
    for rule in RULES {
        let page = rule.explanation().to_lowercase();
        for claim in [
            "chrome rejects",
            "chrome will reject",
            "chrome refuses",
            "rejected by chrome",
        ] {
            assert!(!page.contains(claim), "{}: {claim}", rule.id);
        }
    }
}

fn readme() -> String {
    std::fs::read_to_string(root().join(Path::new("README.md"))).unwrap()
}
