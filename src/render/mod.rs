//! Reports as text, one file a format; each sees the [`Report`](crate::report::Report) alone. What
//! `probe` found is a report of its own.

mod fingerprint;
mod found;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
mod markup_free;
pub mod ndjson;
mod page;
mod palette;
mod place;
mod printable;
pub mod probe;
pub mod prometheus;
pub mod roots;
pub mod sarif;
mod shown;
pub mod stream;
mod words;
mod wrap;

pub use page::page;
pub use palette::{Palette, Style};
pub use place::without_dots;
pub use printable::Printable;
