//! The edges of the program: arguments, files, network, clock and colour.

pub mod input;
