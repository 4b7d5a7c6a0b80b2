//! Reports as text, one file a format; each sees the [`Report`](crate::report::Report) alone.

pub mod human;
pub mod json;
mod page;
mod palette;
mod printable;
pub mod stream;
mod wrap;

pub use page::page;
pub use palette::{Palette, Style};
pub use printable::Printable;
