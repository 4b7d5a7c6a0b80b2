//! Places as SARIF's locations.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::log::{ArtifactLocation, Location, PhysicalLocation, Region};
use crate::render::place::{Place, with_slashes};

/// The name of the working directory, which relative paths start from: the one that GitHub and most
/// viewers know.
pub(super) const WORKING_DIRECTORY: &str = "%SRCROOT%";

/// What a URI has as it is: RFC 3986's unreserved characters, and `/` between the parts of a path.
/// A `:` would make a scheme of a relative path's first part.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The place, line 1 where it has none.
pub(super) fn location(place: &Place) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: artifact(place),
            region: Region {
                start_line: place.line.unwrap_or(1),
                end_line: place.last_line,
            },
        },
    }
}

/// The directory with this name; a URI that others are relative to ends with `/` (section 3.14.14).
pub(super) fn directory(name: &str) -> ArtifactLocation {
    ArtifactLocation {
        uri: absolute(&format!("{}/", with_slashes(name).trim_end_matches('/'))),
        uri_base_id: None,
    }
}

fn artifact(place: &Place) -> ArtifactLocation {
    let Some(file) = &place.file else {
        return ArtifactLocation {
            uri: "standard-input".into(),
            uri_base_id: None,
        };
    };
    if is_absolute(file) {
        return ArtifactLocation {
            uri: absolute(file),
            uri_base_id: None,
        };
    }
    ArtifactLocation {
        uri: utf8_percent_encode(file, ESCAPED).to_string(),
        uri_base_id: Some(WORKING_DIRECTORY),
    }
}

/// Whether it starts at a root, or at a drive of Windows (`C:/`).
fn is_absolute(file: &str) -> bool {
    let drive = file.split_once(":/").map(|(drive, _)| drive);
    let is_drive = drive.is_some_and(|it| it.len() == 1 && it.starts_with(char::is_alphabetic));
    file.starts_with('/') || (cfg!(windows) && is_drive)
}

fn absolute(path: &str) -> String {
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(path, ESCAPED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(file: &str) -> String {
        let place = Place {
            file: Some(file.into()),
            ..Place::default()
        };
        artifact(&place).uri
    }

    /// Escapes by RFC 3986, section 2.1.
    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("a b/c:d#e.pem"), "a%20b/c%3Ad%23e.pem");
        assert_eq!(uri("/tmp/ü\u{202e}\n"), "file:///tmp/%C3%BC%E2%80%AE%0A");
        assert_eq!(directory("/").uri, "file:///");
        assert_eq!(directory("/a b").uri, "file:///a%20b/");
    }
}
