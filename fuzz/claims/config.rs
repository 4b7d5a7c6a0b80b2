//! `sfmtls.toml`, by the command's own reader: it is no part of the library, so whoever asks these
//! claims has the command as `crate::cli`.

use std::path::PathBuf;

use crate::cli::config::Config;

/// The same text is answered alike; a comment behind what could be read changes nothing; and a fault
/// is one line of text about a line of the file.
pub fn hold(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let answer = read(text);
    assert_eq!(answer, read(text));
    match answer {
        Ok(config) => assert_eq!(read(&format!("{text}\n# a comment")), Ok(config)),
        Err((line, reason)) => {
            let lines = text.split('\n').count();
            assert!((1..=lines).contains(&line), "{line} of {lines}: {reason}");
            assert!(!reason.is_empty() && !reason.contains('\n'), "{reason}");
        }
    }
}

/// What a text says, or its fault's line and reason.
fn read(text: &str) -> Result<String, (usize, String)> {
    Config::read(PathBuf::from("folder/sfmtls.toml"), text)
        .map(|config| format!("{config:?}"))
        .map_err(|fault| (fault.line, fault.reason))
}
