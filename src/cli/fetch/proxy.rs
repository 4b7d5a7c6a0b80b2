//! Which proxy is in force, and what it did wrong.

use std::error::Error;

use super::connection::ProxyProblem;
use super::diagnosis::{cause, causes, innermost};

/// Whoever names a proxy that no variable names.
pub const UNKNOWN: &str = "the system";

/// The environment variable that names the proxy for https or http, if one does, in the order in
/// which reqwest looks. Its value may hold a password, so it is not shown.
pub fn variable(scheme: &str) -> Option<&'static str> {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let own = match scheme {
        "https" => ["HTTPS_PROXY", "https_proxy"],
        _ => ["HTTP_PROXY", "http_proxy"],
    };
    own.into_iter()
        .chain(["ALL_PROXY", "all_proxy"])
        .find(is_set)
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
