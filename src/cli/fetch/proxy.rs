//! Which proxy is in force, and what it did wrong.

use std::collections::BTreeSet;
use std::env::{self, VarError};
use std::error::Error;
use std::sync::{Mutex, PoisonError};

use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use super::connection::ProxyProblem;
use super::diagnosis::{cause, causes, innermost};
use crate::cli::terminal;

/// Whoever names a proxy that no variable names.
pub const UNKNOWN: &str = "the system";

/// Where this variable is set, a web server runs the program for a stranger, whose header `Proxy`
/// would be `HTTP_PROXY`: no proxy is asked then.
const CGI: &str = "REQUEST_METHOD";

/// The proxy for a URL, as reqwest would take it, and the environment variable that names it; none
/// where `NO_PROXY` names the host.
pub fn in_force(url: &str) -> Option<(Intercept, &'static str)> {
    let url = url.parse().ok()?;
    let intercept = Matcher::from_env().intercept(&url)?;
    let variable = url.scheme_str().and_then(variable);
    Some((intercept, variable.unwrap_or(UNKNOWN)))
}

/// The environment variable that names the proxy for `https` or `http`, if one does. Its value may
/// hold a password, so it is not shown.
pub(super) fn variable(scheme: &str) -> Option<&'static str> {
    let mut looked_at = looked_at(scheme).into_iter();
    looked_at.find_map(|(name, value)| names_proxy(value.as_deref()).then_some(name))
}

/// Says on standard error, once a run each, which variables for these schemes are set but passed
/// over: whoever set one believes that it is in force.
pub fn warn(schemes: &[&str]) {
    static SAID: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    for (name, why) in schemes.iter().flat_map(|scheme| passed_over(scheme)) {
        if said.insert(name) {
            terminal::say("warning", &format!("{name} is set{why}"));
        }
    }
}

/// The variables that are set and not empty, and come before one that names a proxy; with why.
fn passed_over(scheme: &str) -> Vec<(&'static str, &'static str)> {
    let set = looked_at(scheme).into_iter();
    let mut set = set
        .filter(|(_, value)| value.as_deref() != Some(""))
        .peekable();
    if env::var_os(CGI).is_some() && set.peek().is_some() {
        let why = ", as where a web server runs a program: no proxy is asked, whoever names one";
        return vec![(CGI, why)];
    }
    let why = ", but its value names no proxy, as http://HOST:PORT does: it is passed over";
    let before = set.take_while(|(_, value)| !names_proxy(value.as_deref()));
    before.map(|(name, _)| (name, why)).collect()
}

/// The variables that reqwest looks at, which are those of hyper-util 0.1.21, and their values: of
/// each pair the first that is set, be it empty. One that is no UTF-8 has no value and decides
/// nothing.
fn looked_at(scheme: &str) -> Vec<(&'static str, Option<String>)> {
    let own = match scheme {
        "https" => ["HTTPS_PROXY", "https_proxy"],
        _ => ["HTTP_PROXY", "http_proxy"],
    };
    let mut found = Vec::new();
    for pair in [own, ["ALL_PROXY", "all_proxy"]] {
        for name in pair {
            match env::var(name) {
                Ok(value) => {
                    found.push((name, Some(value)));
                    break;
                }
                Err(VarError::NotUnicode(_)) => found.push((name, None)),
                Err(VarError::NotPresent) => {}
            }
        }
    }
    found
}

/// Whether reqwest takes this for a proxy.
fn names_proxy(value: Option<&str>) -> bool {
    let matcher = value.map(|value| Matcher::builder().all(value.to_owned()).build());
    let any = "https://host/".parse();
    matcher.is_some_and(|matcher| any.is_ok_and(|url| matcher.intercept(&url).is_some()))
}

/// What the proxy did, where an error is, or was caused by, that of a tunnel through one.
///
/// The type, hyper-util's `TunnelError`, cannot be named outside that crate, so its text decides,
/// as version 0.1.21 writes it; so does hyper-rustls' for the scheme of a proxy.
pub(super) fn problem(error: &(dyn Error + 'static)) -> Option<ProxyProblem> {
    let (tunnel, text) = causes(error).find_map(|cause| {
        let text = cause.to_string();
        let what = text.strip_prefix("tunnel error: ")?.to_owned();
        Some((cause, what))
    })?;
    Some(match text.as_str() {
        "proxy authorization required" => ProxyProblem::AuthenticationRequired,
        "unsuccessful" => ProxyProblem::Refused(None),
        "failed to create underlying connection" => unconnected(tunnel),
        _ => ProxyProblem::NoAnswer,
    })
}

/// Why there is no connection to the proxy itself.
fn unconnected(tunnel: &(dyn Error + 'static)) -> ProxyProblem {
    if cause::<rustls::Error>(tunnel).is_some() {
        return ProxyProblem::Tls;
    }
    if innermost(tunnel).starts_with("unsupported scheme") {
        return ProxyProblem::UnknownScheme("http:// and https:// are");
    }
    ProxyProblem::Unreachable
}
