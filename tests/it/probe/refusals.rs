//! Servers that refuse, in every way that counts as a refusal (contract, section 5).

use rcgen::ExtendedKeyUsagePurpose;

use super::lab::{DIRECT, Lab, WHOLE, attempt, stderr, steps};
use super::server::{Demand, VERSIONS, config, none_provided, silent, start, versions};
use crate::support::loopback::server::page;

#[test]
fn the_servers_alert_is_named_and_belongs_to_the_handshake() {
    let lab = Lab::new();
    for version in VERSIONS {
        let port = start(config(&lab, version, Demand::Insists, false), |_, _| {
            versions()
        });
        let (report, code) = lab.report(port, &["--certificate", "leaf.pem", "--key", "leaf.key"]);
        assert_eq!(
            (code, &report["verdict"]),
            (1, &"refused".into()),
            "{report:#}"
        );
        // RFC 8446, section 4.4.2.4; rustls' server says the same in TLS 1.2.
        for (sent, alert) in [("nothing", "certificate_required"), ("leaf", "unknown_ca")] {
            let attempt = attempt(&report, sent);
            let (outcomes, details) = steps(attempt);
            assert_eq!(outcomes, ["ok", "ok", "failed", "skipped"], "{details}");
            assert!(details.contains(alert), "{details}");
            assert_eq!(attempt["alert"], alert);
            assert_eq!(attempt["client_certificate_requested"], true);
            assert!(attempt["http_status"].is_null());
        }
        let advice = report["advice"].as_str().unwrap();
        assert!(advice.contains("CN=lab intermediate"), "{advice}");
        assert!(
            advice.contains("see `sfmtls explain 'alert: unknown_ca'`"),
            "{advice}"
        );
        assert!(
            advice.contains("sfmtls check --instance localhost leaf.pem"),
            "{advice}"
        );
    }
}

#[test]
fn without_a_certificate_only_nothing_is_sent_and_refused() {
    let lab = Lab::new();
    let port = start(config(&lab, VERSIONS[1], Demand::Asks, false), |_, _| {
        none_provided()
    });
    let (report, code) = lab.report(port, &[]);
    assert_eq!((code, &report["verdict"]), (1, &"refused".into()));
    let attempt = &report["attempts"][0];
    let text = attempt["known_text"].as_str().unwrap();
    assert_eq!(
        text,
        "Client certificate error: No client certificate provided."
    );
    assert_eq!(attempt["http_status"], 200);
}

#[test]
fn a_close_or_reset_after_asking_is_a_refusal() {
    let lab = Lab::new();
    for version in VERSIONS {
        // What a server closes while the request is on its way, its system resets.
        for (resets, says) in [(false, &["closed", "reset"][..]), (true, &["reset"])] {
            let port = silent(config(&lab, version, Demand::Asks, false), resets);
            let (report, code) = lab.report(port, WHOLE);
            assert_eq!(
                (code, &report["verdict"]),
                (1, &"refused".into()),
                "{report:#}"
            );
            let (outcomes, details) = steps(attempt(&report, "leaf and intermediates"));
            assert_eq!(outcomes, ["ok", "ok", "ok", "failed"], "{details}");
            assert!(says.iter().any(|word| details.contains(word)), "{details}");
            assert!(
                report["reason"]
                    .as_str()
                    .unwrap()
                    .contains("after it had asked")
            );
        }
    }
}

#[test]
fn statuses_and_known_texts_refuse() {
    let lab = Lab::new();
    let failed = "[{\"message\":\"This session could not be mutually authenticated for use with \
                  the API\",\"errorCode\":\"MUTUAL_AUTHENTICATION_FAILED\"}]";
    for (status, body, known, verdict) in [
        ("401 Unauthorized", "", None, "refused"),
        (
            "403 Forbidden",
            failed,
            Some("MUTUAL_AUTHENTICATION_FAILED"),
            "refused",
        ),
        (
            "200 OK",
            failed,
            Some("MUTUAL_AUTHENTICATION_FAILED"),
            "refused",
        ),
        (
            "500 Oops",
            "PKIX path validation failed",
            Some("PKIX path validation failed"),
            "refused",
        ),
        ("404 Not Found", "", None, "unclear"),
        ("500 Oops", "", None, "unclear"),
    ] {
        let answer = move |_: &str, _: usize| page(status, "", body.as_bytes());
        let port = start(config(&lab, VERSIONS[1], Demand::Asks, false), answer);
        let (report, code) = lab.report(port, DIRECT);
        assert_eq!(report["verdict"], verdict, "{status}");
        assert_eq!(code, if verdict == "refused" { 1 } else { 3 }, "{status}");
        let attempt = attempt(&report, "leaf");
        assert_eq!(attempt["known_text"].as_str(), known);
        assert_eq!(
            attempt["http_status"],
            status.split(' ').next().unwrap().parse::<u16>().unwrap()
        );
    }
}

#[test]
fn a_redirect_is_the_answer_and_is_not_followed() {
    let lab = Lab::new();
    let answer = |head: &str, _: usize| {
        let location = "Location: https://localhost:1/<b>\u{1b}[31m\r\n";
        let is_first = head.starts_with("GET /services/data/ ");
        page(
            if is_first {
                "302 Found"
            } else {
                "500 Followed"
            },
            location,
            b"",
        )
    };
    let port = start(config(&lab, VERSIONS[1], Demand::Asks, false), answer);
    let (report, code) = lab.report(port, WHOLE);
    assert_eq!(code, 0);
    let attempt = attempt(&report, "whole chain");
    assert_eq!(attempt["http_status"], 302);
    let (_, details) = steps(attempt);
    assert!(
        details.contains("redirects to https://localhost:1/"),
        "{details}"
    );
    assert!(!details.contains(['<', '\u{1b}']), "{details}");
}

#[test]
fn a_certificate_for_servers_is_refused_where_the_server_looks() {
    let lab = Lab::new();
    lab.client("serving", ExtendedKeyUsagePurpose::ServerAuth);
    lab.write("issuer.pem", &lab.intermediate.root().pem());
    let port = start(config(&lab, VERSIONS[1], Demand::Insists, false), |_, _| {
        versions()
    });
    let options = [
        "--certificate",
        "serving.pem",
        "--key",
        "serving.key",
        "--chain",
        "issuer.pem",
    ];
    let (report, code) = lab.report(port, &options);
    assert_eq!(
        (code, &report["verdict"]),
        (1, &"refused".into()),
        "{report:#}"
    );
    assert!(!attempt(&report, "leaf and intermediates")["alert"].is_null());
}

#[test]
fn people_see_the_attempts_side_by_side() {
    let lab = Lab::new();
    let port = start(config(&lab, VERSIONS[1], Demand::Insists, false), |_, _| {
        versions()
    });
    let host = format!("localhost:{port}");
    let output = lab.probe(&[&[host.as_str()], WHOLE].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let table = "\
sent                    handshake                   answer
nothing                 alert certificate_required  -
leaf                    alert unknown_ca            -
leaf and intermediates  ok                          200
whole chain             ok                          200
";
    assert!(text.starts_with(table), "{text}");
    assert!(
        text.contains("step by step, where leaf and intermediates is sent:"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
}

#[test]
fn a_refused_leaf_stands_beside_what_came_of_its_chain() {
    let lab = Lab::new();
    let answer = |_: &str, _: usize| page("404 Not Found", "", b"");
    let port = start(config(&lab, VERSIONS[1], Demand::Asks, false), answer);
    let (report, code) = lab.report(port, WHOLE);
    assert_eq!((code, &report["verdict"]), (1, &"refused".into()));
    let reason = report["reason"].as_str().unwrap();
    for fact in [
        "refuses the certificate (leaf)",
        "unknown_ca",
        "with whole chain: 404",
    ] {
        assert!(reason.contains(fact), "{reason}");
    }
}
