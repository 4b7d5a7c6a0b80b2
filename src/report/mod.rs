//! What is reported, and how it comes about.

mod deadlines;
mod evaluate;
mod finding;
mod model;
mod selection;

pub use evaluate::evaluate;
pub use finding::{Finding, Horizon, Severity, Verdict};
pub use model::{
    AnchorReport, CertificateReport, Conclusion, Deadline, HorizonState, Judged, Outcome, Report,
    RuleReport, SubmissionReport, TrustListReport,
};
pub use selection::Selection;
