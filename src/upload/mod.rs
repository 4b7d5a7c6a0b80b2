//! The file to upload, and what is uploaded already.

mod metadata;
mod uploaded;

pub use metadata::{Expiration, Metadata};
pub use uploaded::{Comparison, Uploaded, UploadedError};
