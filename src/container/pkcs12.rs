//! PKCS#12.
use super::{Contents, Format, Passwords, Unreadable, UnreadableKind};

pub(super) fn read(_: &[u8], _: &Passwords) -> Result<Contents, Unreadable> {
    Err(Unreadable {
        kind: UnreadableKind::OtherFormat(Format::Pkcs12),
        line: None,
        reason: String::from("a PKCS#12 key store"),
    })
}
