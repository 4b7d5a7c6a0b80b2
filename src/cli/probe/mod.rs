//! `sfmtls probe`: what the server says to this certificate.
//!
//! One attempt after the other, each a connection of its own, all within one time-out. What they
//! found goes into a [`ProbeReport`], which knows the verdict.

mod address;
mod alert;
mod answer;
mod attempt;
mod conclusion;
mod connect;
mod deadline;
mod faults;
mod handshake;
mod http;
mod identity;
mod known_text;
mod observer;
mod proxy;
mod resolve;
mod roots;
mod route;
mod wire;

use std::time::Duration;

use sfmtls::certificate::{Certificate, Sha256};
use sfmtls::render::probe::{
    self, Attempt, ProbeReport, Sent, ServerCertificate, StepName, StepOutcome, Verdict,
};

use super::arguments::{Color, Format, ProbeOptions};
use super::exit::{Exit, Failure};
use super::{list, output, terminal};
use address::Target;
use attempt::Probe;
use deadline::Deadline;
use identity::Identity;
use roots::ServerRoots;
use route::Route;

/// Asks the server, and writes the report.
pub fn run(options: &ProbeOptions) -> Result<Exit, Failure> {
    let target = Target::of(options)?;
    let identity = Identity::of(options)?;
    let extra = match &options.ca_file {
        Some(path) => list::certificates_of(path)?,
        None => Vec::new(),
    };
    let deadline = Deadline::after(Duration::from_secs(options.timeout));
    let roots = ServerRoots::with(extra)?;
    for notice in target.instance.notice().into_iter().chain(roots.notice()) {
        terminal::say("note", &notice);
    }
    let report = report(&target, identity.as_ref(), &roots, deadline);
    let text = match options.format {
        Format::Human => probe::human(
            &report,
            terminal::palette(Color::Auto, false),
            terminal::width(),
        ),
        Format::Json => probe::json(&report).map_err(anyhow::Error::from)?,
    };
    output::to_standard_output(&text)?;
    Ok(match report.verdict() {
        Verdict::Accepted => Exit::Passed,
        Verdict::Refused => Exit::Failed,
        Verdict::Unreachable | Verdict::Unclear => Exit::NoList,
    })
}

/// Makes every attempt that the certificate allows.
fn report(
    target: &Target,
    identity: Option<&Identity>,
    roots: &ServerRoots,
    deadline: Deadline,
) -> ProbeReport {
    let probe = Probe {
        target,
        roots,
        route: Route::to(target, deadline),
    };
    let variants = identity.map_or(&[][..], |identity| &identity.variants);
    let mut attempts = Vec::new();
    let mut presented = Vec::new();
    let all = std::iter::once((Sent::Nothing, None))
        .chain(variants.iter().map(|(sent, key)| (*sent, Some(key))));
    for (position, (sent, key)) in all.enumerate() {
        let is_out_of_reach = attempts.iter().any(is_unconnected);
        let left = variants.len().saturating_add(1).saturating_sub(position);
        let (attempt, chain) = if is_out_of_reach {
            (attempt::not_tried(sent), Vec::new())
        } else {
            probe.attempt(sent, key.cloned(), deadline, left)
        };
        attempts.push(attempt);
        if presented.is_empty() {
            presented = chain;
        }
    }
    let server_certificates = presented.iter().map(|der| server_certificate(der));
    ProbeReport {
        host: target.instance.host().to_owned(),
        port: target.port,
        conclusion: conclusion::of(target, identity, &attempts),
        attempts,
        server_certificates: server_certificates.collect(),
    }
}

/// Whether an attempt had no connection: another one would have none either.
fn is_unconnected(attempt: &Attempt) -> bool {
    let connect = attempt.step(StepName::Connect);
    connect.is_some_and(|step| step.outcome != StepOutcome::Ok)
}

fn server_certificate(der: &[u8]) -> ServerCertificate {
    let read = Certificate::from_der(der).ok();
    ServerCertificate {
        subject: read.map(|certificate| certificate.subject.to_string()),
        sha256: Sha256::of(der).to_string(),
    }
}
