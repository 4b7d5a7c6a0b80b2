//! What rustls-webpki does not decide, judged by this crate's own RFC 5280, section 6.1.

mod hostile;
mod judges;
mod pkits;
