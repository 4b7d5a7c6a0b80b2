//! Every fault of the network has its sentence, and changes no verdict.

use std::io::Write;
use std::time::{Duration, Instant};

use super::hierarchy::{Hierarchy, submission};
use crate::support::loopback::authority::{self, Authority};
use crate::support::loopback::server::{self, Answer, page, start};

/// A fault: what it is, the URL of the issuer, and what the sentence about it holds.
type Fault = (&'static str, String, &'static [&'static str]);

/// Fetches from these URLs, each for a client of its own; all at once, since some take their time.
fn assert_all(faults: Vec<Fault>, ca_file: Option<&Authority>) {
    std::thread::scope(|scope| {
        for fault in faults {
            scope.spawn(move || assert_fault(&fault, ca_file));
        }
    });
}

fn assert_fault((name, url, says): &Fault, ca_file: Option<&Authority>) {
    let all = Hierarchy::new().with_issuer_urls(&[url.as_str()]);
    let mut options = vec!["--fetch", "--allow-private", "--format", "json"];
    if let Some(authority) = ca_file {
        all.write("ca.pem", &authority.root().pem());
        options.extend(["--ca-file", "ca.pem"]);
    }
    let begin = Instant::now();
    let (fetched, said) = submission(&all.command(&options).output().unwrap());
    let taken = begin.elapsed();
    let error = fetched["fetched"][0]["error"].as_str().unwrap();
    for text in *says {
        assert!(error.contains(text), "{name}: {text:?} is not in {error:?}");
    }
    let sentence = format!("warning: --fetch got nothing from {url}: {error}\n");
    assert_eq!(said, sentence, "{name}");
    assert!(!error.contains("instance"), "{name}: {error}");
    assert!(taken < Duration::from_secs(12), "{name}: {taken:?}");
    let (without, _) = submission(&all.command(&["--format", "json"]).output().unwrap());
    for key in ["verdict", "horizons", "chain"] {
        assert_eq!(fetched[key], without[key], "{name}: {key}");
    }
}

/// The URL of a server that answers as told, by plain http.
fn http(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> String {
    format!("http://localhost:{}/x", start(None, answer))
}

fn body(head: &'static str, rest: &'static [u8]) -> String {
    http(move |_| Answer::Whole([head.as_bytes(), b"\r\n\r\n", rest].concat()))
}

#[test]
fn faults_of_connections_and_answers() {
    let closed = server::closed_port();
    let reset = server::each_connection(|mut stream| {
        server::read_head(&mut stream)?;
        socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO))
    });
    let headers = "X: y\r\n".repeat(300);
    assert_all(
        vec![
            (
                "no name",
                "http://nobody.example.invalid/x".into(),
                &["nobody.example.invalid was not found"],
            ),
            (
                "refused",
                format!("http://localhost:{closed}/x"),
                &["localhost:", "refused the connection"],
            ),
            (
                "reset",
                format!("http://localhost:{reset}/x"),
                &["broke the connection"],
            ),
            (
                "an end before the head",
                http(|_| Answer::Cut(Vec::new())),
                &["broke the connection"],
            ),
            (
                "no HTTP",
                http(|_| Answer::Whole(b"SSH-2.0-x\r\n\r\n".into())),
                &["broke the connection"],
            ),
            (
                "less than announced",
                body("HTTP/1.1 200 OK\r\nContent-Length: 99", b"x"),
                &["broke the connection"],
            ),
            (
                "300 headers",
                http(move |_| Answer::Whole(page("200 OK", &headers, b"x"))),
                &["broke the connection", "head"],
            ),
            (
                "404",
                http(|_| server::status("404 Not Found")),
                &["status 404"],
            ),
            (
                "401",
                http(|_| server::status("401 Unauthorized")),
                &["status 401"],
            ),
            (
                "206",
                http(|_| server::status("206 Partial Content")),
                &["status 206"],
            ),
        ],
        None,
    );
}

#[test]
fn faults_of_bodies_and_redirects() {
    let large = vec![b' '; (1 << 20) + 1];
    let chunks = large.clone();
    let too_large: &[&str] = &["too large: over 1 MiB"];
    assert_all(
        vec![
            ("over 1 MiB", http(move |_| server::ok(&large)), too_large),
            (
                "over 1 MiB in chunks",
                http(move |_| server::chunked(&chunks)),
                too_large,
            ),
            (
                "a gzip bomb",
                http(|_| server::gzip(&vec![0; 64 << 20])),
                too_large,
            ),
            (
                "an end that is never announced",
                http(|_| Answer::Endless(b"HTTP/1.1 200 OK\r\n\r\n".into())),
                too_large,
            ),
            (
                "no gzip",
                body(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1",
                    b"x",
                ),
                &["gzip encoding is damaged"],
            ),
            (
                "a loop",
                http(|_| server::redirect("/x")),
                &["redirects to /x", "too many redirects"],
            ),
            (
                "to https",
                http(|_| server::redirect("https://localhost/")),
                &["redirects to https://localhost/", "another scheme"],
            ),
            (
                "to a file",
                http(|_| server::redirect("file:///etc/passwd")),
                &["it is file:"],
            ),
            (
                "to a user",
                http(|_| server::redirect("http://me:me@localhost/")),
                &["a user name"],
            ),
        ],
        None,
    );
}

/// The time-out is ten seconds, for the whole of a URL.
#[test]
fn faults_that_only_the_time_out_ends() {
    let silent = server::each_connection(|stream| {
        std::thread::park();
        drop(stream);
        Ok(())
    });
    let says: &[&str] = &["timed out: no whole answer within 10 s"];
    let slow = |head: &'static str| http(move |_| Answer::Slow(head.into()));
    assert_all(
        vec![
            ("silence", format!("http://localhost:{silent}/x"), says),
            ("a slow head", slow("HTTP/1.1 200 OK\r\nX: "), says),
            ("a slow body", slow("HTTP/1.1 200 OK\r\n\r\n"), says),
            (
                "slow redirects",
                http(|_| {
                    std::thread::sleep(Duration::from_secs(4));
                    server::redirect("/x")
                }),
                says,
            ),
            (
                "silence in TLS",
                format!("https://localhost:{silent}/x"),
                says,
            ),
        ],
        None,
    );
}

#[test]
fn faults_of_tls() {
    let authority = Authority::new("loopback root");
    let with = |identity| {
        format!(
            "https://localhost:{}/x",
            start(Some(identity), |_| server::ok(b"x"))
        )
    };
    let answering = |bytes: Vec<u8>| {
        let port = server::each_connection(move |mut stream| {
            stream.write_all(&bytes)?;
            server::read_head(&mut stream).map(drop)
        });
        format!("https://localhost:{port}/x")
    };
    let old = rcgen::date_time_ymd(2020, 1, 1);
    let other = |params: &mut rcgen::CertificateParams| {
        params.subject_alt_names = vec![rcgen::SanType::DnsName("b.example".try_into().unwrap())];
    };
    assert_all(
        vec![
            (
                "an unknown CA",
                with(Authority::new("x").server(&[], |_| ())),
                &["no root that is trusted", "--ca-file"],
            ),
            (
                "a self-signed CA",
                with(authority::self_signed_ca()),
                &["CA:TRUE"],
            ),
            (
                "expired",
                with(authority.server(&[], |params| params.not_after = old)),
                &["expired"],
            ),
            (
                "another name",
                with(authority.server(&[], other)),
                &["another name (b.example)"],
            ),
            (
                "no TLS",
                answering(page("400 Bad Request", "", b"no HTTP")),
                &["does not speak TLS"],
            ),
            (
                "TLS 1.0",
                answering(tls_1_0_server_hello()),
                &["TLS 1.2 is the least"],
            ),
            (
                "to http",
                format!(
                    "https://localhost:{}/x",
                    start(Some(authority.server(&[], |_| ())), |_| server::redirect(
                        "http://localhost/"
                    ))
                ),
                &["redirects to http://localhost/", "another scheme"],
            ),
        ],
        Some(&authority),
    );
}

/// A record with the `ServerHello` of RFC 2246, section 7.4.1.3: TLS 1.0, `TLS_RSA_WITH_AES_128_CBC_SHA`.
fn tls_1_0_server_hello() -> Vec<u8> {
    let hello = [&[3, 1][..], &[7; 32], &[0, 0x00, 0x2f, 0]].concat();
    let length = u8::try_from(hello.len()).unwrap();
    [&[22, 3, 1, 0, length + 4, 2, 0, 0, length][..], &hello].concat()
}

#[test]
fn https_is_asked_with_the_roots_of_the_ca_file() {
    let authority = Authority::new("loopback root");
    let all = Hierarchy::new();
    let lower = all.lower.der().to_vec();
    let port = start(Some(authority.server(&[], |_| ())), move |_| {
        server::ok(&lower)
    });
    let all = all.with_issuer_urls(&[format!("https://localhost:{port}/lower.crt")]);
    all.write("ca.pem", &authority.root().pem());
    let options = [
        "--fetch",
        "--allow-private",
        "--ca-file",
        "ca.pem",
        "--format",
        "json",
    ];
    let (submission, said) = submission(&all.command(&options).output().unwrap());
    assert_eq!(submission["chain"]["status"], "trusted", "{said}");
}
