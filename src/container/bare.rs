//! Base64 of a certificate or container without boundaries around it.

use super::base64::Body;
use super::label::Kind;
use super::other::{broken, no_certificate};
use super::structure::Structure;
use super::text::Lines;
use super::{Unreadable, pem};

/// How much of the text is decoded to see what it is.
const PREFIX: usize = 4096;

/// The bytes that the text is the Base64 of, where they are a certificate or a container; `None`
/// where the text is something else.
pub(super) fn decode(text: &[u8]) -> Result<Option<Vec<u8>>, Unreadable> {
    let Some(structure) = text.get(..text.len().min(PREFIX)).and_then(structure) else {
        return Ok(None);
    };
    let kind = match structure {
        Structure::Certificate
        | Structure::SignedData
        | Structure::OtherPkcs7
        | Structure::Pkcs12 => return whole(text).map(Some),
        Structure::RevocationList => Kind::RevocationList,
        Structure::Request => Kind::Request,
        Structure::PrivateKey => Kind::PrivateKey,
        Structure::PublicKey => Kind::PublicKey,
    };
    let found = format!("{} in Base64 without boundaries", kind.words());
    Err(no_certificate(Some(1), &found, kind.advice()))
}

/// What the text's first bytes decode to.
fn structure(start: &[u8]) -> Option<Structure> {
    let body = body(start);
    let characters = body.base64().ok()?;
    let whole = characters.len() - characters.len() % 4;
    Structure::of(&pem::decode(characters.get(..whole)?)?)
}

fn whole(text: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let body = body(text);
    let characters = body.base64().map_err(|wrong| {
        let reason = format!("{} in Base64 without boundaries", wrong.what);
        broken(Some(wrong.line), reason)
    })?;
    pem::decode(characters).ok_or_else(|| {
        let reason = format!(
            "the Base64 without boundaries does not decode: {} characters are no whole number of \
             bytes",
            characters.len()
        );
        broken(Some(1), reason)
    })
}

fn body(text: &[u8]) -> Body {
    let mut body = Body::default();
    for line in Lines::new(text) {
        body.add(line.number, line.text);
    }
    body
}
