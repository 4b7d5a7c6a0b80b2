//! The pages below `docs/` that are made from the rules and from the table of symptoms.
//!
//! `SFMTLS_BLESS=1 cargo test --test it documentation` writes them anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sfmtls::render::markdown;
use sfmtls::rules::RULES;
use sfmtls::symptoms::{self, Symptom, TABLES};

use crate::support::pages::{self, hold};
use crate::support::program::root;

/// What says that a page is not to be edited.
fn made_from(source: &str) -> String {
    pages::made_from(source, "documentation")
}

/// A text in which each rule that it names is a link to that rule's page in `folder`.
pub fn linked(text: &str, folder: &str, but: &str) -> String {
    let others = RULES.iter().filter(|rule| rule.id != but);
    others.fold(text.to_owned(), |text, rule| {
        let id = rule.id;
        text.replace(&format!("`{id}`"), &format!("[`{id}`]({folder}{id}.md)"))
    })
}

#[test]
fn each_rule_has_its_page_and_no_other_is_there() {
    for rule in RULES {
        let source = format!("src/rules/{}.rs", rule.id.replace('-', "_"));
        let page = linked(&markdown::rule_page(rule), "", rule.id);
        hold(
            &format!("rules/{}.md", rule.id),
            &(made_from(&source) + &page),
        );
    }
    let held = fs::read_dir(root().join("docs/rules")).unwrap();
    let held = held.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let expected = RULES.iter().map(|rule| format!("{}.md", rule.id));
    let expected: BTreeSet<String> = expected.chain(["README.md".to_owned()]).collect();
    assert_eq!(held.collect::<BTreeSet<String>>(), expected);
}

#[test]
fn the_index_names_each_rule() {
    let mut page = made_from("src/rules/");
    page.push_str("# Rules\n\nWhat `sfmtls check` asks, in the order in which it reports.\n");
    for horizon in ["upload", "handshake", "renewal"] {
        writeln!(
            page,
            "\n## {horizon}\n\n| rule | level | what holds where it passes |\n|---|---|---|"
        )
        .unwrap();
        for rule in RULES
            .iter()
            .filter(|rule| rule.horizon.to_string() == horizon)
        {
            let (id, level, summary) = (rule.id, rule.severity, rule.summary());
            writeln!(page, "| [`{id}`]({id}.md) | {level} | {summary} |").unwrap();
        }
    }
    hold("rules/README.md", &page);
}

#[test]
fn the_set_up_has_its_page() {
    let page =
        made_from("src/symptoms/set_up.rs") + "# The set-up\n\n" + &symptoms::set_up() + "\n";
    hold("set-up.md", &page);
}

/// A symptom as it stands in the document: its title as code, its sections as a list.
fn entry(symptom: &Symptom) -> String {
    let page = markdown::symptom_page(symptom);
    let mut sections = page.split("\n## ");
    let (_, meaning) = sections.next().unwrap().split_once("\n\n").unwrap();
    let mut text = format!("### `{}`\n\n{meaning}\n", symptom.text());
    for section in sections {
        let (heading, items) = section.split_once('\n').unwrap();
        match items.trim_end().lines().collect::<Vec<_>>()[..] {
            [item] => text.push_str(&item.replacen("- ", &format!("- *{heading}*: "), 1)),
            ref items => write!(text, "- *{heading}*:\n  {}", items.join("\n  ")).unwrap(),
        }
        text.push('\n');
    }
    linked(&text, "rules/", "")
}

/// The first sentence of what a symptom means.
fn cause(symptom: &Symptom) -> &str {
    symptom.meaning.split_inclusive(". ").next().unwrap().trim()
}

#[test]
fn the_document_on_troubleshooting_has_every_symptom() {
    let mut page = made_from("src/symptoms/");
    page.push_str("# Troubleshooting\n\nSymptom, cause, and the command that proves it. ");
    page.push_str("`sfmtls explain` finds the entry for an error text,\nor for lines of a log that hold it: `sfmtls explain - < client.log`.\n");
    for table in TABLES {
        writeln!(
            page,
            "\n## {}\n\n| symptom | cause | command |\n|---|---|---|",
            table.title
        )
        .unwrap();
        for symptom in table.symptoms {
            let (text, cause, command) = (symptom.text(), cause(symptom), symptom.command);
            writeln!(page, "| `{text}` | {cause} | `{command}` |").unwrap();
        }
        for symptom in table.symptoms {
            page.push('\n');
            page.push_str(&entry(symptom));
        }
    }
    hold("troubleshooting.md", &page);
}

/// Every link from one file of `docs/` to another leads to a file.
#[test]
fn no_link_of_the_documentation_is_dead() {
    let docs = root().join("docs");
    let mut files = vec![root().join("README.md")];
    for folder in [docs.clone(), docs.join("rules"), docs.join("ci")] {
        let entries = fs::read_dir(folder).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|it| it == "md"))
    {
        let text = fs::read_to_string(file).unwrap();
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|it| it.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            let target = file.parent().unwrap_or(Path::new("")).join(link);
            assert!(target.exists(), "{}: {link}", file.display());
        }
    }
}
