//! Servers whose TLS or certificate is not taken.

use std::io::Write;

use rcgen::{IsCa, SanType, date_time_ymd};

use super::connections::after_hello;
use super::fault::Fault;
use super::user::Lab;
use crate::support::loopback::authority::{self, Authority};
use crate::support::loopback::server::ok;

pub fn all(lab: &Lab) -> Vec<Fault> {
    let authority = lab.authority();
    let of = |identity, name, says| Fault::of(identity, |_| ok(b"x"), name, [says; 3]);
    let no_root = "leads to no root that is trusted here";
    vec![
        of(
            Authority::new("another").server(&[], |_| ()),
            "an unknown CA",
            no_root,
        ),
        of(
            authority::self_signed(IsCa::ExplicitNoCa),
            "self-signed",
            no_root,
        ),
        of(
            authority::self_signed_ca(),
            "self-signed, and a CA",
            "is a CA certificate (CA:TRUE",
        ),
        of(
            authority.server(&[], |params| params.not_after = date_time_ymd(2020, 1, 1)),
            "expired",
            "is expired by this machine's clock",
        ),
        of(
            authority.server(&[], |params| params.not_before = date_time_ymd(4000, 1, 1)),
            "not valid yet",
            "is not valid yet by this machine's clock",
        ),
        of(
            authority.server(&[], |params| {
                let name = "other.example.com".try_into().unwrap();
                params.subject_alt_names = vec![SanType::DnsName(name)];
            }),
            "another host's",
            "is for another name (other.example.com)",
        ),
        Fault::at(
            after_hello(|stream| stream.write_all(&tls_1_0_server_hello())),
            "TLS 1.0 alone, chosen",
            ["TLS 1.2 is the least"; 3],
        ),
        Fault::at(
            // RFC 5246, section 7.2: a fatal alert; 70 is protocol_version.
            after_hello(|stream| stream.write_all(&[21, 3, 1, 0, 2, 2, 70])),
            "TLS 1.0 alone, by an alert",
            ["the server takes neither TLS 1.2 nor TLS 1.3"; 3],
        ),
    ]
}

/// A record with the `ServerHello` of RFC 2246, section 7.4.1.3: TLS 1.0,
/// `TLS_RSA_WITH_AES_128_CBC_SHA`.
fn tls_1_0_server_hello() -> Vec<u8> {
    let hello = [&[3, 1][..], &[7; 32], &[0, 0x00, 0x2f, 0]].concat();
    let length = u8::try_from(hello.len()).unwrap();
    [&[22, 3, 1, 0, length + 4, 2, 0, 0, length][..], &hello].concat()
}
