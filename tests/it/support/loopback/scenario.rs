//! Every way in which a fetch fails without a proxy, and what must be said of it.

use std::io::Write;
use std::thread;
use std::time::Duration;

use rcgen::date_time_ymd;

use super::authority::{self, Authority};
use super::proxy;
use super::server::{self, Answer, page, redirect, start, status};

/// An instance that cannot be asked.
pub struct Scenario {
    /// What it is, for the test's own message.
    pub name: &'static str,
    /// The value of `--instance`.
    pub instance: String,
    /// Environment variables to set besides.
    pub environment: Vec<(&'static str, String)>,
    /// What the sentence about it holds.
    pub says: &'static [&'static str],
}

fn scenario(name: &'static str, instance: String, says: &'static [&'static str]) -> Scenario {
    Scenario {
        name,
        instance,
        environment: Vec::new(),
        says,
    }
}

/// Those that end at once.
pub fn at_once(authority: &Authority) -> Vec<Scenario> {
    let mut all = connections(authority);
    all.extend(statuses(authority));
    all.extend(redirects(authority));
    all.extend(bodies(authority));
    all
}

/// Those that only the time-out ends.
pub fn without_end(authority: &Authority) -> Vec<Scenario> {
    let head = "HTTP/1.1 200 OK\r\n";
    let silent = server::each_connection(|stream| {
        thread::park();
        drop(stream);
        Ok(())
    });
    let https = |answer: fn(&str) -> Answer| {
        let port = start(Some(authority.server(&[], |_| ())), move |_| answer(head));
        format!("localhost:{port}")
    };
    let says = &["timed out", "1 s", "--timeout"];
    vec![
        scenario("no TLS answer", format!("localhost:{silent}"), says),
        scenario(
            "redirects that take their time",
            https(|_| {
                thread::sleep(Duration::from_millis(300));
                redirect("/cacerts.jsp")
            }),
            says,
        ),
        scenario("no HTTP answer", https(|_| Answer::Silent), says),
        scenario(
            "a slow head",
            https(|head| Answer::Slow(format!("{head}X-Slow: ").into())),
            says,
        ),
        scenario(
            "a slow body",
            https(|head| Answer::Slow(format!("{head}\r\n").into())),
            says,
        ),
    ]
}

/// Those of proxies: they need their environment, so they are for programs of their own.
pub fn through_proxies() -> Vec<Scenario> {
    let through = |name, variable, value, says| Scenario {
        environment: vec![(variable, value)],
        ..scenario(name, "login.salesforce.com".into(), says)
    };
    let at = |port: u16| format!("http://me:hunter2@127.0.0.1:{port}");
    let (wants_login, refuses) = (
        proxy::refusing("407 Proxy Authentication Required"),
        proxy::refusing("403 Forbidden"),
    );
    let mute = server::each_connection(|mut stream| server::read_head(&mut stream).map(drop));
    vec![
        through(
            "a proxy that wants a login",
            "HTTPS_PROXY",
            at(wants_login.port),
            &[
                "the proxy that HTTPS_PROXY names wants a user name and password",
                "407",
            ],
        ),
        through(
            "a proxy that refuses",
            "https_proxy",
            at(refuses.port),
            &[
                "the proxy that https_proxy names refused",
                "login.salesforce.com",
            ],
        ),
        through(
            "a dead proxy",
            "ALL_PROXY",
            at(server::closed_port()),
            &[
                "the proxy that ALL_PROXY names could not be reached",
                "NO_PROXY",
            ],
        ),
        through(
            "a proxy whose name is not found",
            "HTTPS_PROXY",
            "proxy.example.invalid:3128".into(),
            &["the proxy that HTTPS_PROXY names could not be reached"],
        ),
        through(
            "a proxy that hangs up",
            "HTTPS_PROXY",
            at(mute),
            &["the proxy that HTTPS_PROXY names gave no HTTP answer"],
        ),
        through(
            "a SOCKS proxy",
            "all_proxy",
            "socks5://me:hunter2@127.0.0.1:1080".into(),
            &["the proxy that all_proxy names is of a kind that is not supported"],
        ),
    ]
}

fn connections(authority: &Authority) -> Vec<Scenario> {
    let with = |identity| format!("localhost:{}", start(Some(identity), |_| server::ok(b"x")));
    let closed = server::closed_port();
    let plain = server::each_connection(|mut stream| {
        stream.write_all(&page("400 Bad Request", "", b"no HTTP"))?;
        server::read_head(&mut stream).map(drop)
    });
    vec![
        scenario(
            "a name that does not exist",
            "acme.my.salesforce.invalid".into(),
            &["acme.my.salesforce.invalid was not found", "name"],
        ),
        scenario(
            "a port where nothing listens",
            format!("localhost:{closed}"),
            &["refused the connection", "localhost:"],
        ),
        scenario(
            "plain HTTP where TLS is expected",
            format!("localhost:{plain}"),
            &["TLS", "does not speak TLS"],
        ),
        scenario(
            "a certificate of an unknown CA",
            with(Authority::new("another").server(&[], |_| ())),
            &[
                "TLS",
                "no root that is trusted",
                "inspects TLS",
                "--ca-file",
            ],
        ),
        scenario(
            "a self-signed CA certificate",
            with(authority::self_signed_ca()),
            &["TLS", "CA:TRUE", "CaUsedAsEndEntity"],
        ),
        scenario(
            "an expired certificate",
            with(authority.server(&[], |params| params.not_after = date_time_ymd(2020, 1, 1))),
            &["TLS", "expired"],
        ),
        scenario(
            "a certificate that is not valid yet",
            with(authority.server(&[], |params| params.not_before = date_time_ymd(4000, 1, 1))),
            &["TLS", "not valid yet"],
        ),
        scenario(
            "a certificate for another name",
            with(authority.server(&[], |params| {
                params.subject_alt_names = vec![rcgen::SanType::DnsName(
                    "other.example.com".try_into().unwrap(),
                )];
            })),
            &["TLS", "another name", "other.example.com"],
        ),
    ]
}

fn statuses(authority: &Authority) -> Vec<Scenario> {
    let with = |line: &'static str| {
        let identity = authority.server(&[], |_| ());
        format!("localhost:{}", start(Some(identity), move |_| status(line)))
    };
    let login = &["status 40", "while logged in", "--trust-list FILE"];
    vec![
        scenario("401", with("401 Unauthorized"), login),
        scenario("403", with("403 Forbidden"), login),
        scenario(
            "404",
            with("404 Not Found"),
            &["status 404", "no such page"],
        ),
        scenario(
            "500",
            with("500 Oops"),
            &["status 500", "error of the server"],
        ),
        scenario("503", with("503 Down"), &["status 503", "maintenance"]),
        scenario(
            "204",
            with("204 No Content"),
            &["status 204", "only status 200"],
        ),
        scenario("206", with("206 Partial Content"), &["status 206"]),
        scenario("302 to nowhere", with("302 Found"), &["status 302"]),
    ]
}

fn redirects(authority: &Authority) -> Vec<Scenario> {
    let to = |location: &'static str| {
        let identity = authority.server(&[], |_| ());
        format!(
            "localhost:{}",
            start(Some(identity), move |_| redirect(location))
        )
    };
    // Each address leads to the next; the sixth redirect would lead to /cacerts.jsp*****.
    let six = start(Some(authority.server(&[], |_| ())), |head| {
        let path = server::path(head);
        match path.len() - "/cacerts.jsp".len() {
            6.. => server::ok(b"x"),
            _ => redirect(&format!("{path}*")),
        }
    });
    vec![
        scenario(
            "to a login page",
            to("/?ec=302&startURL=%2Fcacerts.jsp"),
            &[
                "redirect",
                "login page",
                "while logged in",
                "--trust-list FILE",
                "/cacerts.jsp",
            ],
        ),
        scenario(
            "to the login host",
            to("https://login.salesforce.com/"),
            &["redirect", "login page", "https://login.salesforce.com/"],
        ),
        scenario(
            "to http",
            to("http://localhost/cacerts.jsp"),
            &["redirect", "not https"],
        ),
        scenario(
            "to another host",
            to("https://example.com/cacerts.jsp"),
            &[
                "redirect",
                "https://example.com/",
                "neither the same host nor a My Domain host",
            ],
        ),
        scenario(
            "to a My Domain host that does not exist here",
            to("https://nobody.my.salesforce.com/cacerts.jsp"),
            &["nobody.my.salesforce.com"],
        ),
        scenario("to itself", to("/cacerts.jsp"), &["redirect", "too many"]),
        scenario(
            "six times",
            format!("localhost:{six}"),
            &["redirect", "too many"],
        ),
        scenario(
            "to no address",
            to("https://[\u{202e}"),
            &["redirect", "no address"],
        ),
    ]
}

fn bodies(authority: &Authority) -> Vec<Scenario> {
    let with = |answer: fn() -> Answer| {
        let identity = authority.server(&[], |_| ());
        format!("localhost:{}", start(Some(identity), move |_| answer()))
    };
    let large = &["too large", "8 MiB"];
    vec![
        scenario(
            "over 8 MiB",
            with(|| server::ok(&vec![b' '; (8 << 20) + 1])),
            large,
        ),
        scenario(
            "over 8 MiB in chunks",
            with(|| server::chunked(&vec![b' '; 9 << 20])),
            large,
        ),
        scenario(
            "a gzip bomb",
            with(|| server::gzip(&vec![0; 12 << 20])),
            large,
        ),
        scenario(
            "a body without end",
            with(|| Answer::Endless(b"HTTP/1.1 200 OK\r\n\r\n".into())),
            large,
        ),
        scenario(
            "gzip that is none",
            with(|| Answer::Whole(page("200 OK", "Content-Encoding: gzip\r\n", b"plain text"))),
            &["gzip", "damaged"],
        ),
        scenario(
            "less than was announced",
            with(|| Answer::Whole(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx".into())),
            &["before the answer was whole"],
        ),
        scenario(
            "an end without the end of TLS",
            with(|| Answer::Cut(b"HTTP/1.1 200 OK\r\n\r\n<html>".into())),
            &["before the answer was whole"],
        ),
        scenario(
            "an end within the chunks",
            with(|| {
                let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab";
                Answer::Whole(head.into())
            }),
            &["before the answer was whole"],
        ),
        scenario(
            "a reset after the head",
            format!(
                "localhost:{}",
                server::resetting(
                    authority.server(&[], |_| ()),
                    b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx"
                )
            ),
            &["reset the connection before the answer was whole"],
        ),
        scenario(
            "an end before the head",
            with(|| Answer::Cut(Vec::new())),
            &["before the answer was whole"],
        ),
        scenario(
            "no HTTP",
            with(|| Answer::Whole(b"SSH-2.0-x\r\n\r\n".into())),
            &["no answer that can be read"],
        ),
    ]
}
