//! A list's roots as text, one file a format; each sees the [`RootsReport`](crate::roots::RootsReport)
//! alone.

pub mod csv;
pub mod human;
pub mod json;
mod object;
