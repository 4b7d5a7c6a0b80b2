//! Where the servers differ, by reason.

use crate::support::differences::Explained;

/// Where `openssl s_server` and nginx do, which both ask OpenSSL 3.
pub const OPENSSL: &[Explained] = &[];

/// Where Java 17 does.
pub const JAVA: &[Explained] = &[];
