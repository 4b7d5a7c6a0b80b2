//! What the tests share.

pub mod loopback;
