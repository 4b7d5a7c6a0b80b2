//! What the tests share.

pub mod instance;
pub mod loopback;
