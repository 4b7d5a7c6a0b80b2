//! From what the user typed to the address that is asked for the trust list.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use reqwest::Url;
use rustls::pki_types::ServerName;
use sfmtls::certificate::name::is_unprintable;

use super::salesforce;

/// Where every instance shows its trust list.
const LIST_PATH: &str = "/cacerts.jsp";

/// An instance, as `--instance` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    url: Url,
    host: String,
    mapped_from: Option<String>,
}

/// Why a text names no instance that may be asked; never holds a user name or password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageError {
    message: String,
}

impl fmt::Display for UsageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for UsageError {}

impl Instance {
    /// Reads a bare host, `host:port` or an `https://` URL, whose path does not count.
    ///
    /// # Errors
    /// Where the text is none of them, holds a user name, or wants `http://` from another machine.
    pub fn parse(text: &str) -> Result<Self, UsageError> {
        let text = text.trim();
        let (scheme, rest) = split_scheme(text);
        let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(usage(
                "--instance takes no user name or password: the list is readable without",
            ));
        }
        if scheme != "https" && scheme != "http" {
            return Err(usage(format!(
                "--instance asks by https:// only, not by {scheme:?}"
            )));
        }
        let mut url = read_authority(&scheme, authority)?;
        let mapped_from = settle_host(&mut url).map_err(|()| no_host(authority))?;
        if scheme == "http" && !is_loopback(&url) {
            return Err(usage(
                "http:// is refused, since anyone on the way could change the list; use https:// \
                 (http:// is for a loopback address only)",
            ));
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        Ok(Self {
            url,
            host,
            mapped_from,
        })
    }

    /// The address to ask: `https://HOST[:PORT]/cacerts.jsp`.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// The host alone, lower case; an IPv6 address in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The `*.lightning.force.com` host that was typed, where the host was put in its place.
    #[must_use]
    pub fn mapped_from(&self) -> Option<&str> {
        self.mapped_from.as_deref()
    }

    /// What to tell the user where another host than the one typed is asked.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        let typed = self.mapped_from()?;
        Some(format!(
            "{typed} shows an org's pages; its My Domain host {} is asked",
            self.host
        ))
    }

    /// Whether the list is readable at this host, but port 8443 is not served: the rule
    /// `login-host` fires.
    #[must_use]
    pub fn is_login_host(&self) -> bool {
        salesforce::is_login_host(&self.host)
    }
}

/// Whether the URL's host is this machine: 127.0.0.0/8, `[::1]` or `localhost`.
pub fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    host == "localhost"
        || without_brackets(host)
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// `HOST`, or `HOST:PORT` where the port is not the scheme's own.
pub fn address(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn usage(message: impl Into<String>) -> UsageError {
    UsageError {
        message: message.into(),
    }
}

fn no_host(authority: &str) -> UsageError {
    let shown: String = authority.chars().take(100).collect();
    usage(format!(
        "{shown:?} is no host, host:port or https:// URL; an instance looks like acme.my.salesforce.com"
    ))
}

/// The scheme in lower case, `https` where there is none, and what follows it. A `://` in the
/// query of a bare host is none.
fn split_scheme(text: &str) -> (String, &str) {
    match text.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['/', '\\', '?', '#', '@']) => {
            (scheme.to_ascii_lowercase(), rest)
        }
        _ => ("https".to_owned(), text),
    }
}

fn read_authority(scheme: &str, authority: &str) -> Result<Url, UsageError> {
    // The URL parser takes `https:///x` for the host x, `a:` for a, and drops tabs and line ends.
    if authority.is_empty() || authority.ends_with(':') || authority.contains(is_unprintable) {
        return Err(no_host(authority));
    }
    let text = if authority.parse::<Ipv6Addr>().is_ok() {
        format!("{scheme}://[{authority}]{LIST_PATH}")
    } else {
        format!("{scheme}://{authority}{LIST_PATH}")
    };
    Url::parse(&text).map_err(|_| no_host(authority))
}

/// Takes the final dot off the host and puts the My Domain host in place of a Lightning one, which
/// is returned; an error where the host is no name that a certificate could be for.
fn settle_host(url: &mut Url) -> Result<Option<String>, ()> {
    let typed = url.host_str().unwrap_or_default();
    let host = typed.strip_suffix('.').unwrap_or(typed).to_owned();
    if host.ends_with('.') || ServerName::try_from(without_brackets(&host)).is_err() {
        return Err(());
    }
    let my_domain = salesforce::my_domain_of_lightning(&host);
    url.set_host(Some(my_domain.as_deref().unwrap_or(&host)))
        .map_err(|_| ())?;
    Ok(my_domain.map(|_| host))
}

/// The host as resolvers take it: an IPv6 address without the brackets that a URL has around it.
pub fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> String {
        Instance::parse(text).unwrap().url().to_string()
    }

    fn refused(text: &str) -> String {
        Instance::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn a_host_a_port_or_a_url_names_the_page() {
        let page = "https://acme.my.salesforce.com/cacerts.jsp";
        for text in [
            "acme.my.salesforce.com",
            " acme.my.salesforce.com\n",
            "ACME.My.Salesforce.COM",
            "acme.my.salesforce.com.",
            "acme.my.salesforce.com:443",
            "https://acme.my.salesforce.com",
            "HTTPS://acme.my.salesforce.com/",
            "https://acme.my.salesforce.com/cacerts.jsp",
            "https://acme.my.salesforce.com/lightning/page/home?a=https://b/#c",
            "acme.my.salesforce.com/cacerts.jsp?retURL=http://x@y/",
        ] {
            assert_eq!(asked(text), page, "{text}");
        }
        assert_eq!(
            asked("acme.my.salesforce.com:8443"),
            "https://acme.my.salesforce.com:8443/cacerts.jsp"
        );
    }

    #[test]
    fn addresses_are_hosts_too() {
        assert_eq!(asked("127.0.0.1:81"), "https://127.0.0.1:81/cacerts.jsp");
        assert_eq!(asked("::1"), "https://[::1]/cacerts.jsp");
        assert_eq!(asked("[::1]:8443"), "https://[::1]:8443/cacerts.jsp");
        assert_eq!(
            Instance::parse("[2001:DB8::1]").unwrap().host(),
            "[2001:db8::1]"
        );
    }

    #[test]
    fn plain_http_is_for_loopback_only() {
        for text in [
            "http://localhost:8080/x",
            "http://127.3.2.1",
            "http://[::1]:80",
            "HTTP://LOCALHOST.",
        ] {
            assert!(asked(text).starts_with("http://"), "{text}");
        }
        for text in [
            "http://acme.my.salesforce.com",
            "http://localhost.example.com",
            "http://128.0.0.1",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://[::2]",
        ] {
            assert!(refused(text).starts_with("http:// is refused"), "{text}");
        }
    }

    #[test]
    fn a_text_that_names_no_host_is_a_usage_error() {
        for text in [
            "",
            "  ",
            "https://",
            "https:///cacerts.jsp",
            "https:/acme.my.salesforce.com",
            "https:acme",
            ":443",
            "acme:",
            "acme:99999",
            "acme..",
            "acme my",
            "*.my.salesforce.com",
            "a\tb",
            "a\u{202e}b",
            "/etc/passwd",
            "[::1",
            "javascript:alert(1)",
        ] {
            assert!(refused(text).contains("is no host"), "{text:?}");
        }
        assert!(
            refused("a\u{1b}b")
                .chars()
                .all(|letter| !letter.is_control())
        );
        assert!(refused("ftp://acme.my.salesforce.com").contains("by https:// only"));
        assert!(refused("file:///etc/passwd").contains("by https:// only"));
    }

    #[test]
    fn a_password_is_refused_and_not_shown() {
        for text in [
            "https://me:hunter2@acme.my.salesforce.com",
            "me:hunter2@acme.my.salesforce.com",
            "hunter2@acme my",
            "ftp://me:hunter2@acme",
        ] {
            let message = refused(text);
            assert!(message.contains("no user name or password"), "{text}");
            assert!(!message.contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn a_lightning_host_is_mapped_and_said() {
        for (typed, host) in [
            ("acme.lightning.force.com", "acme.my.salesforce.com"),
            (
                "https://Acme--Dev.sandbox.lightning.force.com./lightning/setup",
                "acme--dev.sandbox.my.salesforce.com",
            ),
            (
                "acme.develop.lightning.force.com",
                "acme.develop.my.salesforce.com",
            ),
            (
                "acme.scratch.lightning.force.com",
                "acme.scratch.my.salesforce.com",
            ),
        ] {
            let instance = Instance::parse(typed).unwrap();
            assert_eq!(instance.host(), host);
            assert_eq!(
                instance.url().as_str(),
                format!("https://{host}/cacerts.jsp")
            );
            let from = instance.mapped_from().unwrap();
            assert!(from.ends_with(".lightning.force.com"));
            let notice = instance.notice().unwrap();
            assert!(notice.contains(from) && notice.contains(host));
        }
        for typed in [
            "lightning.force.com",
            "acme.lightning.force.com.example.com",
        ] {
            let instance = Instance::parse(typed).unwrap();
            assert_eq!((instance.host(), instance.notice()), (typed, None));
        }
    }

    #[test]
    fn the_rule_login_host_looks_at_the_host_as_it_is_asked() {
        for text in [
            "NA12.salesforce.com",
            "https://login.salesforce.com.:8443/x",
        ] {
            assert!(Instance::parse(text).unwrap().is_login_host(), "{text}");
        }
        for text in ["acme.lightning.force.com", "localhost"] {
            assert!(!Instance::parse(text).unwrap().is_login_host(), "{text}");
        }
    }
}
