//! Pages below `docs/` that tests make: compared with the files, or written anew.

use std::fs;

use super::program::root;

/// Whether what a test makes is to be written anew (`SFMTLS_BLESS=1`), not compared.
pub fn is_blessed() -> bool {
    std::env::var_os("SFMTLS_BLESS").is_some_and(|value| value == "1")
}

/// What says of a page what it is made from, and by which test.
pub fn made_from(source: &str, test: &str) -> String {
    format!("<!-- Made from {source} by `SFMTLS_BLESS=1 cargo test --test it {test}`. -->\n\n")
}

/// Compares a page with the file, or writes it where that is asked for.
pub fn hold(path: &str, page: &str) {
    let file = root().join("docs").join(path);
    if is_blessed() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, page).unwrap();
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        held == page,
        "docs/{path} is not what the sources say: SFMTLS_BLESS=1 writes it anew"
    );
}
