//! The refusals that are known by their texts, in an answer's body.

use sfmtls::certificate::name::is_unprintable;

/// A text by which a server refuses a client certificate.
#[derive(Debug, PartialEq, Eq)]
pub struct KnownText {
    /// The text as it is reported, without markup.
    pub text: &'static str,
    /// The part that the body must hold, in lower case.
    sign: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What to do.
    pub help: &'static str,
    /// Who says so.
    pub authority: &'static str,
    /// Whether it says that no certificate came.
    pub is_about_none: bool,
}

/// Salesforce's texts are those of its documents and of people who met them; nginx's those of its
/// `ngx_http_special_response.c`, which come with status 400.
const KNOWN: &[KnownText] = &[
    KnownText {
        text: "Client certificate error: No client certificate provided.",
        sign: "no client certificate provided",
        meaning: "no client certificate came",
        help: "give certificate and key to the client, and see that no proxy between ends TLS",
        authority: "blog.superpat.com, \"Salesforce Mutual Authentication\", part 1 (2018)",
        is_about_none: true,
    },
    KnownText {
        text: "MUTUAL_AUTHENTICATION_FAILED",
        sign: "mutual_authentication_failed",
        meaning: "the session could not be mutually authenticated: it is used at port 443, or the \
                  certificate is not the one that is uploaded",
        help: "compare with what is uploaded: `sfmtls check --uploaded FILE`, and use the session \
               at port 8443",
        authority: "Salesforce Knowledge 000383575",
        is_about_none: false,
    },
    KnownText {
        text: "PKIX path validation failed",
        sign: "pkix path validation failed",
        meaning: "the server's validator found no valid path: an issuer is missing, wrong or out \
                  of order, or a date or signature fails",
        help: "`sfmtls check --instance HOST FILE` names the certificate at fault",
        authority: "Salesforce Knowledge 000383575",
        is_about_none: false,
    },
    KnownText {
        text: "PKIX path building failed",
        sign: "pkix path building failed",
        meaning: "the server's validator found no path to a root that it trusts",
        help: "`sfmtls check --instance HOST FILE` says whether the root is listed and what is \
               missing",
        authority: "JDK 17, sun.security.validator.PKIXValidator",
        is_about_none: false,
    },
    KnownText {
        text: "Client certificate error",
        sign: "client certificate error",
        meaning: "the server refuses the client certificate",
        help: "`sfmtls check --instance HOST FILE` says what may be wrong with it",
        authority: "blog.superpat.com, \"Salesforce Mutual Authentication\", part 1 (2018)",
        is_about_none: false,
    },
    KnownText {
        text: "No required SSL certificate was sent",
        sign: "no required ssl certificate was sent",
        meaning: "no client certificate came",
        help: "give certificate and key to the client; this is nginx, not Salesforce",
        authority: "nginx, ngx_http_ssl_module (ssl_verify_client)",
        is_about_none: true,
    },
    KnownText {
        text: "The SSL certificate error",
        sign: "the ssl certificate error",
        meaning: "the client certificate did not pass the server's validation",
        help: "the server's error log says why; this is nginx, not Salesforce",
        authority: "nginx, ngx_http_ssl_module (ssl_verify_client)",
        is_about_none: false,
    },
];

/// The known refusal that a body holds; the most telling where there are several.
pub fn find(body: &[u8]) -> Option<&'static KnownText> {
    let text = String::from_utf8_lossy(body);
    let [raw, plain] = [text.to_lowercase(), plain(&text).to_lowercase()];
    KNOWN
        .iter()
        .find(|known| raw.contains(known.sign) || plain.contains(known.sign))
}

/// The known refusal with this text.
pub fn with(text: &str) -> Option<&'static KnownText> {
    KNOWN.iter().find(|known| known.text == text)
}

/// A page's text in one line: without tags, and with nothing that acts on a terminal.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_in_tag = false;
    for letter in text.chars() {
        match letter {
            '<' => is_in_tag = true,
            '>' => {
                is_in_tag = false;
                plain.push(' ');
            }
            _ if is_in_tag => {}
            _ if is_unprintable(letter) => plain.push(' '),
            _ => plain.push(letter),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Option<&'static str> {
        find(body.as_bytes()).map(|known| known.text)
    }

    /// facts-salesforce.md, "Failures that people meet".
    #[test]
    fn the_texts_of_the_facts_are_known() {
        assert_eq!(
            found("<html>Client certificate error:<i>No client certificate provided.</i></html>"),
            Some("Client certificate error: No client certificate provided.")
        );
        assert_eq!(
            found(
                "[{\"errorCode\":\"MUTUAL_AUTHENTICATION_FAILED\",\"message\":\"This session could \
                 not be mutually authenticated for use with the API\"}]"
            ),
            Some("MUTUAL_AUTHENTICATION_FAILED")
        );
        assert_eq!(
            found("PKIX path validation failed: subject/issuer name chaining check failed"),
            Some("PKIX path validation failed")
        );
    }

    #[test]
    fn tags_and_line_ends_do_not_hide_a_text() {
        assert_eq!(
            found("Client <b>certificate</b>\r\nerror: <i>revoked</i>"),
            Some("Client certificate error")
        );
        assert_eq!(
            found("a < b MUTUAL_AUTHENTICATION_FAILED"),
            Some("MUTUAL_AUTHENTICATION_FAILED")
        );
        assert_eq!(
            found("[{\"label\":\"Winter '26\",\"url\":\"/services/data/v65.0\"}]"),
            None
        );
    }

    #[test]
    fn a_page_in_one_line_has_neither_markup_nor_controls() {
        assert_eq!(
            plain("<h1>a\u{1b}[31m\r\nb</h1>\u{202e}c<script"),
            "a [31m b c"
        );
    }
}
