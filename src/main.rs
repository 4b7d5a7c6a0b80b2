//! The command `sfmtls`.

fn main() {}
