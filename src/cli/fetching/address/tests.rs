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
