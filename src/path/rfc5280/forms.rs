//! Whether a name is in a subtree, form by form (RFC 5280, section 4.2.1.10).

use super::general_name::GeneralName;
use crate::certificate::Name;

/// Which list a subtree is from; only a wildcard makes a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Permitted,
    Excluded,
}

/// Whether `name` is in the subtree of `base`; `None` where that cannot be told, since one of them is
/// not what its form demands. Both are of one form.
pub(super) fn is_within(
    name: &GeneralName<'_>,
    base: &GeneralName<'_>,
    side: Side,
) -> Option<bool> {
    match (name, base) {
        (GeneralName::Dns(name), GeneralName::Dns(base)) => dns(name, base, side),
        (GeneralName::Email(name), GeneralName::Email(base)) => email(name, base),
        (GeneralName::Uri(name), GeneralName::Uri(base)) => uri(name, base, side),
        (GeneralName::Ip(name), GeneralName::Ip(base)) => ip(name, base),
        (GeneralName::Directory(name), GeneralName::Directory(base)) => {
            Some(directory(name.normalized(), base.normalized()))
        }
        _ => None,
    }
}

/// Whether the relative distinguished names of `base` are the first of `name`; both normalised.
fn directory(name: &str, base: &str) -> bool {
    name.strip_prefix(base)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(Name::SEPARATOR))
}

/// "Any DNS name that can be constructed by simply adding zero or more labels to the left-hand side
/// of the name satisfies the name constraint". A base that begins with a full stop, which RFC 5280
/// does not know and CAs use, takes one label at least, as in webpki, NSS and Java.
fn dns(name: &str, base: &str, side: Side) -> Option<bool> {
    let labels = base.strip_prefix('.').unwrap_or(base);
    if !is_dns_name(name) || (!base.is_empty() && !is_dns_name(labels)) {
        return None;
    }
    if base.is_empty() || is_below(name, labels) {
        return Some(true);
    }
    // A wildcard stands for any label, so it reaches into an excluded subtree of one label more.
    let covered = name.strip_prefix("*.").filter(|_| side == Side::Excluded);
    let parent = labels.split_once('.').map(|(_, parent)| parent);
    let is_covered = covered
        .zip(parent)
        .is_some_and(|(covered, parent)| covered.eq_ignore_ascii_case(parent));
    Some(is_covered || (labels == base && name.eq_ignore_ascii_case(base)))
}

/// Whether `name` is `parent` with one label or more before it.
fn is_below(name: &str, parent: &str) -> bool {
    let start = name.len().checked_sub(parent.len());
    let parts = start.and_then(|start| name.split_at_checked(start));
    parts.is_some_and(|(labels, end)| {
        end.eq_ignore_ascii_case(parent)
            && labels.strip_suffix('.').is_some_and(|it| !it.is_empty())
    })
}

/// RFC 1034, section 3.5, and the underscores and wildcards that occur.
fn is_dns_name(name: &str) -> bool {
    /// RFC 1035, section 2.3.4: 255 octets with the lengths of the labels.
    const MAX_LENGTH: usize = 253;
    let is_label = |label: &str| {
        let mut bytes = label.bytes();
        !label.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let rest = name.strip_prefix("*.").unwrap_or(name);
    name.len() <= MAX_LENGTH && rest.split('.').all(is_label)
}

/// A mailbox, every address at a host, or, after a full stop, at the hosts below a domain. The local
/// part is compared as it stands, the host in any case (section 7.5).
fn email(name: &str, base: &str) -> Option<bool> {
    let (local, host) = name
        .rsplit_once('@')
        .filter(|(local, _)| !local.is_empty())?;
    if !is_dns_name(host) {
        return None;
    }
    if let Some((base_local, base_host)) = base.rsplit_once('@') {
        return Some(local == base_local && host.eq_ignore_ascii_case(base_host));
    }
    host_within(host, base)
}

/// The constraint applies to the host: one, or, after a full stop, those below a domain. Where a
/// name constrained so has no host that is a name, "the application MUST reject the certificate": it
/// is in no permitted subtree, and in every excluded one.
fn uri(name: &str, base: &str, side: Side) -> Option<bool> {
    match uri_host(name) {
        Some(host) => host_within(host, base),
        None => Some(side == Side::Excluded),
    }
}

/// The host of a URI (RFC 3986, section 3.2.2), where it is a name.
fn uri_host(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let is_address = host.parse::<std::net::Ipv4Addr>().is_ok();
    (!is_address && is_dns_name(host)).then_some(host)
}

fn host_within(host: &str, base: &str) -> Option<bool> {
    match base.strip_prefix('.') {
        Some(domain) => is_dns_name(domain).then(|| is_below(host, domain)),
        None => is_dns_name(base).then(|| host.eq_ignore_ascii_case(base)),
    }
}

/// An address in a network: the base is its address and a mask that begins with ones (RFC 4632).
fn ip(name: &[u8], base: &[u8]) -> Option<bool> {
    let (address, mask) = base.split_at_checked(base.len() / 2)?;
    if !matches!(address.len(), 4 | 16) || address.len() != mask.len() || !is_prefix(mask) {
        return None;
    }
    if !matches!(name.len(), 4 | 16) {
        return None;
    }
    let mut bytes = name.iter().zip(address).zip(mask);
    Some(name.len() == address.len() && bytes.all(|((own, base), mask)| own & mask == base & mask))
}

/// Whether the bits are ones, then zeros.
fn is_prefix(mask: &[u8]) -> bool {
    let mut rest = mask.iter().skip_while(|byte| **byte == 0xff);
    let is_boundary = |byte: &u8| byte.leading_ones() == byte.count_ones();
    rest.next().is_none_or(is_boundary) && rest.all(|byte| *byte == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a name is within a base on each side, as RFC 5280, section 4.2.1.10 says in words.
    fn assert_within(
        form: fn(&'static str) -> GeneralName<'static>,
        cases: &[(&'static str, &'static str, Option<bool>)],
    ) {
        for (name, base, expected) in cases {
            let within = is_within(&form(name), &form(base), Side::Permitted);
            assert_eq!(within, *expected, "{name} in {base}");
        }
    }

    #[test]
    fn a_dns_name_takes_labels_on_its_left() {
        assert_within(
            GeneralName::Dns,
            &[
                ("www.host.example.com", "host.example.com", Some(true)),
                ("HOST.example.COM", "host.example.com", Some(true)),
                ("host1.example.com", "host.example.com", Some(false)),
                ("bighost.example.com", "host.example.com", Some(false)),
                ("a.example.com", ".example.com", Some(true)),
                ("example.com", ".example.com", Some(false)),
                ("example.com", "", Some(true)),
                ("*.example.com", "a.example.com", Some(false)),
                ("example.com.", "example.com", None),
                ("", "example.com", None),
                ("a..example.com", "example.com", None),
                ("example.com", ".", None),
            ],
        );
        let (name, base) = (
            GeneralName::Dns("*.example.com"),
            GeneralName::Dns("a.example.com"),
        );
        assert_eq!(is_within(&name, &base, Side::Excluded), Some(true));
    }

    #[test]
    fn an_email_address_is_a_mailbox_at_a_host_or_below_a_domain() {
        assert_within(
            GeneralName::Email,
            &[
                ("root@example.com", "root@example.com", Some(true)),
                ("root@EXAMPLE.com", "root@example.com", Some(true)),
                ("Root@example.com", "root@example.com", Some(false)),
                ("root@example.com", "example.com", Some(true)),
                ("root@mail.example.com", "example.com", Some(false)),
                ("root@mail.example.com", ".example.com", Some(true)),
                ("root@example.com", ".example.com", Some(false)),
                ("root", "example.com", None),
                ("@example.com", "example.com", None),
            ],
        );
    }

    #[test]
    fn a_uri_is_constrained_by_its_host() {
        assert_within(
            GeneralName::Uri,
            &[
                (
                    "https://host.example.com/path",
                    "host.example.com",
                    Some(true),
                ),
                (
                    "HTTP://me:secret@Host.Example.com:80?q",
                    "host.example.com",
                    Some(true),
                ),
                (
                    "https://my.host.example.com/",
                    "host.example.com",
                    Some(false),
                ),
                ("https://my.host.example.com/", ".example.com", Some(true)),
                ("https://example.com/", ".example.com", Some(false)),
                (
                    "https://evil.org/@host.example.com",
                    "host.example.com",
                    Some(false),
                ),
                (
                    "https://evil.org#@host.example.com",
                    "host.example.com",
                    Some(false),
                ),
                ("urn:host.example.com", "host.example.com", Some(false)),
                ("https://192.0.2.1/", "192.0.2.1", Some(false)),
                (
                    "https://host.example.com/",
                    "https://host.example.com/",
                    None,
                ),
            ],
        );
        let (name, base) = (
            GeneralName::Uri("urn:isbn:1"),
            GeneralName::Uri("example.com"),
        );
        assert_eq!(is_within(&name, &base, Side::Excluded), Some(true));
    }

    #[test]
    fn an_address_is_in_a_network_of_its_own_kind() {
        let network = [192, 0, 2, 0, 255, 255, 255, 0];
        for (name, base, expected) in [
            (&[192, 0, 2, 77][..], &network[..], Some(true)),
            (&[192, 0, 3, 77], &network, Some(false)),
            (&[0; 16], &network, Some(false)),
            (&[192, 0, 2], &network, None),
            (&[10, 0, 0, 1], &[0; 8], Some(true)),
            (&[10, 0, 0, 1], &[10, 0, 0, 0, 255, 0, 255, 0], None),
            (&[10, 0, 0, 1], &[10, 0, 0, 0, 255, 129, 0, 0], None),
            (&[10, 0, 0, 1], &[10, 0, 0, 0, 255, 128, 0, 0], Some(true)),
            (&[10, 0, 0, 1], &[10, 0, 0, 0, 255, 255], None),
        ] {
            let (name, base) = (GeneralName::Ip(name), GeneralName::Ip(base));
            assert_eq!(
                is_within(&name, &base, Side::Permitted),
                expected,
                "{name} {base:?}"
            );
        }
    }
}
