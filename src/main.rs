//! The command `sfmtls`.

mod cli;

fn main() {}
