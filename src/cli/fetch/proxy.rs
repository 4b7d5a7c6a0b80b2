//! Which proxy is in force, and what it did wrong.

use std::error::Error;

use super::fault::ProxyProblem;

/// The environment variable that names the proxy for https, in the order in which reqwest (as curl)
/// looks. Its value may hold a password, so it is not shown.
pub(super) fn variable() -> &'static str {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .find(is_set)
        .unwrap_or("the system")
}

/// What the proxy did, where `cause` is the error of a tunnel through one.
///
/// The type, hyper-util's `TunnelError`, cannot be named outside that crate, so its text decides,
/// as version 0.1.21 writes it; so does hyper-rustls' for the scheme of a proxy.
pub(super) fn problem(cause: &(dyn Error + 'static)) -> Option<ProxyProblem> {
    let text = cause.to_string();
    let problem = match text.strip_prefix("tunnel error: ")? {
        "proxy authorization required" => ProxyProblem::AuthenticationRequired,
        "unsuccessful" => ProxyProblem::Refused,
        "failed to create underlying connection" if has_unsupported_scheme(cause) => {
            ProxyProblem::UnknownScheme
        }
        "failed to create underlying connection" => ProxyProblem::Unreachable,
        _ => ProxyProblem::NoAnswer,
    };
    Some(problem)
}

fn has_unsupported_scheme(tunnel: &(dyn Error + 'static)) -> bool {
    tunnel
        .source()
        .is_some_and(|cause| cause.to_string().starts_with("unsupported scheme"))
}
