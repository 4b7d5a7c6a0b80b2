//! Lines of `sfmtls stream`, by the program's own readers, which are no part of the library.

#[path = "../../src/cli/stream/blocks.rs"]
mod blocks;
#[path = "../../src/cli/stream/line.rs"]
mod line;

use serde::Deserialize;
use serde_json::value::RawValue;
use sfmtls::render::stream::bad_line;

use blocks::Blocks;
use line::Line;

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
    assert_eq!((line.id, &line.pem), (again.id, &again.pem));
    let answer = bad_line(line.id, "why").expect("an answer can be written");
    assert_eq!(answer.find('\n'), Some(answer.len() - 1));
    let answer: Answer<'_> = serde_json::from_str(&answer).expect("an answer is JSON");
    assert_eq!(answer.id.get(), line.id);
}
