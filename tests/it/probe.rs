//! `sfmtls probe` against servers on loopback (contract, sections 1 and 5).

mod advice;
mod faults;
mod hostile;
mod judges;
pub mod lab;
mod proxies;
mod refusals;
pub mod server;
mod usage;
mod welcomes;
