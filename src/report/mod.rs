//! What is reported.

mod finding;

pub use finding::{Finding, Horizon, Severity, Verdict};
