//! What stands in a list's place: told apart, with what to do about it.

use std::fmt;

use super::html::Page;

/// What a page looks like that is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Looks {
    /// A login page.
    Login,
    /// A page that only sends the browser elsewhere.
    Redirect,
    /// An error page of the instance, or of a web server.
    ErrorPage,
    /// A proxy's or firewall's page in the list's place.
    ProxyBlock,
    /// An error of Salesforce's API, as JSON or XML.
    ApiError,
    /// Nothing but white space, or a page that shows nothing.
    Empty,
    /// A list, or the beginning of a page, that is cut off.
    Truncated,
    /// No text at all.
    Binary,
    /// Certificates or keys that are no list: a key, a request.
    OtherPem,
    /// Text in which no root is recognised.
    Unknown,
}

impl fmt::Display for Looks {
    /// What it looks like, and what to do.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Login => {
                "it looks like a login page: open the list in a browser while logged in, save it, and pass --trust-list FILE"
            }
            Self::Redirect => {
                "it looks like a redirect to another page: open the list in a browser while logged in, save it, and pass --trust-list FILE"
            }
            Self::ErrorPage => {
                "it looks like an error page: check that /cacerts.jsp of the instance's own host opens in a browser"
            }
            Self::ProxyBlock => {
                "it looks like a proxy's or firewall's block page: ask for access to the instance's host, or save the list elsewhere and pass --trust-list FILE"
            }
            Self::ApiError => {
                "it looks like an error of the API, not the list: the list is the page /cacerts.jsp of the instance"
            }
            Self::Empty => "it is empty: open the list in a browser, save it again, and pass --trust-list FILE",
            Self::Truncated => "it looks truncated: fetch or save the list again, to its end",
            Self::Binary => {
                "it is no text: for a key store, pass what `keytool -list -rfc -keystore FILE` prints"
            }
            Self::OtherPem => "it holds PEM sections, but no certificate that could be read",
            Self::Unknown => {
                "no root certificate is recognised in it: pass the saved page, keytool output, PEM certificates or fingerprints"
            }
        })
    }
}

/// Why some bytes are no trust list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAList {
    /// What they look like instead.
    pub looks_like: Looks,
    /// By what that was told; no text of the page but its title.
    pub detail: String,
}

impl NotAList {
    /// It looks like this, by this sign.
    pub(super) fn new(looks_like: Looks, detail: impl Into<String>) -> Self {
        Self {
            looks_like,
            detail: detail.into(),
        }
    }
}

impl fmt::Display for NotAList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not a trust list: {}", self.looks_like)?;
        if self.detail.is_empty() {
            return Ok(());
        }
        write!(formatter, " ({})", self.detail)
    }
}

impl std::error::Error for NotAList {}

/// The most bytes of a page's text in which wording is looked for: such pages are short.
pub(super) const MOST_TEXT: usize = 64 * 1024;

/// Names of proxies and firewalls, and wording of their pages.
const BLOCK: [&str; 30] = [
    "zscaler",
    "blue coat",
    "bluecoat",
    "forcepoint",
    "websense",
    "netskope",
    "fortiguard",
    "fortigate",
    "fortinet",
    "palo alto networks",
    "mcafee web gateway",
    "skyhigh",
    "cisco umbrella",
    "opendns",
    "sophos web",
    "barracuda",
    "squid",
    "web filter",
    "content filter",
    "url filtering",
    "internet usage policy",
    "acceptable use policy",
    "blocked by your",
    "has been blocked",
    "is blocked",
    "access to this site",
    "website blocked",
    "page blocked",
    "proxy error",
    "proxy authentication required",
];

/// Wording of error pages.
const ERROR: [&str; 26] = [
    "page not found",
    "url no longer exists",
    "does not exist",
    "an error has occurred",
    "an error occurred",
    "internal server error",
    "service unavailable",
    "bad gateway",
    "gateway timeout",
    "forbidden",
    "access denied",
    "insufficient privileges",
    "unauthorized",
    "not found",
    "down for maintenance",
    "under maintenance",
    "temporarily unavailable",
    "too many requests",
    "bad request",
    "unable to process your request",
    "system error",
    "something went wrong",
    "page isn't available",
    "page is not available",
    "error 404",
    "server error",
];

/// Wording of login pages, Salesforce's own among them.
const LOGIN: [&str; 16] = [
    "log in to salesforce",
    "login | salesforce",
    "| login",
    "log in to",
    "log in |",
    "forgot your password",
    "forgot password",
    "use custom domain",
    "remember me",
    "sign in to your account",
    "single sign-on",
    "session has expired",
    "you need to log in",
    "please log in",
    "please sign in",
    "verify your identity",
];

/// What tells a page in the list's place; `None` where nothing does. `text` is what it shows.
pub(super) fn sign(page: Option<&Page>, text: &str) -> Option<NotAList> {
    let shown = lower(text);
    let found = |words: &[&'static str]| first_in(&shown, words);
    if let Some(error) = api_error(&shown) {
        return Some(error);
    }
    let title = page.map(|page| lower(&page.title)).unwrap_or_default();
    let titled = |words: &[&'static str]| first_in(&title, words);
    let script = page.map(|page| lower(&page.script)).unwrap_or_default();
    if page.is_some_and(|page| page.has_password_field) {
        return Some(NotAList::new(Looks::Login, "it asks for a password"));
    }
    if let Some(word) = found(&BLOCK).or_else(|| titled(&BLOCK)) {
        return Some(NotAList::new(
            Looks::ProxyBlock,
            format!("it says \"{word}\""),
        ));
    }
    // Many pages have such a script; one that shows next to nothing has nothing else.
    let script = if shown.len() < 300 {
        script
    } else {
        String::new()
    };
    if let Some(to) = redirect(page, &script) {
        return Some(NotAList::new(Looks::Redirect, to));
    }
    if let Some(word) = titled(&LOGIN).or_else(|| found(&LOGIN)) {
        return Some(NotAList::new(Looks::Login, format!("it says \"{word}\"")));
    }
    let titled_error =
        titled(&ERROR).or_else(|| titled(&["error", "404", "403", "500", "502", "503"]));
    titled_error
        .or_else(|| found(&ERROR))
        .map(|word| NotAList::new(Looks::ErrorPage, format!("it says \"{word}\"")))
}

/// The first of the words that the text contains.
fn first_in(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().find(|word| text.contains(word))
}

fn lower(text: &str) -> String {
    let mut size = text.len().min(MOST_TEXT);
    while !text.is_char_boundary(size) {
        size = size.saturating_sub(1);
    }
    let text = text.get(..size).unwrap_or_default();
    super::document::words(text).to_lowercase()
}

/// Where the page sends its reader, in words.
fn redirect(page: Option<&Page>, script: &str) -> Option<String> {
    if page.is_some_and(|page| page.refresh.is_some()) {
        return Some("by a meta refresh".into());
    }
    let assigns = [
        "location.href",
        "location.replace",
        "location.assign",
        "window.location",
        "document.location",
        "top.location",
        "self.location",
        "redirectonload",
    ];
    assigns
        .iter()
        .any(|word| script.contains(word))
        .then(|| "by a script".into())
}

/// Salesforce's API errors: `[{"message": …, "errorCode": …}]`, and SOAP's.
fn api_error(shown: &str) -> Option<NotAList> {
    let inner = shown.strip_prefix(['{', '[']).map(str::trim_start);
    let is_json = inner.is_some_and(|inner| inner.starts_with(['{', '"', '}', ']']));
    let names = [
        "\"errorcode\"",
        "\"error\"",
        "\"message\"",
        "\"errors\"",
        "\"error_description\"",
    ];
    if is_json {
        let is_error = names.iter().any(|name| shown.contains(name));
        let detail = if is_error {
            "a JSON error"
        } else {
            "a JSON text"
        };
        let looks = if is_error {
            Looks::ApiError
        } else {
            Looks::Unknown
        };
        return Some(NotAList::new(looks, detail));
    }
    let is_fault = shown.contains("soapenv:fault")
        || shown.contains("<errorcode>")
        || shown.contains("<faultcode>");
    is_fault.then(|| NotAList::new(Looks::ApiError, "an XML fault"))
}
