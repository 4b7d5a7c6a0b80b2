//! Will this Salesforce instance accept this client certificate for mutual authentication?

pub mod certificate;
pub mod chrome;
pub mod container;
pub mod report;
pub mod trust;
