//! The network's faults: one sentence and the exit code each, and never over the time-out.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use rcgen::date_time_ymd;
use serde_json::Value;

use super::lab::{DIRECT, Lab, WHOLE, attempt, stderr, steps};
use super::server::{Demand, VERSIONS, close, config, start as start_asking};
use crate::support::loopback::authority::{Authority, Identity, self_signed_ca};
use crate::support::loopback::server::{Answer, closed_port, each_connection, page, start};
use crate::support::program::root;

/// A server that cannot be probed, and what must come of it.
struct Fault {
    name: &'static str,
    port: u16,
    verdict: &'static str,
    /// The step that fails.
    step: &'static str,
    says: &'static [&'static str],
}

fn fault(
    name: &'static str,
    port: u16,
    (verdict, step): (&'static str, &'static str),
    says: &'static [&'static str],
) -> Fault {
    Fault {
        name,
        port,
        verdict,
        step,
        says,
    }
}

const UNREACHABLE: (&str, &str) = ("unreachable", "handshake");
const NOT_TRUSTED: (&str, &str) = ("unclear", "handshake");
const CUT: (&str, &str) = ("unclear", "request");

fn assert_all(lab: &Lab, faults: &[Fault], timeout: &str) {
    thread::scope(|scope| {
        for fault in faults {
            scope.spawn(move || assert_one(lab, fault, timeout));
        }
    });
}

fn assert_one(lab: &Lab, fault: &Fault, timeout: &str) {
    let name = fault.name;
    let start = Instant::now();
    let (report, code) = lab.report(fault.port, &[DIRECT, &["--timeout", timeout]].concat());
    // Besides, the program starts and ends, on a machine that may be busy.
    let limit = timeout.parse::<f64>().unwrap() + 3.0;
    assert!(
        start.elapsed().as_secs_f64() < limit,
        "{name}: {:?}",
        start.elapsed()
    );
    assert_eq!(
        (code, &report["verdict"]),
        (3, &fault.verdict.into()),
        "{name}: {report:#}"
    );
    let failed = step_that_failed(&report);
    assert_eq!(failed["step"], fault.step, "{name}: {report:#}");
    let detail = failed["detail"].as_str().unwrap();
    for text in fault.says {
        assert!(detail.contains(text), "{name}: {text:?} is not in {detail}");
    }
    let detail = detail.replace(&format!("127.0.0.1:{}", fault.port), "ADDRESS");
    let row = format!("| {name} | {} | {} | {detail} |", fault.verdict, fault.step);
    let documented = std::fs::read_to_string(root().join("docs/agreement-probe.md")).unwrap();
    assert!(
        documented.contains(&row),
        "docs/agreement-probe.md lacks\n{row}"
    );
}

fn step_that_failed(report: &Value) -> &Value {
    let steps = report["attempts"][0]["steps"].as_array().unwrap();
    steps
        .iter()
        .find(|step| step["outcome"] == "failed")
        .unwrap()
}

#[test]
fn each_fault_at_once_is_exit_3_with_its_sentence() {
    let lab = Lab::new();
    let all = [connections(), certificates(&lab.root), answers(&lab)];
    let faults: Vec<_> = all.into_iter().flatten().collect();
    assert_all(&lab, &faults, "20");
}

#[test]
fn the_time_out_bounds_the_whole_probe() {
    let lab = Lab::new();
    assert_all(&lab, &stalls(&lab), "2");
}

/// Reads the client's first message, and does this.
fn after_hello(act: fn(&mut TcpStream) -> io::Result<()>) -> u16 {
    each_connection(move |mut stream| match stream.read(&mut [0; 4096])? {
        0 => Ok(()),
        _ => act(&mut stream),
    })
}

fn connections() -> Vec<Fault> {
    // RFC 5246, section 7.2: a fatal alert; 70 is protocol_version.
    let protocol_version = after_hello(|stream| stream.write_all(&[21, 3, 1, 0, 2, 2, 70]));
    vec![
        fault(
            "nothing listens",
            closed_port(),
            ("unreachable", "connect"),
            &["refused the connection"],
        ),
        fault(
            "plain HTTP",
            after_hello(|stream| stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")),
            UNREACHABLE,
            &["does not speak TLS"],
        ),
        fault(
            "closed before TLS",
            after_hello(|_| Ok(())),
            UNREACHABLE,
            &["closed the connection"],
        ),
        fault(
            "reset before TLS",
            after_hello(|stream| close(stream, true)),
            UNREACHABLE,
            &["reset the connection"],
        ),
        fault(
            "TLS 1.0 alone",
            protocol_version,
            NOT_TRUSTED,
            &["protocol_version", "TLS 1.2"],
        ),
    ]
}

/// The server's certificates that are not trusted here.
fn certificates(root: &Authority) -> Vec<Fault> {
    let with = |identity: Identity| start(Some(identity), |_| Answer::Silent);
    let dated = |year| root.server(&[], |params| params.not_after = date_time_ymd(year, 1, 1));
    let elsewhere = root.server(&[], |params| {
        let name = "other.example.com".try_into().unwrap();
        params.subject_alt_names = vec![rcgen::SanType::DnsName(name)];
    });
    vec![
        fault(
            "unknown CA",
            with(Authority::new("another").server(&[], |_| ())),
            NOT_TRUSTED,
            &["no root that is trusted"],
        ),
        fault(
            "self-signed",
            with(self_signed_ca()),
            NOT_TRUSTED,
            &["CA:TRUE"],
        ),
        fault("expired", with(dated(2020)), NOT_TRUSTED, &["expired"]),
        fault(
            "another name",
            with(elsewhere),
            NOT_TRUSTED,
            &["another name", "other.example.com"],
        ),
    ]
}

fn answers(lab: &Lab) -> Vec<Fault> {
    let with = |answer: fn() -> Vec<u8>| {
        let config = config(lab, VERSIONS[1], Demand::Asks, false);
        start_asking(config, move |_, _| answer())
    };
    vec![
        fault(
            "no HTTP",
            with(|| b"SSH-2.0-x\r\n\r\n".into()),
            CUT,
            &["not HTTP/1"],
        ),
        fault(
            "less than was announced",
            with(|| b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx".into()),
            CUT,
            &["200", "closed the connection before the answer was whole"],
        ),
        fault(
            "an end within the chunks",
            with(|| b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab".into()),
            CUT,
            &["before the answer was whole"],
        ),
        fault(
            "a head without end",
            with(|| [b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'x'; 1 << 17]].concat()),
            CUT,
            &["no end within 64 KiB"],
        ),
    ]
}

/// Servers that only the time-out ends.
fn stalls(lab: &Lab) -> Vec<Fault> {
    let https = |answer: fn() -> Answer| start(Some(lab.server()), move |_| answer());
    let says = &["the time was up", "--timeout"];
    vec![
        fault(
            "no TLS answer",
            start(None, |_| Answer::Silent),
            UNREACHABLE,
            says,
        ),
        fault("no HTTP answer", https(|| Answer::Silent), CUT, says),
        fault(
            "a slow head",
            https(|| Answer::Slow(b"HTTP/1.1 200 OK\r\nX: ".into())),
            CUT,
            says,
        ),
        fault(
            "a slow body",
            https(|| Answer::Slow(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n".into())),
            CUT,
            says,
        ),
        fault(
            "TLS records by the byte",
            after_hello(|stream| {
                // A record of 16 KiB that never ends.
                stream.write_all(&[22, 3, 3, 0x40, 0])?;
                loop {
                    stream.write_all(&[2])?;
                    thread::sleep(Duration::from_millis(50));
                }
            }),
            UNREACHABLE,
            says,
        ),
    ]
}

#[test]
fn a_body_without_end_is_read_to_its_64_kib_and_no_further() {
    let lab = Lab::new();
    let head = b"HTTP/1.1 200 OK\r\n\r\n";
    let port = start(Some(lab.server()), |_| Answer::Endless(head.into()));
    let start = Instant::now();
    let (report, code) = lab.report(port, WHOLE);
    assert_eq!(
        (code, &report["verdict"]),
        (0, &"accepted".into()),
        "{report:#}"
    );
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_stall_in_one_attempt_leaves_time_for_the_others() {
    let lab = Lab::new();
    let answer = |_: &str, sent: usize| {
        if sent == 0 {
            thread::sleep(Duration::from_secs(60));
        }
        page("200 OK", "", b"")
    };
    let port = start_asking(config(&lab, VERSIONS[1], Demand::Asks, false), answer);
    let (report, code) = lab.report(port, &[WHOLE, &["--timeout", "4"]].concat());
    assert_eq!(
        (code, &report["verdict"]),
        (0, &"accepted".into()),
        "{report:#}"
    );
    let (outcomes, _) = steps(attempt(&report, "nothing"));
    assert_eq!(outcomes, ["ok", "ok", "ok", "failed"]);
}

#[test]
fn a_name_that_is_not_found_is_unreachable_and_tried_once() {
    let lab = Lab::new();
    let host = ["nobody.example.invalid", "--format", "json"];
    let output = lab.probe(&[&host, WHOLE].concat());
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["verdict"], "unreachable");
    let (outcomes, details) = steps(attempt(&report, "nothing"));
    assert_eq!(outcomes, ["failed", "skipped", "skipped", "skipped"]);
    assert!(details.contains("was not found"), "{details}");
    let (outcomes, _) = steps(attempt(&report, "leaf"));
    assert_eq!(outcomes, ["skipped"; 4]);
    assert_eq!(report["server_certificates"].as_array().unwrap().len(), 0);
}
