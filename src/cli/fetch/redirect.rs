//! Which redirects are followed.

use reqwest::Url;

use super::answer::RedirectRefusal;
use super::host::{Instance, is_loopback};
use super::salesforce::is_my_domain;

/// How many redirects are followed, one after the other.
pub(super) const LIMIT: usize = 5;

/// The address that `location`, sent by `current`, leads to, if a list may be read there: over
/// https, at the instance's own host or at a My Domain host. Without user name and fragment.
///
/// # Errors
/// Where it leads anywhere else.
pub(super) fn target(
    instance: &Instance,
    current: &Url,
    location: &str,
) -> Result<Url, RedirectRefusal> {
    let mut url = current
        .join(location)
        .map_err(|_| RedirectRefusal::NotAnAddress)?;
    url.set_fragment(None);
    // Both fail only where an address has no host, which is refused below.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if is_login_page(instance, &url) {
        return Err(RedirectRefusal::Login);
    }
    match url.scheme() {
        "https" if has_allowed_host(instance, &url) => Ok(url),
        "https" => Err(RedirectRefusal::OtherHost),
        // Only an instance given as loopback http gets here with http.
        "http" if current.scheme() == "http" && is_loopback(&url) => Ok(url),
        _ => Err(RedirectRefusal::NotHttps),
    }
}

/// Whether the address looks like one of Salesforce's login pages: its host, its path, or the query
/// by which a page sends those who are not logged in away (`ec=302`, `startURL=`).
fn is_login_page(instance: &Instance, url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_login_host = matches!(host, "login.salesforce.com" | "test.salesforce.com");
    let mut segments = url.path_segments().into_iter().flatten();
    (is_login_host && host != instance.host())
        || segments.any(|segment| segment.to_ascii_lowercase().starts_with("login"))
        || url.query_pairs().any(|(key, value)| {
            key.eq_ignore_ascii_case("startURL")
                || (key == "ec" && matches!(&*value, "301" | "302"))
        })
}

fn has_allowed_host(instance: &Instance, url: &Url) -> bool {
    url.host_str()
        .is_some_and(|host| host == instance.host() || is_my_domain(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(instance: &str, location: &str) -> Result<String, RedirectRefusal> {
        let instance = Instance::parse(instance).unwrap();
        target(&instance, instance.url(), location).map(|url| url.to_string())
    }

    #[test]
    fn the_same_host_and_my_domain_hosts_are_followed_over_https() {
        for (location, followed) in [
            ("/a?b=c#d", "https://na12.salesforce.com/a?b=c"),
            (
                "https://na12.salesforce.com:444/",
                "https://na12.salesforce.com:444/",
            ),
            (
                "//acme.my.salesforce.com/cacerts.jsp",
                "https://acme.my.salesforce.com/cacerts.jsp",
            ),
            (
                "https://acme.my.salesforce.mil/x",
                "https://acme.my.salesforce.mil/x",
            ),
            (
                "https://acme.my.sfcrmproducts.cn/x",
                "https://acme.my.sfcrmproducts.cn/x",
            ),
            (
                "https://me:secret@acme.my.salesforce.com/",
                "https://acme.my.salesforce.com/",
            ),
        ] {
            assert_eq!(
                from("na12.salesforce.com", location).as_deref(),
                Ok(followed)
            );
        }
    }

    #[test]
    fn other_hosts_and_schemes_are_refused() {
        for (location, refusal) in [
            (
                "https://example.com/cacerts.jsp",
                RedirectRefusal::OtherHost,
            ),
            (
                "https://acme.my.salesforce.com.example.com/",
                RedirectRefusal::OtherHost,
            ),
            (
                "http://acme.my.salesforce.com/cacerts.jsp",
                RedirectRefusal::NotHttps,
            ),
            ("http://localhost/cacerts.jsp", RedirectRefusal::NotHttps),
            ("ftp://acme.my.salesforce.com/", RedirectRefusal::NotHttps),
            ("javascript:alert(1)", RedirectRefusal::NotHttps),
            ("https://[", RedirectRefusal::NotAnAddress),
        ] {
            assert_eq!(
                from("acme.my.salesforce.com", location),
                Err(refusal),
                "{location}"
            );
        }
    }

    #[test]
    fn login_pages_are_known() {
        for location in [
            "/login",
            "/Login.jsp?x",
            "/secur/login_portal.jsp",
            "/?ec=302&startURL=%2Fcacerts.jsp",
            "/?EC=1&starturl=x",
            "/?ec=302",
            "https://login.salesforce.com/",
            "https://test.salesforce.com/",
            "https://sso.example.com/login",
        ] {
            assert_eq!(
                from("acme.my.salesforce.com", location),
                Err(RedirectRefusal::Login),
                "{location}"
            );
        }
        assert!(from("login.salesforce.com", "/cacerts.jsp?x").is_ok());
        assert!(from("acme.my.salesforce.com", "/?ec=303").is_ok());
    }

    #[test]
    fn loopback_http_leads_to_loopback_http_or_https() {
        assert!(from("http://localhost:81", "http://127.0.0.1:82/").is_ok());
        assert!(from("http://localhost:81", "https://localhost/").is_ok());
        assert_eq!(
            from("http://localhost:81", "http://acme.my.salesforce.com/"),
            Err(RedirectRefusal::NotHttps)
        );
        let instance = Instance::parse("http://localhost:81").unwrap();
        let current = Url::parse("https://localhost/").unwrap();
        assert_eq!(
            target(&instance, &current, "http://localhost:81/"),
            Err(RedirectRefusal::NotHttps)
        );
    }
}
