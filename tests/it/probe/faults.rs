//! What the network's faults mean to several attempts; each fault alone is in `network_faults`.

use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::lab::{Lab, WHOLE, attempt, stderr, steps};
use super::server::{Demand, VERSIONS, config, start};
use crate::support::loopback::server::page;

#[test]
fn a_stall_in_one_attempt_leaves_time_for_the_others() {
    let lab = Lab::new();
    let answer = |_: &str, sent: usize| {
        if sent == 0 {
            thread::sleep(Duration::from_secs(60));
        }
        page("200 OK", "", b"")
    };
    let port = start(config(&lab, VERSIONS[1], Demand::Asks, false), answer);
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
