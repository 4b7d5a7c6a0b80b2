//! The page in a browser's `.mhtml` file (RFC 2557): its first HTML part, decoded.

use base64::Engine as _;

use super::base64_text;

/// The most headers that a message or a part has.
const MOST_HEADERS: usize = 200;
/// How many parts are looked at; a browser puts the page first.
const MOST_PARTS: usize = 1_000;

/// The bytes of the first `text/html` part; `None` where the text is no MIME message with one.
pub(super) fn html_part(text: &str) -> Option<Vec<u8>> {
    let (headers, body) = split_headers(text.trim_start())?;
    let content_type = header(&headers, "content-type")?;
    if is_html(&content_type) {
        return Some(decoded(&headers, body));
    }
    if !content_type.to_ascii_lowercase().starts_with("multipart/") {
        return None;
    }
    let delimiter = format!("--{}", parameter(&content_type, "boundary")?);
    let mut parts = body.split(delimiter.as_str()).skip(1).take(MOST_PARTS);
    parts.find_map(|part| {
        let (headers, body) = split_headers(part.trim_start_matches(['\n', ' ', '\t']))?;
        let html = header(&headers, "content-type").is_some_and(|kind| is_html(&kind));
        html.then(|| decoded(&headers, body))
    })
}

fn is_html(content_type: &str) -> bool {
    let kind = content_type.to_ascii_lowercase();
    kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml")
}

/// Header lines, unfolded, and what follows the blank line; `None` where a line is no header.
fn split_headers(text: &str) -> Option<(Vec<String>, &str)> {
    let mut headers: Vec<String> = Vec::new();
    let mut rest = text;
    while headers.len() <= MOST_HEADERS {
        let (line, after) = rest.split_once('\n')?;
        rest = after;
        if line.is_empty() {
            return Some((headers, rest));
        }
        if line.starts_with([' ', '\t']) {
            headers.last_mut()?.push_str(line);
            continue;
        }
        let (name, _) = line.split_once(':')?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if name.is_empty() || !name.bytes().all(is_name) {
            return None;
        }
        headers.push(line.to_owned());
    }
    None
}

fn header(headers: &[String], name: &str) -> Option<String> {
    headers.iter().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (found, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        let fits = found.trim().eq_ignore_ascii_case(name) && !value.is_empty();
        fits.then(|| value.to_owned())
    })
}

fn decoded(headers: &[String], body: &str) -> Vec<u8> {
    let encoding = header(headers, "content-transfer-encoding").unwrap_or_default();
    match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => {
            let digits: String = body.split_ascii_whitespace().collect();
            base64_text::LENIENT.decode(digits).unwrap_or_default()
        }
        _ => body.as_bytes().to_vec(),
    }
}

/// RFC 2045, section 6.7; what is no code is taken as it stands.
fn quoted_printable(body: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    for line in body.split('\n') {
        let line = line.trim_end_matches([' ', '\t']);
        let (line, soft) = match line.strip_suffix('=') {
            Some(line) => (line, true),
            None => (line, false),
        };
        let mut parts = line.split('=');
        bytes.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
        for part in parts {
            let code = part.split_at_checked(2).and_then(|(code, rest)| {
                Some((u8::from_str_radix(code, 16).ok()?, rest.as_bytes()))
            });
            if let Some((byte, rest)) = code {
                bytes.push(byte);
                bytes.extend_from_slice(rest);
            } else {
                bytes.push(b'=');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
        if !soft {
            bytes.push(b'\n');
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_is_decoded_as_rfc_2045_says() {
        let decoded = quoted_printable("a=3Db =\ncut=C3=A4 \t\nodd = sign=");
        assert_eq!(decoded, "a=b cut\u{e4}\nodd = sign".as_bytes());
    }

    #[test]
    fn the_first_html_part_of_a_multipart_message_is_taken() {
        let message = "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"--x--\"\n\n\n----x--\nContent-Type: text/css\n\np{}\n----x--\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+\naGk=\n----x----\n";
        assert_eq!(html_part(message).unwrap(), b"<b>hi");
    }

    #[test]
    fn a_text_with_a_colon_in_its_first_line_is_no_message() {
        assert_eq!(html_part("Keystore type: PKCS12\n\nYour keystore"), None);
        assert_eq!(html_part("Alias name: x\n\nbody"), None);
    }
}
