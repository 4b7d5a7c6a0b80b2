//! Which addresses are not those of public servers.
//!
//! By IANA's registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890 and what has been
//! added since), multicast (RFC 5771, RFC 4291), and the addresses at which clouds serve metadata.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What kind of address this is, where no public server has it; `None` where one may.
///
/// An IPv6 address that stands for an IPv4 address is what that one is.
#[must_use]
pub fn special_purpose(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => special_v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => special_v4(inner),
            None => special_v6(address),
        },
    }
}

const LOOPBACK: &str = "a loopback address";
const PRIVATE: &str = "a private address";
const LINK_LOCAL: &str = "a link-local address";
const METADATA: &str = "the address of a cloud's metadata service";
const DOCUMENTATION: &str = "an address for documentation";
const BENCHMARKING: &str = "an address for benchmarks";
const MULTICAST: &str = "a multicast address";
const RESERVED: &str = "a reserved address";
const UNSPECIFIED: &str = "an unspecified address";

/// Blocks of IPv4 addresses: the first, the length of the prefix, what they are for. The narrower
/// stand before the wider.
const V4: &[(Ipv4Addr, u32, &str)] = &[
    (Ipv4Addr::UNSPECIFIED, 8, UNSPECIFIED),
    (Ipv4Addr::new(10, 0, 0, 0), 8, PRIVATE),
    (Ipv4Addr::new(100, 100, 100, 200), 32, METADATA), // Alibaba Cloud
    (
        Ipv4Addr::new(100, 64, 0, 0),
        10,
        "an address shared behind a carrier's NAT",
    ),
    (Ipv4Addr::new(127, 0, 0, 0), 8, LOOPBACK),
    (Ipv4Addr::new(168, 63, 129, 16), 32, METADATA), // Azure
    (Ipv4Addr::new(169, 254, 169, 254), 32, METADATA),
    (Ipv4Addr::new(169, 254, 0, 0), 16, LINK_LOCAL),
    (Ipv4Addr::new(172, 16, 0, 0), 12, PRIVATE),
    (Ipv4Addr::new(192, 0, 0, 0), 24, RESERVED),
    (Ipv4Addr::new(192, 0, 2, 0), 24, DOCUMENTATION),
    (Ipv4Addr::new(192, 31, 196, 0), 24, RESERVED),
    (Ipv4Addr::new(192, 52, 193, 0), 24, RESERVED),
    (Ipv4Addr::new(192, 88, 99, 0), 24, RESERVED),
    (Ipv4Addr::new(192, 168, 0, 0), 16, PRIVATE),
    (Ipv4Addr::new(192, 175, 48, 0), 24, RESERVED),
    (Ipv4Addr::new(198, 18, 0, 0), 15, BENCHMARKING),
    (Ipv4Addr::new(198, 51, 100, 0), 24, DOCUMENTATION),
    (Ipv4Addr::new(203, 0, 113, 0), 24, DOCUMENTATION),
    (Ipv4Addr::new(224, 0, 0, 0), 4, MULTICAST),
    (Ipv4Addr::new(240, 0, 0, 0), 4, RESERVED),
];

/// The same of IPv6. Outside of them `2000::/3` alone is global unicast.
const V6: &[(Ipv6Addr, u32, &str)] = &[
    (Ipv6Addr::UNSPECIFIED, 128, UNSPECIFIED),
    (Ipv6Addr::LOCALHOST, 128, LOOPBACK),
    (Ipv6Addr::new(0x2001, 2, 0, 0, 0, 0, 0, 0), 48, BENCHMARKING),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, RESERVED), // Teredo among them
    (
        Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0),
        32,
        DOCUMENTATION,
    ),
    (
        Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0),
        48,
        RESERVED,
    ),
    (
        Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0),
        20,
        DOCUMENTATION,
    ),
    (
        Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254),
        128,
        METADATA,
    ),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, PRIVATE),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, LINK_LOCAL),
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, PRIVATE), // site-local, RFC 3879
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, MULTICAST),
];

fn special_v4(address: Ipv4Addr) -> Option<&'static str> {
    let differs = |first: Ipv4Addr| u32::from(address) ^ u32::from(first);
    let mut blocks = V4.iter();
    let block = blocks.find(|(first, length, _)| differs(*first).leading_zeros() >= *length);
    block.map(|(.., what)| *what)
}

fn special_v6(address: Ipv6Addr) -> Option<&'static str> {
    let differs = |first: Ipv6Addr| u128::from(address) ^ u128::from(first);
    let mut blocks = V6.iter();
    let block = blocks.find(|(first, length, _)| differs(*first).leading_zeros() >= *length);
    let [high, ..] = address.segments();
    let is_global_unicast = high >> 13 == 1;
    match block {
        Some((.., what)) => Some(what),
        None => (!is_global_unicast).then_some(RESERVED),
    }
}

/// The IPv4 address that an IPv6 address stands for: IPv4-mapped (RFC 4291), NAT64's well-known
/// prefix (RFC 6052), 6to4 (RFC 3056).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(of(high, low))
        }
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(address: &str) -> Option<&'static str> {
        special_purpose(address.parse().unwrap())
    }

    /// The first and the last address of each block, and their neighbours that are public.
    #[track_caller]
    fn assert_block(what: &str, first: &str, last: &str, outside: &[&str]) {
        for address in [first, last] {
            assert_eq!(kind(address), Some(what), "{address}");
        }
        for address in outside {
            assert_eq!(kind(address), None, "{address}");
        }
    }

    /// IANA IPv4 Special-Purpose Address Registry, and 224.0.0.0/4.
    #[test]
    fn every_block_of_ianas_registry_for_ipv4_is_known_to_its_ends() {
        let block = assert_block;
        block(UNSPECIFIED, "0.0.0.0", "0.255.255.255", &["1.0.0.0"]);
        block(
            PRIVATE,
            "10.0.0.0",
            "10.255.255.255",
            &["9.255.255.255", "11.0.0.0"],
        );
        let shared = "an address shared behind a carrier's NAT";
        block(
            shared,
            "100.64.0.0",
            "100.127.255.255",
            &["100.63.255.255", "100.128.0.0"],
        );
        block(
            LOOPBACK,
            "127.0.0.0",
            "127.255.255.255",
            &["126.255.255.255", "128.0.0.0"],
        );
        block(
            LINK_LOCAL,
            "169.254.0.0",
            "169.254.255.255",
            &["169.253.255.255", "169.255.0.0"],
        );
        block(
            PRIVATE,
            "172.16.0.0",
            "172.31.255.255",
            &["172.15.255.255", "172.32.0.0"],
        );
        block(
            RESERVED,
            "192.0.0.0",
            "192.0.0.255",
            &["191.255.255.255", "192.0.1.0"],
        );
        block(
            DOCUMENTATION,
            "192.0.2.0",
            "192.0.2.255",
            &["192.0.1.255", "192.0.3.0"],
        );
        block(
            RESERVED,
            "192.31.196.0",
            "192.31.196.255",
            &["192.31.195.255", "192.31.197.0"],
        );
        block(
            RESERVED,
            "192.52.193.0",
            "192.52.193.255",
            &["192.52.192.255", "192.52.194.0"],
        );
        block(
            RESERVED,
            "192.88.99.0",
            "192.88.99.255",
            &["192.88.98.255", "192.88.100.0"],
        );
        block(
            PRIVATE,
            "192.168.0.0",
            "192.168.255.255",
            &["192.167.255.255", "192.169.0.0"],
        );
        block(
            RESERVED,
            "192.175.48.0",
            "192.175.48.255",
            &["192.175.47.255", "192.175.49.0"],
        );
        block(
            BENCHMARKING,
            "198.18.0.0",
            "198.19.255.255",
            &["198.17.255.255", "198.20.0.0"],
        );
        let outside = ["198.51.99.255", "198.51.101.0"];
        block(DOCUMENTATION, "198.51.100.0", "198.51.100.255", &outside);
        let outside = ["203.0.112.255", "203.0.114.0"];
        block(DOCUMENTATION, "203.0.113.0", "203.0.113.255", &outside);
        block(
            MULTICAST,
            "224.0.0.0",
            "239.255.255.255",
            &["223.255.255.255"],
        );
        block(RESERVED, "240.0.0.0", "255.255.255.255", &[]);
    }

    /// IANA IPv6 Special-Purpose Address Registry, `ff00::/8`, and what is not `2000::/3`.
    #[test]
    fn every_block_of_ianas_registry_for_ipv6_is_known_to_its_ends() {
        let block = assert_block;
        let end = "ffff:ffff:ffff:ffff:ffff";
        block(UNSPECIFIED, "::", "::", &[]);
        block(LOOPBACK, "::1", "::1", &[]);
        block(RESERVED, "64:ff9b:1::", &format!("64:ff9b:1:{end}"), &[]);
        block(RESERVED, "100::", "100::ffff:ffff:ffff:ffff", &[]);
        block(RESERVED, "100:0:0:1::", "100::1:ffff:ffff:ffff:ffff", &[]);
        let outside = ["2000:ffff::", "2001:200::"];
        block(
            RESERVED,
            "2001::",
            &format!("2001:1ff:ffff:{end}"),
            &outside,
        );
        block(BENCHMARKING, "2001:2::", &format!("2001:2:0:{end}"), &[]);
        let outside = ["2001:db7::", "2001:db9::"];
        block(
            DOCUMENTATION,
            "2001:db8::",
            &format!("2001:db8:ffff:{end}"),
            &outside,
        );
        let outside = ["2620:4f:7fff::", "2620:4f:8001::"];
        block(
            RESERVED,
            "2620:4f:8000::",
            &format!("2620:4f:8000:{end}"),
            &outside,
        );
        let outside = ["3ffe::", "3fff:1000::"];
        block(
            DOCUMENTATION,
            "3fff::",
            &format!("3fff:fff:ffff:{end}"),
            &outside,
        );
        block(RESERVED, "5f00::", &format!("5f00:ffff:ffff:{end}"), &[]);
        block(PRIVATE, "fc00::", &format!("fdff:ffff:ffff:{end}"), &[]);
        block(LINK_LOCAL, "fe80::", &format!("febf:ffff:ffff:{end}"), &[]);
        block(PRIVATE, "fec0::", &format!("feff:ffff:ffff:{end}"), &[]);
        block(MULTICAST, "ff00::", &format!("ffff:ffff:ffff:{end}"), &[]);
        block(
            RESERVED,
            "4000::",
            &format!("fbff:ffff:ffff:{end}"),
            &["2000::", "3ffd::1"],
        );
    }

    #[test]
    fn metadata_services_are_told_from_their_blocks() {
        for address in [
            "169.254.169.254",
            "168.63.129.16",
            "100.100.100.200",
            "fd00:ec2::254",
        ] {
            assert_eq!(kind(address), Some(METADATA), "{address}");
        }
        assert_eq!(kind("168.63.129.17"), None);
        assert_eq!(kind("fd00:ec2::253"), Some(PRIVATE));
    }

    #[test]
    fn an_ipv6_address_is_what_the_ipv4_address_in_it_is() {
        for (v4, mapped, nat64, six_to_four) in [
            (
                "127.0.0.1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
            ),
            (
                "10.1.2.3",
                "::ffff:10.1.2.3",
                "64:ff9b::10.1.2.3",
                "2002:a01:203::",
            ),
            (
                "169.254.169.254",
                "::ffff:a9fe:a9fe",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::",
            ),
            (
                "192.168.0.1",
                "::ffff:c0a8:1",
                "64:ff9b::c0a8:1",
                "2002:c0a8:1:ffff::1",
            ),
            (
                "8.8.8.8",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
                "2002:808:808::",
            ),
        ] {
            for address in [mapped, nat64, six_to_four] {
                assert_eq!(kind(address), kind(v4), "{address}");
            }
        }
        assert!(kind("::127.0.0.1").is_some() && kind("::ffff:0:7f00:1").is_some());
    }

    #[test]
    fn public_servers_may_be_asked() {
        for address in [
            "1.1.1.1",
            "151.101.1.1",
            "2606:4700::1111",
            "2a00:1450:4001::200e",
        ] {
            assert_eq!(kind(address), None, "{address}");
        }
    }
}
