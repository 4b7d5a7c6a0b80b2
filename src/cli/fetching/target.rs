//! From the text in a certificate to a URL that may be asked, and from a redirect to the next.

use std::fmt;

use reqwest::Url;
use sfmtls::certificate::name::is_unprintable;

use crate::cli::fetch::fault::harmless;

/// The longest URL that is asked, in bytes; real ones have about a hundred.
const MAX_LENGTH: usize = 2048;

/// How many redirects are followed, one after the other.
pub const REDIRECTS: usize = 3;

/// Why a URL is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is longer than [`MAX_LENGTH`]; its length in bytes.
    TooLong(usize),
    /// It holds a character that is not seen.
    Unprintable,
    /// It is no URL.
    NotAnAddress,
    /// Its scheme, which is neither http nor https.
    Scheme(String),
    /// It holds a user name or a password.
    UserName,
    /// It is a redirect to this scheme from another.
    OtherScheme(String),
    /// [`REDIRECTS`] came before it.
    TooManyRedirects,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(length) => {
                write!(
                    formatter,
                    "it has {length} bytes, where {MAX_LENGTH} are the most"
                )
            }
            Self::Unprintable => formatter.write_str("it holds a character that is not seen"),
            Self::NotAnAddress => formatter.write_str("it is no URL"),
            Self::Scheme(scheme) => {
                write!(
                    formatter,
                    "it is {scheme}:, and only http: and https: are fetched"
                )
            }
            Self::UserName => formatter.write_str("it holds a user name or a password"),
            Self::OtherScheme(scheme) => {
                write!(formatter, "it is {scheme}:, another scheme than before")
            }
            Self::TooManyRedirects => {
                write!(formatter, "too many redirects, {REDIRECTS} came before it")
            }
        }
    }
}

/// The URL that `text` is, without its fragment.
///
/// # Errors
/// Where it may not be asked.
pub fn url(text: &str) -> Result<Url, Refusal> {
    check_text(text)?;
    checked(Url::parse(text).map_err(|_| Refusal::NotAnAddress)?)
}

/// Where `location`, sent by `current`, leads.
///
/// # Errors
/// Where it may not be asked, or by another scheme than `current`: from https to http would give up
/// what https is for, and from http to https nothing is gained, since both are verified by their
/// signatures alone.
pub fn redirect(current: &Url, location: &str) -> Result<Url, Refusal> {
    check_text(location)?;
    let url = checked(current.join(location).map_err(|_| Refusal::NotAnAddress)?)?;
    if url.scheme() != current.scheme() {
        return Err(Refusal::OtherScheme(url.scheme().to_owned()));
    }
    Ok(url)
}

/// What the URL parser would pass over in silence.
fn check_text(text: &str) -> Result<(), Refusal> {
    if text.len() > MAX_LENGTH {
        return Err(Refusal::TooLong(text.len()));
    }
    if text.contains(is_unprintable) {
        return Err(Refusal::Unprintable);
    }
    Ok(())
}

fn checked(mut url: Url) -> Result<Url, Refusal> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Refusal::Scheme(harmless(url.scheme())));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::UserName);
    }
    url.set_fragment(None);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_and_https_urls_are_asked_without_fragment() {
        for (text, asked) in [
            ("http://a.example/ca.crt#x", "http://a.example/ca.crt"),
            (
                "HTTPS://A.example:8443/a%20b?c",
                "https://a.example:8443/a%20b?c",
            ),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://[::ffff:7f00:1]/", "http://[::ffff:7f00:1]/"),
        ] {
            assert_eq!(url(text).unwrap().as_str(), asked);
        }
    }

    #[test]
    fn hostile_urls_are_refused() {
        let other = |scheme: &str| Refusal::Scheme(scheme.to_owned());
        let long = format!("http://a.example/{}", "x".repeat(10 << 10));
        for (text, refusal) in [
            ("file:///etc/passwd", other("file")),
            ("gopher://a.example/", other("gopher")),
            ("ldap:///CN=x,DC=y?certificateRevocationList", other("ldap")),
            ("ftp://a.example/ca.crt", other("ftp")),
            ("javascript:alert(1)", other("javascript")),
            ("data:,x", other("data")),
            ("localhost:80", other("localhost")),
            ("http://me:hunter2@a.example/", Refusal::UserName),
            ("http://me@a.example/", Refusal::UserName),
            ("http://:hunter2@a.example/", Refusal::UserName),
            ("http://a.example/\r\nHost: b", Refusal::Unprintable),
            ("http://a.example/\u{1b}[31m", Refusal::Unprintable),
            ("http://a.\u{202e}example/", Refusal::Unprintable),
            ("\thttp://a.example/", Refusal::Unprintable),
            ("http://", Refusal::NotAnAddress),
            ("http://[", Refusal::NotAnAddress),
            ("//a.example/", Refusal::NotAnAddress),
            ("/etc/passwd", Refusal::NotAnAddress),
            ("", Refusal::NotAnAddress),
            (&long, Refusal::TooLong(long.len())),
        ] {
            assert_eq!(url(text), Err(refusal), "{text:?}");
        }
    }

    #[test]
    fn redirects_stay_in_their_scheme() {
        let (http, https) = ("http://a.example/x/1", "https://a.example/x/1");
        let to = |from: &str, to| redirect(&Url::parse(from).unwrap(), to).map(String::from);
        assert_eq!(to(http, "2").as_deref(), Ok("http://a.example/x/2"));
        assert_eq!(
            to(https, "//b.example").as_deref(),
            Ok("https://b.example/")
        );
        for (from, location, refusal) in [
            (http, https, Refusal::OtherScheme("https".into())),
            (https, http, Refusal::OtherScheme("http".into())),
            (http, "file:///etc/passwd", Refusal::Scheme("file".into())),
            (http, "//me@b.example/", Refusal::UserName),
            (http, "http://[", Refusal::NotAnAddress),
        ] {
            assert_eq!(to(from, location), Err(refusal), "{location}");
        }
    }
}
