//! A serial number as lists write it, compared with a certificate's.

use num_bigint::BigInt;

/// Whether the text is this serial number (big-endian two's complement): in hex or decimal, with
/// or without `0x`, colons, spaces and leading zeros.
pub(super) fn agrees(text: &str, serial: &[u8]) -> bool {
    let number = BigInt::from_signed_bytes_be(serial);
    // openssl writes a short one as `1 (0x1)`.
    text.split(['(', ')'])
        .map(digits)
        .filter(|text| !text.is_empty() && text.len() <= 200)
        .any(|text| {
            let hex = text.strip_prefix("0x").unwrap_or(&text);
            [(hex, 16), (text.as_str(), 10)]
                .iter()
                .filter_map(|(text, radix)| BigInt::parse_bytes(text.as_bytes(), *radix))
                .any(|given| given == number)
        })
}

fn digits(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_and_decimal_agree_however_they_are_written() {
        let serial = [0x03, 0x3a, 0xf1, 0xe6];
        for text in [
            "33af1e6",
            "033AF1E6",
            "03:3a:f1:e6",
            "0x33af1e6",
            "54194662",
            "54194662 (0x33af1e6)",
        ] {
            assert!(agrees(text, &serial), "{text}");
        }
        for text in ["", "33af1e7", "54194663", "none"] {
            assert!(!agrees(text, &serial), "{text}");
        }
    }
}
