//! `root_store.md`: tables of roots under `## Trusted Roots` and `## Constrained Roots`.

use super::{Listed, Listing, StoreError, add};
use crate::certificate::Time;
use crate::chrome::csv;
use crate::chrome::root::Status;

/// What the file lists. Tables under other headings are not of roots.
pub(super) fn listing(text: &str) -> Result<Listing<'_>, StoreError> {
    let mut listing = Listing::default();
    let mut status = None;
    for (line, number) in text.lines().zip(1..) {
        if line.starts_with('#') {
            status = section(line);
        } else if listing.version.is_none() && listing.roots.is_empty() {
            listing.version = version(line);
        }
        if let Some(status) = status
            && let Some(root) = row(line, number, status)?
        {
            add(&mut listing, root, number)?;
        }
    }
    Ok(listing)
}

/// The status of the roots under this heading, where it is one of the two.
pub(super) fn section(line: &str) -> Option<Status> {
    match line.trim_start_matches('#').trim() {
        _ if !line.starts_with('#') => None,
        "Trusted Roots" => Some(Status::Trusted),
        "Constrained Roots" => Some(Status::Constrained),
        _ => None,
    }
}

/// The version that a line `Version: 21` states.
fn version(line: &str) -> Option<u32> {
    let (name, number) = line.split_once(':')?;
    if !name.trim().eq_ignore_ascii_case("version") {
        return None;
    }
    number.trim().parse().ok()
}

/// The root of one row; `None` for the header, the line below it, and what is no row.
fn row(line: &str, number: usize, status: Status) -> Result<Option<Listed<'_>>, StoreError> {
    let cells = cells(line);
    let is_hex = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_hexdigit());
    match cells.as_slice() {
        // A row that was cut off in its fingerprint is not taken for text.
        [only] if !is_hex(only) => Ok(None),
        [first, ..] if is_header(first) => Ok(None),
        [sha256, subject, not_before, not_after, ..] => {
            let wrong =
                |what: &str| StoreError::new(number, format!("{what} of this root is wrong"));
            Ok(Some(Listed {
                sha256: csv::sha256(sha256).ok_or_else(|| wrong("the fingerprint"))?,
                subject,
                not_before: Some(Time::parse(not_before).map_err(|_| wrong("notBefore"))?),
                not_after: Some(Time::parse(not_after).map_err(|_| wrong("notAfter"))?),
                status,
                sct_not_after: None,
            }))
        }
        _ => {
            let reason = "a row of fewer than four cells: the file may be cut off";
            Err(StoreError::new(number, reason))
        }
    }
}

/// The cells between bars that no backslash escapes, without the bars at both ends.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let mut escaped = false;
    let is_bar = |letter: char| {
        let separates = !escaped && letter == '|';
        escaped = !escaped && letter == '\\';
        separates
    };
    line.split(is_bar).map(str::trim).collect()
}

/// Whether a first cell is that of the header, or of the dashes below it.
fn is_header(cell: &str) -> bool {
    let is_dash = |byte| matches!(byte, b'-' | b':');
    let dashes = !cell.is_empty() && cell.bytes().all(is_dash);
    dashes || cell.to_ascii_lowercase().starts_with("sha")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINGERPRINT: &str = "018e13f0772532cf809bd1b17281867283fc48c6e13be9c69812854a490c1b05";

    fn file(rows: &str) -> String {
        format!(
            "# Chrome Root Store\nVersion: 21\n\n[TOC]\n\n## Trusted Roots\n\
             SHA 256 Hash | Subject | NotBefore | NotAfter\n---|---|---|---\n{rows}"
        )
    }

    fn error(rows: &str) -> StoreError {
        listing(&file(rows)).unwrap_err()
    }

    #[test]
    fn a_row_is_a_root_with_or_without_bars_at_its_ends() {
        let row = format!("{FINGERPRINT} | CN=a\\|b,O=c\\, d | 2021-01-15 | 2046-01-14");
        for row in [row.clone(), format!("| {row} |"), format!("{row} | more\r")] {
            let text = file(&row);
            let listing = listing(&text).unwrap();
            assert_eq!(listing.version, Some(21));
            assert_eq!(listing.roots.len(), 1, "{row}");
            let root = listing.roots[0];
            assert_eq!(root.sha256.to_string(), FINGERPRINT);
            assert_eq!(root.subject, "CN=a\\|b,O=c\\, d");
            assert_eq!(root.not_after.unwrap().day(), "2046-01-14");
        }
    }

    #[test]
    fn a_row_that_is_cut_off_is_an_error_of_its_line() {
        let row = format!("{FINGERPRINT} | CN=a | 2021-01-15 | 2046-01-14");
        for length in [1, 20, 63, 64, 66, 75, 83, 85] {
            assert_eq!(error(row.get(..length).unwrap()).line, 9, "{length}");
        }
        assert_eq!(
            error(&row.replace("018e", "g18e")).reason,
            "the fingerprint of this root is wrong"
        );
    }

    #[test]
    fn a_table_under_another_heading_is_not_of_roots() {
        let row = format!("{FINGERPRINT} | CN=a | 2021-01-15 | 2046-01-14");
        let text = file(&format!(
            "{row}\n\n## Additional Certificates\n{row}\ncut | off\n"
        ));
        assert_eq!(listing(&text).unwrap().roots.len(), 1);
    }
}
