//! What is wrong with an answer.

use std::fmt;

use super::redirect;

/// Why an answer cannot be the list. Its text follows the address of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerProblem {
    /// The status is neither 200 nor a redirect.
    Status(u16),
    /// A redirect that is not followed.
    Redirect {
        /// Where it leads; the server's text, made harmless.
        to: String,
        /// Why it is not followed.
        refusal: RedirectRefusal,
    },
    /// The body is larger than so many bytes once unpacked.
    TooLarge(u64),
    /// The body cannot be unpacked.
    Encoding,
}

/// Why a redirect is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectRefusal {
    /// It leads to a login page.
    Login,
    /// It leads away from https.
    NotHttps,
    /// It leads neither to the same host nor to a My Domain host.
    OtherHost,
    /// Too many came before it.
    TooMany,
    /// It is no address.
    NotAnAddress,
}

impl AnswerProblem {
    /// Whether the page is shown to those alone who have logged in.
    pub(super) const fn wants_login(&self) -> bool {
        matches!(
            self,
            Self::Status(401 | 403)
                | Self::Redirect {
                    refusal: RedirectRefusal::Login,
                    ..
                }
        )
    }
}

impl fmt::Display for AnswerProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(code) => write!(
                formatter,
                "answered with status {code}, not with the list: {}",
                meaning(*code)
            ),
            Self::Redirect { to, refusal } => write!(
                formatter,
                "redirects to {to}, which was not followed: {refusal}"
            ),
            Self::TooLarge(limit) => write!(
                formatter,
                "gave an answer too large to be a trust list: over {} MiB once unpacked",
                limit / (1 << 20)
            ),
            Self::Encoding => formatter
                .write_str("gave an answer that cannot be unpacked: its gzip encoding is damaged"),
        }
    }
}

impl fmt::Display for RedirectRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Login => "it is a login page",
            Self::NotHttps => "it is not https",
            Self::OtherHost => "it is neither the same host nor a My Domain host",
            Self::TooMany => {
                return write!(
                    formatter,
                    "too many redirects, {} came before it",
                    redirect::LIMIT
                );
            }
            Self::NotAnAddress => "it is no address",
        })
    }
}

/// What a status other than 200 means for who wants the list.
const fn meaning(code: u16) -> &'static str {
    match code {
        401 | 403 => "it wants a login",
        404 | 410 => "there is no such page; is this host a Salesforce instance's?",
        429 => "too many requests, try again later",
        503 => "the instance is in maintenance or overloaded, try again later",
        500..=599 => "an error of the server, try again later",
        _ => "only status 200 brings one",
    }
}
