//! One HTTP/1.1 answer: its status, its head, and as much of its body as is wanted.

use super::wire::{Fault, Wire};

/// As much of an answer is read, in bytes: what it says stands at its beginning.
const LIMIT: usize = 64 * 1024;

/// An answer, or the beginning of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status; `None` where not even the head came.
    pub status: Option<u16>,
    /// Where it redirects to.
    pub location: Option<Vec<u8>>,
    /// The body as far as it came, chunks joined.
    pub body: Vec<u8>,
}

/// Why an answer is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The connection.
    Fault(Fault),
    /// What came is not HTTP/1.
    NotHttp,
    /// The head has more than 64 KiB.
    EndlessHead,
}

/// Reads the answer to a request, to the end of its body or 64 KiB; what came of it, and why it is
/// not whole where it is not.
pub fn read(wire: &mut Wire) -> (Answer, Option<Broken>) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match parse(&bytes) {
            Err(broken) => return (Answer::default(), Some(broken)),
            Ok(Parsed { answer, rest }) if rest == Rest::Whole || bytes.len() >= LIMIT => {
                let is_endless = answer.status.is_none();
                return (answer, is_endless.then_some(Broken::EndlessHead));
            }
            Ok(parsed) => match wire.receive(&mut buffer) {
                Ok(length @ 1..) => bytes.extend(buffer.iter().take(length)),
                end => return at_end(parsed, end.err().unwrap_or(Fault::Closed)),
            },
        }
    }
}

/// What an answer is whose connection ended: whole, where its end is its body's.
fn at_end(parsed: Parsed, fault: Fault) -> (Answer, Option<Broken>) {
    let is_whole = parsed.rest == Rest::UntilClose && fault == Fault::Closed;
    (parsed.answer, (!is_whole).then_some(Broken::Fault(fault)))
}

/// The bytes of an answer so far, understood.
#[derive(Debug, Default)]
struct Parsed {
    answer: Answer,
    rest: Rest,
}

/// What is still to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rest {
    /// More, and its end will show.
    #[default]
    More,
    /// All until the connection is closed.
    UntilClose,
    /// Nothing.
    Whole,
}

/// The end of a head.
const HEAD_END: &[u8] = b"\r\n\r\n";

/// What a status line of HTTP/1 begins with.
const START: &[u8] = b"HTTP/1.";

/// The status of an answer that began so, interim ones (1xx) passed over; `None` before its head is
/// whole.
///
/// # Errors
/// Where this is not HTTP/1.
pub fn final_status(bytes: &[u8]) -> Result<Option<u16>, Broken> {
    Ok(parse(bytes)?.answer.status)
}

/// The interim status behind which no HTTP comes (RFC 9110, section 15.2.2).
const SWITCHING_PROTOCOLS: u16 = 101;

/// Understands an answer as far as it came, interim ones (1xx) passed over.
fn parse(mut bytes: &[u8]) -> Result<Parsed, Broken> {
    loop {
        if !(bytes.starts_with(START) || START.starts_with(bytes)) {
            return Err(Broken::NotHttp);
        }
        let end = memchr::memmem::find(bytes, HEAD_END);
        let Some((head, rest)) = end.and_then(|end| bytes.split_at_checked(end)) else {
            return Ok(Parsed::default());
        };
        let body = rest.strip_prefix(HEAD_END).unwrap_or_default();
        let status = status(head).ok_or(Broken::NotHttp)?;
        let is_last = status == SWITCHING_PROTOCOLS || !(100..200).contains(&status);
        if is_last {
            return Ok(with_body(status, head, body));
        }
        bytes = body;
    }
}

/// The three digits of a status line (RFC 9112, section 4).
fn status(head: &[u8]) -> Option<u16> {
    if !head.starts_with(START) {
        return None;
    }
    let line = head.split(|byte| *byte == b'\r').next()?;
    let digits = line.split(|byte| *byte == b' ').nth(1)?;
    let digits = str::from_utf8(digits).ok()?;
    let is_status = digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|status| is_status && *status >= 100)
}

/// The answer with its body so far, whose end is told as RFC 9112, section 6.3 says.
fn with_body(status: u16, head: &[u8], body: &[u8]) -> Parsed {
    let is_chunked = field(head, "transfer-encoding")
        .is_some_and(|value| value.to_ascii_lowercase().ends_with(b"chunked"));
    let length = field(head, "content-length").and_then(length);
    let (body, rest) = if matches!(status, 204 | 304) {
        (Vec::new(), Rest::Whole)
    } else if is_chunked {
        joined(body)
    } else if let Some(length) = length {
        let rest = if body.len() >= length {
            Rest::Whole
        } else {
            Rest::More
        };
        (body.iter().take(length).copied().collect(), rest)
    } else {
        (body.to_vec(), Rest::UntilClose)
    };
    let answer = Answer {
        status: Some(status),
        location: field(head, "location").map(<[u8]>::to_vec),
        body,
    };
    Parsed { answer, rest }
}

/// The value of a field of the head.
fn field<'a>(head: &'a [u8], name: &str) -> Option<&'a [u8]> {
    head.split(|byte| *byte == b'\n').find_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (own, value) = line.split_at_checked(colon)?;
        own.eq_ignore_ascii_case(name.as_bytes())
            .then(|| value.get(1..).unwrap_or_default().trim_ascii())
    })
}

fn length(value: &[u8]) -> Option<usize> {
    str::from_utf8(value).ok()?.parse().ok()
}

/// The chunks so far in one (RFC 9112, section 7.1). What is no chunk ends the body.
fn joined(mut bytes: &[u8]) -> (Vec<u8>, Rest) {
    let mut body = Vec::new();
    loop {
        let Some(end) = memchr::memmem::find(bytes, b"\r\n") else {
            return (body, Rest::More);
        };
        let (line, rest) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
        let digits = line.split(|byte| *byte == b';').next().unwrap_or_default();
        let size = str::from_utf8(digits.trim_ascii()).ok();
        let size = size.and_then(|size| usize::from_str_radix(size, 16).ok());
        let Some(size @ 1..) = size else {
            return (body, Rest::Whole);
        };
        let chunk = rest.strip_prefix(b"\r\n").unwrap_or_default();
        let Some((chunk, rest)) = chunk.split_at_checked(size) else {
            body.extend_from_slice(chunk);
            return (body, Rest::More);
        };
        body.extend_from_slice(chunk);
        bytes = rest.strip_prefix(b"\r\n").unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Option<u16>, String, Rest) {
        let parsed = parse(text.as_bytes()).unwrap();
        let body = String::from_utf8(parsed.answer.body).unwrap();
        (parsed.answer.status, body, parsed.rest)
    }

    #[test]
    fn the_length_ends_a_body() {
        let head = "HTTP/1.1 200 OK\r\ncontent-LENGTH: 3 \r\n\r\n";
        assert_eq!(parsed(head), (Some(200), String::new(), Rest::More));
        assert_eq!(
            parsed(&format!("{head}abcd")),
            (Some(200), "abc".into(), Rest::Whole)
        );
    }

    #[test]
    fn chunks_are_joined_and_the_empty_one_ends_them() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (body, expected, rest) in [
            ("5\r\nab", "ab", Rest::More),
            ("2\r\nab\r\n3;x=y\r\ncde\r\n", "abcde", Rest::More),
            ("2\r\nab\r\n0\r\n\r\n", "ab", Rest::Whole),
            ("zz\r\n", "", Rest::Whole),
            ("ffffffffffffffff\r\nab", "ab", Rest::More),
        ] {
            assert_eq!(
                parsed(&format!("{head}{body}")),
                (Some(200), expected.into(), rest),
                "{body:?}"
            );
        }
    }

    #[test]
    fn without_a_length_the_close_ends_a_body() {
        let answer = "HTTP/1.0 200 ok\r\nContent-type: text/html\r\n\r\nab";
        assert_eq!(parsed(answer), (Some(200), "ab".into(), Rest::UntilClose));
        let empty = "HTTP/1.1 204 No Content\r\n\r\n";
        assert_eq!(parsed(empty), (Some(204), String::new(), Rest::Whole));
    }

    #[test]
    fn interim_answers_are_passed_over() {
        let text =
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /a\r\n";
        assert_eq!(parse(text.as_bytes()).unwrap().answer.status, None);
        let whole = parse(format!("{text}\r\n").as_bytes()).unwrap().answer;
        assert_eq!(
            (whole.status, whole.location),
            (Some(302), Some(b"/a".to_vec()))
        );
    }

    #[test]
    fn nothing_is_waited_for_behind_another_protocol() {
        let text = b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 101 Switching Protocols\r\n";
        assert_eq!(final_status(text), Ok(None));
        assert_eq!(final_status(&[text, &b"\r\n"[..]].concat()), Ok(Some(101)));
    }

    #[test]
    fn what_is_no_http_is_told_from_its_first_byte() {
        for text in [
            "SSH-2.0-x\r\n\r\n",
            "H2",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 2000\r\n\r\n",
        ] {
            assert_eq!(
                parse(text.as_bytes()).unwrap_err(),
                Broken::NotHttp,
                "{text:?}"
            );
        }
        assert!(parse(b"").is_ok());
        assert!(parse(b"HTTP/1").is_ok());
    }
}
