//! What the tests share.

pub mod instance;
pub mod loopback;
pub mod program;
