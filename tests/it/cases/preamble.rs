//! A fixture's preamble: what to run, and what must come of it.

use std::fs;
use std::path::{Path, PathBuf};

/// A fixture, read.
#[derive(Debug, Default)]
pub struct Case {
    /// What it shows.
    pub title: String,
    /// The file that holds the preamble, below `fixtures/`.
    pub path: PathBuf,
    /// The file to check, below `fixtures/`: the same, unless `File` names the one beside it.
    pub file: PathBuf,
    /// `--at`.
    pub now: String,
    /// `--trust-list`, or the page that `instance` answers with.
    pub trust: Option<String>,
    /// `--chain`.
    pub chain: Option<String>,
    /// `--policy`.
    pub policy: Option<String>,
    /// `--chrome-root-store`.
    pub chrome_store: Option<String>,
    /// `--key`.
    pub key: Option<String>,
    /// `--uploaded`.
    pub uploaded: Option<String>,
    /// `--server-cert`.
    pub server: Option<String>,
    /// `--crl`.
    pub crl: Option<String>,
    /// Further arguments.
    pub options: Vec<String>,
    /// `--instance`: the list is served for this host.
    pub instance: Option<String>,
    /// All findings.
    pub expected: Vec<Expected>,
    /// `chain.status`, where the contract leaves no room.
    pub status: Option<String>,
    /// What the anchor's subject holds; `none` where there must be no anchor.
    pub anchor: Option<String>,
    /// `anchor.matched_by`; `null` where it is not listed.
    pub matched_by: Option<String>,
    /// Horizons that do not follow from the findings.
    pub horizons: Vec<(String, String)>,
    /// The exit code, where it does not follow from the findings.
    pub exit: Option<i32>,
    /// What some finding must name.
    pub says: Vec<String>,
    /// Verdicts of rules: rule, verdict.
    pub rules: Vec<(String, String)>,
}

/// A finding that must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub severity: String,
    pub rule: String,
    pub certificate: Index,
}

/// Which certificate a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// Left open by the contract.
    Any,
    /// None: it is about the whole.
    Null,
    /// This one of `chain.certificates`.
    At(u64),
}

impl Case {
    /// The case that this file carries; `None` where it has no preamble.
    pub fn read(fixtures: &Path, path: &Path) -> Option<Result<Self, String>> {
        let bytes = fs::read(path).unwrap();
        if !bytes.starts_with(b"Case:") {
            return None;
        }
        let path = path.strip_prefix(fixtures).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        Some(Self::parse(path, &text).map_err(|why| format!("{}: {why}", path.display())))
    }

    /// The case that this text, in the file at `path` below `fixtures/`, begins with.
    pub fn parse(path: &Path, text: &str) -> Result<Self, String> {
        let mut case = Self {
            path: path.into(),
            file: path.into(),
            ..Self::default()
        };
        let mut seen = Vec::new();
        for line in text.lines().take_while(|line| !line.is_empty()) {
            let (header, value) = line.split_once(':').ok_or(format!("no header: {line}"))?;
            let repeatable = ["Expect", "Says", "Rule", "Note"].contains(&header);
            if seen.contains(&header) && !repeatable {
                return Err(format!("{header} stands twice"));
            }
            seen.push(header);
            case.take(header, value.trim())?;
        }
        for header in ["Case", "Now", "Expect"] {
            if !seen.contains(&header) {
                return Err(format!("{header} is missing"));
            }
        }
        Ok(case)
    }

    fn take(&mut self, header: &str, value: &str) -> Result<(), String> {
        let owned = value.to_owned();
        match header {
            "Case" => self.title = owned,
            "File" => self.file.set_file_name(value),
            "Now" => self.now = owned,
            "Trust" => self.trust = Some(owned),
            "Chain" => self.chain = Some(owned),
            "Policy" => self.policy = Some(owned),
            "Chrome-Store" => self.chrome_store = Some(owned),
            "Key" => self.key = Some(owned),
            "Uploaded" => self.uploaded = Some(owned),
            "Server" => self.server = Some(owned),
            "Crl" => self.crl = Some(owned),
            "Options" => self.options = value.split_whitespace().map(str::to_owned).collect(),
            "Instance" => self.instance = Some(owned),
            "Expect" if value == "none" => (),
            "Expect" => self.expected.push(Expected::parse(value)?),
            "Status" => self.status = Some(owned),
            "Anchor" => self.anchor = Some(owned),
            "Matched-By" => self.matched_by = Some(owned),
            "Horizons" => {
                for pair in value.split(", ") {
                    self.horizons.push(two_words(pair)?);
                }
            }
            "Exit" => self.exit = Some(value.parse().map_err(|_| format!("Exit: {value}"))?),
            "Says" => self.says.push(owned),
            "Rule" => self.rules.push(two_words(value)?),
            "Note" => (),
            _ => return Err(format!("unknown header: {header}")),
        }
        Ok(())
    }

    /// Whether a finding of `rule` is expected.
    pub fn expects(&self, rule: &str) -> bool {
        self.expected.iter().any(|finding| finding.rule == rule)
    }
}

impl Expected {
    fn parse(value: &str) -> Result<Self, String> {
        let (head, index) = match value.split_once(" @ ") {
            None => (value, Index::Null),
            Some((head, "*")) => (head, Index::Any),
            Some((head, number)) => {
                let number = number.parse().map_err(|_| format!("Expect: {value}"))?;
                (head, Index::At(number))
            }
        };
        let (severity, rule) = two_words(head)?;
        if !["error", "warning", "note"].contains(&severity.as_str()) {
            return Err(format!("no severity: {severity}"));
        }
        Ok(Self {
            severity,
            rule,
            certificate: index,
        })
    }
}

fn two_words(text: &str) -> Result<(String, String), String> {
    match text.split_whitespace().collect::<Vec<_>>()[..] {
        [first, second] => Ok((first.to_owned(), second.to_owned())),
        _ => Err(format!("two words expected: {text}")),
    }
}

/// Every case below `fixtures/`, in the order of their paths.
pub fn all(fixtures: &Path) -> Result<Vec<Case>, String> {
    let mut files = Vec::new();
    let mut folders = vec![fixtures.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|it| it == "pem" || it == "case")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    files
        .iter()
        .filter_map(|path| Case::read(fixtures, path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Case, String> {
        Case::parse(Path::new("weak-key/some.case"), text)
    }

    #[test]
    fn each_header_is_read_and_the_preamble_ends_at_the_empty_line() {
        let case = parse(
            "Case: a title: with a colon\nFile: some.der\nNow: 2026-11-24T12:00:00Z\nTrust: a.pem\nChain: b.pem\n\
             Policy: 1.8\nChrome-Store: c.md\nOptions: --expires-within 40\nInstance: h\nExpect: error weak-key @ 1\n\
             Expect: warning bundled-trust-list\nExpect: note root-in-upload @ *\nStatus: trusted\n\
             Horizons: upload pass, handshake fail\nExit: 2\nSays: CN=x\nRule: not-pem pass\nNote: n\n\nCase: other\n",
        )
        .unwrap();
        assert_eq!(case.title, "a title: with a colon");
        assert_eq!(case.file, Path::new("weak-key/some.der"));
        assert_eq!(case.now, "2026-11-24T12:00:00Z");
        assert_eq!(case.options, ["--expires-within", "40"]);
        let indices: Vec<_> = case.expected.iter().map(|it| it.certificate).collect();
        assert_eq!(indices, [Index::At(1), Index::Null, Index::Any]);
        assert!(case.expects("root-in-upload") && !case.expects("not-pem"));
        let pair = |first: &str, second: &str| (first.to_owned(), second.to_owned());
        let horizons = [pair("upload", "pass"), pair("handshake", "fail")];
        assert_eq!(case.horizons, horizons);
        assert_eq!(case.rules, [pair("not-pem", "pass")]);
        assert_eq!(case.exit, Some(2));
    }

    #[test]
    fn a_preamble_that_is_not_understood_is_an_error() {
        let good = "Case: t\nNow: 2026-11-24\nExpect: none\n";
        assert!(parse(good).unwrap().expected.is_empty());
        for (line, why) in [
            ("Trsut: a.pem", "unknown header: Trsut"),
            ("Now: 2026-11-25", "Now stands twice"),
            ("Expect: fatal weak-key @ 0", "no severity: fatal"),
            ("Expect: error weak-key @ x", "Expect: error weak-key @ x"),
            ("Expect: error weak-key at 0", "two words expected"),
            ("some text", "no header"),
        ] {
            let error = parse(&format!("{good}{line}\n")).unwrap_err();
            assert!(error.contains(why), "{line}: {error}");
        }
        assert_eq!(parse("Case: t\nNow: n\n").unwrap_err(), "Expect is missing");
    }
}
