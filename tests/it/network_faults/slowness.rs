//! Servers that take their time, or never come to an end.

use std::io::Write;
use std::thread;
use std::time::Duration;

use super::connections::after_hello;
use super::fault::Fault;
use super::redirects::HOST;
use super::user::Lab;
use crate::support::loopback::server::{Answer, each_connection, redirect};

/// What list and `--fetch` say.
const LIST: &str = "timed out: no whole answer within 9 s; --timeout SECONDS allows more";
const FETCH: &str = "timed out: no whole answer within 10 s";

pub fn all(lab: &Lab) -> Vec<Fault> {
    let mut all = before_tls();
    all.extend(after_tls(lab));
    all.into_iter().map(Fault::without_end).collect()
}

fn before_tls() -> Vec<Fault> {
    let silent = each_connection(|stream| {
        thread::park();
        drop(stream);
        Ok(())
    });
    let by_the_byte = after_hello(|stream| {
        // A record of 16 KiB that never ends.
        stream.write_all(&[22, 3, 3, 0x40, 0])?;
        loop {
            stream.write_all(&[2])?;
            thread::sleep(Duration::from_millis(50));
        }
    });
    let proxy = format!("http://127.0.0.1:{silent}");
    let says = [
        LIST,
        "the time was up; --timeout SECONDS allows more",
        FETCH,
    ];
    vec![
        Fault::at(silent, "no TLS answer", says),
        Fault::at(by_the_byte, "TLS records by the byte", says),
        Fault::at(
            silent,
            "a proxy that says nothing",
            [LIST, "gave no answer in time", FETCH],
        )
        .behind(proxy, HOST),
    ]
}

fn after_tls(lab: &Lab) -> Vec<Fault> {
    let answering = |answer: fn() -> Answer, name, probe| {
        Fault::of(lab.server(), move |_| answer(), name, [LIST, probe, FETCH])
    };
    vec![
        answering(
            || Answer::Silent,
            "no answer",
            "the time was up without an answer; --timeout SECONDS allows more",
        ),
        answering(
            || Answer::Slow(b"HTTP/1.1 200 OK\r\nX: ".into()),
            "a head by the byte",
            "the time was up without an answer; --timeout SECONDS allows more",
        ),
        answering(
            || Answer::Slow(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n".into()),
            "a body by the byte",
            "200; the time was up before the answer was whole; --timeout SECONDS allows more",
        ),
        answering(
            || {
                thread::sleep(Duration::from_secs(3));
                redirect("/x")
            },
            "redirects, each after 3 s",
            "redirects to /x, which is not followed",
        )
        .but_not_for_probe(),
    ]
}
