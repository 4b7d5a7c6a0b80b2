//! Redirects that are not followed. To the probe their status is the answer.

use super::fault::Fault;
use super::user::Lab;
use crate::support::loopback::proxy;
use crate::support::loopback::server::{redirect, start};

/// A host that is found nowhere but at the proxy.
pub const HOST: &str = "acme.example.invalid";

pub fn all(lab: &Lab) -> Vec<Fault> {
    let to = |location: &'static str, name, list, fetch| {
        let says = [list, "redirects to", fetch];
        let port = start(Some(lab.server()), move |_| redirect(location));
        (port, Fault::at(port, name, says).but_not_for_probe())
    };
    let (_, in_a_loop) = to(
        "/x",
        "in a loop",
        "too many redirects",
        "too many redirects",
    );
    let (_, to_http) = to(
        "http://127.0.0.1/cacerts.jsp",
        "to http",
        "it is not https",
        "another scheme than before",
    );
    let (_, to_file) = to(
        "file:///etc/passwd",
        "to a file",
        "it is not https",
        "only http: and https: are fetched",
    );
    let (port, to_private) = to(
        "https://169.254.169.254/latest",
        "to a private address",
        "neither the same host nor a My Domain host",
        "which was not followed: 169.254.169.254 is the address of a cloud's metadata",
    );
    let proxy = format!("http://127.0.0.1:{}", proxy::leading_to(port).port);
    vec![in_a_loop, to_http, to_file, to_private.behind(proxy, HOST)]
}
