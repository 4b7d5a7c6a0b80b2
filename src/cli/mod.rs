//! The edges of the command: what the library never touches.

pub mod fetch;
