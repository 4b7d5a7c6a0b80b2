//! `sfmtls probe` against servers on loopback (contract, sections 1 and 5).

mod advice;
mod faults;
mod hostile;
mod judges;
mod lab;
mod proxies;
mod refusals;
mod server;
mod usage;
mod welcomes;
