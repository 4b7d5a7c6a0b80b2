//! What the tests share.

pub mod authority;
pub mod proxy;
pub mod scenario;
pub mod server;
