//! Nothing that a server says acts on whoever reads the report.

use rcgen::DnType;

use super::lab::{Lab, WHOLE, stderr};
use crate::support::loopback::server::{Answer, page, start};

const HOSTILE: &str = "\u{1b}[31m\u{7}\u{202e}\r\n::error::x\r\n<script>alert(1)</script>";

#[test]
fn text_of_the_server_is_harmless_in_both_formats() {
    let lab = Lab::new();
    let identity = lab.root.server(&[], |params| {
        params
            .distinguished_name
            .push(DnType::OrganizationName, HOSTILE);
    });
    let port = start(Some(identity), |_| {
        let location = "Location: https://x/\u{1b}[31m<b>\u{202e}\r\n";
        Answer::Whole(page("500 Oops", location, HOSTILE.repeat(100).as_bytes()))
    });
    let host = format!("localhost:{port}");
    for format in ["human", "json"] {
        let output = lab.probe(&[&[host.as_str(), "--format", format], WHOLE].concat());
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("500"), "{text}");
        let bad = text
            .chars()
            .find(|letter| letter.is_control() && *letter != '\n');
        assert_eq!(bad, None, "{format}: {text}");
        assert!(!text.contains('\u{202e}'), "{format}: {text}");
        assert!(!text.contains(['<', '>']) || format == "human", "{text}");
        assert!(
            !text.lines().any(|line| line.trim_start().starts_with("::")),
            "{text}"
        );
        assert!(
            !text.contains("\\r") && !text.contains("\\u001b"),
            "{format}: {text}"
        );
    }
}

#[test]
fn nothing_of_a_key_or_password_is_shown() {
    let lab = Lab::new();
    let port = start(Some(lab.server()), |_| {
        Answer::Whole(page("403 No", "", b""))
    });
    let key = std::fs::read_to_string(lab.folder.path().join("leaf.key")).unwrap();
    let secret = key.lines().nth(1).unwrap();
    let host = format!("localhost:{port}");
    for format in ["human", "json"] {
        let output = lab.probe_in(
            &[&[host.as_str(), "--format", format], WHOLE].concat(),
            &[("SFMTLS_PASSWORD", "hunter2")],
        );
        let all = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(all).unwrap();
        assert!(
            !text.contains(secret) && !text.contains("hunter2"),
            "{text}"
        );
    }
}
