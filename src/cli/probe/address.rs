//! Whom to ask, where, and for what.

use std::net::Ipv6Addr;

use anyhow::{anyhow, bail};
use rustls::pki_types::ServerName;

use super::proxy::Proxy;
use crate::cli::arguments::ProbeOptions;
use crate::cli::fetch::host::{Instance, is_loopback, without_brackets};
use crate::cli::fetch::proxy;

/// Where Salesforce asks for client certificates.
const PORT: u16 = 8443;
/// The port that a URL leaves out.
const HTTPS_PORT: u16 = 443;

/// The server and the page to ask for.
#[derive(Debug)]
pub struct Target {
    /// The host, as `check --instance` knows it.
    pub instance: Instance,
    /// The port, of the server that is named and in its name to it.
    pub port: u16,
    /// What to ask for.
    pub path: String,
    /// The host in TLS: whom the server's certificate must be for.
    pub server_name: ServerName<'static>,
    /// Where to connect to instead.
    connect_to: Option<Endpoint>,
    /// The proxy that leads there, if one does.
    pub proxy: Option<Proxy>,
}

/// A host and a port to connect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// A name or an address, without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl Target {
    /// What the options name.
    ///
    /// # Errors
    /// Where one of them is no host, address or path.
    pub fn of(options: &ProbeOptions) -> anyhow::Result<Self> {
        let text = options.host.trim();
        let authority = authority(text)?;
        let instance = Instance::parse(authority).map_err(|error| anyhow!(error))?;
        let port = port(authority, &instance);
        let name = without_brackets(instance.host()).to_owned();
        let server_name = ServerName::try_from(name)
            .map_err(|_| anyhow!("{} is no name of a server", instance.host()))?;
        let connect_to = options.connect_to.as_deref().map(endpoint).transpose()?;
        let is_direct = connect_to.is_some() || is_loopback(instance.url());
        let mut target = Self {
            port,
            path: path(&options.path)?,
            server_name,
            connect_to,
            proxy: None,
            instance,
        };
        if !is_direct {
            proxy::warn(&["https"]);
            target.proxy = Proxy::of(&target.address());
        }
        Ok(target)
    }

    /// `HOST:PORT`.
    pub fn address(&self) -> String {
        format!("{}:{}", self.instance.host(), self.port)
    }

    /// Where to connect to: the proxy, where one leads to the server.
    pub fn connects_to(&self) -> Endpoint {
        if let Some(proxy) = &self.proxy {
            return proxy.endpoint();
        }
        self.connect_to.clone().unwrap_or_else(|| Endpoint {
            host: without_brackets(self.instance.host()).to_owned(),
            port: self.port,
        })
    }

    /// The `Host` of HTTP: the port is left out where it is that of https.
    pub fn host_and_port(&self) -> String {
        match self.port {
            HTTPS_PORT => self.instance.host().to_owned(),
            _ => self.address(),
        }
    }
}

/// `HOST[:PORT]` of a text that may be a whole URL.
fn authority(text: &str) -> anyhow::Result<&str> {
    let rest = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => rest,
        Some(_) => bail!("probe asks by https:// only; name the host, as acme.my.salesforce.com"),
        None => text,
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        bail!("probe takes no user name or password");
    }
    Ok(authority)
}

/// The port that `authority` names. A URL forgets its own port, so 443 is looked for in the text.
fn port(authority: &str, instance: &Instance) -> u16 {
    let is_https_port = authority.parse::<Ipv6Addr>().is_err()
        && authority
            .rsplit_once(':')
            .is_some_and(|(_, port)| port.parse() == Ok(HTTPS_PORT));
    let own = is_https_port.then_some(HTTPS_PORT);
    instance.url().port().or(own).unwrap_or(PORT)
}

/// `HOST:PORT` of `--connect-to`.
fn endpoint(text: &str) -> anyhow::Result<Endpoint> {
    let parts = text.rsplit_once(':').and_then(|(host, port)| {
        let port = port.parse().ok().filter(|port| *port != 0)?;
        let is_name = !host.is_empty() && (!host.contains(':') || host.starts_with('['));
        is_name.then(|| (without_brackets(host).to_owned(), port))
    });
    let (host, port) =
        parts.ok_or_else(|| anyhow!("--connect-to takes HOST:PORT, not {text:?}"))?;
    Ok(Endpoint { host, port })
}

/// A path that makes one line of a request, and nothing more.
fn path(text: &str) -> anyhow::Result<String> {
    if text.starts_with('/') && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(text.to_owned());
    }
    bail!(
        "--path begins with / and has no space or other character that a URL must encode: {text:?}"
    )
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::arguments::{Arguments, Command};

    fn target(arguments: &[&str]) -> anyhow::Result<Target> {
        let all = ["sfmtls", "probe"].iter().chain(arguments);
        match Arguments::try_parse_from(all)?.command {
            Command::Probe(options) => Target::of(&options),
            _ => unreachable!(),
        }
    }

    #[test]
    fn the_port_is_8443_unless_given() {
        for (text, expected) in [
            ("acme.my.salesforce.com", "acme.my.salesforce.com:8443"),
            ("ACME.my.salesforce.com.", "acme.my.salesforce.com:8443"),
            ("acme.my.salesforce.com:8443", "acme.my.salesforce.com:8443"),
            ("acme.my.salesforce.com:443", "acme.my.salesforce.com"),
            (
                "https://acme.my.salesforce.com/x",
                "acme.my.salesforce.com:8443",
            ),
            ("acme.lightning.force.com", "acme.my.salesforce.com:8443"),
            ("localhost:9", "localhost:9"),
            ("127.0.0.1", "127.0.0.1:8443"),
            ("::1", "[::1]:8443"),
            ("fe80::443", "[fe80::443]:8443"),
            ("[::1]:443", "[::1]"),
        ] {
            assert_eq!(target(&[text]).unwrap().host_and_port(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_host_or_path_is_a_usage_error() {
        for arguments in [
            &["acme my"][..],
            &["http://acme.my.salesforce.com"],
            &["me:hunter2@acme.my.salesforce.com"],
            &["acme:"],
            &["acme:65536"],
            &["acme", "--path", "services"],
            &["acme", "--path", "/a b"],
            &["acme", "--path", "/a\r\nX: y"],
            &["acme", "--path", "/\u{e9}"],
            &["acme", "--connect-to", "127.0.0.1"],
            &["acme", "--connect-to", ":1"],
            &["acme", "--connect-to", "::1:0"],
            &["acme", "--timeout", "0"],
        ] {
            let error = target(arguments).unwrap_err().to_string();
            assert!(!error.contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn connect_to_leaves_the_name_as_it_is() {
        let target = target(&["acme.my.salesforce.com", "--connect-to", "[::1]:9"]).unwrap();
        assert_eq!(target.host_and_port(), "acme.my.salesforce.com:8443");
        let endpoint = target.connects_to();
        assert_eq!((endpoint.host.as_str(), endpoint.port), ("::1", 9));
    }
}
