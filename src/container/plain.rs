//! Certificates in text as plain as most programs write it, read at once: Base64 alone, or PEM
//! sections (RFC 7468, section 3, `stricttextualmsg`) with nothing around them. `pem.rs` reads the
//! same from all that people have in files, and tells what is wrong with it.

use std::sync::Arc;

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use memchr::memchr;

use super::{Contents, Format, Located, MAX_SIZE};
use crate::certificate::Certificate;
use crate::memory::Memory;

const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----\n";
const END: &[u8] = b"-----END CERTIFICATE-----";

/// The certificates of these texts in their order; `None` where a text is not as plain, or no
/// certificate.
///
/// What is read here is what [`read_with`](super::read_with) reads, but for the lines, which are
/// not counted.
#[must_use]
pub fn read_plain(texts: &[impl AsRef<str>], memory: &Memory) -> Option<Contents> {
    let length: usize = texts.iter().map(|text| text.as_ref().len()).sum();
    let mut contents = Contents::new(Format::Pem);
    for text in texts {
        for body in bodies(text.as_ref().as_bytes())? {
            let certificate = if contents.certificates.is_empty() {
                // As a rule an end entity, which nobody meets again.
                Arc::new(certificate(body)?)
            } else {
                let read = || certificate(body).ok_or(());
                memory.certificate(body, read).ok()?
            };
            contents.certificates.push(Located {
                certificate,
                line: None,
                last_line: None,
            });
        }
    }
    (!contents.certificates.is_empty() && length <= MAX_SIZE).then_some(contents)
}

/// The Base64 of each certificate of a text: what stands between boundaries with nothing around them,
/// else the whole of it.
fn bodies(text: &[u8]) -> Option<Vec<&[u8]>> {
    if memchr(b'-', text).is_none() {
        return Some(vec![text]);
    }
    let mut bodies = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let section = rest.strip_prefix(BEGIN)?;
        let (body, end) = section.split_at_checked(memchr(b'-', section)?)?;
        let after = end.strip_prefix(END)?;
        rest = if after.is_empty() {
            after
        } else {
            after.strip_prefix(b"\n")?
        };
        bodies.push(body);
    }
    Some(bodies)
}

fn certificate(body: &[u8]) -> Option<Certificate> {
    let mut base64 = Vec::with_capacity(body.len());
    for line in body.split(|byte| *byte == b'\n') {
        base64.extend_from_slice(line);
    }
    Certificate::from_der(&STANDARD.decode(base64).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::Sha256;
    use crate::container::{Passwords, read};

    /// What the whole reader says of a real chain, as plain PEM sections.
    fn chain() -> (Vec<Sha256>, Vec<String>) {
        let file = include_bytes!("../../fixtures/real/python.org.pem");
        let contents = read(file, &Passwords::default()).unwrap();
        let all = contents.certificates.iter();
        let section = |located: &Located| {
            let base64 = STANDARD.encode(&located.certificate.der);
            let lines: Vec<_> = base64.as_bytes().chunks(64).map(str::from_utf8).collect();
            let lines: Vec<_> = lines.into_iter().map(Result::unwrap).collect();
            format!("{BEGIN_TEXT}\n{}\n{END_TEXT}\n", lines.join("\n"))
        };
        (digests(&contents), all.map(section).collect())
    }

    const BEGIN_TEXT: &str = "-----BEGIN CERTIFICATE-----";
    const END_TEXT: &str = "-----END CERTIFICATE-----";

    /// The digest of each certificate.
    fn digests(contents: &Contents) -> Vec<Sha256> {
        let all = contents.certificates.iter();
        all.map(|located| located.certificate.sha256).collect()
    }

    #[test]
    fn plain_text_gives_what_the_whole_reader_gives() {
        let (expected, sections) = chain();
        let pem = sections.concat();
        let base64 = |section: &String| {
            let body = section.replace(BEGIN_TEXT, "").replace(END_TEXT, "");
            body.replace('\n', "")
        };
        let base64 = sections.iter().map(base64).collect();
        let memory = Memory::default();
        for texts in [vec![pem.trim_end().to_owned()], vec![pem], sections, base64] {
            for _ in 0..2 {
                let contents = read_plain(&texts, &memory).unwrap();
                assert_eq!(digests(&contents), expected, "{texts:?}");
                assert!(contents.left_out.is_empty() && contents.private_keys.is_empty());
            }
        }
    }

    #[test]
    fn all_else_is_left_to_the_whole_reader() {
        let key = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";
        let (_, sections) = chain();
        let pem = sections.concat();
        // Text behind a section, however well it would decode, is not a certificate of it.
        let bare = sections[1].replace(BEGIN_TEXT, "").replace(END_TEXT, "");
        let bare = bare.replace('\n', "");
        assert!(read_plain(&[&bare], &Memory::default()).is_some());
        for text in [
            String::new(),
            "M".into(),
            "MAA=".into(),
            format!("subject=CN\n{pem}"),
            format!("{pem}\n# the end"),
            format!("{pem}{key}"),
            format!("{pem}{bare}"),
            format!("{}{bare}", pem.trim_end()),
            format!("{bare}{pem}"),
            format!("{}{pem}", pem.trim_end()),
            pem.replace('\n', "\r\n"),
            pem.replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
            pem.replace("\n-----END", "\n\n=-----END"),
            pem.replacen(END_TEXT, "", 1),
            pem.replacen("\nMI", "\nM!", 1),
        ] {
            assert!(read_plain(&[&text], &Memory::default()).is_none(), "{text}");
            assert!(
                read_plain(&[&pem, &text], &Memory::default()).is_none(),
                "{text}"
            );
        }
        assert!(read_plain(&[] as &[&str], &Memory::default()).is_none());
    }
}
