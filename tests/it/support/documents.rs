//! Pages below `docs/` that tests make: compared with what is there, or written anew.

use std::fs;

use sfmtls::rules::RULES;

use super::program::root;

/// Whether what is made is to be written, not compared: `SFMTLS_BLESS=1`.
pub fn is_blessed() -> bool {
    std::env::var_os("SFMTLS_BLESS").is_some_and(|value| value == "1")
}

/// Compares a page with the file, or writes it where that is asked for.
pub fn hold(path: &str, page: &str) {
    let file = root().join("docs").join(path);
    if is_blessed() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, page).unwrap();
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    let lacked = page
        .lines()
        .find(|line| !held.lines().any(|other| other == *line));
    assert!(
        held == page,
        "docs/{path} is not what its sources say: SFMTLS_BLESS=1 writes it anew; it lacks: {}",
        lacked.unwrap_or_default()
    );
}

/// A text in which each rule that it names is a link to that rule's page in `folder`.
pub fn linked(text: &str, folder: &str, but: &str) -> String {
    let others = RULES.iter().filter(|rule| rule.id != but);
    others.fold(text.to_owned(), |text, rule| {
        let id = rule.id;
        text.replace(&format!("`{id}`"), &format!("[`{id}`]({folder}{id}.md)"))
    })
}
