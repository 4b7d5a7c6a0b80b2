//! TLS alerts: their names, and what they mean of a client's certificate (RFC 8446, section 6).

use rustls::AlertDescription;

/// The name of an alert, as RFC 8446 or the RFC of its extension writes it.
pub fn name(alert: AlertDescription) -> String {
    let number = u8::from(alert);
    match ALERTS.iter().find(|(known, ..)| *known == number) {
        Some((_, name, _)) => (*name).to_owned(),
        None => format!("alert {number}"),
    }
}

/// What the alert of this name means, where it may be about a client's certificate.
pub fn meaning(name: &str) -> Option<&'static str> {
    let (.., meaning) = ALERTS.iter().find(|(_, known, _)| *known == name)?;
    (!meaning.is_empty()).then_some(meaning)
}

/// Number, name and meaning.
const ALERTS: &[(u8, &str, &str)] = &[
    (10, "unexpected_message", ""),
    (20, "bad_record_mac", ""),
    (22, "record_overflow", ""),
    (
        40,
        "handshake_failure",
        "no common ground; with TLS 1.2 also where a certificate is demanded and none came",
    ),
    (
        42,
        "bad_certificate",
        "the certificate is corrupt or a signature does not verify; from Java's servers with TLS \
         1.2 also where none came",
    ),
    (
        43,
        "unsupported_certificate",
        "the certificate is not of a type that the server takes, for example not for client \
         authentication",
    ),
    (44, "certificate_revoked", "a certificate is revoked"),
    (
        45,
        "certificate_expired",
        "a certificate has expired or is not valid yet",
    ),
    (
        46,
        "certificate_unknown",
        "the certificate is refused for a reason that no other alert names; Java's servers send it \
         where they can build no path",
    ),
    (47, "illegal_parameter", ""),
    (
        48,
        "unknown_ca",
        "no path leads to a root that the server trusts: an issuer was not sent, or the root is \
         not on its list",
    ),
    (
        49,
        "access_denied",
        "the certificate is valid, and access control refuses it",
    ),
    (50, "decode_error", ""),
    (
        51,
        "decrypt_error",
        "a signature of the handshake does not verify",
    ),
    (
        70,
        "protocol_version",
        "the server takes neither TLS 1.2 nor TLS 1.3",
    ),
    (71, "insufficient_security", ""),
    (80, "internal_error", ""),
    (86, "inappropriate_fallback", ""),
    (90, "user_canceled", ""),
    (109, "missing_extension", ""),
    (110, "unsupported_extension", ""),
    (112, "unrecognized_name", "the server has no such name"),
    (113, "bad_certificate_status_response", ""),
    (115, "unknown_psk_identity", ""),
    (
        116,
        "certificate_required",
        "the server insists on a certificate, and none came",
    ),
    (
        120,
        "no_application_protocol",
        "the server does not speak HTTP/1.1",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8446, section 6, and appendix B.2.
    #[test]
    fn alerts_have_the_names_of_the_rfc() {
        for (alert, expected) in [
            (AlertDescription::UnknownCA, "unknown_ca"),
            (AlertDescription::BadCertificate, "bad_certificate"),
            (
                AlertDescription::UnsupportedCertificate,
                "unsupported_certificate",
            ),
            (
                AlertDescription::CertificateRequired,
                "certificate_required",
            ),
            (AlertDescription::HandshakeFailure, "handshake_failure"),
            (AlertDescription::UnrecognisedName, "unrecognized_name"),
            (AlertDescription::Unknown(200), "alert 200"),
        ] {
            assert_eq!(name(alert), expected);
        }
    }
}
