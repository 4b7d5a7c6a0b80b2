//! Servers and proxies on loopback, and every way in which a fetch from them fails.
//!
//! In a folder of its own, since the unit tests of `cli::fetch` include it too.

pub mod authority;
pub mod proxy;
pub mod scenario;
pub mod server;
