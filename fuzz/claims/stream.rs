//! Lines of `sfmtls stream`, by the program's own readers, which are no part of the library.

#[allow(dead_code)] // a part of it that `--fetch` alone needs
#[path = "../../src/cli/stream/blocks.rs"]
mod blocks;
#[path = "../../src/cli/stream/line.rs"]
mod line;

use serde::Deserialize;
use serde_json::value::RawValue;
use sfmtls::Memory;
use sfmtls::container::{self, Contents, Passwords};
use sfmtls::render::stream::push_bad_line;

use blocks::Blocks;
use line::{Certificates, Line};

/// Every line that is not blank is answered by one line of JSON with its id as it stands.
pub fn hold(data: &[u8]) {
    let blocks = Blocks::new(data).map(|block| block.expect("memory is read without a fault"));
    for block in blocks {
        for (_, text) in block.lines() {
            keeps_its_id(text);
        }
    }
}

/// What an answer begins with.
#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
}

/// The same line gives the same, and its answer has its id.
fn keeps_its_id(text: &[u8]) {
    let (line, again) = (Line::read(text), Line::read(text));
    assert_eq!(line.id, again.id);
    assert_eq!(line.certificates, again.certificates);
    if let Ok(certificates) = &line.certificates {
        is_read_alike(certificates);
    }
    let mut answer = Vec::new();
    push_bad_line(&mut answer, line.id, "why").expect("an answer can be written");
    let answer = String::from_utf8(answer).expect("an answer is UTF-8");
    assert_eq!(answer.find('\n'), Some(answer.len() - 1));
    let answer: Answer<'_> = serde_json::from_str(&answer).expect("an answer is JSON");
    assert_eq!(answer.id.get(), line.id);
}

/// What is read of plain text is what the whole reader reads of it.
fn is_read_alike(certificates: &Certificates<'_>) {
    let Some(plain) = container::read_plain(certificates.texts(), &Memory::default()) else {
        return;
    };
    let whole = container::read(&certificates.pem(), &Passwords::default());
    let whole = whole.expect("the whole reader reads what the plain one does");
    assert_eq!(digests(&plain), digests(&whole));
    assert!(whole.private_keys.is_empty() && whole.left_out.is_empty());
}

fn digests(contents: &Contents) -> Vec<sfmtls::certificate::Sha256> {
    let all = contents.certificates.iter();
    all.map(|located| located.certificate.sha256).collect()
}
