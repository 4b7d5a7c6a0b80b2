//! A PKCS#12 file with a cheap MAC: begun as one, so that the fuzzer stays with this format.

/// What a container of any kind holds, with the input as what follows the version.
pub fn hold(data: &[u8]) {
    // PFX ::= SEQUENCE { version 3, … } with the length of what follows.
    let body = [&[0x02, 0x01, 0x03], data].concat();
    let Ok(length) = u16::try_from(body.len()) else {
        return;
    };
    super::container::hold(&[&[0x30, 0x82], &length.to_be_bytes()[..], &body].concat());
}
