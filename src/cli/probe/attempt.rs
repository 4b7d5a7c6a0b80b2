//! One attempt: connect, shake hands, ask, and note what came of each.

use std::net::TcpStream;
use std::sync::Arc;

use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, ClientConnection, ProtocolVersion, client::Resumption};
use sfmtls::render::probe::{Attempt, Ending, Sent, Step, StepName, StepOutcome};

use super::address::Target;
use super::deadline::Deadline;
use super::http::{self, Answer, Broken};
use super::observer::Observer;
use super::roots::ServerRoots;
use super::route::Route;
use super::wire::{Fault, Wire};
use super::{alert, answer, handshake, known_text};
use crate::cli::fetch::client::USER_AGENT;

/// What all attempts have in common.
pub struct Probe<'a> {
    /// Whom to ask for what.
    pub target: &'a Target,
    /// How the server is judged.
    pub roots: &'a ServerRoots,
    /// How to get there.
    pub route: Route<'a>,
}

impl Probe<'_> {
    /// Makes one attempt with this certificate, in an even share of the time that is left after
    /// connecting; `of` attempts are to come, this among them. Returns what the server presented,
    /// DER, besides.
    pub fn attempt(
        &self,
        sent: Sent,
        certified_key: Option<Arc<CertifiedKey>>,
        deadline: Deadline,
        of: usize,
    ) -> (Attempt, Vec<Vec<u8>>) {
        let mut attempt = blank(sent);
        let Some(stream) = self.connect(&mut attempt, deadline) else {
            return (finished(attempt, Ending::NotReached), Vec::new());
        };
        let observer = Arc::new(Observer::new(self.roots.verifier.clone(), certified_key));
        let ending = match self.tls(&observer) {
            Ok(tls) => {
                let mut wire = Wire::new(tls, stream, deadline.share(of));
                let ending = self.ask(&mut attempt, &mut wire, &observer);
                wire.close();
                ending
            }
            Err(error) => {
                failed(&mut attempt, StepName::Handshake, "", error.to_string());
                Ending::Unclear
            }
        };
        let request = observer.request();
        attempt.client_certificate_requested = request.is_some();
        attempt.certificate_authorities = request.map(|request| request.authorities);
        (finished(attempt, ending), observer.presented().to_vec())
    }

    /// The connection; `None` where there is none.
    fn connect(&self, attempt: &mut Attempt, deadline: Deadline) -> Option<TcpStream> {
        match self.route.resolved() {
            Ok(detail) => done(attempt, StepName::Resolve, detail),
            Err(fault) => {
                failed(attempt, StepName::Resolve, "", fault);
                return None;
            }
        }
        match self.route.connect(deadline) {
            Ok((stream, detail)) => {
                done(attempt, StepName::Connect, detail);
                Some(stream)
            }
            Err(fault) => {
                failed(attempt, StepName::Connect, "", fault);
                None
            }
        }
    }

    /// TLS that has not begun. Nothing is kept for a later connection: a resumed session would not
    /// ask for the certificate.
    fn tls(&self, observer: &Arc<Observer>) -> Result<ClientConnection, rustls::Error> {
        let provider = self.roots.provider.clone();
        let builder = ClientConfig::builder_with_provider(provider);
        let mut config = builder
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(observer.clone())
            .with_client_cert_resolver(observer.clone());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config.resumption = Resumption::disabled();
        ClientConnection::new(Arc::new(config), self.target.server_name.clone())
    }

    /// Shakes hands and asks for the page.
    fn ask(&self, attempt: &mut Attempt, wire: &mut Wire, observer: &Observer) -> Ending {
        if let Err(fault) = wire.handshake() {
            return unshaken(attempt, &fault, wire, observer);
        }
        let (answer, broken) = match wire.send(self.request().as_bytes()) {
            Ok(()) => http::read(wire),
            Err(fault) => (Answer::default(), Some(Broken::Fault(fault))),
        };
        let fault = match &broken {
            Some(Broken::Fault(fault)) if answer.status.is_none() => Some(fault),
            _ => None,
        };
        // In TLS 1.3 the client is done before the server has seen its certificate: an alert in
        // place of an answer is the handshake's end (RFC 8446, section 4.4.2.4).
        if let Some(fault @ Fault::Alert(_)) = fault
            && wire.tls.protocol_version() == Some(ProtocolVersion::TLSv1_3)
        {
            return unshaken(attempt, fault, wire, observer);
        }
        done(
            attempt,
            StepName::Handshake,
            handshake::described(wire, observer),
        );
        attempt.alert = fault.and_then(alert_of);
        answered(attempt, &answer, broken.as_ref());
        match (&broken, fault) {
            (None, _) => Ending::Answered,
            (Some(_), None) => Ending::Unclear,
            (Some(_), Some(fault)) => handshake::ending(fault, wire, observer),
        }
    }

    fn request(&self) -> String {
        format!(
            "GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: {USER_AGENT}\r\nAccept: */*\r\n\
             Accept-Encoding: identity\r\nConnection: close\r\n\r\n",
            self.target.path,
            self.target.host_and_port()
        )
    }
}

/// An attempt that is not made, since another one could not connect.
pub fn not_tried(sent: Sent) -> Attempt {
    finished(blank(sent), Ending::NotTried)
}

/// Notes a handshake that failed, and returns how the attempt ends.
fn unshaken(attempt: &mut Attempt, fault: &Fault, wire: &Wire, observer: &Observer) -> Ending {
    attempt.alert = alert_of(fault);
    let seen = handshake::described(wire, observer);
    failed(attempt, StepName::Handshake, &seen, fault.to_string());
    handshake::ending(fault, wire, observer)
}

/// Notes what the server answered, as far as it did.
fn answered(attempt: &mut Attempt, answer: &Answer, broken: Option<&Broken>) {
    let known = known_text::find(&answer.body);
    attempt.http_status = answer.status;
    attempt.known_text = known.map(|known| known.text);
    let detail = answer::described(answer, known, broken);
    if broken.is_some() {
        failed(attempt, StepName::Request, "", detail);
    } else {
        attempt.fact.clone_from(&detail);
        done(attempt, StepName::Request, detail);
    }
}

fn alert_of(fault: &Fault) -> Option<String> {
    match fault {
        Fault::Alert(alert) => Some(alert::name(*alert)),
        _ => None,
    }
}

fn blank(sent: Sent) -> Attempt {
    Attempt {
        sent,
        steps: Vec::new(),
        client_certificate_requested: false,
        certificate_authorities: None,
        alert: None,
        http_status: None,
        known_text: None,
        ending: Ending::NotTried,
        fact: String::new(),
    }
}

fn done(attempt: &mut Attempt, name: StepName, detail: String) {
    push(attempt, name, StepOutcome::Ok, detail);
}

/// A step that failed by `fault`, after what `seen` says.
fn failed(attempt: &mut Attempt, name: StepName, seen: &str, fault: String) {
    let detail = match seen {
        "" => fault.clone(),
        seen => format!("{seen}; {fault}"),
    };
    attempt.fact = fault;
    push(attempt, name, StepOutcome::Failed, detail);
}

fn push(attempt: &mut Attempt, name: StepName, outcome: StepOutcome, detail: String) {
    attempt.steps.push(Step {
        name,
        outcome,
        detail,
    });
}

/// The attempt with its ending, and the steps that were not begun.
fn finished(mut attempt: Attempt, ending: Ending) -> Attempt {
    attempt.ending = ending;
    let begun = attempt.steps.len();
    for name in StepName::ALL.into_iter().skip(begun) {
        let reason = match ending {
            Ending::NotTried => "the attempt before could not connect",
            _ => "the step before failed",
        };
        push(&mut attempt, name, StepOutcome::Skipped, reason.into());
    }
    attempt
}
