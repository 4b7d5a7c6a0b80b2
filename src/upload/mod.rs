//! The file to upload, and what is uploaded already.

mod bundle;
mod metadata;
pub(crate) mod pem;
mod uploaded;

pub use bundle::{Bundle, MissingIssuer, Top};
pub use metadata::{Expiration, Metadata};
pub use uploaded::{Comparison, Uploaded};
