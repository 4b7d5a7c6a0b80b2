//! What of an answer every fetch reads in the same way.

use std::io::{self, Read};

use reqwest::blocking::Response;
use reqwest::header::LOCATION;

/// The body of an answer, unpacked; `None` where it is larger than `limit` bytes.
///
/// # Errors
/// Where it does not come whole.
pub fn read(response: Response, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let announced = response.content_length().unwrap_or_default();
    let mut body = Vec::new();
    if announced <= limit {
        response
            .take(limit.saturating_add(1))
            .read_to_end(&mut body)?;
    }
    let is_whole = announced.max(body.len() as u64) <= limit;
    Ok(is_whole.then_some(body))
}

/// Where a redirect leads, as the server wrote it; `None` where the answer is no redirect.
pub fn location(response: &Response) -> Option<String> {
    matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308)
        .then(|| response.headers().get(LOCATION))
        .flatten()
        .map(|location| String::from_utf8_lossy(location.as_bytes()).into_owned())
}
