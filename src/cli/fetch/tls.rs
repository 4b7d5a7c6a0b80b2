//! What is wrong with a TLS connection, in words.

use rustls::{AlertDescription, CertificateError, Error, InvalidMessage};

use super::fault::harmless;

/// The fact behind an error of rustls.
pub fn problem(error: &Error) -> String {
    match error {
        Error::InvalidCertificate(error) => certificate_problem(error),
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => {
            "what answers at this port does not speak TLS".to_owned()
        }
        Error::AlertReceived(AlertDescription::ProtocolVersion) => {
            "the server takes neither TLS 1.2 nor TLS 1.3 (alert protocol_version)".to_owned()
        }
        Error::PeerIncompatible(_) => {
            format!("no TLS version or cipher in common, TLS 1.2 is the least ({error})")
        }
        _ => harmless(&error.to_string()),
    }
}

/// Whether the server's certificate would be taken if another root were trusted.
pub const fn lacks_root(error: &Error) -> bool {
    matches!(
        error,
        Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature)
    )
}

fn certificate_problem(error: &CertificateError) -> String {
    match error {
        CertificateError::UnknownIssuer => {
            "the server's certificate leads to no root that is trusted here (UnknownIssuer)".into()
        }
        CertificateError::BadSignature => {
            "the server's certificate names an issuer that is trusted here, but another key signed \
             it (BadSignature): is the root an older one of the same name?"
                .into()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "the server's certificate, or one of its issuers, is expired by this machine's clock"
                .into()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the server's certificate, or one of its issuers, is not valid yet by this machine's \
             clock"
                .into()
        }
        CertificateError::NotValidForName => not_for_name(&[]),
        CertificateError::NotValidForNameContext { presented, .. } => not_for_name(presented),
        CertificateError::Other(other) if is_ca_used_as_end_entity(&*other.0) => {
            "the server's certificate is a CA certificate (CA:TRUE, as `openssl req -x509` makes \
             it), which is refused even if it is trusted (CaUsedAsEndEntity): give the server one \
             with CA:FALSE"
                .into()
        }
        _ => harmless(&format!("the server's certificate is refused ({error})")),
    }
}

/// `presented` are the certificate's names as rustls writes them: `DnsName("example.com")`.
fn not_for_name(presented: &[String]) -> String {
    let fact = "the server's certificate is for another name";
    let names: Vec<&str> = presented
        .iter()
        .take(3)
        .map(|name| name.split('"').nth(1).unwrap_or(name))
        .collect();
    match presented.len() - names.len() {
        0 if names.is_empty() => fact.to_owned(),
        0 => harmless(&format!("{fact} ({})", names.join(", "))),
        more => harmless(&format!("{fact} ({} and {more} more)", names.join(", "))),
    }
}

fn is_ca_used_as_end_entity(error: &(dyn std::error::Error + 'static)) -> bool {
    matches!(error.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity))
}
