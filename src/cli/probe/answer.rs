//! What an HTTP answer says, in words.

use super::http::{Answer, Broken};
use super::known_text::{self, KnownText};
use super::wire::Fault;

/// As many characters of a server's own words are shown.
const QUOTED: usize = 200;

/// The answer in one sentence: status, redirect, the known refusal or else how an error's page
/// begins, and why it is not whole where it is not.
pub fn described(answer: &Answer, known: Option<&KnownText>, broken: Option<&Broken>) -> String {
    let mut parts = Vec::new();
    parts.extend(answer.status.map(|status| status.to_string()));
    if let Some(location) = &answer.location {
        let to = quoted(location);
        parts.push(format!("redirects to {to}, which is not followed"));
    }
    if let Some(known) = known {
        parts.push(format!("says \"{}\": {}", known.text, known.meaning));
    } else if answer.status.is_some_and(|status| status >= 400) && !answer.body.is_empty() {
        parts.push(format!("its page begins: {}", quoted(&answer.body)));
    }
    parts.extend(broken.map(|broken| broken_off(broken, answer.status.is_some())));
    parts.join("; ")
}

/// A server's words in one line without markup.
fn quoted(bytes: &[u8]) -> String {
    let text = known_text::plain(&String::from_utf8_lossy(bytes));
    text.chars().take(QUOTED).collect()
}

fn broken_off(broken: &Broken, is_begun: bool) -> String {
    let before = if is_begun {
        "before the answer was whole"
    } else {
        "without an answer"
    };
    match broken {
        Broken::NotHttp => "what the server sends is not HTTP/1".into(),
        Broken::EndlessHead => "the head of the answer has no end within 64 KiB".into(),
        Broken::Fault(Fault::TimedOut) => {
            format!("the time was up {before}; --timeout SECONDS allows more")
        }
        Broken::Fault(Fault::Closed) => format!("the server closed the connection {before}"),
        Broken::Fault(Fault::Reset) => format!("the server reset the connection {before}"),
        Broken::Fault(fault) => format!("{fault}, {before}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &[u8]) -> Answer {
        Answer {
            status: Some(status),
            location: None,
            body: body.to_vec(),
        }
    }

    #[test]
    fn an_errors_page_is_quoted_without_markup_and_not_wholly() {
        let body = format!("<h1>Not\r\nFound</h1>\u{1b}]0;x\u{7}{}", "y".repeat(1000));
        let text = described(&answer(404, body.as_bytes()), None, None);
        assert!(
            text.starts_with("404; its page begins: Not Found ]0;x yyy"),
            "{text}"
        );
        assert!(text.len() < 250, "{text}");
    }

    #[test]
    fn a_good_answer_is_its_status_alone() {
        assert_eq!(described(&answer(200, b"[]"), None, None), "200");
    }

    #[test]
    fn a_cut_answer_says_so() {
        let cut = Broken::Fault(Fault::Closed);
        assert_eq!(
            described(&answer(200, b"["), None, Some(&cut)),
            "200; the server closed the connection before the answer was whole"
        );
        assert_eq!(
            described(&Answer::default(), None, Some(&cut)),
            "the server closed the connection without an answer"
        );
    }
}
