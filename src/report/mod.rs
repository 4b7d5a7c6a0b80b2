//! What is reported, and how it comes about.

mod deadlines;
mod evaluate;
mod finding;
mod model;
mod selection;
mod trust_list;

pub use evaluate::evaluate;
pub use finding::{Finding, Horizon, Severity, Suppression, Verdict};
pub use model::{
    AnchorReport, CertificateReport, Conclusion, Deadline, HorizonState, Judged, Outcome,
    PathReport, Report, RuleReport, SubmissionReport,
};
pub use selection::{Ignore, Selection};
pub use trust_list::TrustListReport;
