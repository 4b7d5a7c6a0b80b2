//! What Salesforce's hosts are for, by their names.

/// The ends of My Domain hosts: where port 8443 is served.
const MY_DOMAIN_SUFFIXES: [&str; 3] = [
    ".my.salesforce.com",
    ".my.salesforce.mil",
    ".my.sfcrmproducts.cn",
];

/// Whether this is an org's My Domain host.
pub(super) fn is_my_domain(host: &str) -> bool {
    MY_DOMAIN_SUFFIXES.iter().any(|suffix| {
        host.strip_suffix(suffix)
            .is_some_and(|org| !org.is_empty() && !org.starts_with('.'))
    })
}

/// The My Domain host of the org whose pages this host shows (`*.lightning.force.com`).
pub(super) fn my_domain_of_lightning(host: &str) -> Option<String> {
    host.strip_suffix(".lightning.force.com")
        .map(|org| format!("{org}.my.salesforce.com"))
}

/// Whether the list is readable at this host, but port 8443 is not served: `login`, `test` and
/// instance hosts such as `na12.salesforce.com` (Salesforce's article 000383575).
pub(super) fn is_login_host(host: &str) -> bool {
    let Some(label) = host.strip_suffix(".salesforce.com") else {
        return false;
    };
    let letters = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
    matches!(label, "login" | "test")
        || (letters.len() < label.len()
            && (2..=4).contains(&letters.len())
            && letters.bytes().all(|letter| letter.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn login_and_instance_hosts_are_known() {
        for host in [
            "login.salesforce.com",
            "test.salesforce.com",
            "na12.salesforce.com",
            "cs5.salesforce.com",
            "eu45.salesforce.com",
            "um1.salesforce.com",
        ] {
            assert!(is_login_host(host), "{host}");
        }
        for host in [
            "acme.my.salesforce.com",
            "na12.my.salesforce.com",
            "login.my.salesforce.com",
            "login.salesforce.com.example.com",
            "na.salesforce.com",
            "12.salesforce.com",
            "n1.salesforce.com",
            "abcde1.salesforce.com",
            "salesforce.com",
            "www.salesforce.com",
            "localhost",
        ] {
            assert!(!is_login_host(host), "{host}");
        }
    }

    #[test]
    fn my_domain_hosts_are_known() {
        for host in [
            "acme.my.salesforce.com",
            "acme--dev.sandbox.my.salesforce.com",
            "acme.my.salesforce.mil",
            "acme.my.sfcrmproducts.cn",
        ] {
            assert!(is_my_domain(host), "{host}");
        }
        for host in [
            "my.salesforce.com",
            ".my.salesforce.com",
            "acmemy.salesforce.com",
            "acme.my.salesforce.com.example.com",
            "login.salesforce.com",
        ] {
            assert!(!is_my_domain(host), "{host}");
        }
    }
}
