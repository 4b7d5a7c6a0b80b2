//! `--fetch` against servers on loopback (contract, sections 1 and 4).

mod faults;
pub mod hierarchy;
mod issuers;
mod lists;
mod proxies;
mod site;
mod streams;
mod urls;
