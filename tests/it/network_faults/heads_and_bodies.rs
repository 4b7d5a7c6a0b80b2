//! Answers that are none, that lie about their length, or that have no end.

use super::fault::Fault;
use super::user::Lab;
use crate::support::loopback::server::{Answer, chunked, gzip, ok, page};

/// What the probe says of an answer that is good enough for it.
const GOOD: &str = "accepts the certificate (leaf): 200";

/// The head of a good answer, to be continued.
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\n";

/// As many bytes are far more than 64 MiB, and pack to a thousandth.
const HUGE: usize = 160 << 20;

pub fn heads(lab: &Lab) -> Vec<Fault> {
    let answering =
        |answer: fn() -> Answer, name, says| Fault::of(lab.server(), move |_| answer(), name, says);
    vec![
        answering(
            || Answer::Whole(b"SSH-2.0-x\r\n\r\n".into()),
            "no HTTP",
            ["invalid HTTP", "not HTTP/1", "invalid HTTP"],
        ),
        answering(
            || Answer::Whole(Vec::new()),
            "closed without an answer",
            [
                "closed the connection before the answer was whole",
                "closed the connection without an answer",
                "closed the connection before the answer was whole",
            ],
        ),
        answering(
            || Answer::Whole(page("200 OK", &"X: y\r\n".repeat(300), b"x")),
            "300 headers",
            ["head", GOOD, "head"],
        )
        .but_not_for_probe(),
        answering(
            || {
                let value = "y".repeat(1 << 20);
                Answer::Whole(page("200 OK", &format!("X: {value}\r\n"), b"x"))
            },
            "a header of 1 MiB",
            ["head", "no end within 64 KiB", "head"],
        ),
        answering(
            || Answer::Endless([HEAD, b"X: "].concat()),
            "a header without end",
            ["head", "no end within 64 KiB", "head"],
        ),
    ]
}

pub fn bodies(lab: &Lab) -> Vec<Fault> {
    let mut all = lengths(lab);
    all.extend(sizes(lab));
    all
}

fn lengths(lab: &Lab) -> Vec<Fault> {
    let cut = ["before the answer was whole"; 3];
    let answering =
        |answer: fn() -> Answer, name| Fault::of(lab.server(), move |_| answer(), name, cut);
    let root = lab.authority().root().pem();
    let list = format!("<!DOCTYPE html><html><body><pre>\n{root}</pre></body></html>\n");
    vec![
        answering(
            || Answer::Whole([HEAD, b"Content-Length: 99\r\n\r\nx"].concat()),
            "less than Content-Length says",
        ),
        Fault::of(
            lab.server(),
            move |_| {
                let head = format!("Content-Length: {}\r\n\r\n", list.len() / 2);
                Answer::Whole([HEAD, head.as_bytes(), list.as_bytes()].concat())
            },
            "more than Content-Length says",
            ["it looks truncated", GOOD, "there is no certificate in it"],
        )
        .but_not_for_probe(),
        answering(
            || Answer::Whole([HEAD, b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"].concat()),
            "an end within the chunks",
        ),
        answering(
            || Answer::Cut([HEAD, b"Content-Length: 99\r\n\r\nx"].concat()),
            "an end without the end of TLS",
        ),
    ]
}

/// Bodies that are larger than what is read of them.
fn sizes(lab: &Lab) -> Vec<Fault> {
    let large = ["over 8 MiB", GOOD, "over 1 MiB"];
    let bomb = packed();
    let answering = |answer: fn() -> Answer, name| {
        Fault::of(lab.server(), move |_| answer(), name, large).but_not_for_probe()
    };
    vec![
        Fault::of(
            lab.server(),
            move |_| Answer::Whole(bomb.clone()),
            "a gzip bomb of 160 MiB",
            large,
        )
        .but_not_for_probe(),
        Fault::of(
            lab.server(),
            |_| Answer::Whole(page("200 OK", "Content-Encoding: gzip\r\n", b"plain text")),
            "gzip that is none",
            ["gzip encoding is damaged", GOOD, "gzip encoding is damaged"],
        )
        .but_not_for_probe(),
        answering(
            || Answer::Endless([HEAD, b"Content-Length: 10737418240\r\n\r\n"].concat()),
            "10 GiB, announced",
        ),
        answering(
            || Answer::Endless([HEAD, b"\r\n"].concat()),
            "a body without end",
        ),
        answering(|| chunked(&vec![b' '; 9 << 20]), "9 MiB in chunks"),
        answering(|| ok(&vec![b' '; 9 << 20]), "9 MiB"),
    ]
}

/// The answer of a gzip bomb.
fn packed() -> Vec<u8> {
    match gzip(&vec![0; HUGE]) {
        Answer::Whole(answer) => answer,
        _ => unreachable!("a packed page is whole"),
    }
}
