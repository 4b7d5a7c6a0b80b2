//! Names to addresses, each looked at before it is connected to.
//!
//! A name is resolved once, here; the client is given these addresses and asks nobody else, so that
//! what was checked is what is connected to. Where a proxy is in force the name is resolved all the
//! same, if it can be, and refused for the same addresses; where it cannot, the proxy decides, since
//! only it knows the name. The proxy's own name and address are the user's word and not checked.

use std::fmt;
use std::future;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::special_purpose;

/// A host that may not be asked: one of its addresses, and what kind that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotPublic {
    /// The host as the URL has it.
    pub host: String,
    /// The first of its addresses that is not public.
    pub address: IpAddr,
    /// What it is.
    pub what: &'static str,
}

impl fmt::Display for NotPublic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            host,
            address,
            what,
        } = self;
        if without_brackets(host).parse() == Ok(*address) {
            write!(formatter, "{address} is ")?;
        } else {
            write!(formatter, "{host} is at {address}, ")?;
        }
        write!(formatter, "{what}; --allow-private lets --fetch ask it")
    }
}

/// The addresses of one host, and for whom else the system may be asked.
#[derive(Debug)]
pub struct Resolver {
    host: String,
    /// Why there are none, where there are none.
    addresses: Result<Vec<SocketAddr>, io::ErrorKind>,
    /// Whether a proxy is in force, whose name the system resolves.
    through_proxy: bool,
    was_asked: AtomicBool,
}

impl Resolver {
    /// Looks up the URL's host and its addresses, unless any may be asked.
    ///
    /// # Errors
    /// Where one of them is not public.
    pub fn new(url: &Url, allow_private: bool, through_proxy: bool) -> Result<Self, NotPublic> {
        let resolver = Self {
            host: url.host_str().unwrap_or_default().to_owned(),
            addresses: addresses(url).map_err(|error| error.kind()),
            through_proxy,
            was_asked: AtomicBool::new(false),
        };
        let addresses = resolver.addresses.iter().flatten().map(SocketAddr::ip);
        let not_public = addresses
            .filter(|_| !allow_private)
            .find_map(|address| Some((address, special_purpose(address)?)));
        match not_public {
            None => Ok(resolver),
            Some((address, what)) => Err(NotPublic {
                host: resolver.host,
                address,
                what,
            }),
        }
    }

    /// Whether the client wanted to connect to the host itself, and so not to a proxy.
    pub fn was_asked(&self) -> bool {
        self.was_asked.load(Ordering::Relaxed)
    }
}

/// Blocks as long as the system's resolver takes.
fn addresses(url: &Url) -> io::Result<Vec<SocketAddr>> {
    let host = without_brackets(url.host_str().unwrap_or_default());
    let port = url.port_or_known_default().unwrap_or_default();
    Ok((host, port).to_socket_addrs()?.collect())
}

/// The host, where it is an IPv6 address without its brackets.
fn without_brackets(host: &str) -> &str {
    host.trim_matches(['[', ']'])
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let result = if name.as_str().eq_ignore_ascii_case(&self.host) {
            self.was_asked.store(true, Ordering::Relaxed);
            self.addresses.clone().map_err(io::Error::from)
        } else if self.through_proxy {
            (name.as_str(), 0).to_socket_addrs().map(Iterator::collect)
        } else {
            // Nobody but the host was to be asked.
            Err(io::ErrorKind::PermissionDenied.into())
        };
        Box::pin(future::ready(match result {
            Ok(addresses) => Ok(Box::new(addresses.into_iter()) as Addrs),
            Err(error) => Err(error.into()),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::task::{Context, Poll, Waker};

    fn resolver(url: &str, allow_private: bool) -> Result<Resolver, String> {
        let url = Url::parse(url).unwrap();
        Resolver::new(&url, allow_private, false).map_err(|refused| refused.to_string())
    }

    /// What the client is told for this name.
    fn told(resolver: &Resolver, name: &str) -> Option<Vec<SocketAddr>> {
        let mut resolving = resolver.resolve(name.parse().unwrap());
        let mut context = Context::from_waker(Waker::noop());
        match resolving.as_mut().poll(&mut context) {
            Poll::Ready(result) => Some(result.ok()?.collect()),
            Poll::Pending => panic!("the answer is there already"),
        }
    }

    #[test]
    fn the_refusal_names_host_address_kind_and_option() {
        for (url, says) in [
            (
                "http://127.0.0.2/",
                "127.0.0.2 is a loopback address; --allow-private lets --fetch ask it",
            ),
            (
                "http://[::1]/",
                "::1 is a loopback address; --allow-private lets --fetch ask it",
            ),
            (
                "http://[::ffff:10.0.0.1]/",
                "::ffff:10.0.0.1 is a private address; --allow-private lets --fetch ask it",
            ),
        ] {
            assert_eq!(resolver(url, false).unwrap_err(), says);
        }
        let by_name = resolver("http://localhost/", false).unwrap_err();
        assert!(by_name.starts_with("localhost is at "), "{by_name}");
    }

    #[test]
    fn the_client_is_told_what_was_checked_and_nothing_else() {
        let allowed = resolver("http://localhost:81/", true).unwrap();
        assert!(!allowed.was_asked());
        assert_eq!(told(&allowed, "another.example"), None);
        assert!(!allowed.was_asked());
        let addresses = told(&allowed, "LOCALHOST").unwrap();
        assert!(!addresses.is_empty() && allowed.was_asked());
        for address in addresses {
            assert!(
                address.ip().is_loopback() && address.port() == 81,
                "{address}"
            );
        }
    }

    #[test]
    fn a_public_address_is_not_refused() {
        assert!(resolver("http://1.1.1.1/", false).is_ok());
    }
}
