//! The formats that machines read: each valid by what its readers say, and all alike in exit codes
//! and harmlessness.

mod exits;
mod files;
mod fingerprints;
mod github;
mod gitlab;
mod hostile;
mod junit;
mod ndjson;
mod prometheus;
mod sarif;

use std::process::Output;

use sfmtls::Report;
use sfmtls::render::{Palette, github as github_commands, gitlab as code_quality, human};
use sfmtls::render::{html as html_page, json, junit as junit_xml, ndjson as json_lines};
use sfmtls::render::{prometheus as exposition, sarif as sarif_log};

use crate::support::program::run;

/// A format as `--format` names it, and how the library makes it.
struct Format {
    name: &'static str,
    render: fn(&Report) -> String,
    /// Whether `<` begins a tag where it is read, or where it is likely to be pasted.
    hides_tags: bool,
}

/// Every format.
const FORMATS: &[Format] = &[
    Format {
        name: "human",
        render: |report| human::render(report, &PLAIN),
        hides_tags: false,
    },
    Format {
        name: "json",
        render: |report| json::render(report).unwrap(),
        hides_tags: true,
    },
    Format {
        name: "ndjson",
        render: |report| json_lines::render(report).unwrap(),
        hides_tags: true,
    },
    Format {
        name: "sarif",
        render: |report| sarif_log::render(report).unwrap(),
        hides_tags: true,
    },
    Format {
        name: "github",
        render: github_commands::render,
        hides_tags: false,
    },
    Format {
        name: "gitlab",
        render: |report| code_quality::render(report).unwrap(),
        hides_tags: true,
    },
    Format {
        name: "junit",
        render: |report| junit_xml::render(report).unwrap(),
        hides_tags: true,
    },
    Format {
        name: "html",
        render: |report| html_page::render(report).unwrap(),
        hides_tags: true,
    },
    Format {
        name: "prometheus",
        render: exposition::render,
        hides_tags: false,
    },
];

const PLAIN: human::Options = human::Options {
    detail: human::Detail::Verbose,
    palette: Palette::PLAIN,
    width: 80,
};

/// The list that the fixtures' own chains lead to.
const LIST: &str = "--trust-list=fixtures/trust-lists/pki/r1.pem";
/// A submission that passes against [`LIST`], with a warning.
const PASSES: &str = "fixtures/mixed-key-purposes/private-root.pem";
/// One that fails: `missing-client-auth`.
const FAILS: &str = "fixtures/missing-client-auth/server-auth.pem";
/// One that cannot be judged.
const UNDECIDED: &str = "fixtures/unsupported-path/critical-policy-mappings.pem";
/// A file without a certificate.
const UNREADABLE: &str = "fixtures/README.md";

/// Runs `check` at the fixtures' day.
fn check(arguments: &[&str]) -> Output {
    run(&[&["check", "--at=2026-11-24"], arguments].concat())
}

/// What `check` prints in this format.
fn printed(format: &str, arguments: &[&str]) -> String {
    let format = format!("--format={format}");
    String::from_utf8(check(&[&[&*format], arguments].concat()).stdout).unwrap()
}

/// The same, as JSON.
fn json_of(format: &str, arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&printed(format, arguments)).unwrap()
}
