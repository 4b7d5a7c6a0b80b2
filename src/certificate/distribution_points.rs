//! Where a certificate says that its revocation lists are (RFC 5280, section 4.2.1.13).

use crate::der::{self, SEQUENCE};

/// Tag of a `DistributionPointName`, and of its `fullName`.
const FULL_NAME: u8 = 0xa0;
/// Tag of a `uniformResourceIdentifier`.
const URI: u8 = 0x86;
/// As many URLs are read; real certificates have one or two.
const MAX_URLS: usize = 100;

/// The URIs among the full names of every point of `CRLDistributionPoints`, in order; none of what
/// is malformed, since no rule relies on them.
pub(super) fn urls(value: &[u8]) -> Vec<String> {
    der::elements(der::contents(value, SEQUENCE).unwrap_or_default())
        .filter_map(|point| der::first(point.contents))
        .filter(|(name, _)| name.tag == FULL_NAME)
        .filter_map(|(name, _)| der::contents(name.contents, FULL_NAME))
        .flat_map(der::elements)
        .filter(|name| name.tag == URI)
        .filter_map(|name| std::str::from_utf8(name.contents).ok())
        .take(MAX_URLS)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::Certificate;
    use crate::openssl::openssl;

    #[test]
    fn the_urls_are_those_that_openssl_was_told_to_write() {
        let config = "[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=x\n[dn]\nCN=x\n\
                      [x]\ncrlDistributionPoints=ldap,web\n\
                      [ldap]\nfullname=URI:ldap:///CN=x?crl,dirName:dn,URI:http://a.example/1.crl\n\
                      reasons=keyCompromise\nCRLissuer=dirName:dn\n\
                      [web]\nfullname=URI:http://a.example/2.crl\n";
        let command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
                       -keyout /dev/null -outform DER -config /dev/stdin";
        let der = openssl(command, config.as_bytes());
        let urls = Certificate::from_der(&der).unwrap().crl_urls;
        let expected = [
            "ldap:///CN=x?crl",
            "http://a.example/1.crl",
            "http://a.example/2.crl",
        ];
        assert_eq!(urls, expected);
    }

    #[test]
    fn a_name_relative_to_the_issuer_and_malformed_points_give_none() {
        let relative = [0x30, 6, 0x30, 4, 0xa0, 2, 0xa1, 0];
        let cut = [0x30, 8, 0x30, 6, 0xa0, 4, 0xa0, 2, 0x86, 9];
        for value in [&relative[..], &cut, &[0x30, 2, 0x30, 0], &[], &[0x30, 0x80]] {
            assert!(urls(value).is_empty(), "{value:02x?}");
        }
    }
}
