//! Will this Salesforce instance accept this client certificate for mutual authentication?

pub mod certificate;
pub mod chrome;
pub mod container;
mod der;
mod digest;
pub mod key;
#[cfg(test)]
mod openssl;
pub mod path;
pub mod render;
pub mod report;
pub mod rules;
pub mod submission;
pub mod trust;
